"""Text that fits: shrunk, abbreviated or left out, in this order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.plots.wrapping import SMALLEST, Words, fit_line, fit_part, length, tall, wrap

WORDS = Words("10:00–13:00", "Small group: victim assistance in Uganda", "(1 of 2)", "Salle Obasi")


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


def test_the_room_goes_before_the_time_and_the_time_before_the_title() -> None:
    assert texts(300, 20)[0] == "10:00–13:00"
    assert len(texts(300, 20)) == 2
    assert texts(300, 10) == ["Small group: victim assistance in Uganda (1 of 2)"]


def test_what_stands_before_a_colon_goes_before_a_title_is_cut() -> None:
    assert texts(120, 8) == ["victim assistance in Uganda (1 of 2)"]


def test_a_title_is_cut_after_a_word_and_keeps_which_part_it_is() -> None:
    assert texts(90, 8) == ["victim assistance in… (1 of 2)"]


def test_one_long_word_is_cut_by_letters() -> None:
    found = texts(30, 8, Words("", "Reintegration"))
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


@settings(max_examples=50)
@given(LETTERS, LETTERS, st.floats(0, 300), st.floats(0, 60))
def test_no_text_is_larger_than_its_box(title: str, more: str, width: float, height: float) -> None:
    lines = fit_part(Words("10:00–13:00", title, more, "c1"), width, height, 8.5)
    assert tall(lines) <= height
    for line in lines:
        assert length(line.text, line.size, bold=line.bold) <= width
        assert line.size >= SMALLEST
