"""The font files of a theme, and the CSS that declares them.

Fonts come with the install (the `fontpkg-*` packages) or stand in a folder beside the templates;
the fonts of the machine are never asked. Knows nothing of layout.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import fontpkg  # type: ignore[import-untyped]  # it ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dossier.theme import Theme

SCHEME = "font:"
ITALIC = 1


@dataclass(frozen=True)
class FontFace:
    """One font file: family, slant, weight (0: all weights in one variable file) and bytes.

    `letters` are the characters it has, `space` is the number of its glyph for the space.
    """

    family: str
    name: str
    italic: bool
    weight: int
    data: bytes = field(repr=False)
    letters: frozenset[int] = field(repr=False)
    space: int


def _face(family: str, path: Path) -> FontFace:
    """Read one font file."""
    data = path.read_bytes()
    with TTFont(BytesIO(data), lazy=True) as font:
        letters = font.getBestCmap()
        return FontFace(
            family=family,
            name=path.name,
            italic=bool(font["OS/2"].fsSelection & ITALIC),
            weight=0 if "fvar" in font else font["OS/2"].usWeightClass,
            data=data,
            letters=frozenset(letters),
            space=font.getGlyphID(letters[ord(" ")]) if ord(" ") in letters else -1,
        )


def _files(family: str, folder: Path) -> Iterator[Path]:
    """Files of a family: those of an installed font package, and those that stand in a folder."""
    try:
        yield from (file.path for file in fontpkg.family(family).files)
    except fontpkg.FamilyNotInstalled:
        yield from sorted(folder.glob(f"{family.replace(' ', '')}-*.ttf"))


def load_fonts(theme: Theme, folder: Path) -> tuple[FontFace, ...]:
    """All faces of the families that the theme names; ContentError when a family is nowhere."""
    fallbacks = [family for families in theme.fonts.fallback.values() for family in families]
    families = list(dict.fromkeys([theme.fonts.text, theme.fonts.display, *fallbacks]))
    found = {family: [_face(family, path) for path in _files(family, folder)] for family in families}
    missing = [family for family, faces in found.items() if not faces]
    if missing:
        hint = f"install the package «fontpkg-…» or put its .ttf files into {folder.name}/"
        raise ContentError(
            Problem("theme.yaml", message=f"no font file for «{family}»", hint=hint) for family in missing
        )
    return tuple(face for faces in found.values() for face in faces)


def _rule(face: FontFace) -> str:
    weight = f"font-weight: {face.weight}; " if face.weight else ""
    slant = "italic" if face.italic else "normal"
    return f'@font-face {{ font-family: "{face.family}"; font-style: {slant}; {weight}src: url("{address(face)}") }}'


def address(face: FontFace) -> str:
    """Address under which the layout asks for a face."""
    safe = "".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in face.name)
    return f"{SCHEME}{safe}"


def font_faces_css(faces: Iterable[FontFace]) -> str:
    """All @font-face rules, one for each face."""
    return "\n".join(_rule(face) for face in faces) + "\n"
