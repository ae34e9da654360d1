"""Pictures of the content, made fit for print: upright, in sRGB, sharp enough, harmless.

PNG, JPEG, TIFF, WebP, SVG and pages of PDF files. Knows the file and the width at which it is printed; knows
nothing of records, pages or renderers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from lxml import etree
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from dossier.assets import Asset
from dossier.problems import Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

MM_PER_INCH = 25.4
SHARP, LEAST = 300, 150
"""dots per inch: under the first a warning, under the second an error"""
SHARP_LINE_ART = 1200
LARGEST_FILE = 60_000_000
LARGEST_SVG = 5_000_000
MOST_PIXELS = 120_000_000
MOST_ELEMENTS = 50_000
FINEST = 450
"""dots per inch beyond which a picture is brought down to 300: nobody sees more in print"""

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in|)\s*\Z")
PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
FORBIDDEN_ELEMENTS = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
)


@dataclass(frozen=True)
class Picture:
    """A picture fit for print; width and height give its proportions only."""

    asset: Asset
    width: float
    height: float


class _Unfit(Exception):  # noqa: N818 - it ends as a Problem, never as an error of the program
    """The picture cannot be used: what is wrong, and the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


def read_picture(path: Path, name: str, width: float, page: int = 1) -> tuple[Picture | None, list[Problem]]:
    """The picture of a file, printed `width` millimetres wide, and what is wrong with it.

    `page` counts from 1 and is for PDF files. None when an error makes the picture unusable.
    """
    problems: list[Problem] = []

    def tell(severity: Severity, message: str, hint: str) -> None:
        problems.append(
            Problem(path.as_posix(), message=f"«{path.name}»: {message}", hint=hint, severity=severity)
        )

    try:
        picture = _read(path, name, width, page, tell)
    except _Unfit as unfit:
        tell("error", unfit.message, unfit.hint)
        return None, problems
    return (None if any(problem.severity == "error" for problem in problems) else picture), problems


Tell = Callable[[Severity, str, str], None]


def _read(path: Path, name: str, width: float, page: int, tell: Tell) -> Picture:
    if path.stat().st_size > LARGEST_FILE:
        raise _Unfit("the file is larger than 60 MB", "bring it down to 300 dpi at its printed size")
    data = path.read_bytes()
    if data[:5] == b"%PDF-":
        return _pdf_page(data, name, width, page)
    if path.suffix.lower() == ".svg" or data.lstrip()[:5] in {b"<?xml", b"<svg "}:
        return _svg(data, name)
    return _raster(data, name, width, tell)


def _raster(data: bytes, name: str, width: float, tell: Tell) -> Picture:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _Unfit(
                    f"the picture has {image.width} × {image.height} points, too many",
                    "bring it down to 300 dpi at its printed size",
                )
            image.load()
            kind, line_art = image.format or "PNG", image.mode == "1"
            upright = ImageOps.exif_transpose(image)
            profile = image.info.get("icc_profile")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _Unfit(
            "this is no picture that can be read", "save it as PNG, JPEG, TIFF, WebP, SVG or PDF"
        ) from error
    _tell_sharpness(upright.width / (width / MM_PER_INCH), line_art=line_art, tell=tell)
    if (
        kind == "JPEG"
        and upright.size == image.size
        and upright.mode in {"RGB", "L"}
        and not profile
        and _exif_free(image)
    ):
        return Picture(Asset(name, "image/jpeg", data), upright.width, upright.height)
    return _written(_brought_down(_on_white(_in_srgb(upright, profile)), width), name, kind)


def _exif_free(image: Image.Image) -> bool:
    return not image.getexif()


