"""The typographer on trees: languages, notes, borders of elements, attributes, the head, and what it tells."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from dossier.problems import ContentError
from dossier.typography import Settings, check_settings, load_words, spelling_problems, typeset, typeset_text
from dossier.vocabulary import check_vocabulary

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
NOTE = '<span class="note" id="n-1">{}</span>'


@cache
def words() -> dict[str, Any]:
    """The words of the languages under test."""
    return {language: load_words(TEMPLATES, language) for language in ("fr", "en")}


def dossier(body: str, head: str = "", language: str = "fr") -> Element:
    """A dossier with this head and body."""
    return etree.fromstring(f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>')


def shown(tree: Element) -> str:
    """The tree as text, ~ for a no-break space and ^ for a narrow one."""
    return etree.tostring(tree, encoding="unicode").replace("\u00a0", "~").replace("\u202f", "^")


def body_after(body: str, language: str = "fr") -> str:
    """The body of a dossier after the typographer, its spaces shown."""
    tree = dossier(body, language=language)
    typeset(tree, words())
    return shown(tree).split("<body>")[1].removesuffix("</body></html>")


@pytest.mark.parametrize("language", ["ru", "az", "hy", "ka", ""])
def test_a_language_without_rules_is_left_alone(language: str) -> None:
    """Nothing is guessed for a language that nobody wrote rules for."""
    body = '<p>mot : "mot" !  5 км, l\'acte ...</p>'
    tree = dossier(body, f"<title>{'mot : mot'}</title>", language)
    assert typeset(tree, words()) == []
    assert body in shown(tree)


def test_each_element_is_set_in_its_own_language() -> None:
    """An English phrase in a French sentence gets English quotes, the sentence French ones."""
    body = '<p>dit : "<span lang="en">the "real" one!</span>" <em lang="ru">слово : "да" !</em> !</p>'
    assert body_after(body) == (
        '<p>dit~: «~<span lang="en">the “real” one!</span>~» <em lang="ru">слово : "да" !</em>^!</p>'
    )


def test_a_regional_tag_takes_the_words_of_its_language() -> None:
    """fr-CH has the rules of fr while it has no file of its own."""
    assert body_after('<p lang="fr-CH">mot !</p>') == '<p lang="fr-CH">mot^!</p>'


def test_the_words_of_a_note_do_not_reach_its_sentence() -> None:
    """A note is a line of its own: its quotes, spaces and dashes pair within it."""
    note = NOTE.format('Voir "ceci" !')
    assert body_after(f'<p>le "mot"{note} !</p>') == f"<p>le «~mot~»{NOTE.format('Voir «~ceci~»^!')}^!</p>"
    assert body_after(f"<p>le mot{NOTE.format('Voir « là')} juste »</p>") == (
        f"<p>le mot{NOTE.format('Voir «~là')} juste~»</p>"
    )


def test_two_calls_in_a_row_keep_their_space() -> None:
    """Without it the calls 1 and 2 would read 12."""
    calls = f"{NOTE.format('a')} {NOTE.format('b').replace('n-1', 'n-2')}"
    assert calls in body_after(f"<p>mot {calls}.</p>")


def test_numbers_of_the_numbering_are_no_part_of_the_sentence() -> None:
    """The 3 of chapter 3 does not join the 500 of its title."""
    heading = '<h2><span class="number">3</span> 500 soldats !</h2>'
    assert body_after(heading) == '<h2><span class="number">3</span> 500 soldats^!</h2>'


def test_a_work_is_seen_by_its_title_and_not_by_its_number() -> None:
    """A link to the bibliography may hold a number, or the title of the work, which is set like any words."""
    body = '<p>[<a class="source" href="#a">5</a>] mai « <a class="source" href="#b">L\'an 5 : fin</a> »</p>'
    assert body_after(body) == (
        '<p>[<a class="source" href="#a">5</a>] mai «~<a class="source" href="#b">L’an 5~: fin</a>~»</p>'
    )


def test_a_reference_whose_words_are_still_to_come_keeps_its_spaces() -> None:
    """Two spaces with an empty reference between them are not two spaces in a row."""
    body = '<p>voir <a class="xref" href="#a"/> et <a class="xref" href="#b"/>!</p>'
    assert body_after(body) == '<p>voir <a class="xref" href="#a"/> et <a class="xref" href="#b"/>^!</p>'


def test_a_mark_of_the_index_is_not_seen() -> None:
    """It stands in the sentence without width."""
    body = '<p>l\'<span class="index" data-entry="A"/>acte <span class="index" data-entry="B"/> !</p>'
    assert body_after(body) == (
        '<p>l’<span class="index" data-entry="A"/>acte^<span class="index" data-entry="B"/>!</p>'
    )


def test_lines_do_not_run_over_the_borders_of_blocks() -> None:
    """A colon that begins a cell or an item takes no space from the one before."""
    body = '<ul><li>mot</li><li>!</li></ul><table data-summary=""><tbody><tr><td>12</td><td>km "</td><td>" a</td></tr></tbody></table>'
    assert body_after(body) == body


def test_text_beside_blocks_is_set_too() -> None:
    """An item may hold text, then a list; both are lines."""
    body = "<ul><li>mot : <ul><li>un ;</li></ul> fin !</li></ul>"
    assert body_after(body) == "<ul><li>mot~: <ul><li>un^;</li></ul> fin^!</li></ul>"


def test_ends_of_lines_in_a_template_are_spaces() -> None:
    """Text that is wrapped in its source is set as if it were one line."""
    assert body_after("<p>Le 5\n      mai\n   : l'acte\n  </p>") == "<p>Le 5~mai~: l’acte </p>"


def test_superscripts_and_small_capitals_are_elements_of_the_vocabulary() -> None:
    """Letters stay as they are written; what raises or shrinks them is markup that both renderers know."""
    tree = dossier('<section class="chapter" id="c"><h2>Au XXe siècle, <em>le 1er mai</em></h2></section>')
    typeset(tree, words())
    assert (
        shown(tree)
        .split("<h2>")[1]
        .startswith(
            'Au <span class="small-caps">XX</span><sup>e</sup>~siècle, <em>le 1<sup>er</sup>~mai</em></h2>'
        )
    )
    assert check_vocabulary(tree[1], "test") == []


def test_letters_on_both_sides_of_a_border_are_not_wrapped_together() -> None:
    """«1e» in one element and «r» in the next stay as they are."""
    assert body_after("<p>1e<em>r</em> homme</p>") == "<p>1e<em>r</em> homme</p>"


def test_what_is_superscript_already_is_not_raised_again() -> None:
    """The author's own markup is kept."""
    assert body_after("<p>le 1<sup>er</sup> homme</p>") == "<p>le 1<sup>er</sup> homme</p>"


