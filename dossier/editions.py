"""Editions: which sections, which page, which look and which output, as templates/editions/<name>/edition.yaml declares.

Knows how a declaration is read, inherited and checked; knows nothing of how an edition is laid out.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from dossier.faults import problems_of
from dossier.marked_yaml import MarkedData, parse_yaml
from dossier.problems import ContentError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

FILE = "edition.yaml"
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
        return self


def on_paper(editions: Sequence[Edition], word: str) -> list[Edition]:
    """The editions, those that can be had on it on that paper. Raises UsageError when it is none, or fits none."""
    paper = next((name for name in PAPERS if name.lower() == word.lower()), None)
    if paper is None:
        raise UsageError(f"«{word}» is no paper; {names_that_exist(word, PAPERS)}")
    fitting = [edition for edition in editions if paper in {*edition.papers, edition.paper}]
    if not fitting:
        raise UsageError(
            f"none of the editions asked for can be had on {paper}; list it under `papers` in one"
        )
    return [
        edition.model_copy(update={"paper": paper}) if edition in fitting else edition for edition in editions
    ]


def _folders(templates: Sequence[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in templates:
        for path in sorted((folder / "editions").glob(f"*/{FILE}")):
            found.setdefault(path.parent.name, path)
    return found


def edition_names(templates: Sequence[Path]) -> list[str]:
    """The editions that the template folders declare."""
    return sorted(_folders(templates))


def section_names(templates: Sequence[Path]) -> set[str]:
    """The sections that the template folders hold."""
    return _templates(templates, "sections", ".html.j2")


def _templates(templates: Sequence[Path], folder: str, ending: str) -> set[str]:
    paths = (path for base in templates for path in (base / folder).glob(f"*{ending}"))
    return {path.name.removesuffix(ending) for path in paths}


def load_edition(name: str, templates: Sequence[Path], asked_by: Problem) -> Edition:
    """The edition of that name. Raises ContentError; `asked_by` is the problem raised when there is none."""
    folders = _folders(templates)
    if name not in folders:
        hint = names_that_exist(name, folders)
        place = (asked_by.file, asked_by.line, asked_by.column, asked_by.path)
        raise ContentError([Problem(*place, f"there is no edition «{name}»", hint, asked_by.excerpt)])
    file = folders[name].as_posix()
    data = read_declaration(file)
    own = data.data if isinstance(data.data, dict) else {}
    try:
        edition = Edition.model_validate({**_inherited(own, file, data, templates, (name,)), **own})
    except ValidationError as error:
        raise ContentError(problems_of(error, Edition, data, file)) from error
    faults = _faults(edition, data, file, templates)
    if faults:
        raise ContentError(faults)
    return edition.model_copy(update={"name": name, "declared_in": file})


def read_declaration(file: str) -> MarkedData:
    """The data of a declaration with its lines. Raises ContentError when it is no YAML."""
    data, problems = parse_yaml(Path(file).read_text(encoding="utf-8"), file)
    if problems:
        raise ContentError(problems)
    return data


def _inherited(
    own: Mapping[str, Any], file: str, data: MarkedData, templates: Sequence[Path], heirs: tuple[str, ...]
) -> dict[str, Any]:
    """What an edition takes over from the one it is like."""
    base = own.get("like")
    if base is None:
        return {}
    folders = _folders(templates)
    mark = data.place(("like",))
    place = (file, mark.line, mark.column, "like")
    if base not in folders:
        hint = names_that_exist(str(base), folders)
        raise ContentError([Problem(*place, f"there is no edition «{base}»", hint, data.excerpt(mark.line))])
    if base in heirs:
        told = f"«{base}» is like itself"
        raise ContentError([Problem(*place, told, "break the circle", data.excerpt(mark.line))])
    above = read_declaration(folders[base].as_posix())
    taken = above.data if isinstance(above.data, dict) else {}
    return {**_inherited(taken, folders[base].as_posix(), above, templates, (*heirs, base)), **taken}


def _faults(edition: Edition, data: MarkedData, file: str, templates: Sequence[Path]) -> list[Problem]:
    """Names in a declaration that lead to nothing."""
    sections, styles = section_names(templates), _templates(templates, "css", "")
    named = [("sections", index, name, "section", sections) for index, name in enumerate(edition.sections)]
    named += [
        ("stylesheets", index, name, "stylesheet", styles) for index, name in enumerate(edition.stylesheets)
    ]
    faults = [
        _fault((field, index), f"there is no {what} «{name}»", names_that_exist(name, known), data, file)
        for field, index, name, what, known in named
        if name not in known
    ]
    if edition.imposed is not None and edition.imposed.edition not in _folders(templates):
        name = edition.imposed.edition
        hint = names_that_exist(name, _folders(templates))
        faults.append(_fault(("imposed", "edition"), f"there is no edition «{name}»", hint, data, file))
    for index, layout in enumerate(edition.layouts):
        faults += [
            _fault(
                ("layouts", index, "drawings", name),
                f"there is no drawing «{name}»",
                names_that_exist(name, edition.drawings),
                data,
                file,
            )
            for name in layout.drawings
            if name not in edition.drawings
        ]
    return faults


def _fault(path: tuple[str | int, ...], message: str, hint: str, data: MarkedData, file: str) -> Problem:
    mark = data.place(path)
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return Problem(file, mark.line, mark.column, words, message, hint, data.excerpt(mark.line))
