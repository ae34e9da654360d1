"""The booklet: the dossier set anew on A5, a reading file with all its ways in, and its sheets for the printer."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from conftest import DOSSIERS, ROOT, workshop_of
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from pikepdf import Name, Pdf

from dossier.pdf.imposition import booklet_order
from dossier.pdf.listen import listen
from dossier.production import produce

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dossier.production import Product

MM = 25.4 / 72
A5 = (148, 210)
LEAST_TYPE = 6.0
FOLD = 15.0
"""Millimetres that words keep from the fold at least."""


def built(folder: Path) -> dict[str, Product]:
    """Booklet and sheets of a folder, by edition."""
    workshop = workshop_of(folder)
    editions = [workshop.edition(name) for name in ("booklet-sheets", "booklet")]
    return {product.edition: product for product in produce(workshop, editions)}


def letters_in(item: object) -> Iterator[LTChar]:
    """All letters painted, those of drawings too."""
    if isinstance(item, LTChar):
        yield item
    elif hasattr(item, "__iter__"):
        for inner in item:
            yield from letters_in(inner)


def check_reading_file(product: Product) -> None:
    """Paper, inner margins, type, bookmarks, links and tags of the file for reading."""
    with Pdf.open(BytesIO(product.data)) as pdf:
        sizes = {tuple(round(float(side) * MM) for side in page.MediaBox[2:]) for page in pdf.pages}
        links = [
            note for page in pdf.pages for note in page.get(Name.Annots, []) if note.Subtype == Name.Link
        ]
        assert sizes == {A5}
        assert len(links) > 10
        assert Name.Outlines in pdf.Root
    for number, page in enumerate(extract_pages(BytesIO(product.data), laparams=None), 1):
        letters = [letter for letter in letters_in(page) if letter.get_text().strip()]
        for letter in letters:
            from_fold = letter.x0 if number % 2 else page.width - letter.x1
            assert from_fold * MM >= FOLD, f"«{letter.get_text()}» on page {number} disappears in the fold"
            assert max(letter.height, letter.width) >= LEAST_TYPE
    assert {"H1", "H2", "TOC", "Table", "Note"} <= {heard.role for heard in listen(product.data)}


def check_sheets(product: Product, pages: int) -> None:
    """As many sides as the pages need, all of A4 across."""
    with Pdf.open(BytesIO(product.data)) as pdf:
        sizes = {tuple(round(float(side) * MM) for side in page.MediaBox[2:]) for page in pdf.pages}
        assert sizes == {(297, 210)}
        assert len(pdf.pages) == product.pages == len(booklet_order(pages))


def test_the_small_dossier_as_a_booklet() -> None:
    """A few pages on A5, and on sheets a multiple of four of them."""
    products = built(DOSSIERS / "minimal")
    assert [product.file for product in products.values()] == [
        "minimal-booklet.pdf",
        "minimal-booklet-sheets.pdf",
    ]
    check_reading_file(products["booklet"])
    check_sheets(products["booklet-sheets"], products["booklet"].pages)


@pytest.mark.slow
def test_the_first_dossier_as_a_booklet() -> None:
    """Sixty pages and more, with maps, timelines and tables of their own size."""
    products = built(ROOT / "content" / "protocole-de-bichkek")
    check_reading_file(products["booklet"])
    check_sheets(products["booklet-sheets"], products["booklet"].pages)
