"""How lists are sorted for a reader: accents, capitals and punctuation aside."""

from __future__ import annotations

from unicodedata import normalize


def letters(words: str) -> str:
    """The letters, digits and spaces of the words, without accents or capitals: a key to sort by."""
    return "".join(
        letter for letter in normalize("NFKD", words.casefold()) if letter.isalnum() or letter == " "
    )
