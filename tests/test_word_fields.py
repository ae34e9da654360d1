"""Fields of the report: right on opening, live ever after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from word_sample import codes, document, paragraphs, part, sample, shown, style_of, tree, written

from dossier.word.ooxml import W

if TYPE_CHECKING:
    from lxml import etree


def _fields(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Code and cached result of each field of a paragraph that begins and ends in it."""
    found: list[tuple[str, str]] = []
    open_fields: list[list[str]] = []
    for node in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(["", ""])
        elif kind == "end" and open_fields:
            code, result = open_fields.pop()
            found.append((code.strip(), result))
        elif node.tag == f"{W}instrText" and open_fields:
            open_fields[-1][0] += node.text or ""
        elif node.tag == f"{W}t" and open_fields:
            open_fields[-1][1] += node.text or ""
    return found


def _all_fields(data: bytes) -> list[tuple[str, str]]:
    return [each for paragraph in document(data).iter(f"{W}p") for each in _fields(paragraph)]


def test_fields_open_and_close_evenly() -> None:
    """Each begin has its separator and its end, in the body, in notes and in heads."""
    for path in ("word/document.xml", "word/footnotes.xml", "word/header3.xml", "word/footer1.xml"):
        kinds = [mark.get(f"{W}fldCharType") for mark in part(sample(), path).iter(f"{W}fldChar")]
        entries = [
            code for code in part(sample(), path).iter(f"{W}instrText") if (code.text or "").startswith(" XE")
        ]
        assert kinds.count("begin") == kinds.count("end") > 0, path
        assert kinds.count("separate") == kinds.count("begin") - len(entries), path


def test_no_question_on_opening() -> None:
    """No field is marked dirty and the settings ask for no update."""
    assert not [mark for mark in document(sample()).iter(f"{W}fldChar") if mark.get(f"{W}dirty")]
    assert part(sample(), "word/settings.xml").find(f"{W}updateFields") is None


def test_every_field_shows_something_before_any_update() -> None:
    """Cached text is always present."""
    fields = [(code, result) for code, result in _all_fields(sample()) if not code.startswith("XE")]
    assert len(fields) > 20
    assert [code for code, result in fields if not result.strip()] == []


def test_contents_are_a_field_over_all_levels_of_the_list() -> None:
    """The field would find the same headings: those of its levels, by Word's own heading styles."""
    assert codes(sample())[0] == r'TOC \o "1-2" \h \z'
    headings = paragraphs(sample(), "Heading1") + paragraphs(sample(), "Heading2")
    entries = [shown(p) for p in document(sample()).iter(f"{W}p") if style_of(p) in {"TOC1", "TOC2"}]
    listed = {re.sub(r"^\d+ | \S+$", "", entry) for entry in entries}
    assert listed == set(headings)


def test_a_heading_that_the_contents_pass_over_has_a_style_of_its_own() -> None:
    """Else an update of the contents would bring it in."""
    assert "Question 1. Quand le feu a-t-il cessé ?" in paragraphs(sample(), "Heading2Unlisted")


def test_each_level_of_the_contents_has_its_style() -> None:
    """TOC 1 and TOC 2, number, tab, words, tab, folio."""
    assert [text.split()[0] for text in paragraphs(sample(), "TOC1")][:3] == ["À", "Fiche", "1"]
    assert len(paragraphs(sample(), "TOC2")) == 1


def test_lists_of_figures_and_tables_count_by_their_sequence() -> None:
    """The lists are fields over the sequences that the captions count in."""
    assert r'TOC \h \z \c "Figure"' in codes(sample())
    assert r'TOC \h \z \c "Tableau"' in codes(sample())
    assert codes(sample()).count(r"SEQ Tableau \* ARABIC") == 3
    assert codes(sample()).count(r"SEQ Figure \* ARABIC") == 2


def test_the_lists_say_what_the_captions_say() -> None:
    """An update of the list of figures would write the same words: the credit stands outside the caption."""
    entries = [re.sub(r" \S+$", "", entry) for entry in paragraphs(sample(), "TableofFigures")]
    assert sorted(entries) == sorted(paragraphs(sample(), "Caption"))
    assert "Photo : Anne Aubert, CC BY 4.0" in paragraphs(sample(), "Credits")


