"""Inline elements of the merged tree as runs, hyperlinks and fields.

Character looks go through character styles only; a run carries a style and a language, nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.vocabulary import classes, words_of
from dossier.word import ooxml
from dossier.word.languages import by_script, is_right_to_left, word_tag
from dossier.word.looks import BOLD_STYLES
from dossier.word.notes import note_reference
from dossier.word.ooxml import field, run, text, w
from dossier.word.state import Relation
from dossier.word.targets import Target, fragment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lxml.etree import _Element as Element

    from dossier.word.state import Relations, Report, State

HYPERLINK_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
MARKS = {"em": "Emphasis", "strong": "Strong", "sup": "Superscript", "sub": "Subscript"}
SPAN_MARKS = {"small-caps": "SmallCaps", "state": "State", "credit": "Credit"}
PAIR = frozenset({"Emphasis", "Strong"})
STRONG = frozenset({"Strong"})


def character_style(marks: frozenset[str], report: Report) -> str:
    """The id of the character style for a set of marks, noted as used; empty for no mark."""
    if not marks:
        return ""
    name = "IntenseEmphasis" if marks == PAIR else "".join(sorted(marks))
    report.character_styles.setdefault(name, marks)
    return name


def look(state: State, report: Report) -> Element:
    """The run properties of a state.

    Word adds up «bold» of a paragraph's style and of a run's to «not bold», so strong words of a bold style go unmarked.
    """
    marks = state.marks - STRONG if state.style in BOLD_STYLES else state.marks
    differs = bool(state.language) and word_tag(state.language) != word_tag(report.language)
    tag = word_tag(state.language) if differs else ""
    return ooxml.properties(
        character_style(marks, report), tag, right_to_left=differs and is_right_to_left(state.language)
    )


def with_language(element: Element, state: State) -> State:
    """The state inside an element that may name a language."""
    language = element.get("lang", "")
    return replace(state, language=language) if language else state


def runs(words: str | None, state: State, report: Report) -> Iterator[Element]:
    """Text as runs; stretches in a script that the main fonts lack get the style of that script."""
    if not words:
        return
    scripts = frozenset(name.upper() for name in report.theme.fonts.fallback)
    for script, piece in by_script(words, scripts):
        inner = state.marked(script_mark(script, state)) if script else state
        yield run(text(piece), look(inner, report))


def script_mark(script: str, state: State) -> str:
    """The mark of a script in the face of the state: «ArmenianText»."""
    return f"{script.capitalize()}{state.face.capitalize()}"


def inline(
    element: Element, state: State, report: Report, without: Collection[Element | None] = ()
) -> Iterator[Element]:
    """All that stands inside an element, `without` some children, as runs, hyperlinks and fields."""
    yield from runs(element.text, state, report)
    for child in element:
        if child not in without:
            yield from content(report.write(child, with_language(child, state)))
        yield from runs(child.tail, state, report)


def content(blocks: Iterable[object]) -> Iterator[Element]:
    """The elements of what a writer gave, page forms left out."""
    return (block for block in blocks if isinstance(block, ooxml.Element))


def placed(element: Element, pieces: Iterable[Element], report: Report) -> list[Element]:
    """The pieces inside the bookmarks of the element, where links point to it."""
    return enclosed(element.get("id", ""), pieces, report)


def enclosed(identifier: str, pieces: Iterable[Element], report: Report) -> list[Element]:
    """The pieces inside the bookmarks of an id."""
    inner = list(pieces)
    target = report.targets.get(identifier)
    for name in (target.bookmark, target.contents) if target else ():
        if name:
            inner = report.bookmark(name, inner)
    return inner


def emphasis(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`em`, `strong`, `sup`, `sub` as a character style."""
    inner = state.marked(MARKS[str(element.tag)])
    return iter(placed(element, inline(element, inner, report), report))


