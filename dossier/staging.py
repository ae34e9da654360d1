"""What an edition has of its own before it is merged: look, words, figures and their drawings.

An edition that asks for nothing of its own shares all of it with the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dossier.edition_drawings import Draughtsman, with_figures
from dossier.edition_theme import themed
from dossier.fitting import plans_of
from dossier.illustrations import illustrate
from dossier.locales import overlaid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dossier.declarations import Edition, PlannedDrawing
    from dossier.illustrations import Illustration
    from dossier.language import Language
    from dossier.reader import Content
    from dossier.theme import Theme

LEAST_HEIGHT = 10.0
"""Millimetres of a drawing that the plan leaves out until there is room, so that its place is merged."""


@dataclass(frozen=True)
class Stage:
    """Content, look and language of an edition, with its illustrations by id; `draughtsman` draws its own ones."""

    theme: Theme
    content: Content
    language: Language
    illustrations: Mapping[str, Illustration]
    draughtsman: Draughtsman | None = None

    def draw(self, plans: Mapping[str, PlannedDrawing]) -> Mapping[str, Illustration]:
        """The edition's own drawings as planned, by name."""
        return self.draughtsman.drawn(plans) if self.draughtsman else {}


def stage_name(edition: Edition) -> str:
    """A name that two editions share when they have the same stage."""
    own = {"theme", "paper", "words", "drawings", "layouts"}
    return edition.model_dump_json(include=own, exclude_defaults=True)


def stage_of(edition: Edition, common: Stage, templates: Sequence[Path]) -> Stage:
    """The stage of an edition. Raises ContentError for tokens that the theme does not have."""
    theme = themed(common.theme, edition)
    words = {name: overlaid(list(templates), common.language.folder, name) for name in edition.words}
    language = replace(common.language, labels={**common.language.labels, **words})
    stage = replace(common, theme=theme, language=language)
    if edition.drawings:
        return _with_drawings(edition, stage, templates, words)
    if theme != common.theme:
        shown, _told = illustrate(common.content, theme, language, templates)
        return replace(stage, illustrations=shown)
    return stage


def _with_drawings(
    edition: Edition, stage: Stage, templates: Sequence[Path], words: Mapping[str, Mapping[str, object]]
) -> Stage:
    """The stage with the edition's own drawings beside the figures of the records, which stay as they are."""
    spoken = {name: word for own in words.values() for name, word in own.items()}
    draughtsman = Draughtsman(stage.content, stage.theme, stage.language, templates, spoken)
    shown = draughtsman.drawn({name: _drawable(plan) for name, plan in first_plans(edition).items()})
    return replace(
        stage,
        content=with_figures(stage.content, list(edition.drawings), shown),
        illustrations={**stage.illustrations, **shown},
        draughtsman=draughtsman,
    )


def first_plans(edition: Edition) -> Mapping[str, PlannedDrawing]:
    """The drawings as the first layout has them."""
    return plans_of(edition, edition.layouts[0]) if edition.layouts else edition.drawings


def _drawable(plan: PlannedDrawing) -> PlannedDrawing:
    return plan if plan.height else plan.model_copy(update={"height": LEAST_HEIGHT})
