"""The content models: what a dossier knows, as closed, frozen records.

Every kind refuses unknown fields. Facts carry the ids of their sources; a field whose value is
contested names its claim in `disputed`. Texts marked Inline or Prose are Markdown in the vocabulary
of `dossier.prose`. Knows nothing of files, templates or renderers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic.functional_validators import BeforeValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from dossier.dates import DateFault, EdtfDate, parse_edtf


def _date(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    try:
        return parse_edtf(str(value))
    except DateFault as fault:
        raise PydanticCustomError(
            "edtf", "{sentence}", {"sentence": fault.message, "hint": fault.hint}
        ) from fault


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
OwnId = Annotated[
    Identifier,
    Field(
        description="lower-case letters, digits and hyphens; unique in the dossier; `[](#id)` points to it"
    ),
]


class Markdown(str):
    """Text in the Markdown of `dossier.prose`; a type of its own, so that checks and templates know it."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """A string of at least one character that becomes this type."""
        text = core_schema.str_schema(min_length=1, strict=True)
        return core_schema.no_info_after_validator_function(
            cls, text, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


class Inline(Markdown):
    """One paragraph of Markdown."""

    __slots__ = ()


class Prose(Markdown):
    """Paragraphs of Markdown."""

    __slots__ = ()


Words = Annotated[str, Field(min_length=1)]
Language = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="a BCP 47 language tag: fr, en, ru, az-Cyrl"
    ),
]
Date = Annotated[
    EdtfDate,
    BeforeValidator(_date),
    PlainSerializer(lambda value: value.text, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "description": "an EDTF date: 1994-05-05, 1994-05-04/1994-05-05, 1994-02~, 1994?",
        }
    ),
]
SourceRef = Annotated[
    str,
    Field(
        pattern=r"^[^\s,;@\[\]]+(, .+)?$",
        description="id of a source in sources.csl.json, with an optional locator: «dw-2003, p. 225»",
    ),
]


class Record(BaseModel):
    """Base of every kind: closed and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, defer_build=True)


class Sourced(Record):
    """A statement that says where it comes from, and which of its fields are contested."""

    sources: tuple[SourceRef, ...] = ()
    """where it comes from"""
    disputed: dict[str, Identifier] = {}
    """field → id of the claim that shows who says what about it"""

    @model_validator(mode="after")
    def _disputed_fields_exist(self) -> Sourced:
        for name in self.disputed:
            if name not in type(self).model_fields:
                known = sorted(set(type(self).model_fields) - {"disputed", "sources", "id"})
                raise PydanticCustomError(
                    "disputed_field",
                    "disputed names the field «{name}», which this record does not have",
                    {"name": name, "known": known},
                )
        return self


class Spelling(Record):
    """A name in a language or a tradition."""

    text: Words
    """the name as it is written there"""
    lang: Language | None = None
    """its language"""
    note: Inline | None = None
    """where or when it is used"""


class Fact(Sourced):
    """A short statement."""

    text: Inline
    """the statement"""


class LabelledDate(Sourced):
    """A date of the act and what happened then."""

    label: Words
    """what the date is: meeting, act, signatures, ceasefire, lapse"""
    date: Date
    """when"""
    place: Identifier | None = None
    """id of a place"""
    note: Inline | None = None
    """a remark on the date"""


class LabelledPlace(Sourced):
    """A place of the act and its role."""

    label: Words
    """its role: meeting, signature"""
    place: Identifier
    """id of a place"""


class Party(Sourced):
    """A party or third party to the act."""

    body: Identifier
    """id of a body"""
    role: Inline | None = None
    """in what role: belligerent, mediator, host"""


class Author(Record):
    """Who made the dossier."""

    name: Words
    """the name, given name first"""
    role: Words | None = None
    """author, editor, translator …"""


class Licence(Record):
    """Under which terms it may be used."""

    name: Words
    """its usual name: CC BY 4.0"""
    url: Words | None = None
    """where its terms stand"""


