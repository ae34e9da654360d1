"""The same content and date give the same bytes, anywhere; and a PDF holds what it takes to build it again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import bagit
import pytest
from conftest import DOSSIERS, ROOT

from dossier.cli import main
from dossier.pdf.attachments import extract

if TYPE_CHECKING:
    from pathlib import Path

DATE = "2024-02-29"


def build(folder: Path, output: Path, **environment: str) -> dict[str, bytes]:
    """The files of a dossier, built by the command in a process of its own."""
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        str(folder),
        "--output",
        str(output),
        "--date",
        DATE,
    ]
    masked = 0o077 if environment else -1
    subprocess.run(  # noqa: S603 - our own command
        [*command, "--quiet"], check=True, cwd=output.parent, env={**os.environ, **environment}, umask=masked
    )
    return {path.name: path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small dossier, built once."""
    return build(DOSSIERS / "minimal", tmp_path_factory.mktemp("one") / "output")


@pytest.mark.slow
def test_another_place_time_zone_locale_umask_and_hash_seed_give_the_same_bytes(
    built: dict[str, bytes], tmp_path: Path
) -> None:
    """Nothing of the machine, the folder or the moment leaks into the files."""
    elsewhere = tmp_path / "a folder with spaces" / "minimal"
    shutil.copytree(DOSSIERS / "minimal", elsewhere)
    again = build(elsewhere, tmp_path / "output", TZ="Asia/Bishkek", LC_ALL="C", PYTHONHASHSEED="7")
    assert set(again) == {"minimal.pdf", "minimal.docx", "minimal-handout.pdf"}
    assert [name for name in again if again[name] != built[name]] == []


@pytest.mark.slow
def test_a_pdf_built_from_its_own_attachments_is_the_same(built: dict[str, bytes], tmp_path: Path) -> None:
    """Taken out and built again with the date of the manifest: equal bytes."""
    (tmp_path / "minimal.pdf").write_bytes(built["minimal.pdf"])
    assert main(["extract", str(tmp_path / "minimal.pdf"), str(tmp_path / "out"), "--quiet"]) == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["date"].startswith(DATE)
    again = build(tmp_path / "out" / "content" / "minimal", tmp_path / "again")
    assert again["minimal.pdf"] == built["minimal.pdf"]


@pytest.mark.slow
def test_every_file_of_the_content_is_inside(built: dict[str, bytes]) -> None:
    """Records, chapters and bibliography as they are, and the theme that sets them."""
    files = {file.name: file.data for file in extract(built["minimal.pdf"])}
    for name in ("dossier.yaml", "story.md", "sources.csl.json"):
        assert files[f"content/minimal/{name}"] == (DOSSIERS / "minimal" / name).read_bytes()
    assert "templates/themes/archive/theme.yaml" in files


@pytest.mark.slow
def test_the_archive_package_validates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--bag` writes files, sources, metadata and reports as a BagIt folder that its own library accepts."""
    monkeypatch.chdir(tmp_path)
    assert main(["build", str(DOSSIERS / "minimal"), "--bag", "--date", DATE, "--quiet"]) == 0
    folder = tmp_path / "output" / "minimal" / "minimal-bag"
    assert bagit.Bag(str(folder)).is_valid()
    names = {
        path.relative_to(folder / "data").as_posix()
        for path in (folder / "data").rglob("*")
        if path.is_file()
    }
    assert {"minimal.pdf", "minimal.docx", "metadata/dublin-core.xml", "reports/minimal.pdf.json"} <= names
    assert all(name.isascii() and " " not in name for name in names)


def test_extracting_from_something_else_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is no PDF ends in a sentence and exit code 1, with no folder made."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 not really")
    assert main(["extract", str(tmp_path / "a.pdf"), str(tmp_path / "out")]) == 1
    assert "the file cannot be read as a PDF; it is not a PDF, or it was cut short" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
