"""Locator maps: places on land and water, with a numbered route, drawn from plain values.

The order of work is the order of importance: the view is taken from the places; then marks, route and scale
bar take their room, then the names of places, and what room is left goes to waters, countries and degrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dossier.drawings.canvas import POINTS_PER_MM, Box, Circle, Drawing, Line, Rectangle, Text, around, number, path_data
from dossier.drawings.map_grid import GridLine, ScaleBar, degree_labels, grid_lines, scale_bar
from dossier.drawings.map_ground import Ground, boxed, ground_under
from dossier.drawings.map_labels import Block, PlaceOptions, block, place_options, share_on
from dossier.drawings.map_look import Look
from dossier.drawings.map_names import Name, countries, waters
from dossier.drawings.map_route import Badge, Leg, badge, legs, parted
from dossier.drawings.map_view import View, view_of
from dossier.drawings.map_words import MapWords
from dossier.drawings.placement import Ink, Numbers, Options, as_array, settle

if TYPE_CHECKING:
    from dossier.drawings.map_request import MapPlace, MapRequest, MapStop
    from dossier.drawings.studio import Studio

DOT = 2.2
"""Radius of the mark of a place in points."""
RIPPLES = (1.5, 1.8, 2.3)
"""Distances of the lines in the sea, the first one from the coast and each other one from the one before."""
COAST_WEIGHT, RIVER_WEIGHT, ROUTE_WEIGHT = 0.12, 0.06, 2.5
QUIET = 5.0
"""How much more the names of waters and countries shun lines than those of places."""


@dataclass(frozen=True)
class Marks:
    """What stands at its place and cannot give way: points, badges, route and scale bar."""

    dots: tuple[Circle, ...]
    badges: tuple[Badge, ...]
    legs: tuple[Leg, ...]
    bar: ScaleBar | None

    @property
    def boxes(self) -> list[Box]:
        """The ground of all of them but the lines of the route."""
        fixed = [self.bar.box] if self.bar else []
        heads = [Box(*leg.head.min(axis=0), *leg.head.max(axis=0)) for leg in self.legs]
        return [*(dot.box for dot in self.dots), *(one.box for one in self.badges), *heads, *fixed]


@dataclass(frozen=True)
class Lettered:
    """The names that found room, and the leader lines of those that stand off; `unplaced` did not."""

    texts: tuple[Text, ...]
    leaders: Numbers
    unplaced: tuple[str, ...]


class _Map:
    """One map in the making: each property is one step, taken when the next one asks for it."""

    def __init__(self, request: MapRequest, studio: Studio) -> None:
        self.request = request
        self.studio = studio
        self.look = Look(studio.theme)
        self.words = MapWords(studio.words("map"), studio.language)
        self.letters = studio.lettering
        degrees = np.array([[place.longitude, place.latitude] for place in request.places])
        height = request.height * POINTS_PER_MM if request.height else None
        self.view = view_of(degrees, request.width * POINTS_PER_MM, height, request.least)
        self.ground = ground_under(self.view, studio.templates)
        self.inner = self.view.frame.grown(-2.5)

    def stops(self) -> dict[MapPlace, list[tuple[int, MapStop]]]:
        """The stops of the route by place, in the order of the first visit."""
        found: dict[MapPlace, list[tuple[int, MapStop]]] = {}
        for count, stop in enumerate(self.request.route, 1):
            found.setdefault(stop.place, []).append((count, stop))
        return found

    def marks(self) -> Marks:
        """Points, badges, route and scale bar."""
        at = {place: self.view.point(place.longitude, place.latitude) for place in self.request.places}
        stops = self.stops()
        spots = parted([at[place] for place in stops])
        badges = {
            place: badge([count for count, _ in stops[place]], *spot, self.look.number, self.letters)
            for place, spot in zip(stops, spots, strict=True)
        }
        dots = [Circle(*at[place], DOT, self.look.mark) for place in self.request.places if place not in stops]
        taken = [*(dot.box for dot in dots), *(one.box for one in badges.values())]
        way = legs([badges[stop.place] for stop in self.request.route], taken, self.inner)
        routes = [around(float(x), float(y), 1.0) for leg in way for x, y in leg.curve]
        bar = scale_bar(self.view, self.words.kilometres, self.look.scale, self.letters, taken + routes)
        return Marks(tuple(dots), tuple(badges.values()), tuple(way), bar)

    def shapes(self, place: MapPlace, *, small: bool) -> list[Block]:
        """The label of a place in one line, and where it has several names, in several."""
        style = self.look.place(main=place.main or place in self.stops(), small=small)
        visits = self.stops().get(place, [])
        dated = [(stop.words if len(visits) == 1 else f"{count}. {stop.words}") for count, stop in visits if stop.words]
        below = [(words, self.look.date) for words in dated]
        lines = [f"{name} /" for name in place.names[:-1]] + [place.names[-1]]
        shapes = [block(self.letters, [(place.label, style), *below])]
        if len(lines) > 1:
            shapes.append(block(self.letters, [*((line, style) for line in lines), *below]))
        return shapes

    def ink(self, way: Sequence[Leg], weight_of_all: float = 1.0) -> Ink:
        """How busy the ground is with coasts, rivers and the route."""
        ink = Ink(self.view.frame)
        ground = self.ground
        for lines, weight in ((ground.coast, COAST_WEIGHT), (ground.shores, COAST_WEIGHT), (ground.rivers, RIVER_WEIGHT)):
            ink.add(shapely.get_coordinates(shapely.segmentize(lines, 2.0)), weight * weight_of_all)
        for line in (*(leg.curve for leg in way), shapely.get_coordinates(self.ground.sea)):
            ink.add(line, ROUTE_WEIGHT)
        return ink

    def places(self, marks: Marks) -> Lettered:
        """The names of the places."""
        stops = self.stops()
        plain = [place for place in self.request.places if place not in stops]
        spots = dict(zip(plain, (dot.box for dot in marks.dots), strict=True))
        spots |= dict(zip(stops, (one.box for one in marks.badges), strict=True))
        return self._settled(spots, marks, small=False)

    def _settled(self, spots: Mapping[MapPlace, Box], marks: Marks, *, small: bool) -> Lettered:
        """The names at the usual size, or all at the small one when one of them found no room."""
        found = [place_options(spots[place], self.shapes(place, small=small)) for place in self.request.places]
        chosen = settle([one.options for one in found], self.inner, as_array(marks.boxes), self.ink(marks.legs))
        if None in chosen and not small:
            return self._settled(spots, marks, small=True)
        return self._lettered(found, chosen)

    def _lettered(self, found: Sequence[PlaceOptions], chosen: Sequence[int | None]) -> Lettered:
        taken = [(one, choice) for one, choice in zip(found, chosen, strict=True) if choice is not None]
        leaders = np.array([one.options.leaders[choice] for one, choice in taken]).reshape(-1, 4)
        lost = [place for place, choice in zip(self.request.places, chosen, strict=True) if choice is None]
        return Lettered(
            tuple(text for one, choice in taken for text in one.text(self.letters, choice)),
            leaders[~np.isnan(leaders[:, 0])],
            tuple(place.label for place in lost),
        )

    def names(self, taken: Sequence[Box], ink: Ink) -> list[Text]:
        """The names of waters and countries, where room is left."""
        view, templates, language = self.view, self.studio.templates, self.studio.language
        sea = shapely.difference(self.ground.sea, self.ground.land)
        found: list[Name] = []
        if self.request.waters:
            found += waters(view, templates, language, (sea, self.ground.lakes), self.look.water, self.letters)
        if self.request.countries:
            found += countries(view, templates, language, self.ground.sea, self.look.country, self.letters)
        earth = shapely.buffer(self.ground.sea, -4)
        inside = [name.places.only(share_on(name.places.options.boxes, earth) == 1) for name in found]
        kept = [Name(name.words, places) for name, places in zip(found, inside, strict=True) if places.blocks]
        return self._in_turn(kept, list(taken), ink)

    def _in_turn(self, names: Sequence[Name], taken: list[Box], ink: Ink) -> list[Text]:
        """Each name in turn where it touches none of those before it; a name is set once."""
        texts: list[Text] = []
        done: set[str] = set()
        for name in names:
            (choice,) = settle([name.places.options], self.inner.grown(-2), as_array(taken), ink)
            if choice is not None and name.words not in done:
                lines = name.places.text(self.letters, choice)
                texts += lines
                taken += [text.box.grown(2) for text in lines]
                done.add(name.words)
        return texts

    def degrees(self, lines: Sequence[GridLine], taken: Sequence[Box]) -> list[Text]:
        """The degrees at the edges, those that touch nothing."""
        texts: list[Text] = []
        for text in degree_labels(lines, self.view.frame, self.words.grid, self.look.degrees, self.letters):
            if not any(text.box.overlaps(box, gap=1.5) for box in [*taken, *(one.box for one in texts)]):
                texts.append(text)
        return texts


def _ring(points: Numbers) -> str:
    steps = [f"{x:.1f} {y:.1f}" for x, y in points.tolist()]
    return f"M{'L'.join(steps)}"


def _path(shape: BaseGeometry) -> str:
    """Path data of any geometry: polygons closed, lines open."""
    polygons = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    if polygons:
        rings = [ring for part in polygons for ring in (part.exterior, *part.interiors)]
        return "".join(f"{_ring(shapely.get_coordinates(ring)[:-1])}Z" for ring in rings if not ring.is_empty)
    lines = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.LineString)]
    return "".join(_ring(shapely.get_coordinates(line)) for line in lines if not line.is_empty)


def _ripples(ground: Ground) -> list[BaseGeometry]:
    """Lines in the sea along the coast, as engravers drew them, each one farther out than the last."""
    lines, shape = [], ground.land
    for width in RIPPLES:
        shape = shapely.buffer(shapely.simplify(shape, 0.7), width, quad_segs=3)
        lines.append(shapely.intersection(shapely.boundary(shape), ground.sea))
    return lines


def _layers(made: _Map, lines: Sequence[GridLine], texts: Sequence[Text], marks: Marks) -> list[Line]:
    """Areas and lines from the bottom up; lines are cut where words stand."""
    ground, look = made.ground, made.look
    words = [text.box.grown(0.8) for text in texts] + ([marks.bar.box.grown(1.5)] if marks.bar else [])
    cut = shapely.union_all([boxed(box) for box in words])
    net = shapely.union_all([line.shape for line in lines])
    ripples = shapely.union_all([] if made.view.world else _ripples(ground))
    layers = (
        (ground.sea, look.sea, False),
        (ripples, look.ripples, True),
        (ground.land, look.land, False),
        (net, look.grid, True),
        (ground.lakes, look.sea, False),
        (ground.rivers, look.river, True),
        (shapely.union_all([ground.coast, ground.shores]), look.coast, True),
    )
    shown = [(shapely.difference(shape, cut) if is_cut else shape, pen) for shape, pen, is_cut in layers]
    return [Line(data, pen) for shape, pen in shown if (data := _path(shape))]


def _route(marks: Marks, look: Look) -> list[Line]:
    curves = [Line(path_data(map(tuple, leg.curve)), look.route) for leg in marks.legs]
    return curves + [Line(path_data(map(tuple, leg.head), closed=True), look.filled) for leg in marks.legs]


def locator_map(request: MapRequest, studio: Studio) -> Drawing:
    """The finished map; places whose names found no room are told in its description."""
    made = _Map(request, studio)
    marks = made.marks()
    places = made.places(marks)
    ink = made.ink(marks.legs, QUIET)
    leaders = [Line(f"M{number(a)} {number(b)}L{number(c)} {number(d)}", made.look.leader) for a, b, c, d in places.leaders]
    taken = [*marks.boxes, *(text.box for text in places.texts), *_beads(places.leaders)]
    way = [around(float(x), float(y), 1.0) for leg in marks.legs for x, y in leg.curve]
    names = made.names([*taken, *way], ink)
    lines = grid_lines(made.view)
    degrees = made.degrees(lines, [*taken, *(text.box for text in names)])
    texts = [*names, *degrees, *places.texts]
    halves = [Rectangle(half, pen) for half, pen in zip(marks.bar.halves, made.look.bar, strict=True)] if marks.bar else []
    badges = [Rectangle(one.box, made.look.badge, round=one.box.height / 2) for one in marks.badges]
    scale = list(marks.bar.texts) if marks.bar else []
    shown = [*texts, *scale]
    return studio.draw(
        request.name,
        made.view.frame,
        alt=made.words.alt(request),
        description=made.words.description(request, made.view, places.unplaced),
        labels=tuple(text.box for text in shown),
        layers=[*_layers(made, lines, texts, marks), *_route(marks, made.look), *leaders, *marks.dots, *badges, *halves],
        outline=Line(_path(shapely.boundary(made.ground.sea)), made.look.frame),
        texts=[*shown, *(one.text for one in marks.badges)],
    )


def _beads(leaders: Numbers) -> list[Box]:
    """Leader lines as rows of small boxes."""
    share = np.linspace(0, 1, 12)[:, None]
    return [around(float(x), float(y), 0.8) for line in leaders for x, y in line[:2] + share * (line[2:] - line[:2])]
