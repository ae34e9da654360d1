"""The theme part of Word: the colours and the two families of the theme file, by Word's own roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.ooxml import element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from dossier.theme import Theme

FACES = {"text": "minor", "display": "major"}
THEME_COLOURS = {
    "ink": "text1",
    "paper": "background1",
    "tint": "background2",
    "accent": "accent1",
    "second": "accent2",
    "muted": "accent3",
    "rule": "accent4",
    "sea": "accent5",
    "land": "accent6",
}
SLOTS = (
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "accent"),
    ("lt2", "tint"),
    ("accent1", "accent"),
    ("accent2", "second"),
    ("accent3", "muted"),
    ("accent4", "rule"),
    ("accent5", "sea"),
    ("accent6", "land"),
    ("hlink", "accent"),
    ("folHlink", "muted"),
)
LINE_WIDTHS = (6350, 12700, 19050)


def _colours(theme: Theme) -> Iterator[Element]:
    for slot, role in SLOTS:
        value = str(getattr(theme.colours, role)).removeprefix("#").upper()
        yield element(f"a:{slot}", element("a:srgbClr", val=value))


def _family(tag: str, name: str) -> Element:
    return element(
        f"a:{tag}",
        element("a:latin", typeface=name),
        element("a:ea", typeface=""),
        element("a:cs", typeface=""),
    )


def _fill() -> Element:
    return element("a:solidFill", element("a:schemeClr", val="phClr"))


def _formats(name: str) -> Element:
    lines = (element("a:ln", _fill(), w=str(width)) for width in LINE_WIDTHS)
    effects = (element("a:effectStyle", element("a:effectLst")) for _ in LINE_WIDTHS)
    return element(
        "a:fmtScheme",
        element("a:fillStyleLst", *(_fill() for _ in LINE_WIDTHS)),
        element("a:lnStyleLst", *lines),
        element("a:effectStyleLst", *effects),
        element("a:bgFillStyleLst", *(_fill() for _ in LINE_WIDTHS)),
        name=name,
    )


def theme_part(theme: Theme) -> Element:
    """The root of theme1.xml."""
    families = element(
        "a:fontScheme",
        _family("majorFont", theme.fonts.display),
        _family("minorFont", theme.fonts.text),
        name=theme.name,
    )
    elements = element(
        "a:themeElements",
        element("a:clrScheme", *_colours(theme), name=theme.name),
        families,
        _formats(theme.name),
    )
    return element("a:theme", elements, name=theme.name)
