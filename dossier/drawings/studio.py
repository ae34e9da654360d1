"""What a drawing needs at hand: the theme, the lettering, the words of the language, and the SVG templates.

Knows where templates lie because it is told; reads them, writes nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dossier.drawings.canvas import POINTS_PER_MM, Box, Drawing, Style, number, shortened
from dossier.drawings.lettering import Lettering
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.theme import Theme

WORDS_FILE = "drawings.yaml"


class Studio:
    """The theme, fonts, words and templates of one dossier's drawings; `language` is a BCP 47 tag."""

    def __init__(self, theme: Theme, templates: Path, language: str) -> None:
        self.theme = theme
        self.templates = templates
        self.language = language

    @cached_property
    def lettering(self) -> Lettering:
        """Measures and sets words in the theme's fonts."""
        return Lettering(self.theme.fonts, self.templates)

    @cached_property
    def _words(self) -> Mapping[str, Any]:
        tags = (self.language, self.language.split("-", 1)[0])
        files = [self.templates / "locales" / tag / WORDS_FILE for tag in tags]
        for file in files:
            if file.is_file():
                words: Mapping[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
                return words
        known = sorted(file.parent.name for file in self.templates.glob(f"locales/*/{WORDS_FILE}"))
        message = f"drawings have no words in the language «{self.language}»"
        raise ContentError(
            [Problem(str(files[-1]), message=message, hint=f"there are words for {', '.join(known)}")]
        )

    def words(self, section: str) -> Mapping[str, Any]:
        """The words of one kind of drawing, from `drawings.yaml` of the language; ContentError when there is none."""
        if section not in self._words:
            place = f"locales/{self.language}/{WORDS_FILE}"
            raise ContentError([Problem(place, path=section, message=f"no words for «{section}»")])
        found: Mapping[str, Any] = self._words[section]
        return found

    def style(self, colour: str, *, small: bool = False, weight: int = 400, italic: bool = False) -> Style:
        """The theme's lettering for labels of drawings, or for small ones; `colour` is #rrggbb."""
        tokens = self.theme.drawing
        return Style(tokens.small if small else tokens.label, colour, weight, italic)

    @cached_property
    def _templates(self) -> Environment:
        loader = FileSystemLoader(self.templates / "drawings")
        environment = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        environment.filters["n"] = number
        environment.globals.update(theme=self.theme, language=self.language, families=self.lettering.families)
        return environment

    def draw(
        self,
        name: str,
        frame: Box,
        *,
        alt: str,
        description: str,
        labels: tuple[Box, ...],
        **geometry: object,
    ) -> Drawing:
        """The finished drawing: the template `<kind>.svg.j2` filled with the geometry.

        The kind is the name up to the first full stop («map.caucasus» is drawn with `map.svg.j2`); `frame` starts
        at 0, 0; the template sees `name`, `frame`, `alt`, `description`, `theme` and every keyword of `geometry`.
        """
        template = self._templates.get_template(f"{name.split('.', 1)[0]}.svg.j2")
        short = shortened(alt)
        svg = template.render(name=name, frame=frame, alt=short, description=description, **geometry)
        width, height = (round(side / POINTS_PER_MM, 3) for side in (frame.width, frame.height))
        return Drawing(name, svg, short, description, width, height, labels, frame)
