"""Names of waters and countries in the content's language, and where on the sheet they may stand.

Waters come from `templates/geo/seas.json`; countries are the member states of the United Nations, named as in
the Unicode CLDR, at the label points of `templates/geo/countries.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from babel import Locale

from dossier.drawings.map_labels import PlaceOptions, block, merged, share_on, spread_options
from dossier.drawings.placement import Options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from dossier.drawings.canvas import Style
    from dossier.drawings.clearance import Numbers
    from dossier.drawings.lettering import Lettering
    from dossier.drawings.map_view import View
    from dossier.drawings.studio import Studio

OCEAN, SEA, LAKE = 1, 2, 4
ON_WATER = {1: 0.95, 2: 0.72, 3: 0.9, 4: 0.9}
"""Least share of a water's name that stands on the water, by rank."""
WIDE = 16.0
"""Kilometres per point beyond which only oceans and seas are named."""
WIDEST = 62.0
"""Points from which a country's name is broken into lines."""
SPREAD = np.array([(a, b) for a in np.linspace(-1, 1, 9) for b in np.linspace(-1, 1, 7)])
NUDGES = np.array([(x, y) for x in (0, -0.5, 0.5) for y in (0, -0.5, 0.5)])
CANDIDATES = 16
LABEL_STEPS = 20
"""Steps per degree of the label points of countries."""
LEAST_ROOM = 7.0
"""Points from a label point to the border below which a country is too small on the sheet to be named."""
LEAST_SHARE = 0.15
"""The same as a part of the width of the name."""


@dataclass(frozen=True)
class Name:
    """A name that stands alone, and the places it may take."""

    words: str
    places: PlaceOptions


def waters(
    view: View, studio: Studio, areas: tuple[BaseGeometry, BaseGeometry], styles: tuple[Style, Style]
) -> list[Name]:
    """Names of the waters in sight that have room in the sea or in the lakes (`areas`); oceans first.

    `styles` are those of oceans and of other waters.
    """
    rows = json.loads((studio.templates / "geo/seas.json").read_text("utf-8"))
    language = studio.language.split("-", 1)[0]
    least = SEA if view.kilometres_per_point > WIDE else LAKE
    known = (row for row in rows if row.get(language) and row["rank"] <= least)
    named = sorted(known, key=lambda row: row["rank"])
    if not named:
        return []
    sheet = view.place(np.concatenate([_around(row) for row in named]))
    seen = view.sees(sheet).reshape(len(named), -1)
    found = []
    for row, middles, flags in zip(named, sheet.reshape(len(named), -1, 2), seen, strict=True):
        if flags.any():
            words, style = row[language], styles[row["rank"] != OCEAN]
            places = _water(words, middles[flags], np.hypot(*SPREAD[flags].T) * 3, style, studio.lettering)
            kept = _floating(places, areas[row["rank"] == LAKE], ON_WATER[row["rank"]])
            found += [Name(words, kept)] if len(kept.blocks) else []
    return found


def _around(row: dict[str, Any]) -> Numbers:
    """Longitudes and latitudes all over a water."""
    degrees = np.array(row["at"], float) + SPREAD * np.array(row["spread"], float)
    folded: Numbers = np.column_stack([(degrees[:, 0] + 180) % 360 - 180, np.clip(degrees[:, 1], -89, 89)])
    return folded


def _water(words: str, middles: Numbers, costs: Numbers, style: Style, lettering: Lettering) -> PlaceOptions:
    """The name in one line and in as many as it takes to be narrow, around the given middles."""
    longest = max(lettering.width(word, style) for word in words.split(" "))
    shapes = {
        (words,),
        lettering.wrapped(words, max(longest * 1.25, 0.62 * lettering.width(words, style)), style),
    }
    options = [
        spread_options(
            middles,
            costs + (0.5 if len(lines) > 1 else 0),
            block(lettering, [(line, style) for line in lines]),
        )
        for lines in sorted(shapes, key=len)
    ]
    return merged(options)


def _floating(places: PlaceOptions, area: BaseGeometry, least: float) -> PlaceOptions:
    """Those options that stand on the water with so much of them, with a cost for the rest."""
    share = share_on(places.options.boxes, area)
    costed = Options.without_leaders(places.options.boxes, places.options.costs + (1 - share) * 50)
    return replace(places, options=costed).only(share >= least)


def _label_points(file: Path) -> tuple[list[str], Numbers]:
    """Codes of the countries, and all label points: longitude, latitude, room, number of the country."""
    rows = json.loads(file.read_text("utf-8"))
    points = [np.array(row).reshape(-1, 3) / LABEL_STEPS for row in rows.values()]
    numbers = np.repeat(np.arange(len(rows)), [len(row) for row in points])
    return list(rows), np.column_stack([np.concatenate(points), numbers])


def countries(
    view: View, studio: Studio, earth: BaseGeometry, style: Style, house: Mapping[str, str]
) -> list[Name]:
    """Names of the countries that have room on the sheet, the roomiest first; `earth` is its outline.

    `house`: name in the CLDR → the spelling of this publication.
    """
    names = Locale.parse(studio.language, sep="-").territories
    codes, points = _label_points(studio.templates / "geo/countries.json")
    heights = view.samples[:, 1]
    points = points[(points[:, 1] >= heights.min()) & (points[:, 1] <= heights.max())]
    sheet = view.place(points[:, :2])
    seen = view.sees(sheet)
    sheet, points = sheet[seen], points[seen]
    edges = shapely.distance(shapely.boundary(earth), shapely.points(sheet))
    room = np.minimum(points[:, 2] * 111.19 / view.kilometres_per_point, edges)
    found = []
    for country in np.unique(points[:, 3]).astype(int):
        mine = np.flatnonzero(points[:, 3] == country)
        best = mine[np.argsort(-room[mine], kind="stable")][:CANDIDATES]
        named = names[codes[country]]
        places = _country(house.get(named, named).upper(), sheet[best], room[best], style, studio.lettering)
        found += [(room[best[0]], Name(codes[country], places))] if places else []
    return [name for _, name in sorted(found, key=lambda pair: (-pair[0], pair[1].words))]


def _country(
    words: str, middles: Numbers, room: Numbers, style: Style, lettering: Lettering
) -> PlaceOptions | None:
    shape = block(lettering, [(line, style) for line in lettering.wrapped(words, WIDEST, style)])
    fitting = room >= max(LEAST_ROOM, LEAST_SHARE * shape.width)
    if not fitting.any():
        return None
    reach = np.minimum(room[fitting], 16)[:, None, None]
    spots = middles[fitting][:, None, :] + NUDGES * reach
    costs = (4 - 4 * room[fitting] / room[fitting].max())[:, None] + np.hypot(*NUDGES.T)
    return merged([spread_options(spots.reshape(-1, 2), costs.ravel(), shape)])
