"""The rules of English; its words come from the locale's file."""

from __future__ import annotations

from dossier.typography import dashes, gaps, joins, quotes
from dossier.typography.model import DIGITS, Rule
from dossier.typography.patterns import Words, joined, listed, option

LISTS = frozenset(
    {
        "months",
        "units",
        "number_words",
        "identifiers",
        "titles",
        "initials",
        "eras",
        "phrases",
        "rulers",
        "elisions",
    }
)
OPTIONS = {"quotes": ("double", "single"), "dash": ("en", "keep")}
QUOTES = {"double": {1: "“”", 2: "‘’"}, "single": {1: "‘’", 2: "“”"}}


def rules(words: Words) -> tuple[Rule, ...]:
    """The rules of English for these words, in the order in which they are applied."""
    return (*_sign_rules(words), *_space_rules(), *_number_rules(words), *_name_rules(words))


def _sign_rules(words: Words) -> tuple[Rule, ...]:
    signs = QUOTES.get(option(words, "quotes"), QUOTES["double"])
    return (
        Rule("E4-single", "Never two spaces in a row.", gaps.single_spaces),
        Rule(
            "E9",
            "Three points are one sign, the ellipsis.",
            joined(r"(?<![./])(\.\.\.)(?![./])", "…"),
            frozenset("."),
        ),
        Rule("E8-primes", "Minutes and seconds of a degree have primes.", quotes.primes, frozenset("°")),
        Rule(
            "E8-apostrophe",
            "Apostrophes and single quotes are curly.",
            quotes.apostrophes(listed(words, "elisions")),
            frozenset("'´‘"),
        ),
        Rule(
            "E8-quotes",
            "Straight quotation marks become curly, by their depth.",
            quotes.paired_quotes(signs, ()),
            frozenset('"'),
        ),
        Rule("E7-hyphen", "A hyphen between spaces is a dash.", dashes.hyphens, frozenset("-")),
        Rule("E7-double", "Two hyphens between words are an em dash.", dashes.double_hyphens, frozenset("-")),
        *(
            [Rule("E7-form", "The dash between spaces is the en dash.", dashes.em_dashes, frozenset("—"))]
            if option(words, "dash") != "keep"
            else []
        ),
        Rule(
            "E7-years",
            "Two years joined by a spaced dash are an interval: en dash, no space.",
            dashes.year_intervals,
            frozenset("-–—"),
        ),
        Rule(
            "E7-interval",
            "An interval of numbers has an en dash.",
            dashes.intervals(listed(words, "identifiers")),
            frozenset("-"),
        ),
        Rule(
            "E7-dates",
            "An interval of dates has an en dash.",
            dashes.date_intervals(listed(words, "months")),
            frozenset("-"),
        ),
    )


def _space_rules() -> tuple[Rule, ...]:
    return (
        Rule("E4-call", "No space before the call of a note.", gaps.note_calls),
        Rule(
            "E4-before",
            "No space before a mark of punctuation or a closing bracket.",
            gaps.no_space_before(",.;:!?)]"),
            frozenset(",.;:!?)]"),
        ),
        Rule("E4-inside", "No space after an opening bracket.", gaps.no_space_inside, frozenset("([")),
        Rule(
            "E4-after",
            "A space after a comma or semicolon between words.",
            gaps.space_after_comma,
            frozenset(",;"),
        ),
        Rule("E3", "No space inside “ ”.", quotes.tight_quotes, frozenset("“")),
        Rule("E7-spaces", "A no-break space before a spaced dash.", dashes.spaces_before, frozenset("–—")),
    )


def _number_rules(words: Words) -> tuple[Rule, ...]:
    number_words, months = listed(words, "number_words"), listed(words, "months")
    return (
        Rule(
            "E5",
            "Groups of three digits are parted by a narrow no-break space.",
            joins.thousands(number_words),
            DIGITS,
        ),
        Rule(
            "E6-percent",
            "No space between a number and %.",
            joined(r"\d([ \u00a0\u2009\u202f])%(?!\w)", ""),
            frozenset("%"),
        ),
        Rule(
            "E6-unit",
            "A no-break space between a number and its unit.",
            joins.numbers_with_units(listed(words, "units")),
            DIGITS,
        ),
        Rule(
            "E6-date",
            "A no-break space between day and month (5 May).",
            joins.days_with_months(months),
            DIGITS,
        ),
        Rule(
            "E6-month",
            "A no-break space between month and day (May 5).",
            joins.months_with_days(months),
            DIGITS,
        ),
        Rule(
            "E6-number",
            "A no-break space between «p.», «No.», «Article» and the like and their number.",
            joins.words_with_numbers(number_words),
        ),
    )


def _name_rules(words: Words) -> tuple[Rule, ...]:
    initials = joins.initials_with_names(listed(words, "initials"), listed(words, "eras"))
    rulers = joins.names_with_numerals(listed(words, "rulers"), ())
    return (
        Rule(
            "E6-title",
            "A no-break space between Mr, Dr and the name.",
            joins.titles_with_names(listed(words, "titles")),
        ),
        Rule("E6-initial", "A no-break space between an initial and the name.", initials, frozenset(".")),
        Rule(
            "E6-ruler",
            "A no-break space between the name of a ruler and the numeral.",
            rulers,
            frozenset("IVX"),
        ),
        Rule(
            "E15",
            "No-break spaces inside abbreviations of several parts.",
            joins.phrases(listed(words, "phrases")),
        ),
    )
