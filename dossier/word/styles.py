"""The styles part: the table of looks in the theme's tokens, as WordprocessingML.

Every size, colour and font of the report stands here and in the theme part, nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.word.languages import word_tag
from dossier.word.looks import CHARACTERS, PARAGRAPHS, Look, Rule
from dossier.word.numbering import BOX_BULLETS, BULLETS, FLUSH_BULLETS, TABLE_BULLETS, chapter_numbers_style
from dossier.word.ooxml import W, twips, w
from dossier.word.table_styles import table_styles
from dossier.word.theme_part import FACES, THEME_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from dossier.theme import Theme
    from dossier.word.words import Words

NATURAL_LEADING = 1.362  # line height of the Noto families in ems, which Word calls «single»
SMALLEST_BODY = 11.0  # points; a working document is read on the screen and marked up on paper
LINE = 240
BOX_OUTLINES = {"BoxHeading2": 1, "BoxHeading3": 2}
LATENT = {
    "defLockedState": 0,
    "defUIPriority": 99,
    "defSemiHidden": 0,
    "defUnhideWhenUsed": 0,
    "defQFormat": 0,
}
PARAGRAPH_LISTS = {"bullet": BULLETS, "flush": FLUSH_BULLETS, "box": BOX_BULLETS, "table": TABLE_BULLETS}


def half_points(theme: Theme, role: str) -> int:
    """A type size of the theme in half points, enlarged so that the body is no smaller than 11 points."""
    scale = max(1.0, SMALLEST_BODY / theme.sizes.body)
    return round(float(getattr(theme.sizes, role)) * scale * 2)


def colour(theme: Theme, role: str) -> str:
    """A colour of the theme without its sign."""
    return str(getattr(theme.colours, role)).removeprefix("#").upper()


def coloured(tag: str, theme: Theme, role: str) -> Element:
    """`w:color` with the theme's colour and its fixed value."""
    return w(tag, val=colour(theme, role), themeColor=THEME_COLOURS[role])


def fonts(face: str) -> Element:
    """`w:rFonts` for a face: by theme for «text» and «display», else a family of the theme's fallbacks."""
    if face in FACES:
        name = FACES[face]
        return w(
            "rFonts",
            asciiTheme=f"{name}HAnsi",
            hAnsiTheme=f"{name}HAnsi",
            eastAsiaTheme=f"{name}EastAsia",
            cstheme=f"{name}Bidi",
        )
    return w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def switch(tag: str, value: bool | None) -> Iterator[Element]:  # noqa: FBT001 - the value of a look, not a mode
    """A toggle property, written only where the look says something."""
    if value is not None:
        yield w(tag) if value else w(tag, val=0)


def run_look(look: Look, theme: Theme) -> Iterator[Element]:
    """The run properties of a look, in schema order."""
    if look.face:
        yield fonts(look.face)
    yield from switch("b", look.bold)
    yield from switch("bCs", look.bold)
    yield from switch("i", look.italic)
    yield from switch("iCs", look.italic)
    yield from switch("caps", look.caps or None)
    yield from switch("smallCaps", look.small_caps or None)
    if look.colour:
        yield coloured("color", theme, look.colour)
    if look.spacing:
        yield w("spacing", val=round(look.spacing * 20))
    if look.size:
        size = half_points(theme, look.size)
        yield w("sz", val=size)
        yield w("szCs", val=size)
    if look.underline:
        yield w("u", val="single")
    if look.raised:
        yield w("vertAlign", val=look.raised)


def border(rule: Rule, theme: Theme) -> Element:
    """One border line; widths are eighths of a point."""
    return w(
        rule.side,
        val="single",
        sz=round(rule.width * 8),
        space=rule.space,
        color=colour(theme, rule.colour),
        themeColor=THEME_COLOURS[rule.colour],
    )


def line_spacing(leading: float) -> int:
    """A distance of lines, in ems, as Word writes it; in whole percents, since LibreOffice knows no others."""
    return round(LINE * round(100 * leading / NATURAL_LEADING) / 100)


def spacing(look: Look) -> Iterator[Element]:
    """Space before, after and between lines."""
    values: dict[str, str | int] = {}
    if look.before is not None:
        values["before"] = round(look.before * 20)
    if look.after is not None:
        values["after"] = round(look.after * 20)
    if look.leading is not None:
        values |= {"line": line_spacing(look.leading), "lineRule": "auto"}
    if values:
        yield w("spacing", **values)


def indents(look: Look, theme: Theme) -> Iterator[Element]:
    """Left and right indents, the first line hanging where the look says so."""
    left = look.left + (theme.page.hang if look.hang else 0)
    if left or look.right or look.hanging or look.flush:
        values: dict[str, str | int] = {"left": twips(left), "right": twips(look.right)}
        if look.hanging:
            values["hanging"] = twips(look.hanging)
        yield w("ind", **values)


def tabs(look: Look, theme: Theme) -> Iterator[Element]:
    """The stops of a contents line: one after the number, one with leaders at the measure."""
    if look.tabs == "contents":
        number = w("tab", val="left", pos=twips(look.left + 9))
        page = w("tab", val="right", leader="dot", pos=twips(theme.page.measure))
        yield w("tabs", number, page)


