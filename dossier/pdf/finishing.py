"""Last changes to the painted content, before it is written: artifacts, numbers, reading text, lost spaces.

Works on the engine's content streams through the property list that opens each marked sequence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pydyf  # type: ignore[import-untyped]  # it ships no types

from dossier.pdf.alignment import HYPHEN, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.pdf.marks import Mark
    from dossier.pdf.painting import Font, Painted, Stream

ARTIFACTS: dict[str, dict[str, str]] = {
    "header": {"Type": "/Pagination", "Subtype": "/Header"},
    "footer": {"Type": "/Pagination", "Subtype": "/Footer"},
    "repeated": {"Type": "/Pagination"},
    "leader": {"Type": "/Layout"},
}
SHOW, FONT, END = b" TJ", b" Tf", b"EMC"


def reading_text(mark: Mark) -> str:
    """Text to be read instead of the glyphs, where they do not say it; else empty."""
    painted = mark.text.removesuffix(HYPHEN) if mark.hyphenated else mark.text
    if not mark.source or (painted == mark.source and not mark.small_caps):
        return ""
    return mark.source + SOFT_HYPHEN * mark.hyphenated + " " * mark.space_after


def _open(mark: Mark, carrier: dict[str, Any]) -> str:
    """Fill the property list of a mark; the tag of its sequence comes back."""
    if mark.kind in ARTIFACTS:
        carrier.clear()
        carrier.update(ARTIFACTS[mark.kind])
        return "/Artifact"
    carrier["MCID"] = mark.mcid
    if text := reading_text(mark):
        carrier["ActualText"] = pydyf.String(text)
    return "/Figure" if mark.kind == "picture" else "/Span"


def _spaces(fonts: Iterable[Font]) -> dict[bytes, bytes]:
    """By name of a font, the operation that shows its space; fonts without a space in use are left out."""
    return {
        b"/" + font.hash.encode(): f" [<{glyph:04x}>] TJ".encode()
        for font in fonts
        for glyph, text in font.to_unicode.items()
        if text == " " and glyph in font.widths
    }


def _end_with_space(stream: list[Any], start: int, spaces: dict[bytes, bytes]) -> None:
    """Show a space after the last text of the sequence that opens at `start`."""
    end = stream.index(END, start)
    shown = next((place for place in range(end, start, -1) if _ends(stream[place], SHOW)), None)
    if shown is None:
        return
    font = next((item for item in reversed(stream[:shown]) if _ends(item, FONT)), b"")
    stream[shown] += spaces.get(font.split(b" ")[0], b"")


def _ends(item: object, operator: bytes) -> bool:
    return isinstance(item, bytes) and item.endswith(operator)


def _renumber(marks: Iterable[Mark]) -> None:
    """Count the marks that stay content from 0 on each page."""
    counts: dict[int, int] = defaultdict(int)
    for mark in marks:
        if mark.kind not in ARTIFACTS:
            mark.mcid = counts[mark.page]
            counts[mark.page] += 1


def _finish_stream(stream: Stream, by_carrier: dict[int, Mark], spaces: dict[bytes, bytes]) -> None:
    for place, item in enumerate(stream.stream):
        mark = by_carrier.get(id(item)) if isinstance(item, dict) else None
        if mark is not None:
            stream.stream[place - 1] = _open(mark, item)
            if mark.space_after and "ActualText" not in item:
                _end_with_space(stream.stream, place, spaces)


def finish(painted: Painted, fonts: Iterable[Font]) -> None:
    """Make the marks of the content what they are: artifacts, or numbered content with its reading text."""
    _renumber(painted.carriers)
    by_carrier = {id(carrier): mark for mark, carrier in painted.carriers.items()}
    spaces = _spaces(fonts)
    for stream in painted.streams:
        _finish_stream(stream, by_carrier, spaces)
