"""Phases of a timeline as stretches of time that follow each other.

Where events of two phases mingle, the bounds are chosen so that as few events as possible lie outside the stretch
of their own phase, decisive ones counting most. Knows no lengths on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.timeline_events import TimelineEvent


@dataclass(frozen=True)
class Band:
    """A phase from day `first` to day `last`; infinite on the outer sides."""

    phase: str
    first: float
    last: float

    def within(self, first: float, last: float) -> Band | None:
        """The band cut to the time shown, or None when nothing of it is left."""
        low, high = max(self.first, first), min(self.last, last)
        return Band(self.phase, low, high) if low < high else None


def bands(events: Sequence[TimelineEvent], order: Sequence[str]) -> tuple[Band, ...]:
    """The phases that have events, in the given order; each begins with the first event of its stretch."""
    shown = sorted(events, key=lambda event: event.anchor)
    counts = _counts(shown, [phase for phase in order if any(event.phase == phase for event in shown)])
    starts = [start for _, start in counts]
    return tuple(
        Band(
            phase,
            float("-inf") if index == 0 else shown[start].first,
            float("inf") if index == len(counts) - 1 else shown[starts[index + 1]].first,
        )
        for index, (phase, start) in enumerate(counts)
    )


def _counts(shown: Sequence[TimelineEvent], phases: Sequence[str]) -> list[tuple[str, int]]:
    """Each phase that gets a stretch, with the index of the event that begins it."""
    best: dict[str, tuple[int, tuple[tuple[str, int], ...]]] = {}
    for index, event in enumerate(shown):
        best = {
            phase: _least(best, phases, phase, index, 4 - event.importance if event.phase != phase else 0)
            for phase in phases
        }
    return list(min(best.values())[1]) if best else []


def _least(
    best: dict[str, tuple[int, tuple[tuple[str, int], ...]]],
    phases: Sequence[str],
    phase: str,
    index: int,
    cost: int,
) -> tuple[int, tuple[tuple[str, int], ...]]:
    """The cheapest way to have the event of this index in the phase: the phase goes on, or begins here."""
    if not best:
        return cost, ((phase, 0),)
    place = phases.index(phase)
    begun = [(best[other][0], (*best[other][1], (phase, index))) for other in phases[:place]]
    before, path = min([*begun, best[phase]], key=lambda option: option[0])
    return before + cost, path
