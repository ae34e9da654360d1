"""The README: its first screen, its commands, its links; what it names exists, and what exists it names."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from dossier.arguments import parser_of_commands

ROOT = Path(__file__).resolve().parent.parent
FIRST_SCREEN = 40  # lines
LINK = re.compile(r"!?\[[^\]]*\]\((?P<markdown>[^)#\s]+)|(?:src|href)=\"(?P<html>[^\"#]+)")
PAGES = [
    path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")) if path.name != "CHANGELOG.md"
]


@pytest.fixture(scope="module")
def readme() -> str:
    """Return the README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def first_screen(readme: str) -> str:
    """Return what a visitor sees before scrolling."""
    return "\n".join(readme.splitlines()[:FIRST_SCREEN])


def _commands() -> dict[str, argparse.ArgumentParser]:
    parser = parser_of_commands()
    (choices,) = (
        action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    return {str(name): command for name, command in choices.items()}


def _options() -> list[tuple[str, str]]:
    return [
        (name, option)
        for name, command in _commands().items()
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    ]


def _targets() -> list[str]:
    return re.findall(r"^([a-z-]+):.*## \S", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_first_screen_shows_pages_and_what_comes_out(first_screen: str) -> None:
    """Who opens the project sees real pages and the two kinds of file at once."""
    assert re.search(r"docs/pictures/[a-z-]+\.png", first_screen)
    assert ".pdf" in first_screen
    assert ".docx" in first_screen


def test_the_first_screen_names_the_two_commands(first_screen: str) -> None:
    """`make` and `make test` stand where nobody has to look for them."""
    assert re.search(r"^\s*make(\s+#.*)?$|`make`", first_screen, re.MULTILINE)
    assert re.search(r"^\s*make test(\s+#.*)?$|`make test`", first_screen, re.MULTILINE)


@pytest.mark.parametrize("target", [target for target in _targets() if target not in {"build", "help"}])
def test_every_make_target_is_named(readme: str, target: str) -> None:
    """The README names each command of the Makefile."""
    assert re.search(rf"\bmake {target}(?![\w-])", readme)


@pytest.mark.parametrize("command", sorted(_commands()))
def test_every_command_is_named(readme: str, command: str) -> None:
    """The README shows each command of the program."""
    assert re.search(rf"\b(dossier|build\.py) {command}\b", readme)


@pytest.mark.parametrize("option", sorted({option for _, option in _options()}))
def test_every_option_is_named(readme: str, option: str) -> None:
    """The README names each option of each command."""
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", readme)


@pytest.mark.parametrize("name", sorted(_commands()))
def test_help_says_what_each_argument_is_for(name: str) -> None:
    """`--help` is enough to use a command."""
    silent = [action.dest for action in _commands()[name]._actions if not action.help]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Links and pictures between the pages of this repository point to files that exist."""
    links = [match["markdown"] or match["html"] for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    ours = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in ours if not (page.parent / link).exists()] == []


def test_the_layout_of_the_repository_is_told(readme: str) -> None:
    """The README names each folder of the top level."""
    folders = ["content/", "dossier/", "output/", "templates/", "tests/", "tools/"]
    assert all((ROOT / folder).is_dir() for folder in folders)
    assert [folder for folder in folders if folder not in readme] == []
