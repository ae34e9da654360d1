"""From the merged dossier to the finished PDF: lay out, paint, then put in tags, metadata and attachments."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Pdf

from dossier import __version__
from dossier.pdf.alignment import align
from dossier.pdf.attachments import embed
from dossier.pdf.blanks import borrowed, letters_beside_fixed
from dossier.pdf.engine import ENGINE, Document, Fetcher, lay_out, listening, paint
from dossier.pdf.finishing import finish
from dossier.pdf.fonts import FontFace, font_faces_css
from dossier.pdf.links import describe_links
from dossier.pdf.markup import ENGINE_CSS, elements, html_of
from dossier.pdf.metadata import describe, write_metadata
from dossier.pdf.navigation import folios, write_destinations, write_labels, write_outline
from dossier.pdf.painting import POINTS, Painted, margin_texts, pages_with, watch
from dossier.pdf.result import Attachment, PdfResult, Standard
from dossier.pdf.saving import saved
from dossier.pdf.structure import build_tags
from dossier.pdf.tag_tree import Tag
from dossier.pdf.tags import TagWriter
from dossier.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.pdf.navigation import Folio

TOOL = f"dossier {__version__}"
PRODUCER = f"{ENGINE}, pikepdf {pikepdf.__version__}"


def _destinations(document: Document) -> dict[str, tuple[int, float, float]]:
    """Where each anchor first stands: page from 0, left and top in points."""
    found: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for anchor, (left, top, *_) in page.anchors.items():
            found.setdefault(anchor, (number, left * POINTS, (page.height - top) * POINTS))
    return found


def _folios(document: Document) -> list[Folio]:
    return folios(margin_texts(document), len(document.pages), pages_with(document, "cover"))


def _untaggable(painted: Painted) -> list[Problem]:
    """Text that was painted through a group of its own."""
    hint = "opacity, filters and masks cannot be used on text or pictures: use a colour"
    return [
        Problem(
            "stylesheet",
            message=f"«{mark.text[:60]}» is painted through a transparent group and cannot be tagged",
            hint=hint,
        )
        for mark in painted.lost
    ]


class _Rendering:
    """One dossier on its way into a PDF."""

    def __init__(self, tree: Element, document: Document) -> None:
        self.tree = tree
        self.document = document
        self.painted = watch(document)
        self.problems: list[Problem] = []
        self.tags = Tag("Document")

    def paint(self, date: datetime) -> bytes:
        """Paint the pages; between painting and writing, match marks with the dossier and finish the content."""
        return paint(self.document, date, self._finish)

    def _finish(self) -> None:
        self.problems += _untaggable(self.painted) + align(self.tree, self.painted.marks)
        self.tags = build_tags(self.tree, self.painted.carriers)
        describe_links(self.tree, self.tags)
        finish(self.painted, self.document.fonts.values())

    @property
    def _numbers(self) -> dict[Element, int]:
        return {element: number for number, element in enumerate(elements(self.tree))}

    def _calls(self) -> dict[str, tuple[int, float, float]]:
        """Where notes are called."""
        called = ((tag.anchor, next(tag.marks(), None)) for tag in self.tags.tags() if tag.anchor)
        return {anchor: (mark.page, mark.place.left, mark.place.top) for anchor, mark in called if mark}

    def complete(self, pdf: Pdf) -> None:
        """Put tags and navigation into the painted PDF."""
        writer = TagWriter(pdf)
        writer.write(self.tags)
        write_destinations(pdf, _destinations(self.document) | self._calls())
        write_outline(pdf, self.tree, self.tags, writer.elements, self._numbers)
        write_labels(pdf, _folios(self.document))


def render_pdf(
    tree: Element,
    stylesheet: str,
    assets: Mapping[str, Asset],
    fonts: Sequence[FontFace],
    *,
    date: datetime,
    standard: Standard = "a-3a",
    attachments: Sequence[Attachment] = (),
) -> PdfResult:
    """Render the merged dossier as PDF; what the layout complains of, and words lost, come back in `problems`.

    `date` (with a time zone) is the only date in the file. `attachments` go into the standard a-3a
    only; a name that could not be taken out again is an error.
    """
    if attachments and standard != "a-3a":
        raise UsageError(f"PDF/{standard.upper()} cannot hold attachments; take a-3a, or leave them out")
    faces = tuple(fonts)
    with listening(_text(tree)) as log:
        document = _laid_out(tree, stylesheet, assets, faces)
        rendering = _Rendering(tree, document)
        painted = rendering.paint(date)
    with Pdf.open(BytesIO(painted)) as pdf:
        rendering.complete(pdf)
        write_metadata(pdf, describe(tree, TOOL, PRODUCER), standard, date)
        embed(pdf, attachments, date)
        data = saved(pdf)
    problems = (*log, *rendering.problems, *borrowed(document.fonts.values(), faces))
    return PdfResult(data, len(document.pages), problems, _pages(document), _labels(document))


def measure_pdf(
    tree: Element, stylesheet: str, assets: Mapping[str, Asset], fonts: Sequence[FontFace]
) -> PdfResult:
    """Lay the merged dossier out without painting it: pages, destinations and labels, with no bytes."""
    with listening(_text(tree)) as log:
        document = _laid_out(tree, stylesheet, assets, tuple(fonts))
    return PdfResult(b"", len(document.pages), tuple(log), _pages(document), _labels(document))


def _text(tree: Element) -> str:
    return " ".join("".join(tree.itertext()).split())


def _laid_out(
    tree: Element, stylesheet: str, assets: Mapping[str, Asset], faces: tuple[FontFace, ...]
) -> Document:
    html = html_of(tree, letters_beside_fixed(faces))
    return lay_out(html, font_faces_css(faces) + ENGINE_CSS + stylesheet, Fetcher(assets, faces))


def _pages(document: Document) -> dict[str, int]:
    """Page, from 1, of each anchor."""
    return {anchor: page + 1 for anchor, (page, *_) in _destinations(document).items()}


def _labels(document: Document) -> tuple[str, ...]:
    return tuple(str(folio) for folio in _folios(document))
