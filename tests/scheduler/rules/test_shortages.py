"""What sessions need of those who serve them, where they cannot all be served."""

from __future__ import annotations

from constraints.tiny import at, mornings, tiny_session, tiny_week
from scheduler.rules.shortages import Shortage, time_shortages

MONDAY = frozenset({"2011-06-20 morning"})


def test_sessions_that_share_one_sitting_are_counted_though_the_week_has_time() -> None:
    asked = [tiny_session(f"s{n}", least=60, sittings=MONDAY) for n in range(3)]
    week = tiny_week(*asked, tiny_session("other"), days=5, minutes=120)
    assert list(time_shortages(week, week.sessions)) == [Shortage(("s0", "s1", "s2"), (), 180, 120)]
    assert not list(time_shortages(week, week.sessions, hands=2))


def test_long_sessions_are_counted_by_parts() -> None:
    """Three of an hour and a half have four hours, and only one of them goes into two."""
    week = tiny_week(*(tiny_session(f"s{n}", least=90) for n in range(3)), days=2, minutes=120)
    one_more = tiny_week(*(tiny_session(f"s{n}", least=60) for n in range(3)), days=2, minutes=120)
    assert [short.asked for short in time_shortages(week, week.sessions)] == ["4 h 30"]
    longer = [session.model_copy(update={"least": 75}) for session in week.sessions]
    assert [short.asked for short in time_shortages(week, longer)] == [
        "3 parts of at least 1 h 15 each"
    ]
    assert not list(time_shortages(one_more, one_more.sessions))


def test_a_session_has_only_the_sittings_in_which_they_are_present() -> None:
    session = tiny_session("clearance", least=60)
    week = tiny_week(session, days=2, minutes=60)
    there = mornings(0).__contains__
    assert not list(time_shortages(week, week.sessions, present=there))
    longer = [session.model_copy(update={"least": 90, "most_parts": 2})]
    assert not list(time_shortages(week, longer))
    assert list(time_shortages(week, longer, present=there)) == [
        Shortage(("clearance",), (), 90, 60)
    ]
    (short,) = time_shortages(week, week.sessions, present=lambda _: False)
    assert short.held == "none of it"


def test_hours_and_pins_leave_less_of_a_sitting() -> None:
    early = [tiny_session(f"s{n}", hours=(600, 630)) for n in range(2)]
    week = tiny_week(*early, minutes=120)
    assert list(time_shortages(week, week.sessions)) == [Shortage(("s0", "s1"), (), 60, 30)]
    pinned = [tiny_session(name, pinned=(at(name, 0, "11:00"),)) for name in ("a", "b")]
    week = tiny_week(*pinned, minutes=120)
    assert list(time_shortages(week, week.sessions)) == [Shortage(("a", "b"), (), 60, 30)]


def test_they_serve_in_so_many_sittings_of_a_day() -> None:
    both = {"sittings": ("morning", "afternoon"), "minutes": 60}
    asked = [tiny_session(f"s{n}", least=60) for n in range(2)]
    week = tiny_week(*asked, **both)
    assert not list(time_shortages(week, week.sessions))
    assert list(time_shortages(week, week.sessions, a_day=1)) == [
        Shortage(("s0", "s1"), (), 120, 60)
    ]


def test_what_is_known_is_not_told_again() -> None:
    asked = [tiny_session(f"s{n}", least=60) for n in range(2)]
    week = tiny_week(*asked)
    assert list(time_shortages(week, week.sessions))
    assert not list(time_shortages(week, week.sessions, known=("s0", "s1")))


def test_more_than_a_few_sessions_are_counted_and_not_named() -> None:
    week = tiny_week(*(tiny_session(f"s{n}") for n in range(7)))
    (short,) = time_shortages(week, week.sessions)
    assert short.named(week, "plenaries") == "7 plenaries"
    assert short.them == "them"
