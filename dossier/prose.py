"""Markdown to the vocabulary: chapters and texts of records.

`parse` gives a tree with every fault in it; `Text.render` writes the markup of the vocabulary, asking a Resolver
for what only the whole dossier knows (notes, references, figures). Knows nothing of records or citation styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node
from markupsafe import Markup, escape
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

BOXES = ("box",)
DEEPEST = 3
"""level of the deepest heading in a chapter"""
SAFE_LINK = re.compile(r"(https?://|mailto:)\S+\Z")
CITATION = re.compile(r"\[([^\[\]\n]*(?<![\w.])@[\w:.#$%&+?<>~/-]+[^\[\]]*)\](?!\()")
KEY = re.compile(r"(?<![\w.])@([\w][\w:.#$%&+?<>~/-]*[\w/]|[\w])")
TAIL = re.compile(r"\s*\{([^{}]*)\}\s*\Z")
TAIL_ID = re.compile(r"#([\w-]+)")
TAIL_SUMMARY = re.compile(r'summary="([^"]*)"')
EMPHASIS_LANGUAGE = re.compile(r"\A\{lang=([A-Za-z0-9-]+)\}")
ATTRIBUTION = re.compile(r"\A[—–]\s+")


class Resolver(Protocol):
    """What only the whole dossier knows."""

    def note(self, citation: str) -> Markup:
        """The text of the note for the inside of `[@id, p. 12]`."""

    def phrase(self, citation: str) -> Markup:
        """The same inside the sentence of a note: without capital and full stop."""

    def reference(self, target: str, words: Markup) -> Markup:
        """A cross-reference to an id, with the words given or words of its own."""

    def figure(self, target: str) -> Markup:
        """The figure of that id, as a block."""


@dataclass(frozen=True)
class Fault:
    """What the vocabulary lacks; `line` counts from 1 inside the text."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True)
class Mention:
    """A source cited or a record referred to; `line` counts from 1 inside the text."""

    line: int
    kind: str
    target: str


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    found = CITATION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.use(footnote_plugin, inline=True, move_to_end=True)
    parser.use(attrs_plugin, spans=True, allowed=["lang"])
    for name in BOXES:
        parser.use(container_plugin, name)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    return parser


def _line(node: Node) -> int:
    """The line of a node inside its text, from 1: the line of its block plus the breaks before it."""
    breaks = 0
    here = node
    while not here.is_root and here.map is None and here.parent is not None:
        before = here.parent.children[: here.parent.children.index(here)]
        breaks += sum(child.type in {"softbreak", "hardbreak"} for child in before)
        here = here.parent
    first = 0 if here.is_root or here.map is None else here.map[0]
    return first + 1 + breaks


def _inline_of(node: Node) -> list[Node]:
    """The inline nodes of a paragraph, heading or cell."""
    return node.children[0].children if node.children and node.children[0].type == "inline" else node.children


def _tail(node: Node) -> str:
    """The `{…}` at the end of a paragraph, without its braces; empty where there is none."""
    found = TAIL.search(node.children[0].content) if node.children else None
    return found[1] if found and node.type == "paragraph" else ""


def _plain(node: Node) -> str:
    if not node.children:
        return node.content
    return "".join(_plain(child) for child in node.children)


def _attribution_start(spans: list[Node]) -> int | None:
    """Where in the last paragraph of a quotation the line «— who, where» begins; None without such a line."""
    starts = [index for index in range(len(spans)) if index == 0 or spans[index - 1].type == "softbreak"]
    return next((index for index in starts if ATTRIBUTION.match(_plain(spans[index]))), None)


def _is_figure(node: Node) -> bool:
    inline = _inline_of(node)
    return node.type == "paragraph" and len(inline) == 1 and inline[0].type == "image"


def _is_caption(node: Node) -> bool:
    before = node.previous_sibling
    return (
        node.type == "paragraph"
        and before is not None
        and before.type == "table"
        and _plain(node).startswith(":")
    )


