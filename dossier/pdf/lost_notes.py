"""Mends one fault of the layout engine: footnotes that vanish at the foot of a crowded page.

WeasyPrint 70 makes room for a last line by moving earlier notes of the page to the next one, and then keeps that line
without looking whether it calls a note itself. Here such a note is moved to the next page like the others.
Must go when the engine no longer does so: the test says when.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint.layout import block

if TYPE_CHECKING:
    from collections.abc import Iterator


def _forgotten(context: Any, lines: list[Any]) -> Iterator[Any]:  # noqa: ANN401 - the engine's own types
    """Notes whose call stands in one of the lines, but which are still waiting to be laid out."""
    for line in lines:
        for box in line.descendants():
            if box.footnote and box.footnote in context.footnotes:
                yield box.footnote


@contextmanager
def kept_notes() -> Iterator[None]:
    """While it lasts, no note is forgotten by the engine."""
    engine = block._linebox_layout  # noqa: SLF001 - the engine has no public hook at this place

    def kept(context: Any, box: Any, index: int, child: Any, new_children: list[Any], *rest: Any) -> Any:  # noqa: ANN401 - same
        found = engine(context, box, index, child, new_children, *rest)
        for note in list(_forgotten(context, new_children)):
            context.layout_footnote(note)
            context.report_footnote(note)
            found[4].append(note)
        return found

    block._linebox_layout = kept  # noqa: SLF001 - same
    try:
        yield
    finally:
        block._linebox_layout = engine  # noqa: SLF001 - same
