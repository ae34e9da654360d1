"""The names on a map: what their lines are, and where each may stand.

Places are named beside their point, or farther off at the end of a leader line; waters and countries are
named quietly where there is room left. Choosing among the options is the business of `placement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dossier.drawings.clearance import Flags, Numbers, as_array
from dossier.drawings.placement import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from dossier.drawings.canvas import Anchor, Box, Style, Text
    from dossier.drawings.lettering import Lettering

LEADING = 1.16
NEAR_GAP = 1.8
RADII = np.array([8, 13, 19, 26, 35, 46, 60, 77, 98, 124, 155])
TURN, FINE_TURN = 18, 10
"""Degrees between leader lines, and between those in a crowd."""
LEADER_COST = 9.0
SECOND_SHAPE_COST = 0.8
BESIDE: tuple[tuple[float, float, float], ...] = (
    (1, 0, 0.0),
    (1, -0.8, 0.3),
    (1, 0.8, 0.5),
    (-1, 0, 0.9),
    (-1, -0.8, 1.0),
    (-1, 0.8, 1.2),
    (0, -1, 1.4),
    (0, 1, 1.6),
    (0.5, -1, 1.8),
    (-0.5, -1, 1.9),
    (0.5, 1, 2.0),
    (-0.5, 1, 2.1),
)
"""Positions beside a point: how far to the right and down (in halves of the label), and what each costs."""


@dataclass(frozen=True)
class Block:
    """Lines of a label, each with its style, and the room that they take."""

    lines: tuple[tuple[str, Style], ...]
    width: float
    height: float

    def set(self, lettering: Lettering, left: float, top: float, anchor: Anchor) -> tuple[Text, ...]:
        """The lines with their upper left corner there, flush with the side that the anchor names."""
        x = left + self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        texts: list[Text] = []
        y = top
        for words, style in self.lines:
            texts += lettering.block([words], x, y, style, anchor=anchor)
            y += style.size * LEADING
        return tuple(texts)


def block(lettering: Lettering, lines: Sequence[tuple[str, Style]]) -> Block:
    """The block of these lines, measured."""
    width = max(lettering.width(words, style) for words, style in lines)
    height = sum(style.size * LEADING for _, style in lines) - lines[-1][1].size * (LEADING - 1)
    return Block(tuple(lines), width, height)


def _sides(across: Numbers) -> list[Anchor]:
    return ["start" if value > 0.35 else "end" if value < -0.35 else "middle" for value in across]  # noqa: PLR2004 - thirds of a turn


@dataclass(frozen=True)
class PlaceOptions:
    """The options of one place's label, and for each of them its block and its flush side."""

    options: Options
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]

    def only(self, kept: Flags) -> PlaceOptions:
        """Those options that are marked."""
        options, numbers = self.options, np.flatnonzero(kept)
        return PlaceOptions(
            Options(options.boxes[kept], options.costs[kept], options.leaders[kept], options.mark),
            tuple(self.blocks[number] for number in numbers),
            tuple(self.anchors[number] for number in numbers),
        )

    def text(self, lettering: Lettering, choice: int) -> tuple[Text, ...]:
        """The lines of the option that was taken."""
        left, top = self.options.boxes[choice][:2]
        return self.blocks[choice].set(lettering, float(left), float(top), self.anchors[choice])


def _beside(mark: Box, shape: Block) -> tuple[Numbers, Numbers, list[Anchor]]:
    (x, y), radius = mark.centre, mark.width / 2
    across, down, cost = np.array(BESIDE).T
    reach = radius + NEAR_GAP
    flat = np.abs(across) == 1
    slack = np.where(np.abs(down) == 1, reach, 0.0)
    middle_x = x + np.where(flat, across * (shape.width / 2 + reach), across * shape.width)
    middle_y = y + np.sign(down) * slack + down * shape.height / 2
    left, top = middle_x - shape.width / 2, middle_y - shape.height / 2
    boxes = np.column_stack([left, top, left + shape.width, top + shape.height])
    anchors: list[Anchor] = [
        "start" if value == 1 else "end" if value == -1 else "middle" for value in across
    ]
    return boxes, cost, anchors


