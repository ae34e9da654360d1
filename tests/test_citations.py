"""Citations: their syntax, notes and entries in French and English, styles of others, faults of the sources."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import SCHEMA_PATH  # type: ignore[import-untyped] # it has no types
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dossier.citations import (
    Bibliography,
    Cite,
    check_sources,
    find_style,
    load_citation_words,
    parse_citation,
)
from dossier.citations.fields import FIELDS, TYPES
from dossier.citations.items import edtf_date, readable_address, short_title
from dossier.citations.marks import is_private
from dossier.problems import ContentError
from dossier.vocabulary import ELEMENTS, INLINE

if TYPE_CHECKING:
    from markupsafe import Markup

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"

SOURCES: list[dict[str, Any]] = [
    {"id": "book", "type": "book", "title": "La Paix de Westphalie", "author": [{"family": "Bély", "given": "Lucien"}],
     "publisher": "Fayard", "publisher-place": "Paris", "issued": {"raw": "1998"}, "edition": "2", "number-of-pages": "456"},
    {"id": "edited", "type": "book", "title": "Les Traités", "publisher": "PUF", "issued": {"date-parts": [[2001]]},
     "editor": [{"family": "Dupont", "given": "Anne"}, {"family": "Martin", "given": "Paul"}],
     "collection-title": "Histoire", "collection-number": "12"},
    {"id": "journal", "type": "article-journal", "title": "Qu'est-ce qu'un traité ?", "container-title": "Revue historique",
     "author": [{"family": "Élie", "given": "Zoé"}], "volume": "12", "issue": "3-4", "page": "19-24",
     "issued": {"raw": "1994-03"}, "DOI": "10.1000/182", "note": "AZ ; début seul"},
    {"id": "paper", "type": "article-newspaper", "title": "La paix signée", "container-title": "Le Monde",
     "issued": {"raw": "1994-03-01"}, "URL": "https://example.org/a?b=1&c=2", "accessed": {"raw": "2024-05-01"}},
    {"id": "chapter", "type": "chapter", "title": "La « paix » de Münster & Osnabrück", "author": [{"literal": "Collectif"}],
     "editor": [{"family": "Dupont", "given": "Anne"}], "container-title": "L'Europe <en> paix",
     "publisher-place": "Lyon", "publisher": "PUL", "page": "7-30", "issued": {"raw": "2004"}},
    {"id": "site", "type": "webpage", "title": "Peace of Westphalia", "language": "en", "container-title": "Peace Archive",
     "URL": "https://example.org/%D0%BC%D0%B8%D1%80"},
    {"id": "entry", "type": "entry-encyclopedia", "title": "Westphalie", "container-title": "Encyclopædia",
     "issued": {"raw": "2011~"}, "URL": "https://example.org/w"},
    {"id": "interview", "type": "interview", "title": "«Мы хотели мира»", "language": "ru", "issued": {"raw": "1995"},
     "author": [{"family": "Иванов", "given": "П. Н."}], "interviewer": [{"family": "Roy", "given": "Luc"}],
     "container-title": "Новое время"},
    {"id": "treaty", "type": "treaty", "title": "Instrumentum pacis", "language": "la", "issued": {"raw": "1648-10-24"}},
    {"id": "law", "type": "legislation", "title": "Résolution 822 (1993)", "author": [{"literal": "Conseil de sécurité"}],
     "issued": {"raw": "1993-04-30"}},
    {"id": "report", "type": "report", "title": "Rapport sur la paix", "author": [{"literal": "Comité"}], "genre": "rapport",
     "number": "7182", "publisher": "Conseil", "issued": {"raw": "1994-10-17"}},
    {"id": "thesis", "type": "thesis", "title": "La diplomatie", "author": [{"family": "Roy", "given": "Luc"}],
     "genre": "thèse de doctorat", "publisher": "Université de Lyon", "issued": {"raw": "1999"}},
    {"id": "letter", "type": "manuscript", "title": "(Lettre au roi)", "author": [{"family": "Servien", "given": "Abel"}],
     "archive": "Archives nationales", "archive_location": "K 1336", "issued": {"raw": "1646/1648"}},
    {"id": "review", "type": "review-book", "title": "(Recension de « La Paix »)", "container-title": "Annales",
     "issued": {"literal": "printemps 1999"}},
    {"id": "data", "type": "dataset", "title": "Villes d'Europe", "publisher": "INSEE", "version": "2",
     "issued": {"raw": "2020"}, "URL": "https://example.org/d"},
    {"id": "map", "type": "map", "title": "Carte de l'Empire", "issued": {"raw": "164X"}},
    {"id": "long", "type": "article-journal", "language": "ru", "container-title": "Мир", "issued": {"raw": "2000"},
     "title": "Владимир Петров: как мы договорились о мире и почему это не удалось в первый раз",
     "translator": [{"family": "Roy", "given": "Luc"}]},
]  # fmt: skip
IDS = [str(source["id"]) for source in SOURCES]

FRENCH_NOTES = {
    "book": "Lucien Bély, *La Paix de Westphalie*, 2e éd., Paris, Fayard, 1998, p. 12-14.",
    "edited": "Anne Dupont et Paul Martin (éd.), *Les Traités*, PUF, coll. « Histoire » 12, 2001, p. 12-14.",
    "journal": "Zoé Élie, « Qu'est-ce qu'un traité ? », *Revue historique*, vol. 12, nº 3-4, mars 1994, p. 12-14.",
    "paper": "« La paix signée », *Le Monde*, 1er mars 1994, p. 12-14.",
    "chapter": "Collectif, « La “paix” de Münster & Osnabrück », dans Anne Dupont (éd.), *L'Europe <en> paix*, "
    "Lyon, PUL, 2004, p. 12-14.",
    "site": "« {en:Peace of Westphalia} », *Peace Archive*, s. d., p. 12-14.",
    "entry": "« Westphalie », *Encyclopædia*, vers 2011, p. 12-14.",
    "interview": "{ru:П. Н. Иванов}, « {ru:Мы хотели мира} », entretien avec Luc Roy, *{ru:Новое время}*, 1995, p. 12-14.",
    "treaty": "{la:Instrumentum pacis}, 24 octobre 1648, p. 12-14.",
    "law": "Conseil de sécurité, Résolution 822 (1993), 30 avril 1993, p. 12-14.",
    "report": "Comité, *Rapport sur la paix*, rapport nº 7182, Conseil, 17 octobre 1994, p. 12-14.",
    "thesis": "Luc Roy, *La diplomatie*, thèse de doctorat, Université de Lyon, 1999, p. 12-14.",
    "letter": "Abel Servien, (Lettre au roi), Archives nationales, K 1336, 1646-1648, p. 12-14.",
    "review": "(Recension de « La Paix »), *Annales*, printemps 1999, p. 12-14.",
    "data": "« Villes d'Europe », INSEE, version 2, 2020, p. 12-14.",
    "map": "*Carte de l'Empire*, années 1640, p. 12-14.",
    "long": "« {ru:Владимир Петров: как мы договорились о мире и почему это не удалось в первый раз} », "
    "trad. par Luc Roy, *{ru:Мир}*, 2000, p. 12-14.",
}
FRENCH_AGAIN = {
    "book": "Bély, *La Paix de Westphalie*, *op. cit.*, p. 15.",
    "edited": "Dupont et Martin, *Les Traités*, *op. cit.*, p. 15.",
    "journal": "Élie, « Qu'est-ce qu'un traité ? », art. cité, p. 15.",
    "paper": "« La paix signée », *Le Monde*, art. cité, p. 15.",
    "site": "« {en:Peace of Westphalia} », *Peace Archive*, p. 15.",
    "interview": "{ru:Иванов}, « {ru:Мы хотели мира} », p. 15.",
    "law": "Conseil de sécurité, Résolution 822 (1993), p. 15.",
    "letter": "Servien, (Lettre au roi), p. 15.",
    "review": "(Recension de « La Paix »), *Annales*, art. cité, p. 15.",
    "long": "« {ru:Владимир Петров: как мы договорились о мире и…} », *{ru:Мир}*, art. cité, p. 15.",
}
FRENCH_ENTRIES = [
    "Bély Lucien, *La Paix de Westphalie*, 2e éd., Paris, Fayard, 1998, 456 p.",
    "*Carte de l'Empire*, années 1640.",
    "Collectif, « La “paix” de Münster & Osnabrück », dans Anne Dupont (éd.), *L'Europe <en> paix*, Lyon, PUL, 2004, p. 7-30.",
    "Comité, *Rapport sur la paix*, rapport nº 7182, Conseil, 17 octobre 1994.",
    "Conseil de sécurité, Résolution 822 (1993), 30 avril 1993.",
    "Dupont Anne et Martin Paul (éd.), *Les Traités*, PUF, coll. « Histoire » 12, 2001.",
    (
        "Élie Zoé, « Qu'est-ce qu'un traité ? », *Revue historique*, vol. 12, nº 3-4, mars 1994, p. 19-24, "
        "DOI : [https://doi.org/10.1000/182|10.1000/182]."
    ),
    "{la:Instrumentum pacis}, 24 octobre 1648.",
    (
        "« La paix signée », *Le Monde*, 1er mars 1994 "
        "[en ligne : [https://example.org/a?b=1&c=2|https://example.org/a?b=1&c=2], consulté le 1er mai 2024]."
    ),
    (
        "« {en:Peace of Westphalia} », *Peace Archive*, s. d. "
        "[en ligne : [https://example.org/%D0%BC%D0%B8%D1%80|https://example.org/{ru:мир}]]."
    ),
    "(Recension de « La Paix »), *Annales*, printemps 1999.",
    "Roy Luc, *La diplomatie*, thèse de doctorat, Université de Lyon, 1999.",
    "Servien Abel, (Lettre au roi), Archives nationales, K 1336, 1646-1648.",
    "« Villes d'Europe », INSEE, version 2, 2020 [en ligne : [https://example.org/d|https://example.org/d]].",
    "« Westphalie », *Encyclopædia*, vers 2011 [en ligne : [https://example.org/w|https://example.org/w]].",
    (
        "« {ru:Владимир Петров: как мы договорились о мире и почему это не удалось в первый раз} », "
        "trad. par Luc Roy, *{ru:Мир}*, 2000."
    ),
    "{ru:Иванов П. Н.}, « {ru:Мы хотели мира} », entretien avec Luc Roy, *{ru:Новое время}*, 1995.",
]
ENGLISH_ENTRIES = {
    "book": "Bély, Lucien, *La Paix de Westphalie*, 2nd edn, Paris, Fayard, 1998, 456 p.",
    "edited": "Dupont, Anne and Paul Martin (eds), *Les Traités*, PUF, Histoire 12, 2001.",
    "journal": "Élie, Zoé, “Qu'est-ce qu'un traité ?”, *Revue historique*, vol. 12, no. 3-4, March 1994, pp. 19–24, "
    "DOI: [https://doi.org/10.1000/182|10.1000/182].",
    "chapter": "Collectif, “La ‘paix’ de Münster & Osnabrück”, in Anne Dupont (ed.), *L'Europe <en> paix*, "
    "Lyon, PUL, 2004, pp. 7–30.",
    "paper": "“La paix signée”, *Le Monde*, 1 March 1994 "
    "[online: [https://example.org/a?b=1&c=2|https://example.org/a?b=1&c=2], accessed 1 May 2024].",
    "site": "“Peace of Westphalia”, *Peace Archive*, n.d. "
    "[online: [https://example.org/%D0%BC%D0%B8%D1%80|https://example.org/{ru:мир}]].",
    "letter": "Servien, Abel, (Lettre au roi), Archives nationales, K 1336, 1646–1648.",
    "map": "*Carte de l'Empire*, 1640s.",
}


WORDS = {language: load_citation_words(TEMPLATES, language) for language in ("fr", "en")}


@cache
def _made(language: str, style: str) -> Bibliography:
    return Bibliography(SOURCES, style, language, WORDS[language])


def bibliography(language: str = "fr", style: str = "") -> Bibliography:
    """Return the bibliography of the sources above, in which nothing is cited, in a language and its own style."""
    works = _made(language, style or WORDS[language]["style"])
    works.begin()
    return works


def tree(text: Markup) -> etree._Element:
    """Return the markup as a tree; a fault of nesting is a failure."""
    return etree.fromstring(f"<p>{text}</p>".encode())


def shown(text: Markup) -> str:
    """Write markup for golden strings: *em*, {lang:words}, [address|words]; links inside the dossier are left out."""
    return _shown(tree(text)).replace("\u00a0", " ").replace("\u202f", " ")


def _shown(element: etree._Element) -> str:
    inner = (element.text or "") + "".join(_shown(child) + (child.tail or "") for child in element)
    match element.tag, element.get("lang"), element.get("href", "#"):
        case "em", _, _:
            return f"*{inner}*"
        case "span", str(language), _:
            return f"{{{language}:{inner}}}"
        case "a", _, str(address) if not address.startswith("#"):
            return f"[{address}|{inner}]"
    return inner


@pytest.mark.parametrize("name", IDS)
def test_a_first_note_is_whole(name: str) -> None:
    """One source of each type, as a French historian writes it at first mention, with its place."""
    assert shown(bibliography().note([Cite(name, "12-14")])) == FRENCH_NOTES[name]


@pytest.mark.parametrize("name", FRENCH_AGAIN)
def test_a_later_note_is_short(name: str) -> None:
    """The short form keeps the title; a work without author keeps where it stands, for titles recur."""
    works = bibliography()
    works.note([Cite(name, "12")])
    works.note([Cite("map")] if name != "map" else [Cite("data")])
    assert shown(works.note([Cite(name, "15")])) == FRENCH_AGAIN[name]


def test_entries_sort_as_an_alphabet() -> None:
    """Accents, quotation marks and parentheses do not count; other scripts follow; addresses stand once."""
    assert [shown(entry) for _, entry in bibliography().entries(IDS)] == FRENCH_ENTRIES


@pytest.mark.parametrize("name", ENGLISH_ENTRIES)
def test_entries_in_english(name: str) -> None:
    """The English style has its own quotation marks, terms, dates and ranges."""
    [(found, entry)] = bibliography("en").entries([name])
    assert (found, shown(entry)) == (name, ENGLISH_ENTRIES[name])


def test_a_short_title_of_the_source_says_enough() -> None:
    """Who gives one has made it clear; nothing is added."""
    source = {
        "id": "x",
        "type": "webpage",
        "title": "Bulletin",
        "container-title": "Site",
        "title-short": "Bulletin de mai",
    }
    works = Bibliography([source, SOURCES[0]], "notes-fr", "fr", WORDS["fr"])
    works.note([Cite("x")])
    works.note([Cite("book")])
    assert shown(works.note([Cite("x")])) == "« Bulletin de mai »."
    assert works.short("x") == "Bulletin de mai"


def test_ibid_follows_the_same_source() -> None:
    """With another place it says the place; after a place, without one, it is the short form again."""
    works = bibliography()
    notes = [
        ("book", "12"),
        ("book", "12"),
        ("book", "15"),
        ("book", ""),
        ("book", ""),
        ("law", ""),
        ("book", ""),
    ]
    found = [shown(works.note([Cite(name, locator)])) for name, locator in notes]
    short = "Bély, *La Paix de Westphalie*, *op. cit.*"
    assert found[1:5] == ["*Ibid.*", "*Ibid.*, p. 15.", short, "*Ibid.*"]
    assert found[6].startswith(short)


def test_ibid_does_not_follow_a_note_of_several_works() -> None:
    """It would not say which of them."""
    works = bibliography()
    works.note([Cite("law"), Cite("book")])
    assert shown(works.note([Cite("book")])).startswith("Bély, *La Paix")


def test_ibid_inside_a_note_has_no_capital() -> None:
    """The capital belongs to the beginning of a note."""
    assert shown(bibliography().note([Cite("law"), Cite("law", "5")])).endswith(" ; *ibid.*, p. 5.")


def test_works_of_a_note_keep_their_order() -> None:
    """The author put them in this order, whatever that of the bibliography."""
    note = shown(
        bibliography().note([Cite("thesis"), Cite("book", prefix="et"), Cite("law", suffix=", par exemple")])
    )
    assert note == (
        "Luc Roy, *La diplomatie*, thèse de doctorat, Université de Lyon, 1999 ; et Lucien Bély, *La Paix de Westphalie*, "
        "2e éd., Paris, Fayard, 1998 ; Conseil de sécurité, Résolution 822 (1993), 30 avril 1993, par exemple."
    )


def test_a_phrase_has_neither_capital_nor_full_stop() -> None:
    """It stands inside a sentence of the author's."""
    works = bibliography()
    assert shown(works.phrase([Cite("law", "3", "article-locator")])).endswith("30 avril 1993, art. 3")
    assert shown(works.phrase([Cite("law", "4", "article-locator")])) == "*ibid.*, art. 4"
    assert shown(works.note([Cite("law", "4", "article-locator")])) == "*Ibid.*"


