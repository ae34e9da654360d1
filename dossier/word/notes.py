"""Footnotes: the call in the text, and the part that holds their words with its two separators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.word import ooxml
from dossier.word.ooxml import paragraph, run, text, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from dossier.word.state import Report, State

Inline = Callable[["Element", "State", "Report"], Iterator["Element"]]
REFERENCE = "FootnoteReference"
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def note_reference(element: Element, state: State, report: Report, inline: Inline) -> Iterator[Element]:
    """The call of a note; its words go to the notes of the report."""
    report.notes.append([])
    number = len(report.notes)
    inner = replace(
        state, style="FootnoteText", marks=frozenset(), face="text", width=report.theme.page.measure
    )
    report.notes[number - 1] = list(inline(element, inner, report))
    yield run(w("footnoteReference", id=number), ooxml.properties(REFERENCE))


def _separator(kind: str, number: int) -> Element:
    mark = run(w("separator" if kind == "separator" else "continuationSeparator"))
    return w("footnote", paragraph("FootnoteSeparator", [mark]), type=kind, id=number)


def _note(number: int, content: list[Element]) -> Element:
    call = run(w("footnoteRef"), ooxml.properties(REFERENCE))
    return w(
        "footnote", paragraph("FootnoteText", [call, run(text("\N{NO-BREAK SPACE}")), *content]), id=number
    )


def footnotes_part(report: Report) -> Element:
    """The root of footnotes.xml."""
    root = w("footnotes", *(_separator(kind, number) for kind, number in SEPARATORS))
    root.extend(_note(number, content) for number, content in enumerate(report.notes, start=1))
    return root
