"""Editions: which sections, which page, which look and which output, as templates/editions/<name>/edition.yaml declares.

Knows how a declaration is found, inherited and checked; knows nothing of how an edition is laid out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from dossier.declarations import PAPERS, Edition, names_that_exist
from dossier.faults import problems_of
from dossier.marked_yaml import MarkedData, parse_yaml
from dossier.problems import ContentError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = "edition.yaml"


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
    if edition.imposed is not None:
        faults += _faults_of_imposed(edition.imposed.edition, data, file, templates)
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


def _faults_of_imposed(name: str, data: MarkedData, file: str, templates: Sequence[Path]) -> list[Problem]:
    """What keeps the pages of an edition from being put on sheets."""
    folders, place = _folders(templates), ("imposed", "edition")
    if name not in folders:
        return [_fault(place, f"there is no edition «{name}»", names_that_exist(name, folders), data, file)]
    base = read_declaration(folders[name].as_posix()).data
    if isinstance(base, dict) and (base.get("imposed") is not None or base.get("output") == "docx"):
        return [
            _fault(
                place,
                f"«{name}» has no pages to be imposed",
                "name an edition that is set as PDF",
                data,
                file,
            )
        ]
    return []


def same_file(editions: Sequence[Edition]) -> list[Problem]:
    """Editions that would be written over another one."""
    first: dict[str, Edition] = {}
    problems = []
    for edition in editions:
        other = first.setdefault(edition.file, edition)
        if other is not edition:
            message = f"«{edition.name}» has the file name of «{other.name}», {edition.file}"
            problems.append(
                Problem(edition.declared_in, path="file", message=message, hint="give it a name of its own")
            )
    return problems


def _fault(path: tuple[str | int, ...], message: str, hint: str, data: MarkedData, file: str) -> Problem:
    mark = data.place(path)
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return Problem(file, mark.line, mark.column, words, message, hint, data.excerpt(mark.line))
