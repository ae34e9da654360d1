"""What a map says to someone who cannot see it, and the words on its edges; all words come from the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from dossier.drawings.canvas import ALT_LENGTH, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.drawings.map_grid import GridLine
    from dossier.drawings.map_request import MapPlace, MapRequest, MapStop
    from dossier.drawings.map_view import View


ALT_TITLE = 100
"""Characters of the title in the alternative text."""


class MapWords:
    """The words of the section `map` of `drawings.yaml`, filled in; `language` is a BCP 47 tag."""

    def __init__(self, words: Mapping[str, Any], language: str) -> None:
        self._words = words
        self._locale = Locale.parse(language, sep="-")

    def _say(self, key: str, **values: object) -> str:
        return str(self._words[key]).format(**values)

    def _number(self, value: float, pattern: str = "#,##0.##") -> str:
        return str(format_decimal(value, format=pattern, locale=self._locale))

    def _list(self, items: Sequence[str]) -> str:
        return str(format_list(items, locale=self._locale))

    def kilometres(self, length: int) -> str:
        """A length on the scale bar."""
        return self._say("kilometres", length=self._number(length))

    def degrees(self, value: float, positive: str, negative: str, pattern: str = "0.##") -> str:
        """An angle with its side; the sides are keys of the words."""
        number = self._number(abs(value), pattern)
        if value == 0 or abs(value) == 180:  # noqa: PLR2004 - neither east nor west
            return self._say("angle_without_side", degrees=number)
        return self._say("angle", degrees=number, side=self._words[positive if value > 0 else negative])

    def grid(self, line: GridLine) -> str:
        """The degrees beside a line of the net."""
        sides = ("east", "west") if line.meridian else ("north", "south")
        return self.degrees(line.degrees, *sides)

    def position(self, place: MapPlace) -> str:
        """Latitude and longitude of a place with two decimals."""
        return self._say(
            "position",
            latitude=self.degrees(place.latitude, "north", "south", "0.00"),
            longitude=self.degrees(place.longitude, "east", "west", "0.00"),
        )

    def stop(self, number: int, stop: MapStop) -> str:
        """One stop of the route in a sentence's middle."""
        key = "stop_dated" if stop.words else "stop"
        return self._say(key, number=number, place=stop.place.label, words=", ".join(stop.lines))

    def alt(self, request: MapRequest) -> str:
        """The short alternative text: the first sentence of the title, the places and the route.

        Where all that is too long for the route to be told, the places are counted only.
        """
        names = [place.label for place in request.places]
        title = shortened(request.title.split(". ", 1)[0].rstrip("."), ALT_TITLE)
        stops = str(self._words["separator"]).join(self._stops(request))
        route = " " + self._say("alt_route", stops=stops) if stops else ""
        counted = self._say("alt_counted", title=title, count=len(names)) + route
        key = "alt_one" if len(names) == 1 else "alt_many"
        named = self._say(key, title=title, count=len(names), places=self._list(names)) + route
        return counted if route and len(named) > ALT_LENGTH else named

    def _stops(self, request: MapRequest) -> list[str]:
        return [self.stop(number, stop) for number, stop in enumerate(request.route, 1)]

    def description(self, request: MapRequest, view: View, unplaced: Sequence[str]) -> str:
        """The long description: extent, places with positions, route, and what is not drawn."""
        width = round(view.kilometres_per_point * view.frame.width / 10) * 10
        extent = self._say("extent_world" if view.world else "extent", width=self._number(width))
        separator = str(self._words["separator"])
        places = separator.join(
            self._say("place", name=place.label, position=self.position(place)) for place in request.places
        )
        route = separator.join(self._stops(request))
        parts = [
            self._say("title", title=request.title.rstrip(".")),
            extent,
            self._say("places", places=places),
            self._say("route", stops=route) if route else "",
            self._say("unplaced", places=self._list(list(unplaced))) if unplaced else "",
            self._say("no_borders"),
        ]
        return " ".join(part for part in parts if part)
