"""Boundary cases of `lead_in_person`."""

from __future__ import annotations

from constraints.lead_in_person import LeadInPerson
from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Delegation

RULE = LeadInPerson()
UGANDA = Delegation(code="UGA", name="Uganda", delegates=3, sittings=mornings(0))
WEEK = tiny_week(
    tiny_session("clearance", leaders=frozenset({"UGA"}), least=60),
    tiny_session("assistance", leaders=frozenset({"UGA"})),
    tiny_session("group", speakers=frozenset({"UGA"})),
    days=2,
    delegations=(UGANDA,),
)


def test_one_session_may_begin_as_the_other_ends() -> None:
    assert not list(
        RULE.check(WEEK, tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:30")))
    )


def test_half_an_hour_of_both_counts_half_an_hour() -> None:
    both = tiny_timetable(at("clearance", 0, "10:00", 60), at("assistance", 0, "10:30"))
    (breach,) = RULE.check(WEEK, both)
    assert breach == (("UGA", "clash", "assistance", "clearance"), 30)
    assert RULE.say(WEEK, *breach) == (
        "Uganda leads both “Assistance” and “Clearance”, which run at the same time for 30 minutes."
    )


def test_a_leader_may_have_to_speak_elsewhere_as_far_as_this_rule_goes() -> None:
    both = tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:00"))
    assert not list(RULE.check(WEEK, both))


def test_a_leader_who_has_left_is_missed_for_all_of_the_part() -> None:
    late = tiny_timetable(at("clearance", 1, "10:00", 60), at("group", 1, "10:00"))
    (breach,) = RULE.check(WEEK, late)
    assert breach == (("UGA", "absent", "clearance"), 60)
    assert RULE.say(WEEK, *breach) == (
        "Uganda leads “Clearance” and is not present for 1 hour of it."
    )
    assert RULE.say(WEEK, breach.case) == (
        "Uganda leads “Clearance”, but is present only on Monday 20 June."
    )


def test_of_a_leader_who_never_comes_it_is_said_so() -> None:
    away = UGANDA.model_copy(update={"sittings": frozenset()})
    here = WEEK.model_copy(update={"delegations": (away,)})
    assert RULE.say(here, ("UGA", "absent", "clearance")) == (
        "Uganda leads “Clearance”, but is not present on any day."
    )


def test_a_leader_who_comes_in_the_afternoon_is_missed_in_the_morning() -> None:
    noon = frozenset({"2011-06-20 midday", "2011-06-21 morning", "2011-06-21 midday"})
    here = tiny_week(
        *WEEK.sessions,
        days=2,
        sittings=("morning", "midday"),
        delegations=(UGANDA.model_copy(update={"sittings": noon}),),
    )
    early = tiny_timetable(at("clearance", 0, "10:00", 60), at("assistance", 0, "12:00"))
    (breach,) = RULE.check(here, early)
    assert breach == (("UGA", "absent", "clearance"), 60)
    assert RULE.say(here, breach.case) == (
        "Uganda leads “Clearance”, but is present only on Monday 20 June, midday and "
        "Tuesday 21 June."
    )


def test_the_head_count_leaves_out_the_days_on_which_the_leader_is_away() -> None:
    (count,) = RULE.count(WEEK)
    assert (count.need, count.have) == (90, 60)
    assert count.sentence == (
        "Uganda must lead for 1 h 30; the sittings in which it can lead hold 1 hour."
    )
