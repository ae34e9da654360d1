"""The numbers that Word puts in front of paragraphs of a list, counted as Word counts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dossier.proof.word_xml import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Counters:
    """Counts the paragraphs of each list on each of its levels."""

    def __init__(self, numbering: Element) -> None:
        definitions = {one.get(f"{W}abstractNumId", ""): one for one in numbering.iter(f"{W}abstractNum")}
        self._levels = {
            number.get(f"{W}numId", ""): _levels(definitions[value(number.find(f"{W}abstractNumId"))])
            for number in numbering.iter(f"{W}num")
        }
        self._counts: dict[str, list[int]] = defaultdict(list)

    def label(self, paragraph: Element) -> str:
        """The number of a paragraph with a space behind, as «2.1 »; empty when it is in no list."""
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is None:
            return ""
        number, depth = value(place.find(f"{W}numId")), int(value(place.find(f"{W}ilvl")) or 0)
        counts = (self._counts[number] + [0] * (depth + 1))[: depth + 1]
        counts[depth] += 1
        self._counts[number] = counts
        label = self._levels[number][depth]
        for level, count in enumerate(counts, 1):
            label = label.replace(f"%{level}", str(count))
        return f"{label} "


def _levels(definition: Element) -> list[str]:
    """The patterns of the levels of a list, as «%1.%2»."""
    return [value(level.find(f"{W}lvlText")) for level in definition.iter(f"{W}lvl")]
