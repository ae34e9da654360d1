"""A content folder becomes records: read, validated, cross-checked; every fault with file and line.

Reads files of the content folder only; knows nothing of templates or renderers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from dossier.checks import Checked, check_records, markdown_texts
from dossier.citations import check_sources
from dossier.faults import problems_of
from dossier.marked_yaml import MarkedData, parse_yaml
from dossier.problems import ContentError, Problem, ProblemList
from dossier.records import Dossier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.prose import Text

RECORDS = "dossier.yaml"
SOURCES = "sources.csl.json"
LARGEST = 8_000_000
"""bytes of the largest text file that is read"""


@dataclass(frozen=True)
class Content:
    """All that a content folder holds, valid: `texts` are its Markdown texts, parsed; `warnings` do not stop a build."""

    folder: Path
    records: Dossier
    sources: tuple[Mapping[str, Any], ...]
    chapters: Mapping[str, str]
    texts: tuple[Text, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind."""
        kinds = ("events", "persons", "places", "signatures", "claims", "figures", "chapters")
        return {kind: len(getattr(self.records, kind)) for kind in kinds} | {"sources": len(self.sources)}

    @property
    def slug(self) -> str:
        """Name of the folder, and of the files that are built from it."""
        return self.folder.resolve().name


def shown(path: Path) -> str:
    """The path as the user would type it from the working directory."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read_text(path: Path, problems: ProblemList) -> str | None:
    """The text of a file in UTF-8; None, with a problem, when it cannot be read."""
    file = shown(path)
    try:
        if path.stat().st_size > LARGEST:
            problems.add(
                Problem(file, message="the file is larger than 8 MB", hint="split it, or move data out of it")
            )
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        problems.add(Problem(file, message="there is no such file", hint="write it, or correct the name"))
        return None
    except OSError as error:
        problems.add(
            Problem(file, message=f"the file cannot be read: {error.strerror}", hint="check its rights")
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8"
        problems.add(Problem(file, line, message="the file is not in UTF-8", hint=hint))
        return None
    if "\x00" in text:
        problems.add(
            Problem(
                file,
                text[: text.index("\x00")].count("\n") + 1,
                message="the file holds a null byte",
                hint="save it as plain text",
            )
        )
        return None
    return text.replace("\r\n", "\n")


def inside(folder: Path, name: str) -> Path | None:
    """The file `name` of the folder; None when the name leads out of it."""
    path = folder / name
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def read_dossier(folder: Path) -> Content:
    """The content of a folder. Raises ContentError with every fault found."""
    problems = ProblemList()
    data = _read_records(folder, problems)
    sources = _read_sources(folder, problems)
    problems.raise_if_any()
    records = _validated(data, shown(folder / RECORDS), problems)
    if records is None:
        raise ContentError(problems.errors)
    chapters = _read_chapters(folder, records, data, problems)
    checked = Checked(shown(folder), records, data, tuple(str(item["id"]) for item in sources), chapters)
    problems.extend(check_records(checked, exists=lambda name: _is_file(folder, name)))
    problems.raise_if_any()
    warnings = tuple(problem for problem in problems.problems if problem.severity == "warning")
    plain = {name: text for name, (_file, text) in chapters.items()}
    return Content(folder, records, sources, plain, markdown_texts(checked), warnings)


def _is_file(folder: Path, name: str) -> bool:
    path = inside(folder, name)
    return path is not None and path.is_file()


def _read_records(folder: Path, problems: ProblemList) -> MarkedData:
    path = folder / RECORDS
    if not folder.is_dir():
        problems.add(
            Problem(shown(folder), message="there is no such folder", hint="`dossier new NAME` makes one")
        )
        return MarkedData(None, [])
    text = read_text(path, problems)
    if text is None:
        return MarkedData(None, [])
    data, faults = parse_yaml(text, shown(path))
    problems.extend(faults)
    return data


def _validated(data: MarkedData, file: str, problems: ProblemList) -> Dossier | None:
    try:
        return Dossier.model_validate(data.data)
    except ValidationError as error:
        problems.extend(problems_of(error, Dossier, data, file))
        return None


def _read_sources(folder: Path, problems: ProblemList) -> tuple[Mapping[str, Any], ...]:
    path = folder / SOURCES
    if not folder.is_dir() or not path.exists():
        return ()
    text = read_text(path, problems)
    if text is None:
        return ()
    try:
        items = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (0, 0)
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        hint = "check commas, quotes and brackets near this line"
        excerpt = MarkedData(None, text.splitlines()).excerpt(line)
        problems.add(Problem(shown(path), line, column, "", f"this is no JSON: {what}", hint, excerpt))
        return ()
    faults = check_sources(items, shown(path))
    problems.extend(faults)
    return () if any(fault.severity == "error" for fault in faults) else tuple(items)


def _read_chapters(
    folder: Path, records: Dossier, data: MarkedData, problems: ProblemList
) -> dict[str, tuple[str, str]]:
    """Chapter id → (file as shown, its text); chapters that cannot be read become problems at their record."""
    chapters: dict[str, tuple[str, str]] = {}
    for index, chapter in enumerate(records.chapters):
        mark = data.place(("chapters", index, "file"))
        where = (shown(folder / RECORDS), mark.line, mark.column, f"chapters[{index}].file")
        path = inside(folder, chapter.file)
        if path is None:
            problems.add(
                Problem(
                    *where,
                    f"«{chapter.file}» leads out of the content folder",
                    "keep chapters inside it",
                    data.excerpt(mark.line),
                )
            )
        elif not path.is_file():
            problems.add(
                Problem(
                    *where,
                    f"there is no file «{chapter.file}»",
                    "write it, or correct the name",
                    data.excerpt(mark.line),
                )
            )
        elif (text := read_text(path, problems)) is not None:
            if not text.strip():
                problems.add(
                    Problem(
                        shown(path), message="the chapter is empty", hint="write it, or take its record out"
                    )
                )
            chapters[chapter.id] = (shown(path), text)
    return chapters
