"""The read-aloud transcript of a tagged PDF: the roles and words in the order assistive technology meets them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from dossier.pdf.decoding import Fonts, PageText
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element
    from pikepdf import Object

GENERATED = frozenset(
    {"Lbl", "NoteNumber", "PageNumber"}
)  # numbers that the layout adds to the words of the dossier
INLINE = frozenset({"Span", "Link", "Reference", "NoteNumber", "PageNumber"})
INLINE_ELEMENTS = frozenset({"em", "strong", "sup", "sub", "abbr", "a", "span"})
UNREADABLE = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError)  # what damaged objects raise
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Heard:
    """One thing heard: how deep it stands, its role, the language where it changes, and the words.

    `element` numbers the structure elements in the order met, so that words of one that others interrupt
    are known as one. `words` are those of the text (empty for an element that only holds others); `alternative` is said
    in place of a picture.
    """

    depth: int
    role: str
    element: int = 0
    language: str = ""
    words: str = ""
    alternative: str = ""

    def __str__(self) -> str:
        """One line of the transcript."""
        language = f" [{self.language}]" if self.language else ""
        said = f" ({self.alternative})" if self.alternative else f" {self.words}" if self.words else ""
        return f"{'  ' * self.depth}{self.role}{language}{said}"


class _Listener:
    """Goes through the structure tree of one PDF."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: page for page in pdf.pages}
        self._texts: dict[tuple[int, int], PageText] = {}
        self._fonts: Fonts = {}
        self._met = 0

    def _text(self, page: Object, mcid: int) -> str:
        if page.objgen not in self._texts:
            self._texts[page.objgen] = PageText(self._pages[page.objgen], self._fonts)
        return self._texts[page.objgen].texts.get(mcid, "")

    def hear(self, element: Object, depth: int) -> Iterator[Heard]:
        """Everything heard for one structure element, itself first."""
        role, language = str(element.S)[1:], str(element.get(Name.Lang, ""))
        self._met += 1
        number = self._met
        alternative = str(element.get(Name.Alt, ""))
        heard = list(self._content(element, depth, spoken=not alternative))
        own = heard.pop(0) if heard and isinstance(heard[0], str) else ""
        yield Heard(depth, role, number, language, own if isinstance(own, str) else "", alternative)
        for item in heard:
            yield Heard(depth, role, number, language, item) if isinstance(item, str) else item

    def _content(self, element: Object, depth: int, *, spoken: bool) -> Iterator[str | Heard]:
        """Texts that stand in the element itself, joined over lines, and what is heard for its children."""
        text = ""
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and Name.S in kid:
                if text.strip():
                    yield text
                text = ""
                yield from self.hear(kid, depth + 1)
            elif spoken and (place := _sequence(kid, element)):
                text += self._text(*place)
        if text.strip():
            yield text


def _kids(element: Object) -> list[Object | int]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _sequence(kid: Object | int, element: Object) -> tuple[Object, int] | None:
    """Page and number of the marked sequence that a kid refers to, if it does."""
    if isinstance(kid, int):
        return element.Pg, kid
    if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.MCR:
        return kid.Pg, int(kid.MCID)
    return None


def _whole(heard: Heard) -> Heard:
    """Heard words without soft hyphens and line ends."""
    words = " ".join(heard.words.replace(SOFT_HYPHEN, "").split(" "))
    return replace(heard, words=words)


def listen(data: bytes, file: str = "") -> list[Heard]:
    """All that assistive technology meets in a tagged PDF; ContentError when it is no PDF or has no tags.

    `file` is the path of the PDF for the messages.
    """
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            if Name.StructTreeRoot not in pdf.Root:
                hint = "make it again: this program always tags"
                raise ContentError([Problem(file, message="the PDF has no tags to be read by", hint=hint)])
            listener = _Listener(pdf)
            roots = [kid for kid in _kids(pdf.Root.StructTreeRoot) if not isinstance(kid, int)]
            return [_whole(heard) for root in roots for heard in listener.hear(root, 0)]
    except UNREADABLE as error:
        hint = "it is not a PDF, or it was cut short"
        raise ContentError([Problem(file, message="the file cannot be read as a PDF", hint=hint)]) from error


def transcript(data: bytes, file: str = "") -> str:
    """Write the transcript as text, one line for each thing heard."""
    return "\n".join(str(heard) for heard in listen(data, file)) + "\n"


def words_heard(heard: Iterable[Heard]) -> list[str]:
    """All words of the dossier in the order heard, without the numbers that the layout adds."""
    text = ""
    block = -1
    blocks: dict[int, int] = {}  # by depth, the element that holds words there
    for one in heard:
        blocks = {depth: element for depth, element in blocks.items() if depth < one.depth}
        if one.role not in INLINE:
            blocks[one.depth] = one.element
        if one.words and one.role not in GENERATED:
            now = blocks[max(blocks)]
            text += one.words if now == block else f" {one.words}"
            block = now
    return text.split()


def words_written(tree: Element) -> list[str]:
    """All words of the merged dossier in the order in which they are to be heard, notes where they are called."""
    body = tree.find("body")
    return [] if body is None else "".join(_texts(body)).split()


def _texts(element: Element) -> Iterator[str]:
    """Texts inside an element, with a space around each block and note."""
    apart = element.tag not in INLINE_ELEMENTS or element.get("class") == "note"
    yield " " if apart else ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield " " if apart else ""
