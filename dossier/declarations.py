"""What an edition can declare: its fields, closed and frozen, and the papers there are.

Knows nothing of files; `dossier.editions` reads and checks them.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PAPERS: Mapping[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "Letter": (215.9, 279.4),
}
"""Width and height in millimetres."""
LEAST_TYPE = 8.5
"""Points; no layout of a sheet that has to fit goes below."""

Output = Literal["pdf", "docx"]


def names_that_exist(word: str, known: Iterable[str]) -> str:
    """A hint: the nearest name, where there is one, and all names that exist."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    return (f"did you mean «{near[0]}»? " if near else "") + f"there are {', '.join(names)}"


def _known(what: str, names: Iterable[str]) -> Callable[[object], object]:
    """A validator that takes only these names."""
    known = tuple(names)

    def check(value: object) -> object:
        if value not in known:
            told = {"what": what, "hint": names_that_exist(str(value), known)}
            raise PydanticCustomError("name", "this is no {what}; {hint}", told)
        return value

    return check


Paper = Annotated[str, BeforeValidator(_known("paper", PAPERS))]


class Closed(BaseModel):
    """Base of everything declared: closed and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class PlannedDrawing(Closed):
    """A drawing that the edition asks for by itself; templates show it with `cover_figure("name")`."""

    drawing: Annotated[
        Literal["map", "timeline", "qr", "lines"],
        BeforeValidator(_known("drawing", ("map", "timeline", "qr", "lines"))),
    ]
    """map, timeline, qr (of the address under which the dossier is cited) or lines (for notes by hand)"""
    width: float = Field(gt=0)
    """millimetres"""
    height: float = Field(default=0, ge=0)
    """millimetres; 0: only where room is left"""
    tallest: float = Field(default=0, ge=0)
    """millimetres up to which it grows where room is left"""
    shortest: float = Field(default=0, ge=0)
    """millimetres below which it is left out"""
    page: int = Field(default=1, ge=1)
    """the page on which it grows"""
    match: str | None = None
    """id of a neighbour as tall as which it grows first"""
    importance: Literal[1, 2, 3] = 1
    """timeline: the least importance that is shown"""


class Layout(Closed):
    """One way to set an edition that has to fit its pages."""

    body: float = Field(ge=LEAST_TYPE)
    """size of running text in points"""
    drawings: dict[str, dict[str, float | str]] = {}
    """by name of a drawing, the fields that are other here"""


class Imposition(Closed):
    """Pages of another edition put two on a sheet, for folding and stapling."""

    edition: str
    """the edition whose pages are taken"""
    sheet: Paper = "A4"
    """the sheet, printed across on both sides"""
    creep: float = Field(default=0, ge=0, le=1)
    """millimetres by which each further sheet from the outside moves its pages to the fold"""


class Edition(Closed):
    """One edition of a dossier."""

    name: str = ""
    like: str | None = None
    """another edition, whose declarations hold where this one is silent"""
    output: Annotated[Output, BeforeValidator(_known("output", ("docx", "pdf")))]
    """pdf or docx"""
    file: str = Field(pattern=r"^\{slug\}[a-z0-9-]*\.(pdf|docx)$")
    """name of the file; {slug} stands for the folder's name"""
    sections: tuple[str, ...] = ()
    """templates in templates/sections/, in order"""
    stylesheets: tuple[str, ...] = ()
    """templates in templates/css/, in order"""
    words: tuple[str, ...] = ()
    """words of its own: templates/locales/<language>/<name>.yaml, which templates see as w.<name>"""
    paper: Paper | None = None
    """A4, A5 or Letter; the theme's page when missing"""
    papers: tuple[Paper, ...] = ()
    """further papers that can be asked for"""
    theme: dict[str, Any] = {}
    """tokens of the theme that are other in this edition"""
    drawings: dict[str, PlannedDrawing] = {}
    """drawings of the edition's own, by name"""
    pages: int | None = Field(default=None, ge=1)
    """exactly so many pages, or the build says what to shorten"""
    layouts: tuple[Layout, ...] = ()
    """with `pages`: each takes less room than the one before; the first that fits is printed"""
    gap: tuple[float, float] = (5.0, 11.0)
    """with `pages`: the least and the greatest space between sections, in millimetres"""
    imposed: Imposition | None = None
    """put on sheets from the pages of another edition"""
    declared_in: str = ""

    @model_validator(mode="after")
    def _has_something_to_print(self) -> Edition:
        if not self.sections and self.imposed is None:
            raise PydanticCustomError("edition", "it has neither sections nor an edition to impose")
        if (self.pages is None) != (not self.layouts):
            raise PydanticCustomError("edition", "`pages` and `layouts` go together")
        if not self.file.endswith(f".{self.output}"):
            raise PydanticCustomError("edition", "its file does not end like its output")
        return self
