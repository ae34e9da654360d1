"""Round dates: the starts of days, months, years, decades and centuries that a scale can carry.

Days are numbers as `date.toordinal` counts them, and go on before year 1 and after 9999.
Knows no words, no events and no lengths on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dossier.dates.points import CYCLE_DAYS, CYCLE_YEARS, day_number

MONTHS_IN_YEAR = 12
LAST_TENTH = {10: 21, 5: 26, 1: 31}
"""The last day of a month that starts a part of it, so that no part has a day or two only."""


@dataclass(frozen=True)
class Step:
    """A distance between round dates: so many years, months or days (of a month)."""

    unit: Literal["year", "month", "day"]
    count: int


STEPS: tuple[Step, ...] = (
    *(Step("year", factor * 10**power) for power in range(8, 0, -1) for factor in (5, 1)),
    *(Step("year", 5), Step("year", 1), Step("month", 3), Step("month", 1)),
    *(Step("day", count) for count in (10, 5, 1)),
)
"""All steps, from coarse to fine."""
DAYS = {"year": 365.25, "month": 30.4, "day": 1.0}
"""Mean length of the units."""


@lru_cache(maxsize=8192)
def year_month_day(day: int) -> tuple[int, int, int]:
    """The calendar date of a day number; years count astronomically."""
    cycles, rest = divmod(day - 1, CYCLE_DAYS)
    found = date.fromordinal(rest + 1)
    return found.year + cycles * CYCLE_YEARS, found.month, found.day


@lru_cache(maxsize=8192)
def at_or_before(day: int, step: Step) -> int:
    """The round date on the day or the last one before it."""
    year, month, number = year_month_day(day)
    if step.unit == "year":
        return day_number(year // step.count * step.count, 1, 1)
    if step.unit == "month":
        return day_number(year, (month - 1) // step.count * step.count + 1, 1)
    first = (number - 1) // step.count * step.count + 1
    return day_number(year, month, min(first, LAST_TENTH[step.count]))


@lru_cache(maxsize=8192)
def after(day: int, step: Step) -> int:
    """The first round date after the day."""
    year, month, number = year_month_day(at_or_before(day, step))
    if step.unit == "year":
        return day_number(year + step.count, 1, 1)
    if step.unit == "day" and number + step.count <= LAST_TENTH[step.count]:
        nearest = day_number(year, month, 1) + number + step.count - 1
        if year_month_day(nearest)[1] == month:
            return nearest
    months = step.count if step.unit == "month" else 1
    years, index = divmod(month - 1 + months, MONTHS_IN_YEAR)
    return day_number(year + years, index + 1, 1)


def at_or_after(day: int, step: Step) -> int:
    """The round date on the day or the first one after it."""
    return day if at_or_before(day, step) == day else after(day, step)


@lru_cache(maxsize=1024)
def roundest(first: int, last: int) -> int:
    """The roundest date from `first` to `last`, both included."""
    for step in STEPS:
        found = at_or_after(first, step)
        if found <= last:
            return found
    return last


def round_dates(first: int, last: int, step: Step) -> list[int]:
    """Every round date of the step from `first` to `last`, both included."""
    found = []
    day = at_or_after(first, step)
    while day <= last:
        found.append(day)
        day = after(day, step)
    return found
