"""Dates: what EDTF accepts, what follows from it, how faults are told, and how two languages say it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import edtf as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.dates import DateFault, DateWords, date_words, load_date_words, parse_edtf
from dossier.dates.points import day_number
from dossier.problems import ContentError

TEMPLATES = Path(__file__).parents[1] / "templates"


@pytest.fixture(scope="module")
def french() -> DateWords:
    """Return the French date words."""
    return load_date_words(TEMPLATES, "fr")


@pytest.fixture(scope="module")
def english() -> DateWords:
    """Return the English date words."""
    return load_date_words(TEMPLATES, "en")


@pytest.mark.parametrize(
    ("text", "table", "running"),
    [
        ("1994-05-05", "5 mai 1994", "le 5 mai 1994"),
        ("1994-03-01", "1er mars 1994", "le 1er mars 1994"),
        ("1994-05-04/1994-05-05", "4-5 mai 1994", "du 4 au 5 mai 1994"),
        ("1988-02-27/1988-02-29", "27-29 février 1988", "du 27 au 29 février 1988"),
        ("1991-04-30/1991-05-15", "30 avril – 15 mai 1991", "du 30 avril au 15 mai 1991"),
        (
            "1993-12-30/1994-01-02",
            "30 décembre 1993 – 2 janvier 1994",
            "du 30 décembre 1993 au 2 janvier 1994",
        ),
        ("1992-06-01/1992-06-05", "1er-5 juin 1992", "du 1er au 5 juin 1992"),
        ("1994-02~", "vers février 1994", "vers février 1994"),
        (
            "1993-12~/1994-02~",
            "vers décembre 1993 – vers février 1994",
            "de décembre 1993 environ à février 1994 environ",
        ),
        ("1994-04-10/1994-05-02~", "10 avril – vers le 2 mai 1994", "du 10 avril au 2 mai 1994 environ"),
        ("1994-05-05~", "vers le 5 mai 1994", "vers le 5 mai 1994"),
        ("1993-12", "décembre 1993", "en décembre 1993"),
        ("1994-04/1994-10", "avril-octobre 1994", "d'avril à octobre 1994"),
        ("1988/1994", "1988-1994", "de 1988 à 1994"),
        ("1994/1994", "1994", "en 1994"),
        ("1994/..", "depuis 1994", "depuis 1994"),
        ("1994-05-05/..", "depuis le 5 mai 1994", "depuis le 5 mai 1994"),
        ("1994-08/", "à partir d'août 1994", "à partir d'août 1994"),
        ("../1994", "jusqu'en 1994", "jusqu'en 1994"),
        ("/1994-05-05", "jusqu'au 5 mai 1994", "jusqu'au 5 mai 1994"),
        ("1994~/..", "depuis 1994 environ", "depuis 1994 environ"),
        ("1994?", "1994 (?)", "en 1994 (date incertaine)"),
        ("1994%", "vers 1994 (?)", "vers 1994 (date incertaine)"),
        ("1994-21", "printemps 1994", "au printemps 1994"),
        ("1994-22~", "vers l'été 1994", "vers l'été 1994"),
        ("1994-21/1994-22", "printemps-été 1994", "du printemps à l'été 1994"),
        ("1994-40", "1er semestre 1994", "au 1er semestre 1994"),
        ("199X", "années 1990", "dans les années 1990"),
        ("199X/200X", "années 1990 – années 2000", "des années 1990 aux années 2000"),
        ("19XX", "XXe siècle", "au XXe siècle"),
        ("00XX", "Ier siècle", "au Ier siècle"),
        ("1994-05-XX", "mai 1994 (jour inconnu)", "en mai 1994 (jour inconnu)"),
        ("1994-XX-XX", "1994 (jour et mois inconnus)", "en 1994 (jour et mois inconnus)"),
        ("1994-02/1994-05-05", "février 1994 – 5 mai 1994", "de février 1994 au 5 mai 1994"),
        ("1994-05-12T00:01:00", "12 mai 1994 à 0 h 1", "le 12 mai 1994 à 0 h 1"),
        ("-0043-03-15", "15 mars 44 av. J.-C.", "le 15 mars 44 av. J.-C."),
        ("-0057/-0043", "58-44 av. J.-C.", "de 58 à 44 av. J.-C."),
        ("-0010/0014", "11 av. J.-C. – 14 apr. J.-C.", "de 11 av. J.-C. à 14 apr. J.-C."),
        ("-05XX", "VIe siècle av. J.-C.", "au VIe siècle av. J.-C."),
        ("-005X", "60-51 av. J.-C.", "de 60 à 51 av. J.-C."),
    ],
)
def test_french_reads_as_french(text: str, table: str, running: str, french: DateWords) -> None:
    """Tables have no article and say the shared parts once; sentences have the right small words."""
    value = parse_edtf(text)
    assert (date_words(value, french), date_words(value, french, style="running")) == (table, running)


@pytest.mark.parametrize(
    ("text", "table", "running"),
    [
        ("1994-05-04/1994-05-05", "4–5 May 1994", "from 4 to 5 May 1994"),
        ("1991-04-30/1991-05-15", "30 April – 15 May 1991", "from 30 April to 15 May 1991"),
        ("1994-02~", "c. February 1994", "c. February 1994"),
        ("1988~/1994", "c. 1988 – 1994", "from about 1988 to 1994"),
        ("1994/..", "since 1994", "since 1994"),
        ("../1994-05-05", "until 5 May 1994", "until 5 May 1994"),
        ("1994-33", "1st quarter of 1994", "in the 1st quarter of 1994"),
        ("199X", "1990s", "in the 1990s"),
        ("20XX", "21st century", "in the 21st century"),
        ("1994-05-12T00:01:00", "12 May 1994, 00:01", "on 12 May 1994, 00:01"),
        ("-0043", "44 BC", "in 44 BC"),
    ],
)
def test_english_reads_as_english(text: str, table: str, running: str, english: DateWords) -> None:
    """The same code says the dates of another language from its data alone."""
    value = parse_edtf(text)
    assert (date_words(value, english), date_words(value, english, style="running")) == (table, running)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1994-13-05", "months go from 01 to 12"),
        ("1994-13", "months go from 01 to 12, seasons from 21 to 24"),
        ("1994-02-30", "month 02 of 1994 has days 01 to 28"),
        ("1900-02-29", "month 02 of 1900 has days 01 to 28"),
        ("05-05-1994", "the year comes first: 1994-05-05"),
        ("5/5/1994", "the year comes first: 1994-05-05"),
        ("12/31/1994", "the year comes first: 1994-12-31"),
        ("1994/05/05", "hyphens part a date: 1994-05-05"),
        ("19940505", "hyphens part a date: 1994-05-05"),
        ("1994-5-5", "months and days have two digits: 1994-05-05"),
        ("94-05-05", "years have four digits: 0994, 1994"),
        ("~1994", "the sign for «about» comes last: 1994~"),
        ("c. 1994", "the sign for «about» comes last: 1994~"),
        ("?1994", "the sign for «uncertain» comes last: 1994?"),
        ("1994~?", "one sign says both uncertain and approximate: 1994%"),
        ("1994 ?", "no space before the sign: 1994?"),
        ("1994-?05", "one sign (?, ~ or %) for the whole date, at its end"),
        ("1994-05-04 / 1994-05-05", "an interval has no spaces: 1994-05-04/1994-05-05"),
        ("1988–1994", "a slash makes an interval: 1988/1994"),
        ("1988-1994", "a slash makes an interval: 1988/1994"),
        ("199x", "unknown digits are capital X: 199X"),
        ("19??", "unknown digits are capital X: 19XX"),
        ("199X-05", "a year of this kind stands alone, without month and day"),
        ("1994-XX-05", "a known day needs a known month"),
        ("-0000", "the year 0000 has no sign"),
        ("17000", "a year of more than four digits has a Y before it: Y17000"),
        ("[1994,1995]", "sets of dates are not read; give one date, and the variants as a claim"),
        ("1994-05-12T00:01", "a time has hours, minutes and seconds: 1994-05-12T00:01:00"),
        ("1994-05-12T00:71:00", "minutes go from 00 to 59"),
        ("1994-05T00:01:00", "a time needs a whole date before it"),
        ("../..", "an interval has a date on one side at least: 1994/.. or ../1994"),
        ("1992/1993/1994", "an interval has one slash: 1994-05-04/1994-05-05"),
        (" 1994", "no spaces around it: 1994"),
    ],
)
def test_a_text_that_is_no_date_gets_its_own_remedy(text: str, hint: str) -> None:
    """The message quotes the text, the hint says what to write."""
    with pytest.raises(DateFault) as caught:
        parse_edtf(text)
    assert (caught.value.message, caught.value.hint) == (f"«{text}» is not an EDTF date", hint)


@pytest.mark.parametrize("text", ["mai 1994", "", "le 5 mai", "today", "٠٩٩٤", "1994\n"])
def test_free_text_is_told_how_a_date_looks(text: str) -> None:
    """Words, emptiness and digits of other scripts are no dates."""
    with pytest.raises(DateFault, match="not an EDTF date"):
        parse_edtf(text)


def test_an_interval_does_not_end_before_it_begins() -> None:
    """The remedy turns it round."""
    with pytest.raises(DateFault) as caught:
        parse_edtf("1994-05-05/1994-05-04")
    assert str(caught.value) == (
        "«1994-05-05/1994-05-04» ends before it begins; the earlier date comes first: 1994-05-04/1994-05-05"
    )


def test_the_end_may_be_less_exact_than_the_start() -> None:
    """An interval that ends some time in the month of its start is no fault."""
    assert parse_edtf("1994-05-05/1994-05").latest == date(1994, 5, 31)


@settings(max_examples=25, deadline=None)
@given(
    st.from_regex(
        r"199[0-9](-(0[1-9]|1[0-3]|XX)(-([0-2][0-9]|3[01]|XX))?)?[?~%]?|(199X|19XX|1994-2[0-5])",
        fullmatch=True,
    ),
)
def test_single_dates_agree_with_the_general_parser(text: str) -> None:
    """What the reference implementation accepts, with which bounds, this one does too, and no more."""
    assert _bounds(text) == _bounds_of_oracle(text)


def _bounds(text: str) -> tuple[str, ...] | None:
    try:
        return parse_edtf(text).iso_bounds
    except DateFault:
        return None


def _bounds_of_oracle(text: str) -> tuple[str, ...] | None:
    """Its bounds; its winters end with the year, and it takes days of unknown months, which are of level 2."""
    if text[4:7] == "-XX" and text[7:10] not in {"", "-XX", "?", "~", "%"}:
        return None
    try:
        value = oracle.parse_edtf(text)
        lower, upper = value.lower_strict(), value.upper_strict()
        return date(*lower[:3]).isoformat(), "1995-02-28" if text == "1994-24" else date(
            *upper[:3]
        ).isoformat()
    except (oracle.EDTFParseException, ValueError):  # the second for 31 June, which it lets in
        return None


@settings(max_examples=150, deadline=None)
@given(
    st.from_regex(r"(\.\.|-?[0-9X]{4}|)(/|-)[0-9X]{2}(-[0-9X]{2})?[?~%/]?(\.\.|[0-9]{4})?", fullmatch=True)
)
def test_what_is_accepted_here_is_edtf(text: str) -> None:
    """Nothing is let in that the reference implementation refuses."""
    try:
        value = parse_edtf(text)
    except DateFault:
        return
    has_season = any(point and point.season for point in (value.start, value.end))
    assert has_season or oracle.is_valid_edtf(value.text)  # the reference has gaps around seasons


@given(st.text(max_size=30))
def test_any_text_ends_in_a_date_or_a_fault(text: str) -> None:
    """No other exception leaves the parser, whatever the text, and no fault lacks a remedy."""
    try:
        kept, told = parse_edtf(text).text, "-"
    except DateFault as fault:
        kept, told = text, fault.hint
    assert kept == text
    assert told


def test_bounds_are_days() -> None:
    """Earliest and latest are the first and last day that the text allows."""
    value = parse_edtf("1993-12~/1994-02")
    assert (value.earliest, value.latest) == (date(1993, 12, 1), date(1994, 2, 28))
    assert value.iso_bounds == ("1993-12-01", "1994-02-28")


def test_winter_ends_in_the_next_year() -> None:
    """A winter runs from December to February, the leap day included."""
    assert parse_edtf("1995-24").iso_bounds == ("1995-12-01", "1996-02-29")


def test_open_and_unknown_ends_have_no_bound() -> None:
    """They differ in what they say, not in what they bound."""
    going_on, lost = parse_edtf("1994/.."), parse_edtf("1994/")
    assert going_on.latest is None
    assert lost.latest is None
    assert (going_on.open_end, lost.open_end, going_on.open_start) == (True, False, False)


def test_flags_belong_to_their_end() -> None:
    """Each end keeps its own precision and doubt."""
    value = parse_edtf("1994-04-10/1994-05%")
    assert (value.start_precision, value.end_precision) == ("day", "month")
    assert (value.start_approximate, value.end_approximate) == (False, True)
    assert (value.start_uncertain, value.end_uncertain) == (False, True)
    assert value.is_interval


def test_order_is_by_first_day_with_open_starts_first() -> None:
    """Then the hour, then the earlier end; an end that stays open comes last."""
    texts = [
        "-0043", "../1994", "1993-12~/1994-02~", "1994-05-04", "1994-05-04/1994-05-05", "1994-05-04/..",
        "1994-05-12", "1994-05-12T00:01:00", "1994-05-12T12:00:00", "Y17000",
    ]  # fmt: skip
    ordered = [value.text for value in sorted(map(parse_edtf, texts[::-1]), key=lambda value: value.sort_key)]
    assert ordered == ["../1994", "-0043", *texts[2:]]


@given(st.lists(st.sampled_from(["1994", "1994~", "1994?", "1994-01-01", "../1994", "/1994", "1994/.."])))
def test_order_is_total(texts: list[str]) -> None:
    """Two dates have equal keys only if their texts are equal."""
    keys = sorted(parse_edtf(text).sort_key for text in set(texts))
    assert all(earlier < later for earlier, later in pairwise(keys))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1994-05-05", (0, 0, 0, 0)),
        ("1994-05-05~", (-2, 2, -2, 2)),
        ("1994-05-05/1994-05-15", (0, 0, 10, 10)),
        ("1994-05-05/1994-05~", (0, 0, -4 - 15, 26 + 15)),
        ("1994-05", (-4, 26, -4, 26)),
        ("1994-05-05/..", (0, 0, None, None)),
        ("../1994-05-05", (None, None, 0, 0)),
    ],
)
def test_a_drawing_knows_where_a_date_is_sure(text: str, days: tuple[int | None, ...]) -> None:
    """Fading begins and ends where the text is not exact; open ends have no day."""
    origin = day_number(1994, 5, 5)
    bounds = parse_edtf(text).bounds
    found = (bounds.first, bounds.sure_from, bounds.sure_to, bounds.last)
    assert tuple(None if day is None else day - origin for day in found) == days


@given(st.integers(-20_000, 20_000))
def test_day_numbers_run_on_through_all_years(year: int) -> None:
    """The day after 31 December is 1 January, before our era too; in ours they are Python's."""
    assert day_number(year, 12, 31) + 1 == day_number(year + 1, 1, 1)
    if 1 <= year <= date.max.year:
        assert day_number(year, 3, 1) == date(year, 3, 1).toordinal()


