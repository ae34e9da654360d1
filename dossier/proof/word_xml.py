"""Names of WordprocessingML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, TABLE, ROW = f"{W}p", f"{W}tbl", f"{W}tr"


def value(element: Element | None) -> str:
    """The attribute `val` of an element; empty where there is none."""
    return "" if element is None else element.get(f"{W}val", "")
