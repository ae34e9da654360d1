"""Pages two on a sheet, in the order in which a folded and stapled booklet reads: for the printer, beside the reading file.

Pure arithmetic first (`booklet_order`), then pages of a finished PDF as pictures of themselves on larger sheets.
Tags, links and bookmarks stay in the reading file: a sheet has no reading order.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from dossier.pdf.saving import compressed, saved

if TYPE_CHECKING:
    from datetime import datetime

    from pikepdf import Object

POINTS_PER_MM = 72 / 25.4
PER_SHEET = 4
"""Pages on one sheet: two on each side."""

Side = tuple[int | None, int | None]
"""Numbers of the left and the right page, from 1; None is a blank."""


def booklet_order(pages: int) -> list[Side]:
    """The sides of all sheets, recto and verso by turns, the outermost sheet first.

    The pages are filled up to a multiple of four with blanks at the end, where a book has them.
    """
    full = -(-pages // PER_SHEET) * PER_SHEET
    sides: list[Side] = []
    for sheet in range(full // PER_SHEET):
        first, last = 2 * sheet + 1, full - 2 * sheet
        for left, right in ((last, first), (first + 1, last - 1)):
            sides.append((left if left <= pages else None, right if right <= pages else None))
    return sides


@dataclass(frozen=True)
class Sheet:
    """The sheet in millimetres, lying across; `creep` moves the pages of each further sheet to the fold."""

    width: float
    height: float
    creep: float = 0


def impose(data: bytes, sheet: Sheet, date: datetime) -> tuple[bytes, int]:
    """The pages of a PDF as sheets of a booklet, to be printed on both sides and flipped on the short edge; and how many sides."""
    with Pdf.open(BytesIO(data)) as source, Pdf.new() as target:
        order = booklet_order(len(source.pages))
        forms = [_form(target, page) for page in source.pages]
        for number, side in enumerate(order):
            target.pages.append(_side(target, sheet, forms, side, sheet.creep * (number // 2)))
        _describe(target, source, date)
        return saved(target), len(order)


def _side(target: Pdf, sheet: Sheet, forms: list[Object], side: Side, creep: float) -> Page:
    """One side of a sheet with its two pages."""
    half = sheet.width / 2
    content, used = "", Dictionary()
    for column, number in enumerate(side):
        if number is not None:
            name = f"/P{number}"
            used[name] = forms[number - 1]
            content += _placed(
                name, forms[number - 1], (column * half, half, sheet.height), creep * (1 - 2 * column)
            )
    box = Array([0, 0, round(sheet.width * POINTS_PER_MM, 3), round(sheet.height * POINTS_PER_MM, 3)])
    page = Dictionary(
        Type=Name.Page,
        MediaBox=box,
        TrimBox=box,
        Resources=Dictionary(XObject=used),
        Contents=compressed(target, content.encode()),
    )
    return Page(target.make_indirect(page))


def _placed(name: str, form: Object, place: tuple[float, float, float], creep: float) -> str:
    """Operators that paint a page in the middle of its half; one that lies across is turned to stand."""
    left, width, height = (value * POINTS_PER_MM for value in place)
    x0, y0, x1, y1 = (float(value) for value in form.BBox)
    wide, tall = x1 - x0, y1 - y0
    middle, centre = left + width / 2 + creep * POINTS_PER_MM, height / 2
    clip = f"{left:.3f} 0 {width:.3f} {height:.3f} re W n"
    if wide > tall:
        matrix = f"0 1 -1 0 {middle + tall / 2 + y0:.3f} {centre - wide / 2 - x0:.3f}"
    else:
        matrix = f"1 0 0 1 {middle - wide / 2 - x0:.3f} {centre - tall / 2 - y0:.3f}"
    return f"q {clip} {matrix} cm {name} Do Q\n"


def _form(target: Pdf, page: Page) -> Object:
    """A page as a picture of itself in the target, without its tie to the structure tree: the sheet has none."""
    form = target.copy_foreign(page.as_form_xobject())
    for key in (Name.StructParents, Name.StructParent):
        if key in form:
            del form[key]
    form.write(zlib.compress(form.read_bytes(), 9), filter=Name.FlateDecode)
    return form


def _describe(target: Pdf, source: Pdf, date: datetime) -> None:
    """Title, language and colours of the reading file; how the sheets are to be printed; archivable, but not tagged."""
    if Name.Lang in source.Root:
        target.Root.Lang = String(str(source.Root.Lang))
    intents = source.Root.get(Name.OutputIntents, Array())
    target.Root.OutputIntents = Array([target.copy_foreign(source.make_indirect(one)) for one in intents])
    target.Root.ViewerPreferences = Dictionary(
        Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"), DisplayDocTitle=True
    )
    with (
        target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as meta,
        source.open_metadata() as told,
    ):
        for name in ("dc:title", "dc:creator", "dc:language", "dc:rights"):
            if name in told:
                meta[name] = told[name]
        meta["pdfaid:part"], meta["pdfaid:conformance"] = "3", "B"
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = date.isoformat()
