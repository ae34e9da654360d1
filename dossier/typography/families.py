"""Which rules a language has: each file of words names the family of rules that it feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dossier.problems import Problem, suggestion
from dossier.typography import english, french

if TYPE_CHECKING:
    from dossier.typography.model import Rule, Settings
    from dossier.typography.patterns import Words

PLACE = "typography"


@dataclass(frozen=True)
class Family:
    """The rules of a group of languages, the lists of words they need, and their options with the values of each."""

    rules: Callable[[Words], tuple[Rule, ...]]
    lists: frozenset[str]
    options: Mapping[str, tuple[str, ...]]


FAMILIES = {
    "french": Family(french.rules, french.LISTS, french.OPTIONS),
    "english": Family(english.rules, english.LISTS, english.OPTIONS),
}


def family_of(words: Words) -> Family | None:
    """The family that the words are for; None for a language without rules."""
    return FAMILIES.get(str(words.get("family", "")))


def rules(language: str, words: Words) -> tuple[Rule, ...]:  # noqa: ARG001 - the caller's language; its words say the family
    """The rules of a language in the order of their application; none where the words name no family."""
    family = family_of(words)
    return family.rules(words) if family else ()


def with_options(words: Words, options: Mapping[str, str]) -> Words:
    """The words, with these options before those of the file."""
    own = words.get("options", {})
    return {**words, "options": {**(own if isinstance(own, Mapping) else {}), **options}}


def check_settings(words: Mapping[str, Words], settings: Settings, file: str = PLACE) -> list[Problem]:
    """A Problem for each rule, option or value that no language of the dossier knows; `file` holds the settings."""
    problems = [*_unknown_rules(words, settings), *_unknown_options(words, settings)]
    return [replace(problem, file=file) for problem in problems]


def _unknown_rules(words: Mapping[str, Words], settings: Settings) -> Iterator[Problem]:
    if not settings.disabled:
        return
    names = {rule.name for language, content in words.items() for rule in rules(language, content)}
    known = names | {name.partition("-")[0] for name in names}
    for name in sorted(settings.disabled - known):
        yield Problem(
            PLACE,
            path=f"{PLACE}.{name}",
            message=f"«{name}» is no rule of typography",
            hint=suggestion(name, known),
        )


def _unknown_options(words: Mapping[str, Words], settings: Settings) -> Iterator[Problem]:
    known: dict[str, set[str]] = {}
    for family in filter(None, map(family_of, words.values())):
        for name, values in family.options.items():
            known.setdefault(name, set()).update(values)
    for name, value in sorted(settings.options.items()):
        path = f"{PLACE}.{name}"
        if name not in known:
            yield Problem(
                PLACE, path=path, message=f"«{name}» is no option of typography", hint=suggestion(name, known)
            )
        elif value not in known[name]:
            yield Problem(
                PLACE,
                path=path,
                message=f"«{value}» is no value of «{name}»",
                hint=suggestion(value, known[name]),
            )
