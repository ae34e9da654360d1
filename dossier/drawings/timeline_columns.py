"""The two columns of a timeline: which side a label stands on, and how far from its date it has to move.

Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from dossier.drawings.setting import Setting, Side
from dossier.drawings.timeline_labels import relax

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dossier.drawings.timeline_events import TimelineEvent

GAP = 3.4
"""Least distance between labels."""
SORTED_SIDES_WORTH = 0.7
"""Sides that tell the importance are preferred to balanced ones unless labels move that much farther."""


@dataclass(frozen=True)
class Item:
    """What stands in a column: the label of one event, or the number of several; nothing beside a bare mark."""

    events: tuple[TimelineEvent, ...]
    setting: Setting
    numbered: bool = False

    @property
    def importance(self) -> int:
        """That of its events; numbers are of the least."""
        return 3 if self.numbered else self.events[0].importance

    @property
    def anchor(self) -> float:
        """The day that its line comes from."""
        return self.events[len(self.events) // 2].anchor


def need(item: Item) -> float:
    """The height that an item takes in its column."""
    return item.setting.height + GAP


Policy = tuple[float, "Callable[[Item, float, float], Side]"]
"""What its moves are counted at, and the side of an item, given how far the left and the right column reach."""


def _policies() -> tuple[Policy, ...]:
    return (
        (SORTED_SIDES_WORTH, lambda item, _left, _right: 1 if item.importance < 3 else -1),  # noqa: PLR2004 - 3 is context
        (SORTED_SIDES_WORTH, lambda item, _left, _right: 1 if item.importance == 1 else -1),
        (1.0, lambda _item, left, right: 1 if right <= left else -1),
    )


Columns = list[tuple[Item, Side, float]]
"""Items with their side and their top."""


def in_columns(
    items: Sequence[Item], at: Callable[[float], float], low: float, high: float
) -> Columns | None:
    """Each item with its side and its top, in the way that moves labels least from their dates."""
    options = [(worth, _two_columns(items, side_of, at, low, high)) for worth, side_of in _policies()]
    found = [(worth * _moves(columns, at), columns) for worth, columns in options if columns is not None]
    return min(found, key=lambda option: option[0])[1] if found else None


def _two_columns(
    items: Sequence[Item],
    side_of: Callable[[Item, float, float], Side],
    at: Callable[[float], float],
    low: float,
    high: float,
) -> Columns | None:
    sides = _sides(items, side_of, at)
    columns: Columns = []
    for side in (-1, 1):
        own = [item for item, its in zip(items, sides, strict=True) if its == side]
        wanted = [at(item.anchor) - item.setting.aim for item in own]
        tops = relax(wanted, [item.setting.height for item in own], GAP, low, high)
        if tops is None:
            return None
        columns += [(item, -1 if side < 0 else 1, top) for item, top in zip(own, tops, strict=True)]
    return columns


def _sides(
    items: Sequence[Item], side_of: Callable[[Item, float, float], Side], at: Callable[[float], float]
) -> list[Side]:
    """The side of each item, told how far the labels on either side reach so far."""
    reach: dict[int, float] = {-1: 0.0, 1: 0.0}
    sides: list[Side] = []
    for item in items:
        side = side_of(item, reach[-1], reach[1])
        reach[side] = max(reach[side], at(item.anchor) - item.setting.aim) + need(item)
        sides.append(side)
    return sides


def _moves(columns: Columns, at: Callable[[float], float]) -> float:
    """How far labels stand from their dates, in the quadratic mean, decisive ones counting most."""
    squares = [
        (4 - item.importance) * (top + item.setting.aim - at(item.anchor)) ** 2 for item, _, top in columns
    ]
    return sqrt(sum(squares) / max(len(squares), 1))
