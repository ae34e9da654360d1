"""The marks of a timeline: dots, bars with soft and open ends, lines to labels, the band of time and its breaks.

Soft ends are steps of narrower and paler bars, never transparency or gradients. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Circle, Line, Pen, Rectangle, path_data
from dossier.drawings.timeline_layout import CORRIDOR, LANE, LANES, Label, Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dossier.drawings.setting import Side
    from dossier.drawings.timeline_events import TimelineEvent
    from dossier.theme import Theme

Shape = Line | Circle | Rectangle
RADII = {1: 3.3, 2: 2.3, 3: 1.7}
BARS = {1: 4.4, 2: 3.2, 3: 2.2}
"""Radius of dots and width of bars by importance."""
STEPS = ((0.4, 0.42), (0.62, 0.62), (0.8, 0.82))
"""Soft ends, from the outside: part of the width of the bar, and how much of its colour."""
LEAST_BAR = 7.0
"""An interval shorter than this is drawn as a dot."""
ARROW = 4.2
TOOTH = 3.0


@dataclass(frozen=True)
class Mark:
    """An event on the scale: its side and lane, where it fades in, holds and fades out, from top to bottom."""

    event: TimelineEvent
    side: Side
    lane: int
    first: float
    sure_from: float
    sure_to: float
    last: float

    @property
    def is_bar(self) -> bool:
        """Whether it is long enough to show its length."""
        return self.last - self.first >= LEAST_BAR or self.event.open_start or self.event.open_end

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it covers its lane."""
        radius = RADII[self.event.importance] + 0.5
        middle = (self.first + self.last) / 2
        return (self.first, self.last) if self.is_bar else (middle - radius, middle + radius)

    def x(self, band: Box) -> float:
        """The middle of its lane on the page; the first lane is the edge of the band."""
        edge = band.right if self.side > 0 else band.left
        return edge + self.side * self.lane * LANE


def marks_of(layout: Layout) -> tuple[Mark, ...]:
    """A mark for each event, in the first lane of its side where it covers no other; dots on the edge, bars beside."""
    taken: dict[tuple[Side, int], list[Mark]] = {}
    sided: list[tuple[TimelineEvent, Side]] = [
        (event, label.side) for label in layout.labels for event in label.item.events
    ]
    sided += [(event, -1 if index % 2 else 1) for index, event in enumerate(layout.bare)]
    found = []
    for event, side in sorted(sided, key=lambda pair: pair[0].anchor):
        mark = _in_free_lane(event, side, layout, taken)
        taken.setdefault((mark.side, mark.lane), []).append(mark)
        found.append(mark)
    return tuple(found)


def _in_free_lane(
    event: TimelineEvent, side: Side, layout: Layout, taken: dict[tuple[Side, int], list[Mark]]
) -> Mark:
    options = [_mark(event, side, lane, layout) for lane in range(LANES + 1)]
    lanes = options[1:] if options[0].is_bar else options
    clear = [mark for mark in lanes if not _covers(mark, taken.get((side, mark.lane), ()))]
    return clear[0] if clear else lanes[-1]


def _mark(event: TimelineEvent, side: Side, lane: int, layout: Layout) -> Mark:
    ends = (layout.at(day) for day in (event.first, event.sure_from, event.sure_to, event.last))
    return Mark(event, side, lane, *ends)


def _covers(mark: Mark, others: Iterable[Mark]) -> bool:
    low, high = mark.reach
    return any(low < other.reach[1] and other.reach[0] < high for other in others)


