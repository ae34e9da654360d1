"""The areas and lines of a map as SVG paths, from the bottom up; lines are cut where words stand on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from dossier.drawings.canvas import Box, Line, Pen, path_data
from dossier.drawings.map_ground import Ground, boxed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from dossier.drawings.clearance import Numbers
    from dossier.drawings.map_grid import GridLine
    from dossier.drawings.map_look import Look
    from dossier.drawings.map_marks import Marks
    from dossier.drawings.map_sheet import Sheet

RIPPLES = (1.5, 1.8, 2.3)
"""Distances of the lines in the sea, the first one from the coast and each other one from the one before."""
CLEAR = 0.8
"""Points around words where lines are cut."""


def _steps(points: Numbers) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points.tolist())


def path_of(shape: BaseGeometry) -> str:
    """Path data of a geometry: its polygons closed, or else its lines open; empty for neither."""
    parts = shapely.get_parts(shape)
    polygons = [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]
    if polygons:
        rings = [ring for part in polygons for ring in (part.exterior, *part.interiors)]
        return "".join(f"{_steps(shapely.get_coordinates(ring)[:-1])}Z" for ring in rings)
    lines = [part for part in parts if isinstance(part, shapely.LineString) and not part.is_empty]
    return "".join(_steps(shapely.get_coordinates(line)) for line in lines)


def _ripples(ground: Ground) -> BaseGeometry:
    """Lines in the sea along the coast, as engravers drew them, each one farther out than the last."""
    lines: list[BaseGeometry] = []
    shape: BaseGeometry = ground.land
    for width in RIPPLES:
        shape = shapely.buffer(shapely.simplify(shape, 0.7), width, quad_segs=3)
        lines.append(shapely.intersection(shapely.boundary(shape), ground.sea))
    return shapely.union_all(lines)


def layers(sheet: Sheet, net: Sequence[GridLine], words: Sequence[Box]) -> list[Line]:
    """Sea, land, net, lakes, rivers and coasts; `words` are the boxes where lines give way."""
    ground, look = sheet.ground, sheet.look
    cut = shapely.union_all([boxed(box.grown(CLEAR)) for box in words])

    def open_under(shape: BaseGeometry) -> BaseGeometry:
        return shapely.difference(shape, cut)

    ripples = shapely.LineString() if sheet.view.world else _ripples(ground)
    shown: list[tuple[BaseGeometry, Pen]] = [
        (ground.sea, look.sea),
        (open_under(ripples), look.ripples),
        (ground.land, look.land),
        (open_under(shapely.union_all([line.shape for line in net])), look.grid),
        (ground.lakes, look.sea),
        (open_under(ground.rivers), look.river),
        (open_under(shapely.union_all([ground.coast, ground.shores])), look.coast),
    ]
    return [Line(data, pen) for shape, pen in shown if (data := path_of(shape))]


def drawn_route(marks: Marks, look: Look) -> list[Line]:
    """The curves of the route, then their heads."""
    curves = [Line(_points(leg.curve), look.route) for leg in marks.legs]
    return curves + [Line(_points(leg.head, closed=True), look.filled) for leg in marks.legs]


def drawn_leaders(leaders: Numbers, look: Look) -> list[Line]:
    """The lines from points to names that stand off."""
    return [Line(_points(np.reshape(leader, (2, 2))), look.leader) for leader in leaders]


def _points(points: Numbers, *, closed: bool = False) -> str:
    return path_data([(float(x), float(y)) for x, y in points], closed=closed)
