"""Editions: which sections, which page and which output, as declared in templates/editions/<name>/edition.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dossier.faults import problems_of
from dossier.marked_yaml import parse_yaml
from dossier.problems import ContentError, Problem, suggestion

Output = Literal["pdf", "docx"]


class Edition(BaseModel):
    """One edition of a dossier."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    name: str = ""
    output: Output
    """pdf or docx"""
    file: str = Field(pattern=r"^\{slug\}[a-z0-9-]*\.(pdf|docx)$")
    """name of the file; {slug} stands for the folder's name"""
    sections: tuple[str, ...] = Field(min_length=1)
    """templates in templates/sections/, in order"""
    stylesheets: tuple[str, ...] = ()
    """templates in templates/css/, in order"""


def _folders(templates: list[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in templates:
        for path in sorted((folder / "editions").glob("*/edition.yaml")):
            found.setdefault(path.parent.name, path)
    return found


def edition_names(templates: list[Path]) -> list[str]:
    """The editions that the template folders declare."""
    return sorted(_folders(templates))


def load_edition(name: str, templates: list[Path], asked_by: Problem) -> Edition:
    """The edition of that name. Raises ContentError; `asked_by` is the problem raised when there is none."""
    path = _folders(templates).get(name)
    if path is None:
        known = edition_names(templates)
        told = {"message": f"there is no edition «{name}»", "hint": suggestion(name, known)}
        raise ContentError([Problem(asked_by.file, asked_by.line, asked_by.column, asked_by.path, **told)])
    data, problems = parse_yaml(path.read_text(encoding="utf-8"), path.as_posix())
    if problems:
        raise ContentError(problems)
    try:
        edition = Edition.model_validate(data.data)
    except ValidationError as error:
        raise ContentError(problems_of(error, Edition, data, path.as_posix())) from error
    faults = [
        Problem(
            path.as_posix(),
            *data.place(("sections", index))[:2],
            path=f"sections[{index}]",
            message=f"there is no section «{section}»",
            hint=suggestion(section, section_names(templates)),
        )
        for index, section in enumerate(edition.sections)
        if section not in section_names(templates)
    ]
    if faults:
        raise ContentError(faults)
    return edition.model_copy(update={"name": name})


def section_names(templates: list[Path]) -> set[str]:
    """The sections that the template folders hold."""
    return {
        path.name.removesuffix(".html.j2")
        for folder in templates
        for path in (folder / "sections").glob("*.html.j2")
    }
