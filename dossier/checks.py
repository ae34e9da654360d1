"""What one record cannot know of itself: ids, references, citations, files, Markdown; all faults at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dossier.marked_yaml import MarkedData, Path
from dossier.problems import Problem, suggestion
from dossier.prose import Text, parse
from dossier.records import (
    Body,
    Dossier,
    Event,
    Figure,
    Inline,
    LabelledDate,
    LabelledPlace,
    Markdown,
    Party,
    Person,
    Publication,
    Record,
    RouteStop,
    Signature,
    Sourced,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REFERENCES: dict[type[Record], dict[str, str]] = {
    Publication: {"cover": "figures"},
    LabelledDate: {"place": "places"},
    LabelledPlace: {"place": "places"},
    Party: {"body": "bodies"},
    Person: {"body": "bodies"},
    Body: {"part_of": "bodies"},
    Event: {"places": "places"},
    Signature: {"person": "persons", "on_behalf_of": "bodies", "place": "places", "lists": "signature_lists"},
    Figure: {"places": "places"},
    RouteStop: {"place": "places"},
}
"""record → field that holds ids → the kind that it points to"""

KINDS = {
    "persons": "person", "bodies": "body", "places": "place", "events": "event", "signature_lists": "signature list",
    "signatures": "signature", "claims": "claim", "terms": "instrument", "glossary": "term", "figures": "figure",
    "chapters": "chapter",
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What is checked: records with their places in the file, source ids, and chapters (id → file, text)."""

    folder: str
    records: Dossier
    data: MarkedData
    source_ids: tuple[str, ...]
    chapters: Mapping[str, tuple[str, str]]

    @property
    def file(self) -> str:
        """The records' file as shown to the user."""
        return f"{self.folder}/dossier.yaml"

    def problem(self, path: Path, message: str, hint: str, line: int = 0) -> Problem:
        """A problem at a path of the records; `line` counts lines inside a Markdown text, from 1."""
        mark = self.data.place(path)
        row = mark.line + (line - 1 + mark.block if line else 0)
        column = mark.column if row == mark.line else 0
        words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(
            "."
        )
        return Problem(self.file, row, column, words, message, hint, self.data.excerpt(row))


