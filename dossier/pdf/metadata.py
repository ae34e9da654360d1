"""Metadata of the PDF: XMP in one rdf:RDF, and the document information that says the same.

Taken from the Dublin Core statements in the head of the merged dossier. Claims the standards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree
from pikepdf import Dictionary, Name, Pdf, Stream, String

from dossier.vocabulary import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from dossier.pdf.result import Standard

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n{}\n</x:xmpmeta>\n<?xpacket end="w"?>'
BETWEEN = "; "  # between several creators, or several keywords, in one string


@dataclass(frozen=True)
class Description:
    """What the PDF says about itself. Strings are empty, tuples have no entry, where nothing is known."""

    title: str
    language: str
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    description: str = ""
    identifier: str = ""
    source: str = ""
    rights: str = ""
    license: str = ""
    tool: str = ""
    producer: str = ""

    @property
    def author(self) -> str:
        """All creators in one string."""
        return BETWEEN.join(self.creators)

    @property
    def keywords(self) -> str:
        """All subjects in one string."""
        return BETWEEN.join(self.subjects)


def describe(tree: Element, tool: str, producer: str) -> Description:
    """Read the description from the head of the merged dossier."""

    def all_of(name: str) -> tuple[str, ...]:
        metas = tree.iterfind(f"head/meta[@name='dcterms.{name}']")
        return tuple(content for meta in metas if (content := " ".join(meta.get("content", "").split())))

    def joined(name: str) -> str:
        return BETWEEN.join(all_of(name))

    heading = tree.find("head/title")
    language = tree.get("lang", "")
    return Description(
        title=joined("title") or ("" if heading is None else words_of(heading)),
        language=language,
        creators=all_of("creator"),
        contributors=all_of("contributor"),
        publishers=all_of("publisher"),
        dates=all_of("date"),
        languages=all_of("language") or (language,),
        subjects=all_of("subject"),
        types=all_of("type"),
        description=joined("description"),
        identifier=joined("identifier"),
        source=joined("source"),
        rights=joined("rights"),
        license=joined("license"),
        tool=tool,
        producer=producer,
    )


class _Packet:
    """One rdf:Description in the making."""

    def __init__(self) -> None:
        self.rdf = etree.Element(f"{{{RDF}}}RDF", nsmap=NAMESPACES)
        self.node = etree.SubElement(self.rdf, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})

    def text(self, name: str, value: str) -> None:
        """Write a plain value; nothing when it is empty."""
        if value:
            etree.SubElement(self.node, _qualified(name)).text = value

    def several(self, name: str, container: str, values: tuple[str, ...]) -> None:
        """Write several values in a Bag or Seq; nothing when there is none."""
        if values:
            holder = etree.SubElement(etree.SubElement(self.node, _qualified(name)), f"{{{RDF}}}{container}")
            for value in values:
                etree.SubElement(holder, f"{{{RDF}}}li").text = value

    def in_language(self, name: str, value: str, language: str) -> None:
        """Write a value for its language and as the default."""
        if value:
            holder = etree.SubElement(etree.SubElement(self.node, _qualified(name)), f"{{{RDF}}}Alt")
            for tag in ("x-default", language):
                etree.SubElement(holder, f"{{{RDF}}}li", {LANGUAGE: tag}).text = value


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _claim(packet: _Packet, standard: Standard) -> None:
    """Claim PDF/A by part and level, and PDF/UA-1, whose schema PDF/A wants described."""
    packet.text("pdfaid:part", standard[2])
    packet.text("pdfaid:conformance", standard[3].upper())
    packet.text("pdfuaid:part", "1")
    bag = etree.SubElement(
        etree.SubElement(packet.node, _qualified("pdfaExtension:schemas")), f"{{{RDF}}}Bag"
    )
    schema = _resource(bag)
    _texts(
        schema,
        {
            "pdfaSchema:schema": "PDF/UA identification",
            "pdfaSchema:namespaceURI": NAMESPACES["pdfuaid"],
            "pdfaSchema:prefix": "pdfuaid",
        },
    )
    properties = etree.SubElement(
        etree.SubElement(schema, _qualified("pdfaSchema:property")), f"{{{RDF}}}Seq"
    )
    _texts(
        _resource(properties),
        {
            "pdfaProperty:name": "part",
            "pdfaProperty:valueType": "Integer",
            "pdfaProperty:category": "internal",
            "pdfaProperty:description": "Part of PDF/UA that the file conforms to",
        },
    )


def _resource(holder: Element) -> Element:
    return etree.SubElement(holder, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})


def _texts(node: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        etree.SubElement(node, _qualified(name)).text = value


def xmp(description: Description, standard: Standard, date: datetime) -> bytes:
    """Write the XMP packet, UTF-8."""
    packet = _Packet()
    _claim(packet, standard)
    packet.text("dc:format", "application/pdf")
    _describe(packet, description)
    moment = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        packet.text(name, moment)
    packet.text("xmp:CreatorTool", description.tool)
    packet.text("pdf:Producer", description.producer)
    packet.text("pdf:Keywords", description.keywords)
    return PACKET.format(etree.tostring(packet.rdf, encoding="unicode", pretty_print=True).strip()).encode()


def _describe(packet: _Packet, about: Description) -> None:
    """Write Dublin Core and the rights."""
    packet.in_language("dc:title", about.title, about.language)
    packet.several("dc:creator", "Seq", about.creators)
    packet.several("dc:contributor", "Bag", about.contributors)
    packet.several("dc:publisher", "Bag", about.publishers)
    packet.several("dc:date", "Seq", about.dates)
    packet.several("dc:language", "Bag", about.languages)
    packet.several("dc:subject", "Bag", about.subjects)
    packet.several("dc:type", "Bag", about.types)
    packet.in_language("dc:description", about.description, about.language)
    packet.text("dc:identifier", about.identifier)
    packet.text("dc:source", about.source)
    packet.in_language("dc:rights", about.rights, about.language)
    if about.rights or about.license:
        packet.text("xmpRights:Marked", "True")
    packet.text("xmpRights:WebStatement", about.license)
    packet.in_language("xmpRights:UsageTerms", about.rights, about.language)


def write_metadata(pdf: Pdf, description: Description, standard: Standard, date: datetime) -> None:
    """Write XMP (uncompressed), document information, language and viewer preferences."""
    pdf.Root.Metadata = pdf.make_indirect(
        Stream(pdf, xmp(description, standard, date), Type=Name.Metadata, Subtype=Name.XML)
    )
    moment = date.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    entries = {
        "/Title": description.title,
        "/Author": description.author,
        "/Subject": description.description,
        "/Keywords": description.keywords,
        "/Creator": description.tool,
        "/Producer": description.producer,
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(value) for key, value in entries.items() if value})
    )
    pdf.Root.Lang = String(description.language)
    pdf.Root.MarkInfo = Dictionary(Marked=True, Suspects=False)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
