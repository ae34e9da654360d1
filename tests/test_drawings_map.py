"""Locator maps: names never touch, never leave the sheet, and the drawing can be read by everyone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from map_cases import BAKU, CASES, CAUCASUS, REQUESTS, STATIONS, crowd

from dossier.drawings.canvas import Box, collisions, strays
from dossier.drawings.clearance import as_array, crossing, striking
from dossier.drawings.map import locator_map
from dossier.drawings.map_look import Look, blend
from dossier.drawings.map_marks import Marks, marks_on
from dossier.drawings.map_naming import PlaceNames, place_names
from dossier.drawings.map_request import MapPlace, MapRequest, MapStop
from dossier.drawings.map_sheet import Sheet, sheet
from dossier.drawings.studio import Studio
from dossier.theme import Theme

if TYPE_CHECKING:
    from dossier.drawings.canvas import Drawing

TEMPLATES = Path(__file__).parents[1] / "templates"
THEMES = [
    Theme.model_validate(yaml.safe_load(file.read_text("utf-8")))
    for file in sorted(TEMPLATES.glob("themes/*/theme.yaml"))
]
THEME = THEMES[0]
STUDIOS = {language: Studio(THEME, TEMPLATES, language) for language in ("fr", "en")}
SVG = "{http://www.w3.org/2000/svg}"
CROWD = MapRequest("map.crowd", "Soixante lieux", crowd(60, 0.2), width=80, least_width=300)


@cache
def drawn(name: str, language: str = "fr") -> Drawing:
    return locator_map(CASES[name], STUDIOS[language])


@cache
def tree(name: str, language: str = "fr") -> etree._Element:
    return etree.fromstring(drawn(name, language).svg.encode("utf-8"))


@cache
def laid_out(request: MapRequest) -> tuple[Sheet, Marks, PlaceNames]:
    made = sheet(request, STUDIOS["fr"])
    marks = marks_on(made)
    return made, marks, place_names(made, marks)


def words_of(name: str, language: str = "fr") -> list[str]:
    return [text.text or "" for text in tree(name, language).iter(f"{SVG}text")]


def luminance(colour: str) -> float:
    channels = [value / 255 for value in bytes.fromhex(colour[1:])]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# ---- layout ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", STUDIOS)
@pytest.mark.parametrize("name", CASES)
def test_no_words_overlap_and_none_leave_the_sheet(name: str, language: str) -> None:
    drawing = drawn(name, language)
    assert len(drawing.labels) >= len(CASES[name].places)
    assert collisions(drawing.labels) == []
    assert strays(drawing.labels, drawing.frame) == []


@pytest.mark.parametrize("request_", [*REQUESTS, CROWD], ids=lambda request: request.name)
def test_names_keep_clear_of_marks_and_leader_lines(request_: MapRequest) -> None:
    _, marks, names = laid_out(request_)
    boxes = [text.box for text in names.texts]
    assert [
        pair for pair in ((box, mark) for box in boxes for mark in marks.boxes) if pair[0].overlaps(pair[1])
    ] == []
    assert not striking(names.leaders, as_array(boxes), gap=0).any()
    assert not any(crossing(names.leaders, line).any() for line in names.leaders)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.name)
def test_every_place_is_named(request_: MapRequest) -> None:
    """Forty places close together included."""
    _, _, names = laid_out(request_)
    assert names.unplaced == ()
    told = " ".join(text.words for text in names.texts)
    assert [place.name for place in request_.places if place.names[0] not in told] == []


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.name)
def test_a_name_without_a_leader_line_stands_beside_its_own_mark(request_: MapRequest) -> None:
    made, marks, names = laid_out(request_)
    for place in made.request.places:
        own = [text.box for text in names.texts if any(name in text.words for name in place.names)]
        mark = marks.of(place)
        led = any(mark.grown(2).has(*line[:2]) for line in names.leaders)
        assert led or any(box.overlaps(mark, gap=4) for box in own), place.name


def test_places_for_which_there_is_no_room_are_told_in_the_description() -> None:
    _, _, names = laid_out(CROWD)
    assert 0 < len(names.unplaced) < len(CROWD.places)
    drawing = locator_map(CROWD, STUDIOS["fr"])
    assert collisions(drawing.labels) == []
    sentence = drawing.description.rpartition("ne nomme pas ")[2]
    assert names.unplaced[0] in sentence
    assert all(f"{place.label} (" in drawing.description for place in CROWD.places)


def test_a_map_is_drawn_the_same_each_time() -> None:
    again = locator_map(CASES["map.caucasus"], Studio(THEME, TEMPLATES, "fr"))
    assert again.svg == drawn("map.caucasus").svg


# ---- marks, route, scale --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_marks_stand_on_their_places(name: str) -> None:
    made, marks, _ = laid_out(CASES[name])
    for place in made.request.places:
        x, y = made.view.point(place.longitude, place.latitude)
        assert marks.of(place).centre == pytest.approx((x, y), abs=1e-6)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    """Within two percent of the great circle, on every map that has one."""
    bars = {request.name: laid_out(request)[:2] for request in REQUESTS}
    without = {name for name, (_, marks) in bars.items() if marks.bar is None}
    assert without == {"map.world", "map.antarctic"}
    for name in bars.keys() - without:
        made, marks = bars[name]
        assert marks.bar is not None
        length = marks.bar.length * made.view.kilometres_per_point
        assert length == pytest.approx(marks.bar.kilometres, rel=0.02)
        assert 0.08 * made.view.frame.width < marks.bar.length < 120


def test_badges_carry_the_numbers_of_all_stops_and_lie_apart() -> None:
    _, marks, _ = laid_out(CASES["map.pacific"])
    assert sorted(one.text.words for one in marks.badges.values()) == ["1·3", "2"]
    close = MapRequest("map.x", "X", (), tuple(MapStop(place) for place in CAUCASUS[2:4]))
    _, marks, _ = laid_out(close)
    assert collisions([one.box for one in marks.badges.values()]) == []


def test_the_way_runs_from_stop_to_stop_with_its_head_at_the_end() -> None:
    made, marks, _ = laid_out(CASES["map.route"])
    stops = [marks.badges[stop.place] for stop in made.request.route]
    assert len(marks.legs) == 2
    for leg, start, end in zip(marks.legs, stops, stops[1:], strict=False):
        assert start.box.grown(4).has(*leg.curve[0])
        assert end.box.grown(4).has(*leg.head[0])
        assert made.inner.holds(Box(*leg.curve.min(axis=0), *leg.curve.max(axis=0)))
        assert np.hypot(*np.diff(leg.curve, axis=0).T).max() < 30


def test_stops_bring_their_dates_and_may_be_places_of_their_own() -> None:
    assert {"5 mai 1994", "8 mai 1994", "9 mai 1994"} <= set(words_of("map.route"))
    request = MapRequest("map.x", "X", (), (MapStop(BAKU, "8 mai"),))
    assert request.places == (BAKU,)


def test_the_words_of_a_stop_may_take_several_lines() -> None:
    request = MapRequest(
        "map.x", "Retour.", (BAKU,), (MapStop(BAKU, "8 mai\nsignature"), MapStop(BAKU, "9 mai"))
    )
    drawing = locator_map(request, STUDIOS["fr"])
    assert all(f">{line}<" in drawing.svg for line in ("1. 8 mai", "signature", "2. 9 mai"))
    assert "1. Bakou, 8 mai, signature ; 2. Bakou, 9 mai." in drawing.description.replace("\u202f", " ")
    assert ".." not in drawing.description


def test_a_map_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        MapRequest("map.x", "X", ())


# ---- names ----------------------------------------------------------------------------------------------


def test_names_of_equal_standing_are_set_together() -> None:
    place = MapPlace("Chouchi / Choucha", 39.76, 46.75, ("Choucha", "Şuşa"))
    assert place.names == ("Chouchi", "Choucha", "Şuşa")
    words = " ".join(words_of("map.caucasus"))
    assert "Chouchi / Choucha" in words
    assert "Stepanakert / Khankendi" in words


def test_waters_and_countries_are_named_in_the_language_of_the_content() -> None:
    assert {"mer Noire", "KAZAKHSTAN", "RUSSIE"} <= set(words_of("map.route"))
    assert {"Black Sea", "KAZAKHSTAN", "RUSSIA"} <= set(words_of("map.route", "en"))
    assert "mer Caspienne" in words_of("map.caucasus")


def test_waters_and_countries_can_be_left_out() -> None:
    bare = locator_map(replace(CASES["map.caucasus"], waters=False, countries=False), STUDIOS["fr"]).svg
    assert "mer Caspienne" in drawn("map.caucasus").svg
    assert "AZERBA" in drawn("map.caucasus").svg
    assert "mer Caspienne" not in bare
    assert "AZERBA" not in bare
    assert not re.search(r">[A-ZÉÏ]{5,}<", drawn("map.westphalia").svg)


def test_degrees_have_their_sides() -> None:
    assert {"50° N", "40° E"} <= set(words_of("map.route"))
    assert {"175° O", "180°", "175° E", "0°", "10° S"} <= set(words_of("map.pacific"))
    assert "175° W" in words_of("map.pacific", "en")


# ---- what it says ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", STUDIOS)
@pytest.mark.parametrize("name", CASES)
def test_the_alternative_text_is_short_and_the_description_tells_everything(name: str, language: str) -> None:
    drawing, request = drawn(name, language), CASES[name]
    assert 20 < len(drawing.alt) <= 250
    assert drawing.alt.startswith(request.title)
    for place in request.places:
        assert f"{place.label} (" in drawing.description
    for count, stop in enumerate(request.route, 1):
        assert f"{count}. {stop.place.label}, {stop.words}" in drawing.description


def test_a_route_is_told_even_where_the_places_are_too_many_to_name() -> None:
    title = "De Mariehamn à Bichkek : les lieux de la négociation et le chemin de l’acte. Une note suit, et encore une."
    request = replace(CASES["map.route"], title=title, places=(*CASES["map.route"].places, *CAUCASUS))
    alt = locator_map(request, STUDIOS["fr"]).alt
    assert alt.endswith("3. Moscou, 9 mai 1994.")
    assert f"carte de {len(request.places)} lieux" in alt
    assert "note" not in alt
    assert drawn("map.caucasus").alt.count(",") > 5


def test_positions_and_sentences_are_those_of_the_language() -> None:
    french, english = drawn("map.route"), drawn("map.route", "en")
    assert "Bakou (40,38° N, 49,89° E)" in french.description
    assert "Bakou (40.38° N, 49.89° E)" in english.description
    assert "aucune frontière" in french.description
    assert "no boundary" in english.description
    assert "Washington (38,90° N, 77,04° O)" in drawn("map.antarctic").description


def test_the_drawing_names_itself_for_those_who_cannot_see_it() -> None:
    root, drawing = tree("map.route"), drawn("map.route")
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == drawing.alt
    assert root.findtext(f"{SVG}desc") == drawing.description
    ids = {child.get("id") for child in root}
    assert set(root.get("aria-labelledby", "").split()) <= ids


# ---- SVG ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_the_svg_is_plain(name: str) -> None:
    """Paths, circles, rectangles and real text; no transparency, no filter, no style sheet, nothing from outside."""
    allowed = {
        "svg": {"viewBox", "width", "height", "role", "aria-labelledby", "font-family", "lang"},
        "title": {"id"},
        "desc": {"id"},
        "path": {
            "d",
            "fill",
            "stroke",
            "stroke-width",
            "stroke-linejoin",
            "stroke-linecap",
            "stroke-dasharray",
        },
        "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width", "stroke-linejoin"},
        "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "stroke-linejoin"},
        "text": {
            "x",
            "y",
            "font-size",
            "fill",
            "text-anchor",
            "font-weight",
            "font-style",
            "letter-spacing",
            "lang",
        },
    }
    for element in tree(name).iter():
        tag = etree.QName(element).localname
        assert tag in allowed
        assert {etree.QName(key).localname for key in element.attrib} <= allowed[tag]
        assert all(re.fullmatch(r"#[0-9a-f]{6}|none", element.get(key, "none")) for key in ("fill", "stroke"))


@pytest.mark.parametrize("name", CASES)
def test_no_coordinate_is_lost_and_all_type_is_legible(name: str) -> None:
    root = tree(name)
    assert "nan" not in drawn(name).svg.lower().replace("nan’", "")
    assert min(float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")) >= THEME.drawing.small
    assert (root.get("font-family") or "").startswith(THEME.fonts.display)


def test_a_map_is_light_enough_to_send() -> None:
    assert max(len(drawn(name).svg) for name in CASES) < 400_000


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_meet_the_contrast_on_land_and_on_water(theme: Theme) -> None:
    look = Look(theme)
    styles = [look.place(main=True), look.date, look.degrees, look.scale, look.country, *look.water]
    for style in styles:
        for ground in (look.land.fill, look.sea.fill):
            assert contrast(style.colour, ground) >= 4.5, style
    assert contrast(look.number.colour, look.filled.fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_that_carry_meaning_can_be_seen(theme: Theme) -> None:
    """The coast tells land from water where colours do not, as on a grey printer."""
    look = Look(theme)
    for ground in (look.land.fill, look.sea.fill):
        assert contrast(look.coast.stroke, ground) >= 3
        assert contrast(look.route.stroke, ground) >= 3
        assert contrast(look.mark.fill, ground) >= 4.5


def test_colours_are_mixed_without_transparency() -> None:
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert blend("#102030", "#ffffff", 0) == "#102030"


@pytest.mark.parametrize("name", ["map.caucasus", "map.stations"])
def test_lines_give_way_to_words(name: str) -> None:
    """No line of the net and no coast runs through a name."""
    root = tree(name)
    look = Look(THEME)
    quiet = {look.grid.stroke, look.coast.stroke, look.ripples.stroke}
    points = [
        (float(x), float(y))
        for path in root.iter(f"{SVG}path")
        if path.get("stroke") in quiet
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.get("d", ""))
    ]
    assert len(points) > 100
    boxes = [box.grown(0.3) for box in drawn(name).labels]
    assert [point for point in points if any(box.has(*point) for box in boxes)] == []


def test_stations_of_the_antarctic_stand_on_it() -> None:
    """The drawing as a whole: land lies under the stations inland."""
    made, marks, _ = laid_out(CASES["map.stations"])
    inland = [place for place in STATIONS if place.name in {"Amundsen-Scott", "Vostok"}]
    assert len(inland) == 2
    assert all(shapely.contains_xy(made.ground.land, *marks.of(place).centre) for place in inland)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=6),
    st.sampled_from([0.01, 0.2, 1.0]),
    st.sampled_from([60.0, 144.0]),
)
def test_any_places_on_earth_make_a_sound_map(
    spots: list[tuple[float, float]], spread: float, width: float
) -> None:
    """Near and far, at the poles and on both sides of the 180th meridian."""
    (north, east), *_ = spots
    places = tuple(
        MapPlace(f"Lieu {count}", north + (latitude - north) * spread, east + (longitude - east) * spread)
        for count, (latitude, longitude) in enumerate(spots)
    )
    drawing = locator_map(MapRequest("map.any", "N’importe où", places, width=width), STUDIOS["fr"])
    assert collisions(drawing.labels) == []
    assert strays(drawing.labels, drawing.frame) == []
    assert not re.search(r"\bnan\b|\binf\b", drawing.svg)
