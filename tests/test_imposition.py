"""Sheets of a booklet: pages in the order in which the folded sheets read, blanks where a book has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO

import page as validator
import pytest
from pdf_sample import FULL, rendered
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from pikepdf import Name, Pdf

from dossier.pdf.imposition import Sheet, booklet_order, impose

MOMENT = datetime(2024, 2, 29, tzinfo=UTC)
A4 = Sheet(297, 210)
POINTS = 72 / 25.4


def read_folded(order: list[tuple[int | None, int | None]]) -> list[int | None]:
    """The pages as a reader turns them: down through the right leaves of the folded stack, up through the left ones."""
    fronts, backs = order[::2], order[1::2]
    down = [number for (_, right), (left, _) in zip(fronts, backs, strict=True) for number in (right, left)]
    up = [number for (left, _), (_, right) in zip(fronts, backs, strict=True) for number in (left, right)]
    return down + up[::-1]


@pytest.mark.parametrize("pages", range(1, 34))
def test_a_folded_booklet_reads_in_order(pages: int) -> None:
    """Whoever turns the leaves of the folded stack meets pages 1, 2, 3 … and blanks only after the last."""
    order = booklet_order(pages)
    blanks = -pages % 4
    assert read_folded(order) == [*range(1, pages + 1), *[None] * blanks]


@pytest.mark.parametrize("pages", range(1, 34))
def test_the_two_sides_of_a_leaf_are_neighbours(pages: int) -> None:
    """Flipped on its short edge, each printed leaf has an odd page on its front and the next one on its back."""
    order = booklet_order(pages)
    assert len(order) == 2 * -(-pages // 4)
    for (_left, odd), (even, _right) in zip(order[::2], order[1::2], strict=True):
        assert odd is not None
        assert odd % 2 == 1
        assert even in {odd + 1, None}


def letters(item: object) -> Iterator[LTChar]:
    """All letters painted in a part of a page, those inside pictures of pages too."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, Iterable):
        for inner in item:
            yield from letters(inner)


def pages_of(data: bytes) -> list[tuple[float, list[LTChar]]]:
    """Width and letters of each page."""
    pages = extract_pages(BytesIO(data), laparams=None)
    return [(page.width, [letter for letter in letters(page) if letter.get_text().strip()]) for page in pages]


def counted(found: Iterable[LTChar]) -> Counter[str]:
    """How often each letter is painted."""
    return Counter(letter.get_text() for letter in found)


@pytest.fixture(scope="module")
def sheets() -> bytes:
    """A booklet of sheets, its pages on A5, one of them across."""
    return impose(rendered(FULL).data, A4, MOMENT)[0]


def test_each_half_of_a_sheet_holds_the_whole_text_of_its_page(sheets: bytes) -> None:
    """What the reading file has on a page stands in the half that the order says, and nowhere else."""
    pages = pages_of(rendered(FULL).data)
    for (width, found), side in zip(pages_of(sheets), booklet_order(len(pages)), strict=True):
        halves = ([one for one in found if one.x0 < width / 2], [one for one in found if one.x0 >= width / 2])
        for half, page in zip(halves, side, strict=True):
            assert counted(half) == (counted(pages[page - 1][1]) if page else Counter())


def test_sheets_are_a4_across_and_printed_on_the_short_edge(sheets: bytes) -> None:
    """The printer is told how to turn the sheet, and not to scale it."""
    with Pdf.open(BytesIO(sheets)) as pdf:
        boxes = {tuple(round(float(side)) for side in page.MediaBox) for page in pdf.pages}
        assert boxes == {(0, 0, 842, 595)}
        assert pdf.Root.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge
        assert pdf.Root.ViewerPreferences.PrintScaling == Name("/None")


def test_sheets_are_archivable_and_say_whose_they_are(sheets: bytes) -> None:
    """They pass PDF/A-3b, with title and language of the reading file; they do not claim to be accessible."""
    assert validator.validate_pdf_bytes(sheets, profile="3b").failures == []
    with Pdf.open(BytesIO(sheets)) as pdf:
        assert str(pdf.open_metadata()["dc:title"]) == "Le protocole de Bichkek"
        assert str(pdf.Root.Lang) == "fr"
        assert Name.MarkInfo not in pdf.Root
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


def test_a_page_that_lies_across_is_turned() -> None:
    """A landscape page fills its half standing on its side."""
    pages = Pdf.open(BytesIO(rendered(FULL).data)).pages
    across = [number for number, page in enumerate(pages, 1) if page.MediaBox[2] > page.MediaBox[3]]
    assert across
    data, _ = impose(rendered(FULL).data, A4, MOMENT)
    with Pdf.open(BytesIO(data)) as pdf:
        turned = [page for page in pdf.pages if b"0 1 -1 0" in page.Contents.read_bytes()]
    assert len(turned) >= 1


def left_of(data: bytes, side: int) -> dict[str, float]:
    """Where each page of a side begins, in points from the left, by its name on the sheet."""
    with Pdf.open(BytesIO(data)) as pdf:
        lines = pdf.pages[side].Contents.read_bytes().decode().splitlines()
    return {line.split()[-3]: float(line.split(" cm ")[0].split()[-2]) for line in lines}


def test_creep_moves_the_pages_of_inner_sheets_to_the_fold() -> None:
    """With half a millimetre, the second sheet's pages stand half a millimetre nearer to the fold; the first stay."""
    data = rendered(FULL).data
    plain, _ = impose(data, A4, MOMENT)
    crept, _ = impose(data, Sheet(297, 210, 0.5), MOMENT)
    assert left_of(plain, 0) == left_of(crept, 0)
    inner = booklet_order(rendered(FULL).pages)[2]
    for page, sign in zip(inner, (1, -1), strict=True):
        moved = left_of(crept, 2)[f"/P{page}"] - left_of(plain, 2)[f"/P{page}"]
        assert moved == pytest.approx(sign * 0.5 * POINTS, abs=0.01)


def test_the_same_pages_give_the_same_bytes() -> None:
    """Nothing but pages, sheet and date is in the file."""
    data = rendered(FULL).data
    assert impose(data, A4, MOMENT) == impose(data, A4, MOMENT)
