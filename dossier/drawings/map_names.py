"""Names of waters and countries in the content's language, and where on the sheet they may stand.

Waters come from `templates/geo/seas.yaml`; countries are the member states of the United Nations, named as in
the Unicode CLDR, at the label points of `templates/geo/countries.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import yaml
from babel import Locale

from dossier.drawings.map_labels import Block, block, spread_options, within
from dossier.drawings.placement import Numbers, Options

if TYPE_CHECKING:
    from pathlib import Path

    import shapely

    from dossier.drawings.canvas import Style
    from dossier.drawings.lettering import Lettering
    from dossier.drawings.map_view import View

LAKE = 4
WIDEST = 62.0
"""Points from which a country's name is broken into lines."""
GRID = np.array([(a, b) for a in np.linspace(-1, 1, 11) for b in np.linspace(-1, 1, 9)])
NUDGES = np.array([(x, y) for x in (0, -14, 14, -28, 28) for y in (0, -9, 9, -18, 18)], float)


@dataclass(frozen=True)
class Name:
    """A name that stands alone: its lines and the places it may take."""

    words: str
    block: Block
    options: Options


def _in_sight(view: View, points: Numbers) -> Numbers:
    """Which positions on the sheet lie inside the frame."""
    x, y = points.T
    frame = view.frame
    seen: Numbers = (x > frame.left) & (x < frame.right) & (y > frame.top) & (y < frame.bottom)
    return seen


def _water(
    row: dict[str, object], words: str, view: View, styles: tuple[Style, Style], lettering: Lettering
) -> Name | None:
    (longitude, latitude), spread = np.array(row["at"], float), np.array(row["spread"], float)
    degrees = np.clip(np.array([longitude, latitude]) + GRID * spread, [-540, -89], [540, 89])
    degrees[:, 0] = (degrees[:, 0] + 180) % 360 - 180
    points = view.place(degrees)
    seen = _in_sight(view, points)
    if not seen.any():
        return None
    lines = words.split(" ") if row["rank"] == 1 and len(words.split(" ")) == 2 else [words]  # noqa: PLR2004 - two words
    shape = block(lettering, [(line, styles[row["rank"] != 1]) for line in lines])
    cost = np.hypot(*GRID.T) * 3
    return Name(words, shape, spread_options(points[seen], cost[seen], shape))


def waters(
    view: View,
    templates: Path,
    language: str,
    areas: tuple[shapely.Geometry, shapely.Geometry],
    styles: tuple[Style, Style],
    lettering: Lettering,
) -> list[Name]:
    """Names of the waters in sight that have room in the sea or in the lakes (`areas`); oceans first."""
    rows = yaml.load((templates / "geo/seas.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    found = []
    for row in sorted(rows, key=lambda row: row["rank"]):
        words = row.get(language.split("-", 1)[0])
        name = _water(row, words, view, styles, lettering) if words else None
        if name is not None:
            options = within(name.options, areas[row["rank"] == LAKE])
            found += [Name(name.words, name.block, options)] if len(options.boxes) else []
    return found


def countries(view: View, templates: Path, language: str, style: Style, lettering: Lettering) -> list[Name]:
    """Names of the countries in sight, the roomiest first."""
    names = Locale.parse(language, sep="-").territories
    rows = json.loads((templates / "geo/countries.json").read_text("utf-8"))
    found = []
    for code, candidates in rows.items():
        points, room = np.array(candidates)[:, :2], np.array(candidates)[:, 2]
        sheet = view.place(points)
        seen = _in_sight(view, sheet)
        if seen.any():
            words = names[code].upper()
            lines = lettering.wrapped(words, WIDEST, style)
            shape = block(lettering, [(line, style) for line in lines])
            middles = (sheet[seen][:, None, :] + NUDGES).reshape(-1, 2)
            nudged = np.hypot(*NUDGES.T) * 0.1
            costs = (6 - np.minimum(room[seen], 6))[:, None] + nudged
            found.append((room[seen].max(), Name(words, shape, spread_options(middles, costs.ravel(), shape))))
    return [name for _, name in sorted(found, key=lambda pair: -pair[0])]
