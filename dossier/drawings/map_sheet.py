"""What all steps of drawing one map share: the request, the view, the ground under it, the look and the words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dossier.drawings.canvas import POINTS_PER_MM, Box
from dossier.drawings.clearance import Ink
from dossier.drawings.map_ground import Ground, ground_under
from dossier.drawings.map_look import Look
from dossier.drawings.map_view import View, view_of
from dossier.drawings.map_words import MapWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.map_request import MapPlace, MapRequest, MapStop
    from dossier.drawings.map_route import Leg
    from dossier.drawings.studio import Studio

COAST_WEIGHT, RIVER_WEIGHT, ROUTE_WEIGHT = 0.12, 0.06, 2.5
"""What a point of a line costs a name that covers it."""


@dataclass(frozen=True)
class Sheet:
    """One map in the making."""

    request: MapRequest
    studio: Studio
    look: Look
    words: MapWords
    view: View
    ground: Ground

    @property
    def inner(self) -> Box:
        """The part of the sheet where words may stand."""
        return self.view.frame.grown(-2.5)

    @cached_property
    def at(self) -> dict[MapPlace, tuple[float, float]]:
        """Where each place lies on the sheet."""
        return {place: self.view.point(place.longitude, place.latitude) for place in self.request.places}

    @cached_property
    def stops(self) -> dict[MapPlace, list[tuple[int, MapStop]]]:
        """The numbered stops of the route by place, in the order of the first visit."""
        found: dict[MapPlace, list[tuple[int, MapStop]]] = {}
        for count, stop in enumerate(self.request.route, 1):
            found.setdefault(stop.place, []).append((count, stop))
        return found

    def ink(self, way: Sequence[Leg], factor: float = 1.0) -> Ink:
        """How busy the sheet is with coasts, rivers, the route and the outline of the Earth."""
        ink, ground = Ink(self.view.frame), self.ground
        weights = ((ground.coast, COAST_WEIGHT), (ground.shores, COAST_WEIGHT), (ground.rivers, RIVER_WEIGHT))
        for lines, weight in weights:
            ink.add(shapely.get_coordinates(shapely.segmentize(lines, 2.0)), weight * factor)
        for line in (*(leg.curve for leg in way), shapely.get_coordinates(ground.sea)):
            ink.add(line, ROUTE_WEIGHT)
        return ink


def sheet(request: MapRequest, studio: Studio) -> Sheet:
    """The sheet of a request: its view is taken from the places."""
    degrees = np.array([[place.longitude, place.latitude] for place in request.places])
    height = request.height * POINTS_PER_MM if request.height else None
    view = view_of(degrees, request.width * POINTS_PER_MM, height, request.least)
    words = MapWords(studio.words("map"), studio.language)
    return Sheet(request, studio, Look(studio.theme), words, view, ground_under(view, studio.templates))
