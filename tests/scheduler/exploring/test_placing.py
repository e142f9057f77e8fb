"""Speakers placed where all parts stand: no other way to divide the agendas costs less."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from math import prod

import pytest

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.shorten_stays import ShortenStays
from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.exploring.placing import place_speakers
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.week.agenda import Item, Statement
from scheduler.week.as_written import merged
from scheduler.week.leadership import Post, Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Delegation, Week

SETTINGS = (
    Setting(rule=FollowTheAgenda(), mode=Must()),
    Setting(rule=HearEverySpeaker(), mode=Must()),
    Setting(rule=ShortenStays(), mode=Prefer(tier=1, weight=3)),
)


def problem(week: Week, settings: tuple[Setting, ...] = SETTINGS) -> Problem:
    return Problem(week=week, settings=settings, off=(), name="tiny")


def costs(week: Week, timetable: Timetable) -> tuple[int, ...]:
    """By how much musts are broken, and what each tier costs."""
    verdict = judge(week, SETTINGS, timetable)
    return (sum(one.amount for one in verdict.breached), *verdict.costs)


def ways(week: Week, bare: Timetable) -> Iterator[Timetable]:
    """Every way to divide the agendas of a week between the parts of a timetable."""
    divided = [one for one in week.sessions if one.divided and bare.holds(one.id)]
    each = [
        (part, statement)
        for session in divided
        for part in [bare.of(session.id)]
        for number, item in enumerate(session.agenda)
        for statement in item.statements(number)
    ]
    for chosen in product(*(parts for parts, _ in each)):
        stand: dict[Part, list[Statement]] = {}
        for part, (_, statement) in zip(chosen, each, strict=True):
            stand.setdefault(part, []).append(statement)
        yield Timetable(
            parts=tuple(p._replace(statements=merged(stand.get(p, []))) for p in bare.parts)
        )


def drawn(seed: int) -> tuple[Week, Timetable]:
    """A week of two committees over three days, and a timetable that may break musts."""
    chance = random.Random(seed)

    def agenda() -> tuple[Item, ...]:
        found = []
        for title in ("Requests", "Updates")[: chance.randint(1, 2)]:
            who = chance.sample(["CHL", "ERI", "JOR"], chance.randint(1, 3))
            ordered = chance.random() < 0.3
            found.append(Item(title=title, minutes=15, speakers=tuple(who), in_order=ordered))
        return (*found, *([Item(title="Talk", minutes=10)] if chance.random() < 0.4 else []))

    sessions = []
    for name in ("clearance", "victims"):
        items = agenda()
        wanted = max(60, sum(item.asked for item in items))
        sessions.append(
            tiny_session(
                name,
                agenda=items,
                most_parts=3,
                wanted=wanted,
                leaders={"CHL"} if chance.random() < 0.2 else (),
            )
        )
    away = Delegation(code="ERI", name="Eritrea", sittings=mornings(chance.randint(0, 2)))
    given = [away] if chance.random() < 0.5 else []
    week = tiny_week(*sessions, days=3, delegations=given)
    parts = [
        at(name, day, chance.choice(["10:00", "10:30"]))
        for name in ("clearance", "victims")
        for day in sorted(chance.sample(range(3), chance.randint(1, 3)))
    ]
    return week, tiny_timetable(*parts)


def number(week: Week, bare: Timetable) -> int:
    """How many ways there are to divide the agendas."""
    agendas = ((len(bare.of(one.id)), one.agenda) for one in week.sessions)
    return prod(parts ** sum(item.count for item in agenda) for parts, agenda in agendas)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [n for n in range(60) if 1 < number(*drawn(n)) < 2_000][:15])
def test_no_other_way_to_divide_the_agendas_costs_less(seed: int) -> None:
    week, bare = drawn(seed)
    placed = place_speakers(problem(week), bare)
    assert tuple(part.place for part in placed.parts) == bare.parts
    assert costs(week, placed) == min(costs(week, one) for one in ways(week, bare))
    assert place_speakers(problem(week), placed) == placed


def test_a_part_that_breaks_a_must_stays_where_it_is() -> None:
    """Chile can speak on Monday only, and everything stands beside something else."""
    updates = Item(title="Updates", minutes=15, speakers=("CHL", "JOR"))
    week = tiny_week(
        tiny_session("clearance", agenda=(updates,), most_parts=2, least=60),
        tiny_session("victims", leaders={"JOR"}),
        days=2,
        delegations=[Delegation(code="CHL", name="Chile", sittings=mornings(0))],
    )
    bare = tiny_timetable(
        at("clearance", 0, "10:00"), at("clearance", 1, "10:00"), at("victims", 0, "10:00")
    )
    placed = place_speakers(problem(week), bare)
    assert [part.speakers for part in placed.of("clearance")] == [{"CHL"}, {"JOR"}]


def test_of_a_session_with_a_part_in_no_sitting_nothing_is_said() -> None:
    updates = Item(title="Updates", minutes=15, speakers=("CHL", "JOR"))
    sessions = (
        tiny_session(name, agenda=(updates,), most_parts=2, least=60)
        for name in ("clearance", "victims")
    )
    week = tiny_week(*sessions, days=2)
    bare = tiny_timetable(
        *(at("clearance", 0, "10:00"), at("clearance", 1, "12:00")),
        *(at("victims", 0, "10:30"), at("victims", 1, "10:00")),
    )
    placed = place_speakers(problem(week), bare)
    assert [len(part.statements) for part in placed.of("clearance")] == [0, 0]
    assert sum(len(part.statements) for part in placed.of("victims")) == 2


def test_an_agenda_is_placed_whole_where_only_some_of_it_matters_to_a_rule() -> None:
    agenda = (
        Item(title="Updates", minutes=15, speakers=("CHL", "JOR")),
        Item(title="Talk", minutes=30),
    )
    week = tiny_week(tiny_session("clearance", agenda=agenda, most_parts=2, least=60), days=2)
    bare = tiny_timetable(at("clearance", 0, "10:00"), at("clearance", 1, "10:00"))
    placed = place_speakers(problem(week, SETTINGS[2:]), bare)
    assert sum(one.minutes for part in placed.parts for one in part.statements) == 60
    assert judge(week, SETTINGS[2:], placed).legal


def test_open_posts_stay_open() -> None:
    """Were Chile to lead on Monday, it would best speak then, too."""
    updates = Item(title="Updates", minutes=30, speakers=("CHL", "JOR"))
    body = Body(id="victims", name="Victims", asked={Role.CO_CHAIR: 1})
    week = tiny_week(
        tiny_session("clearance", agenda=(updates,), most_parts=2, least=60),
        tiny_session("opening", speakers={"JOR"}),
        tiny_session("victims", leading_posts={Post("victims", Role.CO_CHAIR)}),
        days=2,
        bodies=[body],
        pool=["CHL"],
    )
    bare = tiny_timetable(
        *(at("clearance", day, "10:00") for day in range(2)),
        *(at(name, 0, "10:30") for name in ("opening", "victims")),
    )
    placed = place_speakers(problem(week), bare)
    assert [part.speakers for part in placed.of("clearance")] == [{"JOR"}, {"CHL"}]
