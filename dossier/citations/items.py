"""CSL-JSON sources made ready for the engine: dates, short titles, languages, links and addresses as marks.

Knows CSL-JSON and the vocabulary's inline elements. Knows nothing of styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from dossier.citations.fields import DATES, NAME_PARTS, NAMES, STRINGS
from dossier.citations.marks import PAREN_CLOSE, PAREN_OPEN, QUOTES, WHOLE_CLOSE, WHOLE_OPEN, Marks, shielded
from dossier.citations.scripts import script_of_language, script_of_letter
from dossier.dates import DateFault, DateWords, EdtfDate, date_words, parse_edtf

if TYPE_CHECKING:
    Item = Mapping[str, Any]

ANCHOR = "#src-"
LONG_TITLE = 70
"""Characters from which a title is shortened when it is cited again."""
SHORT_TITLE = 50
COLON_FROM = 20
WHOLE_IN_ITS_LANGUAGE = frozenset({"article-journal", "chapter", "paper-conference"})
"""Types whose container is of the item's language; a web site or paper may be named in any."""
SHOWN_IN_ADDRESS = "-_.~/:?=&%@+,;()'!*$#"


@dataclass(frozen=True)
class SaidDate:
    """A date that CSL cannot hold, in words, with a key that sorts it among the others."""

    text: str
    key: str


@dataclass(frozen=True)
class Preparation:
    """What preparing an item depends on: the register of marks, the output language and its date words."""

    marks: Marks
    language: str
    dates: DateWords

    def item(self, source: Item, key: str) -> tuple[dict[str, Any], dict[str, SaidDate]]:
        """Return the item in CSL-JSON with marks, and those of its dates that are said in words."""
        plain = {**short_forms(source), **_renamed(source)}
        made: dict[str, Any] = {
            "id": key,
            "type": source.get("type", "document"),
            "language": self._language(source),
        }
        made |= {name: self._string(name, str(plain[name]), source) for name in STRINGS if plain.get(name)}
        made |= {name: names for name in NAMES if (names := _names(plain.get(name)))}
        said = dict(self._said(plain))
        made |= {
            name: parts for name in DATES if (parts := _date_parts(plain.get(name))) and name not in said
        }
        return made, said

    def _language(self, source: Item) -> str:
        return str(source.get("language") or self.language)

    def _string(self, name: str, text: str, source: Item) -> str:
        match name:
            case "title" | "title-short":
                title = self._title(text.strip(), source)
                return self.marks.wrap(title, "a", {"class": "source", "href": f"{ANCHOR}{source['id']}"})
            case "URL":
                return self.marks.wrap(shielded(readable_address(text)), "a", {"href": text.strip()})
            case "DOI":
                address = f"https://doi.org/{quote(text.strip(), safe=SHOWN_IN_ADDRESS)}"
                return self.marks.wrap(shielded(text.strip()), "a", {"href": address})
            case "container-title" if source.get("type") in WHOLE_IN_ITS_LANGUAGE:
                return self._title(text.strip(), source)
            case _:
                return shielded(text.strip())

    def _title(self, text: str, source: Item) -> str:
        """Return the title with its language; one in parentheses describes the work in the output language."""
        if text.startswith("(") and text.endswith(")"):
            return PAREN_OPEN + shielded(text[1:-1]) + PAREN_CLOSE
        language = str(source.get("language", ""))
        if not language or language.split("-", maxsplit=1)[0] == self.language.split("-")[0]:
            return _unwrapped(shielded(text))
        end = _end_of_foreign(text, language, self.language)
        wrapped = self.marks.wrap(_unwrapped(shielded(text[:end])), "span", {"lang": language})
        return wrapped + shielded(text[end:])

    def _said(self, source: Item) -> Iterator[tuple[str, SaidDate]]:
        for name in DATES:
            date = edtf_date(source.get(name))
            if date is not None and not _is_plain(date):
                yield name, SaidDate(shielded(date_words(date, self.dates)), _sort_key(date))
            elif date is None and (text := _literal(source.get(name))):
                yield name, SaidDate(shielded(text), text)


def _renamed(source: Item) -> dict[str, Any]:
    """Return the item with old names of fields as the new ones."""
    old = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
    return {old.get(name, name): value for name, value in source.items() if value not in (None, "", [])}


def _unwrapped(text: str) -> str:
    """Return the marked text; guillemets around all of it are marked as such, for they go inside a style's own."""
    opening, closing = QUOTES["«"], QUOTES["»"]
    if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
        return WHOLE_OPEN + text[1:-1] + WHOLE_CLOSE
    return text


def _end_of_foreign(text: str, language: str, own: str) -> int:
    """Where the foreign words end: before a last parenthesis in the output's script, if theirs is another."""
    start = text.rfind(" (")
    script = script_of_language(language)
    if start > 0 and text.endswith(")") and script not in {"", script_of_language(own)}:
        return start if not any(script_of_letter(char) == script for char in text[start:]) else len(text)
    return len(text)


