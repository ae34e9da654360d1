"""The proof: a finished file is opened again and held against the merged dossier it was made from.

Readers of its own tell what stands in the PDF and in the Word document; whatever is not there, or not
as the dossier has it, is a Problem. Knows nothing of how the files were made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.problems import ContentError
from dossier.proof.comparison import differences
from dossier.proof.merged import parts_of_tree
from dossier.proof.tagged import read_tagged
from dossier.proof.wordprocessing import read_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from dossier.problems import Problem
    from dossier.proof.reading import Part

    Reader = Callable[[bytes, str], tuple[list[Part], list[Problem]]]

__all__ = ["prove_docx", "prove_pdf"]


def prove_pdf(data: bytes, tree: Element, file: str = "") -> list[Problem]:
    """Whatever of the tree the PDF does not say, or says otherwise, and glyphs or fonts it lacks; `file` is its path."""
    return _proved(read_tagged, data, tree, file)


def prove_docx(data: bytes, tree: Element, file: str = "") -> list[Problem]:
    """Whatever of the tree the Word document does not say, or says otherwise, and glyphs or fonts it lacks."""
    return _proved(read_report, data, tree, file)


def _proved(read: Reader, data: bytes, tree: Element, file: str) -> list[Problem]:
    try:
        parts, faults = read(data, file)
    except ContentError as error:
        return list(error.problems)
    return [*differences(parts_of_tree(tree), parts, file), *faults]