def test_beginning_again_forgets_what_was_cited() -> None:
    """A second publication from the same sources has its own first mentions."""
    works = bibliography()
    first = works.note([Cite("book")])
    works.begin()
    assert works.note([Cite("book")]) == first


def test_many_notes_remember_first_mentions() -> None:
    """However long ago a work was cited, it is not cited in full again."""
    works = bibliography()
    works.note([Cite("treaty")])
    for number in range(230):
        works.note([Cite("book" if number % 2 else "law")])
    assert "1648" not in works.note([Cite("treaty")])


def test_links_lead_to_the_bibliography_and_to_addresses() -> None:
    """A note's title leads to its entry, an entry's address to the page; a note prints no address."""
    works = bibliography()
    note, [(_, entry)] = tree(works.note([Cite("site")])), works.entries(["site"])
    assert [link.get("href") for link in note.iter("a")] == ["#src-site"]
    assert [link.get("href") for link in tree(entry).iter("a")] == ["https://example.org/%D0%BC%D0%B8%D1%80"]


def test_a_note_of_nothing_is_empty() -> None:
    """No work, no words."""
    assert bibliography().note([]) == ""


def test_an_unknown_source_is_told() -> None:
    """With the nearest id there is."""
    with pytest.raises(ContentError, match="there is no source «bok»; did you mean «book»"):
        bibliography().note([Cite("bok")])


