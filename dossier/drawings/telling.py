"""Counted words for the texts of drawings: «un événement», «12 événements».

Knows the plural rules of languages from the CLDR; the words themselves are data.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@cache
def locale_of(language: str) -> Locale:
    """The CLDR's locale of a BCP 47 tag; English rules where it knows none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def counted(words: Mapping[str, str], count: int, language: str) -> str:
    """The words for so many: «zero» if given, or the plural form of the language, or «other»; {n} is the number."""
    form = "zero" if count == 0 and "zero" in words else locale_of(language).plural_form(count)
    return words.get(form, words["other"]).format(n=count)


def listed(parts: Iterable[str], words: Mapping[str, str]) -> str:
    """The parts as a list in a sentence: `between` parts, and `last` before the last one."""
    found = list(parts)
    if len(found) < 2:  # noqa: PLR2004 - one thing is no list
        return "".join(found)
    return words["between"].join(found[:-1]) + words["last"] + found[-1]


def short_months(language: str) -> tuple[str, ...]:
    """The twelve short names of months."""
    names = locale_of(language).months["format"]["abbreviated"]
    return tuple(names[number] for number in range(1, 13))
