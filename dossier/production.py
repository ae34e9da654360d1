"""From content to finished files in memory: the steps of a build, in order.

Draws once, merges each list of sections once, renders each edition. Writes no file, prints nothing:
each step is told to `progress`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree

from dossier.declarations import PAPERS, Edition, names_that_exist
from dossier.editions import edition_names, load_edition, same_file
from dossier.fitting import place_of
from dossier.illustrations import illustrate
from dossier.indexing import has_index, with_pages
from dossier.language import load_language
from dossier.locales import overlaid
from dossier.merge import Merged, merge
from dossier.paths import templates_folder
from dossier.problems import ContentError, Problem, UsageError
from dossier.reader import RECORDS, Content, shown
from dossier.side_by_side import side_by_side
from dossier.staging import Stage, stage_name, stage_of
from dossier.theme import load_theme

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from dossier.assets import Asset
    from dossier.declarations import Imposition, Layout, PlannedDrawing
    from dossier.fitting import Share
    from dossier.pdf.fonts import FontFace
    from dossier.pdf.result import Attachment, PdfResult, Standard

Progress = Callable[[str, str], None]
"""called with what is being done (read, drawn, merged, laid out, written) and on what"""


@dataclass(frozen=True)
class Product:
    """One finished file: its name, bytes and pages (0: not known), and what is worth a warning."""

    edition: str
    file: str
    data: bytes
    pages: int
    warnings: tuple[Problem, ...] = ()
    report: Mapping[str, object] = field(default_factory=dict)
    """what it was checked against, for archives"""


@dataclass(frozen=True)
class BuildOptions:
    """What may be asked of a build: the PDF standard; for Word a house template, comments, fonts inside."""

    standard: Standard = "a-3a"
    review: bool = False
    reference: bytes | None = None
    embed_fonts: bool = True


class Workshop:
    """All that the editions of one dossier share: theme, drawings, merged trees; each made once."""

    def __init__(
        self, content: Content, build_date: date, progress: Progress, options: BuildOptions | None = None
    ) -> None:
        self.options = options or BuildOptions()
        self.content = content
        self.build_date = build_date
        self.progress = progress
        own = content.folder / "templates"
        self.templates = [*([own] if own.is_dir() else []), templates_folder()]
        records = shown(content.folder / RECORDS)
        self.theme = load_theme(
            content.records.publication.theme, self.templates, Problem(records, path="publication.theme")
        )
        self.language = load_language(content.records.publication.language, self.templates, records)
        progress("draw", content.slug)
        self.illustrations, self.warnings = illustrate(content, self.theme, self.language, self.templates)
        self._stages: dict[str, Stage] = {}
        self._merged: dict[tuple[str, tuple[str, ...]], Merged] = {}

    def __getstate__(self) -> dict[str, object]:
        """What another process needs to render: trees as bytes; what only merging and telling need stays here."""
        merged = {key: {**vars(one), "tree": etree.tostring(one.tree)} for key, one in self._merged.items()}
        stages = {name: stage for name, stage in self._stages.items() if stage.draughtsman is None}
        content = replace(self.content, texts=())
        own = {"content": content, "progress": _silent, "_stages": stages, "_merged": merged}
        return {**vars(self), **own}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over what was sent."""
        merged = {
            key: Merged(**{**one, "tree": etree.fromstring(one["tree"])})
            for key, one in state["_merged"].items()
        }
        vars(self).update({**state, "_merged": merged})

    @property
    def moment(self) -> datetime:
        """The build date as a moment: midnight, UTC."""
        return datetime.combine(self.build_date, time(), UTC)

    def edition_names(self, asked: Sequence[str] | None) -> list[str]:
        """The editions asked for: those named, all of them for «all», or those that the publication declares."""
        if asked and "all" in asked:
            return edition_names(self.templates)
        return list(dict.fromkeys(asked or self.content.records.publication.editions))

    def edition(self, name: str) -> Edition:
        """The edition of that name. Raises ContentError when the records name it and there is none, else UsageError."""
        declared, known = self.content.records.publication.editions, edition_names(self.templates)
        asked = Problem(shown(self.content.folder / RECORDS), path="publication.editions")
        if name not in known and name not in declared:
            raise UsageError(f"there is no edition «{name}»; {names_that_exist(name, known)}")
        if name not in known:
            path = ("publication", "editions", declared.index(name))
            asked = place_of(self.content).problem(path, "", "")
        return load_edition(name, self.templates, asked)

    def sources(self) -> list[Attachment]:
        """The manifest, then all sources of this build: what a PDF carries to be built again from itself."""
        from dossier.packing import packed  # noqa: PLC0415 - checks need none
        from dossier.pdf.manifest import with_manifest  # noqa: PLC0415 - same

        labels, slug = self.language.labels, self.content.slug
        files = packed(self.content.folder, templates_folder(), self.language.folder, slug, labels)
        return with_manifest(files, self.moment, str(labels["attached_manifest"]))

    def stage(self, edition: Edition) -> Stage:
        """Look, words and illustrations of the edition; those with the same share one."""
        name = stage_name(edition)
        if name not in self._stages:
            common = Stage(self.theme, self.content, self.language, self.illustrations)
            self._stages[name] = stage_of(edition, common, self.templates)
        return self._stages[name]

    def key(self, edition: Edition) -> tuple[str, tuple[str, ...]]:
        """What two editions have in common whose merged tree is the same."""
        return stage_name(edition), edition.sections

    def merged(self, edition: Edition) -> Merged:
        """The merged tree of the edition's sections."""
        key = self.key(edition)
        if key not in self._merged:
            stage = self.stage(edition)
            self.progress("merge", edition.name)
            self._merged[key] = merge(
                stage.content,
                edition,
                stage.language,
                self.templates,
                stage.illustrations,
                self.build_date,
                stage.theme.fonts.families,
            )
        return self._merged[key]

    def notices(self) -> list[Problem]:
        """Warnings about what was merged so far, each once."""
        return list(dict.fromkeys(problem for merged in self._merged.values() for problem in merged.warnings))

    def stylesheet(self, edition: Edition, **tokens: object) -> str:
        """The edition's CSS, with the theme's tokens and those of its layout filled in."""
        theme = self.stage(edition).theme
        environment = Environment(  # noqa: S701 - CSS, not HTML: nothing to escape
            loader=FileSystemLoader([str(folder) for folder in self.templates]), undefined=StrictUndefined
        )
        sheets = (environment.get_template(f"css/{name}") for name in edition.stylesheets)
        return "\n".join(sheet.render(t=theme, **tokens) for sheet in sheets)