def short_forms(source: Item) -> dict[str, str]:
    """Return what names a work at a second mention: a short title, and where it stands.

    A short title that the source gives says enough by itself.
    """
    if source.get("title-short") or source.get("shortTitle"):
        return {}
    container = str(source.get("container-title-short") or source.get("container-title") or "")
    return {"title-short": short_title(str(source.get("title", ""))), "container-title-short": container}


def short_title(title: str) -> str:
    """Return a title fit for a second mention: up to its subtitle, or its first words with an ellipsis."""
    title = " ".join(title.split())
    described = title.startswith("(") and title.endswith(")")
    inner = title[1:-1] if described else title
    if len(title) <= LONG_TITLE:
        return title
    head = _before_subtitle(inner) or _first_words(inner)
    return f"({head})" if described else head


def _before_subtitle(title: str) -> str:
    """Return the title up to a colon or parenthesis that does not come too early or too late; empty if there is none."""
    places = [title.find(sign) for sign in (": ", " (", " : ", "\u00a0: ", " – ")]
    fitting = [place for place in places if COLON_FROM <= place <= LONG_TITLE]
    return title[: min(fitting)].rstrip(" \u00a0:") if fitting else ""


def _first_words(title: str) -> str:
    """Return the first whole words with an ellipsis; a quotation that they would leave open is left out."""
    head = title[:SHORT_TITLE].rsplit(" ", 1)[0]
    for opening, closing in (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]")):
        if head.count(opening) > head.count(closing):
            head = head[: head.rfind(opening)] if head.rfind(opening) > COLON_FROM else head + closing
    return head.rstrip(" ,.;:-–«“\u00a0") + "…" if not head.endswith(("»", "”", ")", "]")) else head


def readable_address(address: str) -> str:
    """Return an address with its percent-signs read where they stand for letters of any script."""
    parts = urlsplit(address.strip())
    path = "".join(_readable(piece) for piece in _pieces(parts.path))
    return parts._replace(
        path=path, query="".join(_readable(piece) for piece in _pieces(parts.query))
    ).geturl()


def _pieces(text: str) -> Iterator[str]:
    """Return the text cut where letters and percent-signs meet other characters."""
    piece = ""
    for char in text:
        if char in "/=&+-_.":
            yield piece
            yield char
            piece = ""
        else:
            piece += char
    yield piece


def _readable(piece: str) -> str:
    """Return the piece decoded, if nothing but letters and digits comes to light and coding it again gives the same."""
    read = unquote(piece, errors="replace")
    plain = all(char.isalnum() or char in SHOWN_IN_ADDRESS for char in read)
    return read if plain and quote(read, safe=SHOWN_IN_ADDRESS).lower() == piece.lower() else piece


def _names(people: object) -> list[dict[str, str]]:
    """Names with the parts that the engine knows, their text shielded."""
    if not isinstance(people, Sequence) or isinstance(people, str):
        return []
    made = [_name(person) for person in people if isinstance(person, Mapping)]
    return [name for name in made if name]


def _name(person: Mapping[str, Any]) -> dict[str, str]:
    if person.get("literal"):
        return {"literal": shielded(str(person["literal"]))}
    parts = {part: shielded(str(person[part])) for part in NAME_PARTS if person.get(part)}
    return {"literal": parts["given"]} if "family" not in parts and "given" in parts else parts


def edtf_date(value: object) -> EdtfDate | None:
    """Return a CSL date as EDTF; None if it is free text or nothing."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        text = "/".join(_edtf(part) for part in parts) if parts else str(value.get("raw") or "")
        text += "~" if parts and value.get("circa") and len(parts) == 1 else ""
    else:
        text = str(value or "")
    try:
        return parse_edtf(text) if text else None
    except DateFault:
        return None


def _edtf(parts: Sequence[Any]) -> str:
    """One date of `date-parts` as EDTF."""
    year, *rest = (int(part) for part in parts)
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04}", *(f"{part:02}" for part in rest)])


def _is_plain(date: EdtfDate) -> bool:
    """Whether CSL can hold it: one day, month or year of our era, sure and exact."""
    point = date.start
    if date.is_interval or point is None or point.year < 1:
        return False
    doubted = point.approximate or point.uncertain or point.missing or point.time
    return point.precision in {"day", "month", "year"} and not doubted


def _date_parts(value: object) -> dict[str, Any]:
    date = edtf_date(value)
    if date is None or not _is_plain(date) or date.start is None:
        return {}
    point = date.start
    return {"date-parts": [[part for part in (point.year, point.month, point.day) if part is not None]]}


def _literal(value: object) -> str:
    """Return the free text of a date."""
    if isinstance(value, Mapping):
        return str(value.get("literal") or value.get("raw") or "")
    return str(value or "")


def _sort_key(date: EdtfDate) -> str:
    """Return a key that sorts with those of the engine's own dates."""
    point = date.start or date.end
    return f"{point.year + 10000:05}{point.month or 0:02}{point.day or 0:02}" if point else ""
