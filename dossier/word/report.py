"""From the merged tree to the bytes of a Word document.

The order of things: targets are found, the tree is walked, the parts are put together, the package is saved.
No clock, no file, no network; the same arguments give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.vocabulary import classes
from dossier.word.comments import claims_of, comments_part, concern, with_comments
from dossier.word.contents import depth_of
from dossier.word.filling import fill, page_labels
from dossier.word.fonts import embedded_fonts, font_table
from dossier.word.notes import footnotes_part
from dossier.word.numbering import numbering_part
from dossier.word.ooxml import w
from dossier.word.package import (
    BY_EXTENSION,
    CONTENT_TYPE,
    RELATIONSHIP_TYPE,
    Package,
    Part,
    make_part,
    members,
    relate,
    xml,
    zipped,
)
from dossier.word.properties import core_part, custom_part, custom_values, extended_part, title_of
from dossier.word.reference import (
    Reference,
    merged_numbering,
    merged_styles,
    missing_problems,
    missing_styles,
    moved_lists,
    read_reference,
    renamed,
    with_page,
)
from dossier.word.sections import flow, running_parts
from dossier.word.settings import settings_part
from dossier.word.state import PageForm, Relations, Report, State
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
    from dossier.problems import Problem
    from dossier.theme import Theme

MEDIA_TYPES = {
    "document": CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "styles": CONTENT_TYPE.WML_STYLES,
    "settings": CONTENT_TYPE.WML_SETTINGS,
    "numbering": CONTENT_TYPE.WML_NUMBERING,
    "footnotes": CONTENT_TYPE.WML_FOOTNOTES,
    "comments": CONTENT_TYPE.WML_COMMENTS,
    "theme": CONTENT_TYPE.OFC_THEME,
    "header": CONTENT_TYPE.WML_HEADER,
    "footer": CONTENT_TYPE.WML_FOOTER,
}
KINDS = {
    "styles": RELATIONSHIP_TYPE.STYLES,
    "settings": RELATIONSHIP_TYPE.SETTINGS,
    "numbering": RELATIONSHIP_TYPE.NUMBERING,
    "footnotes": RELATIONSHIP_TYPE.FOOTNOTES,
    "comments": RELATIONSHIP_TYPE.COMMENTS,
    "theme": RELATIONSHIP_TYPE.THEME,
}
CUSTOM_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


@dataclass(frozen=True)
class ReportOptions:
    """What may be asked of a report beside its content.

    `properties` are further custom properties by name, such as the sum of the manifest.
    """

    embed_fonts: bool = True
    review: bool = False
    reference: bytes | None = None
    properties: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def fonts(self) -> bool:
        """True when the theme's fonts are to be embedded: a house template has fonts of its own."""
        return self.embed_fonts and self.reference is None


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
    reference = read_reference(options.reference) if options.reference else None
    report = gather(tree, assets, with_page(theme, reference), words, pages or {}, review=options.review)
    state = State(form=PageForm("body"), width=report.theme.page.measure, language=report.language)
    parts = main_parts(flow(report.write(tree, state), report), report, date, options)
    if reference:
        parts = in_house(parts, reference, report.language)
    fill(parts["/word/document.xml"], page_labels(parts, report.theme))
    package = Package()
    _add_properties(package, tree, report, date, options)
    _add_parts(package, parts, report, options)
    return zipped(members(package))


def gather(
    tree: Element,
    assets: Mapping[str, Asset],
    theme: Theme,
    words: Mapping[str, object],
    pages: Mapping[str, str],
    *,
    review: bool = False,
) -> Report:
    """The report before the walk: what has to be known of the whole tree."""
    contents = next((nav for nav in tree.iter("nav") if "toc" in classes(nav)), None)
    said = read_words(words)
    claims = claims_of(tree)
    return Report(
        writers=with_comments(WRITERS, lambda element: concern(element, claims, said)) if review else WRITERS,
        assets=assets,
        theme=theme,
        words=said,
        targets=find_targets(tree),
        pages=pages,
        language=tree.get("lang", ""),
        title=title_of(tree),
        new_pages=any(NEW_PAGE & set(classes(section)) for section in tree.iter("section")),
        contents_depth=depth_of(contents) if contents is not None else 0,
    )


