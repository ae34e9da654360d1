"""Dossiers of other shapes than the first one: read without a fault, and both their outputs sound.

`minimal` has one of each kind of record; `westphalia` is English, with a picture, maps and intervals; `notes` is French, with
more than twenty notes, six languages, landscape pages, and templates, theme and citation style of its own.
"""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from conftest import DAY, DOSSIERS, workshop_of
from docx.enum.section import WD_ORIENT
from pikepdf import Pdf
from PIL import Image
from test_outputs import (  # the same rules, held here against other dossiers by the fixture `built` of this module
    Built,
    build,
    test_a_build_proves_what_it_hands_out,  # noqa: F401 - same
    test_an_independent_reader_of_word_documents_finds_every_word,  # noqa: F401 - same
    test_every_heading_is_a_bookmark,  # noqa: F401 - same
    test_every_heading_is_a_heading_in_word,  # noqa: F401 - same
    test_metadata_are_equal_in_xmp_in_the_information_and_in_word,  # noqa: F401 - same
    test_no_heading_stands_alone_at_the_foot_of_a_page,  # noqa: F401 - same
    test_no_page_is_blank_but_the_back_of_one_before_a_right_hand_page,  # noqa: F401 - same
    test_no_row_of_a_table_is_cut_over_pages,  # noqa: F401 - same
    test_pdf_and_word_say_the_same_words_in_the_same_order,  # noqa: F401 - same
    test_the_pdf_breaks_no_rule_of_its_standards,  # noqa: F401 - same
    test_the_word_document_breaks_no_rule_of_its_format,  # noqa: F401 - same
    test_two_extractors_find_every_word_and_each_special_space,  # noqa: F401 - same
    test_word_is_told_the_language_of_the_text,  # noqa: F401 - same
)
from test_word_office import office

from dossier.pdf.check import check_pdf
from dossier.pdf.listen import transcript
from dossier.production import BuildOptions, Workshop, produce
from dossier.reader import read_dossier
from dossier.records import Drawing
from dossier.vocabulary import classes, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

    from dossier.pdf.result import Standard

SLOW = pytest.mark.slow
OTHERS = [pytest.param(name, marks=SLOW) for name in ("westphalia", "notes")]
PAGE_AT_END = re.compile(r"\.\s*([ivx]+|\d+)$")
STANDARDS: tuple[Standard, ...] = ("a-2a", "a-2u")


@pytest.fixture(scope="module", params=OTHERS)
def built(request: pytest.FixtureRequest) -> Built:
    """Each of the two, built once."""
    return build(DOSSIERS / request.param)


@pytest.fixture(scope="module")
def notes() -> Element:
    """The merged tree of the dossier of notes."""
    workshop = workshop_of(DOSSIERS / "notes")
    return workshop.merged(workshop.edition("dossier")).tree


@pytest.mark.parametrize("name", ["minimal", "westphalia", "notes"])
def test_the_dossier_is_read_without_a_fault_or_a_warning(name: str) -> None:
    """A fault would be raised."""
    content = read_dossier(DOSSIERS / name)
    assert content.slug == name
    assert content.warnings == ()


def test_westphalia_has_what_the_first_dossier_has_not() -> None:
    """It is in English, with a picture from a file, open and rounded dates, and two lists of signatories."""
    records = read_dossier(DOSSIERS / "westphalia").records
    dates = {event.date.text for event in records.events}
    assert records.publication.language == "en"
    assert {figure.drawing for figure in records.figures} >= {
        None,
        Drawing.TIMELINE,
        Drawing.MAP,
        Drawing.SIGNATURES,
    }
    assert {"1643~/1648-10-24", "1645-11", "1648-07/1648-11"} <= dates
    assert len(records.signature_lists) == 2


def _depth(element: Element) -> int:
    """In how many lists it stands."""
    return sum(above.tag in {"ul", "ol"} for above in element.iterancestors())


def test_the_dossier_of_notes_strains_the_page(notes: Element) -> None:
    """Notes by the dozen, one of them a page of its own, lists in lists in lists, languages of three scripts."""
    bodies = [words_of(span) for span in notes.iter("span") if "note" in classes(span)]
    assert len(bodies) >= 20
    assert max(map(len, bodies)) > 2000
    assert max(_depth(item) for item in notes.iter("li")) == 3
    assert {"ru", "hy", "az", "la", "en"} <= {span.get("lang") for span in notes.iter("span", "em")}


