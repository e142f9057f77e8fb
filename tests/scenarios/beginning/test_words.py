"""What the words of a timetable mean, in four languages."""

from __future__ import annotations

import pytest

from scenarios.beginning.words import format_guessed, language_of_heads, nobody_meets


@pytest.mark.parametrize(
    "title",
    [
        "Lunch",
        "Lunch break",
        "Coffee break",
        "Tea and coffee",
        "Registration of participants",
        "Free afternoon",
        "Pause",
        "Pause déjeuner",
        "DÉJEUNER",
        "Pause café",
        "Pause-café",
        "Pause de midi",
        "Inscription des participants",
        "Almuerzo",
        "Pausa para el almuerzo",
        "Pausa para café",
        "Tarde libre",
        "Mittagspause",
        "Kaffeepause",
    ],
)
def test_nobody_meets_in_a_break(title: str) -> None:
    assert nobody_meets(title)


@pytest.mark.parametrize("title", ["The", "Working lunch", "Side event: lunch", "Déjeuner-débat"])
def test_somebody_meets_over_lunch(title: str) -> None:
    assert not nobody_meets(title)


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Reception", "reception"),
        ("Réception", "reception"),
        ("Recepción del país anfitrión", "reception"),
        ("Dîner officiel", "reception"),
        ("Small group: Lake Chad", "small_group"),
        ("Petit groupe : le lac Tchad", "small_group"),
        ("Grupo reducido: el lago Chad", "small_group"),
        ("Événement parallèle", "side_event"),
        ("Evento paralelo", "side_event"),
        ("Groupe de travail sur les eaux", "workshop"),
        ("Grupo regional de África", "coordination"),
        ("Mesa redonda", None),
        ("Qualité de l'eau", None),
    ],
)
def test_a_title_speaks_of_its_format_with_and_without_accents(title: str, word: str) -> None:
    assert format_guessed(title) == word


@pytest.mark.parametrize(
    ("heads", "code"),
    [
        ("Date,Start,End,Title,Room", "en"),
        ("Date,Début,Fin,Titre,Salle", "fr"),
        ("Fecha,Hora,Título,Sala", "es"),
        ("Datum,Beginn,Ende,Titel,Raum", ""),
        ("Date,Type", ""),
    ],
)
def test_the_heads_say_the_language(heads: str, code: str) -> None:
    assert language_of_heads(heads.split(",")) == code
