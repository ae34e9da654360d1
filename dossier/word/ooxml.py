"""The XML of WordprocessingML: names, elements, runs, fields, bookmarks.

Knows the element names and their order inside a run or a field; knows nothing of the merged tree,
of styles' looks or of packages. Measures: twentieths of a point («twips») unless a name says otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.etree import _Element as Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
OWN = {"w": NAMES["w"]}
ROOTS = frozenset(
    {"document", "footnotes", "comments", "hdr", "ftr", "fonts"}
)  # they declare all names, once
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36000
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
__all__ = [
    "EMU_PER_MM",
    "HYPERLINK",
    "PARAGRAPH_PROPERTIES",
    "TAB",
    "TBL",
    "TWIPS_PER_MM",
    "Element",
    "P",
    "T",
    "W",
    "bookmarked",
    "element",
    "emu",
    "field",
    "field_end",
    "field_start",
    "fold",
    "mark",
    "number",
    "paragraph",
    "properties",
    "qn",
    "quoted",
    "run",
    "text",
    "twips",
    "w",
    "words_of",
]

FOLDED = re.compile(r"[ \t\r\n\f]+")


def qn(name: str) -> str:
    """The full name of «w:p» and its like."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


W = f"{{{NAMES['w']}}}"
P, R, T, TAB, TBL = W + "p", W + "r", W + "t", W + "tab", W + "tbl"
HYPERLINK = W + "hyperlink"
PARAGRAPH_PROPERTIES = W + "pPr"


def element(name: str, /, *children: Element, **attributes: str) -> Element:
    """An element by its prefixed name, with unqualified attributes (DrawingML writes them so)."""
    made = etree.Element(qn(name), attributes, nsmap=NAMES)
    made.extend(children)
    return made


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """A WordprocessingML element; its attributes get the same prefix."""
    made = etree.Element(W + tag, nsmap=NAMES if tag in ROOTS else OWN)
    for name, value in attributes.items():
        made.set(W + name, str(value))
    made.extend(children)
    return made


def number(element: Element | None, name: str, otherwise: float = 0.0) -> float:
    """A number in an attribute of WordprocessingML; `otherwise` where there is none, or a measure with a unit."""
    value = None if element is None else element.get(W + name)
    try:
        return otherwise if value is None else float(value)
    except ValueError:
        return otherwise


def twips(millimetres: float) -> int:
    """Millimetres as whole twips."""
    return round(millimetres * TWIPS_PER_MM)


def emu(millimetres: float) -> int:
    """Millimetres as whole EMU, the unit of drawings."""
    return round(millimetres * EMU_PER_MM)


def text(words: str, tag: str = "t") -> Element:
    """A text element that keeps its outer spaces."""
    made = w(tag)
    made.text = words
    if words != words.strip():
        made.set(XML_SPACE, "preserve")
    return made


def run(content: Element | Sequence[Element], properties: Element | None = None) -> Element:
    """A run around one or several contents, with its own copy of the properties."""
    made = w("r")
    if properties is not None and len(properties):
        made.append(_copy(properties))
    made.extend([content] if isinstance(content, Element) else list(content))
    return made


def _copy(properties: Element) -> Element:
    made = w(str(etree.QName(properties).localname))
    for child in properties:
        copied = etree.SubElement(made, child.tag)
        copied.attrib.update(child.attrib)
    return made


def properties(style: str = "", language: str = "", *, right_to_left: bool = False) -> Element:
    """Run properties: a character style and a language, nothing that is a look."""
    made = w("rPr")
    if style:
        made.append(w("rStyle", val=style))
    if right_to_left:
        made.append(w("rtl"))
    if language:
        made.append(w("lang", bidi=language) if right_to_left else w("lang", val=language))
    return made


def field(code: str, result: Iterable[Element] = (), look: Element | None = None) -> list[Element]:
    """A field as runs: its code, then the cached result that a reader sees before any update."""
    return [*field_start(code, look), *result, field_end(look)]


def field_start(code: str, look: Element | None = None) -> list[Element]:
    """The runs up to the place of the result."""
    return [
        run(w("fldChar", fldCharType="begin"), look),
        run(text(f" {code} ", "instrText"), look),
        run(w("fldChar", fldCharType="separate"), look),
    ]


def field_end(look: Element | None = None) -> Element:
    """The run that closes a field."""
    return run(w("fldChar", fldCharType="end"), look)


def mark(code: str) -> list[Element]:
    """A field without result, such as an index entry."""
    return [
        run(w("fldChar", fldCharType="begin")),
        run(text(f" {code} ", "instrText")),
        run(w("fldChar", fldCharType="end")),
    ]


def quoted(words: str) -> str:
    """Words as an argument of a field code."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """The content between the two marks of a bookmark; `number` is unique in the document."""
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def paragraph(style: str, content: Iterable[Element], *more: Element) -> Element:
    """A paragraph in a style; `more` are further paragraph properties, in schema order."""
    made = w("p", w("pPr", w("pStyle", val=style), *more))
    made.extend(content)
    return fold(made)


def words_of(made: Element) -> str:
    """The visible text of a paragraph or run."""
    return "".join("\t" if node.tag == TAB else node.text or "" for node in made.iter(T, TAB))


def fold(made: Element) -> Element:
    """The paragraph with its white space folded as a browser would, runs left empty taken out."""
    open_space = True
    last: Element | None = None
    for node in list(made.iter(T, TAB, W + "footnoteReference", W + "drawing")):
        if node.tag != T:
            open_space = node.tag == TAB
            last = None if open_space else node
            continue
        words = FOLDED.sub(" ", node.text or "")
        _set(node, words[1:] if open_space and words.startswith(" ") else words)
        if node.text:
            open_space = node.text.endswith(" ")
            last = node
    if last is not None and last.tag == T:
        _set(last, (last.text or "").removesuffix(" "))
    _drop_empty_runs(made)
    return made


def _set(node: Element, words: str) -> None:
    node.text = words
    if words != words.strip():
        node.set(XML_SPACE, "preserve")
    else:
        node.attrib.pop(XML_SPACE, None)


def _drop_empty_runs(made: Element) -> None:
    for node in list(made.iter(T)):
        if node.text:
            continue
        holder = node.getparent()
        if holder is not None:
            holder.remove(node)
            if (
                len(holder) - (holder.find(W + "rPr") is not None) == 0
                and (outer := holder.getparent()) is not None
            ):
                outer.remove(holder)
