"""Delegations set for their boxes: the heading, and a row for each role, speaker and office. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier.drawings.canvas import Style
from dossier.drawings.setting import Setting, set_runs
from dossier.drawings.signature_marks import SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.drawings.delegation_tree import Delegation, Speaker
    from dossier.drawings.studio import Studio

PAD = 6.0
BETWEEN_WORDS = 1.2
BETWEEN_SPEAKERS = 3.6
SIGN = SIZE + 4.0


@dataclass(frozen=True)
class Plan:
    """One way of drawing: on a page across or not, with so many lines for an office (0: all it needs, -1: none).

    Those who had nothing to sign stand each with their office, or `together` with their names alone.
    """

    lines: int = 0
    together: bool = False
    across: bool = False


PLANS = (
    Plan(),
    Plan(2, together=True),
    Plan(1, together=True),
    Plan(1, together=True, across=True),
    Plan(-1, together=True),
    Plan(-1, together=True, across=True),
)
"""Ways of drawing, the best first."""


@dataclass(frozen=True)
class Row:
    """Something set for a box: words, how far in, a sign before them, the space above; a part's heading is ruled."""

    setting: Setting
    indent: float = 0.0
    state: str = ""
    above: float = BETWEEN_WORDS
    ruled: bool = False


@dataclass(frozen=True)
class BodyBox:
    """A delegation set for its box: the heading, and the rows below."""

    delegation: Delegation
    heading: tuple[Setting, ...]
    rows: tuple[Row, ...]

    @property
    def heading_height(self) -> float:
        """The height of the ground behind the heading."""
        return sum(setting.height + BETWEEN_WORDS for setting in self.heading) - BETWEEN_WORDS + 8.0

    @property
    def height(self) -> float:
        """The height of the whole box."""
        rows = sum(row.above + row.setting.height for row in self.rows)
        return self.heading_height + (rows + PAD * 1.6 if self.rows else 0.0)


@dataclass(frozen=True)
class BoxSetter:
    """Sets delegations in the words of the language."""

    studio: Studio
    words: Mapping[str, Any]

    def box(self, delegation: Delegation, width: float, plan: Plan, *, third: bool) -> BodyBox:
        """A delegation set for a box of this width."""
        colours = self.studio.theme.colours
        colour = colours.paper if delegation.listed and not third else colours.accent
        inner = width - 2 * PAD - 1.6
        heading = []
        if delegation.within:
            heading.append(self._words(delegation.within, inner, self._style(colour, small=True)))
        style = Style(self.studio.theme.drawing.label * 1.1, colour, 700)
        heading.append(self._words(delegation.name, inner, style))
        rows = [*self._role(delegation, inner), *self._speaker_rows(delegation.speakers, inner, plan)]
        for part in delegation.parts:
            title = self._words(part.name, inner, self._style(colours.accent, weight=600))
            rows.append(Row(title, above=BETWEEN_SPEAKERS * 2, ruled=True))
            rows += self._speaker_rows(part.speakers, inner, plan)
        return BodyBox(delegation, tuple(heading), tuple(rows))

    def _role(self, delegation: Delegation, width: float) -> Iterator[Row]:
        if delegation.role:
            style = self._style(self.studio.theme.colours.muted, small=True, italic=True)
            yield Row(self._words(delegation.role, width, style))

    def _speaker_rows(self, speakers: Sequence[Speaker], width: float, plan: Plan) -> Iterator[Row]:
        """Those who had a place at the foot of the act, with signs; then the others, each or together."""
        for speaker in speakers:
            if speaker.state or not plan.together:
                yield from self._speaker(speaker, width - SIGN, plan)
        others = [speaker.name for speaker in speakers if not speaker.state]
        if others and plan.together:
            text = self.words["also"].format(names=", ".join(others))
            setting = self._words(text, width - SIGN, self._style(self.studio.theme.colours.ink, small=True))
            yield Row(setting, SIGN, above=BETWEEN_SPEAKERS)

    def _speaker(self, speaker: Speaker, width: float, plan: Plan) -> Iterator[Row]:
        colours = self.studio.theme.colours
        runs = [(speaker.name, self._style(colours.ink, weight=700 if speaker.state else 400))]
        if speaker.contested and speaker.state != "disputed":
            runs.append((self.words["contested"], self._style(colours.second, small=True, weight=600)))
        yield Row(set_runs(self.studio.lettering, runs, width), SIGN, speaker.state, BETWEEN_SPEAKERS)
        if speaker.office and plan.lines >= 0:
            style = self._style(colours.muted, small=True)
            yield Row(set_runs(self.studio.lettering, [(speaker.office, style)], width, plan.lines), SIGN)

    def _words(self, text: str, width: float, style: Style) -> Setting:
        return set_runs(self.studio.lettering, [(text, style)], width)

    def _style(self, colour: str, *, small: bool = False, weight: int = 400, italic: bool = False) -> Style:
        return self.studio.style(colour, small=small, weight=weight, italic=italic)
