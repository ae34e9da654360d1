"""What stands at its place on a map and cannot give way: points, badges, route and scale bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Circle, around
from dossier.drawings.map_grid import ScaleBar, scale_bar
from dossier.drawings.map_route import Badge, Leg, badge, legs, parted

if TYPE_CHECKING:
    from dossier.drawings.map_request import MapPlace
    from dossier.drawings.map_sheet import Sheet

DOT = 2.2
"""Radius of the mark of a place in points."""


@dataclass(frozen=True)
class Marks:
    """The marks of a map: those of places by place, the curves between the stops, and the scale bar."""

    dots: dict[MapPlace, Circle]
    badges: dict[MapPlace, Badge]
    legs: tuple[Leg, ...]
    bar: ScaleBar | None

    def of(self, place: MapPlace) -> Box:
        """The ground of the mark of a place."""
        return self.badges[place].box if place in self.badges else self.dots[place].box

    @property
    def boxes(self) -> list[Box]:
        """The ground of all marks but the curves."""
        places = [*(dot.box for dot in self.dots.values()), *(one.box for one in self.badges.values())]
        heads = [Box(*map(float, (*leg.head.min(axis=0), *leg.head.max(axis=0)))) for leg in self.legs]
        return [*places, *heads, *([self.bar.box] if self.bar else [])]

    @property
    def way(self) -> list[Box]:
        """The curves as rows of small boxes."""
        return [around(float(x), float(y), 1.0) for leg in self.legs for x, y in leg.curve]


def marks_on(sheet: Sheet) -> Marks:
    """The marks of the places, then the curves around them, then the scale bar in a corner that is free."""
    look, letters = sheet.look, sheet.studio.lettering
    spots = parted([sheet.at[place] for place in sheet.stops])
    badges = {
        place: badge([count for count, _ in stops], *spot, look.number, letters)
        for (place, stops), spot in zip(sheet.stops.items(), spots, strict=True)
    }
    plain = [place for place in sheet.request.places if place not in badges]
    dots = {place: Circle(*sheet.at[place], DOT, look.mark) for place in plain}
    taken = [*(dot.box for dot in dots.values()), *(one.box for one in badges.values())]
    way = legs([badges[stop.place] for stop in sheet.request.route], taken, sheet.inner)
    marks = Marks(dots, badges, tuple(way), None)
    bar = scale_bar(sheet.view, taken + marks.way, sheet.words.kilometres, look.scale, letters)
    return Marks(dots, badges, tuple(way), bar)
