"""The pages of docs/ are true: tables equal to the code, examples that build, modules and words that exist."""

from __future__ import annotations

import re
import runpy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dossier.dates import parse_edtf
from dossier.editions import edition_names
from dossier.paths import templates_folder
from dossier.production import Workshop, produce
from dossier.reader import read_dossier
from dossier.records import Dossier
from dossier.theme import theme_names
from dossier.vocabulary import ELEMENTS

if TYPE_CHECKING:
    from dossier.reader import Content

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES: dict[Path, str] = runpy.run_path(str(ROOT / "tools" / "docs_reference.py"))["pages"]()
LONGEST = 200  # lines of the page on architecture
MODULE = re.compile(r"\*\*`([a-z_]+)/?`\*\*")


def _page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def _between(text: str, mark: str) -> str:
    return text.split(f"<!-- {mark} -->")[1].split(f"<!-- /{mark} -->", maxsplit=1)[0]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


# ---- tables made from the code -------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_tables_of_the_docs_are_those_of_the_code(path: Path) -> None:
    """A field, an element, a rule or a token that changes is told (if not: python tools/docs_reference.py)."""
    assert path.read_text(encoding="utf-8") == PAGES[path]


def test_every_field_of_every_record_is_told() -> None:
    """The table of fields has a section for each kind, a row for each field, and a sentence in each row."""
    table = _between(_page("content"), "records")
    rows = re.findall(r"^\| \**`(\w+)`", table, re.MULTILINE)
    assert set(Dossier.model_fields) <= set(rows)
    assert len(re.findall(r"^### ", table, re.MULTILINE)) > 25
    assert (
        re.findall(r"^\|.*\|\s*(?:None)?\s*\|$", table.replace("| field | holds | |", ""), re.MULTILINE) == []
    )


def test_every_word_of_the_vocabulary_is_told() -> None:
    """Who writes a template finds each element and each class with its meaning."""
    table = _between(_page("vocabulary"), "vocabulary")
    classes = [(element, name) for element, entry in ELEMENTS.items() for name in entry.classes]
    assert [element for element in ELEMENTS if f"| `{element}` | " not in table] == []
    assert [pair for pair in classes if "| `{}` | `{}` | ".format(*pair) not in table] == []


# ---- examples ------------------------------------------------------------------------------------------


def _example(folder: Path) -> Content:
    """Return the dossier that records, chapter and sources of the page make together."""
    page = _page("content")
    (chapter,), (sources,) = _blocks(page, "markdown"), _blocks(page, "json")
    (folder / "chapters").mkdir()
    (folder / "dossier.yaml").write_text("".join(_blocks(page, "yaml")), encoding="utf-8")
    (folder / "chapters" / "01-story.md").write_text(chapter, encoding="utf-8")
    (folder / "sources.csl.json").write_text(sources, encoding="utf-8")
    return read_dossier(folder)


def test_the_examples_on_content_are_one_sound_dossier(tmp_path: Path) -> None:
    """Put together, they are read without a fault or a warning and show every kind of record."""
    content = _example(tmp_path)
    assert content.warnings == ()
    assert [name for name in Dossier.model_fields if not getattr(content.records, name)] == []


@pytest.mark.slow
def test_the_examples_on_content_build(tmp_path: Path) -> None:
    """A reader who copies the page gets a PDF and a Word document."""
    workshop = Workshop(_example(tmp_path), date(2026, 5, 31), lambda _what, _on: None)
    products = produce(workshop, [workshop.edition(name) for name in workshop.edition_names(None)])
    assert [product.data[:4] for product in products] == [b"%PDF", b"PK\x03\x04"]
    assert workshop.warnings == ()


def test_every_date_on_content_is_edtf() -> None:
    """Each form in the table of dates is one that the program reads."""
    dates = re.findall(r"^\| `([^`]+)` \|", _between(_page("content"), "dates"), re.MULTILINE)
    assert len(dates) > 10
    assert [parse_edtf(text).text for text in dates] == dates


def test_an_option_shown_for_the_typographer_exists() -> None:
    """The rule that the example switches off is in the table of its language."""
    page = _page("content")
    (shown,) = re.findall(r"typography: \{(\w+): false\}", page)
    assert f"| `{shown}" in _between(page, "typography")


# ---- architecture and design ---------------------------------------------------------------------------


def test_the_architecture_tells_every_module() -> None:
    """Each module and package of the top level has its sentences, and none is told that is not there."""
    told = set(MODULE.findall(_page("architecture")))
    here = {path.stem for path in (ROOT / "dossier").glob("[!_]*.py")}
    here |= {path.parent.name for path in (ROOT / "dossier").glob("*/__init__.py")}
    assert told == here


def test_the_architecture_stays_short() -> None:
    """It is read in one go."""
    assert len(_page("architecture").splitlines()) < LONGEST


def test_paths_named_in_the_docs_exist() -> None:
    """A module or folder named with its path stands there."""
    text = "".join(_page(name) for name in ("architecture", "content", "design", "accessibility"))
    modules = [f"{package}/{name}" for package, name in re.findall(r"`(pdf|word|citations)/(\w+)`", text)]
    folders = re.findall(r"`(templates/[a-z/]+/|dossier/\w+\.py|tools/\w+\.py)`", text)
    assert modules
    assert [name for name in modules if not (ROOT / "dossier" / f"{name}.py").is_file()] == []
    assert [name for name in folders if not (ROOT / name).exists()] == []
    assert [path.name for path in templates_folder().iterdir() if f"{path.name}/" not in text] == []


def test_the_design_names_every_look() -> None:
    """Each theme that comes with the program is described."""
    looks = theme_names([templates_folder()])
    assert [name for name in looks if f"`{name}`" not in _page("design")] == []


def test_every_edition_that_exists_is_told_somewhere() -> None:
    """Who writes a dossier learns which editions can be asked for."""
    text = "".join(path.read_text(encoding="utf-8") for path in (*ROOT.glob("README.md"), *DOCS.glob("*.md")))
    names = edition_names([templates_folder()])
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []
