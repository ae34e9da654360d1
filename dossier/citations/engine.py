"""The only importer of the citation engine (citeproc-py), and what it leaves to be done around it.

Cites in a note keep their order, entries sort as a reader's alphabet does, the first of a month is «1er»
where the locale says so, and whatever the engine raises becomes a problem of the style.
"""

from __future__ import annotations

import unicodedata
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeproc import (  # type: ignore[import-untyped] # it has no types
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
)
from citeproc.source import LiteralDate  # type: ignore[import-untyped] # it has no types
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped] # it has no types
from lxml.etree import LxmlError

from dossier.citations.marks import unshielded
from dossier.citations.markup import Quotes
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dossier.citations.items import SaidDate
    from dossier.citations.marks import Marks

CSL = "{http://purl.org/net/xbiblio/csl}"
NUMBER_WIDTH = 12
RECENT = 100


class _Date(LiteralDate):  # type: ignore[misc] # the engine has no types
    """A date in words that sorts by its day."""

    def __init__(self, said: SaidDate) -> None:
        super().__init__(said.text)
        self.key = said.key

    def sort_key(self) -> str:
        return self.key


@dataclass(frozen=True)
class _Locator:
    """A locator that equals another of the same words, which decides on «ibid.»."""

    label: str
    identifier: str


class _Locale:
    """A locale that looks each of its terms up once; the engine looks them up again for each word it sets."""

    def __init__(self, locale: Any) -> None:  # noqa: ANN401 - the engine has no types
        self._locale = locale
        self._terms: dict[tuple[object, ...], Any] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the engine has no types
        return getattr(self._locale, name)

    def get_term(self, name: str, form: str | None = None, *, zero_padded: bool = False) -> Any:  # noqa: ANN401 - the engine has no types
        """Return the element of a term; an IndexError if the locale lacks it."""
        key = (name, form, zero_padded)
        if key not in self._terms:
            self._terms[key] = self._found(name, form, zero_padded=zero_padded)
        if self._terms[key] is None:
            raise IndexError(name)
        return self._terms[key]

    def _found(self, name: str, form: str | None, *, zero_padded: bool) -> Any:  # noqa: ANN401 - the engine has no types
        try:
            return self._locale.get_term(name, form, zero_padded=zero_padded)
        except IndexError:
            return None


class _Formatter:
    """What the engine calls to set text apart; every kind becomes a pair of marks."""

    def __init__(self, marks: Marks) -> None:
        def into(name: str, **attributes: str) -> object:
            return staticmethod(lambda text: marks.wrap(str(text), name, attributes)).__func__

        self.Italic = self.Oblique = self.Underline = into("em")
        self.Bold = into("strong")
        self.Superscript, self.Subscript = into("sup"), into("sub")
        self.SmallCaps = into("span", **{"class": "small-caps"})
        self.Light = str

    @staticmethod
    def preformat(text: object) -> str:
        """Return the text as it is; values come shielded."""
        return str(text)


