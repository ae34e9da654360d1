"""Notes, sections, lists, tables, figures and metadata of the report, as native Word structures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image
from word_sample import (
    DATE,
    assets,
    document,
    names,
    paragraphs,
    part,
    sample,
    shown,
    style_of,
    theme,
    tree,
    words,
    written,
)

from dossier.problems import ContentError
from dossier.word import ReportOptions, write_report
from dossier.word.ooxml import W, qn
from dossier.word.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

TWIPS_OF_A4 = ("11906", "16838")
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DC = "{http://purl.org/dc/elements/1.1/}"


def values(found: Iterable[etree._Element], name: str) -> list[str | None]:
    """One attribute of several elements."""
    return [element.get(W + name) for element in found]


def test_notes_are_footnotes_with_separators() -> None:
    """Two separators, then the notes in the order of their calls."""
    notes = part(sample(), "word/footnotes.xml")
    assert values(notes, "id") == ["-1", "0", "1", "2"]
    assert values(notes, "type")[:2] == ["separator", "continuationSeparator"]
    assert values(document(sample()).iter(f"{W}footnoteReference"), "id") == ["1", "2"]
    assert shown(notes[2]) == "Première note, voir un site et Красная звезда."


def test_words_of_a_note_keep_their_language_and_links() -> None:
    """The language stands on the run, the address among the relations of the notes."""
    note = part(sample(), "word/footnotes.xml")[2]
    assert values(note.iter(f"{W}lang"), "val") == ["ru-RU"]
    relations = part(sample(), "word/_rels/footnotes.xml.rels")
    link = next(note.iter(f"{W}hyperlink")).get(qn("r:id"))
    assert [r.get("Target") for r in relations if r.get("Id") == link] == ["https://exemple.org/a?b=1&c=2"]


def _sections() -> list[etree._Element]:
    return list(document(sample()).iter(f"{W}sectPr"))


def test_the_cover_has_no_head_and_front_matter_is_roman() -> None:
    """Cover, imprint, front matter, body; roman folios, then arabic ones from 1."""
    forms = [section.find(f"{W}pgNumType") for section in _sections()]
    assert values([form for form in forms if form is not None], "fmt")[:4] == [
        "decimal",
        "lowerRoman",
        "lowerRoman",
        "decimal",
    ]
    assert values([form for form in forms if form is not None], "start") == [
        None,
        None,
        None,
        "1",
        None,
        None,
    ]
    assert [len(section.findall(f"{W}headerReference")) for section in _sections()] == [0, 2, 0, 2, 0, 0]


def test_a_wide_table_stands_on_a_landscape_page_of_its_own() -> None:
    """The page before and the page after stay upright."""
    sizes = [section.find(f"{W}pgSz") for section in _sections()]
    assert values([size for size in sizes if size is not None], "orient")[-3:] == [None, "landscape", None]
    assert next((size.get(f"{W}w"), size.get(f"{W}h")) for size in sizes if size is not None) == TWIPS_OF_A4


def test_a_section_on_a_right_hand_page_starts_on_an_odd_one() -> None:
    """`recto` is Word's odd-page section."""
    kinds = [section.find(f"{W}type") for section in _sections()]
    assert values([kind for kind in kinds if kind is not None], "val").count("oddPage") == 1


def test_pages_mirror_and_heads_differ() -> None:
    """Settings: mirrored margins, odd and even heads, hyphenation."""
    settings = part(sample(), "word/settings.xml")
    for name in ("mirrorMargins", "evenAndOddHeaders", "autoHyphenation"):
        assert settings.find(W + name) is not None, name


