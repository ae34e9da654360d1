"""Lays an edition out that has to fill its pages exactly: tries its layouts, lets drawings grow, gives the rest away.

Puts fitting, drawing and measuring together; decides nothing by itself.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.fitting import Place, Share, Use, fits, plans_of, shared, too_long
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.declarations import Edition, Layout, PlannedDrawing
    from dossier.illustrations import Illustration
    from dossier.pdf.measuring import Measures
    from dossier.theme import Theme

ROUNDED = 0.01
"""Points lost by rounding."""


@dataclass(frozen=True)
class Sheet:
    """An edition laid out: tree, pictures and stylesheet, ready to be rendered."""

    tree: Element
    assets: Mapping[str, Asset]
    css: str


@dataclass(frozen=True)
class Hands:
    """What the work is done with: drawing, styling, measuring, and the place of the records for what is said."""

    draw: Callable[[Mapping[str, PlannedDrawing]], Mapping[str, Illustration]]
    style: Callable[[Layout, Mapping[str, PlannedDrawing], Share], str]
    measure: Callable[[Element, str, Mapping[str, Asset]], Measures]
    place: Callable[[], Place]


def fit(
    edition: Edition, theme: Theme, tree: Element, assets: Mapping[str, Asset], hands: Hands
) -> tuple[Sheet, Sheet]:
    """The edition in the first layout that fits: grown into its room, and as it was before it grew.

    The layouts are searched by halves, for each takes less room than the one before. Raises ContentError that says what to shorten when none fits.
    """
    room = theme.page.height - theme.page.top - theme.page.bottom
    best, first, last = None, 0, len(edition.layouts)
    while first < last:
        middle = (first + last) // 2
        tried = _Trial(edition, edition.layouts[middle], tree, assets, hands)
        if fits(tried.measures, edition.pages or 0, room):
            best, last = tried, middle
        else:
            first = middle + 1
    if best is None:
        raise ContentError(too_long(edition, tried.measures, room, hands.place()))
    _check_type(edition, best.measures)
    return best.grown(room), best.sheet


class _Trial:
    """One layout of an edition, drawn, styled and measured as tight as it goes."""

    def __init__(
        self, edition: Edition, layout: Layout, tree: Element, assets: Mapping[str, Asset], hands: Hands
    ) -> None:
        self.edition, self.layout, self.hands = edition, layout, hands
        self.tree, self.assets = tree, assets
        self.plans = plans_of(edition, layout)
        self.shown = hands.draw(self.plans)
        pages = edition.pages or 0
        tight = Share({}, (edition.gap[0],) * pages, (0.0,) * pages)
        self.sheet = self._sheet(self.plans, self.shown, tight)
        self.measures = hands.measure(self.sheet.tree, self.sheet.css, self.sheet.assets)

    def grown(self, room: float) -> Sheet:
        """The same layout with the room left given to gaps and drawings."""
        drawn = {name: picture.height for name, picture in self.shown.items()}
        blocks = [len(section.findall("section")) for section in self.sheet.tree.iterfind("body/section")]
        share = shared(self.edition, self.plans, Use(drawn, self.measures, blocks), room)
        taller = {
            name: self.plans[name].model_copy(update={"height": height})
            for name, height in share.heights.items()
            if height and height != drawn.get(name)
        }
        return self._sheet({**self.plans, **taller}, {**self.shown, **self.hands.draw(taller)}, share)

    def _sheet(
        self, plans: Mapping[str, PlannedDrawing], shown: Mapping[str, Illustration], share: Share
    ) -> Sheet:
        own = {picture.asset.name: picture.asset for picture in shown.values()}
        others = {name: asset for name, asset in self.assets.items() if name not in self.edition.drawings}
        css = self.hands.style(self.layout, plans, share)
        return Sheet(_placed(self.tree, shown, self.edition), {**others, **own}, css)


def _check_type(edition: Edition, measures: Measures) -> None:
    """Refuse type below the size that the smallest layout declares."""
    least = min(layout.body for layout in edition.layouts)
    if measures.smallest < least - ROUNDED:
        message = f"the edition «{edition.name}» sets type of {measures.smallest:.3g} points, below its smallest of {least:g}"
        hint = "make it larger in its stylesheets"
        raise ContentError([Problem(edition.declared_in, path="stylesheets", message=message, hint=hint)])


def _placed(tree: Element, shown: Mapping[str, Illustration], edition: Edition) -> Element:
    """A copy of the tree with the pictures at their sizes; the blocks of drawings that are not shown are taken out."""
    placed = deepcopy(tree)
    for image in list(placed.iter("img")):
        name = image.get("src", "").removeprefix("asset:")
        if name in shown:
            image.set("width", f"{shown[name].width:.4g}")
            image.set("height", f"{shown[name].height:.4g}")
        elif name in edition.drawings:
            _take_out(image)
    return placed


def _take_out(image: Element) -> None:
    """Remove the innermost section or box around a picture."""
    block = next(image.iterancestors("section", "aside"), None)
    parent = None if block is None else block.getparent()
    if block is not None and parent is not None:
        parent.remove(block)
