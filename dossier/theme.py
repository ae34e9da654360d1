"""Design tokens: one file that CSS, drawings and Word styles all read.

A theme is `templates/themes/<name>/theme.yaml`. Sizes are points, measures millimetres, colours #rrggbb.
A folder `templates/themes/` beside the content comes before the program's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dossier.faults import problems_of
from dossier.marked_yaml import parse_yaml
from dossier.problems import ContentError, Problem, suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Colour = str


class _Tokens(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Colours(_Tokens):
    """Colours by role; text colours meet 4.5:1 on `paper` and on `tint`."""

    paper: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="the page")
    ink: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="running text")
    muted: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="captions, running heads, remarks")
    accent: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="titles, links, decisive marks")
    second: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="a second voice: kickers, disputed marks")
    rule: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="rules and table lines")
    tint: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="ground of boxes and table heads")
    sea: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="water on maps")
    land: Colour = Field(pattern=r"^#[0-9a-f]{6}$", description="land on maps")
    phases: tuple[Colour, ...] = Field(
        min_length=5, description="bands of the five phases, in order, light to dark"
    )


def _stack(*families: str) -> str:
    return ", ".join(f"'{family}'" for family in families)


class Fonts(_Tokens):
    """Families by role, and the fallbacks for scripts that they lack, by script name."""

    text: str = Field(description="family of running text")
    display: str = Field(description="family of titles, tables, captions and drawings")
    fallback: dict[str, tuple[str, str]] = Field(
        default={},
        description="by script: the families beside text and display, e.g. Armenian: [Noto Serif …, Noto Sans …]",
    )

    @property
    def families(self) -> tuple[str, ...]:
        """Every family of the theme, each once."""
        further = (family for pair in self.fallback.values() for family in pair)
        return tuple(dict.fromkeys([self.text, self.display, *further]))

    @property
    def text_stack(self) -> str:
        """CSS list of families for running text."""
        return _stack(self.text, *(pair[0] for pair in self.fallback.values()))

    @property
    def display_stack(self) -> str:
        """CSS list of families for titles, tables and drawings."""
        return _stack(self.display, *(pair[1] for pair in self.fallback.values()))


class Sizes(_Tokens):
    """Type sizes in points, `leading` as a factor."""

    body: float = Field(description="running text")
    lead: float = Field(description="the opening paragraph of a section")
    small: float = Field(description="compact sections: glossary, bibliography")
    table: float = Field(description="tables")
    caption: float = Field(description="captions of figures and tables")
    note: float = Field(description="notes")
    running: float = Field(description="running heads and folios")
    h1: float = Field(description="title on the cover")
    h2: float = Field(description="title of a section")
    h3: float = Field(description="title inside a section")
    h4: float = Field(description="minor title")
    subtitle: float = Field(description="subtitle on the cover")
    leading: float = Field(description="line height of running text, as a factor of its size")


class Page(_Tokens):
    """The page in millimetres: A4 by default; the inner margin is the one at the spine."""

    width: float = Field(default=210, description="width of the page")
    height: float = Field(default=297, description="height of the page")
    top: float = Field(description="margin at the head")
    bottom: float = Field(description="margin at the foot")
    inner: float = Field(description="margin at the spine")
    outer: float = Field(description="margin at the edge")
    hang: float = Field(
        default=0, description="column left free beside running text; figures, tables and notes use it"
    )

    @property
    def measure(self) -> float:
        """Width of the text block in millimetres."""
        return self.width - self.inner - self.outer


class DrawingTokens(_Tokens):
    """Lines of drawings in points, and their smallest type."""

    hairline: float = Field(default=0.4, description="the finest line")
    line: float = Field(default=0.8, description="lines that carry meaning")
    heavy: float = Field(default=1.6, description="decisive marks and routes")
    label: float = Field(default=7.5, description="size of labels in points")
    small: float = Field(default=6.5, description="smallest size of type in a drawing, in points")


class Theme(_Tokens):
    """One complete look."""

    name: str
    colours: Colours
    fonts: Fonts
    sizes: Sizes
    page: Page
    drawing: DrawingTokens = DrawingTokens()


def theme_names(templates: Sequence[Path]) -> list[str]:
    """The themes that the template folders hold."""
    return sorted(
        {path.parent.name for folder in templates for path in (folder / "themes").glob("*/theme.yaml")}
    )


def load_theme(name: str, templates: Sequence[Path], asked_by: Problem) -> Theme:
    """The theme of that name. Raises ContentError; `asked_by` says where an unknown name stands."""
    paths = (folder / "themes" / name / "theme.yaml" for folder in templates)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        hint = suggestion(name, theme_names(templates))
        raise ContentError([replace(asked_by, message=f"there is no theme «{name}»", hint=hint)])
    data, problems = parse_yaml(path.read_text(encoding="utf-8"), path.as_posix())
    if problems:
        raise ContentError(problems)
    try:
        return Theme.model_validate(data.data)
    except ValidationError as error:
        raise ContentError(problems_of(error, Theme, data, path.as_posix())) from error