@pytest.mark.parametrize(("name", "label"), [
    ("book", "Bély, La Paix de Westphalie"),
    ("edited", "Dupont, Martin, Les Traités"),
    ("site", "Peace of Westphalia, Peace Archive"),
    ("long", "Владимир Петров: как мы договорились о мире и…, Мир"),
])  # fmt: skip
def test_a_short_label_is_plain_text(name: str, label: str) -> None:
    """Who wrote it, or where it stands, and a short title."""
    assert bibliography().short(name) == label


def test_notes_on_the_editor_of_a_source_stay_out() -> None:
    """The field `note` is the editor's own remark."""
    works = bibliography()
    assert "début seul" not in works.note([Cite("journal")]) + dict(works.entries(["journal"]))["journal"]


HOSTILE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@settings(max_examples=15, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_words_give_markup_of_the_vocabulary(title: str, name: str, place: str) -> None:
    """Whatever stands in a source or citation, the note and the entry are inline elements with known classes."""
    source = {"id": "x", "type": "chapter", "language": "ru", "title": title, "container-title": title,
              "author": [{"family": name, "given": title}], "URL": f"https://example.org/{title}"}  # fmt: skip
    works = Bibliography([source], "notes-fr", "fr", WORDS["fr"])
    note = works.note([Cite("x", place, "page", name, title)])
    for text in (note, *(entry for _, entry in works.entries(["x"]))):
        found = tree(text)
        assert {element.tag for element in found.iterdescendants()} <= INLINE
        assert all(
            name in ELEMENTS[str(element.tag)].classes
            for element in found.iter()
            for name in element.get("class", "").split()
        )
        assert not any(is_private(char) for char in "".join(found.itertext()))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(["", "1", "2-3"])), min_size=1, max_size=12))
