"""Words of several styles set into lines together: a date and a title, a name and an office.

Knows how to break, measure and shorten; knows nothing of what the words are about. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from dossier.drawings.canvas import Box, Style, Text, hull
from dossier.drawings.lettering import ASCENT, DESCENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.lettering import Lettering

LEADING = 1.2
Side = Literal[-1, 1]
ELLIPSIS = "…"
SEMIBOLD = 600
"""Widths of heavier letters are taken rather wide, so that less space is wanted after them."""


@dataclass(frozen=True)
class Run:
    """Words of one style on a line, `left` points from the start of the line."""

    words: str
    style: Style
    left: float


@dataclass(frozen=True)
class Setting:
    """A label set into lines, of the given size in points."""

    lines: tuple[tuple[Run, ...], ...]
    widths: tuple[float, ...]
    leading: float
    size: float

    @property
    def width(self) -> float:
        """The longest line."""
        return max(self.widths)

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return (len(self.lines) - 1) * self.leading + (ASCENT + DESCENT) * self.size

    @property
    def aim(self) -> float:
        """How far below its top the first line is aimed at: the middle of its small letters."""
        return (ASCENT - 0.27) * self.size

    def placed(self, lettering: Lettering, x: float, top: float, side: Side) -> tuple[Text, ...]:
        """The lines of text, to the right of `x` (side 1) or ending at it (side -1)."""
        marks = []
        for index, (line, width) in enumerate(zip(self.lines, self.widths, strict=True)):
            start = x if side > 0 else x - width
            base = top + ASCENT * self.size + index * self.leading
            marks += [lettering.line(run.words, start + run.left, base, run.style) for run in line]
        return tuple(marks)


def set_runs(lettering: Lettering, runs: Sequence[tuple[str, Style]], width: float, most: int = 0) -> Setting:
    """Words of several styles broken into lines no wider than `width`; at most so many, the last with an ellipsis."""
    words = [(word, style) for text, style in runs for word in _words(lettering, text, style, width)]
    lines = _broken(lettering, words, width)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _elided(lettering, lines[most - 1], width)]
    set_lines = [_joined(lettering, line) for line in lines]
    size = max(style.size for _, style in runs)
    return Setting(
        tuple(line for line, _ in set_lines), tuple(end for _, end in set_lines), size * LEADING, size
    )


def unbroken(lettering: Lettering, words: str, style: Style, width: float) -> str:
    """The words with no-break spaces, when they fit a line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}") if lettering.width(words, style) <= width else words


Word = tuple[str, Style]


def _words(lettering: Lettering, text: str, style: Style, width: float) -> list[str]:
    """The words of a text; one that is wider than a line is cut into parts."""
    return [part for word in text.split(" ") if word for part in _parts(lettering, word, style, width)]


def _parts(lettering: Lettering, word: str, style: Style, width: float) -> list[str]:
    if lettering.width(word, style) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and lettering.width(parts[-1] + letter, style) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _space(lettering: Lettering, one: Word, other: Word) -> float:
    """The space between two words: a wider one between date and title."""
    return lettering.width(" ", other[1]) * (
        1.0 if one[1] == other[1] else 1.2 if one[1].weight > SEMIBOLD else 1.7
    )


def _length(lettering: Lettering, line: Sequence[Word]) -> float:
    spaces = sum(_space(lettering, one, other) for one, other in pairwise(line))
    return spaces + sum(lettering.width(word, style) for word, style in line)


def _broken(lettering: Lettering, words: Sequence[Word], width: float) -> list[list[Word]]:
    lines: list[list[Word]] = []
    length = 0.0
    for word in words:
        own = lettering.width(*word)
        longer = length + own + (_space(lettering, lines[-1][-1], word) if lines else 0.0)
        if lines and longer <= width:
            lines[-1].append(word)
            length = longer
        else:
            lines.append([word])
            length = own
    return lines


def _elided(lettering: Lettering, line: list[Word], width: float) -> list[Word]:
    """The line with an ellipsis at its end, shortened until it fits."""
    text, style = line[-1]
    shorter = [*line[:-1], (text.rstrip(" ,;:.") + ELLIPSIS, style)]
    if _length(lettering, shorter) <= width or len(text) <= 1:
        return shorter
    cut = [*line[:-1], (text[:-1], style)] if len(text) > 4 or len(line) == 1 else line[:-1]  # noqa: PLR2004 - a stump of four letters says nothing
    return _elided(lettering, cut, width)


def _joined(lettering: Lettering, line: Sequence[Word]) -> tuple[tuple[Run, ...], float]:
    """The runs of a line, neighbours of one style together, and the length of the line."""
    runs: list[Run] = []
    end, before = 0.0, None
    for style, group in groupby(line, key=lambda word: word[1]):
        text = " ".join(word for word, _ in group)
        if before is not None:
            end += _space(lettering, ("", before), ("", style))
        runs.append(Run(text, style, end))
        end += lettering.width(text, style)
        before = style
    return tuple(runs), end


def box_of(texts: Sequence[Text]) -> Box:
    """The ground that the lines of a label cover together."""
    return hull(text.box for text in texts)
