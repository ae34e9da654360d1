"""Streams and files written so that every validator finds the end of each stream.

A stream that happens to end with a carriage return cannot be told from one followed by a two-letter
line end; about one stream in 256 does.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream

if TYPE_CHECKING:
    from pikepdf import Object

RETURN = b"\r"
AMBIGUOUS_END = b"\r\nendstream"


def compressed(pdf: Pdf, data: bytes, **properties: Object) -> Stream:
    """Make a compressed stream of the PDF with these properties."""
    stream = Stream(pdf, b"", **properties)
    stream.write(zlib.compress(data, 9), filter=Name.FlateDecode)
    return stream


def _filters(stream: Object) -> list[Object]:
    filters = stream.get(Name.Filter, Array())
    return list(filters) if isinstance(filters, Array) else [filters]


def _wrap(stream: Stream) -> None:
    """Compress a stream once more, until it ends well."""
    while (raw := stream.read_raw_bytes()).endswith(RETURN):
        filters = _filters(stream)
        parameters = stream.get(Name.DecodeParms, Dictionary())
        before = list(parameters) if isinstance(parameters, Array) else [parameters] * len(filters)
        stream.write(
            zlib.compress(raw, 9),
            filter=Array([Name.FlateDecode, *filters]),
            decode_parms=Array([Dictionary(), *before]),
        )


def saved(pdf: Pdf) -> bytes:
    """Write a PDF 1.7 whose bytes depend on its content only."""
    for item in pdf.objects:
        if isinstance(item, Stream):
            _wrap(item)
    data = _written(pdf, ObjectStreamMode.generate)
    return _written(pdf, ObjectStreamMode.disable) if AMBIGUOUS_END in data else data


def _written(pdf: Pdf, mode: ObjectStreamMode) -> bytes:
    output = BytesIO()
    pdf.save(output, deterministic_id=True, object_stream_mode=mode, force_version="1.7")
    return output.getvalue()
