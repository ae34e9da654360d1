"""Who spoke for whom: bodies on the side of the parties and on the other, with those who spoke for each.

Made from the records of the act, bodies, persons and signatures. Knows no lengths on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dossier.records import Body, Dossier, Person, Signature

PARTY_SIDE = ("party", "named")
"""Capacities that stand on the side of the parties."""
GIVEN = ("signed", "signed-later-elsewhere")


@dataclass(frozen=True)
class Speaker:
    """A person who spoke for a body; without `state` there was nothing for them to sign."""

    name: str
    office: str = ""
    state: str = ""
    contested: bool = False


@dataclass(frozen=True)
class Delegation:
    """A body with those who spoke for it, itself or through bodies that belong to it.

    `within` names the larger body it belongs to, `role` says in words what it was to the act; a body that the act
    does not list as party or third party is not `listed`.
    """

    name: str
    within: str = ""
    role: str = ""
    listed: bool = True
    speakers: tuple[Speaker, ...] = ()
    parts: tuple[Delegation, ...] = ()

    @property
    def signatories(self) -> tuple[Speaker, ...]:
        """All who had a place at the foot of the act, in the body and its parts."""
        own = [speaker for speaker in self.speakers if speaker.state]
        return (*own, *(speaker for part in self.parts for speaker in part.signatories))

    @property
    def signed(self) -> bool:
        """Whether somebody signed for it, beyond doubt."""
        return any(speaker.state in GIVEN for speaker in self.signatories)


@dataclass(frozen=True)
class Tree:
    """The two sides of an act."""

    act: str
    parties: tuple[Delegation, ...]
    third: tuple[Delegation, ...]

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        """Both sides."""
        return self.parties + self.third


def delegation_tree(dossier: Dossier, plain: Callable[[str], str], unknown: str) -> Tree | None:
    """The two sides, or None when the records name neither party nor signatory.

    `plain` makes typeset plain words of a text; `unknown` heads those who signed for no body that is known.
    """
    maker = _Maker(dossier, plain, unknown)
    tree = Tree(plain(dossier.act.names[0].text), maker.side(third=False), maker.side(third=True))
    return tree if tree.delegations else None


class _Maker:
    """Knows for each body its parent, its role, its speakers and its side."""

    def __init__(self, dossier: Dossier, plain: Callable[[str], str], unknown: str) -> None:
        self.plain = plain
        self.unknown = unknown
        self.bodies: Mapping[str, Body] = {body.id: body for body in dossier.bodies}
        self.people: Mapping[str, Person] = {person.id: person for person in dossier.persons}
        self.roles = {
            party.body: party.role or "" for party in (*dossier.act.parties, *dossier.act.third_parties)
        }
        self.sides = {party.body: False for party in dossier.act.parties}
        self.sides |= {party.body: True for party in dossier.act.third_parties}
        self.speakers = self._speakers(dossier)
        self._place(dossier.signatures)

    def _speakers(self, dossier: Dossier) -> dict[str, list[Speaker]]:
        """Those who spoke for each body: first those who had a place at the foot of the act."""
        found: dict[str, list[Speaker]] = {}
        signing = {signature.person for signature in dossier.signatures}
        for signature in dossier.signatures:
            body = self._body_of(signature)
            found.setdefault(body, []).append(self._speaker(self.people[signature.person], signature))
        for person in dossier.persons:
            if person.id not in signing and person.body and person.body in self.bodies:
                found.setdefault(person.body, []).append(self._speaker(person, None))
        return found

    def _body_of(self, signature: Signature) -> str:
        body = signature.on_behalf_of or self.people[signature.person].body or ""
        return body if body in self.bodies else ""

    def _speaker(self, person: Person, signature: Signature | None) -> Speaker:
        office = self.plain(person.office) if person.office else ""
        if signature is None:
            return Speaker(self.plain(person.name), office)
        state = signature.state.value
        return Speaker(
            self.plain(person.name), office, state, state == "disputed" or "state" in signature.disputed
        )

    def _place(self, signatures: Iterable[Signature]) -> None:
        """Give a side to the bodies of signatories that the act does not list, by their capacity."""
        for signature in signatures:
            body = self._body_of(signature)
            if self._root(body) not in self.sides:
                self.sides[body] = signature.capacity.value not in PARTY_SIDE

    def _root(self, body: str) -> str:
        """The body itself, or the nearest one above it that has a side."""
        seen = [body]
        while seen[-1] not in self.sides:
            above = self.bodies[seen[-1]].part_of if seen[-1] in self.bodies else None
            if above is None or above in seen or above not in self.bodies:
                return body
            seen.append(above)
        return seen[-1]

    def side(self, *, third: bool) -> tuple[Delegation, ...]:
        """The delegations of one side, in the order of the records of the act."""
        return tuple(self._delegation(body) for body, its in self.sides.items() if its == third)

    def _delegation(self, body: str) -> Delegation:
        found = self.bodies.get(body)
        if found is None:
            return Delegation(self.unknown, listed=False, speakers=tuple(self.speakers.get(body, ())))
        above = self.bodies.get(found.part_of or "")
        role = self.roles.get(body, "")
        return Delegation(
            name=_headed(self.plain(found.name)),
            within=self.plain(above.name) if above and self._root(above.id) not in self.sides else "",
            role=self.plain(role) if role else "",
            listed=body in self.roles,
            speakers=tuple(self.speakers.get(body, ())),
            parts=tuple(self._parts(body)),
        )

    def _parts(self, body: str) -> Iterable[Delegation]:
        """The bodies that belong to it and have somebody who spoke for them, at any depth."""
        for other in self.bodies.values():
            if other.id != body and other.id not in self.sides and self._root(other.id) == body:
                speakers = self.speakers.get(other.id, ())
                if speakers:
                    yield Delegation(_headed(self.plain(other.name)), speakers=tuple(speakers))


def _headed(name: str) -> str:
    """The name as the head of a box: with a capital first."""
    return name[:1].upper() + name[1:]
