"""The colours and type of maps, all taken from the theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.drawings.canvas import Pen, Style

if TYPE_CHECKING:
    from dossier.theme import Theme


def blend(one: str, other: str, share: float) -> str:
    """The colour between two (#rrggbb), with so much of the second: drawings use no transparency."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


@dataclass(frozen=True)
class Look:
    """Pens and styles of everything on a map, by role."""

    theme: Theme

    def _style(self, colour: str, *, small: bool = False, weight: int = 400, italic: bool = False) -> Style:
        tokens = self.theme.drawing
        return Style(tokens.small if small else tokens.label, colour, weight, italic)

    @property
    def sea(self) -> Pen:
        """Open water."""
        return Pen(fill=self.theme.colours.sea)

    @property
    def land(self) -> Pen:
        """Land."""
        return Pen(fill=self.theme.colours.land)

    @property
    def coast(self) -> Pen:
        """The line between land and sea, and the shores of lakes."""
        colours = self.theme.colours
        return Pen(blend(colours.accent, colours.sea, 0.3), self.theme.drawing.hairline)

    @property
    def ripples(self) -> Pen:
        """Lines in the sea that follow the coast."""
        colours = self.theme.colours
        return Pen(blend(colours.sea, colours.accent, 0.24), 0.3)

    @property
    def river(self) -> Pen:
        """Rivers."""
        colours = self.theme.colours
        return Pen(blend(colours.accent, colours.sea, 0.62), 0.35)

    @property
    def grid(self) -> Pen:
        """Meridians and parallels."""
        colours = self.theme.colours
        return Pen(blend(colours.rule, colours.sea, 0.35), 0.25)

    @property
    def frame(self) -> Pen:
        """The line around the map."""
        return Pen(self.theme.colours.muted, self.theme.drawing.hairline)

    @property
    def mark(self) -> Pen:
        """The point of a place."""
        return Pen(self.theme.colours.paper, 0.7, self.theme.colours.ink)

    @property
    def leader(self) -> Pen:
        """The line from a point to its name."""
        return Pen(self.theme.colours.muted, 0.4)

    @property
    def route(self) -> Pen:
        """The way from stop to stop."""
        return Pen(self.theme.colours.second, self.theme.drawing.heavy, cap="round")

    @property
    def filled(self) -> Pen:
        """Badges and heads of the route."""
        return Pen(fill=self.theme.colours.second)

    @property
    def badge(self) -> Pen:
        """The ground of a number."""
        return Pen(self.theme.colours.paper, 0.9, self.theme.colours.second)

    @property
    def bar(self) -> tuple[Pen, Pen]:
        """The two halves of the scale bar."""
        ink, paper = self.theme.colours.ink, self.theme.colours.paper
        return Pen(ink, 0.4, ink), Pen(ink, 0.4, paper)

    @property
    def number(self) -> Style:
        """Numbers in badges."""
        return self._style(self.theme.colours.paper, small=True, weight=700)

    def place(self, *, main: bool, small: bool = False) -> Style:
        """Names of places, in a heavier weight for the main ones."""
        return self._style(self.theme.colours.ink, small=small, weight=600 if main else 400)

    @property
    def date(self) -> Style:
        """Words below the name of a stop."""
        return self._style(self.theme.colours.second, small=True)

    @property
    def degrees(self) -> Style:
        """Numbers on the net and on the scale bar."""
        return self._style(self.theme.colours.muted, small=True)

    @property
    def scale(self) -> Style:
        """Numbers on the scale bar."""
        return self._style(self.theme.colours.ink, small=True)

    @property
    def country(self) -> Style:
        """Names of countries: small and spaced."""
        return Style(self.theme.drawing.small, self.theme.colours.muted, tracking=0.4)

    @property
    def water(self) -> tuple[Style, Style]:
        """Names of oceans, and of other waters."""
        colour = self.theme.colours.accent
        return (
            Style(self.theme.drawing.label + 0.5, colour, italic=True, tracking=0.3),
            Style(self.theme.drawing.label - 0.3, colour, italic=True),
        )
