"""What templates can call: texts, dates, names, sources, figures of one dossier, as markup of the vocabulary.

Made anew for each merge, because notes remember what was cited before. Writes nothing, decides no layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from markupsafe import Markup, escape

from dossier.citations import Bibliography, parse_citation
from dossier.dates import EdtfDate, date_words, parse_edtf
from dossier.naming import Names, records_in
from dossier.ordering import letters
from dossier.prose import parse
from dossier.records import Event, Figure, Inline, Life, Markdown, Phase, Place, Sourced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from dossier.illustrations import Illustration
    from dossier.language import Language
    from dossier.reader import Content

KIND_OF_UNKNOWN = "other"


@dataclass(frozen=True)
class Entry:
    """One work of the bibliography, with its number through the whole list and the note of its record."""

    id: str
    number: int
    text: Markup
    note: str = ""


class Context:
    """The functions and filters of the templates for one dossier."""

    def __init__(
        self,
        content: Content,
        language: Language,
        style: str,
        illustrations: Mapping[str, Illustration],
        build_date: date,
        fonts: Iterable[str],
    ) -> None:
        self.content = content
        self.records = content.records
        self.language = language
        self.labels = language.labels
        self.illustrations = illustrations
        self.build_date = build_date
        self.fonts = tuple(fonts)
        self.works = Bibliography(content.sources, style, language.tag, language.citations, [content.folder])
        self.names = Names(self.records, language.labels, language.dates)
        self.by_id = self.names.by_id
        self.groups = self._bibliography()
        self.numbers = {entry.id: entry.number for _kind, entries in self.groups for entry in entries}
        self.placed: list[str] = []

    def globals(self) -> dict[str, Any]:
        """What templates see by name."""
        return {
            "d": self.records, "pub": self.records.publication, "act": self.records.act, "w": self.labels,
            "place": self.by_id.__getitem__, "person": self.by_id.__getitem__, "body": self.by_id.__getitem__,
            "refs": self.refs, "source_numbers": self.source_numbers, "short_source": self.short_source,
            "disputes": self.disputes, "foreign": foreign, "life": self.life, "coordinates": self.coordinates,
            "figure": self.figure, "cover_figure": self.cover_figure, "chapter_text": self.chapter_text,
            "events_by_phase": self.events_by_phase, "phase_name": self.phase_name, "how_to_cite": self.how_to_cite,
            "bibliography": lambda: self.groups, "unplaced_figures": self.unplaced_figures,
            "descriptions": self.descriptions, "has_maps": self.has_maps,
            "build_date": self.when(parse_edtf(self.build_date.isoformat())),
            "fonts": self.labels["list_comma"].join(self.fonts),
        }  # fmt: skip

    def filters(self) -> dict[str, Any]:
        """What templates apply with a bar."""
        return {
            "md": self.markdown,
            "md_words": self.markdown_words,
            "md_plain": self.names.plain,
            "when": self.when,
            "when_running": self.when_running,
            "language_name": self.language_name,
            "alphabetical": alphabetical,
            "capital": capital,
        }

    # texts

    def markdown(self, text: Markdown) -> Markup:
        """The markup of a Markdown text of a record."""
        return parse(str(text), inline=isinstance(text, Inline)).render(self)

    def markdown_words(self, text: Markdown) -> Markup:
        """The same without notes and links: for captions and lists."""
        return self.names.markup(text)

    def first_paragraph(self, text: Markdown) -> str:
        """The words of the first paragraph of a text."""
        return self.names.plain(str(text).strip().split("\n\n")[0])

    def chapter_text(self, name: str) -> Markup:
        """The text of a chapter."""
        return parse(self.content.chapters[name], inline=False).render(self)

    def note(self, citation: str) -> Markup:
        """The text of a note for the inside of `[@id, p. 12]`."""
        return self.works.note(parse_citation(citation, self.language.citations))

    def phrase(self, citation: str) -> Markup:
        """The same inside the sentence of a note."""
        return self.works.phrase(parse_citation(citation, self.language.citations))

    def reference(self, target: str, words: Markup) -> Markup:
        """A cross-reference; a record without words given says its own name."""
        return Markup('<a class="xref" href="#{}">{}</a>').format(target, words or self.names.name(target))

    # dates, names, languages

    def when(self, value: EdtfDate) -> str:
        """A date as it stands in a table."""
        return date_words(value, self.language.dates, "table")

    def when_running(self, value: EdtfDate) -> str:
        """A date as it stands in running text."""
        return date_words(value, self.language.dates, "running")

    def life(self, life: Life) -> str:
        """Dates of life: «1944-2023», or the one that is known with its sign."""
        born, died = (self.when(day) if day else "" for day in (life.born, life.died))
        if born and died:
            return f"{born} – {died}"
        return f"{self.labels['born']} {born}" if born else f"† {died}"

    def language_name(self, tag: str) -> str:
        """The name of a language in the language of the dossier."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.language.tag)
        except (UnknownLocaleError, ValueError):
            return tag
        return name or tag

    def coordinates(self, place: Place) -> str:
        """Latitude and longitude in degrees and hundredths, with their sides."""
        return str(self.labels["list_comma"]).join(
            f"{abs(value):.2f}°\u00a0{self.labels[sides[value < 0]]}".replace(".", self.labels["decimal"])
            for value, sides in ((place.latitude, ("north", "south")), (place.longitude, ("east", "west")))
        )

    def phase_name(self, phase: Phase) -> str:
        """The heading of a phase."""
        return self.records.publication.phases.get(phase) or str(self.labels["phase_names"][phase])

    def events_by_phase(self) -> list[tuple[Phase, list[Event]]]:
        """The phases that have events, each with its events in order of time."""
        events = sorted(self.records.events, key=lambda event: event.date.sort_key)
        grouped = [(phase, [event for event in events if event.phase == phase]) for phase in Phase]
        return [(phase, group) for phase, group in grouped if group]

    # sources and claims

    def _source_link(self, source: str) -> Markup:
        name, _, locator = source.partition(", ")
        number = self.numbers.get(name)
        if number is None:
            return Markup("")
        link = Markup('<a class="source" href="#src-{}">{}</a>').format(name, number)
        return link + Markup(", {}").format(locator) if locator else link

    def source_numbers(self, sources: Iterable[str]) -> Markup:
        """Numbers of works in the bibliography, in order, with commas."""
        ordered = sorted(sources, key=lambda source: self.numbers.get(source.partition(", ")[0], 0))
        return Markup(", ").join(self._source_link(source) for source in ordered)

    def refs(self, sources: Iterable[str]) -> Markup:
        """The same in square brackets, with a space before; empty without sources."""
        numbers = self.source_numbers(sources)
        return Markup(" [{}]").format(numbers) if numbers else Markup("")

    def short_source(self, source: str) -> Markup:
        """Author and title of a work, in short, in its own language."""
        name = source.partition(", ")[0]
        language = next((item.get("language") for item in self.content.sources if item["id"] == name), None)
        return foreign(self.works.short(name), str(language) if language else None)

    def disputes(self, record: Sourced, field: str | None = None) -> Markup:
        """Where the record, or one field of it, is contested: links to the claims."""
        claims = [claim for name, claim in record.disputed.items() if field in {None, name}]
        links = Markup(", ").join(self.reference(claim, Markup("")) for claim in dict.fromkeys(claims))
        return (
            Markup(" ({}{}{})").format(self.labels["contested"], self.labels["colon"], links)
            if links
            else Markup("")
        )

    def _cited(self) -> list[str]:
        """Ids of all sources that records or texts name, each once."""
        found: dict[str, None] = {}
        for text in self.content.texts:
            found.update((mention.target, None) for mention in text.mentions() if mention.kind == "source")
        for record in records_in(self.records):
            for field in ("sources", "further_reading"):
                found.update((source.partition(", ")[0], None) for source in getattr(record, field, ()))
        return list(found)

    def _bibliography(self) -> list[tuple[str, list[Entry]]]:
        kinds = {str(item["id"]): _kind(item) for item in self.content.sources}
        notes = {str(item["id"]): str(item.get("note", "")) for item in self.content.sources}
        entries = self.works.entries(self._cited())
        order = [kind for kind in self.labels["source_kinds"] if kind != KIND_OF_UNKNOWN] + [KIND_OF_UNKNOWN]
        sorted_entries = sorted(entries, key=lambda entry: _rank(kinds[entry[0]], order))
        groups: dict[str, list[Entry]] = {}
        for number, (name, text) in enumerate(sorted_entries, 1):
            kind = kinds[name] if kinds[name] in order else KIND_OF_UNKNOWN
            groups.setdefault(kind, []).append(Entry(name, number, text, notes[name]))
        return list(groups.items())

    def how_to_cite(self) -> Markup:
        """How to cite the dossier: as given, or composed."""
        publication = self.records.publication
        if publication.cite_as:
            return self.markdown(publication.cite_as)
        authors = self.labels["list_comma"].join(author.name for author in publication.authors)
        rest = [
            publication.publisher,
            publication.edition,
            self.when(publication.date),
            publication.identifier,
            publication.url,
        ]
        tail = self.labels["list_comma"].join(str(part) for part in rest if part)
        return Markup("{}, <em>{}</em>, {}.").format(authors, self.markdown_words(publication.title), tail)

    # figures

    def figure(self, name: str) -> Markup:
        """A figure as a block; empty when its drawing could not be made."""
        figure = self.by_id[name]
        shown = self.illustrations.get(name)
        if shown is None or not isinstance(figure, Figure):
            return Markup("")
        self.placed.append(name)
        block = Markup('<figure id="{}" class="{}">{}<figcaption>{}{}</figcaption></figure>').format(
            name,
            _figure_classes(figure),
            _image(shown, figure.alt),
            self.markdown(figure.caption),
            self._credit(figure),
        )
        return (
            Markup('<div class="landscape">{}</div>').format(block)
            if figure.width == "landscape" or shown.across
            else block
        )

    def cover_figure(self, name: str) -> Markup:
        """The figure of the cover, without caption."""
        shown, figure = self.illustrations.get(name), self.by_id[name]
        if shown is None or not isinstance(figure, Figure):
            return Markup("")
        self.placed.append(name)
        return Markup('<figure class="cover-art">{}</figure>').format(_image(shown, figure.alt))

    def _credit(self, figure: Figure) -> Markup:
        words = [part for part in (figure.credit, figure.licence) if part]
        return (
            Markup(' <span class="credit">{}</span>').format(self.labels["list_comma"].join(words))
            if words
            else Markup("")
        )

    def unplaced_figures(self, drawing: str) -> list[str]:
        """Ids of the drawings of one kind that no text has placed, for the sections that show them."""
        mentioned = {
            mention.target
            for text in self.content.texts
            for mention in text.mentions()
            if mention.kind == "figure"
        }
        cover = self.records.publication.cover
        return [
            figure.id
            for figure in self.records.figures
            if figure.drawing == drawing
            and figure.id not in mentioned
            and figure.id not in {cover, *self.placed}
        ]

    def descriptions(self) -> list[tuple[str, str]]:
        """Figure id and long description of every placed figure that has one."""
        return [
            (name, self.illustrations[name].description)
            for name in dict.fromkeys(self.placed)
            if self.illustrations[name].description and name != self.records.publication.cover
        ]

    def has_maps(self) -> bool:
        """Whether a map is among the figures."""
        return any(figure.drawing == "map" for figure in self.records.figures)


