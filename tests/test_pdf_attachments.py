"""Sources inside the PDF: what goes in comes out again, and nothing else does."""

from __future__ import annotations

import functools
import json
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sample import DATE, MINIMAL, rendered
from pikepdf import Name, NameTree, Pdf

from dossier.pdf.attachments import extract, unsafe
from dossier.pdf.check import check_pdf
from dossier.pdf.manifest import MANIFEST, with_manifest
from dossier.pdf.result import Attachment
from dossier.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = "titre: L’été\n".encode()
SOURCES = (
    Attachment("content/dossier.yaml", RECORDS, "application/yaml", "Les données", "Source"),
    Attachment("content/images/é a.png", bytes(range(256)) * 40, "image/png", "Une image", "Data"),
    Attachment("templates/empty.css", b"", "text/css", "Vide", "Source"),
)


@functools.cache
def made(*attachments: Attachment) -> bytes:
    """A PDF with these attachments and their manifest."""
    whole = with_manifest(attachments or SOURCES, DATE, "Le manifeste", {"edition": "dossier"})
    return rendered(MINIMAL, "a-3a", tuple(whole)).data


def changed(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    """The PDF after a change by someone else."""
    with Pdf.open(BytesIO(data)) as pdf:
        change(pdf)
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


def faults(data: bytes) -> list[str]:
    """What taking the files out complains of."""
    with pytest.raises(ContentError) as raised:
        extract(data, "mine.pdf")
    assert {problem.file for problem in raised.value.problems} == {"mine.pdf"}
    return [f"{problem.path}: {problem.message}" for problem in raised.value.problems]


def test_what_goes_in_comes_out() -> None:
    """Names and bytes of all files, and the manifest."""
    files = {file.name: file.data for file in extract(made())}
    assert {name: files[name] for name in files if name != MANIFEST} == {
        source.name: source.data for source in SOURCES
    }
    manifest = json.loads(files[MANIFEST])
    assert manifest["date"] == "2024-05-05T10:30:00Z"
    assert manifest["options"] == {"edition": "dossier"}
    assert manifest["tools"]["weasyprint"].startswith("70")
    assert [entry["name"] for entry in manifest["files"]] == sorted(source.name for source in SOURCES)


def test_the_file_with_attachments_passes_both_standards() -> None:
    """A7: PDF/A-3a allows them."""
    assert check_pdf(made(), "a-3a") == []


def test_each_file_is_described_and_associated() -> None:
    """A7, U15: F, UF, Desc, AFRelationship, MIME type, size and date, and a place in AF."""
    with Pdf.open(BytesIO(made())) as pdf:
        listed = {str(name): item for name, item in NameTree(pdf.Root.Names.EmbeddedFiles).items()}
        associated = [str(item.UF) for item in pdf.Root.AF]
        one = listed["content/dossier.yaml"]
        assert (str(one.F), str(one.UF), str(one.Desc)) == ("content/dossier.yaml",) * 2 + ("Les données",)
        assert one.AFRelationship == Name.Source
        assert str(one.EF.F.Subtype) == "/application/yaml"
        assert int(one.EF.F.Params.Size) == len(RECORDS)
        assert str(one.EF.F.Params.ModDate) == "D:20240505103000Z"
    assert sorted(associated) == sorted(listed)
    assert associated[0] == MANIFEST


def test_an_altered_file_is_told() -> None:
    """The manifest's sums say so."""

    def alter(pdf: Pdf) -> None:
        NameTree(pdf.Root.Names.EmbeddedFiles)["content/dossier.yaml"].EF.F.write(b"titre: Autre\n")

    assert faults(changed(made(), alter)) == ["content/dossier.yaml: the attached file was altered"]


def test_a_file_that_was_taken_away_or_added_is_told() -> None:
    """The manifest knows what there has to be."""

    def swap(pdf: Pdf) -> None:
        names = NameTree(pdf.Root.Names.EmbeddedFiles)
        names["b.txt"] = names["templates/empty.css"]
        del names["templates/empty.css"]

    assert faults(changed(made(), swap)) == [
        "b.txt: the manifest does not know this attached file",
        "templates/empty.css: this file of the manifest is not attached",
    ]


def test_a_spoiled_manifest_is_told() -> None:
    """Its own words cannot be trusted then."""

    def spoil(pdf: Pdf) -> None:
        NameTree(pdf.Root.Names.EmbeddedFiles)[MANIFEST].EF.F.write(b'{"manifest": 2}')

    assert faults(changed(made(), spoil)) == [f"{MANIFEST}: the manifest cannot be read"]


def test_a_file_that_swells_is_not_unpacked_beyond_its_size() -> None:
    """A bomb: a few bytes that would become millions."""

    def swell(pdf: Pdf) -> None:
        NameTree(pdf.Root.Names.EmbeddedFiles)["content/dossier.yaml"].EF.F.write(bytes(50_000_000))

    assert faults(changed(made(), swell)) == ["content/dossier.yaml: the attached file was altered"]


def test_a_pdf_without_our_sources_is_told() -> None:
    """A PDF of ours made without attachments, or of someone else."""
    assert faults(rendered(MINIMAL).data) == [": the PDF carries no sources"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\nnothing"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    """Without a traceback."""
    assert faults(data) == [": the file cannot be read as a PDF"]


@pytest.mark.parametrize("part", [0.3, 0.7, 0.99])
def test_a_truncated_pdf_is_told(part: float) -> None:
    """It is not mended in silence."""
    data = made()
    assert faults(data[: int(len(data) * part)]) == [": the file cannot be read as a PDF"]


WRONG = [
    "../../x",
    "/etc/passwd",
    "C:/x",
    "a\\b",
    "a//b",
    "",
    ".",
    "a/../b",
    "con",
    "sub/NUL.txt",
    "a.",
    "a b /c",
    "new\nline",
    "a:b",
    "com1.yaml",
]


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    """Nothing is ever to be written outside of the folder, on any system."""
    assert unsafe(name)
    assert any(name in fault for fault in faults(made(Attachment(name, b"x", "text/plain", "x", "Source"))))


def test_names_that_differ_in_capitals_only_are_refused() -> None:
    """On some systems one would overwrite the other."""
    one, two = (Attachment(name, b"x", "text/plain", "x", "Source") for name in ("a.txt", "A.txt"))
    assert faults(made(one, two)) == ["a.txt: its name differs from «A.txt» in capitals only"]


@given(st.text())
def test_a_sound_name_never_leads_out(name: str) -> None:
    """Whatever the name: sound means relative, below the folder, and the same on every system."""
    if not unsafe(name):
        parts = name.split("/")
        assert ".." not in parts
        assert all(part.strip() for part in parts)
        assert not set(name) & set("\\:\0\n")


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=60))
def test_damage_anywhere_gives_the_same_files_or_a_problem(place: float, damage: bytes) -> None:
    """Never a traceback, never other bytes than those put in."""
    data = made()
    start = int(place * len(data))
    with suppress(ContentError):
        files = extract(data[:start] + damage + data[start + len(damage) :])
        assert [file.data for file in files if file.name == "content/dossier.yaml"] == [RECORDS]
