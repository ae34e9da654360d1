"""Editions that have to fill a number of pages exactly: which layout fits, who gets the room left, what is too long.

Arithmetic over measured heights, in millimetres; knows nothing of the layout engine. What cannot fit becomes
Problems at the records that take the room, with the lines and characters to be taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from dossier.marked_yaml import parse_yaml
from dossier.problems import Problem
from dossier.reader import RECORDS, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from dossier.declarations import Edition, Layout, PlannedDrawing
    from dossier.marked_yaml import MarkedData, Path
    from dossier.pdf.measuring import Extent, Measures
    from dossier.reader import Content

LINE = 1.36 * 25.4 / 72
"""Millimetres of a line of text for each point of its size."""
TOLERANCE = 0.2
HEADING = 11.0
"""Millimetres that a drawing which comes only where room is left takes for its heading."""
ROUNDING = 10
"""Characters are told in tens: the remedy is about so much, not exactly."""


@dataclass(frozen=True)
class Share:
    """What is done with the room left: heights of drawings, gap and rest of each page, in millimetres."""

    heights: Mapping[str, float]
    gaps: tuple[float, ...]
    rests: tuple[float, ...]


def plans_of(edition: Edition, layout: Layout) -> dict[str, PlannedDrawing]:
    """The edition's drawings with what the layout has other."""
    return {
        name: plan.model_copy(update=dict(layout.drawings.get(name, {})))
        for name, plan in edition.drawings.items()
    }


def fits(measures: Measures, pages: int, room: float) -> bool:
    """Whether the content stands on so many pages, each no longer than `room`, and no words stick out."""
    heights = measures.heights
    return len(heights) == pages and max(heights) <= room + TOLERANCE and not measures.protruding


@dataclass(frozen=True)
class Use:
    """What a layout takes: heights of its drawings by name, its measures, and how many blocks each page has."""

    drawn: Mapping[str, float]
    measures: Measures
    blocks: Sequence[int]


def shared(edition: Edition, plans: Mapping[str, PlannedDrawing], use: Use, room: float) -> Share:
    """Who gets the room left on each page: first the gaps, then drawings that may grow, in order; the rest is told."""
    least, most = edition.gap
    left = [room - height for height in use.measures.heights]
    between = [max(count - 1, 1) for count in use.blocks]
    gaps = [least + min(space / count, most - least) for space, count in zip(left, between, strict=True)]
    left = [space - (gap - least) * count for space, gap, count in zip(left, gaps, between, strict=True)]
    heights: dict[str, float] = {}
    for name, plan in plans.items():
        height, page = use.drawn.get(name), plan.page - 1
        if height is not None and plan.match in use.measures.extents:
            heights[name] = _matched(plan, use.measures.extents[str(plan.match)].height)
        elif plan.tallest:
            beside = 0.0 if height is not None else HEADING + gaps[page]
            heights[name] = _grown(plan, height, left[page] - beside)
            left[page] -= heights[name] - (height or 0.0) + (beside if heights[name] else 0.0)
    return Share(heights, tuple(gaps), tuple(max(space, 0.0) for space in left))


def _matched(plan: PlannedDrawing, tall: float) -> float:
    """The height of a drawing beside a neighbour of that height, which has no heading to set off."""
    return max(min(tall - HEADING, plan.tallest), plan.height)


def _grown(plan: PlannedDrawing, height: float | None, left: float) -> float:
    """The height of a drawing when `left` is added to it; 0 when it stays out."""
    if height is not None:
        return min(height + max(left, 0.0), max(plan.tallest, height))
    tall = min(left, plan.tallest)
    return tall if not plan.height and tall >= plan.shortest else 0.0


@dataclass(frozen=True)
class Place:
    """Where the records stand: their file as shown to the user, and its data with lines."""

    file: str
    data: MarkedData

    def value(self, path: Path) -> object:
        """What stands at a path; None where there is nothing."""
        here: Any = self.data.data
        for part in path:
            known = (
                here if isinstance(here, dict) else dict(enumerate(here)) if isinstance(here, list) else {}
            )
            here = known.get(part)
        return here

    def problem(self, path: Path, message: str, hint: str) -> Problem:
        """A problem at a path of the records."""
        mark = self.data.place(path)
        words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        excerpt = self.data.excerpt(mark.line)
        return Problem(self.file, mark.line, mark.column, words.removeprefix("."), message, hint, excerpt)


def place_of(content: Content) -> Place:
    """The place of the records of a content folder; reads their file again, for only faults need it."""
    path = content.folder / RECORDS
    data, _faults = parse_yaml(path.read_text(encoding="utf-8-sig"), shown(path))
    return Place(shown(path), data)


def record_path(anchor: str) -> Path:
    """The path in the records that an id like `publication.points.2` stands for."""
    return tuple(int(part) if part.isdigit() else part for part in anchor.split("."))


