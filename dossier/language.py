"""All that a language contributes to a dossier, read once from the templates' locales."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier.citations import load_citation_words
from dossier.dates import DateWords, load_date_words
from dossier.locales import locale_of, overlaid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Language:
    """All that a language contributes: tag, folder of its words, labels, date words, words of citations."""

    tag: str
    folder: str
    labels: Mapping[str, Any]
    dates: DateWords
    citations: Mapping[str, Any]


def load_language(tag: str, templates: Sequence[Path], file: str) -> Language:
    """The words of a language; `file` is named when there are none."""
    folder = locale_of(templates[-1], tag, file)
    labels = overlaid(list(templates), folder, "labels")
    dates, citations = load_date_words(templates[-1], folder), load_citation_words(templates[-1], folder)
    return Language(tag, folder, labels, dates, citations)
