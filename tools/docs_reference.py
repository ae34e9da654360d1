"""Writes the tables of docs/ that are made from the code: records, vocabulary, rules of the typographer, theme tokens.

A test holds the pages equal to what this writes. Run it from anywhere: `python tools/docs_reference.py`.
"""  # noqa: INP001 - a script

from __future__ import annotations

import inspect
import re
import sys
from enum import EnumType
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dossier import records, theme  # noqa: E402 - found through the line above
from dossier.dates import EdtfDate  # noqa: E402 - same
from dossier.locales import languages  # noqa: E402 - same
from dossier.paths import templates_folder  # noqa: E402 - same
from dossier.typography import load_words  # noqa: E402 - same
from dossier.typography.families import family_of  # noqa: E402 - same
from dossier.vocabulary import ELEMENTS  # noqa: E402 - same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

DOCS = ROOT / "docs"
PLAIN = {
    records.Inline: "line",
    records.Prose: "Markdown",
    EdtfDate: "date",
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
}
PATTERNS = {
    str(get_args(alias)[1].metadata): word
    for alias, word in (
        (records.Identifier, "id"),
        (records.SourceRef, "source"),
        (records.Language, "language tag"),
    )
}


def _holds(annotation: Any, metadata: Iterable[object] = ()) -> str:  # noqa: ANN401 - an annotation is anything
    """What a field holds, in words of the content's author."""
    inner = get_args(annotation)
    match get_origin(annotation):
        case origin if origin is Annotated:
            words = _holds(inner[0], inner[1:])
        case origin if origin in {Union, UnionType}:
            words = " or ".join(_holds(part, metadata) for part in inner if part is not NoneType)
        case origin if origin is tuple:
            words = f"list: {_holds(inner[0])}"
        case origin if origin is dict:
            words = f"{_holds(inner[0])} → {_holds(inner[1])}"
        case origin if origin is Literal or isinstance(annotation, EnumType):
            words = ", ".join(f"`{value}`" for value in inner or annotation)
        case _ if issubclass(annotation, records.Record):
            words = f"[{annotation.__name__}](#{annotation.__name__.lower()})"
        case _:
            words = _by_pattern(metadata) or PLAIN[annotation]
    return words


def _by_pattern(metadata: Iterable[object]) -> str:
    for item in metadata:
        found = PATTERNS.get(str([item])) or PATTERNS.get(str(getattr(item, "metadata", "")))
        if found:
            return found
    return ""


def _kinds() -> Iterator[type[records.Record]]:
    """Every kind of record: the dossier first, then in the order of the module."""
    base = {records.Record, records.Sourced}
    found = [
        kind
        for kind in vars(records).values()
        if inspect.isclass(kind) and issubclass(kind, records.Record) and kind not in base
    ]
    yield from sorted(found, key=lambda kind: kind is not records.Dossier)


def records_tables() -> str:
    """A table for each kind of record."""
    return "\n\n".join(_kind_table(kind) for kind in _kinds())


def _kind_table(kind: type[records.Record]) -> str:
    first = str(inspect.getdoc(kind)).splitlines()[0]
    rows = [
        f"| {_name(field.alias or name, required=field.is_required())} "
        f"| {_holds(field.annotation, field.metadata)} | {field.description} |"
        for name, field in kind.model_fields.items()
        if name not in {"sources", "disputed"} or not issubclass(kind, records.Sourced)
    ]
    if issubclass(kind, records.Sourced):
        rows.append("| `sources`, `disputed` | | see [Four habits](#four-habits) |")
    return "\n".join(
        [f"### {kind.__name__}", "", first, "", "| field | holds | |", "| --- | --- | --- |", *rows]
    )


def _name(name: str, *, required: bool) -> str:
    return f"**`{name}`**" if required else f"`{name}`"


def vocabulary_table() -> str:
    """The elements, then the classes of each."""
    head = "| element | what it is | may hold | attributes (required in bold) |\n| --- | --- | --- | --- |"
    rows = [
        f"| `{name}` | {entry.meaning} | {_children(entry.holds)} | "
        + ", ".join(
            _name(attribute, required=attribute in entry.required)
            for attribute in sorted(entry.attributes | entry.required)
        )
        + " |"
        for name, entry in ELEMENTS.items()
    ]
    classes = [
        f"| `{element}` | `{name}` | {meaning} |"
        for element, entry in ELEMENTS.items()
        for name, meaning in entry.classes.items()
    ]
    classes_head = "| element | class | means |\n| --- | --- | --- |"
    return "\n".join(["## Elements", "", head, *rows, "", "## Classes", "", classes_head, *classes])


def _children(holds: str | tuple[str, ...]) -> str:
    words = {"any": "text, inline elements, blocks", "inline": "text and inline elements", "none": "nothing"}
    return words.get(holds, holds) if isinstance(holds, str) else ", ".join(f"`{name}`" for name in holds)


def typography_tables() -> str:
    """The rules and options of each language that has some."""
    return "\n\n".join(_language_table(language) for language in languages(templates_folder()))


def _language_table(language: str) -> str:
    words = load_words(templates_folder(), language)
    family = family_of(words)
    if family is None:
        return f"### {language}\n\nNo rules."
    rules: dict[str, str] = {}
    for rule in family.rules(words):
        rules.setdefault(rule.name, rule.sentence)
    rows = [f"| `{name}` | {sentence} |" for name, sentence in sorted(rules.items(), key=_rank)]
    options = [f"| `{name}: {' / '.join(values)}` | an option |" for name, values in family.options.items()]
    return "\n".join([f"### {language}", "", "| rule | what it does |", "| --- | --- |", *rows, *options])


def _rank(rule: tuple[str, str]) -> tuple[int, str]:
    return int(re.sub(r"\D", "", rule[0].partition("-")[0]) or 0), rule[0]


def theme_table() -> str:
    """The tokens of a theme, group by group."""
    groups: dict[str, type[BaseModel]] = {
        "colours": theme.Colours,
        "fonts": theme.Fonts,
        "sizes": theme.Sizes,
        "page": theme.Page,
        "drawing": theme.DrawingTokens,
    }
    rows = [
        f"| `{group}` | `{name}` | {field.description or ''} |"
        for group, model in groups.items()
        for name, field in model.model_fields.items()
    ]
    return "\n".join(["| group | token | means |", "| --- | --- | --- |", *rows])


TABLES = {
    "records": records_tables,
    "vocabulary": vocabulary_table,
    "typography": typography_tables,
    "theme": theme_table,
}


def filled(text: str) -> str:
    """The page with every table between its two marks written anew."""
    for name, table in TABLES.items():
        marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if marks.search(text):
            written = table()
            text = marks.sub(lambda found, written=written: f"{found[1]}{written}\n{found[2]}", text)
    return text


def pages() -> dict[Path, str]:
    """Every page of docs/ with its tables written anew."""
    return {path: filled(path.read_text(encoding="utf-8")) for path in sorted(DOCS.glob("*.md"))}


if __name__ == "__main__":
    for page, content in pages().items():
        page.write_text(content, encoding="utf-8")
