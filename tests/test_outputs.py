"""The finished PDF and Word document of a dossier, read back: same words, whole pages, sound files.

The small dossier is built for the fast tests, the first real one for the slow ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from conftest import DOSSIERS, ROOT, workshop_of
from docx.enum.style import WD_STYLE_TYPE
from docx2python import docx2python
from docx_integrity import check  # type: ignore[import-untyped]  # it ships no types
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it ships no types
from pdf_sample import rendered
from pikepdf import Array, Name, Object, Pdf
from test_bishkek_content import SEED_FACTS, folded
from test_pdf_render import by_pdfium, by_pdfminer

from dossier.pdf.check import check_pdf
from dossier.production import Workshop, produce
from dossier.proof import prove_docx, prove_pdf
from dossier.proof.merged import parts_of_tree
from dossier.proof.reading import CALL, Part, words_of_parts
from dossier.proof.tagged import read_tagged
from dossier.proof.wordprocessing import read_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

BISHKEK = ROOT / "content" / "protocole-de-bichkek"
SPECIAL = frozenset("\u00a0\u202f")
SOFT_HYPHEN = "\u00ad"
LINK = re.compile(r"</?a\b[^>]*>")
"""how docx2python shows a hyperlink around its words"""


@dataclass(frozen=True)
class Built:
    """A dossier, and what was built from it."""

    tree: Element
    pdf: bytes
    docx: bytes
    pages: int
    steps: list[tuple[str, str]]

    @cached_property
    def wanted(self) -> list[Part]:
        """The parts of the merged dossier."""
        return parts_of_tree(self.tree)

    @cached_property
    def printed(self) -> list[Part]:
        """The parts of the PDF."""
        return read_tagged(self.pdf, "")[0]

    @cached_property
    def reported(self) -> list[Part]:
        """The parts of the Word document."""
        return read_report(self.docx, "")[0]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each heading of the dossier."""
        return [(part.level, part.words.replace(CALL, "")) for part in self.wanted if part.kind == "heading"]


def build(folder: Path) -> Built:
    """PDF and Word document of a folder."""
    steps: list[tuple[str, str]] = []
    small = workshop_of(folder)
    workshop = Workshop(small.content, small.build_date, lambda step, what: steps.append((step, what)))
    editions = [workshop.edition(name) for name in ("dossier", "report")]
    pdf, report = produce(workshop, editions)
    return Built(workshop.merged(editions[0]).tree, pdf.data, report.data, pdf.pages, steps)


@pytest.fixture(scope="session")
def bishkek_built() -> Built:
    """The first dossier, built once."""
    return build(BISHKEK)


@pytest.fixture(scope="session")
def minimal_built() -> Built:
    """The small dossier, built once."""
    return build(DOSSIERS / "minimal")


