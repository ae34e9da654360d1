"""Lines of running text in a tree, across the borders of inline elements, and writing edits back to them.

A line is the text of one paragraph, heading, cell or item (or of one note), in order. Knows the vocabulary's inline
elements; knows no rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from dossier.typography.model import FOREIGN, MARKS, NOTE, PROTECTED, Edit, Wrap
from dossier.vocabulary import INLINE, classes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.etree import _Element as Element

FOLDED = re.compile(r" *[\t\n\r\f][ \t\n\r\f]*")
NO_ADDRESS = rf"\s<>\"«»“”{MARKS}"
ADDRESS = rf"[^{NO_ADDRESS}]*[^{NO_ADDRESS}.,;:!?)\]'‘’…-]"  # a full stop behind an address is not part of it
PROTECTED_TEXT = re.compile(
    rf"(?:https?|ftp)://{ADDRESS}|\bwww\.{ADDRESS}|\bdoi:{ADDRESS}|\b10\.[0-9]{{4,9}}/{ADDRESS}"
    r"|[\w.+-]*\w@\w[\w-]*(?:\.\w[\w-]*)+"
    rf"|\b[a-z][a-z0-9-]+(?:\.[a-z]{{2,}})+/{ADDRESS}"
    r"|(?<![\d-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\d-])"
    r"|\bIS[BS]N\s*:?\s*[0-9X][0-9X -]*[0-9X]"
    rf"|[{MARKS}]"
)
PROTECTED_SIGNS = re.compile(rf"[/@{MARKS}]|[0-9]-[0-9]|www|IS[BS]N|doi")
SIGN = 2  # characters, at least, of a sign that is written with several


@dataclass(frozen=True)
class Segment:
    """One string of a line: an element's text, its tail, or the place of something that is not text of the line."""

    element: Element
    slot: Literal["text", "tail", "mark"]
    language: str
    mark: str = FOREIGN

    @property
    def string(self) -> str:
        """The string as it stands in the tree; empty for a mark."""
        match self.slot:
            case "text":
                return self.element.text or ""
            case "tail":
                return self.element.tail or ""
            case "mark":
                return ""

    @property
    def parent(self) -> Element:
        """The element whose text (between its children) the string is."""
        above = self.element.getparent() if self.slot == "tail" else None
        return self.element if above is None else above


Flow = list[Segment]


def flows(root: Element, language: str) -> Iterator[Flow]:
    """Every line in `root`, in order; `language` is that of root's surroundings."""
    language = root.get("lang", language)
    flow: Flow = [Segment(root, "text", language)]
    for child in root:
        if child.tag in INLINE:
            yield from _inline(child, language, flow)
        elif isinstance(child.tag, str):
            yield flow
            yield from flows(child, language)
            flow = []
        flow.append(Segment(child, "tail", language))
    yield flow


def _inline(element: Element, surrounding: str, flow: Flow) -> Iterator[Flow]:
    """Add an inline element to the line; the notes in it come out as lines of their own."""
    names = classes(element)
    if "note" in names:
        flow.append(Segment(element, "mark", surrounding, NOTE))
        yield from flows(element, surrounding)
    elif _is_figure(element, names) or _is_unfilled(element):
        flow.append(Segment(element, "mark", surrounding))
    else:
        yield from _inside(element, element.get("lang", surrounding), flow)


def _inside(element: Element, language: str, flow: Flow) -> Iterator[Flow]:
    flow.append(Segment(element, "text", language))
    for child in element:
        if isinstance(child.tag, str):
            yield from _inline(child, language, flow)
        flow.append(Segment(child, "tail", language))


def _is_figure(element: Element, names: Collection[str]) -> bool:
    """Whether this is the number of a heading or of a work."""
    return "number" in names or ("source" in names and (element.text or "").isdigit())


def _is_unfilled(element: Element) -> bool:
    """Whether this is a cross-reference whose words are still to come."""
    return element.tag == "a" and len(element) == 0 and not element.text


