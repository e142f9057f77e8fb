"""Boundary cases of `keep_meetings_compact`."""

from __future__ import annotations

from typing import Any

from constraints.keep_meetings_compact import KeepMeetingsCompact
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Instrument, Week
from tests.constraints.amounts import amounts

RULE = KeepMeetingsCompact()
STATES = frozenset({"UGA", "NOR"})


def week(*, days: int = 5, **other: Any) -> Week:
    """Two hours of plenary, and a session that is as given, of one instrument."""
    return tiny_week(
        tiny_session("clearance", least=120, most_parts=2, shortest=60, audience=STATES),
        tiny_session("other", **{"body": "clearance", "format": Format.WORKSHOP, **other}),
        days=days,
        bodies=(Body(id="friends", name="Friends"),),
        delegations=(Delegation(code="CHE", name="Switzerland", from_capital=False),),
        instruments=(Instrument(id="convention", name="Mine Ban Convention"),),
    )


def found(*parts: Part, **other: Any) -> int:
    amount = amounts(RULE, week(**other), *parts)
    assert amount.keys() <= {("convention",)}
    return amount.get(("convention",), 0)


BOTH = (at("clearance", 0, "10:00", 60), at("clearance", 1, "10:00", 60))


def test_the_fewest_days_are_free_and_each_more_counts_for_each_delegation() -> None:
    assert found(*BOTH, at("other", 1, "10:00")) == 0
    assert found(*BOTH, at("other", 2, "10:00")) == 2
    assert found(*BOTH, at("other", 4, "10:00")) == 6


def test_days_between_count_though_nothing_of_it_runs() -> None:
    assert found(at("clearance", 0, "10:00", 60), at("clearance", 3, "10:00", 60)) == 4


def test_fewer_days_than_the_fewest_earn_nothing() -> None:
    assert found(at("clearance", 0, "10:00", 60)) == 0
    assert found() == 0


def test_days_on_which_nobody_may_meet_do_not_count() -> None:
    open_days = week(days=5).model_copy(update={"days": (0, 3, 4)})
    here = open_days.model_copy(
        update={"sittings": tuple(one for one in open_days.sittings if one.day in (0, 3, 4))}
    )
    assert amounts(RULE, here, at("clearance", 0, "10:00"), at("clearance", 3, "10:00")) == {}


def test_who_listens_anywhere_in_the_programme_counts_once() -> None:
    late = (*BOTH, at("other", 2, "10:00"))
    assert found(*late, audience={"UGA"}) == 2
    assert found(*late, audience={"TCD"}) == 3
    assert found(*late, audience={"CHE"}) == 2
    assert found(*late, leaders={"TCD"}, speakers={"TCD"}) == 2


def test_a_programme_in_which_nobody_listens_counts_nothing() -> None:
    parts = (at("one", 0, "10:00"), at("one", 2, "10:00"))
    assert amounts(RULE, tiny_week(tiny_session("one", speakers=STATES), days=3), *parts) == {}


def test_only_the_official_programme_of_the_instrument_counts() -> None:
    late = (*BOTH, at("other", 4, "10:00"))
    assert found(*late, format=Format.SIDE_EVENT) == 0
    assert found(*late, format=Format.COORDINATION) == 0
    assert found(*late, body="friends") == 0
    assert found(*late, bodies=("clearance", "friends")) == 6


def test_days_that_a_session_needs_are_free() -> None:
    edges = frozenset({"2011-06-20 morning", "2011-06-24 morning"})
    late = (*BOTH, at("other", 0, "10:00"), at("other", 4, "10:00"))
    long: dict[str, Any] = {"least": 120, "most_parts": 2, "sittings": edges}
    assert found(*late, **long) == 0
    assert found(*late, **{**long, "least": 60}) == 6
    assert found(*late, **long, optional=True) == 6
    pinned = (at("other", 0, "10:00"), at("other", 4, "10:00"))
    assert found(*late, most_parts=2, pinned=pinned) == 0
    assert found(*late, most_parts=2, pinned=pinned[:1]) == 6


def test_what_may_have_only_short_parts_needs_more_days() -> None:
    late = (*BOTH, at("other", 3, "10:00"))
    assert found(*late, least=90, most_parts=4) == 4
    assert found(*late, least=120, most_parts=4, hours=(600, 630)) == 0


def test_plenaries_stand_one_after_another_and_workshops_need_not() -> None:
    late = (*BOTH, at("other", 3, "10:00", 60))
    assert found(*late, least=60) == 4
    assert found(*late, least=60, format=Format.PLENARY) == 2


def test_a_programme_that_no_row_of_days_can_hold_may_take_the_whole_week() -> None:
    assert found(*BOTH, at("other", 4, "10:00"), least=90) == 0


def test_the_sentence_says_how_many_days_would_do() -> None:
    assert RULE.say(week(), ("convention",), 4) == (
        "The programme of the Mine Ban Convention stretches over 4 days where 2 would do, for "
        "2 delegations from capital."
    )
    assert RULE.say(week(), ("convention",)) == (
        "The programme of the Mine Ban Convention stands on 2 days in a row."
    )