def paragraph_look(look: Look, theme: Theme) -> Iterator[Element]:
    """The paragraph properties of a look, in schema order."""
    yield from switch("keepNext", look.keep_next)
    yield from switch("keepLines", look.keep_lines)
    yield from switch("pageBreakBefore", look.new_page)
    if look.list:
        yield w("numPr", w("ilvl", val=look.level), w("numId", val=PARAGRAPH_LISTS[look.list]))
    if look.rules:
        yield w("pBdr", *(border(rule, theme) for rule in look.rules))
    if look.ground:
        yield w(
            "shd",
            val="clear",
            color="auto",
            fill=colour(theme, look.ground),
            themeFill=THEME_COLOURS[look.ground],
        )
    yield from tabs(look, theme)
    yield from switch("suppressAutoHyphens", None if look.hyphenate else True)
    yield from spacing(look)
    yield from indents(look, theme)
    yield from switch("contextualSpacing", look.tight or None)
    if look.align:
        yield w("jc", val=look.align)
    if look.outline is not None:
        yield w("outlineLvl", val=look.outline)


def style(look: Look, kind: str, theme: Theme, name: str) -> Element:
    """One style, paragraph or character."""
    made = w("style", w("name", val=name), type=kind, styleId=look.id)
    if look.id == "Normal":
        made.set(f"{W}default", "1")
    if not look.name:
        made.set(f"{W}customStyle", "1")
    base = look.base or ("DefaultParagraphFont" if kind == "character" else "")
    made.extend(w("basedOn", val=base) for _ in range(bool(base)))
    if look.follow:
        made.append(w("next", val=look.follow))
    made.append(w("uiPriority", val=look.priority))
    if look.quick:
        made.append(w("qFormat"))
    if kind == "paragraph" and len(properties := w("pPr", *paragraph_look(look, theme))):
        made.append(properties)
    if len(properties := w("rPr", *run_look(look, theme))):
        made.append(properties)
    return made


def defaults(language: str, theme: Theme) -> Element:
    """The document defaults: the text family, the size of the body, the language."""
    size = half_points(theme, "body")
    tag = word_tag(language)
    run_defaults = w(
        "rPr",
        fonts("text"),
        w("sz", val=size),
        w("szCs", val=size),
        w("lang", val=tag, eastAsia=tag, bidi="ar-SA"),
    )
    paragraph_defaults = w("pPr", w("widowControl"))
    return w("docDefaults", w("rPrDefault", run_defaults), w("pPrDefault", paragraph_defaults))


def fixed_styles() -> Iterator[Element]:
    """The three defaults that Word expects beside «Normal»."""
    yield w(
        "style",
        w("name", val="Default Paragraph Font"),
        w("uiPriority", val=1),
        w("semiHidden"),
        w("unhideWhenUsed"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    yield w(
        "style",
        w("name", val="No List"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        type="numbering",
        default=1,
        styleId="NoList",
    )


def combined(name: str, marks: frozenset[str], table: Mapping[str, Look]) -> Look:
    """The look of several character marks at once, under a name of their own."""
    looks = [table[mark] for mark in sorted(marks)]
    values: dict[str, object] = {}
    for each in looks:
        values |= {key: value for key, value in vars(each).items() if value not in (None, "", False, 0)}
    return Look(**(values | {"id": name, "name": "", "base": ""}))  # type: ignore[arg-type] # fields of Look


def script_looks(theme: Theme) -> Iterator[Look]:
    """A character style for each script that the main families lack, in both faces."""
    for script, families in theme.fonts.fallback.items():
        for face, family in zip(("Text", "Display"), (families[0], families[-1]), strict=True):
            yield Look(f"{script.capitalize()}{face}", base="", face=family)


def style_names(words: Words, theme: Theme, used: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The name of each style, by id: built-in, or in the words of the content's language."""
    names = {look.id: look.name or words.styles.get(look.id, look.id) for look in (*PARAGRAPHS, *CHARACTERS)}
    for look in script_looks(theme):
        names[look.id] = f"{words.styles.get('Script', 'Script')} {look.face}"
    for name, marks in used.items():
        names.setdefault(name, " + ".join(names.get(mark, mark) for mark in sorted(marks)))
    return names


def character_looks(theme: Theme, used: Mapping[str, frozenset[str]]) -> list[Look]:
    """All character styles: those of the table, of the scripts, and the combinations in use."""
    table = {look.id: look for look in (*CHARACTERS, *script_looks(theme))}
    extra = [combined(name, marks, table) for name, marks in sorted(used.items()) if name not in table]
    return [*table.values(), *extra]


def styles_part(
    theme: Theme,
    words: Words,
    language: str,
    used: Mapping[str, frozenset[str]],
    *,
    new_pages: bool,
    depth: int,
) -> Element:
    """The root of styles.xml; `depth` is the number of levels of the contents."""
    names = style_names(words, theme, used)
    root = w("styles", defaults(language, theme), w("latentStyles", **LATENT), *fixed_styles())
    for look in PARAGRAPHS:
        root.append(
            style(adapted(look, new_pages=new_pages, depth=depth), "paragraph", theme, names[look.id])
        )
    for look in character_looks(theme, used):
        root.append(style(look, "character", theme, names[look.id]))
    root.append(chapter_numbers_style(words))
    root.extend(table_styles(theme, words))
    return root


def adapted(look: Look, *, new_pages: bool, depth: int) -> Look:
    """Heading 1 begins a page where sections do; headings outside the contents stand below their levels."""
    if look.id == "Heading1":
        return replace(look, new_page=new_pages or None)
    if look.id.endswith("Unlisted") or look.id in BOX_OUTLINES:
        return replace(look, outline=max(BOX_OUTLINES.get(look.id, look.outline or 0), depth))
    return look
