"""Labels of a timeline: the date and the title in the size of their importance, and moved apart in order.

Knows no time and no page. Lengths are points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.drawings.canvas import Style
from dossier.drawings.setting import Setting, set_runs, unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.lettering import Lettering
    from dossier.drawings.timeline_events import TimelineEvent
    from dossier.theme import Theme

DECISIVE_SIZE = 1.13
"""How much larger than other labels the decisive ones are set."""


def styles_of(importance: int, theme: Theme) -> tuple[Style, Style]:
    """The styles of date and title for an importance."""
    colours, sizes = theme.colours, theme.drawing
    match importance:
        case 1:
            size = sizes.label * DECISIVE_SIZE
            return Style(size, colours.accent, 700), Style(size, colours.ink, 700)
        case 2:
            return Style(sizes.label, colours.accent, 600), Style(sizes.label, colours.ink)
        case _:
            size = (sizes.label + sizes.small) / 2
            return Style(size, colours.muted, 600), Style(size, colours.muted)


def number_style(theme: Theme) -> Style:
    """The style of the numbers of events that are listed below."""
    return Style(theme.drawing.small, theme.colours.accent, 700)


def set_label(lettering: Lettering, event: TimelineEvent, theme: Theme, width: float) -> Setting:
    """The date and title of an event, in the size that its importance asks for."""
    date, title = styles_of(event.importance, theme)
    return set_runs(
        lettering, [(unbroken(lettering, event.date, date, width), date), (event.title, title)], width
    )


def relax(
    wanted: Sequence[float], heights: Sequence[float], gap: float, low: float, high: float
) -> list[float] | None:
    """The tops nearest to the wanted ones at which no label overlaps another or leaves `low` to `high`.

    The order is kept and the sum of squared moves is the least there is; None when there is no room for all.
    """
    offsets = [sum(heights[:index]) + gap * index for index in range(len(heights))]
    if not heights or offsets[-1] + heights[-1] > high - low + 1e-6:
        return None if heights else []
    room = high - low - offsets[-1] - heights[-1]
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        value, count = want - low - offset, 1
        while pools and pools[-1][0] >= value:
            other, size = pools.pop()
            value, count = (value * count + other * size) / (count + size), count + size
        pools.append((value, count))
    shifts = [min(max(value, 0.0), room) for value, count in pools for _ in range(count)]
    return [low + offset + shift for offset, shift in zip(offsets, shifts, strict=True)]
