"""The folios in the contents: lines, keeps, notes and sections laid out without Word."""

from __future__ import annotations

import time

import pytest
from lxml import etree
from word_sample import document, paragraphs, sample, style_of, tree, written

from dossier.word.lines import Line, Stack
from dossier.word.metrics import Type, pieces
from dossier.word.ooxml import W
from dossier.word.pagination import Pager, Sheet, roman

SHEET = Sheet(height=100.0, roman=False, start=1, odd=False)


def stack(count: int, mark: str, **keeps: bool) -> Stack:
    """A paragraph of some lines of ten points, its first line marked."""
    lines = [Line(10.0) for _ in range(count)]
    lines[0].marks.append(mark)
    return Stack(lines, **keeps)


def pages(
    *stacks: Stack, notes: dict[str, list[float]] | None = None, sheet: Sheet = SHEET
) -> dict[str, str]:
    """The page of each mark."""
    pager = Pager(notes or {})
    pager.section(sheet, stacks)
    return {mark: labels[0] for mark, labels in pager.labels.items()}


def test_a_paragraph_that_fits_stays() -> None:
    """Ten lines of ten points fill a page of a hundred."""
    assert pages(stack(5, "a"), stack(5, "b"), stack(1, "c")) == {"a": "1", "b": "1", "c": "2"}


def test_a_heading_stays_with_what_follows() -> None:
    """A heading at the foot goes over with the first two lines of its text."""
    assert pages(stack(8, "a"), stack(1, "h", keep_next=True), stack(4, "b")) == {
        "a": "1",
        "h": "2",
        "b": "2",
    }


def test_headings_in_a_row_go_over_together() -> None:
    """Keeps chain."""
    texts = stack(7, "a"), stack(1, "h", keep_next=True), stack(1, "i", keep_next=True), stack(4, "b")
    assert pages(*texts) == {"a": "1", "h": "2", "i": "2", "b": "2"}


def test_no_line_stands_alone() -> None:
    """Two lines at least stay, two at least go over."""
    assert pages(stack(9, "a"), stack(5, "b")) == {"a": "1", "b": "2"}
    assert pages(stack(8, "a"), stack(5, "b")) == {"a": "1", "b": "1"}


def test_a_note_takes_room_on_the_page_of_its_call() -> None:
    """The line goes over when its note does not fit."""
    called = stack(2, "b")
    called.lines[0].notes.append("1")
    assert pages(stack(7, "a"), called, notes={"1": [15.0, 15.0]}) == {"a": "1", "b": "2"}
    assert pages(stack(4, "a"), called, notes={"1": [15.0, 15.0]}) == {"a": "1", "b": "1"}


def test_header_rows_are_repeated() -> None:
    """On the second page of a table the head takes room again."""
    head = Stack([Line(20.0)], keep_lines=True, keep_next=True, repeated=True, row=True)
    rows = [Stack([Line(40.0, marks=[name])], keep_lines=True, row=True) for name in "abcde"]
    assert pages(head, *rows) == {"a": "1", "b": "1", "c": "2", "d": "2", "e": "3"}


def test_space_between_paragraphs_adds_up() -> None:
    """After and before are summed, and what stands after is lost at the foot."""
    spaced = (
        Stack([Line(40.0, marks=["a"])], after=10.0),
        Stack([Line(40.0, marks=["b"])], before=10.0, after=50.0),
    )
    assert pages(*spaced, stack(1, "c")) == {"a": "1", "b": "1", "c": "2"}


def test_sections_number_their_pages() -> None:
    """Roman front matter goes on from the cover, the body begins at one, an odd page is waited for."""
    pager = Pager({})
    pager.section(Sheet(100.0, roman=False, start=None, odd=False), [stack(1, "cover")])
    pager.section(Sheet(100.0, roman=True, start=None, odd=False), [stack(1, "imprint")])
    pager.section(Sheet(100.0, roman=True, start=None, odd=True), [stack(1, "contents")])
    pager.section(Sheet(100.0, roman=False, start=1, odd=False), [stack(12, "chapter")])
    pager.section(Sheet(100.0, roman=False, start=None, odd=True), [stack(1, "part")])
    assert {mark: labels[0] for mark, labels in pager.labels.items()} == {
        "cover": "1",
        "imprint": "ii",
        "contents": "iii",
        "chapter": "1",
        "part": "3",
    }


@pytest.mark.parametrize(("number", "words"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (38, "xxxviii")])
def test_roman_folios(number: int, words: str) -> None:
    """Small roman numerals."""
    assert roman(number) == words


def test_lines_end_after_spaces_hyphens_and_slashes() -> None:
    """Not at a no-break space, not inside a number."""
    assert pieces("un mot-clé 1994–1995, 4\N{NO-BREAK SPACE}mai") == [
        "un ",
        "mot-",
        "clé ",
        "1994–",
        "1995, ",
        "4\N{NO-BREAK SPACE}mai",
    ]
    assert pieces("https://a.org/b/c") == ["https:/", "/", "a.org/", "b/", "c"]


def test_words_are_measured_with_the_font_that_sets_them() -> None:
    """Bold is wider than regular, twice the size twice as wide, raised letters are smaller."""
    plain = Type("Noto Serif", 10.0)
    assert plain.width("Protocole") < Type("Noto Serif", 10.0, bold=True).width("Protocole")
    assert Type("Noto Serif", 20.0).width("Protocole") == pytest.approx(2 * plain.width("Protocole"))
    assert Type("Noto Serif", 10.0, raised=True).width("12") < plain.width("12")


def test_every_entry_of_the_contents_has_its_folio() -> None:
    """No dash is left: roman ones in front, arabic ones in the body."""
    folios = [
        entry.split()[-1]
        for style in ("TOC1", "TOC2", "TableofFigures")
        for entry in paragraphs(sample(), style)
    ]
    assert folios == ["ii", "iv", "1", "3", "4", "7", "8", "9", "1", "2", "2", "4", "5", "6"]


def long_tree(events: int) -> etree._Element:
    """A dossier whose chronology has that many events, each with a note."""
    source = tree()
    table = next(t for t in source.iter("table") if t.get("id") == "tbl-chronology")
    body = table.find("tbody")
    assert body is not None
    for number in range(events):
        row = f'<tr id="ev-{number}"><th scope="row">{number} mai 1994</th><td><p>Les parties se réunissent à nouveau <em lang="ru">Бишкек</em><span class="note" id="m-{number}">Voir <em>Recueil</em>, p. {number}.</span> et conviennent de la suite des travaux.</p></td><td><a class="source" href="#src-a">1</a></td></tr>'
        body.append(etree.fromstring(row))
    return source


@pytest.mark.slow
def test_three_hundred_events_take_less_than_two_seconds_and_time_grows_in_line() -> None:
    """Twice the events, about twice the time."""
    seconds = []
    for events in (300, 1200):
        source = long_tree(events)
        begun = time.perf_counter()
        data = written(source)
        seconds.append(time.perf_counter() - begun)
        assert len([p for p in document(data).iter(f"{W}p") if style_of(p) == "TableRowHeading"]) >= events
    assert seconds[0] < 2
    assert seconds[1] < 4 * seconds[0] * 1.6 + 0.3
