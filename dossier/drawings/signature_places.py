"""The places of a signature sheet: what is written above and below each line, set to the width of a column.

Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier.drawings.canvas import Style
from dossier.drawings.setting import Setting, set_runs
from dossier.drawings.signature_marks import SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.drawings.signature_lines import SignatureLine, Zone
    from dossier.drawings.studio import Studio

PAD = 10.0
BETWEEN_COLUMNS = 18.0
BETWEEN_WORDS = 1.4
ADDITION_HEAD = 5.0
INDENT = 8.0
NAME_PART = 0.6
"""How much of a row the name takes, the line standing beside it."""
NAME_SIZE = 1.1
"""How much larger than labels names are set."""
StyledWords = tuple[str, Style]


@dataclass(frozen=True)
class Plan:
    """One way of drawing: on a page across or not, in so many columns, with so many lines for an office.

    No line means that offices are left to the table of signatories, None as many as it needs. A `flat` sheet has no
    groups by capacity, and one zone for all that was signed later. With `rows` the line stands beside the name.
    """

    columns: int
    lines: int | None = None
    across: bool = False
    flat: bool = False
    rows: bool = False


PLANS = (
    Plan(2),
    Plan(3),
    Plan(4, across=True),
    Plan(3, 2),
    Plan(3, 2, flat=True),
    Plan(3, 1, flat=True),
    Plan(1, 0, flat=True, rows=True),
    Plan(2, 0, flat=True, rows=True, across=True),
)
"""Ways of drawing, the best first."""


@dataclass(frozen=True)
class Place:
    """The place of one signatory, set but not yet put down: words above the line, words below, additions."""

    line: SignatureLine
    state: Setting
    words: tuple[Setting, ...]
    additions: tuple[Setting, ...]

    @property
    def below(self) -> float:
        """From its line to the end of its words."""
        added = _stacked(self.additions)
        return 4.0 + _stacked(self.words) + (added + ADDITION_HEAD if self.additions else 0.0)


def _stacked(settings: Sequence[Setting]) -> float:
    return sum(setting.height + BETWEEN_WORDS for setting in settings)


@dataclass(frozen=True)
class Grid:
    """The columns of a sheet of this width."""

    width: float
    plan: Plan

    @property
    def inner(self) -> float:
        """The width inside a zone."""
        return self.width - 2 * PAD

    @property
    def field(self) -> float:
        """The width of a line: that of a place, or what a name beside it leaves."""
        return self.column - self.beside - BETWEEN_COLUMNS / 2 if self.plan.rows else self.column

    @property
    def beside(self) -> float:
        """The width of the words under a line, or beside it."""
        return self.column * NAME_PART if self.plan.rows else self.column

    @property
    def column(self) -> float:
        """The width of a place."""
        return (self.inner - BETWEEN_COLUMNS * (self.plan.columns - 1)) / self.plan.columns


@dataclass(frozen=True)
class PlaceSetter:
    """Sets the places of signatories in the words of the language."""

    studio: Studio
    words: Mapping[str, Any]

    def where(self, place: str, date: str) -> str:
        """Place and date in words, or the one that is known."""
        if place and date:
            return str(self.words["at"].format(place=place, date=date))
        return place or date

    def place(self, line: SignatureLine, zone: Zone, grid: Grid) -> Place:
        """One signatory set for a column of the grid, as a member of the zone."""
        lettering, plan = self.studio.lettering, grid.plan
        name, role, office = self._name(line, plan), self._role(line, plan), self._office(line, plan)
        paragraphs = [[*name, *role]] if plan.rows else [name, role, office]
        words = tuple(
            set_runs(lettering, runs, grid.beside, (plan.lines or 0) if runs is office else 0)
            for runs in paragraphs
            if runs
        )
        state = set_runs(lettering, self._state_runs(line, zone), grid.field - SIZE - 4)
        return Place(line, state, words, self._additions(line, grid))

    def _name(self, line: SignatureLine, plan: Plan) -> list[StyledWords]:
        theme = self.studio.theme
        size = theme.drawing.label * (1 if plan.rows else NAME_SIZE)
        return [(line.name, Style(size, theme.colours.ink, 700))]

    def _role(self, line: SignatureLine, plan: Plan) -> list[StyledWords]:
        """The body spoken for, and the capacity where no heading says it."""
        colours = self.studio.theme.colours
        runs = [(line.behalf, self._style(colours.accent, weight=600))] if line.behalf else []
        if plan.flat:
            runs.append((self.words["capacity_of"][line.capacity], self._style(colours.muted, small=True)))
        return runs

    def _office(self, line: SignatureLine, plan: Plan) -> list[StyledWords]:
        shown = line.office and plan.lines != 0
        return [(line.office, self._style(self.studio.theme.colours.muted, small=True))] if shown else []

    def _state_runs(self, line: SignatureLine, zone: Zone) -> list[StyledWords]:
        """What is written above the line: the state, where it differs from its zone, and whether it is contested."""
        colours = self.studio.theme.colours
        disputed = line.state == "disputed"
        runs = [
            (
                self.words["states"][line.state],
                self._style(colours.second if disputed else colours.ink, weight=600),
            )
        ]
        if (line.place or line.date) and (line.place, line.date) != (zone.place, zone.date):
            runs.append((self.where(line.place, line.date), self._style(colours.ink)))
        if line.contested and not disputed:
            runs.append((self.words["contested"], self._style(colours.second, weight=600)))
        return runs

    def _additions(self, line: SignatureLine, grid: Grid) -> tuple[Setting, ...]:
        if not line.additions:
            return ()
        colours, lettering = self.studio.theme.colours, self.studio.lettering
        width = grid.field - INDENT
        head = [(self.words["addition"], self._style(colours.second, small=True, weight=600))]
        if line.additions_contested:
            head.append(
                (self.words["contested_addition"], self._style(colours.second, small=True, italic=True))
            )
        style = self._style(colours.ink, small=True)
        return (
            set_runs(lettering, head, width),
            *(set_runs(lettering, [(text, style)], width) for text in line.additions),
        )

    def _style(self, colour: str, *, small: bool = False, weight: int = 400, italic: bool = False) -> Style:
        return self.studio.style(colour, small=small, weight=weight, italic=italic)
