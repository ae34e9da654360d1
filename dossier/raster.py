"""Drawings as pixels: an SVG as a PNG, with the fonts of the install and no others.

Knows SVG and the font packages; knows nothing of Word or PDF. Needs no browser and no network.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import fontpkg  # type: ignore[import-untyped]  # it ships no types
import resvg_py
from lxml import etree

from dossier.paths import templates_folder
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.theme import Fonts

SVG = "image/svg+xml"
RESOLUTION = 300  # dots per inch
MM_PER_INCH = 25.4
UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}


def _length(value: str) -> float:
    """A length of SVG in millimetres; zero for a percentage or nothing."""
    figure = value.strip().rstrip("abcdefghijklmnopqrstuvwxyz%")
    return float(figure or 0) * UNITS.get(value.strip()[len(figure) :], 0.0)


def size_of_svg(data: bytes) -> tuple[float, float]:
    """Width and height of a drawing in millimetres, from its attributes or else its view box."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    if width and height:
        return width, height
    wide, high = (box[2], box[3]) if len(box) == 4 else (100.0, 100.0)  # noqa: PLR2004 - x, y, width, height
    if width:
        return width, width * high / wide
    return wide * UNITS["px"], high * UNITS["px"]


@cache
def font_files(families: tuple[str, ...]) -> tuple[str, ...]:
    """The font files of the install for some families, and those that come with the templates, in a fixed order."""
    own = sorted((templates_folder() / "fonts").glob("*.?tf"))
    packaged = [file.path for name in families for file in _packaged(name)]
    return tuple(map(str, [*own, *sorted(packaged)]))


def _packaged(family: str) -> Iterable[fontpkg.FontFile]:
    try:
        return tuple(fontpkg.family(family).files)
    except fontpkg.FamilyNotInstalled:
        return ()


def to_png(
    drawing: bytes, width: float, *, families: Fonts, resolution: int = RESOLUTION, name: str = "drawing.svg"
) -> bytes:
    """The drawing as a PNG, `width` millimetres wide at `resolution` dots per inch; ContentError when it is no SVG."""
    try:
        return resvg_py.svg_to_bytes(
            svg_string=drawing.decode("utf-8"),
            width=round(width / MM_PER_INCH * resolution),
            dpi=resolution,
            skip_system_fonts=True,
            font_files=list(font_files((families.text, families.display))),
            font_family=families.display,
            background="white",
        )
    except ValueError as error:
        problem = Problem(
            name, message=f"the drawing cannot be turned into pixels: {error}", hint="save it as plain SVG"
        )
        raise ContentError([problem]) from error