def test_lists_are_real_lists_and_each_numbered_one_begins_at_one() -> None:
    """Bullets by style, numbers by a list of their own with a restart."""
    assert paragraphs(sample(), "ListBullet") == ["un", "deux", "trois"]
    assert paragraphs(sample(), "ListBullet2") == ["deux bis"]
    assert paragraphs(sample(), "ListBullet3") == ["deux ter"]
    assert paragraphs(sample(), "ListContinue") == ["trois encore"]
    first, again = (
        next(p for p in document(sample()).iter(f"{W}p") if shown(p) == text).find(
            f"{W}pPr/{W}numPr/{W}numId"
        )
        for text in ("primo", "de nouveau primo")
    )
    assert first is not None
    assert again is not None
    assert first.get(f"{W}val") != again.get(f"{W}val")
    numbers = {n.get(f"{W}numId"): n for n in part(sample(), "word/numbering.xml").iter(f"{W}num")}
    assert all(
        numbers[n.get(f"{W}val")].find(f"{W}lvlOverride/{W}startOverride") is not None for n in (first, again)
    )


def test_terms_run_in_in_a_glossary_and_stand_alone_elsewhere() -> None:
    """«cessez-le-feu arrêt des combats» is one paragraph, a person's name is a line of its own."""
    assert paragraphs(sample(), "GlossaryEntry") == [
        "cessez-le-feu arrêt des combats",
        "trêve arrêt court",
        "et provisoire",
    ]
    assert "Anne Aubert" in paragraphs(sample(), "Term")


def _table(caption: str) -> etree._Element:
    return next(
        t
        for t in document(sample()).iter(f"{W}tbl")
        if (c := t.find(f"{W}tblPr/{W}tblCaption")) is not None and caption in c.get(f"{W}val", "")
    )


def test_tables_say_what_they_show() -> None:
    """Caption and description for every table that has them in the tree."""
    tables = list(document(sample()).iter(f"{W}tbl"))
    described = [t.find(f"{W}tblPr/{W}tblDescription") for t in tables]
    assert [d.get(f"{W}val") for d in described if d is not None] == [
        t.get("data-summary") for t in tree().iter("table")
    ]
    assert _table("Les dates").getprevious() is not None
    assert shown(_table("Les dates").getprevious()) == "Tableau 1 – Les dates"  # type: ignore[arg-type] # just asserted


def test_header_rows_repeat_and_no_row_is_cut() -> None:
    """TblHeader on the rows of thead, cantSplit on all."""
    rows = list(_table("Les dates").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in document(sample()).iter(f"{W}tr"))


def test_the_first_column_is_marked_where_it_heads_the_row() -> None:
    """By the flag that Word's checker reads."""
    assert _table("Les dates").find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"  # type: ignore[union-attr]
    assert _table("Les lieux").find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "0"  # type: ignore[union-attr]


def test_columns_keep_the_widths_of_the_tree() -> None:
    """The grid adds up to the measure, in the shares of `col`, and the cells say the same."""
    grid = [int(c.get(f"{W}w", "0")) for c in _table("Les dates").iter(f"{W}gridCol")]
    assert [round(100 * width / sum(grid)) for width in grid] == [22, 64, 14]
    assert abs(sum(grid) - theme().page.measure * 1440 / 25.4) < 3
    cells = [int(w.get(f"{W}w", "0")) for w in next(_table("Les dates").iter(f"{W}tr")).iter(f"{W}tcW")]
    assert cells == grid


def test_no_cell_is_merged_and_no_table_nested() -> None:
    """A user can add a row."""
    assert not list(document(sample()).iter(f"{W}gridSpan", f"{W}vMerge"))
    assert not [t for t in document(sample()).iter(f"{W}tbl") if t.find(f".//{W}tbl") is not None]


def test_rows_of_weight_are_marked_by_more_than_colour() -> None:
    """A decisive row and a disputed one have a rule beside them, not only a colour."""
    styles = {s.get(f"{W}styleId"): s for s in part(sample(), "word/styles.xml").iter(f"{W}style")}
    for name in ("TableDecisive", "TableDisputed"):
        assert paragraphs(sample(), name)
        assert styles[name].find(f"{W}pPr/{W}pBdr/{W}left") is not None


