"""The page of a timeline: everything the template draws, in layers, with the ground that each piece of text covers.

Lengths are points. Knows no records.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Box, Line, Pen, Rectangle, Style, Text, path_data
from dossier.drawings.key import KeyItem, Sign, placed_key
from dossier.drawings.lettering import ASCENT, DESCENT
from dossier.drawings.timeline_marks import Mark, Shape, bracket, leader, marks_of, shapes_of, tear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.drawings.lettering import Lettering
    from dossier.drawings.studio import Studio
    from dossier.drawings.timeline_layout import Label, Layout
    from dossier.drawings.timeline_legend import Entry
    from dossier.drawings.timeline_phases import Band
    from dossier.drawings.timeline_ticks import Tick
    from dossier.theme import Theme

PHASE_LANE = 13.5
"""Width of the part of the band that carries the names of phases."""
PHASE_MIDDLE = 7.8
"""Where names of phases stand in it, clear of the dots on its edge."""
TICK_SIDE = 5.0
NOTE = 14.0
TEAR_FOOT = 5.5
"""What a break leaves free above the tick that follows it."""
LETTERS = "ABCDEFGH"
LEAST_LETTER = 8.0


@dataclass(frozen=True)
class PhaseBox:
    """A phase with its part of the band, the longest stretch of it without a break, and its colour."""

    band: Band
    box: Box
    whole: Box
    colour: str


@dataclass(frozen=True)
class PageWords:
    """Names and letters of the phases, a heading and a note; empty for none."""

    names: Mapping[str, str]
    letters: Mapping[str, str]
    heading: str
    note: str


@dataclass(frozen=True)
class Page:
    """The layers of the drawing from the ground up; `turned` reads upwards; `marks` say where events stand."""

    frame: Box
    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    turned: tuple[Text, ...]
    labels: tuple[Box, ...]
    marks: tuple[Mark, ...]


def phase_colours(order: Sequence[str], theme: Theme) -> dict[str, str]:
    """The colour of each phase of the order."""
    return dict(zip(order, theme.colours.phases, strict=False))


def phase_boxes(
    layout: Layout, bands: Sequence[Band], order: Sequence[str], theme: Theme
) -> tuple[PhaseBox, ...]:
    """The parts of the band that belong to phases; the whole of it to none when there are none."""
    colours = phase_colours(order, theme)
    shown = (band.within(layout.scale.first, layout.scale.last) for band in bands)
    return tuple(
        PhaseBox(band, box, _unbroken(box, layout), colours.get(band.phase, theme.colours.tint))
        for band in shown
        if band is not None
        for box in (Box(layout.band.left, layout.at(band.first), layout.band.right, layout.at(band.last)),)
    )


def _unbroken(box: Box, layout: Layout) -> Box:
    """The longest stretch of a box between two breaks."""
    inner = [layout.start + y for ends in layout.scale.breaks for y in ends]
    inside = [y for y in inner if box.top < y < box.bottom]
    edges = [box.top, *inside, box.bottom] if len(inside) % 2 == 0 else [box.top, *inside]
    stretches = list(zip(edges[::2], edges[1::2], strict=False))
    top, bottom = max(stretches, key=lambda ends: ends[1] - ends[0])
    return Box(box.left, top, box.right, bottom)


def phase_style(theme: Theme) -> Style:
    """The style of the names of phases."""
    return Style(theme.drawing.small, theme.colours.ink, 600)


def tick_style(theme: Theme) -> Style:
    """The style of the dates on the scale."""
    return Style(theme.drawing.small, theme.colours.ink)


def letters_of(boxes: Sequence[PhaseBox], names: Mapping[str, str], studio: Studio) -> dict[str, str]:
    """A letter for each phase whose name is longer than its part of the band."""
    style = phase_style(studio.theme)
    long = [
        box.band.phase
        for box in boxes
        if studio.lettering.width(names[box.band.phase], style) > box.whole.height - 6
    ]
    return dict(zip(long, LETTERS, strict=False))


def band_width(found: Sequence[Tick], studio: Studio) -> float:
    """How wide the band must be for the words of its ticks."""
    style = tick_style(studio.theme)
    widest = max((studio.lettering.width(tick.words, style) for tick in found), default=0.0)
    return PHASE_LANE + widest + 2 * TICK_SIDE + 2


def compose(
    layout: Layout,
    boxes: Sequence[PhaseBox],
    found: Sequence[Tick],
    signs: Sequence[Sign],
    studio: Studio,
    *,
    words: PageWords,
    width: float,
    enlarged: tuple[float, float] | None,
) -> Page:
    """The page with all its layers."""
    theme, lettering = studio.theme, studio.lettering
    marks = marks_of(layout)
    key = placed_key(signs, lettering, theme, width, layout.bottom)
    texts = [
        *_heading(words.heading, lettering, theme),
        *_tick_texts(layout, found, lettering, theme),
        *_phase_letters(boxes, words, lettering, theme),
        *chain.from_iterable(label.texts for label in layout.labels),
        *chain.from_iterable(entry.texts for entry in layout.legend),
        *chain.from_iterable(item.texts for item in key),
    ]
    note = _note(words.note, max([layout.bottom, *(item.box.bottom for item in key)]), lettering, theme)
    turned = _phase_texts(boxes, words, lettering, theme)
    return Page(
        frame=Box(0, 0, width, max([layout.band.bottom, *(text.box.bottom for text in (*texts, *note))]) + 1),
        shapes=_shapes(layout, boxes, found, marks=marks, key=key, theme=theme, enlarged=enlarged),
        texts=(*texts, *note),
        turned=turned,
        labels=_grounds(layout, [*texts, *note, *turned], key),
        marks=marks,
    )


def _shapes(
    layout: Layout,
    boxes: Sequence[PhaseBox],
    found: Sequence[Tick],
    *,
    marks: Sequence[Mark],
    key: Sequence[KeyItem],
    theme: Theme,
    enlarged: tuple[float, float] | None,
) -> tuple[Shape, ...]:
    """The layers of shapes, from the ground up."""
    band = layout.band
    return (
        *_ground(band, boxes, theme),
        *_tick_lines(layout, found, theme),
        *_enlarged(layout, enlarged, theme),
        *chain.from_iterable(
            tear(layout.start + one, layout.start + other - TEAR_FOOT, band.left - 3, band.right + 3, theme)
            for one, other in layout.scale.breaks
        ),
        *(leader(label, marks, band, theme) for label in layout.labels),
        *chain.from_iterable(shapes_of(mark, band, theme) for mark in marks),
        *chain.from_iterable(item.shapes for item in key),
    )


def _grounds(layout: Layout, texts: Sequence[Text], key: Sequence[KeyItem]) -> tuple[Box, ...]:
    """One box for each label; lines of one label count as one."""
    whole: list[Label | Entry | KeyItem] = [*layout.labels, *layout.legend, *key]
    own = {text for one in whole for text in one.texts}
    return (*(one.box for one in whole), *(text.box for text in texts if text not in own))


def _heading(words: str, lettering: Lettering, theme: Theme) -> tuple[Text, ...]:
    if not words:
        return ()
    style = Style(theme.drawing.label * 1.13, theme.colours.accent, 700)
    return (lettering.line(words, 0, ASCENT * style.size, style),)


def _note(words: str, top: float, lettering: Lettering, theme: Theme) -> tuple[Text, ...]:
    if not words:
        return ()
    style = Style(theme.drawing.small, theme.colours.ink, italic=True)
    return (lettering.line(words, 0, top + NOTE - 4, style),)


def _ground(band: Box, boxes: Sequence[PhaseBox], theme: Theme) -> list[Shape]:
    """The band of time: the colours of phases, and a line on either side."""
    shapes: list[Shape] = [Rectangle(band, Pen(fill=theme.colours.tint))]
    shapes += [Rectangle(part.box, Pen(fill=part.colour)) for part in boxes]
    lane = band.left + PHASE_LANE
    inner = Box(lane, band.top, band.right, band.bottom)
    shapes.append(Rectangle(inner, Pen(fill=theme.colours.tint)))
    edges = [part.box.top for part in boxes[1:]]
    rule = Pen(theme.colours.muted, theme.drawing.hairline)
    shapes += [Line(path_data([(band.left, y), (lane, y)]), rule) for y in edges]
    side = Pen(theme.colours.ink, theme.drawing.line)
    shapes += [Line(path_data([(x, band.top), (x, band.bottom)]), side) for x in (band.left, band.right)]
    return shapes


def _tick_lines(layout: Layout, found: Sequence[Tick], theme: Theme) -> list[Line]:
    """Short strokes on both sides of the dates; shorter ones for minor ticks."""
    band, lane = layout.band, layout.band.left + PHASE_LANE
    pen = Pen(theme.colours.muted, theme.drawing.hairline)
    lines = []
    for tick in found:
        y, length = layout.start + tick.at, (3.4 if tick.words else 1.8)
        for start, end in ((lane, lane + length), (band.right - length, band.right)):
            lines.append(Line(path_data([(start, y), (end, y)]), pen))
    return lines


def _tick_texts(layout: Layout, found: Sequence[Tick], lettering: Lettering, theme: Theme) -> list[Text]:
    style = tick_style(theme)
    middle = (layout.band.left + PHASE_LANE + layout.band.right) / 2
    drop = (ASCENT - DESCENT) / 2 * style.size
    return [
        lettering.line(tick.words, middle, layout.start + tick.at + drop, style, "middle")
        for tick in found
        if tick.words
    ]


def _phase_texts(
    boxes: Sequence[PhaseBox], words: PageWords, lettering: Lettering, theme: Theme
) -> tuple[Text, ...]:
    """The names of phases that fit, set upwards in the middle of their part."""
    style = phase_style(theme)
    return tuple(
        _turned(words.names[box.band.phase], box.whole, lettering, style)
        for box in boxes
        if box.band.phase not in words.letters
    )


def _phase_letters(
    boxes: Sequence[PhaseBox], words: PageWords, lettering: Lettering, theme: Theme
) -> tuple[Text, ...]:
    """The letters of the other phases, where there is room for one."""
    style = phase_style(theme)
    drop = (ASCENT - DESCENT) / 2 * style.size
    return tuple(
        lettering.line(letter, box.box.left + PHASE_MIDDLE, box.whole.centre[1] + drop, style, "middle")
        for box in boxes
        if (letter := words.letters.get(box.band.phase)) and box.whole.height >= LEAST_LETTER
    )


def _turned(words: str, box: Box, lettering: Lettering, style: Style) -> Text:
    """A text turned to read upwards: x and y are the point it turns around, its box is the ground it covers."""
    x = box.left + PHASE_MIDDLE + (ASCENT - DESCENT) / 2 * style.size
    y = box.centre[1]
    half = lettering.width(words, style) / 2
    ground = Box(x - ASCENT * style.size, y - half, x + DESCENT * style.size, y + half)
    return Text(words, x, y, style, ground, "middle")


def _enlarged(layout: Layout, days: tuple[float, float] | None, theme: Theme) -> tuple[Line, ...]:
    if days is None:
        return ()
    return bracket(layout.band.left + PHASE_LANE + 1.2, layout.at(days[0]), layout.at(days[1]), theme)
