"""Land, lakes and rivers under a view, as shapes on the sheet.

Reads one of `templates/geo/land-*.zip`, three levels of detail: cells of longitude and latitude, each polygon
as rings of whole numbers (the first point, then differences). Only the cells in sight are read.
No boundary of any state is in the data.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from dossier.drawings.canvas import Box
    from dossier.drawings.map_projection import Points
    from dossier.drawings.map_view import View

BLEED = 3.0
"""Points by which shapes reach beyond the frame before they are cut, so that no coast runs along the edge."""


DETAIL = {"fine": 3.6, "medium": 16.0, "coarse": float("inf")}
"""Up to how many kilometres per point each level of detail serves."""


@dataclass(frozen=True)
class Level:
    """One level of detail: the side of its cells in degrees, and the steps per degree of its numbers."""

    cell: int
    steps: int


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
    corners = np.floor((view.samples + np.array([180, 90])) / level.cell).astype(int)
    columns, rows = 360 // level.cell, 180 // level.cell
    seen = {(int(x) % columns, min(int(y), rows - 1)) for x, y in corners}
    if view.polar:
        seen |= {(x, y) for x in range(columns) for y in {row for _, row in seen}}
    return [f"{x * level.cell - 180}_{y * level.cell - 90}.json" for x, y in sorted(seen)]


def _read(folder: Path, view: View) -> tuple[Level, list[dict[str, Any]]]:
    """The level of detail that suits the view, and the cells in sight."""
    name = next(name for name, reach in DETAIL.items() if view.kilometres_per_point <= reach)
    with zipfile.ZipFile(folder / f"land-{name}.zip") as file:
        level = Level(**json.loads(file.read("level.json")))
        known = set(file.namelist())
        return level, [json.loads(file.read(cell)) for cell in _cells(view, level) if cell in known]


def _points(rings: Sequence[Sequence[int]], steps: int, view: View) -> tuple[Points, NDArray[np.int_]]:
    """All points of the rings on the sheet in one array, and the number of the ring of each."""
    arrays = [np.cumsum(np.array(ring).reshape(-1, 2), axis=0) / steps for ring in rings]
    numbers = np.repeat(np.arange(len(arrays)), [len(array) for array in arrays])
    middles = np.array([array[:, 0].mean() for array in arrays]) - view.projection.longitude
    points = np.concatenate(arrays)
    points[:, 0] -= 360 * np.round(middles / 360)[numbers]
    return np.round(view.place(points), 6), numbers


def _areas(
    polygons: Sequence[Sequence[Sequence[int]]], level: Level, view: View, window: BaseGeometry
) -> BaseGeometry:
    """One area on the sheet: the polygons of all cells, cut to the window."""
    if not polygons:
        return shapely.Polygon()
    points, numbers = _points([ring for polygon in polygons for ring in polygon], level.steps, view)
    owners = np.repeat(np.arange(len(polygons)), [len(polygon) for polygon in polygons])
    rings = np.asarray(shapely.linearrings(points, indices=numbers))
    shapes = np.asarray(shapely.polygons(rings, indices=owners))
    near = shapes[shapely.intersects(shapely.envelope(shapes), window)]
    sound = np.where(shapely.is_valid(near), near, shapely.make_valid(near))
    return shapely.union_all(shapely.intersection(sound, window))


def _lines(lines: Sequence[Sequence[int]], level: Level, view: View, window: BaseGeometry) -> BaseGeometry:
    if not lines:
        return shapely.MultiLineString()
    points, numbers = _points(lines, level.steps, view)
    found = shapely.line_merge(
        shapely.union_all(shapely.intersection(shapely.linestrings(points, indices=numbers), window))
    )
    return shapely.MultiLineString(
        [_rounded(shapely.get_coordinates(line)) for line in shapely.get_parts(found)]
    )


def _rounded(line: Points) -> Points:
    """The line with its corners cut twice: rivers are known less exactly than coasts."""
    for _ in range(2):
        first, last = line[:-1], line[1:]
        cut = np.stack([0.75 * first + 0.25 * last, 0.25 * first + 0.75 * last], axis=1).reshape(-1, 2)
        line = np.vstack([line[:1], cut, line[-1:]])
    return line


def outline(view: View) -> BaseGeometry:
    """The picture of the Earth on the sheet: all of it, a disc for half of the globe, or the shape of the world."""
    if view.globe:
        reach = min(view.frame.width, view.frame.height) / 2 - 2
        return shapely.buffer(shapely.Point(view.frame.centre), reach, quad_segs=48)
    if not view.world:
        return boxed(view.frame)
    heights = np.linspace(-90, 90, 91)
    edge = view.projection.longitude
    west = view.place(np.column_stack([np.full(91, edge - 180), heights]))
    east = view.place(np.column_stack([np.full(91, edge + 180 - 1e-9), heights[::-1]]))
    return shapely.Polygon(np.vstack([west, east]))


def boxed(box: Box) -> BaseGeometry:
    """A box as a shape."""
    return shapely.box(box.left, box.top, box.right, box.bottom)


def ground_under(view: View, templates: Path) -> Ground:
    """Everything that the view shows of the Earth's surface."""
    level, cells = _read(templates / "geo", view)
    wide, sea = boxed(view.frame.grown(BLEED)), outline(view)
    land = _areas([polygon for cell in cells for polygon in cell["land"]], level, view, wide)
    lakes = _areas([polygon for cell in cells for polygon in cell["lakes"]], level, view, wide)
    rivers = _lines([line for cell in cells for line in cell["rivers"]], level, view, wide)
    return Ground(
        sea=sea,
        land=shapely.intersection(land, sea),
        coast=shapely.intersection(shapely.boundary(land), sea),
        lakes=shapely.intersection(lakes, sea),
        shores=shapely.intersection(shapely.boundary(lakes), sea),
        rivers=shapely.intersection(rivers, sea),
    )