def foreign(words: str, lang: str | None) -> Markup:
    """Words marked with their language."""
    return Markup('<span lang="{}">{}</span>').format(lang, words) if lang else escape(words)


def alphabetical(records: Iterable[Any], attribute: str) -> list[Any]:
    """The records by a field, accents and capitals aside."""
    return sorted(records, key=lambda record: letters(str(getattr(record, attribute))))


def capital(words: str) -> str:
    """The words with a capital first, as a list or a sentence begins; markup stays markup, the rest as it is."""
    return words[:1].upper() + words[1:]


def _figure_classes(figure: Figure) -> str:
    kind = "drawing" if figure.drawing else "picture"
    return f"{kind} narrow" if figure.width == "narrow" else kind


def _image(shown: Illustration, alt: str | None) -> Markup:
    return Markup('<img src="asset:{}" alt="{}" width="{:.4g}" height="{:.4g}"/>').format(
        shown.asset.name, alt or shown.alt, shown.width, shown.height
    )


def _kind(item: Mapping[str, Any]) -> str:
    custom = item.get("custom")
    return str(custom.get("kind", KIND_OF_UNKNOWN)) if isinstance(custom, dict) else KIND_OF_UNKNOWN


def _rank(kind: str, order: list[str]) -> int:
    return order.index(kind) if kind in order else len(order)
