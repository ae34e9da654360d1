"""The signature sheet: a schematic of the foot of the act, a place for each signatory, signed or empty.

Says of itself that it is a diagram. Lines signed later stand in zones of their own, what was added by hand in
brackets. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dossier.drawings.board import Board
from dossier.drawings.canvas import Box, Drawing, Line, Pen, Rectangle, Style, path_data
from dossier.drawings.rooms import rooms_of
from dossier.drawings.setting import Setting, set_runs
from dossier.drawings.signature_lines import HOLLOW, SignatureLine, Zone, flattened, signature_lines, zones
from dossier.drawings.signature_marks import SIZE, bracket, sign
from dossier.drawings.signature_places import (
    ADDITION_HEAD,
    BETWEEN_COLUMNS,
    BETWEEN_WORDS,
    INDENT,
    PAD,
    PLANS,
    Grid,
    Place,
    PlaceSetter,
    Plan,
)
from dossier.drawings.telling import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dossier.dates import DateWords
    from dossier.drawings.studio import Studio
    from dossier.records import Dossier

BETWEEN_ROWS = 12.0
BETWEEN_ZONES = 10.0
HEAD = 15.0
GROUP_HEAD = 15.0
ABOVE_LINE = 3.0


def draw_signature_sheet(
    dossier: Dossier,
    studio: Studio,
    dates: DateWords,
    plain: Callable[[str], str],
    *,
    name: str = "signature-sheet",
) -> Drawing | None:
    """The signature sheet of a dossier, or None when it has no signatures; `plain` makes typeset plain words of a text."""
    return signature_sheet_of(signature_lines(dossier, dates, plain), studio, name=name)


def signature_sheet_of(
    lines: Sequence[SignatureLine], studio: Studio, *, name: str = "signature-sheet"
) -> Drawing | None:
    """The signature sheet of these lines, or None when there are none."""
    if not lines:
        return None
    words = studio.words("signature_sheet")
    maker = _Maker(studio, words)
    sheet, frame = maker.drawn(zones(lines))
    return studio.draw(
        name,
        frame,
        alt=_alt(lines, words, studio.language),
        description=_description(lines, words),
        labels=tuple(sheet.labels),
        sheet=sheet,
    )


@dataclass(frozen=True)
class _Maker:
    """Sets and puts down the places of all signatories."""

    studio: Studio
    words: Mapping[str, Any]

    @property
    def setter(self) -> PlaceSetter:
        """Sets the places."""
        return PlaceSetter(self.studio, self.words)

    def drawn(self, found: Sequence[Zone]) -> tuple[Board, Box]:
        """The sheet and its frame, drawn in the first way for which a page has room, or else in the least too long."""
        tried = []
        for plan in PLANS:
            room = rooms_of(self.studio.theme)[plan.across]
            sheet, height = self._sheet(found, room.width, plan)
            tried.append((height / room.height, sheet, Box(0, 0, room.width, height)))
            if height <= room.height:
                return sheet, tried[-1][2]
        _, sheet, frame = min(tried, key=lambda way: way[0])
        return sheet, frame

    def _sheet(self, found: Sequence[Zone], width: float, plan: Plan) -> tuple[Board, float]:
        sheet = Board()
        y = self._tag(sheet, width)
        for zone in flattened(found) if plan.flat else found:
            y = self._zone(sheet, zone, y, Grid(width, plan)) + BETWEEN_ZONES
        return sheet, y - BETWEEN_ZONES + 1

    def _tag(self, sheet: Board, width: float) -> float:
        """Put down the words that say what this is, in a frame; tell where the sheet goes on."""
        style = self._style(self.studio.theme.colours.second, small=True, weight=700)
        text = self.studio.lettering.line(self.words["tag"], width - 7, 10.5, style, "end")
        frame = Box(text.box.left - 6, 1, width - 1, 15)
        sheet.shapes.append(Rectangle(frame, Pen(style.colour, self.studio.theme.drawing.line), 2))
        sheet.put([text])
        return frame.bottom + 7

    def _zone(self, sheet: Board, zone: Zone, top: float, grid: Grid) -> float:
        """Put down a zone from `top`; tell where it ends."""
        ground = len(sheet.shapes)
        y = top + PAD
        heading = self._zone_heading(zone)
        if heading:
            style = Style(self.studio.theme.drawing.label * 1.13, self.studio.theme.colours.accent, 700)
            y = (
                self._stack(sheet, [set_runs(self.studio.lettering, [(heading, style)], grid.inner)], PAD, y)
                + 5
            )
        for capacity, lines in _groups(zone.lines, grid.plan):
            y = self._group(sheet, capacity, [self.setter.place(line, zone, grid) for line in lines], y, grid)
        bottom = y - BETWEEN_ROWS + PAD
        sheet.shapes.insert(ground, self._ground(zone, Box(0.5, top, grid.width - 0.5, bottom)))
        return bottom

    def _ground(self, zone: Zone, box: Box) -> Rectangle:
        """The ground of a zone: tinted, with a heavier frame, for what was signed later."""
        theme = self.studio.theme
        if zone.later:
            return Rectangle(box, Pen(theme.colours.muted, theme.drawing.line, theme.colours.tint))
        return Rectangle(box, Pen(theme.colours.rule, theme.drawing.line, theme.colours.paper))

    def _zone_heading(self, zone: Zone) -> str:
        where = self.setter.where(zone.place, zone.date)
        if zone.later:
            return str(self.words["later_at"].format(where=where) if where else self.words["later"])
        return where

    def _group(self, sheet: Board, capacity: str, places: Sequence[Place], top: float, grid: Grid) -> float:
        """Put down the places of one capacity, row by row; tell where the next group begins."""
        if grid.plan.rows:
            return self._rows(sheet, places, top, grid)
        y = top
        if capacity:
            style = self._style(self.studio.theme.colours.muted, small=True, weight=600)
            sheet.put([self.studio.lettering.line(self.words["capacities"][capacity], PAD, top + 6, style)])
            y += GROUP_HEAD
        for start in range(0, len(places), grid.plan.columns):
            row = places[start : start + grid.plan.columns]
            line = y + max(place.state.height for place in row) + ABOVE_LINE
            for index, place in enumerate(row):
                self._put(sheet, place, PAD + index * (grid.column + BETWEEN_COLUMNS), line, grid)
            y = line + max(place.below for place in row) + BETWEEN_ROWS
        return y

    def _rows(self, sheet: Board, places: Sequence[Place], top: float, grid: Grid) -> float:
        """Put down places with the line beside the name, column by column; tell where they end."""
        count = -(-len(places) // grid.plan.columns)
        bottom = top
        for column, start in enumerate(range(0, len(places), count)):
            x, y = PAD + column * (grid.column + BETWEEN_COLUMNS), top
            for place in places[start : start + count]:
                y = self._row(sheet, place, x, y, grid) + BETWEEN_ROWS / 3
            bottom = max(bottom, y)
        return bottom + BETWEEN_ROWS * 2 / 3

    def _row(self, sheet: Board, place: Place, x: float, top: float, grid: Grid) -> float:
        """Put down one place with its line beside the name; tell where it ends."""
        left = self._stack(sheet, place.words, x, top)
        right = x + grid.beside + BETWEEN_COLUMNS / 2
        line = top + place.state.height + ABOVE_LINE
        self._line(sheet, place, right, line, grid)
        return max(left, self._added(sheet, place, right, line + ABOVE_LINE))

    def _put(self, sheet: Board, place: Place, x: float, line: float, grid: Grid) -> None:
        """Put down one place with its line at the height given."""
        self._line(sheet, place, x, line, grid)
        self._added(sheet, place, x, self._stack(sheet, place.words, x, line + 4))

    def _line(self, sheet: Board, place: Place, x: float, line: float, grid: Grid) -> None:
        """Put down the line, empty or not, with the sign and the words of its state above."""
        theme = self.studio.theme
        hollow = place.line.state in HOLLOW
        pen = Pen(theme.colours.ink, theme.drawing.line, dash="2.4 2" if hollow else "")
        sheet.shapes.append(Line(path_data([(x, line), (x + grid.field, line)]), pen))
        sheet.shapes += sign(place.line.state, x, line - ABOVE_LINE, theme)
        top = line - ABOVE_LINE - place.state.height
        sheet.put(place.state.placed(self.studio.lettering, x + SIZE + 4, top, 1))

    def _added(self, sheet: Board, place: Place, x: float, top: float) -> float:
        """Put down in brackets what was added by hand, if anything; tell where it ends."""
        if not place.additions:
            return top
        start = top + ADDITION_HEAD / 2
        end = self._stack(sheet, place.additions, x + INDENT, start + 1)
        sheet.shapes.append(bracket(x + 1, start - 0.5, end + 0.5, self.studio.theme))
        return end + ADDITION_HEAD / 2

    def _stack(self, sheet: Board, settings: Sequence[Setting], x: float, top: float) -> float:
        """Put down settings below each other; tell where they end."""
        for setting in settings:
            sheet.put(setting.placed(self.studio.lettering, x, top, 1))
            top += setting.height + BETWEEN_WORDS
        return top

    def _style(self, colour: str, *, small: bool = False, weight: int = 400, italic: bool = False) -> Style:
        return self.studio.style(colour, small=small, weight=weight, italic=italic)


def _groups(lines: Sequence[SignatureLine], plan: Plan) -> list[tuple[str, list[SignatureLine]]]:
    """The lines of a zone by capacity; in one group without a name on a flat sheet."""
    if plan.flat:
        return [("", list(lines))]
    sorted_lines = groupby(_by_capacity(lines), key=lambda line: line.capacity)
    return [(capacity, list(those)) for capacity, those in sorted_lines]


def _by_capacity(lines: Sequence[SignatureLine]) -> list[SignatureLine]:
    """The lines with those of one capacity together, capacities in the order in which they first occur."""
    order = list(dict.fromkeys(line.capacity for line in lines))
    return sorted(lines, key=lambda line: order.index(line.capacity))


def _alt(lines: Sequence[SignatureLine], words: Mapping[str, Any], language: str) -> str:
    """The short text: how many lines, and how many of each state."""
    states = list(dict.fromkeys(line.state for line in lines))
    counts = [
        counted(words["counts"][state], sum(line.state == state for line in lines), language)
        for state in states
    ]
    total = counted(words["counts"]["all"], len(lines), language)
    return str(words["alt"].format(count=total, states=", ".join(counts)))


def _description(lines: Sequence[SignatureLine], words: Mapping[str, Any]) -> str:
    """The long text: every line in words."""
    return " ".join([words["direction"], *(_sentence(line, words) for line in lines)])


def _sentence(line: SignatureLine, words: Mapping[str, Any]) -> str:
    """One line in words."""
    facts = [line.behalf, line.office, words["capacity_of"][line.capacity]]
    state = [words["states"][line.state], line.place, line.date, words["contested"] if line.contested else ""]
    head = words["person"].format(name=line.name, facts=", ".join(fact for fact in facts if fact))
    said = words["sentence"].format(person=head, state=", ".join(part for part in state if part))
    added = words["added"].format(additions=" ; ".join(line.additions)) if line.additions else ""
    return f"{said} {added}".strip()
