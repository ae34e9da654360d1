"""The list below a timeline: the events whose marks carry a number, in columns. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Style, Text
from dossier.drawings.setting import Setting, box_of, set_runs, unbroken
from dossier.drawings.timeline_labels import number_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.lettering import Lettering
    from dossier.drawings.timeline_events import TimelineEvent
    from dossier.theme import Theme

LEAST_COLUMN = 118.0
BETWEEN_COLUMNS = 12.0
BETWEEN_ENTRIES = 1.4
LEAST_ROW = 6.0
HEAD = 10.0
"""Space above the list."""

Row = tuple["TimelineEvent", int, Setting]


@dataclass(frozen=True)
class Entry:
    """An event listed below the drawing, with the number of its mark."""

    event: TimelineEvent
    number: int
    texts: tuple[Text, ...]
    box: Box


@dataclass(frozen=True)
class Legend:
    """The list set in columns of so many points, but not yet placed."""

    columns: tuple[tuple[Row, ...], ...]
    column: float
    indent: float

    @property
    def height(self) -> float:
        """From the foot of the drawing to the end of the list; nothing when it is empty."""
        return max((HEAD + _height(column) for column in self.columns), default=0.0)

    def placed(self, top: float, lettering: Lettering, style: Style) -> tuple[Entry, ...]:
        """The entries from `top` down, numbers in the style given, flush right before the words."""
        entries = []
        for index, column in enumerate(self.columns):
            left, y = index * (self.column + BETWEEN_COLUMNS), top + HEAD
            for event, number, setting in column:
                words = setting.placed(lettering, left + self.indent, y, 1)
                figure = lettering.line(str(number), left + self.indent - 3.5, words[0].y, style, "end")
                texts = (figure, *words)
                entries.append(Entry(event, number, texts, box_of(texts)))
                y += setting.height + BETWEEN_ENTRIES
        return tuple(entries)


def least_height(count: int, width: float) -> float:
    """A height that a list of so many entries needs at least, one line each."""
    columns = _column_count(width)
    return HEAD + ceil(count / columns) * LEAST_ROW if count else 0.0


def _column_count(width: float) -> int:
    return max(1, int((width + BETWEEN_COLUMNS) / (LEAST_COLUMN + BETWEEN_COLUMNS)))


def _height(column: Sequence[Row]) -> float:
    return sum(setting.height + BETWEEN_ENTRIES for _, _, setting in column)


def set_legend(
    listed: Sequence[tuple[TimelineEvent, int]], lettering: Lettering, theme: Theme, width: float, lines: int
) -> Legend:
    """The list in columns over the width; an entry has at most so many lines, 0 for as many as it needs."""
    count = _column_count(width)
    column = (width - BETWEEN_COLUMNS * (count - 1)) / count
    indent = lettering.width(str(len(listed)), number_style(theme)) + 4.5
    size = theme.drawing.small
    date, title = Style(size, theme.colours.accent, 600), Style(size, theme.colours.ink)
    rows = [
        (event, number, set_runs(lettering, [(said, date), (event.title, title)], column - indent, lines))
        for event, number in listed
        for said in (unbroken(lettering, event.date, date, column - indent),)
    ]
    return Legend(tuple(_parted(rows, count)), column, indent)


def _parted(rows: Sequence[Row], count: int) -> list[tuple[Row, ...]]:
    """The rows in columns of nearly the same height, in order."""
    goal = _height(rows) / count
    columns: list[list[Row]] = [[]]
    for row in rows:
        if columns[-1] and len(columns) < count and _height([*columns[-1], row]) > goal + row[2].height / 2:
            columns.append([])
        columns[-1].append(row)
    return [tuple(column) for column in columns if column]
