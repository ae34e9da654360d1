"""Figures of the records as finished pictures: drawings computed from the records, pictures read from the content.

A drawing whose records are missing gives no illustration but a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.assets import Asset
from dossier.dates import date_words
from dossier.drawings.delegations import draw_delegations
from dossier.drawings.map import locator_map
from dossier.drawings.map_request import MapPlace, MapRequest, MapStop
from dossier.drawings.signature_sheet import draw_signature_sheet
from dossier.drawings.studio import Studio
from dossier.drawings.timeline import draw_timeline
from dossier.naming import Names
from dossier.pictures import read_picture
from dossier.problems import Problem, ProblemList
from dossier.reader import RECORDS, Content, shown
from dossier.records import Drawing, Figure, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dossier.drawings.canvas import Drawing as Drawn
    from dossier.language import Language
    from dossier.theme import Theme
from dossier.typography import load_words, text_setter

SVG = "image/svg+xml"
UNITED_NATIONS = 1945


@dataclass(frozen=True)
class Illustration:
    """A picture ready to be placed: width and height in millimetres, as it stands on the page."""

    asset: Asset
    alt: str
    width: float
    height: float
    description: str = ""
    across: bool = False
    """whether it needs a landscape page"""


class Artist:
    """Draws the figures of one dossier."""

    def __init__(self, content: Content, theme: Theme, language: Language, templates: Sequence[Path]) -> None:
        self.content = content
        self.records = content.records
        self.theme = theme
        self.language = language
        self.studio = Studio(theme, templates[-1], language.tag)
        self.names = Names(content.records, language.labels, language.dates)
        self.set_text = text_setter(
            language.folder, {language.folder: load_words(templates[-1], language.folder)}
        )
        self.drawers: dict[Drawing, Callable[[Figure], Drawn | None]] = {
            Drawing.TIMELINE: self.timeline,
            Drawing.MAP: self.map,
            Drawing.SIGNATURES: self.signature_sheet,
            Drawing.DELEGATIONS: self.delegations,
        }

    def plain(self, text: str) -> str:
        """The words of a Markdown text with the typography of the language."""
        return self.set_text(self.names.plain(text))

    def draw(self, figure: Figure) -> Drawn | None:
        """The drawing of a figure, or None when the records give nothing to draw."""
        return self.drawers[figure.drawing](figure) if figure.drawing else None

    def timeline(self, figure: Figure) -> Drawn | None:
        """The timeline, whole or in a window."""
        windows = [other.window for other in self.records.figures if other.window and other.id != figure.id]
        return draw_timeline(
            self.records,
            self.studio,
            self.language.dates,
            self.plain,
            window=figure.window,
            enlarged=windows[0] if windows and figure.window is None else None,
            importance=figure.importance,
            name=f"timeline.{figure.id}",
        )

    def signature_sheet(self, figure: Figure) -> Drawn | None:
        """The schematic of the foot of the act."""
        name = f"signature-sheet.{figure.id}"
        return draw_signature_sheet(self.records, self.studio, self.language.dates, self.plain, name=name)

    def delegations(self, figure: Figure) -> Drawn | None:
        """Who spoke for whom."""
        name = f"delegations.{figure.id}"
        return draw_delegations(self.records, self.studio, self.plain, name=name)

    def map(self, figure: Figure) -> Drawn | None:
        """A map of the places named, of all places when none is named."""
        stops = tuple(self._stop(stop.place, index, figure) for index, stop in enumerate(figure.route))
        chosen = [place for place in self.records.places if not figure.places or place.id in figure.places]
        places = tuple(self._place(place) for place in chosen)
        if not places and not stops:
            return None
        title = self.plain(figure.caption)
        width = (
            self.theme.page.height - 2 * self.theme.page.bottom
            if figure.width == "landscape"
            else self.theme.page.measure
        )
        request = MapRequest(
            f"map.{figure.id}",
            title,
            places,
            stops,
            width=width,
            countries=self.is_recent(),
            spellings=tuple(self.records.publication.house_spellings.items()),
        )
        return locator_map(request, self.studio)

    def is_recent(self) -> bool:
        """Whether today's countries are in place on a map of the act: not before the world of the United Nations."""
        latest = [item.date.latest for item in self.records.act.dates if item.date.latest]
        return not latest or max(latest).year >= UNITED_NATIONS

    def _place(self, place: Place) -> MapPlace:
        acted = {item.place for item in self.records.act.places}
        return MapPlace(place.name, place.latitude, place.longitude, main=place.id in acted)

    def _stop(self, place: str, index: int, figure: Figure) -> MapStop:
        stop = figure.route[index]
        day = date_words(stop.date, self.language.dates, "table") if stop.date else ""
        words = "\n".join(part for part in (day, self.plain(stop.label) if stop.label else "") if part)
        return MapStop(self._place(self.names.by_id[place]), words)


def illustrate(
    content: Content, theme: Theme, language: Language, templates: Sequence[Path]
) -> tuple[dict[str, Illustration], tuple[Problem, ...]]:
    """Every figure by id, and warnings for those that could not be drawn. Raises ContentError for faulty pictures."""
    artist = Artist(content, theme, language, templates)
    problems = ProblemList()
    found: dict[str, Illustration] = {}
    for index, figure in enumerate(content.records.figures):
        place = Problem(shown(content.folder / RECORDS), path=f"figures[{index}]")
        shown_figure = (
            _picture(content, theme, figure, place, problems) if figure.file else _drawing(artist, figure)
        )
        if shown_figure is not None:
            found[figure.id] = shown_figure
        elif figure.drawing:
            message = f"«{figure.id}» is left out: the records give nothing to draw for a {figure.drawing}"
            problems.add(Problem(place.file, path=place.path, message=message, severity="warning"))
    problems.raise_if_any()
    return found, tuple(problems.problems)


def _drawing(artist: Artist, figure: Figure) -> Illustration | None:
    drawn = artist.draw(figure)
    if drawn is None:
        return None
    asset = Asset(figure.id, SVG, drawn.svg.encode())
    return Illustration(
        asset,
        drawn.alt,
        drawn.width,
        drawn.height,
        drawn.description,
        across=drawn.width > artist.theme.page.measure + 1,
    )


def _picture(
    content: Content, theme: Theme, figure: Figure, place: Problem, problems: ProblemList
) -> Illustration | None:
    """A picture of the content at the width it is printed; its faults go to `problems`."""
    widths = {"column": theme.page.measure, "narrow": theme.page.measure / 2}
    width = widths.get(figure.width, theme.page.height - 2 * theme.page.bottom)
    picture, faults = read_picture(content.folder / str(figure.file), figure.id, width, figure.page or 1)
    problems.extend(
        faults,
        lambda fault: Problem(
            place.file,
            path=f"{place.path}.file",
            message=fault.message,
            hint=fault.hint,
            severity=fault.severity,
        ),
    )
    if picture is None:
        return None
    return Illustration(picture.asset, str(figure.alt), width, width * picture.height / picture.width)
