"""The closed vocabulary of the merged dossier, and its check.

The merged dossier is an HTML tree (lxml elements without namespace) in which only what stands in
ELEMENTS may occur. Both renderers cover exactly this table; tests hold the three lists equal.
Knows nothing of records, PDF or Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

GLOBAL_ATTRIBUTES = frozenset({"id", "lang", "class"})


@dataclass(frozen=True)
class Entry:
    """One element: what it is for, its classes (each with its meaning), attributes, and what it may hold.

    `holds` is "inline" (text and inline elements), "blocks" (block elements only), "none" (empty),
    or a tuple of the only child elements allowed.
    """

    meaning: str
    holds: str | tuple[str, ...]
    classes: dict[str, str] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()


SECTION_CLASSES = {
    "cover": "the first page, without running head or folio; holds the only h1",
    "front": "front matter, roman folios (imprint, contents, lists, how to read)",
    "chapter": "a chapter of the body; its h2 carries a number",
    "part": "a reference part of the body (chronology, signatories, claims, persons …), its h2 unnumbered",
    "back": "back matter (bibliography, credits, colophon)",
    "claim": "one open question: h3, then a table of who says what",
    "imprint": "with front: set small, at the foot of its page",
    "new-page": "starts on a new page",
    "recto": "starts on a right-hand page",
    "compact": "set smaller and tighter: glossary, abbreviations, bibliography, credits",
}

ELEMENTS: dict[str, Entry] = {
    "html": Entry("the dossier; lang is its language", ("head", "body"), required=frozenset({"lang"})),
    "head": Entry("title and metadata", ("title", "meta")),
    "title": Entry("the title in plain text", "inline"),
    "meta": Entry("one Dublin Core statement", "none", attributes=frozenset({"name", "content"})),
    "body": Entry("the sections, in order", ("section",)),
    "section": Entry("a section; starts with its heading, except the imprint", "blocks", SECTION_CLASSES),
    "div": Entry(
        "blocks that share a page form", "blocks", {"landscape": "set on a landscape page of its own"}
    ),
    "h1": Entry("the title of the dossier; once, on the cover", "inline"),
    "h2": Entry("title of a section", "inline"),
    "h3": Entry("title inside a section", "inline"),
    "h4": Entry("minor title", "inline"),
    "p": Entry(
        "a paragraph",
        "inline",
        {
            "kicker": "a short line above the title of the cover",
            "subtitle": "the subtitle, below the title",
            "cover-date": "the date of the act, on the cover",
            "cover-names": "parties or signatories, on the cover",
            "cover-imprint": "publisher, edition and date, at the foot of the cover",
            "lead": "the opening paragraph of a section, set larger",
            "attribution": "who said it: the last line of a blockquote",
            "source-line": "the sources of what stands above",
            "remark": "a remark below a table or a heading: how to read it, what is missing",
            "bibliography-entry": "one work of the bibliography; its id is the anchor of citations",
            "dispute": "points to the claim that concerns what stands above",
        },
    ),
    "blockquote": Entry("a quotation of more than a line", "blocks"),
    "aside": Entry(
        "a box beside the argument; starts with its title as h3 or h4",
        "blocks",
        {"key-facts": "the key facts of the act", "box": "boxed text", "points": "points to remember"},
    ),
    "ul": Entry("a list", ("li",)),
    "ol": Entry("a numbered list", ("li",)),
    "li": Entry("an item: text, or blocks", "any"),
    "dl": Entry("terms and their definitions", ("dt", "dd"), {"glossary": "terms set in bold, run in"}),
    "dt": Entry("a term", "inline"),
    "dd": Entry("its definition: text, or blocks", "any"),
    "table": Entry(
        "a data table; `data-summary` says in a sentence what it shows; caption first",
        ("caption", "colgroup", "thead", "tbody"),
        {
            "facts": "two columns, the first heads the row",
            "chronology": "date, what happened, sources",
            "signatures": "the signatory table",
            "variants": "who says what on one claim",
            "plain": "any other data table",
        },
        attributes=frozenset({"data-summary"}),
        required=frozenset({"data-summary"}),
    ),
    "caption": Entry("title of the table; its number is put in front", "inline"),
    "colgroup": Entry("the columns", ("col",)),
    "col": Entry("one column; width in percent of the table", "none", attributes=frozenset({"width"})),
    "thead": Entry("header rows, repeated on each page", ("tr",)),
    "tbody": Entry("data rows", ("tr",)),
    "tr": Entry(
        "a row",
        ("th", "td"),
        {
            "decisive": "a row of the first importance",
            "minor": "a row of lesser importance",
            "disputed": "a row that a claim concerns",
        },
    ),
    "th": Entry("a header cell", "any", attributes=frozenset({"scope"}), required=frozenset({"scope"})),
    "td": Entry("a cell: text, or blocks", "any"),
    "figure": Entry(
        "a picture or drawing, then its caption; the id is the anchor of references",
        ("img", "figcaption"),
        {
            "drawing": "drawn from the records (vector)",
            "picture": "a picture from the content",
            "cover-art": "the drawing of the cover: no number, no entry in the list of figures",
            "narrow": "half the width of the column",
        },
    ),
    "img": Entry(
        "a picture: `src` is «asset:NAME», `alt` its text; width and height in millimetres",
        "none",
        attributes=frozenset({"src", "alt", "width", "height"}),
        required=frozenset({"src", "alt"}),
    ),
    "figcaption": Entry("caption of the figure; its number is put in front", "inline"),
    "nav": Entry(
        "a list that the numbering fills: h2, then an ol of links",
        ("h2", "ol"),
        {
            "toc": "contents",
            "figures": "list of figures",
            "tables": "list of tables",
            "index": "index of persons and places",
        },
    ),
    "em": Entry("emphasis, titles of works, foreign words (italic)", "inline"),
    "strong": Entry("strong emphasis (bold)", "inline"),
    "sup": Entry("superscript", "inline"),
    "sub": Entry("subscript", "inline"),
    "abbr": Entry("an abbreviation; title holds the full form", "inline", attributes=frozenset({"title"})),
    "a": Entry(
        "a link with words; «#id» inside the dossier",
        "inline",
        {
            "xref": "cross-reference; left empty, the numbering writes «figure 2», «p. 7» or the title",
            "source": "number of a work in the bibliography",
            "roman": "a line of the contents whose page has a roman folio",
        },
        attributes=frozenset({"href"}),
        required=frozenset({"href"}),
    ),
    "span": Entry(
        "words with a role or a language of their own",
        "inline",
        {
            "small-caps": "real small capitals",
            "note": "a note, standing where its call stands",
            "number": "the number of a heading, in front of it",
            "label": "«Figure 2», «Table 3» in front of a caption, with its punctuation",
            "credit": "credit and licence of a picture, at the end of its caption",
            "state": "the state of a signature, as a word",
            "nowrap": "words that stay on one line",
            "index": "words that the index points to; data-entry is the entry",
        },
        attributes=frozenset({"data-entry"}),
    ),
}

INLINE = frozenset({"em", "strong", "sup", "sub", "abbr", "a", "span"})
BLOCKS = frozenset(
    {
        "section",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "blockquote",
        "aside",
        "ul",
        "ol",
        "dl",
        "table",
        "figure",
        "nav",
    }
)
HEADINGS = ("h1", "h2", "h3", "h4")
WIDTH = re.compile(r"\d{1,3}%")


def classes(element: Element) -> tuple[str, ...]:
    """The class names of an element, in order."""
    return tuple(element.get("class", "").split())


def _tag(element: Element) -> str:
    """The element's name."""
    return str(element.tag)


