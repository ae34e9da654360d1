"""The inside of `[see @id, p. 12; @other]`: which source, which place in it, which words around it.

Knows the syntax (pandoc's) and nothing of the sources; the words before a locator («p.», «art.») are data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = re.compile(r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>[^\s,;@\[\]{}]*[^\s,;@\[\]{}.:?!]))")
LOCATOR = re.compile(r"[\dIVXLCDMivxlcdm][\w.:°'’/-]*(?:\s?[-–,&]\s?[\dIVXLCDMivxlcdm][\w.:°'’/-]*)*")
DIGITS = re.compile(r"\d[\w.:]*(?:\s?[-–,&]\s?\d[\w.:]*)*")
BRACED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Cite:
    """One work cited: its id, the place in it and what kind of place (a CSL locator label), words around it."""

    source: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""


def parse_citation(text: str, words: Mapping[str, Any]) -> tuple[Cite, ...]:
    """Return the works cited in the inside of `[…]`, in order; none if it names no source.

    `words["labels"]` says what is written before a locator: {"p.": "page", …}. After the id and a comma
    come a locator (`p. 12-14`, `art. 3`, a bare number is a page, `{…}` holds any other) and then a suffix.
    """
    return tuple(_cites(text, words["labels"]))


def _cites(text: str, labels: Mapping[str, str]) -> Iterator[Cite]:
    for part in _parts(text):
        match = SOURCE.search(part)
        if match is None:
            continue
        locator, label, suffix = _after(part[match.end() :], labels)
        prefix = part[: match.start()].strip().removesuffix("-")
        yield Cite(match["braced"] or match["plain"], locator, label, prefix.strip(), suffix)


def _parts(text: str) -> list[str]:
    """Return the text cut at semicolons; one without a source belongs to the part before it."""
    parts: list[str] = []
    for piece in text.split(";"):
        if parts and SOURCE.search(piece) is None:
            parts[-1] += ";" + piece
        else:
            parts.append(piece)
    return parts


def _after(rest: str, labels: Mapping[str, str]) -> tuple[str, str, str]:
    """Locator, its label and the suffix, from what follows the id."""
    text = rest.strip()
    comma, body = text.startswith(","), text.removeprefix(",").strip()
    label, remaining = _label(body, labels)
    braced = BRACED.match(remaining)
    if braced:
        return braced[1].strip(), label or "page", remaining[braced.end() :].strip()
    found = (LOCATOR if label else DIGITS).match(remaining)
    if found and (comma or label):
        return found[0].rstrip("., "), label or "page", _suffix(remaining[len(found[0].rstrip("., ")) :])
    return "", "page", f", {body}" if comma and body else _suffix(text)


def _label(body: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """Return the CSL label that the text begins with and what follows it; the longest word wins."""
    for word in sorted(labels, key=len, reverse=True):
        if not body.startswith(word):
            continue
        rest = body.removeprefix(word)
        stripped = rest.lstrip("\u00a0\u202f ")
        if stripped != rest or not word[-1].isalpha():
            return labels[word], stripped
    return "", body


def _suffix(text: str) -> str:
    """Return the suffix with the space that a word needs before it; a comma keeps to the word before."""
    text = text.strip()
    return f" {text}" if text and text[0] not in ",;.:" else text
