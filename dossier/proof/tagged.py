"""The parts of a tagged PDF, as assistive technology meets them; its fonts and glyphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.pdf.faces import face_faults
from dossier.pdf.listen import listen
from dossier.proof.reading import CALL, Kind, Part, Scribe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.pdf.listen import Heard
    from dossier.problems import Problem

INLINE = frozenset({"Span", "Link", "Reference"})
ADDED = frozenset({"Lbl", "NoteNumber", "PageNumber"})
"""numbers and bullets that the layout adds"""
LINKS = frozenset({"Link", "Reference"})
CELLS = frozenset({"TH", "TD"})
BETWEEN_PAGES = " ,"


@dataclass
class _Node:
    """One structure element with all that it holds, in order."""

    role: str
    alternative: str = ""
    items: list[str | _Node] = field(default_factory=list)

    @property
    def children(self) -> list[_Node]:
        return [item for item in self.items if isinstance(item, _Node)]

    def within(self) -> Iterator[_Node]:
        """Yield this element and all elements inside."""
        yield self
        for child in self.children:
            yield from child.within()


def _grown(heard: Iterable[Heard]) -> _Node:
    """The tree of structure elements that was heard."""
    root = _Node("")
    known: dict[int, _Node] = {}
    open_at: dict[int, _Node] = {-1: root}
    for one in heard:
        if one.element not in known:
            node = known[one.element] = _Node(one.role, one.alternative)
            open_at[one.depth - 1].items.append(node)
            open_at[one.depth] = node
        if one.words:
            known[one.element].items.append(one.words)
    return root


def read_tagged(data: bytes, file: str) -> tuple[list[Part], list[Problem]]:
    """Every part of the PDF in order, and what is wrong with its fonts. ContentError when it has no tags."""
    scribe = Scribe()
    _block(_grown(listen(data, file)), scribe, indexed=False)
    return scribe.parts, face_faults(data, file)


def _kind(role: str) -> tuple[Kind, int]:
    if role[:1] == "H" and role[1:].isdigit():
        return "heading", int(role[1:])
    return ("caption" if role == "Caption" else "text"), 0


def _block(node: _Node, scribe: Scribe, *, indexed: bool) -> None:
    scribe.close()
    if node.role == "Table":
        rows = [row for row in node.within() if row.role == "TR"]
        scribe.table([sum(cell.role in CELLS for cell in row.children) for row in rows])
    if node.alternative:
        scribe.picture(node.alternative)
    if indexed and node.role == "LBody":
        scribe.say(_without_pages(node))
    else:
        _content(node, scribe, indexed=indexed or node.role == "Index")
    scribe.close(*_kind(node.role))


def _content(node: _Node, scribe: Scribe, *, indexed: bool) -> None:
    for item in node.items:
        if isinstance(item, str):
            scribe.say(item)
        elif item.role == "Note":
            scribe.note(_text(item))
        elif item.role == "NoteNumber":
            scribe.say(CALL + " " * _text(item).endswith(" "))
        elif item.role in INLINE:
            _content(item, scribe, indexed=indexed)
        elif item.role not in ADDED:
            _block(item, scribe, indexed=indexed)


def _text(node: _Node) -> str:
    """All words inside, without what the layout adds."""
    pieces = (
        item if isinstance(item, str) else "" if item.role in ADDED else _text(item) for item in node.items
    )
    return "".join(pieces)


def _without_pages(entry: _Node) -> str:
    """The words of an entry of the index."""
    own = (
        item if isinstance(item, str) else "" if item.role in LINKS else _text(item) for item in entry.items
    )
    return "".join(own).rstrip(BETWEEN_PAGES)
