"""Figures: pictures inline with the text, drawings as SVG with a PNG behind, alternative text, caption, credit."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from dossier.assets import SCHEME, Asset
from dossier.raster import SVG, size_of_svg, to_png
from dossier.vocabulary import classes
from dossier.word import ooxml
from dossier.word.blocks import anchored
from dossier.word.captions import caption_paragraph, credit_paragraph
from dossier.word.inline import with_language
from dossier.word.ooxml import Element, element, emu, paragraph, run, w
from dossier.word.sections import depth
from dossier.word.state import Picture, Relation
from dossier.word.targets import child_of_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.word.state import PageForm, Report, State

IMAGE_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
PICTURE_URI = "http://schemas.openxmlformats.org/drawingml/2006/picture"
EXTENSIONS = {SVG: "svg", "image/png": "png", "image/jpeg": "jpeg"}
HEIGHT_KEPT = 30.0  # millimetres left on a page for the caption of a tall picture
DEFAULT_RESOLUTION = 300.0


def figure(source: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`figure`: the picture, then its caption and its credit."""
    names = classes(source)
    style = "CoverArt" if "cover-art" in names else "Figure"
    width = state.width / 2 if "narrow" in names else state.width
    yield from anchored_unless_labelled(
        source, _picture_paragraphs(source, replace(state, style=style, width=width), report), report
    )
    caption = source.find("figcaption")
    if caption is not None:
        inner = with_language(caption, state)
        yield caption_paragraph(caption, inner, report, source.get("id", ""))
        yield from credit_paragraph(caption, inner, report)


def anchored_unless_labelled(
    source: Element, blocks: Iterator[Element], report: Report
) -> Iterator[Element | PageForm]:
    """The blocks, bookmarked here when no caption with a label will be."""
    caption = source.find("figcaption")
    labelled = caption is not None and child_of_class(caption, "label") is not None
    return iter(blocks) if labelled else anchored(source, blocks, report)


def _picture_paragraphs(source: Element, state: State, report: Report) -> Iterator[Element]:
    for picture in source.findall("img"):
        pieces = [piece for piece in report.write(picture, state) if isinstance(piece, Element)]
        yield paragraph(state.style, pieces)


def caption(source: Element, state: State, report: Report) -> Iterator[Element]:
    """`figcaption`: the caption, then the credit."""
    yield caption_paragraph(source, state, report, "")
    yield from credit_paragraph(source, state, report)


def image(source: Element, state: State, report: Report) -> Iterator[Element]:
    """`img`: a run with an inline picture."""
    asset = report.assets[source.get("src", "").removeprefix(SCHEME)]
    room = depth(report.theme.page, landscape=state.form.landscape) - HEIGHT_KEPT
    width, height = fitted(wanted_size(source, asset), state.width, room)
    number = report.drawing_number()
    blip = _blip(asset, report, width)
    yield run(w("drawing", _inline(blip, number, source.get("alt", ""), emu(width), emu(height))))


def natural_size(asset: Asset) -> tuple[float, float]:
    """Width and height of a picture in millimetres, from its own data."""
    if asset.media_type == SVG:
        return size_of_svg(asset.data)
    with Image.open(BytesIO(asset.data)) as opened:
        resolution = opened.info.get("dpi", (DEFAULT_RESOLUTION,))[0] or DEFAULT_RESOLUTION
        return opened.width / float(resolution) * 25.4, opened.height / float(resolution) * 25.4


def wanted_size(source: Element, asset: Asset) -> tuple[float, float]:
    """The size that the tree asks for; what it leaves open follows the proportions of the picture."""
    wide, high = natural_size(asset)
    width, height = float(source.get("width") or 0), float(source.get("height") or 0)
    if width and height:
        return width, height
    if height:
        return height * wide / high, height
    return (width, width * high / wide) if width else (wide, high)


def fitted(size: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """The size, made smaller in proportion until it fits."""
    scale = min(1.0, width / size[0], height / size[1])
    return size[0] * scale, size[1] * scale


def _blip(asset: Asset, report: Report, width: float) -> Element:
    if asset.media_type != SVG:
        blip = element("a:blip")
        blip.set(ooxml.qn("r:embed"), _embed(asset.name, asset.media_type, asset.data, report))
        return blip
    shown = to_png(asset.data, width, families=report.theme.fonts, name=asset.name)
    blip = element("a:blip")
    blip.set(ooxml.qn("r:embed"), _embed(f"{asset.name} at {width:.1f} mm", "image/png", shown, report))
    vector = element("asvg:svgBlip")
    vector.set(ooxml.qn("r:embed"), _embed(asset.name, SVG, asset.data, report))
    blip.append(element("a:extLst", element("a:ext", vector, uri=SVG_EXTENSION)))
    return blip


def _embed(name: str, media_type: str, data: bytes, report: Report) -> str:
    known = report.pictures.get(name)
    if known is None:
        path = f"/word/media/image{len(report.pictures) + 1}.{EXTENSIONS[media_type]}"
        known = report.pictures.setdefault(name, Picture(path, media_type, data))
    return report.relations.add(Relation(IMAGE_KIND, known.path))


def _inline(blip: Element, number: int, words: str, width: int, height: int) -> Element:
    return element(
        "wp:inline",
        element("wp:extent", cx=str(width), cy=str(height)),
        element("wp:docPr", id=str(number), name=f"Picture {number}", descr=words),
        element("wp:cNvGraphicFramePr", element("a:graphicFrameLocks", noChangeAspect="1")),
        element("a:graphic", element("a:graphicData", _picture(blip, number, width, height), uri=PICTURE_URI)),
        distT="0", distB="0", distL="0", distR="0",
    )  # fmt: skip


def _picture(blip: Element, number: int, width: int, height: int) -> Element:
    frame = element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", cx=str(width), cy=str(height)))
    return element(
        "pic:pic",
        element(
            "pic:nvPicPr",
            element("pic:cNvPr", id=str(number), name=f"Picture {number}"),
            element("pic:cNvPicPr"),
        ),
        element("pic:blipFill", blip, element("a:stretch", element("a:fillRect"))),
        element("pic:spPr", frame, element("a:prstGeom", element("a:avLst"), prst="rect")),
    )