def test_a_dossier_brings_its_own_sections(notes: Element) -> None:
    """One more than there are, after the one that it names; another in place of a usual one."""
    sections = {section.get("id"): section for section in notes.iter("section")}
    names = list(sections)
    assert names[names.index("texte") + 1] == "versions"
    assert words_of(sections["colophon"]).endswith("celui de son dossier.")


def test_what_is_wide_stands_on_landscape_pages(notes: Element) -> None:
    """The drawing that asks for it, and the table of the dossier's own section."""
    wide = [element for element in notes.iter("div") if "landscape" in classes(element)]
    assert [str(element[0].tag) for element in wide] == ["figure", "table"]


@pytest.mark.parametrize("built", [pytest.param("notes", marks=SLOW)], indirect=True)
def test_landscape_pages_lie_across_in_both_outputs(built: Built) -> None:
    """Two in the PDF, two sections in Word; upright pages follow."""
    with Pdf.open(BytesIO(built.pdf)) as opened:
        boxes = [[float(side) for side in page.mediabox] for page in opened.pages]
    across = [right - left > top - bottom for left, bottom, right, top in boxes]
    forms = [section.orientation for section in docx.Document(BytesIO(built.docx)).sections]
    assert sum(across) == 2
    assert not across[-1]
    assert forms.count(WD_ORIENT.LANDSCAPE) == 2
    assert forms[-1] == WD_ORIENT.PORTRAIT


def _steady(text: str) -> Iterator[str]:
    """Lines of a transcript that do not hang on where lines and pages end: no page numbers, not the index, single spaces."""
    index = -1
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        role, *words = line.split()
        if index >= 0 and depth > index:
            continue
        index = depth if role == "Index" else -1
        if role != "PageNumber":
            yield " " * depth + " ".join([role, *words])


def test_a_picture_that_no_text_places_is_told_and_a_drawing_finds_its_section(
    spoil: Callable[[str, str, str], Path],
) -> None:
    """Nothing of the records is lost in silence."""
    picture = "file: a.png, caption: A, alt: B, credit: C, licence: D"
    figures = f"figures:\n  - {{id: fig-a, {picture}}}\n  - {{id: fig-b, drawing: timeline, caption: B}}\n"
    folder = spoil("dossier.yaml", "chapters:\n", f"{figures}chapters:\n")
    Image.new("RGB", (2100, 20)).save(folder / "a.png")
    workshop = workshop_of(folder)
    tree = workshop.merged(workshop.edition("dossier")).tree
    assert [figure.get("id") for figure in tree.iter("figure")] == ["fig-b"]
    told = [(problem.path, problem.message) for problem in workshop.notices()]
    assert told == [("figures[0]", "the figure «fig-a» stands nowhere")]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("built", [pytest.param("westphalia", marks=SLOW)], indirect=True)
def test_libreoffice_prints_the_page_of_every_line_of_the_lists(built: Built, tmp_path: Path) -> None:
    """Of the contents, of the list of figures and of the list of tables."""
    (tmp_path / "report.docx").write_bytes(built.docx)
    office(
        tmp_path / "profile", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")
    )
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    lines = [line.strip() for page in pages for line in page.splitlines() if "...." in line]
    assert len(lines) >= 30
    assert [line for line in lines if not PAGE_AT_END.search(line)] == []


@pytest.mark.parametrize("built", [pytest.param("westphalia", marks=SLOW)], indirect=True)
def test_the_transcript_of_westphalia_is_the_one_agreed_on(
    built: Built, golden: Callable[[str, str], None]
) -> None:
    """What assistive technology meets, from the cover to the colophon; page numbers apart, which a look may move."""
    golden("westphalia.listen.txt", "\n".join([*_steady(transcript(built.pdf)), ""]))


@pytest.mark.slow
@pytest.mark.parametrize("standard", STANDARDS)
def test_the_standards_without_attachments_hold_too(standard: Standard) -> None:
    """PDF/A-2a and PDF/A-2u, each with PDF/UA-1 and with nothing inside but the pages."""
    content = read_dossier(DOSSIERS / "minimal")
    workshop = Workshop(content, DAY, lambda _step, _what: None, BuildOptions(standard))
    [product] = produce(workshop, [workshop.edition("dossier")])
    assert check_pdf(product.data, standard) == []
    with Pdf.open(BytesIO(product.data)) as opened:
        assert len(opened.attachments) == 0
        marked = opened.open_metadata()
        assert f"{marked['pdfaid:part']}{marked['pdfaid:conformance'].lower()}" == standard.removeprefix("a-")
        assert marked["pdfuaid:part"] == "1"
