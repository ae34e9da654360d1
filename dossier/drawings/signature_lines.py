"""The lines at the foot of an act as they are drawn: names and words made from the records of signatures.

Knows records; knows no lengths on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.dates import date_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dossier.dates import DateWords
    from dossier.records import Dossier

LATER = "signed-later-elsewhere"
HOLLOW = ("refused", "named-but-unsigned")
"""States that leave the line empty."""


@dataclass(frozen=True)
class SignatureLine:
    """One line: who, for whom, in what capacity, what became of it, where and when, and what was added by hand.

    `capacity` and `state` are values of the records; `contested` says that a claim concerns the state, or the
    additions.
    """

    id: str
    name: str
    capacity: str
    state: str
    office: str = ""
    behalf: str = ""
    place: str = ""
    date: str = ""
    additions: tuple[str, ...] = ()
    contested: bool = False
    additions_contested: bool = False


@dataclass(frozen=True)
class Zone:
    """Lines that share place and date; `later` when they were signed after the act, elsewhere."""

    place: str
    date: str
    later: bool
    lines: tuple[SignatureLine, ...]


def signature_lines(
    dossier: Dossier, dates: DateWords, plain: Callable[[str], str]
) -> tuple[SignatureLine, ...]:
    """The lines of a dossier in the order of the records; `plain` makes typeset plain words of a text."""
    people = {person.id: person for person in dossier.persons}
    bodies = {body.id: plain(body.short or body.name) for body in dossier.bodies}
    places = {place.id: plain(place.name) for place in dossier.places}
    lines = []
    for signature in dossier.signatures:
        person = people[signature.person]
        lines.append(
            SignatureLine(
                id=signature.id,
                name=plain(person.name),
                capacity=signature.capacity.value,
                state=signature.state.value,
                office=plain(person.office) if person.office else "",
                behalf=bodies.get(signature.on_behalf_of or person.body or "", ""),
                place=places.get(signature.place or "", ""),
                date=plain(date_words(signature.date, dates)) if signature.date else "",
                additions=tuple(plain(text) for text in signature.additions),
                contested=signature.state.value == "disputed" or "state" in signature.disputed,
                additions_contested="additions" in signature.disputed,
            )
        )
    return tuple(lines)


def zones(lines: Sequence[SignatureLine]) -> tuple[Zone, ...]:
    """The lines by zone: first those at the foot of the act, then those signed later, by place and date.

    The place and date of the first zone are those that most of its signed lines share; a line with others says so
    itself.
    """
    here = [line for line in lines if line.state != LATER]
    places = [(line.place, line.date) for line in here if line.place or line.date]
    place, date = max(places, key=places.count) if places else ("", "")
    found = [Zone(place, date, later=False, lines=tuple(here))] if here else []
    later: dict[tuple[str, str], list[SignatureLine]] = {}
    for line in lines:
        if line.state == LATER:
            later.setdefault((line.place, line.date), []).append(line)
    found += [Zone(*where, later=True, lines=tuple(those)) for where, those in later.items()]
    return tuple(found)


def flattened(found: Sequence[Zone]) -> tuple[Zone, ...]:
    """The zones with all that was signed later in one of them."""
    here = tuple(zone for zone in found if not zone.later)
    later = tuple(line for zone in found if zone.later for line in zone.lines)
    return (*here, Zone("", "", later=True, lines=later)) if later else here
