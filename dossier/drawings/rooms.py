"""The largest sizes a drawing may have on the pages of a theme. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.drawings.canvas import POINTS_PER_MM

if TYPE_CHECKING:
    from dossier.theme import Theme

CAPTION = 22.0
"""Millimetres of the page left to the caption."""


@dataclass(frozen=True)
class Room:
    """The largest size a drawing may have, in points."""

    width: float
    height: float


def rooms_of(theme: Theme) -> tuple[Room, Room]:
    """The largest drawing on an upright page and on one across, without margins and caption."""
    page = theme.page
    length, breadth = (side - page.top - page.bottom for side in (page.height, page.width))
    sizes = ((page.measure, length - CAPTION), (length, breadth - CAPTION))
    upright, across = (Room(width * POINTS_PER_MM, height * POINTS_PER_MM) for width, height in sizes)
    return upright, across
