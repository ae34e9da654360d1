"""The signs in the key of a timeline: only those that occur in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Pen, Rectangle
from dossier.drawings.key import Sign
from dossier.drawings.timeline_events import TimelineEvent
from dossier.drawings.timeline_marks import Mark, Shape, bracket, shapes_of, tear

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dossier.theme import Theme


def signs_of(
    events: Sequence[TimelineEvent], words: Mapping[str, str], theme: Theme, *, torn: bool
) -> tuple[Sign, ...]:
    """The signs that the events need."""
    importances = {event.importance for event in events}
    names = {1: "decisive", 2: "notable", 3: "context"}
    found = [
        Sign(words[name], _sample(_dot(importance), theme))
        for importance, name in names.items()
        if importance in importances and len(importances) > 1
    ]
    if any(event.soft_start or event.soft_end for event in events):
        found.append(Sign(words["soft"], _sample(_bar(soft=True), theme)))
    if any(event.open_start or event.open_end for event in events):
        found.append(Sign(words["open"], _sample(_bar(soft=False), theme)))
    if torn:
        found.append(
            Sign(words["break"], lambda box: tear(box.top + 1, box.bottom - 1, box.left, box.right, theme))
        )
    return tuple(found)


def phase_signs(
    letters: Mapping[str, str], names: Mapping[str, str], colours: Mapping[str, str], rule: str
) -> tuple[Sign, ...]:
    """The phases whose names do not fit their bands: a patch of colour with a letter."""
    return tuple(
        Sign(names[phase], _patch(colours[phase], rule), letter) for phase, letter in letters.items()
    )


def enlarged_sign(words: str, theme: Theme) -> Sign:
    """The sign of the time that another drawing shows enlarged."""
    return Sign(words, lambda box: bracket(box.left + 3, box.top, box.bottom, theme))


def _patch(colour: str, rule: str) -> Callable[[Box], Sequence[Shape]]:
    return lambda box: (Rectangle(box, Pen(rule, 0.4, colour)),)


def _dot(importance: int) -> TimelineEvent:
    return TimelineEvent("", 0, 0, 0, 0, "", "", importance=importance)


def _bar(*, soft: bool) -> TimelineEvent:
    return TimelineEvent("", 0, 6 if soft else 0, 12, 12, "", "", open_end=not soft)


def _sample(event: TimelineEvent, theme: Theme) -> Callable[[Box], Sequence[Shape]]:
    """The mark of an event, small enough for the key."""

    def draw(box: Box) -> Sequence[Shape]:
        middle = box.centre[1] - 4.8 if event.last else box.centre[1]
        part = 0.8
        ends = (middle + day * part for day in (event.first, event.sure_from, event.sure_to, event.last))
        return shapes_of(Mark(event, 1, 0, *ends), Box(0, 0, box.centre[0], 0), theme)

    return draw
