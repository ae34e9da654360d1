"""Numbers, anchors, contents, lists and cross-references: once, for both renderers.

Takes the merged tree and gives a new one. Knows nothing of records; its words come from the labels of a language.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from dossier.vocabulary import classes, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

SKIPPED_IN_TITLES = frozenset({"note", "index", "number"})


@dataclass
class Target:
    """What a cross-reference says of an anchor."""

    words: str


@dataclass
class _Numbers:
    """What the numbering has seen so far."""

    labels: Mapping[str, Any]
    targets: dict[str, Target] = field(default_factory=dict)
    chapters: int = 0
    figures: list[Element] = field(default_factory=list)
    tables: list[Element] = field(default_factory=list)


def number(tree: Element, labels: Mapping[str, Any]) -> Element:
    """A copy of the tree with all numbers, anchors, lists and references filled in."""
    numbered = deepcopy(tree)
    numbers = _Numbers(labels)
    _number_sections(numbered, numbers)
    _number_captions(numbered, numbers)
    _number_notes(numbered)
    _fill_lists(numbered, numbers)
    _fill_references(numbered, numbers)
    return numbered


def _has(element: Element, name: str) -> bool:
    return name in classes(element)


def _span(name: str, words: str) -> Element:
    span = etree.Element("span")
    span.set("class", name)
    span.text = words
    return span


def put_first(element: Element, first: Element, space: str = "") -> None:
    """Insert `first` at the very beginning of the element's words, followed by `space`."""
    first.tail = space + (element.text or "")
    element.text = None
    element.insert(0, first)


def _number_sections(tree: Element, numbers: _Numbers) -> None:
    for section in tree.iter("section"):
        heading = section.find("h2")
        if heading is None:
            continue
        name = section.get("id", "")
        if _has(section, "chapter"):
            numbers.chapters += 1
            numbers.targets[name] = Target(f"{numbers.labels['see_chapter']} {numbers.chapters}")
            put_first(heading, _span("number", str(numbers.chapters)), " ")
        else:
            before, after = numbers.labels["quotes"]
            numbers.targets[name] = Target(before + _title_words(heading) + after)
        for index, minor in enumerate(section.iterchildren("h3"), 1):
            if minor.get("id") is None:
                minor.set("id", f"{name}-{index}")


def _number_captions(tree: Element, numbers: _Numbers) -> None:
    for figure in tree.iter("figure"):
        caption = figure.find("figcaption")
        if caption is not None and not _has(figure, "cover-art"):
            numbers.figures.append(figure)
            _label(figure, caption, "figure", len(numbers.figures), numbers)
    for table in tree.iter("table"):
        caption = table.find("caption")
        if caption is not None:
            numbers.tables.append(table)
            _label(table, caption, "table", len(numbers.tables), numbers)


def _label(block: Element, caption: Element, kind: str, count: int, numbers: _Numbers) -> None:
    labels = numbers.labels
    if block.get("id") is None:
        block.set("id", f"{kind}-{count}")
    numbers.targets[block.get("id", "")] = Target(f"{labels[f'see_{kind}']} {count}")
    put_first(caption, _span("label", f"{labels[kind]} {count}{labels['label_end']}"))


def _number_notes(tree: Element) -> None:
    notes = (span for span in tree.iter("span") if _has(span, "note"))
    for count, note in enumerate(notes, 1):
        note.set("id", f"n-{count}")


def _title_parts(element: Element) -> Iterator[str | Element]:
    """The text and inline elements of a heading or caption, without notes, numbers and links."""
    if element.text:
        yield element.text
    for child in element:
        if not SKIPPED_IN_TITLES.intersection(classes(child)) and not _has(child, "credit"):
            if child.tag == "a":
                yield from _title_parts(child)
            else:
                copy = deepcopy(child)
                copy.tail = None
                copy.attrib.pop("id", None)
                yield copy
        if child.tail:
            yield child.tail


def append_parts(element: Element, parts: Iterable[str | Element]) -> None:
    """Append texts and elements at the end of an element."""
    for part in parts:
        if not isinstance(part, str):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part


def _title_words(heading: Element) -> str:
    return " ".join(
        "".join(part if isinstance(part, str) else words_of(part) for part in _title_parts(heading)).split()
    )


def _entry(target: str, titled: Element) -> Element:
    """One line of a list: a link that says the number, where there is one, and the title."""
    item = etree.Element("li")
    link = etree.SubElement(item, "a")
    link.set("href", f"#{target}")
    count = next((child for child in titled if _has(child, "number")), None)
    parts = list(_title_parts(titled))
    if count is not None:
        link.append(_span("number", count.text or ""))
    append_parts(link, parts)
    return item


def _contents(tree: Element) -> list[Element]:
    items: list[Element] = []
    for section in tree.iter("section"):
        heading = section.find("h2")
        if heading is None or _has(section, "cover"):
            continue
        items.append(_entry(section.get("id", ""), heading))
        if _has(section, "front"):
            items[-1][0].set("class", "roman")
        minor = [
            _entry(h3.get("id", ""), h3) for h3 in section.iterchildren("h3") if _has(section, "chapter")
        ]
        if minor:
            nested = etree.SubElement(items[-1], "ol")
            nested.extend(minor)
    return items


def _fill_lists(tree: Element, numbers: _Numbers) -> None:
    figures = [
        _entry(figure.get("id", ""), caption)
        for figure in numbers.figures
        for caption in figure.iterchildren("figcaption")
    ]
    tables = [
        _entry(table.get("id", ""), caption)
        for table in numbers.tables
        for caption in table.iterchildren("caption")
    ]
    filled = {"toc": _contents(tree), "figures": figures, "tables": tables}
    for nav in list(tree.iter("nav")):
        for name, items in filled.items():
            if _has(nav, name):
                _fill(nav, items)


def _fill(nav: Element, items: list[Element]) -> None:
    """Put the items into the list; a list without items leaves the tree."""
    parent = nav.getparent()
    if items:
        etree.SubElement(nav, "ol").extend(items)
    elif parent is not None:
        parent.remove(nav)


def _fill_references(tree: Element, numbers: _Numbers) -> None:
    anchors = {element.get("id") for element in tree.iter() if element.get("id")}
    for link in [element for element in tree.iter("a") if element.get("href", "").startswith("#")]:
        target = link.get("href", "")[1:]
        if not words_of(link) and target in numbers.targets:
            words = numbers.targets[target].words
            link.text = words[:1].upper() + words[1:] if _opens_paragraph(link) else words
        if target not in anchors:
            unwrap(link)


def _opens_paragraph(link: Element) -> bool:
    parent = link.getparent()
    if parent is None or parent.tag not in {"p", "li", "dd"}:
        return False
    return parent[0] is link and not (parent.text or "").strip()


def unwrap(element: Element) -> None:
    """Take an element out of the tree and leave its words in its place."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    parts: list[str | Element] = [element.text or "", *element, element.tail or ""]
    parent.remove(element)
    _insert_at(parent, index, parts)


def _insert_at(parent: Element, index: int, parts: Iterable[str | Element]) -> None:
    """Insert texts and elements before the child at `index`."""
    for part in parts:
        if not isinstance(part, str):
            parent.insert(index, part)
            index += 1
        elif index:
            parent[index - 1].tail = (parent[index - 1].tail or "") + part
        else:
            parent.text = (parent.text or "") + part
