"""The Bishkek dossier holds what it promises: every fact of the starting article, sources throughout, honest prose."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dossier.reader import Content, read_dossier
from dossier.records import Claim, Record, Sourced

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "content" / "protocole-de-bichkek"
DATA = Path(__file__).parent / "data"

SEED_TEXT = (DATA / "seed.txt").read_text(encoding="utf-8")
SEED_FACTS: list[dict[str, Any]] = yaml.safe_load((DATA / "seed_facts.yaml").read_text(encoding="utf-8"))
KINDS_OF_SOURCE = {"primary", "official", "scholarly", "memoir", "press", "reference", "party"}
CITED = re.compile(r"(?<![\w.])@([a-z0-9]+(?:-[a-z0-9]+)*)")
WORD = re.compile(r"\w+(?:['-]\w+)*")
LONGEST_LOAN = 7
"""words in a row that the prose may share with the starting article outside a quotation"""


@cache
def content() -> Content:
    """Give the dossier as the builder reads it."""
    return read_dossier(FOLDER)


@cache
def chapters() -> dict[str, str]:
    """Chapter file name → its Markdown."""
    return {
        path.name: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "chapters").glob("*.md"))
    }


def folded(text: str) -> str:
    """Give the text as it is compared: plain spaces, straight apostrophes, hyphens for dashes, no soft hyphen, no case."""
    plain = text.replace("\u00ad", "").replace("\u2019", "'")
    plain = re.sub("[\u2010-\u2014]", "-", plain)
    return re.sub(r"\s+", " ", plain).strip().casefold()


def without_marks(markdown: str) -> str:
    """Markdown without citations, note calls, empty references and attributes."""
    marks = r"\[@[^\]]*\]|\[\^\w+\]:?|!?\[\]\(#[^)]*\)|\]\(#[^)]*\)|\{[^}]*\}|^>\s?"
    return re.sub(marks, "", markdown, flags=re.MULTILINE)


def blocks(markdown: str) -> list[str]:
    """Split a chapter into its blocks, separated by blank lines."""
    return [block.strip() for block in re.split(r"\n\s*\n", markdown) if block.strip()]


def is_prose(block: str) -> bool:
    """Whether a block is a paragraph of prose: no heading, figure, quotation, box fence or note."""
    return not re.match(r"#|!\[|>|:::|\[\^|\{", block)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` words in a text."""
    words = WORD.findall(folded(text))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def walk(record: Record, path: str = "") -> Iterator[tuple[str, Record]]:
    """Every record inside a record, itself first, with its path."""
    yield path, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        parts = (
            enumerate(value)
            if isinstance(value, tuple)
            else value.items()
            if isinstance(value, dict)
            else [("", value)]
        )
        for key, part in parts:
            if isinstance(part, Record):
                yield from walk(part, f"{path}.{name}[{key}]".removeprefix("."))


def texts_of_records() -> Iterator[tuple[str, str]]:
    """Yield every text of the records (ids and single words apart), with its path in the file."""
    for path, record in walk(content().records):
        for name in type(record).model_fields:
            value = getattr(record, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str) and " " in text:
                    yield f"{path}.{name}", text


def test_the_table_holds_every_fact_of_the_starting_article() -> None:
    """The table counts s01 to s33 without a gap."""
    assert [fact["id"] for fact in SEED_FACTS] == [f"s{number:02}" for number in range(1, 34)]


@pytest.mark.parametrize("fact", SEED_FACTS, ids=lambda fact: fact["id"])
def test_the_words_of_each_fact_stand_in_one_paragraph(fact: dict[str, Any]) -> None:
    """A fact is told where all its words meet in one paragraph of a chapter."""
    paragraphs = [folded(without_marks(block)) for text in chapters().values() for block in blocks(text)]
    assert any(all(folded(words) in paragraph for words in fact["words"]) for paragraph in paragraphs), fact[
        "words"
    ]


