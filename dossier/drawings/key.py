"""The key below a drawing: signs in rows, each beside what it means. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Circle, Line, Rectangle, Style, Text
from dossier.drawings.setting import box_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dossier.drawings.lettering import Lettering
    from dossier.theme import Theme

Shape = Line | Circle | Rectangle
HEAD = 12.0
ROW = 11.5
SIGN = 16.0
BETWEEN = 13.0


@dataclass(frozen=True)
class Sign:
    """One sign of the key and its words; `draw` gives its shapes for the box that it may fill."""

    words: str
    draw: Callable[[Box], Sequence[Shape]]
    letter: str = ""


@dataclass(frozen=True)
class KeyItem:
    """A sign in its place."""

    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    box: Box


def rows_of(signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float) -> int:
    """How many rows the key has."""
    return 1 + max((row for row, _ in _places(signs, lettering, theme, width)), default=-1)


def key_height(signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float) -> float:
    """The height of the key with the space above it; nothing when there are no signs."""
    rows = rows_of(signs, lettering, theme, width)
    return HEAD + rows * ROW if rows else 0.0


def placed_key(
    signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float, top: float
) -> tuple[KeyItem, ...]:
    """The signs from `top` down, in rows."""
    items = []
    for sign, (row, left) in zip(signs, _places(signs, lettering, theme, width), strict=True):
        y = top + HEAD + row * ROW
        box = Box(left, y, left + SIGN - 4, y + ROW - 3)
        style = _style(theme)
        texts = [lettering.line(sign.words, left + SIGN, y + 6.6, style)]
        if sign.letter:
            bold = lettering.line(sign.letter, box.centre[0], y + 6.6, _style(theme, 700), "middle")
            texts.append(bold)
        items.append(KeyItem(tuple(sign.draw(box)), tuple(texts), box_of(texts)))
    return tuple(items)


def _style(theme: Theme, weight: int = 400) -> Style:
    return Style(theme.drawing.small, theme.colours.ink, weight)


def _places(
    signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float
) -> list[tuple[int, float]]:
    """The row and the left end of each sign, rows filled from the left."""
    places = []
    row, left = 0, 0.0
    for sign in signs:
        length = SIGN + lettering.width(sign.words, _style(theme))
        if left and left + length > width:
            row, left = row + 1, 0.0
        places.append((row, left))
        left += length + BETWEEN
    return places