def test_a_drawing_is_svg_with_a_png_of_300_dpi_behind() -> None:
    """The vector for Word, pixels for older programs."""
    blips = list(document(sample()).iter(qn("a:blip")))
    relations = {r.get("Id"): r.get("Target") for r in part(sample(), "word/_rels/document.xml.rels")}
    vector = next(blips[1].iter(qn("asvg:svgBlip"))).get(qn("r:embed"))
    assert str(relations[vector]).endswith(".svg")
    with ZipFile(BytesIO(sample())) as archive:
        shown_picture = Image.open(BytesIO(archive.read(f"word/{relations[blips[1].get(qn('r:embed'))]}")))
    assert abs(shown_picture.width - 144 / 25.4 * 300) <= 1
    assert next(blips[2].iter(qn("asvg:svgBlip")), None) is None


def test_pictures_are_inline_with_alternative_text_and_unique_numbers() -> None:
    """D4 and D5: nothing floats, every picture says what it shows."""
    assert not list(document(sample()).iter(qn("wp:inline").replace("inline", "anchor")))
    known = list(document(sample()).iter(qn("wp:docPr")))
    assert [d.get("descr") for d in known] == [i.get("alt") for i in tree().iter("img")]
    assert len({d.get("id") for d in known}) == len(known) == 3


def test_pictures_keep_their_proportions_within_the_column() -> None:
    """A narrow figure is half the column at most; sizes in the tree are kept."""
    extents = [
        (int(e.get("cx", "0")) / 36000, int(e.get("cy", "0")) / 36000)
        for e in document(sample()).iter(qn("wp:extent"))
    ]
    assert extents[1] == (144, 72)
    assert extents[2][0] <= theme().page.measure / 2
    assert abs(extents[2][0] / extents[2][1] - 600 / 400) < 0.01


def test_core_properties_are_the_metadata_of_the_tree() -> None:
    """Title, creators, keywords, language, identifier, date: those that the PDF says."""
    core = part(sample(), "docProps/core.xml")
    said = {child.tag: child.text for child in core}
    assert said[f"{DC}title"] == "Le traité d’essai"
    assert said[f"{DC}creator"] == "Anne Aubert; Boris Blanc"
    assert said[f"{CORE}keywords"] == "traité; essai"
    assert said[f"{DC}language"] == "fr"
    assert said[f"{DC}description"] == said[f"{DC}subject"] == "Un traité qui contient de tout."
    assert said[f"{DC}identifier"] == "urn:essai:1"
    assert "2026-01-15T00:00:00Z" in said.values()


def test_what_the_core_cannot_hold_is_a_custom_property() -> None:
    """Publisher, rights, edition, and the properties that the caller gives."""
    data = written(options=ReportOptions(embed_fonts=False, properties={"manifest-sha256": "abc"}))
    said = {child.get("name"): child[0].text for child in part(data, "docProps/custom.xml")}
    assert said["publisher"] == "Maison d’essai"
    assert said["Édition"] == "Première édition"
    assert said["manifest-sha256"] == "abc"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_same_report_is_the_same_bytes() -> None:
    """Nothing depends on the clock, on addresses in memory or on the order of a set."""
    assert written() == written()
    with ZipFile(BytesIO(sample())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names(sample())[0] == "[Content_Types].xml"


def test_the_tree_is_left_as_it_was() -> None:
    """The writer changes nothing in the tree that the PDF is made of, too."""
    source = tree()
    before = etree.tostring(source)
    written(source)
    assert etree.tostring(source) == before


def test_words_of_the_locale_are_checked() -> None:
    """A misspelt key of word.yaml is told with its name."""
    with pytest.raises(ContentError, match="reviwer"):
        read_words({**words(), "reviwer": "x"})


def test_a_report_in_english_names_its_styles_in_english() -> None:
    """Own styles carry the names of the content's language."""
    source = tree()
    source.set("lang", "en")
    data = write_report(
        source, assets(), theme(), words("en"), date=DATE, options=ReportOptions(embed_fonts=False)
    )
    known = {n.get(f"{W}val") for n in part(data, "word/styles.xml").iter(f"{W}name")}
    assert {"Lead", "Box text", "heading 1"} <= known
    assert "Le traité d’essai" in [shown(p) for p in document(data).iter(f"{W}p") if style_of(p) == "Title"]
