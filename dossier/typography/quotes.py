"""Quotation marks by their depth, apostrophes and primes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.typography.model import CLOSING, DASHES, NOTE, OPENING, Edit, S
from dossier.typography.patterns import Find, is_space

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

QUOTE = re.compile('["«»“”„]')
FAMILY = {'"': "straight", "«": "guillemets", "»": "guillemets", "“": "curly", "”": "curly", "„": "low"}
APOSTROPHE = re.compile("['´‘]")
MINUTES = re.compile(rf"\d°{S}?\d{{1,2}}(')(?:{S}?\d{{1,2}}(?:[.,]\d+)?(\"|''))?")


@dataclass(frozen=True)
class Quotation:
    """A pair of quotation marks: where they stand, which family they are of, how deep (1: outermost)."""

    opening: int
    closing: int
    family: str
    depth: int


@dataclass(frozen=True)
class _Mark:
    at: int
    family: str
    opens: bool


def quotations(text: str) -> list[Quotation]:
    """The pairs of quotation marks of a line; marks without a partner are in none.

    A guillemet without partner belongs to a quotation that runs over several lines, and counts in the depth.
    """
    pairs, single = _paired(text)
    spans = [
        (mark.at, len(text)) if mark.opens else (-1, mark.at)
        for mark in single
        if mark.family == "guillemets"
    ]
    spans += [(opening.at, closing.at) for opening, closing in pairs]
    return [
        Quotation(
            opening.at,
            closing.at,
            opening.family,
            1 + sum(a < opening.at and closing.at < b for a, b in spans),
        )
        for opening, closing in sorted(pairs, key=lambda pair: pair[0].at)
    ]


def _paired(text: str) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """The pairs of marks, and those without partner."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    single: list[_Mark] = []
    for match in QUOTE.finditer(text):
        mark = _mark(text, match.start(), stack)
        if mark is None:
            continue
        if mark.opens:
            stack.append(mark)
            continue
        partner = _partner(stack, mark.family)
        if partner is None:
            single.append(mark)
            continue
        single += stack[partner + 1 :]
        pairs.append((stack[partner], mark))
        del stack[partner:]
    return pairs, single + stack


def _partner(stack: list[_Mark], family: str) -> int | None:
    return next((at for at in range(len(stack) - 1, -1, -1) if stack[at].family == family), None)


def _mark(text: str, at: int, stack: list[_Mark]) -> _Mark | None:
    """What the quotation mark at `at` is; None for a straight one that could be anything."""
    sign = text[at]
    family = FAMILY[sign]
    if sign in "“”" and stack and stack[-1].family == "low" and not is_space(text, at - 1):
        return _Mark(at, "low", opens=False)
    if sign != '"':
        return _Mark(at, family, opens=sign in "«“„")
    opens = _straight_opens(text, at, is_open=_partner(stack, family) is not None)
    return None if opens is None else _Mark(at, family, opens=opens)


def _straight_opens(text: str, at: int, *, is_open: bool) -> bool | None:
    """Whether a straight quote opens, by its neighbours; between spaces, by what is open; None: cannot tell."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free_before = not before or before.isspace() or before in OPENING + DASHES + "'/"
    free_after = not after or after.isspace() or after in CLOSING + DASHES + ",.;:!?…/" + NOTE
    if free_before and free_after:
        return not is_open
    if before == "’" and not free_after:
        return True
    return None if free_before == free_after and not is_open else free_before


def paired_quotes(signs: Mapping[int, str], families: Collection[str]) -> Find:
    """The signs of each depth for the quotations of these families (straight ones at any depth)."""
    deepest = max(signs)

    def find(text: str) -> Iterator[Edit]:
        edits: list[Edit] = []
        for quotation in quotations(text):
            if quotation.family == "straight" or (quotation.family in families and quotation.depth < deepest):
                edits += _changed(text, quotation, signs[min(quotation.depth, deepest)])
        return iter(sorted(edits, key=lambda edit: edit.start))

    return find


def _changed(text: str, quotation: Quotation, signs: str) -> Iterator[Edit]:
    opening, closing = quotation.opening, quotation.closing
    if text[opening] != signs[0]:
        yield Edit(opening, opening + 1, signs[0])
        yield Edit(closing, closing + 1, signs[1])


def tight_quotes(text: str) -> Iterator[Edit]:
    """No space inside quotation marks other than guillemets."""
    edits = {
        Edit(at, at + 1, "")
        for quotation in quotations(text)
        if quotation.family == "curly"
        for at in (quotation.opening + 1, quotation.closing - 1)
        if is_space(text, at) and text[at - 1] != "«" and text[at + 1] != "»"
    }
    return iter(sorted(edits, key=lambda edit: edit.start))


def apostrophes(elisions: Collection[str] = ()) -> Find:
    """The curly apostrophe; a straight sign that opens a quotation is a single quote, unless an elision follows."""
    known = frozenset(elisions)

    def find(text: str) -> Iterator[Edit]:
        for match in APOSTROPHE.finditer(text):
            sign = _apostrophe(text, match.start(), known)
            if sign and sign != match.group():
                yield Edit(*match.span(), sign)

    return find


def _apostrophe(text: str, at: int, elisions: frozenset[str]) -> str:
    """The sign for the apostrophe at `at`; empty where it stays as it is."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    joins = before.isalnum() and after.isalnum()
    if text[at] != "'":
        return "’" if joins else ""
    if before.isdigit() and not after.isalpha():
        return ""
    if before in {"'", "’"} or after == "'" or not (before.strip() or after.strip()):
        return ""
    if before.isspace() and after.isspace():
        return ""
    opens = (not before or before.isspace() or before in OPENING + DASHES) and after.isalpha()
    return "‘" if opens and _word_at(text, at + 1) not in elisions and _closes_later(text, at) else "’"


def _word_at(text: str, start: int) -> str:
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _closes_later(text: str, at: int) -> bool:
    """Whether a straight sign behind `at` ends a word."""
    later = text.find("'", at + 1)
    while later >= 0:
        if not text[later + 1 : later + 2].isalnum() and not text[later - 1].isspace():
            return True
        later = text.find("'", later + 1)
    return False


def primes(text: str) -> Iterator[Edit]:
    """Primes for the minutes and seconds of degrees."""
    for match in MINUTES.finditer(text):
        yield Edit(*match.span(1), "′")
        if match[2]:
            yield Edit(*match.span(2), "″")