def abbreviation(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`abbr`: its words; the list of abbreviations holds the full form."""
    return iter(placed(element, inline(element, state, report), report))


def span(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`span` by its class: a note, an index entry, a mark, or words in a language."""
    names = classes(element)
    if "note" in names:
        return iter(placed(element, note_reference(element, state, report, inline), report))
    if "index" in names:
        pieces = [*index_entry(element), *inline(element, state, report)]
        return iter(placed(element, pieces, report))
    if "nowrap" in names:
        return iter(placed(element, unbroken(inline(element, state, report)), report))
    marks = frozenset(SPAN_MARKS[name] for name in names if name in SPAN_MARKS)
    return iter(placed(element, inline(element, replace(state, marks=state.marks | marks), report), report))


def unbroken(pieces: Iterable[Element]) -> Iterator[Element]:
    """The same runs with no-break spaces for spaces."""
    for piece in pieces:
        for node in piece.iter(ooxml.T):
            node.text = (node.text or "").replace(" ", "\N{NO-BREAK SPACE}")
        yield piece


def index_entry(element: Element) -> Iterator[Element]:
    """A hidden XE field for one place of the index."""
    entry = element.get("data-entry") or words_of(element)
    yield from ooxml.mark(f"XE {xe_argument(entry)}")


def xe_argument(entry: str) -> str:
    """The entry as an argument of XE: a colon would begin a sub-entry, so it is escaped."""
    return '"' + entry.replace("\\", "\\\\").replace('"', '\\"').replace(":", "\\:") + '"'


def anchor(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`a`: a link outside, a live cross-reference, or a link to a bookmark."""
    identifier = fragment(element)
    if not identifier:
        return iter(placed(element, outside(element, state, report), report))
    target = report.targets.get(identifier)
    if target is None or not target.bookmark:
        return inline(element, state, report)
    return iter(placed(element, inside(element, target, state, report), report))


def relations_of(state: State, report: Report) -> Relations:
    """The relations of the part that is being written."""
    return report.note_relations if state.style == "FootnoteText" else report.relations


def outside(element: Element, state: State, report: Report) -> Iterator[Element]:
    """A hyperlink to an address."""
    relation = relations_of(state, report).add(
        Relation(HYPERLINK_KIND, element.get("href", ""), external=True)
    )
    link = w("hyperlink", *inline(element, state.marked("Hyperlink"), report), history=1)
    link.set(ooxml.qn("r:id"), relation)
    yield link


def inside(element: Element, target: Target, state: State, report: Report) -> Iterator[Element]:
    """A link to a bookmark; the words that Word can renew by itself stand in a field."""
    pieces = list(inline(element, state, report))
    link = w("hyperlink", *live(pieces, element, target, state, report), anchor=target.bookmark, history=1)
    yield link


def live(
    pieces: list[Element], element: Element, target: Target, state: State, report: Report
) -> Iterable[Element]:
    """The words of a cross-reference, its number, title or page in a field where they are those of the target."""
    words = words_of(element)
    page = report.pages.get(fragment(element), "")
    if "xref" not in classes(element) or not words:
        return pieces
    if target.kind == "heading" and words == target.words:
        return field(f"REF {target.bookmark} \\h", pieces, look(state, report))
    if target.kind == "heading" and target.number and ends_in(words, target.number):
        return numbered(words, target.number, f"REF {target.bookmark} \\r \\h", state, report)
    if target.kind == "caption" and target.number and ends_in(words, target.number):
        return numbered(words, target.number, f"REF {target.bookmark} \\h", state, report)
    if page and ends_in(words, page) and not begins(target.words, words):
        return numbered(words, page, f"PAGEREF {target.bookmark} \\h", state, report)
    return pieces


def ends_in(words: str, number: str) -> bool:
    """True when the words are the number, alone or after a word and a space."""
    before = words.removesuffix(number)
    return before != words and (not before or before[-1].isspace())


def begins(title: str, words: str) -> bool:
    """True when a title opens with the words, capitals aside: «question 1» names «Question 1. Who signed?», no page."""
    opening, whole = (" ".join(text.split()).casefold() for text in (words, title))
    return whole.startswith(opening)


def numbered(words: str, number: str, code: str, state: State, report: Report) -> Iterator[Element]:
    """«figure 2» as text and a field."""
    yield from runs(words.removesuffix(number), state, report)
    yield from field(code, runs(number, state, report), look(state, report))
