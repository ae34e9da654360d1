"""Jinja merges records, prose and drawings into one tree in the closed vocabulary.

Each section is a template; its breaches of the vocabulary name it. Knows neither PDF nor Word.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from lxml import etree

from dossier.context import Context
from dossier.indexing import Entry, entries, mark_index
from dossier.locales import languages
from dossier.numbering import number
from dossier.problems import ContentError, Problem, ProblemList
from dossier.reader import RECORDS, shown
from dossier.typography import Settings, check_settings, load_words, spelling_problems, typeset
from dossier.vocabulary import INLINE, check_vocabulary, classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.declarations import Edition
    from dossier.illustrations import Illustration
    from dossier.language import Language
    from dossier.reader import Content
    from dossier.records import Publication
    from dossier.typography import Change

RUNNING_TEXT = "chapters"
"""the section with the running text; editions without it show what they choose to"""
PLACE = re.compile(r"\{#\s*section\s+(after|before)\s+([\w-]+)\s*#\}")


@dataclass(frozen=True)
class Merged:
    """The merged dossier: one numbered, typeset tree with its pictures.

    `changes` is what the typographer changed, `warnings` are spellings that the house avoids, and figures that stand nowhere.
    """

    tree: Element
    assets: Mapping[str, Asset]
    changes: tuple[Change, ...]
    warnings: tuple[Problem, ...]


def section_order(edition: Edition, templates: Sequence[Path]) -> list[str]:
    """The sections of the edition, and those that the content's own templates add to it.

    A template of the content's folder whose first line is `{# section after NAME #}` stands after that section.
    """
    order = list(edition.sections)
    for path in sorted(path for folder in templates[:-1] for path in (folder / "sections").glob("*.html.j2")):
        name = path.name.removesuffix(".html.j2")
        found = PLACE.match(path.read_text(encoding="utf-8"))
        if found and name not in order and found[2] in order:
            order.insert(order.index(found[2]) + (found[1] == "after"), name)
    return order


def merge(
    content: Content,
    edition: Edition,
    language: Language,
    templates: Sequence[Path],
    illustrations: Mapping[str, Illustration],
    build_date: date,
    fonts: Iterable[str],
) -> Merged:
    """The merged dossier of one edition. `templates`: the content's own folder first, the program's last."""
    publication = content.records.publication
    style = publication.citation_style or str(language.citations["style"])
    context = Context(content, language, style, illustrations, build_date, fonts)
    environment = environment_for(templates, context)
    problems = ProblemList()
    tree = _document(publication, context)
    for name in section_order(edition, templates):
        for section in _sections(environment, f"sections/{name}.html.j2", templates, problems):
            tree[-1].append(section)
    problems.raise_if_any()
    if any(True for nav in tree.iter("nav") if "index" in classes(nav)):
        mark_index(tree, _index_entries(content))
    numbered = number(tree, language.labels)
    changes, warnings = _typeset(numbered, publication, templates[-1], shown(content.folder / RECORDS))
    problems.extend(check_vocabulary(numbered, f"edition {edition.name}"))
    problems.raise_if_any()
    used = {image.get("src", "").removeprefix("asset:") for image in numbered.iter("img")}
    assets = {shown.asset.name: shown.asset for shown in illustrations.values() if shown.asset.name in used}
    lost = _unplaced(content, edition, context, shown(content.folder / RECORDS))
    return Merged(numbered, assets, changes, (*warnings, *lost))


def _unplaced(content: Content, edition: Edition, context: Context, records: str) -> Iterator[Problem]:
    """Warnings for figures that an edition with the running text shows nowhere."""
    for index, figure in enumerate(content.records.figures):
        shows = RUNNING_TEXT in edition.sections and figure.id in context.illustrations
        if shows and figure.id not in context.placed:
            message = f"the figure «{figure.id}» stands nowhere"
            hint = f"write ![](#{figure.id}) in a chapter, where it belongs"
            yield Problem(records, path=f"figures[{index}]", message=message, hint=hint, severity="warning")


def _typeset(
    tree: Element, publication: Publication, templates: Path, records: str
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Set the typography of every language that there are words for; the changes, and spellings to look at.

    Raises ContentError for rules or options that no language knows.
    """
    words = {name: load_words(templates, name) for name in languages(templates)}
    settings = _settings(publication)
    if faults := check_settings(words, settings, records):
        raise ContentError(faults)
    changes = typeset(tree, words, settings)
    return tuple(changes), tuple(spelling_problems(tree, publication.house_spellings, records))


