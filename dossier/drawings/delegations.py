"""Who spoke for whom, as a diagram: the parties on the left, third parties on the right, the act between them.

Parties and third parties differ by the shape of their boxes, signed and unsigned by the kind of line and by signs.
Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dossier.drawings.board import Board
from dossier.drawings.canvas import Box, Drawing, Line, Pen, Rectangle, Style, Text, path_data
from dossier.drawings.delegation_boxes import BETWEEN_WORDS, PAD, PLANS, SIGN, BodyBox, BoxSetter, Plan, Row
from dossier.drawings.delegation_tree import Delegation, Speaker, Tree, delegation_tree
from dossier.drawings.key import Sign, key_height, placed_key
from dossier.drawings.rooms import rooms_of
from dossier.drawings.setting import Setting, Side, set_runs
from dossier.drawings.signature_marks import SIZE, Shape, sign
from dossier.drawings.telling import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dossier.drawings.studio import Studio
    from dossier.records import Dossier

CENTRE = 78.0
CORRIDOR = 15.0
BETWEEN_BOXES = 9.0
HEAD = 16.0
ACT_PAD = 9.0


def draw_delegations(
    dossier: Dossier, studio: Studio, plain: Callable[[str], str], *, name: str = "delegations"
) -> Drawing | None:
    """The diagram of a dossier, or None when its records name neither party nor signatory."""
    words = studio.words("delegations")
    tree = delegation_tree(dossier, plain, words["unknown"])
    return delegations_of(tree, studio, name=name) if tree else None


def delegations_of(tree: Tree, studio: Studio, *, name: str = "delegations") -> Drawing:
    """The diagram of the two sides of an act."""
    words = studio.words("delegations")
    diagram, frame = _Maker(studio, words, tree).drawn()
    return studio.draw(
        name,
        frame,
        alt=_alt(tree, words, studio.language),
        description=_description(tree, words),
        labels=tuple(diagram.labels),
        diagram=diagram,
    )


@dataclass(frozen=True)
class _Maker:
    """Sets the boxes of both sides and puts them down."""

    studio: Studio
    words: Mapping[str, Any]
    tree: Tree

    def drawn(self) -> tuple[Board, Box]:
        """The diagram and its frame, drawn in the first way for which a page has room, or in the least too long."""
        tried = []
        for plan in PLANS:
            room = rooms_of(self.studio.theme)[plan.across]
            diagram, height = self._diagram(room.width, plan)
            tried.append((height / room.height, diagram, Box(0, 0, room.width, height)))
            if height <= room.height:
                return diagram, tried[-1][2]
        _, diagram, frame = min(tried, key=lambda way: way[0])
        return diagram, frame

    def _diagram(self, width: float, plan: Plan) -> tuple[Board, float]:
        diagram, column = Board(), (width - CENTRE) / 2 - CORRIDOR
        parties, third = (self._boxes(side, column, plan) for side in (self.tree.parties, self.tree.third))
        act = self._act()
        height = max(_height(parties), _height(third), act.height + 2 * ACT_PAD)
        middle = Box((width - CENTRE) / 2, HEAD, (width + CENTRE) / 2, HEAD + height)
        met = [
            *self._column(diagram, parties, middle, -1, column),
            *self._column(diagram, third, middle, 1, column),
        ]
        self._spine(diagram, middle, act, met)
        bottom = HEAD + height
        signs = self._signs()
        lettering, theme = self.studio.lettering, self.studio.theme
        diagram.put_key(placed_key(signs, lettering, theme, width, bottom))
        return diagram, bottom + key_height(signs, lettering, theme, width) + 1

    def _act(self) -> Setting:
        theme = self.studio.theme
        style = Style(theme.drawing.label * 1.13, theme.colours.accent, 700)
        return set_runs(self.studio.lettering, [(self.tree.act, style)], CENTRE - 16)

    def _boxes(self, side: Sequence[Delegation], width: float, plan: Plan) -> list[BodyBox]:
        setter = BoxSetter(self.studio, self.words)
        return [setter.box(one, width, plan, third=side is self.tree.third) for one in side]

    def _spine(self, diagram: Board, middle: Box, act: Setting, met: Sequence[float]) -> None:
        """Put down the act in the middle, on the line that the lines of all delegations meet."""
        theme, (x, y) = self.studio.theme, middle.centre
        half = act.height / 2 + ACT_PAD
        ground = Box(middle.left, y - half, middle.right, y + half)
        pen = Pen(theme.colours.accent, theme.drawing.heavy)
        diagram.shapes.insert(0, Line(path_data([(x, min(*met, y)), (x, max(*met, y))]), pen))
        diagram.shapes.append(Rectangle(ground, replace(pen, fill=theme.colours.paper), 3))
        diagram.put(_centred(act, x, ground.top + ACT_PAD, self.studio))

    def _column(
        self, diagram: Board, boxes: Sequence[BodyBox], middle: Box, side: Side, width: float
    ) -> list[float]:
        """Put down the boxes of one side, each with its line to the middle; tell at which heights these arrive."""
        if not boxes:
            return []
        edge = middle.right + CORRIDOR if side > 0 else middle.left - CORRIDOR - width
        self._side_heading(diagram, edge, "third" if side > 0 else "parties")
        y, met = middle.top + (middle.height - _height(boxes)) / 2, []
        for box in boxes:
            ground = Box(edge + 0.8, y, edge + width - 0.8, y + box.height)
            met.append(self._connector(diagram, box, ground, middle, side))
            self._put(diagram, box, ground, third=side > 0)
            y += box.height + BETWEEN_BOXES
        return met

    def _side_heading(self, diagram: Board, left: float, side: str) -> None:
        style = self._style(self.studio.theme.colours.muted, weight=600)
        diagram.put([self.studio.lettering.line(self.words["sides"][side], left + 0.8, 7.5, style)])

    def _connector(self, diagram: Board, box: BodyBox, ground: Box, middle: Box, side: Side) -> float:
        """Put a straight line from a box to the middle, beneath all that is there; tell its height."""
        y = ground.top + box.heading_height / 2
        start = ground.left if side > 0 else ground.right
        diagram.shapes.insert(
            0, Line(path_data([(start, y), (middle.centre[0], y)]), self._line(box.delegation))
        )
        return y

    def _line(self, delegation: Delegation) -> Pen:
        theme = self.studio.theme
        if delegation.signed:
            return Pen(theme.colours.accent, theme.drawing.heavy)
        return Pen(theme.colours.muted, theme.drawing.heavy, dash="3 2.4")

    def _put(self, diagram: Board, box: BodyBox, ground: Box, *, third: bool) -> None:
        """Put down a box: square and dark for a party, round and outlined for a third party."""
        theme, listed = self.studio.theme, box.delegation.listed
        head = Box(ground.left, ground.top, ground.right, ground.top + box.heading_height)
        outline = Pen(theme.colours.accent, theme.drawing.line, dash="" if listed else "3 2.4")
        diagram.shapes.append(Rectangle(ground, Pen(fill=theme.colours.paper), 6.0 if third else 0.0))
        if not third:
            fill = theme.colours.accent if listed else theme.colours.tint
            diagram.shapes.append(Rectangle(head, Pen(fill=fill)))
        elif box.rows:
            line = [(head.left, head.bottom), (head.right, head.bottom)]
            diagram.shapes.append(Line(path_data(line), outline))
        diagram.shapes.append(Rectangle(ground, outline, 6.0 if third else 0.0))
        y = head.top + 4.0
        for setting in box.heading:
            diagram.put(setting.placed(self.studio.lettering, ground.left + PAD, y, 1))
            y += setting.height + BETWEEN_WORDS
        self._put_rows(diagram, box.rows, ground, head.bottom + PAD * 0.6)

    def _put_rows(self, diagram: Board, rows: Sequence[Row], ground: Box, top: float) -> None:
        theme, y = self.studio.theme, top
        for row in rows:
            y += row.above
            x = ground.left + PAD + row.indent
            if row.ruled:
                rule = [(ground.left + PAD, y - 2.4), (ground.right - PAD, y - 2.4)]
                diagram.shapes.append(Line(path_data(rule), Pen(theme.colours.rule, theme.drawing.line)))
            if row.state:
                diagram.shapes += sign(row.state, x - SIGN, y + SIZE - 0.4, theme)
            diagram.put(row.setting.placed(self.studio.lettering, x, y, 1))
            y += row.setting.height

    def _signs(self) -> tuple[Sign, ...]:
        """The signs of the key: states that occur, and the kinds of lines."""
        states = dict.fromkeys(speaker.state for one in self.tree.delegations for speaker in one.signatories)
        found = [Sign(self.words["states"][state], self._sample(state)) for state in states]
        kinds = {delegation.signed: delegation for delegation in self.tree.delegations}
        if len(kinds) > 1:
            found += [
                Sign(self.words["lines"]["signed" if kind else "unsigned"], self._stroke(kinds[kind]))
                for kind in (True, False)
            ]
        return tuple(found)

    def _sample(self, state: str) -> Callable[[Box], Sequence[Shape]]:
        return lambda box: sign(state, box.left, box.bottom, self.studio.theme)

    def _stroke(self, delegation: Delegation) -> Callable[[Box], Sequence[Shape]]:
        pen = self._line(delegation)
        return lambda box: (Line(path_data([(box.left, box.centre[1]), (box.right, box.centre[1])]), pen),)

    def _style(self, colour: str, *, small: bool = False, weight: int = 400, italic: bool = False) -> Style:
        return self.studio.style(colour, small=small, weight=weight, italic=italic)


def _height(boxes: Sequence[BodyBox]) -> float:
    """The height of a column."""
    return sum(box.height for box in boxes) + BETWEEN_BOXES * max(len(boxes) - 1, 0)


def _centred(setting: Setting, x: float, top: float, studio: Studio) -> tuple[Text, ...]:
    """The lines of a setting, each in the middle."""
    placed = setting.placed(studio.lettering, x, top, 1)
    widths = [width for width, line in zip(setting.widths, setting.lines, strict=True) for _ in line]
    return tuple(text.moved(-width / 2, 0) for text, width in zip(placed, widths, strict=True))


def _alt(tree: Tree, words: Mapping[str, Any], language: str) -> str:
    """The short text: how many delegations on either side."""
    parties = counted(words["counts"]["parties"], len(tree.parties), language)
    third = counted(words["counts"]["third"], len(tree.third), language)
    return str(words["alt"].format(act=tree.act, parties=parties, third=third))


def _description(tree: Tree, words: Mapping[str, Any]) -> str:
    """The long text: every body of either side and who spoke for it."""
    sides = (("parties", tree.parties), ("third", tree.third))
    parts = [words["direction"]]
    for side, delegations in sides:
        if delegations:
            parts.append(words["side"].format(name=words["sides"][side]))
            parts += [_sentence(delegation, words) for delegation in delegations]
    return " ".join(parts)


def _sentence(delegation: Delegation, words: Mapping[str, Any]) -> str:
    said = [_person(speaker, words) for speaker in delegation.speakers]
    said += [
        words["through"].format(
            body=part.name, people=words["between"].join(_person(one, words) for one in part.speakers)
        )
        for part in delegation.parts
    ]
    head = ", ".join(part for part in (delegation.name, delegation.within, delegation.role) if part)
    return str(words["body"].format(body=head, people=words["between"].join(said) or words["nobody"]))


def _person(speaker: Speaker, words: Mapping[str, Any]) -> str:
    state = words["states"].get(speaker.state, "")
    doubt = words["contested"] if speaker.contested and speaker.state != "disputed" else ""
    return ", ".join(part for part in (speaker.name, speaker.office, state, doubt) if part)
