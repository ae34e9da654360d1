"""From the merged tree to the bytes of a Word document.

The order of things: targets are found, the tree is walked, the parts are put together, the package is saved.
No clock, no file, no network; the same arguments give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.vocabulary import classes, words_of
from dossier.word.contents import depth_of
from dossier.word.fonts import font_table
from dossier.word.notes import footnotes_part
from dossier.word.numbering import numbering_part
from dossier.word.ooxml import w
from dossier.word.package import CONTENT_TYPE, RELATIONSHIP_TYPE, Package, Part, make_part, members, relate, xml, zipped
from dossier.word.properties import core_part, custom_part, custom_values, extended_part, title_of
from dossier.word.sections import flow, running_parts
from dossier.word.settings import settings_part
from dossier.word.state import PageForm, Report, State
from dossier.word.styles import styles_part
from dossier.word.targets import find_targets
from dossier.word.theme_part import theme_part
from dossier.word.words import read_words
from dossier.word.writer import WRITERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.theme import Theme

CUSTOM_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


@dataclass(frozen=True)
class ReportOptions:
    """What may be asked of a report beside its content.

    `properties` are further custom properties by name, such as the sum of the manifest.
    """

    embed_fonts: bool = False
    review: bool = False
    reference: bytes | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


DEFAULTS = ReportOptions()
NEW_PAGE = frozenset({"new-page", "recto"})


def write_report(
    tree: Element,
    assets: Mapping[str, Asset],
    theme: Theme,
    words: Mapping[str, object],
    *,
    date: datetime,
    pages: Mapping[str, str] | None = None,
    options: ReportOptions = DEFAULTS,
) -> bytes:
    """The Word document of a merged tree; `date` is the date of the build, `pages` the folio at each anchor."""
    report = gather(tree, assets, theme, words, pages or {})
    state = State(form=PageForm("body"), width=theme.page.measure, language=report.language)
    body = flow(report.write(tree, state), report)
    package = assemble(tree, report, body, date, options)
    return zipped(members(package))


def gather(
    tree: Element, assets: Mapping[str, Asset], theme: Theme, words: Mapping[str, object], pages: Mapping[str, str]
) -> Report:
    """The report before the walk: what has to be known of the whole tree."""
    contents = next((nav for nav in tree.iter("nav") if "toc" in classes(nav)), None)
    return Report(
        writers=WRITERS,
        assets=assets,
        theme=theme,
        words=read_words(words),
        targets=find_targets(tree),
        pages=pages,
        language=tree.get("lang", ""),
        title=title_of(tree),
        first_heading=first_heading(tree),
        new_pages=any(NEW_PAGE & set(classes(section)) for section in tree.iter("section")),
        contents_depth=depth_of(contents) if contents is not None else 0,
    )


def first_heading(tree: Element) -> str:
    """The words of the first heading of the body, which the running head shows before any update."""
    for section in tree.iter("section"):
        heading = section.find("h2")
        if heading is not None and set(classes(section)) & {"chapter", "part", "back"}:
            return words_of(heading)
    return ""


def assemble(tree: Element, report: Report, body: list[Element], date: datetime, options: ReportOptions) -> Package:
    """The package with all its parts."""
    package = Package()
    document = make_part(package, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, xml(w("document", w("body", *body))))
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    _add_properties(package, tree, report, date, options)
    _add_parts(package, document, report, options)
    return package


def _add_properties(package: Package, tree: Element, report: Report, date: datetime, options: ReportOptions) -> None:
    values = custom_values(tree, options.properties, report.words.edition)
    for path, media_type, kind, root in (
        ("core", CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES, core_part(tree, date)),
        ("app", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, extended_part()),
        ("custom", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, CUSTOM_KIND, custom_part(values)),
    ):
        package.relate_to(make_part(package, f"/docProps/{path}.xml", media_type, xml(root)), kind)


def _add_parts(package: Package, document: Part, report: Report, options: ReportOptions) -> None:
    notes = make_part(package, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, xml(footnotes_part(report)))
    styles = styles_part(report.theme, report.words, report.language, report.character_styles, new_pages=report.new_pages)
    settings = settings_part(report.language, embed_fonts=options.embed_fonts)
    for path, media_type, kind, root in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering_part(report.lists)),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, font_table(report.theme)),
        ("theme/theme1", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, theme_part(report.theme)),
    ):
        document.relate_to(make_part(package, f"/word/{path}.xml", media_type, xml(root)), kind)
    document.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    relate(notes, report.note_relations.known, {})
    relate(document, report.relations.known, related_parts(package, report))


def related_parts(package: Package, report: Report) -> dict[str, Part]:
    """Pictures, heads and feet as parts, by path."""
    made = {path: make_part(package, path, _media_type(path), xml(root)) for path, root in running_parts(report).items()}
    for picture in report.pictures.values():
        made[picture.path] = make_part(package, picture.path, picture.media_type, picture.data)
    return made


def _media_type(path: str) -> str:
    return CONTENT_TYPE.WML_HEADER if path.startswith("/word/header") else CONTENT_TYPE.WML_FOOTER
