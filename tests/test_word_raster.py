"""Drawings as pixels: at the size asked for, in the fonts of the install, the same on every machine."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from word_sample import ROAD, theme

from dossier.problems import ContentError
from dossier.raster import font_files, size_of_svg, to_png


def drawn(inner: str) -> Image.Image:
    """A drawing of 40 by 10 mm as grey pixels."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="10mm" viewBox="0 0 40 10">{inner}</svg>'
    return Image.open(BytesIO(to_png(svg.encode(), 40, families=theme().fonts))).convert("L")


def ink(picture: Image.Image) -> int:
    """The number of dark pixels."""
    return sum(picture.point(lambda value: value < 128).histogram()[1:])


def test_the_picture_has_300_dots_an_inch() -> None:
    """144 mm are 1701 pixels."""
    assert Image.open(BytesIO(to_png(ROAD, 144, families=theme().fonts))).size == (1701, 850)


@pytest.mark.parametrize("words", ["Bichkek", "Бишкек", "Երևան"])
def test_words_are_set_in_letters_and_not_in_boxes(words: str) -> None:
    """Each script finds a font of the install: the letters of a word differ from the sign of a missing one."""
    family = theme().fonts.fallback["Armenian"][-1] if words == "Երևան" else theme().fonts.display
    text = '<text x="1" y="8" font-size="6" font-family="{}">{}</text>'
    shown, missing = (
        drawn(text.format(family, words)),
        drawn(text.format(family, "\N{TAI LE LETTER KA}" * len(words))),
    )
    assert ink(shown) > 500
    assert ImageChops.difference(shown, missing).getbbox() is not None


def test_bold_is_bolder() -> None:
    """The weights of the variable font are used."""
    text = '<text x="1" y="8" font-size="6" font-family="Noto Sans" font-weight="{}">Protocole</text>'
    assert ink(drawn(text.format(700))) > 1.2 * ink(drawn(text.format(400)))


def test_the_fonts_are_those_of_the_install_in_a_fixed_order() -> None:
    """Never the system's."""
    files = font_files((theme().fonts.text, theme().fonts.display))
    assert len(files) >= 4
    assert not [file for file in files if file.startswith("/usr/share/fonts")]


def test_the_same_drawing_is_the_same_pixels() -> None:
    """Byte for byte."""
    assert to_png(ROAD, 50, families=theme().fonts) == to_png(ROAD, 50, families=theme().fonts)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="40mm" height="10mm"', (40, 10)),
        ('width="4cm" height="1in"', (40, 25.4)),
        ('width="40mm" viewBox="0 0 200 100"', (40, 20)),
        ('viewBox="0 0 96 48"', (25.4, 12.7)),
    ],
)
def test_the_size_of_a_drawing_is_read_from_its_head(head: str, size: tuple[float, float]) -> None:
    """Lengths with units, or the view box."""
    assert size_of_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>'.encode()) == pytest.approx(size)


@pytest.mark.parametrize("data", [b"no drawing", b"<svg>", b"\xff\xfe"])
def test_what_is_no_drawing_is_a_problem(data: bytes) -> None:
    """A broken drawing is told with its name, never a traceback."""
    with pytest.raises(ContentError, match=r"carte\.svg"):
        to_png(data, 40, families=theme().fonts, name="carte.svg")
