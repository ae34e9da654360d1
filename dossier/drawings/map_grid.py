"""The net of meridians and parallels with its degrees, and the scale bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dossier.drawings.canvas import Anchor, Box, Text, hull
from dossier.drawings.map_ground import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from dossier.drawings.canvas import Style
    from dossier.drawings.lettering import Lettering
    from dossier.drawings.map_projection import Points
    from dossier.drawings.map_view import View

STEPS = (0.5, 1, 2, 5, 10, 15, 20, 30)
"""Distances between lines of the net in degrees."""
APART = 62.0
"""Points between two lines at least."""
LENGTHS = tuple(factor * 10**power for power in range(5) for factor in (1, 2, 5))
"""Round numbers of kilometres for the scale bar."""
LONGEST_BAR = 118.0, 0.4
"""Greatest length of the scale bar in points, and as a part of the width."""
BAR_HEIGHT = 2.6
MARGIN = 9.0
SAMPLES = 121
"""Points of a line before it is cut."""


@dataclass(frozen=True)
class GridLine:
    """One meridian or parallel inside the frame."""

    degrees: float
    meridian: bool
    shape: BaseGeometry


def _step(points_per_degree: float) -> float:
    return next((step for step in STEPS if step * points_per_degree >= APART), STEPS[-1])


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [float(value) for value in np.arange(np.ceil(low / step) * step, high + 1e-9, step)]


def _span(view: View) -> tuple[float, float]:
    """The longitudes in sight, counted on from the middle so that they run across the 180th meridian."""
    middle = view.projection.longitude
    if view.polar or view.world or view.globe:
        return middle - 179.999, middle + 179.999
    around = (view.samples[:, 0] - middle + 180) % 360 - 180
    return middle + float(around.min()), middle + float(around.max())


def _clipped(view: View, degrees: Points) -> BaseGeometry:
    return shapely.intersection(shapely.LineString(view.place(degrees)), outline(view))


def _steps(view: View) -> tuple[float, float]:
    """Degrees from meridian to meridian and from parallel to parallel."""
    per_degree = 111.19 / view.kilometres_per_point
    squeeze = float(np.cos(np.deg2rad(np.median(np.abs(view.samples[:, 1])))))
    whole = view.polar or view.world or view.globe
    return (STEPS[-1] if whole else _step(per_degree * squeeze)), _step(per_degree)


def grid_lines(view: View) -> list[GridLine]:
    """Meridians and parallels at round degrees, cut to the frame; around a pole the meridians stop short of it."""
    across, down = _steps(view)
    (west, east), latitudes = _span(view), view.samples[:, 1]
    free = down / 2 if view.polar else 0.0
    heights = np.linspace(max(latitudes.min() - 1, free - 90), min(latitudes.max() + 1, 90 - free), SAMPLES)
    around = np.linspace(west, east, SAMPLES)
    lines = [
        GridLine(
            (x + 180) % 360 - 180,
            meridian=True,
            shape=_clipped(view, np.column_stack([np.full(SAMPLES, x), heights])),
        )
        for x in _multiples(west, east, across)
    ] + [
        GridLine(y, meridian=False, shape=_clipped(view, np.column_stack([around, np.full(SAMPLES, y)])))
        for y in _multiples(max(latitudes.min(), -89.5), min(latitudes.max(), 89.5), down)
    ]
    return [line for line in lines if not shapely.is_empty(line.shape)]


def _on_edge(line: GridLine, axis: int, value: float) -> tuple[float, float] | None:
    """Where the line meets the edge x = value (axis 0) or y = value (axis 1)."""
    ends = shapely.get_coordinates(line.shape)
    near = ends[np.abs(ends[:, axis] - value) < 0.01]  # noqa: PLR2004 - rounding of the cut
    return (float(near[0][0]), float(near[0][1])) if len(near) else None


def _edge_label(line: GridLine, words: str, frame: Box, style: Style, lettering: Lettering) -> Text | None:
    """The degrees of a line, just inside the edge where it leaves the frame."""
    above, low = 2.2, frame.bottom - 3
    anchors: Sequence[tuple[int, float, Callable[[float, float], tuple[float, float]], Anchor]] = (
        (1, frame.top, lambda x, _: (x + above, frame.top + style.size + 1), "start"),
        (1, frame.bottom, lambda x, _: (x + above, low), "start"),
        (0, frame.left, lambda _, y: (frame.left + 3, y - above), "start"),
        (0, frame.right, lambda _, y: (frame.right - 3, y - above), "end"),
    )
    for axis, value, where, anchor in anchors if line.meridian else (*anchors[2:], *anchors[:2]):
        if point := _on_edge(line, axis, value):
            x, y = where(*point)
            text = lettering.line(words, x, y, style, anchor)
            if frame.holds(text.box):
                return text
    return None


def degree_labels(
    lines: Sequence[GridLine],
    frame: Box,
    words: Callable[[GridLine], str],
    style: Style,
    lettering: Lettering,
) -> list[Text]:
    """The degrees of each line that leaves the frame; closed parallels get theirs on the right of the pole."""
    found = []
    for line in lines:
        text = _edge_label(line, words(line), frame, style, lettering)
        if text is None and not line.meridian:
            spots = shapely.get_coordinates(line.shape)
            x, y = spots[np.argmax(spots[:, 0] - spots[:, 1])]
            text = lettering.line(words(line), float(x) + 1.5, float(y), style)
        if text is not None and frame.holds(text.box):
            found.append(text)
    return found


@dataclass(frozen=True)
class ScaleBar:
    """A bar of two halves; `left`, `top` is its corner, `length` points stand for `kilometres`."""

    left: float
    top: float
    length: float
    kilometres: int
    texts: tuple[Text, ...]

    @property
    def box(self) -> Box:
        """The ground of the bar with its numbers."""
        bar = Box(self.left, self.top, self.left + self.length, self.top + BAR_HEIGHT)
        return hull([bar, *(text.box for text in self.texts)])

    @property
    def halves(self) -> tuple[Box, Box]:
        """The two halves of the bar."""
        middle, bottom = self.left + self.length / 2, self.top + BAR_HEIGHT
        right = self.left + self.length
        return Box(self.left, self.top, middle, bottom), Box(middle, self.top, right, bottom)


def scale_bar(
    view: View, marks: Sequence[Box], words: Callable[[int], str], style: Style, lettering: Lettering
) -> ScaleBar | None:
    """A bar of a round length, true at the middle of the sheet, in a corner free of marks.

    None for the globe and the world, where one length stands for different distances, and where no corner is free.
    """
    if view.world or view.globe:
        return None
    longest = min(LONGEST_BAR[0], LONGEST_BAR[1] * view.frame.width) * view.kilometres_per_point
    kilometres = max((length for length in LENGTHS if length <= longest), default=LENGTHS[0])
    label = lettering.line(words(kilometres), 0, 0, style, "middle")
    zero = lettering.line("0", 0, 0, style, "middle")
    bars = [_bar(view, kilometres, corner, (zero, label)) for corner in ("bl", "br", "tl", "tr")]
    inside = [bar for bar in bars if view.frame.grown(-2).holds(bar.box)]
    free = [bar for bar in inside if not any(bar.box.overlaps(mark, gap=3) for mark in marks)]
    return free[0] if free else None


def _bar(view: View, kilometres: int, corner: str, texts: tuple[Text, Text]) -> ScaleBar:
    """The bar in a corner: b or t for bottom and top, l or r for left and right."""
    frame, length = view.frame, kilometres / view.kilometres_per_point
    zero, label = texts
    left = frame.left + MARGIN if corner[1] == "l" else frame.right - MARGIN - label.box.width / 2 - length
    top = frame.bottom - MARGIN if corner[0] == "b" else frame.top + MARGIN + 2 * label.style.size
    above = top - 2.4
    return ScaleBar(
        left, top, length, kilometres, (zero.moved(left, above), label.moved(left + length, above))
    )
