"""QR codes as drawings: black squares on nothing, with the quiet zone that readers need."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET = 4
"""Modules left empty around the code, as the standard asks."""


def qr_svg(text: str, width: float) -> str:
    """The QR code of a text as SVG, `width` millimetres wide with its quiet zone; error correction M."""
    code = segno.make_qr(text, error="m")
    modules = code.symbol_size(border=QUIET)[0]
    buffer = BytesIO()
    code.save(buffer, kind="svg", border=QUIET, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    view = f'width="{width:g}mm" height="{width:g}mm" viewBox="0 0 {modules} {modules}"'
    return buffer.getvalue().decode().replace(f'viewBox="0 0 {modules} {modules}"', view, 1)
