"""The rules of French, after the Lexique of the Imprimerie nationale; its words come from the locale's file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.typography import dashes, gaps, joins, quotes
from dossier.typography.model import DIGITS, NARROW, NBSP, NOTE, SPACES, Rule, S, Wrap
from dossier.typography.patterns import Find, FindWraps, Words, joined, listed, one_of, option

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = frozenset(
    {
        "months", "units", "signs", "number_words", "numero", "identifiers", "titles", "title_followers", "initials",
        "eras", "phrases", "rulers", "ordinals_first", "ordinals", "ordinals_second", "ordinals_roman", "centuries",
        "ordinal_followers", "century_joins", "hours", "labels", "date_openers",
    }
)  # fmt: skip
OPTIONS = {"quote_space": ("nbsp", "narrow"), "colon_space": ("nbsp", "narrow"), "dash": ("en", "keep")}
SPACE = {"nbsp": NBSP, "narrow": NARROW}

ROMAN = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"  # I to XXXIX, never empty
DASH_SIGNS = frozenset("–—")
QUOTES = {1: "«»", 2: "“”", 3: "‘’"}
CONVERTED = frozenset({"curly", "guillemets"})
THREE_POINTS = r"(?<![./])(\.\.\.)(?![./])"
SPACE_SIGNS = frozenset(SPACES)
ROMAN_SIGNS = frozenset("IVX")


def rules(words: Words) -> tuple[Rule, ...]:
    """The rules of French for these words, in the order in which they are applied."""
    return (
        *_sign_rules(words),
        *_space_rules(words),
        *_number_rules(words),
        *_name_rules(words),
        *_markup_rules(words),
    )


def _sign_rules(words: Words) -> tuple[Rule, ...]:
    identifiers = listed(words, "identifiers")
    form = Rule("F7-form", "The dash between spaces is the en dash.", dashes.em_dashes, frozenset("—"))
    return (
        Rule("F8-apostrophe", "The apostrophe is curly.", quotes.apostrophes(), frozenset("'´‘")),
        Rule("F8-primes", "Minutes and seconds of a degree have primes.", quotes.primes, frozenset("°")),
        Rule(
            "F8-quotes",
            "Quotation marks are « », and “ ” in them.",
            quotes.paired_quotes(QUOTES, CONVERTED),
            frozenset('"“«'),
        ),
        Rule("F9", "Three points are one sign, the ellipsis.", joined(THREE_POINTS, "…"), frozenset(".")),
        Rule("F7-hyphen", "A hyphen between spaces is a dash.", dashes.hyphens, frozenset("-")),
        *([form] if option(words, "dash") != "keep" else []),
        Rule(
            "F7-years",
            "Years with a spaced dash are an interval: en dash, no space.",
            dashes.year_intervals,
            frozenset("-–—"),
        ),
        Rule(
            "F7-interval",
            "An interval of numbers has an en dash.",
            dashes.intervals(identifiers),
            frozenset("-"),
        ),
        Rule(
            "F7-dates",
            "An interval of dates has an en dash.",
            dashes.date_intervals(listed(words, "months"), listed(words, "ordinals_first")),
            frozenset("-"),
        ),
        Rule(
            "F7-centuries",
            "An interval of centuries has an en dash.",
            _century_intervals(words),
            frozenset("-"),
        ),
        Rule(
            "F13-sign",
            "«nº» has a superscript o, no degree sign.",
            joined(rf"(?<!\w)[nN](°)(?={S}?\d)", "º"),
            frozenset("°"),
        ),
    )


def _space_rules(words: Words) -> tuple[Rule, ...]:
    inside = SPACE.get(option(words, "quote_space"), NBSP)
    colon = SPACE.get(option(words, "colon_space"), NBSP)
    bound = dashes.Bound.of(
        listed(words, "labels"),
        listed(words, "months"),
        listed(words, "date_openers"),
        listed(words, "ordinals_first"),
    )
    return (
        Rule("F4-single", "Never two spaces in a row.", gaps.single_spaces, SPACE_SIGNS),
        Rule("F4-call", "No space before the call of a note.", gaps.note_calls, frozenset(NOTE)),
        Rule(
            "F4-before",
            "No space before a comma, a full stop, a closing bracket, an ellipsis.",
            gaps.no_space_before(",.)]…"),
            frozenset(",.)]…"),
        ),
        Rule("F4-inside", "No space after an opening bracket.", gaps.no_space_inside, frozenset("([")),
        Rule(
            "F4-after",
            "A space after a comma or semicolon between words.",
            gaps.space_after_comma,
            frozenset(",;"),
        ),
        Rule("F3-inner", "No space inside “ ”.", quotes.tight_quotes, frozenset("“")),
        Rule("F3", "A no-break space inside « ».", gaps.guillemets(inside), frozenset("«»")),
        Rule(
            "F7-bound",
            "A no-break space before a dash behind a label or between two dates.",
            dashes.bound_dashes(bound),
            DASH_SIGNS,
        ),
        Rule(
            "F7-spaces",
            "A no-break space on the inner side of a dash.",
            dashes.spaces_inside(bound),
            DASH_SIGNS,
        ),
        Rule(
            "F1", "A narrow no-break space before ; ! ?", gaps.space_before(";!?", NARROW), frozenset(";!?")
        ),
        Rule(
            "F2",
            "A no-break space before a colon, not in clock times and addresses.",
            gaps.space_before(":", colon),
            frozenset(":"),
        ),
    )


def _number_rules(words: Words) -> tuple[Rule, ...]:
    number_words = (*listed(words, "number_words"), *listed(words, "numero"))
    suffixes = listed(words, "ordinals_first")
    return (
        Rule(
            "F5",
            "Groups of three digits are parted by a narrow no-break space.",
            joins.thousands(number_words),
            DIGITS,
        ),
        Rule(
            "F6-unit",
            "A no-break space between a number and its unit.",
            joins.numbers_with_units(listed(words, "units")),
            DIGITS,
        ),
        Rule(
            "F6-sign",
            "A no-break space between a number and %, € and the like.",
            joins.numbers_with_signs(listed(words, "signs")),
            DIGITS,
        ),
        Rule(
            "F6-date",
            "A no-break space between day and month.",
            joins.days_with_months(listed(words, "months"), suffixes),
            DIGITS,
        ),
        Rule(
            "F6-number",
            "A no-break space between «p.», «art.», «page» and the like and their number.",
            joins.words_with_numbers(number_words),
        ),
        Rule(
            "F6-attached",
            "A no-break space where «p.», «§» and the like touch their number.",
            joins.attached_numbers(number_words),
            DIGITS,
        ),
        Rule(
            "F6-compass",
            "A no-break space between degrees and the point of the compass.",
            joined(rf"[°′″]({S})[A-Z](?!\w)"),
            frozenset("°′″"),
        ),
        Rule("F14", "A no-break space on both sides of the sign of the hour.", _hours(words), DIGITS),
    )


def _name_rules(words: Words) -> tuple[Rule, ...]:
    titles = joins.titles_with_names(listed(words, "titles"), listed(words, "title_followers"))
    initials = joins.initials_with_names(listed(words, "initials"), listed(words, "eras"))
    rulers = joins.names_with_numerals(listed(words, "rulers"), _roman_suffixes(words))
    return (
        Rule("F6-title", "A no-break space between M., Mme, Dr and the name.", titles, SPACE_SIGNS),
        Rule("F6-initial", "A no-break space between an initial and the name.", initials, frozenset(".")),
        Rule(
            "F6-ruler", "A no-break space between the name of a ruler and the numeral.", rulers, ROMAN_SIGNS
        ),
        Rule(
            "F6-century",
            "A no-break space between an ordinal and its century.",
            _century_spaces(words),
            SPACE_SIGNS,
        ),
        Rule(
            "F15",
            "No-break spaces inside abbreviations of several parts.",
            joins.phrases(listed(words, "phrases")),
            frozenset("."),
        ),
    )


def _markup_rules(words: Words) -> tuple[Rule, ...]:
    return (
        Rule("F12", "Centuries stand in small capitals.", _small_capitals(words), ROMAN_SIGNS, markup=True),
        Rule(
            "F11-roman",
            "The ending of an ordinal in Roman figures is superscript.",
            _roman_endings(words),
            ROMAN_SIGNS,
            markup=True,
        ),
        Rule(
            "F11", "The ending of an ordinal in figures is superscript.", _endings(words), DIGITS, markup=True
        ),
        Rule("F13", "The o of «no» before a number is superscript.", _numero(words), DIGITS, markup=True),
    )


def _roman_suffixes(words: Words) -> tuple[str, ...]:
    return (*listed(words, "ordinals_first"), *listed(words, "ordinals_roman"))


def _hours(words: Words) -> Find:
    hour = one_of(listed(words, "hours"))
    return joined(rf"(?<![\w.,:])\d{{1,2}}({S}?){hour}(?:({S}?)\d{{1,2}}(?!\w)|(?!\w))")


def _century_spaces(words: Words) -> Find:
    ordinal = rf"(?<!\w)(?:{ROMAN}|\d{{1,2}}){one_of(_roman_suffixes(words))}"
    return joined(rf"{ordinal}({S}){one_of(listed(words, 'ordinal_followers'))}(?!\w)")


def _century_intervals(words: Words) -> Find:
    ordinal = ROMAN + one_of(_roman_suffixes(words))
    return joined(rf"(?<![\w–-]){ordinal}(-){ordinal}(?![\w–-])", "–")


def _small_capitals(words: Words) -> FindWraps:
    """Every Roman ordinal of a list that ends with a word for century."""
    ordinal = ROMAN + one_of(_roman_suffixes(words))
    between = rf"(?:[–-]|,?{S}(?:{one_of(listed(words, 'century_joins'))}{S})?)"
    series = re.compile(
        rf"(?<!\w){ordinal}(?:{between}{ordinal})*{S}{one_of(listed(words, 'centuries'))}(?!\w)"
    )
    numeral = re.compile(rf"(?<!\w)({ROMAN})(?={one_of(_roman_suffixes(words))}(?!\w))")

    def find(text: str) -> Iterator[Wrap]:
        for run in series.finditer(text):
            yield from (
                Wrap(*match.span(1), "span", "small-caps") for match in numeral.finditer(text, *run.span())
            )

    return find


def _wrapped(pattern: str) -> FindWraps:
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Wrap]:
        return (Wrap(*match.span(1), "sup") for match in compiled.finditer(text))

    return find


def _roman_endings(words: Words) -> FindWraps:
    first, others = one_of(listed(words, "ordinals_first")), one_of(listed(words, "ordinals_roman"))
    return _wrapped(rf"(?<!\w)(?:I(?={first})|(?!I(?![IVX])){ROMAN}(?={others}))({first}|{others})(?!\w)")


def _endings(words: Words) -> FindWraps:
    first, second = one_of(listed(words, "ordinals_first")), one_of(listed(words, "ordinals_second"))
    others = one_of(listed(words, "ordinals"))
    return _wrapped(
        rf"(?<![\w.,])(?:1(?={first})|2(?={second})|\d+(?={others}))({first}|{second}|{others})(?![\w])"
    )


def _numero(words: Words) -> FindWraps:
    """The last letter of the words for number."""
    numero = listed(words, "numero")
    first, last = one_of(word[:-1] for word in numero), one_of(word[-1] for word in numero)
    return _wrapped(rf"(?<!\w){first}({last})(?={S}\d)")
