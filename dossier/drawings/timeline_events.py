"""What a timeline shows of each event: where its date fades in, holds and fades out, and its words.

Days are numbers as `date.toordinal` counts them. Knows records and dates; knows no lengths on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, isfinite
from typing import TYPE_CHECKING

from dossier.dates import EdtfDate, date_words
from dossier.drawings.timeline_calendar import STEPS, after, at_or_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dossier.dates import DateWords
    from dossier.drawings.timeline_calendar import Step
    from dossier.records import Dossier

LEAST_STEPS = 30
"""A scale begins and ends on the coarsest round date of which it holds this many."""
LEAST_SPAN = 28
FADE_OF_UNKNOWN = 0.08
"""An unknown end fades over this part of the whole time shown."""


@dataclass(frozen=True)
class TimelineEvent:
    """An event as it is drawn: from `first` it fades in until `sure_from`, from `sure_to` it fades out to `last`.

    `last` and `sure_to` are the days after, so that a single day has a length. `open_start` and `open_end` say
    that it goes on beyond what is shown. `sure_from > sure_to` means that no day is certain.
    """

    id: str
    first: float
    sure_from: float
    sure_to: float
    last: float
    title: str
    date: str
    phase: str = ""
    importance: int = 2
    open_start: bool = False
    open_end: bool = False

    @property
    def soft_start(self) -> bool:
        """Whether the beginning is not known to the day."""
        return self.first < min(self.sure_from, self.last)

    @property
    def soft_end(self) -> bool:
        """Whether the end is not known to the day."""
        return max(self.sure_to, self.first) < self.last

    @property
    def anchor(self) -> float:
        """The day from which the line to its label goes out."""
        if self.sure_from > self.sure_to:
            return (self.first + self.last) / 2
        if self.open_start and not self.open_end:
            return self.sure_to - 0.5
        return min(self.sure_from + 0.5, (self.sure_from + self.sure_to) / 2)


def event_of(
    date: EdtfDate, said: str, *, ident: str, title: str, phase: str = "", importance: int = 2
) -> TimelineEvent:
    """The event of a date; an end that is open or unknown is left to `within` (infinite until then)."""
    bounds = date.bounds
    first = float("-inf") if bounds.first is None else float(bounds.first)
    last = float("inf") if bounds.last is None else bounds.last + 1.0
    return TimelineEvent(
        id=ident,
        first=first,
        sure_from=first if bounds.sure_from is None else float(bounds.sure_from),
        sure_to=last if bounds.sure_to is None else bounds.sure_to + 1.0,
        last=last,
        title=title,
        date=said,
        phase=phase,
        importance=importance,
        open_start=date.open_start,
        open_end=date.open_end,
    )


def timeline_events(
    dossier: Dossier, dates: DateWords, plain: Callable[[str], str], importance: int = 3
) -> tuple[TimelineEvent, ...]:
    """The events of a dossier that are as important as asked for, their titles as plain words."""
    return tuple(
        event_of(
            event.date,
            plain(date_words(event.date, dates)),
            ident=event.id,
            title=plain(event.title),
            phase=event.phase.value,
            importance=event.importance,
        )
        for event in dossier.events
        if event.importance <= importance
    )


def time_shown(events: Iterable[TimelineEvent]) -> tuple[int, int]:
    """The first day and the day after the last of a scale for the events, both round dates.

    An end that is open or unknown gets some room beyond the last day that is known.
    """
    found = tuple(events)
    days = [
        day for one in found for day in (one.first, one.sure_from, one.sure_to, one.last) if isfinite(day)
    ]
    margin = max(max(days) - min(days), LEAST_SPAN) * FADE_OF_UNKNOWN
    starts = [one.first if isfinite(one.first) else one.sure_to - margin for one in found]
    ends = [one.last if isfinite(one.last) else one.sure_from + margin for one in found]
    first, last = int(min(starts)), ceil(max(ends))
    span = max(last - first, LEAST_SPAN)
    step = next((step for step in STEPS if _length(first, step) <= span / LEAST_STEPS), STEPS[-1])
    return at_or_before(first, step), after(at_or_before(last - 1, step), step)


def _length(day: int, step: Step) -> int:
    """How many days the step has around the day."""
    start = at_or_before(day, step)
    return after(start, step) - start


def within(events: Sequence[TimelineEvent], first: int, last: int) -> tuple[TimelineEvent, ...]:
    """The events that touch the time shown, cut to it and marked as going on where they were cut, in order."""
    fade = (last - first) * FADE_OF_UNKNOWN
    shown = [
        _cut(_known(event, fade), first, last)
        for event in events
        if event.first < last and event.last > first
    ]
    return tuple(sorted(shown, key=lambda event: event.anchor))


def _known(event: TimelineEvent, fade: float) -> TimelineEvent:
    """The event with an unknown end that fades away; an open one stays as it is."""
    if event.first == float("-inf") and not event.open_start:
        event = replace(event, first=event.sure_to - fade, sure_from=event.sure_to - 1)
    if event.last == float("inf") and not event.open_end:
        event = replace(event, last=event.sure_from + fade, sure_to=event.sure_from + 1)
    return event


def _cut(event: TimelineEvent, first: int, last: int) -> TimelineEvent:
    """The event cut to the time shown."""
    low, high = max(event.first, first), min(event.last, last)
    return replace(
        event,
        first=low,
        last=high,
        sure_from=max(event.sure_from, low),
        sure_to=min(event.sure_to, high),
        open_start=event.open_start or event.first < first,
        open_end=event.open_end or event.last > last,
    )
