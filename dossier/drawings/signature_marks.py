"""The signs beside the lines of a signature sheet: neutral, told apart by shape, never an imitated hand.

Lengths are points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Circle, Line, Pen, Rectangle, path_data

if TYPE_CHECKING:
    from dossier.theme import Theme

Shape = Line | Circle | Rectangle
SIZE = 8.0


def sign(state: str, x: float, y: float, theme: Theme) -> tuple[Shape, ...]:
    """The sign of a state with its left at `x` and its foot at `y`."""
    box = Box(x, y - SIZE, x + SIZE, y)
    colours, width = theme.colours, theme.drawing.line * 1.4
    match state:
        case "signed":
            return Rectangle(box, Pen(fill=colours.accent)), _tick(
                box, Pen(colours.paper, width, cap="round")
            )
        case "signed-later-elsewhere":
            disc = Circle(*box.centre, SIZE / 2, Pen(fill=colours.accent))
            return disc, _tick(box, Pen(colours.paper, width, cap="round"))
        case "refused":
            empty = Rectangle(box, Pen(colours.ink, theme.drawing.line, colours.paper))
            return empty, *_cross(box, Pen(colours.ink, width))
        case "disputed":
            return _diamond(box, Pen(colours.second, width, colours.paper)), _half(
                box, Pen(fill=colours.second)
            )
        case _:
            return (Rectangle(box, Pen(colours.ink, theme.drawing.line, colours.paper)),)


def contested(x: float, y: float, theme: Theme) -> tuple[Shape, ...]:
    """The small sign of a contested statement, with its left at `x` and its foot at `y`."""
    box = Box(x, y - SIZE * 0.7, x + SIZE * 0.7, y)
    pen = Pen(theme.colours.second, theme.drawing.line, theme.colours.paper)
    return _diamond(box, pen), _half(box, Pen(fill=theme.colours.second))


def _tick(box: Box, pen: Pen) -> Line:
    x, y, size = box.left, box.top, box.width
    return Line(
        path_data([(x + size * a, y + size * b) for a, b in ((0.22, 0.52), (0.43, 0.74), (0.8, 0.26))]), pen
    )


def _cross(box: Box, pen: Pen) -> tuple[Line, Line]:
    inner = box.grown(-box.width * 0.22)
    one = [(inner.left, inner.top), (inner.right, inner.bottom)]
    other = [(inner.left, inner.bottom), (inner.right, inner.top)]
    return Line(path_data(one), pen), Line(path_data(other), pen)


def _diamond(box: Box, pen: Pen) -> Line:
    x, y = box.centre
    return Line(path_data([(x, box.top), (box.right, y), (x, box.bottom), (box.left, y)], closed=True), pen)


def _half(box: Box, pen: Pen) -> Line:
    x, y = box.centre
    return Line(path_data([(x, box.top), (x, box.bottom), (box.left, y)], closed=True), pen)


def bracket(x: float, top: float, bottom: float, theme: Theme) -> Line:
    """A bracket on the left of what was added by hand."""
    points = [(x + 3.5, top), (x, top), (x, bottom), (x + 3.5, bottom)]
    return Line(path_data(points), Pen(theme.colours.second, theme.drawing.line))
