"""Printable publications from structured content: one merged dossier, rendered as PDF and as DOCX."""

__version__ = "0.1.0"
