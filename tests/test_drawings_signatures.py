"""The signature sheet: every signatory in one place, told apart by more than colour, and never a facsimile."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

from dossier.dates import load_date_words
from dossier.drawings.canvas import Drawing, Rectangle, collisions, strays
from dossier.drawings.rooms import rooms_of
from dossier.drawings.signature_lines import SignatureLine, flattened, signature_lines, zones
from dossier.drawings.signature_marks import contested, sign
from dossier.drawings.signature_sheet import _Maker, draw_signature_sheet, signature_sheet_of
from dossier.drawings.studio import Studio
from dossier.records import Capacity, Dossier, State
from dossier.theme import Theme

if TYPE_CHECKING:
    from dossier.drawings.board import Board

TEMPLATES = Path(__file__).parents[1] / "templates"
THEME = Theme.model_validate(yaml.safe_load((TEMPLATES / "themes/archive/theme.yaml").read_text("utf-8")))
STUDIO = Studio(THEME, TEMPLATES, "fr")
DATES = load_date_words(TEMPLATES, "fr")
SVG = "{http://www.w3.org/2000/svg}"
STATES = [state.value for state in State]
CAPACITIES = [capacity.value for capacity in Capacity]
NAMES = (
    "Babken Ararktsian",
    "Владимир Николаевич Казимиров",
    "Բաբկեն Արարքցյան",
    "Karl Ludwig Friedrich zu Hohenlohe-Schillingsfürst",
)
LONG = "chef du pouvoir exécutif de Choucha, en exil, et dirigeant de la communauté azerbaïdjanaise"


def line(index: int, **changes: Any) -> SignatureLine:  # noqa: ANN401 - any field of a line
    """A line that differs from its neighbours in name, state and capacity."""
    made = SignatureLine(
        id=f"s{index}",
        name=f"{NAMES[index % 4]} {index}",
        capacity=CAPACITIES[index * 3 % 4],
        state=STATES[0] if index % 3 else STATES[index % len(STATES)],
        office=LONG if index % 2 else "",
        behalf="République d’Arménie" if index % 5 else "",
        place="Bichkek",
        date="5 mai 1994",
        additions=("« mission d’observateurs internationaux »",) if index % 7 == 3 else (),
        contested=index % 4 == 0,
    )
    return replace(made, **changes)


COUNTS = (1, 2, 4, 7, 10, 25)


@cache
def sheet_of(count: int) -> Drawing:
    """The drawing of so many lines, made once."""
    drawing = signature_sheet_of([line(index) for index in range(count)], STUDIO)
    assert drawing is not None
    return drawing


def put_down(*lines: SignatureLine) -> Board:
    """What is on a sheet, before it becomes SVG."""
    return _Maker(STUDIO, STUDIO.words("signature_sheet")).drawn(zones(lines))[0]


def words_of(sheet: Board) -> str:
    return " ".join(text.words for text in sheet.texts).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("count", COUNTS)
def test_no_label_touches_another_or_leaves_the_sheet(count: int) -> None:
    drawing = sheet_of(count)
    assert len(drawing.labels) >= 2 * count + 1
    assert collisions(drawing.labels) == []
    assert strays(drawing.labels, drawing.frame) == []


@pytest.mark.parametrize("count", COUNTS)
def test_a_sheet_fits_the_page(count: int) -> None:
    frame = sheet_of(count).frame
    assert any(
        frame.width <= room.width + 1e-6 and frame.height <= room.height + 1e-6 for room in rooms_of(THEME)
    )


@pytest.mark.parametrize("count", COUNTS)
def test_every_signatory_stands_on_the_sheet_once_with_name_and_state(count: int) -> None:
    lines = [line(index) for index in range(count)]
    words = words_of(put_down(*lines))
    states = STUDIO.words("signature_sheet")["states"]
    for one in lines:
        assert words.count(f"{one.name} ") + words.endswith(one.name) == 1, one.name
    for state in {one.state for one in lines}:
        assert words.count(states[state]) >= sum(one.state == state for one in lines)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_says_that_it_is_a_diagram(language: str) -> None:
    drawing = signature_sheet_of([line(1)], Studio(THEME, TEMPLATES, language))
    assert drawing is not None
    tag = {"fr": "Schéma, non fac-similé", "en": "Diagram, not a facsimile"}[language]
    assert f">{tag}<" in drawing.svg
    assert drawing.alt.startswith(("Schéma", "Diagram"))


def test_lines_of_states_are_told_apart_by_the_shape_of_their_signs() -> None:
    signs = {state: sign(state, 0, 10, THEME) for state in STATES}
    forms = {
        state: tuple((type(shape), getattr(shape, "data", ""), shape.pen.fill == "none") for shape in shapes)
        for state, shapes in signs.items()
    }
    assert len(set(forms.values())) == len(STATES)
    assert contested(0, 10, THEME)


def test_a_line_without_signature_is_broken_and_a_signed_one_whole() -> None:
    def dashes(state: str) -> list[str]:
        sheet = put_down(line(1, state=state, additions=()))
        return [shape.pen.dash for shape in sheet.shapes if getattr(shape, "data", "").count("L") == 1]

    assert dashes("named-but-unsigned") == ["2.4 2"]
    assert dashes("signed")[0] == ""


def test_what_was_signed_later_stands_in_a_zone_of_its_own_with_place_and_date() -> None:
    later = line(2, state="signed-later-elsewhere", place="Bakou", date="8 mai 1994")
    found = zones([line(1), later, line(4)])
    assert [(zone.later, zone.place, len(zone.lines)) for zone in found] == [
        (False, "Bichkek", 2),
        (True, "Bakou", 1),
    ]
    sheet = put_down(line(1), later)
    assert "Signé plus tard, ailleurs : Bakou, 8 mai 1994" in words_of(sheet)
    grounds = [shape for shape in sheet.shapes if isinstance(shape, Rectangle) and shape.box.width > 300]
    assert len(grounds) == 2
    assert grounds[0].box.bottom < grounds[1].box.top
    assert grounds[0].pen != grounds[1].pen


def test_zones_of_a_crowded_sheet_are_joined_without_losing_a_line() -> None:
    lines = [line(index, state="signed-later-elsewhere", place=f"Ville {index}") for index in range(4)]
    joined = flattened(zones([line(9), *lines]))
    assert [zone.later for zone in joined] == [False, True]
    assert [one.id for zone in joined for one in zone.lines] == ["s9", "s0", "s1", "s2", "s3"]


def test_a_line_says_its_place_and_date_only_where_they_differ_from_those_of_its_zone() -> None:
    words = words_of(put_down(line(1), line(2), line(4, place="Minsk", date="6 mai 1994")))
    assert words.count("Bichkek, 5 mai 1994") == 1
    assert words.count("Minsk, 6 mai 1994") == 1


def test_what_was_added_by_hand_stands_in_brackets_under_its_label() -> None:
    plain, added = (
        put_down(line(1)),
        put_down(line(1, additions=("nom écrit à la main",), additions_contested=True)),
    )
    assert "Ajout manuscrit contenu contesté nom écrit à la main" in words_of(added)
    assert len(added.shapes) == len(plain.shapes) + 1
    assert "Ajout manuscrit" not in words_of(plain)


def test_a_contested_line_is_marked_in_words() -> None:
    assert "contesté" in words_of(put_down(line(1, state="named-but-unsigned", contested=True)))
    assert "signature contestée" in words_of(put_down(line(1, state="disputed", contested=True)))
    assert "contest" not in words_of(put_down(line(1, contested=False)))


@pytest.mark.parametrize("count", COUNTS)
def test_every_word_is_text_and_large_enough(count: int) -> None:
    root = etree.fromstring(sheet_of(count).svg.encode())
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "g", "path", "rect", "circle", "text")
    }
    sizes = [float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")]
    assert len(sizes) > 3
    assert min(sizes) >= THEME.drawing.small


@pytest.mark.parametrize("count", COUNTS)
def test_the_texts_for_those_who_cannot_see_it_name_every_signatory(count: int) -> None:
    drawing = sheet_of(count)
    assert 20 < len(drawing.alt) <= 250
    assert all(line(index).name in drawing.description for index in range(count))


def records(**parts: Any) -> Dossier:  # noqa: ANN401 - parts of a dossier as data
    return Dossier.model_validate({
        "publication": {"title": "T", "language": "fr", "summary": "S", "authors": [{"name": "N"}], "date": "2026"},
        "act": {"names": [{"text": "Protocole"}], "nature": {"text": "accord"}},
        **parts,
    })  # fmt: skip


def test_a_dossier_without_signatures_has_no_sheet() -> None:
    assert draw_signature_sheet(records(), STUDIO, DATES, str) is None
    assert signature_sheet_of([], STUDIO) is None


def test_records_become_lines_with_names_bodies_places_and_dates() -> None:
    dossier = records(
        bodies=[{"id": "armenie", "name": "République d'Arménie", "short": "Arménie"}],
        persons=[
            {"id": "un", "name": "Babken Ararktsian", "office": "*président*", "body": "armenie"},
            {"id": "deux", "name": "Inconnu"},
        ],
        places=[{"id": "bichkek", "name": "Bichkek", "latitude": 42.87, "longitude": 74.59}],
        signatures=[
            {
                "id": "s-un", "person": "un", "capacity": "party", "state": "named-but-unsigned",
                "place": "bichkek", "date": "1994-05-05", "additions": ["*nom*"],
                "disputed": {"state": "d1", "additions": "d2"},
            },
            {"id": "s-deux", "person": "deux", "capacity": "witness", "state": "disputed"},
        ],
    )  # fmt: skip
    one, other = signature_lines(dossier, DATES, lambda text: text.replace("*", ""))
    assert (one.name, one.behalf, one.office) == ("Babken Ararktsian", "Arménie", "président")
    assert (one.place, one.date, one.additions) == ("Bichkek", "5 mai 1994", ("nom",))
    assert (one.contested, one.additions_contested, other.contested) == (True, True, True)
    assert (other.behalf, other.place, other.date) == ("", "", "")
    drawing = draw_signature_sheet(dossier, STUDIO, DATES, str)
    assert drawing is not None
    assert drawing.width == pytest.approx(THEME.page.measure, abs=0.01)
