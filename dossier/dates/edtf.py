"""EDTF text to dates (ISO 8601-2, level 1 whole; of level 2 the quarters and halves of a year).

Written here because the general parser takes a tenth of a second to load and six milliseconds for each date,
which is the whole time that checking a dossier may take; the tests hold this one against it.
Knows no words of any language but the English of its messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf

from dossier.dates.faults import DateFault, remedy
from dossier.dates.points import SEASON_BY_CODE, Point, Precision, day_number, days_in_month

__all__ = ["Bounds", "DateFault", "EdtfDate", "Point", "Precision", "day_number", "parse_edtf"]

POINT = re.compile(
    r"(?P<year>-?(?:\d{4}|\d{3}X|\d{2}XX)|Y-?[1-9]\d{4,8})"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})(?:Z|[+-]\d{2}(?::\d{2})?)?)?"
    r"(?P<sign>[?~%]?)",
    re.ASCII,
)
OPEN = ".."
MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class Bounds:
    """What a drawing needs, in day numbers (1 is 1 January of year 1, as `date.toordinal` counts).

    From `first` to `sure_from` the date fades in, from `sure_from` to `sure_to` it certainly holds, to `last`
    it fades out. `sure_from > sure_to` means that no day is certain (a month, «about 1994»). None: open or
    unknown on that side.
    """

    first: int | None
    sure_from: int | None
    sure_to: int | None
    last: int | None


@dataclass(frozen=True)
class EdtfDate:
    """A date as the content gives it, with what follows from it.

    `start` and `end` are the same point for a single date; None stands for an open or unknown end.
    """

    text: str
    start: Point | None
    end: Point | None
    is_interval: bool = False

    @cached_property
    def earliest(self) -> date | None:
        """The first day it may be; None if open or unknown, or outside the years 1 to 9999."""
        return _as_date(self.start.first_day if self.start else None)

    @cached_property
    def latest(self) -> date | None:
        """The last day it may be; None if open or unknown, or outside the years 1 to 9999."""
        return _as_date(self.end.last_day if self.end else None)

    @property
    def open_start(self) -> bool:
        """Whether it has no beginning («../1994»), which is more than an unknown one («/1994»)."""
        return self.text.startswith(OPEN)

    @property
    def open_end(self) -> bool:
        """Whether it goes on («1994/..»), which is more than an unknown end («1994/»)."""
        return self.text.endswith(OPEN)

    @property
    def start_precision(self) -> Precision | None:
        """How exact the start is; None if there is none."""
        return self.start.precision if self.start else None

    @property
    def end_precision(self) -> Precision | None:
        """How exact the end is; None if there is none."""
        return self.end.precision if self.end else None

    @property
    def start_approximate(self) -> bool:
        """Whether the start carries «~» or «%»."""
        return self.start is not None and self.start.approximate

    @property
    def end_approximate(self) -> bool:
        """Whether the end carries «~» or «%»."""
        return self.end is not None and self.end.approximate

    @property
    def start_uncertain(self) -> bool:
        """Whether the start carries «?» or «%»."""
        return self.start is not None and self.start.uncertain

    @property
    def end_uncertain(self) -> bool:
        """Whether the end carries «?» or «%»."""
        return self.end is not None and self.end.uncertain

    @cached_property
    def sort_key(self) -> tuple[float, tuple[int, int, int], float, str]:
        """A total order: by first possible day (open starts first), hour, last possible day, then text."""
        first = self.start.first_day if self.start else -inf
        last = self.end.last_day if self.end else inf
        hour = (self.start.time if self.start else None) or (0, 0, 0)
        return first, hour, last, self.text

    @cached_property
    def iso_bounds(self) -> tuple[str, str]:
        """Earliest and latest day as «1994-05-04», empty where there is none."""
        return tuple(day.isoformat() if day else "" for day in (self.earliest, self.latest))  # type: ignore[return-value] # two in, two out

    @cached_property
    def bounds(self) -> Bounds:
        """Where a drawing of it fades in, holds, and fades out."""
        start, end = self.start, self.end
        return Bounds(
            first=start.first_day - start.fade_days if start else None,
            sure_from=start.last_day + start.fade_days if start else None,
            sure_to=end.first_day - end.fade_days if end else None,
            last=end.last_day + end.fade_days if end else None,
        )


def _as_date(number: int | None) -> date | None:
    if number is None or not 1 <= number <= date.max.toordinal():
        return None
    return date.fromordinal(number)


def parse_edtf(text: str) -> EdtfDate:
    """Return the date that an EDTF text says; a DateFault with a remedy if it says none."""
    if text.count("/") == 1 and (fields := _interval_fields(text)):
        return _interval(text, *fields)
    point = _point(text, text)
    return EdtfDate(text, point, point)


def _interval_fields(text: str) -> tuple[str, str] | None:
    """Return the two sides of an interval; None if neither names a date (then the whole is at fault)."""
    start, end = text.split("/")
    return None if {start, end} <= {"", OPEN} else (start, end)


def _interval(text: str, start_text: str, end_text: str) -> EdtfDate:
    start, end = (None if side in {"", OPEN} else _point(side, text) for side in (start_text, end_text))
    if start and end and start.first_day > end.last_day:
        raise DateFault(
            f"«{text}» ends before it begins", f"the earlier date comes first: {end_text}/{start_text}"
        )
    return EdtfDate(text, start, end, is_interval=True)


def _point(text: str, whole: str) -> Point:
    """One side of a date; `whole` is what the message quotes."""
    match = POINT.fullmatch(text)
    if match is None:
        raise DateFault(f"«{whole}» is not an EDTF date", remedy(text, whole))
    parts = match.groupdict()
    fault = _fault_of_parts(parts)
    if fault:
        raise DateFault(f"«{whole}» is not an EDTF date", fault)
    return _built(parts)


def _fault_of_parts(parts: dict[str, str | None]) -> str:
    """Say what is wrong with a text of the right shape; empty if nothing."""
    year, month, day = parts["year"] or "", parts["month"], parts["day"]
    if year == "-0000":
        return "the year 0000 has no sign"
    if month and (year.startswith("Y") or "X" in year):
        return "a year of this kind stands alone, without month and day"
    if month == "XX" and day not in {None, "XX"}:
        return "a known day needs a known month"
    return _fault_of_month(year, month, day) or _fault_of_time(parts)


def _fault_of_month(year: str, month: str | None, day: str | None) -> str:
    if month is None or month == "XX":
        return ""
    if not 1 <= int(month) <= MONTHS_IN_YEAR:
        return _fault_of_season(int(month), day)
    if day is None or day == "XX":
        return ""
    length = days_in_month(int(year), int(month))
    return "" if 1 <= int(day) <= length else f"month {month} of {year} has days 01 to {length}"


def _fault_of_season(code: int, day: str | None) -> str:
    if day is not None:
        return "months go from 01 to 12"
    return "" if code in SEASON_BY_CODE else "months go from 01 to 12, seasons from 21 to 24"


def _fault_of_time(parts: dict[str, str | None]) -> str:
    if parts["hour"] is None:
        return ""
    if parts["day"] in {None, "XX"}:
        return "a time needs a whole date before it"
    for name, limit in (("hour", 23), ("minute", 59), ("second", 59)):
        if int(parts[name] or "0") > limit:
            return f"{name}s go from 00 to {limit}"
    return ""


def _built(parts: dict[str, str | None]) -> Point:
    """Build the point of a text whose parts are in order."""
    year, month, day, sign = (parts[name] or "" for name in ("year", "month", "day", "sign"))
    season = int(month) if month.isdigit() and int(month) > MONTHS_IN_YEAR else None
    times = [int(parts[name] or "0") for name in ("hour", "minute", "second")]
    return Point(
        precision=_precision(year, month, day, season),
        year=int(_first_year(year)),
        month=int(month) if month.isdigit() and season is None else None,
        day=int(day) if day.isdigit() else None,
        season=season,
        missing="-".join(name for name, part in (("month", month), ("day", day)) if part == "XX"),
        time=(times[0], times[1], times[2]) if parts["hour"] else None,
        approximate=sign in {"~", "%"},
        uncertain=sign in {"?", "%"},
    )


def _first_year(year: str) -> str:
    """Return the earliest year of «199X»; before our era years count down, so the greatest number is first."""
    return year.removeprefix("Y").replace("X", "9" if year.startswith("-") else "0")


def _precision(year: str, month: str, day: str, season: int | None) -> Precision:
    if year.endswith("X"):
        return "century" if year.endswith("XX") else "decade"
    if season is not None:
        return "season"
    if day.isdigit():
        return "day"
    return "month" if month.isdigit() else "year"