class Phase(StrEnum):
    """The five phases of a chronology, in order."""

    BEFORE = "before"
    NEGOTIATION = "negotiation"
    APPLICATION = "application"
    VIOLATIONS = "violations"
    END = "end"


class ReadingNote(Record):
    """A paragraph on how to read the dossier: naming, spelling, reliability."""

    title: Words
    """what it is about"""
    text: Prose
    """its paragraphs"""


class Publication(Record):
    """The dossier as a publication."""

    title: Inline
    """the title"""
    subtitle: Inline | None = None
    """the subtitle"""
    language: Language
    """the language it is written in"""
    kicker: Words | None = None
    """a short line above the title on the cover: the collection or the kind of publication"""
    summary: Prose
    """what the dossier says, in a few paragraphs"""
    points: tuple[Inline, ...] = ()
    """points to remember"""
    keywords: tuple[Words, ...] = ()
    """words under which a catalogue files it"""
    authors: tuple[Author, ...] = Field(min_length=1)
    """who made the dossier"""
    publisher: Words | None = None
    """who publishes it"""
    licence: Licence | None = None
    """under which terms it may be used"""
    identifier: Words | None = None
    """a DOI, an ISBN, a shelf mark"""
    url: Words | None = None
    """address under which the dossier is cited"""
    edition: Words | None = None
    """which edition this is: first edition, draft"""
    date: Date
    """date of this edition"""
    cover: Identifier | None = None
    """id of the figure on the cover"""
    cite_as: Inline | None = None
    """how to cite; composed from the fields above when missing"""
    citation_style: Words | None = None
    """a CSL style by name, or a .csl file beside the content"""
    theme: Words = "archive"
    """name of a theme"""
    phases: dict[Phase, Words] = {}
    """headings of the phases, where the usual words do not fit"""
    reading: tuple[ReadingNote, ...] = ()
    """how to read this dossier"""
    unverified: tuple[Inline, ...] = ()
    """what could not be verified"""
    further_reading: tuple[SourceRef, ...] = ()
    """where to read on"""
    typography: dict[str, Words | bool] = {}
    """rules of the typographer switched off (rule: false) or options set"""
    house_spellings: dict[str, str] = {}
    """spelling to avoid → spelling of this publication"""
    editions: tuple[Words, ...] = ("dossier", "report", "handout")
    """editions that a build makes when none is asked for"""


class Act(Record):
    """Key facts of the act."""

    names: tuple[Spelling, ...] = Field(min_length=1)
    """its names, the usual one first"""
    nature: Fact
    """what kind of act it is"""
    dates: tuple[LabelledDate, ...] = ()
    """its dates"""
    places: tuple[LabelledPlace, ...] = ()
    """its places"""
    status: Fact | None = None
    """whether it is in force"""
    languages: tuple[Language, ...] = ()
    """languages of the original"""
    parties: tuple[Party, ...] = ()
    """who is bound by it"""
    third_parties: tuple[Party, ...] = ()
    """mediators, guarantors, hosts"""
    legal_basis: tuple[Fact, ...] = ()
    """the texts that it invokes"""
    depositary: Fact | None = None
    """who keeps the original"""
    facts: dict[Words, Fact] = {}
    """further facts under headings of their own"""


class Life(Record):
    """Dates of life."""

    born: Date | None = None
    """date of birth"""
    died: Date | None = None
    """date of death"""


class Person(Sourced):
    """A person, with the office held at the time."""

    id: OwnId
    name: Words
    """the name as the dossier writes it"""
    sort: Words | None = None
    """form for the index: «Kazimirov, Vladimir»"""
    spellings: tuple[Spelling, ...] = ()
    """other forms of the name, with their language"""
    office: Inline | None = None
    """office at the time"""
    body: Identifier | None = None
    """id of the body spoken for"""
    life: Life | None = None
    """dates of life"""
    notice: Inline | None = None
    """a short notice"""

    @property
    def sort_name(self) -> str:
        """The form under which lists and the index file the person."""
        return self.sort or self.name


