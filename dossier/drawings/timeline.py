"""The timeline: events to scale on one page, upright or across, whole or an enlarged window.

Puts the steps together: records → events → the first layout that has room for all → marks → SVG. A label that
finds no room becomes a number and is listed below; where even the list has no room, the mark stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from dossier.drawings.key import Sign, key_height
from dossier.drawings.rooms import Room, rooms_of
from dossier.drawings.timeline_events import TimelineEvent, time_shown, timeline_events, within
from dossier.drawings.timeline_key import enlarged_sign, phase_signs, signs_of
from dossier.drawings.timeline_layout import Layout, Plan, Sheet, lay_out
from dossier.drawings.timeline_page import (
    NOTE,
    Page,
    PageWords,
    PhaseBox,
    band_width,
    compose,
    letters_of,
    phase_boxes,
    phase_colours,
)
from dossier.drawings.timeline_phases import Band, bands
from dossier.drawings.timeline_ticks import ticks
from dossier.drawings.timeline_words import (
    TimelineWords,
    alt_of,
    bare_note,
    description_of,
    window_heading,
)
from dossier.records import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dossier.dates import DateWords, EdtfDate
    from dossier.drawings.canvas import Drawing
    from dossier.drawings.studio import Studio
    from dossier.records import Dossier

HEADING = 20.0
FIRST_BAND = 48.0


def draw_timeline(
    dossier: Dossier,
    studio: Studio,
    dates: DateWords,
    plain: Callable[[str], str],
    *,
    window: EdtfDate | None = None,
    enlarged: EdtfDate | None = None,
    importance: int = 3,
    name: str = "timeline",
) -> Drawing | None:
    """The timeline of a dossier, or None when no event can be shown.

    `plain` makes typeset plain words of a text; `window` is the interval shown enlarged, `enlarged` one
    that another drawing shows so and that is marked here; events less important than `importance` are left out.
    """
    words = studio.words("timeline")
    phases = {phase.value: words["phases"][phase.value] for phase in Phase}
    phases |= {phase.value: plain(heading) for phase, heading in dossier.publication.phases.items()}
    events = timeline_events(dossier, dates, plain, importance)
    said = TimelineWords(dates, words, phases, studio.language)
    return timeline_of(events, studio, said, window=window, enlarged=enlarged, name=name)


def timeline_of(
    events: Sequence[TimelineEvent],
    studio: Studio,
    said: TimelineWords,
    *,
    window: EdtfDate | None = None,
    enlarged: EdtfDate | None = None,
    name: str = "timeline",
    rooms: tuple[Room, Room] | None = None,
) -> Drawing | None:
    """The timeline of these events, or None when none of them can be shown; `rooms` are the largest sizes allowed."""
    span = _span(events, window)
    shown = within(events, *span) if span else ()
    if span is None or not shown:
        return None
    maker = _Maker(studio, said, span, bands(events, list(said.phases)), window, enlarged)
    page, layout = maker.page(shown, rooms or rooms_of(studio.theme))
    return studio.draw(
        name,
        page.frame,
        alt=alt_of(shown, said, window_heading(window, said.words, said.dates)),
        description=description_of(
            shown, layout, maker.bands, said, window_heading(window, said.words, said.dates)
        ),
        labels=page.labels,
        page=page,
    )


def _span(events: Sequence[TimelineEvent], window: EdtfDate | None) -> tuple[int, int] | None:
    """The time shown: that of the window, or of the events; None when there are no events."""
    if not events:
        return None
    first, last = time_shown(events)
    if window is None:
        return first, last
    bounds = window.bounds
    return (
        first if bounds.first is None else bounds.first,
        last if bounds.last is None else bounds.last + 1,
    )


def _plans(events: Sequence[TimelineEvent], rooms: tuple[Room, Room]) -> Iterator[Plan]:
    """Ways of drawing, the best first: all labelled, then less important ones listed, then as marks alone."""
    upright, across = rooms
    yield Plan(upright)
    yield Plan(across)
    ranks = sorted({event.importance for event in events})
    yield from _shrinking(upright, ranks)


def _shrinking(room: Room, ranks: Sequence[int]) -> Iterator[Plan]:
    """Fewer and fewer ranks labelled; of the others as many listed as there is room for, the rest marks alone.

    The last way needs no room: a page that is too short for any drawing gets one that is too long.
    """
    for labelled in range(len(ranks) - 1, -1, -1):
        for listed in range(len(ranks), labelled, -1):
            for lines in (0, 2, 1):
                yield Plan(room, frozenset(ranks[labelled:listed]), frozenset(ranks[listed:]), lines)
        yield Plan(room, bare=frozenset(ranks[labelled:]))
    yield Plan(replace(room, height=inf), bare=frozenset(ranks))


@dataclass(frozen=True)
class _Maker:
    """Tries plans until one has room."""

    studio: Studio
    said: TimelineWords
    span: tuple[int, int]
    bands: tuple[Band, ...]
    window: EdtfDate | None
    enlarged: EdtfDate | None

    def page(self, events: Sequence[TimelineEvent], rooms: tuple[Room, Room]) -> tuple[Page, Layout]:
        """The page of the first plan that has room, and its layout."""
        tried = (self._tried(events, plan) for plan in _plans(events, rooms))
        return next(found for found in tried if found)

    def _tried(self, events: Sequence[TimelineEvent], plan: Plan) -> tuple[Page, Layout] | None:
        """Lay out twice: the second time the band is as wide as its ticks need, and the key holds what occurs."""
        letters = {band.phase: "A" for band in self.bands}
        rough = _Frame(plan, FIRST_BAND, self._signs(events, letters, torn=True), _bare(events, plan))
        first = self._laid_out(events, rough)
        if first is None:
            return None
        signs = self._signs(events, self._letters(first), torn=bool(first.scale.breaks))
        fine = _Frame(
            plan, band_width(ticks(first.scale, self.said.ticks), self.studio), signs, _bare(events, plan)
        )
        layout = self._laid_out(events, fine)
        return (self._composed(layout, fine), layout) if layout else None

    def _laid_out(self, events: Sequence[TimelineEvent], frame: _Frame) -> Layout | None:
        studio, width = self.studio, frame.plan.room.width
        foot = key_height(frame.signs, studio.lettering, studio.theme, width)
        sheet = Sheet(
            studio.lettering,
            studio.theme,
            band=frame.band,
            top=HEADING if self.window else 0.0,
            foot=foot + (NOTE if frame.bare else 0.0),
            range_sign=self.said.words["range"],
        )
        return lay_out(events, self.span, frame.plan, sheet)

    def _boxes(self, layout: Layout) -> tuple[PhaseBox, ...]:
        return phase_boxes(layout, self.bands, list(self.said.phases), self.studio.theme)

    def _letters(self, layout: Layout) -> dict[str, str]:
        return letters_of(self._boxes(layout), self.said.phases, self.studio)

    def _signs(
        self, events: Sequence[TimelineEvent], letters: Mapping[str, str], *, torn: bool
    ) -> tuple[Sign, ...]:
        """The signs of the key: those of marks, then of phases that are only lettered."""
        theme, words = self.studio.theme, self.said.words["key"]
        colours = phase_colours(list(self.said.phases), theme)
        signs = signs_of(events, words, theme, torn=torn)
        if self._marked:
            signs += (enlarged_sign(words["enlarged"], theme),)
        return signs + phase_signs(letters, self.said.phases, colours, theme.colours.rule)

    @property
    def _marked(self) -> tuple[float, float] | None:
        """The days that another drawing shows enlarged, if any."""
        if self.enlarged is None or self.enlarged.bounds.first is None or self.enlarged.bounds.last is None:
            return None
        return self.enlarged.bounds.first, self.enlarged.bounds.last + 1

    def _composed(self, layout: Layout, frame: _Frame) -> Page:
        return compose(
            layout,
            self._boxes(layout),
            ticks(layout.scale, self.said.ticks),
            frame.signs,
            self.studio,
            words=PageWords(
                self.said.phases,
                self._letters(layout),
                window_heading(self.window, self.said.words, self.said.dates),
                bare_note(frame.bare, self.said.words, self.said.language),
            ),
            width=frame.plan.room.width,
            enlarged=self._marked,
        )


@dataclass(frozen=True)
class _Frame:
    """A plan with the width of its band, the signs of its key, and how many marks stand alone."""

    plan: Plan
    band: float
    signs: tuple[Sign, ...]
    bare: int


def _bare(events: Sequence[TimelineEvent], plan: Plan) -> int:
    return sum(event.importance in plan.bare for event in events)
