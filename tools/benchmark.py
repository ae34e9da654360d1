# ruff: noqa: INP001 - a script beside the package, not a part of it
"""How long each step of a build takes, in seconds, best of three: `make benchmark`.

python tools/benchmark.py content/protocole-de-bichkek
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dossier.illustrations import illustrate
from dossier.locales import overlaid
from dossier.paths import templates_folder
from dossier.pdf.check import check_pdf
from dossier.pdf.fonts import load_fonts
from dossier.pdf.render import measure_pdf, render_pdf
from dossier.production import Workshop
from dossier.reader import read_dossier
from dossier.word import write_report

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3


def timed(name: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Say how long the best round of some work took."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    sys.stdout.write(f"{name:<34} {min(took):6.2f} s\n")


def main(folder: Path) -> None:
    """Time the steps of one dossier's build."""
    timed("read and check", lambda: read_dossier(folder))
    content = read_dossier(folder)
    workshop = Workshop(content, date(2026, 1, 1), lambda _step, _what: None)
    drawn = (content, workshop.theme, workshop.language, workshop.templates)
    timed("all drawings", lambda: illustrate(*drawn))
    edition = workshop.edition("dossier")
    timed("merge, number, typeset", lambda: workshop.merged(edition), rounds=1)
    merged, css = workshop.merged(edition), workshop.stylesheet(edition)
    fonts = load_fonts(workshop.theme, templates_folder() / "fonts")
    timed("lay out", lambda: measure_pdf(merged.tree, css, merged.assets, fonts), rounds=1)
    result = render_pdf(merged.tree, css, merged.assets, fonts, date=workshop.moment)
    timed(
        "lay out, paint, tag, write",
        lambda: render_pdf(merged.tree, css, merged.assets, fonts, date=workshop.moment),
        rounds=1,
    )
    timed("check PDF/A and PDF/UA", lambda: check_pdf(result.data, "a-3a"))
    words = overlaid(workshop.templates, workshop.language.folder, "word")
    report = (merged.tree, merged.assets, workshop.theme, words)
    timed("write the Word report", lambda: write_report(*report, date=workshop.moment))
    sys.stdout.write(f"{result.pages} pages\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "content/protocole-de-bichkek"))