def too_long(edition: Edition, measures: Measures, room: float, place: Place) -> list[Problem]:
    """What to shorten, and by how much, so that the last layout fits; one problem for each text."""
    problems = [_protrudes(edition, words, place) for words in dict.fromkeys(measures.protruding)]
    body = edition.layouts[-1].body
    for page, height in enumerate(measures.heights):
        over = ceil((height - room - TOLERANCE) / (body * LINE))
        if page >= (edition.pages or 0):
            problems.append(_surplus(edition, len(measures.heights), place))
            break
        if over > 0:
            problems += _page_too_long(edition, measures.extents, page, over, place)
    return problems


def _texts(extents: Mapping[str, Extent], page: int, place: Place) -> dict[str, Extent]:
    """The texts of a page that are texts of a record."""
    return {
        name: extent
        for name, extent in extents.items()
        if extent.page == page and extent.lines and isinstance(place.value(record_path(name)), str)
    }


def _page_too_long(
    edition: Edition, extents: Mapping[str, Extent], index: int, over: int, place: Place
) -> list[Problem]:
    texts, page = _texts(extents, index, place), index + 1
    lines = {name: extent.lines for name, extent in texts.items()}
    cuts = cut_lines(lines, over)
    kin = {_kin(name) for name in cuts}
    over_all = ceil(over * columns([extent for name, extent in texts.items() if _kin(name) in kin]))
    cuts = cut_lines(lines, over_all)
    if sum(cuts.values()) < over_all:
        return [_too_many(edition, _records(extents, index, place), page, over, place)]
    problems = []
    for name, cut in cuts.items():
        extent = texts[name]
        letters = ceil(cut * extent.letters / extent.lines / ROUNDING) * ROUNDING
        message = (
            f"page {page} of the edition «{edition.name}» is {_lines(over)} too long at its smallest type, "
            f"{edition.layouts[-1].body:g} points; this text takes {_lines(extent.lines)}"
        )
        hint = f"shorten it by {_lines(cut)}, about {letters} characters"
        problems.append(place.problem(record_path(name), message, hint))
    return problems


def cut_lines(lines: Mapping[str, int], over: int) -> dict[str, int]:
    """Lines to be taken out of each text, so that none is longer than the others that are cut; none loses its last line.

    They are at least `over` lines together, or fewer when there are no more.
    """
    for level in range(max(lines.values(), default=1) - 1, 0, -1):
        cuts = {name: count - level for name, count in lines.items() if count > level}
        if level == 1 or sum(cuts.values()) >= over:
            return cuts
    return {}


def _kin(name: str) -> tuple[str | int, ...]:
    """What the paths of all records of a list have in common: texts that are set alike."""
    return tuple(part for part in record_path(name) if isinstance(part, str))


def columns(extents: Sequence[Extent]) -> float:
    """How many texts stand side by side on average: so many lines must go to make a page one line shorter."""
    covered, bottom = 0.0, 0.0
    for extent in sorted(extents, key=lambda extent: extent.top):
        covered += max(extent.bottom - max(extent.top, bottom), 0.0)
        bottom = max(bottom, extent.bottom)
    return max(sum(extent.height for extent in extents) / covered, 1.0) if covered else 1.0


def _lines(count: int) -> str:
    return "one line" if count == 1 else f"{count} lines"


def _records(extents: Mapping[str, Extent], page: int, place: Place) -> list[str]:
    """The kinds of the records that a page shows, one for each record."""
    paths = [record_path(name) for name, extent in extents.items() if extent.page == page]
    return [str(path[0]) for path in paths if isinstance(place.value(path), dict)]


def _too_many(edition: Edition, kinds: list[str], page: int, over: int, place: Place) -> Problem:
    """There is more than can be cut: too many records."""
    kind = max(sorted(set(kinds)), key=kinds.count, default="publication")
    message = (
        f"page {page} of the edition «{edition.name}» is {_lines(over)} too long at its smallest type, "
        f"{edition.layouts[-1].body:g} points, and shorter texts alone do not help: it shows {kinds.count(kind)} records of `{kind}`"
    )
    section = edition.sections[min(page, len(edition.sections)) - 1]
    hint = f"show fewer: put a template templates/sections/{section}.html.j2 of your own beside the content, or leave the edition out"
    return place.problem((kind,), message, hint)


def _protrudes(edition: Edition, words: str, place: Place) -> Problem:
    message = f"the words «{words[:60]}» are wider than their place in the edition «{edition.name}»"
    return place.problem((), message, "write them shorter, or with a space or hyphen where they may break")


def _surplus(edition: Edition, count: int, place: Place) -> Problem:
    message = f"the edition «{edition.name}» has {count} pages instead of {edition.pages}"
    return place.problem((), message, "start no more pages in its templates and stylesheet")