def _index_entries(content: Content) -> list[Entry]:
    persons = [(person.name, person.sort_name) for person in content.records.persons]
    return entries(persons, [place.name for place in content.records.places])


def _settings(publication: Publication) -> Settings:
    off = frozenset(name for name, value in publication.typography.items() if value is False)
    options = {
        name: str(value) for name, value in publication.typography.items() if not isinstance(value, bool)
    }
    return Settings(disabled=off, options=options)


def environment_for(templates: Sequence[Path], context: Context) -> Environment:
    """Jinja with autoescape and strict names; the content's own templates come before the program's."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in templates]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(context.globals())
    environment.filters.update(context.filters())
    return environment


def _sections(
    environment: Environment, name: str, templates: Sequence[Path], problems: ProblemList
) -> Iterator[Element]:
    """The sections that one template gives; its faults go to `problems`."""
    file = next((folder / name for folder in templates if (folder / name).is_file()), Path(name)).as_posix()
    try:
        written = environment.get_template(name).render()
        root = etree.fromstring(
            f"<body>{written}</body>", etree.XMLParser(resolve_entities=False, remove_blank_text=False)
        )
    except etree.XMLSyntaxError as error:
        problems.add(
            Problem(
                file,
                message=f"what the template writes is not well-formed: {error.msg}",
                hint="close every element; write & as &amp;",
            )
        )
        return
    except (TemplateError, LookupError, TypeError, ValueError) as error:
        if isinstance(error, ContentError):
            raise
        problems.add(_template_problem(file, name, error))
        return
    problems.extend(check_vocabulary(root, file))
    if not problems.errors:
        _strip_layout_space(root)
        for section in list(root):
            section.tail = None
            yield section


def _template_problem(file: str, name: str, error: Exception) -> Problem:
    if isinstance(error, TemplateSyntaxError):
        return Problem(
            file,
            error.lineno,
            message=f"the template cannot be read: {error.message}",
            hint="see Jinja's syntax",
        )
    lines = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(name)
    ]
    hint = "check the name against `dossier schema`"
    return Problem(file, (lines[-1] if lines else 0) or 0, message=f"the template fails: {error}", hint=hint)


INLINE_HOLDERS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "caption", "figcaption", "title"}
)


def _strip_layout_space(root: Element) -> None:
    """Take out the white space that only lays out the template, and paragraphs whose conditions left nothing in them."""
    for element in root.iter():
        if element.tag in INLINE_HOLDERS:
            _trim(element)
        elif element.text is not None and not element.text.strip() and len(element):
            element.text = None
        if element.tail is not None and not element.tail.strip() and element.tag not in INLINE:
            element.tail = None
    for paragraph in [
        element for element in root.iter("p") if not len(element) and not (element.text or "").strip()
    ]:
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]  # it stands in the root


def _trim(element: Element) -> None:
    if element.text:
        element.text = element.text.lstrip() or None
    if len(element):
        last = element[-1]
        last.tail = last.tail.rstrip() or None if last.tail else None
    elif element.text:
        element.text = element.text.rstrip()


def _document(publication: Publication, context: Context) -> Element:
    """An empty dossier with its metadata."""
    title = context.names.plain(publication.title)
    html = etree.Element("html", lang=publication.language)
    head = etree.SubElement(html, "head")
    etree.SubElement(head, "title").text = title
    for name, value in metadata(publication, title, context):
        etree.SubElement(head, "meta", name=name, content=value)
    etree.SubElement(html, "body")
    return html


def metadata(publication: Publication, title: str, context: Context) -> Iterator[tuple[str, str]]:
    """The Dublin Core of the dossier, by name and value; names repeat."""
    yield "dcterms.title", title
    for author in publication.authors:
        yield "dcterms.creator", author.name
    for name, value in (
        ("dcterms.publisher", publication.publisher),
        ("dcterms.date", publication.date.text),
        ("dcterms.language", publication.language),
        ("dcterms.description", context.first_paragraph(publication.summary)),
        ("dcterms.identifier", publication.identifier or publication.url),
        ("dcterms.rights", publication.licence.name if publication.licence else None),
        ("dcterms.license", publication.licence.url if publication.licence else None),
        ("dcterms.type", "Text"),
        ("edition", publication.edition),
    ):
        if value:
            yield name, value
    for keyword in publication.keywords:
        yield "dcterms.subject", keyword
