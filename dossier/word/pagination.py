"""On which page each mark of the report stands, as nearly as it can be known without Word.

Fills pages with the lines of `lines`: keeps, widows and orphans, notes at the foot, repeated header rows,
sections. Measures are points. Knows no XML but that of section properties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.word.ooxml import W, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from dossier.word.lines import Line, Stack

TWIPS = 20
NOTE_RULE = 4.2  # points that the separator takes above the notes, less the space after the last of them
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
WIDOW_LINES = 2


@dataclass(frozen=True)
class Sheet:
    """The pages of one section: the room for text, how they are numbered, how the section starts."""

    height: float
    roman: bool
    start: int | None
    odd: bool

    @classmethod
    def of(cls, section: Element) -> Sheet:
        """The pages that section properties describe."""
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        numbers, kind = section.find(f"{W}pgNumType"), section.find(f"{W}type")
        high = number(size, "h") - number(margins, "top") - number(margins, "bottom")
        start = None if numbers is None else numbers.get(f"{W}start")
        return cls(
            high / TWIPS,
            numbers is not None and numbers.get(f"{W}fmt") == "lowerRoman",
            None if start is None else int(start),
            kind is not None and kind.get(f"{W}val") == "oddPage",
        )


def roman(value: int) -> str:
    """A small roman numeral."""
    words = ""
    for worth, sign in ROMAN:
        while value >= worth:
            words, value = words + sign, value - worth
    return words


@dataclass
class _Page:
    """The page that is being filled."""

    number: int = 0
    used: float = 0.0
    notes: float = 0.0
    gap: float = 0.0
    fresh: bool = True


@dataclass
class Pager:
    """Fills pages; `notes` are the heights of the lines of each note, by its number."""

    notes: Mapping[str, Sequence[float]]
    labels: dict[str, list[str]] = field(default_factory=dict)
    page: _Page = field(default_factory=_Page)
    sheet: Sheet = field(default_factory=lambda: Sheet(0.0, roman=False, start=None, odd=False))
    heads: list[Stack] = field(default_factory=list)

    def section(self, sheet: Sheet, stacks: Sequence[Stack]) -> None:
        """Fills the pages of a section."""
        first = self.page.number + 1 if sheet.start is None else sheet.start
        self.sheet = sheet
        self.page = _Page(first + 1 if sheet.odd and first % 2 == 0 else first)
        for place, stack in enumerate(stacks):
            self._place(stack, stacks, place)

    def label(self) -> str:
        """The folio of the page that is being filled."""
        return roman(self.page.number) if self.sheet.roman else str(self.page.number)

    def _place(self, stack: Stack, stacks: Sequence[Stack], place: int) -> None:
        self._remember_heads(stack, stacks, place)
        if stack.new_page and not self.page.fresh:
            self._turn()
        if not self._fits(*self._needed(stacks, place)) and not self.page.fresh:
            self._turn(stack)
        self.page.used += stack.before if self.page.fresh else max(self.page.gap, stack.before)
        self._lines(stack)
        self.page.gap = stack.after

    def _remember_heads(self, stack: Stack, stacks: Sequence[Stack], place: int) -> None:
        if not stack.row:
            self.heads = []
        elif stack.repeated and (place == 0 or not stacks[place - 1].repeated):
            self.heads = [stack]
        elif stack.repeated:
            self.heads.append(stack)

    def _needed(self, stacks: Sequence[Stack], place: int) -> tuple[float, list[str]]:
        """The room that the stack asks for at least, with what it must not leave, and the notes of that."""
        room, notes, gap = 0.0, [], self.page.gap
        for stack in stacks[place:]:
            if room and stack.new_page:
                break
            room += max(gap, stack.before)
            lines = stack.lines if stack.keep_lines or stack.keep_next else first_lines(stack)
            room += sum(line.height for line in lines)
            notes += [note for line in lines for note in line.notes]
            gap = stack.after
            if not stack.keep_next:
                break
        return room, notes

    def _fits(self, room: float, notes: Sequence[str]) -> bool:
        heights = [self.notes.get(note, ()) for note in notes]
        begun = [*map(sum, heights[:-1]), *(sum(first_of_note(lines)) for lines in heights[-1:])]
        return self.page.used + room + self._with_notes(sum(begun)) <= self.sheet.height + 0.01

    def _with_notes(self, more: float) -> float:
        rule = NOTE_RULE if more and not self.page.notes else 0.0
        return self.page.notes + more + rule

    def _turn(self, stack: Stack | None = None) -> None:
        """Begins the next page, with the rest of a note, and the header rows of the table that goes on there."""
        rest = self.page.used + self.page.notes - self.sheet.height
        self.page = _Page(
            self.page.number + 1, notes=rest + NOTE_RULE if self.page.notes and rest > 1 else 0.0
        )
        if stack is not None and stack.row and not stack.repeated:
            self.page.used = sum(head.height for head in self.heads)

    def _lines(self, stack: Stack) -> None:
        for chunk in chunks(stack):
            room = sum(line.height for line in chunk)
            if not self.page.fresh and not self._fits(room, [note for line in chunk for note in line.notes]):
                self._turn(stack)
            for line in chunk:
                self._set(line)

    def _set(self, line: Line) -> None:
        self.page.notes = self._with_notes(sum(sum(self.notes.get(note, ())) for note in line.notes))
        self.page.used += line.height
        self.page.fresh = False
        for mark in line.marks:
            self.labels.setdefault(mark, []).append(self.label())


def first_of_note(lines: Sequence[float]) -> Sequence[float]:
    """The lines of a note that must stand on the page of its call; the rest may go over."""
    return lines[:WIDOW_LINES]


def first_lines(stack: Stack) -> list[Line]:
    """The lines that must stand together at the beginning."""
    return stack.lines if len(stack.lines) <= WIDOW_LINES + 1 else stack.lines[:WIDOW_LINES]


def chunks(stack: Stack) -> Iterator[list[Line]]:
    """The lines in groups that no page break may part: the first two, the last two, each between."""
    lines = stack.lines
    if stack.keep_lines or len(lines) <= WIDOW_LINES + 1:
        yield lines
        return
    yield lines[:WIDOW_LINES]
    for line in lines[WIDOW_LINES:-WIDOW_LINES]:
        yield [line]
    yield lines[-WIDOW_LINES:]
