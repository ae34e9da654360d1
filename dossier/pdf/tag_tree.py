"""The tree of tags as plain data: what `structure` builds and `tags` writes. And the roles that there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.pdf.marks import Mark

# Roles of PDF 1.7 by element. An element that is not listed hands its content to the one around it.
ROLES = {
    "body": "Document",
    "section": "Sect",
    "div": "Div",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "p": "P",
    "blockquote": "BlockQuote",
    "aside": "Aside",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Figure",
    "figcaption": "Caption",
    "nav": "Sect",
}
# Roles of ours, and the role of the standard that each stands for.
ROLE_MAP = {"Aside": "Sect", "Term": "Lbl", "NoteNumber": "Span", "PageNumber": "Span"}


@dataclass(eq=False)
class Tag:
    """One structure element: its role, what it holds in reading order, and its properties.

    `number` is the element of the merged dossier it stands for; `href` the target of a link, `anchor` a name for links to it;
    `attributes` are the owner-specific ones, by owner (List, Table, Layout).
    """

    role: str
    children: list[Tag | Mark] = field(default_factory=list)
    number: int = -1
    identifier: str = ""
    language: str = ""
    alternative: str = ""
    expansion: str = ""
    anchor: str = ""
    href: str = ""
    contents: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)

    def marks(self) -> Iterator[Mark]:
        """All marks inside, in reading order."""
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.marks()
            else:
                yield child

    def tags(self) -> Iterator[Tag]:
        """Yield this tag and all tags inside, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.tags()
