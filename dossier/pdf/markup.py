"""The merged dossier as HTML for the layout engine, each element carrying its number.

The number (document order, from 0) is how painted boxes are matched with the merged tree again.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

HYPHEN = "\u2010"
NUMBER = "data-n"

# What the engine needs beside the page design: pictures without smoothing (PDF/A forbids it).
ENGINE_CSS = """
img { image-rendering: crisp-edges }
span.note { float: footnote }
"""


def elements(tree: Element) -> Iterator[Element]:
    """All elements of a tree in document order, without comments."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def _plain_hyphens(text: str | None) -> str | None:
    """Text with the typographic hyphen as the plain one: the first is what the engine puts at a line end."""
    return text.replace(HYPHEN, "-") if text else text


def html_of(tree: Element) -> str:
    """Serialise the tree as an HTML document whose elements carry their number."""
    numbered = deepcopy(tree)
    for number, element in enumerate(elements(numbered)):
        element.set(NUMBER, str(number))
        element.text, element.tail = _plain_hyphens(element.text), _plain_hyphens(element.tail)
    return "<!DOCTYPE html>\n" + etree.tostring(numbered, method="html", encoding="unicode")
