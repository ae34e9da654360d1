"""The package is valid, whole, and says nothing of the machine; fonts, comments and house templates."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import docx
import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm
from docx2python import docx2python
from docx_integrity import check  # type: ignore[import-untyped] # it ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # it ships no types
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped] # it ships no types
from word_sample import (
    GOLDEN,
    PLAIN,
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
from dossier.vocabulary import words_of
from dossier.word import ReportOptions, lacking_styles
from dossier.word.fonts import cut, font_paths, obfuscated, static_font
from dossier.word.looks import CHARACTERS, PARAGRAPHS
from dossier.word.ooxml import W
from dossier.word.table_styles import BASE, CLASSES
from dossier.word.table_styles import style_of as table_style

if TYPE_CHECKING:
    from collections.abc import Callable

FONTS = ReportOptions()
REVIEW = ReportOptions(embed_fonts=False, review=True)


def house_template() -> bytes:
    """A house template: its own Heading 1, Body Text in a French id, narrow margins, a list of its own."""
    template = Document()
    template.styles["Heading 1"].font.name = "Georgia"
    template.styles.add_style("Chapeau", WD_STYLE_TYPE.PARAGRAPH)
    template.sections[0].left_margin = template.sections[0].right_margin = Mm(20)
    buffer = BytesIO()
    template.save(buffer)
    return buffer.getvalue()


HOUSE = ReportOptions(embed_fonts=False, reference=house_template())
VARIANTS = {"plain": PLAIN, "fonts": FONTS, "review": REVIEW, "house": HOUSE}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_package_breaks_no_rule_of_the_format(variant: str, tmp_path: Path) -> None:
    """openxml-audit, which knows the Open XML SDK's rules, and docx-integrity find nothing."""
    path = tmp_path / "report.docx"
    path.write_bytes(sample(VARIANTS[variant]))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert [str(finding) for finding in check(path)] == []


def test_an_independent_reader_gives_back_every_word_in_order(tmp_path: Path) -> None:
    """docx2python reads the paragraphs of the tree, one after the other."""
    path = tmp_path / "report.docx"
    path.write_bytes(sample())
    with docx2python(path) as read:
        text = " ".join(read.text.split())
    place, seen = 0, 0
    for block in tree().find("body").iter("h1", "p", "dd", "td"):  # type: ignore[union-attr] # the sample has a body
        if block.find(".//*[@class='note']") is not None or block.find("*") is not None:
            continue
        found = text.find(words_of(block), place)
        assert found >= 0, words_of(block)
        place, seen = found, seen + 1
    assert seen > 20


def test_python_docx_reads_the_report() -> None:
    """The report opens with python-docx, its styles and tables are found by name."""
    read = docx.Document(BytesIO(sample()))
    assert read.core_properties.title == "Le traité d’essai"
    assert "Heading 1" in {style.name for style in read.styles}
    assert len(read.tables) == 5
    assert len(read.inline_shapes) == 3


def test_nothing_of_the_machine_stands_in_the_report() -> None:
    """No path, no user, no revision marks."""
    whole = b"".join(
        etree.tostring(part(sample(), name)) for name in names(sample()) if name.endswith((".xml", ".rels"))
    )
    for trace in (b"rsid", b"/home", str(Path.cwd()).encode(), b"w:dirty"):
        assert trace not in whole


GOLDEN_PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/theme/theme1.xml",
    "word/header3.xml",
    "word/_rels/document.xml.rels",
    "docProps/core.xml",
    "docProps/custom.xml",
)


def _canonical(root: etree._Element) -> str:
    etree.indent(root)
    return etree.tostring(root, method="c14n2").decode() + "\n"


def _golden(name: str) -> Path:
    return GOLDEN / "parts" / name.replace("/", "-")


