"""The writer against the whole vocabulary: nothing is lost, what looks like a heading is one, looks are styles."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_sample import codes, document, paragraphs, part, sample, shown, style_of, tree, written

from dossier.vocabulary import ELEMENTS, check_vocabulary, words_of
from dossier.word.looks import BOLD_STYLES
from dossier.word.ooxml import W, qn
from dossier.word.writer import WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKS_ALLOWED_ON_RUNS = {"rStyle", "lang", "rtl"}
STRUCTURE_ALLOWED_ON_PARAGRAPHS = {"pStyle", "numPr", "sectPr"}


def test_the_table_of_writers_covers_the_vocabulary_and_nothing_else() -> None:
    """A forgotten element is a failure, not a silence."""
    assert set(WRITERS) == set(ELEMENTS)


def test_the_sample_holds_the_whole_vocabulary() -> None:
    """What the other tests say of the sample, they say of every element."""
    assert {str(element.tag) for element in tree().iter()} == set(ELEMENTS)
    assert check_vocabulary(tree(), "sample") == []


BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "ul", "ol", "dt", "dd", "td", "th", "caption", "figcaption")


def _words_of_tree() -> list[str]:
    """Every word of the body as the report should give it: numbers that Word counts itself are left out."""
    source = tree().find("body")
    assert source is not None
    for item in source.findall(".//nav[@class='index']//li"):
        item.text, item[:] = (item.text or "").strip() + ",", []
    for number in [
        *source.iterfind(".//h2/span[@class='number']"),
        *source.iterfind(".//a/span[@class='number']"),
    ]:
        number.text = ""
    apart = [
        *source.iter(*BLOCKS),
        *source.iterfind(".//*[@class='credit']"),
        *source.iterfind(".//*[@class='note']"),
    ]
    for element in apart:
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return "".join(source.itertext()).split()


def _words_of_report(data: bytes) -> Iterator[str]:
    """Every word of the report, notes where they are called, page numbers left out."""
    notes = {note.get(f"{W}id"): shown(note) for note in part(data, "word/footnotes.xml")}
    for paragraph in document(data).iter(f"{W}p"):
        style = style_of(paragraph)
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}footnoteReference"):
            if node.tag == f"{W}footnoteReference":
                node.text = f" {notes[node.get(f'{W}id')]} "
            elif node.tag == f"{W}tab":
                node.text = " "
        texts = [node.text or "" for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}footnoteReference")]
        if style.startswith("TOC") and style[3:].isdigit():
            texts = texts[:-1] if len(texts) == 3 else texts[1:-1] if len(texts) > 3 else texts
        if style == "TableofFigures":
            texts = texts[:-1]
        if style == "Index1":
            texts = [texts[0], ","]
        yield from "".join(texts).split()


def test_every_word_reaches_the_report_in_order() -> None:
    """The report holds the words of the merged tree, all of them, in their order."""
    report = list(_words_of_report(sample()))
    assert len(report) > 200
    assert report == _words_of_tree()


def test_headings_are_real_headings_of_the_same_level() -> None:
    """h1 is the Title, h2 Heading 1, h3 Heading 2, h4 Heading 3; a variant of a heading is based on it."""
    found = Document(BytesIO(sample()))
    levels = {"Title": "h1", "heading 1": "h2", "heading 2": "h3", "heading 3": "h4", "TOC Heading": "h2"}
    report = []
    for paragraph in found.paragraphs:
        style = paragraph.style
        names = []
        while style is not None:
            names.append(
                style.name.replace("Heading ", "heading ") if style.name != "TOC Heading" else style.name
            )
            style = style.base_style
        level = next((levels[name] for name in names if name in levels), "")
        if level:
            report.append((level, " ".join(paragraph.text.split())))
    expected = []
    for heading in tree().iter("h1", "h2", "h3", "h4"):
        number = heading.find("span[@class='number']")
        words = words_of(heading)
        expected.append(
            (heading.tag, words.removeprefix("" if number is None else number.text or "").strip())
        )
    assert report == expected


def test_no_run_and_no_paragraph_is_formatted_directly() -> None:
    """Every look stands in a style: runs carry a style and a language, paragraphs a style and their list."""
    looks = []
    for path in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer3.xml"):
        root = part(sample(), path)
        looks += [child.tag for found in root.iter(f"{W}rPr") for child in found]
        looks += [child.tag for found in root.iter(f"{W}pPr") for child in found]
    assert len(looks) > 150
    allowed = {W + name for name in LOOKS_ALLOWED_ON_RUNS | STRUCTURE_ALLOWED_ON_PARAGRAPHS}
    assert [look for look in looks if look not in allowed] == []


def test_cells_carry_a_width_and_no_look() -> None:
    """The look of tables is in their styles."""
    inner = [child.tag for found in document(sample()).iter(f"{W}tcPr") for child in found]
    assert set(inner) == {f"{W}tcW"}


def test_no_paragraph_is_empty_and_no_space_is_doubled() -> None:
    """Space is a matter of styles; only the bearer of a section break after a table holds no words."""
    empty = [
        style_of(p)
        for p in document(sample()).iter(f"{W}p")
        if not shown(p) and p.find(f".//{W}drawing") is None
    ]
    assert set(empty) <= {"SectionEnd"}
    texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in document(sample()).iter(f"{W}p")]
    assert not [text for text in texts if "  " in text or text != text.strip(" ")]
    assert not list(document(sample()).iter(f"{W}br"))


def test_every_style_in_use_is_defined() -> None:
    """No paragraph, run or table names a style that the styles part lacks."""
    known = {style.get(f"{W}styleId") for style in part(sample(), "word/styles.xml").iter(f"{W}style")}
    for path in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/numbering.xml"):
        used = {
            use.get(f"{W}val")
            for use in part(sample(), path).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        }
        assert used <= known, path


def test_marks_nest_into_one_style() -> None:
    """Strong inside emphasis is Word's own Intense Emphasis; other pairs get a style of their own."""
    both = [run for run in document(sample()).iter(f"{W}r") if shown(run) == "des deux"]
    assert [run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") for run in both] == ["IntenseEmphasis"]  # type: ignore[union-attr]
    source = tree()
    source.find(".//sup").getparent().insert(0, etree.fromstring("<em>a<sup>b</sup></em>"))  # type: ignore[union-attr]
    data = written(source)
    names = {s.get(f"{W}styleId"): s for s in part(data, "word/styles.xml").iter(f"{W}style")}
    properties = names["EmphasisSuperscript"].find(f"{W}rPr")
    assert properties is not None
    assert {child.tag for child in properties} == {f"{W}i", f"{W}iCs", f"{W}vertAlign"}


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Бишкек", "ru-RU"),
        ("Երևան", "hy-AM"),
        ("Bişkek", "az-Latn-AZ"),
        ("ceasefire", "en-US"),
        ("Town", "en-US"),
    ],
)
def test_foreign_words_carry_their_language(words: str, tag: str) -> None:
    """A reader aloud, and a spelling checker, know the language of each run."""
    run = next(run for run in document(sample()).iter(f"{W}r") if shown(run) == words)
    language = run.find(f"{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == tag


def test_the_language_of_the_document_is_not_repeated_on_runs() -> None:
    """Runs in the document's language say nothing."""
    tags = {lang.get(f"{W}val") for lang in document(sample()).iter(f"{W}lang")}
    assert "fr-FR" not in tags
    defaults = part(sample(), "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert defaults is not None
    assert defaults.get(f"{W}val") == "fr-FR"


def test_a_script_that_the_main_fonts_lack_has_a_style_with_its_font() -> None:
    """Armenian words stand in a character style that names an Armenian family."""
    run = next(run for run in document(sample()).iter(f"{W}r") if shown(run) == "Երևան")
    assert run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "ArmenianText"  # type: ignore[union-attr]
    style = next(
        s
        for s in part(sample(), "word/styles.xml").iter(f"{W}style")
        if s.get(f"{W}styleId") == "ArmenianText"
    )
    assert style.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Noto Serif Armenian"  # type: ignore[union-attr]


def test_words_that_stay_together_have_no_breaking_space() -> None:
    """`nowrap` becomes no-break spaces."""
    assert "12\N{NO-BREAK SPACE}rue" in "".join(t.text or "" for t in document(sample()).iter(f"{W}t"))


def test_links_say_where_and_go_there() -> None:
    """An outside link has words and an address; an inside link a bookmark that exists."""
    links = list(document(sample()).iter(f"{W}hyperlink"))
    names = {mark.get(f"{W}name") for mark in document(sample()).iter(f"{W}bookmarkStart")}
    assert len(links) > 15
    assert all(shown(link) for link in links)
    assert all(link.get(f"{W}anchor") in names for link in links if link.get(f"{W}anchor"))
    assert any(link.get(qn("r:id")) for link in links)


def test_the_running_text_is_body_text() -> None:
    """Plain paragraphs use Word's own Body Text."""
    assert "Entre les deux listes." in paragraphs(sample(), "BodyText")


def test_a_wide_table_takes_its_heading_with_it() -> None:
    """A section that opens with a landscape table begins on the landscape page."""
    source = tree()
    section = next(s for s in source.iter("section") if s.get("id") == "chronology")
    for child in list(section)[2:4]:
        section.remove(child)
    forms = [size.get(f"{W}orient", "portrait") for size in document(written(source)).iter(f"{W}pgSz")]
    before = [size.get(f"{W}orient", "portrait") for size in document(sample()).iter(f"{W}pgSz")]
    assert forms.count("landscape") == before.count("landscape") == 1
    assert len(codes(sample())) > len(codes(written(source)))


WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS)
def test_any_words_survive(words: str) -> None:
    """Whatever letters a paragraph holds, Word gets them, white space folded as in a browser."""
    source = etree.fromstring(
        '<html lang="fr"><head><title>t</title></head><body><section class="chapter"><h2>h</h2><p/></section></body></html>'
    )
    source.find(".//p").text = words  # type: ignore[union-attr]
    found = "".join(
        t.text or ""
        for p in document(written(source)).iter(f"{W}p")
        if style_of(p) == "BodyText"
        for t in p.iter(f"{W}t")
    )
    assert found.split() == words.split()


def test_bold_is_said_once() -> None:
    """Word adds up two «bold» to none: no strong words in a bold style, no bold in the styles of tables."""
    source = tree()
    source.find(".//th").append(etree.fromstring("<strong>fort</strong>"))  # type: ignore[union-attr] # the sample has a th
    data = written(source)
    bold = {style_of(p) for p in document(data).iter(f"{W}p") if "fort" in shown(p)}
    assert "TableRowHeading" in bold
    for paragraph in document(data).iter(f"{W}p"):
        if style_of(paragraph) in BOLD_STYLES:
            used = {style.get(f"{W}val") for style in paragraph.iter(f"{W}rStyle")}
            assert not [name for name in used if "Strong" in (name or "")], style_of(paragraph)
    tables = [s for s in part(data, "word/styles.xml").iter(f"{W}style") if s.get(f"{W}type") == "table"]
    assert not [found for style in tables for found in style.iter(f"{W}b")]


def test_only_the_first_lines_of_a_row_heading_are_set_as_one() -> None:
    """The name heads the row; the office below it is plain."""
    source = tree()
    cell = next(th for th in source.iter("th") if words_of(th) == "Anne Aubert")
    cell.text = None
    cell.extend(
        [
            etree.fromstring("<p>Anne Aubert</p>"),
            etree.fromstring("<p>présidente<span class='note'>Une fois.</span></p>"),
        ]
    )
    data = written(source)
    assert "Anne Aubert" in paragraphs(data, "TableRowHeading")
    assert "présidente" in paragraphs(data, "TableText")
    assert len(part(data, "word/footnotes.xml")) == len(part(sample(), "word/footnotes.xml")) + 1
