"""Pieces of work side by side: results in order, all problems told, and a workshop that survives being sent."""

from __future__ import annotations

import os
import pickle

import pytest
from conftest import DOSSIERS, workshop_of
from lxml import etree

from dossier.problems import ContentError, Problem, UsageError
from dossier.production import produce
from dossier.side_by_side import side_by_side


def half(number: int) -> tuple[int, int]:
    """Half of an even number and the process that found it; odd ones are faults of the content, some numbers of others."""
    match number:
        case 13:
            raise UsageError("not thirteen")
        case 0:
            raise ZeroDivisionError
        case _ if number % 2:
            raise ContentError([Problem("numbers", number, message="an odd number")])
        case _:
            return number // 2, os.getpid()


def test_results_come_in_order_and_the_first_is_made_here() -> None:
    """One process more works beside this one."""
    results = side_by_side(half, [(8,), (2,), (4,)], cores=2)
    assert [value for value, _process in results] == [4, 1, 2]
    assert results[0][1] == os.getpid()
    assert results[1][1] == results[2][1] != os.getpid()


def test_on_one_core_nothing_is_started() -> None:
    """The same results without another process."""
    assert side_by_side(half, [(8,), (2,)], cores=1) == [(4, os.getpid()), (1, os.getpid())]


@pytest.mark.parametrize("cores", [1, 2])
def test_the_problems_of_all_pieces_are_told(cores: int) -> None:
    """Whoever mends the content is told everything at once."""
    with pytest.raises(ContentError) as error:
        side_by_side(half, [(3,), (2,), (5,)], cores=cores)
    assert [problem.line for problem in error.value.problems] == [3, 5]


def test_errors_of_other_processes_come_back_as_they_are() -> None:
    """Wrong use stays wrong use, and a bug comes with its traceback."""
    with pytest.raises(UsageError, match="not thirteen"):
        side_by_side(half, [(2,), (13,)], cores=2)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        side_by_side(half, [(2,), (0,)], cores=2)


def test_a_workshop_that_was_sent_renders_the_same() -> None:
    """Trees, pictures, words and theme arrive; the file made of them is the same, byte for byte."""
    here = workshop_of(DOSSIERS / "minimal")
    edition = here.edition("handout")
    tree = etree.tostring(here.merged(edition).tree)
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own bytes
    assert etree.tostring(there.merged(edition).tree) == tree
    assert [product.data for product in produce(there, [edition])] == [
        product.data for product in produce(here, [edition])
    ]
