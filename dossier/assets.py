"""What the merged tree points to with «asset:NAME»: drawings and pictures, as bytes."""

from __future__ import annotations

from dataclasses import dataclass

SCHEME = "asset:"


@dataclass(frozen=True)
class Asset:
    """One picture: `media_type` is image/svg+xml, image/png or image/jpeg; `data` the whole file."""

    name: str
    media_type: str
    data: bytes
