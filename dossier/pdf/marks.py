"""Marks: what was painted, where, and for which element of the merged dossier.

A mark is one marked-content sequence of a page: a line's worth of one element's text, or a picture.
Plain data, filled by `painting`, placed by `alignment`, read by `structure` and `tags`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What stands around the text (running heads, folios, leader dots, repeated table heads) is no content.
Kind = Literal["text", "picture", "header", "footer", "leader", "repeated"]


@dataclass(frozen=True)
class Rectangle:
    """A rectangle on a page in points, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def joined(self, other: Rectangle) -> Rectangle:
        """Smallest rectangle around both."""
        return Rectangle(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def on_line_with(self, other: Rectangle) -> bool:
        """Tell whether both stand on one line of text: the middle of one is within the height of the other."""
        middle = (self.bottom + self.top) / 2
        return (
            other.bottom <= middle <= other.top or self.bottom <= (other.bottom + other.top) / 2 <= self.top
        )


@dataclass(eq=False)
class Mark:
    """One painted sequence: page (from 0), number of its element (-1: none), pseudo-element, words as painted.

    `mcid` is its number on the page. `source` is the text as it stands in the merged dossier, `node` which
    text of the element it belongs to (0: before its first child, n: after the nth), -1 while not known.
    `space_after` says that a space of the source got lost at the end of the line.
    """

    page: int
    mcid: int
    element: int
    pseudo: str
    text: str
    kind: Kind
    place: Rectangle
    small_caps: bool = False
    node: int = -1
    source: str = ""
    hyphenated: bool = False
    space_after: bool = False
    space_before: bool = False
