"""Numbers are dense and in order, every reference says what it leads to, and nothing leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from dossier.numbering import number, unwrap
from dossier.vocabulary import classes, words_of

if TYPE_CHECKING:
    from dossier.merge import Merged

LABELS = {
    "see_figure": "figure", "see_table": "table", "see_chapter": "chapter", "figure": "Figure", "table": "Table",
    "label_end": ". ", "quotes": ["“", "”"],
}  # fmt: skip


def tree_of(body: str) -> etree._Element:
    """A tree around some sections."""
    return etree.fromstring(f"<html lang='en'><head/><body>{body}</body></html>")


def test_notes_are_numbered_from_one_without_gaps(bishkek_merged: Merged) -> None:
    """The ids of notes are n-1, n-2, … in the order of their calls."""
    names = [span.get("id") for span in bishkek_merged.tree.iter("span") if "note" in classes(span)]
    assert len(names) > 60
    assert names == [f"n-{count}" for count in range(1, len(names) + 1)]


def test_tables_and_figures_are_numbered_apart(bishkek_merged: Merged) -> None:
    """Each kind counts from one in document order."""
    for kind, tag, caption in (("Tableau", "table", "caption"), ("Figure", "figure", "figcaption")):
        labels = [
            str(element.findtext(f"{caption}/span"))
            for element in bishkek_merged.tree.iter(tag)
            if element.find(caption) is not None
        ]
        assert [label.rstrip(". ").replace("\u00a0", " ") for label in labels] == [
            f"{kind} {count}" for count in range(1, len(labels) + 1)
        ]


def test_every_internal_link_has_a_target_and_words(bishkek_merged: Merged) -> None:
    """A printed dossier has no dead reference."""
    anchors = {element.get("id") for element in bishkek_merged.tree.iter() if element.get("id")}
    links = [link for link in bishkek_merged.tree.iter("a") if link.get("href", "").startswith("#")]
    assert len(links) > 200
    assert [link.get("href") for link in links if link.get("href", "")[1:] not in anchors] == []
    assert [
        link.get("href")
        for link in links
        if not words_of(link) and not any("index" in classes(nav) for nav in link.iterancestors("nav"))
    ] == []


def test_ids_are_unique(bishkek_merged: Merged) -> None:
    """No two elements share an id."""
    names = [element.get("id") for element in bishkek_merged.tree.iter() if element.get("id")]
    assert len(names) == len(set(names))


def test_an_empty_reference_says_the_number() -> None:
    """`[](#fig-a)` becomes «figure 1», with a capital where it opens the paragraph; chapters and tables likewise."""
    tree = tree_of(
        '<section class="chapter" id="one"><h2>One</h2><p><a href="#fig-a"/> <a href="#tbl-a"/> <a href="#one"/></p>'
        '<figure id="fig-a"><img/><figcaption>F</figcaption></figure>'
        '<table id="tbl-a"><caption>T</caption></table></section>'
    )
    assert [link.text for link in number(tree, LABELS).iter("a")] == ["Figure 1", "table 1", "chapter 1"]


def test_a_reference_that_opens_a_paragraph_has_a_capital() -> None:
    """«Figure 1: …» at the beginning of a paragraph or an item, «figure 1» within."""
    tree = tree_of(
        '<section id="one"><h2>One</h2><p><a href="#fig-a"/>: words, <a href="#fig-a"/></p><p>See <a href="#fig-a"/></p>'
        '<figure id="fig-a"><img/><figcaption>F</figcaption></figure></section>'
    )
    assert [link.text for link in number(tree, LABELS).iter("a")] == ["Figure 1", "figure 1", "figure 1"]


def test_a_reference_to_a_part_that_is_left_out_becomes_words() -> None:
    """An edition without the persons prints the name, not a dead link."""
    numbered = number(tree_of('<section id="a"><p>see <a href="#gone">him</a> there</p></section>'), LABELS)
    assert numbered.find(".//a") is None
    assert words_of(numbered) == "see him there"


def test_unwrapping_keeps_children_and_order() -> None:
    """What stands inside the element stays where it stood."""
    paragraph = etree.fromstring("<p>a <a>b <em>c</em> d</a> e</p>")
    unwrap(paragraph[0])
    assert etree.tostring(paragraph) == b"<p>a b <em>c</em> d e</p>"


def test_a_list_without_items_leaves_the_tree() -> None:
    """No heading «List of figures» over nothing."""
    numbered = number(
        tree_of('<section id="c"><nav class="figures"><h2>Figures</h2></nav></section>'), LABELS
    )
    assert numbered.find(".//nav") is None


def test_the_given_tree_is_left_as_it_was() -> None:
    """The numbering gives a new tree."""
    tree = tree_of('<section class="chapter" id="one"><h2>One</h2></section>')
    before = etree.tostring(tree)
    number(tree, LABELS)
    assert etree.tostring(tree) == before
