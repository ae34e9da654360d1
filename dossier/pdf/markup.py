"""The merged dossier as HTML for the layout engine, each element carrying its number.

The number (document order, from 0) is how painted boxes are matched with the merged tree again.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from dossier.pdf.blanks import with_fixed_spaces

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


def _for_layout(text: str | None, letters: frozenset[int]) -> str | None:
    """Text with fixed no-break spaces, and the typographic hyphen as the plain one: the engine ends lines with it."""
    return with_fixed_spaces(text.replace(HYPHEN, "-"), letters) if text else text


def html_of(tree: Element, letters: frozenset[int] = frozenset()) -> str:
    """Serialise the tree as an HTML document whose elements carry their number.

    `letters` are the characters beside which a no-break space can be a fixed one.
    """
    numbered = deepcopy(tree)
    for number, element in enumerate(elements(numbered)):
        element.set(NUMBER, str(number))
        element.text, element.tail = _for_layout(element.text, letters), _for_layout(element.tail, letters)
        if element.tag == "col" and element.get("width"):
            element.set(
                "style", f"width: {element.get('width')}"
            )  # the engine takes no width from the attribute
    return "<!DOCTYPE html>\n" + etree.tostring(numbered, method="html", encoding="unicode")
