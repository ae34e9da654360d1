"""YAML as data with the place of every value; knows nothing of records.

The core schema of YAML 1.2 is read (plain true/false/null and numbers; dates stay words, `no` stays a word).
Anchors, tags and a second document are refused: the records are plain data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import yaml

from dossier.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Path = tuple[str | int, ...]
Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

EXCERPT = 100
"""letters of a line that a message shows at most"""
INTEGER = re.compile(r"[-+]?[0-9]+\Z")
DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
WORDS: Mapping[str, bool | None] = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


class Mark(NamedTuple):
    """Where a value begins: line and column from 1; `block` when it is a block scalar (| or >)."""

    line: int
    column: int
    block: bool = False


@dataclass
class MarkedData:
    """The data of one file, its lines, and the place of each value and key by path."""

    data: Data
    lines: list[str]
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Mark:
        """Where `path` stands; the nearest parent's place when the path itself is not in the file."""
        for length in range(len(path), -1, -1):
            shorter = path[:length]
            marks = self.keys if key and length == len(path) else self.values
            found = marks.get(shorter) or self.values.get(shorter)
            if found:
                return found if length == len(path) else self.keys.get(shorter, found)
        return Mark(1, 1)

    def excerpt(self, line: int) -> str:
        """The line as it stands in the file, cut at 100 characters; empty outside the file."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


class _Builder:
    """Turns YAML nodes into data, noting places and faults on the way."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.result = MarkedData(None, lines)
        self.problems: list[Problem] = []

    def fault(self, mark: yaml.Mark, message: str, hint: str) -> None:
        line = mark.line + 1
        self.problems.append(
            Problem(self.file, line, mark.column + 1, "", message, hint, self.result.excerpt(line))
        )

    def build(self, node: yaml.Node, path: Path) -> Data:
        block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
        self.result.values[path] = Mark(node.start_mark.line + 1, node.start_mark.column + 1, block)
        match node:
            case yaml.MappingNode():
                return self.mapping(node, path)
            case yaml.SequenceNode():
                return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
            case _:
                return scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Data]:
        data: dict[str, Data] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                self.fault(key_node.start_mark, f"the key «{key}» stands twice", "keep one of the two")
                continue
            self.result.keys[*path, key] = Mark(key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            data[key] = self.build(value_node, (*path, key))
        return data


def scalar(node: yaml.Node) -> str | int | float | bool | None:
    """The value of a scalar by the core schema of YAML 1.2; quoted text is always text."""
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.match(text) and not (text.lstrip("+-").startswith("0") and len(text.lstrip("+-")) > 1):
        return int(text)
    return float(text) if DECIMAL.match(text) else text


HINTS = (
    ("found character '\\t'", "a tab is used as indentation", "indent with spaces, two for each level"),
    (
        "found undefined alias",
        "an alias points to nothing",
        "write the value out; quote text that begins with *",
    ),
    (
        "mapping values are not allowed",
        "a colon stands where none can",
        "put the text in quotes, or check the indentation",
    ),
    (
        "did not find expected key",
        "a key is missing here",
        "check the indentation, and quote text that holds a colon",
    ),
    (
        "could not find expected ':'",
        "a colon is missing",
        "write «key: value», and indent the lines of a longer text",
    ),
    ("found unexpected end of stream", "a quote is never closed", "close it, or use a block text (|)"),
    (
        "cannot start any token",
        "a value begins with a sign that YAML keeps for itself",
        "put the text in quotes",
    ),
    (
        "did not find expected <document start>",
        "the file holds a second document",
        "keep one document and no --- or % line inside",
    ),
)


def _yaml_problem(file: str, lines: list[str], error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    told = str(getattr(error, "problem", "") or error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    message, hint = next(
        ((sentence, remedy) for sign, sentence, remedy in HINTS if sign in told),
        (f"this is no YAML: {told}", "check quotes and indentation"),
    )
    return Problem(file, line, column, "", message, hint, MarkedData(None, lines).excerpt(line))


def _refused(file: str, lines: list[str], text: str) -> list[Problem]:
    """Anchors, aliases and tags: things of YAML that plain records do not need (and that can explode)."""
    problems = []
    for event in yaml.parse(text, Loader=Loader):
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None) if not isinstance(event, yaml.AliasEvent) else None
        mark = event.start_mark
        if mark is not None and (anchor or tag):
            line, column = mark.line + 1, mark.column + 1
            what = "a tag" if tag else "an anchor or alias"
            hint = "write the value out; quote text that begins with & * or !"
            excerpt = MarkedData(None, lines).excerpt(line)
            problems.append(
                Problem(file, line, column, "", f"{what} of YAML is not used in records", hint, excerpt)
            )
    return problems


def _tabs(file: str, lines: list[str]) -> list[Problem]:
    return [
        Problem(
            file,
            number,
            line.index("\t") + 1,
            "",
            "a tab is used as indentation",
            "indent with spaces, two for each level",
            line,
        )
        for number, line in enumerate(lines, 1)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]


def parse_yaml(text: str, file: str) -> tuple[MarkedData, list[Problem]]:
    """The data of a YAML text with its places, and what is wrong with it; data is None where it cannot be read."""
    lines = text.splitlines()
    if tabs := _tabs(file, lines):
        return MarkedData(None, lines), tabs
    try:
        if refused := _refused(file, lines, text):
            return MarkedData(None, lines), refused
        node = yaml.compose(text, Loader=Loader)
    except (yaml.YAMLError, RecursionError) as error:
        if isinstance(error, RecursionError):
            return MarkedData(None, lines), [
                Problem(file, message="the data is nested too deeply", hint="flatten it")
            ]
        return MarkedData(None, lines), [_yaml_problem(file, lines, error)]
    if node is None:
        return MarkedData(None, lines), [
            Problem(file, message="the file is empty", hint="`dossier new` writes a starter")
        ]
    builder = _Builder(file, lines)
    builder.result.data = builder.build(node, ())
    return builder.result, builder.problems
