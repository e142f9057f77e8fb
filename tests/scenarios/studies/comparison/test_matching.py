"""Which part became which."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.studies.comparison.matching import Pair, assignment, matched
from scheduler.week.timetable import Part, Timetable

MONDAY, TUESDAY, WEDNESDAY = 0, 1, 2
TEN, ELEVEN, THREE = 10 * 60, 11 * 60, 15 * 60


def table(*parts: Part) -> Timetable:
    return Timetable(parts=parts)


def clearance(day: int, start: int, minutes: int = 60, room: str | None = None) -> Part:
    return Part("clearance", day, start, minutes, room)


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    parts = draw(
        st.lists(
            st.builds(
                Part,
                st.sampled_from(["clearance", "victims", "=sum"]),
                st.integers(0, 2),
                st.sampled_from([TEN, ELEVEN, THREE]),
                st.sampled_from([30, 60]),
                st.sampled_from([None, "hall", "annex"]),
                st.just(()),
            ),
            max_size=8,
        )
    )
    return Timetable(parts=tuple(parts))


def test_a_part_that_stays_is_passed_over_though_another_could_take_its_place() -> None:
    stays, goes, comes = clearance(1, TEN), clearance(0, TEN), clearance(2, TEN)
    assert matched(table(goes, stays), table(stays, comes)) == (Pair(goes, comes),)


def test_the_same_place_in_another_room_is_a_change() -> None:
    old, new = clearance(0, TEN, room="hall"), clearance(0, TEN, room="annex")
    assert matched(table(old), table(new)) == (Pair(old, new),)


def test_two_parts_keep_their_order() -> None:
    one, two = clearance(0, TEN), clearance(1, TEN)
    later, latest = clearance(2, TEN), clearance(3, TEN)
    assert matched(table(one, two), table(later, latest)) == (
        Pair(one, later),
        Pair(two, latest),
    )


def test_a_part_in_the_same_room_and_as_long_is_taken_for_itself_although_they_cross() -> None:
    short, long = clearance(0, TEN, 60, "hall"), clearance(1, TEN, 120, "annex")
    long_new, short_new = clearance(0, ELEVEN, 120, "annex"), clearance(1, ELEVEN, 60, "hall")
    assert set(matched(table(short, long), table(long_new, short_new))) == {
        Pair(short, short_new),
        Pair(long, long_new),
    }


def test_of_two_new_parts_the_closer_one_is_taken_for_the_old_one() -> None:
    old, near, far = clearance(0, TEN), clearance(1, ELEVEN), clearance(2, ELEVEN)
    assert matched(table(old), table(near, far)) == (Pair(old, near), Pair(None, far))


def test_of_two_new_parts_the_one_with_fewer_changes_is_taken_though_it_is_farther() -> None:
    old, near, far = clearance(0, TEN), clearance(1, ELEVEN), clearance(2, TEN)
    assert set(matched(table(old), table(near, far))) == {Pair(old, far), Pair(None, near)}


def test_parts_of_different_sessions_are_never_taken_for_each_other() -> None:
    old, new = clearance(0, TEN), Part("victims", 0, TEN, 60)
    assert set(matched(table(old), table(new))) == {Pair(old, None), Pair(None, new)}


def test_of_two_equal_parts_one_can_stay_and_one_be_dropped() -> None:
    part = clearance(0, TEN)
    assert matched(table(part, part), table(part)) == (Pair(part, None),)


@given(timetables())
def test_nothing_moves_from_a_timetable_to_itself(timetable: Timetable) -> None:
    assert matched(timetable, timetable) == ()


@pytest.mark.slow
@given(timetables(), timetables())
def test_the_way_back_is_the_mirror_image(one: Timetable, other: Timetable) -> None:
    there, back = matched(one, other), matched(other, one)
    turned = [Pair(pair.after, pair.before) for pair in back]
    assert sorted(there, key=repr) == sorted(turned, key=repr)


@pytest.mark.slow
@given(timetables(), timetables())
def test_there_are_as_few_pairs_as_can_be(one: Timetable, other: Timetable) -> None:
    pairs = matched(one, other)
    for session in ("clearance", "victims", "=sum"):
        old, new = list(one.of(session)), list(other.of(session))
        for part in one.of(session):
            if part in new:
                old.remove(part)
                new.remove(part)
        of_session = [p for p in pairs if (p.before or p.after or part).session == session]
        assert len(of_session) == max(len(old), len(new))


@st.composite
def costs(draw: st.DrawFn) -> list[list[int]]:
    columns = draw(st.integers(1, 5))
    row = st.lists(st.integers(0, 9), min_size=columns, max_size=columns)
    return draw(st.lists(row, max_size=columns))


@given(costs())
def test_the_assignment_is_the_cheapest_of_all(costs: list[list[int]]) -> None:
    chosen = assignment(costs)
    assert len(set(chosen)) == len(costs)
    columns = range(len(costs[0]) if costs else 0)

    def price(choice: tuple[int, ...] | list[int]) -> int:
        return sum(row[column] for row, column in zip(costs, choice, strict=True))

    assert price(chosen) == min(map(price, permutations(columns, len(costs))))
