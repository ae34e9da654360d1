"""Finds for each mark the words of the merged dossier that it paints.

Text is laid out line by line, with spaces dropped at line ends, hyphens added and capitals changed by
style. Here each mark gets its source text back; what no mark paints is told as a Problem. Pure: no
engine, no PDF.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.pdf.markup import elements
from dossier.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from dossier.pdf.marks import Mark

BLANKS = frozenset(" \t\n\r\f")
SILENT = frozenset("\u00ad\u200b")  # soft hyphen and zero-width space paint nothing
HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"


@dataclass
class _Source:
    """All own text of one element, letter by letter, with a place up to which it has been painted."""

    letters: list[tuple[int, str]]
    at: int = 0
    spaced: bool = field(default=False)

    def blanks(self, node: int | None = None) -> bool:
        """Skip what paints nothing, in one text of the element only where its number is given; tell of blanks."""
        start = self.at
        while self.at < len(self.letters) and self.letters[self.at][1] in BLANKS | SILENT:
            if node not in {None, self.letters[self.at][0]}:
                break
            self.at += 1
        return any(letter in BLANKS for _, letter in self.letters[start : self.at])

    def take(self, painted: str) -> str:
        """Return what remains of the painted letters when the next source letter is taken away; all of it when it differs."""
        letter = self.letters[self.at][1]
        for form in (letter, letter.upper(), letter.lower()):
            if painted.startswith(form):
                return painted[len(form) :]
        return painted


def _own_text(element: Element) -> list[tuple[int, str]]:
    """All letters of an element's own text, each with the number of its text: 0 before the first child, n after the nth."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return [(number, letter) for number, text in enumerate(texts) for letter in text]


def _settle(mark: Mark, source: _Source) -> bool:
    """Give a mark its source text; false when it paints something else (a repetition)."""
    before = source.at
    source.blanks()
    start = source.at
    painted = _match("".join(letter for letter in mark.text if letter not in BLANKS | SILENT), source)
    if painted not in {"", HYPHEN}:
        source.at = before
        return False
    mark.hyphenated = painted == HYPHEN
    taken = source.letters[start : source.at] or source.letters[before : source.at]
    mark.node = taken[0][0] if taken else 0
    mark.source = _as_painted("".join(letter for _, letter in taken), mark.text)
    led = any(letter in BLANKS for node, letter in source.letters[before:start] if node == mark.node)
    mark.space_before = led and mark.text[:1] not in BLANKS
    followed = bool(taken) and not mark.hyphenated and source.blanks(taken[-1][0])
    mark.space_after = followed and mark.text[-1:] not in BLANKS
    return True


def _match(painted: str, source: _Source) -> str:
    """Take the painted letters from the source; what the source does not have remains."""
    while painted and source.at < len(source.letters):
        silent = source.letters[source.at][1] in BLANKS | SILENT
        rest = painted if silent else source.take(painted)
        if rest == painted and not silent:
            break
        painted, source.at = rest, source.at + 1
    return painted


def _as_painted(source: str, painted: str) -> str:
    """Source text with its blanks folded, beginning and ending with a space where the painted text does."""
    for blank in BLANKS:
        source = source.replace(blank, " ")
    words = " ".join(word for word in source.split(" ") if word)
    words = "".join(letter for letter in words if letter not in SILENT)
    if not words:
        return painted
    return " " * (painted[:1] in BLANKS) + words + " " * (painted[-1:] in BLANKS)


def _own_marks(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    own: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind == "text" and not mark.pseudo and mark.element >= 0:
            own[mark.element].append(mark)
    return own


def _unpainted(element: Element, source: _Source) -> Iterator[Problem]:
    rest = "".join(letter for _, letter in source.letters[source.at :]).strip()
    if rest:
        name = element.tag if isinstance(element.tag, str) else ""
        message = f"words of the dossier are missing in the PDF: «{rest[:60]}» in <{name}>"
        yield Problem(
            "stylesheet", message=message, hint="a style hides them, or the page is too small for them"
        )


def align(tree: Element, marks: Iterable[Mark]) -> list[Problem]:
    """Fill `node`, `source` and the spaces of all text marks; repetitions become artifacts. Returns words not painted."""
    own = _own_marks(marks)
    body = tree.find("body")
    inside = set() if body is None else set(elements(body))
    problems: list[Problem] = []
    for number, element in enumerate(elements(tree)):
        source = _Source(_own_text(element))
        for mark in own.get(number, ()):
            if not _settle(mark, source):
                mark.kind = "repeated"
        if element in inside:
            problems += _unpainted(element, source)
    return problems
