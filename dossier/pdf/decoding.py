"""The text of each marked sequence of a PDF, decoded from its content streams and fonts.

Independent of how the file was made: reads what stands in the file, as assistive technology does.
"""

from __future__ import annotations

from struct import unpack
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page

OPERATORS = "BDC BMC EMC Tf Tj TJ ' \""
Table = dict[int, str]  # by code of a glyph, the letters it stands for
Fonts = dict[tuple[int, int], tuple[Table, int]]  # by number of the font object
Instruction = tuple[list["Object"], str]


def _letters(value: Object) -> str:
    return bytes(value).decode("utf-16-be", "replace")


def _code(value: Object) -> int:
    return int.from_bytes(bytes(value), "big")


def _instructions(source: Object | Page, operators: str = "") -> Iterator[Instruction]:
    """All instructions of a content stream, or those with the operators named."""
    for instruction in pikepdf.parse_content_stream(source, operators):
        yield list(instruction.operands), str(instruction.operator)


def _table(to_unicode: Object) -> Table:
    """Read a ToUnicode map: single codes and ranges of codes."""
    table: Table = {}
    for operands, operator in _instructions(to_unicode, "endbfchar endbfrange"):
        if operator == "endbfchar":
            table |= {
                _code(code): _letters(text) for code, text in zip(operands[::2], operands[1::2], strict=False)
            }
        else:
            for first, last, text in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                table |= _range(_code(first), _code(last), text)
    return table


def _range(first: int, last: int, text: Object) -> Table:
    if isinstance(text, String):
        start = _letters(text)
        return {code: start[:-1] + chr(ord(start[-1]) + code - first) for code in range(first, last + 1)}
    return {first + place: _letters(item) for place, item in enumerate(list(text))}


def _shown(operands: list[Object], table: Table, width: int) -> str:
    """Letters that a text-showing operation shows."""
    pieces = list(operands[-1]) if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, String))
    whole = len(codes) - len(codes) % width
    numbers = codes if width == 1 else unpack(f">{whole // width}H", codes[:whole])
    return "".join([table.get(number, "") for number in numbers])


class PageText:
    """The texts of one page by number of their marked sequence; `unmarked` is what stands outside of any."""

    def __init__(self, page: Page, known: Fonts | None = None) -> None:
        """Read a page; `known` are fonts that other pages have read, and takes those that this one reads."""
        self.texts: dict[int, str] = {}
        self.artifacts = ""
        self.unmarked = ""
        self._open: list[tuple[str, int | None, str | None]] = []
        self._fonts = page.Resources.get(Name.Font, Dictionary())
        self._table: Table = {}
        self._width = 2
        self._known = {} if known is None else known
        for operands, operator in _instructions(page, OPERATORS):
            self._take(operands, operator)

    def _take(self, operands: list[Object], operator: str) -> None:
        match operator:
            case "BDC" | "BMC":
                self._begin(operands)
            case "EMC":
                self._end()
            case "Tf":
                self._table, self._width = self._font(self._fonts[str(operands[0])])
            case _:
                self._show(_shown(operands, self._table, self._width))

    def _font(self, font: Object) -> tuple[Table, int]:
        """Table of a font, and how many bytes each of its codes takes."""
        if font.objgen not in self._known or not font.is_indirect:
            table = _table(font.ToUnicode) if Name.ToUnicode in font else {}
            self._known[font.objgen] = table, 2 if font.get(Name.Subtype) == Name.Type0 else 1
        return self._known[font.objgen]

    def _begin(self, operands: list[Object]) -> None:
        properties = (
            operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
        )
        mcid = int(properties.MCID) if Name.MCID in properties else None
        actual = str(properties.ActualText) if Name.ActualText in properties else None
        if mcid is not None:
            self.texts.setdefault(mcid, "")
        self._open.append((str(operands[0]), mcid, actual))

    def _end(self) -> None:
        _, mcid, actual = self._open.pop()
        if mcid is not None and actual is not None:
            self.texts[mcid] = actual

    def _show(self, letters: str) -> None:
        mcid = next((mcid for _, mcid, _ in reversed(self._open) if mcid is not None), None)
        if mcid is not None:
            self.texts[mcid] += letters
        elif any(tag == "/Artifact" for tag, _, _ in self._open):
            self.artifacts += letters
        else:
            self.unmarked += letters