@dataclass
class Line:
    """A line as the rules of one language see it: its text, where each segment ends in it, what is protected."""

    flow: Sequence[Segment]
    language: str
    text: str = field(init=False)
    ends: list[int] = field(init=False, default_factory=list)
    held: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        parts = [self._seen(segment) for segment in self.flow]
        self.text = "".join(parts)
        self.ends = list(accumulate(len(part) for part in parts))

    def _is_ours(self, segment: Segment) -> bool:
        return segment.slot != "mark" and segment.language == self.language

    def _seen(self, segment: Segment) -> str:
        if segment.slot == "mark":
            return segment.mark
        return _shown(segment.string, self.held) if self._is_ours(segment) else FOREIGN

    def apply(self, edits: Sequence[Edit]) -> None:
        """Make the edits (in order, none overlapping); each segment keeps its own characters."""
        pieces, position = [], 0
        for edit in edits:
            pieces += [self.text[position : edit.start], edit.text]
            position = edit.end
        self.text = "".join([*pieces, self.text[position:]])
        self.ends = _moved(self.ends, edits)

    def segment_of(self, start: int, end: int) -> Segment | None:
        """The segment of this language that holds all of text[start:end], not empty; None if there is none."""
        index = bisect_left(self.ends, end)
        begins = self.ends[index - 1] if index else 0
        segment = self.flow[index]
        return segment if begins <= start and self._is_ours(segment) else None

    def can_make(self, edit: Edit) -> bool:
        """Whether the edit stays within one element: a sign of several characters is not put together over a border."""
        return edit.end - edit.start < SIGN or self.segment_of(edit.start, edit.end) is not None

    def write(self, wraps: Sequence[Wrap] = ()) -> None:
        """Put the text, with its wrapped letters, back into the tree."""
        held, start = iter(self.held), 0
        for segment, end in zip(self.flow, self.ends, strict=True):
            if self._is_ours(segment):
                inner = [wrap for wrap in wraps if start <= wrap.start and wrap.end <= end]
                _write(
                    segment,
                    [(_restored(text, held), wrap) for text, wrap in _cut(self.text, start, end, inner)],
                )
            start = end

    def plain(self) -> str:
        """The whole text as it is now, what was protected put back."""
        return _restored(self.text, iter(self.held))


def _shown(text: str, held: list[str]) -> str:
    """The text as rules see it: line ends as spaces, addresses and the like kept in `held`, a sign in their place."""
    if PROTECTED_SIGNS.search(text):
        held += PROTECTED_TEXT.findall(text)
        text = PROTECTED_TEXT.sub(PROTECTED, text)
    return FOLDED.sub(" ", text)


def _restored(text: str, held: Iterator[str]) -> str:
    first, *others = text.split(PROTECTED)
    return "".join([first, *(next(held) + other for other in others)])


def _moved(ends: list[int], edits: Sequence[Edit]) -> list[int]:
    """Where the segments end after the edits: a replacement belongs to the segment of its first character."""
    if len(ends) == 1:
        return [ends[0] + sum(len(edit.text) - edit.end + edit.start for edit in edits)]
    moved, shift, upcoming = [], 0, 0
    for end in ends:
        while upcoming < len(edits) and _is_before(edits[upcoming], end):
            shift += len(edits[upcoming].text) - edits[upcoming].end + edits[upcoming].start
            upcoming += 1
        inside = upcoming < len(edits) and edits[upcoming].start < end
        moved.append(edits[upcoming].start + len(edits[upcoming].text) + shift if inside else end + shift)
    return moved


def _is_before(edit: Edit, end: int) -> bool:
    """Whether the edit lies wholly before the end of a segment."""
    if edit.start == edit.end == end:
        return edit.lean == "left"
    return edit.end <= end


Piece = tuple[str, Wrap | None]


def _cut(text: str, start: int, end: int, wraps: Sequence[Wrap]) -> Iterator[Piece]:
    for wrap in wraps:
        yield text[start : wrap.start], None
        yield text[wrap.start : wrap.end], wrap
        start = wrap.end
    yield text[start:end], None


def _write(segment: Segment, pieces: Sequence[Piece]) -> None:
    (first, _), *others = pieces
    if segment.slot == "tail":
        segment.element.tail = first or None
    else:
        segment.element.text = first or None
    parent = segment.parent
    index = parent.index(segment.element) + 1 if segment.slot == "tail" else 0
    for (letters, wrap), (tail, _) in zip(others[::2], others[1::2], strict=True):
        assert wrap is not None  # noqa: S101 - every second piece is wrapped, by _cut
        child = _element(parent, wrap)
        child.text, child.tail = letters, tail or None
        parent.insert(index, child)
        index += 1


def _element(parent: Element, wrap: Wrap) -> Element:
    element = parent.makeelement(wrap.tag, None, None)
    if wrap.name:
        element.set("class", wrap.name)
    return element
