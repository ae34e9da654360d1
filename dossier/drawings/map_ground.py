"""Land, lakes and rivers under a view, as shapes on the sheet.

Reads `templates/geo/natural-earth.zip`: cells of longitude and latitude in three levels of detail, each
polygon as rings of whole numbers (the first point, then differences). Only the cells in sight are read.
No boundary of any state is in the data.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dossier.drawings.canvas import Box
    from dossier.drawings.map_projection import Points
    from dossier.drawings.map_view import View

FILE = "geo/natural-earth.zip"
BLEED = 3.0
"""Points by which shapes reach beyond the frame before they are cut, so that no coast runs along the edge."""


@dataclass(frozen=True)
class Level:
    """One level of detail: the side of its cells in degrees, its steps per degree, and how far it serves."""

    name: str
    cell: int
    steps: int
    up_to: float
    """kilometres per point"""


LEVELS = (
    Level("fine", 10, 250, 3.6),
    Level("medium", 30, 100, 16.0),
    Level("coarse", 30, 50, float("inf")),
)


@dataclass(frozen=True)
class Ground:
    """What lies under the labels: areas and lines on the sheet, cut to the frame."""

    sea: BaseGeometry
    land: BaseGeometry
    coast: BaseGeometry
    lakes: BaseGeometry
    shores: BaseGeometry
    rivers: BaseGeometry


def _cells(view: View, level: Level) -> list[str]:
    """Names of the cells in sight."""
    corners = np.floor((view.samples + [180, 90]) / level.cell).astype(int)
    columns, rows = 360 // level.cell, 180 // level.cell
    seen = {(int(x) % columns, min(int(y), rows - 1)) for x, y in corners}
    if view.polar:
        seen |= {(x, y) for x in range(columns) for y in {row for _, row in seen}}
    return [f"{level.name}/{x * level.cell - 180}_{y * level.cell - 90}.json" for x, y in sorted(seen)]


def _read(archive: Path, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(archive) as file:
        known = set(file.namelist())
        for name in names:
            if name in known:
                yield json.loads(file.read(name))


def _points(rings: Sequence[Sequence[int]], steps: int, view: View) -> tuple[Points, Points]:
    """All points of the rings on the sheet in one array, and the number of the ring of each."""
    arrays = [np.cumsum(np.array(ring).reshape(-1, 2), axis=0) for ring in rings]
    numbers = np.repeat(np.arange(len(arrays)), [len(array) for array in arrays])
    return view.place(np.concatenate(arrays) / steps), numbers


def _areas(polygons: Sequence[Sequence[Sequence[int]]], level: Level, view: View, window: BaseGeometry) -> BaseGeometry:
    """One area on the sheet: the polygons of all cells, cut to the window."""
    if not polygons:
        return shapely.Polygon()
    points, numbers = _points([ring for polygon in polygons for ring in polygon], level.steps, view)
    owners = np.repeat(np.arange(len(polygons)), [len(polygon) for polygon in polygons])
    shapes = shapely.polygons(shapely.linearrings(points, indices=numbers), indices=owners)
    near = shapes[shapely.intersects(shapely.envelope(shapes), window)]
    sound = np.where(shapely.is_valid(near), near, shapely.make_valid(near))
    return shapely.union_all(shapely.intersection(sound, window))


def _lines(lines: Sequence[Sequence[int]], level: Level, view: View, window: BaseGeometry) -> BaseGeometry:
    if not lines:
        return shapely.MultiLineString()
    points, numbers = _points(lines, level.steps, view)
    found = shapely.linestrings(points, indices=numbers)
    return shapely.line_merge(shapely.union_all(shapely.intersection(found, window)))


def _outline(view: View, window: BaseGeometry) -> BaseGeometry:
    """The picture of the Earth: the whole sheet, but for maps of the world."""
    if not view.world:
        return window
    heights = np.linspace(-90, 90, 91)
    edge = view.projection.longitude
    west = view.place(np.column_stack([np.full(91, edge - 180), heights]))
    east = view.place(np.column_stack([np.full(91, edge + 180 - 1e-9), heights[::-1]]))
    return shapely.intersection(shapely.Polygon(np.vstack([west, east])), window)


def boxed(box: Box) -> BaseGeometry:
    """A box as a shape."""
    return shapely.box(box.left, box.top, box.right, box.bottom)


def ground_under(view: View, templates: Path) -> Ground:
    """Everything that the view shows of the Earth's surface."""
    level = next(level for level in LEVELS if view.kilometres_per_point <= level.up_to)
    cells = list(_read(templates / FILE, _cells(view, level)))
    wide, frame = boxed(view.frame.grown(BLEED)), boxed(view.frame)
    land = _areas([polygon for cell in cells for polygon in cell["land"]], level, view, wide)
    lakes = _areas([polygon for cell in cells for polygon in cell["lakes"]], level, view, wide)
    rivers = _lines([line for cell in cells for line in cell["rivers"]], level, view, wide)
    return Ground(
        sea=_outline(view, frame),
        land=shapely.intersection(land, frame),
        coast=shapely.intersection(shapely.boundary(land), frame),
        lakes=shapely.intersection(lakes, frame),
        shores=shapely.intersection(shapely.boundary(lakes), frame),
        rivers=shapely.intersection(rivers, frame),
    )
