"""Words of a language, read from `templates/locales/<language>/<name>.yaml`; knows no word itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from dossier.problems import ContentError, Problem, suggestion

if TYPE_CHECKING:
    from pathlib import Path

FALLBACK = "en"


def languages(templates: Path) -> list[str]:
    """The languages that the templates have words for."""
    return sorted(folder.name for folder in (templates / "locales").iterdir() if folder.is_dir())


def locale_of(templates: Path, language: str, file: str) -> str:
    """The folder of words for a language tag: its own, or its base language's. Raises ContentError without one."""
    known = languages(templates)
    for name in (language, language.split("-", maxsplit=1)[0]):
        if name in known:
            return name
    raise ContentError(
        [
            Problem(
                file,
                path="publication.language",
                message=f"there are no words for the language «{language}»",
                hint=f"{suggestion(language, known)}; or write templates/locales/{language}/",
            )
        ]
    )


def read_words(templates: Path, language: str, name: str) -> dict[str, Any]:
    """The words of one file; an empty mapping where the language has no such file."""
    path = templates / "locales" / language / f"{name}.yaml"
    if not path.is_file():
        return {}
    try:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ContentError(
            [Problem(path.as_posix(), message=f"this is no YAML: {error}", hint="correct it")]
        ) from error
    return dict(words or {})


def overlaid(folders: list[Path], language: str, name: str) -> dict[str, Any]:
    """The words of one file, those of earlier folders before those of later ones."""
    words: dict[str, Any] = {}
    for folder in reversed(folders):
        words.update(read_words(folder, language, name))
    return words
