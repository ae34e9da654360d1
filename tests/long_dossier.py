"""A dossier with more of everything than most, written for a test: how many records, and how long their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

TOWNS = (
    ("Arden", 48.2, 16.4),
    ("Brill", 47.5, 19.0),
    ("Corvo", 50.1, 14.4),
    ("Delm", 45.4, 12.3),
    ("Esker", 52.2, 21.0),
)
WORDS = "The envoys of both sides agree on the line of the river and on the day when the guns fall silent. "


def write_long_dossier(folder: Path, *, signatures: int = 12, points: int = 5, letters: int = 230) -> Path:
    """Write the dossier into a folder, `letters` characters in each point; the folder comes back."""
    folder.mkdir(parents=True)
    records = _records(signatures, [_text(letters, number) for number in range(1, points + 1)])
    text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    return folder


def _text(letters: int, number: int) -> str:
    return f"Point {number}. {WORDS * 20}"[:letters].rstrip(" .") + "."


def _records(signatures: int, points: list[str]) -> dict[str, Any]:
    towns = [name.lower() for name, _latitude, _longitude in TOWNS]
    return {
        "publication": {
            "title": "The Long Peace of the Five Towns",
            "subtitle": "From the first letters to the last exchange of prisoners, in eleven years and nine conferences",
            "kicker": "A dossier for tests",
            "language": "en",
            "summary": WORDS,
            "points": points,
            "authors": [{"name": "A. Writer"}, {"name": "B. Reader"}],
            "publisher": "Harbour Press",
            "url": "https://example.org/dossiers/the-long-peace",
            "date": "2024-02-29",
        },
        "act": {
            "names": [{"text": "Long Peace"}],
            "nature": {"text": "a peace in nine instruments"},
            "dates": [
                {"label": f"Conference of {towns[n % 5].title()}", "date": f"19{n + 10}-03-0{n + 1}", "place": towns[n % 5]}
                for n in range(7)
            ],
            "places": [{"label": "Conference", "place": town} for town in towns],
            "parties": [{"body": "north"}, {"body": "south"}],
            "languages": ["en", "fr", "de"],
            "status": {"text": "In force until the dissolution of the league of the five towns."},
        },
        "bodies": [{"id": "north", "name": "The Northern League"}, {"id": "south", "name": "The Southern Crown"}],
        "persons": [
            {"id": f"p{n}", "name": f"Envoy Number{n}", "office": "minister of the crown, later chancellor of the league"}
            for n in range(signatures)
        ],
        "places": [
            {"id": name.lower(), "name": name, "latitude": latitude, "longitude": longitude}
            for name, latitude, longitude in TOWNS
        ],
        "events": [
            {
                "id": f"e{n}",
                "date": f"19{n + 10}-0{n % 9 + 1}-12",
                "title": f"Conference number {n + 1} ends with a protocol",
                "phase": ("before", "negotiation", "application", "violations", "end")[n // 2],
                "importance": 1,
            }
            for n in range(9)
        ],
        "signatures": [
            {
                "id": f"s{n}",
                "person": f"p{n}",
                "on_behalf_of": ("north", "south")[n % 2],
                "capacity": "party",
                "state": "signed",
                "place": towns[n % 5],
                "date": "1918-09-12",
            }
            for n in range(signatures)
        ],
    }  # fmt: skip
