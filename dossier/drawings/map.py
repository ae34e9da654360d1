"""Locator maps: places on land and water, with a numbered route, drawn from plain values.

The order of work is the order of importance: the view is taken from the places; then marks, route and scale
bar take their room, then the names of places, and what room is left goes to waters, countries and degrees.
No boundary is ever drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from dossier.drawings.canvas import Drawing, Line, Rectangle
from dossier.drawings.map_grid import ScaleBar, grid_lines
from dossier.drawings.map_layers import drawn_leaders, drawn_route, layers, path_of
from dossier.drawings.map_marks import marks_on
from dossier.drawings.map_naming import degrees, place_names, quiet_names
from dossier.drawings.map_sheet import sheet

if TYPE_CHECKING:
    from dossier.drawings.map_look import Look
    from dossier.drawings.map_request import MapRequest
    from dossier.drawings.studio import Studio

QUIET_GAP = 2.5
"""Points that names of waters and countries keep from everything that is more important."""


def _drawn_bar(bar: ScaleBar | None, look: Look) -> list[Rectangle]:
    return [Rectangle(half, pen) for half, pen in zip(bar.halves, look.bar, strict=True)] if bar else []


def locator_map(request: MapRequest, studio: Studio) -> Drawing:
    """The finished map; places whose names found no room are told in its description."""
    made = sheet(request, studio)
    look = made.look
    marks = marks_on(made)
    places = place_names(made, marks)
    taken = [*marks.boxes, *places.boxes]
    quiet = quiet_names(made, [*(box.grown(QUIET_GAP) for box in taken), *marks.way], marks)
    net = grid_lines(made.view)
    edge = degrees(made, net, [*taken, *(text.box for text in quiet)])
    texts = [*quiet, *edge, *places.texts, *(marks.bar.texts if marks.bar else ())]
    covered = [text.box for text in texts] + ([marks.bar.box] if marks.bar else [])
    badges = [Rectangle(one.box, look.badge, one.box.height / 2) for one in marks.badges.values()]
    return studio.draw(
        request.name,
        made.view.frame,
        alt=made.words.alt(request),
        description=made.words.description(request, made.view, places.unplaced),
        labels=tuple(text.box for text in texts),
        ground=layers(made, net, covered),
        way=[*drawn_route(marks, look), *drawn_leaders(places.leaders, look)],
        marks=[*marks.dots.values(), *badges, *_drawn_bar(marks.bar, look)],
        outline=Line(path_of(shapely.boundary(made.ground.sea)), look.frame),
        texts=[*texts, *(one.text for one in marks.badges.values())],
    )
