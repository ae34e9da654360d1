"""The report: the merged tree as a Word document. The only importer of python-docx."""

from __future__ import annotations

from dossier.word.report import ReportOptions, lacking_styles, write_report

__all__ = ["ReportOptions", "lacking_styles", "write_report"]
