"""Metadata of the report: core, extended and custom properties, from the metas of the merged tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from dossier.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from lxml.etree import _Element as Element

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_CUSTOM = 2
IN_CUSTOM = ("publisher", "contributor", "rights", "license", "source", "type", "date")


def statements(tree: Element) -> dict[str, list[str]]:
    """The Dublin Core statements of the head, by term, each with its values in order, their spaces plain."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join(meta.get("content", "").split())
        found.setdefault(meta.get("name", "").removeprefix("dcterms."), []).append(content)
    return found


def title_of(tree: Element) -> str:
    """The title of the report, as the metadata say it."""
    said = statements(tree).get("title")
    title = tree.find("head/title")
    return said[0] if said else words_of(title) if title is not None else ""


def _core(tree: Element, date: datetime) -> Iterator[tuple[str, str]]:
    said = statements(tree)
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f"{{{DC}}}title", title_of(tree)
    yield f"{{{DC}}}subject", "; ".join(said.get("description", []))
    yield f"{{{DC}}}creator", "; ".join(said.get("creator", []))
    yield f"{{{CORE}}}keywords", "; ".join(said.get("subject", []))
    yield f"{{{DC}}}description", "; ".join(said.get("description", []))
    yield f"{{{CORE}}}lastModifiedBy", "; ".join(said.get("creator", []))
    yield f"{{{TERMS}}}created", stamp
    yield f"{{{TERMS}}}modified", stamp
    yield f"{{{DC}}}identifier", "; ".join(said.get("identifier", []))
    yield f"{{{DC}}}language", tree.get("lang", "")
    yield f"{{{CORE}}}version", "; ".join(said.get("edition", []))


def core_part(tree: Element, date: datetime) -> Element:
    """The root of core.xml."""
    names = {"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": XSI}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=names)
    for tag, value in _core(tree, date):
        if value:
            made = etree.SubElement(root, tag)
            made.text = value
            if tag.startswith(f"{{{TERMS}}}"):
                made.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
    return root


def extended_part(tree: Element) -> Element:
    """The root of app.xml: the publisher is what Word calls the company."""
    root = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    etree.SubElement(root, f"{{{EXTENDED}}}DocSecurity").text = "0"
    if publisher := statements(tree).get("publisher"):
        etree.SubElement(root, f"{{{EXTENDED}}}Company").text = "; ".join(publisher)
    return root


def custom_values(tree: Element, more: Mapping[str, str], edition: str) -> dict[str, str]:
    """Names and values of the custom properties: what the core cannot hold, the edition, and what is given."""
    said = statements(tree)
    values = {name: "; ".join(said[name]) for name in IN_CUSTOM if said.get(name)}
    if said.get("edition"):
        values[edition] = "; ".join(said["edition"])
    return values | dict(more)


def custom_part(values: Mapping[str, str]) -> Element:
    """The root of custom.xml."""
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VARIANT})
    for number, (name, value) in enumerate(values.items(), start=FIRST_CUSTOM):
        made = etree.SubElement(
            root, f"{{{CUSTOM}}}property", fmtid=CUSTOM_FORMAT, pid=str(number), name=name
        )
        etree.SubElement(made, f"{{{VARIANT}}}lpwstr").text = value
    return root
