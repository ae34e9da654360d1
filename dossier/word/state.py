"""What is handed down while the tree is walked, and what is gathered on the way.

`State` is inherited and frozen: style, language, character marks, width. `Report` accumulates notes,
pictures, bookmarks and relations. Knows nothing of single elements of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from dossier.word.ooxml import bookmarked

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.theme import Theme
    from dossier.word.targets import Target
    from dossier.word.words import Words


@dataclass(frozen=True)
class PageForm:
    """The form of the pages from here on; a change of form is a section break in Word."""

    kind: Literal["cover", "imprint", "front", "body"]
    landscape: bool = False
    recto: bool = False


@dataclass(frozen=True)
class State:
    """What an element inherits: `width` is the measure in millimetres, `depth` that of lists."""

    form: PageForm
    width: float
    style: str = "BodyText"
    language: str = ""
    marks: frozenset[str] = frozenset()
    depth: int = 0
    face: Literal["text", "display"] = "text"
    surroundings: Literal["page", "flush", "box", "cell"] = "page"
    row: str = ""
    heads: bool = False
    columns: tuple[float, ...] = ()
    place: int = 0

    def marked(self, mark: str) -> State:
        """The state with one more character mark."""
        return replace(self, marks=self.marks | {mark})


Writer = Callable[["Element", State, "Report"], Iterator["Element | PageForm"]]


@dataclass(frozen=True)
class Relation:
    """A link from a part to another or to an address outside."""

    kind: str
    target: str
    external: bool = False


@dataclass
class Relations:
    """The relations of one part, numbered in the order of their first use."""

    known: dict[Relation, str] = field(default_factory=dict)

    def add(self, relation: Relation) -> str:
        """The id of a relation, the same for the same target."""
        return self.known.setdefault(relation, f"rId{len(self.known) + 101}")


@dataclass(frozen=True)
class Picture:
    """A picture of the media folder."""

    path: str
    media_type: str
    data: bytes


@dataclass
class Report:
    """What the walk needs everywhere and what it gathers."""

    writers: Mapping[str, Writer]
    assets: Mapping[str, Asset]
    theme: Theme
    words: Words
    targets: Mapping[str, Target]
    pages: Mapping[str, str]
    language: str
    title: str
    new_pages: bool
    contents_depth: int
    notes: list[list[Element]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    character_styles: dict[str, frozenset[str]] = field(default_factory=dict)
    lists: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: int = 0
    drawings: int = 0
    heading_numbers: tuple[int, ...] = ()

    def write(self, source: Element, state: State) -> Iterator[Element | PageForm]:
        """What one element of the tree becomes."""
        return self.writers[str(source.tag)](source, state, self)

    def bookmark(self, name: str, content: list[Element]) -> list[Element]:
        """The content inside a bookmark with a number of its own."""
        self.bookmarks += 1
        return bookmarked(name, self.bookmarks, content)

    def drawing_number(self) -> int:
        """The next number of a drawing, unique in the document."""
        self.drawings += 1
        return self.drawings
