"""What a record is called where a text refers to it without words, and texts reduced to their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from markupsafe import Markup, escape

from dossier.dates import DateWords, date_words
from dossier.prose import parse
from dossier.records import Claim, Dossier, Event, Inline, Markdown, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def records_in(record: Record) -> Iterator[Record]:
    """The record and all records inside it."""
    yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        children = (
            value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        )
        for child in children:
            if isinstance(child, Record):
                yield from records_in(child)


def words_in(markup: Markup) -> str:
    """The words of a piece of markup, white space folded."""
    return " ".join("".join(etree.fromstring(f"<p>{markup}</p>").itertext()).split())


class Names:
    """The records of a dossier by id, and their names in its language."""

    def __init__(self, records: Dossier, labels: Mapping[str, Any], dates: DateWords) -> None:
        self.records = records
        self.labels = labels
        self.dates = dates
        self.by_id: dict[str, Any] = {
            record.id: record for record in records_in(records) if hasattr(record, "id")
        }

    def name(self, target: str) -> Markup:
        """The name of a record; empty for figures, tables and chapters, which the numbering names."""
        record = self.by_id.get(target)
        match record:
            case Claim():
                return Markup("{} {}").format(self.labels["see_claim"], self.records.claims.index(record) + 1)
            case Event():
                return escape(date_words(record.date, self.dates, "table"))
            case _:
                return self._own_name(target, self.by_id.get(getattr(record, "person", ""), record))

    def _own_name(self, target: str, record: object) -> Markup:
        words = getattr(record, "name", None) or getattr(record, "term", None)
        title = getattr(record, "title", None)
        if words:
            return escape(words)
        numbered = {chapter.id for chapter in self.records.chapters}
        return self.markup(title) if isinstance(title, Markdown) and target not in numbered else Markup("")

    def markup(self, text: Markdown) -> Markup:
        """The markup of a text without notes and links."""
        return parse(str(text), inline=isinstance(text, Inline)).render(_WordsOnly(self))

    def plain(self, text: str) -> str:
        """The words of one paragraph of Markdown: for attributes, metadata and drawings."""
        return words_in(parse(str(text), inline=True).render(_WordsOnly(self)))


class _WordsOnly:
    """Resolves notes to nothing and references to their words."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def note(self, _citation: str) -> Markup:
        """No note."""
        return Markup("")

    def phrase(self, _citation: str) -> Markup:
        """No citation."""
        return Markup("")

    def reference(self, target: str, words: Markup) -> Markup:
        """The words, without a link."""
        return words or self.names.name(target)

    def figure(self, _target: str) -> Markup:
        """No figure."""
        return Markup("")
