"""The words of the report in one language: names of own styles, texts of comments. Data, checked on entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words(BaseModel):
    """The file `word.yaml` of a locale."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    styles: dict[str, str] = Field(description="name shown in Word for each style of our own, by its id")
    reviewer: str = Field(description="author of the comments")
    initials: str = Field(description="initials of that author", max_length=9)
    open_question: str = Field(description="comment at a claim")
    disputed: str = Field(description="comment where a claim concerns a statement")
    unsourced: str = Field(description="comment at a paragraph without a source")
    edition: str = Field(description="name of the custom property for the edition")


def read_words(data: Mapping[str, object]) -> Words:
    """The words as a model; faults are told as Problems naming the key."""
    try:
        return Words.model_validate(dict(data))
    except ValidationError as error:
        raise ContentError(
            Problem(file="word.yaml", path=".".join(map(str, fault["loc"])), message=fault["msg"])
            for fault in error.errors()
        ) from error