class Body(Sourced):
    """A state, parliament, organisation or group."""

    id: OwnId
    name: Words
    """the name as the dossier writes it"""
    short: Words | None = None
    """a short name for drawings and tables"""
    kind: Literal["state", "government", "parliament", "organisation", "group", "community", "army"] = (
        "organisation"
    )
    """what kind of body it is"""
    part_of: Identifier | None = None
    """id of the body it belongs to"""
    spellings: tuple[Spelling, ...] = ()
    """other forms of the name, with their language"""
    notice: Inline | None = None
    """a short notice"""


class Place(Sourced):
    """A place with its names and position."""

    id: OwnId
    name: Words
    """the name as the dossier writes it"""
    names: tuple[Spelling, ...] = ()
    """its other names, with their language"""
    latitude: float = Field(ge=-90, le=90)
    """degrees, negative in the south"""
    longitude: float = Field(ge=-180, le=180)
    """degrees, negative in the west"""
    note: Inline | None = None
    """a remark"""


class Event(Sourced):
    """Something that happened."""

    id: OwnId
    date: Date
    """when it happened"""
    places: tuple[Identifier, ...] = ()
    """ids of places"""
    where: Inline | None = None
    """words for where it happened, when no place fits"""
    title: Inline
    """what happened, in one line"""
    text: Inline | None = None
    """a sentence or two more"""
    phase: Phase
    """to which phase of the chronology it belongs"""
    importance: Literal[1, 2, 3] = 2
    """1 decisive, 2 notable, 3 context"""


class Capacity(StrEnum):
    """In what capacity somebody stands at the foot of the act."""

    PARTY = "party"
    MEDIATOR = "mediator"
    WITNESS = "witness"
    GUARANTOR = "guarantor"
    DEPOSITARY = "depositary"
    NAMED = "named"


class State(StrEnum):
    """What became of a signature."""

    SIGNED = "signed"
    REFUSED = "refused"
    UNSIGNED = "named-but-unsigned"
    LATER = "signed-later-elsewhere"
    DISPUTED = "disputed"


class SignatureList(Sourced):
    """A list of signatories as a source gives it."""

    id: OwnId
    label: Words
    """what the list is called in the table that compares lists"""


class Signature(Sourced):
    """One line at the foot of the act, signed or not."""

    id: OwnId
    person: Identifier
    """id of a person"""
    on_behalf_of: Identifier | None = None
    """id of a body"""
    capacity: Capacity
    """in what capacity the person stands there"""
    state: State
    """what became of the signature"""
    place: Identifier | None = None
    """id of the place where it was signed"""
    date: Date | None = None
    """when it was signed"""
    lists: tuple[Identifier, ...] = ()
    """ids of the lists of signatories that name this person"""
    copy_note: Inline | None = Field(default=None, alias="copy")
    """which copy carries it"""
    additions: tuple[Inline, ...] = ()
    """what was added by hand"""
    note: Inline | None = None
    """a remark"""


class Variant(Record):
    """One answer to an open question, with the sources that give it."""

    text: Inline
    """the answer"""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """which sources give it"""
    who: Words | None = None
    """who says so, in two or three words"""


class Claim(Record):
    """An open question and its variants; nothing is decided."""

    id: OwnId
    question: Inline
    """the question"""
    variants: tuple[Variant, ...] = Field(min_length=2)
    """the answers that the sources give"""
    note: Inline | None = None
    """what helps to read the variants, without deciding"""


class Article(Sourced):
    """One article or point of an instrument."""

    number: Words
    """its number or letter, in quotation marks"""
    title: Inline | None = None
    """its heading"""
    text: Inline
    """what it provides"""


class Instrument(Sourced):
    """The terms of the act, or of an act that goes with it, by article."""

    id: OwnId
    title: Inline
    """what it is called"""
    note: Inline | None = None
    """how it is rendered: quoted, summarised, from which text"""
    articles: tuple[Article, ...] = Field(min_length=1)
    """its articles, in order"""


