"""Ways into the PDF beside reading it: bookmarks, named destinations and page labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from dossier.pdf.wording import words_without_notes
from dossier.vocabulary import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element as Element

    from dossier.pdf.tag_tree import Tag

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip  # one line of the table of numerals


@dataclass(frozen=True)
class Folio:
    """The number of a page as printed: its style (D arabic, r roman, empty: none) and its value."""

    style: str = ""
    value: int = 0

    def __str__(self) -> str:
        """As it is printed."""
        return {"D": str(self.value), "r": roman(self.value)}.get(self.style, "")

    def next(self, distance: int = 1) -> Folio:
        """Folio of the page that stands `distance` further; none before the first."""
        value = self.value + distance
        return Folio(self.style, value) if self.style and value > 0 else Folio()


def roman(value: int) -> str:
    """Lower-case roman numeral."""
    numeral = ""
    for amount, letters in ROMAN:
        numeral += letters * (value // amount)
        value %= amount
    return numeral


def _folio(words: str) -> Folio | None:
    """Folio that these words of a margin are, if they are one."""
    if words.isascii() and words.isdigit():
        return Folio("D", int(words))
    value = next((value for value in range(1, 200) if roman(value) == words), 0)
    return Folio("r", value) if value else None


def folios(margins: Iterable[tuple[int, str]], pages: int, covers: frozenset[int]) -> list[Folio]:
    """Folios of all pages: as printed, else counted on from its neighbours; none on a cover.

    `margins` are the texts in the margins of the pages, `covers` the pages that are covers; pages from 0.
    """
    printed = {page: folio for page, words in margins if (folio := _folio(words.strip()))}
    found: list[Folio] = []
    for page in range(pages):
        following = min((other for other in printed if other > page), default=None)
        before = found[-1].next() if found else Folio()
        after = Folio() if following is None else printed[following].next(page - following)
        found.append(Folio() if page in covers else printed.get(page) or (before if before.style else after))
    return found


def write_labels(pdf: Pdf, labels: Sequence[Folio]) -> None:
    """Write the page labels, one entry for each run of pages that count on."""
    numbers: list[Object | int] = []
    for page, folio in enumerate(labels):
        if page and folio == labels[page - 1].next():
            continue
        style = {"/S": Name(f"/{folio.style}"), "/St": folio.value} if folio.style else {}
        numbers += [page, Dictionary(style)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def write_destinations(pdf: Pdf, places: Mapping[str, tuple[int, float, float]]) -> None:
    """Name the places (page from 0, left and top in points) that links lead to."""
    entries = {name: _view(pdf, *place) for name, place in places.items()}
    ordered = sorted((bytes(String(name)), name) for name in entries)
    names = Array([item for _, name in ordered for item in (String(name), entries[name])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))


def _view(pdf: Pdf, page: int, left: float, top: float) -> Array:
    return Array([pdf.pages[page].obj, Name.XYZ, round(left, 2), round(top, 2), 0])


@dataclass(eq=False)
class Bookmark:
    """One entry of the outline: its words, the tag of its heading, its level from 1, and the entries below."""

    words: str
    tag: Tag
    level: int
    below: list[Bookmark]


def _bookmarks(tree: Element, tags: Mapping[int, Tag], numbers: Mapping[Element, int]) -> list[Bookmark]:
    """Bookmarks nested as the headings are; the title of the dossier stands beside its sections."""
    top: list[Bookmark] = []
    open_ones: list[Bookmark] = []
    for heading in tree.iter(*HEADINGS):
        tag = tags.get(numbers[heading])
        if tag is None or not any(tag.marks()):
            continue
        bookmark = Bookmark(words_without_notes(heading), tag, max(int(str(heading.tag)[1]) - 1, 1), [])
        while open_ones and open_ones[-1].level >= bookmark.level:
            open_ones.pop()
        (open_ones[-1].below if open_ones else top).append(bookmark)
        open_ones.append(bookmark)
    return top


def _outline(pdf: Pdf, parent: Object, entries: Sequence[Bookmark], elements: Mapping[int, Object]) -> None:
    """Write entries under their parent, closed; each points to its heading, whose language holds for it."""
    written = [pdf.make_indirect(Dictionary(Title=String(entry.words), Parent=parent)) for entry in entries]
    for place, (entry, item) in enumerate(zip(entries, written, strict=True)):
        mark = next(entry.tag.marks())
        item.Dest = _view(pdf, mark.page, mark.place.left, mark.place.top)
        item.SE = elements[entry.tag.number]
        if place:
            item.Prev, written[place - 1].Next = written[place - 1], item
        if entry.below:
            _outline(pdf, item, entry.below, elements)
            item.Count = -len(entry.below)
    parent.First, parent.Last = written[0], written[-1]


def write_outline(
    pdf: Pdf, tree: Element, document: Tag, elements: Mapping[int, Object], numbers: Mapping[Element, int]
) -> None:
    """Write the headings of the dossier as bookmarks."""
    tags = {tag.number: tag for tag in document.tags() if tag.number >= 0}
    entries = _bookmarks(tree, tags, numbers)
    if not entries:
        return
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(entries)))
    _outline(pdf, outlines, entries, elements)
    pdf.Root.Outlines = outlines
    pdf.Root.PageMode = Name.UseOutlines
