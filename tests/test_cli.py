"""The command: what it writes, what it says, and the exit code it ends with."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from dossier.cli import main, write_whole

Spoil = Callable[[str, str, str], Path]


def test_check_says_that_a_sound_dossier_is_sound(minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line with what there is; exit code 0."""
    assert main(["check", str(minimal)]) == 0
    said = capsys.readouterr()
    assert (
        said.out
        == "minimal is sound: 2 events, 1 person, 1 place, 1 signature, 1 claim, 1 chapter, 1 source\n"
    )
    assert said.err == ""


def test_without_folders_all_of_content_is_checked(minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` alone looks into content/."""
    assert minimal.is_dir()
    assert main(["check"]) == 0
    assert "minimal is sound" in capsys.readouterr().out


def test_faults_end_with_exit_code_1_and_no_traceback(
    spoil: Spoil, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each fault on standard error, then how many there are."""
    folder = spoil("dossier.yaml", "date: 1901-03-01", "date: 1994-13-05")
    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert (
        "dossier.yaml:25:11  events[0].date  «1994-13-05» is not an EDTF date; months go from 01 to 12"
        in told
    )
    assert told.endswith("1 fault; nothing was written for this dossier\n")
    assert "Traceback" not in told


def test_an_earlier_output_survives_a_failed_build(spoil: Spoil) -> None:
    """What was built before stays as it was."""
    folder = spoil("dossier.yaml", "    person: smith", "    person: smyth")
    earlier = Path("output/minimal/minimal.pdf")
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"earlier")
    assert main(["build", str(folder), "--quiet"]) == 1
    assert earlier.read_bytes() == b"earlier"
    assert [path.name for path in earlier.parent.iterdir()] == ["minimal.pdf"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["build", "--only", "odt"], "--only takes pdf and docx, not «odt»"),
        (["build", "--edition", "handuot"], "there is no edition «handuot»"),
        (["build", "--reference-doc", "house.docx"], "--reference-doc: there is no file house.docx"),
        (["extract", "none.pdf", "out"], "there is no file none.pdf"),
        (["listen", "none.pdf"], "there is no file none.pdf"),
    ],
)
def test_wrong_usage_ends_with_exit_code_2(
    minimal: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """What the command does not know is said in a sentence."""
    assert minimal.is_dir()
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["build", "--date", "yesterday"], ["built"], ["check", "--fast"]])
def test_arguments_that_are_not_known_end_with_exit_code_2(arguments: list[str]) -> None:
    """Argparse says which, and how the command is used."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_nothing_to_build_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without content/ is wrong usage, with the way out."""
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert "make one with «dossier new NAME»" in capsys.readouterr().err


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails in the middle leaves the old file and no half one."""
    path = tmp_path / "a.pdf"
    write_whole(path, b"old")

    def fail(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_help_is_enough_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    """--help lists each command and shows examples and exit codes."""
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(
        command in said for command in ("build", "check", "new", "schema", "listen", "extract", "exit codes")
    )


def test_the_typography_is_explained(minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each change with its rule and place, then how many there are."""
    assert main(["check", "--explain-typography", str(minimal)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("changes")


@pytest.mark.slow
def test_a_check_of_the_first_dossier_takes_less_than_half_a_second() -> None:
    """The least processor time of five runs of the whole command: waiting for a busy machine does not count."""
    command = [sys.executable, str(ROOT / "build.py"), "check", "content/protocole-de-bichkek"]
    took = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - our own command
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.5
