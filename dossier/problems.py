"""What can go wrong, and how it is told.

The tree of errors:

    DossierError            never raised itself
    ├── ContentError        the user's content or templates are at fault      exit code 1
    ├── UsageError          the command was called in a way it does not know  exit code 2
    └── MachineError        the machine lacks something, or a file cannot be written   exit code 3

Everything else that escapes is a bug of ours (exit code 3, with a traceback).
A ContentError carries every Problem found, not the first one. This module prints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST_LIST = 24
"""names that a hint lists at most"""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, what is wrong in a sentence, and what to do about it.

    `file` is the path as the user would type it; `line` and `column` count from 1 (0: not known);
    `path` is the place in the data, like `events[3].date`; `excerpt` is the line as it stands in the file.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""
    message: str = ""
    hint: str = ""
    excerpt: str = ""
    severity: Severity = field(default="error", compare=False)

    def __str__(self) -> str:
        """Two or three lines: place, path, sentence and remedy; then the line of the file with a caret."""
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        sentence = f"{self.message}; {self.hint}" if self.hint else self.message
        head = "  ".join(part for part in (place, self.path, sentence) if part)
        if not self.excerpt:
            return head
        shown = self.excerpt.expandtabs(1)
        caret = " " * max(self.column - 1, 0) + "^" if self.column else ""
        return "\n".join(line.rstrip() for line in (head, f"    {shown}", f"    {caret}") if line.strip())


class DossierError(Exception):
    """Base of the errors that the command line turns into a message and an exit code."""

    exit_code = 3


class ContentError(DossierError):
    """The content or a template is at fault; `problems` holds every fault found, in file order."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(DossierError):
    """The command was called wrongly."""

    exit_code = 2


class MachineError(DossierError):
    """Something that is neither content nor usage: a library is missing, a disk is full."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest known word, or lists what there is; empty when nothing is known."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean «{near[0]}»?"
    if len(names) > LONGEST_LIST:
        return "check its spelling"
    return f"known here: {', '.join(names)}" if names else ""


@dataclass
class ProblemList:
    """Collects problems so that all of them are told at once; `raise_if_any` ends the collecting."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep one problem."""
        self.problems.append(problem)

    def extend(self, problems: Iterable[Problem], place: Callable[[Problem], Problem] = replace) -> None:
        """Keep several problems, each passed through `place` (for instance to add file and line)."""
        self.problems.extend(place(problem) for problem in problems)

    @property
    def errors(self) -> list[Problem]:
        """Those that stop a build."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def raise_if_any(self) -> None:
        """Raise a ContentError with all errors, if there is one."""
        if self.errors:
            raise ContentError(self.errors)
