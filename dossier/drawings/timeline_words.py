"""The texts of a timeline for someone who cannot see it, and the few words that stand in it.

All words come from `timeline` in `locales/<language>/drawings.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier.dates import date_words, parse_edtf
from dossier.drawings.telling import counted, listed, short_months
from dossier.drawings.timeline_calendar import year_month_day
from dossier.drawings.timeline_ticks import LAST_PLAIN_YEAR, TickWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.dates import DateWords, EdtfDate
    from dossier.drawings.timeline_events import TimelineEvent
    from dossier.drawings.timeline_layout import Layout
    from dossier.drawings.timeline_phases import Band


@dataclass(frozen=True)
class TimelineWords:
    """The words that a timeline needs beside those of its events: of dates, of drawings, and of the phases."""

    dates: DateWords
    words: Mapping[str, Any]
    phases: Mapping[str, str]
    language: str

    @property
    def ticks(self) -> TickWords:
        """Those of the ticks."""
        return TickWords(self.dates, short_months(self.language), self.words["ticks"])


def window_heading(window: EdtfDate | None, words: Mapping[str, Any], dates: DateWords) -> str:
    """What stands above an enlarged window; nothing above a whole timeline."""
    return "" if window is None else str(words["window"]).format(date=date_words(window, dates))


def bare_note(count: int, words: Mapping[str, Any], language: str) -> str:
    """What is said of events whose marks have no words; nothing when all have."""
    return counted(words["bare"], count, language) if count else ""


def alt_of(shown: Sequence[TimelineEvent], said: TimelineWords, heading: str) -> str:
    """The short text: what kind of drawing, how many events, the first and the last date."""
    words = said.words
    decisive = sum(event.importance == 1 for event in shown)
    parts = [counted(words["events"], len(shown), said.language)]
    parts += [counted(words["decisive"], decisive, said.language)] if decisive else []
    head = f"{heading}. " if heading else ""
    first = min(shown, key=lambda event: event.first).date
    last = max(shown, key=lambda event: event.last).date
    text = words["alt"].format(count=", ".join(parts), first=first, last=last)
    return head + str(text)


def description_of(
    shown: Sequence[TimelineEvent],
    layout: Layout,
    bands: Sequence[Band],
    said: TimelineWords,
    heading: str = "",
) -> str:
    """The long text: how time runs, where the scale breaks, the phases, and every event by importance."""
    sentences = [f"{heading}." if heading else "", said.words["direction"], _breaks(layout, said)]
    sentences += [_phases(bands, layout, said)]
    sentences += [_events([e for e in shown if e.importance == rank], rank, said) for rank in (1, 2, 3)]
    sentences.append(bare_note(len(layout.bare), said.words, said.language))
    return " ".join(sentence for sentence in sentences if sentence)


def _day(day: float, said: TimelineWords) -> str:
    """A day in words; only the year of days outside the years of four digits."""
    year, month, number = year_month_day(int(day))
    if not 0 < year <= LAST_PLAIN_YEAR:
        text = f"Y{year}" if abs(year) > LAST_PLAIN_YEAR else f"{'-' if year < 0 else ''}{abs(year):04}"
        return date_words(parse_edtf(text), said.dates)
    return date_words(parse_edtf(f"{year:04}-{month:02}-{number:02}"), said.dates)


def _breaks(layout: Layout, said: TimelineWords) -> str:
    starts = [_day(piece.first, said) for piece in layout.scale.pieces[1:]]
    if not starts:
        return ""
    return str(said.words["breaks"]).format(dates=listed(starts, said.words["list"]))


def _phases(bands: Sequence[Band], layout: Layout, said: TimelineWords) -> str:
    shown = [band.within(layout.scale.first, layout.scale.last) for band in bands]
    parts = [
        said.words["phase"].format(name=said.phases[band.phase], first=_day(band.first, said))
        for band in shown
        if band is not None
    ]
    return str(said.words["phase_list"]).format(phases=listed(parts, said.words["list"])) if parts else ""


def _events(events: Sequence[TimelineEvent], rank: int, said: TimelineWords) -> str:
    if not events:
        return ""
    names = {1: "decisive", 2: "notable", 3: "context"}
    entries = [said.words["entry"].format(date=event.date, title=event.title) for event in events]
    return str(said.words["event_lists"][names[rank]]).format(
        events=said.words["entry_between"].join(entries)
    )