def _children(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _own_text(element: Element) -> str:
    """The text that stands directly in the element, between its children."""
    return "".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def words_of(element: Element) -> str:
    """All text inside an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _faults_of_name(element: Element, entry: Entry) -> Iterator[tuple[str, str]]:
    for name in classes(element):
        if name not in entry.classes:
            yield (
                f"<{_tag(element)}> has no class «{name}» in the vocabulary",
                suggestion(name, entry.classes),
            )
    allowed = GLOBAL_ATTRIBUTES | entry.attributes
    for name in element.attrib:
        if name not in allowed:
            yield (
                f"<{_tag(element)}> has no attribute «{name}» in the vocabulary",
                suggestion(str(name), allowed),
            )
    for name in sorted(entry.required - set(element.attrib)):
        yield f"<{_tag(element)}> lacks its attribute «{name}»", entry.meaning


def _allowed_children(entry: Entry) -> frozenset[str]:
    match entry.holds:
        case "inline":
            return INLINE
        case "blocks":
            return BLOCKS
        case "any":
            return INLINE | BLOCKS
        case "none":
            return frozenset()
        case names:
            return frozenset(names)


def _faults_of_content(element: Element, entry: Entry) -> Iterator[tuple[str, str]]:
    allowed = _allowed_children(entry)
    for child in _children(element):
        if child.tag in ELEMENTS and child.tag not in allowed:
            yield (
                f"<{_tag(child)}> cannot stand in <{_tag(element)}>",
                f"<{_tag(element)}> is {entry.meaning}",
            )
    if entry.holds not in {"inline", "any"} and (text := _own_text(element)):
        yield f"text cannot stand directly in <{_tag(element)}>: «{text[:40]}»", "put it into a <p>"


def _faults_of_access(element: Element) -> Iterator[tuple[str, str]]:
    """The rules of accessibility that a renderer cannot mend."""
    match element.tag:
        case "img" if not element.get("alt", "").strip():
            yield f"the picture «{element.get('src')}» has no alternative text", "say in `alt` what it shows"
        case "table" if element.find(".//th") is None:
            yield "a table has no header cell", 'use <th scope="col"> in its first row'
        case "th" if element.get("scope") not in {"col", "row"}:
            yield f"scope «{element.get('scope')}» of a header cell is unknown", "write col or row"
        case "a" if not words_of(element) and not (element.get("href", "").startswith("#")):
            yield f"the link to «{element.get('href')}» has no words", "write what it leads to"
        case "col" if not WIDTH.fullmatch(element.get("width", "1%")):
            yield (
                f"width «{element.get('width')}» of a column is no percentage",
                'write for example width="20%"',
            )
        case _:
            pass


def _faults_of_headings(root: Element) -> Iterator[tuple[str, str]]:
    level = 0
    for heading in root.iter(*HEADINGS):
        depth = int(str(heading.tag)[1])
        if level and depth > level + 1:
            yield (
                f"heading level skipped: h{depth} «{words_of(heading)}» follows h{level}",
                f"use h{level + 1}",
            )
        if not words_of(heading):
            yield f"an empty h{depth}", "give it words or take it out"
        level = depth


def _faults(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "a comment or processing instruction", "use a Jinja comment: {# … #}"
            continue
        entry = ELEMENTS.get(element.tag)
        if entry is None:
            yield f"<{_tag(element)}> is not in the vocabulary", suggestion(element.tag, ELEMENTS)
            continue
        yield from _faults_of_name(element, entry)
        yield from _faults_of_content(element, entry)
        yield from _faults_of_access(element)
    yield from _faults_of_headings(root)


def check_vocabulary(root: Element, template: str) -> list[Problem]:
    """Every breach of the vocabulary in a merged (part of a) dossier, each naming the template it came from."""
    return [Problem(file=template, message=message, hint=hint) for message, hint in _faults(root)]
