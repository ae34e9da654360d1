"""Dashes: the sign itself, intervals of numbers, and the spaces round a dash in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.typography.model import CLOSING, DASHES, MARKS, NBSP, OPENING, Edit, S
from dossier.typography.patterns import CAPITAL, Find, joined, one_of, respaced, word_before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

SPACED_HYPHEN = re.compile(rf"(?<=\S){S}(--?){S}(?=\S)")
TWO_HYPHENS = re.compile(r"(?<=[^\W\d_])--(?=[^\W\d_])")
SPACED_EM = re.compile(rf"(?<=\S){S}(—){S}(?=\S)")
INTERVAL = re.compile(r"(?<![\w.,/:\u2013'’-])(\d{1,4})(--?)(\d{1,4})(?![\w/:\u2013-])(?![.,]\d)")
YEARS = re.compile(rf"(?<![\w.,/:\u2013-])([12]\d{{3}})({S})([-–—])({S})([12]\d{{3}})(?![\w/:\u2013-])")
NO_WORD = f'{OPENING}{CLOSING}{DASHES}{MARKS},.;:!?-"'
SPACED_DASH = re.compile(
    rf"(?<=[^\s{re.escape(OPENING + DASHES)}-]){S}[{DASHES}]{S}(?=[^\s{re.escape(CLOSING + DASHES)},.;:!?-])"
)
FIRST_DASH = re.compile(rf"^{S}?[{DASHES}]({S})(?=\S)")
SENTENCE_END = re.compile(rf"(?:[^\W\d_]{{3}}|[\d)\]»”]){S}?[.!?…]+(?:{S}?[»”)])?{S}(?={CAPITAL}|[«“])")
MONTHS_IN_YEAR = 12
REACH = 40  # characters before a dash in which a label or a date may stand


def hyphens(text: str) -> Iterator[Edit]:
    """An en dash for a hyphen between spaces; two numbers keep theirs, which may be a minus."""
    for match in SPACED_HYPHEN.finditer(text):
        between_digits = text[match.start() - 1].isdigit() and text[match.end()].isdigit()
        if not between_digits:
            yield Edit(*match.span(1), "–")


def double_hyphens(text: str) -> Iterator[Edit]:
    """An em dash for two hyphens between words."""
    for match in TWO_HYPHENS.finditer(text):
        yield Edit(*match.span(), "—")


def em_dashes(text: str) -> Iterator[Edit]:
    """An en dash for an em dash between spaces."""
    for match in SPACED_EM.finditer(text):
        yield Edit(*match.span(1), "–")


def intervals(identifiers: Collection[str]) -> Find:
    """An en dash between the two ends of an interval; numbers behind `identifiers` (a law's number) are none."""
    known = frozenset(word.lower() for word in identifiers)

    def find(text: str) -> Iterator[Edit]:
        for match in INTERVAL.finditer(text):
            first, sign, last = match.groups()
            before = word_before(text, max(match.start() - 1, 0)).lower()
            if _ascends(first, last) and before not in known and sign != "–":
                yield Edit(*match.span(2), "–")

    return find


def _ascends(first: str, last: str) -> bool:
    """Whether two numbers can be the ends of an interval: 12-15, 98-102, 1988-1994, 1992-94; not 1994-05."""
    if (first[0] == "0" and len(first) > 1) or last[0] == "0":
        return False
    if (len(first), len(last)) == (4, 2):
        return int(last) > max(int(first[2:]), MONTHS_IN_YEAR)
    return len(last) - len(first) in {0, 1} and int(last) > int(first)


def year_intervals(text: str) -> Iterator[Edit]:
    """Two years with a spaced hyphen or dash between them: an en dash, no space."""
    for match in YEARS.finditer(text):
        if int(match[5]) > int(match[1]):
            yield Edit(*match.span(2), "")
            if match[3] != "–":
                yield Edit(*match.span(3), "–")
            yield Edit(*match.span(4), "")


def date_intervals(months: Iterable[str], suffixes: Iterable[str] = ()) -> Find:
    """An en dash for a hyphen between months, between dates with their month, behind the first of a month."""
    month, first = one_of(months), one_of(suffixes)
    day = rf"\d{{1,2}}{one_of([*suffixes, ''])}"
    start = rf"(?:(?<!\w){month}(?:{S}\d{{1,2}})?(-)(?=(?:{day}{S})?{month}(?!\w))"
    return joined(rf"{start}|(?<!\w)\d{first}(-)(?=\d))", "–")


@dataclass(frozen=True)
class Bound:
    """Which spaced dashes belong to what stands before them: behind a label (Figure 1 – …), between two dates."""

    label: re.Pattern[str]
    date_before: re.Pattern[str]
    date_after: re.Pattern[str]

    @classmethod
    def of(
        cls, labels: Iterable[str], months: Iterable[str], openers: Iterable[str], suffixes: Iterable[str]
    ) -> Bound:
        """Made of words for labels, months, what may open a date (about) and the endings of a first day."""
        month = one_of(months)
        day = rf"(?:\d{{1,2}}{one_of([*suffixes, ''])}{S})"
        return cls(
            re.compile(rf"(?<!\w){one_of(labels)}{S}[\dIVXLC.]+$"),
            re.compile(rf"(?:(?<!\w){month}|(?<!\d)[12]\d{{3}})$"),
            re.compile(rf"(?:{one_of(openers)}{S})?(?:{day}?{month}(?!\w)|[12]\d{{3}}(?!\d))"),
        )

    def holds(self, text: str, dash: re.Match[str]) -> bool:
        """Whether this spaced dash is such a one."""
        start = max(dash.start() - REACH, 0)
        if self.label.search(text, start, dash.start()):
            return True
        is_after_date = self.date_before.search(text, start, dash.start()) is not None
        return is_after_date and self.date_after.match(text, dash.end()) is not None


def bound_dashes(bound: Bound) -> Find:
    """A no-break space before a dash that belongs to what stands before it."""

    def find(text: str) -> Iterator[Edit]:
        for match in SPACED_DASH.finditer(text):
            if bound.holds(text, match):
                yield from respaced(text, match.start(), NBSP)

    return find


def spaces_inside(bound: Bound) -> Find:
    """No-break spaces on the inner sides of a pair of dashes; a single one opens, and so does the first of a line."""

    def find(text: str) -> Iterator[Edit]:
        first = FIRST_DASH.search(text)
        if first:
            yield from respaced(text, first.start(1), NBSP)
        ends = [match.end() for match in SENTENCE_END.finditer(text)]
        opens, previous = True, 0
        for match in SPACED_DASH.finditer(text):
            if not bound.holds(text, match):
                opens = opens or any(previous < end <= match.start() for end in ends)
                yield from respaced(text, match.end() - 1 if opens else match.start(), NBSP)
                opens, previous = not opens, match.end()

    return find


def spaces_before(text: str) -> Iterator[Edit]:
    """A no-break space before a spaced dash, so that no line begins with one."""
    for match in SPACED_DASH.finditer(text):
        yield from respaced(text, match.start(), NBSP)
