"""What touches what on a sheet, told for many boxes and lines at once, and how busy the ground is.

Boxes are arrays of shape (n, 4): left, top, right, bottom in points. Leader lines are arrays of shape (n, 4):
x, y of the start and of the end; NaN for a line that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.canvas import Box

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
GAP = 1.2
"""Points kept free between labels."""


class Ink:
    """How busy the ground is: lines drawn on the sheet, counted in cells of two points."""

    CELL = 2.0

    def __init__(self, frame: Box) -> None:
        self._origin = (frame.left, frame.top)
        self._cells = np.zeros((int(frame.height / self.CELL) + 2, int(frame.width / self.CELL) + 2))
        self._sums: Numbers | None = None

    def add(self, points: Numbers, weight: float) -> None:
        """Count points of a line, shape (n, 2), each with this weight."""
        columns, rows = self._at(points)
        self._sums = None
        np.add.at(self._cells, (rows, columns), weight)

    def _at(self, points: Numbers) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        cells = np.floor((points - self._origin) / self.CELL).astype(int)
        height, width = self._cells.shape
        return np.clip(cells[:, 0], 0, width - 1), np.clip(cells[:, 1], 0, height - 1)

    def under(self, boxes: Numbers) -> Numbers:
        """The ink under each box."""
        sums = self._sums
        if sums is None:
            self._sums = sums = np.pad(self._cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        left, top = self._at(boxes[:, :2])
        right, bottom = self._at(boxes[:, 2:])
        total: Numbers = (
            sums[bottom + 1, right + 1] - sums[top, right + 1] - sums[bottom + 1, left] + sums[top, left]
        )
        return total


def as_array(boxes: Sequence[Box]) -> Numbers:
    """Boxes as an array of shape (n, 4)."""
    return np.array([[box.left, box.top, box.right, box.bottom] for box in boxes], float).reshape(-1, 4)


def overlapping(boxes: Numbers, others: Numbers, gap: float = GAP) -> Flags:
    """For each box, whether it comes nearer than `gap` to any of the others."""
    one, other = boxes[:, None, :], others[None, :, :]
    apart: Flags = (
        (one[..., 0] >= other[..., 2] + gap)
        | (other[..., 0] >= one[..., 2] + gap)
        | (one[..., 1] >= other[..., 3] + gap)
        | (other[..., 1] >= one[..., 3] + gap)
    )
    touching: Flags = np.any(~apart, axis=1)
    return touching


def striking(leaders: Numbers, boxes: Numbers, gap: float = 0.2) -> Flags:
    """For each leader line, whether it runs through any of the boxes; a missing line strikes nothing."""
    struck: Flags = np.zeros(len(leaders), dtype=np.bool_)
    led = np.flatnonzero(~np.isnan(leaders[:, 0]))
    start = leaders[led, None, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        one = (boxes[None, :, :2] - gap - start) / (leaders[led, None, 2:] - start)
        other = (boxes[None, :, 2:] + gap - start) / (leaders[led, None, 2:] - start)
        enters, leaves = np.minimum(one, other), np.maximum(one, other)
        first = np.maximum(enters[..., 0], enters[..., 1])
        last = np.minimum(leaves[..., 0], leaves[..., 1])
        struck[led] = np.any((first <= last) & (last >= 0) & (first <= 1), axis=1)
    return struck


def crossing(leaders: Numbers, line: Numbers) -> Flags:
    """For each leader line, whether it crosses the given one."""
    first, last = leaders[:, :2], leaders[:, 2:]
    start, end = line[:2], line[2:]

    def side(a: Numbers, b: Numbers, point: Numbers) -> Numbers:
        return np.sign(
            (b[..., 0] - a[..., 0]) * (point[..., 1] - a[..., 1])
            - (b[..., 1] - a[..., 1]) * (point[..., 0] - a[..., 0])
        )

    with np.errstate(invalid="ignore"):
        across = side(start, end, first) * side(start, end, last) < 0
        found: Flags = across & (side(first, last, start) * side(first, last, end) < 0)
    return found
