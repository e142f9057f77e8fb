"""Where every post is taken, each by a State of its own, its price is counted for all together.

The sum must be what `check` finds State by State, for every way to fill the posts.
"""

from __future__ import annotations

import random

import pytest

from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.shorten_stays import ShortenStays
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import tiny_session, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.week.agenda import Item
from scheduler.week.leadership import Post, Role
from scheduler.week.week import Body, Delegation
from tests.laws.test_laws import found, slacks
from tests.laws.timetables import leaderships, timetables

CHAIR, RAPPORTEUR = Role.CO_CHAIR, Role.CO_RAPPORTEUR
UGA = frozenset({"UGA"})
MUSTS: list[Rule] = [FillLeadershipPosts(), LimitTasksOfAState()]
BESIDE = [Setting(rule=rule, mode=Must()) for rule in MUSTS]
PREFERENCES: list[Rule] = [
    ShortenStays(),
    ShortenStays(free=1),
    SpareTheLeaders(minutes_a_day=30, break_minutes=30),
    SpareTheLeaders(minutes_a_day=60, break_minutes=0),
]


def posts(name: str) -> frozenset[Post]:
    return frozenset({Post(name, CHAIR), Post(name, RAPPORTEUR)})


WEEKS = {
    "apart": tiny_week(
        tiny_session("clearance", leading_posts=posts("clearance"), most_parts=2, wanted=60),
        tiny_session("assistance", leading_posts=posts("assistance")),
        tiny_session("group", leaders=UGA, speakers={"NOR"}),
        days=3,
        bodies=(
            Body(id="clearance", name="Clearance", asked={CHAIR: 1, RAPPORTEUR: 1}),
            Body(id="assistance", name="Assistance", asked={CHAIR: 1}),
            Body(id="group", name="Group"),
        ),
        delegations=(Delegation(code="CHE", name="Switzerland", from_capital=False),),
        pool={"CHE", "NOR", "PER", "TCD", "UGA"},
    ),
    "shared": tiny_week(
        # A State leads here anyhow what its post would have it lead: then it is counted once.
        tiny_session("clearance", leading_posts=posts("clearance"), leaders=UGA),
        tiny_session("assistance", leading_posts=posts("clearance"), speakers={"NOR"}),
        days=2,
        bodies=(Body(id="clearance", name="Clearance", asked={CHAIR: 2}),),
        pool={"NOR", "PER", "UGA"},
    ),
    "heard": tiny_week(
        # Who is alike but for the post that it takes is counted by the days on which it is heard.
        tiny_session(
            "clearance",
            leading_posts=posts("clearance"),
            agenda=(Item(title="Updates", minutes=15, speakers=("NOR", "PER", "TCD")),),
            most_parts=2,
            wanted=60,
        ),
        tiny_session(
            "assistance",
            agenda=(Item(title="Views", minutes=15, speakers=("PER", "TCD")),),
            most_parts=2,
            wanted=60,
        ),
        days=3,
        sittings=("morning", "afternoon"),
        bodies=(Body(id="clearance", name="Clearance", asked={CHAIR: 1, RAPPORTEUR: 1}),),
        pool={"NOR", "PER", "TCD", "UGA"},
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WEEKS)
@pytest.mark.parametrize("rule", PREFERENCES, ids=repr)
def test_what_posts_cost_together_is_what_check_finds(rule: Rule, name: str) -> None:
    week = WEEKS[name]
    ways = [
        way
        for way in leaderships(week)
        if not any(found(must, week, next(iter(timetables(week, 1))), way) for must in MUSTS)
    ]
    assert len(ways) > 2
    here = [(timetable, way) for timetable in timetables(week, 300) for way in ways]
    draft, sums = Draft(week, [*BESIDE, Setting(rule=rule, mode=Prefer())]), set()
    for timetable, way in random.Random(1).sample(here, 150):
        cost = sum(found(rule, week, timetable, way).values())
        assert sum(slacks(draft.fork(), timetable, way).values()) == cost, (timetable, way)
        sums.add(cost)
    assert len(sums) > 2


@pytest.mark.parametrize(
    ("rule", "name", "pooled"),
    [
        (ShortenStays(), "apart", True),
        (ShortenStays(), "heard", True),
        (ShortenStays(free=1), "apart", False),
        (SpareTheLeaders(minutes_a_day=30), "apart", True),
        (SpareTheLeaders(minutes_a_day=30), "shared", False),
    ],
    ids=repr,
)
def test_the_price_is_pooled_where_it_may_be(rule: Rule, name: str, pooled: bool) -> None:
    draft = Draft(WEEKS[name], [*BESIDE, Setting(rule=rule, mode=Prefer())])
    assert any(case[0] in ("together", "posts") for _, case in draft.amounts) == pooled
