"""The settings part: mirrored pages, odd and even heads, hyphenation, and no question on opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.languages import word_tag
from dossier.word.notes import SEPARATORS
from dossier.word.ooxml import twips, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD_2013 = 15
SINCE_2010 = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)
TAB_STEP = 10.0  # millimetres
COMPATIBILITY = "http://schemas.microsoft.com/office/word"
COLOUR_MAP = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
    "accent1": "accent1", "accent2": "accent2", "accent3": "accent3", "accent4": "accent4",
    "accent5": "accent5", "accent6": "accent6", "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
}  # fmt: skip


def _compatibility() -> Element:
    known = {"compatibilityMode": WORD_2013} | dict.fromkeys(SINCE_2010, 1)
    return w(
        "compat",
        *(w("compatSetting", name=name, uri=COMPATIBILITY, val=value) for name, value in known.items()),
    )


def settings_part(language: str, *, embed_fonts: bool) -> Element:
    """The root of settings.xml."""
    notes = w("footnotePr", *(w("footnote", id=number) for _, number in SEPARATORS))
    root = w("settings", w("zoom", percent=100))
    root.extend(w("embedTrueTypeFonts") for _ in range(embed_fonts))
    root.extend([w("mirrorMargins"), w("defaultTabStop", val=twips(TAB_STEP)), w("autoHyphenation")])
    root.extend([w("consecutiveHyphenLimit", val=2), w("doNotHyphenateCaps"), w("evenAndOddHeaders")])
    root.extend([w("characterSpacingControl", val="doNotCompress"), notes, _compatibility()])
    root.extend([w("themeFontLang", val=word_tag(language)), w("clrSchemeMapping", **COLOUR_MAP)])
    return root
