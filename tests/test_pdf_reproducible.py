"""Two renderings of the same dossier with the same date have the same bytes, wherever they are made."""

from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest
from pdf_sample import ASSETS, DATE, MINIMAL, NOTES, STYLESHEET, fonts, rendered, tree

from dossier.pdf.engine import Fetcher, lay_out, paint
from dossier.pdf.fonts import font_faces_css
from dossier.pdf.markup import ENGINE_CSS, html_of
from dossier.pdf.render import render_pdf
from dossier.pdf.saving import AMBIGUOUS_END

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
SCRIPT = "import hashlib; from pdf_sample import rendered; print(hashlib.sha256(rendered().data).hexdigest())"
PLACES = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Bishkek", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
]


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_bytes_do_not_depend_on_time_zone_locale_hash_seed_or_folder(
    place: dict[str, str], tmp_path: Path
) -> None:
    """Another process, elsewhere, gives the same file."""
    path = os.pathsep.join([str(HERE), str(HERE.parent)])
    environment = {**os.environ, **place, "PYTHONPATH": path}
    found = subprocess.run(  # noqa: S603  # this interpreter, our own script
        [sys.executable, "-c", SCRIPT],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == hashlib.sha256(rendered().data).hexdigest()


def test_bytes_change_with_the_date_only() -> None:
    """The date is an argument, the clock is not asked."""
    earlier, same = (render_pdf(tree(MINIMAL), STYLESHEET, {}, fonts(), date=DATE).data for _ in range(2))
    later = render_pdf(tree(MINIMAL), STYLESHEET, {}, fonts(), date=DATE.replace(year=2025)).data
    assert earlier == same != later


def test_rendering_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set for the engine is taken back."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    before = dict(os.environ)
    render_pdf(tree(MINIMAL), STYLESHEET, {}, fonts(), date=DATE)
    assert dict(os.environ) == before


def test_no_stream_ends_so_that_its_end_is_in_doubt() -> None:
    """Validators take a carriage return before the line end for a part of it."""
    assert AMBIGUOUS_END not in rendered().data


def least_time(work: Callable[[], object], rounds: int = 5) -> float:
    """The least processor time of some work in seconds, over so many rounds: a busy machine does not decide."""
    took = []
    for _ in range(rounds):
        start = process_time()
        work()
        took.append(process_time() - start)
    return min(took)


@pytest.mark.slow
def test_what_is_done_after_painting_takes_little_of_the_time() -> None:
    """Tags, navigation, metadata and writing take at most 15 % of layout and painting."""
    css = font_faces_css(fonts()) + ENGINE_CSS + STYLESHEET

    def engine_alone() -> None:
        assert paint(lay_out(html_of(tree(NOTES)), css, Fetcher(ASSETS, fonts())), DATE, lambda: None)

    def whole() -> None:
        assert render_pdf(tree(NOTES), STYLESHEET, ASSETS, fonts(), date=DATE).pages

    whole()
    gc.collect()
    gc.freeze()  # what other tests left behind is not the build's to look through
    try:
        assert least_time(whole) < 1.15 * least_time(engine_alone)
    finally:
        gc.unfreeze()
