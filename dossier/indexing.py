"""The index of persons and places: marks where chapters speak of them, and fills the list of entries.

Works on the merged tree and on the names that the records give; knows no page. The pages come from the layout
(`with_pages`) or from Word's own field.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from dossier.ordering import letters
from dossier.vocabulary import classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

RUNNING_TEXT = ("p", "li", "h3", "h4")
HALVES = " / "


@dataclass(frozen=True)
class Entry:
    """One entry of the index and the forms under which texts name it."""

    words: str
    forms: tuple[str, ...]


def entries(persons: Sequence[tuple[str, str]], places: Sequence[str]) -> list[Entry]:
    """Entries for persons (name, form for sorting) and places; a form that two share names none of them."""
    found = [Entry(sort, _person_forms(name, sort)) for name, sort in persons]
    found += [Entry(name, tuple(dict.fromkeys([name, *name.split(HALVES)]))) for name in places]
    counted = Counter(form for entry in found for form in entry.forms)
    return [Entry(entry.words, tuple(form for form in entry.forms if counted[form] == 1)) for entry in found]


def _person_forms(name: str, sort: str) -> tuple[str, ...]:
    surname = sort.split(",", maxsplit=1)[0].strip() if "," in sort else name.rsplit(maxsplit=1)[-1]
    return tuple(dict.fromkeys([name, surname]))


def mark_index(tree: Element, found: Sequence[Entry]) -> None:
    """Mark the first mention of each entry under each heading of the chapters, and fill `nav.index`."""
    by_form = {form: entry.words for entry in found for form in entry.forms}
    if not by_form:
        _drop_list(tree)
        return
    pattern = re.compile(
        r"(?<!\w)(" + "|".join(map(re.escape, sorted(by_form, key=len, reverse=True))) + r")(?!\w)"
    )
    marks: dict[str, list[str]] = {}
    for chapter in [section for section in tree.iter("section") if "chapter" in classes(section)]:
        for block in _blocks(chapter):
            for words, name in _mark_block(block, pattern, by_form, sum(map(len, marks.values()))):
                marks.setdefault(words, []).append(name)
    _fill_list(tree, marks)


def _blocks(chapter: Element) -> list[list[Element]]:
    """The paragraphs and items of a chapter, grouped by the heading they stand under."""
    groups: list[list[Element]] = [[]]
    for element in chapter.iter(*RUNNING_TEXT):
        if element.tag == "h3":
            groups.append([])
        elif not any(ancestor.tag in {"table", "figure"} for ancestor in element.iterancestors()):
            groups[-1].append(element)
    return groups


@dataclass(frozen=True)
class _Slot:
    """One of the two texts of an element: the one it begins with, or the one that follows it."""

    holder: Element
    follows: bool

    @property
    def text(self) -> str:
        return (self.holder.tail if self.follows else self.holder.text) or ""

    def wrap(self, start: int, end: int, mark: Element) -> _Slot:
        """Put a stretch of the text into `mark`; returns the slot of what is left after it."""
        text = self.text
        mark.text = text[start:end]
        parent = self.holder.getparent()
        if not self.follows:
            self.holder.text = text[:start]
            self.holder.insert(0, mark)
        elif parent is not None:
            self.holder.tail = text[:start]
            parent.insert(parent.index(self.holder) + 1, mark)
        mark.tail = text[end:]
        return _Slot(mark, follows=True)


def _slots(element: Element) -> Iterator[_Slot]:
    """Each text inside the element; notes and lists inside it are left out."""
    yield _Slot(element, follows=False)
    for child in element:
        if "note" not in classes(child) and child.tag not in {"ul", "ol"}:
            yield from _slots(child)
        yield _Slot(child, follows=True)


def _mark_block(
    block: list[Element], pattern: re.Pattern[str], by_form: Mapping[str, str], count: int
) -> Iterator[tuple[str, str]]:
    """Mark each entry once in the group; yields the entry and the id of its mark."""
    seen: set[str] = set()
    for slot in [slot for paragraph in block for slot in _slots(paragraph)]:
        rest = slot
        while found := _first(rest.text, pattern, by_form, seen):
            words = by_form[found[1]]
            seen.add(words)
            name = f"ix-{count + len(seen)}"
            rest = rest.wrap(found.start(), found.end(), _mark(words, name))
            yield words, name


def _first(
    text: str, pattern: re.Pattern[str], by_form: Mapping[str, str], seen: set[str]
) -> re.Match[str] | None:
    """The first mention in the text of an entry not yet seen."""
    return next((found for found in pattern.finditer(text) if by_form[found[1]] not in seen), None)


def _mark(words: str, name: str) -> Element:
    """The element that carries a place of the index; it holds words, because layout breaks lines around empty ones."""
    mark = etree.Element("span")
    mark.set("class", "index")
    mark.set("id", name)
    mark.set("data-entry", words)
    return mark


def _lists(tree: Element) -> list[Element]:
    return [nav for nav in tree.iter("nav") if "index" in classes(nav)]


def _drop_list(tree: Element) -> None:
    for nav in _lists(tree):
        section = nav.getparent()
        parent = section.getparent() if section is not None else None
        if section is not None and parent is not None:
            parent.remove(section)


def _fill_list(tree: Element, marks: Mapping[str, Sequence[str]]) -> None:
    if not marks:
        _drop_list(tree)
    for nav in _lists(tree):
        items = etree.SubElement(nav, "ol")
        for words in sorted(marks, key=lambda words: (letters(words), words)):
            item = etree.SubElement(items, "li")
            item.text = words + " "
            for name in marks[words]:
                link = etree.SubElement(item, "a")
                link.set("href", f"#{name}")
                link.tail = ", "
            item[-1].tail = None


def has_index(tree: Element) -> bool:
    """Whether the tree has an index to fill."""
    return any(nav.find("ol") is not None for nav in _lists(tree))


def with_pages(tree: Element, pages: Mapping[str, str]) -> Element:
    """A copy of the tree whose index says the page of each mark, each page once."""
    filled = deepcopy(tree)
    for nav in _lists(filled):
        for item in nav.iter("li"):
            said: set[str] = set()
            for link in list(item):
                page = pages.get(link.get("href", "")[1:], "")
                if not page or page in said:
                    item.remove(link)
                else:
                    said.add(page)
                    link.text, link.tail = page, ", "
            if len(item):
                item[-1].tail = None
    return filled
