"""How much room a dossier takes when nothing limits the length of a page: for editions that have to fit.

Lays out without painting. Knows boxes and ids; knows nothing of records or of what is done about a lack of room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dossier.pdf.blanks import letters_beside_fixed, plain
from dossier.pdf.engine import Fetcher, lay_out
from dossier.pdf.fonts import font_faces_css
from dossier.pdf.markup import ENGINE_CSS, html_of
from dossier.pdf.painting import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.pdf.fonts import FontFace

Box = Any  # of the engine, untyped
MM = 25.4 / 96
"""Millimetres in one pixel of the engine."""
ENDLESS = 6000
"""Millimetres; no page is as long as that."""
BLOCK_DEPTH = 3
"""Depth of the blocks of a page inside root, body and section, which fill a page that a forced break ends."""
SLACK = 0.3
"""Millimetres by which words may lean over an edge before they are told."""


@dataclass(frozen=True)
class Extent:
    """Where an element with an id stands: page from 0, top and bottom in millimetres, and the text in it."""

    page: int
    top: float
    bottom: float
    lines: int = 0
    letters: int = 0

    @property
    def height(self) -> float:
        """Millimetres from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Measures:
    """Heights of the content of all pages in millimetres, extents by id, the smallest type in points, and what sticks out."""

    heights: tuple[float, ...]
    extents: Mapping[str, Extent]
    smallest: float
    protruding: tuple[str, ...]


@dataclass
class _Meter:
    """Goes through the boxes of pages."""

    heights: list[float] = field(default_factory=list)
    extents: dict[str, Extent] = field(default_factory=dict)
    smallest: float = 1000
    protruding: list[str] = field(default_factory=list)

    def page(self, box: Box, number: int) -> None:
        """Measure one page."""
        top, right = box.content_box_y(), box.content_box_x() + box.width
        bottom = top
        for root in box.children:
            if hasattr(root, "at_keyword"):
                continue
            for depth, one in _inside(root):
                if depth >= BLOCK_DEPTH:
                    bottom = max(bottom, one.position_y + one.margin_height())
                self._note(one, number, right)
        self.heights.append((bottom - top) * MM)

    def _note(self, box: Box, number: int, right: float) -> None:
        if hasattr(box, "text") and box.text.strip():
            self.smallest = min(self.smallest, box.style["font_size"] * POINTS)
            if (box.position_x + box.width - right) * MM > SLACK:
                self.protruding.append(plain(box.text))
        name = None if box.element is None or "::" in str(box.element_tag) else box.element.get("id")
        if name and name not in self.extents:
            self.extents[name] = _extent(box, number)


def _inside(box: Box, depth: int = 0) -> Iterator[tuple[int, Box]]:
    """The box and all boxes in it, each with its depth."""
    box = getattr(box, "_box", box)
    yield depth, box
    for child in getattr(box, "children", ()):
        yield from _inside(child, depth + 1)


def _extent(box: Box, page: int) -> Extent:
    within = [one for _, one in _inside(box)]
    lines = {round(one.position_y) for one in within if type(one).__name__ == "LineBox"}
    letters = sum(len(one.text) for one in within if hasattr(one, "text"))
    top = box.position_y + box.margin_top
    return Extent(page, top * MM, (top + box.border_height()) * MM, len(lines), letters)


def measure(
    tree: Element, stylesheet: str, assets: Mapping[str, Asset], fonts: Sequence[FontFace], width: float
) -> Measures:
    """The room that each page takes if it is as long as it needs to be; `width` is that of the paper in millimetres."""
    faces = tuple(fonts)
    endless = f"\n@page {{ size: {width}mm {ENDLESS}mm !important }}"
    document = lay_out(
        html_of(tree, letters_beside_fixed(faces)),
        font_faces_css(faces) + ENGINE_CSS + stylesheet + endless,
        Fetcher(assets, faces),
    )
    meter = _Meter()
    for number, page in enumerate(document.pages):
        meter.page(page._page_box, number)  # noqa: SLF001 - no other way to the boxes
    return Measures(tuple(meter.heights), meter.extents, meter.smallest, tuple(meter.protruding))
