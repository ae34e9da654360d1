"""What goes into the PDF renderer beside the tree, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dossier.problems import Problem

Standard = Literal["a-3a", "a-2a", "a-2u"]
Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]


@dataclass(frozen=True)
class Attachment:
    """A file to be embedded: `name` is its path with slashes, relative to the folder it is taken out to."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: Relationship
    modified: datetime | None = None


@dataclass(frozen=True)
class PdfResult:
    """A finished PDF: its bytes, number of pages, problems met, and where each anchor came to stand.

    `destinations` maps an anchor to its page (counted from 1), `labels` lists the label printed on each page.
    """

    data: bytes
    pages: int
    problems: tuple[Problem, ...] = ()
    destinations: Mapping[str, int] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
