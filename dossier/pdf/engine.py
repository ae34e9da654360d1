"""WeasyPrint behind a small door: layout and painting, its log, its fonts and its fetching.

The engine reads no file and no network: what a stylesheet or an image asks for comes from memory or
is a Problem. Every line that it logs is a Problem. Only the theme's fonts exist for it.
"""

from __future__ import annotations

import gc
import logging
import os
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import name as unicode_name

from dossier.assets import SCHEME
from dossier.pdf.fonts import address
from dossier.pdf.line_breaks import mended_line_breaks
from dossier.pdf.lost_notes import kept_notes
from dossier.problems import Problem

with warnings.catch_warnings():
    # A machine without fonts of its own is no fault here: it would not be asked for them anyway.
    warnings.filterwarnings("ignore", message=".*FontConfig.*")
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from dossier.assets import Asset
    from dossier.pdf.fonts import FontFace

Document = Any  # weasyprint.Document, untyped
NO_FONTS = Path(__file__).with_name("fonts.conf")
VARIANT = "pdf/a-3a"
ENGINE = f"WeasyPrint {weasyprint.__version__}"
MISSING_GLYPH = ".notdef glyph rendered"


class Log(logging.Handler):
    """Keeps what the engine says as problems; a missing glyph is told with the words around it."""

    def __init__(self, text: str) -> None:
        super().__init__(logging.WARNING)
        self.text = text
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Turn one line of the log into a problem."""
        problem = self._missing_glyph(record) if str(record.msg).startswith(MISSING_GLYPH) else _said(record)
        if problem not in self.problems:
            self.problems.append(problem)

    def _missing_glyph(self, record: logging.LogRecord) -> Problem:
        arguments = record.args if isinstance(record.args, tuple) else ()
        letter = str(arguments[0])
        message = f"no font has the character «{letter}» (U+{ord(letter):04X} {unicode_name(letter, '')})"
        return Problem("theme.yaml", message=message, hint=_words_around(letter, self.text))


def _words_around(letter: str, text: str) -> str:
    place = text.find(letter)
    if place < 0:
        return "it stands in a drawing or in the stylesheet; use another character"
    return f"it stands in «{text[max(place - 30, 0) : place + 30].strip()}»; add a font for it to `fonts.fallback`"


def _said(record: logging.LogRecord) -> Problem:
    return Problem(
        "stylesheet",
        message=f"the layout engine says: {record.getMessage()}",
        hint="mend the stylesheet or picture",
    )


@contextmanager
def listening(text: str) -> Iterator[list[Problem]]:
    """Collect the problems that the engine logs while the block runs; `text` is where missing glyphs are looked up."""
    logger = logging.getLogger("weasyprint")
    log = Log(text)
    logger.addHandler(log)
    try:
        yield log.problems
    finally:
        logger.removeHandler(log)


class Fetcher(URLFetcher):  # type: ignore[misc]  # its base is untyped
    """Answers `asset:NAME` and `font:NAME` from memory and refuses every other address."""

    def __init__(self, assets: Mapping[str, Asset], fonts: tuple[FontFace, ...]) -> None:
        super().__init__(allowed_protocols=("asset", "font"))
        self._known = {f"{SCHEME}{name}": (asset.data, asset.media_type) for name, asset in assets.items()}
        self._known |= {address(face): (face.data, "font/ttf") for face in fonts}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401  # untyped library
        """Answer with the response for a known address; ValueError, which the engine logs, for any other."""
        del headers
        if url not in self._known:
            raise ValueError("only pictures and fonts of the dossier can be used")
        data, media_type = self._known[url]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Set one environment variable for the time of a block."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection for the time of a block: layout makes many objects and drops few."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def lay_out(html: str, stylesheet: str, fetcher: Fetcher) -> Document:
    """Lay a document out in pages."""
    with _environment("FONTCONFIG_FILE", str(NO_FONTS)):
        fonts = FontConfiguration()
    with _without_collection():
        css = weasyprint.CSS(string=stylesheet, font_config=fonts, url_fetcher=fetcher)
        source = weasyprint.HTML(string=html, url_fetcher=fetcher)
        with mended_line_breaks(), kept_notes():
            return source.render(font_config=fonts, stylesheets=[css], pdf_variant=VARIANT)


def paint(document: Document, date: datetime, before_writing: Callable[[], None]) -> bytes:
    """Paint the pages as PDF; `before_writing` is called when all content is painted and nothing is written yet.

    `date` goes into the embedded fonts too, which would else carry the time of the clock.
    """
    with (
        _without_collection(),
        _environment("SOURCE_DATE_EPOCH", str(int(date.timestamp()))),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", ResourceWarning)  # the engine leaves its own colour profile open
        data: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=lambda *_: before_writing())
    return data
