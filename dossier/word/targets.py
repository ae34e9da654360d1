"""What links of the merged tree point to, and the names of the bookmarks that stand there in Word.

Knows the merged tree; writes no XML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dossier.vocabulary import HEADINGS, classes, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Kind = Literal["heading", "caption", "note", "place"]
FIRST_NUMBER = 100_000_000


@dataclass(frozen=True)
class Target:
    """One place that is pointed to: `number` is the number of its heading or caption, `words` the rest."""

    kind: Kind
    bookmark: str
    contents: str = ""
    number: str = ""
    words: str = ""


def fragment(link: Element) -> str:
    """The id that a link points to; empty for a link outside."""
    href = link.get("href", "")
    return href[1:] if href.startswith("#") else ""


def child_of_class(element: Element, name: str) -> Element | None:
    """The first child of a class."""
    return next((child for child in element if name in classes(child)), None)


def label_parts(label: str) -> tuple[str, str, str]:
    """«Figure 12 – » as («Figure », «12», « – »); the number is empty when there is none."""
    digits = [place for place, character in enumerate(label) if character.isdigit()]
    if not digits:
        return label, "", ""
    first = digits[0]
    last = first
    while last + 1 < len(label) and label[last + 1].isdigit():
        last += 1
    return label[:first], label[first : last + 1], label[last + 1 :]


def heading_of(element: Element) -> Element | None:
    """The heading that an id on a section, a box or a heading stands for."""
    if element.tag in HEADINGS:
        return element
    if element.tag in {"section", "aside", "nav"}:
        return next((child for child in element if child.tag in HEADINGS), None)
    return None


def _words(element: Element) -> str:
    return words_of(element) if element.tag in {"p", "span", "dt"} else ""


def _target(element: Element, bookmark: str, contents: str) -> Target:
    if (heading := heading_of(element)) is not None:
        numbered = child_of_class(heading, "number")
        figure = words_of(numbered) if numbered is not None else ""
        return Target("heading", bookmark, contents, figure, words_of(heading).removeprefix(figure).strip())
    caption = next((child for child in element if child.tag in {"caption", "figcaption"}), None)
    if caption is not None and (label := child_of_class(caption, "label")) is not None:
        return Target("caption", bookmark, contents, label_parts(words_of(label))[1], words_of(caption))
    return Target("note" if "note" in classes(element) else "place", bookmark, contents, "", _words(element))


def _pointed(tree: Element) -> tuple[set[str], set[str]]:
    """The ids that the text points to, and those that contents and lists point to."""
    navs = {nav: classes(nav) for nav in tree.iter("nav")}
    listed = {fragment(link) for nav, names in navs.items() if "index" not in names for link in nav.iter("a")}
    in_navs = {link for nav in navs for link in nav.iter("a")}
    return {fragment(link) for link in tree.iter("a") if link not in in_navs} - {""}, listed - {""}


def find_targets(tree: Element) -> dict[str, Target]:
    """Every place that a link of the tree points to, by id, in the order of the tree."""
    told, listed = _pointed(tree)
    found = [
        place for place in tree.iter() if isinstance(place.tag, str) and place.get("id") in told | listed
    ]
    return {
        str(place.get("id")): _target(
            place,
            f"_Ref{FIRST_NUMBER + number}" if place.get("id") in told else "",
            f"_Toc{FIRST_NUMBER + number}" if place.get("id") in listed else "",
        )
        for number, place in enumerate(found, start=1)
    }
