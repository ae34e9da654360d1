"""The writer: one short function for each element of the vocabulary, in one table.

What is inherited goes down as `State`, what accumulates stands in `Report`. A test holds the table equal to
the vocabulary.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.vocabulary import classes, words_of
from dossier.word.blocks import anchored, children, mixed, words_in
from dossier.word.contents import navigation
from dossier.word.figures import caption as figure_caption
from dossier.word.figures import figure, image
from dossier.word.inline import abbreviation, anchor, emphasis, enclosed, inline, runs, span
from dossier.word.lists import bullet_list, definition, definition_list, item, numbered_list, term
from dossier.word.numbering import CHAPTERS
from dossier.word.ooxml import Element, paragraph, w
from dossier.word.sections import measure
from dossier.word.state import PageForm
from dossier.word.tables import body, caption, cell, column, columns, head, header_cell, row, table
from dossier.word.targets import child_of_class, heading_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.word.state import Report, State, Writer

PARAGRAPH_STYLES = {
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "cover-date": "CoverDate",
    "cover-names": "CoverNames",
    "cover-imprint": "CoverImprint",
    "lead": "Lead",
    "attribution": "QuoteSource",
    "source-line": "SourceLine",
    "remark": "Remark",
    "bibliography-entry": "Bibliography",
    "dispute": "Dispute",
}
HEADING_STYLES = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3"}
BOX_HEADINGS = {"h3": "BoxHeading2", "h4": "BoxHeading3"}
FLUSH_CLASSES = ("part", "back")
BODY_CLASSES = frozenset({"chapter", "part", "back"})


def whole(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`html`, `body`: what stands inside."""
    return children(element, state, report)


def nothing(_element: Element, _state: State, _report: Report) -> Iterator[Element]:
    """`head` and what it holds: the properties of the package say it."""
    return iter(())


def form_of(element: Element, state: State) -> PageForm:
    """The form of the pages of a section."""
    names = set(classes(element))
    recto = "recto" in names
    if "cover" in names:
        return PageForm("cover")
    if "imprint" in names:
        return PageForm("imprint", recto=recto)
    if "front" in names:
        return PageForm("front", recto=recto)
    return PageForm("body", recto=recto) if names & BODY_CLASSES else replace(state.form, recto=recto)


def section_state(element: Element, state: State) -> State:
    """What the content of a section inherits."""
    names = set(classes(element))
    flush = bool(names.intersection(FLUSH_CLASSES))
    styles = (
        ("claim", "ClaimText"),
        ("compact", "CompactText"),
        ("imprint", "Imprint"),
        *((name, "FlushText") for name in FLUSH_CLASSES),
    )
    style = next((style for name, style in styles if name in names), state.style)
    form = replace(form_of(element, state), recto=False)
    return replace(state, form=form, style=style, surroundings="flush" if flush else state.surroundings)


def opens_wide(element: Element) -> bool:
    """True when a landscape division follows at once upon the heading, which then stands on its page."""
    blocks = (child for child in element if child.tag not in {"h2", "h3", "p"})
    return "landscape" in classes(next(blocks, element))


