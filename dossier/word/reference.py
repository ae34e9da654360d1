"""A house template: its styles, theme and page take the place of ours; what it lacks is added and told.

Styles are matched by the name that Word stores («heading 1» in every language), since the ids of a French
template differ. Lists of the template stay; ours are numbered after them.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.package import Package
from lxml import etree

from dossier.problems import ContentError, Problem
from dossier.word.languages import word_tag
from dossier.word.ooxml import TWIPS_PER_MM, Element, W, number, w

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from dossier.theme import Page, Theme

VALUE = f"{W}val"
STYLE_USES = tuple(
    W + name
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class Reference:
    """The parts of a house template that a report takes over; `numbering` and `theme` may be missing."""

    styles: Element
    numbering: Element | None
    theme: Element | None
    section: Element | None


def read_reference(data: bytes, file: str = "reference.docx") -> Reference:
    """The template. Raises ContentError when it is no Word document."""
    try:
        document = Package.open(BytesIO(data)).main_document_part
        parts = {
            relation.reltype: relation.target_part.blob
            for relation in document.rels.values()
            if not relation.is_external
        }
        styles = etree.fromstring(parts[RELATIONSHIP_TYPE.STYLES], PARSER)
        body = etree.fromstring(document.blob, PARSER)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        problem = Problem(
            file, message="the reference document cannot be read as a Word document", hint="save it as .docx"
        )
        raise ContentError([problem]) from error
    numbering, theme = parts.get(RELATIONSHIP_TYPE.NUMBERING), parts.get(RELATIONSHIP_TYPE.THEME)
    return Reference(
        styles,
        etree.fromstring(numbering, PARSER) if numbering else None,
        etree.fromstring(theme, PARSER) if theme else None,
        body.find(f"{W}body/{W}sectPr"),
    )


def named(root: Element) -> dict[tuple[str, str], Element]:
    """The styles of a part by type and name in lower case."""
    found: dict[tuple[str, str], Element] = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}type", ""), name.get(VALUE, "").lower()] = style
    return found


def missing_styles(reference: Reference, ours: Element) -> list[str]:
    """The names of the styles of ours that the template lacks, in our order."""
    known = named(reference.styles)
    return [name_of(style) for key, style in named(ours).items() if key not in known]


def name_of(style: Element) -> str:
    """The name of a style as Word stores it."""
    name = style.find(f"{W}name")
    return "" if name is None else name.get(VALUE, "")


def missing_problems(names: Iterable[str], file: str) -> list[Problem]:
    """One warning that lists the styles that a template lacks."""
    listed = ", ".join(names)
    if not listed:
        return []
    hint = "the program's own stand in for them; add them to the template to choose their look"
    return [
        Problem(
            file,
            message=f"the reference document lacks styles of the report: {listed}",
            hint=hint,
            severity="warning",
        )
    ]


def merged_styles(reference: Reference, ours: Element, language: str) -> tuple[Element, dict[str, str]]:
    """The template's styles with those of ours that it lacks, and the id there of each style of ours."""
    root = deepcopy(reference.styles)
    known, mine = named(root), named(ours)
    taken = {_id(style) for style in known.values()}
    ids = {
        _id(style): _id(known[key]) if key in known else _free(_id(style), taken)
        for key, style in mine.items()
    }
    added = [deepcopy(style) for key, style in mine.items() if key not in known]
    for style in added:
        style.attrib.pop(f"{W}default", None)
        style.set(f"{W}styleId", ids[_id(style)])
    renamed(added, ids)
    root.extend(added)
    _set_language(root, language)
    return root, ids


def _id(style: Element) -> str:
    return style.get(f"{W}styleId", "")


def _free(identifier: str, taken: Container[str]) -> str:
    return f"{identifier}Report" if identifier in taken else identifier


def _set_language(root: Element, language: str) -> None:
    holder = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if holder is not None:
        for old in holder.findall(f"{W}lang"):
            holder.remove(old)
        holder.append(w("lang", val=word_tag(language), eastAsia=word_tag(language), bidi="ar-SA"))


def renamed(roots: Iterable[Element], ids: Mapping[str, str]) -> None:
    """Makes every use of a style of ours point to its id in the template."""
    for root in roots:
        for use in root.iter(*STYLE_USES):
            use.set(VALUE, ids.get(use.get(VALUE, ""), use.get(VALUE, "")))


def _highest(root: Element, tag: str, attribute: str) -> int:
    return max((int(found.get(W + attribute, "0")) for found in root.iter(W + tag)), default=0)


def merged_numbering(reference: Reference, ours: Element) -> tuple[Element, int]:
    """The template's lists followed by ours, and by how much the numbers of our lists moved."""
    if reference.numbering is None:
        return ours, 0
    root = deepcopy(reference.numbering)
    definitions, lists = _highest(root, "abstractNum", "abstractNumId") + 1, _highest(root, "num", "numId")
    first_list = root.find(f"{W}num")
    place = len(root) if first_list is None else root.index(first_list)
    for added in ours:
        moved = deepcopy(added)
        _move(moved, definitions, lists)
        if moved.tag == f"{W}abstractNum":
            root.insert(place, moved)
            place += 1
        else:
            root.append(moved)
    for last in root.findall(f"{W}numIdMacAtCleanup"):
        root.remove(last)
    return root, lists


def _move(added: Element, definitions: int, lists: int) -> None:
    if added.tag == f"{W}abstractNum":
        added.set(f"{W}abstractNumId", str(int(added.get(f"{W}abstractNumId", "0")) + definitions))
        return
    added.set(f"{W}numId", str(int(added.get(f"{W}numId", "0")) + lists))
    pointer = added.find(f"{W}abstractNumId")
    if pointer is not None:
        pointer.set(VALUE, str(int(pointer.get(VALUE, "0")) + definitions))


def moved_lists(roots: Iterable[Element], lists: int) -> None:
    """Makes every list membership of ours point to the list behind those of the template."""
    for root in roots:
        for pointer in root.iter(f"{W}numId"):
            if pointer.get(VALUE) != "0":
                pointer.set(VALUE, str(int(pointer.get(VALUE, "0")) + lists))


def page_of(reference: Reference, page: Page) -> Page:
    """The page of the template, or the theme's where the template does not say."""
    size = reference.section.find(f"{W}pgSz") if reference.section is not None else None
    margins = reference.section.find(f"{W}pgMar") if reference.section is not None else None
    if size is None or margins is None:
        return page
    said = {
        "width": (size, "w"),
        "height": (size, "h"),
        "top": (margins, "top"),
        "bottom": (margins, "bottom"),
        "inner": (margins, "left"),
        "outer": (margins, "right"),
    }
    values = {name: abs(number(holder, key)) / TWIPS_PER_MM for name, (holder, key) in said.items()}
    return page.model_copy(update=values)


def with_page(theme: Theme, reference: Reference | None) -> Theme:
    """The theme on the page of the template, whose running text stands where the template sets it."""
    if reference is None:
        return theme
    page = page_of(reference, theme.page).model_copy(update={"hang": 0.0})
    return theme.model_copy(update={"page": page})
