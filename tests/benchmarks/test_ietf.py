"""The public week: what the benchmark counts is what the scenario made of it costs."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.loading.loading import build_scenario
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.timetable import Timetable
from tests.benchmarks.conftest import BENCHMARKS
from tests.benchmarks.scoring import (
    FRAMES,
    PENALTIES,
    Slot,
    Week,
    cost,
    possible,
    schedules,
    tiny,
)

OPTIONS = Options(workers=1, canonical=False)
NEVER = 10**9
"""A price beyond that of all else together."""


def scenario_of(week: Week) -> Scenario:
    return build_scenario(import_module("ietf").to_scenario(week))


def schedule_of(scenario: Scenario, timetable: Timetable | None) -> dict[int, Slot]:
    """A timetable as the benchmark has it."""
    assert timetable is not None
    rows = import_module("ietf").to_rows(scenario.week, timetable)
    return {int(row["session"]): Slot(row["start"], row["room"]) for row in rows}


def as_musts(week: Week) -> Week:
    """The same week with prices beyond all others for what is a must in the scenario."""
    return {**week, "penalties": {**week["penalties"], "timerange": NEVER, "bethere": NEVER}}


def only(week: Week, numbers: Sequence[int]) -> Week:
    """The same week with some of its sessions, and what is asked for them."""
    sessions = [session for session in week["sessions"] if session["id"] in numbers]
    groups = {session["group"] for session in sessions}
    return {
        **week,
        "sessions": sessions,
        "must_attend": {g: who for g, who in week["must_attend"].items() if g in groups},
        "unavailable": {g: never for g, never in week["unavailable"].items() if g in groups},
        "adjacent": [pair for pair in week["adjacent"] if groups.issuperset(pair)],
        "time_relation": [pair for pair in week["time_relation"] if pair[0] in groups],
    }


def slots(frames: Iterable[tuple[str, int]], rooms: Iterable[str]) -> list[dict[str, Any]]:
    """Every room in every frame."""
    return [
        {"room": room, "start": start, "minutes": minutes}
        for room in rooms
        for start, minutes in frames
    ]


def least(week: Week) -> int | None:
    """The least cost of any schedule, by trying each; None where there is none."""
    return min((cost(week, held) for held in schedules(week)), default=None)


@pytest.mark.slow
def test_the_week_is_solved_at_the_cost_that_the_benchmark_counts() -> None:
    week = tiny()
    scenario = scenario_of(week)
    result = solve(scenario.problem, OPTIONS)
    held = schedule_of(scenario, result.timetable)
    assert result.status is Status.PROVEN
    assert possible(week, held)
    # Mail meets on two days that are not neighbouring, and clocks on one of them only.
    assert cost(week, held) == 1_000 * result.tiers[0].value == 1_000


@pytest.mark.slow
def test_a_session_longer_than_any_slot_is_trimmed_to_the_longest() -> None:
    week = tiny()
    scenario = scenario_of(week)
    held = schedule_of(scenario, solve(scenario.problem, OPTIONS).timetable)
    assert scenario.week.session["s0"].least == 120
    assert held[0].start.endswith("T10:00")


def test_a_room_is_not_used_in_the_frame_in_which_it_is_missing() -> None:
    week = tiny()
    scenario = scenario_of(week)
    assert scenario.week.room["annex"].closed == {f"{FRAMES[0][0][:10]} 1000"}
    assert all(not room.closed for room in scenario.week.rooms if room.id != "annex")


@pytest.mark.parametrize(
    ("frames", "numbers", "price"),
    [
        (FRAMES[:1], (0, 3), 200_000),
        (FRAMES[3:4], (1, 6), 100_000),
        (FRAMES[3:4], (6, 7), 10_000),
        (FRAMES[:2], (0, 2), 2_000),
        (FRAMES[3:4] + FRAMES[7:], (1, 4), 2_000),
        (FRAMES[:1] + FRAMES[3:4], (4, 5), 2_000),
        (FRAMES[1:3], (4, 5), 0),
    ],
    ids=[
        "chairs",
        "key people",
        "subjects",
        "next day",
        "not next day",
        "not adjacent",
        "adjacent",
    ],
)
def test_what_cannot_be_avoided_costs_its_price(
    frames: list[tuple[str, int]], numbers: tuple[int, ...], price: int
) -> None:
    week = only(tiny(frames), numbers)
    week = {**week, "unavailable": {}, "slots": slots(frames, week["rooms"])}
    result = solve(scenario_of(week).problem, OPTIONS)
    assert least(week) == price
    assert 1_000 * result.tiers[0].value == price


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Parts of the tiny week, so small that every schedule can be tried, otherwise connected."""
    frames = sorted(draw(st.sets(st.sampled_from(FRAMES), min_size=1, max_size=3)))
    numbers = draw(st.sets(st.integers(1, 7), min_size=2, max_size=4))
    week = only(tiny(frames), sorted(numbers))
    groups = sorted({session["group"] for session in week["sessions"]})
    rooms = dict(list(week["rooms"].items())[: draw(st.integers(2, 3))])
    free = slots(frames, rooms)
    seldom = st.sampled_from([0, 0, 0, 1])
    missing = draw(st.sampled_from([None, *free]))
    pair = st.lists(st.sampled_from(groups), min_size=2, max_size=2)
    other = pair.filter(lambda pair: pair[0] != pair[1])
    several = len(groups) > 1
    pairs = st.lists(other, max_size=4) if several else st.just([])
    twice = [g for g in groups if [s["group"] for s in week["sessions"]].count(g) > 1]
    relation = st.sampled_from(["subsequent-days", "one-day-separation"])
    unique = st.lists(other, max_size=2, unique_by=tuple) if several else st.just([])
    return {
        **week,
        "rooms": rooms,
        "slots": [slot for slot in free if slot != missing or len(free) == 1],
        "conflicts": {kind: draw(pairs) for kind in week["conflicts"]},
        "must_attend": {
            group: sorted(draw(st.frozensets(st.sampled_from(["p1", "p2"]), max_size=draw(seldom))))
            for group in groups
        },
        "unavailable": {
            group: sorted(
                draw(st.frozensets(st.sampled_from([f for f, _ in frames]), max_size=draw(seldom)))
            )
            for group in groups
        },
        "time_relation": [[group, draw(relation)] for group in twice],
        "adjacent": draw(unique),
    }


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(weeks())
def test_no_schedule_of_a_small_week_costs_less(week: Week) -> None:
    known = least(as_musts(week))
    try:
        scenario = scenario_of(week)
    except BadInput as refused:
        assert known is None or known >= NEVER, refused
        return
    result = solve(scenario.problem, OPTIONS)
    if known is None or known >= NEVER:
        # Sessions of one group at the same time are not a must, but as dear as a start that is not.
        impossible = 1_000 * sum(tier.value for tier in result.tiers) >= PENALTIES["timerange"]
        assert result.status is Status.INFEASIBLE or impossible
        return
    assert result.status is Status.PROVEN
    held = schedule_of(scenario, result.timetable)
    assert possible(week, held)
    assert cost(week, held) == known == 1_000 * sum(tier.value for tier in result.tiers)


