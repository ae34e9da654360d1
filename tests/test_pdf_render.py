"""The PDF as a whole: pages, text that comes out as it went in, fonts, and what is told of faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import yaml
from pdf_sample import (
    ASSETS,
    DATE,
    ENGLISH,
    FULL,
    MINIMAL,
    NOTES,
    STYLESHEET,
    TEMPLATES,
    fonts,
    rendered,
    tree,
)
from pdfminer.high_level import extract_text
from pikepdf import Dictionary, Name, Pdf

from dossier.pdf.blanks import with_fixed_spaces
from dossier.pdf.check import check_pdf
from dossier.pdf.fonts import load_fonts
from dossier.pdf.listen import words_written
from dossier.pdf.render import measure_pdf, render_pdf
from dossier.pdf.result import Attachment, Standard
from dossier.problems import ContentError, Problem, UsageError
from dossier.theme import Theme

SHAPES = {"full": FULL, "english": ENGLISH, "minimal": MINIMAL, "notes": NOTES}
Extract = Callable[[bytes], str]
PDFIUM_HYPHEN = "\ufffe"  # how PDFium writes a soft hyphen between two lines


def problems_of(source: str, extra: str = "") -> tuple[Problem, ...]:
    """What rendering a small dossier with some more style complains of."""
    return rendered(source, extra=extra).problems


def small(body: str) -> str:
    """Wrap some blocks into a dossier of one chapter."""
    return f'<html lang="fr"><head><title>Essai</title></head><body><section class="chapter"><h2>Essai</h2>{body}</section></body></html>'


def by_pdfium(data: bytes) -> str:
    """Text of all pages as PDFium extracts it, hyphenated words joined."""
    with pypdfium2.PdfDocument(data) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return text.replace(PDFIUM_HYPHEN, "")


def by_pdfminer(data: bytes) -> str:
    """Text of all pages as pdfminer extracts it, hyphenated words joined."""
    return extract_text(BytesIO(data)).replace("\u00ad\n", "")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_passes_both_standards_without_a_complaint(shape: str) -> None:
    """No failed rule of PDF/A-3a and PDF/UA-1, and nothing in the engine's log."""
    result = rendered(SHAPES[shape])
    assert result.problems == ()
    assert check_pdf(result.data, "a-3a") == []


@pytest.mark.parametrize("standard", ["a-2a", "a-2u"])
def test_the_other_standards_pass_their_own_check(standard: Standard) -> None:
    """A-2a and A-2u are claimed and passed, each with PDF/UA-1."""
    assert check_pdf(rendered(FULL, standard).data, standard) == []


def test_the_result_tells_pages_destinations_and_labels() -> None:
    """Anchors are known by page, pages by the label printed on them."""
    result = rendered(FULL)
    with Pdf.open(BytesIO(result.data)) as pdf:
        assert result.pages == len(pdf.pages) == len(result.labels)
    assert result.destinations["chapter"] == 3
    assert result.labels[:4] == ("", "i", "1", "2")


def test_measuring_gives_what_rendering_gives_without_bytes() -> None:
    """Page numbers for an index are known without painting."""
    measured = measure_pdf(tree(), STYLESHEET, ASSETS, fonts())
    whole = rendered(FULL)
    assert measured.data == b""
    assert (measured.pages, measured.destinations, measured.labels) == (
        whole.pages,
        whole.destinations,
        whole.labels,
    )


@pytest.mark.parametrize("extract", [by_pdfium, by_pdfminer])
def test_two_extractors_give_back_every_space_as_itself(extract: Extract) -> None:
    """Ordinary, no-break and narrow spaces come out as they went in, on justified lines too."""
    source = small(
        "<p>"
        + "Le protocole\u00a0: 12\u202f500 «\u00a0signes\u00a0» exactement et parlementairement. " * 20
        + "</p>"
    )
    text = extract(rendered(source).data)
    folded = " ".join(text.replace("\r", "").replace("\n", " ").split(" "))
    while "  " in folded:
        folded = folded.replace("  ", " ")
    assert (
        folded.count("Le protocole\u00a0: 12\u202f500 «\u00a0signes\u00a0» exactement et parlementairement.")
        == 20
    )


@pytest.mark.parametrize("extract", [by_pdfium, by_pdfminer])
def test_two_extractors_give_back_every_word(extract: Extract) -> None:
    """No word of the dossier is missing, hyphenated words are whole; a note's number may stick to a word."""
    found = extract(rendered(FULL).data).split()
    letters = "".join(found).casefold()
    missing = [word for word in words_written(tree()) if word.casefold() not in letters]
    assert missing == []


def test_a_no_break_space_alone_between_two_elements_is_painted() -> None:
    """The engine skips boxes of blanks; the words around must not grow together."""
    data = rendered(small("<p><strong>5</strong>\u202f<em>000</em></p>")).data
    assert "5\u202f000" in by_pdfminer(data)