def test_a_language_without_date_words_is_told(tmp_path: Path) -> None:
    """The problem names the file that is missing."""
    with pytest.raises(ContentError) as caught:
        load_date_words(tmp_path, "fr")
    assert (
        str(caught.value)
        == f"{tmp_path}/locales/fr/dates.yaml  no date words for «fr»; copy those of another language"
    )


def _altered(tmp_path: Path, before: str, after: str) -> Path:
    words = (TEMPLATES / "locales/fr/dates.yaml").read_text("utf-8")
    assert before in words
    (tmp_path / "locales/fr").mkdir(parents=True)
    (tmp_path / "locales/fr/dates.yaml").write_text(words.replace(before, after), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "path", "message"),
    [
        ("{day} {month} {year}", "{jour} {month}", "points.day", "{jour} means nothing here"),
        ("before_era:", "before_eras:", "before_era", "Field required"),
        ("before_era:", "before_eras:", "before_eras", "Extra inputs are not permitted"),
        ("days:", "days: [", "", "cannot be read as YAML"),
        ("{date} environ", "{date environ", "running.about_after", "expected '}' before end of string"),
        ("{date} environ", "{date:d} environ", "running.about_after", "no format after «:»"),
    ],
)
def test_faulty_date_words_are_told_by_path(
    tmp_path: Path, before: str, after: str, path: str, message: str
) -> None:
    """A pattern with an unknown field, a missing or unknown key and broken YAML are problems of the file."""
    with pytest.raises(ContentError) as caught:
        load_date_words(_altered(tmp_path, before, after), "fr")
    assert any(problem.path == path and message in problem.message for problem in caught.value.problems)


def test_a_language_that_the_cldr_lacks_is_told(tmp_path: Path) -> None:
    """Month names come from the CLDR, so its languages are those there are."""
    folder = tmp_path / "locales/tlh"
    folder.mkdir(parents=True)
    (folder / "dates.yaml").write_bytes((TEMPLATES / "locales/fr/dates.yaml").read_bytes())
    with pytest.raises(ContentError, match="the CLDR does not know «tlh»"):
        load_date_words(tmp_path, "tlh")


def test_the_general_parser_is_not_loaded() -> None:
    """It alone would take a fifth of the time that checking may take."""
    code = (
        "import sys, dossier.dates as d; d.parse_edtf('1994'); d.date_words; assert 'edtf' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=TEMPLATES.parent)  # noqa: S603 - our own interpreter and words
