"""What two instruments have in common, at its boundaries and against a plain recount."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.align_instruments import AlignInstruments
from constraints.save_trips import SaveTrips
from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scenarios.studies.synergy.rows import SynergyRow
from scenarios.studies.synergy.run import evaluate_synergy
from scenarios.studies.synergy.shared_parties import (
    followers_of_both,
    leaders_of_both,
    minutes_in_two_places,
    number_journeys,
    sides,
    subjects,
    travel,
    working_days_apart,
)
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Delegation, Format, Instrument, Session, Week

STATES = ("ALB", "CHL", "NOR")
PAIR = ("mines", "munitions")


def week_of(*sessions: Session, days: int = 9, **more: Any) -> Week:
    """A week of two instruments, to which Albania, Chile and Norway are parties."""
    parties = frozenset(STATES)
    return tiny_week(
        *sessions,
        days=days,
        **{
            "bodies": (
                Body(id="mines", name="Mines", instrument="mines", co_chairs=("ALB",)),
                Body(id="munitions", name="Munitions", instrument="munitions", president="NOR"),
                Body(id="friends", name="Friends"),
            ),
            "instruments": (
                Instrument(id="mines", name="Mines", parties=parties),
                Instrument(id="munitions", name="Munitions", parties=parties),
            ),
            **more,
        },
    )


def session(name: str, body: str | tuple[str, ...], **more: Any) -> Session:
    """A session on clearance that all three States follow, unless it is said otherwise."""
    given = {"subject": "clearance", "audience": frozenset(STATES), **more}
    bodies = {"bodies": body} if isinstance(body, tuple) else {"body": body}
    return tiny_session(name, **bodies, **given)


def pair(**more: Any) -> Week:
    """One session of each instrument."""
    return week_of(session("one", "mines"), session("two", "munitions"), **more)


def row_of(
    week: Week, *parts: Part, most_days_apart: int = 3, subject: str = "clearance"
) -> SynergyRow:
    synergy = evaluate_synergy(week, tiny_timetable(*parts), most_days_apart=most_days_apart)
    return next(row for row in synergy.found if row.subject == subject)


# Journeys


@pytest.mark.parametrize(
    ("first", "second", "saved"),
    [(0, 0, 3), (0, 1, 3), (0, 3, 3), (0, 4, 0), (4, 0, 0), (4, 7, 3), (3, 7, 0)],
)
def test_days_as_far_apart_as_allowed_are_one_journey_and_one_more_makes_two(
    first: int, second: int, saved: int
) -> None:
    row = row_of(pair(), at("one", first, "10:00"), at("two", second, "10:00"))
    assert row.timing is not None
    assert sum(row.timing.saved.values()) == saved
    assert sum(row.timing.doubled.values()) == 3 - saved


def test_with_one_day_apart_only_the_next_day_is_the_same_journey() -> None:
    assert number_journeys([5, 3, 3, 4, 7], 1) == {3: 1, 4: 1, 5: 1, 7: 2}


def test_a_weekend_breaks_a_journey_where_one_free_day_is_allowed() -> None:
    row = row_of(pair(), at("one", 4, "10:00"), at("two", 7, "10:00"), most_days_apart=2)
    assert row.timing is not None
    assert row.timing.doubled == dict.fromkeys(STATES, 1)


def test_a_side_event_of_no_instrument_keeps_nobody_in_the_city() -> None:
    week = week_of(
        session("one", "mines"), session("two", "munitions"), session("lunch", "friends")
    )
    parts = at("one", 0, "10:00"), at("lunch", 2, "10:00"), at("two", 4, "10:00")
    timing = row_of(week, *parts).timing
    assert timing is not None
    assert timing.doubled == dict.fromkeys(STATES, 1)


def test_a_state_from_the_mission_makes_no_journey() -> None:
    week = pair(delegations=(Delegation(code="NOR", name="Norway", from_capital=False),))
    for day in (0, 5):
        timing = row_of(week, at("one", 0, "10:00"), at("two", day, "10:00")).timing
        assert timing is not None
        assert {*timing.saved, *timing.doubled} == {"ALB", "CHL"}


def test_who_is_party_to_one_only_or_follows_one_only_makes_no_common_journey() -> None:
    munitions = Instrument(id="munitions", name="Munitions", parties=frozenset({"ALB", "CHL"}))
    week = week_of(
        session("one", "mines"),
        session("two", "munitions", audience=frozenset({"ALB", "NOR"})),
        instruments=(Instrument(id="mines", name="Mines", parties=frozenset(STATES)), munitions),
    )
    row = row_of(week, at("one", 0, "10:00"), at("two", 1, "10:00"))
    assert row.parties == ("ALB", "CHL")
    assert row.followers == ("ALB",)
    assert row.timing is not None
    assert row.timing.saved == {"ALB": 1}


def test_what_lies_in_between_keeps_a_state_in_the_city() -> None:
    week = week_of(
        session("one", "mines"),
        session("two", "munitions"),
        session("other", "mines", subject="assistance", audience=frozenset({"CHL"})),
    )
    parts = at("one", 0, "10:00"), at("other", 2, "10:00"), at("two", 4, "10:00")
    timing = row_of(week, *parts).timing
    assert timing is not None
    assert timing.saved == {"CHL": 1}
    assert timing.doubled == {"ALB": 1, "NOR": 1}


def test_of_two_journeys_for_one_instrument_the_one_that_serves_both_is_saved() -> None:
    here = sides(pair(), *PAIR)
    parts = at("one", 0, "10:00"), at("two", 0, "10:30"), at("one", 5, "10:00")
    assert travel(parts, here, 2) == (1, 1)


def test_a_session_that_is_not_held_makes_no_journey() -> None:
    row = row_of(pair(), at("one", 0, "10:00"))
    assert row.timing is not None
    assert (row.timing.saved, row.timing.doubled) == ({}, {})
    assert row.timing.not_held == ("two",)
    assert row.timing.working_days is None


def test_a_joint_session_is_of_both() -> None:
    week = week_of(session("joint", PAIR, format=Format.WORKSHOP))
    row = row_of(week, at("joint", 3, "10:00"))
    assert (row.sessions_of_one, row.sessions_of_other, row.joint) == ((), (), ("joint",))
    assert row.missing == ()
    assert row.timing is not None
    assert row.timing.working_days == 0
    assert row.timing.saved == dict.fromkeys(STATES, 1)
    assert row.timing.in_two_places == {}


def test_journeys_are_those_of_the_rule_on_journeys() -> None:
    rule = SaveTrips
    week = week_of(
        session("one", "mines"),
        session("two", "munitions", audience=frozenset({"ALB", "NOR"})),
        session("lunch", "friends"),
        delegations=(Delegation(code="NOR", name="Norway", from_capital=False),),
    )
    for second, most_days_apart in product(range(9), range(1, 5)):
        parts = at("one", 3, "10:00"), at("two", second, "10:00"), at("lunch", 5, "10:00")
        timing = row_of(week, *parts, most_days_apart=most_days_apart).timing
        assert timing is not None
        breaches = rule(most_days_apart=most_days_apart).check(week, tiny_timetable(*parts))
        assert timing.doubled == {str(breach.case[0]): breach.amount for breach in breaches}


# Two places


def test_two_delegates_can_be_in_two_places_and_one_cannot() -> None:
    week = pair(delegations=(Delegation(code="NOR", name="Norway", delegates=2),))
    timing = row_of(week, at("one", 0, "10:00", 60), at("two", 0, "10:30", 60)).timing
    assert timing is not None
    assert timing.in_two_places == {"ALB": 30, "CHL": 30}


def test_who_only_speaks_is_in_two_places_in_the_part_in_which_it_does() -> None:
    updates = Item(title="Updates", minutes=15, speakers=("CHL", "NOR"))
    one = session("one", "mines", agenda=(updates,), most_parts=2, audience=frozenset({"ALB"}))
    week = week_of(one, session("two", "munitions"))
    parts = (
        heard(at("one", 0, "10:00"), (0, "CHL", 15)),
        heard(at("one", 1, "10:00"), (0, "NOR", 15)),
        at("two", 1, "10:00", 60),
    )
    row = row_of(week, *parts)
    assert row.timing is not None
    assert row.timing.in_two_places == {"ALB": 30, "NOR": 30}
    assert row.followers == STATES, "each follows both, in a part at least"
    bare = row_of(week, *(part.place for part in parts))
    assert bare.timing is not None
    assert bare.timing.in_two_places == {"ALB": 30, "NOR": 30}, "as the agenda is written"


def test_one_after_the_other_is_not_in_two_places() -> None:
    timing = row_of(pair(), at("one", 0, "10:00"), at("two", 0, "10:30")).timing
    assert timing is not None
    assert timing.in_two_places == {}


def test_two_sessions_of_one_instrument_at_once_are_nothing_between_the_two() -> None:
    week = week_of(session("one", "mines"), session("more", "mines"), session("two", "munitions"))
    here = sides(week, *PAIR)
    beside = at("one", 0, "10:00", 60), at("more", 0, "10:00", 60)
    assert minutes_in_two_places(beside, here, 1) == 0
    third = at("two", 0, "10:30", 60)
    assert minutes_in_two_places((*beside, third), here, 1) == 30
    assert minutes_in_two_places((*beside, third), here, 2) == 30
    assert minutes_in_two_places((*beside, third), here, 3) == 0


def test_a_joint_session_beside_one_of_either_is_in_two_places() -> None:
    week = week_of(session("joint", PAIR, format=Format.WORKSHOP), session("one", "mines"))
    here = sides(week, *PAIR)
    parts = at("joint", 0, "10:00", 60), at("one", 0, "10:00")
    assert minutes_in_two_places(parts, here, 1) == 30


def test_organisations_can_be_in_two_places_and_are_no_party() -> None:
    everybody = frozenset({*STATES, "ICRC"})
    week = week_of(
        session("one", "mines", audience=everybody), session("two", "munitions", audience=everybody)
    )
    row = row_of(week, at("one", 0, "10:00"), at("two", 0, "10:00"))
    assert row.timing is not None
    assert row.timing.in_two_places == dict.fromkeys(("ALB", "CHL", "ICRC", "NOR"), 30)
    assert "ICRC" not in {*row.followers, *row.timing.saved}


# Leaders, subjects, days


def test_who_leads_a_body_of_each_leads_both() -> None:
    bodies = (
        Body(id="mines", name="Mines", instrument="mines", subject="clearance", president="ALB"),
        Body(id="munitions", name="Munitions", instrument="munitions", co_rapporteurs=("ALB",)),
    )
    week = pair(bodies=bodies)
    assert leaders_of_both(week, *PAIR, sides(week, *PAIR)) == {"ALB"}
    here = sides(week, *PAIR, "clearance")
    assert leaders_of_both(week, *PAIR, here, "clearance") == set(), "not on this subject"


def test_who_leads_sessions_of_each_leads_both() -> None:
    lead = {"leaders": frozenset({"CHL"})}
    week = week_of(session("one", "mines", **lead), session("two", "munitions", **lead))
    assert leaders_of_both(week, *PAIR, sides(week, *PAIR, "clearance"), "clearance") == {"CHL"}


def test_a_joint_session_led_from_each_instrument_has_no_leader_of_both() -> None:
    leaders = frozenset({"ALB", "NOR"})
    week = week_of(session("joint", PAIR, format=Format.WORKSHOP, leaders=leaders))
    assert leaders_of_both(week, *PAIR, sides(week, *PAIR)) == set()


def test_a_joint_session_led_by_who_leads_neither_body_is_led_for_both() -> None:
    week = week_of(session("joint", PAIR, format=Format.WORKSHOP, leaders=frozenset({"CHL"})))
    assert leaders_of_both(week, *PAIR, sides(week, *PAIR)) == {"CHL"}


def test_subjects_come_in_the_order_of_the_sessions_and_only_from_the_two() -> None:
    week = week_of(
        session("two", "munitions", subject="victims"),
        session("one", "mines"),
        session("bare", "mines", subject=""),
        session("friends", "friends", subject="side events"),
    )
    assert subjects(week, *PAIR) == ("victims", "clearance")


def test_whoever_leads_speaks_or_listens_follows() -> None:
    week = week_of(
        session("one", "mines", leaders={"ALB"}, speakers={"CHL"}, audience={"NOR", "JOR"}),
        session("two", "munitions"),
    )
    assert followers_of_both(sides(week, *PAIR)) == set(STATES)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [(0, 0, 0), (0, 1, 1), (1, 0, 1), (4, 7, 1), (4, 5, 0), (0, 8, 6)],
)
def test_working_days_are_those_of_the_rule_on_alignment(
    first: int, second: int, days: int
) -> None:
    week = pair()
    timetable = tiny_timetable(at("one", first, "10:00"), at("two", second, "10:00"))
    here = sides(week, *PAIR, "clearance")
    assert working_days_apart(week, timetable, here) == days
    amount = sum(breach.amount for breach in AlignInstruments().check(week, timetable))
    assert amount == days * len(STATES)


def test_the_nearest_of_several_sessions_counts() -> None:
    week = week_of(session("one", "mines"), session("more", "mines"), session("two", "munitions"))
    timetable = tiny_timetable(
        at("one", 0, "10:00"), at("more", 3, "10:00"), at("two", 2, "10:00"), at("two", 8, "10:00")
    )
    assert working_days_apart(week, timetable, sides(week, *PAIR, "clearance")) == 1


# Against a plain recount

_BODIES = st.sampled_from([("mines",), ("munitions",), PAIR, ("friends",)])
_SOME = st.frozensets(st.sampled_from(STATES))
_PLACE = st.tuples(st.integers(0, 8), st.sampled_from([600, 630, 660]), st.sampled_from([30, 60]))


@st.composite
def timed_weeks(draw: st.DrawFn) -> tuple[Week, Timetable, int]:
    """A week, any timetable of it, and days apart."""
    names = ("a", "b", "c", "d")[: draw(st.integers(2, 4))]
    sessions = [
        tiny_session(
            name,
            bodies=draw(_BODIES),
            subject=draw(st.sampled_from(["clearance", "clearance", "victims", ""])),
            leaders=draw(_SOME),
            audience=draw(_SOME),
        )
        for name in names
    ]
    delegations = tuple(
        Delegation(
            code=code,
            name=code,
            delegates=draw(st.integers(1, 2)),
            from_capital=draw(st.booleans()),
        )
        for code in STATES
    )
    instruments = tuple(
        Instrument(id=name, name=name, parties=draw(_SOME | st.just(frozenset(STATES))))
        for name in PAIR
    )
    parts = [Part(name, *place) for name in names for place in draw(st.lists(_PLACE, max_size=2))]
    week = week_of(*sessions, delegations=delegations, instruments=instruments)
    return week, Timetable(parts=tuple(parts)), draw(st.integers(1, 5))


@pytest.mark.slow
@given(timed_weeks())
def test_every_figure_is_that_of_a_recount_minute_by_minute(
    case: tuple[Week, Timetable, int],
) -> None:
    week, timetable, most_days_apart = case
    for row in evaluate_synergy(week, timetable, most_days_apart=most_days_apart).found:
        timing = row.timing
        assert timing is not None
        of = {
            name: [
                s
                for s in week.sessions
                if any(week.body[b].instrument == name for b in s.bodies)
                and row.subject in (None, s.subject)
            ]
            for name in PAIR
        }
        for delegation in week.delegations:
            code = delegation.code
            mine = {
                name: {s.id for s in of[name] if code in s.leaders | s.audience} for name in PAIR
            }
            party = all(code in i.parties for i in week.instruments)
            assert (code in row.followers) == (party and all(mine.values()))
            minutes = _recount_minutes(timetable, mine, delegation.delegates)
            assert timing.in_two_places.get(code, 0) == minutes
            saved, doubled = (0, 0)
            if delegation.from_capital and party:
                saved, doubled = _recount_journeys(week, timetable, code, mine, most_days_apart)
            assert (timing.saved.get(code, 0), timing.doubled.get(code, 0)) == (saved, doubled)


def _recount_minutes(timetable: Timetable, mine: dict[str, set[str]], delegates: int) -> int:
    found = 0
    for day in range(9):
        for minute in range(600, 720):
            now = {
                p.session
                for p in timetable.parts
                if p.day == day and p.start <= minute < p.start + p.minutes
            }
            here = [now & sessions for sessions in mine.values()]
            found += all(here) and len(here[0] | here[1]) > delegates
    return found


def _recount_journeys(
    week: Week, timetable: Timetable, code: str, mine: dict[str, set[str]], most_days_apart: int
) -> tuple[int, int]:
    """Walk through the days; whoever has nothing for too long goes home."""
    home, since = True, 0
    purposes: list[set[str]] = []
    for day in range(9):
        today = {p.session for p in timetable.parts if p.day == day}
        today -= {s.id for s in week.sessions if s.bodies == ("friends",)}
        today = {s for s in today if code in week.session[s].leaders | week.session[s].audience}
        if not today:
            continue
        if home or len(range(since, day)) > most_days_apart:
            purposes.append(set())
        home, since = False, day
        purposes[-1] |= {name for name, sessions in mine.items() if today & sessions}
    served = [purpose for purpose in purposes if purpose]
    if len(set().union(*served)) < 2:
        return 0, 0
    return sum(len(purpose) == 2 for purpose in served), len(served) - 1
