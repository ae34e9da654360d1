"""Runs independent pieces of work at the same time: the first here, the others in fresh processes.

Processes are started anew and not forked: libraries with threads of their own would stand still in a fork. What a
piece works on is sent to it, and its result sent back. Knows nothing of what the work is.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from dossier.problems import ContentError, DossierError, MachineError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class _Result(Generic[T]):
    value: T


@dataclass(frozen=True)
class _Fault:
    """Why a piece of work has no result: problems of the content, an error of ours, or a bug as its traceback."""

    problems: tuple[Problem, ...]
    error: DossierError | None
    told: str


def side_by_side(work: Callable[P, T], pieces: Sequence[tuple[object, ...]], cores: int = 0) -> list[T]:
    """The results in order, each piece the arguments of `work`, the longest first.

    Raises ContentError with the problems of all pieces, or the error of one. `cores` 0: as many as the machine has.
    """
    helpers = min(len(pieces), cores or os.cpu_count() or 1) - 1
    if helpers < 1:
        return _gathered([_done(work, piece) for piece in pieces])
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=helpers, mp_context=context) as pool:
        others = [pool.submit(_done, work, piece) for piece in pieces[1:]]
        first = _done(work, pieces[0])
        return _gathered([first, *(_awaited(other) for other in others)])


def _done(work: Callable[..., T], piece: tuple[object, ...]) -> _Result[T] | _Fault:
    try:
        return _Result(work(*piece))
    except ContentError as error:
        return _Fault(error.problems, None, "")
    except DossierError as error:
        return _Fault((), error, "")
    except Exception as error:  # noqa: BLE001 - it is raised again where the results are gathered
        return _Fault((), None, "".join(traceback.format_exception(error)))


def _awaited(other: Future[_Result[T] | _Fault]) -> _Result[T] | _Fault:
    try:
        return other.result()
    except BrokenProcessPool:
        return _Fault((), MachineError("a part of the build was stopped; is there enough memory?"), "")


def _gathered(results: Sequence[_Result[T] | _Fault]) -> list[T]:
    """The values, or one error for all faults: bugs and errors of ours first, then problems."""
    faults = [result for result in results if isinstance(result, _Fault)]
    for fault in faults:
        if fault.error is not None:
            raise fault.error
        if fault.told:
            raise RuntimeError(fault.told)
    if faults:
        raise ContentError(problem for fault in faults for problem in fault.problems)
    return [result.value for result in results if isinstance(result, _Result)]