@pytest.fixture(params=["minimal", pytest.param("bishkek", marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest) -> Built:
    """Each of the two."""
    made: Built = request.getfixturevalue(f"{request.param}_built")
    return made


def test_a_build_proves_what_it_hands_out(built: Built) -> None:
    """Proving is a step of each output, and finds nothing."""
    assert [what.rpartition(".")[2] for step, what in built.steps if step == "prove"] == ["pdf", "docx"]
    assert prove_pdf(built.pdf, built.tree) == []
    assert prove_docx(built.docx, built.tree) == []


def test_pdf_and_word_say_the_same_words_in_the_same_order(built: Built) -> None:
    """Word by word, notes where they are called."""
    assert words_of_parts(built.printed) == words_of_parts(built.reported)


@pytest.mark.slow
@pytest.mark.parametrize("fact", SEED_FACTS, ids=lambda fact: fact["id"])
def test_each_fact_of_the_starting_article_stands_in_both(bishkek_built: Built, fact: dict[str, Any]) -> None:
    """All words of a fact meet in one paragraph of the PDF, and of the Word document."""
    for parts in (bishkek_built.printed, bishkek_built.reported):
        paragraphs = [folded(part.words.replace(CALL, "")) for part in parts]
        assert any(all(folded(words) in paragraph for words in fact["words"]) for paragraph in paragraphs)


def test_every_heading_is_a_bookmark(built: Built) -> None:
    """Words, order, and depth: sections at the top, what stands inside them below."""
    with pypdfium2.PdfDocument(built.pdf) as opened:
        marks = [(mark.level, " ".join(mark.get_title().split())) for mark in opened.get_toc()]
    assert marks == [(max(level - 2, 0), words) for level, words in built.headings]


def _depth(style: Any) -> int:  # noqa: ANN401  # python-docx knows several kinds of styles
    """Level of heading that a Word style has, by itself or by what it is based on."""
    while style is not None:
        if found := re.fullmatch(r"Title|Heading (\d)", style.name):
            return int(found[1] or 0) + 1
        style = style.base_style
    return 0


def test_every_heading_is_a_heading_in_word(built: Built) -> None:
    """Known to Word's navigation by its style, or by the style that this one is based on; numbers are counted by Word."""
    paragraphs = docx.Document(BytesIO(built.docx)).element.body.iter("{*}p")
    styles = docx.Document(BytesIO(built.docx)).styles
    known = {style.style_id: _depth(style) for style in styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
    depths = [known[paragraph.style] for paragraph in paragraphs if paragraph.style]
    assert [depth for depth in depths if depth] == [level for level, _ in built.headings]


@pytest.mark.slow
def test_the_dossier_has_the_pages_that_were_ordered(bishkek_built: Built) -> None:
    """Between 12 and 50."""
    assert 12 <= bishkek_built.pages <= 50


@dataclass(frozen=True)
class Leaf:
    """Marked content with its page (from 0) and the roles of the structure elements around it, each with a number."""

    page: int
    around: tuple[tuple[str, int], ...]

    def holder(self, role: str) -> int:
        """Number of the element of that role around it; -1 for none."""
        return next((number for name, number in self.around if name == role), -1)


def leaves(data: bytes) -> list[Leaf]:
    """All marked content of a PDF in reading order."""
    with Pdf.open(BytesIO(data)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        return list(_leaves(opened.Root.StructTreeRoot, (), numbers))


def _leaves(
    element: Object, around: tuple[tuple[str, int], ...], numbers: dict[tuple[int, int], int]
) -> Iterator[Leaf]:
    kids = element.get(Name.K, Array())
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            yield Leaf(numbers[element.Pg.objgen], around)
        elif Name.S in kid:
            yield from _leaves(kid, (*around, (str(kid.S)[1:], kid.objgen[0])), numbers)
        elif Name.MCID in kid:
            yield Leaf(numbers[kid.Pg.objgen], around)


def headings_alone(data: bytes) -> list[int]:
    """Pages (from 1) on which a heading stands without what follows it; notes are not asked."""
    content = [leaf for leaf in leaves(data) if leaf.holder("Note") < 0]
    return [
        leaf.page + 1
        for leaf, after in pairwise(content)
        for role in ("H1", "H2", "H3", "H4")
        if leaf.holder(role) >= 0 and after.holder(role) != leaf.holder(role) and after.page != leaf.page
    ]


def rows_cut(data: bytes) -> list[list[int]]:
    """Pages (from 1) of each row of a table that stands on more than one; notes are not asked."""
    pages: dict[int, set[int]] = {}
    for leaf in leaves(data):
        if leaf.holder("TR") >= 0 and leaf.holder("Note") < 0:
            pages.setdefault(leaf.holder("TR"), set()).add(leaf.page + 1)
    return [sorted(found) for found in pages.values() if len(found) > 1]


def test_no_heading_stands_alone_at_the_foot_of_a_page(built: Built) -> None:
    """What follows a heading begins on its page."""
    assert headings_alone(built.pdf) == []


def test_no_row_of_a_table_is_cut_over_pages(built: Built) -> None:
    """All that a row holds is on one page."""
    assert rows_cut(built.pdf) == []


def test_a_heading_alone_and_a_row_cut_would_be_seen() -> None:
    """A stylesheet that breaks after headings, and inside of rows."""
    style = "h3 { break-after: page } td p { margin: 0 0 22mm } td p + p { break-before: page }"
    data = rendered(extra=style).data
    assert headings_alone(data)
    assert rows_cut(data)


def test_no_page_is_blank_but_the_back_of_one_before_a_right_hand_page(built: Built) -> None:
    """A blank page has an even number, and a section begins after it."""
    content = leaves(built.pdf)
    filled = {leaf.page for leaf in content}
    opening = {leaf.page for leaf in content if leaf.holder("H2") >= 0}
    blank = set(range(built.pages)) - filled
    assert blank == {page for page in blank if page % 2 and page + 1 in opening}


def _letters(text: str) -> str:
    """The text without spaces and hyphens: extractors take a hyphen at a line end for one of theirs."""
    return "".join(text.split()).replace("-", "")


def _extracted(word: str, letters: str) -> bool:
    """Whether a word was extracted, be it in two parts, with the margins of two pages between them."""
    halves = ((word[:place], word[place:]) for place in range(3, len(word) - 2))
    return word in letters or any(first in letters and second in letters for first, second in halves)


@pytest.mark.parametrize("extract", [by_pdfium, by_pdfminer])
def test_two_extractors_find_every_word_and_each_special_space(
    built: Built, extract: Callable[[bytes], str]
) -> None:
    """Words joined by no-break and narrow spaces come out with these spaces; no word is missing."""
    read = extract(built.pdf)
    letters = _letters(read)
    texts = built.tree.find("body").itertext()  # type: ignore[union-attr]  # it has a body
    tokens = {token for text in texts for token in re.split(r"[ \n]", text) if SPECIAL & set(token)}
    words = {piece for word in words_of_parts(built.wanted) for piece in word.split(CALL)}
    assert [word for word in sorted(words) if not _extracted(_letters(word), letters)] == []
    joined = re.sub(r"(?<=-)[\r\n]+", "", read).replace("-", "")  # a line may end at the hyphen of a name
    plain = {token: token.replace(SOFT_HYPHEN, "").replace("-", "") for token in tokens}
    assert [token for token in sorted(tokens) if plain[token] not in joined] == []


def test_an_independent_reader_of_word_documents_finds_every_word(built: Built, tmp_path: Path) -> None:
    """docx2python, which knows nothing of our reader; numbers that Word counts are its own."""
    path = tmp_path / "report.docx"
    path.write_bytes(built.docx)
    with docx2python(path) as read:
        letters = "".join(LINK.sub("", read.text).split())
    words = {piece for word in words_of_parts(built.wanted) for piece in word.split(CALL)}
    numbers = set(re.findall(r"\d+(?:\.\d+)*", " ".join(words)))
    assert [word for word in sorted(words - numbers) if word not in letters] == []


def _xmp(opened: Pdf) -> dict[str, str]:
    metadata = opened.open_metadata()
    names = (
        "dc:title",
        "dc:creator",
        "dc:description",
        "pdf:Keywords",
        "dc:language",
        "xmp:CreateDate",
        "dc:rights",
    )
    said = {name: metadata.get(name, "") for name in names}
    return {name: value if isinstance(value, str) else "; ".join(value) for name, value in said.items()}


def _custom(data: bytes) -> dict[str, str]:
    """The custom properties of a Word document."""
    with ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("docProps/custom.xml"))
    return {node.get("name", ""): "".join(node.itertext()) for node in root}


def test_metadata_are_equal_in_xmp_in_the_information_and_in_word(built: Built) -> None:
    """Title, authors, description, keywords, language, rights and date."""
    core = docx.Document(BytesIO(built.docx)).core_properties
    with Pdf.open(BytesIO(built.pdf)) as opened:
        xmp, info, language = _xmp(opened), opened.docinfo, str(opened.Root.Lang)
    assert xmp["dc:title"] == str(info.Title) == core.title != ""
    assert xmp["dc:creator"] == str(info.Author) == core.author != ""
    assert xmp["dc:description"] == str(info.get(Name.Subject, "")) == core.subject
    assert xmp["dc:language"] == language == core.language != ""
    assert core.comments == core.subject
    assert xmp["dc:rights"] == _custom(built.docx).get("rights", "")
    assert xmp["pdf:Keywords"] == str(info.get(Name.Keywords, "")) == core.keywords
    created = core.created.strftime("%Y%m%d%H%M%S")
    assert "".join(filter(str.isdigit, xmp["xmp:CreateDate"]))[:14] == created
    assert str(info.CreationDate) == f"D:{created}Z"


def test_word_is_told_the_language_of_the_text(built: Built) -> None:
    """The default of all styles is the language of the dossier."""
    styles = docx.Document(BytesIO(built.docx)).styles.element
    language = styles.find("{*}docDefaults//{*}lang")
    assert language.values()[0].partition("-")[0] == built.tree.get("lang")


def test_the_word_document_breaks_no_rule_of_its_format(built: Built, tmp_path: Path) -> None:
    """Neither the Open XML SDK's rules nor a broken reference."""
    path = tmp_path / "report.docx"
    path.write_bytes(built.docx)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert [str(finding) for finding in check(path)] == []


def test_the_pdf_breaks_no_rule_of_its_standards(built: Built) -> None:
    """PDF/A-3a and PDF/UA-1."""
    assert check_pdf(built.pdf, "a-3a") == []