def _afar(mark: Box, shape: Block, turn: float) -> tuple[Numbers, Numbers, Numbers, list[Anchor]]:
    (x, y), radius = mark.centre, mark.width / 2
    angles = np.deg2rad(np.arange(0, 360, turn))
    reach, angle = (grid.ravel() for grid in np.meshgrid(RADII + radius, angles))
    across, down = np.cos(angle), np.sin(angle)
    tip_x, tip_y = x + reach * across, y + reach * down
    anchors = _sides(across)
    side = np.array([{"start": 0.0, "end": -1.0, "middle": -0.5}[anchor] for anchor in anchors])
    level = side == -0.5  # noqa: PLR2004 - the middle
    left = tip_x + side * shape.width + np.where(level, 0.0, np.sign(across) * NEAR_GAP)
    top = np.where(level, tip_y + np.where(down < 0, -shape.height - 0.8, 0.8), tip_y - shape.height / 2)
    boxes = np.column_stack([left, top, left + shape.width, top + shape.height])
    leaders = np.column_stack([x + (radius + 0.9) * across, y + (radius + 0.9) * down, tip_x, tip_y])
    return boxes, LEADER_COST + reach * 0.35, leaders, anchors


def place_options(mark: Box, shapes: Sequence[Block], *, crowded: bool = False) -> PlaceOptions:
    """Where the label of a point with this mark may stand, in any of the given shapes; more of it in a crowd."""
    turn = FINE_TURN if crowded else TURN
    boxes, costs, leaders, anchors, blocks = [], [], [], [], []
    for index, shape in enumerate(shapes):
        near, near_cost, near_anchors = _beside(mark, shape)
        far, far_cost, far_leaders, far_anchors = _afar(mark, shape, turn)
        boxes += [near, far]
        costs += [near_cost + index * SECOND_SHAPE_COST, far_cost + index * SECOND_SHAPE_COST]
        leaders += [np.full((len(near), 4), np.nan), far_leaders]
        anchors += near_anchors + far_anchors
        blocks += [shape] * (len(near) + len(far))
    options = Options(
        np.concatenate(boxes), np.concatenate(costs), np.concatenate(leaders), as_array([mark])[0]
    )
    return PlaceOptions(options, tuple(blocks), tuple(anchors))


def spread_options(middles: Numbers, costs: Numbers, shape: Block) -> tuple[Options, Block]:
    """Options for a name that stands alone, centred on any of the given points."""
    half = np.array([shape.width, shape.height]) / 2
    return Options.without_leaders(np.hstack([middles - half, middles + half]), costs), shape


def merged(parts: Sequence[tuple[Options, Block]]) -> PlaceOptions:
    """The options of a name in several shapes, each line centred."""
    boxes = np.concatenate([options.boxes for options, _ in parts])
    costs = np.concatenate([options.costs for options, _ in parts])
    blocks = [shape for options, shape in parts for _ in range(len(options.boxes))]
    anchors: list[Anchor] = ["middle"] * len(blocks)
    return PlaceOptions(Options.without_leaders(boxes, costs), tuple(blocks), tuple(anchors))


def share_on(boxes: Numbers, area: BaseGeometry) -> Numbers:
    """How much of each box lies on the area, from 0 to 1: fifteen points of it are looked at."""
    share = np.array([(a, b) for a in (0.0, 0.25, 0.5, 0.75, 1.0) for b in (0.0, 0.5, 1.0)])
    spots = boxes[:, None, :2] + share * (boxes[:, None, 2:] - boxes[:, None, :2])
    shapely.prepare(area)
    inside = shapely.contains_xy(area, spots[..., 0].ravel(), spots[..., 1].ravel()).reshape(len(spots), -1)
    found: Numbers = inside.mean(axis=1)
    return found
