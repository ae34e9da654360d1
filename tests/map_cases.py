"""Maps of all kinds, by name: near and far, many places and one, across the 180th meridian and around a pole."""

from __future__ import annotations

from random import Random

from dossier.drawings.map_request import MapPlace, MapRequest, MapStop

MARIEHAMN = MapPlace("Mariehamn", 60.10, 19.93)
MOSCOW = MapPlace("Moscou", 55.75, 37.62)
BAKU = MapPlace("Bakou", 40.38, 49.89, main=True)
BISHKEK = MapPlace("Bichkek", 42.87, 74.59)
SUVA = MapPlace("Suva", -18.14, 178.44)
APIA = MapPlace("Apia", -13.83, -171.77)
TARAWA = MapPlace("Tarawa", 1.33, 172.98)
CAUCASUS = (
    BAKU,
    MapPlace("Erevan", 40.18, 44.51, main=True),
    MapPlace("Stepanakert / Khankendi", 39.82, 46.75),
    MapPlace("Chouchi", 39.76, 46.75, ("Choucha",)),
    MapPlace("Mardakert / Aghdara", 40.22, 46.81),
    MapPlace("Latchine / Berdzor", 39.64, 46.55),
    MapPlace("Kelbadjar / Karvatchar", 40.11, 46.04),
    MapPlace("Aghdam / Akna", 39.99, 46.93),
    MapPlace("Fizouli", 39.60, 47.15),
    MapPlace("Djebraïl / Djrakan", 39.40, 47.03),
    MapPlace("Goubadly / Sanassar", 39.34, 46.58),
    MapPlace("Zanguilan / Kovsakan", 39.08, 46.66),
    MapPlace("Horadiz", 39.45, 47.33),
    MapPlace("Khodjaly / Ivanian", 39.91, 46.79),
    MapPlace("Askeran", 39.94, 46.83),
    MapPlace("Soumgaït", 40.59, 49.67),
    MapPlace("Chahoumian / Achaghy Aghdjakend", 40.42, 46.56),
    MapPlace("Goranboy", 40.61, 46.79),
    MapPlace("Terter", 40.34, 46.93),
    MapPlace("Barda", 40.38, 47.13),
)
STATIONS = (
    MapPlace("Amundsen-Scott", -90, 0),
    MapPlace("McMurdo", -77.85, 166.67),
    MapPlace("Vostok", -78.46, 106.84),
    MapPlace("Bellingshausen", -62.20, -58.96),
    MapPlace("Halley", -75.60, -26.20),
    MapPlace("Dumont-d’Urville", -66.66, 140.00),
    MapPlace("Mawson", -67.60, 62.87),
)
ARCTIC = (MapPlace("Tromsø", 69.6, 18.9), MapPlace("Barrow", 71.3, -156.8), MapPlace("Tiksi", 71.6, 128.9))
CAPITALS = (
    MapPlace("Washington", 38.90, -77.04),
    MapPlace("Tokyo", 35.68, 139.69),
    MapPlace("Canberra", -35.28, 149.13),
    MapPlace("Paris", 48.85, 2.35),
    MapPlace("Pretoria", -25.75, 28.19),
    MapPlace("Brasilia", -15.79, -47.88),
)


def crowd(count: int, width: float) -> tuple[MapPlace, ...]:
    """So many places scattered over as many degrees, some of them under two names; always the same ones."""
    dice = Random(count)  # noqa: S311 - a scatter, no secret
    spots = [(dice.random(), dice.random()) for _ in range(count)]
    return tuple(
        MapPlace(
            f"Lieu {index} / Yer {index}" if index % 3 == 0 else f"Lieu {index}",
            39 + width * y,
            46 + width * x,
        )
        for index, (x, y) in enumerate(spots, 1)
    )


REQUESTS = (
    MapRequest(
        "map.route",
        "Le chemin du protocole",
        (MARIEHAMN, MOSCOW, BAKU, BISHKEK),
        (MapStop(BISHKEK, "5 mai 1994"), MapStop(BAKU, "8 mai 1994"), MapStop(MOSCOW, "9 mai 1994")),
    ),
    MapRequest("map.caucasus", "Le Caucase du Sud", CAUCASUS),
    MapRequest(
        "map.westphalia",
        "Les traités de Westphalie",
        (MapPlace("Münster", 51.96, 7.63, main=True), MapPlace("Osnabrück", 52.28, 8.04, main=True)),
        countries=False,
    ),
    MapRequest(
        "map.tordesillas",
        "Le traité de Tordesillas",
        (
            MapPlace("Tordesillas", 41.50, -5.00, main=True),
            MapPlace("Lisbonne", 38.72, -9.14),
            MapPlace("Rome", 41.90, 12.50),
            MapPlace("Ribeira Grande", 14.92, -23.60),
        ),
        countries=False,
    ),
    MapRequest("map.antarctic", "Le traité sur l’Antarctique", (CAPITALS[0], *STATIONS)),
    MapRequest("map.stations", "Stations de l’Antarctique", STATIONS),
    MapRequest(
        "map.pacific",
        "Pacifique",
        (TARAWA,),
        (MapStop(SUVA, "1er mars"), MapStop(APIA, "2 mars"), MapStop(SUVA, "5 mars")),
    ),
    MapRequest("map.single", "Genève", (MapPlace("Genève", 46.20, 6.15, main=True),)),
    MapRequest("map.forty", "Quarante lieux", crowd(40, 1.0)),
    MapRequest("map.close", "Quarante lieux serrés", crowd(40, 1.2), least_width=400),
    MapRequest("map.world", "Six capitales", CAPITALS),
    MapRequest("map.arctic", "Autour du pôle Nord", ARCTIC),
    MapRequest(
        "map.greenland",
        "Le Nord du Groenland",
        (MapPlace("Thule", 76.5, -68.8), MapPlace("Alert", 82.5, -62.3)),
    ),
    MapRequest("map.tiny", "Le Caucase du Sud", CAUCASUS[:3], width=40),
    MapRequest("map.narrow", "Le Caucase du Sud", CAUCASUS, width=88),
    MapRequest("map.landscape", "Le Caucase du Sud", CAUCASUS, width=240, height=150),
)
CASES = {request.name: request for request in REQUESTS}
