"""The sources of a build as attachments: the content folder, and the templates and theme that were used.

Reads the two folders; knows nothing of how attachments are embedded or bagged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.pdf.result import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MEDIA_TYPES = {
    ".yaml": "application/yaml", ".md": "text/markdown", ".json": "application/json", ".j2": "text/plain",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff", ".tiff": "image/tiff",
    ".webp": "image/webp", ".svg": "image/svg+xml", ".pdf": "application/pdf", ".csl": "application/xml",
}  # fmt: skip
USED = ("sections", "css", "drawings", "editions", "themes", "citations")
"""folders of the templates that shape a dossier; fonts and base maps come with the program"""


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that are sources, in order: no hidden ones, none that a link leads to from outside."""
    root = folder.resolve()
    found = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.resolve().is_relative_to(root)
    )
    return [
        path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def packed(
    folder: Path, templates: Path, language: str, slug: str, labels: Mapping[str, Any]
) -> list[Attachment]:
    """All sources of a dossier: `content/<slug>/…` as sources, `templates/…` as what sets them."""
    return [
        *_attachments(folder, f"content/{slug}", str(labels["attached_content"]), "Source"),
        *(
            attachment
            for part in (*USED, f"locales/{language}")
            for attachment in _attachments(
                templates / part, f"templates/{part}", str(labels["attached_template"]), "Supplement"
            )
        ),
    ]


def _attachments(folder: Path, prefix: str, description: str, relationship: Any) -> Iterator[Attachment]:  # noqa: ANN401 - one of the relationships
    for path in files_of(folder):
        name = f"{prefix}/{path.relative_to(folder).as_posix()}"
        kind = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
        yield Attachment(
            name, path.read_bytes(), kind, description.replace("{name}", path.name), relationship
        )
