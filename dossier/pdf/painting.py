"""Watches the engine paint: which element each marked sequence belongs to, and small repairs of the content.

The one module that looks into the engine's boxes and streams. Knows nothing of roles or tags.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from dossier.pdf.alignment import HYPHEN, SOFT_HYPHEN
from dossier.pdf.blanks import FOUR_PER_EM, NO_BREAK, plain
from dossier.pdf.marks import Kind, Mark, Rectangle
from dossier.pdf.markup import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dossier.pdf.engine import Document

Box = Any  # of the engine, untyped, like the three below
Page = Any
Stream = Any
Font = Any
Paint = Callable[[Stream, float], None]
SECTION_DEPTH = 3  # page, html, body, section
NOT_BLANK = "-"
READ_AS = {HYPHEN: SOFT_HYPHEN, FOUR_PER_EM: NO_BREAK}
POINTS = 0.75  # points in one pixel of the engine


def _number(box: Box) -> int:
    return -1 if box.element is None else int(box.element.get(NUMBER, -1))


def _pseudo(box: Box) -> str:
    return str(box.element_tag or "").partition("::")[2]


def _margin_kind(box: Box) -> Kind:
    return "header" if box.at_keyword.startswith("@top") else "footer"


@dataclass
class _Walk:
    """Goes through the boxes of one page after another; knows on which page each table head came first."""

    heads: dict[int, int] = field(default_factory=dict)

    def leaves(self, box: Box, page: int, kind: Kind = "text") -> Iterator[tuple[Box, Kind]]:
        """All boxes that paint text or a picture, each with the kind of its content."""
        box = getattr(box, "_box", box)
        kind = self._kind(box, page, kind)
        if hasattr(box, "replacement"):
            yield box, "picture" if kind == "text" else kind
        elif hasattr(box, "text"):
            yield box, kind
        for child in box.children:
            yield from self.leaves(child, page, kind)

    def _kind(self, box: Box, page: int, kind: Kind) -> Kind:
        if kind != "text":
            return kind
        if hasattr(box, "at_keyword"):
            return _margin_kind(box)
        if box.is_leader:
            return "leader"
        if getattr(box, "is_header", False) and self.heads.setdefault(_number(box), page) < page:
            return "repeated"
        return kind


def _place(box: Box, page_height: float) -> Rectangle:
    """Where the content of a box stands, in points from the lower left corner of the page."""
    left, top = box.content_box_x(), box.content_box_y()
    return Rectangle(
        left=left * POINTS,
        bottom=(page_height - top - box.height) * POINTS,
        right=(left + box.width) * POINTS,
        top=(page_height - top) * POINTS,
    )


@dataclass
class Painted:
    """All marks of a document in painting order, the content that carries each, and the fonts used.

    `lost` holds marks that the engine painted inside a group of its own, where no tag can reach them.
    """

    fonts: Mapping[Any, Font]
    marks: list[Mark] = field(default_factory=list)
    lost: list[Mark] = field(default_factory=list)
    carriers: dict[Mark, dict[str, Any]] = field(default_factory=dict)
    streams: list[Stream] = field(default_factory=list)
    _walk: _Walk = field(default_factory=_Walk)

    def page(self, page: Page, number: int, paint: Paint, stream: Stream, scale: float = 1) -> None:
        """Paint one page with the engine's `paint`, and note its marks."""
        kinds = dict(self._walk.leaves(page._page_box, number))  # noqa: SLF001  # no other way to the boxes
        texts = {box: plain(getattr(box, "text", "")) for box in kinds}
        for box in kinds:
            _paint_blank(box)
        paint(stream, scale)
        carriers = _carriers(stream)
        for box, tag in stream._tags.items():  # noqa: SLF001  # same
            mark = Mark(
                number,
                tag["mcid"],
                _number(box),
                _pseudo(box),
                texts[box],
                kinds[box],
                _place(box, page.height),
            )
            mark.small_caps = box.style["font_variant_caps"] != "normal"
            self._note(mark, carriers)
        self.streams.append(stream)
        _rename(self.fonts.values())

    def _note(self, mark: Mark, carriers: dict[int, dict[str, Any]]) -> None:
        self.marks.append(mark)
        if mark.mcid in carriers:
            self.carriers[mark] = carriers[mark.mcid]
        else:
            self.lost.append(mark)


def _paint_blank(box: Box) -> None:
    """Let the engine paint a box of blanks too: it skips it, and a no-break space between two words would be lost."""
    if hasattr(box, "text") and box.text and not box.text.strip() and box.width:
        box.text = NOT_BLANK


def _carriers(stream: Stream) -> dict[int, dict[str, Any]]:
    """Property lists that open the marked sequences of a page, by their number on it."""
    return {item["MCID"]: item for item in stream.stream if isinstance(item, dict) and "MCID" in item}


def _rename(fonts: Iterable[Font]) -> None:
    """Let glyphs read as what they stand for: the hyphen at a line end and the fixed space."""
    for font in fonts:
        for glyph, text in font.to_unicode.items():
            font.to_unicode[glyph] = READ_AS.get(text, text)


def watch(document: Document) -> Painted:
    """Prepare a document so that painting it fills the `Painted` that is returned."""
    painted = Painted(document.fonts)
    for number, page in enumerate(document.pages):
        page.paint = partial(painted.page, page, number, page.paint)
    return painted


def margin_texts(document: Document) -> list[tuple[int, str]]:
    """All texts in the margins (running heads, folios), each with its page from 0."""
    walk = _Walk()
    return [
        (number, box.text)
        for number, page in enumerate(document.pages)
        for margin in page._page_box.children  # noqa: SLF001  # no other way to the boxes
        if hasattr(margin, "at_keyword")
        for box, _ in walk.leaves(margin, number)
        if hasattr(box, "text")
    ]


def pages_with(document: Document, name: str) -> frozenset[int]:
    """Pages from 0 on which a section of that class stands."""
    return frozenset(
        number
        for number, page in enumerate(document.pages)
        for box in _top(page._page_box, SECTION_DEPTH)  # noqa: SLF001  # same
        if box.element is not None and name in box.element.get("class", "").split()
    )


def _top(box: Box, depth: int) -> Iterator[Box]:
    yield box
    for child in box.children if depth else ():
        yield from _top(child, depth - 1)
