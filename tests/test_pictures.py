"""Pictures of the content come out upright, in sRGB, sharp enough and harmless, or not at all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image, ImageCms

from dossier.pictures import read_picture

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
WIDTH = 25.4
"""millimetres: one inch, so that points across are dots per inch"""


def saved(folder: Path, name: str, image: Image.Image, **options: Any) -> Path:  # noqa: ANN401 - what Pillow takes
    """The picture as a file."""
    image.save(folder / name, **options)
    return folder / name


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.webp"])
def test_the_usual_kinds_are_read(tmp_path: Path, name: str) -> None:
    """PNG, JPEG, TIFF and WebP give a picture without a word of complaint."""
    picture, problems = read_picture(saved(tmp_path, name, Image.new("RGB", (400, 200), "navy")), "a", WIDTH)
    assert problems == []
    assert picture is not None
    assert picture.width / picture.height == 2
    assert picture.asset.media_type in {"image/png", "image/jpeg"}


@pytest.mark.parametrize(
    ("points", "severity", "sentence"),
    [
        (299, "warning", "299 dpi at its printed size is less than the 300 dpi of good print"),
        (149, "error", "149 dpi at its printed size is too coarse; 150 dpi is the least"),
    ],
)
def test_a_coarse_picture_is_told(tmp_path: Path, points: int, severity: str, sentence: str) -> None:
    """Under 300 dpi at printed size a warning, under 150 an error."""
    picture, problems = read_picture(saved(tmp_path, "a.png", Image.new("RGB", (points, 50))), "a", WIDTH)
    assert [(problem.severity, problem.message) for problem in problems] == [
        (severity, f"«a.png»: {sentence}")
    ]
    assert (picture is None) == (severity == "error")


def test_a_photograph_held_sideways_is_set_upright(tmp_path: Path) -> None:
    """The orientation that a camera notes is applied."""
    exif = Image.Exif()
    exif[0x0112] = 6
    picture, _ = read_picture(saved(tmp_path, "a.jpg", Image.new("RGB", (600, 400)), exif=exif), "a", WIDTH)
    assert picture is not None
    assert (picture.width, picture.height) == (400, 600)


def test_a_colour_profile_is_respected(tmp_path: Path) -> None:
    """Numbers of another colour space become the same colour in sRGB."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture, problems = read_picture(
        saved(tmp_path, "a.png", Image.new("RGB", (400, 400), (10, 200, 30)), icc_profile=lab), "a", WIDTH
    )
    assert picture is not None
    assert not problems
    red, green, blue = Image.open(io.BytesIO(picture.asset.data)).convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # three channels
    assert (abs(red - 10), abs(green - 200), abs(blue - 30)) < (4, 4, 4)


def test_transparency_becomes_paper(tmp_path: Path) -> None:
    """A clear ground prints white, not black."""
    picture, _ = read_picture(
        saved(tmp_path, "a.png", Image.new("RGBA", (400, 400), (0, 0, 0, 0))), "a", WIDTH
    )
    assert picture is not None
    assert Image.open(io.BytesIO(picture.asset.data)).convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_a_page_of_a_pdf_is_a_picture(tmp_path: Path) -> None:
    """The page asked for, at 300 dpi of its printed width; a page that is not there is told."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    document.save(tmp_path / "a.pdf")
    picture, problems = read_picture(tmp_path / "a.pdf", "a", WIDTH)
    assert not problems
    assert picture is not None
    assert picture.width == 300
    assert "there is no page 2" in str(read_picture(tmp_path / "a.pdf", "a", WIDTH, 2)[1][0])


def test_a_plain_svg_stays_vector(tmp_path: Path) -> None:
    """An SVG without harm keeps its lines."""
    (tmp_path / "a.svg").write_text(SVG.format('<rect width="9" height="9" fill="url(#g)"/>'))
    picture, problems = read_picture(tmp_path / "a.svg", "a", WIDTH)
    assert not problems
    assert picture is not None
    assert (picture.width, picture.height, picture.asset.media_type) == (40, 20, "image/svg+xml")


@pytest.mark.parametrize(
    ("inside", "harm"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image href="https://example.org/a.png"/>', "a reference to «https://example.org/a.png»"),
        ('<image href="file:///etc/passwd"/>', "a reference to «file:///etc/passwd»"),
        ('<rect onclick="alert(1)"/>', "the event «onclick»"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<style>@import 'https://example.org/a.css';</style>", "a style that leads out of the file"),
        ('<rect style="fill: url(https://example.org/a)"/>', "«style» that leads out of the file"),
    ],
)
def test_a_hostile_svg_is_refused(tmp_path: Path, inside: str, harm: str) -> None:
    """Scripts, events, foreign content and references that lead out never reach a renderer."""
    (tmp_path / "a.svg").write_text(SVG.format(inside))
    picture, problems = read_picture(tmp_path / "a.svg", "a", WIDTH)
    assert picture is None
    assert problems[0].message == f"«a.svg»: the SVG holds {harm}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'),
        ("a.svg", b"<svg"),
        ("a.svg", b"<html/>"),
        ("a.png", b"no picture"),
        ("a.png", b""),
        ("a.pdf", b"%PDF-1.7 cut short"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    """Entity bombs, broken and foreign files end in a sentence and a remedy."""
    (tmp_path / name).write_bytes(data)
    picture, problems = read_picture(tmp_path / name, "a", WIDTH)
    assert picture is None
    assert problems[0].hint


def test_a_picture_far_too_fine_is_brought_down(tmp_path: Path) -> None:
    """Nobody sees more than 300 dpi in print; the file stays light."""
    picture, _ = read_picture(saved(tmp_path, "a.png", Image.new("RGB", (2000, 1000))), "a", WIDTH)
    assert picture is not None
    assert picture.width == 300
