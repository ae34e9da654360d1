"""The font table, and the families themselves inside the package where they are to be embedded.

Word wants static fonts: the regular and italic ones are the variable files at their default, the bold ones stand
ready cut in `templates/fonts/word/`, or are cut here, which takes seconds. Fonts are embedded whole, so that an
editor can type any letter, and obfuscated as ISO/IEC 29500-4, 9.1.1 says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import fontpkg  # type: ignore[import-untyped]  # it ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]  # same

from dossier.paths import templates_folder
from dossier.word.ooxml import qn, w
from dossier.word.state import Relation, Relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

    from dossier.theme import Theme

FONT_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # that of addresses, in RFC 9562
OBFUSCATED = 32  # bytes
VARIATIONS = ("fvar", "avar", "gvar", "cvar", "HVAR", "MVAR", "STAT")
BOLD_WEIGHT = 700
FULL_WIDTH = 100
SLOTS = {
    "embedRegular": (False, False),
    "embedBold": (True, False),
    "embedItalic": (False, True),
    "embedBoldItalic": (True, True),
}


@dataclass(frozen=True)
class EmbeddedFont:
    """One static font in the package: `slot` is Word's name for its style, `key` the GUID it is obfuscated with."""

    family: str
    slot: str
    path: str
    key: UUID
    data: bytes


def families(theme: Theme, scripts: Iterable[str] = ()) -> list[str]:
    """The families that the report uses: the two of the theme, and those of `scripts` that occur."""
    named = [theme.fonts.text, theme.fonts.display]
    for script, fallback in theme.fonts.fallback.items():
        if script in scripts:
            named += [fallback[0], fallback[-1]]
    return list(dict.fromkeys(named))


def font_paths(family: str) -> list[Path]:
    """The files of a family: those of an installed font package, else those that come with the templates."""
    try:
        return sorted(file.path for file in fontpkg.family(family).files)
    except fontpkg.FamilyNotInstalled:
        return sorted((templates_folder() / "fonts").glob(f"{family.replace(' ', '')}-*.ttf"))


@cache
def static_font(family: str, *, bold: bool, italic: bool) -> bytes:
    """One static font of a family as TrueType; empty when the family has no such style."""
    name = f"{family.replace(' ', '')}-{'Bold' if bold else ''}{'Italic' if italic else ''}"
    name = name if bold or italic else f"{name}Regular"
    ready = templates_folder() / "fonts" / "word" / f"{name}.ttf"
    if ready.is_file():
        return ready.read_bytes()
    for path in font_paths(family):
        if "[" in path.name and ("Italic" in path.name) == italic:
            return cut(path.read_bytes()) if bold else at_default(path.read_bytes())
        if path.stem == name:
            return path.read_bytes()
    return b""


def at_default(data: bytes) -> bytes:
    """A variable font at its default: the same outlines without the tables of its variations."""
    with TTFont(BytesIO(data), lazy=True, recalcTimestamp=False) as font:
        for table in VARIATIONS:
            if table in font:
                del font[table]
        return _saved(font)


def cut(data: bytes, weight: int = BOLD_WEIGHT) -> bytes:
    """A variable font cut at a weight and full width."""
    with TTFont(BytesIO(data), recalcTimestamp=False) as font:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        place = {"wght": weight, "wdth": FULL_WIDTH}
        return _saved(
            instantiateVariableFont(
                font, {axis: place[axis] for axis in axes & set(place)}, updateFontNames=True
            )
        )


def _saved(font: TTFont) -> bytes:
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def obfuscated(data: bytes, key: UUID) -> bytes:
    """The font with its first 32 bytes mixed with the key; the same again gives the font back."""
    mask = key.bytes[::-1] * 2
    return (
        bytes(byte ^ other for byte, other in zip(data[:OBFUSCATED], mask, strict=True)) + data[OBFUSCATED:]
    )


def embedded_fonts(theme: Theme, scripts: Iterable[str]) -> list[EmbeddedFont]:
    """All fonts to embed, obfuscated, in a fixed order."""
    made: list[EmbeddedFont] = []
    for family in families(theme, scripts):
        for slot, (bold, italic) in SLOTS.items():
            data = static_font(family, bold=bold, italic=italic)
            if data:
                key = uuid5(NAMESPACE, f"{family} {slot}")
                path = f"/word/fonts/font{len(made) + 1}.odttf"
                made.append(EmbeddedFont(family, slot, path, key, obfuscated(data, key)))
    return made


def _embeddings(family: str, fonts: Iterable[EmbeddedFont], relations: Relations) -> Iterator[Element]:
    for font in fonts:
        if font.family == family:
            made = w(font.slot, fontKey=f"{{{str(font.key).upper()}}}")
            made.set(qn("r:id"), relations.add(Relation(FONT_KIND, font.path)))
            yield made


def font_table(
    theme: Theme, scripts: Iterable[str], fonts: Iterable[EmbeddedFont], relations: Relations
) -> Element:
    """The root of fontTable.xml; the relations to embedded fonts are added to `relations`."""
    root = w("fonts")
    for family in families(theme, scripts):
        kind = "roman" if "Serif" in family else "swiss"
        made = w(
            "font", w("charset", val="00"), w("family", val=kind), w("pitch", val="variable"), name=family
        )
        made.extend(_embeddings(family, list(fonts), relations))
        root.append(made)
    return root
