"""Properties of the typographer: no letter, digit or word changes, twice is once, other languages stay as they are."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dossier.typography import load_words, typeset, typeset_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FEW = settings(max_examples=30, deadline=None)
MANY = settings(max_examples=200, deadline=None)

QUOTES = str.maketrans(
    dict.fromkeys("«»“”„‘’′″\"'´", "'") | dict.fromkeys("–—-", "-") | {"…": "...", "°": "º"}
)
PIECES = [
    *" \u00a0\u202f\n\"'’‘«»“”„-–—…....,;:!?()[]%€°º§/²",
    *" " * 12,
    "...", "--", "a", "b", "l'", "d’", "mot", "Mot", "É", "été", "M.", "Mme", "V.", "p.", "no", "n°", "art.", "p. ex.", "apr. J.-C.",
    "1", "2", "5", "12", "30", "200", "960", "1988", "1994", "1988-1994", "12-15", "1994-05-04", "h", "km", "mai", "May", "er", "e",
    "XX", "IX", "I", "XIXe-XXe", "siècle", "millénaire", "Louis", "Figure", " – ", "vers", "mars-avril", "1er-5", "http://a.org/b", "www.a.org", "x@y.org", "39°50'12\"", "ISBN 978-2",
]  # fmt: skip


@cache
def words() -> dict[str, Any]:
    """The words of the languages under test."""
    return {language: load_words(TEMPLATES, language) for language in ("fr", "en")}


def letters(text: str) -> str:
    """The text without white space, each kind of quotation mark and dash in one form."""
    return re.sub("-+", "-", re.sub(r"\s", "", text).translate(QUOTES).replace("--", "-"))


texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
languages = st.sampled_from(["fr", "en", "ru", ""])


@st.composite
def inlines(draw: st.DrawFn, depth: int = 2) -> Element:
    """An inline element with text in it and behind it."""
    tag, name = draw(
        st.sampled_from(
            [
                ("em", ""),
                ("strong", ""),
                ("sup", ""),
                ("abbr", ""),
                ("a", ""),
                ("span", "note"),
                ("span", "small-caps"),
                ("span", "number"),
                ("span", "index"),
            ]
        )
    )
    element = etree.Element(tag)
    if name:
        element.set("class", name)
    if draw(st.booleans()) and (language := draw(languages)):
        element.set("lang", language)
    if name != "index":
        fill(draw, element, depth - 1)
    element.tail = draw(texts)
    return element


def fill(draw: st.DrawFn, element: Element, depth: int) -> None:
    """Put text and inline elements into an element."""
    element.text = draw(texts)
    if depth > 0:
        element.extend(draw(st.lists(inlines(depth), max_size=3)))


@st.composite
def dossiers(draw: st.DrawFn) -> Element:
    """A dossier of a few paragraphs."""
    html = etree.Element("html", lang=draw(st.sampled_from(["fr", "en", "fr-CH"])))
    body = etree.SubElement(html, "body")
    for _ in range(draw(st.integers(1, 2))):
        fill(draw, etree.SubElement(body, "p"), 2)
    return html


def text_of(tree: Element) -> str:
    """All text of a tree, in order."""
    return "".join(tree.itertext())


def shape(tree: Element) -> list[tuple[str, str, str]]:
    """Every element that the typographer did not add, with its letters."""
    return [
        (str(one.tag), str(sorted(one.attrib.items())), letters(text_of(one)))
        for one in tree.iter()
        if one.tag not in {"sup", "span"}
    ]


@MANY
@given(texts, st.sampled_from(["fr", "en"]))
def test_no_letter_digit_or_word_of_a_text_changes(text: str, language: str) -> None:
    """Without white space and with one form of each sign, a text is what it was."""
    assert letters(typeset_text(text, language, words())) == letters(text)


@MANY
@given(texts, st.sampled_from(["fr", "en"]))
def test_a_text_set_twice_is_as_set_once(text: str, language: str) -> None:
    """The second time finds nothing to do."""
    once = typeset_text(text, language, words())
    assert typeset_text(once, language, words()) == once


@FEW
@given(dossiers())
def test_no_letter_leaves_its_element(tree: Element) -> None:
    """In a tree, every element keeps its letters; only sup and small capitals are added."""
    before = deepcopy(tree)
    typeset(tree, words())
    assert shape(tree) == shape(before)


@FEW
@given(dossiers())
def test_a_tree_set_twice_is_as_set_once(tree: Element) -> None:
    """The second time tells no change and makes none."""
    typeset(tree, words())
    once = etree.tostring(tree)
    assert typeset(tree, words()) == []
    assert etree.tostring(tree) == once