def section(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`section`: the form of its pages, then its content."""
    yield replace(form_of(element, state), landscape=opens_wide(element) or state.form.landscape)
    inner = children(element, section_state(element, state), report)
    yield from inner if heading_of(element) is not None else anchored(element, inner, report)


def division(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`div`: blocks, on landscape pages where it says so."""
    if "landscape" not in classes(element):
        yield from anchored(element, children(element, state, report), report)
        return
    form = replace(state.form, landscape=True)
    yield form
    inner = replace(state, form=form, width=measure(report.theme.page, landscape=True))
    yield from anchored(element, children(element, inner, report), report)
    yield state.form


def heading_style(element: Element, state: State, report: Report) -> str:
    """The style of a heading at its place."""
    holder = element.getparent()
    if holder is not None and holder.tag == "nav":
        return "TOCHeadingOther" if {"figures", "tables"} & set(classes(holder)) else "TOCHeading"
    if state.surroundings == "box" and element.tag in BOX_HEADINGS:
        return BOX_HEADINGS[str(element.tag)]
    style = HEADING_STYLES[str(element.tag)]
    return f"{style}Unlisted" if _unlisted(element, report) else style


def _unlisted(element: Element, report: Report) -> bool:
    """True for a heading that the contents pass over though they go to its level."""
    level = int(str(element.tag)[1]) - 1
    named = (report.targets.get(identifier) for identifier in _identifiers(element))
    return 0 < level <= report.contents_depth and not any(target and target.contents for target in named)


def heading(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`h1`–`h4`: a paragraph in Title or Heading, its number counted by Word where Word counts the same."""
    number = child_of_class(element, "number")
    counted = _counted(element, words_of(number) if number is not None else "", report)
    style = heading_style(element, state, report)
    inner = replace(state, face="display", style=style)
    pieces: list[Element] = []
    if number is not None and not counted:
        pieces = [
            *inline(number, inner.marked("HeadingNumber"), report),
            *runs("\N{NO-BREAK SPACE}", inner, report),
        ]
    pieces += inline(element, inner, report, without=(number,))
    for identifier in _identifiers(element):
        pieces = enclosed(identifier, pieces, report)
    yield paragraph(style, pieces, *counted)


def _identifiers(element: Element) -> list[str]:
    """The ids that a heading answers for: its own, and that of the section or box that it opens."""
    holder = element.getparent()
    opens = holder is not None and heading_of(holder) is element
    return [element.get("id", ""), holder.get("id", "") if opens and holder is not None else ""]


def _counted(element: Element, number: str, report: Report) -> list[Element]:
    """The list membership of a numbered heading, when the next number of the list is the one it carries."""
    level = int(str(element.tag)[1]) - 2
    if not number or level < 0:
        return []
    before = (*report.heading_numbers, *[0] * (level + 1))
    following = (*before[:level], before[level] + 1)
    if number != ".".join(map(str, following)):
        return []
    report.heading_numbers = following
    return [w("numPr", w("ilvl", val=level), w("numId", val=CHAPTERS))]


def plain_paragraph(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`p`: a paragraph in the style of its class, or in that of its surroundings."""
    style = next((PARAGRAPH_STYLES[name] for name in classes(element)), state.style)
    face = "text" if style in {"BodyText", "FlushText", "Lead", "Quote"} else state.face
    yield words_in(style, element, replace(state, face="text" if face == "text" else "display"), report)


def quotation(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`blockquote`: its paragraphs in Quote."""
    return anchored(element, children(element, replace(state, style="Quote"), report), report)


def box(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`aside`: paragraphs on a ground, beside a rule."""
    inner = replace(state, style="BoxText", surroundings="box")
    made = children(element, inner, report)
    return made if heading_of(element) is not None else anchored(element, made, report)


def text_of(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """Mixed content, wherever it stands."""
    return mixed(element, state, report)


WRITERS: dict[str, Writer] = {
    "html": whole,
    "head": nothing,
    "title": nothing,
    "meta": nothing,
    "body": whole,
    "section": section,
    "div": division,
    "h1": heading,
    "h2": heading,
    "h3": heading,
    "h4": heading,
    "p": plain_paragraph,
    "blockquote": quotation,
    "aside": box,
    "ul": bullet_list,
    "ol": numbered_list,
    "li": item,
    "dl": definition_list,
    "dt": term,
    "dd": definition,
    "table": table,
    "caption": caption,
    "colgroup": columns,
    "col": column,
    "thead": head,
    "tbody": body,
    "tr": row,
    "th": header_cell,
    "td": cell,
    "figure": figure,
    "img": image,
    "figcaption": figure_caption,
    "nav": navigation,
    "em": emphasis,
    "strong": emphasis,
    "sup": emphasis,
    "sub": emphasis,
    "abbr": abbreviation,
    "a": anchor,
    "span": span,
}
