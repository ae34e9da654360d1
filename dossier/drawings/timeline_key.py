"""The key below a timeline: only the signs that occur in it, each beside what it means. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Pen, Rectangle, Style, Text
from dossier.drawings.setting import box_of
from dossier.drawings.timeline_events import TimelineEvent
from dossier.drawings.timeline_marks import Mark, Shape, bracket, shapes_of, tear

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dossier.drawings.lettering import Lettering
    from dossier.theme import Theme

HEAD = 12.0
ROW = 11.5
SIGN = 16.0
BETWEEN = 13.0


@dataclass(frozen=True)
class Sign:
    """One sign of the key and its words; `draw` gives its shapes for the box that it may fill."""

    words: str
    draw: Callable[[Box], Sequence[Shape]]
    letter: str = ""


@dataclass(frozen=True)
class KeyItem:
    """A sign in its place."""

    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    box: Box


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


def rows_of(signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float) -> int:
    """How many rows the key has."""
    return 1 + max((row for row, _ in _places(signs, lettering, theme, width)), default=-1)


def key_height(signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float) -> float:
    """The height of the key with the space above it; nothing when there are no signs."""
    rows = rows_of(signs, lettering, theme, width)
    return HEAD + rows * ROW if rows else 0.0


def placed_key(
    signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float, top: float
) -> tuple[KeyItem, ...]:
    """The signs from `top` down, in rows."""
    items = []
    for sign, (row, left) in zip(signs, _places(signs, lettering, theme, width), strict=True):
        y = top + HEAD + row * ROW
        box = Box(left, y, left + SIGN - 4, y + ROW - 3)
        style = _style(theme)
        texts = [lettering.line(sign.words, left + SIGN, y + 6.6, style)]
        if sign.letter:
            bold = lettering.line(sign.letter, box.centre[0], y + 6.6, _style(theme, 700), "middle")
            texts.append(bold)
        items.append(KeyItem(tuple(sign.draw(box)), tuple(texts), box_of(texts)))
    return tuple(items)


def _style(theme: Theme, weight: int = 400) -> Style:
    return Style(theme.drawing.small, theme.colours.ink, weight)


def _places(
    signs: Sequence[Sign], lettering: Lettering, theme: Theme, width: float
) -> list[tuple[int, float]]:
    """The row and the left end of each sign, rows filled from the left."""
    places = []
    row, left = 0, 0.0
    for sign in signs:
        length = SIGN + lettering.width(sign.words, _style(theme))
        if left and left + length > width:
            row, left = row + 1, 0.0
        places.append((row, left))
        left += length + BETWEEN
    return places
