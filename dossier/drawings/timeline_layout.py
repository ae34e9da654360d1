"""The layout of a timeline: an upright band of time in the middle of the page, labels on both sides of it.

Labels stand where their dates are as far as there is room; where there is not, they move apart in order, with a
line to their mark. What finds no room as a label becomes a number and is listed below. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Text
from dossier.drawings.scale import Demand, Scale, plan_scale
from dossier.drawings.setting import Side, box_of, set_runs
from dossier.drawings.timeline_columns import GAP, Item, in_columns, need
from dossier.drawings.timeline_labels import number_style, set_label
from dossier.drawings.timeline_legend import Entry, Legend, least_height, set_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.lettering import Lettering
    from dossier.drawings.rooms import Room
    from dossier.drawings.timeline_events import TimelineEvent
    from dossier.theme import Theme

LANES = 3
LANE = 6.0
CORRIDOR = 15.0
AIR = 1.16
"""How much longer than its labels stacked the scale is made, where the page allows."""
LEAST_AXIS = 190.0
"""Length of the scale where nothing asks for more, and the shortest one."""
LEAST_LENGTH = 72.0
LEAST_PART = 0.4
LEAST_LABEL = 10.0
PAD = 4.0
NEAR = 7.0
"""Numbered marks nearer than this share a label: «12–15»."""


@dataclass(frozen=True)
class Label:
    """An item in its place: the ground it covers, its lines, and where its line leaves the scale and arrives."""

    item: Item
    side: Side
    box: Box
    texts: tuple[Text, ...]
    leaves: float
    arrives: float


@dataclass(frozen=True)
class Layout:
    """Where everything stands. `band` is the band of time; positions of `scale` count from `start`."""

    scale: Scale
    start: float
    band: Box
    labels: tuple[Label, ...]
    bare: tuple[TimelineEvent, ...]
    legend: tuple[Entry, ...]
    bottom: float

    def at(self, day: float) -> float:
        """Where the day stands on the page."""
        return self.start + self.scale.position(day)


@dataclass(frozen=True)
class Plan:
    """One way of drawing: the room, which importances get numbers and which a mark alone.

    An entry of the list has at most so many `lines`, 0 for as many as it needs.
    """

    room: Room
    numbered: frozenset[int] = frozenset()
    bare: frozenset[int] = frozenset()
    lines: int = 0


@dataclass(frozen=True)
class Sheet:
    """What a layout needs beside the plan: type, theme, widths, and the space above and below."""

    lettering: Lettering
    theme: Theme
    band: float
    top: float
    foot: float
    range_sign: str


def lay_out(
    events: Sequence[TimelineEvent], span: tuple[int, int], plan: Plan, sheet: Sheet
) -> Layout | None:
    """The layout that the plan gives, or None when there is no room for it; `span` is the time shown, in days."""
    free = plan.room.height - sheet.top - sheet.foot
    if _least_height(events, plan) > free:
        return None
    column = (plan.room.width - sheet.band) / 2 - LANES * LANE - CORRIDOR
    numbers = _numbers(events, plan.numbered)
    listed = [(event, numbers[event.id]) for event in events if event.id in numbers]
    legend = set_legend(listed, sheet.lettering, sheet.theme, plan.room.width, plan.lines)
    free -= legend.height
    labels = [
        Item((event,), set_label(sheet.lettering, event, sheet.theme, column))
        for event in events
        if event.importance not in plan.numbered | plan.bare
    ]
    if free < _least_length(plan, len(labels)) or sum(need(item) for item in labels) > 2 * free + GAP:
        return None
    length = free if numbers else min(free, max(LEAST_AXIS, AIR * _halved(labels)))
    return _arranged(labels, events, numbers, _Frame(plan, sheet, span, length), legend)


def _least_height(events: Sequence[TimelineEvent], plan: Plan) -> float:
    """A height that the plan needs in any case, told without setting a line."""
    listed = sum(event.importance in plan.numbered for event in events)
    labelled = sum(event.importance not in plan.numbered | plan.bare for event in events)
    return max(_least_length(plan, labelled), labelled * LEAST_LABEL / 2) + least_height(
        listed, plan.room.width
    )


def _least_length(plan: Plan, labelled: int) -> float:
    """The shortest scale of a plan: beside labels, a list leaves it a good part of the page."""
    return LEAST_PART * plan.room.height if plan.numbered and labelled else LEAST_LENGTH


@dataclass(frozen=True)
class _Frame:
    plan: Plan
    sheet: Sheet
    span: tuple[int, int]
    length: float


def _halved(items: Sequence[Item]) -> float:
    """The height of the labels in two columns, as even as their importance and size let them be."""
    total = sum(need(item) for item in items)
    largest = max((need(item) for item in items), default=0.0)
    return total / 2 + largest / 2


def _numbers(events: Sequence[TimelineEvent], importances: frozenset[int]) -> dict[str, int]:
    """The number of each event that is listed instead of labelled, in order of time."""
    listed = [event.id for event in events if event.importance in importances]
    return {ident: number for number, ident in enumerate(listed, start=1)}


def _arranged(
    labels: list[Item],
    events: Sequence[TimelineEvent],
    numbers: dict[str, int],
    frame: _Frame,
    legend: Legend,
) -> Layout | None:
    sheet, span = frame.sheet, frame.span
    demands = [Demand(item.anchor, need(item) / 2) for item in labels]
    labelled = {event.id for item in labels for event in item.events}
    demands += [Demand(event.anchor, NEAR / 3) for event in events if event.id not in labelled]
    scale = plan_scale(demands, *span, frame.length - 2 * PAD)
    groups = _groups([event for event in events if event.id in numbers], numbers, scale, sheet)
    items = sorted([*labels, *groups], key=lambda item: item.anchor)
    high = sheet.top + frame.length
    columns = in_columns(items, lambda day: sheet.top + PAD + scale.position(day), sheet.top, high)
    if columns is None:
        return None
    left = (frame.plan.room.width - sheet.band) / 2
    band = Box(left, sheet.top + PAD, left + sheet.band, high - PAD)
    placed = tuple(
        _placed(
            item,
            side,
            top,
            band=band,
            leaves=sheet.top + PAD + scale.position(item.anchor),
            lettering=sheet.lettering,
        )
        for item, side, top in columns
    )
    entries = legend.placed(high + sheet.foot, sheet.lettering, number_style(sheet.theme))
    bare = tuple(event for event in events if event.importance in frame.plan.bare)
    return Layout(scale, sheet.top + PAD, band, placed, bare, entries, high)


def _groups(
    events: Sequence[TimelineEvent], numbers: dict[str, int], scale: Scale, sheet: Sheet
) -> list[Item]:
    """The numbered events as items: those too near each other for a number of their own share one."""
    groups: list[list[TimelineEvent]] = []
    for event in events:
        if groups and scale.position(event.anchor) - scale.position(groups[-1][0].anchor) < NEAR:
            groups[-1].append(event)
        else:
            groups.append([event])
    return [_group(tuple(group), numbers, sheet) for group in groups]


def _group(events: tuple[TimelineEvent, ...], numbers: dict[str, int], sheet: Sheet) -> Item:
    first, last = str(numbers[events[0].id]), str(numbers[events[-1].id])
    words = first if first == last else f"{first}{sheet.range_sign}{last}"
    style = number_style(sheet.theme)
    return Item(events, set_runs(sheet.lettering, [(words, style)], 100.0), numbered=True)


def _placed(item: Item, side: Side, top: float, *, band: Box, leaves: float, lettering: Lettering) -> Label:
    edge = band.right if side > 0 else band.left
    x = edge + side * (LANES * LANE + CORRIDOR)
    texts = item.setting.placed(lettering, x, top, side)
    return Label(item, side, box_of(texts), texts, leaves, top + item.setting.aim)
