"""The settings part: mirrored pages, odd and even heads, hyphenation, and no question on opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.languages import word_tag
from dossier.word.notes import SEPARATORS
from dossier.word.ooxml import w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD_2013 = 15
COMPATIBILITY = "http://schemas.microsoft.com/office/word"
COLOUR_MAP = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
    "accent1": "accent1", "accent2": "accent2", "accent3": "accent3", "accent4": "accent4",
    "accent5": "accent5", "accent6": "accent6", "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
}  # fmt: skip


def _compatibility() -> Element:
    mode = w("compatSetting", name="compatibilityMode", uri=COMPATIBILITY, val=WORD_2013)
    return w("compat", mode)


def settings_part(language: str, *, embed_fonts: bool) -> Element:
    """The root of settings.xml."""
    tag = word_tag(language)
    root = w("settings")
    root.append(w("zoom", percent=100))
    if embed_fonts:
        root.append(w("embedTrueTypeFonts"))
    root.extend(
        [
            w("mirrorMargins"),
            w("defaultTabStop", val=567),
            w("autoHyphenation"),
            w("consecutiveHyphenLimit", val=2),
        ]
    )
    root.extend(
        [w("doNotHyphenateCaps"), w("evenAndOddHeaders"), w("characterSpacingControl", val="doNotCompress")]
    )
    root.append(w("footnotePr", *(w("footnote", id=number) for _, number in SEPARATORS)))
    root.extend([_compatibility(), w("themeFontLang", val=tag), w("clrSchemeMapping", **COLOUR_MAP)])
    return root
