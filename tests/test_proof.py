"""The proof finds whatever a finished file does not say as its dossier says it, and nothing in a sound one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
import word_sample
from lxml import etree
from lxml.etree import _Element as Element
from pdf_sample import ASSETS, DATE, ENGLISH, FULL, NOTES, rendered, tree
from pikepdf import Array, Dictionary, Name, Pdf, String

from dossier.pdf.faces import face_faults
from dossier.problems import Problem
from dossier.proof import prove_docx, prove_pdf
from dossier.proof.comparison import MOST
from dossier.vocabulary import words_of
from dossier.word import ReportOptions, write_report
from dossier.word.ooxml import W

Prove = Callable[[bytes, Element, str], list[Problem]]
SHAPES = {"full": FULL, "english": ENGLISH, "notes": NOTES}


@cache
def pdf(source: str = FULL) -> bytes:
    """A dossier as PDF."""
    return rendered(source).data


@cache
def report(source: str = FULL) -> bytes:
    """The same dossier as a Word document, its fonts inside."""
    return write_report(
        tree(source),
        ASSETS,
        word_sample.theme(),
        word_sample.words(),
        date=DATE,
        options=ReportOptions(embed_fonts=source == FULL),
    )


FORMS: dict[str, tuple[Prove, Callable[[], bytes]]] = {
    "file.pdf": (prove_pdf, pdf),
    "file.docx": (prove_docx, report),
}


@pytest.mark.parametrize("source", SHAPES.values(), ids=SHAPES)
def test_a_sound_pdf_has_no_problem(source: str) -> None:
    """Hyphens, capitals by style, leaders, folios and repeated heads are no breach."""
    assert prove_pdf(pdf(source), tree(source)) == []


@pytest.mark.parametrize("source", SHAPES.values(), ids=SHAPES)
def test_a_sound_word_document_has_no_problem(source: str) -> None:
    """Counted headings, fields, tabs and note numbers are no breach."""
    assert prove_docx(report(source), tree(source)) == []


@pytest.mark.parametrize("review", [False, True])
def test_the_whole_vocabulary_is_proved_in_word(review: bool) -> None:  # noqa: FBT001 - a variant
    """Index, lists, glossary, boxes, credits and the comments of a review are no breach."""
    options = ReportOptions(embed_fonts=False, review=review)
    assert prove_docx(word_sample.sample(options), word_sample.tree()) == []


def find(root: Element, path: str) -> Element:
    """The one element of a path, which has to be there."""
    found = root.find(f"body//{path}")
    assert found is not None
    return found


def take_out(element: Element) -> None:
    """Take an element out of its parent, not what follows it."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _heading(root: Element) -> None:
    find(root, "h3").text = "Les autres noms"


def _level(root: Element) -> None:
    find(root, "h3").tag = "h4"


def _note(root: Element) -> None:
    find(root, "span[@id='n-2']").text = "Tierce note."


def _note_added(root: Element) -> None:
    added = etree.SubElement(find(root, "blockquote/p"), "span")
    added.set("class", "note")
    added.text = "Une note de plus."


def _call_moved(root: Element) -> None:
    note = find(root, "span[@id='n-2']")
    take_out(note)
    find(root, "aside/p").insert(0, note)
    note.tail, find(root, "aside/p").text = find(root, "aside/p").text, ""


def _caption(root: Element) -> None:
    find(root, "figcaption/span[@class='label']").text = "Figure 7 – "


def _row(root: Element) -> None:
    rows = find(root, "tbody")
    rows.remove(rows[3])


def _column(root: Element) -> None:
    for row in find(root, "table[@class='chronology']").iter("tr"):
        etree.SubElement(row, "td")


def _alternative(root: Element) -> None:
    find(root, "figure[@class='picture']/img").set("alt", "Autre chose.")


def _word(root: Element) -> None:
    find(root, "p[@class='lead']").text = "Une ouverture en belles capitales, à grande échelle."


