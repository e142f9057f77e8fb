"""Boundary cases of `hear_every_speaker`."""

from __future__ import annotations

from constraints.hear_every_speaker import HearEverySpeaker
from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Delegation, Week

RULE = HearEverySpeaker()
UGA = frozenset({"UGA"})


def week(delegates: int, sittings: frozenset[str] | None = None) -> Week:
    return tiny_week(
        tiny_session("clearance", leaders=UGA, least=60),
        tiny_session("assistance", speakers=UGA),
        tiny_session("cooperation", speakers=UGA),
        tiny_session("group", audience=UGA),
        days=2,
        delegations=(
            Delegation(code="UGA", name="Uganda", delegates=delegates, sittings=sittings),
        ),
    )


THREE = tiny_timetable(
    at("clearance", 0, "10:00", 60), at("assistance", 0, "10:00"), at("cooperation", 0, "10:00")
)


def test_three_delegates_are_enough_for_three_sessions() -> None:
    assert not list(RULE.check(week(3), THREE))


def test_each_session_beyond_the_delegates_counts_its_minutes() -> None:
    assert list(RULE.check(week(2), THREE)) == [(("UGA", "clash", 0), 30)]
    (breach,) = RULE.check(week(1), THREE)
    assert breach.amount == 60
    assert RULE.say(week(1), *breach) == (
        "On Monday 20 June Uganda must lead or speak in more sessions at one time than it has "
        "delegates (1), 1 hour too many in all."
    )


def test_what_is_asked_names_the_sessions_of_the_day_where_they_are_too_many() -> None:
    assert RULE.say(week(2), ("UGA", "clash", 0)) == (
        "No more than 2 of “Clearance”, “Assistance” and “Cooperation” can run at one time on "
        "Monday 20 June: Uganda must lead or speak in each, and has 2 delegates."
    )
    assert RULE.say(week(3), ("UGA", "clash", 0)) == (
        "On Monday 20 June Uganda can lead or speak in no more than 3 sessions at one time."
    )


def test_to_listen_is_not_required() -> None:
    both = tiny_timetable(at("assistance", 0, "10:00"), at("group", 0, "10:00"))
    assert not list(RULE.check(week(1), both))


def test_a_speaker_who_has_left_is_missed_and_a_leader_is_left_to_the_other_rule() -> None:
    late = tiny_timetable(at("clearance", 1, "10:00"), at("assistance", 1, "10:30"))
    away = week(1, mornings(0))
    (breach,) = RULE.check(away, late)
    assert breach == (("UGA", "absent", "assistance"), 30)
    assert RULE.say(away, *breach) == (
        "Uganda must speak in “Assistance” and is not present for 30 minutes of it."
    )
    assert RULE.say(away, breach.case) == (
        "Uganda must speak in “Assistance”, but is present only on Monday 20 June."
    )


def test_of_a_speaker_who_never_comes_it_is_said_so() -> None:
    assert RULE.say(week(1, frozenset()), ("UGA", "absent", "assistance")) == (
        "Uganda must speak in “Assistance”, but is not present on any day."
    )


def test_the_head_count_is_hours_required_against_hours_that_the_delegates_have() -> None:
    (enough,) = RULE.count(week(1))
    (short,) = RULE.count(week(1, mornings(0)))
    (two,) = RULE.count(week(2, mornings(0)))
    assert (enough.need, enough.have) == (120, 120)
    assert (short.need, short.have) == (120, 60)
    assert (two.need, two.have) == (120, 120)
    assert short.sentence == (
        "Uganda must lead or speak for 2 hours; its 1 delegate can do so for 1 hour."
    )
    assert "lead_in_person" in short.assumes


def test_a_count_assumes_that_leaders_lead_in_person_only_where_there_are_any() -> None:
    speaks = tiny_week(tiny_session("one", speakers=UGA), tiny_session("two", speakers=UGA))
    leads = tiny_week(tiny_session("one", leaders=UGA), tiny_session("two", speakers=UGA))
    (plain,), (led,) = RULE.count(speaks), RULE.count(leads)
    assert "lead_in_person" not in plain.assumes
    assert "lead_in_person" in led.assumes
