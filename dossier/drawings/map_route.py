"""The way from stop to stop: numbered badges, and curved lines with their heads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dossier.drawings.canvas import Box, Text, around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.canvas import Style
    from dossier.drawings.clearance import Numbers
    from dossier.drawings.lettering import Lettering

BADGE = 5.4
"""Radius of a badge in points."""
BOW = 0.16
"""How far a curve leaves the straight line, as a part of its length."""
HEAD = (5.2, 2.1)
"""Length and half width of an arrow head in points."""
SHORTEST = 16.0
"""Points between two stops below which no line is drawn."""


@dataclass(frozen=True)
class Badge:
    """The numbers of all stops at one place, on a round ground."""

    x: float
    y: float
    box: Box
    text: Text


@dataclass(frozen=True)
class Leg:
    """The curve from one stop to the next, and the three corners of its head."""

    curve: Numbers
    head: Numbers


def badge(numbers: Sequence[int], x: float, y: float, style: Style, lettering: Lettering) -> Badge:
    """The badge of the stops with these numbers, centred on the point."""
    words = "·".join(str(number) for number in numbers)
    half = max(BADGE, lettering.width(words, style) / 2 + 3.2)
    text = lettering.line(words, x, y + 0.36 * style.size, style, "middle")
    return Badge(x, y, Box(x - half, y - BADGE, x + half, y + BADGE), text)


def parted(points: Sequence[tuple[float, float]], least: float = 2 * BADGE + 1) -> list[tuple[float, float]]:
    """The points, those that lie nearer to an earlier one than `least` moved away from it."""
    found: list[tuple[float, float]] = []
    for x, y in points:
        here = np.array([x, y], float)
        for _ in range(8):
            for other in found:
                away = here - other
                if (reach := float(np.hypot(*away))) < least:
                    here = other + (away / reach if reach else np.array([1.0, 0.0])) * least * 1.01
        found.append((float(here[0]), float(here[1])))
    return found


def _curve(start: Numbers, end: Numbers, bow: float) -> Numbers:
    along = end - start
    control = (start + end) / 2 + bow * np.array([along[1], -along[0]])
    share = np.linspace(0, 1, 49)[:, None]
    curve: Numbers = (1 - share) ** 2 * start + 2 * share * (1 - share) * control + share**2 * end
    return curve


def _near(curve: Numbers, marks: Sequence[Box], frame: Box) -> float:
    """How badly a curve runs: through marks that are not its ends, or out of the frame."""
    inner = curve[6:-6]
    struck = sum(1 for mark in marks if any(mark.grown(2).has(x, y) for x, y in inner))
    outside = sum(1 for x, y in inner if not frame.grown(-4).has(x, y))
    return struck + outside


def _leg(curve: Numbers, start: Box, end: Box) -> Leg | None:
    """The curve between the badges, with its head."""
    first, last = start.grown(1.4), end.grown(1.6)
    kept = np.array([point for point in curve if not first.has(*point) and not last.has(*point)])
    if len(kept) < 4:  # noqa: PLR2004 - too short for a line and a head
        return None
    tip = kept[-1]
    back = kept[np.hypot(*(kept - tip).T) >= HEAD[0]]
    if len(back) < 2:  # noqa: PLR2004 - nothing left of the line
        return None
    along = (tip - back[-1]) / np.hypot(*(tip - back[-1]))
    wing = np.array([-along[1], along[0]]) * HEAD[1]
    root = tip - along * HEAD[0]
    return Leg(np.vstack([back, root]), np.array([tip, root + wing, root - wing]))


def legs(stops: Sequence[Badge], marks: Sequence[Box], frame: Box) -> list[Leg]:
    """A curve for each pair of following stops, bent to the side where it meets least."""
    found: list[Leg] = []
    drawn: list[Box] = []
    for one, other in pairwise(stops):
        start, end = np.array([one.x, one.y]), np.array([other.x, other.y])
        if np.hypot(*(end - start)) < SHORTEST:
            continue
        others = [mark for mark in marks if mark not in {one.box, other.box}] + drawn
        curves = [_curve(start, end, bow) for bow in (BOW, -BOW)]
        leg = _leg(min(curves, key=lambda curve: _near(curve, others, frame)), one.box, other.box)
        if leg is not None:
            found.append(leg)
            drawn += [around(float(x), float(y), 1.5) for x, y in leg.curve[8:-8:6]]
    return found
