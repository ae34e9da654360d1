"""How wide words are in the fonts of the theme, and lines and blocks of text made of them.

Widths come from the font files that are installed as packages or lie in `templates/fonts/`, never from
the reader's system, so that a drawing is the same on every machine. A character that no file covers is
taken as rather wide. Renderers set drawings letter by letter: no kerning is counted.
"""

from __future__ import annotations

import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

from dossier.drawings.canvas import Anchor, Box, Style, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.theme import Fonts

Role = Literal["display", "text"]
ASCENT = 0.76
"""Height of capitals and accents' usual reach above the baseline, per point of size."""
DESCENT = 0.24
"""Depth of descenders below the baseline, per point of size."""
UNKNOWN_WIDTH = 0.66
BOLDNESS = {400: 1.0, 500: 1.025, 600: 1.055, 700: 1.085}
"""How much wider than regular a heavier weight runs at most, over words (held against the fonts by a test)."""


def _folders(family: str, templates: Path) -> Iterator[Path]:
    """Where files of this family may lie."""
    found = find_spec(f"fontpkg_{family.lower().replace(' ', '_')}")
    for place in found.submodule_search_locations or [] if found else []:
        yield Path(place) / "files"
    yield templates / "fonts"


def font_file(family: str, templates: Path, *, italic: bool = False) -> Path | None:
    """The file of a family (upright or italic, variable before regular), or None when it is not installed."""
    stem = family.replace(" ", "") + ("-Italic" if italic else "")
    endings = ("[*.ttf", "-Regular.[to]tf", ".[to]tf") if not italic else ("[*.ttf", ".[to]tf")
    patterns = [stem + ending.replace("[*", "[[]*") for ending in endings]
    for folder in _folders(family, templates):
        for pattern in patterns:
            if files := sorted(folder.glob(pattern)):
                return files[0]
    return None


class Face:
    """Advance widths of one font file, as parts of the em."""

    def __init__(self, file: Path) -> None:
        with TTFont(file, lazy=True) as font:
            font.setGlyphOrder(
                [str(number) for number in range(font["maxp"].numGlyphs)]
            )  # spares the table of names
            self._names: Mapping[int, str] = font.getBestCmap()
            self._advances: Mapping[str, tuple[int, int]] = font["hmtx"].metrics
            self._em = float(font["head"].unitsPerEm)

    def width(self, character: str) -> float | None:
        """The advance of a character in ems, or None when the font lacks it."""
        name = self._names.get(ord(character))
        return None if name is None else self._advances[name][0] / self._em


def _guess(character: str) -> float:
    """A width in ems for a character that no font at hand covers."""
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else UNKNOWN_WIDTH


class Lettering:
    """Measures and sets words in the fonts of a theme."""

    def __init__(self, fonts: Fonts, templates: Path) -> None:
        self._fonts = fonts
        self._templates = templates
        self._faces: dict[tuple[str, bool], Face | None] = {}
        self._widths: dict[tuple[str, str, bool], float] = {}

    def families(self, role: Role = "display") -> str:
        """The value of font-family: the family of the role, then the fallbacks of its kind, then a generic one."""
        first = self._fonts.display if role == "display" else self._fonts.text
        others = [name for names in self._fonts.fallback.values() for name in names]
        near = sorted(others, key=lambda name: not name.startswith(first))
        return ", ".join(dict.fromkeys([first, *near, "sans-serif" if role == "display" else "serif"]))

    def _face(self, family: str, *, italic: bool) -> Face | None:
        """The face of a family, opened when it is first asked for; upright where there is no italic."""
        key = (family, italic)
        if key not in self._faces:
            file = font_file(family, self._templates, italic=italic) or font_file(family, self._templates)
            self._faces[key] = Face(file) if file else None
        return self._faces[key]

    def _found(self, character: str, role: Role, *, italic: bool) -> Iterator[float]:
        """The advance in each face of the role that has the character, best face first."""
        for family in self.families(role).split(", ")[:-1]:
            face = self._face(family, italic=italic)
            width = face.width(character) if face else None
            if width is not None:
                yield width

    def _advance(self, character: str, role: Role, *, italic: bool) -> float:
        key = (character, role, italic)
        if key not in self._widths:
            self._widths[key] = next(self._found(character, role, italic=italic), _guess(character))
        return self._widths[key]

    def width(self, words: str, style: Style) -> float:
        """Width of a line of words in points."""
        ems = sum(self._advance(character, style.family, italic=style.italic) for character in words)
        return ems * style.size * BOLDNESS.get(style.weight, 1.1) + style.tracking * max(len(words) - 1, 0)

    def line(self, words: str, x: float, y: float, style: Style, anchor: Anchor = "start") -> Text:
        """One line of text on the baseline `y`, with the box it covers."""
        width = self.width(words, style)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width
        box = Box(left, y - ASCENT * style.size, left + width, y + DESCENT * style.size)
        return Text(words, x, y, style, box, anchor)

    def block(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        style: Style,
        *,
        anchor: Anchor = "start",
        leading: float = 1.16,
    ) -> tuple[Text, ...]:
        """Lines set one below the other from `top`; `leading` is a factor of the size."""
        first = top + ASCENT * style.size
        return tuple(
            self.line(words, x, first + index * leading * style.size, style, anchor)
            for index, words in enumerate(lines)
        )

    def wrapped(self, words: str, width: float, style: Style) -> tuple[str, ...]:
        """The words broken into lines no wider than `width` points; a longer single word keeps its line."""
        lines: list[str] = []
        for word in words.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, style) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)