def _silent(_step: str, _what: str) -> None:
    """Steps of another process are not told."""


def produce(workshop: Workshop, editions: Sequence[Edition]) -> list[Product]:
    """The finished files of the editions, merged here and rendered side by side where they do not need each other."""
    _raise_errors(same_file(editions))
    for edition in editions:
        if edition.imposed is None:
            workshop.merged(edition)
    pieces = [(workshop, chain) for chain in _chains(workshop, editions)]
    return [product for products in side_by_side(_in_turn, pieces) for product in products]


def _chains(workshop: Workshop, editions: Sequence[Edition]) -> list[list[Edition]]:
    """Editions that need each other together, PDF first: sheets follow their pages, a report the folios of its dossier."""
    chains: dict[object, list[Edition]] = {}
    for edition in sorted(editions, key=lambda one: (one.output != "pdf", one.imposed is not None)):
        base = edition if edition.imposed is None else workshop.edition(edition.imposed.edition)
        chains.setdefault(workshop.key(base), []).append(edition)
    return sorted(chains.values(), key=lambda chain: -max(len(edition.sections) for edition in chain))


def _in_turn(workshop: Workshop, editions: Sequence[Edition]) -> list[Product]:
    """The finished files of one chain of editions."""
    products: list[Product] = []
    pages: dict[tuple[str, tuple[str, ...]], Mapping[str, str]] = {}
    for edition in editions:
        if edition.imposed is not None:
            product = _imposed(workshop, edition, edition.imposed, products)
        elif edition.output == "pdf":
            product, pages[workshop.key(edition)] = _pdf(workshop, edition)
        else:
            product = _docx(workshop, edition, pages.get(workshop.key(edition)))
        products.append(product)
    return products


def _name(workshop: Workshop, edition: Edition) -> str:
    return edition.file.replace("{slug}", workshop.content.slug)


def _pdf(workshop: Workshop, edition: Edition) -> tuple[Product, Mapping[str, str]]:
    from dossier.pdf.fonts import load_fonts  # noqa: PLC0415 - a second of import that checks do not need
    from dossier.pdf.render import measure_pdf  # noqa: PLC0415 - same

    merged = workshop.merged(edition)
    workshop.progress("lay out", edition.name)
    fonts = load_fonts(workshop.stage(edition).theme, templates_folder() / "fonts")
    if edition.layouts:
        result, tree = _fitted(workshop, edition, merged, fonts)
    else:
        css, tree = workshop.stylesheet(edition), merged.tree
        if has_index(tree):
            tree = with_pages(tree, _pages(measure_pdf(tree, css, merged.assets, fonts)))
        result = _rendered(workshop, tree, css, merged.assets, fonts)
    _raise_errors(result.problems)
    report = _checked(workshop, result, tree, _name(workshop, edition))
    pages = _pages(result)
    warnings = tuple(problem for problem in result.problems if problem.severity == "warning")
    product = Product(edition.name, _name(workshop, edition), result.data, result.pages, warnings, report)
    return product, pages


