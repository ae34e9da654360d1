"""The package: parts put together with python-docx's own classes, saved so that the same report is the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

    from dossier.word.state import Relation

IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
READABLE_BY_ALL = 0o644 << 16
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BY_EXTENSION = {
    "rels": CONTENT_TYPE.OPC_RELATIONSHIPS,
    "xml": CONTENT_TYPE.XML,
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
COMPRESSED = (".png", ".jpeg", ".jpg")


def xml(root: Element) -> bytes:
    """A part as bytes."""
    if IGNORABLE not in root.attrib:
        etree.cleanup_namespaces(
            root, keep_ns_prefixes=["w", "r"] if "wordprocessingml" in str(root.tag) else []
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def make_part(package: Package, path: str, media_type: str, data: bytes) -> Part:
    """A part of a package, not yet related to anything."""
    return Part(PackURI(path), media_type, data, package)


def relate(part: Part, known: Mapping[Relation, str], parts: Mapping[str, Part]) -> None:
    """The relations that the walk numbered, written down with their numbers."""
    for relation, number in known.items():
        target = relation.target if relation.external else parts[relation.target]
        part.load_rel(relation.kind, target, number, relation.external)


def members(package: Package) -> list[tuple[str, bytes]]:
    """The files of a package: content types first, then relations and parts in the order of the graph."""
    parts = package.parts
    found = [
        (CONTENT_TYPES_URI.membername, content_types(parts)),
        (PACKAGE_URI.rels_uri.membername, package.rels.xml),
    ]
    for part in parts:
        found.append((part.partname.membername, part.blob))
        if part.rels:
            found.append((part.partname.rels_uri.membername, part.rels.xml))
    return found


def content_types(parts: Iterable[Part]) -> bytes:
    """The list of media types: by extension for relations and pictures, by name for the other parts."""
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    named = [part for part in parts if BY_EXTENSION.get(part.partname.ext) != part.content_type]
    for extension, media_type in sorted(BY_EXTENSION.items()):
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=extension, ContentType=media_type)
    for part in sorted(named, key=lambda part: part.partname):
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=part.partname, ContentType=part.content_type)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files as a zip in which nothing depends on the clock."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in files:
            entry = ZipInfo(name, FIRST_DAY)
            entry.external_attr = READABLE_BY_ALL
            entry.compress_type = ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


__all__ = [
    "BY_EXTENSION",
    "CONTENT_TYPE",
    "RELATIONSHIP_TYPE",
    "Package",
    "Part",
    "make_part",
    "members",
    "relate",
    "xml",
    "zipped",
]