@pytest.mark.slow
def test_the_script_writes_the_schedule_that_the_benchmark_reads(tmp_path: Path) -> None:
    week, output = tiny(), tmp_path / "schedule.csv"
    (tmp_path / "ietf106.json").write_text(json.dumps(week), encoding="utf-8")
    ended = run("ietf106", "--data", tmp_path, "--output", output, "--workers", "1")
    assert ended.returncode == 0, ended.stderr
    assert "  PROVEN\n" in ended.stdout
    assert "  tier 1: value 1, bound 1, " in ended.stdout
    with output.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["session", "start", "room"]
    held = {int(row["session"]): Slot(row["start"], row["room"]) for row in rows}
    assert possible(week, held)
    assert cost(week, held) == 1_000


@pytest.mark.slow
def test_the_script_writes_nothing_where_there_is_no_schedule(tmp_path: Path) -> None:
    week = only(tiny(FRAMES[:1]), (0, 2))
    (tmp_path / "ietf106.json").write_text(json.dumps(week), encoding="utf-8")
    output = tmp_path / "schedule.csv"
    ended = run("ietf106", "--data", tmp_path, "--output", output)
    assert ended.returncode == 0, ended.stderr
    assert "  INFEASIBLE\nietf106 | solve | no schedule | " in ended.stdout
    assert not output.exists()


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, BENCHMARKS / "public.py", *words],
        cwd=BENCHMARKS.parent,
        env={**os.environ, "PYTHONPATH": str(BENCHMARKS.parent)},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
