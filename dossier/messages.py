"""What the command line says: progress, results, problems. On a terminal a line that moves, else plain lines."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dossier.problems import Problem

KILOBYTE, MEGABYTE = 1_000, 1_000_000
DOING = {
    "read": "reading",
    "draw": "drawing",
    "merge": "merging",
    "lay out": "laying out",
    "write": "writing",
    "impose": "imposing",
    "prove": "proving",
}


class Messages:
    """Says steps and results on standard output, problems and faults on standard error."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.live = sys.stdout.isatty() and not quiet
        self.began: float | None = None

    def _clear(self) -> None:
        if self.live:
            sys.stdout.write("\r\x1b[2K")

    def line(self, text: str) -> None:
        """One line of result."""
        if not self.quiet:
            self._clear()
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    def silent(self, _step: str, _what: str) -> None:
        """A step that is not told."""

    def step(self, step: str, what: str) -> None:
        """A step begins; with --verbose, what the one before it took is told."""
        if self.quiet:
            return
        now = time.perf_counter()
        if self.verbose and self.began is not None:
            self.line(f"    {now - self.began:.2f} s")
        self.began = now
        words = f"{DOING.get(step, step)} {what}"
        if self.live and not self.verbose:
            self._clear()
            sys.stdout.write(f"{words} …")
            sys.stdout.flush()
        else:
            self.line(words)

    def product(self, path: Path, pages: int, size: int) -> None:
        """A file was written."""
        told = f"{pages} pages, " if pages else ""
        self.line(f"  {path.as_posix()}  ({told}{_size(size)})")

    def finished(self, slug: str, seconds: float) -> None:
        """A dossier is built."""
        self.began = None
        self.line(f"{slug} built in {seconds:.1f} s")

    def sound(self, slug: str, counts: Mapping[str, int]) -> None:
        """A dossier has no fault."""
        told = ", ".join(
            f"{count} {kind.removesuffix('s') if count == 1 else kind}"
            for kind, count in counts.items()
            if count
        )
        self.line(f"{slug} is sound: {told}")

    def problems(self, problems: Iterable[Problem]) -> None:
        """All problems, then how many there are."""
        counted = {"error": 0, "warning": 0}
        for problem in problems:
            counted[problem.severity] += 1
            if problem.severity == "error" or not self.quiet:
                self._clear()
                sys.stderr.write(f"{'' if problem.severity == 'error' else 'warning: '}{problem}\n")
        if counted["error"]:
            sys.stderr.write(
                f"{counted['error']} fault{'s' if counted['error'] > 1 else ''}; nothing was written for this dossier\n"
            )

    def fault(self, text: str) -> None:
        """A fault that is not of the content."""
        self._clear()
        sys.stderr.write(f"dossier: {text}\n")


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{count / KILOBYTE:.0f} kB"