def test_every_cited_work_has_one_entry(cites: list[tuple[str, str]]) -> None:
    """Whatever is cited stands in the bibliography, once."""
    works = bibliography()
    for name, locator in cites:
        assert works.note([Cite(name, locator)])
    names = [name for name, _ in works.entries(name for name, _ in cites)]
    assert sorted(names) == sorted({name for name, _ in cites})


CITATIONS = [
    ("@a", [Cite("a")]),
    ("@a, p. 12", [Cite("a", "12")]),
    ("@a p. 12", [Cite("a", "12")]),
    ("@a, 12", [Cite("a", "12")]),
    ("voir @a, p. 12-14 ; @b", [Cite("a", "12-14", prefix="voir"), Cite("b")]),
    ("@a, pp. 33-35, 38 et suiv.", [Cite("a", "33-35, 38", suffix=" et suiv.")]),
    ("@a, p. xii-xv, note", [Cite("a", "xii-xv", suffix=", note")]),
    ("@a, art. 3, alinéa 2", [Cite("a", "3", "article-locator", suffix=", alinéa 2")]),
    ("@a, § 4", [Cite("a", "4", "paragraph")]),
    ("@a, n° 142", [Cite("a", "142", "issue")]),
    ("@a, chap. IV et passim", [Cite("a", "IV", "chapter", suffix=" et passim")]),
    ("@a, vol. 2", [Cite("a", "2", "volume")]),
    ("@a, fol. 12r", [Cite("a", "12r", "folio")]),
    ("@a, {lettre du 4}", [Cite("a", "lettre du 4")]),
    ("@a, souligné par nous", [Cite("a", suffix=", souligné par nous")]),
    ("@a ; suite", [Cite("a", suffix="; suite")]),
    ("@un-822. Voir aussi", [Cite("un-822", suffix=". Voir aussi")]),
    ("@10.1000/x:y, p. 2", [Cite("10.1000/x:y", "2")]),
    ("rien", []),
]


