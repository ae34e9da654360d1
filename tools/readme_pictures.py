"""Write pictures of chosen pages of a finished PDF into docs/pictures/, for the README.

usage: readme_pictures.py FILE.pdf NAME=PAGE…   PAGE is a page number from 1, or the first words of a bookmark
"""  # noqa: INP001 - a script beside the package, not a part of it

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
from PIL import Image, ImageOps

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DOTS_PER_INCH = 110
COLOURS = 96  # enough for type and flat drawings; a third of the bytes of full colour, and red stays red
FRAME = "#b8b8b8"  # so that a white page keeps its edge on a white screen


def page_index(document: pdfium.PdfDocument, page: str) -> int:
    """Return the index, from 0, of a page given by its number or by the first words of its bookmark."""
    if page.isdecimal() and 1 <= int(page) <= len(document):
        return int(page) - 1
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        if target and bookmark.get_title().startswith(page):
            return int(target.get_index())
    titles = ", ".join(bookmark.get_title() for bookmark in document.get_toc() if bookmark.level == 0)
    sys.exit(f"no page and no bookmark «{page}»; there are {len(document)} pages, and: {titles}")


def picture(page: pdfium.PdfPage) -> Image.Image:
    """Return the page as a framed picture with few colours."""
    pixels = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
    return ImageOps.expand(pixels, border=1, fill=FRAME).quantize(COLOURS, Image.Quantize.MAXCOVERAGE)


def main(pdf: str, *choices: str) -> int:
    """Write one PNG for each NAME=PAGE and return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    document = pdfium.PdfDocument(pdf)
    for choice in choices:
        name, _, page = choice.partition("=")
        target = FOLDER / f"{name}.png"
        picture(document[page_index(document, page)]).save(target, optimize=True)
        sys.stdout.write(f"{target.relative_to(FOLDER.parent.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 2 else __doc__)  # noqa: PLR2004 - the file and one picture
