"""Which part of the Earth a map shows, and where a point of it lies on the sheet.

The view is taken from the places alone: a centre, a projection that suits how far they lie apart, and a
scale that leaves room for their names. Knows nothing of coasts or labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dossier.drawings.canvas import Box
from dossier.drawings.map_projection import (
    AzimuthalEqualArea,
    EqualEarth,
    Points,
    Projection,
    distance,
    vectors,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

GLOBE_RADIUS = 48.0
"""Degrees from the centre to the farthest place beyond which the map shows half of the globe, as a disc."""
HALF = 90.0
WORLD_RADIUS = 78.0
"""Degrees from the centre to the farthest place beyond which the map shows the whole world."""
POLAR_LATITUDE = 65.0
"""Latitude of the centre beyond which a map of places around a pole is centred on it."""
ROOM = (44.0, 26.0)
"""Points kept free beside and above the outermost places, for their names; on small sheets less."""
LARGEST_ROOM = 0.2
"""The same at most, as a part of the width."""
SHAPE = (0.56, 0.86)
"""Least and greatest height of a map, as parts of its width."""
WORLD_SHAPE, GLOBE_SHAPE = 0.52, 0.8
CELL = 15
"""The middle meridian of a world map is a multiple of this, so that its seam runs along the cells of the data."""


@dataclass(frozen=True)
class View:
    """A window on the projected Earth: `middle` is its centre in kilometres, `scale` points per kilometre."""

    projection: Projection
    frame: Box
    middle: tuple[float, float]
    scale: float

    @property
    def world(self) -> bool:
        """Whether the whole world is shown."""
        return isinstance(self.projection, EqualEarth)

    @property
    def globe(self) -> bool:
        """Whether half of the globe is shown as a disc."""
        return isinstance(self.projection, AzimuthalEqualArea) and self.projection.rim == HALF

    @property
    def polar(self) -> bool:
        """Whether a pole stands in the centre of the projection."""
        return abs(self.projection.latitude) == HALF

    def place(self, degrees: Points) -> Points:
        """Positions on the sheet in points, for longitudes and latitudes of shape (n, 2)."""
        moved = (self.projection.forward(degrees) - self.middle) * self.scale
        return moved * [1, -1] + self.frame.centre

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Position of one point on the sheet."""
        x, y = self.place(np.array([[longitude, latitude]]))[0]
        return float(x), float(y)

    def degrees(self, points: Points) -> Points:
        """Longitudes and latitudes of positions on the sheet; NaN where there is no Earth."""
        plane = (points - self.frame.centre) * [1, -1] / self.scale + self.middle
        return self.projection.inverse(plane)

    def sees(self, points: Points) -> NDArray[np.bool_]:
        """Which positions on the sheet lie inside the frame and on the Earth."""
        frame = self.frame
        inside = (points > [frame.left, frame.top]) & (points < [frame.right, frame.bottom])
        seen: NDArray[np.bool_] = inside.all(axis=1) & ~np.isnan(self.degrees(points)[:, 0])
        return seen

    @cached_property
    def samples(self) -> Points:
        """Longitudes and latitudes all over the sheet, edges included."""
        x = np.linspace(self.frame.left, self.frame.right, 33)
        y = np.linspace(self.frame.top, self.frame.bottom, 25)
        found = self.degrees(np.array(np.meshgrid(x, y)).reshape(2, -1).T)
        return found[~np.isnan(found[:, 0])]

    @cached_property
    def kilometres_per_point(self) -> float:
        """Length of a point on the ground at the middle of the sheet, from east to west."""
        x, y = self.frame.centre
        west, east = self.degrees(np.array([[x - 5, y], [x + 5, y]]))
        return distance((west[0], west[1]), (east[0], east[1])) / 10


def _cap(degrees: Points) -> tuple[float, float, float]:
    """Longitude, latitude and radius in degrees of a small circle of the globe that holds all points."""
    towards = vectors(degrees)
    centre = towards.mean(axis=0)
    for step in range(1, 80):
        farthest = towards[np.argmin(towards @ centre)]
        centre += (farthest - centre) / (step + 1)
        centre /= max(float(np.linalg.norm(centre)), 1e-9)
    radius = np.rad2deg(np.arccos(np.clip((towards @ centre).min(), -1, 1)))
    longitude, latitude = np.arctan2(centre[1], centre[0]), np.arcsin(np.clip(centre[2], -1, 1))
    return float(np.rad2deg(longitude)), float(np.rad2deg(latitude)), float(radius)


def _projection(degrees: Points) -> AzimuthalEqualArea | EqualEarth:
    longitude, latitude, radius = _cap(degrees)
    if radius > WORLD_RADIUS:
        return EqualEarth(round(longitude / CELL) * CELL)
    if radius > GLOBE_RADIUS:
        return AzimuthalEqualArea(longitude, latitude, HALF)
    if abs(latitude) > POLAR_LATITUDE and radius + 1 >= HALF - abs(latitude):
        return AzimuthalEqualArea(0.0, float(np.copysign(HALF, latitude)))
    return AzimuthalEqualArea(longitude, latitude)


def _centred(
    projection: AzimuthalEqualArea | EqualEarth, degrees: Points
) -> tuple[AzimuthalEqualArea | EqualEarth, Points]:
    """The projection moved to the middle of what it shows, and the places in its plane."""
    for _ in range(3):
        plane = projection.forward(degrees)
        if isinstance(projection, EqualEarth) or projection.rim == HALF or abs(projection.latitude) == HALF:
            break
        middle = (plane.min(axis=0) + plane.max(axis=0)) / 2
        longitude, latitude = projection.inverse(middle[None, :])[0]
        projection = AzimuthalEqualArea(float(longitude), float(latitude))
    return projection, projection.forward(degrees)


def _world(projection: Projection, width: float, height: float | None) -> View:
    frame = Box(0, 0, width, height or width * WORLD_SHAPE)
    outline = projection.forward(np.array([[projection.longitude + 180, 0.0], [0.0, 90.0]]))
    scale = min((width - 4) / (2 * outline[0, 0]), (frame.height - 4) / (2 * outline[1, 1]))
    return View(projection, frame, (0.0, 0.0), float(scale))


def _globe(projection: AzimuthalEqualArea, width: float, height: float | None) -> View:
    frame = Box(0, 0, width, height or width * GLOBE_SHAPE)
    return View(projection, frame, (0.0, 0.0), (min(frame.width, frame.height) / 2 - 2) / projection.reach)


def view_of(degrees: Points, width: float, height: float | None, least_width: float) -> View:
    """The view that shows all places.

    `degrees` holds longitude and latitude of each place, shape (n, 2), n > 0; `width` and `height` are points
    (a height of None is chosen from the places); `least_width` is kilometres, so that one place has surroundings.
    """
    projection, plane = _centred(_projection(degrees), degrees)
    if isinstance(projection, EqualEarth):
        return _world(projection, width, height)
    if projection.rim == HALF:
        return _globe(projection, width, height)
    low, high = plane.min(axis=0), plane.max(axis=0)
    beside, above = (min(points, LARGEST_ROOM * min(width, height or width)) for points in ROOM)
    room = width - 2 * beside
    span = np.maximum(high - low, [least_width * room / width, 1.0])
    shape = float(span[1] / span[0] * room + 2 * above) / width
    tall = height or width * min(max(shape, SHAPE[0]), SHAPE[1])
    scale = min(room / span[0], (tall - 2 * above) / span[1])
    middle = (low + high) / 2
    return View(projection, Box(0, 0, width, tall), (float(middle[0]), float(middle[1])), float(scale))
