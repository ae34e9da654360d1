"""Contents, lists of figures and tables, and the index: fields that are filled on opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.vocabulary import classes, words_of
from dossier.word.captions import sequence_of
from dossier.word.inline import inline, runs, with_language
from dossier.word.ooxml import Element, field, field_end, field_start, paragraph, run, w
from dossier.word.targets import child_of_class, fragment, label_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.word.state import PageForm, Report, State

UNKNOWN_PAGE = "\N{EN DASH}"
LISTED = {"figures": "figcaption", "tables": "caption"}


def navigation(source: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`nav`: its heading, then a field that holds the entries."""
    kind = next(iter(classes(source)), "toc")
    heading = source.find("h2")
    if heading is not None:
        yield from report.write(heading, with_language(heading, state))
    entries = list(
        _index_entries(source, state, report) if kind == "index" else _entries(source, state, report, kind)
    )
    if entries:
        filled(entries, field_code(kind, source, report))
        yield from entries


def field_code(kind: str, source: Element, report: Report) -> str:
    """The code of the field that would write this list anew."""
    if kind == "toc":
        return f'TOC \\o "1-{report.contents_depth}" \\h \\z'
    if kind == "index":
        return 'INDEX \\e ", " \\r \\c "1"'
    return f'TOC \\h \\z \\c "{_sequence(source, LISTED[kind])}"'


def _sequence(source: Element, tag: str) -> str:
    for caption in source.getroottree().iter(tag):
        label = child_of_class(caption, "label")
        if label is not None:
            return sequence_of(label_parts("".join(label.itertext()))[0])
    return "Number"


def filled(entries: list[Element], code: str) -> None:
    """Opens the field in the first entry and closes it in the last."""
    for place, piece in enumerate(field_start(code), start=1):
        entries[0].insert(place, piece)
    entries[-1].append(field_end())


def depth_of(source: Element) -> int:
    """The number of levels of a contents list."""
    nested = source.find("ol")
    if nested is None:
        return 0
    return 1 + max((depth_of(item) for item in nested), default=0)


def _entries(source: Element, state: State, report: Report, kind: str, level: int = 1) -> Iterator[Element]:
    for item in source.iterfind("ol/li"):
        link = item.find("a")
        if link is not None:
            style = f"TOC{level}" if kind == "toc" else "TableofFigures"
            yield paragraph(style, [_entry(link, with_language(item, state), report)])
        yield from _entries(item, state, report, kind, level + 1)


def _entry(link: Element, state: State, report: Report) -> Element:
    identifier = fragment(link)
    target = report.targets.get(identifier)
    bookmark = target.contents if target else ""
    page = field(f"PAGEREF {bookmark} \\h", runs(report.pages.get(identifier) or UNKNOWN_PAGE, state, report))
    pieces = [*_entry_words(link, state, report), run(w("tab")), *page]
    return w("hyperlink", *pieces, anchor=bookmark, history=1)


def _entry_words(link: Element, state: State, report: Report) -> Iterator[Element]:
    number = child_of_class(link, "number")
    if number is None:
        yield from inline(link, state, report)
        return
    yield from inline(number, state, report)
    yield run(w("tab"))
    yield from inline(link, state, report, without=(number,))


def _index_entries(source: Element, state: State, report: Report) -> Iterator[Element]:
    marked = _marked_places(source.getroottree().getroot())
    for item in source.iterfind("ol/li"):
        yield paragraph("Index1", _index_entry(item, marked, with_language(item, state), report))


def _index_entry(
    item: Element, marked: dict[str, list[str]], state: State, report: Report
) -> Iterator[Element]:
    words = " ".join((item.text or "").split()) or words_of(item).strip(" ,")
    yield from runs(words, state, report)
    places = marked.get(words) or [fragment(link) for link in item.iter("a")]
    pages = dict.fromkeys(report.pages.get(place) or UNKNOWN_PAGE for place in places)
    yield from runs(", " + ", ".join(pages), state, report)


def _marked_places(root: Element) -> dict[str, list[str]]:
    """The ids of the marks of each entry of the index."""
    found: dict[str, list[str]] = {}
    for mark in root.iter("span"):
        if "index" in classes(mark):
            found.setdefault(mark.get("data-entry") or "", []).append(mark.get("id", ""))
    return found
