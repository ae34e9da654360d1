"""A scale of time in pieces: straight inside each piece, broken where the density of events asks for it.

A break is chosen when it brings the labels nearer to their dates by more than it costs the reader. Days are
numbers, lengths are points. Knows no events, words or colours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf, sqrt
from typing import TYPE_CHECKING

from dossier.drawings.timeline_calendar import DAYS, STEPS, at_or_before, roundest

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PIECES = 5
COST_OF_BREAK = 6.0
"""By how many points a further break must bring labels nearer to their dates, in the quadratic mean."""
LEAST_LENGTH = 22.0
BREAK_LENGTH = 14.0
WIDEST_GAPS = 20
EDGES_OF_GAP = (5, 40)
"""Within which parts of a gap, from either end, a break may fall."""
FINEST_BREAK = 600
"""A break falls on a date as round as this part of the whole time."""


@dataclass(frozen=True)
class Demand:
    """A day on the scale and the length its label asks for, in points."""

    day: float
    room: float


@dataclass(frozen=True)
class Piece:
    """A stretch of time drawn at one scale: days `first` to `last`, from `start` to `end` in points."""

    first: int
    last: int
    start: float
    end: float

    @property
    def per_day(self) -> float:
        """Points for a day."""
        return (self.end - self.start) / (self.last - self.first)

    def position(self, day: float) -> float:
        """Where the day stands, in points."""
        return self.start + (day - self.first) * self.per_day


@dataclass(frozen=True)
class Scale:
    """The pieces, in order of time; each begins on the day on which the one before ends."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> int:
        """The day on which the scale begins."""
        return self.pieces[0].first

    @property
    def last(self) -> int:
        """The day on which the scale ends."""
        return self.pieces[-1].last

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """From where to where each break is drawn, in points."""
        return tuple((one.end, other.start) for one, other in pairwise(self.pieces))

    def position(self, day: float) -> float:
        """Where the day stands, in points; a day beyond the scale stands at its end."""
        index = bisect_right([piece.first for piece in self.pieces], day) - 1
        piece = self.pieces[max(index, 0)]
        return piece.position(min(max(day, piece.first), piece.last))


def plan_scale(demands: Sequence[Demand], first: int, last: int, length: float) -> Scale:
    """The scale from day `first` to day `last` over so many points that suits the demands best."""
    bounds = _best_bounds(sorted(demands, key=lambda demand: demand.day), first, last)
    rooms = [_room(demands, one, other, closed=other == last) for one, other in pairwise(bounds)]
    free = length - BREAK_LENGTH * (len(rooms) - 1)
    lengths = _shares(rooms, free)
    starts = accumulate((part + BREAK_LENGTH for part in lengths), initial=0.0)
    days = pairwise(bounds)
    return Scale(
        tuple(
            Piece(one, other, start, start + part)
            for (one, other), start, part in zip(days, starts, lengths, strict=False)
        )
    )


def _room(demands: Sequence[Demand], first: int, last: int, *, closed: bool) -> float:
    """The length that the demands of some days ask for, the last day included where the scale ends."""
    return sum(
        demand.room for demand in demands if first <= demand.day < last or (closed and demand.day >= last)
    )


def _shares(rooms: Sequence[float], length: float) -> list[float]:
    """The length parted between pieces in proportion to what they ask for, none shorter than the least."""
    least = min(LEAST_LENGTH, length / len(rooms) / 2)
    free = length - least * len(rooms)
    total = sum(rooms) or 1.0
    return [least + free * (room / total if sum(rooms) else 1 / len(rooms)) for room in rooms]


def _best_bounds(demands: Sequence[Demand], first: int, last: int) -> list[int]:
    """The days between which the pieces lie, the ends included."""
    sums = _Sums(demands)
    days = [first, *_candidates(demands, first, last), last]
    options = _cheapest(sums, days)
    count = max(len(demands), 1)
    return min(options, key=lambda option: sqrt(option[0] / count) + COST_OF_BREAK * len(option[1]))[1]


def _candidates(demands: Sequence[Demand], first: int, last: int) -> list[int]:
    """Round days at which the scale may break: in the widest gaps between events, and near their edges."""
    days = sorted({int(demand.day) for demand in demands} | {first, last})
    gaps = sorted(pairwise(days), key=lambda gap: gap[0] - gap[1])[:WIDEST_GAPS]
    found = set()
    for start, end in gaps:
        found.add(roundest(start + 1, end))
        for edge in ((end - start) // part for part in EDGES_OF_GAP):
            found |= {roundest(start + 1, start + 1 + edge), roundest(end - edge, end)}
    return sorted(day for day in found if first < day < last and _is_round(day, last - first))


def _is_round(day: int, span: int) -> bool:
    """Whether a break on this day suits so long a time: no single days on a scale of years."""
    return any(
        at_or_before(day, step) == day
        for step in STEPS
        if step.count * DAYS[step.unit] >= span / FINEST_BREAK
    )


class _Sums:
    """Running sums over the demands, which tell the cost of any piece without walking through it.

    The cost of a piece is the sum of squares of the distances, in points, between where the scale puts each label
    and where it would stand if labels were stacked without regard to time.
    """

    def __init__(self, demands: Sequence[Demand]) -> None:
        base = demands[0].day if demands else 0
        days = [demand.day - base for demand in demands]
        rooms = [demand.room for demand in demands]
        stacks = [end - room / 2 for end, room in zip(accumulate(rooms), rooms, strict=True)]
        self.base = base
        self.days = [demand.day for demand in demands]
        self.rooms = [0.0, *accumulate(rooms)]
        self.sums = tuple(
            [0.0, *accumulate(values)]
            for values in (
                days,
                [day * day for day in days],
                stacks,
                [stack * stack for stack in stacks],
                [day * stack for day, stack in zip(days, stacks, strict=True)],
            )
        )

    def cost(self, first: int, last: int, *, closed: bool) -> float:
        """The cost of one piece from day `first` to day `last`."""
        low = bisect_left(self.days, first)
        high = len(self.days) if closed else bisect_left(self.days, last)
        count = high - low
        if count <= 0:
            return 0.0
        day, day2, stack, stack2, both = (sums[high] - sums[low] for sums in self.sums)
        room = self.rooms[high] - self.rooms[low]
        pace = (room + LEAST_LENGTH) / (last - first)
        start = first - self.base
        ground = self.rooms[low] - LEAST_LENGTH / 2
        shift = ground - pace * start
        return max(
            pace * pace * day2
            + stack2
            + count * shift * shift
            - 2 * pace * both
            + 2 * pace * shift * day
            - 2 * shift * stack,
            0.0,
        )


def _cheapest(sums: _Sums, days: Sequence[int]) -> list[tuple[float, list[int]]]:
    """For each number of pieces, the least cost and the days between them."""
    size = len(days)
    costs = {
        (i, j): sums.cost(days[i], days[j], closed=j == size - 1)
        for i in range(size)
        for j in range(i + 1, size)
    }
    best: list[tuple[float, tuple[int, ...]]] = [(costs.get((0, j), inf), (0, j)) for j in range(size)]
    found = [best[-1]]
    for _ in range(1, MOST_PIECES):
        best = [
            min(
                ((best[i][0] + costs[i, j], (*best[i][1], j)) for i in range(1, j)),
                default=(inf, ()),
            )
            for j in range(size)
        ]
        found.append(best[-1])
    return [(cost, [days[index] for index in path]) for cost, path in found if cost < inf]
