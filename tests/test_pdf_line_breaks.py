"""A line is as full as it can be, also where an emphasised word begins the next one."""

from __future__ import annotations

import pytest
import weasyprint

from dossier.pdf.line_breaks import mended_line_breaks

pytestmark = pytest.mark.slow  # hundreds of small layouts
WORDS = "Entre l’île et <em>Bichkek</em>, il y a un hiver, et l’on reprend notamment <em>Horadiz</em>, puis on recule."
STEP = 1.0


def lines(width: float) -> list[str]:
    """The lines of the paragraph in a column of so many points."""
    style = f"<style>@page {{ size: {width}pt 300pt; margin: 0 }} p {{ margin: 0; font: 10pt serif }}</style>"
    page = weasyprint.HTML(string=f"{style}<p>{WORDS}</p>").render().pages[0]
    body = page._page_box.children[0].children[0]
    return [
        "".join(box.text for box in line.descendants() if hasattr(box, "text"))
        for line in body.children[0].children
    ]


def short_lines() -> int:
    """How many lines, over many widths, leave out a word that would have had room."""
    count = 0
    for step in range(160):
        found = lines(240 + step * STEP)
        count += any(len(line) < 30 for line in found[:-1])
    return count


def test_no_line_ends_after_its_first_word() -> None:
    """Over 160 widths, each line but the last is well filled."""
    with mended_line_breaks():
        assert short_lines() == 0


def test_the_engine_still_needs_the_mending() -> None:
    """When this fails, the engine has been mended: take the module out."""
    assert short_lines() > 0
