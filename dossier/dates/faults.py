"""What to do about a text that is no EDTF date.

Knows the usual ways of getting it wrong, each with a remedy that shows the user's own date mended where it can.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Match

EXAMPLES = (
    "write year, month, day in digits: 1994, 1994-05 or 1994-05-05, an interval as 1994-05-04/1994-05-05"
)
MONTHS_IN_YEAR = 12


class DateFault(ValueError):  # noqa: N818 - it is a fault of the content, told as a Problem by the reader
    """A text that is no date: `message` says what is wrong, `hint` what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}; {hint}")


def _year_last(match: Match[str]) -> str:
    first, second, year = int(match[1]), int(match[2]), match[3]
    day, month = (second, first) if second > MONTHS_IN_YEAR else (first, second)
    return f"the year comes first: {year}-{month:02}-{day:02}"


def _two_digits(match: Match[str]) -> str:
    month, day = match[2], match[3]
    mended = "-".join([match[1], *(f"{int(part):02}" for part in (month, day) if part)])
    return f"months and days have two digits: {mended}"


REMEDIES: tuple[tuple[str, Callable[[Match[str]], str]], ...] = (
    (r"\s*", lambda _: EXAMPLES),
    (r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", _year_last),
    (r"(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})", lambda m: f"hyphens part a date: {m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    (r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", _two_digits),
    (r"(\d{4})(\d\d)(\d\d)", lambda m: f"hyphens part a date: {m[1]}-{m[2]}-{m[3]}"),
    (r"(?=\S* )([-\dX?~%.]+) */ *([-\dX?~%.]+)", lambda m: f"an interval has no spaces: {m[1]}/{m[2]}"),
    (r"(\d{4}(?:-\d\d(?:-\d\d)?)?) ?(?:–|—|\.\.|-| - | a | to ) ?(\d{4}.*)",
     lambda m: f"a slash makes an interval: {m[1]}/{m[2]}"),
    (r"(?:~|<|c\.? ?|ca\.? ?|circa )(\d{4}[-\d]*)", lambda m: f"the sign for «about» comes last: {m[1]}~"),
    (r"\?(\d{4}[-\d]*)", lambda m: f"the sign for «uncertain» comes last: {m[1]}?"),
    (r"(\d{4}[-\d]*)(?:\?~|~\?)", lambda m: f"one sign says both uncertain and approximate: {m[1]}%"),
    (r"([-\dX]*\d[-\dX]*)\s+([?~%])", lambda m: f"no space before the sign: {m[1]}{m[2]}"),
    (r"(\d{2,4}[xu?]{0,2})((?:-(?:\d\d|[xu?]{2}))*)",
     lambda m: f"unknown digits are capital X: {re.sub('[xu?]', 'X', m[1] + m[2])}"
     if re.search("[xu?]", m[0]) else "years have four digits: 0994, 1994"),
    (r"(\d{1,3})(-\d\d){0,2}[?~%]?", lambda _: "years have four digits: 0994, 1994"),
    (r"\d{4}-\d\d-\d\d[T ]\d.*", lambda _: "a time has hours, minutes and seconds: 1994-05-12T00:01:00"),
    (r"-?\d{5,}", lambda m: f"a year of more than four digits has a Y before it: Y{m[0]}"),
    (r"[\[{].*", lambda _: "sets of dates are not read; give one date, and the variants as a claim"),
    (r"[-?~%\dX]*[?~%][-?~%\dX]*", lambda _: "one sign (?, ~ or %) for the whole date, at its end"),
    (r"\s+(\S+)|(\S+)\s+", lambda m: f"no spaces around it: {m[1] or m[2]}"),
)  # fmt: skip


def remedy(text: str, whole: str) -> str:
    """Say what to write instead of `text`, which is `whole` or one side of it."""
    for candidate in dict.fromkeys((whole, text)):
        for pattern, hint in REMEDIES:
            match = re.fullmatch(pattern, candidate, re.ASCII)
            if match:
                return hint(match)
    if whole.count("/") > 1:
        return "an interval has one slash: 1994-05-04/1994-05-05"
    if set(whole) <= set("./"):
        return "an interval has a date on one side at least: 1994/.. or ../1994"
    return EXAMPLES
