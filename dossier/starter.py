"""The files of a new dossier: a small example that builds at once, kept as text in `templates/starter/<language>/`.

Knows the names of its placeholders, not what the example tells. Writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.paths import templates_folder
from dossier.problems import UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def starter_languages() -> list[str]:
    """The languages that the example is written in."""
    return sorted(path.name for path in _home().iterdir() if path.is_dir())


def starter_files(slug: str, language: str, today: date) -> dict[str, str]:
    """Name inside the new folder → text. Raises UsageError for a name or a language that cannot be taken."""
    if not SLUG.fullmatch(slug):
        raise UsageError(
            f"«{slug}» cannot name a dossier; use lower-case letters, digits and hyphens: treaty-of-1875"
        )
    if language not in starter_languages():
        known = ", ".join(starter_languages())
        raise UsageError(f"there is no starter in the language «{language}»; there are {known}")
    folder = _home() / language
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _filled(path, slug, today) for path in paths}


def _home() -> Path:
    return templates_folder() / "starter"


def _filled(path: Path, slug: str, today: date) -> str:
    return path.read_text(encoding="utf-8").replace("{slug}", slug).replace("{today}", today.isoformat())
