"""Boxes, lettering and the studio that draws: what every drawing relies on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dossier.drawings.canvas import (
    Box,
    Circle,
    Line,
    Pen,
    Rectangle,
    Style,
    around,
    collisions,
    hull,
    number,
    path_data,
    shortened,
    strays,
)
from dossier.drawings.lettering import Lettering, font_file
from dossier.drawings.studio import Studio
from dossier.problems import ContentError
from dossier.theme import Theme

TEMPLATES = Path(__file__).parents[1] / "templates"
THEME = Theme.model_validate(yaml.safe_load((TEMPLATES / "themes/archive/theme.yaml").read_text("utf-8")))
WORDS = "Stepanakert / Khankendi, Chouchi, Bichkek 5 mai 1994, Əsgəran, Цахкадзор"
SVG = "{http://www.w3.org/2000/svg}"

sides = st.floats(min_value=-500, max_value=500, allow_nan=False)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + abs(w) + 1, y + abs(h) + 1), sides, sides, sides, sides)


@pytest.fixture(scope="module")
def lettering() -> Lettering:
    return Lettering(THEME.fonts, TEMPLATES)


def studio(templates: Path = TEMPLATES, language: str = "fr") -> Studio:
    return Studio(THEME, templates, language)


@given(boxes, boxes)
def test_overlap_is_mutual_and_what_is_held_overlaps(one: Box, other: Box) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert hull([one, other]).holds(one)
    assert hull([one, other]).holds(other)
    if one.holds(other, slack=0):
        assert one.overlaps(other)


def test_boxes_that_touch_do_not_overlap_but_come_nearer_than_a_gap() -> None:
    left, right = Box(0, 0, 10, 10), Box(10, 0, 20, 10)
    assert not left.overlaps(right)
    assert left.overlaps(right, gap=0.5)
    assert collisions([left, right, Box(9, 9, 11, 11)]) == [
        (left, Box(9, 9, 11, 11)),
        (right, Box(9, 9, 11, 11)),
    ]


def test_a_box_that_sticks_out_of_the_frame_is_a_stray() -> None:
    frame = Box(0, 0, 100, 100)
    assert strays([Box(1, 1, 99, 99), Box(50, 50, 101, 60)], frame) == [Box(50, 50, 101, 60)]
    assert around(5, 5, 2).grown(1).moved(1, 0) == Box(3, 2, 9, 8)


def test_no_box_has_no_hull() -> None:
    with pytest.raises(ValueError, match="no box"):
        hull([])


def test_numbers_are_written_short() -> None:
    assert [number(value) for value in (1.0, 0.333333, -0.0001, 120.5, 100)] == [
        "1",
        "0.33",
        "0",
        "120.5",
        "100",
    ]
    assert path_data([(0, 0), (1.5, 2)], closed=True) == "M0 0L1.5 2Z"
    assert path_data([]) == ""


def test_alternative_text_is_cut_between_words() -> None:
    assert shortened("short") == "short"
    cut = shortened("word " * 80)
    assert len(cut) <= 250
    assert cut.endswith("word…")


@pytest.mark.parametrize("italic", [False, True])
def test_regular_widths_are_those_of_the_font_file(lettering: Lettering, *, italic: bool) -> None:
    file = font_file(THEME.fonts.display, TEMPLATES, italic=italic)
    assert file is not None
    font = TTFont(file)
    names, metrics = font.getBestCmap(), font["hmtx"]
    expected = sum(metrics[names[ord(character)]][0] for character in WORDS) / 100
    assert lettering.width(WORDS, Style(10, "#000000", italic=italic)) == pytest.approx(expected)


@pytest.mark.parametrize("weight", [500, 600, 700])
def test_heavier_words_never_run_wider_than_measured(lettering: Lettering, weight: int) -> None:
    file = font_file(THEME.fonts.display, TEMPLATES)
    assert file is not None
    font = TTFont(file)
    names, glyphs = font.getBestCmap(), font.getGlyphSet(location={"wght": weight})
    true = sum(glyphs[names[ord(character)]].width for character in WORDS) / 100
    assert true <= lettering.width(WORDS, Style(10, "#000000", weight)) <= true * 1.05


def test_characters_that_no_font_covers_are_taken_as_wide(lettering: Lettering) -> None:
    style = Style(10, "#000000")
    assert lettering.width("漢字", style) >= 20
    assert lettering.width("", style) == 0
    assert lettering.width("AB", Style(10, "#000000", tracking=2)) == pytest.approx(
        lettering.width("AB", style) + 2
    )


def test_the_box_of_a_line_follows_its_anchor(lettering: Lettering) -> None:
    style = Style(8, "#000000")
    width = lettering.width("Bakou", style)
    assert lettering.line("Bakou", 50, 20, style).box.left == 50
    assert lettering.line("Bakou", 50, 20, style, "end").box.right == pytest.approx(50)
    assert lettering.line("Bakou", 50, 20, style, "middle").box.centre[0] == pytest.approx(50)
    assert lettering.line("Bakou", 50, 20, style).box.width == pytest.approx(width)


def test_lines_of_a_block_do_not_overlap_and_start_at_its_top(lettering: Lettering) -> None:
    lines = lettering.block(["Chouchi", "Choucha", "Şuşa"], 10, 30, Style(7.5, "#000000"))
    assert lines[0].box.top == pytest.approx(30)
    assert collisions([line.box for line in lines]) == []


def test_wrapped_lines_fit_and_lose_no_word(lettering: Lettering) -> None:
    style = Style(7.5, "#000000")
    words = "Chahoumian et Achaghy Aghdjakend, au nord de Mardakert"
    lines = lettering.wrapped(words, 90, style)
    assert " ".join(lines) == words
    assert len(lines) > 1
    assert all(lettering.width(line, style) <= 90 for line in lines)


def test_a_language_without_words_is_told_with_those_there_are(tmp_path: Path) -> None:
    file = tmp_path / "locales/fr/drawings.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("map: {north: Nord}\n", "utf-8")
    assert studio(tmp_path, "fr-CH").words("map") == {"north": "Nord"}
    with pytest.raises(ContentError, match="timeline"):
        studio(tmp_path).words("timeline")
    with pytest.raises(ContentError, match="there are words for fr"):
        studio(tmp_path, "xx").words("map")


def test_a_drawing_holds_real_text_and_every_mark_and_escapes_content(tmp_path: Path) -> None:
    folder = tmp_path / "drawings"
    folder.mkdir()
    for name in ("_drawing.svg.j2", "_marks.svg.j2"):
        (folder / name).write_text((TEMPLATES / "drawings" / name).read_text("utf-8"), "utf-8")
    (folder / "sample.svg.j2").write_text(
        '{% extends "_drawing.svg.j2" %}{% from "_marks.svg.j2" import shape, text with context %}'
        "{% block marks %}{% for mark in marks %}{{ shape(mark) }}{% endfor %}{{ text(label) }}{% endblock %}",
        "utf-8",
    )
    desk = studio(tmp_path)
    pen = Pen("#112233", 0.5)
    label = desk.lettering.line("A & <B>", 10, 10, desk.style("#000000"))
    marks = [Line("M0 0L1 1", pen), Circle(5, 5, 2, pen), Rectangle(Box(0, 0, 10, 4), pen)]
    drawing = desk.draw(
        "sample.one",
        Box(0, 0, 72, 144),
        alt="short",
        description="long <words>",
        labels=(label.box,),
        marks=marks,
        label=label,
    )
    root = etree.fromstring(drawing.svg.encode("utf-8"))
    assert [etree.QName(child).localname for child in root] == [
        "title",
        "desc",
        "path",
        "circle",
        "rect",
        "text",
    ]
    assert root.findtext(f"{SVG}text") == "A & <B>"
    assert root.findtext(f"{SVG}desc") == "long <words>"
    assert root.get("font-family", "").startswith(THEME.fonts.display)
    assert (drawing.width, drawing.height) == (25.4, 50.8)
    assert root.get("width") == "25.4mm"
