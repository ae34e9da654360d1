"""What a diagram is put down on, piece by piece, before it becomes a drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.drawings.setting import box_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.canvas import Box, Text
    from dossier.drawings.key import KeyItem, Shape


@dataclass
class Board:
    """What has been put down so far: shapes, words, and the ground that each label covers."""

    shapes: list[Shape] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)

    def put(self, texts: Sequence[Text]) -> None:
        """Put down the lines of one label."""
        self.texts += texts
        self.labels.append(box_of(texts))

    def put_key(self, items: Sequence[KeyItem]) -> None:
        """Put down a key."""
        for item in items:
            self.shapes += item.shapes
            self.put(item.texts)