class Text:
    """One parsed Markdown text: its faults, what it mentions, and its markup."""

    def __init__(self, source: str, *, inline: bool) -> None:
        self.inline = inline
        self.root = Node(_parser().parse(source))
        self.notes = {note.meta["id"]: note for note in self._all() if note.type == "footnote"}

    def _all(self) -> Iterator[Node]:
        return (node for node in self.root.walk() if node.type != "root")

    def faults(self) -> Iterator[Fault]:
        """Everything in the text that the vocabulary lacks."""
        blocks = [child for child in self.root.children if child.type != "footnote_block"]
        if self.inline and (len(blocks) != 1 or blocks[0].type != "paragraph" or _is_figure(blocks[0])):
            yield Fault(1, "this text takes one paragraph", "put further paragraphs into a chapter")
        for node in self._all():
            yield from (Fault(_line(node), *fault) for fault in _faults_of(node))

    def mentions(self) -> Iterator[Mention]:
        """Every source cited and every id referred to."""
        for node in self._all():
            line = _line(node)
            if node.type == "citation":
                yield from (Mention(line, "source", key) for key in KEY.findall(node.content))
            elif node.type == "link" and (target := str(node.attrs.get("href", ""))).startswith("#"):
                yield Mention(line, "reference", target[1:])
            elif node.type == "image" and (target := str(node.attrs.get("src", ""))).startswith("#"):
                yield Mention(line, "figure", target[1:])

    def anchors(self) -> Iterator[str]:
        """Ids that the text itself defines: those of its tables."""
        for node in self._all():
            if _is_caption(node) and (found := TAIL_ID.search(_tail(node))):
                yield found[1]

    def paragraphs(self) -> int:
        """How many paragraphs of running text there are."""
        return sum(
            node.type == "paragraph" and not _is_figure(node) and not _is_caption(node)
            for node in self.root.children
        )

    def render(self, resolver: Resolver) -> Markup:
        """The markup of the vocabulary: inline markup for an inline text, blocks otherwise."""
        writer = _Writer(self, resolver)
        if self.inline:
            return writer.inline(self.root.children[0])
        return writer.blocks(self.root)


@cache
def parse(source: str, *, inline: bool) -> Text:
    """The parsed text; the same text is parsed once."""
    return Text(source, inline=inline)


NOT_IN_VOCABULARY = {
    "html_block": ("HTML is not read in content", "use Markdown; `<` as a sign stands with spaces around it"),
    "html_inline": ("HTML is not read in content", "use Markdown: *emphasis*, **strong**, [words](#id)"),
    "fence": ("code has no place in a dossier", "write a quotation (> …) or a table"),
    "code_block": (
        "this reads as code, because the line is indented by four spaces",
        "take the indentation out",
    ),
    "code_inline": ("code has no place in a dossier", "write *emphasis* or a quotation"),
    "hr": ("a rule has no place in a chapter", "begin a new section with ##"),
    "hardbreak": ("a forced line break has no place in running text", "begin a new paragraph or a list"),
    "s": ("struck text has no place in a dossier", "say in words what was deleted"),
}


def _faults_of(node: Node) -> Iterator[tuple[str, str]]:
    """What is wrong with one node, its children aside."""
    if node.type in NOT_IN_VOCABULARY:
        yield NOT_IN_VOCABULARY[node.type]
    elif node.type in FAULTS_OF:
        yield from FAULTS_OF[node.type](node)
    elif node.type not in KNOWN:
        yield (
            f"«{node.type}» has no place in the vocabulary",
            "use paragraphs, lists, tables, quotations and boxes",
        )


def _faults_of_link(node: Node) -> Iterator[tuple[str, str]]:
    href = str(node.attrs.get("href", ""))
    if href.startswith("#"):
        return
    if not SAFE_LINK.match(href):
        yield f"the link «{href}» is neither an address nor a reference", "write https://… or #id"
    elif not _plain(node).strip():
        yield f"the link to «{href}» has no words", "write [words](address)"


def _faults_of_text(node: Node) -> Iterator[tuple[str, str]]:
    if "[^" in node.content:
        yield "a note is called that is not written", "add its text on a line of its own: [^1]: …"


def _faults_of_table(node: Node) -> Iterator[tuple[str, str]]:
    after = node.next_sibling
    if after is None or not _is_caption(after) or not TAIL_SUMMARY.search(_tail(after)):
        yield "a table has no caption", 'write below it: «: Caption {#tbl-id summary="What it shows."}»'


