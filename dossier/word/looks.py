"""The looks of the report as a table: one entry for each style, in roles of the theme.

Sizes and colours are names of theme tokens, spaces are points, indents millimetres. Own styles have no
`name`: the words of the content's language name them. Knows no XML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["top", "left", "bottom", "right"]


@dataclass(frozen=True)
class Rule:
    """A border line of a paragraph: width and distance in points."""

    side: Side
    colour: str
    width: float
    space: int = 4


@dataclass(frozen=True)
class Look:
    """One paragraph or character style; what is None or empty comes from `base`.

    `hang` sets the paragraph beside the column that the theme leaves free, `flush` at the margin again.
    """

    id: str
    name: str = ""
    base: str = "Normal"
    follow: str = ""
    face: str = ""
    size: str = ""
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    small_caps: bool = False
    caps: bool = False
    raised: Literal["", "superscript", "subscript"] = ""
    underline: bool = False
    spacing: float = 0
    before: float | None = None
    after: float | None = None
    leading: float | None = None
    left: float = 0
    right: float = 0
    hanging: float = 0
    hang: bool = False
    flush: bool = False
    align: str = ""
    keep_next: bool | None = None
    keep_lines: bool | None = None
    new_page: bool | None = None
    tight: bool = False
    outline: int | None = None
    ground: str = ""
    rules: tuple[Rule, ...] = ()
    list: Literal["", "bullet", "flush", "box", "table"] = ""
    level: int = 0
    tabs: Literal["", "contents", "page"] = ""
    hyphenate: bool = True
    priority: int = 99
    quick: bool = True


def heading(level: int, size: str, before: float, after: float, leading: float, **more: object) -> Look:
    """A built-in heading."""
    return Look(
        f"Heading{level}",
        f"heading {level}",
        "Normal",
        "BodyText",
        "display",
        size,
        "accent",
        bold=True,
        before=before,
        after=after,
        leading=leading,
        keep_next=True,
        keep_lines=True,
        outline=level - 1,
        hyphenate=False,
        priority=9,
        **more,  # type: ignore[arg-type] # the two headings that differ name plain fields
    )


BOX = (Rule("left", "accent", 2.25, 9),)
OPENING = (Rule("top", "accent", 1.5, 8),)
BOX_LOOK = {"ground": "tint", "rules": BOX}
LIST_STEP = 6.0
BOX_INDENT = 4.0
NUMBER_INDENT = 11.0
SINGLE = 1.362  # of the Noto families: a line with a picture is as high as the picture

# fmt: off
PARAGRAPHS: tuple[Look, ...] = (
    Look("Normal", "Normal", base="", size="body", colour="ink", leading=1.42, after=0, priority=0),
    Look("BodyText", "Body Text", after=6, align="left", priority=1, hang=True),
    heading(1, "h2", 0, 14, 1.15, rules=OPENING),
    heading(2, "h3", 16, 5, 1.2, hang=True),
    heading(3, "h4", 12, 4, 1.25, hang=True),
    Look("Heading4", "heading 4", follow="BodyText", face="display", size="body", colour="muted",
         bold=True, before=10, after=3, keep_next=True, keep_lines=True, outline=3, hyphenate=False,
         priority=9, hang=True),
    Look("Heading1Unlisted", base="Heading1", follow="BodyText", outline=0, priority=9),
    Look("Heading2Unlisted", base="Heading2", follow="BodyText", outline=1, priority=9, flush=True),
    Look("Heading3Unlisted", base="Heading3", follow="BodyText", outline=2, priority=9, flush=True),
    Look("Title", "Title", follow="Subtitle", face="display", size="h1", colour="accent", bold=True,
         before=6, after=10, leading=1.08, keep_next=True, hyphenate=False, priority=10),
    Look("Subtitle", "Subtitle", follow="BodyText", face="display", size="subtitle", colour="muted",
         after=22, leading=1.25, hyphenate=False, priority=11),
    Look("Kicker", face="display", size="lead", colour="second", bold=True, spacing=0.6, before=48,
         after=6, hyphenate=False, keep_next=True),
    Look("CoverDate", face="display", size="subtitle", colour="second", bold=True, before=10, after=4,
         hyphenate=False),
    Look("CoverNames", face="display", size="lead", colour="ink", after=3, hyphenate=False),
    Look("CoverImprint", face="display", size="caption", colour="muted", before=18, hyphenate=False,
         rules=(Rule("top", "rule", 0.5, 6),)),
    Look("Imprint", size="small", colour="ink", after=4),
    Look("FlushText", base="BodyText", flush=True),
    Look("ClaimText", base="FlushText", keep_next=True),
    Look("AfterTable", base="BodyText", follow="BodyText", before=8, flush=True),
    Look("Lead", base="BodyText", follow="BodyText", size="lead", colour="accent", after=10,
         leading=1.4, hang=True),
    Look("SourceLine", face="display", size="caption", colour="muted", before=3, after=10, leading=1.3),
    Look("Remark", face="display", size="caption", colour="muted", italic=True, before=3, after=8,
         leading=1.3, keep_next=True),
    Look("Bibliography", "Bibliography", size="small", after=4, left=8, hanging=8, keep_lines=True,
         priority=37),
    Look("Dispute", face="display", size="caption", colour="second", before=2, after=8, leading=1.3,
         left=3, rules=(Rule("left", "second", 1.5, 6),)),
    Look("CompactText", base="BodyText", size="small", after=3, leading=1.36, flush=True),
    Look("Quote", "Quote", follow="BodyText", before=4, after=6, left=8, right=8, colour="ink",
         keep_lines=True, rules=(Rule("left", "rule", 1.5, 10),), priority=29, hang=True),
    Look("QuoteSource", base="Quote", follow="BodyText", face="display", size="caption", colour="muted",
         after=10),
    Look("ListBullet", "List Bullet", follow="ListBullet", after=3, list="bullet", left=LIST_STEP,
         hanging=LIST_STEP, tight=False, priority=36, hang=True),
    Look("ListBullet2", "List Bullet 2", follow="ListBullet2", after=2, list="bullet", level=1, left=2 *
         LIST_STEP, hanging=LIST_STEP, priority=36, hang=True),
    Look("ListBullet3", "List Bullet 3", follow="ListBullet3", after=2, list="bullet", level=2, left=3 *
         LIST_STEP, hanging=LIST_STEP, priority=36, hang=True),
    Look("ListNumber", "List Number", follow="ListNumber", after=3, left=LIST_STEP, hanging=LIST_STEP,
         priority=36, hang=True),
    Look("ListNumber2", "List Number 2", follow="ListNumber2", after=2, left=2 * LIST_STEP,
         hanging=LIST_STEP, priority=36, hang=True),
    Look("ListNumber3", "List Number 3", follow="ListNumber3", after=2, left=3 * LIST_STEP,
         hanging=LIST_STEP, priority=36, hang=True),
    Look("FlushBullet", base="CompactText", follow="FlushBullet", after=2, list="flush", left=LIST_STEP, hanging=LIST_STEP),
    Look("FlushNumber", base="CompactText", follow="FlushNumber", after=2, left=LIST_STEP, hanging=LIST_STEP),
    Look("ListContinue", "List Continue", after=3, left=LIST_STEP, priority=36, hang=True),
    Look("ListContinue2", "List Continue 2", after=3, left=2 * LIST_STEP, priority=36, hang=True),
    Look("ListContinue3", "List Continue 3", after=3, left=3 * LIST_STEP, priority=36, hang=True),
    Look("GlossaryEntry", base="CompactText", after=4, left=5, hanging=5, keep_lines=True),
    Look("Term", face="display", size="table", colour="accent", bold=True, before=4, keep_next=True),
    Look("Definition", base="CompactText", left=5, after=4),
    Look("BoxText", base="BodyText", after=0, left=BOX_INDENT, hang=True, **BOX_LOOK),  # type: ignore[arg-type] # plain fields
    Look("BoxBullet", base="BoxText", follow="BoxBullet", left=BOX_INDENT + LIST_STEP,
         hanging=LIST_STEP, list="box", hang=True),
    Look("BoxNumber", base="BoxText", follow="BoxNumber", left=BOX_INDENT + LIST_STEP,
         hanging=LIST_STEP, hang=True),
    Look("BoxHeading2", base="Heading2", follow="BoxText", before=12, after=0, left=BOX_INDENT,
         hang=True, **BOX_LOOK),  # type: ignore[arg-type] # plain fields
    Look("BoxHeading3", base="Heading3", follow="BoxText", before=12, after=0, left=BOX_INDENT,
         hang=True, **BOX_LOOK),  # type: ignore[arg-type] # plain fields
    Look("Figure", follow="Caption", before=10, after=4, leading=SINGLE, keep_next=True),
    Look("CoverArt", base="Figure", follow="BodyText", before=16, after=10),
    Look("Caption", "caption", follow="BodyText", face="display", size="caption", colour="muted",
         before=4, after=6, leading=1.3, keep_next=True, keep_lines=True, priority=35),
    Look("Credits", base="Caption", follow="BodyText", size="note", after=12),
    Look("TableText", face="display", size="table", leading=1.3, hyphenate=True),
    Look("TableHeading", base="TableText", colour="accent", bold=True, keep_next=True, hyphenate=False),
    Look("TableRowHeading", base="TableText", colour="accent", bold=True, hyphenate=False),
    Look("TableDecisive", base="TableRowHeading", rules=(Rule("left", "accent", 2.25, 4),)),
    Look("TableMinor", base="TableText", colour="muted"),
    Look("TableDisputed", base="TableRowHeading", rules=(Rule("left", "second", 1.5, 4),)),
    Look("TableBullet", base="TableText", follow="TableBullet", list="table", left=3.5, hanging=3.5),
    Look("TableEnd", size="note", leading=1.0, after=4),
    Look("TOCHeading", "TOC Heading", base="Heading1", follow="BodyText", new_page=True, outline=9,
         priority=39),
    Look("TOCHeadingOther", base="TOCHeading", follow="BodyText", before=22, new_page=False, outline=9),
    Look("TOC1", "toc 1", follow="Normal", before=5, after=1, bold=None, left=0, tabs="contents",
         face="display", size="body", priority=39, quick=False, hyphenate=False),
    Look("TOC2", "toc 2", follow="Normal", left=9, after=1, tabs="contents", face="display",
         size="table", priority=39, quick=False, hyphenate=False),
    Look("TOC3", "toc 3", follow="Normal", left=15, after=1, tabs="contents", face="display",
         size="table", priority=39, quick=False, hyphenate=False),
    Look("TableofFigures", "table of figures", follow="Normal", after=3, left=0,
         tabs="contents", face="display", size="table", leading=1.3, hyphenate=False, quick=False),
    Look("Index1", "index 1", follow="Normal", left=5, hanging=5, size="small", leading=1.3,
         quick=False),
    Look("Index2", "index 2", follow="Normal", left=9, hanging=5, size="small", leading=1.3,
         quick=False),
    Look("FootnoteText", "footnote text", size="note", leading=1.3, after=2, quick=False),
    Look("FootnoteSeparator", size="note", leading=1.0, after=2, quick=False),
    Look("Header", "header", face="display", size="running", colour="muted", align="right", leading=1.2,
         quick=False, hyphenate=False),
    Look("HeaderEven", base="Header", align="left", quick=False, hyphenate=False),
    Look("Footer", "footer", face="display", size="running", colour="muted", align="right", leading=1.2,
         quick=False, hyphenate=False),
    Look("FooterEven", base="Footer", align="left", quick=False, hyphenate=False),
    Look("SectionEnd", size="note", leading=1.0, quick=False),
    Look("CommentText", "annotation text", size="note", leading=1.2, quick=False),
)
# fmt: on

# fmt: off
CHARACTERS: tuple[Look, ...] = (
    Look("Emphasis", "Emphasis", base="", italic=True, priority=20),
    Look("Strong", "Strong", base="", bold=True, priority=22),
    Look("IntenseEmphasis", "Intense Emphasis", base="", bold=True, italic=True, priority=21),
    Look("Hyperlink", "Hyperlink", base="", colour="accent", underline=True, quick=False),
    Look("FootnoteReference", "footnote reference", base="", raised="superscript", quick=False),
    Look("CommentReference", "annotation reference", base="", size="note", quick=False),
    Look("Superscript", base="", raised="superscript"),
    Look("Subscript", base="", raised="subscript"),
    Look("SmallCaps", base="", small_caps=True),
    Look("State", base="", face="display", bold=True),
    Look("Credit", base="", colour="muted"),
    Look("Label", base="", face="display", bold=True, colour="second"),
    Look("HeadingNumber", base="", colour="second"),
)
# fmt: on


def bold_styles() -> frozenset[str]:
    """The ids of the paragraph styles that set their words in bold, by themselves or by their base."""
    looks = {look.id: look for look in PARAGRAPHS}

    def is_bold(look: Look) -> bool:
        if look.bold is None:
            return look.base in looks and is_bold(looks[look.base])
        return look.bold

    return frozenset(look.id for look in PARAGRAPHS if is_bold(look))


BOLD_STYLES = bold_styles()
