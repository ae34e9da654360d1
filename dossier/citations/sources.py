"""Faults of a bibliography in CSL-JSON: each item has an id, a known type, a title, and only known fields.

Knows the format, not what the sources say. Loads no citation engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from dossier.citations import fields
from dossier.citations.marks import is_private
from dossier.citations.scripts import script_of_text
from dossier.dates import DateFault, parse_edtf
from dossier.problems import Problem, suggestion

Found = tuple[str, str, str]
"""Place inside the item, what is wrong, what to do."""
MONTHS = 12
DAYS = 31


def check_sources(items: object, file: str) -> list[Problem]:
    """Return every fault of the parsed file, with its place like `[3].issued`; warnings for what only reads badly."""
    if not isinstance(items, list):
        return [
            Problem(file, message="the bibliography is no list", hint="CSL-JSON is a list of items: [ … ]")
        ]
    problems = [
        Problem(file, path=f"[{index}]{place}", message=message, hint=hint)
        for index, item in enumerate(items)
        for place, message, hint in _faults(item)
    ]
    problems += [
        Problem(file, path=f"[{index}]{place}", message=message, hint=hint, severity="warning")
        for index, item in enumerate(items)
        if isinstance(item, Mapping)
        for place, message, hint in _remarks(item)
    ]
    return problems + list(_duplicates(items, file))


def _duplicates(items: Sequence[object], file: str) -> Iterator[Problem]:
    names = [str(item.get("id", "")) if isinstance(item, Mapping) else "" for item in items]
    count = Counter(names)
    for index, name in enumerate(names):
        if name and count[name] > 1 and names.index(name) != index:
            first = f"it is that of [{names.index(name)}] too; give each item its own"
            yield Problem(file, path=f"[{index}].id", message=f"the id «{name}» stands twice", hint=first)


def _faults(item: object) -> Iterator[Found]:
    if not isinstance(item, Mapping):
        yield "", "the item is no object", 'write {"id": …, "type": …, "title": …}'
        return
    yield from _faults_of_identity(item)
    for name, value in item.items():
        yield from _faults_of_field(str(name), value)


def _faults_of_identity(item: Mapping[str, Any]) -> Iterator[Found]:
    name = str(item.get("id", ""))
    if not name:
        yield ".id", "the item has no id", "chapters cite it by its id"
    elif any(char.isspace() or char in ",;@[]{}" for char in name):
        yield (
            ".id",
            f"the id «{name}» has a character that citations cannot have",
            "use letters, digits, - and _",
        )
    kind = item.get("type")
    if not kind:
        yield ".type", "the item has no type", "for example book, article-journal, webpage"
    elif str(kind) not in fields.TYPES:
        yield ".type", f"CSL has no type «{kind}»", suggestion(str(kind), fields.TYPES)
    if not str(item.get("title") or "").strip():
        yield (
            ".title",
            "the item has no title",
            "a description in parentheses will do: (Letter to the editor)",
        )


def _faults_of_field(name: str, value: object) -> Iterator[Found]:
    if name not in fields.FIELDS:
        yield f".{name}", f"CSL has no field «{name}»", suggestion(name, fields.FIELDS)
    elif name in fields.DATES or name in fields.OTHER_DATES:
        yield from ((f".{name}{place}", message, hint) for place, message, hint in _faults_of_date(value))
    elif name in fields.NAMES or name in fields.OTHER_NAMES:
        yield from ((f".{name}{place}", message, hint) for place, message, hint in _faults_of_names(value))
    elif name not in fields.STRUCTURED:
        yield from _faults_of_text(name, value)


def _faults_of_text(name: str, value: object) -> Iterator[Found]:
    if not isinstance(value, str | int | float):
        yield f".{name}", f"«{name}» is no text", "write it in quotation marks"
    elif any(is_private(char) for char in str(value)):
        yield (
            f".{name}",
            f"«{name}» has a character of the private-use area",
            "no font knows it; write the real one",
        )
    elif name == "URL" and not _is_address(str(value).strip()):
        yield f".{name}", f"«{value}» is no web address", "it begins with https:// or http://"


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"http", "https", "ftp"} and bool(urlsplit(text).netloc)
    except ValueError:
        return False


def _faults_of_names(value: object) -> Iterator[Found]:
    if not isinstance(value, list):
        yield "", "names are no list", 'write [{"family": …, "given": …}] or [{"literal": …}]'
        return
    for index, name in enumerate(value):
        if not isinstance(name, Mapping) or not (
            name.get("family") or name.get("literal") or name.get("given")
        ):
            yield f"[{index}]", "a name has neither family nor literal", 'write {"family": …, "given": …}'
            continue
        known = {*fields.NAME_PARTS, *fields.OTHER_NAME_PARTS}
        for part in sorted(set(map(str, name)) - known):
            yield f"[{index}].{part}", f"a name has no part «{part}»", suggestion(part, known)


def _faults_of_date(value: object) -> Iterator[Found]:
    if isinstance(value, str):
        yield from _faults_of_edtf("", value)
        return
    if not isinstance(value, Mapping):
        yield "", "the date is no object", 'write {"raw": "1994-05-05"}'
        return
    for part in sorted(set(map(str, value)) - fields.DATE_PARTS):
        yield f".{part}", f"a date has no part «{part}»", suggestion(part, fields.DATE_PARTS)
    if "raw" in value:
        yield from _faults_of_edtf(".raw", str(value["raw"]))
    if "date-parts" in value:
        yield from _faults_of_parts(value["date-parts"])
    elif not (value.get("raw") or value.get("literal") or value.get("season")):
        yield "", "the date is empty", 'write {"raw": "1994-05-05"}, or leave it out for «no date»'


def _faults_of_edtf(place: str, text: str) -> Iterator[Found]:
    try:
        parse_edtf(text)
    except DateFault as fault:
        yield place, fault.message, f'{fault.hint}; or give the words as {{"literal": …}}'


def _faults_of_parts(parts: object) -> Iterator[Found]:
    hint = "write [[1994, 5, 5]], an interval as [[1994, 5, 4], [1994, 5, 5]]"
    if not isinstance(parts, list) or not parts or not all(_is_date(part) for part in parts):
        yield ".date-parts", f"«{parts}» are no year, month and day", hint


def _is_date(part: object) -> bool:
    if (
        not isinstance(part, list)
        or not part
        or not all(str(number).lstrip("-").isdecimal() for number in part)
    ):
        return False
    year, *rest = (int(number) for number in part)
    text = "-".join([f"{'-' if year < 0 else ''}{abs(year):04}", *(f"{number:02}" for number in rest)])
    try:
        parse_edtf(text)
    except DateFault:
        return False
    return True


def _remarks(item: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what no style can mend: a language that is not told, a person's name given as one piece."""
    if not item.get("language") and script_of_text(str(item.get("title", ""))) not in {"", "Latn"}:
        yield (
            ".language",
            f"the title «{item['title']}» is in another script, its language is not told",
            ('add "language": for example "ru"'),
        )
    for role in fields.NAMES:
        people = item.get(role)
        for index, name in enumerate(people if isinstance(people, list) else []):
            text = str(name.get("literal", "")) if isinstance(name, Mapping) else ""
            if text.count(",") == 1:
                family, given = (part.strip() for part in text.split(","))
                hint = f'as a person: {{"family": "{family}", "given": "{given}"}}'
                yield f".{role}[{index}]", f"the name «{text}» will be printed as it stands", hint