def _imposed(workshop: Workshop, edition: Edition, how: Imposition, products: Sequence[Product]) -> Product:
    """The pages of another edition on sheets; that edition is rendered when it is not among the products."""
    from dossier.pdf.imposition import Sheet, impose  # noqa: PLC0415 - checks need none

    base = next((product for product in products if product.edition == how.edition), None)
    if base is None:
        base, _pages_of_base = _pdf(workshop, workshop.edition(how.edition))
    workshop.progress("impose", edition.name)
    breadth, length = PAPERS[how.sheet]
    data, sides = impose(base.data, Sheet(length, breadth, how.creep), workshop.moment)
    return Product(edition.name, _name(workshop, edition), data, sides)


def _rendered(
    workshop: Workshop, tree: Element, css: str, assets: Mapping[str, Asset], fonts: Sequence[FontFace]
) -> PdfResult:
    """The PDF of a tree by the standard asked for, with the sources inside where the standard allows them."""
    from dossier.pdf.render import render_pdf  # noqa: PLC0415 - a second of import that checks do not need

    options = workshop.options
    attachments = workshop.sources() if options.standard == "a-3a" else ()
    return render_pdf(
        tree, css, assets, fonts, date=workshop.moment, standard=options.standard, attachments=attachments
    )


def _checked(workshop: Workshop, result: PdfResult, tree: Element, file: str) -> dict[str, object]:
    """The report of the PDF's standards. Raises ContentError with all that it lacks of the tree, or every rule it fails."""
    from dossier.pdf.check import check_pdf  # noqa: PLC0415 - as above
    from dossier.proof import prove_pdf  # noqa: PLC0415 - same

    workshop.progress("prove", file)
    _raise_errors(prove_pdf(result.data, tree, file))
    standard = workshop.options.standard
    failed = check_pdf(result.data, standard, file)
    _raise_errors(failed)
    names = [f"PDF/{standard.upper()}", "PDF/UA-1"]
    return {
        "file": file,
        "standards": names,
        "pages": result.pages,
        "failed": [str(problem) for problem in failed],
    }


def _fitted(
    workshop: Workshop, edition: Edition, merged: Merged, fonts: Sequence[FontFace]
) -> tuple[PdfResult, Element]:
    """The edition on exactly its pages, and the tree that is set on them. Raises ContentError that says what to shorten."""
    from dossier.fitted import Hands, fit  # noqa: PLC0415 - as above
    from dossier.pdf.measuring import measure  # noqa: PLC0415 - same

    stage = workshop.stage(edition)
    hands = Hands(
        draw=stage.draw,
        style=partial(_style, workshop, edition),
        measure=lambda tree, css, assets: measure(tree, css, assets, fonts, stage.theme.page.width),
        place=lambda: place_of(workshop.content),
    )
    grown, tight = fit(edition, stage.theme, merged.tree, merged.assets, hands)
    result = _rendered(workshop, grown.tree, grown.css, grown.assets, fonts)
    if result.pages == edition.pages:
        return result, grown.tree
    return _rendered(workshop, tight.tree, tight.css, tight.assets, fonts), tight.tree


def _style(
    workshop: Workshop, edition: Edition, layout: Layout, plans: Mapping[str, PlannedDrawing], share: Share
) -> str:
    """The stylesheet of one way to set an edition."""
    return workshop.stylesheet(edition, body=layout.body, drawings=plans, gaps=share.gaps, rests=share.rests)


def _pages(result: PdfResult) -> Mapping[str, str]:
    """Anchor → label of the page on which it stands."""
    return {anchor: result.labels[page - 1] for anchor, page in result.destinations.items()}


def _docx(workshop: Workshop, edition: Edition, pages: Mapping[str, str] | None) -> Product:
    from dossier.proof import prove_docx  # noqa: PLC0415 - not needed by checks
    from dossier.word import ReportOptions, lacking_styles, write_report  # noqa: PLC0415 - same

    merged = workshop.merged(edition)
    workshop.progress("write", edition.name)
    words = overlaid(workshop.templates, workshop.language.folder, "word")
    asked = workshop.options
    manifest = hashlib.sha256(workshop.sources()[0].data).hexdigest()
    options = ReportOptions(
        embed_fonts=asked.embed_fonts,
        review=asked.review,
        reference=asked.reference,
        properties={"manifest sha256": manifest},
    )
    warnings: list[Problem] = []
    if asked.reference:
        language = workshop.language.tag
        warnings = lacking_styles(asked.reference, "--reference-doc", workshop.theme, words, language)
    data = write_report(
        merged.tree, merged.assets, workshop.theme, words, date=workshop.moment, pages=pages, options=options
    )
    file = _name(workshop, edition)
    workshop.progress("prove", file)
    _raise_errors(prove_docx(data, merged.tree, file))
    return Product(edition.name, file, data, 0, tuple(warnings))


def _raise_errors(problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
