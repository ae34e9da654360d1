"""Last changes to the painted content, before it is written: artifacts, numbers, reading text, lost spaces.

Works on the engine's content streams through the property list that opens each marked sequence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pydyf  # type: ignore[import-untyped]  # it ships no types

from dossier.pdf.alignment import HYPHEN, SOFT_HYPHEN
from dossier.pdf.blanks import end_with_space, space_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.pdf.marks import Mark
    from dossier.pdf.painting import Font, Painted

ARTIFACTS: dict[str, dict[str, str]] = {
    "header": {"Type": "/Pagination", "Subtype": "/Header"},
    "footer": {"Type": "/Pagination", "Subtype": "/Footer"},
    "repeated": {"Type": "/Pagination"},
    "leader": {"Type": "/Layout"},
}


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


def _renumber(marks: Iterable[Mark]) -> None:
    """Count the marks that stay content from 0 on each page."""
    counts: dict[int, int] = defaultdict(int)
    for mark in marks:
        if mark.kind not in ARTIFACTS:
            mark.mcid = counts[mark.page]
            counts[mark.page] += 1


def _finish_marks(content: list[Any], by_carrier: dict[int, Mark], spaces: Mapping[bytes, bytes]) -> None:
    for place, item in enumerate(content):
        mark = by_carrier.get(id(item)) if isinstance(item, dict) else None
        if mark is not None:
            content[place - 1] = _open(mark, item)
            if mark.space_after and "ActualText" not in item and not end_with_space(content, place, spaces):
                item["ActualText"] = pydyf.String(mark.text + " ")


def finish(painted: Painted, fonts: Iterable[Font]) -> None:
    """Make the marks of the content what they are: artifacts, or numbered content with its reading text."""
    _renumber(painted.carriers)
    by_carrier = {id(carrier): mark for mark, carrier in painted.carriers.items()}
    spaces = space_glyphs(fonts)
    for stream in painted.streams:
        _finish_marks(stream.stream, by_carrier, spaces)