class Term(Sourced):
    """A word of the glossary."""

    id: OwnId
    term: Words
    """the word"""
    definition: Inline
    """what it means here"""
    lang: Language | None = None
    """its language, when it is another than the dossier's"""


class Abbreviation(Record):
    """A short form and what it stands for."""

    short: Words
    """the short form"""
    long: Inline
    """what it stands for"""
    lang: Language | None = None
    """language of the full form, when it is another than the dossier's"""
    note: Inline | None = None
    """a remark"""


class Drawing(StrEnum):
    """What can be drawn from the records."""

    TIMELINE = "timeline"
    MAP = "map"
    SIGNATURES = "signature-sheet"
    DELEGATIONS = "delegations"


class RouteStop(Record):
    """One numbered stop of a route on a map."""

    place: Identifier
    """id of a place"""
    date: Date | None = None
    """when"""
    label: Words | None = None
    """words for the stop; its date when missing"""


class Figure(Record):
    """A picture from a file, or a drawing from the records."""

    id: OwnId
    file: Words | None = None
    """path of the picture, inside the content folder"""
    drawing: Drawing | None = None
    """which drawing"""
    places: tuple[Identifier, ...] = ()
    """map: ids of the places shown; all places when empty"""
    route: tuple[RouteStop, ...] = ()
    """map: numbered stops"""
    window: Date | None = None
    """timeline: the interval shown enlarged"""
    importance: Literal[1, 2, 3] = 3
    """timeline: the least importance that is shown"""
    caption: Inline
    """what stands below it"""
    alt: Words | None = None
    """what it shows, for someone who cannot see it; drawings write their own when missing"""
    credit: Words | None = None
    """who made it and where it is kept"""
    licence: Words | None = None
    """under which terms it may be used"""
    page: int | None = Field(default=None, ge=1)
    """which page of a PDF file"""
    width: Literal["column", "narrow", "landscape"] = "column"
    """how wide it is set; landscape gives it a page of its own"""

    @model_validator(mode="after")
    def _file_or_drawing(self) -> Figure:
        if (self.file is None) == (self.drawing is None):
            raise PydanticCustomError("figure_kind", "a figure has either a file or a drawing")
        if self.file is not None:
            for name in ("alt", "credit", "licence"):
                if getattr(self, name) is None:
                    raise PydanticCustomError("figure_lacks", "the picture has no {name}", {"name": name})
        return self


class Chapter(Record):
    """A Markdown file of the dossier."""

    id: OwnId
    file: Words
    """path of the Markdown file, inside the content folder"""
    title: Inline
    """its title"""
    place: Literal["body", "annex"] = "body"
    """before or after the reference parts"""


class Dossier(Record):
    """All records of one dossier."""

    publication: Publication
    """the dossier as a publication"""
    act: Act
    """the act itself"""
    bodies: tuple[Body, ...] = ()
    """states, parliaments, organisations, groups"""
    persons: tuple[Person, ...] = ()
    """who acted"""
    places: tuple[Place, ...] = ()
    """where it happened"""
    events: tuple[Event, ...] = ()
    """what happened"""
    signature_lists: tuple[SignatureList, ...] = ()
    """lists of signatories as sources give them"""
    signatures: tuple[Signature, ...] = ()
    """who signed, for whom, in what state"""
    claims: tuple[Claim, ...] = ()
    """open questions, and who says what"""
    terms: tuple[Instrument, ...] = ()
    """what the texts provide, by article"""
    glossary: tuple[Term, ...] = ()
    """words to explain"""
    abbreviations: tuple[Abbreviation, ...] = ()
    """short forms and what they stand for"""
    figures: tuple[Figure, ...] = ()
    """pictures and drawings"""
    chapters: tuple[Chapter, ...] = ()
    """the running text, in order"""
