"""Projections, views, ground and data of maps: distances are true and things lie where they should."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from map_cases import APIA, BAKU, CASES, STATIONS, SUVA, TARAWA

from dossier.drawings.canvas import POINTS_PER_MM
from dossier.drawings.map_ground import Ground, ground_under
from dossier.drawings.map_names import LABEL_STEPS
from dossier.drawings.map_projection import RADIUS, AzimuthalEqualArea, EqualEarth, Projection, distance
from dossier.drawings.map_view import View, view_of

if TYPE_CHECKING:
    from dossier.drawings.map_request import MapPlace

TEMPLATES = Path(__file__).parents[1] / "templates"
GEO = TEMPLATES / "geo"
DETAIL = {"fine": 600.0, "medium": 4000.0, "coarse": 12000.0}
REGIONS = [name for name in CASES if name not in {"map.world", "map.antarctic"}]

longitudes = st.floats(-179.9, 179.9)
latitudes = st.floats(-89.0, 89.0)
projections = st.one_of(
    st.builds(AzimuthalEqualArea, longitudes, st.one_of(latitudes, st.sampled_from([90.0, -90.0]))),
    st.builds(EqualEarth, st.integers(-12, 12).map(lambda cell: cell * 15.0)),
)


def degrees_of(places: tuple[MapPlace, ...]) -> np.ndarray:
    return np.array([[place.longitude, place.latitude] for place in places])


@cache
def view(name: str) -> View:
    request = CASES[name]
    height = request.height * POINTS_PER_MM if request.height else None
    return view_of(degrees_of(request.places), request.width * POINTS_PER_MM, height, request.least)


@cache
def around(longitude: float, latitude: float, width: float) -> tuple[View, Ground]:
    """A view of so many kilometres around a point, and what lies under it."""
    shown = view_of(np.array([[longitude, latitude]]), 400, 300, width)
    return shown, ground_under(shown, TEMPLATES)


def far_apart(one: np.ndarray, other: np.ndarray) -> float:
    return distance((one[0], one[1]), (other[0], other[1]))


# ---- projections ----------------------------------------------------------------------------------------


@given(projections, longitudes, latitudes)
def test_a_projection_can_be_undone(projection: Projection, longitude: float, latitude: float) -> None:
    point = np.array([[longitude, latitude]])
    if far_apart(point[0], np.array([projection.longitude, projection.latitude])) < 0.98 * np.pi * RADIUS:
        assert far_apart(projection.inverse(projection.forward(point))[0], point[0]) < 0.1


@given(projections, st.floats(-170, 170), st.floats(-80, 80))
def test_both_projections_are_true_to_area(projection: Projection, east: float, latitude: float) -> None:
    side = 0.02
    west = projection.longitude + min(east, 170)
    corners = [
        (west, latitude),
        (west + side, latitude),
        (west + side, latitude + side),
        (west, latitude + side),
    ]
    if far_apart(np.array(corners[0]), np.array([projection.longitude, projection.latitude])) > 17000:
        return
    bounds = np.sin(np.deg2rad([latitude, latitude + side]))
    true = RADIUS**2 * np.deg2rad(side) * (bounds[1] - bounds[0])
    assert shapely.Polygon(projection.forward(np.array(corners))).area == pytest.approx(true, rel=2e-3)


def test_the_world_has_the_published_size_of_the_equal_earth_projection() -> None:
    east, north = EqualEarth(0).forward(np.array([[180.0, 0.0], [0.0, 90.0]])) / RADIUS
    assert east[0] == pytest.approx(2.70663, abs=1e-5)
    assert north[1] == pytest.approx(1.31736, abs=1e-5)


def test_the_azimuthal_projection_is_true_to_scale_in_its_centre_and_has_the_hemisphere_inside_its_rim() -> (
    None
):
    projection = AzimuthalEqualArea(74.59, 42.87, rim=90)
    near = projection.forward(np.array([[74.6, 42.87]]))[0]
    assert np.hypot(*near) == pytest.approx(distance((74.59, 42.87), (74.6, 42.87)), rel=1e-5)
    assert projection.reach == pytest.approx(RADIUS * np.sqrt(2))
    assert np.isnan(projection.inverse(np.array([[projection.reach + 1, 0.0]]))).all()


def test_great_circles_have_their_known_lengths() -> None:
    assert distance((0, 0), (0, 90)) == pytest.approx(np.pi * RADIUS / 2)
    assert distance((179, 0), (-179, 0)) == pytest.approx(distance((0, 0), (2, 0)))
    assert distance((2.3522, 48.8566), (-0.1276, 51.5072)) == pytest.approx(343.5, abs=0.5)


# ---- views ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_every_place_lies_well_inside_the_frame_and_can_be_read_back(name: str) -> None:
    shown, places = view(name), CASES[name].places
    points = shown.place(degrees_of(places))
    assert shown.sees(points).all()
    if name in REGIONS:
        assert all(shown.frame.grown(-0.15 * min(shown.frame.width, 120)).has(x, y) for x, y in points)
    back = shown.degrees(points)
    assert max(map(far_apart, back, degrees_of(places))) < 0.1


@pytest.mark.parametrize("name", REGIONS)
def test_north_is_up_in_the_middle_of_the_sheet(name: str) -> None:
    shown = view(name)
    x, y = shown.frame.centre
    below, middle = shown.degrees(np.array([[x, y + 4], [x, y]]))
    if not shown.polar:
        assert middle[1] > below[1]
        assert abs(middle[0] - below[0]) < 0.1


@pytest.mark.parametrize("name", REGIONS)
def test_a_length_on_the_sheet_is_the_length_on_the_ground(name: str) -> None:
    """Within two percent in the middle of the sheet, in both directions."""
    shown = view(name)
    x, y = shown.frame.centre
    for dx, dy in ((40, 0), (0, 40)):
        one, other = shown.degrees(np.array([[x - dx, y - dy], [x + dx, y + dy]]))
        assert far_apart(one, other) == pytest.approx(80 * shown.kilometres_per_point, rel=0.02)


def test_the_projection_suits_how_far_the_places_lie_apart() -> None:
    assert [name for name in CASES if view(name).world] == ["map.world"]
    assert [name for name in CASES if view(name).globe] == ["map.antarctic"]
    assert [name for name in CASES if view(name).polar] == ["map.stations", "map.arctic"]


def test_places_on_both_sides_of_the_180th_meridian_are_neighbours() -> None:
    shown = view("map.pacific")
    suva, apia, tarawa = (shown.point(place.longitude, place.latitude) for place in (SUVA, APIA, TARAWA))
    assert tarawa[0] < suva[0] < apia[0]
    assert tarawa[1] < apia[1] < suva[1]
    drawn = np.hypot(apia[0] - suva[0], apia[1] - suva[1]) * shown.kilometres_per_point
    assert drawn == pytest.approx(distance((178.44, -18.14), (-171.77, -13.83)), rel=0.02)


def test_stations_stand_around_the_pole() -> None:
    shown = view("map.stations")
    pole = np.array(shown.point(0, -90))
    for place in STATIONS[1:]:
        away = np.array(shown.point(place.longitude, place.latitude)) - pole
        assert np.rad2deg(np.arctan2(away[0], -away[1])) == pytest.approx(place.longitude, abs=0.01)


def test_one_place_has_its_surroundings_and_many_have_room() -> None:
    widths = {name: view(name).frame.width * view(name).kilometres_per_point for name in CASES}
    assert 600 < widths["map.single"] < 640
    assert widths["map.forty"] < 200
    assert widths["map.close"] == pytest.approx(400, rel=0.02)


def test_a_map_keeps_the_size_that_is_asked_for() -> None:
    frame = view("map.landscape").frame
    assert (frame.width, frame.height) == pytest.approx((240 * POINTS_PER_MM, 150 * POINTS_PER_MM))


# ---- land and water -------------------------------------------------------------------------------------


@pytest.mark.parametrize("detail", DETAIL)
@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "land"),
    [
        ("the Caspian Sea", 51.0, 41.5, False),
        ("west of Baku", 48.8, 40.4, True),
        ("the Black Sea", 34.0, 43.3, False),
        ("Bishkek", 74.59, 42.87, True),
        ("the Baltic Sea", 19.5, 57.0, False),
        ("Westphalia", 7.8, 52.1, True),
        ("the Atlantic Ocean", -20.0, 30.0, False),
        ("the South Pole", 0.0, -90.0, True),
        ("the North Pole", 0.0, 90.0, False),
        ("Chukotka on the 180th meridian", 180.0, 67.5, True),
        ("west of it", 179.9, 67.5, True),
        ("the Pacific on the 180th meridian", 180.0, 0.0, False),
        ("Viti Levu", 178.0, -17.8, True),
    ],
)
def test_land_is_land_and_water_is_water(
    detail: str, name: str, longitude: float, latitude: float, *, land: bool
) -> None:
    shown, ground = around(longitude, latitude, DETAIL[detail])
    assert shapely.contains_xy(ground.land, *shown.point(longitude, latitude)) is np.bool_(land), name


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(45.35, 40.3), (77.2, 42.45), (42.9, 38.65), (33.0, -1.0), (108.0, 53.5), (6.5, 46.43)],
)
def test_great_lakes_are_water_on_the_land(longitude: float, latitude: float) -> None:
    shown, ground = around(longitude, latitude, DETAIL["fine"])
    spot = shown.point(longitude, latitude)
    assert shapely.contains_xy(ground.lakes, *spot)
    assert shapely.contains_xy(ground.land, *spot)


@pytest.mark.parametrize("detail", DETAIL)
@pytest.mark.parametrize(
    ("longitude", "latitude"), [(180.0, 67.5), (0.0, -90.0), (30.0, 0.0), (90.0, 60.0), (-60.0, -30.0)]
)
def test_no_seam_of_the_data_shows(detail: str, longitude: float, latitude: float) -> None:
    """Where cells of the data meet on land there is no coast."""
    shown, ground = around(longitude, latitude, DETAIL[detail])
    spot = shapely.Point(shown.point(longitude, latitude))
    away = shapely.distance(ground.coast, spot) * shown.kilometres_per_point
    assert shapely.is_empty(ground.coast) or away > 50
    assert shapely.contains(ground.land, spot)


def test_baku_stands_on_its_coast() -> None:
    shown, ground = around(BAKU.longitude, BAKU.latitude, DETAIL["fine"])
    spot = shapely.Point(shown.point(BAKU.longitude, BAKU.latitude))
    assert shapely.distance(ground.coast, spot) * shown.kilometres_per_point < 6


def test_the_land_of_the_world_has_its_true_share() -> None:
    """29 percent of the Earth is land; the projection is true to area."""
    ground = ground_under(view("map.world"), TEMPLATES)
    assert ground.land.area / ground.sea.area == pytest.approx(0.29, abs=0.015)


# ---- names ----------------------------------------------------------------------------------------------


def seas() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((GEO / "seas.json").read_text("utf-8"))
    return rows


def test_waters_have_their_names_in_every_language() -> None:
    kinds = {tuple(sorted(row)) for row in seas()}
    assert kinds == {("at", "de", "en", "es", "fr", "rank", "spread")}


def test_the_middle_of_every_sea_is_water() -> None:
    shown = view("map.world")
    ground = ground_under(shown, TEMPLATES)
    rows = [row for row in seas() if row["rank"] in {1, 2, 3}]
    spots = shown.place(np.array([row["at"] for row in rows], float))
    ashore = shapely.contains_xy(ground.land, spots[:, 0], spots[:, 1])
    assert [row["en"] for row, wrong in zip(rows, ashore, strict=True) if wrong] == []


def test_countries_are_the_members_of_the_united_nations_and_named_in_the_cldr() -> None:
    codes = set(json.loads((GEO / "countries.json").read_text("utf-8")))
    assert 190 <= len(codes) <= 193
    assert codes <= set(Locale("fr").territories)
    assert not codes & {"AQ", "EH", "PS", "TW", "XK", "VA"}


@pytest.mark.parametrize(
    ("west", "south", "east", "north"),
    [(32.5, 44.4, 36.6, 46.1), (73.0, 32.6, 80.0, 37.0), (46.1, 39.3, 47.4, 40.5), (40.0, 42.4, 44.5, 43.5)],
)
def test_no_country_is_named_on_contested_land(west: float, south: float, east: float, north: float) -> None:
    rows = json.loads((GEO / "countries.json").read_text("utf-8"))
    points = np.concatenate([np.array(row).reshape(-1, 3) for row in rows.values()]) / LABEL_STEPS
    x, y = points[:, 0], points[:, 1]
    assert len(points) > 10_000
    assert not ((west < x) & (x < east) & (south < y) & (y < north)).any()