def _faults_of_heading(node: Node) -> Iterator[tuple[str, str]]:
    level = int(node.tag[1])
    if level == 1:
        yield "the title of a chapter stands in its record", "begin sections with ##"
    elif level > DEEPEST:
        yield f"a heading of level {level} is too deep", "use ## and ###"
    elif level == DEEPEST and not any(
        child.type == "heading" and child.tag == "h2" for child in _siblings_before(node)
    ):
        yield "heading level skipped: ### stands before any ##", "use ##"


def _siblings_before(node: Node) -> list[Node]:
    siblings = node.siblings
    return list(siblings[: siblings.index(node)])


def _faults_of_image(node: Node) -> Iterator[tuple[str, str]]:
    source = str(node.attrs.get("src", ""))
    if not source.startswith("#"):
        yield (
            f"the picture «{source}» is placed by its file",
            "declare it under `figures` and write ![](#its-id)",
        )
    elif node.parent is not None and node.parent.parent is not None and not _is_figure(node.parent.parent):
        yield f"the figure «{source}» stands inside a line", "give it a paragraph of its own"


FAULTS_OF: dict[str, Callable[[Node], Iterator[tuple[str, str]]]] = {
    "heading": _faults_of_heading,
    "image": _faults_of_image,
    "link": _faults_of_link,
    "text": _faults_of_text,
    "table": _faults_of_table,
}


class _Writer:
    """Writes one Text; each kind of node has one short method, named after it."""

    def __init__(self, text: Text, resolver: Resolver) -> None:
        self.text = text
        self.resolver = resolver

    def blocks(self, node: Node) -> Markup:
        return Markup("").join(self.block(child) for child in node.children)

    def block(self, node: Node) -> Markup:
        return BLOCK_WRITERS[node.type](self, node)

    def spans(self, nodes: list[Node]) -> Markup:
        return Markup("").join(self.span(child) for child in nodes)

    def inline(self, node: Node, *, tail: str = "") -> Markup:
        written = self.spans(_inline_of(node))
        return Markup(TAIL.sub("", written)) if tail else written  # noqa: S704 - cut from markup

    def span(self, node: Node) -> Markup:
        return SPAN_WRITERS[node.type](self, node)

    def paragraph(self, node: Node) -> Markup:
        if _is_figure(node):
            return self.resolver.figure(str(_inline_of(node)[0].attrs["src"])[1:])
        if _is_caption(node):
            return Markup("")
        tail = _tail(node)
        kind = Markup(' class="lead"') if ".lead" in tail else Markup("")
        return Markup("<p{}>{}</p>").format(kind, self.inline(node, tail=tail))

    def heading(self, node: Node) -> Markup:
        level = int(node.tag[1]) + 1
        return Markup("<h{0}>{1}</h{0}>").format(level, self.inline(node))

    def list_item(self, node: Node) -> Markup:
        single = len(node.children) == 1 and node.children[0].type == "paragraph"
        return Markup("<li>{}</li>").format(self.inline(node.children[0]) if single else self.blocks(node))

    def items(self, node: Node) -> Markup:
        tag = "ol" if node.type == "ordered_list" else "ul"
        return Markup("<{0}>{1}</{0}>").format(
            tag, Markup("").join(self.list_item(child) for child in node.children)
        )

    def quotation(self, node: Node) -> Markup:
        body, last = node.children[:-1], node.children[-1:]
        spans = _inline_of(last[0]) if last and last[0].type == "paragraph" else []
        start = _attribution_start(spans)
        if start is None:
            return Markup("<blockquote>{}</blockquote>").format(self.blocks(node))
        quoted = [self.block(child) for child in body]
        if start:
            quoted.append(Markup("<p>{}</p>").format(self.spans(spans[: start - 1])))
        who = Markup(ATTRIBUTION.sub("", self.spans(spans[start:])))  # noqa: S704 - cut from markup
        attribution = Markup('<p class="attribution">{}</p>').format(who)
        return Markup("<blockquote>{}{}</blockquote>").format(Markup("").join(quoted), attribution)

    def box(self, node: Node) -> Markup:
        title = node.info.strip().removeprefix("box").strip()
        heading = Markup("<h4>{}</h4>").format(title) if title else Markup("")
        return Markup('<aside class="box">{}{}</aside>').format(heading, self.blocks(node))

    def table(self, node: Node) -> Markup:
        caption = node.next_sibling
        if caption is None:
            return Markup("")
        tail = _tail(caption)
        anchor, summary = TAIL_ID.search(tail), TAIL_SUMMARY.search(tail)
        words = Markup(re.sub(r"\A:\s*", "", self.inline(caption, tail=tail)))  # noqa: S704 - cut from markup
        rows = Markup("").join(self.rows(child) for child in node.children)
        name = Markup(' id="{}"').format(anchor[1]) if anchor else Markup("")
        return Markup('<table{} class="plain" data-summary="{}"><caption>{}</caption>{}</table>').format(
            name, summary[1] if summary else "", words, rows
        )

    def rows(self, node: Node) -> Markup:
        rows = Markup("").join(
            Markup("<tr>{}</tr>").format(Markup("").join(self.cell(cell) for cell in row.children))
            for row in node.children
        )
        return Markup("<{0}>{1}</{0}>").format(node.type, rows)

    def cell(self, node: Node) -> Markup:
        if node.type == "th":
            return Markup('<th scope="col">{}</th>').format(self.inline(node))
        return Markup("<td>{}</td>").format(self.inline(node))

    def nothing(self, _node: Node) -> Markup:
        return Markup("")

    def plain(self, node: Node) -> Markup:
        return escape(EMPHASIS_LANGUAGE.sub("", node.content) if _after_emphasis(node) else node.content)

    def space(self, _node: Node) -> Markup:
        return Markup(" ")

    def wrapped(self, node: Node) -> Markup:
        tag = {"em": "em", "strong": "strong", "span": "span"}[node.type]
        return Markup("<{0}{1}>{2}</{0}>").format(tag, _language(node), self.spans(node.children))

    def link(self, node: Node) -> Markup:
        href = str(node.attrs["href"])
        words = self.spans(node.children)
        if href.startswith("#"):
            return self.resolver.reference(href[1:], words)
        return Markup('<a href="{}">{}</a>').format(href, words)

    def citation(self, node: Node) -> Markup:
        return Markup('<span class="note">{}</span>').format(self.resolver.note(node.content))

    def note(self, node: Node) -> Markup:
        body = [child for child in self.text.notes[node.meta["id"]].children if child.type == "paragraph"]
        written = Markup(" ").join(_NoteWriter(self.text, self.resolver).inline(child) for child in body)
        return Markup('<span class="note">{}</span>').format(written)


