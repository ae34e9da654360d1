"""The wheel: it carries the templates, and runs away from the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


def _run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 - our own


def _pip(*arguments: str) -> None:
    done = _run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), ".")
    (built,) = folder.glob("dossier-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh environment with the wheel, which sees the libraries of this one but not the checkout."""
    venv = tmp_path_factory.mktemp("installed")
    assert _run(sys.executable, "-m", "venv", "--without-pip", str(venv), cwd=venv).returncode == 0
    python = venv / "bin" / "python"
    _pip("--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    (libraries,) = venv.glob("lib/python3*/site-packages")
    (libraries / "libraries_of_the_tests.pth").write_text(sysconfig.get_path("purelib"))
    return venv


def test_the_wheel_holds_every_template(wheel: Path) -> None:
    """What stands in templates/ stands in the wheel, file by file."""
    ours = {path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*") if path.is_file()}
    packed = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}
    assert ours
    assert {path for path in ours if Path("dossier") / path not in packed} == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """Neither tests nor content nor what was built goes to those who install the program."""
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if top != "dossier" and not top.endswith(".dist-info")} == set()


def test_an_installed_program_uses_its_own_templates(installed: Path, tmp_path: Path) -> None:
    """The templates folder of an installed program lies inside the package."""
    code = "from dossier.paths import templates_folder as folder; print(folder(), (folder() / 'themes').is_dir())"
    done = _run(str(installed / "bin" / "python"), "-c", code, cwd=tmp_path)
    folder, exists = done.stdout.rsplit(maxsplit=1)
    assert Path(folder).is_relative_to(installed)
    assert Path(folder).parts[-2:] == ("dossier", "templates")
    assert exists == "True"


def test_an_installed_program_makes_and_checks_a_dossier(installed: Path, tmp_path: Path) -> None:
    """`dossier new` writes a starter folder that `dossier check` finds in order, far from the checkout."""
    command = str(installed / "bin" / "dossier")
    new = _run(command, "new", "treaty-of-tordesillas", cwd=tmp_path)
    assert new.returncode == 0, new.stderr
    check = _run(command, "check", cwd=tmp_path)
    assert check.returncode == 0, check.stdout + check.stderr
