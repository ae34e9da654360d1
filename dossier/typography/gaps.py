"""Spaces round signs: which sign wants one, of which width, and which wants none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.typography.model import DASHES, NARROW, NBSP, NOTE, OPENING, PROTECTED, Edit, S
from dossier.typography.patterns import Find, is_space, respaced

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = re.compile(rf"{S}{{2,}}")
BY_CLAIM = (NBSP, NARROW, "\u2009", " ")  # which of several spaces stays: the one that was set on purpose
CALL = re.compile(rf"{S}(?={NOTE})")
LIST_SIGN = re.compile(r"(?<=[^\W\d_])[,;](?=[^\W\d_])")
INNER_START = re.compile(rf"[(\[]{S}(?=[^\s»)\]])")
FINAL = ";:!?"


def single_spaces(text: str) -> Iterator[Edit]:
    """Of several spaces in a row, one stays."""
    for run in RUN.finditer(text):
        kept = run.start() + _kept(run.group())
        yield from (Edit(at, at + 1, "") for at in range(*run.span()) if at != kept)


def _kept(run: str) -> int:
    return next(run.index(space) for space in BY_CLAIM if space in run)


def space_before(signs: str, space: str) -> Find:
    """The sign has this space before it; one is put in where the sign ends a word and no word follows at once."""
    sign = re.compile(f"[{re.escape(signs)}]")

    def find(text: str) -> Iterator[Edit]:
        for match in sign.finditer(text):
            at = match.start()
            spaced = is_space(text, at - 1)
            before = text[max(at - 1 - spaced, 0) : max(at - spaced, 0)]
            if not before or before.isspace() or before in OPENING + FINAL or (spaced and before in DASHES):
                continue
            if spaced:
                yield from respaced(text, at - 1, space)
            elif _ends_word(text[at + 1 : at + 2]):
                yield Edit(at, at, space)

    return find


def _ends_word(after: str) -> bool:
    return not after.isalnum() and after not in {"/", "\\", "_", "="}


def guillemets(space: str) -> Find:
    """The same space inside both guillemets."""

    def find(text: str) -> Iterator[Edit]:
        for match in re.finditer("[«»]", text):
            at = match.start()
            yield from (
                _after_opening(text, at + 1, space)
                if match.group() == "«"
                else _before_closing(text, at, space)
            )

    return find


def _after_opening(text: str, at: int, space: str) -> Iterator[Edit]:
    following = text[at : at + 1]
    if is_space(text, at) and at + 1 < len(text):
        yield from respaced(text, at, space)
    elif following and not following.isspace() and following != "»":
        yield Edit(at, at, space, "left")


def _before_closing(text: str, at: int, space: str) -> Iterator[Edit]:
    if is_space(text, at - 1):
        if at > 1 and text[at - 2] != "«":
            yield from respaced(text, at - 1, space)
    elif at and not text[at - 1].isspace():
        yield Edit(at, at, space)


def no_space_before(signs: str) -> Find:
    """No space before these signs, unless they begin something (.5, ,3, :30)."""
    space = re.compile(rf"{S}(?=[{re.escape(signs)}])")

    def find(text: str) -> Iterator[Edit]:
        for match in space.finditer(text):
            at = match.start()
            if at and _closes(text[at - 1], text[at + 1], text[at + 2 : at + 3]):
                yield Edit(at, at + 1, "")

    return find


def _closes(before: str, sign: str, after: str) -> bool:
    """Whether the sign belongs to the word before it, from which a space parts it."""
    if before.isspace() or before in OPENING + DASHES + PROTECTED:
        return False
    match sign:
        case "…":
            return (before.isalnum() or before == ")") and not after.isalnum()
        case ".":
            return before != "." and after != "." and not after.isalnum()
        case "," | ";" | ":" | "!" | "?" | "%":
            return not after.isalnum()
        case _:
            return True


def no_space_inside(text: str) -> Iterator[Edit]:
    """No space after an opening bracket."""
    for match in INNER_START.finditer(text):
        yield Edit(match.start() + 1, match.end(), "")


def space_after_comma(text: str) -> Iterator[Edit]:
    """A space after a comma or semicolon between two words."""
    for match in LIST_SIGN.finditer(text):
        yield Edit(match.end(), match.end(), " ", "left")


def note_calls(text: str) -> Iterator[Edit]:
    """No space before the call of a note; two calls in a row keep theirs."""
    for match in CALL.finditer(text):
        at = match.start()
        if at and not text[at - 1].isspace() and text[at - 1] not in OPENING + NOTE:
            yield Edit(at, at + 1, "")