def test_alternative_texts_and_summaries_are_set() -> None:
    """Words that a reader hears are set like words that a reader sees, without markup."""
    figure = '<figure><img src="asset:l\'a : b.png" alt="Carte : l\'an 2, XXe siècle"/></figure>'
    table = '<table data-summary="Qui : quoi ?"/>'
    abbreviation = '<p><abbr title="l\'ONU !">ONU</abbr></p>'
    assert body_after(figure + table + abbreviation) == (
        '<figure><img src="asset:l\'a : b.png" alt="Carte~: l’an 2, XXe~siècle"/></figure>'
        '<table data-summary="Qui~: quoi^?"/><p><abbr title="l’ONU^!">ONU</abbr></p>'
    )


def test_an_attribute_is_set_in_the_language_of_its_element() -> None:
    """An English alternative text keeps English punctuation."""
    body = '<p lang="en"><abbr title="Really : yes">r</abbr></p>'
    assert body_after(body) == '<p lang="en"><abbr title="Really: yes">r</abbr></p>'


def test_addresses_and_identifiers_in_attributes_stay() -> None:
    """No rule sees href, id, class, src."""
    body = '<p><a href="http://a.org/?b : c" id="a" class="xref">mot</a></p>'
    assert body_after(body) == body


def test_the_head_gets_signs_and_spaces_and_no_markup() -> None:
    """Title and description are prose; names, dates, identifiers and addresses are data."""
    head = (
        "<title>L'acte : le XXe siècle</title>"
        '<meta name="dcterms.description" content="Qui ?"/>'
        '<meta name="dcterms.creator" content="V. Kazimirov"/>'
        '<meta name="dcterms.date" content="1994-05-05"/>'
    )
    tree = dossier("", head)
    typeset(tree, words())
    assert shown(tree[0]) == (
        "<head><title>L’acte~: le XXe~siècle</title>"
        '<meta name="dcterms.description" content="Qui^?"/>'
        '<meta name="dcterms.creator" content="V. Kazimirov"/>'
        '<meta name="dcterms.date" content="1994-05-05"/></head>'
    )


def test_comments_are_passed_over() -> None:
    """They are no text."""
    assert body_after("<p>mot<!-- « a » --> !</p>") == "<p>mot<!-- « a » -->^!</p>"


def test_a_change_says_rule_before_after_and_where() -> None:
    """What `--explain-typography` prints."""
    tree = dossier(
        '<section id="intro"><p>Le sens du mot : clair</p></section><section><p>Non !</p></section>'
    )
    colon, exclamation = typeset(tree, words())
    assert (colon.rule, colon.before, colon.after, colon.where) == ("F2", " ", "\u00a0", "intro")
    assert colon.context == "Le sens du mot\u00a0: clair"
    assert (exclamation.rule, exclamation.where) == ("F1", "html/body/section/p")


def test_a_wrap_is_told_as_markup() -> None:
    """The superscript of an ordinal, for the reader of the list."""
    (change,) = typeset(dossier("<p>le 2e mot</p>"), words())
    assert (change.rule, change.before, change.after) == ("F11", "e", "<sup>e</sup>")


