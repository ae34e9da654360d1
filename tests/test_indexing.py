"""The index marks what chapters say of persons and places, once under each heading, and lists it in order."""

from __future__ import annotations

from lxml import etree

from dossier.indexing import Entry, entries, has_index, mark_index, with_pages
from dossier.vocabulary import words_of

PEOPLE = [
    ("Karen Babourian", "Babourian, Karen"),
    ("Achot Babourian", "Babourian, Achot"),
    ("Élise Dupont", "Dupont, Élise"),
]
BODY = (
    '<section class="chapter" id="c"><h2>One</h2><p>Dupont and <em>Dupont</em> met Karen Babourian in Chouchi.</p>'
    '<h3>Later</h3><p>Mme Dupont<span class="note">Not Chouchi here.</span> left Choucha.</p></section>'
    '<section class="back" id="i"><nav class="index"><h2>Index</h2></nav></section>'
)


def marked() -> etree._Element:
    """A tree with its index."""
    tree = etree.fromstring(f"<html lang='fr'><head/><body>{BODY}</body></html>")
    mark_index(tree, entries(PEOPLE, ["Chouchi / Choucha"]))
    return tree


def test_no_word_changes() -> None:
    """Marks add no word and take none."""
    before = words_of(etree.fromstring(f"<body>{BODY}</body>")[0])
    assert words_of(marked().find(".//section")) == before  # type: ignore[arg-type]  # the section is there


def test_each_entry_is_marked_once_under_each_heading() -> None:
    """A reader is sent to a passage, not to every mention in it; notes are not marked."""
    found = [
        (mark.get("data-entry"), mark.text) for mark in marked().iter("span") if mark.get("class") == "index"
    ]
    assert found == [
        ("Dupont, Élise", "Dupont"),
        ("Babourian, Karen", "Karen Babourian"),
        ("Chouchi / Choucha", "Chouchi"),
        ("Dupont, Élise", "Dupont"),
        ("Chouchi / Choucha", "Choucha"),
    ]


def test_a_surname_that_two_persons_share_names_neither() -> None:
    """«Babourian» alone is not guessed."""
    assert entries(PEOPLE, [])[0] == Entry("Babourian, Karen", ("Karen Babourian",))


def test_entries_stand_in_the_order_of_the_alphabet() -> None:
    """Accents and capitals aside."""
    assert [words_of(item) for item in marked().iter("li")] == [
        "Babourian, Karen",
        "Chouchi / Choucha ,",
        "Dupont, Élise ,",
    ]


def test_each_page_is_said_once() -> None:
    """Two marks on one page give one number; a mark whose page is unknown gives none."""
    filled = with_pages(marked(), {"ix-1": "3", "ix-2": "3", "ix-4": "3", "ix-5": "4"})
    assert [words_of(item) for item in filled.iter("li")] == [
        "Babourian, Karen 3",
        "Chouchi / Choucha 4",
        "Dupont, Élise 3",
    ]


def test_without_entries_there_is_no_index() -> None:
    """The section leaves the tree with its list."""
    tree = etree.fromstring(f"<html lang='fr'><head/><body>{BODY}</body></html>")
    mark_index(tree, [])
    assert not has_index(tree)
    assert tree.find(".//nav") is None
