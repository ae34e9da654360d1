"""Captions: the label with its number in a SEQ field and a bookmark, then the words; credits on their own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.vocabulary import words_of
from dossier.word.inline import inline, look, runs
from dossier.word.ooxml import field, paragraph
from dossier.word.targets import child_of_class, label_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from dossier.word.state import Report, State


def sequence_of(prefix: str) -> str:
    """The name of the sequence that a label counts in: its letters, «Figure »→«Figure»."""
    return "".join(character for character in prefix if character.isalpha()) or "Number"


def _label(label: Element, state: State, report: Report, identifier: str) -> Iterator[Element]:
    inner = state.marked("Label")
    prefix, number, suffix = label_parts("".join(label.itertext()))
    yield from runs(prefix, inner, report)
    if number:
        counted = field(
            f"SEQ {sequence_of(prefix)} \\* ARABIC", runs(number, inner, report), look(inner, report)
        )
        target = report.targets.get(identifier)
        yield from report.bookmark(target.bookmark, counted) if target and target.bookmark else counted
    yield from runs(suffix, inner, report)


def _content(caption: Element, state: State, report: Report, identifier: str) -> Iterator[Element]:
    label, credit = child_of_class(caption, "label"), child_of_class(caption, "credit")
    if label is not None:
        yield from _label(label, state, report, identifier)
    yield from inline(caption, state, report, without=(label, credit))


def caption_paragraph(caption: Element, state: State, report: Report, identifier: str) -> Element:
    """The caption of a figure or table as a paragraph in Caption."""
    pieces = list(_content(caption, state, report, identifier))
    target = report.targets.get(identifier)
    inner = report.bookmark(target.contents, pieces) if target and target.contents else pieces
    return paragraph("Caption", inner)


def credit_paragraph(caption: Element, state: State, report: Report) -> Iterator[Element]:
    """The credit of a picture as a paragraph of its own, so that the list of figures leaves it out."""
    credit = child_of_class(caption, "credit")
    if credit is not None and words_of(credit):
        yield paragraph("Credits", inline(credit, state, report))
