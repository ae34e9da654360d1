"""What a link says to someone who does not see it: where it leads, in words of the dossier itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.pdf.markup import elements
from dossier.pdf.wording import shortened, words_without_notes
from dossier.vocabulary import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from dossier.pdf.tag_tree import Tag

TITLES = (*HEADINGS, "caption", "figcaption")


def _title_of(target: Element) -> str:
    """Title of what a link leads to: its heading or caption, else its beginning."""
    titled = next(target.iter(*TITLES), target)
    return shortened(words_without_notes(titled))


def _leads_to(link: Element, targets: dict[str, Element]) -> str:
    words, href = words_without_notes(link), link.get("href", "")
    if not href.startswith("#"):
        return f"{words} ({href})" if words and words != href else href
    target = targets.get(href[1:])
    title = "" if target is None else _title_of(target)
    if not words or words.casefold() in title.casefold():
        return title or words
    return f"{words}: {title}" if title else words


def describe_links(tree: Element, document: Tag) -> None:
    """Fill `contents` of every link tag that has none."""
    numbered = list(elements(tree))
    targets = {identifier: element for element in numbered if (identifier := element.get("id"))}
    for tag in document.tags():
        if tag.href and not tag.contents:
            tag.contents = _leads_to(numbered[tag.number], targets)
        tag.contents = shortened(tag.contents)