def test_a_hyphenated_word_is_whole_for_a_reader() -> None:
    """The hyphen at a line end is a soft hyphen in the file."""
    text = extract_text(BytesIO(rendered(FULL).data))
    assert "\u00ad\n" in text
    assert "\u2010" not in text


def test_small_capitals_and_capitals_by_style_read_as_written() -> None:
    """A reader hears the letters of the source, not of the style."""
    text = by_pdfium(rendered(FULL).data)
    assert "puis Bichkek" in text
    assert "Une ouverture en capitales, à grande échelle." in text
    assert "XXe" in text


def test_only_the_fonts_of_the_theme_are_in_the_file() -> None:
    """No font of the machine is taken, not even for a family that the theme lacks."""
    result = rendered(FULL, extra='p { font-family: "DejaVu Sans", serif }')
    with Pdf.open(BytesIO(result.data)) as pdf:
        dictionaries = [item for item in pdf.objects if isinstance(item, Dictionary)]
        names = {str(item.FontName) for item in dictionaries if item.get(Name.Type) == Name.FontDescriptor}
    assert names
    assert all("+Noto-S" in name for name in names)


def test_a_missing_glyph_is_told_with_the_words_around_it() -> None:
    """A box on the page is an error, with its place."""
    (problem,) = problems_of(small("<p>Un bonhomme ☃ de neige.</p>"))
    assert "«☃» (U+2603 SNOWMAN)" in problem.message
    assert "bonhomme ☃ de neige" in problem.hint
    assert problem.severity == "error"


def test_a_word_that_style_hides_is_told() -> None:
    """Nothing is lost in silence."""
    (problem,) = problems_of(
        small('<p>Visible</p><p class="remark">Caché par le style</p>'), ".remark { display: none }"
    )
    assert "«Caché par le style» in <p>" in problem.message


def test_style_that_the_engine_does_not_know_is_told() -> None:
    """Each line of the engine's log is a problem."""
    assert "text-wrap" in problems_of(MINIMAL, "h1 { text-wrap: balance }")[0].message


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "file:///etc/hostname", "asset:none", "/etc/hostname"]
)
def test_nothing_but_the_dossiers_own_pictures_is_fetched(address: str) -> None:
    """Network and files are refused, and told."""
    problems = problems_of(MINIMAL, f'h1 {{ background: url("{address}") }}')
    assert any(address in problem.message for problem in problems)


def test_text_behind_opacity_is_told_because_no_tag_reaches_it() -> None:
    """Painted through a group, words would be lost to assistive technology."""
    problems = problems_of(small('<p class="lead">Un texte pâle</p>'), ".lead { opacity: .5 }")
    assert any("cannot be tagged" in problem.message for problem in problems)


def test_a_font_that_lacks_a_space_of_its_own_is_told() -> None:
    """Such a font makes every ordinary space read as the special one."""
    armenian = tuple(
        replace(face, family="Noto Serif") for face in fonts() if face.name == "NotoSerifArmenian-Regular.ttf"
    )
    source = small('<p lang="hy">Բիշքեքի\u202fարձանագրություն</p>')
    result = render_pdf(
        tree(source), "html { font-family: 'Noto Serif' } h2 { display: none }", {}, armenian, date=DATE
    )
    assert any("no glyph for the space U+202F" in problem.message for problem in result.problems)


def test_a_family_without_files_is_told() -> None:
    """The theme names a font that neither the install nor the folder has."""
    theme = Theme.model_validate(
        yaml.safe_load((TEMPLATES / "themes/archive/theme.yaml").read_text(encoding="utf-8"))
    )
    other = theme.model_copy(update={"fonts": theme.fonts.model_copy(update={"text": "Nowhere Serif"})})
    with pytest.raises(ContentError, match="no font file for «Nowhere Serif»"):
        load_fonts(other, TEMPLATES / "fonts")


def test_attachments_and_a_standard_without_them_do_not_go_together() -> None:
    """PDF/A-2 cannot hold our sources."""
    with pytest.raises(UsageError):
        rendered(MINIMAL, "a-2u", (Attachment("a.txt", b"a", "text/plain", "A", "Source"),))


def test_fixed_spaces_stand_only_beside_letters_whose_font_has_them() -> None:
    """Beside others the font would lend its ordinary space, and all of them would read wrongly."""
    letters = frozenset(map(ord, "ab «»"))
    assert with_fixed_spaces("a\u00a0b", letters) == "a\u2060\u2005\u2060b"
    assert with_fixed_spaces("Բ\u00a0b", letters) == "Բ\u00a0b"
    assert with_fixed_spaces("\u00a0", letters) == "\u2060\u2005\u2060"
