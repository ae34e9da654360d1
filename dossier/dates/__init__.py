"""Dates as historians have them: uncertain, approximate, open; as EDTF text, as bounds, and in words.

Knows the grammar of EDTF (level 1, and the parts of level 2 that name parts of a year) and the date words
of a language, which are data. Knows nothing of records, drawings or templates. The words, with what they need
to be read, are loaded when they are first asked for: checking a dossier says no date.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dossier.dates.edtf import Bounds, DateFault, EdtfDate, Point, Precision, parse_edtf

if TYPE_CHECKING:
    from dossier.dates.words import DateWords, date_words, load_date_words

__all__ = [
    "Bounds",
    "DateFault",
    "DateWords",
    "EdtfDate",
    "Point",
    "Precision",
    "date_words",
    "load_date_words",
    "parse_edtf",
]


def __getattr__(name: str) -> object:
    """Load the words when one of their names is first asked for."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("dossier.dates.words"), name)
