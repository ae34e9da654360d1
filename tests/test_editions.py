"""Editions are declared, not coded: read, inherited, checked, and added by a user without a line of Python."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from conftest import ROOT, workshop_of
from pydantic import ValidationError

from dossier.declarations import Edition, names_that_exist
from dossier.edition_theme import themed
from dossier.editions import edition_names, load_edition, on_paper
from dossier.paths import templates_folder
from dossier.problems import ContentError, Problem, UsageError
from dossier.production import produce
from dossier.staging import stage_name
from dossier.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dossier.theme import Theme

NOBODY = Problem("dossier.yaml", 3, 13, "publication.editions[0]")
MM = 25.4 / 72
CARD = (
    (ROOT / "README.md")
    .read_text(encoding="utf-8")
    .partition("## Add an edition")[2]
    .split("```")[1]
    .removeprefix("yaml\n")
)
"""The example of the README."""
CARD_SECTION = (
    '<section id="card"><h1>{{ pub.title|md_words }}</h1><p>{{ act.nature.text|md_words }}</p></section>'
)
CARD_CSS = (
    "@page { size: {{ t.page.width }}mm {{ t.page.height }}mm; margin: 15mm }\n"
    "h1 { font: 700 {{ t.sizes.h1 }}pt {{ t.fonts.display_stack }}; color: {{ t.colours.ink }} }\n"
    "p { font: 12pt {{ t.fonts.text_stack }} }"
)


def declare(folder: Path, text: str, name: str = "card") -> list[Path]:
    """Declare an edition in templates beside the content; all template folders come back, that one first."""
    path = folder / "templates" / "editions" / name / "edition.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [folder / "templates", templates_folder()]


def add(folder: Path, name: str, text: str) -> None:
    """Put a template beside the content."""
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def archive() -> Theme:
    """The theme that comes with the program."""
    return load_theme("archive", [templates_folder()], NOBODY)


def told(folder: Path, text: str) -> str:
    """What is said of a faulty declaration."""
    with pytest.raises(ContentError) as error:
        load_edition("card", declare(folder, text), NOBODY)
    return str(error.value)


def test_the_program_declares_five_editions() -> None:
    """Dossier and report are editions like the others."""
    assert edition_names([templates_folder()]) == [
        "booklet",
        "booklet-sheets",
        "dossier",
        "handout",
        "report",
    ]


@pytest.mark.parametrize("name", ["booklet", "booklet-sheets", "dossier", "handout", "report"])
def test_the_editions_of_the_program_are_valid(name: str, archive: Theme) -> None:
    """Each loads without a fault, its tokens are tokens of the theme, and its file says the edition."""
    edition = load_edition(name, [templates_folder()], NOBODY)
    assert themed(archive, edition).name == archive.name
    assert name in {edition.file.partition(".")[0].removeprefix("{slug}-"), "dossier", "report"}


def test_a_user_adds_an_edition_without_python(minimal: Path) -> None:
    """A folder, a section and a stylesheet beside the content make a new file, on its own paper and in its own look."""
    declare(minimal, CARD)
    add(minimal, "sections/card.html.j2", CARD_SECTION)
    add(minimal, "css/card.css.j2", CARD_CSS)
    workshop = workshop_of(minimal)
    assert "card" in workshop.edition_names(["all"])
    (product,) = produce(workshop, [workshop.edition("card")])
    assert product.file == "minimal-card.pdf"
    page = pypdfium2.PdfDocument(BytesIO(product.data))[0]
    assert [round(side * MM) for side in page.get_size()] == [148, 210]
    assert page.get_textpage().get_text_range().split() == [
        "The",
        "Treaty",
        "of",
        "Nowhere",
        "a",
        "treaty",
        "made",
        "for",
        "tests",
    ]


def test_an_edition_of_the_content_replaces_one_of_the_program(minimal: Path) -> None:
    """The folder beside the content comes first."""
    folders = declare(minimal, 'output: pdf\nfile: "{slug}.pdf"\nsections: [cover]\n', "dossier")
    assert load_edition("dossier", folders, NOBODY).sections == ("cover",)


def test_an_edition_like_another_takes_over_what_it_does_not_say(minimal: Path) -> None:
    """Sections and stylesheets of the dossier, on other paper and under another name."""
    folders = declare(minimal, 'like: dossier\nfile: "{slug}-letter.pdf"\npaper: Letter\n')
    edition, dossier = load_edition("card", folders, NOBODY), load_edition("dossier", folders, NOBODY)
    assert edition.sections == dossier.sections
    assert (edition.paper, edition.file) == ("Letter", "{slug}-letter.pdf")


def test_a_circle_of_editions_is_told(minimal: Path) -> None:
    """Like the other, which is like the first."""
    declare(minimal, "like: card\n", "poster")
    assert "editions/poster/edition.yaml:1:7  like  «card» is like itself; break the circle" in told(
        minimal, "like: poster\n"
    )


HEAD = 'output: pdf\nfile: "{slug}-card.pdf"\n'


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "output: pfd\nfile: '{slug}.pdf'\nsections: [cover]\n",
            "1:9  output",
            "«pfd»: this is no output; did you mean «pdf»? there are docx, pdf",
        ),
        (
            HEAD + "sections: [cover]\npaper: A44\n",
            "4:8  paper",
            "«A44»: this is no paper; did you mean «A4»? there are A4, A5, Letter",
        ),
        (
            HEAD + "sections: [cover, chronologie]\n",
            "3:19  sections[1]",
            "there is no section «chronologie»; did you mean «chronology»? there are abbreviations, annexes,",
        ),
        (
            HEAD + "sections: [cover]\nstylesheets: [handout.css]\n",
            "4:15  stylesheets[0]",
            "there is no stylesheet «handout.css»; did you mean «handout.css.j2»? there are booklet.css.j2,",
        ),
        (
            HEAD + "imposed: {edition: bookles}\n",
            "3:20  imposed.edition",
            "there is no edition «bookles»; did you mean «booklet»? there are booklet, booklet-sheets, card,",
        ),
        (
            HEAD + "sections: [cover]\ndrawings: {here: {drawing: mapp, width: 80}}\n",
            "4:28  drawings.here.drawing",
            "«mapp»: this is no drawing; did you mean «map»? there are lines, map, qr, timeline",
        ),
        (HEAD + "sections: [cover]\npages: 2\n", "1:1", "`pages` and `layouts` go together"),
        (
            HEAD + "imposed: {edition: report}\n",
            "3:20  imposed.edition",
            "«report» has no pages to be imposed; name an edition that is set as PDF",
        ),
        (
            "output: docx\nfile: '{slug}-card.pdf'\nsections: [cover]\n",
            "1:1",
            "its file does not end like its output",
        ),
        (HEAD, "1:1", "it has neither sections nor an edition to impose"),
        (HEAD + "section: [cover]\n", "3:1  section", "unknown field «section»; did you mean «sections»?"),
        (
            HEAD + "like: dosier\n",
            "3:7  like",
            "there is no edition «dosier»; did you mean «dossier»? there are booklet,",
        ),
        (
            HEAD + "sections: [cover]\npages: 1\nlayouts: [{body: 8}]\n",
            "5:18  layouts[0].body",
            "«8»: input should be greater than or equal to 8.5; size of running text in points",
        ),
    ],
)
def test_a_fault_of_a_declaration_is_told_with_its_line_and_the_names_that_exist(
    minimal: Path, text: str, place: str, message: str
) -> None:
    """Whoever declares an edition is told where the fault stands and what could stand there."""
    said = told(minimal, text)
    assert f"templates/editions/card/edition.yaml:{place}" in said
    assert message in said


def test_a_token_that_the_theme_does_not_have_is_told_at_its_line(minimal: Path, archive: Theme) -> None:
    """Overrides of the theme are checked like the theme itself."""
    folders = declare(minimal, HEAD + "sections: [cover]\ntheme:\n  sizes: {bdy: 9}\n")
    with pytest.raises(ContentError) as error:
        themed(archive, load_edition("card", folders, NOBODY))
    assert "edition.yaml:5:11  theme.sizes.bdy  unknown field «bdy»; did you mean «body»?" in str(error.value)


def test_tokens_of_an_edition_change_only_what_they_name(archive: Theme, minimal: Path) -> None:
    """One size and the paper are other; the rest of the theme stays."""
    folders = declare(minimal, HEAD + "sections: [cover]\npaper: A5\ntheme: {sizes: {body: 12}}\n")
    theme = themed(archive, load_edition("card", folders, NOBODY))
    assert (theme.sizes.body, theme.page.width, theme.page.height) == (12, 148, 210)
    assert theme.sizes.model_copy(update={"body": archive.sizes.body}) == archive.sizes
    assert theme.colours == archive.colours


def test_an_unknown_edition_of_the_records_is_told_at_its_line(
    spoil: Callable[[str, str, str], Path],
) -> None:
    """The records name an edition that there is not."""
    folder = spoil(
        "dossier.yaml", "  date: 2024-02-29\n", "  date: 2024-02-29\n  editions: [dossier, hendout]\n"
    )
    workshop = workshop_of(folder)
    with pytest.raises(ContentError) as error:
        workshop.edition("hendout")
    assert str(error.value).splitlines()[0] == (
        "content/minimal/dossier.yaml:8:23  publication.editions[1]  there is no edition «hendout»; did you mean "
        "«handout»? there are booklet, booklet-sheets, dossier, handout, report"
    )


def test_an_unknown_edition_of_the_command_line_is_wrong_use(minimal: Path) -> None:
    """Nobody is sent to a line of the records that does not name it."""
    with pytest.raises(UsageError, match="there is no edition «handot»; did you mean «handout»"):
        workshop_of(minimal).edition("handot")


def test_letter_paper_is_had_where_an_edition_lists_it() -> None:
    """The handout changes its paper, the booklet keeps it; a paper that none can be had on is wrong use."""
    folders = [templates_folder()]
    handout, booklet = (load_edition(name, folders, NOBODY) for name in ("handout", "booklet"))
    assert [edition.paper for edition in on_paper([handout, booklet], "letter")] == ["Letter", "A5"]
    with pytest.raises(UsageError, match="none of the editions asked for can be had on Letter"):
        on_paper([booklet], "Letter")
    with pytest.raises(UsageError, match="«lettre» is no paper; did you mean «Letter»"):
        on_paper([handout], "lettre")


def test_editions_share_what_they_have_in_common() -> None:
    """Dossier and report are merged once; the booklet, on other paper, has a stage of its own."""
    dossier, report, booklet = (
        load_edition(name, [templates_folder()], NOBODY) for name in ("dossier", "report", "booklet")
    )
    assert (stage_name(dossier), dossier.sections) == (stage_name(report), report.sections)
    assert stage_name(dossier) != stage_name(booklet)
    assert dossier.sections == booklet.sections


def test_two_editions_of_one_file_name_are_told(minimal: Path) -> None:
    """Nothing is written over another edition in silence."""
    declare(minimal, 'output: pdf\nfile: "{slug}.pdf"\nsections: [cover]\n')
    workshop = workshop_of(minimal)
    with pytest.raises(ContentError, match="«card» has the file name of «dossier»"):
        produce(workshop, [workshop.edition("dossier"), workshop.edition("card")])


def test_names_that_exist_are_listed_with_the_nearest_first() -> None:
    """A hint offers the name that was meant, and all others."""
    assert names_that_exist("b", ["a", "c"]) == "there are a, c"
    assert names_that_exist("alpah", ["alpha", "beta"]) == "did you mean «alpha»? there are alpha, beta"


def test_an_edition_cannot_be_changed() -> None:
    """Declarations are frozen: nothing alters them on the way."""
    edition = load_edition("dossier", [templates_folder()], NOBODY)
    with pytest.raises(ValidationError):
        edition.paper = "A5"
    assert isinstance(edition, Edition)
