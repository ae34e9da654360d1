"""Holds the parts that were found against those that are wanted, kind by kind, then word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dossier.problems import Problem
from dossier.proof.reading import words_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.proof.reading import Part

SINGLY = ("heading", "caption", "note", "table", "picture")
MOST = 8
"""breaches of one kind that are told one by one"""
LONGEST = 160
"""characters of the dossier that a message quotes"""
AROUND = 8
"""words before a breach that say where it is"""


def differences(wanted: Sequence[Part], found: Sequence[Part], file: str) -> list[Problem]:
    """A Problem for each breach: what is missing, too much, or different, and what stands before it."""
    if list(wanted) == list(found):
        return []
    problems: list[Problem] = []
    for kind in SINGLY:
        ours = [str(part) for part in wanted if part.kind == kind]
        theirs = [str(part) for part in found if part.kind == kind]
        problems += _told(list(_breaches(ours, theirs, kind, 1)), kind, file)
    words = _breaches(words_of_parts(wanted), words_of_parts(found), "words", AROUND)
    return problems + _told(list(words), "words", file)


def _told(breaches: list[tuple[str, str]], what: str, file: str) -> list[Problem]:
    told = [Problem(file, message=message, hint=hint) for message, hint in breaches[:MOST]]
    if len(breaches) > MOST:
        told.append(Problem(file, message=f"{len(breaches) - MOST} more places of this kind: {what}"))
    return told


def _breaches(wanted: list[str], found: list[str], what: str, around: int) -> Iterator[tuple[str, str]]:
    """Sentence and neighbourhood of each difference between two lists."""
    if wanted == found:
        return
    for operation, start, end, first, last in SequenceMatcher(None, wanted, found).get_opcodes():
        if operation != "equal":
            ours, theirs = _quoted(wanted[start:end]), _quoted(found[first:last])
            yield _sentence(what, ours, theirs), _where(wanted[max(0, start - around) : start])


def _quoted(words: Sequence[str]) -> str:
    text = " ".join(words)
    if not text:
        return ""
    return f"«{text}»" if len(text) <= LONGEST else f"«{text[:LONGEST].rpartition(' ')[0]} …»"


def _sentence(what: str, ours: str, theirs: str) -> str:
    if not theirs:
        return f"{what} of the dossier missing in the file: {ours}"
    if not ours:
        return f"{what} in the file that the dossier does not have: {theirs}"
    return f"{what} in the file differs from the dossier: {theirs} instead of {ours}"


def _where(before: Sequence[str]) -> str:
    return f"after {_quoted(before)}" if before else "at the beginning"
