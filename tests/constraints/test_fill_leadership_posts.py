"""Boundary cases of `fill_leadership_posts`."""

from __future__ import annotations

from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.tiny import holders, tiny_session, tiny_timetable, tiny_week
from scheduler.week.leadership import Role
from scheduler.week.week import Body, Week

NOTHING = tiny_timetable()


def week(*bodies: Body, pool: tuple[str, ...] = ("CHE", "NOR")) -> Week:
    return tiny_week(tiny_session("clearance"), bodies=bodies, pool=pool)


def clearance(**more: object) -> Body:
    return Body.model_validate({"id": "clearance", "name": "Clearance", **more})


def test_a_post_that_nobody_takes_counts_and_one_that_is_taken_does_not() -> None:
    open_week = week(clearance(co_chairs=("ALB",), asked={Role.CO_CHAIR: 2}))
    (breach,) = FillLeadershipPosts().check(open_week, NOTHING)
    assert breach == (("clearance", "co_chair"), 1)
    assert FillLeadershipPosts().say(open_week, *breach) == (
        "Clearance is to have 2 Co-Chairs, but has 1."
    )
    led = open_week.with_leaders(holders(("clearance", Role.CO_CHAIR, "NOR")))
    assert not list(FillLeadershipPosts().check(led, NOTHING))


def test_a_body_of_which_nothing_is_asked_may_be_without_leaders() -> None:
    assert not list(FillLeadershipPosts().check(week(clearance()), NOTHING))


def test_more_leaders_than_asked_for_are_no_open_post() -> None:
    full = week(clearance(co_chairs=("ALB", "NOR"), asked={Role.CO_CHAIR: 1}))
    assert not list(FillLeadershipPosts().check(full, NOTHING))


def test_another_president_counts_as_much_as_none() -> None:
    rule = FillLeadershipPosts(president="ALB", presides_over=("clearance",))
    for president in ("NOR", None):
        (breach,) = rule.check(week(clearance(president=president)), NOTHING)
        assert breach == (("clearance", "presides"), 1)
    assert not list(rule.check(week(clearance(president="ALB")), NOTHING))
    said = rule.say(week(clearance(president="NOR")), ("clearance", "presides"), 1)
    assert said == (
        "ALB, which has the Presidency, is to preside over Clearance, but NOR presides."
    )


def test_who_has_the_presidency_is_looked_at_only_where_it_is_named() -> None:
    rule = FillLeadershipPosts(presides_over=("clearance",))
    assert not list(rule.check(week(clearance(president="NOR")), NOTHING))


def test_more_posts_than_the_pool_has_states_for_are_seen_before_any_search() -> None:
    few = week(clearance(co_chairs=("CHE",), asked={Role.CO_CHAIR: 3}))
    (counted,) = FillLeadershipPosts().count(few)
    assert (counted.need, counted.have) == (2, 1)
    assert counted.sentence == "Clearance has 2 open posts; the pool has 1 State to take one."
