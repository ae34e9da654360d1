"""The tag tree of rendered files, rule by rule."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pdf_sample import FULL, NOTES, rendered, tree
from pikepdf import Array, Dictionary, Name, Object, Pdf

from dossier.pdf.check import check_pdf
from dossier.pdf.decoding import PageText
from dossier.pdf.links import describe_links
from dossier.pdf.structure import build_tags
from dossier.pdf.tag_tree import ROLE_MAP, ROLES, Tag
from dossier.vocabulary import ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = ("H1", "H2", "H3", "H4")


@pytest.fixture(scope="module")
def pdf() -> Iterator[Pdf]:
    """The full sample, opened."""
    with Pdf.open(BytesIO(rendered(FULL).data)) as opened:
        yield opened


def kids(element: Object) -> list[Object | int]:
    """What a structure element holds."""
    return list(element.get(Name.K, Array()))


def held(element: Object) -> list[Object]:
    """All structure elements that a structure element holds."""
    return [
        kid
        for kid in kids(element)
        if not isinstance(kid, int) and isinstance(kid, Dictionary) and Name.S in kid
    ]


def below(element: Object) -> Iterator[Object]:
    """A structure element and all below it, in reading order."""
    yield element
    for kid in held(element):
        yield from below(kid)


def all_of(pdf: Pdf, *roles: str) -> list[Object]:
    """Structure elements of some roles, in reading order."""
    found = [element for element in below(pdf.Root.StructTreeRoot.K) if str(element.S)[1:] in roles]
    assert found, f"no {roles} in the sample"
    return found


def role(element: Object) -> str:
    """Role of a structure element."""
    return str(element.S)[1:]


def roles_below(element: Object) -> list[str]:
    """Roles of what a structure element holds."""
    return [role(kid) for kid in held(element)]


def said(pdf: Pdf, element: Object) -> str:
    """The words that stand in an element itself."""
    texts = {page.obj.objgen: PageText(page).texts for page in pdf.pages}
    words = ""
    for kid in kids(element):
        if isinstance(kid, int):
            words += texts[element.Pg.objgen][kid]
        elif Name.MCID in kid:
            words += texts[kid.Pg.objgen][int(kid.MCID)]
    return words.replace("\u00ad", "")


def test_the_tree_has_one_document_that_says_its_language(pdf: Pdf) -> None:
    """U1, U2: everything hangs below one Document in the language of the dossier."""
    document = pdf.Root.StructTreeRoot.K
    assert role(document) == "Document"
    assert str(document.Lang) == str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    assert not pdf.Root.MarkInfo.Suspects


def test_every_element_knows_its_parent(pdf: Pdf) -> None:
    """U1: P leads back to the element that holds it."""
    for element in below(pdf.Root.StructTreeRoot.K):
        for kid in kids(element):
            if isinstance(kid, Dictionary) and Name.S in kid:
                assert kid.P.objgen == element.objgen


def test_headings_have_one_top_and_skip_no_level(pdf: Pdf) -> None:
    """U5: one H1, then no jump down of more than one."""
    levels = [int(role(element)[1]) for element in all_of(pdf, *HEADINGS)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_note_stands_where_it_is_called_and_both_lead_to_each_other(pdf: Pdf) -> None:
    """U6: Reference with the call, then the Note with its id, inside the paragraph."""
    paragraph = next(element for element in all_of(pdf, "P") if "Note" in roles_below(element))
    place = roles_below(paragraph).index("Note")
    assert roles_below(paragraph)[place - 1] == "Reference"
    call, note = held(paragraph)[place - 1 : place + 1]
    to_note, to_call = (annotation(held(one)[0]) for one in (call, held(note)[0]))
    assert str(to_note.Dest) == str(note.ID) == "n-1"
    assert str(to_call.Dest) == "call-n-1"
    assert str(to_note.Contents).startswith("Une note avec un lien dehors")
    assert str(to_call.Contents).startswith("Le Бишкекский протокол du 5 mai")


def annotation(link: Object) -> Object:
    """The annotation of a link element."""
    return next(kid.Obj for kid in kids(link) if isinstance(kid, Dictionary) and Name.Obj in kid)


def test_notes_have_each_an_id_of_their_own() -> None:
    """U6: twenty notes, twenty ids, all in the tree of ids."""
    with Pdf.open(BytesIO(rendered(NOTES).data)) as pdf:
        identifiers = [str(note.ID) for note in all_of(pdf, "Note")]
        listed = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert identifiers == [f"n-{n}" for n in range(1, 21)]
    assert listed == sorted(identifiers)


def test_a_paragraph_over_two_pages_is_one_paragraph(pdf: Pdf) -> None:
    """The engine makes two of it; a reader must not stop between."""
    pages = {page.obj.objgen for page in pdf.pages}
    broken = [
        element
        for element in all_of(pdf, "P")
        if any(isinstance(kid, Dictionary) and Name.MCID in kid for kid in kids(element))
    ]
    assert len(broken) == 1
    assert broken[0].Pg.objgen in pages


def test_contents_are_entries_without_leader_dots(pdf: Pdf) -> None:
    """U6: TOC, TOCI, Reference, Link; the dots are artifacts and not read."""
    contents = all_of(pdf, "TOC")
    assert all(set(roles_below(one)) == {"TOCI"} for one in contents)
    entries = all_of(pdf, "TOCI")
    assert [said(pdf, link) for entry in entries for link in below(entry) if role(link) == "Link"][:2] == [
        "1 Le texte",
        "Les noms",
    ]
    assert "TOC" in roles_below(entries[0])
    assert not any("." in said(pdf, element) for entry in entries for element in below(entry))
    assert ". . ." in PageText(pdf.pages[1]).artifacts.replace("  ", " ")


def test_running_heads_folios_and_repeated_heads_of_tables_are_artifacts(pdf: Pdf) -> None:
    """U4: they are painted, but not read; decoration by style neither."""
    assert "Le protocole de Bichkek" in PageText(pdf.pages[1]).artifacts
    assert PageText(pdf.pages[2]).artifacts.strip() == "1"
    assert len(all_of(pdf, "THead")) == 1
    assert len([element for element in all_of(pdf, "TH") if said(pdf, element) == "Événement"]) == 1
    assert sum("Événement" in PageText(page).artifacts for page in pdf.pages) > 1
    assert [said(pdf, heading) for heading in all_of(pdf, "H3")] == ["Les noms"]


def test_nothing_is_painted_outside_of_tags_and_artifacts(pdf: Pdf) -> None:
    """U4: every word is one or the other."""
    assert [PageText(page).unmarked.strip() for page in pdf.pages] == [""] * len(pdf.pages)


def test_foreign_phrases_carry_their_language(pdf: Pdf) -> None:
    """U2: Russian, Azerbaijani and Armenian words are known as such, in text, notes and lists."""
    spoken = {
        str(element.Lang): said(pdf, element)
        for element in all_of(pdf, "Span", "Term")
        if Name.Lang in element
    }
    assert spoken == {"ru": "Протокол", "az": "Bişkek protokolu", "hy": "Բիշքեքի արձանագրություն"}


def test_an_abbreviation_says_its_full_form(pdf: Pdf) -> None:
    """Its expansion is there to be read instead."""
    (short,) = [element for element in all_of(pdf, "Span") if Name.E in element]
    assert (said(pdf, short), str(short.E)) == ("ONU", "Organisation des Nations unies")


def test_a_figure_holds_its_alternative_its_caption_and_its_true_frame(pdf: Pdf) -> None:
    """U8: Alt, BBox as drawn (80 by 40 millimetres), Caption as child."""
    figure = next(
        element for element in all_of(pdf, "Figure") if str(element.Alt) == "Carte de la ligne de contact."
    )
    left, bottom, right, top = (float(value) for value in figure.A.BBox)
    assert (right - left, top - bottom) == pytest.approx((80 * 72 / 25.4, 40 * 72 / 25.4), abs=0.1)
    assert 0 < left < right < float(figure.Pg.MediaBox[2])
    assert roles_below(figure) == ["Caption"]


def test_a_table_has_caption_first_scopes_and_rows_of_equal_length(pdf: Pdf) -> None:
    """U7: Caption, THead, TBody; TH with scope; three cells in each row; a summary."""
    (table,) = all_of(pdf, "Table")
    assert roles_below(table) == ["Caption", "THead", "TBody"]
    assert {len(roles_below(row)) for row in all_of(pdf, "TR")} == {3}
    scopes = Counter(str(head.A.Scope) for head in all_of(pdf, "TH"))
    assert scopes == {"/Column": 3, "/Row": 24}
    assert str(table.A.Summary) == "Les événements par date."


def test_lists_have_items_with_label_and_body(pdf: Pdf) -> None:
    """U6: L, LI, Lbl, LBody; a glossary has its terms as labels; numbered lists say so."""
    assert all(set(roles_below(one)) == {"LI"} for one in all_of(pdf, "L"))
    shapes = Counter(tuple(roles_below(item)) for item in all_of(pdf, "LI"))
    assert shapes == {("Lbl", "LBody"): 5, ("Term", "LBody"): 2}
    kinds = [str(one.A.ListNumbering) if Name.A in one else "" for one in all_of(pdf, "L")]
    assert kinds == ["/Disc", "/Disc", "/Decimal", ""]


def test_links_say_where_they_lead(pdf: Pdf) -> None:
    """U9: title of the target, or words and address; never an address alone where there are words."""
    said_by = {str(annotation(link).Contents) for link in all_of(pdf, "Link")}
    assert "lien dehors (https://example.org/a?b=c)" in said_by
    assert "Figure 1 – La carte" in said_by
    assert "1. Un ouvrage, Paris, 1994. https://example.org/un" in said_by
    assert all(said_by)


def test_every_link_annotation_is_tied_to_its_element(pdf: Pdf) -> None:
    """U9: StructParent leads from the annotation to the element that refers to it; pages with links tab by structure."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip([int(number) for number in numbers[::2]], numbers[1::2], strict=True))
    for page in pdf.pages:
        for one in page.obj.get(Name.Annots, Array()):
            element = parents[int(one.StructParent)]
            assert one.objgen in {
                kid.Obj.objgen for kid in kids(element) if isinstance(kid, Dictionary) and Name.Obj in kid
            }
            assert page.obj.Tabs == Name.S
            assert int(one.F) == 4


