"""Words of elements of the merged dossier, as a title or a link says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.vocabulary import classes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LONGEST = 200  # characters; a screen reader reads the whole
APART = frozenset({"note", "credit"})


def words_without_notes(element: Element) -> str:
    """Words of an element without those of the notes called in it, white space folded."""
    return " ".join("".join(_texts(element)).split(" ")).strip()


def _texts(element: Element) -> list[str]:
    texts = [element.text or ""]
    for child in element:
        if not APART & set(classes(child)):
            texts += _texts(child)
        texts.append(child.tail or "")
    return [text.replace("\n", " ") for text in texts]


def shortened(words: str, longest: int = LONGEST) -> str:
    """At most `longest` characters, cut between words and ended with an ellipsis."""
    if len(words) <= longest:
        return words
    return words[:longest].rpartition(" ")[0] + "…"
