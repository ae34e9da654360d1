"""The drawings that an edition asks for by itself, at the sizes of its own layout, beside the figures of the records.

A drawing whose records are missing is left out without a word: the edition gives its room away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

from dossier.assets import Asset
from dossier.dates import date_words
from dossier.drawings.canvas import POINTS_PER_MM
from dossier.drawings.map import locator_map
from dossier.drawings.map_request import MapPlace, MapRequest, MapStop
from dossier.drawings.rooms import Room
from dossier.drawings.studio import Studio
from dossier.drawings.timeline import timeline_of
from dossier.drawings.timeline_events import timeline_events
from dossier.drawings.timeline_words import TimelineWords
from dossier.illustrations import SVG, Illustration
from dossier.naming import Names
from dossier.qr import qr_svg
from dossier.records import Drawing, Figure, Inline, Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from dossier.declarations import PlannedDrawing
    from dossier.drawings.canvas import Drawing as Drawn
    from dossier.drawings.timeline_events import TimelineEvent
    from dossier.language import Language
    from dossier.reader import Content
    from dossier.records import Dossier, Publication
    from dossier.theme import Theme

RULING = 8.5
"""Millimetres between two lines for writing by hand."""
HAIR = 0.25
LEAST_WIDTH = 900.0
"""Kilometres that a locator map shows at least: enough to know where on Earth it is."""
LEAST_IMPORTANCE = 3
LEAST_EVENTS = 3
WEB, DOI = ("https://", "http://"), "10."


def with_figures(content: Content, names: Sequence[str], shown: Mapping[str, Illustration]) -> Content:
    """The content with a figure for each drawing of the edition, so that templates show it by its name."""
    figures = tuple(
        Figure(
            id=name,
            file=f"{name}.svg",
            caption=Inline(name),
            alt=shown[name].alt if name in shown else name,
            credit="–",
            licence="–",
        )
        for name in names
    )
    others = tuple(figure for figure in content.records.figures if figure.id not in names)
    return replace(content, records=content.records.model_copy(update={"figures": (*others, *figures)}))


def address_of(publication: Publication) -> str:
    """The web address under which the dossier is cited; empty when there is none."""
    identifier = publication.identifier or ""
    if publication.url:
        return publication.url
    if identifier.startswith(WEB):
        return identifier
    return f"https://doi.org/{identifier}" if identifier.startswith(DOI) else ""


class Draughtsman:
    """Draws what editions plan for one dossier in one look; `words` are those of the edition."""

    def __init__(
        self,
        content: Content,
        theme: Theme,
        language: Language,
        templates: Sequence[Path],
        words: Mapping[str, Any],
    ) -> None:
        self.records: Dossier = content.records
        self.theme = theme
        self.language = language
        self.words = words
        self.studio = Studio(theme, templates[-1], language.tag)
        self.names = Names(content.records, language.labels, language.dates)
        self._done: dict[tuple[str, PlannedDrawing], Illustration | None] = {}
        self._drawers: dict[str, Callable[[str, PlannedDrawing], Illustration | None]] = {
            "map": self.map,
            "timeline": self.timeline,
            "qr": self.qr,
            "lines": self.lines,
        }

    def drawn(self, plans: Mapping[str, PlannedDrawing]) -> dict[str, Illustration]:
        """The drawings by name; those for which the records give nothing, or the plan no height, are missing."""
        made = {name: self._made(name, plan) for name, plan in plans.items() if plan.height}
        return {name: shown for name, shown in made.items() if shown is not None}

    def _made(self, name: str, plan: PlannedDrawing) -> Illustration | None:
        """One drawing; the same plan is drawn once."""
        if (name, plan) not in self._done:
            self._done[name, plan] = self._drawers[plan.drawing](name, plan)
        return self._done[name, plan]

    def map(self, name: str, plan: PlannedDrawing) -> Illustration | None:
        """Where it happened: the map of the cover, else the places of the act, else all places."""
        cover = next(
            (figure for figure in self.records.figures if figure.id == self.records.publication.cover), None
        )
        figure = cover if cover is not None and cover.drawing == Drawing.MAP else None
        chosen = self._chosen(figure)
        stops = (
            tuple(self._stop(stop.place, self._stop_words(stop)) for stop in figure.route) if figure else ()
        )
        if not chosen and not stops:
            return None
        title = self.names.plain(figure.caption) if figure else str(self.words["where"])
        request = MapRequest(
            f"map.{name}",
            title,
            tuple(self._place(place) for place in chosen),
            stops,
            width=plan.width,
            height=plan.height,
            least_width=LEAST_WIDTH,
            countries=False,
        )
        return _shown(name, locator_map(request, self.studio))

    def _chosen(self, figure: Figure | None) -> list[str]:
        if figure is not None and figure.places:
            return list(figure.places)
        act = self.records.act
        acted = dict.fromkeys(
            [item.place for item in act.places] + [item.place for item in act.dates if item.place]
        )
        return list(acted) or [place.id for place in self.records.places]

    def _place(self, place: str) -> MapPlace:
        record = self.names.by_id[place]
        acted = {item.place for item in self.records.act.places}
        return MapPlace(record.name, record.latitude, record.longitude, main=place in acted)

    def _stop(self, place: str, words: str) -> MapStop:
        return MapStop(self._place(place), words)

    def _stop_words(self, stop: Any) -> str:  # noqa: ANN401 - a stop of a route; its type is that of the figure
        return date_words(stop.date, self.language.dates, "table") if stop.date else stop.label or ""

    def timeline(self, name: str, plan: PlannedDrawing) -> Illustration | None:
        """The decisive moments to scale; the alternative text tells them all, for nothing else on the sheet does."""
        events = self._events(plan.importance)
        words = self.studio.words("timeline")
        phases = {phase.value: str(words["phases"][phase.value]) for phase in Phase}
        phases |= {phase.value: heading for phase, heading in self.records.publication.phases.items()}
        said = TimelineWords(self.language.dates, words, phases, self.studio.language)
        room = Room(plan.width * POINTS_PER_MM, plan.height * POINTS_PER_MM)
        drawing = timeline_of(events, self.studio, said, name=f"timeline.{name}", rooms=(room, room))
        if drawing is None:
            return None
        told = str(self.words["separator"]).join(f"{event.date}, {event.title}" for event in events)
        return _shown(name, replace(drawing, alt=f"{self.words['timeline_alt']} {told}."))

    def _events(self, importance: int) -> Sequence[TimelineEvent]:
        """The events of that importance, with less important ones where they are too few for a line of time."""
        for least in range(importance, LEAST_IMPORTANCE):
            events = timeline_events(self.records, self.language.dates, self.names.plain, least)
            if len(events) >= LEAST_EVENTS:
                return events
        return timeline_events(self.records, self.language.dates, self.names.plain, LEAST_IMPORTANCE)

    def qr(self, name: str, plan: PlannedDrawing) -> Illustration | None:
        """The QR code of the address under which the dossier is cited."""
        address = address_of(self.records.publication)
        if not address:
            return None
        alt = f"{self.words['qr_alt']} {address}"
        return Illustration(
            Asset(name, SVG, qr_svg(address, plan.width).encode()), alt, plan.width, plan.width
        )

    def lines(self, name: str, plan: PlannedDrawing) -> Illustration:
        """Ruled lines to write on."""
        count = max(int(plan.height / RULING), 1)
        rows = (f"M0 {RULING * (row + 1) - HAIR:.2f}H{plan.width:g}" for row in range(count))
        height = count * RULING
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{plan.width:g}mm" height="{height:g}mm" '
            f'viewBox="0 0 {plan.width:g} {height:g}"><path d="{"".join(rows)}" fill="none" '
            f'stroke="{escape(self.theme.colours.muted)}" stroke-width="{HAIR}" stroke-dasharray="0.3 1.2"/></svg>'
        )
        return Illustration(Asset(name, SVG, svg.encode()), str(self.words["lines_alt"]), plan.width, height)


def _shown(name: str, drawn: Drawn) -> Illustration:
    return Illustration(Asset(name, SVG, drawn.svg.encode()), drawn.alt, drawn.width, drawn.height)