@pytest.mark.parametrize(("text", "cites"), CITATIONS)
def test_the_inside_of_a_citation(text: str, cites: list[Cite]) -> None:
    """Words before, id, place by the language's own abbreviations, words after."""
    assert parse_citation(text, WORDS["fr"]) == tuple(cites)


@given(st.text(alphabet="@ab,;. p12-{}[]§", max_size=25))
def test_any_citation_text_is_read(text: str) -> None:
    """Nothing raises, and no word of a locator is invented."""
    for cite in parse_citation(text, {"labels": {"p.": "page", "§": "section"}}):
        assert cite.source in text
        assert cite.locator in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_labels_of_a_language_have_terms(language: str) -> None:
    """Each word before a locator means a label for which the style's locale has a word to print."""
    works, words = bibliography(language), WORDS[language]
    for label in set(words["labels"].values()):
        works.begin()
        note = works.phrase([Cite("treaty", "7", label)])
        assert not note.endswith("1648, 7"), label


@pytest.mark.parametrize("name", ["notes-fr", "notes-en"])
def test_our_styles_are_valid_csl(name: str) -> None:
    """Other programs can use them."""
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    assert schema.validate(etree.parse(TEMPLATES / "citations" / f"{name}.csl")), schema.error_log


@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "iso690-note-fr", "apa", "chicago-notes"])
def test_styles_of_others_write_all_types(style: str) -> None:
    """Silently, and every title stands in its entry."""
    entries = dict(bibliography(style=style).entries(IDS))
    assert set(entries) == set(IDS)
    assert all("".join(tree(entries[name]).itertext()).strip() for name in IDS)
    assert "Carte de l'Empire" in tree(entries["map"]).xpath("string()")


