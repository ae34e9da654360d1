"""What stays on one line: numbers and their units, days and months, titles, initials and names, digits in groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.typography.model import NARROW, NBSP, Edit, S
from dossier.typography.patterns import CAPITAL, IN_WORD, Find, joined, one_of, respaced, word_before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

NUMBER = r"\d|[IVXLCDM]+(?!\w)"
INITIALS = re.compile(rf"(?:{CAPITAL}\.){{1,3}}")
THOUSANDS = re.compile(rf"(?<![\w.,/:'’\u2013-])[1-9]\d{{0,2}}(?:{S}\d{{3}})+(?!\d)(?!{S}\d)(?![-–/:]\d)")
DIGITS_BEFORE = re.compile(rf"(?<!\d)\d{{1,3}}{S}$")
ATTACHED = re.compile(r"[.§º°](?=\d)")


def numbers_with_units(units: Iterable[str]) -> Find:
    """A no-break space between a number and its unit."""
    return joined(rf"\d({S}){one_of(units)}(?![\w'’²³-])")


def numbers_with_signs(signs: Iterable[str]) -> Find:
    """A no-break space between a number and a sign such as %, also where none was written."""
    return joined(rf"\d({S}?){one_of(signs)}(?!\w)")


def words_with_numbers(words: Collection[str]) -> Find:
    """A no-break space between words such as «p.» or «page» and their number."""
    known = frozenset(word.lower() for word in words)
    space = re.compile(rf"{S}(?={NUMBER})")

    def find(text: str) -> Iterator[Edit]:
        for match in space.finditer(text):
            if word_before(text, match.start()).lower() in known:
                yield from respaced(text, match.start(), NBSP)

    return find


def attached_numbers(abbreviations: Collection[str]) -> Find:
    """A no-break space put in where an abbreviation touches its number (p.12)."""
    known = frozenset(word for word in abbreviations if word[-1] in IN_WORD)

    def find(text: str) -> Iterator[Edit]:
        for match in ATTACHED.finditer(text):
            if word_before(text, match.end()) in known:
                yield Edit(match.end(), match.end(), NBSP, "left")

    return find


def days_with_months(months: Iterable[str], suffixes: Iterable[str] = ()) -> Find:
    """A no-break space between the day and the month."""
    return joined(rf"\d{one_of([*suffixes, ''])}({S}){one_of(months)}(?!\w)")


def months_with_days(months: Iterable[str]) -> Find:
    """A no-break space between the month and the day (May 5)."""
    return joined(rf"(?<!\w){one_of(months)}({S})\d{{1,2}}(?!\d)")


def titles_with_names(titles: Collection[str], followers: Iterable[str] = ()) -> Find:
    """A no-break space between a title and the name, or the words that may stand before a function."""
    known = frozenset(titles)
    space = re.compile(rf"{S}(?={CAPITAL}|{one_of(followers)})")

    def find(text: str) -> Iterator[Edit]:
        for match in space.finditer(text):
            if word_before(text, match.start()) in known:
                yield from respaced(text, match.start(), NBSP)

    return find


def initials_with_names(initials: Collection[str], eras: Collection[str]) -> Find:
    """A no-break space between initials and the name; `eras` (J.-C.) are no initials."""
    known, no_initials = frozenset(initials), tuple(eras)
    space = re.compile(rf"(?<=\.){S}(?={CAPITAL})")

    def find(text: str) -> Iterator[Edit]:
        for match in space.finditer(text):
            word = word_before(text, match.start())
            is_initial = word in known or INITIALS.fullmatch(word)
            if is_initial and not text[: match.start()].endswith(no_initials):
                yield from respaced(text, match.start(), NBSP)

    return find


def names_with_numerals(names: Collection[str], suffixes: Iterable[str]) -> Find:
    """A no-break space between the name of a ruler and the numeral (Louis XIV, Napoléon Ier)."""
    known = frozenset(names)
    space = re.compile(rf"{S}(?=[IVX]+{one_of([*suffixes, ''])}(?!\w))")

    def find(text: str) -> Iterator[Edit]:
        for match in space.finditer(text):
            if word_before(text, match.start()) in known:
                yield from respaced(text, match.start(), NBSP)

    return find


def phrases(unbroken: Collection[str]) -> Find:
    """No-break spaces inside abbreviations of several parts (p. ex.)."""

    def find(text: str) -> Iterator[Edit]:
        plain = text.replace(NBSP, " ").replace(NARROW, " ")
        places = {at for phrase in unbroken for at in _spaces_of(phrase, plain)}
        for at in sorted(places):
            yield from respaced(text, at, NBSP)

    return find


def _spaces_of(phrase: str, text: str) -> Iterator[int]:
    start = text.find(phrase)
    while start >= 0:
        if not text[start - 1 : start].isalnum():
            yield from (start + at for at, sign in enumerate(phrase) if sign == " ")
        start = text.find(phrase, start + 1)


def thousands(uncounted: Collection[str]) -> Find:
    """A narrow no-break space between groups of three digits, except behind words whose numbers are names."""
    names = frozenset(word.lower() for word in uncounted)

    def find(text: str) -> Iterator[Edit]:
        for match in THOUSANDS.finditer(text):
            start = match.start()
            if (
                DIGITS_BEFORE.search(text[max(start - 5, 0) : start])
                or word_before(text, max(start - 1, 0)).lower() in names
            ):
                continue
            for at in range(start, match.end()):
                if not text[at].isdigit():
                    yield from respaced(text, at, NARROW)

    return find
