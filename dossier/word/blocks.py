"""What the block writers share: paragraphs, mixed content, bookmarks on blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.vocabulary import INLINE
from dossier.word import ooxml
from dossier.word.inline import content, inline, placed, runs, with_language
from dossier.word.ooxml import Element, paragraph, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.word.state import PageForm, Report, State


def words_in(style: str, element: Element, state: State, report: Report, *more: Element) -> Element:
    """One paragraph with the inline content of an element, bookmarked where a link points to it."""
    return paragraph(
        style, placed(element, inline(element, replace(state, style=style), report), report), *more
    )


def children(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """What the block children of an element become, one after the other."""
    for child in element:
        inner = with_language(child, state)
        yield from report.write(child, after_table(child, inner))


def after_table(element: Element, state: State) -> State:
    """Running text that follows a table keeps a distance from it."""
    before = element.getprevious()
    follows = element.tag == "p" and before is not None and before.tag == "table"
    return replace(state, style="AfterTable") if follows and state.style == "FlushText" else state


def is_inline(element: Element) -> bool:
    """True when nothing but text and inline elements stands inside."""
    return all(child.tag in INLINE for child in element)


def mixed(
    element: Element, state: State, report: Report, *, following: str = ""
) -> Iterator[Element | PageForm]:
    """Text or blocks: stretches of inline content become paragraphs, those after the first in the style `following`."""
    if is_inline(element):
        yield words_in(state.style, element, state, report)
        return
    later = replace(state, style=following or state.style)
    yield from anchored(element, _stretches(element, state, later, report), report)


def _stretches(element: Element, first: State, later: State, report: Report) -> Iterator[Element | PageForm]:
    state, gathered = first, list(runs(element.text, first, report))
    for child in element:
        inner = with_language(child, state)
        if child.tag in INLINE:
            gathered.extend(content(report.write(child, inner)))
        else:
            made = [*_flush(gathered, state), *report.write(child, inner)]
            gathered, state = [], later if made else state
            yield from made
        gathered.extend(runs(child.tail, state, report))
    yield from _flush(gathered, state)


def _flush(gathered: list[Element], state: State) -> Iterator[Element]:
    made = paragraph(state.style, gathered)
    if len(made) > 1:
        yield made


def anchored(
    element: Element, blocks: Iterable[Element | PageForm], report: Report
) -> Iterator[Element | PageForm]:
    """The blocks, the first paragraph among them holding the bookmarks of the element."""
    made = list(blocks)
    first = next((node for block in made if isinstance(block, Element) for node in block.iter(ooxml.P)), None)
    if first is not None and element.get("id", "") in report.targets:
        inner = list(first)[1:]
        first.extend(placed(element, inner, report))
    yield from made


def renamed(made: Element, style: str, *more: Element) -> Element:
    """A paragraph under another style, with further properties."""
    properties = made.find(ooxml.PARAGRAPH_PROPERTIES)
    if properties is not None:
        properties[0] = w("pStyle", val=style)
        for place, extra in enumerate(more, start=1):
            properties.insert(place, extra)
    return made
