"""What every drawing is made of: boxes, marks, lines of text, and the finished drawing.

All lengths are points, y runs downwards, as in the SVG that the templates write; only the size of a
finished drawing is told in millimetres. Knows nothing of records, maps or timelines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

POINTS_PER_MM = 72 / 25.4
ALT_LENGTH = 250
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """A rectangle in points; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two share any ground, or come nearer than `gap`; touching edges do not overlap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, other: Box, slack: float = 1e-6) -> bool:
        """Whether the other lies wholly inside; `slack` forgives rounding."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def has(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, by: float) -> Box:
        """The same box, larger by so much on each side (smaller when negative)."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> Box:
        """The same box elsewhere."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


def around(x: float, y: float, radius: float) -> Box:
    """The square around a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; ValueError when there is none."""
    found = tuple(boxes)
    if not found:
        raise ValueError("no box to hold")
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )


def collisions(boxes: Sequence[Box], gap: float = 0.0) -> list[tuple[Box, Box]]:
    """Every pair of boxes that overlap; empty for a sound drawing."""
    return [(one, other) for one, other in combinations(boxes, 2) if one.overlaps(other, gap)]


def strays(boxes: Iterable[Box], frame: Box) -> list[Box]:
    """Every box that leaves the frame; empty for a sound drawing."""
    return [box for box in boxes if not frame.holds(box)]


@dataclass(frozen=True)
class Pen:
    """How a line or an area is drawn: colours as #rrggbb or none, width in points, dashes like "2 1.5"."""

    stroke: str = "none"
    width: float = 0.0
    fill: str = "none"
    dash: str = ""
    cap: Literal["butt", "round"] = "butt"


@dataclass(frozen=True)
class Line:
    """A path: `data` is the text of SVG's `d`."""

    data: str
    pen: Pen


@dataclass(frozen=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    pen: Pen

    @property
    def box(self) -> Box:
        """The square it fills, without its stroke."""
        return around(self.x, self.y, self.radius)


@dataclass(frozen=True)
class Rectangle:
    """A box with a pen; `round` is the radius of its corners."""

    box: Box
    pen: Pen
    round: float = 0.0


@dataclass(frozen=True)
class Style:
    """How words are set: `size` and `tracking` in points; `family` is the role of the theme's font."""

    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    tracking: float = 0.0
    family: Literal["display", "text"] = "display"


@dataclass(frozen=True)
class Text:
    """One line of words on its baseline; `x` is where the anchor says; `box` is the ground it covers."""

    words: str
    x: float
    y: float
    style: Style
    box: Box
    anchor: Anchor = "start"
    lang: str = ""

    def moved(self, dx: float, dy: float) -> Text:
        """The same line elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy, box=self.box.moved(dx, dy))


@dataclass(frozen=True)
class Drawing:
    """A finished drawing.

    `alt` is the short alternative text, `description` the long one that says the same as the drawing;
    `width` and `height` are millimetres; `labels` and `frame` are points, for the tests of the layout.
    """

    name: str
    svg: str
    alt: str
    description: str
    width: float
    height: float
    labels: tuple[Box, ...]
    frame: Box


def number(value: float) -> str:
    """A coordinate as SVG writes it: two decimals at most, no idle zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def path_data(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """SVG path data of a line through the points; empty for no points."""
    steps = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{'L'.join(steps)}{'Z' if closed else ''}" if steps else ""


def shortened(words: str, length: int = ALT_LENGTH) -> str:
    """The words, cut between two of them with an ellipsis when they are longer than `length` characters."""
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
