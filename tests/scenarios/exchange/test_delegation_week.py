"""What a delegation can be told: what it leads, when it speaks, and when it may leave."""

from __future__ import annotations

from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scenarios.exchange.delegation_week import DelegationTask, DelegationWeek, delegation_week
from scheduler.week.agenda import Item
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation

UPDATES = Item(title="Updates", minutes=20, speakers=("CHL", "JOR"))
CLEARANCE = tiny_session(
    "clearance", agenda=(UPDATES,), most_parts=2, wanted=60, audience={"CHL", "PER"}
)
OPENING = tiny_session("opening", leaders={"CHL"}, speakers={"THA"})
WEEK = tiny_week(OPENING, CLEARANCE, days=2, sittings=("morning", "afternoon"))
TIMETABLE = tiny_timetable(
    at("opening", 0, "10:00"),
    heard(at("clearance", 0, "15:00"), (0, "CHL", 20)),
    heard(at("clearance", 1, "10:00"), (0, "JOR", 20)),
)


def told(code: str, timetable: Timetable = TIMETABLE) -> DelegationWeek:
    return delegation_week(WEEK, timetable, code)


def test_who_leads_and_speaks_on_monday_may_leave_on_monday() -> None:
    assert told("CHL").sentences() == (
        "You lead “Opening”.",
        "You speak on Monday 20 June at about 15:00, on “Updates” in “Clearance” (20 minutes).",
        "You are needed on Monday 20 June, from 10:00 to 15:30; you may leave on Monday.",
        "You follow 1 further part, from Tuesday 21 June at 10:00 to Tuesday 21 June at 10:30.",
    )
    assert [(one.task, one.part.day, one.needed) for one in told("CHL").duties] == [
        (DelegationTask.LEAD, 0, True),
        (DelegationTask.SPEAK, 0, True),
        (DelegationTask.FOLLOW, 1, False),
    ]


def test_who_speaks_on_tuesday_need_not_come_before() -> None:
    assert told("JOR").sentences() == (
        "You speak on Tuesday 21 June at about 10:00, on “Updates” in “Clearance” (20 minutes).",
        "You are needed on Tuesday 21 June, from 10:00 to 10:30; you may leave on Tuesday.",
    )


def test_who_must_be_there_for_all_of_it_takes_part() -> None:
    assert told("THA").sentences()[0] == "You take part in “Opening”."


def test_who_is_needed_on_several_days_is_told_the_first_moment_and_the_last() -> None:
    later = tiny_timetable(
        at("opening", 0, "10:00"), heard(at("clearance", 1, "15:00"), (0, "CHL", 20))
    )
    assert (
        "You are needed from Monday 20 June at 10:00 to Tuesday 21 June at 15:30; you may leave "
        "on Tuesday." in told("CHL", later).sentences()
    )


def test_who_only_follows_is_not_needed() -> None:
    assert told("PER").sentences()[0] == "You are not needed to lead or to speak at any time."
    assert told("PER").needed is None
    assert told("PER", Timetable()).sentences() == ("Nothing in this week concerns you.",)


def test_it_is_said_where_a_timetable_does_not_say_who_speaks_when() -> None:
    bare = tiny_timetable(*(part.place for part in TIMETABLE.parts))
    assert told("JOR", bare).sentences()[1] == (
        "Who speaks in which part is not said of “Clearance”: the agenda is read as it is written."
    )


def test_its_parts_are_listed_day_by_day() -> None:
    words = [line.split() for line in str(told("CHL")).splitlines()[-5:]]
    assert words == [
        ["Monday", "20", "June"],
        ["10:00–10:30", "lead", "Opening"],
        ["15:00–15:30", "speak", "at", "about", "15:00", "Clearance"],
        ["Tuesday", "21", "June"],
        ["10:00–10:30", "follow", "Clearance"],
    ]


def test_who_is_needed_past_midnight_is_told_of_as_many_days_as_are_counted() -> None:
    night = heard(at("clearance", 1, "23:30", 60), (0, "CHL", 20))
    assert (
        "You are needed over 2 days, from Monday 20 June at 10:00 until Wednesday 22 June at "
        "00:30; you may leave after that."
        in told("CHL", tiny_timetable(at("opening", 0, "10:00"), night)).sentences()
    )
    assert (
        "You are needed from Tuesday 21 June at 23:30 until Wednesday 22 June at 00:30; you may "
        "leave after that." in told("CHL", tiny_timetable(night)).sentences()
    )


def test_nobody_follows_a_part_while_it_is_away() -> None:
    there = Delegation(code="PER", name="Peru", sittings=frozenset({"2011-06-20 afternoon"}))
    week = tiny_week(
        OPENING, CLEARANCE, delegations=[there], days=2, sittings=("morning", "afternoon")
    )
    [duty] = delegation_week(week, TIMETABLE, "PER").duties
    assert (duty.task, duty.part.day) == (DelegationTask.FOLLOW, 0)
