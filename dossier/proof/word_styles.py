"""The paragraph styles of a Word document: the name of each, and whether it is one of a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.proof.word_xml import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = {"title": 1, "heading 1": 2, "heading 2": 3, "heading 3": 4}
"""level of a heading by the name of a built-in style"""


class Styles:
    """The styles by their id."""

    def __init__(self, styles: Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}

    def name(self, identifier: str) -> str:
        """The name of a style in small letters; empty when it is not defined."""
        style = self._styles.get(identifier)
        return "" if style is None else value(style.find(f"{W}name")).casefold()

    def level(self, identifier: str) -> int:
        """The level of heading that a style has, by itself or by what it is based on; 0 for none."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            if level := LEVELS.get(self.name(identifier), 0):
                return level
            seen.add(identifier)
            identifier = value(self._styles[identifier].find(f"{W}basedOn"))
        return 0
