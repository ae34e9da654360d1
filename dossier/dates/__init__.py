"""Dates as historians have them: uncertain, approximate, open; as EDTF text, as bounds, and in words.

Knows the grammar of EDTF (level 1, and the parts of level 2 that name parts of a year) and the date words
of a language, which are data. Knows nothing of records, drawings or templates.
"""

from __future__ import annotations

from dossier.dates.edtf import Bounds, DateFault, EdtfDate, Point, Precision, parse_edtf
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
