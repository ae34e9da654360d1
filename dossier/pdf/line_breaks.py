"""Mends one fault of the layout engine: lines that end after their first word though the rest would fit.

WeasyPrint 70 holds the width of a line against the room with the space at its end, which Pango lets hang. Where the
line is too wide by that space or by rounding alone, the engine takes the first word for the whole line. Then it is
asked again: with room for the space if the words fit, else with a little less, so that Pango breaks a word earlier.
Must go when the engine no longer does so: the test says when.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint.layout import inline
from weasyprint.text import line_break

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT = 0.5
"""share of the room under which a broken line is looked at again"""
SPACE = 0.5
"""of the type size: more than any space is wide"""

Split = Any  # the engine's own tuple: layout, length, where to resume, width, height, baseline


def _again(
    split: Callable[[str, float], Split], text: str, room: float, space: float, resume: int
) -> Split | None:
    """A better line than one that ends at `resume`, or None when there is none."""
    if text.endswith(" ") and split(text.rstrip(" "), room)[2] is None:
        return split(text, room + space)
    shorter = split(text, room - space)
    return shorter if shorter[2] is not None and shorter[2] > resume else None


@contextmanager
def mended_line_breaks() -> Iterator[None]:
    """While it lasts, the engine is asked a second time where a line came out less than half full."""
    engine = line_break.split_first_line

    def mended(text: str, style: Any, context: Any, room: float | None, *rest: Any, **named: Any) -> Split:  # noqa: ANN401 - the engine's own types
        found = engine(text, style, context, room, *rest, **named)
        if room is None or found[2] is None or found[3] >= room * SHORT or "\n" in text:
            return found
        space = style["font_size"] * SPACE
        better = _again(
            lambda words, width: engine(words, style, context, width, *rest, **named),
            text,
            room,
            space,
            found[2],
        )
        return better or found

    line_break.split_first_line = inline.split_first_line = mended
    try:
        yield
    finally:
        line_break.split_first_line = inline.split_first_line = engine
