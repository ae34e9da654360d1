"""The handout: two pages always, measured back from the file; room given away; what is too long, told by record and line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import yaml
from conftest import DOSSIERS, ROOT, workshop_of
from long_dossier import write_long_dossier
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

from dossier.declarations import PAPERS
from dossier.editions import load_edition, on_paper
from dossier.fitting import Place, Use, columns, cut_lines, fits, plans_of, record_path, shared, too_long
from dossier.marked_yaml import parse_yaml
from dossier.paths import templates_folder
from dossier.pdf.check import check_pdf
from dossier.pdf.listen import listen
from dossier.pdf.measuring import Extent, Measures
from dossier.problems import ContentError, Problem
from dossier.production import produce
from dossier.qr import qr_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dossier.declarations import Edition

MM = 25.4 / 72
LEAST_TYPE = 8.5
LEAST_MARGIN = 12.0
LEAST_CONTRAST = 4.5
DOTS = 150


@dataclass(frozen=True)
class Read:
    """A handout read back: sizes of its pages, its letters, margins and words."""

    data: bytes
    sizes: list[tuple[float, float]]
    letters: list[LTChar]
    margins: list[float]
    words: list[str]


def letters_in(item: object) -> Iterator[LTChar]:
    """All letters painted, those of drawings too."""
    if isinstance(item, LTChar):
        yield item
    elif hasattr(item, "__iter__"):
        for inner in item:
            yield from letters_in(inner)


def type_size(letter: LTChar) -> float:
    """Size of a letter in points, whichever way it is turned."""
    upright = abs(letter.matrix[1]) <= abs(letter.matrix[0])
    return float(letter.height if upright else letter.width)


def margin_of(page: pypdfium2.PdfPage) -> float:
    """The least distance from ink to an edge of the paper, in millimetres."""
    image = page.render(scale=DOTS / 72, grayscale=True).to_pil()
    ink = image.point(lambda grey: 255 * (grey < 250)).getbbox()
    assert ink is not None
    left, top, right, bottom = ink
    return float(min(left, top, image.width - right, image.height - bottom) / DOTS * 25.4)


def read(data: bytes) -> Read:
    """Read a handout back."""
    pdf = pypdfium2.PdfDocument(BytesIO(data))
    pages = list(extract_pages(BytesIO(data), laparams=None))
    return Read(
        data,
        [(width * MM, height * MM) for width, height in (page.get_size() for page in pdf)],
        [letter for letter in letters_in(pages) if letter.get_text().strip()],
        [margin_of(page) for page in pdf],
        [" ".join(page.get_textpage().get_text_range().split()) for page in pdf],
    )


def build(folder: Path, paper: str | None = None) -> bytes:
    """The handout of a folder."""
    workshop = workshop_of(folder)
    edition = workshop.edition("handout")
    (product,) = produce(workshop, on_paper([edition], paper) if paper else [edition])
    assert product.file == f"{workshop.content.slug}-handout.pdf"
    return product.data


@cache
def small() -> Read:
    """The handout of the small dossier."""
    return read(build(DOSSIERS / "minimal"))


def check_sheet(sheet: Read, paper: str) -> None:
    """Everything that a handout has to be, whatever the dossier."""
    assert [tuple(round(side, 1) for side in size) for size in sheet.sizes] == [PAPERS[paper]] * 2
    assert min(sheet.margins) >= LEAST_MARGIN
    assert min(type_size(letter) for letter in sheet.letters) >= LEAST_TYPE - 0.01
    assert len(sheet.letters) > 100
    assert min(contrast(letter) for letter in sheet.letters) >= LEAST_CONTRAST
    assert check_pdf(sheet.data, "a-3a") == []


def contrast(letter: LTChar) -> float:
    """Contrast of a letter with white paper when a printer turns its colour into grey."""
    colour = letter.graphicstate.ncolor
    parts = colour if isinstance(colour, tuple) else (colour, colour, colour)
    red, green, blue = (float(part) for part in parts if isinstance(part, float | int))
    if min(red, green, blue) > 0.99:
        return 21.0  # white letters stand on a dark ground of their own
    grey = 0.299 * red + 0.587 * green + 0.114 * blue
    linear = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    return 1.05 / (linear + 0.05)


def test_the_handout_is_two_pages_of_a4_for_any_printer() -> None:
    """Page count, paper, margins, smallest type, grey values and standards, read back from the file."""
    check_sheet(small(), "A4")


def test_what_there_is_stands_on_the_sheet() -> None:
    """Key facts, place, moments and signatories of the small dossier, in words or in alternative texts."""
    recto, verso = small().words
    assert "The Treaty of Nowhere Key facts Where" in recto
    assert "a treaty made for tests" in recto
    assert "Who signed" in verso
    assert "Jane Smith, envoy" in verso
    told = [heard.alternative for heard in listen(small().data) if heard.alternative]
    assert any("Nowhere" in alternative for alternative in told)
    assert any("1 March 1901, The envoys meet" in alternative for alternative in told)


def test_sections_with_nothing_to_show_give_their_room_away(spoil: Callable[[str, str, str], Path]) -> None:
    """Without signatures and without places there are two designed pages still: the lines for notes take the room."""
    folder = spoil("dossier.yaml", "signatures:\n", "unused:\n")
    path = folder / "dossier.yaml"
    records = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name in ("unused", "places"):
        del records[name]
    for event in records["events"]:
        event.pop("places", None)
    path.write_text(yaml.safe_dump(records), encoding="utf-8")
    (folder / "story.md").write_text("Jane Smith signed[@ledger].\n", encoding="utf-8")
    sheet = read(build(folder))
    check_sheet(sheet, "A4")
    recto, verso = sheet.words
    assert "Where" not in recto
    assert "Who signed" not in verso
    assert "Your notes" in verso


@pytest.mark.slow
def test_letter_paper_on_demand() -> None:
    """The same sheet on American paper holds the same."""
    check_sheet(read(build(DOSSIERS / "minimal", "letter")), "Letter")


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_first_dossier_fits_its_sheet(paper: str) -> None:
    """The dossier of Bishkek: five points, seven dates, nine signatories."""
    sheet = read(build(ROOT / "content" / "protocole-de-bichkek", paper))
    check_sheet(sheet, paper)
    recto, verso = sheet.words
    assert "À retenir" in recto
    assert all(name in verso for name in ("Ararktsian", "Bakhmanov", "Krotov", "Pour aller plus loin"))


@pytest.mark.slow
def test_a_long_dossier_fits_its_sheet(tmp_path: Path) -> None:
    """Twelve signatories and nine moments; the address stands in words beside its code."""
    sheet = read(build(write_long_dossier(tmp_path / "long")))
    check_sheet(sheet, "A4")
    assert "https://example.org/ dossiers/the-long-peace" in sheet.words[1]
    told = [heard.alternative for heard in listen(sheet.data) if heard.alternative]
    assert "QR code of the address https://example.org/dossiers/the-long-peace" in told


@pytest.mark.slow
def test_a_handout_that_is_too_long_says_what_to_shorten(tmp_path: Path) -> None:
    """The message, whole: each text by record and line, with the lines and characters to be taken out."""
    folder = write_long_dossier(tmp_path / "long", points=6, signatures=5, letters=680)
    with pytest.raises(ContentError) as error:
        build(folder)
    file, head = (folder / "dossier.yaml").as_posix(), "page 1 of the edition «handout» is"
    told = [str(problem) for problem in error.value.problems]
    assert told == [
        f"{file}:{8 + number}:5  publication.points[{number}]  {head} 4 lines too long at its smallest type, 8.5 points; "
        "this text takes 14 lines; shorten it by 2 lines, about 100 characters\n"
        f"      - Point {number + 1}. The envoys of both sides agree on the line of the river and on the day when the guns f…\n"
        "        ^"
        for number in range(6)
    ]


@pytest.mark.slow
def test_doing_what_is_said_makes_it_fit(tmp_path: Path) -> None:
    """A text shortened by the characters told, as every other that is told, and there are two pages."""
    folder = write_long_dossier(tmp_path / "long", points=6, signatures=5, letters=680)
    with pytest.raises(ContentError) as error:
        build(folder)
    path = folder / "dossier.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for problem in error.value.problems:
        count = int(problem.hint.split()[-2])
        lines[problem.line - 1] = lines[problem.line - 1][: -count - 1] + "."
    path.write_text("\n".join(lines), encoding="utf-8")
    check_sheet(read(build(folder)), "A4")


# The arithmetic, without a layout engine.

ROOM = 100.0
RECORDS = """publication:
  points:
    - a first point
    - a second one
