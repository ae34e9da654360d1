"""What the typographer's modules share: signs, edits, rules, changes and settings. Knows no tree and no language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NBSP = "\u00a0"
NARROW = "\u202f"
SPACES = f" {NBSP}\u2009{NARROW}"
S = f"[{SPACES}]"  # one space of any of these widths, in a pattern

# Signs that stand in a line for what a rule must not see; they are no letters, no spaces, and never written out.
NOTE = "\ufff9"  # a note's call: the note is a line of its own
PROTECTED = "\ufffb"  # an address, a date in figures, a catalogue number
FOREIGN = "\ufffc"  # words in another language
MARKS = NOTE + PROTECTED + FOREIGN

OPENING = "([{«“‘"
CLOSING = ")]}»”’"
DASHES = "–—"
DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of line[start:end]; an insertion (start == end) goes to the side it leans to."""

    start: int
    end: int
    text: str
    lean: Literal["left", "right"] = "right"


@dataclass(frozen=True)
class Wrap:
    """Put line[start:end] into an element `tag` of class `name` (none: "")."""

    start: int
    end: int
    tag: str
    name: str = ""

    @property
    def role(self) -> str:
        """What the element makes of its letters: its class, or else its tag."""
        return self.name or self.tag


@dataclass(frozen=True)
class Rule:
    """A rule: its name (a prefix before «-» names its group), a sentence, and what finds the places.

    `signs`: the rule can apply only to a line that holds one of them (empty: to any line).
    `markup`: the rule wraps letters into elements, and so has no effect on plain text.
    """

    name: str
    sentence: str
    find: Callable[[str], Iterable[Edit | Wrap]]
    signs: frozenset[str] = frozenset()
    markup: bool = False

    def is_in(self, names: frozenset[str]) -> bool:
        """Whether the rule, or its group, is named."""
        return self.name in names or self.name.partition("-")[0] in names


@dataclass(frozen=True)
class Change:
    """What a rule did: before and after, some words around, and the nearest id (or the path of tags)."""

    rule: str
    before: str
    after: str
    context: str
    where: str


@dataclass(frozen=True)
class Settings:
    """Rules (or groups of rules) that are off, and options that differ from those of the language's file."""

    disabled: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)
