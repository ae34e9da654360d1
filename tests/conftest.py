"""What tests share: a small dossier that can be spoiled in one place, and the folders of the project."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dossier.production import Workshop
from dossier.reader import Content, read_dossier

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.merge import Merged

ROOT = Path(__file__).parent.parent
DOSSIERS = Path(__file__).parent / "dossiers"
DAY = date(2024, 2, 29)


@pytest.fixture
def minimal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small dossier, as `content/minimal` below the working directory."""
    folder = tmp_path / "content" / "minimal"
    shutil.copytree(DOSSIERS / "minimal", folder)
    monkeypatch.chdir(tmp_path)
    return Path("content/minimal")


@pytest.fixture
def spoil(minimal: Path) -> Callable[[str, str, str], Path]:
    """Replace words in one file of the small dossier; the words must stand there exactly once."""

    def spoiled(name: str, old: str, new: str) -> Path:
        path = minimal / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"«{old}» stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return minimal

    return spoiled


def workshop_of(folder: Path) -> Workshop:
    """All that is needed to build the dossier of a folder, without building it."""
    return Workshop(read_dossier(folder), DAY, lambda _step, _what: None)


@pytest.fixture(scope="session")
def bishkek() -> Content:
    """The records of the first dossier."""
    return read_dossier(ROOT / "content" / "protocole-de-bichkek")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes golden files anew; look at the difference before you commit it."""
    parser.addoption("--update", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file; a missing golden file fails."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}; look at the text, then run with --update"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def bishkek_merged() -> Merged:
    """The merged tree of the first dossier."""
    workshop = workshop_of(ROOT / "content" / "protocole-de-bichkek")
    return workshop.merged(workshop.edition("dossier"))
