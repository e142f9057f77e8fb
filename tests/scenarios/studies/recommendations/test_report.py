"""The report on the nine recommendations, as text, Markdown and HTML."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest

from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios import LIBRARY, load
from scenarios.loading.loading import load_scenario
from scenarios.studies.recommendations.answer import Grade
from scenarios.studies.recommendations.result import Answers, compare_grades
from scenarios.studies.recommendations.run import RECOMMENDATIONS, answer_recommendations
from scheduler.week.week import Body
from tests.scenarios.studies.recommendations.small import scenario

NASTY = "<b>Clear & *bold* | `code`</b>\n# no heading"


@cache
def held(year: str) -> Answers:
    whole = load_scenario(LIBRARY / f"apmbc-{year}.yaml")
    return answer_recommendations(whole, whole.candidate("held"), name="as held")


@cache
def nasty() -> Answers:
    """A report on names that are full of markup."""
    week = tiny_week(
        tiny_session("own", body="own", title=NASTY),
        bodies=(Body(id="own", name=NASTY, subject="stockpile destruction"),),
    )
    whole = scenario(week, HoldEverySession()).model_copy(update={"title": NASTY})
    timetable = tiny_timetable(at("own", 0, "10:00"))
    return answer_recommendations(whole, timetable, name=NASTY, notes=[NASTY])


class Reader(HTMLParser):
    """Gathers the text of a page, its tags, and the attributes that could reach the network."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.open, self.tags, self.links = "", [""], set[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [name for name, _ in attributes if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_recommendations_are_nine_in_their_order() -> None:
    assert [one.number for one in RECOMMENDATIONS] == list(range(1, 10))
    assert all(one.asks.endswith(".") for one in RECOMMENDATIONS)


def test_every_grading_says_in_its_docstring_what_the_grades_mean() -> None:
    from scenarios.studies.recommendations import committees

    shared = committees.grade_committee.__doc__ or ""
    for one in RECOMMENDATIONS:
        said = one.grade.__doc__ or ""
        said = shared if "grade_committee" in said else said
        assert [grade for grade in Grade if f"*{grade.value}*" not in said] == []


def test_the_week_of_2011_as_held_meets_what_the_review_brought() -> None:
    assert held("2011").grades() == {
        1: Grade.PARTLY,
        2: Grade.MET,
        3: Grade.MET,
        4: Grade.CANNOT_SAY,
        5: Grade.MET,
        6: Grade.CANNOT_SAY,
        7: Grade.MET,
        8: Grade.CANNOT_SAY,
        9: Grade.CANNOT_SAY,
    }
    text = " ".join(str(held("2011")).split())
    assert "Albania leads “Resources, Cooperation and Assistance”" in text
    assert "The Standing Committee on Stockpile Destruction sits for 1 h 30 on Monday" in text
    assert "Its subject concerns 4 States: Belarus, Greece, Turkey and Ukraine." in text
    assert "17 posts" in text


def test_the_week_of_2010_as_held_does_not_meet_what_came_after_it() -> None:
    grades = held("2010").grades()
    assert [grades[n] for n in (2, 3, 5)] == [Grade.NOT] * 3
    assert grades[7] is Grade.MET
    assert "16 posts" in str(held("2010"))


@pytest.mark.parametrize("year", ["2010", "2011"])
def test_every_reason_and_piece_of_evidence_is_a_sentence(year: str) -> None:
    for answer in held(year).answers:
        for line in (answer.reason, *answer.evidence):
            assert re.fullmatch(r".*[.]", line), line


def test_the_text_keeps_to_its_width() -> None:
    assert max(map(len, str(held("2011")).splitlines())) <= 80


def test_all_three_forms_hold_every_reason() -> None:
    answers = held("2011")
    page = Reader(answers.html()).text
    flat = " ".join(str(answers).split())
    for answer in answers.answers:
        assert answer.reason in page
        assert answer.reason in flat
        assert answer.reason in answers.markdown().replace("\\", "")


def test_the_page_needs_no_network_and_closes_every_tag() -> None:
    page = held("2011").html()
    reader = Reader(page)
    assert page.startswith("<!DOCTYPE html>")
    assert reader.open == [""]
    assert not reader.links
    assert not reader.tags & {"script", "link", "img", "iframe"}
    assert "@import" not in page
    assert "url(" not in page
    assert "@media print" in page


def test_in_a_notebook_it_shows_itself_without_a_page_around_it() -> None:
    piece = held("2011")._repr_html_()
    assert piece.startswith("<div")
    assert "<html" not in piece
    assert Reader(piece).open == [""]


def test_markup_in_names_is_shown_and_not_obeyed() -> None:
    for page in (nasty().html(), nasty()._repr_html_()):
        assert "<b>Clear" not in page
        assert "&lt;b&gt;Clear &amp; *bold*" in page


def test_markup_in_names_is_escaped_in_markdown() -> None:
    text = nasty().markdown()
    assert "\\<b\\>Clear \\& \\*bold\\* \\| \\`code\\`\\</b\\> \\# no heading" in text
    assert not re.search(r"(?<!\\)<b", text)
    assert not re.search(r"^# no heading", text, re.MULTILINE)
    rows = [line for line in text.splitlines() if line.startswith("| R")]
    assert len(rows) == 9
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)


def test_a_must_that_is_off_is_said_first() -> None:
    whole = scenario(tiny_week(tiny_session("a"))).model_copy(update={"off": ("lead_in_person",)})
    answers = answer_recommendations(whole, tiny_timetable())
    assert answers.notes == ("Switched off in this scenario: lead_in_person",)


def test_a_report_without_a_timetable_says_so_and_still_has_nine_answers() -> None:
    whole = load_scenario(LIBRARY / "apmbc-2011.yaml")
    answers = answer_recommendations(whole, None, notes=["It cannot be done."])
    assert "There is no timetable" in answers.speaks_of
    assert len(answers.answers) == 9
    assert Grade.MET not in answers.grades().values()
    assert "Albania is named as President" in " ".join(str(answers).split())
    assert "It cannot be done." in answers.html()


def test_grades_stand_side_by_side() -> None:
    table = compare_grades({"2010": held("2010"), "2011": held("2011")})
    assert list(table.index) == [f"R{number}" for number in range(1, 10)]
    assert list(table.columns) == ["recommendation", "2010", "2011"]
    assert list(table.loc["R3"])[1:] == ["not met", "met"]


def test_a_week_before_the_review_is_said_to_be_one() -> None:
    for name, said in (("apmbc-2010.yaml", True), ("apmbc-2011.yaml", False)):
        week = load(LIBRARY / name)
        notes = week.recommendations("held").notes
        assert any("before the Review" in note for note in notes) is said
