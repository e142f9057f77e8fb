from __future__ import annotations

from pathlib import Path

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_session, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.elsewhere.result import Elsewhere, WeekThere
from scenarios.studies.elsewhere.run import elsewhere, with_others_moving
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.solving import Options
from scheduler.week.timetable import Part, Timetable

GIVEN = Timetable(
    parts=(
        Part("clearance", 0, 600, 30),
        Part("victims", 1, 600, 60),
        Part("status", 2, 600, 60),
    )
)


@pytest.fixture(scope="module")
def week() -> Scenario:
    """Three mornings of an hour; a session that may not sit on the third."""
    first = frozenset({"2011-06-20 morning", "2011-06-21 morning"})
    sessions = (
        tiny_session("clearance", least=30, wanted=60, sittings=first),
        tiny_session("victims", least=30, wanted=60),
        tiny_session("status", least=60),
    )
    musts = SitWithinHours(), HoldEverySession(), KeepPlenariesAlone()
    wanted = Setting(rule=GiveWantedTime(), mode=Prefer(tier=2, weight=3))
    return Scenario(
        title="Tiny",
        path=Path("tiny.yaml"),
        week=tiny_week(*sessions, days=3, minutes=60),
        settings=(*(Setting(rule=rule, mode=Must()) for rule in musts), wanted),
    )


@pytest.fixture(scope="module")
def found(week: Scenario) -> Elsewhere:
    return elsewhere(week, GIVEN, "clearance")


def test_where_it_is_now_stands_beside_each_other_half_day(found: Elsewhere) -> None:
    assert [(one.name, one.now, one.there.impossible) for one in found.weeks] == [
        ("Wednesday 22 June", False, True),
        ("Monday 20 June", True, False),
        ("Tuesday 21 June", False, False),
    ]


def test_what_moves_and_what_it_costs_is_said_tier_by_tier(found: Elsewhere) -> None:
    said = " ".join(str(found).split())
    for sentence in (
        "“Clearance” Now Monday 20 June, 10:00 to 10:30.",
        "Wednesday 22 June: no. - “Clearance” may sit only on Monday 20 June and Tuesday 21 June",
        "Where it is now (Monday 20 June): another week costs 90 less in tier 2; nothing else",
        "Tuesday 21 June: yes, 1 other part changes, 90 less in tier 2. - Tier 2: Sessions get the "
        "time they want (give_wanted_time) -90",
        "“Clearance” moved from Monday 20 June 10:00 to Tuesday 21 June 10:00, with 1 hour instead",
        "“Victims” moved from Tuesday 21 June 10:00 to Monday 20 June 10:00.",
        "Least costly elsewhere: Tuesday 21 June: 1 other part changes, 90 less in tier 2. Beside "
        "the best week that was found with it where it is now: the same.",
    ):
        assert sentence in said


def test_each_is_told_as_it_is_found(week: Scenario, found: Elsewhere) -> None:
    told: list[tuple[WeekThere, ...]] = []
    elsewhere(week, GIVEN, "clearance", found=told.append)
    assert [one for group in told for one in group] == list(found.weeks)


def test_half_days_that_a_must_rules_out_alike_come_together(week: Scenario) -> None:
    two = elsewhere(week, GIVEN, "clearance")
    alike = two.weeks[0].model_copy(
        update={"there": two.weeks[0].there.model_copy(update={"spot": two.weeks[2].spot})}
    )
    both = two.model_copy(update={"weeks": (alike, two.weeks[0])})
    assert "- Tuesday 21 June; Wednesday 22 June: no." in str(both)
    assert str(both).count("may sit only on") == 1
    assert "In no other half-day can it be, whatever else moves." not in str(both)


def test_a_table_has_a_row_for_each_half_day(found: Elsewhere) -> None:
    table = found.to_frame()
    assert list(table["possible"]) == ["no", "yes", "yes"]
    assert list(table["proven"]) == ["yes", "yes", "yes"]
    assert list(table["tier 2"])[1:] == [-90, -90]
    assert list(table["moves"])[1:] == [0, 1]
    assert table["against"][0].startswith("sit_within_hours: “Clearance” may sit only on")
    assert list(found.weeks[2].to_frame()["moved"]) == [table["moved"][2]]


