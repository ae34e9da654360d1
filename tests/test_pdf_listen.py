"""The read-aloud transcript: roles and words in the order assistive technology meets them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sample import ENGLISH, FULL, MINIMAL, NOTES, rendered, tree

from dossier.pdf.listen import Heard, listen, transcript, words_heard, words_written
from dossier.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("source", [FULL, ENGLISH, MINIMAL, NOTES])
def test_the_words_heard_are_the_words_written_in_order(source: str) -> None:
    """Notes where they are called, hyphenated words whole, nothing twice, nothing lost."""
    heard = words_heard(listen(rendered(source).data))
    assert heard
    assert heard == words_written(tree(source))


def test_the_transcript_is_the_one_agreed_on(golden: Callable[[str, str], None]) -> None:
    """The golden transcript of the full sample."""
    golden("pdf-sample-transcript.txt", transcript(rendered(FULL).data))


def test_a_line_of_the_transcript_shows_depth_role_language_and_words() -> None:
    """What a person reviews."""
    assert str(Heard(2, "Span", language="ru", words="Протокол")) == "    Span [ru] Протокол"
    assert str(Heard(0, "Figure", alternative="Une carte")) == "Figure (Une carte)"


def test_words_of_a_paragraph_that_a_note_interrupts_stay_apart_from_the_note() -> None:
    """The note is heard between the words around its call, and grows together with neither."""
    words = words_heard(listen(rendered(FULL).data))
    place = words.index("1994", words.index("Бишкекский"))
    assert words[place : place + 3] == ["1994", "Une", "note"]
    end = words.index("protokolu.", place)
    assert words[end : end + 4] == ["protokolu.", ",", "au", "XXe"]


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_a_problem(data: bytes) -> None:
    """With the path of the file, and without a traceback."""
    with pytest.raises(ContentError) as raised:
        listen(data, "mine.pdf")
    assert raised.value.problems[0].file == "mine.pdf"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_ends_in_a_transcript_or_a_problem(place: int, damage: bytes) -> None:
    """Never in a traceback."""
    data = rendered(MINIMAL).data
    place %= len(data)
    with suppress(ContentError):
        assert isinstance(listen(data[:place] + damage + data[place + len(damage) :]), list)
