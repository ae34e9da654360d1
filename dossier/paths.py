"""Where the files that come with the program stand.

Knows the two places in which the program can live: a checkout, and an installed wheel.
Must not know what the files hold, nor where a dossier's own content is.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """Return the folder of templates, locales and themes that came with the program.

    A wheel carries it inside the package, a checkout beside it. The package's own comes first,
    so that a stranger's ``templates`` folder beside an installed package is never taken.
    """
    packaged = _PACKAGE / "templates"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "templates"
