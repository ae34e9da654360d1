"""From longitude and latitude to a plane in kilometres, and back.

Two projections, both true to area: the azimuthal one for anything up to a hemisphere (it has no seam, so
poles and the 180th meridian need no care), and Equal Earth for the whole world. Arrays of shape (n, 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
RADIUS = 6371.0088
"""Mean radius of the Earth in kilometres."""
HALF_TURN = 180.0


class Projection(Protocol):
    """What a map needs of a projection."""

    @property
    def longitude(self) -> float:
        """Degrees of the middle meridian."""

    @property
    def latitude(self) -> float:
        """Degrees of the middle parallel."""

    def forward(self, degrees: Points) -> Points:
        """Kilometres east and north of the centre, for longitudes and latitudes in degrees."""

    def inverse(self, plane: Points) -> Points:
        """Longitudes and latitudes in degrees; NaN for points that lie outside the Earth's picture."""


@dataclass(frozen=True)
class AzimuthalEqualArea:
    """Lambert's azimuthal equal-area projection around a centre; true to scale there.

    `rim` is how far the picture reaches from the centre, in degrees of the globe.
    """

    longitude: float
    latitude: float
    rim: float = 180.0

    @property
    def reach(self) -> float:
        """Kilometres in the plane from the centre to the rim."""
        return float(2 * RADIUS * np.sin(np.deg2rad(self.rim) / 2))

    def forward(self, degrees: Points) -> Points:
        """Kilometres east and north of the centre; the antipode is put on the rim."""
        turn = np.deg2rad(degrees[:, 0] - self.longitude)
        latitude, centre = np.deg2rad(degrees[:, 1]), np.deg2rad(self.latitude)
        nearness = np.sin(centre) * np.sin(latitude) + np.cos(centre) * np.cos(latitude) * np.cos(turn)
        stretch = RADIUS * np.sqrt(2 / np.maximum(1 + nearness, 1e-12))
        east = np.cos(latitude) * np.sin(turn)
        north = np.cos(centre) * np.sin(latitude) - np.sin(centre) * np.cos(latitude) * np.cos(turn)
        return np.column_stack([stretch * east, stretch * north])

    def inverse(self, plane: Points) -> Points:
        """Longitudes and latitudes in degrees; NaN beyond the rim."""
        east, north = plane.T
        distance = np.hypot(east, north)
        angle = 2 * np.arcsin(np.where(distance <= self.reach, distance / (2 * RADIUS), np.nan))
        centre = np.deg2rad(self.latitude)
        share = np.divide(north, distance, out=np.zeros_like(north), where=distance > 0)
        sine = np.cos(angle) * np.sin(centre) + share * np.sin(angle) * np.cos(centre)
        turn = np.arctan2(
            east * np.sin(angle),
            distance * np.cos(centre) * np.cos(angle) - north * np.sin(centre) * np.sin(angle),
        )
        return np.column_stack(
            [_around(self.longitude + np.rad2deg(turn)), np.rad2deg(np.arcsin(np.clip(sine, -1, 1)))]
        )


@dataclass(frozen=True)
class EqualEarth:
    """The Equal Earth projection of the whole world around a meridian (Šavrič, Patterson, Jenny 2018)."""

    longitude: float
    latitude: float = 0.0

    COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)

    def _height(self, angle: NDArray[np.float64]) -> NDArray[np.float64]:
        first, second, third, fourth = self.COEFFICIENTS
        square = angle**2
        height: NDArray[np.float64] = angle * (
            first + square * (second + square**2 * (third + square * fourth))
        )
        return height

    def _slope(self, angle: NDArray[np.float64]) -> NDArray[np.float64]:
        first, second, third, fourth = self.COEFFICIENTS
        square = angle**2
        slope: NDArray[np.float64] = first + square * (
            3 * second + square**2 * (7 * third + 9 * square * fourth)
        )
        return slope

    def forward(self, degrees: Points) -> Points:
        """Kilometres east and north of the middle meridian on the equator."""
        turn = np.deg2rad(_around(degrees[:, 0] - self.longitude))
        angle = np.arcsin(np.sqrt(3) / 2 * np.sin(np.deg2rad(degrees[:, 1])))
        east = 2 * np.sqrt(3) * turn * np.cos(angle) / (3 * self._slope(angle))
        return RADIUS * np.column_stack([east, self._height(angle)])

    def inverse(self, plane: Points) -> Points:
        """Longitudes and latitudes in degrees; NaN outside the outline of the Earth."""
        east, north = (plane / RADIUS).T
        angle = north / self.COEFFICIENTS[0]
        for _ in range(8):
            angle = np.clip(angle - (self._height(angle) - north) / self._slope(angle), -np.pi / 3, np.pi / 3)
        turn = np.rad2deg(3 * east * self._slope(angle) / (2 * np.sqrt(3) * np.cos(angle)))
        outside = (np.abs(turn) > HALF_TURN + 1e-3) | ~np.isclose(self._height(angle), north, atol=1e-6)
        latitude = np.rad2deg(np.arcsin(np.clip(2 / np.sqrt(3) * np.sin(angle), -1, 1)))
        return np.where(outside[:, None], np.nan, np.column_stack([_around(self.longitude + turn), latitude]))


def _around(longitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes brought into the range from -180 to 180; both ends keep their sign."""
    inside = np.abs(longitude) <= HALF_TURN
    wrapped: NDArray[np.float64] = np.where(inside, longitude, (longitude + 180) % 360 - 180)
    return wrapped


def vectors(degrees: Points) -> Points:
    """Unit vectors of shape (n, 3) towards points on the globe."""
    longitude, latitude = np.deg2rad(degrees).T
    return np.column_stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along the great circle between two points given as longitude and latitude."""
    (a, b), (c, d) = np.deg2rad(one), np.deg2rad(other)
    chord = np.sin((d - b) / 2) ** 2 + np.cos(b) * np.cos(d) * np.sin((c - a) / 2) ** 2
    return float(2 * RADIUS * np.arcsin(np.sqrt(chord)))
