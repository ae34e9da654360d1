"""Who spoke for whom: two sides, every speaker once, and no reliance on colour."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

from dossier.drawings.canvas import Drawing, collisions, strays
from dossier.drawings.delegation_tree import Delegation, Speaker, Tree, delegation_tree
from dossier.drawings.delegations import _Maker, delegations_of, draw_delegations
from dossier.drawings.rooms import rooms_of
from dossier.drawings.studio import Studio
from dossier.records import Dossier, State
from dossier.theme import Theme

if TYPE_CHECKING:
    from dossier.drawings.board import Board

TEMPLATES = Path(__file__).parents[1] / "templates"
THEME = Theme.model_validate(yaml.safe_load((TEMPLATES / "themes/archive/theme.yaml").read_text("utf-8")))
STUDIO = Studio(THEME, TEMPLATES, "fr")
SVG = "{http://www.w3.org/2000/svg}"
NAMES = (
    "Vladimir Kazimirov",
    "Բաբկեն Արարքցյան",
    "Владимир Казимиров",
    "Karl Ludwig zu Hohenlohe-Schillingsfürst",
)
BODIES = (
    "République kirghize",
    "république autoproclamée du Haut-Karabagh",
    "Organisation des Nations unies",
    "ONU",
)
OFFICES = ("", "président du Conseil suprême", "chef du pouvoir exécutif de Choucha, en exil, et dirigeant")
STATES = ["", *(state.value for state in State)]


def speakers(draw: random.Random, most: int) -> tuple[Speaker, ...]:
    return tuple(
        Speaker(
            f"{draw.choice(NAMES)} {draw.randrange(10**6)}",
            draw.choice(OFFICES),
            draw.choice(STATES),
            draw.random() < 0.3,
        )
        for _ in range(draw.randrange(most + 1))
    )


def tree_of(bodies: int) -> Tree:
    """Two sides with so many bodies, some with parts, some without speakers."""
    draw = random.Random(bodies)  # noqa: S311 - the same tree in each run
    found = [
        Delegation(
            draw.choice(BODIES),
            draw.choice(("", "Communauté des États indépendants")),
            draw.choice(("", "médiateur")),
            draw.random() < 0.8,
            speakers(draw, 3),
            tuple(Delegation("Parlement", speakers=speakers(draw, 2)) for _ in range(draw.randrange(2))),
        )
        for _ in range(bodies)
    ]
    parties = (bodies + 1) // 2
    return Tree("Protocole de Bichkek", tuple(found[:parties]), tuple(found[parties:]))


SIZES = range(1, 9)


@cache
def drawing_of(bodies: int) -> Drawing:
    """The drawing of so many bodies, made once."""
    return delegations_of(tree_of(bodies), STUDIO)


def diagram_of(tree: Tree) -> Board:
    return _Maker(STUDIO, STUDIO.words("delegations"), tree).drawn()[0]


def everybody(tree: Tree) -> list[Speaker]:
    bodies = [body for one in tree.delegations for body in (one, *one.parts)]
    return [speaker for body in bodies for speaker in body.speakers]


@pytest.mark.parametrize("bodies", SIZES)
def test_no_label_touches_another_or_leaves_the_diagram(bodies: int) -> None:
    drawing = drawing_of(bodies)
    assert len(drawing.labels) > bodies
    assert collisions(drawing.labels) == []
    assert strays(drawing.labels, drawing.frame) == []


@pytest.mark.parametrize("bodies", SIZES)
def test_a_diagram_fits_the_page(bodies: int) -> None:
    frame = drawing_of(bodies).frame
    assert any(
        frame.width <= room.width + 1e-6 and frame.height <= room.height + 1e-6 for room in rooms_of(THEME)
    )


@pytest.mark.parametrize("bodies", SIZES)
def test_every_speaker_stands_in_the_diagram_and_in_its_long_text_once(bodies: int) -> None:
    tree = tree_of(bodies)
    words = " ".join(text.words for text in diagram_of(tree).texts)
    for speaker in everybody(tree):
        assert words.count(speaker.name) + words.replace(" ", "").count(speaker.name.replace(" ", "")) >= 1
        assert drawing_of(bodies).description.count(speaker.name) == 1
    assert 20 < len(drawing_of(bodies).alt) <= 250


@pytest.mark.parametrize("bodies", SIZES)
def test_every_word_is_text_and_large_enough(bodies: int) -> None:
    root = etree.fromstring(drawing_of(bodies).svg.encode())
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "g", "path", "rect", "circle", "text")
    }
    sizes = [float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")]
    assert len(sizes) > 1
    assert min(sizes) >= THEME.drawing.small


def test_the_line_of_a_delegation_for_which_nobody_signed_is_broken() -> None:
    signed = Delegation("Arménie", speakers=(Speaker("A", state="signed"),))
    unsigned = Delegation("Communauté", speakers=(Speaker("B", state="disputed", contested=True),))
    dashes = [shape.pen.dash for shape in diagram_of(Tree("Acte", (signed, unsigned), ())).shapes]
    assert dashes.count("3 2.4") == 2, "one line and its sample in the key"
    assert "3 2.4" not in [shape.pen.dash for shape in diagram_of(Tree("Acte", (signed,), ())).shapes]


def test_parties_are_square_and_third_parties_round() -> None:
    def corners(tree: Tree) -> set[float]:
        found = {getattr(shape, "round", 0.0) for shape in diagram_of(tree).shapes}
        return found - {3}

    one = Delegation("Arménie")
    assert corners(Tree("Acte", (one,), ())) == {0.0}
    assert corners(Tree("Acte", (), (one,))) == {0.0, 6.0}


def test_parties_stand_left_of_the_act_and_third_parties_right() -> None:
    tree = Tree("Acte", (Delegation("Arménie"),), (Delegation("Russie"),))
    places = {text.words: text.box for text in diagram_of(tree).texts}
    assert places["Arménie"].right < places["Acte"].left < places["Acte"].right < places["Russie"].left


def records(**parts: Any) -> Dossier:  # noqa: ANN401 - parts of a dossier as data
    act = {"names": [{"text": "Protocole"}], "nature": {"text": "accord"}, **parts.pop("act", {})}
    publication = {"title": "T", "language": "fr", "summary": "S", "authors": [{"name": "N"}], "date": "2026"}
    return Dossier.model_validate({"publication": publication, "act": act, **parts})


def test_nothing_is_drawn_from_nothing() -> None:
    assert draw_delegations(records(), STUDIO, str) is None
    only_people = records(
        bodies=[{"id": "onu", "name": "ONU"}], persons=[{"id": "a", "name": "A", "body": "onu"}]
    )
    assert draw_delegations(only_people, STUDIO, str) is None


def test_sides_come_from_the_act_then_from_the_capacity_of_signatories() -> None:
    dossier = records(
        act={"parties": [{"body": "armenie", "role": "*partie*"}], "third_parties": [{"body": "russie"}]},
        bodies=[
            {"id": ident, "name": ident.title()}
            for ident in ("armenie", "russie", "communaute", "kirghizistan")
        ],
        persons=[{"id": ident, "name": ident.upper()} for ident in ("a", "b", "c", "d")],
        signatures=[
            {"id": "s-a", "person": "a", "on_behalf_of": "armenie", "capacity": "party", "state": "signed"},
            {
                "id": "s-b",
                "person": "b",
                "on_behalf_of": "communaute",
                "capacity": "named",
                "state": "refused",
            },
            {
                "id": "s-c",
                "person": "c",
                "on_behalf_of": "kirghizistan",
                "capacity": "mediator",
                "state": "signed",
            },
            {"id": "s-d", "person": "d", "capacity": "witness", "state": "signed"},
        ],
    )
    tree = delegation_tree(dossier, lambda text: text.replace("*", ""), "Mandat non précisé")
    assert tree is not None
    assert [(one.name, one.listed) for one in tree.parties] == [("Armenie", True), ("Communaute", False)]
    assert [one.name for one in tree.third] == ["Russie", "Kirghizistan", "Mandat non précisé"]
    assert tree.parties[0].role == "partie"
    assert sorted(speaker.name for speaker in everybody(tree)) == ["A", "B", "C", "D"]


def test_persons_stand_under_the_body_they_belong_to_within_the_party_above_it() -> None:
    dossier = records(
        act={"parties": [{"body": "armenie"}], "third_parties": [{"body": "assemblee"}]},
        bodies=[
            {"id": "armenie", "name": "Arménie"},
            {"id": "parlement", "name": "Parlement", "part_of": "armenie"},
            {"id": "bureau", "name": "Bureau", "part_of": "parlement"},
            {"id": "vide", "name": "Ministère sans personne", "part_of": "armenie"},
            {"id": "cei", "name": "Communauté des États"},
            {"id": "assemblee", "name": "Assemblée", "part_of": "cei"},
        ],
        persons=[
            {"id": "a", "name": "A", "body": "parlement"},
            {"id": "b", "name": "B", "body": "bureau"},
            {"id": "c", "name": "C", "body": "cei"},
        ],
        signatures=[{"id": "s-a", "person": "a", "capacity": "party", "state": "signed"}],
    )
    tree = delegation_tree(dossier, str, "?")
    assert tree is not None
    (party,) = tree.parties
    assert [(part.name, [one.name for one in part.speakers]) for part in party.parts] == [
        ("Parlement", ["A"]),
        ("Bureau", ["B"]),
    ]
    assert party.signed
    assert [one.state for one in party.signatories] == ["signed"]
    assert tree.third[0].within == "Communauté des États"
    drawing = draw_delegations(dossier, STUDIO, str)
    assert drawing is not None
    assert ">Parlement<" in drawing.svg


def test_bodies_that_belong_to_each_other_in_a_ring_end_in_a_drawing() -> None:
    ring = [{"id": "un", "name": "Un", "part_of": "deux"}, {"id": "deux", "name": "Deux", "part_of": "un"}]
    dossier = records(
        bodies=ring,
        persons=[{"id": "a", "name": "A", "body": "un"}],
        signatures=[{"id": "s-a", "person": "a", "capacity": "party", "state": "signed"}],
    )
    drawing = draw_delegations(dossier, STUDIO, str)
    assert drawing is not None
    assert ">A<" in drawing.svg


def test_the_short_text_counts_no_party_as_none() -> None:
    tree = Tree("Acte", (), (Delegation("Russie"),))
    assert "aucune partie" in delegations_of(tree, STUDIO).alt
    assert "no party" in delegations_of(tree, Studio(THEME, TEMPLATES, "en")).alt
