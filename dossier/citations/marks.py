"""Private characters that go through the citation engine in place of markup, and become markup afterwards.

The engine concatenates strings and mends punctuation at their seams; it must not meet angle brackets,
ampersands or the quotation marks of a title. So every piece of markup is a pair of private-use characters
while it works. Knows the vocabulary's inline elements; knows nothing of CSL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENING, CLOSING = 0xF0000, 0x100000
QUOTES = {"«": "\ue010", "»": "\ue011", "“": "\ue012", "”": "\ue013", "„": "\ue014"}
WHOLE_OPEN, WHOLE_CLOSE = "\ue015", "\ue016"
PAREN_OPEN, PAREN_CLOSE = "\ue017", "\ue018"
HYPHEN = "\ue019"
SHIELDED = {"<": "\ue01a", ">": "\ue01b", "&": "\ue01c", "‘": "\ue01d", "’": "\ue01e"}
TABLE = {ord(char): mark for char, mark in {**QUOTES, **SHIELDED}.items()}
PLAIN = {mark: char for char, mark in {**QUOTES, **SHIELDED}.items()} | {
    WHOLE_OPEN: "«", WHOLE_CLOSE: "»", PAREN_OPEN: "(", PAREN_CLOSE: ")", HYPHEN: "-",
}  # fmt: skip


def is_private(char: str) -> bool:
    """Whether a character belongs to the private-use areas, which no text uses."""
    return "\ue000" <= char <= "\uf8ff" or char >= chr(OPENING)


def shielded(text: str) -> str:
    """Return the text with private characters left out and what the engine must not meet replaced."""
    kept = "".join(char for char in text if not is_private(char)).replace("...", "…")
    return kept.translate(TABLE)


def unshielded(text: str) -> str:
    """Return the text as a reader sees it, without any mark."""
    return "".join(PLAIN.get(char, "" if is_private(char) else char) for char in text)


@dataclass
class Marks:
    """A register of elements; `pair` gives the two characters that stand for one."""

    elements: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    numbers: dict[tuple[str, tuple[tuple[str, str], ...]], int] = field(default_factory=dict)

    def wrap(self, text: str, name: str, attributes: Mapping[str, str] | None = None) -> str:
        """Return the text between the two characters of an element."""
        key = (name, tuple((attributes or {}).items()))
        if key not in self.numbers:
            self.numbers[key] = len(self.elements)
            self.elements.append(key)
        number = self.numbers[key]
        return f"{chr(OPENING + number)}{text}{chr(CLOSING + number)}" if text else ""

    def opening(self, char: str) -> str:
        """Return the start tag that a character stands for; empty if it is none."""
        number = ord(char) - OPENING
        if not 0 <= number < len(self.elements):
            return ""
        name, attributes = self.elements[number]
        return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in attributes) + ">"

    def closing(self, char: str) -> str:
        """Return the end tag that a character stands for; empty if it is none."""
        number = ord(char) - CLOSING
        return f"</{self.elements[number][0]}>" if 0 <= number < len(self.elements) else ""

    def _element(self, char: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        code = ord(char)
        return self.elements[code - (CLOSING if code >= CLOSING else OPENING)]

    def name(self, char: str) -> str:
        """Return the element that a start or end character belongs to."""
        return self._element(char)[0]

    def language(self, char: str) -> str:
        """Return the language that the element of a character sets; empty if it sets none."""
        return dict(self._element(char)[1]).get("lang", "")

    def without_links_to(self, text: str, kind: str) -> str:
        """Return the text without the links of a class; what they hold stays."""
        return "".join(
            char for char in text if not (ord(char) >= OPENING and ("class", kind) in self._element(char)[1])
        )
