"""A week told in English, French and Spanish: dates, hours, lists and titles."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.languages.language import CODES, Language, language_of
from scheduler.errors import BadInput

MONDAY = date(2011, 6, 20)
TEXTS = {
    "en": {"Opening": "Opening"},
    "fr": {"Opening": "Ouverture", "Clôture": "Clôture"},
}


def told(code: str) -> Language:
    return language_of(TEXTS, code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Monday 20 June 2011"),
        ("fr", "lundi 20 juin 2011"),
        ("es", "lunes 20 de junio de 2011"),
    ],
)
def test_a_day_is_said_in_full(code: str, said: str) -> None:
    assert told(code).day(MONDAY) == said


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Mon 20 Jun"), ("fr", "lun. 20 juin"), ("es", "lun 20 jun")]
)
def test_a_day_is_said_in_short(code: str, said: str) -> None:
    assert told(code).short_day(MONDAY) == said


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    first = date(2011, 7, 1)
    assert told("fr").day(first) == "vendredi 1er juillet 2011"
    assert told("fr").day(date(2011, 7, 11)) == "lundi 11 juillet 2011"
    assert told("es").day(first) == "viernes 1 de julio de 2011"


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "09:00–13:30"), ("fr", "9 h 00 – 13 h 30"), ("es", "09:00 a 13:30")],
)
def test_hours_are_written_as_programmes_at_geneva_write_them(code: str, said: str) -> None:
    hours = told(code).hours(9 * 60, 13 * 60 + 30)
    assert hours.replace("\N{NO-BREAK SPACE}", " ") == said
    assert " " not in hours


def test_hours_after_midnight_begin_anew() -> None:
    assert told("en").hours(21 * 60, 25 * 60 + 30) == "21:00–01:30"
    assert told("en").hours(21 * 60, 24 * 60) == "21:00–24:00"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Peru, Chile and Italy"),
        ("fr", "Peru, Chile et Italy"),
        ("es", "Peru, Chile e Italy"),
    ],
)
def test_names_are_listed_as_in_a_sentence(code: str, said: str) -> None:
    assert told(code).listed(["Peru", "Chile", "Italy"]) == said
    assert told(code).listed(["Peru"]) == "Peru"
    assert told(code).listed([]) == ""


@pytest.mark.parametrize(
    ("last", "word"), [("Islandia", "e"), ("Hiroshima", "e"), ("hielo", "y"), ("Yemen", "y")]
)
def test_spanish_joins_with_e_before_the_sound_i(last: str, word: str) -> None:
    assert told("es").listed(["Perú", last]) == f"Perú {word} {last}"


def test_a_title_without_a_translation_stands_as_it_is_and_is_noted_once() -> None:
    french = told("fr")
    assert [french.title(text) for text in ("Opening", "Lunch", "Lunch")] == [
        "Ouverture",
        "Lunch",
        "Lunch",
    ]
    assert french.missing == ("Lunch",)


def test_a_text_in_one_language_is_english_and_missing_in_the_others() -> None:
    english = told("en")
    assert english.title("Lunch") == "Lunch"
    assert english.missing == ()
    assert told("es").title("Lunch") == "Lunch"


def test_a_text_that_stands_in_french_alone_is_missing_in_english() -> None:
    english = told("en")
    assert english.title("Clôture") == "Clôture"
    assert english.missing == ("Clôture",)


def test_what_has_no_letters_needs_no_translation() -> None:
    spanish = told("es")
    assert spanish.title("2027/3") == "2027/3"
    assert spanish.missing == ()


def test_a_sentence_without_a_catalogue_entry_is_said_in_english() -> None:
    assert told("en").say("Seen by {names}", names="Peru") == "Seen by Peru"


@pytest.mark.parametrize(("n", "said"), [(0, "0 rooms"), (1, "1 room"), (2, "2 rooms")])
def test_a_number_takes_its_form(n: int, said: str) -> None:
    assert told("en").count("{n} room", "{n} rooms", n) == said


def test_a_language_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"no language 'french'; did you mean fr \(French\)"):
        language_of({}, "french")
    assert CODES == ("en", "fr", "es")
