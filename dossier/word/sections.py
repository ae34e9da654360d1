"""Word sections: the forms of pages become section breaks, with running heads and folios.

A form that stands in the stream of blocks starts here; the break is written where Word wants it, in the
last paragraph before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.word import ooxml
from dossier.word.ooxml import PARAGRAPH_PROPERTIES, TBL, Element, field, paragraph, run, text, twips, w
from dossier.word.state import PageForm, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.theme import Page
    from dossier.word.state import Report

HEAD_DISTANCE = 9.0  # millimetres from the edge of the page to head and foot
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROMAN_KINDS = frozenset({"imprint", "front"})


def measure(page: Page, *, landscape: bool) -> float:
    """The width of the text block in millimetres."""
    return page.height - page.top - page.bottom if landscape else page.measure


def depth(page: Page, *, landscape: bool) -> float:
    """The height of the text block in millimetres."""
    return page.measure if landscape else page.height - page.top - page.bottom


def flow(blocks: Iterable[Element | PageForm], report: Report) -> list[Element]:
    """The content of the body: blocks and section breaks, ending with the last section's properties."""
    made: list[Element] = []
    forms: list[PageForm] = []
    for form, content in groupby_form(blocks):
        if forms:
            _close(made, forms, report)
        forms.append(form)
        made += _apart(content)
    if made and made[-1].tag == TBL:
        made.append(paragraph("SectionEnd", []))
    return [*made, section_properties(forms, report)]


def groupby_form(blocks: Iterable[Element | PageForm]) -> list[tuple[PageForm, list[Element]]]:
    """The blocks of each stretch of pages of one form; a form that nothing follows is dropped."""
    found: list[tuple[PageForm, list[Element]]] = []
    for block in blocks:
        if isinstance(block, Element):
            found[-1][1].append(block)
        elif found and not found[-1][1]:
            found[-1] = (block, [])
        elif not found or block.recto or block != replace(found[-1][0], recto=False):
            found.append((block, []))
    return [each for each in found if each[1]]


def _apart(blocks: list[Element]) -> Iterator[Element]:
    """The blocks, a paragraph between two tables, which Word would join else."""
    for place, block in enumerate(blocks):
        if place and block.tag == TBL and blocks[place - 1].tag == TBL:
            yield paragraph("TableEnd", [])
        yield block


def _close(made: list[Element], forms: list[PageForm], report: Report) -> None:
    """Writes the properties of the section that ends into its last paragraph."""
    if made[-1].tag == TBL:
        made.append(paragraph("SectionEnd", []))
    properties = made[-1].find(PARAGRAPH_PROPERTIES)
    if properties is not None:
        properties.append(section_properties(forms, report))


def section_properties(forms: list[PageForm], report: Report) -> Element:
    """The properties of the last of the forms."""
    form, before = forms[-1], forms[:-1]
    made = w("sectPr", *_references(form, before, report))
    made.append(w("type", val="oddPage" if form.recto else "nextPage"))
    made.extend(_page(form, report.theme.page))
    made.append(_page_numbers(form, before))
    if form.kind == "imprint":
        made.append(w("vAlign", val="bottom"))
    return made


def _group(form: PageForm) -> str:
    return "front" if form.kind in ROMAN_KINDS else form.kind


def _page_numbers(form: PageForm, before: list[PageForm]) -> Element:
    if _group(form) == "front":
        return w("pgNumType", fmt="lowerRoman")
    starts = form.kind == "body" and not any(earlier.kind == "body" for earlier in before)
    return w("pgNumType", fmt="decimal", start=1) if starts else w("pgNumType", fmt="decimal")


def _page(form: PageForm, page: Page) -> list[Element]:
    """Size and margins; a landscape page is the upright one turned, its top at the spine."""
    width, height, edges = page.width, page.height, (page.top, page.outer, page.bottom, page.inner)
    size = w("pgSz", w=twips(width), h=twips(height))
    if form.landscape:
        edges = (page.inner, page.top, page.outer, page.bottom)
        size = w("pgSz", w=twips(height), h=twips(width), orient="landscape")
    sides = dict(zip(("top", "right", "bottom", "left"), map(twips, edges), strict=True))
    return [size, w("pgMar", **sides, header=twips(HEAD_DISTANCE), footer=twips(HEAD_DISTANCE), gutter=0)]


def _references(form: PageForm, before: list[PageForm], report: Report) -> Iterable[Element]:
    """Heads and feet, where the group of sections begins that they belong to; later ones inherit them."""
    if form.kind == "cover" or (before and _group(before[-1]) == _group(form)):
        return
    for what in ("header", "footer"):
        for side in ("default", "even"):
            path = part_path(what, _group(form), side)
            made = w(f"{what}Reference", type=side)
            made.set(ooxml.qn("r:id"), report.relations.add(Relation(KINDS + what, path)))
            yield made


def part_path(what: str, group: str, side: str) -> str:
    """The path of a running head or foot."""
    place = ("front", "body").index(group) * 2 + ("default", "even").index(side) + 1
    return f"/word/{what}{place}.xml"


def running_parts(report: Report) -> dict[str, Element]:
    """All heads and feet by path: the title on even pages, the section on odd ones, the folio outside."""
    made: dict[str, Element] = {}
    for group in ("front", "body"):
        for side in ("default", "even"):
            made[part_path("header", group, side)] = w("hdr", _head(group, side, report))
            made[part_path("footer", group, side)] = w("ftr", _foot(group, side))
    return made


def _head(group: str, side: str, report: Report) -> Element:
    style = "Header" if side == "default" else "HeaderEven"
    if group == "body" and side == "default":
        return paragraph(style, field("STYLEREF 1", [run(text(report.title))]))
    return paragraph(style, field("TITLE", [run(text(report.title))]))


def _foot(group: str, side: str) -> Element:
    style = "Footer" if side == "default" else "FooterEven"
    return paragraph(style, field("PAGE", [run(text("i" if group == "front" else "1"))]))
