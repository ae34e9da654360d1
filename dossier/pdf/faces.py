"""The fonts of a finished PDF: each is embedded, and none shows its box for a letter that it lacks."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Pdf

from dossier.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

FILES = (Name.FontFile, Name.FontFile2, Name.FontFile3)
BOX = 0
"""number of the glyph that stands for all letters a font lacks"""


def face_faults(data: bytes, file: str = "") -> list[Problem]:
    """A Problem for each font of the pages that is not embedded, or whose box for missing letters is in use."""
    with Pdf.open(BytesIO(data)) as pdf:
        fonts: dict[tuple[int, int], Object] = {}
        seen: set[tuple[int, int]] = set()
        for page in pdf.pages:
            _gather(page.Resources, fonts, seen)
        return [problem for font in fonts.values() for problem in _faults(font, file)]


def _gather(resources: Object, fonts: dict[tuple[int, int], Object], seen: set[tuple[int, int]]) -> None:
    """Take up the fonts of a page, and of the drawings on it; `seen` are the objects looked into before."""
    if resources.is_indirect:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
    for font in resources.get(Name.Font, Dictionary()).values():
        fonts[font.objgen] = font
    for item in resources.get(Name.XObject, Dictionary()).values():
        if item.objgen not in seen and Name.Resources in item:
            seen.add(item.objgen)
            _gather(item.Resources, fonts, seen)


def _faults(font: Object, file: str) -> Iterator[Problem]:
    name = str(font.get(Name.BaseFont, "")).lstrip("/")
    hint = "use the fonts of the theme, or give it a font that has the letter"
    for inner in font.get(Name.DescendantFonts, Array([font])):
        descriptor = inner.get(Name.FontDescriptor, Dictionary())
        if not any(key in descriptor for key in FILES):
            yield Problem(file, path=name, message="a font is not embedded", hint=hint)
        if BOX in _used(inner.get(Name.W, Array())):
            yield Problem(
                file, path=name, message="a letter is shown as a box: its font has no glyph for it", hint=hint
            )


def _used(widths: Object) -> set[int]:
    """Numbers of the glyphs that a font lists one by one with their widths: those in use."""
    found: set[int] = set()
    items = list(widths)
    for place, item in enumerate(items):
        if isinstance(item, Array):
            first = int(items[place - 1])
            found |= set(range(first, first + len(item)))
    return found
