"""From the merged dossier and its marks to the tree of tags: roles, languages, alternatives, in reading order.

The tags follow the merged dossier, element by element, so the reading order is the order of the source,
a paragraph over two pages is one paragraph, and a note stands where it is called. Pure data: `tags`
writes it into the file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.pdf.markup import elements
from dossier.pdf.tag_tree import ROLES, Tag
from dossier.pdf.wording import words_without_notes
from dossier.vocabulary import classes, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from dossier.pdf.marks import Mark

CONTENTS = frozenset({"toc", "figures", "tables"})
CALL = "call-"  # before the id of a note: the name of the place where it is called


@dataclass
class _Flow:
    """The marks of one block in reading order, so that a space lost between two lines finds the mark before it."""

    last: Mark | None = None
    gap: bool = False

    def add(self, mark: Mark) -> None:
        """Take the next mark of the block."""
        if self.last is not None and (self.gap or mark.space_before) and self.last.text[-1:] != " ":
            self.last.space_after = True
        self.last, self.gap = mark, False


class Builder:
    """Builds the tags of one merged dossier from its marks."""

    def __init__(self, tree: Element, marks: Iterable[Mark]) -> None:
        self._language = tree.get("lang", "")
        self._numbers = {element: number for number, element in enumerate(elements(tree))}
        self._own: dict[tuple[int, int], list[Mark]] = defaultdict(list)
        self._pseudo: dict[tuple[int, str], list[Mark]] = defaultdict(list)
        for mark in marks:
            self._file(mark)

    def _file(self, mark: Mark) -> None:
        if mark.pseudo and mark.kind == "text":
            self._pseudo[mark.element, mark.pseudo].append(mark)
        elif mark.kind in {"text", "picture"}:
            self._own[mark.element, max(mark.node, 0)].append(mark)

    def build(self, body: Element) -> Tag:
        """Tag of the whole document."""
        document = Tag("Document", number=self._numbers[body], language=self._language)
        self._fill(body, document, _Flow())
        return document

    def _fill(self, element: Element, tag: Tag, flow: _Flow) -> None:
        """Put the content of an element into a tag: its texts and its children, in order."""
        self._text(element, 0, element.text, tag, flow)
        for position, child in enumerate(element, 1):
            self._child(child, tag, flow)
            self._text(element, position, child.tail, tag, flow)

    def _text(self, element: Element, position: int, text: str | None, tag: Tag, flow: _Flow) -> None:
        marks = self._own[self._numbers[element], position]
        for mark in marks:
            flow.add(mark)
            tag.children.append(mark)
        if text and not marks and text.isspace():
            flow.gap = True

    def _child(self, element: Element, tag: Tag, flow: _Flow) -> None:
        match element.tag:
            case "li":
                tag.children.append(self._item(element))
            case "dl":
                tag.children.append(self._glossary(element))
            case "nav":
                tag.children.append(self._list_of_links(element))
            case "figure":
                tag.children.append(self._figure(element))
            case "a":
                tag.children.append(self._link(element, flow))
            case "span" if "note" in classes(element):
                self._note(element, tag, flow)
            case name if name in ROLES:
                tag.children.append(self._block(element, ROLES[str(name)]))
            case _:
                self._inline(element, tag, flow)

    def _tag(self, element: Element, role: str) -> Tag:
        """Make a tag for an element, with its language where it has one of its own."""
        return Tag(role, number=self._numbers[element], language=element.get("lang", ""))

    def _block(self, element: Element, role: str) -> Tag:
        tag = self._tag(element, role)
        tag.attributes = _attributes(element)
        self._fill(element, tag, _Flow())
        return tag

    def _inline(self, element: Element, tag: Tag, flow: _Flow) -> None:
        """Words in the line: a Span where they have a language or a full form, else part of the text around."""
        if element.get("lang") or element.get("title"):
            span = self._tag(element, "Span")
            span.expansion = element.get("title", "")
            self._fill(element, span, flow)
            tag.children.append(span)
        elif element.tag == "img":
            tag.children += self._own[self._numbers[element], 0]
        else:
            self._fill(element, tag, flow)

    def _generated(self, element: Element, pseudo: str, flow: _Flow | None = None) -> list[Tag | Mark]:
        marks = self._pseudo.pop((self._numbers[element], pseudo), [])
        for mark in marks if flow else ():
            flow.add(mark)  # type: ignore[union-attr]  # the loop is empty without a flow
        return list(marks)

    def _item(self, element: Element) -> Tag:
        item = self._tag(element, "LI")
        if label := self._generated(element, "marker"):
            item.children.append(Tag("Lbl", label))
        body = Tag("LBody")
        self._fill(element, body, _Flow())
        item.children.append(body)
        return item

    def _glossary(self, element: Element) -> Tag:
        """Make a list whose items are a term (label) and its definition (body)."""
        glossary = self._tag(element, "L")
        for child in element:
            if child.tag == "dt" or not glossary.children:
                glossary.children.append(Tag("LI"))
            item = glossary.children[-1]
            part = self._block(child, "Term" if child.tag == "dt" else "LBody")
            if isinstance(item, Tag):
                item.children.append(part)
        return glossary

    def _list_of_links(self, element: Element) -> Tag:
        """Contents and lists are TOC, the index an Index; both under their heading."""
        listed = bool(CONTENTS & set(classes(element)))
        navigation = self._tag(element, "Sect" if listed else "Index")
        for child in element:
            if child.tag == "ol" and listed:
                navigation.children.append(self._contents(child))
            else:
                self._child(child, navigation, _Flow())
        return navigation

    def _contents(self, element: Element) -> Tag:
        contents = self._tag(element, "TOC")
        contents.children += [self._entry(child) for child in element]
        return contents

    def _entry(self, element: Element) -> Tag:
        entry = self._tag(element, "TOCI")
        flow = _Flow()
        entry.children += self._generated(element, "marker")
        for child in element:
            if child.tag == "ol":
                entry.children.append(self._contents(child))
            else:
                self._child(child, entry, flow)
        return entry

    def _figure(self, element: Element) -> Tag:
        figure = self._tag(element, "Figure")
        for child in element:
            self._child(child, figure, _Flow())
        image = element.find("img")
        figure.alternative = "" if image is None else " ".join(image.get("alt", "").split())
        return figure

    def _link(self, element: Element, flow: _Flow) -> Tag:
        """Make a link; one that stays inside the dossier is a reference too."""
        link = self._tag(element, "Link")
        link.href = element.get("href", "")
        if before := self._generated(element, "before", flow):
            link.children.append(Tag("PageNumber", before))
        self._fill(element, link, flow)
        if after := self._generated(element, "after", flow):
            link.children.append(Tag("PageNumber", after))
        return Tag("Reference", [link]) if link.href.startswith("#") else link

    def _note(self, element: Element, tag: Tag, flow: _Flow) -> None:
        """Put the call, then the note itself, into a tag; each leads to the other."""
        identifier = element.get("id", f"note-{self._numbers[element]}")
        here = f"{CALL}{identifier}"
        number = Tag("NoteNumber", self._generated(element, "footnote-call", flow), anchor=here)
        call = Tag("Link", [number], href=f"#{identifier}", contents=words_of(element))
        tag.children.append(Tag("Reference", [call]))
        note = self._tag(element, "Note")
        note.identifier = identifier
        note.children.append(self._back(element, here))
        self._fill(element, note, _Flow())
        tag.children.append(note)

    def _back(self, note: Element, call: str) -> Tag:
        """Make the number of a note, which leads back to the words that it is called from."""
        marker = Tag("NoteNumber", self._generated(note, "footnote-marker"))
        parent = note.getparent()
        words = "" if parent is None else words_without_notes(parent)
        return Tag("Lbl", [Tag("Link", [marker], href=f"#{call}", contents=words)])

    def left_over(self) -> list[Mark]:
        """All marks of generated content that nothing took up: decoration."""
        return [mark for marks in self._pseudo.values() for mark in marks]


def _attributes(element: Element) -> dict[str, dict[str, str]]:
    """Owner attributes of an element, by owner; values that begin with a slash are names."""
    match element.tag:
        case "ul":
            return {"List": {"ListNumbering": "/Disc"}}
        case "ol":
            return {"List": {"ListNumbering": "/Decimal"}}
        case "th":
            return {"Table": {"Scope": "/Column" if element.get("scope") == "col" else "/Row"}}
        case "table" if summary := element.get("data-summary"):
            return {"Table": {"Summary": summary}}
        case _:
            return {}


def build_tags(tree: Element, marks: Iterable[Mark]) -> Tag:
    """Tags of the whole dossier; marks of decoration that nothing takes up become artifacts."""
    body = tree.find("body")
    builder = Builder(tree, marks)
    document = Tag("Document") if body is None else builder.build(body)
    for mark in builder.left_over():
        mark.kind = "leader"
    return document
