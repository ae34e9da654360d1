"""The parts of the merged dossier: what its files have to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.proof.reading import CALL, Kind, Part, Scribe
from dossier.vocabulary import HEADINGS, INLINE, classes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CAPTIONS = frozenset({"caption", "figcaption"})
APART = frozenset({"number", "credit"})
"""what stands apart from the words around it"""


def parts_of_tree(tree: Element) -> list[Part]:
    """Every part of the body, in order."""
    scribe = Scribe()
    body = tree.find("body")
    if body is not None:
        _block(body, scribe)
    return scribe.parts


def _kind(element: Element) -> tuple[Kind, int]:
    if element.tag in HEADINGS:
        return "heading", int(str(element.tag)[1])
    return ("caption" if element.tag in CAPTIONS else "text"), 0


def _block(element: Element, scribe: Scribe) -> None:
    scribe.close()
    if element.tag == "table":
        scribe.table([len(row) for row in element.iter("tr")])
    if _is_entry_of_index(element):
        scribe.say(element.text)  # the links that follow are its pages: each layout has its own
    else:
        _content(element, scribe)
    scribe.close(*_kind(element))


def _is_entry_of_index(element: Element) -> bool:
    return element.tag == "li" and any("index" in classes(nav) for nav in element.iterancestors("nav"))


def _content(element: Element, scribe: Scribe) -> None:
    scribe.say(element.text)
    for child in element:
        if child.tag == "img":
            scribe.picture(child.get("alt", ""))
        elif "note" in classes(child) and child.tag == "span":
            scribe.say(CALL)
            scribe.note("".join(child.itertext()))
        elif child.tag in INLINE:
            scribe.say(" " * bool(APART & set(classes(child))))
            _content(child, scribe)
            scribe.say(" " * bool(APART & set(classes(child))))
        else:
            _block(child, scribe)
        scribe.say(child.tail)