def test_a_week_that_is_not_proven_costs_at_most_what_it_costs(found: Elsewhere) -> None:
    open_week = found.weeks[2]
    there = open_week.there.model_copy(update={"proven": False})
    sure = open_week.model_copy(update={"there": there})
    assert sure.answer == "yes, 1 other part changes, at least 90 less in tier 2"
    none = there.model_copy(update={"timetable": None})
    unknown = open_week.model_copy(update={"there": none, "best": None})
    assert unknown.answer == "not settled with the effort given"
    left = found.model_copy(update={"weeks": (unknown,)})
    assert "In no other half-day was a week found." in str(left)
    said = "Stopped: 2 half-days are left open: Monday 20 June; Wednesday 22 June."
    assert said in str(left)


def test_where_nothing_else_will_do_it_is_said(week: Scenario) -> None:
    pinned = week.week.session["clearance"].model_copy(
        update={"sittings": frozenset({"2011-06-20 morning"})}
    )
    sessions = [pinned if one.id == "clearance" else one for one in week.week.sessions]
    fixed = week.model_copy(
        update={"week": week.week.model_copy(update={"sessions": tuple(sessions)})}
    )
    none = elsewhere(fixed, GIVEN, "clearance")
    assert none.possible == ()
    assert none.nowhere
    assert "In no other half-day can it be, whatever else moves." in str(none)
    assert "Tuesday 21 June; Wednesday 22 June: no." in str(none)


@pytest.mark.slow
def test_a_session_that_is_not_held_has_no_place_now(week: Scenario) -> None:
    without = Timetable(parts=GIVEN.parts[1:])
    asked = elsewhere(week, without, "clearance")
    assert not any(one.now for one in asked.weeks)
    assert "Not held in this timetable." in str(asked)
    assert "The timetable given already has 1 breach of a must" in str(asked)
    assert "Mends Every session is held" in " ".join(str(asked).split())


def test_beside_the_best_week_stands_one_in_which_less_changes(week: Scenario) -> None:
    longer = week.week.session["status"].model_copy(update={"least": 30, "shortest": 30})
    sessions = [longer if one.id == "status" else one for one in week.week.sessions]
    freer = week.model_copy(
        update={"week": week.week.model_copy(update={"sessions": tuple(sessions)})}
    )
    short = Timetable(parts=(*GIVEN.parts[:2], Part("status", 2, 600, 30)))
    there = elsewhere(freer, short, "clearance").possible[0]
    assert there.answer == "yes, 2 other parts change, 180 less in tier 2"
    assert there.nearest is not None
    assert there.nearest.others == 1
    said = " ".join(str(there).split())
    assert (
        "- With less changed: 1 other part changes, 90 less in tier 2. “Clearance” moved from "
        "Monday 20 June 10:00 to Tuesday 21 June 10:00, with 1 hour instead of 30 minutes."
    ) in said
    assert "And 1 part has another length." in said


def test_at_a_time_the_answer_is_one_line(week: Scenario) -> None:
    place = Part("clearance", 1, 600, 30)
    there = with_others_moving(week, GIVEN, place, GIVEN.parts[0])
    assert there is not None
    assert str(there).startswith(
        "- With other sessions moving: yes, 1 other part changes, 90 less in tier 2."
    )
    short = with_others_moving(week, GIVEN, place, GIVEN.parts[0], minutes=True)
    assert short is not None
    assert short.there.timetable is not None
    assert short.there.timetable.of("clearance") == (place,)
    no = with_others_moving(week, GIVEN, Part("clearance", 2, 600, 30), GIVEN.parts[0])
    assert no is not None
    assert no.answer == "no"
    assert with_others_moving(week, GIVEN, Part("clearance", 1, 1200, 30)) is None


def test_with_no_time_left_the_question_stays_open(week: Scenario) -> None:
    asked = elsewhere(week, GIVEN, "clearance", options=Options(time_limit=1e-6))
    assert asked.weeks == ()
    assert not asked.nowhere
    assert "Stopped: 3 half-days are left open: Monday 20 June; Tuesday 21 June" in str(asked)
