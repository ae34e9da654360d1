"""How wide and how high words stand: the metrics of the theme's fonts, and the styles as Word resolves them.

Measures are points. Knows styles and fonts; knows nothing of pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

from dossier.word.fonts import static_font
from dossier.word.ooxml import W, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

TWIPS_PER_POINT = 20
LINE = 240
SUPERSCRIPT = 0.58  # size of raised letters beside the others
SMALL_CAPITAL = 0.8
BREAK_AFTER = re.compile(r"[^ \-–—/]*(?: +|[-–—](?=\w)|/(?=[^\W\d])|[-–—/]|$)")
SWITCHES = {"keepNext": "keep_next", "keepLines": "keep_lines", "pageBreakBefore": "new_page"}
THEME_FACES = {"minorHAnsi": "text", "majorHAnsi": "display"}


@dataclass(frozen=True)
class Typeface:
    """Advance widths by character, and the height of a line, in ems."""

    widths: dict[int, float]
    otherwise: float
    height: float

    def width(self, words: str) -> float:
        """The width of words in ems."""
        known, otherwise = self.widths, self.otherwise
        return sum(known.get(ord(character), otherwise) for character in words)


@cache
def typeface(family: str, *, bold: bool, italic: bool) -> Typeface:
    """The metrics of a family's style; those of its regular style when it has no other."""
    data = static_font(family, bold=bold, italic=italic) or static_font(family, bold=False, italic=False)
    if not data:
        return Typeface({}, 0.55, 1.2)
    with TTFont(BytesIO(data), lazy=True) as font:
        units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        widths = {code: advances[name][0] / units for code, name in font.getBestCmap().items()}
        height = (font["hhea"].ascent - font["hhea"].descent + font["hhea"].lineGap) / units
        return Typeface(widths, widths.get(ord("n"), 0.55), height)


@dataclass(frozen=True)
class Type:
    """How a stretch of words is set."""

    family: str
    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False
    small_caps: bool = False
    spacing: float = 0.0

    def width(self, words: str) -> float:
        """The width of words in points."""
        face = typeface(self.family, bold=self.bold, italic=self.italic)
        if self.small_caps:
            words, scale = words.upper(), SMALL_CAPITAL
        else:
            scale = 1.0
        size = self.size * (SUPERSCRIPT if self.raised else 1) * scale
        return face.width(words) * size + self.spacing * len(words)

    @property
    def height(self) -> float:
        """The height of a line of these words, single spaced, in points."""
        return typeface(self.family, bold=self.bold, italic=self.italic).height * self.size


@dataclass(frozen=True)
class Form:
    """How a paragraph is set: spaces, indents and keeps."""

    type: Type
    before: float = 0.0
    after: float = 0.0
    leading: float = 1.0
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    stops: tuple[float, ...] = ()
    above: float = 0.0
    below: float = 0.0


class StyleSheet:
    """The styles of a styles part, resolved along «basedOn»; `families` are the theme's by Word's names."""

    def __init__(self, root: Element, families: dict[str, str]) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._families = families
        self._forms: dict[str, Form] = {}
        holder = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = Form(self._typed(Type(next(iter(families.values())), 10.0), holder))

    def form(self, identifier: str) -> Form:
        """The form of a paragraph style."""
        if identifier not in self._forms:
            style = self._styles.get(identifier)
            self._forms[identifier] = self._default if style is None else self._formed(style)
        return self._forms[identifier]

    def typed(self, outer: Type, identifier: str) -> Type:
        """A type under a character style."""
        for style in reversed(list(self._chain(identifier))):
            outer = self._typed(outer, style.find(f"{W}rPr"))
        return outer

    def _chain(self, identifier: str) -> Iterator[Element]:
        style = self._styles.get(identifier)
        while style is not None:
            yield style
            base = style.find(f"{W}basedOn")
            style = None if base is None else self._styles.get(base.get(f"{W}val", ""))

    def _formed(self, style: Element) -> Form:
        base = style.find(f"{W}basedOn")
        outer = self._default if base is None else self.form(base.get(f"{W}val", ""))
        outer = replace(outer, type=self._typed(outer.type, style.find(f"{W}rPr")))
        properties = style.find(f"{W}pPr")
        return outer if properties is None else _paragraph(outer, properties)

    def _typed(self, outer: Type, properties: Element | None) -> Type:
        if properties is None:
            return outer
        values: dict[str, object] = {}
        for child in properties:
            name, value = str(child.tag).removeprefix(W), child.get(f"{W}val", "")
            match name:
                case "rFonts":
                    values["family"] = self._family(child, outer.family)
                case "sz":
                    values["size"] = number(child, "val", outer.size * 2) / 2
                case "b" | "i" | "smallCaps":
                    values[{"b": "bold", "i": "italic", "smallCaps": "small_caps"}[name]] = value not in {
                        "0",
                        "false",
                    }
                case "spacing":
                    values["spacing"] = _points(child, "val", outer.spacing)
                case "vertAlign":
                    values["raised"] = value in {"superscript", "subscript"}
        return replace(outer, **values)  # type: ignore[arg-type] # each name is a field of its type

    def _family(self, fonts: Element, otherwise: str) -> str:
        themed = fonts.get(f"{W}asciiTheme")
        return self._families.get(themed, otherwise) if themed else fonts.get(f"{W}ascii") or otherwise


def _points(element: Element, name: str, otherwise: float) -> float:
    return number(element, name, otherwise * TWIPS_PER_POINT) / TWIPS_PER_POINT


def _border(borders: Element, side: str) -> float:
    """The room that a line above or below the words takes, with its distance; widths are eighths of a point."""
    line = borders.find(W + side)
    return number(line, "sz") / 8 + number(line, "space")


def _on(element: Element) -> bool:
    return element.get(f"{W}val", "1") not in {"0", "false"}


def _paragraph(outer: Form, properties: Element) -> Form:
    values: dict[str, object] = {}
    for child in properties:
        values |= _told(child, outer)
    return replace(outer, **values)  # type: ignore[arg-type] # each name is a field of its type


def _told(child: Element, outer: Form) -> dict[str, object]:
    """What one paragraph property says of the form."""
    match str(child.tag).removeprefix(W):
        case "keepNext" | "keepLines" | "pageBreakBefore" as name:
            return {SWITCHES[name]: _on(child)}
        case "spacing":
            spaces: dict[str, object] = {
                name: _points(child, name, getattr(outer, name)) for name in ("before", "after")
            }
            return spaces | {"leading": round(100 * number(child, "line", outer.leading * LINE) / LINE) / 100}
        case "ind":
            return {name: _points(child, name, getattr(outer, name)) for name in ("left", "right", "hanging")}
        case "pBdr":
            return {"above": _border(child, "top"), "below": _border(child, "bottom")}
        case "tabs":
            return {"stops": tuple(_points(stop, "pos", 0.0) for stop in child)}
        case _:
            return {}


def pieces(words: str) -> list[str]:
    """Words cut where a line may end: after spaces, hyphens and slashes."""
    return [piece for piece in BREAK_AFTER.findall(words) if piece]
