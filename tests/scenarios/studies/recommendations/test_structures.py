"""Recommendation 6: alternative structures of the week side by side."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from constraints.end_on_time import EndOnTime
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_week
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.studies.recommendations.answer import Answer, Grade
from scenarios.studies.sweep.outcome import Standing
from scenarios.studies.sweep.reading import SweptWay, SweptWays
from scheduler.errors import BadInput
from scheduler.rules.rule import Rule
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Format, HeldExperiment, Kind, Proposal, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

WEEK = tiny_week(
    tiny_session("clearance", wanted=90, most_parts=2),
    tiny_session("talk", format=Format.SIDE_EVENT, optional=True, body="hosts"),
    tiny_session("forum", format=Format.WORKSHOP, optional=True, wanted=60, body="hosts"),
    tiny_session("uganda", format=Format.SMALL_GROUP, optional=True, wanted=60, body="clearance"),
    tiny_session("jordan", format=Format.SMALL_GROUP, optional=True, wanted=60, body="clearance"),
    sittings=("morning", "afternoon"),
    days=2,
    minutes=120,
    bodies=(
        Body(id="clearance", name="Clearance"),
        Body(id="hosts", name="Hosts", kind=Kind.OTHER),
    ),
)
HERE = at("clearance", 0, "10:00", 60)


class Candidates:
    """Answers for a week with candidates, which stand in files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def asked(self, parts: list[Part] | None, **candidates: tuple[Part, ...]) -> Answer:
        paths = {}
        for name, placed in candidates.items():
            paths[name] = self.folder / f"{name}.csv"
            paths[name].write_text(schedule_text(WEEK, Timetable(parts=placed)), encoding="utf-8")
        musts = HoldEverySession(), EndOnTime()
        whole = scenario(WEEK, *musts, prefer=[GiveWantedTime()], candidates=paths)
        return answered(6, whole, parts)


@pytest.fixture
def candidates(tmp_path: Path) -> Candidates:
    return Candidates(tmp_path)


def test_another_legal_timetable_of_another_structure_is_met(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], later=(at("clearance", 1, "15:00", 90),))
    assert answer.grade is Grade.MET
    assert answer.reason == "Beside this timetable stands “later”, of another structure."
    assert answer.evidence == (
        "“later” breaks no must and has 1 h 30 of the programme on other half-days.",
        "Clearance sits on Monday morning; in “later” it sits on Tuesday afternoon.",
        "Of the preferences, tier 1 costs 0 in it and 30 here.",
    )


def test_one_that_breaks_a_must_is_partly_met(candidates: Candidates) -> None:
    answer = candidates.asked([HERE], long=(at("clearance", 1, "15:00", 120),))
    assert answer.grade is Grade.PARTLY
    assert (
        answer.reason == "Each timetable of another structure breaks a must, or has one taken away."
    )
    assert answer.evidence[0].startswith("“long” breaks the must end_on_time in 1 case and")


def test_one_that_holds_nothing_is_no_structure(candidates: Candidates) -> None:
    assert candidates.asked([HERE], empty=()).grade is Grade.CANNOT_SAY


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((at("clearance", 0, "10:00", 90),), id="longer"),
        pytest.param((at("clearance", 0, "10:30", 60),), id="half an hour later"),
        pytest.param((HERE, at("talk", 1, "10:00")), id="a side event that moves"),
        pytest.param((HERE, at("forum", 1, "10:00")), id="half an hour more on another day"),
    ],
)
def test_what_is_no_other_structure(candidates: Candidates, parts: tuple[Part, ...]) -> None:
    answer = candidates.asked([HERE], other=parts)
    assert answer.grade is Grade.CANNOT_SAY
    assert "has the structure of this timetable: it does not count" in answer.evidence[0]


def test_an_hour_on_another_half_day_is_another_structure_and_half_of_one_is_none(
    candidates: Candidates,
) -> None:
    for minutes, grade in ((60, Grade.MET), (30, Grade.CANNOT_SAY)):
        more = HERE, at("forum", 1, "10:00", minutes)
        assert candidates.asked([HERE], more=more).grade is grade


def test_which_group_is_held_at_an_hour_is_no_structure(candidates: Candidates) -> None:
    here, there = (at(group, 1, "10:00", 60) for group in ("uganda", "jordan"))
    assert candidates.asked([HERE, here], other=(HERE, there)).grade is Grade.CANNOT_SAY
    both = candidates.asked([HERE, here], both=(HERE, here, there))
    assert both.grade is Grade.CANNOT_SAY


