"""Finding room for labels: hard rules are never broken, cheap places are preferred, room is made where it can be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.drawings.canvas import Box, around, collisions, strays
from dossier.drawings.clearance import GAP, Ink, as_array, crossing, overlapping, striking
from dossier.drawings.placement import Options, settle

FRAME = Box(0, 0, 200, 100)
NOTHING = as_array([])
numbers = st.floats(0, 200, allow_nan=False)


def beside(x: float, y: float, width: float = 30, height: float = 8) -> Options:
    """Four places around a point, the right one first."""
    boxes = [
        Box(x + 3, y - 4, x + 3 + width, y + height - 4),
        Box(x - 3 - width, y - 4, x - 3, y + height - 4),
        Box(x - width / 2, y - 3 - height, x + width / 2, y - 3),
        Box(x - width / 2, y + 3, x + width / 2, y + 3 + height),
    ]
    return Options.without_leaders(as_array(boxes), np.arange(4.0))


def boxes_of(options: list[Options], chosen: tuple[int | None, ...]) -> list[Box]:
    rows = [one.boxes[choice] for one, choice in zip(options, chosen, strict=True) if choice is not None]
    return [Box(*map(float, row)) for row in rows]


def test_a_label_alone_takes_the_cheapest_place() -> None:
    assert settle([beside(100, 50)], FRAME, NOTHING) == (0,)


def test_a_label_at_the_edge_stays_in_the_frame() -> None:
    assert settle([beside(190, 50)], FRAME, NOTHING) == (1,)
    assert settle([beside(100, 50, width=300)], FRAME, NOTHING) == (None,)


def test_an_obstacle_is_not_touched() -> None:
    assert settle([beside(100, 50)], FRAME, as_array([around(110, 50, 2)])) == (1,)


def test_busy_ground_costs() -> None:
    ink = Ink(FRAME)
    ink.add(np.array([[x, 50.0] for x in range(103, 133, 2)]), 0.5)
    assert settle([beside(100, 50)], FRAME, NOTHING, ink) == (1,)
    assert ink.under(as_array([Box(103, 45, 133, 55), Box(0, 0, 20, 20)])) == pytest.approx([7.5, 0])


def test_the_label_with_little_choice_goes_first() -> None:
    """The left one has one place only, which the right one would like as well."""
    narrow = Options.without_leaders(as_array([Box(60, 46, 90, 54)]), np.array([5.0]))
    free = Options.without_leaders(as_array([Box(62, 46, 92, 54), Box(62, 60, 92, 68)]), np.array([0.0, 1.0]))
    assert settle([free, narrow], FRAME, NOTHING) == (1, 0)


def test_room_is_made_by_moving_another_label_a_little() -> None:
    """The dear place of the first is avoided because the second can move for less."""
    first = Options.without_leaders(
        as_array([Box(50, 46, 80, 54), Box(150, 80, 180, 88)]), np.array([0.0, 40.0])
    )
    second = Options.without_leaders(
        as_array([Box(60, 46, 90, 54), Box(60, 60, 90, 68)]), np.array([0.0, 3.0])
    )
    assert settle([first, second], FRAME, NOTHING) == (0, 1)
    assert settle([second, first], FRAME, NOTHING) == (1, 0)


def test_leader_lines_touch_no_label_and_do_not_cross() -> None:
    lines = np.array([[10.0, 10.0, 50.0, 10.0], [10.0, 30.0, 50.0, 30.0], [np.nan] * 4])
    assert striking(lines, as_array([Box(30, 5, 40, 15)])).tolist() == [True, False, False]
    assert striking(lines, as_array([Box(60, 5, 70, 15)])).tolist() == [False, False, False]
    assert crossing(lines, np.array([20.0, 0.0, 20.0, 20.0])).tolist() == [True, False, False]


def test_a_leader_line_may_leave_its_own_mark_but_cross_no_other() -> None:
    mark, other = as_array([around(20, 50, 2)])[0], as_array([around(40, 50, 2)])[0]
    boxes, leaders = as_array([Box(60, 46, 90, 54)]), np.array([[21.0, 50.0, 59.0, 50.0]])
    option = Options(boxes, np.zeros(1), leaders, mark)
    assert settle([option], FRAME, mark[None, :]) == (0,)
    assert settle([option], FRAME, np.vstack([mark, other])) == (None,)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(numbers, st.floats(0, 100)), min_size=1, max_size=25))
def test_no_rule_is_broken_for_any_points(points: list[tuple[float, float]]) -> None:
    options = [beside(x, y) for x, y in points]
    obstacles = [around(x, y, 1.5) for x, y in points]
    chosen = settle(options, FRAME, as_array(obstacles))
    boxes = boxes_of(options, chosen)
    assert collisions(boxes, gap=GAP - 1e-6) == []
    assert strays(boxes, FRAME) == []
    assert not overlapping(as_array(boxes), as_array(obstacles), gap=0).any()
    assert chosen == settle(options, FRAME, as_array(obstacles))