def test_unknown_rules_and_options_are_told_with_a_suggestion() -> None:
    """A misspelt switch is a fault of the settings, not a silence."""
    settings = Settings(disabled=frozenset({"F6", "F6-dat"}), options={"quote_space": "wide", "dsh": "en"})
    problems = check_settings(words(), settings, "content/x/dossier.yaml")
    assert {problem.file for problem in problems} == {"content/x/dossier.yaml"}
    messages = [(problem.path, problem.message, problem.hint) for problem in problems]
    assert messages == [
        ("typography.F6-dat", "«F6-dat» is no rule of typography", "did you mean «F6-date»?"),
        ("typography.dsh", "«dsh» is no option of typography", "did you mean «dash»?"),
        ("typography.quote_space", "«wide» is no value of «quote_space»", "known here: narrow, nbsp"),
    ]
    with pytest.raises(ContentError):
        typeset_text("mot", "fr", words(), settings)


def write_words(folder: Path, text: str) -> Path:
    """A folder of templates with words for the language xx."""
    file = folder / "locales" / "xx" / "typography.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_a_new_language_is_a_file_of_words(tmp_path: Path) -> None:
    """It names its family of rules and its own months; nothing is written in Python."""
    found = {"xx": load_words(write_words(tmp_path, "family: french\nmonths: [mé]\n"), "xx-CH")}
    assert typeset_text("5 mé, 5 mai !", "xx", found) == "5\u00a0mé, 5 mai\u202f!"


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("family: frensh", "family", "the file names no family of rules"),
        ("[a]", "family", "the file names no family of rules"),
        ("", "family", "the file names no family of rules"),
        ("family: french\nmonth: [mai]", "month", "there is no such list"),
        ("family: french\nmonths: mai", "months", "this is no list"),
        ("family: french\nnumero: [no]", "numero[0]", "«False» is no word"),
        ("family: french\noptions: {dash: long}", "options.dash", "«long» is no value of this option"),
        ("family: french\noptions: {dsh: en}", "options.dsh", "there is no such option"),
        ("family: french\noptions: narrow", "options", "these are no options"),
        ("family: [french", "", "this is no YAML: "),
        ("family: {}\n", "family", "the file names no family of rules"),
    ],
)
def test_a_faulty_file_of_words_is_a_problem(tmp_path: Path, text: str, path: str, message: str) -> None:
    """Each fault names the file and the place in it."""
    with pytest.raises(ContentError) as caught:
        load_words(write_words(tmp_path, text), "xx")
    (problem,) = caught.value.problems
    assert (problem.file, problem.path) == ("locales/xx/typography.yaml", path)
    assert problem.message.startswith(message)
    assert problem.hint


def test_a_language_without_a_file_has_no_words() -> None:
    """And so no rules."""
    assert load_words(TEMPLATES, "hy") == {}
    assert load_words(TEMPLATES, "") == {}


def test_the_house_spelling_warns_and_changes_nothing() -> None:
    """One form for each name: whole words, over borders of elements, in the dossier's language only."""
    body = (
        '<section id="a"><p>Le Kara<em>bakh</em> et l’Artsakh, les Karabakhtsi</p></section>'
        '<section id="b"><p lang="en">Karabakh</p><p>un <span lang="ru">Karabakh</span></p>'
        '<p class="bibliography-entry">Karabakh</p><p>l’arrière\u00a0pays'
        f"{NOTE.format('Karabakh')}</p></section>"
    )
    tree = dossier(body)
    before = shown(tree)
    found = spelling_problems(
        tree, {"Karabakh": "Karabagh", "l'arrière pays": "l’arrière-pays"}, "content/x/dossier.yaml"
    )
    assert [(problem.path, problem.message, problem.hint) for problem in found] == [
        ("a", "«Karabakh» stands here", "this house writes «Karabagh»"),
        ("n-1", "«Karabakh» stands here", "this house writes «Karabagh»"),
        ("b", "«l’arrière\u00a0pays» stands here", "this house writes «l’arrière-pays»"),
    ]
    assert {(problem.severity, problem.file) for problem in found} == {("warning", "content/x/dossier.yaml")}
    assert shown(tree) == before


def test_a_long_dossier_is_set_at_once() -> None:
    """60 000 characters take about a tenth of a second; the bound leaves room for a slow machine."""
    paragraph = (
        '<p>Le 5 mai 1994, à 0 h 01, M. Ararktsian signe: "l\'accord" (p. 12-15) ... On compte 20 000 morts - '
        'peut-être <em>30 000</em> - entre 1988 et 1994 ; le XXe siècle finit<span class="note">Voir « ceci ».</span>. '
        + "Les parlements parlent de ce que les armées font, et personne ne sait encore qui décidera. " * 3
        + "</p>"
    )
    tree = dossier(paragraph * (60_000 // len(paragraph)))
    start = time.process_time()
    changes = typeset(tree, words())
    assert time.process_time() - start < 1
    assert len(changes) > 1000
