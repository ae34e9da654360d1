"""Tables: caption above, header rows repeated, rows kept whole, widths in full, no merged cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.vocabulary import classes, words_of
from dossier.word import ooxml
from dossier.word.blocks import anchored, mixed
from dossier.word.captions import caption_paragraph
from dossier.word.inline import with_language
from dossier.word.ooxml import Element, paragraph, twips, w
from dossier.word.table_styles import CELL_SIDE, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.word.state import PageForm, Report, State

FOLLOWING = dict.fromkeys(("TableRowHeading", "TableDecisive", "TableDisputed"), "TableText")
ROW_STYLES = {"decisive": "TableDecisive", "disputed": "TableDisputed", "minor": "TableMinor"}
FIRST_ROW, FIRST_COLUMN, NO_BANDS = 0x20, 0x80, 0x600


def column_widths(element: Element, width: float) -> list[float]:
    """The widths of the columns in millimetres, from `col` or in equal shares."""
    shares = [float(column.get("width", "0%").removesuffix("%")) for column in element.iter("col")]
    rows = element.iter("tr")
    count = max((len(row) for row in rows), default=0)
    shares = (shares + [0.0] * count)[:count]
    rest, open_columns = max(0.0, 100 - sum(shares)), shares.count(0.0)
    filled = [share or rest / open_columns for share in shares]
    return [width * share / (sum(filled) or 1) for share in filled]


def table(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`table`: its caption as a paragraph, then the table itself."""
    widths = column_widths(element, state.width)
    caption = element.find("caption")
    if caption is not None:
        yield caption_paragraph(caption, with_language(caption, state), report, element.get("id", ""))
    inner = replace(
        state, style="TableText", face="display", surroundings="cell", columns=tuple(widths), depth=0
    )
    made = w("tbl", _properties(element, state.width), _grid(widths))
    for part in element:
        if part.tag in {"thead", "tbody"}:
            made.extend(
                row for row in report.write(part, with_language(part, inner)) if isinstance(row, Element)
            )
    yield from [made] if caption is not None and _labelled(caption) else anchored(element, [made], report)


def _labelled(caption: Element) -> bool:
    return any("label" in classes(child) for child in caption)


def _properties(element: Element, width: float) -> Element:
    names, caption = classes(element), element.find("caption")
    style = w("tblStyle", val=style_of(names[0] if names else "plain"))
    made = w(
        "tblPr", style, w("tblW", w=twips(width), type="dxa"), w("tblLayout", type="fixed"), _look(element)
    )
    if caption is not None:
        made.append(w("tblCaption", val=words_of(caption)))
    made.append(w("tblDescription", val=element.get("data-summary", "")))
    return made


def _look(element: Element) -> Element:
    """Which rows and columns are heads: the header row, and the first column where it heads every row."""
    first_row = element.find("thead") is not None
    first_column = all(len(row) and row[0].tag == "th" for row in element.iterfind("tbody/tr"))
    value = NO_BANDS | FIRST_ROW * first_row | FIRST_COLUMN * first_column
    heads = {"firstRow": int(first_row), "lastRow": 0, "firstColumn": int(first_column), "lastColumn": 0}
    return w("tblLook", val=f"{value:04X}", **heads, noHBand=1, noVBand=1)


def _grid(widths: list[float]) -> Element:
    return w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))


def caption(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`caption`: a paragraph in Caption."""
    yield caption_paragraph(element, state, report, "")


def columns(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`colgroup`: its columns."""
    for child in element:
        yield from report.write(child, state)


def column(element: Element, state: State, _report: Report) -> Iterator[Element]:
    """`col`: a column of the grid."""
    share = float(element.get("width", "0%").removesuffix("%"))
    yield w("gridCol", w=twips(state.width * share / 100))


def head(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`thead`: header rows, repeated on each page."""
    for row in element:
        yield from report.write(row, with_language(row, replace(state, heads=True)))


def body(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`tbody`: data rows."""
    for row in element:
        yield from report.write(row, with_language(row, replace(state, heads=False)))


def row(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`tr`: a row that is not cut across pages."""
    names = classes(element)
    properties = w("trPr", w("cantSplit"))
    if state.heads:
        properties.append(w("tblHeader"))
    made = w("tr", properties)
    for place, cell in enumerate(element):
        inner = replace(
            state, row=names[0] if names else "", width=state.columns[place] - 2 * CELL_SIDE, place=place
        )
        made.extend(
            part for part in report.write(cell, with_language(cell, inner)) if isinstance(part, Element)
        )
    yield from anchored(element, [made], report)


def header_cell(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`th`: a cell in the style of headings of columns or rows."""
    style = _row_style("TableHeading" if state.heads else "TableRowHeading", state)
    inner = replace(state, style=style)
    return _cell(mixed(element, inner, report, following=FOLLOWING.get(style, style)), inner)


def cell(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`td`: a cell."""
    inner = replace(state, style=_row_style(state.style, state))
    return _cell(mixed(element, inner, report), inner)


def _row_style(style: str, state: State) -> str:
    if state.heads or not state.row:
        return style
    return ROW_STYLES[state.row] if state.place == 0 or state.row == "minor" else style


def _cell(blocks: Iterable[Element | PageForm], state: State) -> Iterator[Element]:
    width = twips(state.columns[state.place])
    made = w("tc", w("tcPr", w("tcW", w=width, type="dxa")))
    made.extend(block for block in blocks if isinstance(block, Element))
    if made[-1].tag != ooxml.P:
        made.append(paragraph(state.style, []))
    yield made