def main_parts(
    body: list[Element], report: Report, date: datetime, options: ReportOptions
) -> dict[str, Element]:
    """The XML parts of the report by path."""
    parts = {
        "/word/document.xml": w("document", w("body", *body)),
        "/word/styles.xml": styles_part(
            report.theme,
            report.words,
            report.language,
            report.character_styles,
            new_pages=report.new_pages,
            depth=report.contents_depth,
        ),
        "/word/settings.xml": settings_part(report.language, embed_fonts=options.fonts),
        "/word/numbering.xml": numbering_part(report.lists, report.theme),
        "/word/footnotes.xml": footnotes_part(report),
        "/word/theme/theme1.xml": theme_part(report.theme),
    }
    if report.comments:
        parts["/word/comments.xml"] = comments_part(report, date)
    return parts | running_parts(report)


def in_house(parts: dict[str, Element], reference: Reference, language: str) -> dict[str, Element]:
    """The parts with the styles, lists and theme of a house template."""
    numbering, moved = merged_numbering(reference, parts["/word/numbering.xml"])
    inner = [
        root for path, root in parts.items() if path not in {"/word/numbering.xml", "/word/theme/theme1.xml"}
    ]
    moved_lists(inner, moved)
    styles, ids = merged_styles(reference, parts["/word/styles.xml"], language)
    renamed([*inner, numbering], ids)
    theme = {} if reference.theme is None else {"/word/theme/theme1.xml": reference.theme}
    return parts | {"/word/numbering.xml": numbering, "/word/styles.xml": styles} | theme


def lacking_styles(
    reference: bytes, file: str, theme: Theme, words: Mapping[str, object], language: str
) -> list[Problem]:
    """A warning that names the styles of the report that a house template lacks; none when it has them all."""
    ours = styles_part(theme, read_words(words), language, {}, new_pages=True, depth=1)
    return missing_problems(missing_styles(read_reference(reference, file), ours), file)


def _add_properties(
    package: Package, tree: Element, report: Report, date: datetime, options: ReportOptions
) -> None:
    values = custom_values(tree, options.properties, report.words.edition)
    for path, media_type, kind, root in (
        ("core", CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES, core_part(tree, date)),
        (
            "app",
            CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
            RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
            extended_part(tree),
        ),
        ("custom", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, CUSTOM_KIND, custom_part(values)),
    ):
        package.relate_to(make_part(package, f"/docProps/{path}.xml", media_type, xml(root)), kind)


def _add_parts(
    package: Package, roots: Mapping[str, Element], report: Report, options: ReportOptions
) -> None:
    made = {
        path: make_part(package, path, MEDIA_TYPES[stem_of(path)], xml(root)) for path, root in roots.items()
    }
    for picture in report.pictures.values():
        made[picture.path] = make_part(package, picture.path, picture.media_type, picture.data)
    document = made["/word/document.xml"]
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for path, part in made.items():
        if (kind := KINDS.get(stem_of(path))) is not None:
            document.relate_to(part, kind)
    _add_fonts(package, document, report, options)
    relate(made["/word/footnotes.xml"], report.note_relations.known, {})
    relate(document, report.relations.known, made)


def stem_of(path: str) -> str:
    """«header» of «/word/header2.xml»."""
    return path.rpartition("/")[2].partition(".")[0].rstrip("0123456789")


def _add_fonts(package: Package, document: Part, report: Report, options: ReportOptions) -> None:
    scripts = scripts_in(report)
    fonts = embedded_fonts(report.theme, scripts) if options.fonts else []
    relations = Relations()
    root = font_table(report.theme, scripts, fonts, relations)
    table = make_part(package, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, xml(root))
    parts = {font.path: make_part(package, font.path, BY_EXTENSION["odttf"], font.data) for font in fonts}
    relate(table, relations.known, parts)
    document.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def scripts_in(report: Report) -> list[str]:
    """The scripts of the theme's fallback fonts that occur in the report."""
    marks = frozenset(mark for used in report.character_styles.values() for mark in used)
    return [
        script
        for script in report.theme.fonts.fallback
        if any(mark.startswith(script.capitalize()) for mark in marks)
    ]
