"""Boundary cases of `let_delegations_attend`."""

from __future__ import annotations

from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Delegation, Week

RULE = LetDelegationsAttend()
UGA = frozenset({"UGA"})
ALL = tiny_timetable(
    at("led", 0, "10:00", 60),
    at("spoken", 0, "10:30"),
    at("heard", 0, "10:30"),
    at("led", 1, "10:00"),
)


def week(delegates: int) -> Week:
    return tiny_week(
        tiny_session("led", leaders=UGA),
        tiny_session("spoken", speakers=UGA),
        tiny_session("heard", audience=UGA),
        tiny_session("strange"),
        days=2,
        delegations=(Delegation(code="UGA", name="Uganda", delegates=delegates),),
    )


def test_to_lead_to_speak_and_to_listen_all_count() -> None:
    assert list(RULE.check(week(1), ALL)) == [(("UGA", 0), 60)]


def test_a_second_delegate_saves_half_and_a_third_saves_all() -> None:
    (breach,) = RULE.check(week(2), ALL)
    assert breach.amount == 30
    assert not list(RULE.check(week(3), ALL))
    assert RULE.say(week(2), *breach) == (
        "On Monday 20 June Uganda, with 2 delegates, misses 30 minutes of sessions that it follows."
    )


def test_what_it_does_not_follow_may_run_at_the_same_time() -> None:
    beside = tiny_timetable(at("led", 0, "10:00"), at("strange", 0, "10:00"))
    assert not list(RULE.check(week(1), beside))
