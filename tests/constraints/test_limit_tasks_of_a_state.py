"""Boundary cases of `limit_tasks_of_a_state`."""

from __future__ import annotations

import pytest

from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.tiny import tiny_session, tiny_timetable, tiny_week
from scheduler.week.leadership import Role
from scheduler.week.week import Body, Delegation, Kind, Week

NOTHING = tiny_timetable()


def week(*posts: str, tasks: tuple[str, ...] = (), kind: Kind = Kind.STANDING_COMMITTEE) -> Week:
    """Germany is a Co-Chair of each of the bodies."""
    bodies = [Body(id=name, name=name, kind=kind, co_chairs=("DEU",)) for name in posts]
    germany = Delegation(code="DEU", name="Germany", tasks=tasks)
    return tiny_week(tiny_session("one"), bodies=bodies, delegations=(germany,))


def test_one_post_is_allowed_and_the_second_is_one_too_many() -> None:
    assert not list(LimitTasksOfAState().check(week("one"), NOTHING))
    (breach,) = LimitTasksOfAState().check(week("one", "two"), NOTHING)
    assert breach == (("DEU",), 1)
    assert LimitTasksOfAState().say(week("one", "two"), *breach) == (
        "Germany holds 2 posts in Standing Committees, 1 more than allowed."
    )


@pytest.mark.parametrize(("tasks", "amount"), [(1, 0), (2, 1), (5, 1)])
def test_tasks_elsewhere_count_but_only_posts_can_be_too_many(tasks: int, amount: int) -> None:
    busy = week("one", tasks=tuple(f"task {n}" for n in range(tasks)))
    assert sum(breach.amount for breach in LimitTasksOfAState().check(busy, NOTHING)) == amount


def test_who_has_tasks_elsewhere_and_no_post_is_let_alone() -> None:
    assert not list(LimitTasksOfAState(tasks=1).check(week(tasks=("one", "two")), NOTHING))


def test_a_sentence_names_the_tasks_elsewhere() -> None:
    busy = week("one", tasks=("Presidency of a conference", "Friend of the President"))
    (breach,) = LimitTasksOfAState().check(busy, NOTHING)
    assert LimitTasksOfAState().say(busy, *breach) == (
        "Germany holds 1 post in Standing Committees, 1 more than allowed, beside Presidency of "
        "a conference; Friend of the President."
    )


def test_posts_of_other_bodies_do_not_count() -> None:
    others = week("one", "two", "three", kind=Kind.OTHER)
    assert not list(LimitTasksOfAState().check(others, NOTHING))


def test_a_pool_that_cannot_take_all_posts_is_seen_before_any_search() -> None:
    bodies = [Body(id=name, name=name, asked={Role.CO_CHAIR: 2}) for name in ("one", "two")]
    tired = Delegation(code="DEU", name="Germany", tasks=("one", "two"))
    short = tiny_week(
        tiny_session("one"), bodies=bodies, delegations=(tired,), pool=("DEU", "NOR", "PER", "CHE")
    )
    (counted,) = LimitTasksOfAState().count(short)
    assert (counted.need, counted.have) == (4, 3)
    assert not list(LimitTasksOfAState().count(week("one")))


def test_a_state_with_too_many_posts_takes_none_from_the_others_of_the_pool() -> None:
    bodies = [Body(id=name, name=name, co_chairs=("DEU",)) for name in ("one", "two")]
    bodies += [Body(id="three", name="three", asked={Role.CO_CHAIR: 1})]
    full = tiny_week(tiny_session("one"), bodies=bodies, pool=("DEU", "NOR"))
    (count,) = LimitTasksOfAState().count(full)
    assert (count.need, count.have) == (1, 1)
