"""The archive package: a BagIt folder with the finished files, their sources, a Dublin Core record and reports.

The names inside are ASCII without spaces. Only `seal` touches the disk, through the bagit library.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import bagit
from lxml import etree

from dossier.problems import MachineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from dossier.pdf.result import Attachment
    from dossier.production import Product

DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
RECORD = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SUMS = ["sha256", "sha512"]


def seal(folder: Path, title: str, day: date) -> None:
    """Turn a folder that holds the payload into a bag. Raises MachineError when the bag does not validate."""
    info = {"Bagging-Date": day.isoformat(), "External-Description": title}
    bag = bagit.make_bag(str(folder), bag_info=info, checksums=SUMS)
    if not bag.is_valid():
        raise MachineError(f"{folder.name}: the bag does not validate; the disk may be at fault")


def payload(
    products: Sequence[Product],
    sources: Sequence[Attachment],
    metadata: Sequence[tuple[str, str]],
    reports: Mapping[str, object],
) -> list[tuple[str, bytes]]:
    """Every file of the bag by its path.

    `metadata` are the Dublin Core statements of the merged dossier; `reports` are validation reports by file name.
    """
    return [
        *((product.file, product.data) for product in products),
        *((f"sources/{source.name}", source.data) for source in sources),
        ("metadata/dublin-core.xml", dublin_core(metadata)),
        *((f"reports/{name}", _json(report)) for name, report in reports.items()),
    ]


def _json(report: object) -> bytes:
    return (json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def dublin_core(metadata: Sequence[tuple[str, str]]) -> bytes:
    """The Dublin Core record of a dossier as XML (oai_dc with dcterms for dates and licence)."""
    root = etree.Element(f"{{{RECORD}}}dc", nsmap={"oai_dc": RECORD, "dc": DC, "dcterms": TERMS})
    for name, value in metadata:
        if name.startswith("dcterms."):
            element = name.removeprefix("dcterms.")
            namespace = TERMS if element == "license" else DC
            etree.SubElement(root, f"{{{namespace}}}{element}").text = value
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
