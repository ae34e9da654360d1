"""What the citation engine wrote, with its private characters, becomes inline markup of the vocabulary.

Here quotation marks nest as the language wants, punctuation that met by accident is mended, and words in
another script get the language of their source. Knows nothing of CSL.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from dossier.citations import marks as m
from dossier.citations.scripts import script_of_language, script_of_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dossier.citations.marks import Marks

ITEM = "item"
NO_BREAKS = "\u00a0\u202f"
SPACES = f" {NO_BREAKS}"
ENDS = "?!…"
STOPS = ".,;:"
SIMPLER = {"ᵉ": "e", "ʳ": "r", "ᵐ": "m", "ˢ": "s", "ᵒ": "º", "\u2011": "-"}
OPENING_QUOTES = frozenset({m.QUOTES["«"], m.QUOTES["“"], m.QUOTES["„"]})
CLOSING_QUOTES = frozenset({m.QUOTES["»"], m.QUOTES["”"]})


@dataclass(frozen=True)
class Quotes:
    """The quotation marks of the style, without their spaces, and those used inside them."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


@dataclass(frozen=True)
class Writer:
    """Turns marked text into markup for one output language."""

    marks: Marks
    quotes: Quotes
    language: str
    by_script: Mapping[str, str]
    """Script → language of words whose own source names none in that script."""

    def markup(self, text: str, capital: str = "") -> Markup:
        """Return the inline markup; a text that begins with the word `capital` begins with a capital letter."""
        tokens = _tidied(_Nesting(self.quotes).resolved(text))
        return Markup("").join(self._written(_capitalised(tokens, capital)))

    def _written(self, tokens: Sequence[str]) -> Iterator[Markup]:
        """Return the markup of each run of text and of each mark."""
        languages, spans = [""], 0
        for is_mark, run in groupby(tokens, key=m.is_private):
            if not is_mark:
                yield from self._text("".join(run), None if spans else languages[-1])
                continue
            for char in run:
                name, opens = self.marks.name(char), bool(self.marks.opening(char))
                if name == ITEM:
                    languages = [*languages, self.marks.language(char)] if opens else languages[:-1]
                    continue
                spans += bool(self.marks.language(char)) * (1 if opens else -1)
                yield Markup(self.marks.opening(char) or self.marks.closing(char))  # noqa: S704 - our own tags, attributes escaped

    def _text(self, text: str, item: str | None) -> Iterator[Markup]:
        """Yield a run of text; words in another script than the output's are marked with their language.

        `item` is the language of the source whose text it is; None where a language is marked already.
        """
        own = script_of_language(self.language)
        end = 0
        for start, stop, script in [] if item is None else _runs(text, own):
            language = item if item and script_of_language(item) == script else self.by_script.get(script, "")
            yield escape(text[end:start])
            words = text[start:stop]
            yield Markup('<span lang="{}">{}</span>').format(language, words) if language else escape(words)
            end = stop
        yield escape(text[end:])


def _with_its_stop(text: str, start: int, stop: int) -> int:
    """Return the end of a run with the stop of an initial («В. Н.») or the closing of a parenthesis in it."""
    if text[stop : stop + 1] == ")" and text.count("(", start, stop) > text.count(")", start, stop):
        return stop + 1
    initial = stop - start == 1 or not text[stop - 2].isalpha()
    return stop + 1 if initial and text[stop : stop + 1] == "." else stop


def _runs(text: str, own: str) -> list[tuple[int, int, str]]:
    """Return where words of other scripts stand, from first to last letter, and their script."""
    runs: list[tuple[int, int, str]] = []
    before = own
    for index, char in enumerate(text):
        script = script_of_letter(char)
        if script and script != own:
            start = runs.pop()[0] if script == before else index
            runs.append((start, index + 1, script))
        before = script or before
    return [(start, _with_its_stop(text, start, stop), script) for start, stop, script in runs]


class _Nesting:
    """Decides each quotation mark and parenthesis by what it stands in."""

    def __init__(self, quotes: Quotes) -> None:
        self._quotes = quotes
        self._shown: list[bool] = []
        self._out: list[str] = []
        self._skip_space = False

    def resolved(self, text: str) -> list[str]:
        """Return the text with its own characters back in place, marks of elements kept."""
        for index, char in enumerate(text):
            if self._skip_space and char in SPACES:
                continue
            self._skip_space = self._skip_space and _is_element(char)
            self._take(char, text, index)
        return [SIMPLER.get(char, char) for char in self._out]

    def _take(self, char: str, text: str, index: int) -> None:
        nested = any(self._shown)
        if char == self._quotes.opening != self._quotes.closing:
            self._open(shown=_next_visible(text, index + 1) != m.PAREN_OPEN)
        elif char == self._quotes.closing and self._shown:
            self._close()
        elif nested and char in {m.WHOLE_OPEN, *OPENING_QUOTES}:
            self._skip_space = True
            self._out += [] if char == m.WHOLE_OPEN else [self._quotes.inner_opening]
        elif nested and char in {m.WHOLE_CLOSE, *CLOSING_QUOTES}:
            self._strip_space()
            self._out += [] if char == m.WHOLE_CLOSE else [self._quotes.inner_closing]
        else:
            self._out.append(m.PLAIN.get(char, char))

    def _open(self, *, shown: bool) -> None:
        """Open a quotation; a title that describes itself in parentheses is no quotation."""
        self._shown.append(shown)
        self._skip_space = not shown
        self._out += [self._quotes.opening] if shown else []

    def _close(self) -> None:
        if self._shown.pop():
            self._out.append(self._quotes.closing)
        else:
            self._strip_space()

    def _strip_space(self) -> None:
        """Take back the spaces before here, across marks."""
        index = len(self._out)
        while index and (_is_element(self._out[index - 1]) or self._out[index - 1] in SPACES):
            index -= 1
            if self._out[index] in SPACES:
                del self._out[index]


def _is_element(char: str) -> bool:
    return ord(char[0]) >= m.OPENING


def _next_visible(text: str, index: int) -> str:
    return next((char for char in text[index:] if not _is_element(char) and char not in SPACES), "")


def _tidied(tokens: list[str]) -> list[str]:
    """Return the tokens without doubled spaces and stops, which meet where parts of an entry are empty."""
    out: list[str] = []
    last = -1  # where the last visible character stands in `out`
    for char in tokens:
        if _is_element(char):
            out.append(char)
            continue
        before = out[last] if last >= 0 else ""
        if _is_superfluous(char, before):
            continue
        if char == "," and before == " ":
            del out[last]
        elif char == "." and before == ",":
            out[last] = char
            continue
        out.append(char)
        last = len(out) - 1
    return out


def _is_superfluous(char: str, before: str) -> bool:
    if char == " ":
        return before in {"", *SPACES}
    if char in STOPS and char == before:
        return True
    return char == "." and bool(before) and before in ENDS


def _capitalised(tokens: list[str], word: str) -> list[str]:
    """Return the tokens with a capital first letter, if they begin with the word."""
    visible = [index for index, token in enumerate(tokens) if not _is_element(token)]
    begins = "".join(tokens[index] for index in visible[: len(word)]).casefold() == word.casefold()
    if not (word and begins):
        return tokens
    first = visible[0]
    return [*tokens[:first], tokens[first].upper(), *tokens[first + 1 :]]
