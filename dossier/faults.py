"""Pydantic's errors as Problems: in words of the content's author, with the line in the YAML file."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from dossier.problems import Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def _sentence(error: ErrorDetails, model: type[BaseModel], name: str) -> tuple[str, str]:
    """What is wrong, and the remedy."""
    context: Mapping[str, Any] = error.get("ctx", {})
    given = error["input"]
    match error["type"]:
        case "missing":
            meaning = _describe(model, name)
            return f"the field «{name}» is missing", f"add it: {meaning}" if meaning else "add it"
        case "extra_forbidden":
            return f"unknown field «{name}»", suggestion(name, _known_fields(model))
        case "enum":
            return f"«{given}» is not known here", suggestion(
                str(given), str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
            )
        case "literal_error":
            return f"«{given}» is not known here", suggestion(
                str(given), _literals(model, name)
            ) or f"write {context['expected']}"
        case "string_pattern_mismatch":
            return f"«{given}» does not fit here", _describe(
                model, name
            ) or f"it must match {context['pattern']}"
        case "string_too_short" | "too_short":
            if given:
                return (
                    f"«{name}» has too few entries: {context['actual_length']}",
                    f"give at least {context['min_length']}",
                )
            return f"«{name}» is empty", "write it, or take the field out"
        case "edtf":
            return str(context["sentence"]), str(context["hint"])
        case "disputed_field":
            return error["msg"], suggestion(str(context["name"]), context["known"])
        case "figure_kind":
            return error["msg"], "give `file: pictures/name.png` or `drawing: map`"
        case "figure_lacks":
            return (
                f"the picture has no {LACKING[str(context['name'])]}",
                "say what it shows (alt), who made it (credit) and under which terms (licence)",
            )
        case kind if kind in EXPECTED:
            quotes = (
                "; put it in quotes"
                if kind == "string_type" and isinstance(given, (int, float, bool))
                else ""
            )
            found = KINDS.get(type(given).__name__, type(given).__name__)
            return f"«{name}» takes {EXPECTED[kind]}, this is {found}", quotes.removeprefix(
                "; "
            ) or "see `dossier schema`"
        case _:
            return f"«{given}»: {error['msg'][0].lower()}{error['msg'][1:]}", _describe(model, name)


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
    message, hint = _sentence(details, _model_at(root, path[:-1]), names[-1] if names else "")
    mark = data.place(path, key=details["type"] == "extra_forbidden")
    return Problem(file, mark.line, mark.column, path_words(path), message, hint, data.excerpt(mark.line))
