"""Citations and bibliography from CSL-JSON sources, in the style that a dossier names.

Knows the citation syntax of the chapters, CSL-JSON and CSL styles. Knows nothing of records, templates or
renderers. Importing it loads no citation engine: only making a Bibliography does.
"""

from __future__ import annotations

from dossier.citations.bibliography import Bibliography
from dossier.citations.cites import Cite, parse_citation
from dossier.citations.sources import check_sources
from dossier.citations.styles import find_style, load_citation_words

__all__ = ["Bibliography", "Cite", "check_sources", "find_style", "load_citation_words", "parse_citation"]
