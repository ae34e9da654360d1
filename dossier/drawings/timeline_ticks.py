"""Ticks of a scale of time: which round dates each piece carries, and what is written beside them.

Knows calendar and date words; knows no events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.dates import date_words, parse_edtf
from dossier.drawings.timeline_calendar import DAYS, STEPS, Step, round_dates, year_month_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.dates import DateWords
    from dossier.drawings.scale import Piece, Scale

APART = 13.0
"""Least distance between labelled ticks, in points."""
NEAR = 9.0
"""Nearest that a tick comes to the end of its piece with its label, in points."""
MINOR_APART = 3.2
LAST_PLAIN_YEAR = 9999


@dataclass(frozen=True)
class Tick:
    """A round date on the scale, `at` in points; without words it is a minor one."""

    day: int
    at: float
    words: str = ""


@dataclass(frozen=True)
class TickWords:
    """How ticks are worded: the dates of the language, short names of months, and patterns of their parts.

    The patterns are day, month, and the two with their year (day-year, month-year).
    """

    dates: DateWords
    months: Sequence[str]
    patterns: Mapping[str, str]


def ticks(scale: Scale, words: TickWords) -> tuple[Tick, ...]:
    """The ticks of every piece: its ends and the round dates between with words, finer ones without."""
    found = [tick for piece in scale.pieces for tick in _of_piece(piece, words)]
    return (*found, _end(scale.pieces[-1], words))


def _of_piece(piece: Piece, words: TickWords) -> list[Tick]:
    step = _step(piece, APART)
    inner = (
        [day for day in round_dates(piece.first, piece.last - 1, step) if _clear(piece, day)] if step else []
    )
    days = [piece.first, *inner]
    named = [
        Tick(day, piece.position(day), _words(day, step, words, with_year=index == 0))
        for index, day in enumerate(days)
    ]
    fine = _step(piece, MINOR_APART)
    minor = round_dates(piece.first, piece.last - 1, fine) if fine else []
    return named + [Tick(day, piece.position(day)) for day in minor if day not in days]


def _clear(piece: Piece, day: int) -> bool:
    """Whether a tick keeps clear of those at the ends of its piece."""
    at = piece.position(day)
    return at - piece.start >= NEAR and piece.end - at >= NEAR


def _end(piece: Piece, words: TickWords) -> Tick:
    step, day = _step(piece, APART), piece.last
    if year_month_day(day)[2] != 1:  # no round date: the reader expects the last day shown, not the one after
        day -= 1
    return Tick(day, piece.end, _words(day, step, words, with_year=True))


def _step(piece: Piece, apart: float) -> Step | None:
    """The finest step that keeps ticks so far apart; None when the coarsest does not."""
    fine = (step for step in reversed(STEPS) if piece.per_day * step.count * DAYS[step.unit] >= apart)
    return next(fine, None)


def _words(day: int, step: Step | None, words: TickWords, *, with_year: bool) -> str:
    """What is written beside a tick: no more of its date than the reader needs."""
    year, month, number = year_month_day(day)
    first_of_year, first_of_month = (month, number) == (1, 1), number == 1
    if first_of_year and (step is None or step.unit != "day"):
        return _year(year, words.dates)
    parts = {
        "day": words.dates.days.get(number, str(number)),
        "month": words.months[month - 1],
        "year": _year(year, words.dates),
    }
    kind = "month" if first_of_month and (step is None or step.unit != "day") else "day"
    return words.patterns[f"{kind}-year" if with_year or first_of_year else kind].format(**parts)


def _year(year: int, dates: DateWords) -> str:
    """A year as tables write it."""
    if abs(year) > LAST_PLAIN_YEAR:
        return date_words(parse_edtf(f"Y{year}"), dates)
    return date_words(parse_edtf(f"{'-' if year < 0 else ''}{abs(year):04}"), dates)