@pytest.mark.parametrize(
    "fact", [fact for fact in SEED_FACTS if "claim" in fact], ids=lambda fact: fact["id"]
)
def test_each_contested_fact_is_attributed_and_its_chapter_points_to_the_claim(fact: dict[str, Any]) -> None:
    """The starting article is named as the source, and the reader is led to who else says what."""
    for text in chapters().values():
        said = [
            block
            for block in blocks(text)
            if all(folded(w) in folded(without_marks(block)) for w in fact["words"])
        ]
        if (
            any("article de départ" in block or block.startswith(">") for block in said)
            and f"](#{fact['claim']})" in text
        ):
            return
    pytest.fail(f"{fact['id']} stands without attribution, or without [](#{fact['claim']})")


def test_there_are_thirty_to_forty_events() -> None:
    """The chronology is full without being a list of everything."""
    assert 30 <= len(content().records.events) <= 40


def test_the_decisive_events_are_few() -> None:
    """The timeline stresses what decided the course of things, and nothing else."""
    assert 7 <= sum(event.importance == 1 for event in content().records.events) <= 11


def test_every_fact_event_person_and_signature_names_its_sources() -> None:
    """No statement of the records stands without a source."""
    needs = {"Fact", "LabelledDate", "LabelledPlace", "Party", "Event", "Person", "Body", "Place", "Signature",
             "SignatureList", "Instrument", "Article", "Term"}  # fmt: skip
    seen = [(path, record) for path, record in walk(content().records) if type(record).__name__ in needs]
    assert len(seen) > 150
    assert [path for path, record in seen if not (isinstance(record, Sourced) and record.sources)] == []


def test_every_variant_of_a_claim_names_its_sources_and_who_says_so() -> None:
    """A disagreement always shows who holds what, and where."""
    claims = content().records.claims
    assert {f"d{n:02}" for n in (1, 4, 5, 6, 7, 8, 9, 10, 14, 16, 18, 24)} <= {claim.id for claim in claims}
    for claim in claims:
        assert all(variant.sources and variant.who for variant in claim.variants), claim.id


def test_every_claim_is_shown_where_it_matters() -> None:
    """A question is pointed to by a field of a record or by a chapter; none stands alone."""
    fields = {
        target
        for _, record in walk(content().records)
        if isinstance(record, Sourced)
        for target in record.disputed.values()
    }
    prose = {target for text in chapters().values() for target in re.findall(r"\]\(#(d\d\d)\)", text)}
    assert {claim.id for claim in content().records.claims} == fields | prose


def cited_in_records() -> set[str]:
    """Ids of all sources that the records name, in `sources` or in their texts."""
    named = {
        reference.split(",")[0]
        for _, record in walk(content().records)
        for reference in getattr(record, "sources", ())
    }
    further = {reference.split(",")[0] for reference in content().records.publication.further_reading}
    return named | further | {key for _, text in texts_of_records() for key in CITED.findall(text)}


def test_every_source_cited_exists_and_every_source_listed_is_cited() -> None:
    """The bibliography is exactly what the dossier uses."""
    known = {str(source["id"]) for source in content().sources}
    cited = cited_in_records() | {key for text in chapters().values() for key in CITED.findall(text)}
    assert cited == known


def test_every_source_has_a_language_a_kind_and_a_title_of_its_own() -> None:
    """What the bibliography needs to group and to set a work is given for each."""
    for source in content().sources:
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?", source["language"]), source["id"]
        assert source["custom"]["kind"] in KINDS_OF_SOURCE, source["id"]
        assert not source["title"].startswith("("), source["id"]


def test_the_sources_bound_to_a_party_say_so() -> None:
    """The mark AZ, AM, AM/NK or RU stands in the note of every source that is grouped as one party's."""
    for source in content().sources:
        if source["custom"]["kind"] == "party":
            assert re.search(r"\b(AZ|AM|AM/NK|RU)\b", source["note"]), source["id"]


def test_every_paragraph_of_prose_has_a_note() -> None:
    """A reader can check each paragraph of the chapters."""
    prose = [(name, block) for name, text in chapters().items() for block in blocks(text) if is_prose(block)]
    assert len(prose) > 40
    assert [(name, block[:60]) for name, block in prose if "[@" not in block and "[^" not in block] == []


