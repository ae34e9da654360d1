"""Spaces in the painted content, so that text comes out with each of its spaces as itself.

Justification widens a no-break space by gaps around it, which read as ordinary spaces beside it. So it
goes into the layout as a fixed space of the same width, kept from breaking, and reads as a no-break
space again. The space that the layout drops at a line end is put back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.pdf.fonts import FontFace

Font = Any  # of the engine, untyped
NO_BREAK = "\u00a0"
FOUR_PER_EM, JOINER = "\u2005", "\u2060"
FIXED = JOINER + FOUR_PER_EM + JOINER
SHOW, FONT, END = b"] TJ", b" Tf", b"EMC"


def letters_beside_fixed(faces: Iterable[FontFace]) -> frozenset[int]:
    """Characters whose font has the fixed space too; beside others it would borrow the glyph of the space."""
    return frozenset().union(*(face.letters for face in faces if ord(FOUR_PER_EM) in face.letters))


def with_fixed_spaces(text: str, letters: frozenset[int]) -> str:
    """Text whose no-break spaces are fixed ones, where all letters around have a font that knows it."""
    if NO_BREAK not in text:
        return text
    parts = text.split(NO_BREAK)
    joined = parts[0]
    for part in parts[1:]:
        around = joined[-1:] + part[:1]
        joined += (FIXED if all(ord(letter) in letters for letter in around) else NO_BREAK) + part
    return joined


def plain(text: str) -> str:
    """Text as it was before its no-break spaces were fixed."""
    return text.replace(JOINER, "").replace(FOUR_PER_EM, NO_BREAK)


def borrowed(fonts: Iterable[Font], faces: Iterable[FontFace]) -> list[Problem]:
    """Fonts that lack a space of their own for a special one, so that all their spaces would read as that."""
    glyphs = {face.family: face.space for face in faces}
    hint = "take a font that has this space (the Noto families do)"
    return [
        Problem(
            "theme.yaml",
            message=f"the font «{font.family}» has no glyph for the space U+{ord(text):04X}",
            hint=hint,
        )
        for font in fonts
        if len(text := font.to_unicode.get(glyphs.get(font.family, -1), " ")) == 1 and text != " "
    ]


def space_glyphs(fonts: Iterable[Font]) -> dict[bytes, bytes]:
    """By name of a font in the content, its glyph for the space, where it is in use."""
    return {
        b"/" + font.hash.encode(): f"{glyph:04x}".encode()
        for font in fonts
        for glyph, text in font.to_unicode.items()
        if text == " " and glyph in font.widths
    }


def _ends(item: object, operator: bytes) -> bool:
    return isinstance(item, bytes) and item.endswith(operator)


def end_with_space(content: list[Any], start: int, spaces: Mapping[bytes, bytes]) -> bool:
    """Show a space after the last text of the marked sequence that opens at `start`; false when its font has none in use."""
    end = content.index(END, start)
    shown = next((place for place in range(end, start, -1) if _ends(content[place], SHOW)), None)
    if shown is None:
        return False
    font = next((item for item in reversed(content[:shown]) if _ends(item, FONT)), b"")
    space = spaces.get(font.split(b" ")[0])
    if space is not None:
        content[shown] += b" [<" + space + b">" + SHOW
    return space is not None
