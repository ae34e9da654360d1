"""Paragraphs, tables and notes of the report as lines with a height: what a page is filled with.

Measures are points. Knows the XML of the report and its styles; knows nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

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

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(line.height for line in self.lines)


@dataclass(frozen=True)
class Atom:
    """What a line is filled with: words that do not break, a tab, a picture (its height), a note or a mark."""

    kind: Literal["words", "tab", "picture", "note", "mark"]
    content: str
    type: Type


class _Filler:
    """Fills the lines of one paragraph."""

    def __init__(self, form: Form, width: float, *, numbered: bool) -> None:
        self.form = form
        self.measure = width - form.left - form.right
        self.lines = [Line(form.type.height * form.leading)]
        self._used = 0.0 if numbered else -form.hanging
        self._gap = 0.0
        self._empty = True

    def add(self, atom: Atom) -> None:
        """One more atom, on the line where it fits."""
        line = self.lines[-1]
        match atom.kind:
            case "mark":
                line.marks.append(atom.content)
            case "note":
                line.notes.append(atom.content)
                self._used += atom.type.width(atom.content)
            case "picture":
                line.height = max(line.height, float(atom.content))
            case "tab":
                self._used, self._gap, self._empty = self._after_tab(), 0.0, False
            case "words":
                self._add_words(atom.content, atom.type)

    def _add_words(self, words: str, type_: Type) -> None:
        solid = words.rstrip(BLANK)
        extent = type_.width(solid)
        if not self._empty and self._used + self._gap + extent > self.measure:
            self.lines.append(Line(self.form.type.height * self.form.leading))
            self._used, self._gap = 0.0, 0.0
        self._used += self._gap + extent
        self._gap, self._empty = type_.width(words[len(solid) :]), False
        if not type_.raised:
            self.lines[-1].height = max(self.lines[-1].height, type_.height * self.form.leading)

    def _after_tab(self) -> float:
        """Where words go on after a tab: at the next stop, or before the margin where folios are set flush right."""
        used = self._used + self._gap
        stops = (stop - self.form.left for stop in self.form.stops)
        return min(
            next((stop for stop in stops if stop > used), used + self.form.type.size),
            self.measure - FOLIO_WIDTH,
        )


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
        filler = _Filler(form, width, numbered=paragraph.find(f"{W}pPr/{W}numPr") is not None)
        for atom in self._atoms(paragraph, form.type):
            filler.add(atom)
        filler.lines[0].height += form.above
        filler.lines[-1].height += form.below
        return Stack(
            filler.lines,
            before=form.before,
            after=form.after,
            keep_next=form.keep_next,
            keep_lines=form.keep_lines,
            new_page=form.new_page,
        )

    def _atoms(self, paragraph: Element, outer: Type) -> Iterator[Atom]:
        """The atoms of a paragraph, in order."""
        for node in paragraph.iter(*ATOMS):
            match str(node.tag).removeprefix(W):
                case "t":
                    type_ = self._type(node, outer)
                    yield from (Atom("words", piece, type_) for piece in pieces(node.text or ""))
                case "bookmarkStart":
                    yield Atom("mark", node.get(f"{W}name", ""), outer)
                case "instrText" if (node.text or "").startswith(" XE "):
                    yield Atom("mark", (node.text or "").strip(), outer)
                case "tab":
                    yield Atom("tab", "", outer)
                case "footnoteReference":
                    yield Atom("note", node.get(f"{W}id", ""), replace(outer, raised=True))
                case "drawing":
                    yield Atom("picture", str(_height_of_picture(node)), outer)

    def _type(self, node: Element, outer: Type) -> Type:
        holder = node.getparent()
        style = None if holder is None else holder.find(f"{W}rPr/{W}rStyle")
        return outer if style is None else self._sheet.typed(outer, style.get(f"{W}val", ""))

    def _table(self, table: Element) -> Iterator[Stack]:
        for row in table.iterfind(f"{W}tr"):
            cells = [list(self._cell(cell)) for cell in row.iterfind(f"{W}tc")]
            height = max(
                (sum(stack.before + stack.height + stack.after for stack in cell) for cell in cells),
                default=0.0,
            )
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


def _value(holder: Element, name: str) -> str:
    found = holder.find(W + name)
    return "" if found is None else found.get(f"{W}val", "")


def _height_of_picture(drawing: Element) -> float:
    extent = drawing.find(f"{qn('wp:inline')}/{qn('wp:extent')}")
    return 0.0 if extent is None else int(extent.get("cy", "0")) / EMU_PER_MM * POINTS_PER_MM
