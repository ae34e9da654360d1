"""XMP and document information of rendered files."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pdf_sample import FULL, MINIMAL, rendered, tree
from pikepdf import Name, Pdf

from dossier.pdf.metadata import NAMESPACES, RDF, describe

if TYPE_CHECKING:
    from dossier.pdf.result import Standard


def packet(data: bytes) -> etree._Element:
    """The XMP of a PDF, parsed."""
    with Pdf.open(BytesIO(data)) as pdf:
        return etree.fromstring(pdf.Root.Metadata.read_bytes())


def values(root: etree._Element, name: str) -> list[str]:
    """All values of a property, in order."""
    prefix, _, local = name.partition(":")
    (found,) = root.iter(f"{{{NAMESPACES[prefix]}}}{local}")
    items = [item.text or "" for item in found.iter(f"{{{RDF}}}li")]
    return items or [found.text or ""]


def test_there_is_one_rdf_and_it_claims_both_standards() -> None:
    """A second rdf:RDF would be rejected by checkers of PDF/UA."""
    root = packet(rendered(FULL).data)
    assert len(list(root.iter(f"{{{RDF}}}RDF"))) == 1
    claims = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    assert [values(root, claim) for claim in claims] == [["3"], ["A"], ["1"]]
    assert values(root, "pdfaSchema:namespaceURI") == [NAMESPACES["pdfuaid"]]


@pytest.mark.parametrize(("standard", "part", "level"), [("a-2a", "2", "A"), ("a-2u", "2", "U")])
def test_the_standard_asked_for_is_the_one_claimed(standard: Standard, part: str, level: str) -> None:
    """Part and level follow the standard."""
    root = packet(rendered(FULL, standard).data)
    assert (values(root, "pdfaid:part"), values(root, "pdfaid:conformance")) == ([part], [level])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dc:title", ["Le protocole de Bichkek"] * 2),
        ("dc:creator", ["Anna Durand", "Bo Li"]),
        ("dc:contributor", ["Un relecteur"]),
        ("dc:publisher", ["Éditions d’essai"]),
        ("dc:date", ["2024-05-05"]),
        ("dc:language", ["fr"]),
        ("dc:subject", ["cessez-le-feu", "Haut-Karabagh"]),
        ("dc:description", ["Un dossier d’essai & rien d’autre."] * 2),
        ("dc:identifier", ["urn:essai:1"]),
        ("dc:source", ["Archives"]),
        ("dc:rights", ["CC BY 4.0"] * 2),
        ("dc:type", ["Text"]),
        ("dc:format", ["application/pdf"]),
        ("xmpRights:Marked", ["True"]),
        ("xmpRights:WebStatement", ["https://creativecommons.org/licenses/by/4.0/"]),
        ("xmpRights:UsageTerms", ["CC BY 4.0"] * 2),
    ],
)
def test_dublin_core_and_rights_are_complete(name: str, expected: list[str]) -> None:
    """A12: every statement of the head reaches the packet, texts by language and by default."""
    assert values(packet(rendered(FULL).data), name) == expected


def test_texts_are_given_for_the_language_and_by_default() -> None:
    """A12: title in French and x-default."""
    root = packet(rendered(FULL).data)
    (title,) = root.iter(f"{{{NAMESPACES['dc']}}}title")
    languages = [
        item.get("{http://www.w3.org/XML/1998/namespace}lang") for item in title.iter(f"{{{RDF}}}li")
    ]
    assert languages == ["x-default", "fr"]


def test_the_information_says_what_the_packet_says() -> None:
    """A6: title, authors, subject, keywords, tool and dates are equal."""
    data = rendered(FULL).data
    root = packet(data)
    with Pdf.open(BytesIO(data)) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == values(root, "dc:title")[0]
    assert info["/Author"] == "; ".join(values(root, "dc:creator"))
    assert info["/Subject"] == values(root, "dc:description")[0]
    assert info["/Keywords"] == values(root, "pdf:Keywords")[0] == "; ".join(values(root, "dc:subject"))
    assert info["/Creator"] == values(root, "xmp:CreatorTool")[0]
    assert info["/Producer"] == values(root, "pdf:Producer")[0]
    assert info["/CreationDate"] == info["/ModDate"] == "D:20240505103000Z"
    assert values(root, "xmp:CreateDate") == values(root, "xmp:ModifyDate") == ["2024-05-05T10:30:00Z"]


def test_the_packet_stands_uncompressed_in_the_file() -> None:
    """A11: readers without a decoder find it."""
    data = rendered(FULL).data
    assert b"<dc:title>" in data
    with Pdf.open(BytesIO(data)) as pdf:
        assert Name.Filter not in pdf.Root.Metadata


def test_the_file_is_pdf_17_from_its_first_byte_with_an_id() -> None:
    """A1: header, file identifier, no encryption."""
    data = rendered(MINIMAL).data
    assert data.startswith(b"%PDF-1.7\n")
    with Pdf.open(BytesIO(data)) as pdf:
        assert len(pdf.trailer.ID) == 2
        assert not pdf.is_encrypted
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_a_dossier_without_statements_has_its_title_and_language() -> None:
    """Nothing is invented; what is not known is left out."""
    about = describe(tree(MINIMAL), "tool", "producer")
    assert (about.title, about.languages, about.author, about.license) == ("Rien", ("fr",), "", "")
    assert not list(packet(rendered(MINIMAL).data).iter(f"{{{NAMESPACES['dc']}}}creator"))
