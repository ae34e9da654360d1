"""Applies the rules of each language to the lines of a tree, and to plain text; tells every change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from dossier.problems import ContentError
from dossier.typography.families import check_settings, rules, with_options
from dossier.typography.flow import Flow, Line, Segment, flows
from dossier.typography.model import FOREIGN, NOTE, PROTECTED, SPACES, Change, Edit, Rule, Settings, Wrap
from dossier.vocabulary import INLINE, classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from dossier.typography.patterns import Words

AS_GIVEN = Settings()
PASSES = 6  # more than any text has been seen to need
AROUND = 24  # characters shown on each side of a change
ATTRIBUTES = ("alt", "title", "data-summary")
STATEMENTS = frozenset(f"dcterms.{name}" for name in ("title", "subject", "description", "source", "rights"))


@dataclass(frozen=True)
class Typesetter:
    """The rules that are on, for each language, made when a language is first met."""

    words: Mapping[str, Words]
    settings: Settings
    made: dict[str, Sequence[Rule]] = field(default_factory=dict)

    def for_language(self, language: str) -> Sequence[Rule]:
        """The rules of a language tag or of its base language; none for a language without."""
        if language not in self.made:
            self.made[language] = self._rules(language)
        return self.made[language]

    def _rules(self, language: str) -> Sequence[Rule]:
        content = self.words.get(language) or self.words.get(language.partition("-")[0], {})
        found = rules(language, with_options(content, self.settings.options))
        return [rule for rule in found if not rule.is_in(self.settings.disabled)]


def _typesetter(words: Mapping[str, Words], settings: Settings) -> Typesetter:
    """The rules under these settings. Raises ContentError for settings that no language knows."""
    if problems := check_settings(words, settings):
        raise ContentError(problems)
    return Typesetter(words, settings)


def typeset(tree: Element, words: Mapping[str, Words], settings: Settings = AS_GIVEN) -> list[Change]:
    """Set the typography of the tree in place; every change, in order. `words` holds one file of words per language.

    Raises ContentError for settings that no language knows.
    """
    setter = _typesetter(words, settings)
    changes: list[Change] = []
    for flow in list(flows(tree, "")):
        changes += _set_flow(flow, setter)
    for element in tree.iter(etree.Element):
        changes += _set_attributes(element, setter)
    return changes


def typeset_text(text: str, language: str, words: Mapping[str, Words], settings: Settings = AS_GIVEN) -> str:
    """The text with the typography of its language, by the rules that need no markup."""
    return text_setter(language, words, settings)(text)


def text_setter(
    language: str, words: Mapping[str, Words], settings: Settings = AS_GIVEN
) -> Callable[[str], str]:
    """What sets one text after another as `typeset_text` does; the rules are made once."""
    made = _typesetter(words, settings).for_language(language)

    def set_text(text: str) -> str:
        line = _line_of(text, language)
        _apply_characters(line, made)
        return line.plain()

    return set_text


def _set_flow(flow: Flow, setter: Typesetter) -> list[Change]:
    """Set one line, for each of its languages."""
    if not any(segment.string.strip() for segment in flow):
        return []
    done: list[_Done] = []
    for language in dict.fromkeys(segment.language for segment in flow):
        found = setter.for_language(language)
        if found:
            done += _set_line(Line(flow, language), found)
    return _changes(done, flow[0].parent)


@dataclass(frozen=True)
class _Done:
    """One edit or wrap, as it is told."""

    rule: str
    before: str
    after: str
    context: str


def _set_line(line: Line, found: Sequence[Rule]) -> list[_Done]:
    done = _apply_characters(line, found)
    wraps = [] if line.flow[0].element.tag == "title" else list(_wraps(line, found))
    if done or wraps:
        line.write(sorted((wrap for _, wrap in wraps), key=lambda wrap: wrap.start))
    return done + [_told(rule, line.text, wrap) for rule, wrap in wraps]


def _apply_characters(line: Line, found: Sequence[Rule]) -> list[_Done]:
    """Apply the rules without markup to the line, one after the other, until none finds anything more."""
    characters = [rule for rule in found if not rule.markup]
    done: list[_Done] = []
    for _ in range(PASSES):
        before = len(done)
        if not _pass(line, characters, done) or len(done) == before:
            break
    return done


def _pass(line: Line, found: Sequence[Rule], done: list[_Done]) -> bool:
    """Apply each rule once; whether an earlier rule may now find something in what a later one has written."""
    again = False
    signs = set(line.text)
    for rule in found:
        if rule.signs and rule.signs.isdisjoint(signs):
            continue
        edits = [edit for edit in rule.find(line.text) if isinstance(edit, Edit) and line.can_make(edit)]
        if edits:
            again = again or (
                rule is not found[0] and not all(_is_respacing(line.text, edit) for edit in edits)
            )
            done += [_told(rule, line.text, edit) for edit in edits]
            line.apply(edits)
            signs.update(*(edit.text for edit in edits))
    return again


def _is_respacing(text: str, edit: Edit) -> bool:
    """Whether the edit puts one width of space for another; no rule looks at the width of spaces round it."""
    return edit.end - edit.start == len(edit.text) == 1 and edit.text in SPACES and text[edit.start] in SPACES


def _wraps(line: Line, found: Sequence[Rule]) -> Iterator[tuple[Rule, Wrap]]:
    """What the rules with markup wrap: within one segment, and not in an element of that role already."""
    signs = set(line.text)
    for rule in found:
        if rule.markup and not rule.signs.isdisjoint(signs):
            for wrap in rule.find(line.text):
                segment = line.segment_of(wrap.start, wrap.end) if isinstance(wrap, Wrap) else None
                if isinstance(wrap, Wrap) and segment and wrap.role not in _roles(segment):
                    yield rule, wrap


def _roles(segment: Segment) -> set[str]:
    """Tags and classes of the inline elements around a segment."""
    roles: set[str] = set()
    element: Element | None = segment.parent
    while element is not None and element.tag in INLINE:
        roles |= {str(element.tag), *classes(element)}
        element = element.getparent()
    return roles


def _told(rule: Rule, text: str, what: Edit | Wrap) -> _Done:
    before, tail = text[what.start : what.end], text[what.end : what.end + AROUND]
    after = what.text if isinstance(what, Edit) else f"<{what.role}>{before}</{what.role}>"
    context = text[max(what.start - AROUND, 0) : what.start] + after + tail
    return _Done(rule.name, before, after, _legible(context))


def _legible(context: str) -> str:
    """The words around a change; dots stand for what the rule did not see."""
    return context.replace(NOTE, "").replace(FOREIGN, "…").replace(PROTECTED, "…").strip()


def _changes(done: Sequence[_Done], element: Element) -> list[Change]:
    where = _where(element) if done else ""
    return [Change(one.rule, one.before, one.after, one.context, where) for one in done]


def _where(element: Element) -> str:
    """The id of the nearest element with one, or the path of tags."""
    nearest = [element, *element.iterancestors()]
    ids = (name for one in nearest if (name := one.get("id")))
    return next(ids, "/".join(str(one.tag) for one in reversed(nearest)))


def _set_attributes(element: Element, setter: Typesetter) -> list[Change]:
    done: list[_Done] = []
    for name in _attributes_of(element):
        line = _line_of(element.get(name, ""), _language_of(element))
        found = _apply_characters(line, setter.for_language(line.language))
        if found:
            element.set(name, line.plain())
            done += found
    return _changes(done, element)


def _attributes_of(element: Element) -> list[str]:
    """The attributes that hold words of the language."""
    if element.tag == "meta":
        return ["content"] if element.get("name") in STATEMENTS else []
    return [name for name in ATTRIBUTES if name in element.attrib]


def _language_of(element: Element) -> str:
    languages = (language for one in (element, *element.iterancestors()) if (language := one.get("lang")))
    return next(languages, "")


def _line_of(text: str, language: str) -> Line:
    """A line that stands in no tree."""
    element = etree.Element("text")
    element.text = text
    return Line([Segment(element, "text", language)], language)
