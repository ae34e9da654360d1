"""Print the Debian packages of the system libraries that PDF layout needs and that cannot be loaded here.

Runs before anything is installed: standard library only. Exit code 0 when all that is required loads,
1 when something required is missing; a library that only saves time is printed but not required.
"""  # noqa: INP001 - a script beside the package, not a part of it

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from typing import NamedTuple


class Library(NamedTuple):
    """A system library: its stem, its file names, the Debian package that brings it, and if it is a must."""

    stem: str
    files: tuple[str, ...]
    package: str
    required: bool = True


LIBRARIES = (
    Library("pango-1.0", ("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    Library("pangoft2-1.0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
    Library(
        "harfbuzz-subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        "libharfbuzz-subset0",
        required=False,  # without it fonts are cut in Python, ten times slower
    ),
)


def loads(library: Library) -> bool:
    """Return whether the system's loader finds the library under one of its names."""
    found = ctypes.util.find_library(library.stem)
    return any(_loads_file(name) for name in (*library.files, *([found] if found else [])))


def _loads_file(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def main() -> int:
    """Print the packages of what is missing, one a line; return the exit code."""
    missing = [library for library in LIBRARIES if not loads(library)]
    sys.stdout.writelines(f"{library.package}\n" for library in missing)
    return int(any(library.required for library in missing))


if __name__ == "__main__":
    sys.exit(main())