def test_the_chapters_are_as_long_as_they_should_be() -> None:
    """The chapters together have 3,000 to 4,500 words."""
    words = sum(len(WORD.findall(folded(without_marks(text)))) for text in chapters().values())
    assert 3000 <= words <= 4500


def test_no_sentence_is_taken_over_from_the_starting_article() -> None:
    """Outside the attributed quotation no run of eight words is shared."""
    loans = runs(SEED_TEXT, LONGEST_LOAN + 1)
    own = [
        (name, without_marks(block))
        for name, text in chapters().items()
        for block in blocks(text)
        if not block.startswith(">")
    ]
    for name, text in [*own, *texts_of_records()]:
        assert not runs(text, LONGEST_LOAN + 1) & loans, name


def test_the_quotation_stands_as_the_starting_article_gives_it() -> None:
    """A quotation keeps every word of what it quotes."""
    quoted = next(
        block for text in chapters().values() for block in blocks(text) if block.startswith("> Aliev")
    )
    original = re.sub(r"\[\d\]", "", SEED_TEXT)
    words = folded(without_marks(quoted).split("—")[0])
    assert words in folded(original)


@pytest.mark.parametrize("mistake", ["azerbaidjanais", "proposée Medetkhan"])
def test_the_slips_of_the_starting_article_do_not_return(mistake: str) -> None:
    """Its misspelt and missing words are not copied."""
    for text in [*chapters().values(), *(text for _, text in texts_of_records())]:
        assert folded(mistake) not in folded(text)


@pytest.mark.parametrize(
    "spelling",
    ["Haut-Karabakh", "Bishkek", "Groupe de Minsk", "Protocole de Bichkek", "le Président", "le Ministre"],
)
def test_the_prose_keeps_the_house_spellings(spelling: str) -> None:
    """Capitals and spellings of the chapters, foreign titles apart: «protocole de Bichkek», «groupe de Minsk»."""
    own = re.sub(r"\[[^\]]*\]\{lang=[^}]*\}", "", "\n".join(chapters().values()))
    assert spelling not in re.sub(r"@[\w-]+", "", own)


@pytest.mark.parametrize(
    "names",
    [
        "Stepanakert / Khankendi",
        "Chouchi / Choucha",
        "Latchine / Berdzor",
        "Mardakert / Aghdara",
        "Khodjaly / Ivanian",
    ],
)
def test_contested_places_stand_under_both_names_at_first_mention(names: str) -> None:
    """Neither name of a place is used alone before both have been given in the chapter."""
    first = names.split(" / ", maxsplit=1)[0]
    met = 0
    for name, text in chapters().items():
        plain = without_marks(text)
        if first in plain:
            met += 1
            assert plain.index(first) == plain.index(names), name
    assert met


def test_the_two_unknown_notes_are_declared_and_not_made_up() -> None:
    """The dossier says that two of four notes were not found again."""
    text = folded(" ".join(chapters().values()))
    assert "quatre appels de note" in text
    assert "n'ont pas été retrouvées" in text


def test_the_facts_of_the_signatures_are_those_that_the_sources_give() -> None:
    """Nine lines: six signed at Bishkek, one contested, one in Baku, one name without a signature."""
    states = {signature.person: str(signature.state) for signature in content().records.signatures}
    assert list(states.values()).count("signed") == 6
    assert (states["jalilov"], states["gouliev"], states["bakhmanov"]) == (
        "disputed",
        "signed-later-elsewhere",
        "named-but-unsigned",
    )


def test_the_lists_of_signatories_have_seven_and_four_names() -> None:
    """The longer list, the list of the starting article and the list by office keep their lengths."""
    signatures = content().records.signatures
    counted = {
        one.id: sum(one.id in signature.lists for signature in signatures)
        for one in content().records.signature_lists
    }
    assert (counted["liste-sept"], counted["liste-quatre"], counted["liste-qualites"]) == (7, 4, 4)


def test_every_claim_has_a_question() -> None:
    """A claim asks; it never states."""
    assert all(claim.question.endswith("?") for claim in content().records.claims if isinstance(claim, Claim))