def test_a_style_that_only_names_another_leads_to_it() -> None:
    """Journals often share a style."""
    assert find_style("nature-digest", []).name == "nature.csl"


def test_a_style_beside_the_content_comes_first(tmp_path: Path) -> None:
    """A house style of the same name takes the place of ours."""
    (tmp_path / "notes-fr.csl").write_bytes((TEMPLATES / "citations/notes-en.csl").read_bytes())
    works = Bibliography(SOURCES, "notes-fr", "fr", WORDS["fr"], folders=[tmp_path])
    assert shown(works.note([Cite("chapter")])).startswith("Collectif, ")
    assert find_style("notes-fr.csl", [tmp_path, TEMPLATES / "citations"]).parent == tmp_path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("note-fr", "there is no citation style «note-fr»; did you mean «notes-fr»?"),
        ("zzzzzzzz", "there is no citation style «zzzzzzzz»; known here: notes-en, notes-fr"),
    ],
)
def test_an_unknown_style_is_told(name: str, message: str) -> None:
    """With the nearest name there is, or those of our own."""
    with pytest.raises(ContentError) as caught:
        find_style(name, [TEMPLATES / "citations"])
    assert message in str(caught.value)


def test_a_path_does_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    """A content folder names no file of the machine."""
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.csl").write_bytes((TEMPLATES / "citations/notes-en.csl").read_bytes())
    with pytest.raises(ContentError, match="there is no citation style"):
        find_style("../outside.csl", [tmp_path / "inside"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cannot be read"),
        ("<style", "cannot be read"),
        ("<html/>", "cannot be read"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"/>',
            "it has no <citation>",
        ),
        (
            (
                '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation><layout>'
                '<text macro="none"/></layout></citation></style>'
            ),
            "cannot write a note",
        ),
    ],
)
def test_a_faulty_style_is_told_by_its_name(text: str, said: str, tmp_path: Path) -> None:
    """Whatever the engine raises, the user learns which style is at fault."""
    (tmp_path / "house.csl").write_text(text, "utf-8")
    with pytest.raises(ContentError, match="house") as caught:
        Bibliography(SOURCES, "house", "fr", WORDS["fr"], folders=[tmp_path]).note([Cite("book")])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (3, "[0]  the item is no object"),
        ({"type": "book", "title": "x"}, "[0].id  the item has no id"),
        ({"id": "a b", "type": "book", "title": "x"}, "[0].id  the id «a b» has a character that citations cannot have"),
        ({"id": "a", "title": "x"}, "[0].type  the item has no type"),
        ({"id": "a", "type": "bok", "title": "x"}, "[0].type  CSL has no type «bok»; did you mean «book»?"),
        ({"id": "a", "type": "book", "title": " "}, "[0].title  the item has no title"),
        ({"id": "a", "type": "book", "title": "x", "titel": "y"}, "[0].titel  CSL has no field «titel»; did you mean «title»?"),
        ({"id": "a", "type": "book", "title": ["x"]}, "[0].title  «title» is no text"),
        ({"id": "a", "type": "book", "title": "x\ue000"}, "[0].title  «title» has a character of the private-use area"),
        ({"id": "a", "type": "book", "title": "x", "URL": "www.x"}, "[0].URL  «www.x» is no web address"),
        ({"id": "a", "type": "book", "title": "x", "URL": "http://["}, "[0].URL  «http://[» is no web address"),
        ({"id": "a", "type": "book", "title": "x", "author": "me"}, "[0].author  names are no list"),
        ({"id": "a", "type": "book", "title": "x", "author": [{}]}, "[0].author[0]  a name has neither family nor literal"),
        ({"id": "a", "type": "book", "title": "x", "author": [{"family": "y", "givn": "z"}]},
         "[0].author[0].givn  a name has no part «givn»; did you mean «given»?"),
        ({"id": "a", "type": "book", "title": "x", "issued": 1994}, "[0].issued  the date is no object"),
        ({"id": "a", "type": "book", "title": "x", "issued": {}}, "[0].issued  the date is empty"),
        ({"id": "a", "type": "book", "title": "x", "issued": {"year": 1}}, "[0].issued.year  a date has no part «year»"),
        ({"id": "a", "type": "book", "title": "x", "issued": {"raw": "05-05-1994"}},
         "[0].issued.raw  «05-05-1994» is not an EDTF date; the year comes first: 1994-05-05"),
        ({"id": "a", "type": "book", "title": "x", "issued": {"date-parts": [[1994, 13]]}},
         "[0].issued.date-parts  «[[1994, 13]]» are no year, month and day"),
    ],
)  # fmt: skip
def test_a_fault_of_a_source_has_its_place(item: object, problem: str) -> None:
    """Which item, which field, what is wrong, what to do."""
    found = check_sources([item], "sources.csl.json")
    assert any(
        str(one).startswith(f"sources.csl.json  {problem}") and one.severity == "error" for one in found
    )
    assert all(one.hint for one in found)