def _order(root: Element) -> None:
    items = find(root, "ol/li[.='Premier']/..")
    items.append(items[0])


CHANGES: dict[str, tuple[Callable[[Element], None], str, str]] = {
    "a heading": (_heading, "«h3 Les noms» instead of «h3 Les autres noms»", "after «"),
    "a level": (_level, "«h3 Les noms» instead of «h4 Les noms»", "Le texte»"),
    "a note": (_note, "«Seconde note.» instead of «Tierce note.»", "after «"),
    "a note more": (_note_added, "note of the dossier missing in the file: «Une note de plus.»", "after «"),
    "the place of a call": (_call_moved, "«Son texte†.»", "after «"),
    "a caption": (_caption, "«Figure 1 – La carte Dessin : CC0» instead of «Figure 7", "at the beginning"),
    "a row": (_row, "table in the file differs from the dossier: «25 × 3» instead of «24 × 3»", "at the beginning"),
    "a column": (_column, "«25 × 3» instead of «25 × 4»", "at the beginning"),
    "an alternative text": (_alternative, "«Fac-similé de la première page.» instead of «Autre chose.»", "Carte"),
    "a word": (_word, "words of the dossier missing in the file: «belles»", "Une ouverture en"),
    "the order": (_order, "«Premier»", "Dessous."),
}  # fmt: skip


@pytest.mark.parametrize("file", FORMS)
@pytest.mark.parametrize("change", CHANGES)
def test_each_breach_is_told_with_file_words_and_neighbourhood(file: str, change: str) -> None:
    """A dossier that has one thing otherwise than the file."""
    prove, form = FORMS[file]
    root = tree()
    alter, sentence, place = CHANGES[change]
    alter(root)
    problems = prove(form(), root, file)
    assert {problem.file for problem in problems} == {file}
    assert any(sentence in problem.message and place in problem.hint for problem in problems), problems


def test_spaces_and_marks_that_paint_nothing_are_no_breach() -> None:
    """A soft hyphen, a word joiner and another kind of space in the dossier change nothing."""
    root = tree()
    lead = find(root, "p[@class='lead']")
    lead.text = (
        (lead.text or "").replace("capitales", "capi\u00adtales").replace("à grande", "à\u2060\u00a0grande")
    )
    assert prove_pdf(pdf(), root) == []
    assert prove_docx(report(), root) == []


def test_a_space_after_a_note_call_at_a_line_end_is_in_the_pdf() -> None:
    """Words after the call do not grow together with those before it, though the font of the call shows no space."""
    source = '<html lang="fr"><head><title>N</title></head><body><section class="chapter"><h2>N</h2>{}</section></body></html>'.format(
        "".join(
            f'<p>{"mots " * n}fin<span class="note" id="n-{n}">Note.</span> (puis une suite).</p>'
            for n in range(1, 16)
        )
    )
    style = 'p { width: 50mm } ::footnote-call { font-family: "Noto Sans"; font-weight: 800 }'
    assert prove_pdf(rendered(source, extra=style).data, tree(source)) == []


