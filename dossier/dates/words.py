"""Dates in the words of a language: short for tables, with articles and prepositions for running text.

Every word comes from `locales/<language>/dates.yaml` and, for the months, from the CLDR; this module only
knows which parts of a date are said and which the other end of an interval has said already.
"""

from __future__ import annotations

from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from dossier.dates.points import SEASON_BY_CODE, Point
from dossier.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dossier.dates.edtf import EdtfDate

Style = Literal["table", "running"]
CENTURY = 100
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _with_fields(*names: str) -> AfterValidator:
    """Accept a pattern that has no other {fields} than these."""

    def checked(pattern: str) -> str:
        for _, name, format_spec, _ in Formatter().parse(pattern):
            if name is not None and name not in names:
                raise ValueError(f"{{{name}}} means nothing here; known: {', '.join(names)}")
            if format_spec not in {None, "", "02"}:
                raise ValueError(f"no format after «:» but 02, which sets two digits: «{format_spec}»")
        return pattern

    return AfterValidator(checked)


DatePattern = Annotated[str, _with_fields("date")]
NumberPattern = Annotated[str, _with_fields("n")]
SpanPattern = Annotated[str, _with_fields("start", "end")]
PointPattern = Annotated[str, _with_fields("day", "month", "season", "year", "ordinal", "roman")]
TimePattern = Annotated[str, _with_fields("date", "hour", "minute")]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PointWords(_Closed):
    """How a bare date is put together, by precision."""

    day: PointPattern
    month: PointPattern
    season: PointPattern
    year: PointPattern
    decade: PointPattern
    century: PointPattern


class SeasonWords(_Closed):
    """The parts of a year; the numbered ones with {ordinal}."""

    spring: str
    summer: str
    autumn: str
    winter: str
    quarter: Annotated[str, _with_fields("ordinal")]
    third: Annotated[str, _with_fields("ordinal")]
    half: Annotated[str, _with_fields("ordinal")]


class MissingWords(_Closed):
    """What is said of a date whose day or month is known to be unknown."""

    day: DatePattern
    month: DatePattern
    month_day: DatePattern

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))


class TableWords(_Closed):
    """Patterns for tables."""

    uncertain: DatePattern
    near: SpanPattern
    far: SpanPattern


class RunningWords(_Closed):
    """Patterns for sentences."""

    uncertain: DatePattern
    span: SpanPattern
    about_after: DatePattern


class RoleWords(_Closed):
    """What stands in front of a date by its part in the phrase; each by precision, with a default."""

    at: dict[str, DatePattern]
    about: dict[str, DatePattern]
    from_: dict[str, DatePattern]
    to: dict[str, DatePattern]
    since: dict[str, DatePattern]
    starting: dict[str, DatePattern]
    until: dict[str, DatePattern]

    model_config = ConfigDict(alias_generator=lambda name: name.removesuffix("_"))

    def of(self, role: str) -> dict[str, str]:
        """Return the patterns of one role."""
        patterns: dict[str, str] = getattr(self, "from_" if role == "from" else role)
        return patterns


class DateWords(_Closed):
    """The date words of one language: the content of `dates.yaml` and the names of the twelve months."""

    days: dict[int, str]
    ordinals: dict[int | Literal["default"], NumberPattern]
    seasons: SeasonWords
    points: PointWords
    before_era: Annotated[str, _with_fields("year")]
    early_year: Annotated[str, _with_fields("year")]
    time: TimePattern
    whole_hour: TimePattern
    missing: MissingWords
    table: TableWords
    running: RunningWords
    roles: RoleWords
    contractions: dict[str, str]
    months: tuple[str, ...]


def load_date_words(templates: Path, language: str) -> DateWords:
    """Read the date words of a language from `locales/<language>/dates.yaml`; a ContentError if at fault."""
    path = templates / "locales" / language / "dates.yaml"
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return DateWords.model_validate({**data, "months": _months(language)})
    except FileNotFoundError:
        problem = Problem(
            str(path), message=f"no date words for «{language}»", hint="copy those of another language"
        )
        raise ContentError([problem]) from None
    except UnknownLocaleError as error:
        raise ContentError(
            [Problem(str(path), message=f"the CLDR does not know «{error.identifier}»")]
        ) from None
    except ValidationError as error:
        raise ContentError(_problems(str(path), error)) from None
    except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
        raise ContentError([Problem(str(path), message="cannot be read as YAML", hint=str(error))]) from None


def _months(language: str) -> tuple[str, ...]:
    names = Locale.parse(language, sep="-").months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def _problems(file: str, error: ValidationError) -> list[Problem]:
    return [
        Problem(file, path=".".join(str(step) for step in fault["loc"]), message=fault["msg"])
        for fault in error.errors(include_url=False)
    ]


def date_words(value: EdtfDate, words: DateWords, style: Style = "table") -> str:
    """Say a date as a reader expects it, with ordinary spaces: «4-5 mai 1994», running «du 4 au 5 mai 1994»."""
    say = _Speaker(words, style)
    match value.start, value.end:
        case None, Point() as end:
            return say.bounded("until", end)
        case Point() as start, None:
            return say.bounded("since" if value.open_end else "starting", start)
        case Point() as start, Point() as end if start != end:
            return say.span(start, end)
        case Point() as start, _:
            return say.single(start)
        case _:
            return ""