class _NoteWriter(_Writer):
    """Inside a note, a citation is part of the note's own text."""

    def citation(self, node: Node) -> Markup:
        return self.resolver.phrase(node.content)


def _after_emphasis(node: Node) -> bool:
    before = node.previous_sibling
    return before is not None and before.type in {"em", "strong"}


def _language_of(node: Node) -> str:
    """The language in `[words]{lang=ru}` or `*words*{lang=ru}`; empty where none is given."""
    after = node.next_sibling
    if node.type in {"em", "strong"} and after is not None and after.type == "text":
        found = EMPHASIS_LANGUAGE.match(after.content)
        return found[1] if found else ""
    return str(node.attrs.get("lang", ""))


def _language(node: Node) -> Markup:
    lang = _language_of(node)
    return Markup(' lang="{}"').format(lang) if lang else Markup("")


Written = Callable[[_Writer, Node], Markup]
BLOCK_WRITERS: dict[str, Written] = {
    "paragraph": _Writer.paragraph,
    "heading": _Writer.heading,
    "bullet_list": _Writer.items,
    "ordered_list": _Writer.items,
    "blockquote": _Writer.quotation,
    "container_box": _Writer.box,
    "table": _Writer.table,
    "footnote_block": _Writer.nothing,
}
SPAN_WRITERS: dict[str, Written] = {
    "text": _Writer.plain,
    "softbreak": _Writer.space,
    "em": _Writer.wrapped,
    "strong": _Writer.wrapped,
    "span": _Writer.wrapped,
    "link": _Writer.link,
    "citation": lambda writer, node: writer.citation(node),
    "footnote_ref": _Writer.note,
    "footnote_anchor": _Writer.nothing,
}
KNOWN = frozenset(
    {
        *BLOCK_WRITERS,
        *SPAN_WRITERS,
        "inline",
        "image",
        "footnote",
        "list_item",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
)
