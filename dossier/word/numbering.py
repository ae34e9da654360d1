"""The numbering part: chapter numbers, bullets, and one list for each numbered list of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.word.looks import BOX_INDENT, LIST_STEP, NUMBER_INDENT
from dossier.word.ooxml import W, twips, w
from dossier.word.theme_part import THEME_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from dossier.theme import Theme
    from dossier.word.words import Words

(
    BULLETS,
    CHAPTERS,
    NUMBERS,
    BOX_BULLETS,
    BOX_NUMBERS,
    TABLE_BULLETS,
    TABLE_NUMBERS,
    FLUSH_BULLETS,
    FLUSH_NUMBERS,
) = range(1, 10)
FIRST_LIST = 20
LEVELS = range(9)
BULLET_STYLES = ("ListBullet", "ListBullet2", "ListBullet3")
FIRST_SUM = 0x5D055000  # the signatures by which Word tells lists apart
BULLET_SIGNS = "•–▪"
TABLE_STEP = 3.5  # millimetres


def _indent(left: float, hanging: float) -> Element:
    return w("pPr", w("ind", left=twips(left), hanging=twips(hanging)))


def _level(level: int, form: str, sign: str, left: float, hanging: float) -> Element:
    start, kind, words, place = (
        w("start", val=1),
        w("numFmt", val=form),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
    )
    return w("lvl", start, kind, words, place, _indent(left, hanging), ilvl=level)


def _abstract(number: int, levels: Iterator[Element], styles: Sequence[str] = (), link: str = "") -> Element:
    """A definition of a list; Word finds the level of a style by the level that names it."""
    made = w("abstractNum", w("nsid", val=f"{FIRST_SUM + number:08X}"), w("multiLevelType", val="multilevel"))
    made.set(f"{W}abstractNumId", str(number))
    if link:
        made.append(w("styleLink", val=link))
    made.extend(levels)
    for style, level in zip(styles, made.iter(f"{W}lvl"), strict=False):
        level.insert(2, w("pStyle", val=style))
    return made


def _bullet_levels(first: float, step: float) -> Iterator[Element]:
    for level in LEVELS:
        sign = BULLET_SIGNS[level % len(BULLET_SIGNS)]
        yield _level(level, "bullet", sign, first + step * level, step)


def _chapter_levels(hang: float, colour: str) -> Iterator[Element]:
    for level in LEVELS:
        sign = ".".join(f"%{part + 1}" for part in range(level + 1))
        made = _level(level, "decimal", sign, hang or NUMBER_INDENT, hang or NUMBER_INDENT)
        made.append(w("rPr", w("color", val=colour, themeColor=THEME_COLOURS["second"])))
        yield made


def _number_levels(first: float, step: float) -> Iterator[Element]:
    for level in LEVELS:
        yield _level(level, "decimal", f"%{level + 1}.", first + step * level, step)


def _number(number: int, abstract: int, *overrides: Element) -> Element:
    return w("num", w("abstractNumId", val=abstract), *overrides, numId=number)


def _restart(level: int) -> Element:
    return w("lvlOverride", w("startOverride", val=1), ilvl=level)


def _abstracts(theme: Theme) -> Iterator[Element]:
    """The definitions of lists, those of running text beside the column that the theme leaves free."""
    hang, colour = theme.page.hang, theme.colours.second.removeprefix("#").upper()
    box = hang + BOX_INDENT + LIST_STEP
    yield _abstract(BULLETS, _bullet_levels(hang + LIST_STEP, LIST_STEP), BULLET_STYLES)
    yield _abstract(CHAPTERS, _chapter_levels(hang, colour), link="ChapterNumbers")
    yield _abstract(NUMBERS, _number_levels(hang + LIST_STEP, LIST_STEP))
    yield _abstract(BOX_BULLETS, _bullet_levels(box, LIST_STEP), ["BoxBullet"])
    yield _abstract(BOX_NUMBERS, _number_levels(box, LIST_STEP))
    yield _abstract(TABLE_BULLETS, _bullet_levels(TABLE_STEP, TABLE_STEP), ["TableBullet"])
    yield _abstract(TABLE_NUMBERS, _number_levels(TABLE_STEP, TABLE_STEP))
    yield _abstract(FLUSH_BULLETS, _bullet_levels(LIST_STEP, LIST_STEP), ["FlushBullet"])
    yield _abstract(FLUSH_NUMBERS, _number_levels(LIST_STEP, LIST_STEP))


def numbering_part(lists: Sequence[tuple[int, int]], theme: Theme) -> Element:
    """The root of numbering.xml; `lists` holds definition and level of each numbered list, in order."""
    root = w("numbering", *_abstracts(theme))
    root.extend(_number(definition, definition) for definition in range(BULLETS, FLUSH_NUMBERS + 1))
    for place, (definition, level) in enumerate(lists):
        root.append(_number(FIRST_LIST + place, definition, _restart(level)))
    return root


def chapter_numbers_style(words: Words) -> Element:
    """The list style through which an editor numbers a further chapter."""
    properties = w("pPr", w("numPr", w("numId", val=CHAPTERS)))
    return w(
        "style",
        w("name", val=words.styles.get("ChapterNumbers", "ChapterNumbers")),
        w("basedOn", val="NoList"),
        w("uiPriority", val=99),
        properties,
        type="numbering",
        customStyle=1,
        styleId="ChapterNumbers",
    )
