"""Boundary cases of `shorten_stays`."""

from __future__ import annotations

from constraints.shorten_stays import ShortenStays
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Delegation, Week

UGA = frozenset({"UGA"})


def week(*, from_capital: bool = True, days: tuple[int, ...] = (0, 1, 2, 3)) -> Week:
    uganda = Delegation(code="UGA", name="Uganda", from_capital=from_capital)
    found = tiny_week(
        tiny_session("led", leaders=UGA),
        tiny_session("spoken", speakers=UGA),
        tiny_session("heard", audience=UGA),
        days=4,
        delegations=(uganda,),
    )
    sittings = tuple(sitting for sitting in found.sittings if sitting.day in days)
    return found.model_copy(update={"days": days, "sittings": sittings})


ENDS = tiny_timetable(at("led", 0, "10:00"), at("spoken", 3, "10:00"))


def test_the_days_between_count_as_well() -> None:
    (breach,) = ShortenStays().check(week(), ENDS)
    assert breach == (("UGA",), 4)
    assert ShortenStays().say(week(), *breach) == (
        "Uganda travels to the meetings and is needed over 4 days."
    )


def test_days_without_meetings_do_not_count() -> None:
    assert list(ShortenStays().check(week(days=(0, 3)), ENDS)) == [(("UGA",), 2)]


def test_free_days_are_not_counted_and_the_first_beyond_them_is() -> None:
    assert not list(ShortenStays(free=4).check(week(), ENDS))
    (breach,) = ShortenStays(free=3).check(week(), ENDS)
    assert breach.amount == 1
    assert ShortenStays(free=3).say(week(), *breach) == (
        "Uganda travels to the meetings and is needed over 4 days, 1 more than 3."
    )


def test_to_listen_keeps_nobody_in_the_city() -> None:
    heard = tiny_timetable(at("led", 0, "10:00"), at("heard", 3, "10:00"))
    assert list(ShortenStays().check(week(), heard)) == [(("UGA",), 1)]


def test_a_mission_in_the_city_stays_anyway() -> None:
    assert not list(ShortenStays().check(week(from_capital=False), ENDS))