def _tell_sharpness(dpi: float, *, line_art: bool, tell: Tell) -> None:
    wanted = SHARP_LINE_ART if line_art else SHARP
    hint = f"use a picture of {wanted} dpi, or print it smaller"
    if dpi < LEAST:
        tell("error", f"{dpi:.0f} dpi at its printed size is too coarse; {LEAST} dpi is the least", hint)
    elif dpi < wanted:
        tell(
            "warning", f"{dpi:.0f} dpi at its printed size is less than the {wanted} dpi of good print", hint
        )


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB or grey, by its own colour profile where it has one."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            alpha = image.getchannel("A") if "A" in image.getbands() else None
            base = image.convert("RGB") if image.mode in {"RGBA", "P", "PA"} else image
            converted = ImageCms.profileToProfile(
                base, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                if alpha:
                    converted.putalpha(alpha)
                return converted
        except ImageCms.PyCMSError:
            pass  # a broken profile says nothing: the numbers are read as sRGB
    if image.mode in {"1", "L", "I;16", "I", "F"}:
        return image.convert("L")
    return image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency, as it would look on paper."""
    if "A" not in image.getbands():
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return ground


def _brought_down(image: Image.Image, width: float) -> Image.Image:
    most = round(width / MM_PER_INCH * SHARP)
    if image.width <= width / MM_PER_INCH * FINEST:
        return image
    return image.resize((most, max(1, round(image.height * most / image.width))), Image.Resampling.LANCZOS)


def _written(image: Image.Image, name: str, kind: str) -> Picture:
    output = io.BytesIO()
    if kind == "JPEG":
        image.save(output, "JPEG", quality=92, optimize=True)
        return Picture(Asset(name, "image/jpeg", output.getvalue()), image.width, image.height)
    image.save(output, "PNG", optimize=True)
    return Picture(Asset(name, "image/png", output.getvalue()), image.width, image.height)


def _pdf_page(data: bytes, name: str, width: float, page: int) -> Picture:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _Unfit("the PDF cannot be read", "open it, and save it anew without a password") from error
    try:
        if page > len(document):
            raise _Unfit(f"the PDF has {len(document)} pages, there is no page {page}", "correct `page`")
        sheet = document[page - 1]
        scale = width / MM_PER_INCH * SHARP / sheet.get_width()
        if sheet.get_width() * sheet.get_height() * scale * scale > MOST_PIXELS:
            raise _Unfit("the page of the PDF is too long for its width", "cut it to what is shown")
        image = sheet.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    return _written(image, name, "PNG")


def _svg(data: bytes, name: str) -> Picture:
    if len(data) > LARGEST_SVG:
        raise _Unfit("the SVG is larger than 5 MB", "simplify it")
    if b"<!ENTITY" in data or (b"<!DOCTYPE" in data and b"[" in data.split(b">", 1)[0]):
        raise _Unfit("the SVG declares entities", "save it as plain SVG")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _Unfit(f"the SVG is not well-formed: {error.msg}", "save it anew as plain SVG") from error
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        raise _Unfit("the file is no SVG", "save it as plain SVG")
    harm = next(_harms(root), None)
    if harm:
        raise _Unfit(f"the SVG holds {harm}", "save it as plain SVG, with pictures and styles inside it")
    width, height = _svg_size(root)
    plain = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Picture(Asset(name, "image/svg+xml", plain), width, height)


def _harms(root: etree._Element) -> Iterator[str]:
    """What an SVG of the content may not hold: scripts, foreign content, references that lead out of the file."""
    for count, element in enumerate(root.iter()):
        if count > MOST_ELEMENTS:
            yield f"more than {MOST_ELEMENTS} elements"
            return
        if not isinstance(element.tag, str):
            yield "an entity"
            continue
        local = etree.QName(element).localname
        if local in FORBIDDEN_ELEMENTS:
            yield f"<{local}>"
        if local == "style" and element.text and _leads_out(element.text):
            yield "a style that leads out of the file"
        for key, value in element.attrib.items():
            attribute = etree.QName(str(key)).localname
            if attribute.lower().startswith("on"):
                yield f"the event «{attribute}»"
            elif attribute in {"href", "src"} and not _stays_inside(str(value)):
                yield f"a reference to «{str(value)[:60]}»"
            elif _leads_out(str(value)) and attribute not in {"href", "src"}:
                yield f"«{attribute}» that leads out of the file"


def _stays_inside(reference: str) -> bool:
    return reference.startswith("#") or bool(re.match(r"data:image/(png|jpeg);base64,", reference))


def _leads_out(style: str) -> bool:
    return "@import" in style or any(
        not _stays_inside(target.strip("'\" ")) for target in re.findall(r"url\(([^)]*)\)", style)
    )


def _svg_size(root: etree._Element) -> tuple[float, float]:
    box = [float(part) for part in re.findall(r"-?[0-9.]+", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:  # noqa: PLR2004 - x, y, width, height
        return box[2], box[3]
    sides = [LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    sizes = [float(side[1]) * PIXELS[side[2]] if side else 0.0 for side in sides]
    if not all(sizes):
        raise _Unfit("the SVG says no size", "give it a viewBox")
    return sizes[0], sizes[1]
