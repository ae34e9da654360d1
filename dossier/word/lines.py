"""Paragraphs, tables and notes of the report as lines with a height: what a page is filled with.

Measures are points. Knows the XML of the report and its styles; knows nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dossier.word.metrics import Form, StyleSheet, Type, pieces
from dossier.word.ooxml import EMU_PER_MM, TBL, W, qn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

POINTS_PER_MM = 72 / 25.4
TWIPS = 20
CELL_SIDES = 2 * 1.6 * POINTS_PER_MM
CELL_ENDS = 2 * 0.9 * POINTS_PER_MM
ROW_RULE = 0.5
FOLIO_WIDTH = 24.0
BLANK = " "


@dataclass
class Line:
    """One line: its height, the notes called in it, the marks (bookmarks, index entries) that stand in it."""

    height: float
    notes: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


@dataclass
class Stack:
    """Lines with what holds them together: a paragraph, or a row of a table (`repeated` for a header row)."""

    lines: list[Line]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    repeated: bool = False
    row: bool = False
    section: Element | None = None

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(line.height for line in self.lines)


@dataclass
class _Setting:
    """The line that is being filled."""

    width: float
    used: float
    height: float = 0.0
    first: bool = True


class Setter:
    """Sets the report in lines. `lists` gives indent and hanging of each list, by number and level."""

    def __init__(self, sheet: StyleSheet, lists: Mapping[tuple[str, str], tuple[float, float]]) -> None:
        self._sheet = sheet
        self._lists = lists

    def block(self, block: Element, width: float) -> list[Stack]:
        """A paragraph or a table as stacks; `width` is the measure."""
        return list(self._table(block)) if block.tag == TBL else [self.paragraph(block, width)]

    def form_of(self, paragraph: Element) -> Form:
        """The form of a paragraph, with the indents of its list."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        form = self._sheet.form("Normal" if style is None else style.get(f"{W}val", ""))
        member = paragraph.find(f"{W}pPr/{W}numPr")
        if member is None:
            return form
        key = tuple(_value(member, name) for name in ("numId", "ilvl"))
        left, hanging = self._lists.get((key[0], key[1]), (form.left, form.hanging))
        return replace(form, left=left, hanging=hanging)

    def paragraph(self, paragraph: Element, width: float) -> Stack:
        """A paragraph as a stack of lines."""
        form = self.form_of(paragraph)
        return Stack(
            list(self._lines(paragraph, form, width)),
            before=form.before,
            after=form.after,
            keep_next=form.keep_next,
            keep_lines=form.keep_lines,
            new_page=form.new_page,
            section=paragraph.find(f"{W}pPr/{W}sectPr"),
        )

    def _lines(self, paragraph: Element, form: Form, width: float) -> Iterator[Line]:
        measure = width - form.left - form.right
        single = form.type.height * form.leading
        line, used, gap = Line(single), -form.hanging if not _numbered(paragraph) else 0.0, 0.0
        started = False
        for kind, content, type_ in self._atoms(paragraph, form.type):
            if kind == "mark":
                line.marks.append(content)
            elif kind == "note":
                line.notes.append(content)
                used += type_.width(content)
            elif kind == "picture":
                line.height = max(line.height, float(content))
            elif kind == "tab":
                used, gap, started = _after_tab(form, used + gap, measure), 0.0, True
            else:
                solid = content.rstrip(BLANK)
                extent = type_.width(solid)
                if started and used + gap + extent > measure:
                    yield line
                    line, used, gap = Line(single), 0.0, 0.0
                used += gap + extent
                gap = type_.width(content[len(solid) :])
                started = True
                if not type_.raised:
                    line.height = max(line.height, type_.height * form.leading)
        yield line

    def _atoms(self, paragraph: Element, outer: Type) -> Iterator[tuple[str, str, Type]]:
        """What a line is filled with, in order: stretches that do not break, tabs, pictures, notes, marks."""
        stretch: list[tuple[str, Type]] = []
        for node in paragraph.iter(*ATOMS):
            name = str(node.tag).removeprefix(W)
            if name == "t":
                stretch.append((node.text or "", self._type(node, outer)))
                continue
            if name == "bookmarkStart":
                yield "mark", node.get(f"{W}name", ""), outer
                continue
            if name == "instrText":
                if (node.text or "").startswith(" XE "):
                    yield from self._words(stretch, whole=False)
                    yield "mark", (node.text or "").strip(), outer
                continue
            yield from self._words(stretch, whole=name != "footnoteReference")
            match name:
                case "tab":
                    yield "tab", "", outer
                case "footnoteReference":
                    yield "note", node.get(f"{W}id", ""), replace(outer, raised=True)
                case _:
                    yield "picture", str(_height_of_picture(node)), outer
        yield from self._words(stretch, whole=True)

    def _words(self, stretch: list[tuple[str, Type]], *, whole: bool) -> Iterator[tuple[str, str, Type]]:
        """The breakable pieces of the stretch gathered so far, which is emptied."""
        del whole
        for words, type_ in stretch:
            for piece in pieces(words):
                yield "words", piece, type_
        stretch.clear()

    def _type(self, node: Element, outer: Type) -> Type:
        holder = node.getparent()
        style = None if holder is None else holder.find(f"{W}rPr/{W}rStyle")
        return outer if style is None else self._sheet.typed(outer, style.get(f"{W}val", ""))

    def _table(self, table: Element) -> Iterator[Stack]:
        for row in table.iterfind(f"{W}tr"):
            cells = [list(self._cell(cell)) for cell in row.iterfind(f"{W}tc")]
            height = max((sum(stack.before + stack.height + stack.after for stack in cell) for cell in cells), default=0.0)
            lines = [line for cell in cells for stack in cell for line in stack.lines]
            whole = Line(
                height + CELL_ENDS + ROW_RULE,
                [note for line in lines for note in line.notes],
                [mark for line in lines for mark in line.marks],
            )
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            yield Stack([whole], keep_lines=True, keep_next=head, repeated=head, row=True)

    def _cell(self, cell: Element) -> Iterator[Stack]:
        width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w", "0")) / TWIPS - CELL_SIDES  # type: ignore[union-attr] # every cell of ours has a width
        return (self.paragraph(paragraph, width) for paragraph in cell.iterfind(f"{W}p"))


ATOMS = tuple(W + name for name in ("t", "bookmarkStart", "instrText", "tab", "footnoteReference", "drawing"))


def _after_tab(form: Form, used: float, measure: float) -> float:
    """Where words go on after a tab: at the next stop, or before the margin where folios are set flush right."""
    stop = next((stop - form.left for stop in form.stops if stop - form.left > used), used + form.type.size)
    return min(stop, measure - FOLIO_WIDTH)


def _value(holder: Element, name: str) -> str:
    found = holder.find(W + name)
    return "" if found is None else found.get(f"{W}val", "")


def _numbered(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}numPr") is not None


def _height_of_picture(drawing: Element) -> float:
    extent = drawing.find(f"{qn('wp:inline')}/{qn('wp:extent')}")
    return 0.0 if extent is None else int(extent.get("cy", "0")) / EMU_PER_MM * POINTS_PER_MM
