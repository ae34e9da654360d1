"""A merged tree that holds the whole vocabulary, its pictures, and ways to read the report that comes of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import yaml
from lxml import etree
from PIL import Image

from dossier.assets import Asset
from dossier.paths import templates_folder
from dossier.theme import Theme
from dossier.word import ReportOptions, write_report
from dossier.word.ooxml import W

GOLDEN = Path(__file__).parent / "golden" / "word"
DATE = datetime(2026, 1, 15, tzinfo=UTC)
PLAIN = ReportOptions(embed_fonts=False)
ROAD = b"""<svg xmlns="http://www.w3.org/2000/svg" width="144mm" height="72mm" viewBox="0 0 144 72">
<rect width="144" height="72" fill="#dbe6ec"/><path d="M20 50 L120 20" stroke="#14405c" stroke-width="1.5"/>
<text x="20" y="60" font-family="Noto Sans" font-size="5">Ville</text></svg>"""


def tree() -> etree._Element:
    """The merged tree of the sample."""
    return etree.parse(GOLDEN / "sample.html").getroot()


@cache
def theme() -> Theme:
    """The theme as it stood when the golden files were written; tokens that came later are the program's."""
    path = templates_folder() / "themes" / "archive" / "theme.yaml"
    tokens = yaml.safe_load(path.read_text(encoding="utf-8"))
    kept = yaml.safe_load((GOLDEN / "theme.yaml").read_text(encoding="utf-8"))
    for group, values in kept.items():
        tokens[group] = tokens[group] | values if isinstance(values, dict) else values
    return Theme.model_validate(tokens)


@cache
def words(language: str = "fr") -> dict[str, Any]:
    """The words of the report in a language."""
    path = templates_folder() / "locales" / language / "word.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def assets() -> dict[str, Asset]:
    """One drawing and one picture."""
    buffer = BytesIO()
    Image.new("RGB", (600, 400), "#a9b1bb").save(buffer, "PNG", dpi=(300, 300))
    return {
        "road.svg": Asset("road.svg", "image/svg+xml", ROAD),
        "photo.png": Asset("photo.png", "image/png", buffer.getvalue()),
    }


def written(source: etree._Element | None = None, options: ReportOptions = PLAIN) -> bytes:
    """The report of a tree, or of the sample."""
    return write_report(
        tree() if source is None else source, assets(), theme(), words(), date=DATE, options=options
    )


@cache
def sample(options: ReportOptions = PLAIN) -> bytes:
    """The report of the sample, written once."""
    return written(options=options)


def part(data: bytes, path: str) -> etree._Element:
    """One XML part of a report."""
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(path))


def names(data: bytes) -> list[str]:
    """The files of a report, in order."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def document(data: bytes) -> etree._Element:
    """The main part."""
    return part(data, "word/document.xml")


def style_of(paragraph: etree._Element) -> str:
    """The style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def shown(element: etree._Element) -> str:
    """The visible words of a paragraph, white space folded."""
    pieces = ("\t" if node.tag == f"{W}tab" else node.text or "" for node in element.iter(f"{W}t", f"{W}tab"))
    return " ".join("".join(pieces).split())


def paragraphs(data: bytes, style: str) -> list[str]:
    """The words of every paragraph of a style."""
    return [shown(found) for found in document(data).iter(f"{W}p") if style_of(found) == style]


def codes(data: bytes) -> list[str]:
    """Every field code of the main part."""
    return [(code.text or "").strip() for code in document(data).iter(f"{W}instrText")]
