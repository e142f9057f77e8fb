"""The arithmetic of parts, against a reading minute by minute."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.week.timetable import (
    Part,
    Timetable,
    covered,
    crowding,
    most_at_once,
    overlap,
    side_by_side,
)

parts = st.builds(
    Part,
    session=st.sampled_from(["clearance", "cooperation", "group"]),
    day=st.integers(0, 1),
    start=st.integers(0, 60) | st.integers(1400, 1439),
    minutes=st.integers(1, 60),
    room=st.sampled_from([None, "hall", "annex"]),
)
several = st.lists(parts, max_size=6)
gaps = st.integers(0, 30)


def minutes_of(part: Part, gap: int = 0) -> set[int]:
    return set(range(part.begin, part.end + gap))


def running(found: list[Part]) -> Counter[int]:
    """At each minute at which anything runs, how many parts do."""
    return Counter(minute for part in found for minute in minutes_of(part))


@given(parts, parts, gaps)
def test_an_overlap_is_the_minutes_in_common(one: Part, other: Part, gap: int) -> None:
    shared = minutes_of(one, gap) & minutes_of(other, gap)
    assert overlap(one, other, gap) == overlap(other, one, gap) == len(shared)


@given(several, gaps)
def test_pairs_are_all_overlapping_parts_of_different_sessions(found: list[Part], gap: int) -> None:
    timetable = Timetable(parts=tuple(found))
    expected = [
        (one, other, len(minutes_of(one, gap) & minutes_of(other, gap)))
        for one, other in combinations(timetable.parts, 2)
        if one.session != other.session and minutes_of(one, gap) & minutes_of(other, gap)
    ]
    assert list(timetable.pairs(gap)) == expected
    assert all(one.begin <= other.begin for one, other, _ in timetable.pairs(gap))


@given(several, st.integers(0, 3))
def test_crowding_adds_up_the_excess_of_every_minute(found: list[Part], capacity: int) -> None:
    excess = sum(max(0, number - capacity) for number in running(found).values())
    assert crowding(found, capacity) == excess


@given(several)
def test_covered_counts_a_minute_once(found: list[Part]) -> None:
    assert covered(found) == len(running(found))


@given(several)
def test_side_by_side_are_those_that_overlap_another(found: list[Part]) -> None:
    level = running(found)
    expected = [part for part in found if any(level[minute] > 1 for minute in minutes_of(part))]
    assert Counter(side_by_side(found)) == Counter(expected)


@given(several, st.integers(1, 3))
def test_parts_that_overlap_no_other_crowd_nobody_out(found: list[Part], capacity: int) -> None:
    assert crowding(side_by_side(found), capacity) == crowding(found, capacity)


@given(several)
def test_most_at_once_is_the_fullest_minute(found: list[Part]) -> None:
    assert most_at_once(found) == max(running(found).values(), default=0)


@given(several)
def test_the_order_in_which_parts_are_given_does_not_matter(found: list[Part]) -> None:
    assert Timetable(parts=tuple(found)) == Timetable(parts=tuple(reversed(found)))


@given(several)
def test_the_parts_of_a_session_come_in_order_of_time(found: list[Part]) -> None:
    timetable = Timetable(parts=tuple(found))
    for session in ("clearance", "cooperation", "group"):
        own = [part for part in found if part.session == session]
        begins = [part.begin for part in timetable.of(session)]
        assert begins == sorted(part.begin for part in own)
        assert timetable.holds(session) == bool(own)
        assert timetable.minutes(session) == sum(part.minutes for part in own)
    assert timetable.among(["group"]) == timetable.of("group")


def test_parts_that_only_touch_do_not_overlap() -> None:
    one, other = Part("clearance", 0, 600, 30), Part("group", 0, 630, 30)
    assert overlap(one, other) == 0
    assert overlap(one, other, gap=1) == 1
    assert most_at_once([one, other]) == 1
    assert list(Timetable(parts=(one, other)).pairs()) == []
