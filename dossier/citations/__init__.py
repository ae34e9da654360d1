"""Citations and bibliography from CSL-JSON sources, in the style that a dossier names.

Knows the citation syntax of the chapters, CSL-JSON and CSL styles. Knows nothing of records, templates or
renderers. What checking a dossier does not need is loaded when it is first asked for, the citation engine when
a Bibliography is made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dossier.citations.cites import Cite, parse_citation
from dossier.citations.sources import check_sources

if TYPE_CHECKING:
    from dossier.citations.bibliography import Bibliography
    from dossier.citations.styles import find_style, load_citation_words

__all__ = ["Bibliography", "Cite", "check_sources", "find_style", "load_citation_words", "parse_citation"]

LATER = {"Bibliography": "bibliography", "find_style": "styles", "load_citation_words": "styles"}


def __getattr__(name: str) -> object:
    """Load a module when one of its names is first asked for."""
    if name not in LATER:
        raise AttributeError(name)
    return getattr(import_module(f"dossier.citations.{LATER[name]}"), name)
