"""The font files of a theme, and the CSS that declares them.

Fonts come with the install (the `fontpkg-*` packages) or stand in a folder beside the templates;
the fonts of the machine are never asked. Knows nothing of layout.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """One font file: its family, slant, weight (0: all weights in one variable file) and bytes."""

    family: str
    name: str
    italic: bool
    weight: int
    data: bytes


def _installed(family: str) -> Iterator[FontFace]:
    """Faces of an installed font package, none when there is no such package."""
    try:
        files = fontpkg.family(family).files
    except fontpkg.FamilyNotInstalled:
        return
    for file in files:
        weight = 0 if file.variable else file.weight or 400
        yield FontFace(family, file.path.name, file.style == "italic", weight, file.path.read_bytes())


def _stored(family: str, folder: Path) -> Iterator[FontFace]:
    """Faces of a family among the font files of a folder, by the names inside the files."""
    for path in sorted(folder.glob(f"{family.replace(' ', '')}-*.ttf")):
        with TTFont(path, lazy=True) as font:
            italic = bool(font["OS/2"].fsSelection & ITALIC)
            weight = 0 if "fvar" in font else font["OS/2"].usWeightClass
        yield FontFace(family, path.name, italic, weight, path.read_bytes())


def load_fonts(theme: Theme, folder: Path) -> tuple[FontFace, ...]:
    """All faces of the families that the theme names; ContentError when a family is nowhere."""
    fallbacks = [family for families in theme.fonts.fallback.values() for family in families]
    families = list(dict.fromkeys([theme.fonts.text, theme.fonts.display, *fallbacks]))
    found = {family: [*_installed(family), *_stored(family, folder)] for family in families}
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
