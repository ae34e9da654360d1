"""The rules of English, each with what it changes, and what none of them may touch.

In the tables ~ stands for a no-break space and ^ for a narrow no-break space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dossier.typography import Change, Settings, load_words, rules, typeset

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

CHANGED = [
    # rule, before, after
    ("E3", "a “ word ” here", "a “word” here"),
    ("E4-single", "two  words", "two words"),
    ("E4-before", "word , word ; word : word ! word ?", "word, word; word: word! word?"),
    ("E4-before", "(word ) [word ] <em>word</em> .", "(word) [word] <em>word</em>."),
    ("E4-inside", "( word)", "(word)"),
    ("E4-after", "Baku,Yerevan", "Baku, Yerevan"),
    ("E4-call", 'word. <span class="note">See it.</span> Next', 'word.<span class="note">See it.</span> Next'),
    ("E5", "1 960 soldiers", "1^960 soldiers"),
    ("E6-percent", "12 % of them", "12% of them"),
    ("E6-unit", "12 km, 5 per cent, 3 million, 9 a.m.", "12~km, 5~per cent, 3~million, 9~a.m."),
    ("E6-date", "on 5 May 1994", "on 5~May 1994"),
    ("E6-month", "on May 5, 1994", "on May~5, 1994"),
    ("E6-number", "p. 12, No. 5, Article 3, Chapter IV", "p.~12, No.~5, Article~3, Chapter~IV"),
    ("E6-title", "Mr Mamedov, Dr Ivanov, Prof. Laitin", "Mr~Mamedov, Dr~Ivanov, Prof.~Laitin"),
    ("E6-initial", "V. Kazimirov, J. R. R. Tolkien", "V.~Kazimirov, J.~R.~R.~Tolkien"),
    ("E6-ruler", "Nicholas II", "Nicholas~II"),
    ("E7-hyphen", "one - two", "one~– two"),
    ("E7-double", "one--two", "one—two"),
    ("E7-form", "one — two", "one~– two"),
    ("E7-years", "1988 - 1994", "1988–1994"),
    ("E7-interval", "1988-1994, pp. 12-15", "1988–1994, pp.~12–15"),
    ("E7-dates", "March-April 1994, 5 May-8 June", "March–April 1994, 5~May–8~June"),
    ("E7-dates", "May 5-June 8", "May~5–June~8"),
    ("E7-spaces", "one – two – three", "one~– two~– three"),
    ("E8-apostrophe", "it's the soldiers' day, the '90s", "it’s the soldiers’ day, the ’90s"),
    ("E8-apostrophe", "he said 'yes' to 'em", "he said ‘yes’ to ’em"),
    ("E8-apostrophe", "rock 'n' roll, 'tis", "rock ’n’ roll, ’tis"),
    ("E8-primes", "39°50'12\"", "39°50′12″"),
    ("E8-quotes", 'the "word" here', "the “word” here"),
    ("E8-quotes", 'said "the "word" here"', "said “the ‘word’ here”"),
    ("E8-quotes", '"<em>word</em>"', "“<em>word</em>”"),
    ("E9", "and then...", "and then…"),
    ("E15", "et al. and i. e. this", "et~al. and i.~e. this"),
]  # fmt: skip

UNTOUCHED = [
    "Really? No! Yes; but: so",
    "14:30, http://example.org/it's?a:b and x.y@example.org",
    "the 1st, 2nd and 20th centuries, the XXth, Louis",
    "1994-05-04, ISBN 978-2-07-036822-4, ceasefire-line, -5",
    "they may 5 times, March 1994, in May",
    "word … word, one—two",
    "the French «~mot~» here",
    "‘single’ and “double”",
]


@cache
def words() -> dict[str, Any]:
    """The words of the languages under test."""
    return {"en": load_words(TEMPLATES, "en")}


def signs(text: str) -> str:
    """What the shorthand of the tables stands for."""
    return text.replace("~", "\u00a0").replace("^", "\u202f")


def set_markup(text: str, settings: Settings = Settings()) -> tuple[str, list[Change]]:  # noqa: B008 - frozen
    """A paragraph of English after the typographer, and what was changed."""
    tree = etree.fromstring(f'<p lang="en" id="p">{signs(text)}</p>')
    changes = typeset(tree, words(), settings)
    return etree.tostring(tree, encoding="unicode").removeprefix('<p lang="en" id="p">').removesuffix(
        "</p>"
    ), changes


@pytest.mark.parametrize(("rule", "before", "after"), CHANGED)
def test_a_rule_of_english_changes_what_it_says(rule: str, before: str, after: str) -> None:
    """With all rules on, the text becomes what is expected, and the rule is named among the changes."""
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
    """Punctuation that is right, clock times, addresses, numbers that are names."""
    assert set_markup(text) == (signs(text), [])


def test_every_rule_of_english_has_its_lines_in_the_table() -> None:
    """No rule without a test."""
    names = {rule.name for rule in rules("en", words()["en"])}
    assert len(names) > 20
    assert names == {rule for rule, _, _ in CHANGED}


def test_single_quotes_outside_are_an_option() -> None:
    """British houses begin with the single quote."""
    found, _ = set_markup('said "the "word" here"', Settings(options={"quotes": "single"}))
    assert found == "said ‘the “word” here’"
