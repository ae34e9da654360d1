"""Page numbers into the fields that show them: contents, lists, cross-references and the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.lines import Setter, Stack
from dossier.word.metrics import THEME_FACES, StyleSheet
from dossier.word.ooxml import PARAGRAPH_PROPERTIES, P, T, W, number
from dossier.word.pagination import Pager, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from dossier.theme import Theme

TWIPS = 20


def page_labels(parts: Mapping[str, Element], theme: Theme) -> dict[str, list[str]]:
    """The folio at each bookmark and at each index entry (by its field code), in order."""
    families = {word: getattr(theme.fonts, face) for word, face in THEME_FACES.items()}
    setter = Setter(StyleSheet(parts["/word/styles.xml"], families), _lists(parts["/word/numbering.xml"]))
    body = parts["/word/document.xml"][0]
    pager = Pager(_note_lines(parts["/word/footnotes.xml"], setter, theme))
    for section, blocks in _sections(body):
        width = _width(section)
        stacks = [stack for block in blocks for stack in setter.block(block, width)]
        pager.section(Sheet.of(section), stacks)
    return pager.labels


def _sections(body: Element) -> Iterator[tuple[Element, list[Element]]]:
    gathered: list[Element] = []
    for block in body:
        if block.tag == f"{W}sectPr":
            yield block, gathered
            return
        gathered.append(block)
        section = block.find(f"{PARAGRAPH_PROPERTIES}/{W}sectPr") if block.tag == P else None
        if section is not None:
            yield section, gathered
            gathered = []


def _width(section: Element) -> float:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return (number(size, "w") - number(margins, "left") - number(margins, "right")) / TWIPS


def _note_lines(notes: Element, setter: Setter, theme: Theme) -> dict[str, list[float]]:
    width = theme.page.measure * 72 / 25.4
    heights: dict[str, list[float]] = {}
    for note in notes.iterfind(f"{W}footnote"):
        stacks: list[Stack] = [setter.paragraph(paragraph, width) for paragraph in note.iterfind(P)]
        lines = [line.height for stack in stacks for line in stack.lines]
        heights[note.get(f"{W}id", "")] = [*lines[:-1], lines[-1] + stacks[-1].after]
    return heights


def _lists(numbering: Element) -> dict[tuple[str, str], tuple[float, float]]:
    """Indent and hanging of each list and level, in points."""
    levels: dict[str, dict[str, tuple[float, float]]] = {}
    for definition in numbering.iterfind(f"{W}abstractNum"):
        levels[definition.get(f"{W}abstractNumId", "")] = {
            level.get(f"{W}ilvl", ""): _indents(level) for level in definition.iterfind(f"{W}lvl")
        }
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for member in numbering.iterfind(f"{W}num"):
        pointer = member.find(f"{W}abstractNumId")
        for level, indents in levels.get("" if pointer is None else pointer.get(f"{W}val", ""), {}).items():
            found[member.get(f"{W}numId", ""), level] = indents
    return found


def _indents(level: Element) -> tuple[float, float]:
    indent = level.find(f"{PARAGRAPH_PROPERTIES}/{W}ind")
    return number(indent, "left") / TWIPS, number(indent, "hanging") / TWIPS


def fill(body: Element, labels: Mapping[str, Sequence[str]]) -> None:
    """Writes the folios into every PAGEREF field and every entry of the index."""
    for code in body.iter(f"{W}instrText"):
        words = (code.text or "").split()
        if words[:1] == ["PAGEREF"] and words[1] in labels:
            _set_result(code, labels[words[1]][0])
    for paragraph in body.iter(P):
        style = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "Index1":
            _fill_entry(paragraph, labels)


def _set_result(code: Element, label: str) -> None:
    """The text of the run after the separator of a field."""
    holder = code.getparent()
    if holder is None:
        return
    for following in holder.itersiblings():
        result = following.find(T)
        if result is not None:
            result.text = label
            return


def _fill_entry(paragraph: Element, labels: Mapping[str, Sequence[str]]) -> None:
    shown = [node for node in paragraph.iter(T) if node.text]
    if len(shown) < 2:  # noqa: PLR2004 - the words of the entry, then its pages
        return
    words = "".join(node.text or "" for node in shown[:-1])
    pages = labels.get(f'XE "{words}"')
    if pages:
        shown[-1].text = ", " + ", ".join(dict.fromkeys(pages))
