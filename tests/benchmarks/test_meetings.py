"""Weeks of meetings: what the benchmark counts is what the scenario made of them costs."""

from __future__ import annotations

import random
from importlib import import_module
from itertools import combinations, product
from typing import Any, NamedTuple

import pytest

from scenarios.loading.loading import build_scenario
from scheduler.judging.judge import judge
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve

Problem = dict[str, Any]
Schedule = list[tuple[int, int]]


class Score(NamedTuple):
    """The benchmark's three levels, and what the third is made of."""

    hard: int
    medium: int
    soft: int
    last: int
    overlap: int


def score(problem: Problem, schedule: Schedule) -> Score:
    """Counted grain by grain, as the benchmark defines it."""
    meetings, seats = problem["meetings"], [room[1] for room in problem["rooms"]]
    days = [grain[1] for grain in problem["grains"]]
    hard = medium = soft = last = overlap = 0
    runs = [set(range(start, start + meetings[n]["dur"])) for n, (start, _) in enumerate(schedule)]
    for n, (_, room) in enumerate(schedule):
        size = len(meetings[n]["req"]) + len(meetings[n]["pref"])
        hard += max(0, size - seats[room]) + (days[min(runs[n])] != days[max(runs[n])])
        last += max(runs[n])
        soft += sum(max(0, other - seats[room]) for other in seats)
    for i, j in combinations(range(len(schedule)), 2):
        one, other = meetings[i], meetings[j]
        both = sum(person in other["req"] for person in one["req"])
        everybody = [*other["req"], *other["pref"]]
        any_of = sum(person in everybody for person in [*one["req"], *one["pref"]])
        same = schedule[i][1] == schedule[j][1]
        grains = len(runs[i] & runs[j])
        hard += grains * (same + both)
        medium += grains * (any_of - both)
        overlap += grains
        first, then = sorted((runs[i], runs[j]), key=min)
        soft += 100 * (max(runs[i]) + 1 == min(runs[j]) or max(runs[j]) + 1 == min(runs[i]))
        near = min(first) < min(then) and min(then) - max(first) - 1 <= 2
        soft += any_of * (near and not same)
    return Score(hard, medium, soft + last + 10 * overlap, last, overlap)


def made(meetings: int, seed: int) -> Problem:
    problem: Problem = import_module("made_meetings").made(meetings, seed)
    return problem


def drawn(problem: Problem, draw: random.Random) -> Schedule:
    """The greedy's schedule with a few meetings, or all, anywhere in a day that can hold them."""
    found: Schedule = import_module("greedy").greedy(problem)
    grains, lengths = problem["grains"], [meeting["dur"] for meeting in problem["meetings"]]
    for n in draw.sample(range(len(found)), draw.choice([0, 1, 2, len(found)])):
        starts = range(len(grains) - lengths[n] + 1)
        possible = [s for s in starts if grains[s][1] == grains[s + lengths[n] - 1][1]]
        found[n] = draw.choice(possible), draw.randrange(len(problem["rooms"]))
    return found


def as_rows(schedule: Schedule) -> list[dict[str, int]]:
    return [
        {"session": n, "start": start, "room": room} for n, (start, room) in enumerate(schedule)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_the_first_tier_is_the_second_level_and_musts_are_the_first(seed: int) -> None:
    problem, draw = made(20, seed), random.Random(seed)
    meetings = import_module("meetings")
    scenario = build_scenario(meetings.to_scenario(problem, "made", soft=True))
    for _ in range(6):
        schedule = drawn(problem, draw)
        timetable = meetings.to_timetable(problem, as_rows(schedule))
        found = judge(scenario.week, scenario.settings, timetable).findings
        amounts = dict.fromkeys((finding.rule for finding in found), 0)
        for finding in found:
            amounts[finding.rule] += finding.amount
        counted = score(problem, schedule)
        assert amounts.pop("keep_bodies_apart", 0) == 15 * counted.medium
        assert amounts.pop("finish_early") == 15 * (counted.last + len(schedule))
        at_once = max(
            sum(start <= grain < start + problem["meetings"][n]["dur"] for n, (start, _) in places)
            for grain in range(len(problem["grains"]))
            for places in [list(enumerate(schedule))]
        )
        beside = amounts.pop("limit_sessions_at_once", 0)
        assert beside == 15 * counted.overlap if at_once <= 2 else beside < 15 * counted.overlap
        assert bool(amounts) == bool(counted.hard)


def test_a_timetable_is_written_as_the_schedule_from_which_it_was_read() -> None:
    problem = made(30, 1)
    meetings = import_module("meetings")
    scenario = build_scenario(meetings.to_scenario(problem, "made"))
    rows = as_rows(drawn(problem, random.Random(1)))
    timetable = meetings.to_timetable(problem, rows)
    written = meetings.to_rows(problem, scenario.week, timetable)
    assert sorted(written, key=lambda row: row["session"]) == rows


def test_a_day_may_be_shorter_than_the_others() -> None:
    problem = made(20, 1)
    problem["grains"] = problem["grains"][:50]
    scenario = build_scenario(import_module("meetings").to_scenario(problem, "made"))
    assert [sitting.minutes for sitting in scenario.week.sittings] == [480, 270]


@pytest.mark.slow
def test_the_greedy_puts_each_meeting_where_the_benchmark_counts_least() -> None:
    problem = made(10, 3)
    greedy, grains = import_module("greedy"), len(problem["grains"])
    found: Schedule = greedy.greedy(problem, sweeps=20)
    kept = score(problem, found)[:3]
    for n, meeting in enumerate(problem["meetings"]):
        for start, room in product(range(grains - meeting["dur"] + 1), range(5)):
            moved = [*found[:n], (start, room), *found[n + 1 :]]
            assert score(problem, moved)[:3] >= kept


def test_first_fit_keeps_every_hard_rule() -> None:
    problem = made(40, 2)
    assert score(problem, import_module("plain").first_fit(problem)).hard == 0


@pytest.mark.slow
def test_a_plain_model_is_no_worse_than_the_first_fit_that_it_is_given() -> None:
    problem, plain = made(20, 1), import_module("plain")
    hint = plain.first_fit(problem)
    found = plain.solve_plain(problem, hint, effort=1)
    assert score(problem, found)[:2] <= score(problem, hint)[:2]


@pytest.mark.slow
def test_a_small_week_is_proven_at_what_the_benchmark_counts() -> None:
    problem, meetings = made(10, 5), import_module("meetings")
    scenario = build_scenario(meetings.to_scenario(problem, "made"))
    result = solve(scenario.problem, Options(workers=1, canonical=False, time_limit=600))
    assert result.status is Status.PROVEN
    assert result.timetable is not None
    rows = meetings.to_rows(problem, scenario.week, result.timetable)
    places = {row["session"]: (row["start"], row["room"]) for row in rows}
    counted = score(problem, [places[n] for n in range(10)])
    assert (counted.hard, 15 * counted.medium) == (0, result.tiers[0].value)


def test_the_same_seed_makes_the_same_week() -> None:
    assert made(20, 1) == made(20, 1) != made(20, 2)
