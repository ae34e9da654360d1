"""The words of a language that its rules look for, read from `locales/<language>/typography.yaml` and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import yaml

from dossier.problems import ContentError, Problem, suggestion
from dossier.typography.families import FAMILIES, Family

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

Words = Mapping[str, object]


def load_words(templates: Path | Traversable, language: str) -> Words:
    """The words of a language (or of its base language); empty without a file. Raises ContentError for a faulty one."""
    for name in (language, language.partition("-")[0]):
        file = templates / "locales" / name / "typography.yaml"
        if name and file.is_file():
            return _read(file.read_text(encoding="utf-8"), f"locales/{name}/typography.yaml")
    return {}


def _read(text: str, file: str) -> Words:
    try:
        words = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise ContentError(
            [
                Problem(
                    file,
                    line,
                    message=f"this is no YAML: {getattr(error, 'problem', error)}",
                    hint="correct it",
                )
            ]
        ) from error
    problems = list(_faults(words, file))
    if problems:
        raise ContentError(problems)
    return dict(words)


def _faults(words: object, file: str) -> Iterator[Problem]:
    family = FAMILIES.get(str(words.get("family"))) if isinstance(words, Mapping) else None
    if family is None or not isinstance(words, Mapping):
        known = f"known here: {', '.join(FAMILIES)}"
        yield Problem(file, path="family", message="the file names no family of rules", hint=known)
        return
    for name, value in words.items():
        if name == "options":
            yield from _faults_of_options(value, family, file)
        elif name != "family":
            yield from _faults_of_list(str(name), value, family, file)


def _faults_of_options(options: object, family: Family, file: str) -> Iterator[Problem]:
    if not isinstance(options, Mapping):
        yield Problem(file, path="options", message="these are no options", hint="write {name: value}")
        return
    for name, value in options.items():
        path, known = f"options.{name}", family.options.get(str(name))
        if known is None:
            hint = suggestion(str(name), family.options)
            yield Problem(file, path=path, message="there is no such option", hint=hint)
        elif value not in known:
            hint = suggestion(str(value), known)
            yield Problem(file, path=path, message=f"«{value}» is no value of this option", hint=hint)


def _faults_of_list(name: str, value: object, family: Family, file: str) -> Iterator[Problem]:
    if name not in family.lists:
        yield Problem(file, path=name, message="there is no such list", hint=suggestion(name, family.lists))
    elif not isinstance(value, list):
        yield Problem(file, path=name, message="this is no list", hint="write [a, b, c]")
    else:
        for index, word in enumerate(value):
            if not isinstance(word, str) or not word.strip():
                yield Problem(
                    file, path=f"{name}[{index}]", message=f"«{word}» is no word", hint="put it in quotes"
                )
