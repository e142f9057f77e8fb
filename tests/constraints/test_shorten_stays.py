"""Boundary cases of `shorten_stays`."""

from __future__ import annotations

from constraints.shorten_stays import ShortenStays
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Delegation, Session, Week

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


def test_the_least_stay_is_the_shortest_run_of_days_that_every_session_can_meet() -> None:
    states = {"leaders": frozenset({"UGA"})}
    monday, tuesday, friday = (f"2011-06-{day} morning" for day in (20, 21, 24))
    opening = tiny_session("opening", sittings=frozenset({monday, tuesday}), **states)
    closing = tiny_session("closing", sittings=frozenset({friday}), **states)
    anywhere = tiny_session("anywhere", **states)
    maybe = tiny_session("maybe", optional=True, sittings=frozenset({monday}), **states)

    def least(*sessions: Session, free: int = 0) -> int:
        return ShortenStays(free=free).least(tiny_week(*sessions, days=5), ("UGA",))

    assert least(anywhere) == 1
    assert least(maybe) == 0
    assert least(opening, closing, anywhere, maybe) == 4
    assert least(opening, closing, free=1) == 3
    assert least(opening, free=1) == 0
    pinned = tiny_session("pinned", pinned=(at("pinned", 2, "10:00"),), **states)
    assert least(pinned, closing) == 3
    split = (at("split", 0, "10:00"), at("split", 3, "10:00"))
    assert least(tiny_session("split", most_parts=2, pinned=split, **states)) == 4
    long = tiny_session("long", least=150, most_parts=3, **states)
    assert least(long) == 3
    assert least(tiny_session("long", least=150, most_parts=2, **states)) == 0
    late = tiny_session("late", sittings=frozenset({monday}), hours=(780, 900), **states)
    assert least(late) == 0