def mix(colour: str, paper: str, part: float) -> str:
    """A flat colour that holds so much of `colour`, the rest being paper; both #rrggbb."""
    pairs = [(int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(one * part + other * (1 - part)):02x}" for one, other in pairs)


def colour_of(importance: int, theme: Theme) -> str:
    """The colour of the mark of an event."""
    return {1: theme.colours.accent, 2: theme.colours.accent}.get(importance, theme.colours.muted)


def shapes_of(mark: Mark, band: Box, theme: Theme) -> tuple[Shape, ...]:
    """What a mark is drawn with."""
    x, colour = mark.x(band), colour_of(mark.event.importance, theme)
    return _bar(mark, x, colour, theme) if mark.is_bar else (_dot(mark, x, colour, theme),)


def _dot(mark: Mark, x: float, colour: str, theme: Theme) -> Circle:
    """A filled dot; hollow for context; with a broken outline where the date is soft."""
    event, paper = mark.event, theme.colours.paper
    middle = (mark.first + mark.last) / 2
    radius = RADII[event.importance]
    if event.soft_start or event.soft_end:
        return Circle(x, middle, radius, Pen(colour, theme.drawing.line, paper, "1.3 1"))
    if event.importance > 2:  # noqa: PLR2004 - 3 is context
        return Circle(x, middle, radius, Pen(colour, theme.drawing.line, paper))
    return Circle(x, middle, radius, Pen(paper, theme.drawing.line, colour))


def _bar(mark: Mark, x: float, colour: str, theme: Theme) -> tuple[Shape, ...]:
    width, event = BARS[mark.event.importance], mark.event
    start, end = mark.sure_from, mark.sure_to
    if start > end:
        start = end = (mark.first + mark.last) / 2
    top = start if event.soft_start else mark.first
    bottom = end if event.soft_end else mark.last
    shapes: list[Shape] = [*_fade(mark.first, top, x, width, colour, theme)]
    shapes += _fade(mark.last, bottom, x, width, colour, theme)
    low = top + (ARROW if event.open_start else 0.0)
    high = bottom - (ARROW if event.open_end else 0.0)
    if high > low:
        shapes.append(Rectangle(Box(x - width / 2, low, x + width / 2, high), Pen(fill=colour)))
    if event.open_start:
        shapes.append(_arrow(x, mark.first, ARROW, width, colour))
    if event.open_end:
        shapes.append(_arrow(x, mark.last, -ARROW, width, colour))
    return tuple(shapes)


def _fade(outer: float, inner: float, x: float, width: float, colour: str, theme: Theme) -> list[Rectangle]:
    """Steps from the outer end of a soft date to where it is certain, each wider and darker."""
    edges = [outer + (inner - outer) * index / len(STEPS) for index in range(len(STEPS) + 1)]
    if abs(inner - outer) < 0.3:  # noqa: PLR2004 - thinner than a hairline
        return []
    return [
        Rectangle(
            Box(x - width * part / 2, min(one, other), x + width * part / 2, max(one, other)),
            Pen(fill=mix(colour, theme.colours.paper, shade)),
        )
        for (one, other), (part, shade) in zip(pairwise(edges), STEPS, strict=True)
    ]


def _arrow(x: float, tip: float, length: float, width: float, colour: str) -> Line:
    """A head that points to where the bar goes on."""
    half = width / 2 + 1.4
    points = [(x, tip), (x - half, tip + length), (x + half, tip + length)]
    return Line(path_data(points, closed=True), Pen(fill=colour))


def leader(label: Label, marks: Sequence[Mark], band: Box, theme: Theme) -> Line:
    """The line from a mark to its label: level, then slanting between the lanes and the labels."""
    own = next(mark for mark in marks if mark.event is label.item.events[len(label.item.events) // 2])
    edge = band.right if label.side > 0 else band.left
    turn = edge + label.side * (LANES * LANE + 2.5)
    end = edge + label.side * (LANES * LANE + CORRIDOR - 2.5)
    points = [(own.x(band), label.leaves), (turn, label.leaves), (end - label.side * 2, label.arrives)]
    points.append((end, label.arrives))
    width = theme.drawing.line if label.item.importance == 1 else theme.drawing.hairline
    colour = theme.colours.accent if label.item.importance == 1 else theme.colours.muted
    return Line(path_data(points), Pen(colour, width))


def tear(top: float, bottom: float, left: float, right: float, theme: Theme) -> tuple[Line, ...]:
    """A break of the scale: a strip of paper between two zigzag lines across the band."""
    one, other = _zigzag(left, right, top + TOOTH / 2), _zigzag(left, right, bottom - TOOTH / 2)
    pen = Pen(theme.colours.ink, theme.drawing.line)
    return (
        Line(path_data([*one, *reversed(other)], closed=True), Pen(fill=theme.colours.paper)),
        Line(path_data(one), pen),
        Line(path_data(other), pen),
    )


def _zigzag(left: float, right: float, y: float) -> list[tuple[float, float]]:
    count = max(2, round((right - left) / (2 * TOOTH)) * 2)
    step = (right - left) / count
    return [(left + index * step, y + (TOOTH / 2 if index % 2 else -TOOTH / 2)) for index in range(count + 1)]


def bracket(x: float, top: float, bottom: float, theme: Theme) -> tuple[Line, ...]:
    """A bracket beside the band of time, open to the right: what another drawing shows enlarged."""
    points = [(x + 4, top), (x, top), (x, bottom), (x + 4, bottom)]
    return (Line(path_data(points), Pen(theme.colours.second, theme.drawing.heavy)),)
