"""Streams and files written so that every validator finds the end of each stream.

A stream that happens to end with a carriage return cannot be told from one followed by a two-letter
line end; about one stream in 256 does.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel

if TYPE_CHECKING:
    from pikepdf import Object

RETURN = b"\r"
PADDING = b"\0"
AMBIGUOUS_END = b"\r\nendstream"


def compressed(pdf: Pdf, data: bytes, **properties: Object) -> Stream:
    """Make a compressed stream of the PDF with these properties."""
    stream = Stream(pdf, b"", **properties)
    stream.write(zlib.compress(data, 9), filter=Name.FlateDecode)
    return stream


def _pad(stream: Stream) -> None:
    """Put a byte after the end of compressed data that ends with a carriage return; no reader looks that far."""
    raw = stream.read_raw_bytes()
    if raw.endswith(RETURN) and stream.get(Name.Filter) == Name.FlateDecode:
        parameters = stream.get(Name.DecodeParms)
        stream.write(
            raw + PADDING,
            filter=Name.FlateDecode,
            decode_parms=parameters if isinstance(parameters, Dictionary) else None,
        )


def saved(pdf: Pdf) -> bytes:
    """Write a PDF 1.7 whose bytes depend on its content only."""
    for item in pdf.objects:
        if isinstance(item, Stream):
            _pad(item)
    data = _written(pdf, ObjectStreamMode.generate)
    return _written(pdf, ObjectStreamMode.disable) if AMBIGUOUS_END in data else data


def _written(pdf: Pdf, mode: ObjectStreamMode) -> bytes:
    output = BytesIO()
    pdf.save(
        output,
        deterministic_id=True,
        object_stream_mode=mode,
        stream_decode_level=StreamDecodeLevel.none,
        force_version="1.7",
    )
    return output.getvalue()
