"""Recommendation 6: alternative structures of the week side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_week
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.errors import BadInput
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format
from tests.scenarios.studies.recommendations.small import answered, scenario

WEEK = tiny_week(
    tiny_session("clearance", wanted=60),
    tiny_session("talk", format=Format.SIDE_EVENT, optional=True),
    sittings=("morning", "afternoon"),
    days=2,
)
HERE = at("clearance", 0, "10:00")


class Candidates:
    """Answers for a week with candidates, which stand in files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def asked(self, parts: list[Part] | None, **candidates: tuple[Part, ...]) -> Answer:
        paths = {}
        for name, placed in candidates.items():
            paths[name] = self.folder / f"{name}.csv"
            paths[name].write_text(schedule_text(WEEK, Timetable(parts=placed)), encoding="utf-8")
        rules = HoldEverySession(), GiveWantedTime()
        whole = scenario(WEEK, rules[0], prefer=rules[1:], candidates=paths)
        return answered(6, whole, parts)


@pytest.fixture
def candidates(tmp_path: Path) -> Candidates:
    return Candidates(tmp_path)


def test_another_legal_timetable_of_another_structure_is_met(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], later=(at("clearance", 1, "15:00", 60),))
    assert answer.grade is Grade.MET
    assert answer.reason == "Beside this timetable stands “later”, of another structure."
    assert answer.evidence == (
        "“later” breaks no must and changes 1 session of the programme.",
        "Clearance sits on Monday morning; in “later” it sits on Tuesday afternoon.",
        "Of the preferences, tier 1 costs 0 in it and 30 here.",
    )


def test_one_that_breaks_a_must_is_partly_met(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], empty=())
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "Each timetable of another structure breaks a must."
    assert answer.evidence[0].startswith("“empty” breaks the must hold_every_session in 1 case and")


def test_one_of_the_same_structure_is_partly_met(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], longer=(at("clearance", 0, "10:00", 60),))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "Each other timetable has the same structure of the week."


def test_a_side_event_that_moves_is_no_other_structure(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], talk=(HERE, at("talk", 1, "10:00")))
    assert answer.grade is Grade.PARTLY


def test_the_timetable_itself_is_nothing_to_compare_with(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], same=(HERE,))
    assert answer.grade is Grade.CANNOT_SAY
    assert "no other timetable to compare with" in answer.reason


def test_without_candidates_it_cannot_be_said(candidates: Candidates) -> None:
    assert candidates.asked([HERE]).grade is Grade.CANNOT_SAY


def test_without_a_timetable_the_candidates_are_named(candidates: Candidates) -> None:
    answer = candidates.asked(None, held=(HERE,))
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == ("There is a candidate “held”.",)


def test_a_candidate_that_cannot_be_read_is_bad_input(candidates: Candidates) -> None:
    whole = scenario(WEEK, candidates={"gone": candidates.folder / "gone.csv"})
    with pytest.raises(BadInput, match=r"gone\.csv"):
        answered(6, whole, [HERE])
