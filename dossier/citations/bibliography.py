"""The sources of a dossier: notes that cite them, entries that list them, labels that name them.

Loads the citation engine when it is made, not when it is imported.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dossier.citations.items import Preparation, short_forms
from dossier.citations.marks import HYPHEN, Marks, shielded
from dossier.citations.markup import ITEM, Writer
from dossier.citations.scripts import script_of_language
from dossier.citations.styles import find_style
from dossier.problems import ContentError, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from markupsafe import Markup

    from dossier.citations.cites import Cite

LABELLED_BY_NAMES = ("author", "editor")


class Bibliography:
    """Sources in one style; notes remember what was cited, so they are asked for in reading order."""

    def __init__(
        self,
        sources: Sequence[Mapping[str, Any]],
        style: str,
        language: str,
        words: Mapping[str, Any],
        folders: Sequence[Path] = (),
    ) -> None:
        """Make it from CSL-JSON items, a style's name or file, the output language and its citation words.

        `folders` are looked through for the style first, then the program's, then the installed collection.
        A ContentError names a style that is missing or at fault.
        """
        from dossier.citations.engine import Engine  # noqa: PLC0415 - checking a dossier does not load the engine

        self._sources = {str(source["id"]): source for source in sources}
        self._keys = {name: f"s{number}" for number, name in enumerate(self._sources)}
        self._names = {key: name for name, key in self._keys.items()}
        self._marks = Marks()
        self._range = str(words["range"])
        preparation = Preparation(self._marks, language, words["dates"])
        made = {key: preparation.item(self._sources[name], key) for name, key in self._keys.items()}
        self._engine = Engine(
            find_style(style, [*folders, words["folder"]]),
            str(words["locale"]),
            [item for item, _ in made.values()],
            {key: said for key, (_, said) in made.items()},
            self._marks,
        )
        self._entries: dict[str, Markup] = {}
        self._writer = Writer(
            self._marks, self._engine.quotes(), language, _languages_by_script(self._sources.values())
        )

    def note(self, cites: Sequence[Cite]) -> Markup:
        """Return the text of a note, from its capital to its full stop, with links to the bibliography."""
        capital = "" if cites and cites[0].prefix else self._engine.term("ibid").rstrip(".")
        return self._writer.markup(self._cited(cites, closed=True), capital)

    def phrase(self, cites: Sequence[Cite]) -> Markup:
        """Return the same to stand inside a sentence: without full stop, no capital for «ibid.»."""
        return self._writer.markup(self._cited(cites, closed=False))

    def begin(self) -> None:
        """Forget what was cited, for another publication from the same sources; entries are not made again."""
        self._engine.forget()

    def _cited(self, cites: Sequence[Cite], *, closed: bool) -> str:
        self._refuse_unknown([cite.source for cite in cites])
        return self._engine.cite([self._options(cite) for cite in cites], closed=closed) if cites else ""

    def _options(self, cite: Cite) -> tuple[str, dict[str, Any]]:
        opening, closing = self._marks.wrap("|", ITEM, {"lang": self._language(cite.source)}).split("|")
        prefix = f"{shielded(cite.prefix)} " if cite.prefix else ""
        hyphen = HYPHEN if self._range == "-" else "-"
        locator = (cite.label, shielded(cite.locator).replace("-", hyphen)) if cite.locator else None
        options = {"prefix": prefix + opening, "suffix": closing + shielded(cite.suffix), "locator": locator}
        return self._keys[cite.source], options

    def _language(self, name: str) -> str:
        return str(self._sources[name].get("language", ""))

    def entries(self, ids: Iterable[str]) -> list[tuple[str, Markup]]:
        """Return (id, entry) of the works named, each once, sorted as the style sorts; addresses are links."""
        wanted = set(ids)
        self._refuse_unknown(wanted)
        ordered = [self._names[key] for key in self._engine.keys if self._names[key] in wanted]
        self._entries |= {name: self._entry(name) for name in ordered if name not in self._entries}
        return [(name, self._entries[name]) for name in ordered]

    def _entry(self, name: str) -> Markup:
        text = self._engine.entry(self._keys[name])
        marked = self._marks.wrap(
            self._marks.without_links_to(text, "source"), ITEM, {"lang": self._language(name)}
        )
        return self._writer.markup(marked)

    def short(self, name: str) -> str:
        """Return who wrote it, or where it stands if nobody did, and a short title, as plain text."""
        self._refuse_unknown([name])
        source = self._sources[name]
        people: Sequence[Mapping[str, Any]] = next(
            (source[role] for role in LABELLED_BY_NAMES if source.get(role)), []
        )
        names = [str(person.get("family") or person.get("literal") or "") for person in people]
        given = {"title-short": str(source.get("title-short") or source.get("shortTitle") or "")}
        short = {**given, **short_forms(source)}
        where = "" if any(names) else short.get("container-title-short", "")
        return ", ".join(part for part in [*names, short["title-short"], where] if part)

    def _refuse_unknown(self, names: Iterable[str]) -> None:
        unknown = sorted(set(names) - set(self._sources))
        if unknown:
            raise ContentError([
                Problem("sources.csl.json", message=f"there is no source «{name}»", hint=suggestion(name, self._sources))
                for name in unknown
            ])  # fmt: skip


def _languages_by_script(sources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each script the language that most of the sources in it name."""
    named = Counter(str(source["language"]) for source in sources if source.get("language"))
    found: dict[str, str] = {}
    for language, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(script_of_language(language), language)
    return found
