"""LibreOffice as the second reader of the report: it opens, prints, saves again and updates without loss."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from word_sample import PLAIN, document, part, sample, shown, style_of

from dossier.word import ReportOptions
from dossier.word.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
SECONDS = 120
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Update(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  opened = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  opened.refresh()
  opened.TextFields.refresh()
  For place = 0 To opened.DocumentIndexes.Count - 1
    opened.DocumentIndexes.getByIndex(place).update()
  Next
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  opened.storeToURL(ConvertToURL(target), form())
  opened.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice with the macro that updates all fields."""
    folder = tmp_path_factory.mktemp("profile")
    office(folder, "--terminate_after_init")
    basic = folder / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Module1.xba").write_text(MACRO, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    return folder


def office(profile: Path, *arguments: str) -> None:
    """Run LibreOffice to its end."""
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *arguments,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - a fixed command


@pytest.fixture(scope="module")
def converted(profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """A function that gives a report in another format."""

    def convert(data: bytes, suffix: str) -> bytes:
        folder = tmp_path_factory.mktemp("convert")
        (folder / "report.docx").write_bytes(data)
        (folder / "out").mkdir()
        office(profile, "--convert-to", suffix, "--outdir", str(folder / "out"), str(folder / "report.docx"))
        return (folder / "out" / f"report.{suffix}").read_bytes()

    return convert


def counts(data: bytes) -> dict[str, int]:
    """Headings, notes, tables, pictures and kinds of fields of a report."""
    root = document(data)
    based = {
        s.get(f"{W}styleId"): (s.find(f"{W}name"), s.find(f"{W}basedOn"))
        for s in part(data, "word/styles.xml").iter(f"{W}style")
    }

    def is_heading(style: str | None) -> bool:
        while style:
            name, base = based.get(style, (None, None))
            if name is not None and name.get(f"{W}val", "").lower().startswith("heading "):
                return True
            style = None if base is None else base.get(f"{W}val")
        return False

    codes = [(c.text or "").split()[0] for c in root.iter(f"{W}instrText") if (c.text or "").strip()]
    return {
        "headings": sum(is_heading(style_of(p)) for p in root.iter(f"{W}p")),
        "notes": len(list(root.iter(f"{W}footnoteReference"))),
        "tables": len(list(root.iter(f"{W}tbl"))),
        "pictures": len(list(root.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"))),
        "TOC": codes.count("TOC"),
        "INDEX": codes.count("INDEX"),
        "SEQ": codes.count("SEQ"),
        "XE": codes.count("XE"),
    }


def test_libreoffice_saves_again_what_it_read(converted: Callable[[bytes, str], bytes]) -> None:
    """The same counts of headings, notes, tables, pictures and fields."""
    assert counts(converted(sample(PLAIN), "docx")) == counts(sample(PLAIN))


def test_no_style_in_use_is_lost(converted: Callable[[bytes, str], bytes]) -> None:
    """The names of the styles of all words are there after saving again."""
    saved = converted(sample(PLAIN), "docx")

    def names(data: bytes) -> set[str]:
        known = {
            s.get(f"{W}styleId"): s.find(f"{W}name") for s in part(data, "word/styles.xml").iter(f"{W}style")
        }
        used = {known[style_of(p)] for p in document(data).iter(f"{W}p") if style_of(p) and shown(p)}
        return {name.get(f"{W}val", "").lower() for name in used if name is not None}

    assert names(sample(PLAIN)) <= names(saved)


def folio(page: str) -> str:
    """The folio: the last line of a page."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def test_the_folios_of_the_contents_are_those_that_libreoffice_prints(
    converted: Callable[[bytes, str], bytes],
) -> None:
    """95 % of the entries at least say the page on which LibreOffice sets their heading."""
    pdf = pypdfium2.PdfDocument(converted(sample(ReportOptions()), "pdf"))
    printed = [page.get_textpage().get_text_range() for page in pdf]
    outline = [
        (bookmark.get_title(), folio(printed[bookmark.get_dest().get_index()])) for bookmark in pdf.get_toc()
    ]
    entries = [shown(p) for p in document(sample()).iter(f"{W}p") if style_of(p) in {"TOC1", "TOC2"}]
    right = [entry for entry in entries if any(entry == f"{title} {page}" for title, page in outline)]
    assert len(entries) == 9
    assert len(right) >= 0.95 * len(entries)


def test_after_an_update_of_all_fields_the_words_are_the_same(profile: Path, tmp_path: Path) -> None:
    """Contents, lists, references and index: LibreOffice writes what stood there, page numbers aside."""
    source, target = tmp_path / "report.docx", tmp_path / "updated.docx"
    source.write_bytes(sample(PLAIN))
    office(profile, f'macro:///Standard.Module1.Update("{source}","{target}")')

    assert words(target.read_bytes()) == words(sample(PLAIN))


def words(data: bytes) -> list[str]:
    """The words of every paragraph but those of the index, which LibreOffice sets on lines of their own."""
    kept = (shown(p) for p in document(data).iter(f"{W}p") if not style_of(p).startswith("Index"))
    return [text for text in kept if text]
