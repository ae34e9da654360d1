"""Puts the names on a map: places first, then waters and countries where room is left, then degrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dossier.drawings.canvas import Box, Text, around
from dossier.drawings.clearance import Ink, Numbers, as_array
from dossier.drawings.map_grid import GridLine, degree_labels
from dossier.drawings.map_labels import Block, PlaceOptions, block, place_options, share_on
from dossier.drawings.map_names import Name, countries, waters
from dossier.drawings.placement import MOST, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.map_marks import Marks
    from dossier.drawings.map_request import MapPlace
    from dossier.drawings.map_sheet import Sheet

QUIET = 5.0
"""How much more the names of waters and countries shun lines than those of places."""
EVERY = 1000
"""How many places for a name are looked at in a crowd."""
RIM = 4.0
"""Points that these names keep from the edge of what is shown."""
ALONE = 5.0
"""Points between two of these names, so that they are not read as one."""


@dataclass(frozen=True)
class PlaceNames:
    """The names of places that found room, and the leader lines of those that stand off; `unplaced` did not."""

    texts: tuple[Text, ...]
    leaders: Numbers
    unplaced: tuple[str, ...]

    @property
    def boxes(self) -> list[Box]:
        """The ground of the names, and the leader lines as rows of small boxes."""
        share = np.linspace(0, 1, 12)[:, None]
        beads = [spot for line in self.leaders for spot in line[:2] + share * (line[2:] - line[:2])]
        return [*(text.box for text in self.texts), *(around(float(x), float(y), 0.8) for x, y in beads)]


def _shapes(sheet: Sheet, place: MapPlace, *, small: bool) -> list[Block]:
    """The label of a place in one line, and where it has several names, in several; below it the words of its stops."""
    letters, visits = sheet.studio.lettering, sheet.stops.get(place, [])
    style = sheet.look.place(main=place.main or bool(visits), small=small)
    words = [
        line if len(visits) == 1 or index else f"{count}. {line}"
        for count, stop in visits
        for index, line in enumerate(stop.lines)
    ]
    below = [(line, sheet.look.date) for line in words]
    stacked = [*(f"{name} /" for name in place.names[:-1]), place.names[-1]]
    shapes = [block(letters, [(place.label, style), *below])]
    if len(stacked) > 1:
        shapes.append(block(letters, [*((line, style) for line in stacked), *below]))
    return shapes


def place_names(sheet: Sheet, marks: Marks, *, crowded: bool = False) -> PlaceNames:
    """The names of the places at the usual size, or all at the small one when one of them finds no room."""
    found = [
        place_options(marks.of(place), _shapes(sheet, place, small=crowded), crowded=crowded)
        for place in sheet.request.places
    ]
    options, taken = [one.options for one in found], as_array(marks.boxes)
    chosen = settle(options, sheet.inner, taken, sheet.ink(marks.legs), most=EVERY if crowded else MOST)
    if None in chosen and not crowded:
        return place_names(sheet, marks, crowded=True)
    return _set(sheet, found, chosen)


def _set(sheet: Sheet, found: Sequence[PlaceOptions], chosen: Sequence[int | None]) -> PlaceNames:
    taken = [(one, choice) for one, choice in zip(found, chosen, strict=True) if choice is not None]
    leaders = np.array([one.options.leaders[choice] for one, choice in taken]).reshape(-1, 4)
    lost = [place for place, choice in zip(sheet.request.places, chosen, strict=True) if choice is None]
    return PlaceNames(
        tuple(text for one, choice in taken for text in one.text(sheet.studio.lettering, choice)),
        leaders[~np.isnan(leaders[:, 0])],
        tuple(place.label for place in lost),
    )


def quiet_names(sheet: Sheet, taken: Sequence[Box], marks: Marks) -> list[Text]:
    """The names of waters and countries, where nothing is taken."""
    found: list[Name] = []
    if sheet.request.waters:
        sea = shapely.difference(sheet.ground.sea, sheet.ground.land)
        found += waters(sheet.view, sheet.studio, (sea, sheet.ground.lakes), sheet.look.water)
    if sheet.request.countries:
        found += countries(
            sheet.view, sheet.studio, sheet.ground.sea, sheet.look.country, dict(sheet.request.spellings)
        )
    earth = shapely.buffer(sheet.ground.sea, -RIM)
    inside = [name.places.only(share_on(name.places.options.boxes, earth) == 1) for name in found]
    kept = [Name(name.words, places) for name, places in zip(found, inside, strict=True) if places.blocks]
    return _in_turn(sheet, kept, list(taken), sheet.ink(marks.legs, QUIET))


def _in_turn(sheet: Sheet, names: Sequence[Name], taken: list[Box], ink: Ink) -> list[Text]:
    """Each name in turn where it touches none of those before it; a name is set once."""
    texts: list[Text] = []
    done: set[str] = set()
    for name in names:
        (choice,) = settle([name.places.options], sheet.inner, as_array(taken), ink)
        if choice is not None and name.words not in done:
            lines = name.places.text(sheet.studio.lettering, choice)
            texts += lines
            taken += [text.box.grown(ALONE) for text in lines]
            done.add(name.words)
    return texts


def degrees(sheet: Sheet, lines: Sequence[GridLine], taken: Sequence[Box]) -> list[Text]:
    """The degrees of the net at the edges, where nothing is taken."""
    texts: list[Text] = []
    words, style, letters = sheet.words.grid, sheet.look.degrees, sheet.studio.lettering
    for text in degree_labels(lines, sheet.view.frame, words, style, letters):
        if not any(text.box.overlaps(box, gap=1.5) for box in [*taken, *(one.box for one in texts)]):
            texts.append(text)
    return texts