def test_an_id_that_stands_twice_is_told_once() -> None:
    """At its second place."""
    item = {"id": "a", "type": "book", "title": "x"}
    [problem] = check_sources([item, item], "s.json")
    assert (
        str(problem)
        == "s.json  [1].id  the id «a» stands twice; it is that of [0] too; give each item its own"
    )


def test_what_only_reads_badly_is_a_warning() -> None:
    """A title in another script without its language, a person's name in one piece."""
    item = {"id": "a", "type": "book", "title": "Мир", "author": [{"literal": "Иванов, Пётр"}]}
    found = check_sources([item], "s.json")
    assert [(one.path, one.severity) for one in found] == [
        ("[0].language", "warning"),
        ("[0].author[0]", "warning"),
    ]


def test_sources_that_are_no_list_are_told() -> None:
    """CSL-JSON is a list."""
    assert [problem.message for problem in check_sources({}, "s.json")] == ["the bibliography is no list"]


def test_good_sources_have_no_fault() -> None:
    """All forms of dates and names that the rules allow."""
    assert check_sources(SOURCES, "s.json") == []
    assert check_sources([{"id": "a", "type": "book", "title": "x", "issued": "1994/1995"}], "s.json") == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["family", "raw", "date-parts", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(FIELDS)), JSON, max_size=4), max_size=3))
def test_any_json_ends_in_problems(items: list[dict[str, Any]]) -> None:
    """Never in an exception, whatever was written."""
    assert isinstance(check_sources(json.loads(json.dumps(items)), "s.json"), list)


