"""Pydantic's errors as Problems: in words of the content's author, with the line in the YAML file."""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from dossier.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from dossier.marked_yaml import MarkedData, Path

KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "list": "a list",
    "dict": "a group of fields",
    "NoneType": "nothing",
}
EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
}
LACKING = {"alt": "alternative text", "credit": "credit", "licence": "licence"}


def path_words(path: Path) -> str:
    """A path as authors read it: `events[3].date`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any type expression
    """The record classes that a type expression mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, dict}:
        for part in get_args(annotation):
            yield from _models_in(part)


def _model_at(root: type[BaseModel], path: Path) -> type[BaseModel]:
    """The record class that stands at `path` in the data."""
    here = root
    for part in path:
        field = here.model_fields.get(str(part))
        if field is not None:
            here = next(_models_in(field.annotation), here)
    return here


def _known_fields(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _describe(model: type[BaseModel], name: str) -> str:
    field = model.model_fields.get(name)
    return (field.description or "") if field else ""


def _literals(model: type[BaseModel], name: str) -> list[str]:
    annotation = model.model_fields[name].annotation if name in model.model_fields else None
    return [str(value) for value in get_args(annotation)] if get_origin(annotation) is Literal else []


@dataclass(frozen=True)
class _Fault:
    """One error of Pydantic: its details, the record it is in, the name of the field."""

    details: ErrorDetails
    model: type[BaseModel]
    name: str

    @property
    def given(self) -> object:
        return self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        return self.details.get("ctx", {})

    @property
    def meaning(self) -> str:
        return _describe(self.model, self.name)


def _missing(fault: _Fault) -> tuple[str, str]:
    return f"the field «{fault.name}» is missing", f"add it: {fault.meaning}" if fault.meaning else "add it"


def _unknown(fault: _Fault) -> tuple[str, str]:
    return f"unknown field «{fault.name}»", suggestion(fault.name, _known_fields(fault.model))


def _no_choice(fault: _Fault) -> tuple[str, str]:
    known = _literals(fault.model, fault.name) or re.findall(r"'([^']+)'", str(fault.context["expected"]))
    return f"«{fault.given}» is not known here", suggestion(str(fault.given), known)


def _no_match(fault: _Fault) -> tuple[str, str]:
    return f"«{fault.given}» does not fit here", fault.meaning or f"it must match {fault.context['pattern']}"


def _too_short(fault: _Fault) -> tuple[str, str]:
    if not fault.given:
        return f"«{fault.name}» is empty", "write it, or take the field out"
    told = f"«{fault.name}» has too few entries: {fault.context['actual_length']}"
    return told, f"give at least {fault.context['min_length']}"


def _no_date(fault: _Fault) -> tuple[str, str]:
    return str(fault.context["sentence"]), str(fault.context["hint"])


def _disputed(fault: _Fault) -> tuple[str, str]:
    return fault.details["msg"], suggestion(str(fault.context["name"]), fault.context["known"])


def _no_figure(fault: _Fault) -> tuple[str, str]:
    return fault.details["msg"], "give `file: pictures/name.png` or `drawing: map`"


def _lacking(fault: _Fault) -> tuple[str, str]:
    hint = "say what it shows (alt), who made it (credit) and under which terms (licence)"
    return f"the picture has no {LACKING[str(fault.context['name'])]}", hint


def _wrong_kind(fault: _Fault) -> tuple[str, str]:
    kind = type(fault.given).__name__
    quotes = fault.details["type"] == "string_type" and kind in {"int", "float", "bool"}
    expected = EXPECTED[fault.details["type"]]
    hint = "put it in quotes" if quotes else "see `dossier schema`"
    return f"«{fault.name}» takes {expected}, this is {KINDS.get(kind, kind)}", hint


def _other(fault: _Fault) -> tuple[str, str]:
    told = fault.details["msg"]
    return f"«{fault.given}»: {told[0].lower()}{told[1:]}", fault.meaning


SENTENCES: dict[str, Callable[[_Fault], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _no_choice,
    "literal_error": _no_choice,
    "string_pattern_mismatch": _no_match,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "edtf": _no_date,
    "disputed_field": _disputed,
    "figure_kind": _no_figure,
    "figure_lacks": _lacking,
    **dict.fromkeys(EXPECTED, _wrong_kind),
}
"""Pydantic's name of an error → what is wrong, and the remedy"""


def _trimmed(path: Path, data: MarkedData) -> Path:
    """The path without what Pydantic adds for unions, as far as it stands in the file."""
    for length in range(len(path), 0, -1):
        if path[:length] in data.values:
            return path[:length]
    return path


def problems_of(error: ValidationError, root: type[BaseModel], data: MarkedData, file: str) -> list[Problem]:
    """One Problem for each error, at its line."""
    return [_problem(details, root, data, file) for details in error.errors(include_url=False)]


def _problem(details: ErrorDetails, root: type[BaseModel], data: MarkedData, file: str) -> Problem:
    path: Path = tuple(details["loc"])
    if details["type"] not in {"missing", "extra_forbidden"}:
        path = _trimmed(path, data)
    names = [part for part in path if isinstance(part, str)]
    fault = _Fault(details, _model_at(root, path[:-1]), names[-1] if names else "")
    message, hint = SENTENCES.get(details["type"], _other)(fault)
    mark = data.place(path, key=details["type"] == "extra_forbidden")
    return Problem(file, mark.line, mark.column, path_words(path), message, hint, data.excerpt(mark.line))
