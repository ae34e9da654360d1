"""The check of a finished PDF tells rule, page and words."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pdf_sample import FULL, MINIMAL, rendered
from pikepdf import Dictionary, Name, Pdf

from dossier.pdf.check import check_pdf, verapdf_problems
from dossier.pdf.decoding import _table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERAPDF = b"""<?xml version="1.0"?><report><jobs><job><validationReport><details>
<rule specification="ISO 14289-1:2014" clause="7.3" testNumber="1" status="failed"><description>Figure tags shall
include an alternative representation</description><check status="failed"><context>root/document[0]/StructTreeRoot[0]</context></check></rule>
<rule specification="ISO 14289-1:2014" clause="7.1" testNumber="1" status="passed"><description>fine</description></rule>
</details></validationReport></job></jobs></report>"""


def spoiled(change: Callable[[Pdf], None]) -> bytes:
    """The full sample, spoiled."""
    with Pdf.open(BytesIO(rendered(FULL).data)) as pdf:
        change(pdf)
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


def without_alternative(pdf: Pdf) -> None:
    """Take the alternative of the first figure away."""
    figure = next(
        item for item in pdf.objects if isinstance(item, Dictionary) and item.get(Name.S) == Name.Figure
    )
    del figure.Alt


def without_font_file(pdf: Pdf) -> None:
    """Take the font files away."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and Name.FontFile2 in item:
            del item.FontFile2


def with_loose_text(pdf: Pdf) -> None:
    """Put a letter outside of any tag on page 3."""
    page = pdf.pages[2]
    name, font = next(iter(page.Resources.Font.items()))
    code = next(code for code, text in _table(font.ToUnicode).items() if text.isalpha())
    page.contents_add(f"BT {name} 10 Tf 1 0 0 1 20 20 Tm <{code:04x}> Tj ET".encode())


def test_a_failed_rule_names_the_rule_and_the_page() -> None:
    """A figure without alternative breaks PDF/UA, on the cover."""
    problems = [
        problem
        for problem in check_pdf(spoiled(without_alternative), "a-3a", "mine.pdf")
        if "PDFUA1" in problem.message
    ]
    assert problems
    assert problems[0].path.startswith("page 1")
    assert problems[0].file == "mine.pdf"


def test_a_font_that_is_not_embedded_is_told() -> None:
    """A3."""
    assert any("not embedded" in problem.message for problem in check_pdf(spoiled(without_font_file), "a-3a"))


def test_the_standard_claimed_has_to_be_the_one_checked() -> None:
    """A file of A-2u does not pass as A-3a."""
    assert check_pdf(rendered(MINIMAL, "a-2u").data, "a-3a")


def test_what_is_no_pdf_is_told() -> None:
    """One problem, no traceback."""
    assert [problem.message for problem in check_pdf(b"no PDF", "a-3a")] == [
        "the file cannot be read as a PDF"
    ]


def test_the_report_of_verapdf_is_understood() -> None:
    """Failed rules only, with clause and place."""
    (problem,) = verapdf_problems(VERAPDF, "mine.pdf")
    assert problem.message == "veraPDF rule 7.3-1: Figure tags shall include an alternative representation"
    assert problem.path == "root/document[0]/StructTreeRoot[0]"


@pytest.mark.parametrize("spoil", [with_loose_text])
def test_text_outside_of_tags_is_told_with_its_page(spoil: Callable[[Pdf], None]) -> None:
    """U4."""
    assert any(
        problem.path == "page 3" and "neither" in problem.message
        for problem in check_pdf(spoiled(spoil), "a-3a")
    )


def test_verapdf_is_asked_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its failed rules stand beside those of the other validator, for both standards."""
    (tmp_path / "report.xml").write_bytes(VERAPDF)
    command = tmp_path / "verapdf"
    command.write_text(
        f'#!/bin/sh\nfor last; do :; done\ntest -s "$last" && cat "{tmp_path}/report.xml"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert [problem.message[:19] for problem in check_pdf(rendered(MINIMAL).data, "a-3a")] == [
        "veraPDF rule 7.3-1:"
    ] * 2
