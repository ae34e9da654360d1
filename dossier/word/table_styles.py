"""The table styles: one base and one for each class of table, from the theme's colours.

Lines and grounds only: type comes from the styles of the paragraphs, since Word adds up two «bold» to none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.ooxml import twips, w
from dossier.word.theme_part import THEME_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from dossier.theme import Theme
    from dossier.word.words import Words

BASE = "DossierTable"
CLASSES = ("facts", "chronology", "signatures", "variants", "plain")
CELL_SIDE, CELL_TOP = 1.6, 0.9  # millimetres


def style_of(table_class: str) -> str:
    """The id of the style of a class of tables."""
    return f"Table{(table_class if table_class in CLASSES else 'plain').capitalize()}"


def _line(side: str, width: float, role: str, theme: Theme) -> Element:
    value = str(getattr(theme.colours, role)).removeprefix("#").upper()
    return w(side, val="single", sz=round(width * 8), space=0, color=value, themeColor=THEME_COLOURS[role])


def _ground(role: str, theme: Theme) -> Element:
    value = str(getattr(theme.colours, role)).removeprefix("#").upper()
    return w("shd", val="clear", color="auto", fill=value, themeFill=THEME_COLOURS[role])


def _head(theme: Theme) -> Element:
    borders = w("tcBorders", _line("top", 1.5, "accent", theme), _line("bottom", 0.75, "accent", theme))
    cell = w("tcPr", borders, _ground("tint", theme), w("vAlign", val="bottom"))
    return w("tblStylePr", cell, type="firstRow")


def _margins() -> Element:
    side, top = twips(CELL_SIDE), twips(CELL_TOP)
    return w(
        "tblCellMar",
        w("top", w=top, type="dxa"),
        w("left", w=side, type="dxa"),
        w("bottom", w=top, type="dxa"),
        w("right", w=side, type="dxa"),
    )


def _base(name: str, theme: Theme) -> Element:
    borders = w(
        "tblBorders",
        _line("top", 1.5, "accent", theme),
        _line("bottom", 0.75, "accent", theme),
        _line("insideH", 0.5, "rule", theme),
    )
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=99),
        w("tblPr", borders, _margins()),
        _head(theme),
        type="table",
        customStyle=1,
        styleId=BASE,
    )


def _normal() -> Element:
    margins = w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=108, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=108, type="dxa"),
    )
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _derived(table_class: str, name: str) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=BASE),
        w("uiPriority", val=99),
        w("qFormat"),
        type="table",
        customStyle=1,
        styleId=style_of(table_class),
    )


def table_styles(theme: Theme, words: Words) -> Iterator[Element]:
    """Word's own base style, ours, and one derived for each class."""
    yield _normal()
    yield _base(words.styles.get(BASE, BASE), theme)
    for table_class in CLASSES:
        identifier = style_of(table_class)
        yield _derived(table_class, words.styles.get(identifier, identifier))
