"""The timeline: scale, breaks, soft ends, labels that keep clear of each other, and nothing lost."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dossier.dates import EdtfDate, date_words, load_date_words, parse_edtf
from dossier.drawings.canvas import Box, Circle, Line, Rectangle, collisions, strays
from dossier.drawings.rooms import Room, rooms_of
from dossier.drawings.scale import Demand, plan_scale
from dossier.drawings.studio import Studio
from dossier.drawings.telling import counted
from dossier.drawings.timeline import _Maker, _span, draw_timeline, timeline_of
from dossier.drawings.timeline_calendar import (
    STEPS,
    after,
    at_or_after,
    at_or_before,
    round_dates,
    roundest,
    year_month_day,
)
from dossier.drawings.timeline_events import TimelineEvent, event_of, time_shown, within
from dossier.drawings.timeline_labels import relax
from dossier.drawings.timeline_marks import mix, shapes_of
from dossier.drawings.timeline_phases import bands
from dossier.drawings.timeline_ticks import ticks
from dossier.drawings.timeline_words import TimelineWords
from dossier.records import Dossier, Phase
from dossier.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.drawings.canvas import Drawing
    from dossier.drawings.timeline_layout import Layout
    from dossier.drawings.timeline_marks import Mark
    from dossier.drawings.timeline_page import Page

TEMPLATES = Path(__file__).parents[1] / "templates"
THEME = Theme.model_validate(yaml.safe_load((TEMPLATES / "themes/archive/theme.yaml").read_text("utf-8")))
STUDIO = Studio(THEME, TEMPLATES, "fr")
DATES = load_date_words(TEMPLATES, "fr")
PHASES = [phase.value for phase in Phase]
SVG = "{http://www.w3.org/2000/svg}"
WORDS = [
    "Les",
    "délégations",
    "conviennent",
    "d’une",
    "rencontre",
    "des",
    "chefs",
    "de",
    "parlement",
    "dans",
    "la",
    "capitale",
    "kirghize",
    "et",
    "rédigent",
    "un",
    "texte",
    "Բիշքեկյան",
    "արձանագրություն",
    "Бишкекский",
    "протокол",
    "подписан",
]

days = st.integers(min_value=-2_000_000, max_value=3_000_000)


def said(studio: Studio = STUDIO) -> TimelineWords:
    words = studio.words("timeline")
    return TimelineWords(load_date_words(TEMPLATES, studio.language), words, words["phases"], studio.language)


def event(text: str, importance: int = 2, title: str = "Réunion", phase: str = "before") -> TimelineEvent:
    when = parse_edtf(text)
    ident = f"{text} {title}"
    return event_of(
        when, date_words(when, DATES), ident=ident, title=title, phase=phase, importance=importance
    )


def chance(
    count: int, first: int, last: int, *, importances: Sequence[int] = (1, 2, 2, 3, 3, 3)
) -> list[TimelineEvent]:
    """So many events between two years, of all kinds of dates, with long titles in three scripts."""
    draw = random.Random(count)  # noqa: S311 - the same events in each run
    found = []
    span = range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal())
    for index, number in enumerate(sorted(draw.choices(span, k=count))):
        day = date.fromordinal(number)
        end = (day + timedelta(days=draw.randrange(3, 900))).isoformat()
        iso = day.isoformat()
        text = draw.choice([iso, iso, iso, iso[:7], f"{iso}~", f"{iso[:4]}?", f"{iso}/{end}", f"{iso}/.."])
        title = f"{index} {' '.join(draw.choices(WORDS, k=draw.randrange(4, 14)))}"
        found.append(event(text, draw.choice(importances), title, PHASES[min(4, index * 5 // count)]))
    return found


WEEK = [
    event(f"1994-05-0{day}", 1 + day % 3, f"{day} Signature et retour", "negotiation") for day in range(3, 8)
]
CASES: dict[str, list[TimelineEvent]] = {
    "one event": [event("1994-05-05", title="Le protocole " * 12)],
    "5 events": chance(5, 1990, 1996),
    "40 events": chance(40, 1980, 2020),
    "200 events": chance(200, 1980, 2020),
    "200 events of one rank": chance(200, 1980, 2020, importances=(2,)),
    "five events in one week": WEEK,
    "five events in one week of thirty years": [
        event("1970", title="1 Avant"),
        *WEEK,
        event("2000-05", title="9 Après"),
    ],
    "500 years apart": [
        event("1494-06-07", 1, "1 Traité"),
        event("1994-05-05", 2, "2 Protocole"),
        event("1994-05-09", 3, "3"),
    ],
    "twelve on one day": [event("1994-05-05", 2, f"{index} Signature du texte") for index in range(12)],
    "open and unknown ends": [
        event("../1994-05-05", 1, "1 Guerre"),
        event("1990/..", 2, "2 Paix"),
        event("/1991", 2, "3 Trêve"),
        event("1989~/1993?", 3, "4 Siège"),
    ],
    "before our era": [
        event("-0480", 2, "1 Bataille"),
        event("-0044-03-15", 1, "2 Ides"),
        event("0476-09-04", 3, "3 Chute"),
    ],
    "a word wider than its column": [
        event("1994", 1, "1 " + "Donaudampfschifffahrt" * 6),
        event("1995", title="2"),
    ],
}


def made(
    events: Sequence[TimelineEvent], *, window: str = "", rooms: tuple[Room, Room] | None = None
) -> tuple[Page, Layout]:
    """The page and layout of a timeline, before it becomes SVG."""
    interval = parse_edtf(window) if window else None
    span = _span(events, interval)
    assert span is not None
    maker = _Maker(STUDIO, said(), span, bands(events, PHASES), interval, None)
    return maker.page(within(events, *span), rooms or rooms_of(THEME))


def mark_of(page: Page, text: str) -> Mark:
    return next(mark for mark in page.marks if mark.event.id.startswith(text))


@cache
def page_of(name: str) -> tuple[Page, Layout]:
    """The page and layout of a case, made once."""
    return made(CASES[name])


@cache
def drawing_of(name: str) -> Drawing:
    """The drawing of a case, made once."""
    return drawn(CASES[name])


def drawn(
    events: Sequence[TimelineEvent],
    studio: Studio = STUDIO,
    *,
    window: EdtfDate | None = None,
    rooms: tuple[Room, Room] | None = None,
) -> Drawing:
    """The finished drawing of the events."""
    drawing = timeline_of(events, studio, said(studio), window=window, rooms=rooms)
    assert drawing is not None
    return drawing


# --- round dates, scale and ticks


@settings(max_examples=50, deadline=None)
@given(days, st.sampled_from(STEPS[4:]))
def test_a_round_date_is_its_own_and_the_next_one_lies_after_the_day(day: int, step: object) -> None:
    before, following = at_or_before(day, step), after(day, step)
    assert before <= day < following
    assert at_or_before(before, step) == before
    assert at_or_before(following, step) == following


@settings(max_examples=50, deadline=None)
@given(days)
def test_day_numbers_are_those_of_the_calendar(day: int) -> None:
    if 1 <= day <= date.max.toordinal():
        found = date.fromordinal(day)
        assert year_month_day(day) == (found.year, found.month, found.day)


def test_the_roundest_date_is_the_coarsest_that_lies_between() -> None:
    def round_in(first: str, last: str) -> str:
        return date.fromordinal(
            roundest(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
        ).isoformat()

    assert round_in("1987-03-02", "2012-01-01") == "2000-01-01"
    assert round_in("1994-02-18", "1994-05-30") == "1994-04-01"
    assert round_in("1994-05-03", "1994-05-18") == "1994-05-11"
    assert round_in("1994-05-07", "1994-05-07") == "1994-05-07"


def test_round_dates_of_a_month_do_not_come_nearer_than_their_step() -> None:
    start = date(1994, 1, 1).toordinal()
    step = next(step for step in STEPS if (step.unit, step.count) == ("day", 10))
    found = round_dates(start, start + 364, step)
    assert len(found) == 36
    assert min(other - one for one, other in pairwise(found)) >= 8
    assert at_or_after(start, step) == start


demands = st.lists(
    st.builds(Demand, st.floats(min_value=700_000, max_value=740_000), st.floats(min_value=5, max_value=30)),
    min_size=1,
    max_size=30,
)


@settings(max_examples=30, deadline=None)
@given(demands, st.floats(min_value=200, max_value=700))
def test_a_scale_runs_forward_and_is_proportional_within_each_piece(
    found: list[Demand], length: float
) -> None:
    scale = plan_scale(found, 699_900, 740_100, length)
    places = [scale.position(day) for day in range(699_900, 740_100, 97)]
    assert places == sorted(places)
    assert scale.position(scale.first) == pytest.approx(0)
    assert scale.position(scale.last) == pytest.approx(length)
    for piece in scale.pieces:
        middle = (piece.first + piece.last) / 2
        assert scale.position(middle) == pytest.approx((piece.start + piece.end) / 2)
    assert all(one.last == other.first and one.end < other.start for one, other in pairwise(scale.pieces))


def test_evenly_spread_events_need_no_break() -> None:
    even = [Demand(700_000 + 400 * index, 12) for index in range(30)]
    assert len(plan_scale(even, 699_900, 712_100, 400).pieces) == 1


def test_a_dense_year_between_empty_decades_gets_a_piece_of_its_own_on_round_dates() -> None:
    dense = [Demand(date(1994, 1 + index % 12, 3).toordinal(), 12) for index in range(24)]
    sparse = [Demand(date(year, 6, 1).toordinal(), 12) for year in (1960, 2025)]
    scale = plan_scale(
        sorted([*dense, *sparse], key=lambda one: one.day),
        date(1960, 1, 1).toordinal(),
        date(2026, 1, 1).toordinal(),
        400,
    )
    starts = [year_month_day(piece.first) for piece in scale.pieces]
    assert len(starts) > 1
    assert all(number == 1 for _, _, number in starts)
    densest = max(scale.pieces, key=lambda piece: piece.per_day)
    assert densest.first <= date(1994, 1, 3).toordinal() < densest.last
    assert densest.per_day > 10 * min(piece.per_day for piece in scale.pieces)


@pytest.mark.parametrize("name", CASES)
def test_ticks_keep_apart_and_each_piece_says_where_it_begins(name: str) -> None:
    _, layout = page_of(name)
    found = [tick for tick in ticks(layout.scale, said().ticks) if tick.words]
    assert {piece.first for piece in layout.scale.pieces} <= {tick.day for tick in found}
    assert all(other.at - one.at >= 8.9 for one, other in pairwise(sorted(found, key=lambda tick: tick.at)))


def test_ticks_are_worded_in_the_language_of_the_content() -> None:
    window = parse_edtf("1994-02-18/1994-07-27")
    french = drawn(CASES["five events in one week"], window=window)
    english = drawn(CASES["five events in one week"], Studio(THEME, TEMPLATES, "en"), window=window)
    assert ">18 févr. 1994<" in french.svg
    assert ">27 juil. 1994<" in french.svg
    assert ">18 Feb 1994<" in english.svg
    assert "Enlarged" in english.svg


# --- phases


def test_phases_follow_each_other_where_fewest_events_lie_outside_their_own() -> None:
    events = [
        event("1990", phase="before"),
        event("1991", phase="before"),
        event("1994-05", 1, phase="negotiation"),
        event("1995", 3, phase="end"),
        event("1996", phase="negotiation"),
        event("2020", 1, phase="end"),
    ]
    found = bands(events, PHASES)
    assert [band.phase for band in found] == ["before", "negotiation", "end"]
    assert [year_month_day(int(band.first))[0] for band in found[1:]] == [1994, 2020]
    assert all(one.last == other.first for one, other in pairwise(found))


def test_without_phases_the_band_of_time_has_none() -> None:
    assert bands([event("1994", phase="")], PHASES) == ()
    assert drawn([event("1994", phase="")]).labels


# --- labels


tops = st.lists(st.tuples(st.floats(0, 500), st.floats(5, 40)), min_size=1, max_size=25)


@settings(max_examples=50, deadline=None)
@given(tops)
def test_labels_move_apart_in_order_inside_the_page_or_not_at_all(found: list[tuple[float, float]]) -> None:
    wanted = sorted(top for top, _ in found)
    heights = [height for _, height in found]
    placed = relax(wanted, heights, 3, 0, 520)
    if placed is None:
        assert sum(heights) + 3 * (len(heights) - 1) > 520
        return
    assert all(
        other - one >= height + 3 - 1e-6
        for (one, other), height in zip(pairwise(placed), heights, strict=False)
    )
    assert placed[0] >= -1e-6
    assert placed[-1] + heights[-1] <= 520 + 1e-6


def test_labels_with_room_stay_where_they_belong() -> None:
    assert relax([10, 50, 100], [8, 8, 8], 3, 0, 200) == [10, 50, 100]
    assert relax([], [], 3, 0, 200) == []


@pytest.mark.parametrize("name", CASES)
def test_no_label_touches_another_or_leaves_the_page(name: str) -> None:
    drawing = drawing_of(name)
    assert len(drawing.labels) > 3
    assert collisions(drawing.labels) == []
    assert strays(drawing.labels, drawing.frame) == []


@pytest.mark.parametrize("name", CASES)
def test_a_timeline_fits_the_page(name: str) -> None:
    drawing = drawing_of(name)
    assert any(
        drawing.frame.width <= room.width + 1e-6 and drawing.frame.height <= room.height + 1e-6
        for room in rooms_of(THEME)
    )


@pytest.mark.parametrize("name", CASES)
def test_every_event_has_one_mark_and_is_labelled_or_listed_once_or_counted_as_a_mark_alone(
    name: str,
) -> None:
    events = CASES[name]
    page, layout = page_of(name)
    shown = [label.item.events[0].id for label in layout.labels if not label.item.numbered]
    shown += [entry.event.id for entry in layout.legend]
    shown += [one.id for one in layout.bare]
    assert sorted(shown) == sorted(one.id for one in events)
    assert sorted(mark.event.id for mark in page.marks) == sorted(shown)
    numbered = [one.id for label in layout.labels if label.item.numbered for one in label.item.events]
    assert sorted(numbered) == sorted(entry.event.id for entry in layout.legend)
    if layout.bare:
        assert any(str(len(layout.bare)) in text.words for text in page.texts)


@pytest.mark.parametrize("name", CASES)
def test_labels_keep_the_order_of_their_dates_on_each_side(name: str) -> None:
    _, layout = page_of(name)
    for side in (-1, 1):
        column = sorted(
            (label for label in layout.labels if label.side == side), key=lambda label: label.box.top
        )
        anchors = [label.item.anchor for label in column]
        assert anchors == sorted(anchors)


def test_up_to_forty_events_are_all_labelled_with_all_their_words() -> None:
    page, layout = page_of("40 events")
    assert not layout.legend
    assert not layout.bare
    for label in layout.labels:
        words = " ".join(text.words for text in label.texts).replace("\N{NO-BREAK SPACE}", " ")
        found = label.item.events[0]
        assert words.split() == [*found.date.split(), *found.title.split()]
    assert page.labels


def test_decisive_events_are_set_larger_and_bolder_than_the_context() -> None:
    _, layout = made([event("1990", 1, "1"), event("1995", 2, "2"), event("2000", 3, "3")])
    styles = {label.item.importance: label.texts[-1].style for label in layout.labels}
    assert styles[1].size > styles[2].size > styles[3].size >= THEME.drawing.small
    assert styles[1].weight > styles[2].weight
    assert styles[3].colour == THEME.colours.muted


def test_what_finds_no_room_as_a_label_is_numbered_and_listed() -> None:
    narrow = Room(414, 440)
    events = [*chance(8, 1980, 2000, importances=(1,)), *chance(24, 1980, 2000, importances=(3,))]
    page, layout = made(events, rooms=(narrow, narrow))
    assert [entry.number for entry in layout.legend] == list(range(1, len(layout.legend) + 1))
    assert {entry.event.importance for entry in layout.legend} == {3}
    assert collisions(page.labels) == []
    assert page.frame.height <= narrow.height


def test_a_page_across_is_taken_when_an_upright_one_is_too_short() -> None:
    upright, across = Room(414, 330), Room(728, 420)
    drawing = drawn(chance(30, 1980, 2000), rooms=(upright, across))
    assert drawing.frame.width == across.width


def test_even_a_strip_of_a_page_gets_a_drawing() -> None:
    strip = Room(414, 60)
    drawing = drawn(chance(12, 1980, 2000), rooms=(strip, strip))
    assert collisions(drawing.labels) == []


# --- marks


def test_an_approximate_date_has_soft_ends_and_a_certain_one_has_not() -> None:
    page, _ = made([event("1990-05-05~"), event("1993-07"), event("1994-05-05"), event("1991?/1992-06-01")])
    soft = {mark.event.date: (mark.event.soft_start, mark.event.soft_end) for mark in page.marks}
    assert list(soft.values()) == [(True, True), (True, False), (True, True), (False, False)]


def test_the_soft_end_of_a_bar_gets_narrower_and_paler_outwards() -> None:
    page, layout = made([event("1990-01-01/1994~"), event("1996-01-01/1999-12-31", title="ferme")])
    soft = [
        shape
        for shape in shapes_of(mark_of(page, "1990"), layout.band, THEME)
        if isinstance(shape, Rectangle)
    ]
    firm = [
        shape
        for shape in shapes_of(mark_of(page, "1996"), layout.band, THEME)
        if isinstance(shape, Rectangle)
    ]
    assert len(firm) == 1
    outwards = sorted(soft, key=lambda shape: shape.box.top)
    widths = [shape.box.width for shape in outwards]
    assert len(widths) == 4
    assert widths == sorted(widths, reverse=True)
    assert outwards[-1].pen.fill == mix(THEME.colours.accent, THEME.colours.paper, 0.42)
    assert all(one.box.bottom == pytest.approx(other.box.top) for one, other in pairwise(outwards))


def test_a_bar_is_as_long_as_its_time_on_the_scale() -> None:
    page, layout = made([event("1990-01-01/1994-12-31"), event("1999")])
    bar = mark_of(page, "1990")
    assert bar.is_bar
    assert bar.first == pytest.approx(layout.at(date(1990, 1, 1).toordinal()))
    assert bar.last == pytest.approx(layout.at(date(1995, 1, 1).toordinal()))


def test_a_short_date_that_is_not_certain_is_a_dot_with_a_broken_outline() -> None:
    page, layout = made([event("1950-05-05~"), event("1990-05-05")])
    dots = {mark.event.id[:4]: shapes_of(mark, layout.band, THEME)[0] for mark in page.marks}
    assert all(isinstance(dot, Circle) for dot in dots.values())
    assert dots["1950"].pen.dash
    assert not dots["1990"].pen.dash


def test_an_open_end_goes_on_to_the_end_of_the_scale_with_an_arrow() -> None:
    page, layout = made([event("1990-01-01/.."), event("1985-06-01"), event("../1987-12-31", title="b")])
    onward, backward = mark_of(page, "1990"), mark_of(page, "../1987")
    assert onward.last == pytest.approx(layout.at(layout.scale.last))
    assert backward.first == pytest.approx(layout.at(layout.scale.first))
    assert [type(shape) for shape in shapes_of(onward, layout.band, THEME)] == [Rectangle, Line]


def test_marks_side_by_side_do_not_hide_each_other() -> None:
    page, _ = made(WEEK)
    places = [(mark.side, mark.lane, *mark.reach) for mark in page.marks]
    for one, other in pairwise(sorted(places)):
        assert one[:2] != other[:2] or one[3] <= other[2]


# --- windows


def test_a_window_shows_what_touches_it_cut_and_going_on() -> None:
    events = [event("1994-01-01/1994-03-01", title="offensive"), event("1994-05-05"), event("1999")]
    page, layout = made(events, window="1994-02-18/1994-07-27")
    assert [mark.event.id.split()[0] for mark in page.marks] == ["1994-01-01/1994-03-01", "1994-05-05"]
    assert page.marks[0].event.open_start
    assert not page.marks[0].event.soft_start
    assert (layout.scale.first, layout.scale.last) == (
        date(1994, 2, 18).toordinal(),
        date(1994, 7, 28).toordinal(),
    )
    assert page.texts[0].words.endswith("18 février – 27 juillet 1994")


def test_nothing_is_drawn_from_nothing() -> None:
    assert timeline_of([], STUDIO, said()) is None
    assert timeline_of([event("1999")], STUDIO, said(), window=parse_edtf("1994-02-18/1994-07-27")) is None


def test_a_scale_begins_and_ends_on_round_dates() -> None:
    first, last = time_shown([event("1988-02-20"), event("2025-11-30")])
    assert (year_month_day(first), year_month_day(last)) == ((1988, 1, 1), (2026, 1, 1))


# --- the finished drawing


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_text_and_nothing_needs_transparency(name: str) -> None:
    drawing = drawing_of(name)
    root = etree.fromstring(drawing.svg.encode())
    tags = {element.tag for element in root.iter()}
    assert tags <= {SVG + tag for tag in ("svg", "title", "desc", "g", "path", "rect", "circle", "text")}
    assert "opacity" not in drawing.svg
    texts = root.findall(f".//{SVG}text")
    assert len(texts) > 3
    assert all(float(text.get("font-size", "0")) >= THEME.drawing.small for text in texts)


@pytest.mark.parametrize("name", CASES)
def test_the_texts_for_those_who_cannot_see_it_name_every_event(name: str) -> None:
    drawing = drawing_of(name)
    assert 20 < len(drawing.alt) <= 250
    assert all(one.title in drawing.description for one in CASES[name])


def test_titles_are_text_and_never_markup() -> None:
    drawing = drawn([event("1994", title="<b>A & B</b> {{ 1 }}")])
    assert "<b>" not in drawing.svg
    root = etree.fromstring(drawing.svg.encode())
    assert "<b>A & B</b> {{ 1 }}" in " ".join(root.itertext())


def test_the_same_records_give_the_same_drawing() -> None:
    assert drawn(CASES["40 events"]).svg == drawing_of("40 events").svg


def test_a_dossier_becomes_a_timeline_of_its_events_with_the_headings_of_its_phases() -> None:
    records = Dossier.model_validate({
        "publication": {
            "title": "T", "language": "fr", "summary": "S", "authors": [{"name": "N"}], "date": "2026",
            "phases": {"before": "Les origines lointaines du conflit et ses suites"},
        },
        "act": {"names": [{"text": "Protocole"}], "nature": {"text": "accord"}},
        "events": [
            {"id": "un", "date": "1994-05-05", "title": "*Protocole*", "phase": "before", "importance": 1},
            {"id": "deux", "date": "1995", "title": "Suite", "phase": "end", "importance": 3},
        ],
    })  # fmt: skip
    whole = draw_timeline(records, STUDIO, DATES, lambda text: text.replace("*", ""))
    decisive = draw_timeline(records, STUDIO, DATES, str, importance=1)
    assert whole is not None
    assert decisive is not None
    assert "1995 : Suite" in whole.description.replace("\N{NO-BREAK SPACE}", " ")
    assert "Les origines lointaines" in whole.svg
    assert ">Protocole<" in whole.svg
    assert "Suite" not in decisive.description
    assert draw_timeline(records, STUDIO, DATES, str, window=parse_edtf("1800/1801")) is None


def test_counted_words_follow_the_plural_of_the_language() -> None:
    words = {"one": "un", "other": "{n} pièces", "zero": "aucune"}
    assert [counted(words, count, "fr") for count in (0, 1, 2)] == ["aucune", "un", "2 pièces"]
    assert counted({"other": "{n}"}, 1, "xx-unknown") == "1"


def test_letters_stand_out_from_the_bands_of_all_phases() -> None:
    """Contrast of ink on each phase is 4.5:1 at least."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for ground in (*THEME.colours.phases, THEME.colours.tint, THEME.colours.paper):
        assert (light(ground) + 0.05) / (light(THEME.colours.ink) + 0.05) >= 4.5


def test_the_frame_starts_at_nought() -> None:
    assert drawn(WEEK).frame.left == 0
    assert isinstance(drawn(WEEK).frame, Box)