def altered_report(part: str, change: Callable[[Element], None]) -> bytes:
    """The report with one part changed."""
    output = BytesIO()
    with ZipFile(BytesIO(report())) as old, ZipFile(output, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            new.writestr(name, content)
    return output.getvalue()


def altered_pdf(change: Callable[[Pdf], None]) -> bytes:
    """The PDF, changed."""
    output = BytesIO()
    with Pdf.open(BytesIO(pdf())) as opened:
        change(opened)
        opened.save(output)
    return output.getvalue()


def elements_of(opened: Pdf, role: str) -> list[Dictionary]:
    """All structure elements of a role."""
    found = (item for item in opened.objects if isinstance(item, Dictionary))
    return [item for item in found if item.get(Name.S) == Name(f"/{role}")]


def _without_note(notes: Element) -> None:
    notes[-1].find(f"{W}p")[-1].find(f"{W}t").text = ""  # type: ignore[index,union-attr]  # it has words


def _without_description(body: Element) -> None:
    for node in body.iter("{*}docPr"):
        node.set("descr", "")


def _smiling(body: Element) -> None:
    next(text for text in body.iter(f"{W}t") if text.text == "Le protocole").text = "Le protocole ☃"


def _without_fonts(table: Element) -> None:
    for face in list(table[0]):
        if str(face.tag).startswith(f"{W}embed"):
            table[0].remove(face)


def _another_style(body: Element) -> None:
    style = next(style for style in body.iter(f"{W}pStyle") if style.get(f"{W}val") == "Heading2")
    style.set(f"{W}val", "BodyText")


@pytest.mark.parametrize(
    ("part", "change", "sentence"),
    [
        ("word/footnotes.xml", _without_note, "note"),
        ("word/document.xml", _without_description, "«Une frise de six bandes."),
        ("word/document.xml", _another_style, "heading of the dossier missing in the file: «h3 Les noms»"),
        ("word/document.xml", _smiling, "no font of the file has a glyph for «☃» (U+2603 SNOWMAN)"),
        ("word/fontTable.xml", _without_fonts, "a font is not embedded"),
    ],
    ids=["note", "alternative", "heading", "glyph", "font"],
)
def test_a_fault_inside_the_word_document_is_found(
    part: str, change: Callable[[Element], None], sentence: str
) -> None:
    """The reader looks into the file itself."""
    messages = [problem.message for problem in prove_docx(altered_report(part, change), tree())]
    assert any(sentence in message for message in messages), messages


def _silent_note(opened: Pdf) -> None:
    elements_of(opened, "Note")[0].K = Array()


def _other_picture(opened: Pdf) -> None:
    elements_of(opened, "Figure")[0].Alt = String("Un chat")


def _no_heading(opened: Pdf) -> None:
    elements_of(opened, "H3")[0].S = Name.P


def _no_font_file(opened: Pdf) -> None:
    for item in opened.objects:
        if isinstance(item, Dictionary) and Name.FontFile2 in item:
            del item.FontFile2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_silent_note, "note of the dossier missing in the file: «"),
        (_other_picture, "«Un chat» instead of «Une frise de six bandes.»"),
        (_no_heading, "heading of the dossier missing in the file: «h3 Les noms»"),
        (_no_font_file, "a font is not embedded"),
    ],
    ids=["note", "alternative", "heading", "font"],
)
def test_a_fault_inside_the_pdf_is_found(change: Callable[[Pdf], None], sentence: str) -> None:
    """The reader looks into the file itself."""
    messages = [problem.message for problem in prove_pdf(altered_pdf(change), tree())]
    assert any(sentence in message for message in messages), messages


def test_a_box_in_place_of_a_letter_is_told() -> None:
    """A glyph that no font of the theme has."""
    source = ENGLISH.replace("A short text", "A short ☃ text")
    (problem,) = face_faults(pdf(source), "mine.pdf")
    assert problem.message == "a letter is shown as a box: its font has no glyph for it"
    assert problem.file == "mine.pdf"


@pytest.mark.parametrize("prove", [prove_pdf, prove_docx])
def test_what_is_no_such_file_is_one_problem(prove: Prove) -> None:
    """No traceback."""
    (problem,) = prove(b"nothing of the kind", tree(), "file.any")
    assert problem.file == "file.any"


def test_a_file_of_another_dossier_is_told_in_a_few_lines() -> None:
    """Breaches beyond the first ones of each kind are counted, not listed."""
    problems = prove_docx(report(NOTES), tree(), "file.docx")
    assert MOST < len(problems) < 8 * (MOST + 1)
    assert any("more places of this kind" in problem.message for problem in problems)


def test_what_stands_between_two_quoted_places_is_short() -> None:
    """No message repeats a whole chapter."""
    root = tree()
    for paragraph in root.iter("p"):
        paragraph.text = f"X {words_of(paragraph)}"
    assert max(len(str(problem)) for problem in prove_pdf(pdf(), root)) < 800
