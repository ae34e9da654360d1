"""Finds room for labels: each has many possible places, of different cost; none may touch another.

Hard rules: a label stays inside the frame and overlaps no obstacle, no other label and no leader line;
leader lines cross neither each other nor an obstacle. Soft rules are costs: places farther off, and ground
that is busy with lines. Boxes and lines are arrays as in `clearance`. Deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dossier.drawings.clearance import Flags, Ink, Numbers, as_array, crossing, overlapping, striking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dossier.drawings.canvas import Box

STEPS = np.linspace(0.0, 1.0, 13)
"""Where along a leader line it is held against boxes."""
ROUNDS = 3
TRIES, LEAST_GAIN = 6, 2.0
"""How many options an item tries to have made free, and what it must win by that."""
RESTARTS = 5
MOST = 120


@dataclass(frozen=True)
class Options:
    """The places that one label may take: a box and a cost each, and a leader line (x, y, x, y; NaN for none).

    `mark` is the box of the point that is named, which its own leader lines may touch.
    """

    boxes: Numbers
    costs: Numbers
    leaders: Numbers
    mark: Numbers | None = None

    @classmethod
    def without_leaders(cls, boxes: Numbers, costs: Numbers) -> Options:
        """Options that need no leader lines."""
        return cls(boxes, costs, np.full((len(boxes), 4), np.nan))


class _Pool:
    """The options of all items in one table, and for each of them which others it rules out."""

    def __init__(self, options: Sequence[Options]) -> None:
        self.boxes = np.concatenate([one.boxes for one in options])
        self.leaders = np.concatenate([one.leaders for one in options])
        self.costs = np.concatenate([one.costs for one in options])
        ends = np.cumsum([len(one.costs) for one in options]).tolist()
        self.rows = [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
        self._known: dict[int, Flags] = {}

    def ruled_out(self, row: int) -> Flags:
        """Which options cannot stand beside this one."""
        if row not in self._known:
            self._known[row] = self._clashes(self.boxes[[row]], self.leaders[row])
        return self._known[row]

    def _clashes(self, box: Numbers, leader: Numbers) -> Flags:
        ruled_out: Flags = overlapping(self.boxes, box) | striking(self.leaders, box)
        if not np.isnan(leader[0]):
            spots = leader[:2] + STEPS[:, None] * (leader[2:] - leader[:2])
            ruled_out |= overlapping(self.boxes, np.hstack([spots, spots]), 0.6)
            ruled_out |= crossing(self.leaders, leader)
        return ruled_out


class _Board:
    """The state of one attempt: the row of the pool that each item has taken."""

    def __init__(self, pool: _Pool) -> None:
        self.pool = pool
        self.taken: dict[int, int] = {}

    def clash(self, item: int, other: int) -> Flags:
        """Which options of an item the taken option of another one rules out."""
        return self.pool.ruled_out(self.taken[other])[self.pool.rows[item]]

    def free(self, item: int) -> Flags:
        """Which options of an item nothing rules out."""
        others = [self.clash(item, other) for other in self.taken if other != item]
        count = self.pool.rows[item].stop - self.pool.rows[item].start
        flags: Flags = ~np.any(others, axis=0) if others else np.ones(count, dtype=np.bool_)
        return flags

    def cheapest(self, item: int, free: Flags) -> int | None:
        """The row of the cheapest of the free options of an item, or None."""
        if not free.any():
            return None
        rows = self.pool.rows[item]
        return int(rows.start + np.argmin(np.where(free, self.pool.costs[rows], np.inf)))

    def price(self, item: int) -> float:
        """What the taken option of an item costs."""
        return float(self.pool.costs[self.taken[item]])

    @property
    def cost(self) -> tuple[int, float]:
        """How many items found room, as a negative number, then what they cost."""
        return -len(self.taken), sum(map(self.price, self.taken))


def _greedy(board: _Board, first: Sequence[int]) -> None:
    """Take an option for each item: those of `first`, then always the item with the least room."""
    pool = board.pool
    free = np.ones(len(pool.costs), dtype=np.bool_)
    worth = 1 / (1 + pool.costs)  # options count for less the more they cost
    left, queue = set(range(len(pool.rows))), list(first)
    while left:
        room = {item: float(worth[pool.rows[item]][free[pool.rows[item]]].sum()) for item in left}
        item = queue.pop(0) if queue else min(left, key=lambda key: (room[key], key))
        left.discard(item)
        row = board.cheapest(item, free[pool.rows[item]])
        if row is not None:
            board.taken[item] = row
            free &= ~pool.ruled_out(row)


def _improve(board: _Board) -> None:
    """Let each item look once more for something cheaper among what is free now, or could be made free."""
    for _ in range(ROUNDS):
        before = dict(board.taken)
        for item in range(len(board.pool.rows)):
            row = board.cheapest(item, board.free(item))
            if row is not None:
                board.taken[item] = row
        for item in sorted(board.taken, key=lambda key: -board.price(key)):
            _make_room(board, item)
        if board.taken == before:
            return


def _make_room(board: _Board, item: int) -> None:
    """Give an item a cheaper option that one other item blocks, if that one can move for less than is won."""
    clashes = {other: board.clash(item, other) for other in board.taken if other != item}
    costs, price = board.pool.costs[board.pool.rows[item]], board.price(item)
    if not clashes:
        return
    wanted = np.flatnonzero((np.sum(list(clashes.values()), axis=0) == 1) & (costs < price - LEAST_GAIN))
    for choice in wanted[np.argsort(costs[wanted], kind="stable")][:TRIES].tolist():
        other = next(other for other, flags in clashes.items() if flags[choice])
        if _swapped(board, item, choice, other):
            return


def _swapped(board: _Board, item: int, choice: int, other: int) -> bool:
    """Take that option and move the other item, if both together become cheaper; else leave all as it was."""
    before = board.price(item) + board.price(other)
    held, board.taken[item] = board.taken[item], board.pool.rows[item].start + choice
    row = board.cheapest(other, board.free(other))
    if row is not None and board.price(item) + float(board.pool.costs[row]) < before:
        board.taken[other] = row
        return True
    board.taken[item] = held
    return False


def _open(option: Options, inner: Numbers, obstacles: Numbers) -> Flags:
    """Which options lie inside the frame and touch no obstacle."""
    others = obstacles
    if option.mark is not None:
        others = obstacles[~(obstacles == option.mark).all(axis=1)]
    inside: Flags = np.all((option.boxes[:, :2] >= inner[:2]) & (option.boxes[:, 2:] <= inner[2:]), axis=1)
    barred: Flags = overlapping(option.boxes, obstacles) | striking(option.leaders, others)
    return inside & ~barred


def _kept(option: Options, numbers: NDArray[np.int_], ink: Ink | None) -> Options:
    """Those options, with the cost of the ground that they cover."""
    boxes = option.boxes[numbers]
    costs = option.costs[numbers] + (ink.under(boxes) if ink else 0)
    return Options(boxes, costs, option.leaders[numbers], option.mark)


def settle(
    options: Sequence[Options],
    frame: Box,
    obstacles: Numbers,
    ink: Ink | None = None,
    *,
    most: int = MOST,
) -> tuple[int | None, ...]:
    """The option taken for each label, in order; None for a label that found no room.

    `obstacles` are boxes that nothing may touch; `ink` adds to the cost of busy ground. Of the options that are
    open at first only the `most` cheapest are looked at.
    """
    if not options:
        return ()
    inner = as_array([frame])[0]
    opened = [np.flatnonzero(_open(one, inner, obstacles)) for one in options]
    numbers = [
        mine[np.argsort(one.costs[mine], kind="stable")[:most]]
        for one, mine in zip(options, opened, strict=True)
    ]
    pool = _Pool([_kept(one, mine, ink) for one, mine in zip(options, numbers, strict=True)])
    taken = _best(pool).taken
    return tuple(
        int(mine[taken[item] - pool.rows[item].start]) if item in taken else None
        for item, mine in enumerate(numbers)
    )


def _best(pool: _Pool) -> _Board:
    """The best of several attempts: labels that found no room go first in the next one."""
    boards: list[_Board] = []
    tried: list[list[int]] = []
    first: list[int] = []
    while first not in tried and len(tried) < RESTARTS:
        tried.append(first)
        board = _Board(pool)
        _greedy(board, first)
        _improve(board)
        boards.append(board)
        lost = [
            item for item, rows in enumerate(pool.rows) if item not in board.taken and rows.stop > rows.start
        ]
        first = lost + [item for item in first if item not in lost]
    return min(boards, key=lambda board: board.cost)
