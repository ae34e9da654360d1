"""The merged dossier: one tree in the vocabulary, whatever templates and content bring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import DOSSIERS, workshop_of
from lxml import etree

from dossier.problems import ContentError
from dossier.vocabulary import check_vocabulary, classes, words_of

if TYPE_CHECKING:
    from dossier.merge import Merged

Spoil = Callable[[str, str, str], Path]
SECTION = '{# section after chronology #}\n<section class="part" id="lessons"><h2>Lessons</h2>\n<p>{{ pub.title|md }} taught &amp; lasted.</p></section>\n'


def merged(folder: Path) -> Merged:
    """The merged dossier of a folder."""
    workshop = workshop_of(folder)
    return workshop.merged(workshop.edition("dossier"))


def add_section(folder: Path, name: str, text: str) -> None:
    """Put a section template beside the content."""
    path = folder / "templates" / "sections" / f"{name}.html.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_merged_tree_of_the_small_dossier_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    """The whole tree is a golden file: a change of any template or rule shows as a difference."""
    tree = merged(DOSSIERS / "minimal").tree
    etree.indent(tree)
    golden("minimal-merged.html", etree.tostring(tree, encoding="unicode") + "\n")


def test_the_merged_tree_keeps_to_the_vocabulary(bishkek_merged: Merged) -> None:
    """No element, class or attribute outside the table, in the first dossier either."""
    assert check_vocabulary(bishkek_merged.tree, "tree") == []


def test_a_section_is_one_jinja_file(minimal: Path) -> None:
    """A template beside the content becomes a section at its place, without a line of Python."""
    add_section(minimal, "lessons", SECTION)
    sections = [section.get("id") for section in merged(minimal).tree.iter("section")]
    assert sections[sections.index("chronology") + 1] == "lessons"


def test_a_new_section_is_in_the_contents(minimal: Path) -> None:
    """Numbering and contents take the new section in."""
    add_section(minimal, "lessons", SECTION)
    links = [link.get("href") for nav in merged(minimal).tree.iter("nav") for link in nav.iter("a")]
    assert "#lessons" in links


def test_a_template_beside_the_content_replaces_the_usual_one(minimal: Path) -> None:
    """Overriding a template is putting a file of the same name into the content's folder."""
    add_section(minimal, "colophon", '<section class="back" id="colophon"><h2>The end</h2></section>')
    assert "The end" in words_of(merged(minimal).tree)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<section class="part"><h2>A</h2><blink>x</blink></section>', "<blink> is not in the vocabulary"),
        (
            '<section class="prat"><h2>A</h2></section>',
            "<section> has no class «prat» in the vocabulary; did you mean «part»?",
        ),
        (
            '<section class="part"><h2>A</h2><h4>B</h4></section>',
            "heading level skipped: h4 «B» follows h2; use h3",
        ),
        (
            '<section class="part"><h2>A</h2>bare</section>',
            "text cannot stand directly in <section>: «bare»; put it into a <p>",
        ),
        ('<section class="part"><h2>A</h2><p>{{ pub.titel }}</p></section>', "has no attribute 'titel'"),
        ('<section class="part"><h2>A</h2><p>{% if %}</p></section>', "the template cannot be read"),
        ('<section class="part"><h2>A</h2><p>open</section>', "what the template writes is not well-formed"),
    ],
)
def test_a_fault_of_a_template_names_the_template(minimal: Path, text: str, message: str) -> None:
    """Whoever edits a template is told the file and what is wrong in it."""
    add_section(minimal, "lessons", "{# section after chronology #}\n" + text)
    with pytest.raises(ContentError) as told:
        merged(minimal)
    assert message in str(told.value)
    assert "templates/sections/lessons.html.j2" in str(told.value)


def test_jinja_and_markup_in_content_are_words(spoil: Spoil) -> None:
    """Content is data: braces and angle brackets of a record reach the reader as they are."""
    folder = spoil("dossier.yaml", "name: Jane Smith", "name: 'Jane {{ 7*7 }} <Smith> & Co'")
    assert "Jane {{ 7*7 }} <Smith> & Co" in words_of(merged(folder).tree)


def test_events_stand_in_order_of_time(bishkek_merged: Merged) -> None:
    """The chronology is sorted by date, whatever the order of the records."""
    rows = [
        row.get("id")
        for table in bishkek_merged.tree.iter("table")
        if "chronology" in classes(table)
        for row in table.iter("tr")
    ]
    order = [row for row in rows if row]
    assert len(order) >= 30
    assert order.index("e28") < order.index("e34") < order.index("e38") < order.index("e49")


def test_a_contested_field_points_to_its_claim(spoil: Spoil) -> None:
    """Where a record is contested, the dossier says so at that place."""
    folder = spoil("dossier.yaml", "    state: signed", "    state: signed\n    disputed: {date: c1}")
    row = next(row for row in merged(folder).tree.iter("tr") if row.get("id") == "s1")
    assert row.xpath('.//a[@href="#c1"]/text()') == ["question\u00a01"] or row.xpath(
        './/a[@href="#c1"]/text()'
    ) == ["question 1"]
