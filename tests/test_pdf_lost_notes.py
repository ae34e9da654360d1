"""No note is lost, however crowded the foot of the page."""

from __future__ import annotations

import weasyprint

from dossier.pdf.lost_notes import kept_notes

STYLE = (
    "<style>@page { size: 100px; margin: 0; @footnote { margin: 0 } } body { margin: 0; font: 10px/1 serif }"
    " p { margin: 0; orphans: 2; widows: 2 } span { float: footnote }</style>"
)


def notes_printed(lines: int) -> int:
    """How many of the notes of a text stand on its pages, when it begins after so many lines."""
    text = "<br>".join(f"line {count}<span>note</span>" for count in range(8))
    html = STYLE + "<p>x</p>" * lines + f"<p>{text}</p>"
    pages = weasyprint.HTML(string=html).render().pages
    words = [box.text for page in pages for box in page._page_box.descendants() if hasattr(box, "text")]
    return sum(word == "note" for word in words)


def test_every_note_is_printed_wherever_the_page_ends() -> None:
    """Eight notes in, eight notes out, at each height of the page."""
    with kept_notes():
        assert [notes_printed(lines) for lines in range(10)] == [8] * 10


def test_the_engine_still_needs_the_mending() -> None:
    """When this fails, the engine has been mended: take the module out."""
    assert any(notes_printed(lines) < 8 for lines in range(10))