def test_a_link_over_two_lines_has_a_rectangle_on_each() -> None:
    """One tag, two annotations."""
    source = f'<html lang="fr"><head><title>x</title></head><body><section class="chapter"><h2>x</h2><p>{"mot " * 13}<a href="https://example.org/">un lien assez long <em>pour</em> deux lignes</a></p></section></body></html>'
    with Pdf.open(BytesIO(rendered(source).data)) as pdf:
        (link,) = all_of(pdf, "Link")
        frames = [kid.Obj.Rect for kid in kids(link) if isinstance(kid, Dictionary) and Name.Obj in kid]
    assert len(frames) == 2
    assert float(frames[0][1]) > float(frames[1][1])


def test_roles_of_ours_stand_for_roles_of_the_standard(pdf: Pdf) -> None:
    """U10: no standard role is mapped, none in a circle."""
    assert {
        str(key)[1:]: str(value)[1:] for key, value in pdf.Root.StructTreeRoot.RoleMap.items()
    } == ROLE_MAP
    assert not set(ROLE_MAP) & set(ROLE_MAP.values())
    assert not set(ROLE_MAP) & {"P", "Sect", "Span", "Link", "Lbl"}


def test_pictures_are_not_smoothed(pdf: Pdf) -> None:
    """PDF/A forbids Interpolate."""
    pictures = [
        item
        for item in pdf.objects
        if isinstance(item, Object) and isinstance(item, Dictionary) is False and _is_picture(item)
    ]
    assert pictures
    assert not any(bool(picture.get(Name.Interpolate, False)) for picture in pictures)


def _is_picture(item: Object) -> bool:
    return hasattr(item, "stream_dict") and item.get(Name.Subtype) == Name.Image


def test_every_element_of_the_vocabulary_has_a_role_or_hands_its_words_on() -> None:
    """An element that the builder does not know would still be read: its words go to what is around it."""
    handled = set(ROLES) | {"li", "dt", "dd", "a", "span", "img", "em", "strong", "sup", "sub", "abbr"}
    silent = {"html", "head", "title", "meta", "colgroup", "col"}
    assert set(ELEMENTS) - silent <= handled


def test_tags_are_built_without_any_mark() -> None:
    """A dossier of which nothing is painted has tags without content, not a crash."""
    document = build_tags(tree(), [])
    describe_links(tree(), document)
    assert isinstance(document, Tag)
    assert not list(document.marks())


def test_a_broken_tag_tree_fails_the_check() -> None:
    """The check would see it: without the language of the document, rules fail."""
    with Pdf.open(BytesIO(rendered(FULL).data)) as pdf:
        del pdf.Root.Lang
        del pdf.Root.StructTreeRoot.K.Lang
        output = BytesIO()
        pdf.save(output)
    assert any("rule" in problem.message for problem in check_pdf(output.getvalue(), "a-3a"))
