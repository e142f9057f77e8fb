"""Text that fits: shrunk, abbreviated or left out, in this order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.plots.lettering.wrapping import SMALLEST, Words, fit_line, fit_part, length, tall, wrap

TIMES = (("10:00–13:00",), ("10:00–", "13:00"))
WORDS = Words(TIMES, "Small group: victim assistance in Uganda", "(1 of 2)", "Salle Obasi")


def texts(width: float, height: float, words: Words = WORDS) -> list[str]:
    return [line.text for line in fit_part(words, width, height, 8.5)]


def test_with_room_for_all_of_it_all_of_it_stands_there() -> None:
    lines = fit_part(WORDS, 300, 100, 8.5)
    assert [line.text for line in lines] == [
        "10:00–13:00",
        "Small group: victim assistance in Uganda (1 of 2)",
        "Salle Obasi",
    ]
    assert [line.size for line in lines] == [8.5, 8.5, 7.5]
    assert [line.bold for line in lines] == [True, False, False]


def test_hours_stand_in_two_lines_where_one_is_too_narrow() -> None:
    assert texts(45, 200)[:2] == ["10:00–", "13:00"]
    assert texts(45, 200)[-2:] == ["(1 of 2)", "Salle Obasi"]


def test_a_title_gives_way_before_hours_and_room() -> None:
    shorter = ["10:00–13:00", "victim assistance", "in Uganda (1 of 2)", "Salle Obasi"]
    assert texts(60, 32) == shorter


def test_in_a_low_box_all_stands_in_one_line() -> None:
    whole = "10:00–13:00 · Small group: victim assistance in Uganda (1 of 2) · Salle Obasi"
    assert texts(500, 12) == [whole]
    assert texts(180, 8) == [whole.replace("Small group: ", "")]


def test_where_there_is_room_for_little_the_title_stands_alone() -> None:
    assert texts(90, 8) == ["victim assistance in… (1 of 2)"]


def test_a_word_that_is_too_long_goes_on_in_the_next_line() -> None:
    found = wrap("Socioeconomic", 8, length("Socioeco-", 8) + 1, cut=True)
    assert found == ["Socioeco-", "nomic"]
    assert wrap("Socioeconomic", 8, length("So-", 8), cut=True) is None


def test_chinese_breaks_between_any_two_signs_and_never_before_a_comma() -> None:
    assert wrap("水资源共享，航行", 8, 33) == ["水资源共", "享，航行"]
    assert wrap("水资源共，航行", 8, 33) == ["水资源", "共，航行"]


def test_french_signs_stay_with_the_word_before_them() -> None:
    assert wrap("Petit groupe : débat", 8, length("Petit groupe", 8) + 1) == [
        "Petit",
        "groupe\N{NO-BREAK SPACE}:",
        "débat",
    ]


def test_one_long_word_is_cut_by_letters() -> None:
    found = texts(30, 8, Words(title="Reintegration"))
    assert len(found) == 1
    assert found[0].endswith("…")
    assert "Reintegration".startswith(found[0].removesuffix("…"))


def test_where_nothing_fits_nothing_stands() -> None:
    assert texts(300, 4) == []
    assert texts(5, 100) == []
    assert fit_line(["Monday"], 3, 20, 8) == ()


def test_words_break_after_hyphens_and_never_at_fixed_spaces() -> None:
    assert wrap("Socio-Economic", 8, length("Economic", 8) + 1) == ["Socio-", "Economic"]
    assert wrap("(1\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}2)", 8, length("(1 of", 8) + 1) is None


def test_a_line_takes_the_first_wording_that_fits() -> None:
    names = ["Wednesday 22 June", "Wed 22 Jun", "Wed 22"]
    assert fit_line(names, 200, 20, 9)[0].text == names[0]
    assert fit_line(names, length(names[1], 9), 20, 9)[0].text == names[1]


LETTERS = st.text("aWi éÉ—-,: $_", max_size=40)


@pytest.mark.slow
@settings(max_examples=50)
@given(LETTERS, LETTERS, st.floats(0, 300), st.floats(0, 60))
def test_no_text_is_larger_than_its_box(title: str, more: str, width: float, height: float) -> None:
    lines = fit_part(Words(TIMES, title, more, "c1"), width, height, 8.5)
    assert tall(lines) <= height
    for line in lines:
        assert length(line.text, line.size, bold=line.bold) <= width
        assert line.size >= SMALLEST
