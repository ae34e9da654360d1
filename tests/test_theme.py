"""Every look keeps its promises: legible words, lines and fills that survive a grey printer, no type too small."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from dossier.drawings.map_look import Look
from dossier.paths import templates_folder
from dossier.problems import ContentError, Problem
from dossier.theme import Theme, load_theme, theme_names

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = [templates_folder()]
ASKED = Problem("dossier.yaml", 7, path="publication.theme")
NAMES = theme_names(TEMPLATES)
WORDS = ("ink", "muted", "accent", "second")
TEXT_CONTRAST = 4.5
LINE_CONTRAST = 3.0
GREY_STEP = 0.20


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    """Return each look that comes with the program."""
    return load_theme(request.param, TEMPLATES, ASKED)


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2 defines it: 0 black, 1 white."""
    parts = (byte / 255 for byte in bytes.fromhex(colour[1:]))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _grey_step(one: str, other: str) -> float:
    """By what share the darker fill is darker, in grey."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return 1 - dark / light


def _below(pairs: dict[str, float], least: float) -> dict[str, float]:
    assert pairs
    return {name: round(value, 2) for name, value in pairs.items() if value < least}


# ---- what is measured, held against known values -------------------------------------------------------


def test_contrast_is_measured_as_wcag_does() -> None:
    """Black on white is 21:1; the grey #767676 is the lightest that is legible on white."""
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#767676", "#ffffff") >= TEXT_CONTRAST > _contrast("#777777", "#ffffff")
    assert _grey_step("#ffffff", "#ffffff") == 0
    assert _grey_step("#000000", "#ffffff") == 1


# ---- U13: words and lines ------------------------------------------------------------------------------


def test_words_are_legible_on_paper_and_tint(theme: Theme) -> None:
    """Every colour of words has 4.5:1 on the page and in boxes and table heads."""
    colours = theme.colours
    pairs = {
        f"{word} on {ground}": _contrast(getattr(colours, word), getattr(colours, ground))
        for word in WORDS
        for ground in ("paper", "tint")
    }
    assert _below(pairs, TEXT_CONTRAST) == {}


def test_words_are_legible_on_maps(theme: Theme) -> None:
    """Names of places, countries and waters, degrees and dates have 4.5:1 on land and sea."""
    look = Look(theme)
    ocean, water = look.water
    styles = [look.place(main=False), look.date, look.degrees, look.scale, look.country, ocean, water]
    pairs = {
        f"{style.colour} on {ground}": _contrast(style.colour, ground)
        for style in styles
        for ground in (theme.colours.land, theme.colours.sea)
    }
    assert _below(pairs, TEXT_CONTRAST) == {}


def test_words_are_legible_on_the_bands_of_phases(theme: Theme) -> None:
    """The name of a phase stands on its band; white numbers stand on badges."""
    pairs = {phase: _contrast(theme.colours.ink, phase) for phase in theme.colours.phases}
    pairs["number"] = _contrast(Look(theme).number.colour, theme.colours.second)
    pairs["box"] = _contrast(theme.colours.paper, theme.colours.accent)
    assert _below(pairs, TEXT_CONTRAST) == {}


def test_lines_that_carry_meaning_are_seen(theme: Theme) -> None:
    """Marks, leaders, routes and the sides of the axis have 3:1 on every ground that they cross."""
    colours, look = theme.colours, Look(theme)
    grounds = (colours.paper, colours.tint, colours.land, colours.sea)
    lines = {"mark": colours.accent, "disputed": colours.second, "axis": colours.ink, "leader": colours.muted}
    lines |= {"route": look.route.stroke, "frame": look.frame.stroke}
    pairs = {
        f"{name} on {ground}": _contrast(line, ground) for name, line in lines.items() for ground in grounds
    }
    pairs["coast on land"] = _contrast(look.coast.stroke, colours.land)
    assert _below(pairs, LINE_CONTRAST) == {}


# ---- P7: a grey printer --------------------------------------------------------------------------------


def test_phases_are_told_apart_in_grey(theme: Theme) -> None:
    """Each band is darker than every band before it by a fifth at least: any two may stand side by side."""
    phases = theme.colours.phases
    pairs = {f"{one} and {other}": _grey_step(one, other) for one, other in combinations(phases, 2)}
    assert _below(pairs, GREY_STEP) == {}
    assert all(_luminance(one) > _luminance(other) for one, other in pairwise(phases))


def test_land_and_sea_are_told_apart_in_grey(theme: Theme) -> None:
    """Where the coast is too fine to print, the fills still show it."""
    assert _grey_step(theme.colours.land, theme.colours.sea) >= GREY_STEP
    assert _luminance(theme.colours.land) > _luminance(theme.colours.sea)


# ---- type ----------------------------------------------------------------------------------------------


def test_no_type_is_too_small(theme: Theme) -> None:
    """Running text 9 points, notes, tables and captions 7.5, words in drawings 6 at the least."""
    sizes = theme.sizes
    assert sizes.body >= 9
    assert min(sizes.note, sizes.table, sizes.caption, sizes.small, sizes.running, theme.drawing.label) >= 7.5
    assert theme.drawing.small >= 6


def test_sizes_rank_as_headings_do(theme: Theme) -> None:
    """Each level is larger than the one below it, and none smaller than the text."""
    sizes = theme.sizes
    ranked = [sizes.h1, sizes.h2, sizes.h3, sizes.h4, sizes.body, sizes.note]
    assert ranked == sorted(ranked, reverse=True)
    assert len(set(ranked)) == len(ranked)


def test_lines_are_thick_enough_to_print(theme: Theme) -> None:
    """No press keeps a line under 0.25 points."""
    drawing = theme.drawing
    assert 0.25 <= drawing.hairline < drawing.line < drawing.heavy


def test_a_line_of_text_has_room_for_a_sentence(theme: Theme) -> None:
    """Running text is 100 to 140 millimetres wide beside the free column, tables have the whole measure."""
    assert 100 <= theme.page.measure - theme.page.hang <= 140


# ---- the file ------------------------------------------------------------------------------------------


def test_there_is_more_than_one_look() -> None:
    """A second look proves that templates hold no colour and no size of their own."""
    looks = [load_theme(name, TEMPLATES, ASKED) for name in NAMES]
    assert len(looks) > 1
    for one, other in combinations(looks, 2):
        assert one.colours.accent != other.colours.accent
        assert one.fonts.text != other.fonts.text
        assert one.sizes != other.sizes


def test_a_look_bears_the_name_of_its_folder(theme: Theme) -> None:
    """The name asked for is the name found."""
    assert theme.name in NAMES
    assert load_theme(theme.name, TEMPLATES, ASKED) == theme


def test_an_unknown_look_is_answered_with_the_nearest() -> None:
    """The fault stands where the look was asked for."""
    with pytest.raises(ContentError) as caught:
        load_theme("archiv", TEMPLATES, ASKED)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.path) == ("dossier.yaml", 7, "publication.theme")
    assert "«archive»" in problem.hint


def test_a_faulty_token_is_told_with_its_line(tmp_path: Path) -> None:
    """A look of one's own is checked like the content is."""
    folder = tmp_path / "themes" / "mine"
    folder.mkdir(parents=True)
    source = (templates_folder() / "themes" / "archive" / "theme.yaml").read_text(encoding="utf-8")
    (folder / "theme.yaml").write_text(source.replace("accent:", "acent:"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_theme("mine", [tmp_path, *TEMPLATES], ASKED)
    assert any("acent" in problem.path and problem.line > 1 for problem in caught.value.problems)