def _walk(record: Record, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """Every record inside `record`, itself first, with its path in the data."""
    yield path, record
    for name, value in _fields(record):
        for key, item in _items(value):
            if isinstance(item, Record):
                yield from _walk(item, (*path, name, *key))


def _fields(record: Record) -> Iterator[tuple[str, object]]:
    for name, field in type(record).model_fields.items():
        yield field.alias or name, getattr(record, name)


def _items(value: object) -> list[tuple[Path, object]]:
    match value:
        case tuple():
            return [((index,), item) for index, item in enumerate(value)]
        case dict():
            return [((str(key),), item) for key, item in value.items()]
        case _:
            return [((), value)]


def check_records(checked: Checked, exists: Callable[[str], bool]) -> list[Problem]:
    """Every fault between records; `exists` says whether a file stands in the content folder."""
    ids = _ids(checked)
    return [
        *_duplicates(checked),
        *_dangling(checked, ids),
        *_unknown_sources(checked),
        *_files(checked, exists),
        *_lives(checked),
        *_circles(checked),
        *_markdown(checked, ids),
    ]


def _ids(checked: Checked) -> dict[str, set[str]]:
    """Kind → ids declared."""
    return {kind: {record.id for record in getattr(checked.records, kind)} for kind in KINDS}


def _duplicates(checked: Checked) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, record in _walk(checked.records):
        name = getattr(record, "id", None)
        if name is None:
            continue
        if name in first:
            line = checked.data.place((*first[name], "id")).line
            yield checked.problem(
                (*path, "id"), f"the id «{name}» is used twice", f"line {line} has it already; choose another"
            )
        first.setdefault(name, path)


def _dangling(checked: Checked, ids: Mapping[str, set[str]]) -> Iterator[Problem]:
    for path, record in _walk(checked.records):
        for name, kind in REFERENCES.get(type(record), {}).items():
            for key, target in _items(getattr(record, name)):
                if target is not None and target not in ids[kind]:
                    hint = suggestion(str(target), ids[kind]) or f"declare it under `{kind}`"
                    yield checked.problem((*path, name, *key), f"there is no {KINDS[kind]} «{target}»", hint)
        for name, claim in (record.disputed if isinstance(record, Sourced) else {}).items():
            if claim not in ids["claims"]:
                hint = suggestion(claim, ids["claims"]) or "declare it under `claims`"
                yield checked.problem((*path, "disputed", name), f"there is no claim «{claim}»", hint)


def _unknown_sources(checked: Checked) -> Iterator[Problem]:
    for path, record in _walk(checked.records):
        for field in ("sources", "further_reading"):
            for index, source in enumerate(getattr(record, field, ())):
                name = source.split(",")[0]
                if name not in checked.source_ids:
                    hint = suggestion(name, checked.source_ids) or "add it to sources.csl.json"
                    yield checked.problem((*path, field, index), f"there is no source «{name}»", hint)


def _files(checked: Checked, exists: Callable[[str], bool]) -> Iterator[Problem]:
    for index, figure in enumerate(checked.records.figures):
        if figure.file and not exists(figure.file):
            path = ("figures", index, "file")
            yield checked.problem(
                path,
                f"there is no file «{figure.file}» in the content folder",
                "put it there, or correct the name",
            )


def _lives(checked: Checked) -> Iterator[Problem]:
    for index, person in enumerate(checked.records.persons):
        life = person.life
        if life and life.born and life.died and life.born.sort_key > life.died.sort_key:
            path = ("persons", index, "life")
            yield checked.problem(path, f"{person.name} dies before being born", "check the two dates")


def _circles(checked: Checked) -> Iterator[Problem]:
    parents = {body.id: body.part_of for body in checked.records.bodies}
    for index, body in enumerate(checked.records.bodies):
        seen: set[str] = set()
        here: str | None = body.id
        while here is not None and here not in seen:
            seen.add(here)
            here = parents.get(here)
        if here == body.id:
            yield checked.problem(
                ("bodies", index, "part_of"), f"«{body.id}» is part of itself", "break the circle"
            )


def _texts(checked: Checked) -> Iterator[tuple[Text, Callable[[int, str, str], Problem]]]:
    """Every Markdown text of records and chapters, with the function that places a fault of it."""
    for path, record in _walk(checked.records):
        for name, value in _fields(record):
            for key, item in _items(value):
                if isinstance(item, Markdown):
                    here = (*path, name, *key)
                    text = parse(str(item), inline=isinstance(item, Inline))
                    yield text, partial(_in_record, checked, here)
    for file, source in checked.chapters.values():
        lines = MarkedData(None, source.splitlines())
        yield parse(source, inline=False), partial(_in_chapter, file, lines)


def _in_record(checked: Checked, path: Path, line: int, message: str, hint: str) -> Problem:
    return checked.problem(path, message, hint, line)


def _in_chapter(file: str, lines: MarkedData, line: int, message: str, hint: str) -> Problem:
    return Problem(file, line, 0, "", message, hint, lines.excerpt(line))


def markdown_texts(checked: Checked) -> tuple[Text, ...]:
    """Every Markdown text of records and chapters, parsed."""
    return tuple(text for text, _place in _texts(checked))


def _markdown(checked: Checked, ids: Mapping[str, set[str]]) -> Iterator[Problem]:
    texts = list(_texts(checked))
    anchors = {anchor for text, _place in texts for anchor in text.anchors()}
    known = anchors.union(*ids.values())
    seen: set[str] = set(known - anchors)
    for text, place in texts:
        for fault in text.faults():
            yield place(fault.line, fault.message, fault.hint)
        for anchor in text.anchors():
            if anchor in seen:
                yield place(1, f"the id «{anchor}» is used twice", "choose another")
            seen.add(anchor)
        for mention in text.mentions():
            match mention.kind:
                case "source" if mention.target not in checked.source_ids:
                    hint = suggestion(mention.target, checked.source_ids) or "add it to sources.csl.json"
                    yield place(mention.line, f"there is no source «{mention.target}»", hint)
                case "reference" if mention.target not in known:
                    yield place(
                        mention.line,
                        f"the reference «#{mention.target}» leads to nothing",
                        suggestion(mention.target, known),
                    )
                case "figure" if mention.target not in ids["figures"]:
                    yield place(
                        mention.line,
                        f"there is no figure «{mention.target}»",
                        suggestion(mention.target, ids["figures"]),
                    )
                case _:
                    pass
