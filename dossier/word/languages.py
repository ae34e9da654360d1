"""Language tags as Word writes them: «fr» becomes «fr-FR», «az» becomes «az-Latn-AZ»."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel.core import get_global

SEVERAL_SCRIPTS = frozenset({"az", "bs", "iu", "sr", "tg", "uz"})
RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
LATIN_AND_COMBINING = 0x0370


@cache
def word_tag(tag: str) -> str:
    """The tag with its likely region, and with its script where the language has several."""
    parts = tag.replace("_", "-").split("-")
    likely = str(get_global("likely_subtags").get(parts[0], "")).split("_")
    if len(parts) > 1 or len(likely) != 3:  # noqa: PLR2004 - language, script, region
        return "-".join(parts)
    language, script, region = likely
    return f"{language}-{script}-{region}" if language in SEVERAL_SCRIPTS else f"{language}-{region}"


def is_right_to_left(tag: str) -> bool:
    """True for a language written from right to left."""
    return tag.partition("-")[0] in RIGHT_TO_LEFT


@cache
def script_of(character: str) -> str:
    """The first word of the character's name, as «ARMENIAN»; empty for marks, figures and spaces."""
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").partition(" ")[0]


def by_script(words: str, scripts: frozenset[str]) -> list[tuple[str, str]]:
    """The words cut into stretches of (script, words), script empty outside `scripts`.

    Spaces and marks stay with the stretch before them.
    """
    if not scripts or all(ord(character) < LATIN_AND_COMBINING for character in words):
        return [("", words)]
    pieces: list[tuple[str, str]] = []
    for character in words:
        found = script_of(character)
        current = pieces[-1][0] if pieces else ""
        script = current if not character.isalpha() else found if found in scripts else ""
        if pieces and script == current:
            pieces[-1] = (current, pieces[-1][1] + character)
        else:
            pieces.append((script, character))
    return pieces