USED = [
    "URL",
    "DOI",
    "issued",
    "accessed",
    "author",
    "editor",
    "title",
    "title-short",
    "shortTitle",
    "language",
    "container-title",
    "volume",
    "issue",
    "page",
    "edition",
    "genre",
    "publisher",
    "number",
    "note",
    "custom",
    "interviewer",
    "collection-title",
    "version",
    "number-of-pages",
]
VALUES = JSON | st.sampled_from(
    ["http://[", "1994", 1984, {"raw": "1994~/.."}, {"date-parts": [[-44, 3]]}, [{"given": "x"}]]
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(TYPES)),
    st.dictionaries(st.sampled_from(USED), VALUES, max_size=4),
)
def test_what_passes_the_check_can_be_cited(kind: str, fields: dict[str, Any]) -> None:
    """A source without fault gives a note and an entry with words in it, whatever its fields hold."""
    source = {"title": "Title", **fields, "id": "x", "type": kind}
    if any(problem.severity == "error" for problem in check_sources([source], "s.json")):
        source = {"id": "x", "type": kind, "title": "Title"}
    works = Bibliography([source], "notes-en", "en", WORDS["en"])
    assert works.note([Cite("x", "1")])
    assert dict(works.entries(["x"]))["x"]
    assert works.short("x")


def test_types_of_the_tests_are_those_of_csl() -> None:
    """The golden notes cover types that exist, most of those that dossiers use."""
    assert {source["type"] for source in SOURCES} <= TYPES


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("La paix", "La paix"),
        ("Moscow 27332: Armenia and Azerbaijan sign an agreement that was brokered by others", "Moscow 27332: Armenia and Azerbaijan sign an…"),
        ("Black Garden of the Caucasus: Armenia and Azerbaijan through Peace and War, 1988-2003", "Black Garden of the Caucasus"),
        ("(Point de presse du médiateur à Stepanakert, le lendemain de la signature)", "(Point de presse du médiateur à Stepanakert, le…)"),
        ("В Баку не могут поделить «должность» «главного азербайджанца Карабаха» снова", "В Баку не могут поделить «должность»…"),
    ],
)  # fmt: skip
def test_a_short_title_ends_at_a_good_place(title: str, short: str) -> None:
    """At a subtitle that comes late enough, or after whole words, with quotations and parentheses closed."""
    assert short_title(title) == short


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("https://example.org/%D0%BC%D0%B8%D1%80_%28x%29", "https://example.org/мир_%28x%29"),
        ("https://example.org/a%20b/%E2%80%AE?q=%D0%BC", "https://example.org/a%20b/%E2%80%AE?q=м"),
        ("https://example.org/%FF%2F..%2F", "https://example.org/%FF%2F..%2F"),
        (
            "http://encyclopedie_universelle.example.org/a&b;c#d",
            "http://encyclopedie_universelle.example.org/a&b;c#d",
        ),
    ],
)
def test_an_address_shows_letters_as_letters(address: str, read: str) -> None:
    """And leaves every other percent-sign as it is."""
    assert readable_address(address) == read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"raw": "1994-05-05"}, "1994-05-05"),
        ({"date-parts": [["1994", "5", 5]]}, "1994-05-05"),
        ({"date-parts": [[1994]], "circa": True}, "1994~"),
        ({"date-parts": [[1994, 5, 4], [1994, 5, 5]]}, "1994-05-04/1994-05-05"),
        ("1994?", "1994?"),
    ],
)
def test_dates_of_csl_become_edtf(value: object, text: str) -> None:
    """Numbers, raw text, about, intervals."""
    date = edtf_date(value)
    assert date is not None
    assert date.text == text


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [("range:", "rnge:", "range  the key is missing"), ("style:", "[", "no YAML")],
)
def test_faulty_citation_words_are_told(before: str, after: str, message: str, tmp_path: Path) -> None:
    """A missing key and broken YAML name the file."""
    folder = tmp_path / "locales/fr"
    folder.mkdir(parents=True)
    for name in ("citations", "dates"):
        (folder / f"{name}.yaml").write_bytes((TEMPLATES / f"locales/fr/{name}.yaml").read_bytes())
    words = (folder / "citations.yaml").read_text("utf-8").replace(before, after)
    (folder / "citations.yaml").write_text(words, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_citation_words(tmp_path, "fr")
    assert message.replace("no YAML", "cannot be read as YAML") in str(caught.value)


def test_a_language_without_citation_words_is_told(tmp_path: Path) -> None:
    """With what to do about it."""
    with pytest.raises(ContentError, match="no citation words for «fr»; copy those of another language"):
        load_citation_words(tmp_path, "fr")


def test_checking_loads_no_engine() -> None:
    """The engine is loaded when a bibliography is made, which a check never does."""
    code = (
        "import sys, dossier.citations as c; c.check_sources([], 'x'); assert 'citeproc' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)  # noqa: S603 - our own interpreter and words
