"""One point of an EDTF date: a day, month, part of a year, year, decade or century, and the days it covers.

Knows the calendar (proleptic Gregorian, years before our era included); knows no EDTF text and no words.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century"]

CYCLE_YEARS = 400
CYCLE_DAYS = 146_097
LEAST_FADE_DAYS = 2

SEASONS = (  # code of the first, first months, length in months, name
    (21, (3, 6, 9, 12), 3, ("spring", "summer", "autumn", "winter")),
    (25, (3, 6, 9, 12), 3, ("spring", "summer", "autumn", "winter")),  # northern hemisphere
    (29, (9, 12, 3, 6), 3, ("spring", "summer", "autumn", "winter")),  # southern hemisphere
    (33, (1, 4, 7, 10), 3, ("quarter",) * 4),
    (37, (1, 5, 9), 4, ("third",) * 3),
    (40, (1, 7), 6, ("half",) * 2),
)


@dataclass(frozen=True)
class Season:
    """A named part of a year: its first month, its length in months, its name and its number among its like."""

    first_month: int
    months: int
    name: str
    number: int


def _seasons() -> dict[int, Season]:
    return {
        code + index: Season(month, months, names[index], index + 1)
        for code, starts, months, names in SEASONS
        for index, month in enumerate(starts)
    }


SEASON_BY_CODE = _seasons()


def day_number(year: int, month: int, day: int) -> int:
    """Count a day, 1 for 1 January of year 1 as `date.toordinal` counts; works for every year."""
    cycles, rest = divmod(year - 1, CYCLE_YEARS)
    return date(rest + 1, month, day).toordinal() + cycles * CYCLE_DAYS


def days_in_month(year: int, month: int) -> int:
    """How many days a month has, in any year."""
    return monthrange((year - 1) % CYCLE_YEARS + 1, month)[1]


@dataclass(frozen=True)
class Point:
    """One end of a date. Years count astronomically (0 is the year 1 before our era).

    `year` is the first year of a decade or century; `season` is the EDTF code; `missing` names what the text
    says is not known ("day", "month", "month-day", or nothing); `time` is (hour, minute, second), local.
    """

    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    missing: str = ""
    time: tuple[int, int, int] | None = None
    approximate: bool = False
    uncertain: bool = False

    @cached_property
    def first_day(self) -> int:
        """The number of the first day that this point may be."""
        if self.season is not None:
            return day_number(self.year, SEASON_BY_CODE[self.season].first_month, 1)
        return day_number(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last_day(self) -> int:
        """The number of the last day that this point may be."""
        match self.precision:
            case "day":
                return self.first_day
            case "month":
                return self._last_of_month(self.month or 1)
            case "season":
                part = SEASON_BY_CODE[self.season or 0]
                return self._last_of_month(part.first_month + part.months - 1)
            case "year":
                return day_number(self.year, 12, 31)
            case "decade":
                return day_number(self.year + 9, 12, 31)
            case "century":
                return day_number(self.year + 99, 12, 31)

    def _last_of_month(self, month: int) -> int:
        """Return the last day of the given month, counted on into the next year beyond 12."""
        year, month = self.year + (month - 1) // 12, (month - 1) % 12 + 1
        return day_number(year, month, days_in_month(year, month))

    @property
    def fade_days(self) -> int:
        """By how many days a drawing may soften this point: none if sure, else half of its own length."""
        if not (self.approximate or self.uncertain):
            return 0
        return max(LEAST_FADE_DAYS, (self.last_day - self.first_day + 1) // 2)
