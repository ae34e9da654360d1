"""Every kind of fault that an author can make is told with its place, a sentence and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.problems import ContentError
from dossier.reader import read_dossier

Spoil = Callable[[str, str, str], Path]

FAULTS = [
    pytest.param(
        "dossier.yaml",
        "    name: Jane Smith\n",
        "    nme: Jane Smith\n",
        [
            "content/minimal/dossier.yaml:14:5  persons[0].name  the field «name» is missing; add it: the name as the dossier writes it",
            "      - id: smith",
            "        ^",
            "content/minimal/dossier.yaml:15:5  persons[0].nme  unknown field «nme»; did you mean «name»?",
            "        nme: Jane Smith",
            "        ^",
        ],
        id="unknown-field",
    ),
    pytest.param(
        "dossier.yaml",
        "    office: envoy",
        "    office: [envoy]",
        [
            "content/minimal/dossier.yaml:17:13  persons[0].office  «office» takes text, this is a list; see `dossier schema`",
            "        office: [envoy]",
            "                ^",
        ],
        id="wrong-type",
    ),
    pytest.param(
        "dossier.yaml",
        "date: 1901-03-01",
        "date: 1994-13-05",
        [
            "content/minimal/dossier.yaml:25:11  events[0].date  «1994-13-05» is not an EDTF date; months go from 01 to 12",
            "        date: 1994-13-05",
            "              ^",
        ],
        id="no-date",
    ),
    pytest.param(
        "dossier.yaml",
        "date: 1901-03-02",
        "date: 1901-03-02/1900-01-01",
        [
            "content/minimal/dossier.yaml:41:11  signatures[0].date  «1901-03-02/1900-01-01» ends before it begins; the earlier date comes first: 1900-01-01/1901-03-02",
            "        date: 1901-03-02/1900-01-01",
            "              ^",
        ],
        id="interval-backwards",
    ),
    pytest.param(
        "dossier.yaml",
        "date: 1901-03-02",
        "date: 1901-02-30",
        [
            "content/minimal/dossier.yaml:41:11  signatures[0].date  «1901-02-30» is not an EDTF date; month 02 of 1901 has days 01 to 28",
            "        date: 1901-02-30",
            "              ^",
        ],
        id="no-such-day",
    ),
    pytest.param(
        "dossier.yaml",
        "  - id: e2",
        "  - id: e1",
        [
            "content/minimal/dossier.yaml:30:9  events[1].id  the id «e1» is used twice; line 24 has it already; choose another",
            "      - id: e1",
            "            ^",
        ],
        id="duplicate-id",
    ),
    pytest.param(
        "dossier.yaml",
        "    person: smith",
        "    person: smyth",
        [
            "content/minimal/dossier.yaml:37:13  signatures[0].person  there is no person «smyth»; did you mean «smith»?",
            "        person: smyth",
            "                ^",
        ],
        id="dangling-id",
    ),
    pytest.param(
        "dossier.yaml",
        "    places: [nowhere]",
        "    places: [nowhere, erewhon]",
        [
            "content/minimal/dossier.yaml:29:23  events[0].places[1]  there is no place «erewhon»; known here: nowhere",
            "        places: [nowhere, erewhon]",
            "                          ^",
        ],
        id="dangling-in-list",
    ),
    pytest.param(
        "dossier.yaml",
        'sources: ["ledger, p. 3"]',
        "sources: [leger]",
        [
            "content/minimal/dossier.yaml:34:15  events[1].sources[0]  there is no source «leger»; did you mean «ledger»?",
            "        sources: [leger]",
            "                  ^",
        ],
        id="unknown-source",
    ),
    pytest.param(
        "dossier.yaml",
        "    file: story.md",
        "    file: stories.md",
        [
            "content/minimal/dossier.yaml:52:11  chapters[0].file  there is no file «stories.md»; write it, or correct the name",
            "        file: stories.md",
            "              ^",
        ],
        id="chapter-missing",
    ),
    pytest.param(
        "dossier.yaml",
        "    file: story.md",
        "    file: ../../secret.md",
        [
            "content/minimal/dossier.yaml:52:11  chapters[0].file  «../../secret.md» leads out of the content folder; keep chapters inside it",
            "        file: ../../secret.md",
            "              ^",
        ],
        id="path-leads-out",
    ),
    pytest.param(
        "dossier.yaml",
        "    capacity: party",
        "    capacity: partie",
        [
            "content/minimal/dossier.yaml:38:15  signatures[0].capacity  «partie» is not known here; did you mean «party»?",
            "        capacity: partie",
            "                  ^",
        ],
        id="wrong-choice",
    ),
    pytest.param(
        "dossier.yaml",
        "    latitude: 0.5",
        "    latitude: 95",
        [
            "content/minimal/dossier.yaml:21:15  places[0].latitude  «95»: input should be less than or equal to 90; degrees, negative in the south",
            "        latitude: 95",
            "                  ^",
        ],
        id="out-of-range",
    ),
    pytest.param(
        "dossier.yaml",
        "importance: 1",
        "importance: 4",
        [
            "content/minimal/dossier.yaml:28:17  events[0].importance  «4» is not known here; known here: 1, 2, 3",
            "        importance: 4",
            "                    ^",
        ],
        id="wrong-number",
    ),
    pytest.param(
        "dossier.yaml",
        "    state: signed",
        "    state: signed\n    disputed: {dat: c1}",
        [
            "content/minimal/dossier.yaml:36:5  signatures[0]  disputed names the field «dat», which this record does not have; did you mean «date»?",
            "      - id: s1",
            "        ^",
        ],
        id="disputed-field-unknown",
    ),
    pytest.param(
        "dossier.yaml",
        "    state: signed",
        "    state: signed\n    disputed: {date: c2}",
        [
            "content/minimal/dossier.yaml:40:22  signatures[0].disputed.date  there is no claim «c2»; known here: c1",
            "        disputed: {date: c2}",
            "                         ^",
        ],
        id="disputed-claim-unknown",
    ),
    pytest.param(
        "dossier.yaml",
        "  language: en",
        "\tlanguage: en",
        [
            "content/minimal/dossier.yaml:3:1  a tab is used as indentation; indent with spaces, two for each level",
            "     language: en",
            "    ^",
        ],
        id="tab",
    ),
    pytest.param(
        "dossier.yaml",
        "  language: en",
        "  language: en: gb",
        [
            "content/minimal/dossier.yaml:3:15  a colon stands where none can; put the text in quotes, or check the indentation",
            "      language: en: gb",
            "                  ^",
        ],
        id="broken-yaml",
    ),
    pytest.param(
        "dossier.yaml",
        "  language: en",
        "  language: English",
        [
            "content/minimal/dossier.yaml:3:13  publication.language  «English» does not fit here; a BCP 47 language tag: fr, en, ru, az-Cyrl",
            "      language: English",
            "                ^",
        ],
        id="wrong-language-tag",
    ),
    pytest.param(
        "dossier.yaml",
        "  title: The Treaty of Nowhere",
        "  title: |\n    The Treaty\n\n    of Nowhere",
        [
            "content/minimal/dossier.yaml:3  publication.title  this text takes one paragraph; put further paragraphs into a chapter",
            "        The Treaty",
        ],
        id="two-paragraphs",
    ),
    pytest.param(
        "dossier.yaml",
        "chapters:",
        "figures:\n  - id: fig-a\n    file: a.png\n    caption: A\nchapters:",
        [
            "content/minimal/dossier.yaml:51:5  figures[0]  the picture has no alternative text; say what it shows (alt), who made it (credit) and under which terms (licence)",
            "      - id: fig-a",
            "        ^",
        ],
        id="picture-without-alt",
    ),
    pytest.param(
        "dossier.yaml",
        "chapters:",
        "figures:\n  - id: fig-a\n    file: a.png\n    caption: A\n    alt: a\n    credit: b\n    licence: c\nchapters:",
        [
            "content/minimal/dossier.yaml:52:11  figures[0].file  there is no file «a.png» in the content folder; put it there, or correct the name",
            "        file: a.png",
            "              ^",
        ],
        id="picture-missing",
    ),
    pytest.param(
        "dossier.yaml",
        "chapters:",
        "figures:\n  - id: fig-a\n    caption: A\nchapters:",
        [
            "content/minimal/dossier.yaml:51:5  figures[0]  a figure has either a file or a drawing; give `file: pictures/name.png` or `drawing: map`",
            "      - id: fig-a",
            "        ^",
        ],
        id="neither-file-nor-drawing",
    ),
    pytest.param(
        "dossier.yaml",
        "    title: The story",
        "    title: The story\n    title: The tale",
        [
            "content/minimal/dossier.yaml:54:5  the key «title» stands twice; keep one of the two",
            "        title: The tale",
            "        ^",
        ],
        id="key-twice",
    ),
    pytest.param(
        "dossier.yaml",
        "      - text: On 3 March.\n        sources: [ledger]\n",
        "",
        [
            "content/minimal/dossier.yaml:46:7  claims[0].variants  «variants» has too few entries: 1; give at least 2",
            "          - text: On 2 March.",
            "          ^",
        ],
        id="too-few-variants",
    ),
    pytest.param(
        "dossier.yaml",
        "    text: a treaty made for tests",
        "    text: a treaty with <b>HTML</b>",
        [
            "content/minimal/dossier.yaml:12:11  act.nature.text  HTML is not read in content; use Markdown: *emphasis*, **strong**, [words](#id)",
            "        text: a treaty with <b>HTML</b>",
            "              ^",
        ],
        id="html-in-record",
    ),
    pytest.param(
        "story.md",
        "[@ledger, p. 4]",
        "[@ledgers, p. 4]",
        [
            "content/minimal/story.md:1  there is no source «ledgers»; did you mean «ledger»?",
            "    Jane Smith came to [](#nowhere) and signed[@ledgers, p. 4]. See [](#c1).",
        ],
        id="citation-of-nothing",
    ),
    pytest.param(
        "story.md",
        "[](#nowhere)",
        "[](#nowere)",
        [
            "content/minimal/story.md:1  the reference «#nowere» leads to nothing; did you mean «nowhere»?",
            "    Jane Smith came to [](#nowere) and signed[@ledger, p. 4]. See [](#c1).",
        ],
        id="reference-to-nothing",
    ),
    pytest.param(
        "story.md",
        "## What followed",
        "# What followed",
        [
            "content/minimal/story.md:3  the title of a chapter stands in its record; begin sections with ##",
            "    # What followed",
        ],
        id="title-in-chapter",
    ),
    pytest.param(
        "story.md",
        "*emphasis*",
        "<b>emphasis</b>",
        [
            "content/minimal/story.md:5  HTML is not read in content; use Markdown: *emphasis*, **strong**, [words](#id)",
            "    A second paragraph with <b>emphasis</b> and a note[^a].",
        ],
        id="html-in-chapter",
    ),
    pytest.param(
        "story.md",
        "[^a]: A note of its own.",
        "Text `code` and ![](x.png).",
        [
            "content/minimal/story.md:5  a note is called that is not written; add its text on a line of its own: [^1]: …",
            "    A second paragraph with *emphasis* and a note[^a].",
            "content/minimal/story.md:13  code has no place in a dossier; write *emphasis* or a quotation",
            "    Text `code` and ![](x.png).",
            "content/minimal/story.md:13  the picture «x.png» is placed by its file; declare it under `figures` and write ![](#its-id)",
            "    Text `code` and ![](x.png).",
        ],
        id="note-not-written",
    ),
    pytest.param(
        "story.md",
        ': Ships in the harbour {#tbl-ships summary="One row for each year."}',
        "Done.",
        [
            'content/minimal/story.md:7  a table has no caption; write below it: «: Caption {#tbl-id summary="What it shows."}»',
            "    | Year | Ships |",
        ],
        id="table-without-caption",
    ),
    pytest.param(
        "sources.csl.json",
        '"type": "book"',
        '"type": "boke"',
        [
            "content/minimal/sources.csl.json  [0].type  CSL has no type «boke»; did you mean «book»?",
        ],
        id="unknown-source-type",
    ),
    pytest.param(
        "sources.csl.json",
        '"title": "The Ledger",',
        '"title": "The Ledger"',
        [
            "content/minimal/sources.csl.json:2:58  this is no JSON: Expecting ',' delimiter; check commas, quotes and brackets near this line",
            '      {"id": "ledger", "type": "book", "title": "The Ledger" "author": [{"family": "Clerk", "given": "A…',
            "                                                             ^",
        ],
        id="broken-json",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_is_told_whole(spoil: Spoil, file: str, old: str, new: str, message: list[str]) -> None:
    """File, line, column, path, sentence, remedy and the line itself: the whole message."""
    folder = spoil(file, old, new)
    with pytest.raises(ContentError) as told:
        read_dossier(folder)
    assert str(told.value).split("\n") == message


def test_the_small_dossier_has_no_fault(minimal: Path) -> None:
    """Without this, the tests of faults would prove nothing."""
    assert read_dossier(minimal).counts()["events"] == 2


def test_all_faults_are_told_at_once(spoil: Spoil) -> None:
    """An author mends one round of faults, not one after the other."""
    spoil("dossier.yaml", "date: 1901-03-01", "date: yesterday")
    spoil("dossier.yaml", "    capacity: party", "    capacity: partie")
    folder = spoil("dossier.yaml", "    latitude: 0.5", "    latitude: 95")
    with pytest.raises(ContentError) as told:
        read_dossier(folder)
    assert [problem.path for problem in told.value.problems] == [
        "places[0].latitude",
        "events[0].date",
        "signatures[0].capacity",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (b"# only a comment\n", "the file is empty"),
        ("title: caf\u00e9".encode("latin-1"), "the file is not in UTF-8"),
        (b"title: \x00", "the file holds a null byte"),
        (b"a: &x 1\nb: *x\n", "an anchor or alias of YAML is not used in records"),
        (b"- one\n- two\n", "takes a group of fields, this is a list"),
        (b"a: 'open\n", "a quote is never closed"),
    ],
)
def test_a_file_that_is_no_records_is_told(minimal: Path, data: bytes, sentence: str) -> None:
    """Empty, wrongly encoded or foreign files end in one clear sentence."""
    (minimal / "dossier.yaml").write_bytes(data)
    with pytest.raises(ContentError) as told:
        read_dossier(minimal)
    assert sentence in str(told.value)
    assert str(told.value).startswith("content/minimal/dossier.yaml")


def test_a_folder_that_is_not_there_is_told(minimal: Path) -> None:
    """A mistyped folder is a fault of the content, with the way to make one."""
    with pytest.raises(
        ContentError, match=r"content/other  there is no such folder; `dossier new NAME` makes one"
    ):
        read_dossier(minimal.parent / "other")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_end_in_problems_never_in_a_traceback(minimal: Path, data: bytes) -> None:
    """Whatever stands in the three kinds of file, the reader answers with problems."""
    for name in ("dossier.yaml", "story.md", "sources.csl.json"):
        before = (minimal / name).read_bytes()
        (minimal / name).write_bytes(data)
        with suppress(ContentError):
            read_dossier(minimal)
        (minimal / name).write_bytes(before)


def test_the_first_dossier_is_read_without_a_fault(bishkek: object) -> None:
    """The dossier that the project stands on is sound."""
    assert bishkek
