"""Writes the tree of tags into the PDF: structure elements, parent tree, link annotations, destinations.

Replaces the engine's own tree. Knows roles and marks, not the merged dossier.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from dossier.pdf.tag_tree import ROLE_MAP, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.pdf.marks import Mark, Rectangle

KEPT_EMPTY = frozenset({"TD", "TH", "Document"})
PRINT = 4  # the flag of annotations that PDF/A asks for


def _lines(marks: Iterable[Mark]) -> list[tuple[int, Rectangle]]:
    """Rectangles around marks, one for each page and line that they stand on."""
    lines: list[tuple[int, Rectangle]] = []
    for mark in marks:
        if lines and lines[-1][0] == mark.page and lines[-1][1].on_line_with(mark.place):
            lines[-1] = (mark.page, lines[-1][1].joined(mark.place))
        else:
            lines.append((mark.page, mark.place))
    return lines


def _name_tree(entries: dict[str, Object]) -> Array:
    """Keys and values one after the other, in the order of the keys as they are written."""
    ordered = sorted((bytes(String(key)), key) for key in entries)
    return Array([item for _, key in ordered for item in (String(key), entries[key])])


def _rounded(place: Rectangle) -> Array:
    return Array([round(value, 2) for value in (place.left, place.bottom, place.right, place.top)])


@dataclass
class TagWriter:
    """Writes one tree of tags into one PDF; `elements` holds what was written for each element of the dossier."""

    pdf: Pdf
    elements: dict[int, Object] = field(default_factory=dict)
    _pages: list[Object] = field(default_factory=list)
    _content: dict[int, dict[int, Object]] = field(default_factory=lambda: defaultdict(dict))
    _annotations: list[Object] = field(default_factory=list)
    _identifiers: dict[str, Object] = field(default_factory=dict)

    def write(self, document: Tag) -> None:
        """Put the tree into the PDF in place of the one it has."""
        self._pages = [page.obj for page in self.pdf.pages]
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        for page in self._pages:
            if Name.Annots in page:
                del page.Annots
        root.K = self._element(document, root)
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._parent_tree()))
        root.ParentTreeNextKey = len(self._pages) + len(self._annotations)
        root.RoleMap = Dictionary({f"/{ours}": Name(f"/{standard}") for ours, standard in ROLE_MAP.items()})
        if self._identifiers:
            root.IDTree = Dictionary(Names=_name_tree(self._identifiers))
        self.pdf.Root.StructTreeRoot = root

    def _element(self, tag: Tag, parent: Object) -> Object:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.role}"), P=parent))
        self._describe(tag, element)
        marks = [child for child in tag.children if not isinstance(child, Tag)]
        if marks:
            element.Pg = self._pages[marks[0].page]
        kids = [self._kid(child, element, marks) for child in tag.children if not _empty(child)]
        if tag.href:
            kids += self._link(tag, element)
        element.K = Array(kids)
        return element

    def _describe(self, tag: Tag, element: Object) -> None:
        """Properties of a structure element beside its place and content."""
        if tag.number >= 0:
            self.elements.setdefault(tag.number, element)
        for key, value in (("/Lang", tag.language), ("/Alt", tag.alternative), ("/E", tag.expansion)):
            if value:
                element[key] = String(value)
        if tag.identifier:
            element.ID = String(tag.identifier)
            self._identifiers[tag.identifier] = element
        if tag.attributes or tag.role == "Figure":
            element.A = self._attributes(tag)

    def _attributes(self, tag: Tag) -> Object:
        owners: list[Object] = []
        for owner, values in tag.attributes.items():
            written = {
                f"/{key}": Name(value) if value.startswith("/") else String(value)
                for key, value in values.items()
            }
            owners.append(Dictionary({"/O": Name(f"/{owner}"), **written}))
        if tag.role == "Figure" and (place := _frame(tag)):
            owners.append(Dictionary(O=Name.Layout, BBox=_rounded(place), Placement=Name.Block))
        return owners[0] if len(owners) == 1 else Array(owners)

    def _kid(self, child: Tag | Mark, element: Object, marks: list[Mark]) -> Object | int:
        if isinstance(child, Tag):
            return self._element(child, element)
        self._content[child.page][child.mcid] = element
        if child.page == marks[0].page:
            return child.mcid
        return Dictionary(Type=Name.MCR, Pg=self._pages[child.page], MCID=child.mcid)

    def _link(self, tag: Tag, element: Object) -> list[Object]:
        """One annotation for each line of a link, and the references to them for its structure element."""
        return [self._annotation(tag, element, page, place) for page, place in _lines(tag.marks())]

    def _annotation(self, tag: Tag, element: Object, page: int, place: Rectangle) -> Object:
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=_rounded(place),
                F=PRINT,
                Border=Array([0, 0, 0]),
                Contents=String(tag.contents),
                StructParent=len(self._pages) + len(self._annotations),
            )
        )
        if tag.href.startswith("#"):
            annotation.Dest = String(tag.href[1:])
        else:
            annotation.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(tag.href))
        self._annotations.append(element)
        self._on_page(page, annotation)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[page])

    def _on_page(self, page: int, annotation: Object) -> None:
        holder = self._pages[page]
        if Name.Annots not in holder:
            holder.Annots = Array()
            holder.Tabs = Name.S
        holder.Annots.append(annotation)

    def _parent_tree(self) -> Array:
        """By number of page, the elements of its marks; then by number of annotation, its element."""
        numbers: list[Object | int] = []
        for number, page in enumerate(self._pages):
            page.StructParents = number
            content = self._content[number]
            numbers += [number, Array([content[mcid] for mcid in sorted(content)])]
        for number, element in enumerate(self._annotations, len(self._pages)):
            numbers += [number, element]
        return Array(numbers)


def _empty(child: Tag | Mark) -> bool:
    """Tell whether nothing would be read for a tag; empty cells stay, they keep their column."""
    return (
        isinstance(child, Tag)
        and not any(tag.role in KEPT_EMPTY for tag in child.tags())
        and not any(child.marks())
    )


def _frame(figure: Tag) -> Rectangle | None:
    """Where the picture of a figure stands."""
    place = None
    for mark in figure.marks():
        if mark.kind == "picture":
            place = mark.place if place is None else place.joined(mark.place)
    return place