class _Speaker:
    """Says points and spans in one language and style."""

    def __init__(self, words: DateWords, style: Style) -> None:
        self._words = words
        self._running = style == "running"

    def single(self, point: Point) -> str:
        """One date: «5 mai 1994», «vers le 5 mai 1994»; with «le» in running text."""
        if point.precision == "decade" and point.year <= 0:
            return self.span(*_as_years(point))
        text = self._doubted(point, self._bare(point))
        if point.approximate:
            return self._role("about", point, text)
        return self._role("at", point, text) if self._running else text

    def bounded(self, role: str, point: Point) -> str:
        """Say a date with one open side: «depuis le 5 mai 1994»."""
        return self._role(role, point, self._about_after(point, self._bare(point)))

    def span(self, start: Point, end: Point) -> str:
        """Two ends, of which the first does not say what the second says."""
        hidden = _hidden(start, end)
        if self._running:
            return self._running_span(start, end, hidden)
        pattern = self._words.table.near if _near(start, end, hidden) else self._words.table.far
        return pattern.format(start=self._end(start, hidden), end=self._end(end, frozenset()))

    def _running_span(self, start: Point, end: Point, hidden: frozenset[str]) -> str:
        first = self._role("from", start, self._about_after(start, self._bare(start, hidden)))
        second = self._role("to", end, self._about_after(end, self._bare(end)))
        return self._words.running.span.format(start=first, end=second)

    def _end(self, point: Point, hidden: frozenset[str]) -> str:
        text = self._doubted(point, self._bare(point, hidden))
        return self._role("about", point, text) if point.approximate else text

    def _about_after(self, point: Point, text: str) -> str:
        text = self._doubted(point, text)
        return self._words.running.about_after.format(date=text) if point.approximate else text

    def _doubted(self, point: Point, text: str) -> str:
        if not point.uncertain:
            return text
        return (self._words.running if self._running else self._words.table).uncertain.format(date=text)

    def _role(self, role: str, point: Point, text: str) -> str:
        """Return the text with what its role and precision put in front."""
        patterns = self._words.roles.of(role)
        names = (_season_name(point), point.precision, "default")
        said = next((patterns[name] for name in names if name in patterns), "{date}").format(date=text)
        for long, short in self._words.contractions.items():
            if said.startswith(long):
                return short + said.removeprefix(long)
        return said

    def _bare(self, point: Point, hidden: frozenset[str] = frozenset()) -> str:
        """Return the date alone, without the hidden parts."""
        shown = {name: "" if name in hidden else say(point) for name, say in self._parts(hidden).items()}
        text = " ".join(getattr(self._words.points, point.precision).format(**shown).split())
        if point.precision == "century" and point.year < 0:
            text = self._words.before_era.format(year=text)
        if point.missing:
            text = getattr(self._words.missing, point.missing.replace("-", "_")).format(date=text)
        return self._timed(point, text)

    def _timed(self, point: Point, text: str) -> str:
        if point.time is None:
            return text
        hour, minute, _ = point.time
        pattern = self._words.time if minute else self._words.whole_hour
        return pattern.format(date=text, hour=hour, minute=minute)

    def _parts(self, hidden: frozenset[str]) -> dict[str, Callable[[Point], str]]:
        return {
            "day": lambda point: self._words.days.get(point.day or 0, str(point.day)),
            "month": lambda point: self._words.months[(point.month or 1) - 1],
            "season": self._season,
            "year": lambda point: self._year(point, with_era="era" not in hidden),
            "ordinal": lambda point: self._ordinal(_century(point), str(_century(point))),
            "roman": lambda point: self._ordinal(_century(point), _roman(_century(point))),
        }

    def _season(self, point: Point) -> str:
        if point.season is None:
            return ""
        season = SEASON_BY_CODE[point.season]
        pattern: str = getattr(self._words.seasons, season.name)
        return pattern.format(ordinal=self._ordinal(season.number, str(season.number)))

    def _year(self, point: Point, *, with_era: bool) -> str:
        if point.year > 0:
            early = point.year < CENTURY
            return (self._words.early_year if early else "{year}").format(year=point.year)
        year = str(1 - point.year)
        return self._words.before_era.format(year=year) if with_era else year

    def _ordinal(self, number: int, shown: str) -> str:
        patterns = self._words.ordinals
        return patterns.get(number, patterns.get("default", "{n}")).format(n=shown)


def _season_name(point: Point) -> str:
    return SEASON_BY_CODE[point.season].name if point.season is not None else ""


def _as_years(decade: Point) -> tuple[Point, Point]:
    """Return the first and last year of a decade before our era, for which there is no word."""
    return replace(decade, precision="year"), replace(decade, precision="year", year=decade.year + 9)


def _plain(point: Point) -> bool:
    return not (point.approximate or point.uncertain or point.missing or point.time)


def _hidden(start: Point, end: Point) -> frozenset[str]:
    """Name the parts that the start leaves to the end to say: month and year in «4-5 mai 1994»."""
    if start.precision != end.precision or start.missing or start.time:
        return frozenset()
    if start.precision == "year":
        return frozenset({"era"}) if start.year <= 0 and end.year <= 0 else frozenset()
    if start.year != end.year or start.precision not in {"day", "month", "season"}:
        return frozenset()
    same_month = start.precision == "day" and start.month == end.month and _plain(start) and _plain(end)
    return frozenset({"month", "year"}) if same_month else frozenset({"year"})


def _near(start: Point, end: Point, hidden: frozenset[str]) -> bool:
    """Whether the two ends are single words, joined closely."""
    if start.precision != end.precision or not (_plain(start) and _plain(end)):
        return False
    match start.precision:
        case "day":
            return "month" in hidden
        case "month" | "season":
            return "year" in hidden
        case "year":
            return (start.year > 0) == (end.year > 0)
        case _:
            return False


def _century(point: Point) -> int:
    """Return the number of the century, 20 for 1900 to 1999; before our era counted backwards."""
    return abs(point.year) // CENTURY + 1


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said
