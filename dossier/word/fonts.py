"""The font table, and the families themselves inside the package where they are to be embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.ooxml import w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from dossier.theme import Theme


def families(theme: Theme) -> Iterator[str]:
    """Every family that the styles name, each once."""
    named = [theme.fonts.text, theme.fonts.display]
    named += [family for fallback in theme.fonts.fallback.values() for family in fallback]
    return iter(dict.fromkeys(named))


def font_table(theme: Theme) -> Element:
    """The root of fontTable.xml."""
    root = w("fonts")
    for family in families(theme):
        kind = "roman" if "Serif" in family else "swiss"
        root.append(w("font", w("charset", val="00"), w("family", val=kind), w("pitch", val="variable"), name=family))
    return root
