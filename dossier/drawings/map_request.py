"""What a map is asked to show: plain values, without any tie to the records they were taken from."""

from __future__ import annotations

from dataclasses import dataclass

SEPARATOR = " / "
"""Between two names of equal standing, on the map and in its description."""

SURROUNDINGS, CLOSEST = 620.0, 60.0
"""Kilometres that a map of one or two places shows, and that a map of any number shows at least."""


@dataclass(frozen=True)
class MapPlace:
    """A place: names of equal standing in the order they are to stand, and its position in degrees (WGS 84).

    A name may itself hold several, parted by « / ». `main` sets the label in a heavier weight.
    """

    name: str
    latitude: float
    longitude: float
    other_names: tuple[str, ...] = ()
    main: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once."""
        parts = [part for name in (self.name, *self.other_names) for part in name.split(SEPARATOR)]
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    @property
    def label(self) -> str:
        """All names in one line."""
        return SEPARATOR.join(self.names)


@dataclass(frozen=True)
class MapStop:
    """One numbered stop of a route; `words` is the date or what happened there, ready to print, line by line."""

    place: MapPlace
    words: str = ""

    @property
    def lines(self) -> list[str]:
        """The words in lines."""
        return self.words.splitlines()


@dataclass(frozen=True)
class MapRequest:
    """One map: `name` is that of the drawing; lengths in millimetres, `least_width` in kilometres.

    A height of None is chosen from the places, a least width of None from their number. `waters` and `countries`
    say whether their names are set: those of countries are today's, and out of place on the map of an old act;
    `spellings` are those of this publication for names as the CLDR has them.
    """

    name: str
    title: str
    places: tuple[MapPlace, ...]
    route: tuple[MapStop, ...] = ()
    width: float = 144.0
    height: float | None = None
    least_width: float | None = None
    waters: bool = True
    countries: bool = True
    spellings: tuple[tuple[str, str], ...] = ()

    @property
    def least(self) -> float:
        """Kilometres from west to east that the map shows at least: few places need surroundings, many need room."""
        return self.least_width or max(SURROUNDINGS / max(1.0, (len(self.places) / 2) ** 0.5), CLOSEST)

    def __post_init__(self) -> None:
        """Refuse a map of nothing, and add the stops to the places."""
        missing = [stop.place for stop in self.route if stop.place not in self.places]
        object.__setattr__(self, "places", tuple(dict.fromkeys([*self.places, *missing])))
        if not self.places:
            raise ValueError("a map needs a place")