def test_the_files_of_the_report_are_those_of_the_golden_list() -> None:
    """The list of files comes before their bodies."""
    assert names(sample()) == _golden("files.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("name", GOLDEN_PARTS)
def test_each_part_is_the_golden_one(name: str) -> None:
    """Parts as canonical XML; run this module as a program to write them anew."""
    assert _canonical(part(sample(), name)) == _golden(name).read_text(encoding="utf-8")


def update_golden() -> None:
    """Write the golden files anew."""
    (GOLDEN / "parts").mkdir(exist_ok=True)
    _golden("files.txt").write_text("\n".join(names(sample())) + "\n", encoding="utf-8")
    for name in GOLDEN_PARTS:
        _golden(name).write_text(_canonical(part(sample(), name)), encoding="utf-8")


def test_the_theme_part_holds_the_tokens_of_the_theme_file() -> None:
    """Colours and families are the theme's; styles point to them by name."""
    root = part(sample(), "word/theme/theme1.xml")
    colours = {
        str(slot.tag).rpartition("}")[2]: slot[0].get("val") for slot in root.iterfind(".//{*}clrScheme/*")
    }
    assert colours["accent1"] == theme().colours.accent.removeprefix("#").upper()
    assert [latin.get("typeface") for latin in root.iter("{*}latin")] == [
        theme().fonts.display,
        theme().fonts.text,
    ]


def test_another_theme_changes_styles_and_no_word() -> None:
    """The look comes from the theme: another accent is another colour in the styles, the document is the same."""
    from word_sample import DATE, assets  # noqa: PLC0415 - this test alone writes with another theme

    from dossier.word import write_report  # noqa: PLC0415 - same

    other = theme().model_copy(update={"colours": theme().colours.model_copy(update={"accent": "#336600"})})
    data = write_report(tree(), assets(), other, words(), date=DATE, options=PLAIN)
    assert etree.tostring(document(data)) == etree.tostring(document(sample()))
    assert b"336600" in etree.tostring(part(data, "word/styles.xml"))
    assert b"336600" not in etree.tostring(part(sample(), "word/styles.xml"))


def test_the_body_is_set_in_eleven_points_at_least() -> None:
    """D10: the sizes of the theme grow together until the body can be read on a screen."""
    size = part(sample(), "word/styles.xml").find(f"{W}docDefaults//{W}sz")
    assert size is not None
    assert int(size.get(f"{W}val", "0")) >= 22


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_style_of_our_own_has_a_name_in_each_language(language: str) -> None:
    """No own style shows its id; a comma would make Word read an alias."""
    own = {look.id for look in (*PARAGRAPHS, *CHARACTERS) if not look.name}
    own |= {BASE, "ChapterNumbers", "Script", *(table_style(name) for name in CLASSES)}
    named = words(language)["styles"]
    assert set(named) == own
    assert len(set(named.values())) == len(named)
    assert not [name for name in named.values() if "," in name or ";" in name]


def test_built_in_styles_carry_the_names_that_word_knows() -> None:
    """Word shows them in the user's language, whatever it is."""
    known = {n.get(f"{W}val") for n in part(sample(), "word/styles.xml").iter(f"{W}name")}
    assert {"Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption", "footnote text", "Quote",
            "List Bullet", "List Number", "toc 1", "toc 2", "table of figures", "header", "footer", "Hyperlink",
            "index 1", "Body Text", "TOC Heading"} <= known  # fmt: skip


def _fonts() -> dict[str, tuple[str, UUID]]:
    """Path and key of each embedded font, by family and slot."""
    targets = {r.get("Id"): r.get("Target") for r in part(sample(FONTS), "word/_rels/fontTable.xml.rels")}
    found: dict[str, tuple[str, UUID]] = {}
    for font in part(sample(FONTS), "word/fontTable.xml"):
        for embedded in font:
            if (key := embedded.get(f"{W}fontKey")) is not None:
                path = targets[
                    embedded.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
                ]
                found[f"{font.get(f'{W}name')} {str(embedded.tag).removeprefix(W)}"] = (
                    f"word/{path}",
                    UUID(key.strip("{}")),
                )
    return found


def test_the_families_in_use_are_embedded_whole_and_can_be_read_back() -> None:
    """Four styles of both families and the Armenian ones; each clear again with its key, and allowed to be embedded."""
    from zipfile import ZipFile  # noqa: PLC0415 - this test alone opens the fonts

    fonts = _fonts()
    assert len(fonts) >= 8 + 2
    with ZipFile(BytesIO(sample(FONTS))) as archive:
        for name, (path, key) in fonts.items():
            with TTFont(BytesIO(obfuscated(archive.read(path), key))) as font:
                assert font["OS/2"].fsType == 0, name
                assert "fvar" not in font, name
                assert font["name"].getDebugName(1) or font["name"].getDebugName(16), name
                assert len(font.getGlyphOrder()) > (80 if "Armenian" in name else 2500), name
                assert (font["OS/2"].usWeightClass >= 600) == ("Bold" in name), name


def test_the_switch_leaves_the_fonts_out() -> None:
    """Without fonts the settings do not claim any."""
    assert not [name for name in names(sample()) if name.endswith(".odttf")]
    assert part(sample(), "word/settings.xml").find(f"{W}embedTrueTypeFonts") is None
    assert part(sample(FONTS), "word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None
    assert part(sample(FONTS), "word/settings.xml").find(f"{W}saveSubsetFonts") is None


@pytest.mark.slow
def test_the_stored_bold_is_the_bold_of_the_variable_font() -> None:
    """The fonts that stand ready are what the cutter makes of the package's file."""
    source = next(path for path in font_paths("Noto Serif") if "Italic" not in path.name)
    with (
        TTFont(BytesIO(cut(source.read_bytes()))) as fresh,
        TTFont(BytesIO(static_font("Noto Serif", bold=True, italic=False))) as ready,
    ):
        assert fresh.getGlyphOrder() == ready.getGlyphOrder()
        assert fresh["hmtx"].metrics == ready["hmtx"].metrics


def _comments() -> list[tuple[str, str]]:
    """Each comment with the words it stands at."""
    said = {c.get(f"{W}id"): shown(c) for c in part(sample(REVIEW), "word/comments.xml")}
    found = []
    for paragraph in document(sample(REVIEW)).iter(f"{W}p"):
        found += [
            (shown(paragraph), said[mark.get(f"{W}id")]) for mark in paragraph.iter(f"{W}commentReference")
        ]
    return found


def test_reviewers_find_each_open_question_and_each_unsourced_statement() -> None:
    """A comment at the claim, at what a claim concerns, and at a paragraph of a chapter without a source."""
    comments = dict(_comments())
    assert comments["Question 1. Quand le feu a-t-il cessé ?"] == words()["open_question"]
    assert comments["Sans source ici."] == words()["unsourced"]
    assert comments["Le feu cesse (question 1)"].startswith(words()["disputed"])
    assert not [place for place in comments if place.startswith("Avec source")]


def test_comments_have_the_date_of_the_build_and_an_author() -> None:
    """No clock leaks into the comments."""
    for comment in part(sample(REVIEW), "word/comments.xml"):
        assert comment.get(f"{W}date") == "2026-01-15T00:00:00Z"
        assert comment.get(f"{W}author") == words()["reviewer"]


def test_without_review_there_is_no_comment() -> None:
    """The report is clean unless asked."""
    assert "word/comments.xml" not in names(sample())


def test_a_house_template_gives_its_styles_and_page() -> None:
    """Styles are matched by name: the template's own Heading 1 and its «Chapeau» are used."""
    root = part(sample(HOUSE), "word/styles.xml")
    heading = next(s for s in root.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == "heading 1")  # type: ignore[union-attr] # a style has a name
    assert b"Georgia" in etree.tostring(heading)
    lead = next(s for s in root.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == "Chapeau")  # type: ignore[union-attr] # same
    used = [style_of(p) for p in document(sample(HOUSE)).iter(f"{W}p")]
    assert lead.get(f"{W}styleId") in used
    margins = document(sample(HOUSE)).find(f".//{W}pgMar")
    assert margins is not None
    assert abs(int(margins.get(f"{W}left", "0")) - 20 * 1440 / 25.4) <= 1


def test_lists_of_a_house_template_and_ours_do_not_mix() -> None:
    """Every list that the report uses is defined once, behind those of the template."""
    numbering = part(sample(HOUSE), "word/numbering.xml")
    numbers = [n.get(f"{W}numId") for n in numbering.iter(f"{W}num")]
    assert len(set(numbers)) == len(numbers)
    used = {n.get(f"{W}val") for n in document(sample(HOUSE)).iter(f"{W}numId")}
    assert used
    assert used <= set(numbers)


def test_what_a_house_template_lacks_is_told_once() -> None:
    """One warning that names the styles."""
    problems = lacking_styles(house_template(), "maison.docx", theme(), words(), "fr")
    assert len(problems) == 1
    assert problems[0].severity == "warning"
    assert "Surtitre" in problems[0].message
    assert "Chapeau" not in problems[0].message
    assert lacking_styles(sample(), "own.docx", theme(), words(), "fr") == []


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda _: b"no zip", lambda data: data[: len(data) // 2]])
def test_a_template_that_is_no_word_document_is_a_problem(spoil: Callable[[bytes], bytes]) -> None:
    """Never a traceback."""
    with pytest.raises(ContentError, match=r"maison\.docx"):
        lacking_styles(spoil(house_template()), "maison.docx", theme(), words(), "fr")


def test_words_of_the_house_report_are_the_same() -> None:
    """A template changes looks, not words."""
    assert [shown(p) for p in document(sample(HOUSE)).iter(f"{W}p")][:8] == [
        shown(p) for p in document(sample()).iter(f"{W}p")
    ][:8]
    assert paragraphs(written(), "Title") == ["Le traité d’essai"]


if __name__ == "__main__":
    update_golden()
