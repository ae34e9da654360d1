"""Building stones of rules: the words of a language as patterns, and the edits of one space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from dossier.typography.model import NBSP, SPACES, Edit, S, Wrap

Find = Callable[[str], Iterator[Edit]]
FindWraps = Callable[[str], Iterator[Wrap]]
Words = Mapping[str, object]

CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽƏ]"
IN_WORD = ".§º°"  # signs that belong to the abbreviation they end


def listed(words: Words, name: str) -> tuple[str, ...]:
    """A list of words by its name; empty if the language has none."""
    value = words.get(name, ())
    return tuple(str(word) for word in value) if isinstance(value, (list, tuple)) else ()


def option(words: Words, name: str) -> str:
    """What an option is set to; empty if the language does not say."""
    options = words.get("options", {})
    return str(options.get(name, "")) if isinstance(options, Mapping) else ""


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; nothing at all when there is none."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(re.escape(word).replace(r"\ ", S) for word in longest_first) + ")"
        if longest_first
        else "(?!)"
    )


def word_before(text: str, end: int) -> str:
    """The word or abbreviation that ends at `end`, its points included."""
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] in IN_WORD):
        start -= 1
    return text[start:end]


def respaced(text: str, at: int, space: str) -> Iterator[Edit]:
    """The edit that makes text[at], a space, this one; none if it is."""
    if text[at] != space:
        yield Edit(at, at + 1, space)


def joined(pattern: str, space: str = NBSP) -> Find:
    """Makes every group of the pattern, each a space or empty, this space."""
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            for group in range(1, compiled.groups + 1):
                start, end = match.span(group)
                if start >= 0 and text[start:end] != space:
                    yield Edit(start, end, space)

    return find


def is_space(text: str, at: int) -> bool:
    """Whether one of our spaces stands there; False outside the text."""
    return 0 <= at < len(text) and text[at] in SPACES
