"""The starter folder builds at once and shows every kind of record; the schema for editors is true to the models."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from dossier.marked_yaml import parse_yaml
from dossier.problems import UsageError
from dossier.production import Workshop, produce
from dossier.reader import read_dossier
from dossier.records import Dossier
from dossier.schema import schema_text
from dossier.starter import starter_files, starter_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 5, 31)
FIRST_LINE = "# yaml-language-server: $schema=../dossier.schema.json"


def _written(folder: Path, language: str) -> Path:
    target = folder / "my-treaty"
    for name, text in starter_files("my-treaty", language, DAY).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return target


def _records(text: str) -> Any:  # noqa: ANN401 - YAML is whatever stands in the file
    data, problems = parse_yaml(text, "dossier.yaml")
    assert problems == []
    return data.data


# ---- the folder ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", starter_languages())
def test_a_starter_reads_back_without_a_fault_or_warning(tmp_path: Path, language: str) -> None:
    """Who makes a new dossier begins with a sound one, in the language asked for."""
    content = read_dossier(_written(tmp_path, language))
    assert content.warnings == ()
    assert content.records.publication.language == language
    assert content.records.publication.date.text == DAY.isoformat()


@pytest.mark.parametrize("language", starter_languages())
def test_a_starter_shows_every_kind_of_record(tmp_path: Path, language: str) -> None:
    """No kind of record has to be guessed from the documentation."""
    records = read_dossier(_written(tmp_path, language)).records
    assert [name for name in Dossier.model_fields if not getattr(records, name)] == []


@pytest.mark.parametrize("language", starter_languages())
def test_a_starter_names_every_field(language: str) -> None:
    """Each field of each kind stands in the example, used or as a comment."""
    text = starter_files("my-treaty", language, DAY)["dossier.yaml"]
    missing = [f"{kind}.{name}" for kind, name in _fields() if f"{name}:" not in text.replace(" :", ":")]
    assert missing == []


def _fields() -> Iterator[tuple[str, str]]:
    schema = json.loads(schema_text())
    for kind, definition in {**schema["$defs"], "Dossier": schema}.items():
        yield from ((kind, name) for name in definition.get("properties", {}))


@pytest.mark.parametrize("language", starter_languages())
def test_a_starter_says_that_it_is_an_example_and_names_its_folder(language: str) -> None:
    """Nobody publishes the example by mistake; the commands in the comments can be copied."""
    files = starter_files("my-treaty", language, DAY)
    first, *_rest = files["dossier.yaml"].splitlines()
    assert first == FIRST_LINE
    assert "content/my-treaty" in files["dossier.yaml"]
    assert "EX" in _records(files["dossier.yaml"])["publication"]["subtitle"]
    assert [name for name, text in files.items() if "{slug}" in text or "{today}" in text] == []


@pytest.mark.parametrize("language", starter_languages())
def test_every_source_of_a_starter_is_cited(tmp_path: Path, language: str) -> None:
    """The example cites what it lists, so that a reader sees how."""
    folder = _written(tmp_path, language)
    words = "".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*.*") if path.suffix in {".md", ".yaml"}
    )
    assert [item["id"] for item in read_dossier(folder).sources if item["id"] not in words] == []


@pytest.mark.parametrize("slug", ["", "My-Treaty", "../elsewhere", "a b", "-a", "a-", "traité", "a\n"])
def test_a_name_that_no_folder_should_have_is_refused(slug: str) -> None:
    """The name becomes file names and addresses: nothing but lower-case letters, digits and hyphens."""
    with pytest.raises(UsageError, match="lower-case letters, digits and hyphens"):
        starter_files(slug, "en", DAY)


@pytest.mark.parametrize("language", ["", "xx", "../en", "EN"])
def test_an_unknown_language_is_answered_with_those_that_exist(language: str) -> None:
    """The message lists the languages that the example is written in."""
    with pytest.raises(UsageError, match=", ".join(starter_languages())):
        starter_files("my-treaty", language, DAY)


@pytest.mark.slow
@pytest.mark.parametrize("language", starter_languages())
def test_a_starter_builds_every_output_at_once(tmp_path: Path, language: str) -> None:
    """PDF, Word document and handout come out of the untouched example."""
    workshop = Workshop(read_dossier(_written(tmp_path, language)), DAY, lambda _what, _on: None)
    products = produce(workshop, [workshop.edition(name) for name in ("dossier", "report", "handout")])
    assert workshop.warnings == ()
    assert {product.edition: product.data[:4] for product in products} == {
        "dossier": b"%PDF",
        "handout": b"%PDF",
        "report": b"PK\x03\x04",
    }
    assert [product.warnings for product in products] == [(), (), ()]


# ---- the schema for editors ----------------------------------------------------------------------------


@cache
def _validator() -> Any:  # noqa: ANN401 - jsonschema has no types
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _faults(text: str) -> list[str]:
    return [f"{list(fault.path)} {fault.message[:100]}" for fault in _validator().iter_errors(_records(text))]


def test_the_schema_in_the_content_folder_is_the_one_of_the_models() -> None:
    """Editors complete what the program reads (if not: python build.py schema)."""
    assert (ROOT / "content" / "dossier.schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "content").glob("*/dossier.yaml")), ids=lambda path: path.parent.name
)
def test_the_records_in_the_content_folder_satisfy_the_schema(path: Path) -> None:
    """No editor underlines what the program accepts; the first line leads the editor to the schema."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"{FIRST_LINE}\n")
    assert _faults(text) == []


@pytest.mark.parametrize("language", starter_languages())
def test_a_starter_satisfies_the_schema(language: str) -> None:
    """No line of a new dossier is underlined."""
    assert _faults(starter_files("my-treaty", language, DAY)["dossier.yaml"]) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title:", "titel:"),  # an unknown field
        ("capacity: party", "capacity: guest"),  # a word that is none of the enumeration
        ("importance: 1", "importance: 4"),
        ("latitude: 52.52", "latitude: 152.52"),
        ("id: paris", "id: Paris City"),
        ('number: "1"', "number: 1"),  # a number where text is read
        ("kind: state", "kind: kingdom"),
    ],
)
def test_an_editor_underlines_what_the_program_refuses(right: str, wrong: str) -> None:
    """A fault is seen while typing, before anything is built."""
    text = starter_files("my-treaty", "en", DAY)["dossier.yaml"]
    assert right in text
    assert _faults(text.replace(right, wrong, 1)) != []


def test_every_kind_is_closed_and_every_field_explained() -> None:
    """Completion offers each field with a sentence; no unknown field goes unnoticed."""
    schema = json.loads(schema_text())
    kinds = [schema, *(entry for entry in schema["$defs"].values() if entry["type"] == "object")]
    assert len(kinds) > 20
    assert [kind["title"] for kind in kinds if kind["additionalProperties"] is not False] == []
    assert [kind["title"] for kind in kinds if not kind["description"]] == []
    unexplained = [
        f"{kind['title']}.{name}"
        for kind in kinds
        for name, field in kind["properties"].items()
        if len(field.get("description", "")) < 4
    ]
    assert unexplained == []
