"""The rules of French, each with what it changes, and what none of them may touch.

In the tables ~ stands for a no-break space and ^ for a narrow no-break space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dossier.typography import Change, Settings, load_words, rules, typeset, typeset_text

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

CHANGED = [
    # rule, before, after
    ("F1", "Vraiment ?", "Vraiment^?"),
    ("F1", "Non! Si; mais?", "Non^! Si^; mais^?"),
    ("F1", "Quoi ?! Oui !!!", "Quoi^?! Oui^!!!"),
    ("F1", "déjà~; encore", "déjà^; encore"),
    ("F1", "<em>Qui</em> ?", "<em>Qui</em>^?"),
    ("F1", "<em>Qui</em>?", "<em>Qui</em>^?"),
    ("F1", "Qui<em> ?</em>", "Qui<em>^?</em>"),
    ("F1", 'mot<span class="note">Voir.</span> ; suite', 'mot<span class="note">Voir.</span>^; suite'),
    ("F1", "(sic !)", "(sic^!)"),
    ("F1", "Quoi… ?", "Quoi…^?"),
    ("F1", "vers 1994? oui", "vers 1994^? oui"),
    ("F2", "Trois parties : une", "Trois parties~: une"),
    ("F2", "Trois parties: une", "Trois parties~: une"),
    ("F2", "à l’échelle 1 : 2", "à l’échelle 1~: 2"),
    ("F2", "<strong>Note</strong> : rien", "<strong>Note</strong>~: rien"),
    ("F2", "Source:", "Source~:"),
    ("F3", "« mot »", "«~mot~»"),
    ("F3", "«mot»", "«~mot~»"),
    ("F3", "«^mot^»", "«~mot~»"),
    ("F3", "« <em>mot</em> »", "«~<em>mot</em>~»"),
    ("F3", "«<em>mot</em>»", "«~<em>mot</em>~»"),
    ("F3", "Il écrit: «Aliev donna son accord.»", "Il écrit~: «~Aliev donna son accord.~»"),
    ("F3", "« Ah ! »", "«~Ah^!~»"),
    ("F3", "un (« mot »), puis", "un («~mot~»), puis"),
    ("F3", '«mot<span class="note">Voir.</span>»', '«~mot<span class="note">Voir.</span>~»'),
    ("F3-inner", "« dit “ oui ” hier »", "«~dit “oui” hier~»"),
    ("F4-single", "deux  mots", "deux mots"),
    ("F4-single", "deux <em> mots</em>", "deux <em>mots</em>"),
    ("F4-single", "parties ~: une", "parties~: une"),
    ("F4-before", "mot , mot .", "mot, mot."),
    ("F4-before", "(mot ) [mot ]", "(mot) [mot]"),
    ("F4-before", "<em>mot</em> , suite", "<em>mot</em>, suite"),
    ("F4-before", "mot …", "mot…"),
    ("F4-inside", "( mot) [ mot]", "(mot) [mot]"),
    ("F4-after", "Bakou,Erevan,<em>Tbilissi</em>", "Bakou, Erevan, <em>Tbilissi</em>"),
    ("F4-call", 'mot <span class="note">Voir.</span>, suite', 'mot<span class="note">Voir.</span>, suite'),
    ("F4-call", '« mot » <span class="note">Voir.</span>.', '«~mot~»<span class="note">Voir.</span>.'),
    ("F4-call", 'mot <span class="note">Voir.</span> .', 'mot<span class="note">Voir.</span>.'),
    ("F5", "1 960 soldats", "1^960 soldats"),
    ("F5", "12 345 678 habitants", "12^345^678 habitants"),
    ("F5", "1~960, 20 000", "1^960, 20^000"),
    ("F5", "de 25 000 à 30 000 morts", "de 25^000 à 30^000 morts"),
    ("F5", "en 1994 1 960 soldats", "en 1994 1^960 soldats"),
    ("F5", "12 345,67 €", "12^345,67~€"),
    ("F5", "1 <em>960</em>", "1^<em>960</em>"),
    ("F6-unit", "12 km, 5 kg, 40 ha", "12~km, 5~kg, 40~ha"),
    ("F6-unit", "20 millions et 3 milliards", "20~millions et 3~milliards"),
    ("F6-unit", "4 400 km² ou 4 400 km<sup>2</sup>", "4^400~km² ou 4^400~km<sup>2</sup>"),
    ("F6-unit", "30 hab./km²", "30~hab./km²"),
    ("F6-sign", "12 % et 12% de 5€", "12~% et 12~% de 5~€"),
    ("F6-sign", "–5 °C ou 5°C", "–5~°C ou 5~°C"),
    ("F6-date", "5 mai 1994", "5~mai 1994"),
    ("F6-date", "du 9 au 11 mai", "du 9 au 11~mai"),
    ("F6-date", "le 1er mars", "le 1<sup>er</sup>~mars"),
    ("F6-date", "le 1<sup>er</sup> mars", "le 1<sup>er</sup>~mars"),
    ("F6-date", "12 févr. 1988", "12~févr. 1988"),
    ("F6-number", "p. 12, pp. 3-4, art. 5, fig. 2", "p.~12, pp.~3–4, art.~5, fig.~2"),
    ("F6-number", "page 12, l’article 5, Tableau 3, chapitre XII", "page~12, l’article~5, Tableau~3, chapitre~XII"),
    ("F6-number", "résolution 822 et § 3", "résolution~822 et §~3"),
    ("F6-number", "(p. 12)", "(p.~12)"),
    ("F6-attached", "p.12 et §3", "p.~12 et §~3"),
    ("F6-attached", "nº5", "nº~5"),
    ("F6-compass", "39° 50′ N", "39° 50′~N"),
    ("F6-title", "M. Mamedov et Mme Petrova", "M.~Mamedov et Mme~Petrova"),
    ("F6-title", "MM. Aliev et Dr Ivanov", "MM.~Aliev et Dr~Ivanov"),
    ("F6-title", "M. le président, M. l'ambassadeur", "M.~le président, M.~l’ambassadeur"),
    ("F6-title", "Mme É. Petrova", "Mme~É.~Petrova"),
    ("F6-title", "Mme <em>Petrova</em>", "Mme~<em>Petrova</em>"),
    ("F6-initial", "V. Kazimirov", "V.~Kazimirov"),
    ("F6-initial", "H.-J. Dupont, A.-B. Martin", "H.-J.~Dupont, A.-B.~Martin"),
    ("F6-initial", "J. R. R. Tolkien", "J.~R.~R.~Tolkien"),
    ("F6-initial", "Th. Ambrosio", "Th.~Ambrosio"),
    ("F6-ruler", "Nicolas II, Napoléon Ier", "Nicolas~II, Napoléon~I<sup>er</sup>"),
    ("F6-century", "le 20e siècle, la Ve République", "le 20<sup>e</sup>~siècle, la V<sup>e</sup>~République"),
    ("F7-hyphen", "un mot - un autre", "un mot –~un autre"),
    ("F7-hyphen", "un mot -- un autre", "un mot –~un autre"),
    ("F7-form", "un mot — un autre", "un mot –~un autre"),
    ("F7-years", "1988 - 1994", "1988–1994"),
    ("F7-years", "1988 – 1994", "1988–1994"),
    ("F7-interval", "1988-1994", "1988–1994"),
    ("F7-interval", "(1992-94)", "(1992–94)"),
    ("F7-interval", "4-5 mai, p. 98-102", "4–5~mai, p.~98–102"),
    ("F7-interval", "<em>1988</em>-1994", "<em>1988</em>–1994"),
    ("F7-spaces", "les pertes – très lourdes – furent", "les pertes –~très lourdes~– furent"),
    ("F7-spaces", "A – b – c. Puis d – e.", "A –~b~– c. Puis d –~e."),
    ("F7-spaces", "Un – deux. Trois – quatre – cinq", "Un –~deux. Trois –~quatre~– cinq"),
    ("F7-spaces", "– Bonjour", "–~Bonjour"),
    ("F7-bound", "27 septembre – 10 novembre 2020", "27~septembre~– 10~novembre 2020"),
    ("F7-bound", "décembre 1993 – vers mai 1994", "décembre 1993~– vers mai 1994"),
    ("F7-bound", "un (1954 – 8 juillet 2011) – deux – trois", "un (1954~– 8~juillet 2011) –~deux~– trois"),
    ("F7-dates", "mars-avril 1994, sept.-oct. 1993", "mars–avril 1994, sept.–oct. 1993"),
    ("F7-dates", "8 novembre-1er décembre", "8~novembre–1<sup>er</sup>~décembre"),
    ("F7-dates", "1er-5 avril 2016", "1<sup>er</sup>–5~avril 2016"),
    ("F7-bound", '<span class="label">Figure 1 – </span>Carte', '<span class="label">Figure~1~– </span>Carte'),
    ("F7-centuries", "XIXe-XXe siècles", "<small>XIX</small><sup>e</sup>–<small>XX</small><sup>e</sup>~siècles"),
    ("F8-apostrophe", "l'acte, aujourd'hui, qu'il, d'<em>or</em>", "l’acte, aujourd’hui, qu’il, d’<em>or</em>"),
    ("F8-apostrophe", "l'«acte» et l'1 %", "l’«~acte~» et l’1~%"),
    ("F8-apostrophe", "les années '90", "les années ’90"),
    ("F8-apostrophe", "l‘acte, l´acte", "l’acte, l’acte"),
    ("F8-apostrophe", "dit 'oui' hier", "dit ‘oui’ hier"),
    ("F8-apostrophe", "<em>l</em>'acte", "<em>l</em>’acte"),
    ("F8-primes", "39°50'12\" N", "39°50′12″~N"),
    ("F8-quotes", 'le "mot" juste', "le «~mot~» juste"),
    ("F8-quotes", "le “mot” juste", "le «~mot~» juste"),
    ("F8-quotes", 'l\'"acte" signé', "l’«~acte~» signé"),
    ("F8-quotes", 'dit: "le "mot" juste"', "dit~: «~le “mot” juste~»"),
    ("F8-quotes", '« le "mot" juste »', "«~le “mot” juste~»"),
    ("F8-quotes", "« le « mot » juste »", "«~le “mot” juste~»"),
    ("F8-quotes", '"le “mot ‹clef› "juste"” dit"', "«~le “mot ‹clef› ‘juste’” dit~»"),
    ("F8-quotes", '("mot")', "(«~mot~»)"),
    ("F8-quotes", '"<em>mot</em>"', "«~<em>mot</em>~»"),
    ("F8-quotes", '" mot "', "«~mot~»"),
    ("F8-quotes", '"mot"<span class="note">Voir.</span>', '«~mot~»<span class="note">Voir.</span>'),
    ("F9", "et puis...", "et puis…"),
    ("F9", "et puis ... rien", "et puis… rien"),
    ("F9", "[...] mot", "[…] mot"),
    ("F11", "1er, 1re, 2e, 12es, 2nd, 2de", "1<sup>er</sup>, 1<sup>re</sup>, 2<sup>e</sup>, 12<sup>es</sup>, 2<sup>nd</sup>, 2<sup>de</sup>"),
    ("F11", "le <em>3e</em> jour", "le <em>3<sup>e</sup></em>~jour"),
    ("F11-roman", "Napoléon Ier, la IIe armée", "Napoléon~I<sup>er</sup>, la II<sup>e</sup>~armée"),
    ("F12", "le XXe siècle", "le <small>XX</small><sup>e</sup>~siècle"),
    ("F12", "les XIXe et XXe siècles", "les <small>XIX</small><sup>e</sup> et <small>XX</small><sup>e</sup>~siècles"),
    ("F12", "le XX<sup>e</sup> siècle", "le <small>XX</small><sup>e</sup>~siècle"),
    ("F12", "au Ier siècle av. J.-C.", "au <small>I</small><sup>er</sup>~siècle av.~J.-C."),
    ("F13", "no 12", "n<sup>o</sup>~12"),
    ("F13", "le décret No 3", "le décret N<sup>o</sup>~3"),
    ("F13-sign", "n° 12", "nº~12"),
    ("F14", "à 0 h 01, 12h30, 9h", "à 0~h~01, 12~h~30, 9~h"),
    ("F14", "12 h 30 min", "12~h~30~min"),
    ("F15", "p. ex. ceci, s. l. n. d., apr. J.-C.", "p.~ex. ceci, s.~l.~n.~d., apr.~J.-C."),
]  # fmt: skip

UNTOUCHED = [
    "0:01, 14:30 et 14:30:05",
    "http://exemple.org/a?b=1;c:d!e et www.exemple.org/l'acte",
    "https://exemple.org/1988-1994/p.12",
    "nom-de-famille@exemple.org, exemple.org/a:b",
    "doi:10.1000/182-190, 10.1000/182:190",
    "1994-05-04, 1994-05, 1994-12",
    "ISBN 978 2 07 036822 4, ISSN 1234-5678",
    "62/243, S/1994/567, A/48/475",
    "loi nº~94-665, nº~12-15, S/25539-1, AK-47, T-72",
    "cessez-le-feu, A-t-il, Nagorno-Karabakh, est-ce, c.-à-d.",
    "mai-68, la rue du 8-mai-1945, avril-mairie",
    "Bakou-Stepanakert, Jean-Paul, H.-J.",
    "–5, -5, de -5 à -3, 5 - 3, 5-3, 01-02, 4-4-2",
    "mai 1994 40 morts, 1994 200 morts, 1994 2",
    "01 42 34 56 78, 1 2 3, 12 34",
    "article~5 200, p.~12 345",
    "3,5 et 3.14, 1.2.3, .5",
    "mot[…], (?), (!), […]",
    "Le, Ce, De, Me, Mer, Vie, Lie, Xe3, CDe",
    "I, V, X, IV, XIX",
    "1e5, 3D, 2d, H2O, 0x1e",
    "non, noir, nos 12 apôtres, No comment",
    "mot/mot, et/ou, km/h, 24 sur 24",
    "le plan b. Il part, etc. Puis",
    "Les 5 s’en vont, 3 m’ont dit, 2 t-shirts",
    "5 mains, 3 hommes, 12 marsouins",
    "Azerbaïdjan, Œuvre, ÉTAT, État",
    "mot—mot, mot–mot",
    "un 12\" vinyle, 5' et demie",
    "„Wort“ mot, ‹mot›",
    ". .. .... ../.. a.b",
    "«~suite sans fin",
    "«~suite d’une “longue” citation",
    "«~suite d’une “longue citation",
    "fin sans début~»",
    "   ",
]


@cache
def words() -> dict[str, Any]:
    """The words of the languages under test."""
    return {"fr": load_words(TEMPLATES, "fr")}


def signs(text: str) -> str:
    """What the shorthand of the tables stands for."""
    long = text.replace("<small>", '<span class="small-caps">').replace("</small>", "</span>")
    return long.replace("~", "\u00a0").replace("^", "\u202f")


def set_markup(text: str, settings: Settings = Settings()) -> tuple[str, list[Change]]:  # noqa: B008 - frozen
    """A paragraph of French after the typographer, and what was changed."""
    tree = etree.fromstring(f'<p lang="fr" id="p">{signs(text)}</p>')
    changes = typeset(tree, words(), settings)
    return etree.tostring(tree, encoding="unicode").removeprefix('<p lang="fr" id="p">').removesuffix(
        "</p>"
    ), changes


@pytest.mark.parametrize(("rule", "before", "after"), CHANGED)
def test_a_rule_of_french_changes_what_it_says(rule: str, before: str, after: str) -> None:
    """With all rules on, the text becomes what the Lexique asks for, and the rule is named among the changes."""
    found, changes = set_markup(before)
    assert found == signs(after)
    assert rule in {change.rule for change in changes}


@pytest.mark.parametrize(("rule", "before", "after"), CHANGED)
def test_a_rule_that_is_off_changes_nothing(rule: str, before: str, after: str) -> None:
    """The same text without the rule comes out otherwise, and the rule is not named."""
    found, changes = set_markup(before, Settings(disabled=frozenset({rule})))
    assert found != signs(after)
    assert rule not in {change.rule for change in changes}


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_only_looks_like_a_case_stays_as_it_is(text: str) -> None:
    """Clock times, addresses, catalogue numbers, compounds, abbreviations, single signs."""
    assert set_markup(text) == (signs(text), [])


def test_every_rule_of_french_has_its_lines_in_the_table() -> None:
    """No rule without a test."""
    names = {rule.name for rule in rules("fr", words()["fr"])}
    assert len(names) > 30
    assert names == {rule for rule, _, _ in CHANGED}


def test_every_rule_has_a_sentence_of_its_own() -> None:
    """The sentence is what a reader of `--explain-typography` sees."""
    sentences = [rule.sentence for rule in rules("fr", words()["fr"])]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith((".", "; ! ?")) for sentence in sentences)


def test_a_group_of_rules_is_switched_off_by_its_name() -> None:
    """«F6» stands for F6-unit, F6-date and all others of the group."""
    found, changes = set_markup("le 5 mai à 12 km de M. Aliev !", Settings(disabled=frozenset({"F6"})))
    assert found == signs("le 5 mai à 12 km de M. Aliev^!")
    assert [change.rule for change in changes] == ["F1"]


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ({}, "«~mot~»~: a –~b"),
        ({"quote_space": "narrow"}, "«^mot^»~: a –~b"),
        ({"colon_space": "narrow"}, "«~mot~»^: a –~b"),
        ({"dash": "keep"}, "«~mot~»~: a —~b"),
    ],
)
def test_an_option_of_the_house_is_kept_everywhere(options: dict[str, str], after: str) -> None:
    """Swiss use sets narrow spaces inside « »; the Lexique sets full ones."""
    assert set_markup("«mot» : a — b", Settings(options=options))[0] == signs(after)


def test_plain_text_is_set_without_markup() -> None:
    """Metadata and labels get the signs and spaces, no elements."""
    assert typeset_text("Le XXe siècle : l'acte no 1", "fr", words()) == signs("Le XXe~siècle~: l’acte no~1")


def test_a_real_paragraph_comes_out_as_a_printer_would_set_it() -> None:
    """All rules together, on a paragraph of the kind they are made for."""
    before = (
        'Le 5 mai 1994, à 0 h 01, MM. Ararktsian et Babourian signent: "L\'accord est provisoire", '
        "dit V. Kazimirov (p. 12-15) ... On compte 20 000 morts - peut-être 30 000 - entre 1988 et 1994 ; le XXe siècle finit."
    )
    after = (
        "Le 5~mai 1994, à 0~h~01, MM.~Ararktsian et Babourian signent~: «~L’accord est provisoire~», "
        "dit V.~Kazimirov (p.~12–15)… On compte 20^000 morts –~peut-être 30^000~– entre 1988 et 1994^; "
        "le <small>XX</small><sup>e</sup>~siècle finit."
    )
    assert set_markup(before)[0] == signs(after)
