"""Files inside the PDF: embedding the sources with a manifest, and taking them out again.

Nothing is written to disk here. What comes out of a PDF is not trusted: names must stay inside the
folder they are taken out to, and every file must be the one that the manifest tells of.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Pdf, Stream, String

from dossier.pdf.manifest import LARGEST, MANIFEST, Manifest
from dossier.pdf.saving import compressed
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pikepdf import Object

    from dossier.pdf.manifest import ManifestEntry
    from dossier.pdf.result import Attachment

UNREADABLE = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError)  # what damaged objects raise
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
FORBIDDEN = frozenset('\\:*?"<>|')


@dataclass(frozen=True)
class ExtractedFile:
    """A file taken out of a PDF: its path with slashes, relative and safe, and its bytes."""

    name: str
    data: bytes


def embed(pdf: Pdf, attachments: Iterable[Attachment], date: datetime) -> None:
    """Put files into a PDF, each listed by name and as associated with the whole document."""
    written = {attachment.name: _file(pdf, attachment, date) for attachment in attachments}
    if not written:
        return
    pdf.Root.AF = Array(list(written.values()))
    names = pdf.Root.get(Name.Names, Dictionary())
    ordered = sorted((bytes(String(name)), name) for name in written)
    names.EmbeddedFiles = Dictionary(
        Names=Array([item for _, name in ordered for item in (String(name), written[name])])
    )
    pdf.Root.Names = names


def _file(pdf: Pdf, attachment: Attachment, date: datetime) -> Object:
    """One file as a file specification."""
    moment = String((attachment.modified or date).astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    sum_of_content = hashlib.md5(
        attachment.data, usedforsecurity=False
    ).digest()  # the sum that the format asks for
    parameters = Dictionary(
        Size=len(attachment.data), ModDate=moment, CreationDate=moment, CheckSum=String(sum_of_content)
    )
    content = compressed(
        pdf,
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name(f"/{attachment.media_type}"),
        Params=parameters,
    )
    stream = pdf.make_indirect(content)
    name = String(attachment.name)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=name,
            UF=name,
            Desc=String(attachment.description),
            AFRelationship=Name(f"/{attachment.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def extract(data: bytes, file: str = "") -> list[ExtractedFile]:
    """All files of a PDF of ours, the manifest among them, each proved to be the one that was put in.

    `file` is the path of the PDF for the messages. ContentError, with every fault found, when it is no
    PDF, is cut short, has no manifest, or holds a file that is altered, missing, unknown or badly named.
    """
    try:
        with Pdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            streams = _attached(pdf)
            return _proved(streams, _read_manifest(streams, file), file)
    except UNREADABLE as error:
        hint = "it is not a PDF, or it was cut short"
        raise ContentError([Problem(file, message="the file cannot be read as a PDF", hint=hint)]) from error


def _attached(pdf: Pdf) -> dict[str, Stream]:
    """Streams of the attached files by name."""
    if Name.Names not in pdf.Root or Name.EmbeddedFiles not in pdf.Root.Names:
        return {}
    specifications = NameTree(pdf.Root.Names.EmbeddedFiles)
    streams = ((str(name), item.EF.F) for name, item in specifications.items() if Name.EF in item)
    return {name: stream for name, stream in streams if isinstance(stream, Stream)}


def _read_manifest(streams: Mapping[str, Stream], file: str) -> Manifest:
    if MANIFEST not in streams:
        hint = f"there is no {MANIFEST} among its attachments: it was not made with its sources inside"
        raise ContentError([Problem(file, message="the PDF carries no sources", hint=hint)])
    try:
        return Manifest.model_validate_json(_content(streams[MANIFEST], LARGEST))
    except ValueError as error:
        hint = "the PDF was changed after it was made"
        raise ContentError(
            [Problem(file, path=MANIFEST, message="the manifest cannot be read", hint=hint)]
        ) from error


def _content(stream: Stream, size: int) -> bytes:
    """Bytes of an attached file, never more than `size` and one; ValueError when it is packed in a way of others."""
    content = bytes(stream.read_raw_bytes())
    filters = stream.get(Name.Filter, Array())
    for name in list(filters) if isinstance(filters, Array) else [filters]:
        if name != Name.FlateDecode:
            raise ValueError(f"unknown packing {name}")
        try:
            content = zlib.decompressobj().decompress(content, size + 1)
        except zlib.error as error:
            raise ValueError("damaged packing") from error
    return content


def _proved(streams: Mapping[str, Stream], manifest: Manifest, file: str) -> list[ExtractedFile]:
    entries = {entry.name: entry for entry in manifest.files}
    problems = [
        Problem(file, path=name, message=fault, hint="nothing was taken out")
        for name, fault in _faults(streams, entries)
    ]
    found: list[ExtractedFile] = [ExtractedFile(MANIFEST, _content(streams[MANIFEST], LARGEST))]
    for name in sorted(entries.keys() & streams.keys()):
        content = _sound(streams[name], entries[name])
        if content is None:
            problems.append(
                Problem(
                    file,
                    path=name,
                    message="the attached file was altered",
                    hint="its SHA-256 differs from the manifest",
                )
            )
        else:
            found.append(ExtractedFile(name, content))
    if problems:
        raise ContentError(problems)
    return found


def _sound(stream: Stream, entry: ManifestEntry) -> bytes | None:
    """Bytes of a file if they are what the manifest tells of."""
    try:
        content = _content(stream, entry.size)
    except ValueError:
        return None
    return content if hashlib.sha256(content).hexdigest() == entry.sha256 else None


def _faults(streams: Mapping[str, Stream], entries: Mapping[str, ManifestEntry]) -> Iterator[tuple[str, str]]:
    """Names that are wrong, each with what is wrong with it."""
    for name in sorted(streams.keys() - entries.keys() - {MANIFEST}):
        yield name, "the manifest does not know this attached file"
    for name in sorted(entries.keys() - streams.keys()):
        yield name, "this file of the manifest is not attached"
    for name in sorted(entries.keys() | streams.keys()):
        if fault := unsafe(name):
            yield name, fault
    folded: dict[str, str] = {}
    for name in sorted(entries):
        other = folded.setdefault(name.casefold(), name)
        if other != name:
            yield name, f"its name differs from «{other}» in capitals only"


def unsafe(name: str) -> str:
    """Tell what is wrong with the name of a file to be written somewhere below a folder; empty when it is sound."""
    parts = name.split("/")
    if name.startswith("/") or not name or any(part in {"", ".", ".."} for part in parts):
        return "its name leads out of the folder, or to no file"
    if any(letter in FORBIDDEN or not letter.isprintable() for letter in name):
        return "its name holds a character that no file name may hold"
    if any(part.rstrip(". ") != part or part.split(".")[0].casefold() in RESERVED for part in parts):
        return "its name is reserved on some systems"
    return ""
