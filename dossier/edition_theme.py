"""The look of one edition: the theme, with the paper and the tokens that the edition has other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from dossier.declarations import PAPERS, Closed, Edition
from dossier.editions import read_declaration
from dossier.faults import problems_of
from dossier.problems import ContentError
from dossier.theme import Theme  # noqa: TC001 - the model below is built with it


class _Themed(Closed):
    """A theme under the name that it has in an edition, so that faults are found at their line there."""

    theme: Theme


def themed(theme: Theme, edition: Edition) -> Theme:
    """The theme with the page and the tokens of the edition. Raises ContentError for tokens that there are not."""
    tokens = merged_tokens(theme.model_dump(), edition.theme)
    if edition.paper is not None:
        width, height = PAPERS[edition.paper]
        tokens = merged_tokens(tokens, {"page": {"width": width, "height": height}})
    try:
        return _Themed.model_validate({"theme": tokens}).theme
    except ValidationError as error:
        raise ContentError(
            problems_of(error, _Themed, read_declaration(edition.declared_in), edition.declared_in)
        ) from error


def merged_tokens(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mapping `under` with the values of `over`, mappings inside them likewise."""
    merged = dict(under)
    for name, value in over.items():
        below = merged.get(name)
        nested = isinstance(value, Mapping) and isinstance(below, Mapping)
        merged[name] = merged_tokens(below, value) if nested else value  # type: ignore[arg-type]  # `nested` says so
    return merged
