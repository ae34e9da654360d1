"""What the set-up does on other machines: the real script, on a system played by a few commands on its PATH."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS_OF_EVERY_SYSTEM = ("dirname", "id", "grep", "env", "cat", "sh")
NEW_PYTHON = "exit 0"
OLD_PYTHON = "exit 1"
PANGO_MISSING = 'case "$*" in *missing_libraries*) echo libpango-1.0-0; exit 1 ;; esac'


class Machine:
    """A system with an empty checkout, on whose PATH stand only the commands that a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.path = folder / "bin"
        self.log = folder / "log"
        (self.checkout / "tools").mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "setup.sh", self.checkout / "tools")
        self.path.mkdir()
        for name in TOOLS_OF_EVERY_SYSTEM:
            (self.path / name).symlink_to(str(shutil.which(name)))

    def has(self, name: str, script: str) -> None:
        """Put a command on the PATH; what it is asked to do is written to the log."""
        command = self.path / name
        command.unlink(missing_ok=True)
        command.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{script}\n')
        command.chmod(0o755)

    def set_up(self, *arguments: str, python: str = "") -> tuple[int, str]:
        """Return the exit code of the set-up and what it said."""
        done = subprocess.run(  # noqa: S603 - our own script
            ["/bin/sh", str(self.checkout / "tools" / "setup.sh"), *arguments],
            env={"PATH": str(self.path), "PYTHON": python},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    def asked(self) -> list[str]:
        """Return the commands that the set-up ran, one a line."""
        return self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a Linux machine of no known kind, with nothing installed."""
    machine = Machine(tmp_path)
    machine.has("uname", "echo Linux")
    return machine


def test_an_old_python_is_named_with_the_remedy(machine: Machine) -> None:
    """Nothing is tried with a Python before 3.11."""
    machine.has("uname", "echo Darwin")
    machine.has("python3", OLD_PYTHON)
    code, words = machine.set_up()
    assert code == 3
    assert words.startswith("set-up stopped: Python 3.11 or later is needed, and python3 is not; ")
    assert words.endswith("get it with: brew install python@3.13\n")


def test_the_python_asked_for_is_not_replaced_by_another(machine: Machine) -> None:
    """PYTHON=python3.9 is refused, though a newer python3 stands there."""
    machine.has("python3", NEW_PYTHON)
    machine.has("python3.9", OLD_PYTHON)
    code, words = machine.set_up(python="python3.9")
    assert code == 3
    assert "Python 3.11 or later is needed, and python3.9 is not" in words


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    """python3.12 is taken where python3 is too old."""
    machine.has("python3", OLD_PYTHON)
    machine.has("python3.12", f"{PANGO_MISSING}; {NEW_PYTHON}")
    machine.set_up()
    assert "python3.12 tools/missing_libraries.py" in machine.asked()


@pytest.mark.parametrize(
    ("kernel", "line"),
    [("Darwin", "brew install pango"), ("MINGW64_NT-10.0", "wsl --install -d Debian")],
)
def test_missing_libraries_are_named_with_the_line_of_the_system(
    machine: Machine, kernel: str, line: str
) -> None:
    """Where nothing can be installed for the user, the line to run is told."""
    machine.has("uname", f"echo {kernel}")
    machine.has("python3", PANGO_MISSING)
    code, words = machine.set_up()
    assert code == 3
    assert f"Pango is missing, which lays out the PDF; get it with: {line}" in words


def test_on_debian_root_installs_just_what_is_missing(machine: Machine) -> None:
    """As root, apt-get installs the missing package, and nothing it only recommends."""
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 0")
    machine.has("python3", PANGO_MISSING)
    machine.set_up()
    installs = [line for line in machine.asked() if line.startswith("apt-get install")]
    assert installs == ["apt-get install -qq -y --no-install-recommends libpango-1.0-0"]


def test_on_debian_a_user_installs_through_sudo(machine: Machine) -> None:
    """A user who is not root is served by sudo."""
    machine.has("id", "echo 1000")
    machine.has("sudo", 'exec "$@"')
    machine.has("apt-get", "exit 0")
    machine.has("python3", PANGO_MISSING)
    machine.set_up()
    assert "sudo apt-get update -qq" in machine.asked()
    assert any(
        line.startswith("sudo env DEBIAN_FRONTEND=noninteractive apt-get install") for line in machine.asked()
    )


def test_on_debian_without_root_and_sudo_the_line_is_told(machine: Machine) -> None:
    """Who can install nothing learns what to ask for."""
    machine.has("id", "echo 1000")
    machine.has("apt-get", "exit 0")
    machine.has("python3", PANGO_MISSING)
    assert machine.set_up() == (
        3,
        "set-up stopped: run as root: apt-get install --no-install-recommends libpango-1.0-0\n",
    )


def test_where_the_libraries_are_nobody_needs_root(machine: Machine) -> None:
    """With libraries and venv in place the set-up asks neither sudo nor apt-get for anything."""
    machine.has("id", "echo 1000")
    machine.has("apt-get", "exit 1")
    machine.has("python3", NEW_PYTHON)
    machine.set_up()
    assert [line for line in machine.asked() if line.startswith(("apt-get", "sudo"))] == []
    assert "python3 -m venv --clear .venv" in machine.asked()


def test_an_install_that_helps_nothing_stops_the_set_up(machine: Machine) -> None:
    """apt-get succeeded, the library still does not load: no build is tried."""
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 0")
    machine.has("python3", PANGO_MISSING)
    code, words = machine.set_up()
    assert code == 3
    assert "set-up stopped: installed, and still not to be loaded: libpango-1.0-0" in words


def test_office_installs_what_the_marked_tests_use(machine: Machine) -> None:
    """LibreOffice Writer and poppler's tools come without what they recommend; what is there is left alone."""
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 0")
    machine.has("pdftoppm", "exit 0")
    assert machine.set_up("office")[0] == 0
    assert "apt-get install -qq -y --no-install-recommends libreoffice-writer" in machine.asked()


def test_a_wrong_word_is_told_the_usage(machine: Machine) -> None:
    """An unknown argument is a wrong use, and nothing is done."""
    assert machine.set_up("ofice") == (2, "usage: sh tools/setup.sh [office]\n")


def test_the_libraries_of_pdf_layout_load_here() -> None:
    """The check of the libraries says of this machine what is true: a build works here."""
    check = runpy.run_path(str(ROOT / "tools" / "missing_libraries.py"))
    assert check["main"]() == 0
    assert len(check["LIBRARIES"]) == 3


def test_a_library_that_is_not_there_does_not_load() -> None:
    """The check can say no."""
    check = runpy.run_path(str(ROOT / "tools" / "missing_libraries.py"))
    assert not check["loads"](check["Library"]("no-such", ("libno-such.so.0",), "libno-such0"))
