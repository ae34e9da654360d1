"""Lists and definition lists as real Word lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.vocabulary import classes
from dossier.word import ooxml
from dossier.word.blocks import anchored, children, mixed, renamed, words_in
from dossier.word.inline import inline, placed, runs, with_language
from dossier.word.numbering import BOX_NUMBERS, FIRST_LIST, FLUSH_NUMBERS, NUMBERS, TABLE_NUMBERS
from dossier.word.ooxml import Element, paragraph, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.word.state import PageForm, Report, State

DEEPEST = 3
DEFINITIONS = {"page": NUMBERS, "flush": FLUSH_NUMBERS, "box": BOX_NUMBERS, "cell": TABLE_NUMBERS}
EN_SPACE = "\N{EN SPACE}"


def level_name(name: str, depth: int) -> str:
    """«ListBullet», «ListBullet2», «ListBullet3»."""
    return name if depth <= 1 else f"{name}{min(depth, DEEPEST)}"


def item_style(ordered: bool, state: State) -> str:  # noqa: FBT001 - the kind of list, not a mode
    """The style of the items of a list at its depth and place."""
    if state.surroundings == "box":
        return "BoxNumber" if ordered else "BoxBullet"
    if state.surroundings == "flush":
        return "FlushNumber" if ordered else "FlushBullet"
    if state.surroundings == "cell":
        return "TableText" if ordered else "TableBullet"
    return level_name("ListNumber" if ordered else "ListBullet", state.depth)


def bullet_list(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`ul`: its items in List Bullet and its deeper levels."""
    deeper = replace(state, depth=state.depth + 1)
    yield from _items(element, replace(deeper, style=item_style(False, deeper)), report, None)  # noqa: FBT003 - see item_style


def numbered_list(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`ol`: its items in List Number, in a list of its own that begins at one."""
    deeper = replace(state, depth=state.depth + 1)
    level = min(deeper.depth, DEEPEST) - 1 if state.surroundings == "page" else 0
    report.lists.append((DEFINITIONS[state.surroundings], level))
    number = FIRST_LIST + len(report.lists) - 1
    style = item_style(True, deeper)  # noqa: FBT003 - see item_style
    yield from _items(element, replace(deeper, style=style), report, (level, number))


def _items(
    element: Element, state: State, report: Report, number: tuple[int, int] | None
) -> Iterator[Element | PageForm]:
    for item in element:
        made = list(report.write(item, with_language(item, state)))
        if number and isinstance(made[0], Element):
            level, identifier = number
            renamed(made[0], state.style, w("numPr", w("ilvl", val=level), w("numId", val=identifier)))
        yield from anchored(element, made, report) if item is element[0] else made


def item(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`li`: its first paragraph in the style of the list, further ones in List Continue."""
    made = list(mixed(element, state, report))
    for place, block in enumerate(made):
        if place == 0 and isinstance(block, Element) and block.tag == ooxml.P:
            renamed(block, state.style)
        elif (
            isinstance(block, Element)
            and _style(block) == state.style
            and state.surroundings == "page"
            and not _is_numbered(block)
        ):
            renamed(block, level_name("ListContinue", state.depth))
    yield from made


def _is_numbered(block: Element) -> bool:
    return block.find(f"{ooxml.PARAGRAPH_PROPERTIES}/{ooxml.W}numPr") is not None


def _style(block: Element) -> str:
    named = block.find(f"{ooxml.PARAGRAPH_PROPERTIES}/{ooxml.W}pStyle")
    return "" if named is None else named.get(f"{ooxml.W}val", "")


def definition_list(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`dl`: terms above their definitions; run in for a glossary and inside boxes and cells."""
    if "glossary" in classes(element) or state.surroundings in {"box", "cell"}:
        made: Iterator[Element | PageForm] = _run_in(element, state, report)
    else:
        made = children(element, state, report)
    return anchored(element, made, report)


def _run_in(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    style = state.style if state.surroundings in {"box", "cell"} else "GlossaryEntry"
    inner = replace(state, style=style)
    head: list[Element] = []
    for child in element:
        local = with_language(child, inner)
        if child.tag == "dt":
            head += placed(child, inline(child, local.marked("Strong"), report), report)
            head += runs(EN_SPACE, inner, report)
        else:
            yield from _headed(head, list(mixed(child, local, report)), style)
            head = []
    if head:
        yield paragraph(style, head)


def _headed(
    head: list[Element], blocks: list[Element | PageForm], style: str
) -> Iterator[Element | PageForm]:
    first = blocks[0] if blocks else None
    if isinstance(first, Element) and first.tag == ooxml.P:
        for place, piece in enumerate(head, start=1):
            first.insert(place, piece)
    elif head:
        yield paragraph(style, head)
    yield from blocks


def term(element: Element, state: State, report: Report) -> Iterator[Element]:
    """`dt` on a line of its own."""
    yield words_in("Term", element, state, report)


def definition(element: Element, state: State, report: Report) -> Iterator[Element | PageForm]:
    """`dd` below its term."""
    yield from mixed(element, replace(state, style="Definition"), report)
