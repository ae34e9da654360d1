"""The fonts inside a Word document: each family that carries words is embedded, each letter has a glyph."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import name

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]  # it ships no types
from lxml import etree

from dossier.problems import Problem
from dossier.proof.word_xml import W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

    from lxml.etree import _Element as Element

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MASKED = 32
"""bytes at the start of an embedded font that are masked by its key"""
WORDS = ("word/document.xml", "word/footnotes.xml")
INVISIBLE = frozenset("\t\n\u00ad\u200b\u2060")


def font_faults(archive: ZipFile, file: str) -> list[Problem]:
    """Families without a font inside, and letters that none of the fonts inside has; nothing when none is embedded."""
    table = etree.fromstring(archive.read("word/fontTable.xml"))
    families = {font.get(f"{W}name", ""): _embedded(font) for font in table.iter(f"{W}font")}
    if not any(families.values()):
        return []
    missing = [
        Problem(file, path=family, message="a font is not embedded")
        for family, keys in families.items()
        if not keys
    ]
    known: set[int] = set()
    places = _places(archive)
    for identifier, key in (pair for keys in families.values() for pair in keys):
        known |= _letters(archive.read(places[identifier]), key)
    return missing + list(_without_glyph(archive, known, file))


def _embedded(font: Element) -> list[tuple[str, str]]:
    """Relation and key of each face of a family inside the file."""
    return [(face.get(f"{R}id", ""), face.get(f"{W}fontKey", "")) for face in font if face.get(f"{W}fontKey")]


def _places(archive: ZipFile) -> dict[str, str]:
    relations = etree.fromstring(archive.read("word/_rels/fontTable.xml.rels"))
    return {one.get("Id", ""): f"word/{one.get('Target', '')}" for one in relations}


def _letters(masked: bytes, key: str) -> frozenset[int]:
    """The letters of a font, unmasked by its key; none when it cannot be read."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    head = bytes(byte ^ other for byte, other in zip(masked[:MASKED], mask, strict=True))
    try:
        return frozenset(TTFont(BytesIO(head + masked[MASKED:]), lazy=True).getBestCmap())
    except TTLibError:
        return frozenset()


def _without_glyph(archive: ZipFile, known: set[int], file: str) -> Iterator[Problem]:
    told: set[str] = set()
    for part in WORDS:
        for text in etree.fromstring(archive.read(part)).iter(f"{W}t"):
            for letter in (
                letter
                for letter in text.text or ""
                if letter not in INVISIBLE | told and ord(letter) not in known
            ):
                told.add(letter)
                message = (
                    f"no font of the file has a glyph for «{letter}» (U+{ord(letter):04X} {name(letter, '')})"
                )
                yield Problem(file, message=message, hint=f"in «{(text.text or '')[:60]}»")
