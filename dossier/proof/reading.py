"""What is compared: the parts of a dossier in reading order, as any of its forms says them.

A part is a heading, a caption, a note, a table, a picture, or a stretch of text. Where a note is called
its text has a mark; the note itself follows the text. Spaces and what paints nothing are made even.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["text", "heading", "caption", "note", "table", "picture"]
CALL = "\N{DAGGER}"
UNPAINTED = dict.fromkeys(
    map(ord, "\u00ad\u200b\u2060\ufeff")
)  # soft hyphen, zero-width space, joiner, byte-order mark


@dataclass(frozen=True)
class Part:
    """One part and what it says; `level` is that of a heading (1 for the title), else 0."""

    kind: Kind
    words: str
    level: int = 0

    def __str__(self) -> str:
        """What it says, a heading with its level."""
        return f"h{self.level} {self.words}" if self.level else self.words


def folded(text: str) -> str:
    """The text without what paints nothing, each stretch of white space (of any kind) one space."""
    return " ".join(text.translate(UNPAINTED).split())


def shape(cells: Sequence[int]) -> str:
    """Rows × columns of a table, from the number of cells of each row; «3|4» where rows differ."""
    return f"{len(cells)} × {'|'.join(map(str, sorted(set(cells))))}"


@dataclass
class Scribe:
    """Takes down what a reader meets: text is gathered until its block ends, notes follow it."""

    parts: list[Part] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)

    def say(self, text: str | None) -> None:
        """Go on with the text of the block."""
        if text:
            self._line.append(text)

    def note(self, text: str) -> None:
        """Keep the words of a note for the end of the block; the mark of its call is said by itself."""
        self._notes.append(text)

    def picture(self, alternative: str) -> None:
        """Take down a picture by its alternative text."""
        self.parts.append(Part("picture", folded(alternative)))

    def table(self, cells: Sequence[int]) -> None:
        """Take down the shape of a table."""
        self.parts.append(Part("table", shape(cells)))

    def close(self, kind: Kind = "text", level: int = 0) -> None:
        """End the block: what was said becomes a part, its notes follow."""
        if words := folded("".join(self._line)):
            self.parts.append(Part(kind, words, level))
        self.parts += [Part("note", folded(note)) for note in self._notes]
        self._line, self._notes = [], []

    def join(self, kind: Kind) -> None:
        """End the block: what was said belongs to the last part of that kind, where there is one."""
        place = max((place for place, part in enumerate(self.parts) if part.kind == kind), default=None)
        if place is not None:
            self._line.insert(0, f"{self.parts.pop(place).words} ")
            rest, self.parts = self.parts[place:], self.parts[:place]
            self.close(kind)
            self.parts += rest
        self.close()


def words_of_parts(parts: Iterable[Part]) -> list[str]:
    """Every word of the parts in order; tables and pictures have none of their own."""
    return [word for part in parts if part.kind not in {"table", "picture"} for word in part.words.split(" ")]