class Engine:
    """One style over one set of items, with the memory of what was cited."""

    def __init__(
        self,
        style: Path,
        locale: str,
        items: Sequence[Mapping[str, Any]],
        dates: Mapping[str, Mapping[str, SaidDate]],
        marks: Marks,
    ) -> None:
        self._file = style.name
        with self._told("cannot be read"):
            self._style = CitationStylesStyle(str(style), locale=locale, validate=False)
            self._say_first_of_month()
            self._style.root.locales = [_Locale(locale) for locale in self._style.root.locales]
            source = CiteProcJSON(items)
            for key, said in dates.items():
                source[key].update({name.replace("-", "_"): _Date(date) for name, date in said.items()})
            self._bibliography = CitationStylesBibliography(self._style, source, _Formatter(marks))
            if self._style.root.citation is None:
                raise ValueError("it has no <citation>")
        self._cited: list[CitationItem] = []
        self._remembered = 2 * RECENT
        self._register([str(item["id"]) for item in items])

    def _register(self, keys: Sequence[str]) -> None:
        """Make all items known, in the order of the style's bibliography."""
        self._numbers = {key: number for number, key in enumerate(keys, 1)}
        self._bibliography.register(Citation([self._plain_item(key) for key in keys]))
        self._bibliography.items = self._sorted(self._bibliography.items)
        self._bibliography.keys = [item.key for item in self._bibliography.items]
        self._order = tuple(self._bibliography.keys)
        self._numbers = {key: number for number, key in enumerate(self._order, 1)}

    def _say_first_of_month(self) -> None:
        """Dates in words say «1er» where the locale has an ordinal for the first day alone."""
        for locale in self._style.root.locales:
            options = locale.find(f"{CSL}style-options")
            if options is not None and options.get("limit-day-ordinals-to-day-1") == "true":
                for day in locale.iterfind(f"{CSL}date[@form='text']/{CSL}date-part[@name='day']"):
                    day.set("form", "ordinal")
                for term in locale.findall(
                    f"{CSL}terms/{CSL}term[@name='ordinal-01'][@gender-form='feminine']"
                ):
                    term.getparent().remove(
                        term
                    )  # the engine takes the first it finds, and days are masculine

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Whatever the engine warns of or raises is a fault of the style, told by its name."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        except (LxmlError, OSError, Exception) as error:
            said = str(error).strip().partition("\n")[0] or type(error).__name__
            message = f"the citation style «{self._file}» {what}: {said}"
            raise ContentError([Problem(self._file, message=message, hint="name another style")]) from error

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the style's bibliography."""
        return self._order

    def term(self, name: str) -> str:
        """Return a term of the style's locale; empty if it has none."""
        return str(self._style.root.get_single_term(name=name)).strip("\u00a0\u202f ")

    def quotes(self) -> Quotes:
        """Return the quotation marks of the style's locale."""
        names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        return Quotes(*(self.term(name) for name in names))

    def cite(self, cites: Sequence[tuple[str, Mapping[str, Any]]], *, closed: bool) -> str:
        """Return one note of several (key, options); not `closed` leaves out what ends a note."""
        with self._told("cannot write a note"):
            citation = Citation([self._item(key, options) for key, options in cites])
            citation.bibliography = self._bibliography
            given = list(dict.fromkeys(key for key, _ in cites))
            self._bibliography.keys = [*given, *(key for key in self._order if key not in given)]
            with self._ending(closed=closed):
                text = str(self._style.render_citation(citation, self._cited, lambda item: item.key))
            self._forget_repeated()
            return text

    def _forget_repeated(self) -> None:
        """Keep of older cites one for each source: what «first» asks for; «ibid.» and nearness ask for late ones."""
        if len(self._cited) > self._remembered:
            older, late = self._cited[:-RECENT], self._cited[-RECENT:]
            self._cited[:] = [*{cite.key: cite for cite in older}.values(), *late]
            self._remembered = len(self._cited) + RECENT

    def _item(self, key: str, options: Mapping[str, Any]) -> CitationItem:
        locator = options.get("locator")
        rest = {name: options[name] for name in ("prefix", "suffix") if options.get(name)}
        return self._plain_item(key, **rest, **({"locator": _Locator(*locator)} if locator else {}))

    def _plain_item(self, key: str, **options: object) -> _Cited:
        return _Cited(key, self._bibliography.source[key], self._numbers[key], **options)

    def forget(self) -> None:
        """Begin anew: nothing has been cited."""
        self._cited.clear()
        self._remembered = 2 * RECENT

    @contextmanager
    def _ending(self, *, closed: bool) -> Iterator[None]:
        """Without its suffix, the layout's text can go on."""
        layout = self._style.root.citation.layout
        suffix = layout.attrib.pop("suffix", None) if not closed else None
        try:
            yield
        finally:
            if suffix is not None:
                layout.set("suffix", suffix)

    def entry(self, key: str) -> str:
        """Return the bibliography entry of an item; its first note where the style would list nothing."""
        with self._told("cannot write a bibliography entry"):
            item = self._plain_item(key)
            item.citation = Citation([item])
            item.citation.bibliography = self._bibliography
            listed = self._style.render_bibliography([item]) if self._style.has_bibliography() else []
            return "".join(map(str, listed)) or str(
                self._style.render_citation(item.citation, [], lambda cite: cite.key)
            )

    def _sorted(self, items: list[CitationItem]) -> list[CitationItem]:
        """Return the items as the style sorts them, in alphabetical order of letters without their accents."""
        bibliography = self._style.root.bibliography
        keys = [] if bibliography is None else bibliography.findall(f"{CSL}sort/{CSL}key")
        with self._told("cannot sort the bibliography"):
            for key in reversed(keys):
                values = dict(
                    zip((item.key for item in items), key.sort_keys(items, bibliography.layout), strict=True)
                )
                descending = key.get("sort") == "descending"
                known = [item for item in items if values[item.key] is not None]
                known.sort(key=lambda item: collated(values[item.key]), reverse=descending)
                items = known + [item for item in items if values[item.key] is None]
        return items


class _Cited(CitationItem):  # type: ignore[misc] # the engine has no types
    """A cited item whose number does not depend on the order in a note.

    `key` and `reference` are plain attributes, as the engine asks for them some hundred times an item and
    its own way to them is long.
    """

    reference: Any = None

    def __init__(self, key: str, reference: object, number: int, **options: object) -> None:
        super().__init__(key, **options)
        for name, value in (("key", key), ("reference", reference), ("number_of_item", number)):
            object.__setattr__(self, name, value)

    @property
    def number(self) -> int:
        return int(self.number_of_item)


def collated(value: object) -> str:
    """Return a text as it is sorted: letters without accents and case, numbers by value, no punctuation."""
    letters = unicodedata.normalize("NFD", unshielded(str(value)).casefold())
    words = "".join(char if char.isalnum() else " " if char in " -'’" else "" for char in letters).split()
    return " ".join(word.zfill(NUMBER_WIDTH) if word.isdigit() else word for word in words)