signatures:
  - {id: s1}
  - {id: s2}
"""


@pytest.fixture
def handout() -> Edition:
    """The edition that comes with the program."""
    return load_edition("handout", [templates_folder()], Problem("dossier.yaml"))


@pytest.fixture
def place() -> Place:
    """Where a few records stand."""
    return Place("dossier.yaml", parse_yaml(RECORDS, "dossier.yaml")[0])


def measured(*heights: float, extents: dict[str, Extent] | None = None) -> Measures:
    """Pages of these heights."""
    return Measures(heights, extents or {}, 8.5, ())


def test_lines_are_cut_from_the_longest_texts_first() -> None:
    """Texts are brought down to a common length; no text loses its last line."""
    assert cut_lines({"a": 9, "b": 3, "c": 7}, 4) == {"a": 3, "c": 1}
    assert cut_lines({"a": 2, "b": 1}, 5) == {"a": 1}
    assert cut_lines({}, 3) == {}


def test_a_page_fits_up_to_its_room(handout: Edition) -> None:
    """Two pages, each no longer than the room, with nothing sticking out."""
    assert fits(measured(99, 100), 2, ROOM)
    assert not fits(measured(99, 101), 2, ROOM)
    assert not fits(measured(99), 2, ROOM)
    assert not fits(Measures((99, 99), {}, 8.5, ("Donaudampfschiff",)), 2, ROOM)
    assert handout.pages == 2


def test_texts_side_by_side_must_lose_more_lines() -> None:
    """Two columns of texts: a page gets one line shorter when each column does."""
    left, right = Extent(0, 10, 50), Extent(0, 10, 50)
    assert columns([left, right]) == pytest.approx(2)
    assert columns([left, Extent(0, 50, 80)]) == pytest.approx(1)
    assert columns([]) == 1


def test_an_id_is_a_path_of_the_records() -> None:
    """What templates write is what the records are asked for."""
    assert record_path("publication.points.2") == ("publication", "points", 2)


def test_what_is_too_long_is_told_by_text(handout: Edition, place: Place) -> None:
    """Three lines over on the first page: two from the longer text, one from the other."""
    extents = {
        "publication.points.0": Extent(0, 10, 40, lines=7, letters=350),
        "publication.points.1": Extent(0, 40, 65, lines=6, letters=306),
        "handout-list": Extent(0, 0, 10, lines=2, letters=80),
    }
    problems = too_long(handout, measured(ROOM + 12, 50, extents=extents), ROOM, place)
    assert [(problem.line, problem.path, problem.hint) for problem in problems] == [
        (3, "publication.points[0]", "shorten it by 2 lines, about 100 characters"),
        (4, "publication.points[1]", "shorten it by one line, about 60 characters"),
    ]


def test_too_many_records_are_told_as_such(handout: Edition, place: Place) -> None:
    """Where shorter texts do not help, the kind of record that fills the page is named."""
    extents = {f"signatures.{n}": Extent(1, n, n + 1, lines=1, letters=9) for n in range(2)}
    (problem,) = too_long(handout, measured(50, ROOM + 40, extents=extents), ROOM, place)
    assert (problem.line, problem.path) == (6, "signatures")
    assert "it shows 2 records of `signatures`" in problem.message
    assert "templates/sections/handout-verso.html.j2" in problem.hint


def test_a_page_too_many_and_words_too_wide_are_told(handout: Edition, place: Place) -> None:
    """A template that starts a third page, and a word that no line holds."""
    surplus = too_long(handout, measured(50, 50, 50), ROOM, place)
    assert [problem.message for problem in surplus] == ["the edition «handout» has 3 pages instead of 2"]
    wide = too_long(handout, Measures((50, 50), {}, 8.5, ("Donaudampfschiff",)), ROOM, place)
    assert [problem.message for problem in wide] == [
        "the words «Donaudampfschiff» are wider than their place in the edition «handout»"
    ]


def test_room_goes_to_gaps_then_to_drawings(handout: Edition) -> None:
    """Half-empty pages: the gaps open to their greatest, a map grows, lines for notes come in; nothing is left over."""
    plans = plans_of(handout, handout.layouts[0])
    use = Use({"locator": 84.0, "decisive": 60.0}, measured(150, 100), (3, 3))
    share = shared(handout, plans, use, 271)
    assert share.gaps == (12, 12)
    assert share.heights["locator"] == 130
    assert share.heights["notes"] == pytest.approx(271 - 100 - 14 - 11 - 12)
    assert share.rests[1] == pytest.approx(0)


def test_full_pages_share_nothing(handout: Edition) -> None:
    """A page that is full keeps its least gaps, and nothing grows over its edge."""
    plans = plans_of(handout, handout.layouts[2])
    share = shared(handout, plans, Use({"decisive": 80.0}, measured(271, 271), (3, 4)), 271)
    assert share.gaps == (5, 5)
    assert share.rests == (0, 0)
    assert share.heights["notes"] == 0


def test_a_qr_code_has_its_quiet_zone() -> None:
    """Four empty modules on each side, black on nothing, of the width asked for."""
    svg = qr_svg("https://example.org", 30)
    assert 'width="30mm" height="30mm" viewBox="0 0 33 33"' in svg
    assert 'd="M4 4.5' in svg
