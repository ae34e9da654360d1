"""Bookmarks, named destinations and page labels of rendered files."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_sample import FULL, rendered, tree
from pikepdf import Name, NameTree, Object, Pdf

from dossier.pdf.navigation import Folio, folios, roman
from dossier.vocabulary import HEADINGS


def entries(item: Object, level: int = 0) -> list[tuple[int, str, Object]]:
    """Bookmarks below one, with level and object."""
    found = []
    child = item.get(Name.First)
    while child is not None:
        found += [(level, str(child.Title), child), *entries(child, level + 1)]
        child = child.get(Name.Next)
    return found


def test_bookmarks_are_the_headings() -> None:
    """U14: all headings in order, nested as they are, the title beside its sections."""
    with Pdf.open(BytesIO(rendered(FULL).data)) as pdf:
        found = [(level, words) for level, words, _ in entries(pdf.Root.Outlines)]
    assert [words for _, words in found] == [
        " ".join("".join(heading.itertext()).split()) for heading in tree().iter(*HEADINGS)
    ]
    assert found[:5] == [
        (0, "Le protocole de Bichkek"),
        (0, "Table"),
        (0, "Figures"),
        (0, "1 Le texte"),
        (1, "Les noms"),
    ]


def test_a_bookmark_leads_to_its_heading_and_takes_its_language_from_it() -> None:
    """U2, U14: SE is the heading's structure element, below the Document that says the language."""
    with Pdf.open(BytesIO(rendered(FULL).data)) as pdf:
        for _, _, item in entries(pdf.Root.Outlines):
            assert str(item.SE.S) in {"/H1", "/H2", "/H3", "/H4"}
            assert item.Dest[0].objgen == item.SE.Pg.objgen


def test_every_anchor_is_a_named_destination() -> None:
    """A link from outside can lead to a chapter; no link inside leads nowhere."""
    result = rendered(FULL)
    with Pdf.open(BytesIO(result.data)) as pdf:
        places = {str(name): view for name, view in NameTree(pdf.Root.Names.Dests).items()}
        pages = [page.obj.objgen for page in pdf.pages]
        wanted = {
            str(item.Dest)
            for page in pdf.pages
            for item in page.obj.get(Name.Annots, [])
            if Name.Dest in item
        }
        found = {name: pages.index(places[name][0].objgen) + 1 for name in result.destinations}
    assert found == result.destinations
    assert wanted
    assert wanted <= places.keys()


def test_pages_are_labelled_as_printed() -> None:
    """No label on the cover, roman front matter, arabic body, each run written once."""
    with Pdf.open(BytesIO(rendered(FULL).data)) as pdf:
        assert [page.label for page in pdf.pages][:4] == ["", "i", "1", "2"]
        assert len(list(pdf.Root.PageLabels.Nums)) == 6


def test_a_page_without_a_folio_is_counted_from_its_neighbours() -> None:
    """Opening pages of chapters often print none."""
    margins = [(2, "ii"), (2, "A running head"), (4, "1"), (6, "3")]
    assert [str(folio) for folio in folios(margins, 8, frozenset({0}))] == [
        "",
        "i",
        "ii",
        "iii",
        "1",
        "2",
        "3",
        "4",
    ]


@given(st.integers(1, 199))
def test_roman_folios_are_read_back(value: int) -> None:
    """What is printed is what is understood."""
    assert folios([(0, roman(value))], 1, frozenset()) == [Folio("r", value)]


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (199, "cxcix")]
)
def test_roman_numerals(value: int, numeral: str) -> None:
    """Lower case, subtractive."""
    assert roman(value) == numeral
