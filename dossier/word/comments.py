"""Comments for reviewers: each open question, each statement that a claim concerns, each one without a source.

Wraps the writers of a few elements; the comment stands on the first paragraph that the element became.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.vocabulary import classes, words_of
from dossier.word import ooxml
from dossier.word.blocks import is_inline
from dossier.word.ooxml import Element, paragraph, run, text, w
from dossier.word.targets import fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from dossier.word.state import PageForm, Report, State, Writer
    from dossier.word.words import Words

HOLDERS = ("p", "td", "th", "dd", "li")
SOURCED = frozenset({"note", "source"})
ASIDE = frozenset({"aside", "blockquote", "figure", "table", "nav"})


def claims_of(tree: Element) -> dict[str, str]:
    """The question of each claim, by id."""
    found: dict[str, str] = {}
    for section in tree.iter("section"):
        heading = section.find("h3")
        if "claim" in classes(section) and heading is not None:
            found[section.get("id", "")] = words_of(heading)
    return found


def concern(element: Element, claims: Mapping[str, str], words: Words) -> str:
    """What a reviewer should be asked at an element; empty for nothing."""
    parent = element.getparent()
    if element.tag == "h3":
        return words.open_question if parent is not None and "claim" in classes(parent) else ""
    if element.tag not in HOLDERS or not is_inline(element):
        return ""
    questions = [claims[fragment(link)] for link in element.iter("a") if fragment(link) in claims]
    if questions:
        return " ".join([words.disputed, *dict.fromkeys(questions)])
    return words.unsourced if is_unsourced(element) else ""


def is_unsourced(element: Element) -> bool:
    """True for a paragraph of a chapter without note or source."""
    if element.tag != "p" or not words_of(element):
        return False
    holders = list(element.iterancestors())
    in_chapter = any("chapter" in classes(holder) for holder in holders)
    beside = any(holder.tag in ASIDE for holder in holders)
    return (
        in_chapter
        and not beside
        and not any(SOURCED & set(classes(inner)) for inner in element.iter("span", "a"))
    )


def with_comments(writers: Mapping[str, Writer], concern_of: Callable[[Element], str]) -> dict[str, Writer]:
    """The writers, those of headings and texts leaving a comment where there is a concern."""
    return {
        tag: _commented(writer, concern_of) if tag in {*HOLDERS, "h3"} else writer
        for tag, writer in writers.items()
    }


def _commented(writer: Writer, concern_of: Callable[[Element], str]) -> Writer:
    def write(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
        made = list(writer(element, state, report))
        words = concern_of(element)
        first = next(
            (node for block in made if isinstance(block, Element) for node in block.iter(ooxml.P)), None
        )
        if words and first is not None:
            _attach(first, words, report)
        return iter(made)

    return write


def _attach(holder: Element, words: str, report: Report) -> None:
    report.comments.append(words)
    number = len(report.comments) - 1
    holder.insert(1, w("commentRangeStart", id=number))
    holder.append(w("commentRangeEnd", id=number))
    holder.append(run(w("commentReference", id=number), ooxml.properties("CommentReference")))


def comments_part(report: Report, date: datetime) -> Element:
    """The root of comments.xml."""
    root = w("comments")
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    for number, words in enumerate(report.comments):
        mark = run(w("annotationRef"), ooxml.properties("CommentReference"))
        content = paragraph("CommentText", [mark, run(text(words))])
        root.append(
            w(
                "comment",
                content,
                id=number,
                author=report.words.reviewer,
                date=stamp,
                initials=report.words.initials,
            )
        )
    return root