def test_a_copy_of_another_counts_once(candidates: Candidates) -> None:
    later, copy = (at("clearance", 1, start, 60) for start in ("15:00", "15:30"))
    answer = candidates.asked([HERE], later=(later,), copy=(copy,))
    assert answer.reason == "Beside this timetable stands “later”, of another structure."
    assert any(
        "“copy” breaks no must and has the structure of “later”" in s for s in answer.evidence
    )
    third = candidates.asked([HERE], later=(later,), third=(at("clearance", 1, "10:00", 60),))
    assert third.reason == (
        "Beside this timetable stand “later” and “third”, of 2 other structures."
    )


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


def way(week: Week, *parts: Part, musts: tuple[Rule, ...] = (HoldEverySession(),)) -> SweptWay:
    """A variant that a sweep has solved."""
    return SweptWay("v", "Variant", Standing.PROVEN, scenario(week, *musts), Timetable(parts=parts))


def swept(*ways: SweptWay, listed: tuple[str, ...] = ()) -> Answer:
    found = SweptWays("week-structures.yaml", ways, listed)
    return answered(6, scenario(WEEK, HoldEverySession()), [HERE], ways=found)


LATER = at("clearance", 1, "15:00", 60)


def test_a_variant_of_another_structure_counts_by_its_own_rules() -> None:
    assert swept(way(WEEK, LATER)).grade is Grade.MET
    short = at("clearance", 1, "15:00", 15), at("forum", 1, "10:00", 60)
    assert swept(way(WEEK, *short)).grade is Grade.PARTLY, "it breaks a must of its own"


def test_a_variant_that_takes_a_must_away_does_not_count() -> None:
    answer = swept(way(WEEK, LATER, musts=()))
    assert answer.grade is Grade.PARTLY
    assert answer.evidence[1] == (
        "In “Variant” what this scenario demands is no must: hold_every_session."
    )


def renamed(week: Week) -> Week:
    """The same week with every key, title and name another."""
    bodies = tuple(
        body.model_copy(update={"id": f"new-{body.id}", "name": f"New {body.name}"})
        for body in week.bodies
    )
    sessions = tuple(
        one.model_copy(
            update={
                "id": f"new-{one.id}",
                "title": f"New {one.title}",
                "bodies": tuple(f"new-{body}" for body in one.bodies),
            }
        )
        for one in week.sessions
    )
    return week.model_copy(update={"bodies": bodies, "sessions": sessions})


def test_a_variant_that_only_renames_everything_has_the_same_structure() -> None:
    week = renamed(WEEK)
    assert swept(way(week, HERE._replace(session="new-clearance"))).grade is Grade.CANNOT_SAY
    assert swept(way(week, LATER._replace(session="new-clearance"))).grade is Grade.MET


def test_a_variant_in_another_week_of_the_year_has_the_same_structure() -> None:
    week = WEEK.model_copy(update={"first": WEEK.first + timedelta(days=7)})
    assert swept(way(week, HERE)).grade is Grade.CANNOT_SAY


def test_variants_without_a_timetable_are_told_and_do_not_count() -> None:
    answer = swept(
        SweptWay("a", "Four days", Standing.INFEASIBLE),
        SweptWay("b", "As it is", Standing.PROVEN, unchanged=True),
        listed=("Five days", "Six days"),
    )
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence[:2] == (
        "“Four days” is proven impossible.",
        "“As it is” changes nothing: it is the scenario as it is, and does not count.",
    )
    assert answer.evidence[2].startswith(
        "week-structures.yaml lists 2 other ways to hold the week that this report has no result "
        "for (“Five days” and “Six days”)"
    )


def test_what_an_experiment_came_to_is_told_and_changes_no_grade() -> None:
    held = HeldExperiment(participants=25, reported=True, useful=False)
    sessions = tuple(
        one.model_copy(update={"proposal": Proposal(host="UGA", held=held)})
        if one.id == "uganda"
        else one
        for one in WEEK.sessions
    )
    answer = answered(6, WEEK.model_copy(update={"sessions": sessions}), [HERE])
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == (
        "Of the experiments carried out, “Uganda”: 25 participants, reported to a plenary, not "
        "found useful.",
    )


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    given = tiny_week(tiny_session("experts"), bodies=(body,))
    assert answered(6, given, [at("experts", 0, "10:00")]).grade is Grade.CANNOT_SAY


def test_a_candidate_that_cannot_be_read_is_bad_input(candidates: Candidates) -> None:
    whole = scenario(WEEK, candidates={"gone": candidates.folder / "gone.csv"})
    with pytest.raises(BadInput, match=r"gone\.csv"):
        answered(6, whole, [HERE])