@pytest.mark.parametrize(
    ("result", "form"),
    [("1", r"REF _Ref\d+ \\h"), ("2", r"REF _Ref\d+ \\r \\h"), ("Chronologie", r"REF _Ref\d+ \\h")],
)
def test_cross_references_are_live(result: str, form: str) -> None:
    """Number of a figure, number of a chapter, title of a section: each in a field that finds it anew."""
    assert [code for code, shows in _all_fields(sample()) if shows == result and re.fullmatch(form, code)]


def test_references_say_what_their_bookmark_holds() -> None:
    """The cached text of REF is the text of the bookmark, so that an update changes nothing."""
    held: dict[str, str] = {}
    for paragraph in document(sample()).iter(f"{W}p"):
        for start in paragraph.iter(f"{W}bookmarkStart"):
            inner, number = "", start.get(f"{W}id")
            for node in start.itersiblings():
                if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == number:
                    break
                inner += "".join(t.text or "" for t in node.iter(f"{W}t"))
            held[start.get(f"{W}name", "")] = inner
    checked = [
        (code.split()[1], result)
        for code, result in _all_fields(sample())
        if code.startswith("REF") and "\\r" not in code
    ]
    assert len(checked) >= 3
    assert [(held[name], result) for name, result in checked if held[name] != result] == []


def test_bookmarks_are_unique_and_every_field_finds_its_own() -> None:
    """No «reference source not found»."""
    starts = list(document(sample()).iter(f"{W}bookmarkStart"))
    names, numbers = [s.get(f"{W}name") for s in starts], [s.get(f"{W}id") for s in starts]
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)
    assert all(len(name or "") <= 40 for name in names)
    wanted = {code.split()[1] for code in codes(sample()) if code.split()[0] in {"REF", "PAGEREF"}}
    assert wanted <= set(names)


def test_chapters_are_numbered_by_word() -> None:
    """The numbers of chapters are a live list, not text."""
    numbered = [
        p
        for p in document(sample()).iter(f"{W}p")
        if style_of(p) == "Heading1" and p.find(f"{W}pPr/{W}numPr") is not None
    ]
    assert [shown(p) for p in numbered] == ["Le contexte", "Le texte"]


def test_a_number_that_word_would_not_count_stays_text() -> None:
    """A chapter that is numbered out of order keeps its number as words."""
    source = tree()
    source.findall(".//h2/span")[1].text = "7"
    headings = paragraphs(written(source), "Heading1")
    assert "7 Le texte" in headings


def test_the_index_is_marked_and_filled() -> None:
    """XE at each place, INDEX filled with the folios of the report's own pages, each once."""
    assert codes(sample()).count('XE "Ville"') == 2
    assert r'INDEX \e ", " \r \c "1"' in codes(sample())
    assert paragraphs(sample(), "Index1") == ["Aubert, Anne, 3", "Ville, 1, 3"]


def test_an_entry_with_a_colon_makes_no_sub_entry() -> None:
    """The colon of an entry is escaped in the code of the field."""
    source = tree()
    next(s for s in source.iter("span") if s.get("id") == "ix-3").set("data-entry", "Aubert : Anne")
    assert 'XE "Aubert \\: Anne"' in codes(written(source))


def test_running_heads_and_folios_are_fields() -> None:
    """The title on even pages, the section on odd ones, the folio below."""
    found = {path: shown_codes(path) for path in ("header3", "header4", "footer3", "footer1")}
    assert found == {
        "header3": ["STYLEREF 1"],
        "header4": ["TITLE"],
        "footer3": ["PAGE"],
        "footer1": ["PAGE"],
    }


def shown_codes(name: str) -> list[str]:
    """The field codes of a head or foot."""
    return [(code.text or "").strip() for code in part(sample(), f"word/{name}.xml").iter(f"{W}instrText")]
