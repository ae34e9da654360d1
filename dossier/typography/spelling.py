"""The house's list of spellings: one form for each name. Warns; changes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.problems import Problem
from dossier.typography.flow import Flow, flows
from dossier.typography.model import S
from dossier.vocabulary import classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

APOSTROPHES = re.compile("['’]")
QUOTING = frozenset({"bibliography-entry"})  # titles keep the spelling of their authors


def spelling_problems(tree: Element, house: Mapping[str, str], file: str = "dossier") -> list[Problem]:
    """A warning for each place where the dossier's language has a spelling that the house replaces by another.

    `house`: unwanted spelling -> preferred one. Words in other languages and the bibliography keep their spelling.
    """
    language = tree.get("lang", "")
    patterns = [(_pattern(unwanted), preferred) for unwanted, preferred in house.items()]
    found = (
        Problem(
            file,
            path=_place(flow),
            message=f"«{words}» stands here",
            hint=f"this house writes «{preferred}»",
            severity="warning",
        )
        for flow in flows(tree, language)
        if not QUOTING.intersection(classes(flow[0].parent))
        for pattern, preferred in patterns
        for words in _found(pattern, _text(flow, language))
    )
    return list(dict.fromkeys(found))


def _pattern(unwanted: str) -> re.Pattern[str]:
    """The spelling as a whole word, with any space and either apostrophe."""
    escaped = APOSTROPHES.sub("['’]", re.escape(unwanted)).replace(r"\ ", S)
    return re.compile(rf"(?<!\w){escaped}(?!\w)")


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match.group() for match in pattern.finditer(text))


def _text(flow: Flow, language: str) -> str:
    own = (segment.string if segment.language == language else segment.mark for segment in flow)
    return " ".join("".join(own).split("\n"))


def _place(flow: Flow) -> str:
    nearest = (flow[0].parent, *flow[0].parent.iterancestors())
    return next((name for element in nearest if (name := element.get("id"))), str(flow[0].parent.tag))
