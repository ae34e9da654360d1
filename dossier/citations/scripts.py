"""Which script a letter and a language are written in, as four-letter codes.

Knows the Unicode names of letters and the CLDR's likely scripts; knows no languages by itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache

UNKNOWN = ""
CODES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GREEK": "Grek", "GEORGIAN": "Geor", "ARABIC": "Arab",
    "HEBREW": "Hebr", "CJK": "Hani", "HIRAGANA": "Hani", "KATAKANA": "Hani", "HANGUL": "Hani", "DEVANAGARI": "Deva",
    "THAI": "Thai", "ETHIOPIC": "Ethi", "BENGALI": "Beng", "TAMIL": "Taml",
}  # fmt: skip
WRITTEN_AS_HANI = frozenset({"Jpan", "Kore", "Hans", "Hant"})


@cache
def script_of_letter(char: str) -> str:
    """Return the script of a letter; empty for what is no letter or of no known script."""
    if not char.isalpha():
        return UNKNOWN
    return CODES.get(unicodedata.name(char, "").partition(" ")[0], UNKNOWN)


@cache
def script_of_language(tag: str) -> str:
    """Return the script that a language tag names or most likely means; empty if the CLDR does not know it."""
    from babel.core import get_global  # noqa: PLC0415 - checking a dossier asks for scripts of letters only

    parts = tag.replace("_", "-").split("-")
    named = next((part for part in parts[1:] if len(part) == len("Cyrl")), "")
    likely = named or ([*str(get_global("likely_subtags").get(parts[0], "")).split("_"), "", ""])[1]
    return "Hani" if likely in WRITTEN_AS_HANI else likely


def script_of_text(text: str) -> str:
    """Return the script of the first letter that has one."""
    return next((script for char in text if (script := script_of_letter(char))), UNKNOWN)
