"""Holds a finished PDF against its standards: PDF/A and PDF/UA-1 by a validator, and a few checks of our own.

veraPDF is asked too where a `verapdf` command is there. Knows nothing of how the file was made.
"""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import page as validator
import pikepdf
from lxml import etree
from pikepdf import Dictionary, Name, Pdf

from dossier.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from dossier.pdf.result import Standard

UA = "ua1"
VERAPDF = "verapdf"
PATIENCE = 300  # seconds for veraPDF
DEPTH = 6  # how far below a page its objects are looked for


def profiles(standard: Standard) -> tuple[str, str]:
    """Profiles that a standard of ours has to pass: of PDF/A and of PDF/UA."""
    return standard.removeprefix("a-"), UA


def check_pdf(data: bytes, standard: Standard, file: str = "") -> list[Problem]:
    """Every rule of PDF/A and PDF/UA-1 that the PDF fails, with its page where it is known; `file` is its path."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            pages = _Pages(pdf)
            found = [
                problem
                for profile in profiles(standard)
                for problem in _validated(data, profile, pages, file)
            ]
            found += [
                Problem(file, path=path, message=message, hint=hint) for path, message, hint in _own(pdf)
            ]
    except pikepdf.PdfError:
        return [Problem(file, message="the file cannot be read as a PDF", hint="build it again")]
    return found + _by_verapdf(data, standard, file)


def _validated(data: bytes, profile: str, pages: _Pages, file: str) -> Iterator[Problem]:
    report = validator.validate_pdf_bytes(data, profile=profile)
    for failure in report.failures:
        number = failure.object_id.object_number if failure.object_id else 0
        message = f"rule {failure.rule_id}: {failure.message}"
        yield Problem(
            file, path=pages.where(number), message=message, hint="a stylesheet or template brings this in"
        )


class _Pages:
    """Finds the page, and the words, that an object of the file belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf

    def where(self, number: int) -> str:
        """Name the page of an object and what it says of itself; empty when neither is known."""
        item = self._pdf.get_object(number, 0) if number else Dictionary()
        return ", ".join(part for part in (self._page_of(number, item), _says(item)) if part)

    def _page_of(self, number: int, item: Object) -> str:
        home = item.Pg.objgen[0] if isinstance(item, Dictionary) and Name.Pg in item else number
        for place, page in enumerate(self._pdf.pages, 1):
            if home and home in {page.obj.objgen[0], *_below(page.obj, DEPTH)}:
                return f"page {place}"
        return ""


def _below(item: Object, depth: int) -> set[int]:
    """Numbers of the objects below one, without going up again."""
    if not depth or not isinstance(item, Dictionary | pikepdf.Stream | pikepdf.Array):
        return set()
    values = (
        list(item)
        if isinstance(item, pikepdf.Array)
        else [value for key, value in item.items() if key not in {"/Parent", "/P"}]
    )
    objects = [value for value in values if isinstance(value, pikepdf.Object)]
    return {value.objgen[0] for value in objects if value.is_indirect} | {
        n for value in objects for n in _below(value, depth - 1)
    }


def _says(item: Object) -> str:
    """Words by which an object can be known: its alternative, contents or title."""
    keys = (Name.Alt, Name.Contents, Name.Title, Name.ID)
    found = next(
        (
            item[key]
            for key in keys
            if isinstance(item, Dictionary) and isinstance(item.get(key), pikepdf.String)
        ),
        "",
    )
    return f"«{str(found)[:60]}»" if found else ""


def _own(pdf: Pdf) -> Iterator[tuple[str, str, str]]:
    """Faults that the validator may not know: place, sentence and remedy."""
    for item in pdf.objects:
        if (
            isinstance(item, Dictionary)
            and item.get(Name.Type) == Name.FontDescriptor
            and not _embedded(item)
        ):
            yield str(item.FontName)[1:], "a font is not embedded", "use the fonts of the theme only"
        if isinstance(item, Dictionary) and item.get(Name.Type) == Name.Font and _silent(item):
            yield (
                str(item.BaseFont)[1:],
                "a font does not say which letters it shows",
                "use the fonts of the theme only",
            )


def _embedded(descriptor: Object) -> bool:
    return any(name in descriptor for name in (Name.FontFile, Name.FontFile2, Name.FontFile3))


def _silent(font: Object) -> bool:
    return font.get(Name.Subtype) == Name.Type0 and Name.ToUnicode not in font


def _by_verapdf(data: bytes, standard: Standard, file: str) -> list[Problem]:
    """Ask veraPDF what it finds; nothing where there is no such command."""
    command = shutil.which(VERAPDF)
    if command is None:
        return []
    return [problem for profile in profiles(standard) for problem in _asked(command, data, profile, file)]


def _asked(command: str, data: bytes, profile: str, file: str) -> list[Problem]:
    with NamedTemporaryFile(suffix=".pdf") as copy:  # veraPDF reads files only
        copy.write(data)
        copy.flush()
        asked = [command, "--flavour", profile, "--format", "xml", copy.name]
        try:
            answer = subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=False).stdout  # noqa: S603  # found on PATH, no shell
            return verapdf_problems(answer, file)
        except (OSError, subprocess.TimeoutExpired, etree.XMLSyntaxError) as error:
            return [
                Problem(
                    file,
                    message=f"veraPDF did not answer: {error}",
                    hint="run it by hand",
                    severity="warning",
                )
            ]


def verapdf_problems(answer: bytes, file: str) -> list[Problem]:
    """Failed rules in a report of veraPDF."""
    return [
        Problem(
            file,
            path=(rule.findtext(".//context") or "")[:80],
            message=f"veraPDF rule {rule.get('clause')}-{rule.get('testNumber')}: {' '.join((rule.findtext('description') or '').split())}",
            hint="a stylesheet or template brings this in",
        )
        for rule in etree.fromstring(answer).iter("rule")
        if rule.get("status") == "failed"
    ]
