"""The parts of a Word document, read from its XML as Word would show them; its fonts and glyphs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from dossier.problems import ContentError, Problem
from dossier.proof.reading import CALL, Kind, Part, Scribe
from dossier.proof.word_fonts import font_faults
from dossier.proof.word_numbers import Counters
from dossier.proof.word_styles import Styles
from dossier.proof.word_xml import ROW, TABLE, P, W, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CELL = f"{W}tc"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
CREDITS = "Credits"
GLYPHS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


def read_report(data: bytes, file: str) -> tuple[list[Part], list[Problem]]:
    """Every part of the document in order, and what is wrong with its fonts. ContentError when it cannot be read."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            reader = _Reader(archive)
            reader.read(etree.fromstring(archive.read("word/document.xml")))
            return reader.scribe.parts, font_faults(archive, file)
    except (BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        hint = "it is not a Word document, or it was cut short"
        raise ContentError([Problem(file, message="the file cannot be read", hint=hint)]) from error


class _Reader:
    """Goes through one document."""

    def __init__(self, archive: ZipFile) -> None:
        self.scribe = Scribe()
        self._styles = Styles(etree.fromstring(archive.read("word/styles.xml")))
        self._counters = Counters(etree.fromstring(archive.read("word/numbering.xml")))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        self._notes = {note.get(f"{W}id", ""): note for note in notes.iter(f"{W}footnote")}
        self._fields: list[str] = []

    def read(self, holder: Element) -> None:
        """Read all paragraphs and tables, in order."""
        for node in holder:
            if node.tag == P:
                self._paragraph(node)
            elif node.tag == TABLE:
                self.scribe.table([sum(cell.tag == CELL for cell in row) for row in node.iterfind(ROW)])
                self.read(node)
            else:
                self.read(node)

    def _paragraph(self, paragraph: Element) -> None:
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        level = self._styles.level(style)
        if level:
            self.scribe.say(self._counters.label(paragraph))
        pieces = [piece for node in paragraph.iter() for piece in self._piece(node)]
        if self._styles.name(style) == "index 1" and len(pieces) > 1:
            pieces.pop()  # the pages of the entry
        for text, note in pieces:
            self.scribe.say(text)
            if note is not None:
                self.scribe.note(self._text(note))
        if style == CREDITS:
            self.scribe.join("caption")
        else:
            self.scribe.close(self._kind(style, level), level)

    def _kind(self, style: str, level: int) -> Kind:
        if level:
            return "heading"
        return "caption" if self._styles.name(style) == "caption" else "text"

    def _piece(self, node: Element) -> list[tuple[str, Element | None]]:
        """What one element of a paragraph shows: text, or the call of a note."""
        match str(node.tag).removeprefix(W):
            case "t" if not any("PAGEREF" in code for code in self._fields):
                return [(node.text or "", None)]
            case "fldChar" | "instrText":
                self._in_field(node)
            case "footnoteReference":
                return [(CALL, self._notes[node.get(f"{W}id", "")])]
            case _ if node.tag == PICTURE:
                self.scribe.picture(node.get("descr", ""))
            case _ if node.tag in GLYPHS:
                return [(GLYPHS[str(node.tag)], None)]
        return []

    def _in_field(self, node: Element) -> None:
        """Keep the codes of the fields that are open here."""
        kind = node.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end":
            self._fields.pop()
        elif not kind:
            self._fields[-1] += node.text or ""

    def _text(self, note: Element) -> str:
        """The words of a note."""
        pieces = (piece for node in note.iter() for piece in self._piece(node))
        return "".join(text for text, _ in pieces)
