"""A week whose agenda may be divided, through the studies that solve it again and again."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from scenarios.loading.variants import load_variants
from scenarios.scenario import Scenario
from scenarios.studies.alternatives.run import find_alternatives
from scenarios.studies.leadership.run import study_team_sizes
from scenarios.studies.sweep.run import sweep
from scenarios.studies.tradeoffs.run import weigh
from scheduler.exploring.results import Terms
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.leadership import TeamSize
from scheduler.week.timetable import Timetable
from tests.scenarios.studies.sweep.weeks import counting

ONE = Options(workers=1)

SPOKEN = """\
schema: 1
title: Who speaks when
week:
  from: 2027-06-14
  to: 2027-06-16
  sittings: {morning: 10:00-11:30}
delegations:
  default: {delegates: 1}
  also:
    CHL: {name: Chile}
    COD: {name: DR Congo}
    JOR: {name: Jordan}
    NOR: {name: Norway}
    THA: {name: Thailand}
leadership: {pool: [CHL, COD, JOR, NOR, THA]}
instruments: {convention: {name: The Convention}}
bodies:
  clearance: {name: Clearance, instrument: convention, co_chairs: [NOR]}
  victims: {name: Victim Assistance, instrument: convention, co_chairs: [THA]}
sessions:
  clearance:
    body: clearance
    format: plenary
    least: 60
    parts: {at_most: 2, shortest: 30}
    agenda:
      - {item: Requests, speakers: [CHL, COD], minutes_each: 30}
      - {item: Updates, speakers: [JOR, CHL], minutes_each: 15}
  victims: {body: victims, format: plenary, least: 30, wanted: 60, speakers: [JOR]}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {prefer: {tier: 1, weight: 1}}
  shorten_stays: {prefer: {tier: 2, weight: 10}}
variants:
  early: {title: Chile leaves early, patch: {delegations: {also: {CHL: {present: [monday]}}}}}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "spoken.yaml"
    found.write_text(SPOKEN, encoding="utf-8")
    return found


def whole(scenario: Scenario, timetable: Timetable | None) -> bool:
    """Whether every statement stands in a part, in a timetable that is legal."""
    assert timetable is not None
    said = [one for part in timetable.of("clearance") for one in part.statements]
    return len(said) == 4 and scenario.judge(timetable).legal


@pytest.mark.slow
def test_alternatives_say_who_speaks_when_and_differ_in_their_sittings(path: Path) -> None:
    scenario = load_scenario(path)
    found = find_alternatives(scenario, Terms(count=3, within=Decimal(100), differ=1), ONE)
    timetables = list(found.timetables.values())
    assert len(timetables) == 4
    assert all(whole(scenario, timetable) for timetable in timetables)
    places = [tuple(part.place for part in timetable.parts) for timetable in timetables]
    assert all(one != other for one, other in combinations(places, 2))


def test_stays_are_weighed_against_time_with_the_statements_placed(path: Path) -> None:
    scenario = load_scenario(path)
    front = weigh(scenario, ["give_wanted_time", "shorten_stays"], options=ONE).front
    assert front.complete
    for point in front.points:
        assert whole(scenario, point.result.timetable)
        assert point.result.verdict is not None
        counted = point.result.verdict.amounts()
        assert point.amounts == (counted["give_wanted_time"], counted["shorten_stays"])


@pytest.mark.slow
def test_a_sweep_keeps_who_speaks_when(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    variants = load_variants(path)
    for variant, outcome in zip(variants.listed, sweep(path).outcomes, strict=True):
        assert outcome.solved is not None
        scenario = variants.load(variant)
        file = tmp_path / f"{outcome.name}.csv"
        file.write_text(outcome.solved.schedule, encoding="utf-8")
        kept = read_schedule(file, scenario.week)
        assert whole(scenario, kept)
        assert kept == solve(scenario.problem, ONE).timetable
        days = {part.day for part in kept.parts if "CHL" in part.speakers}
        assert outcome.name != "early" or days == {0}


@pytest.mark.slow
def test_who_speaks_may_lead_where_posts_are_open(path: Path) -> None:
    """Somebody who leads clearance is there for all of it, also while others speak."""
    found = study_team_sizes(path, [TeamSize(1, 0), TeamSize(2, 0)], ONE)
    for team in found.teams:
        assert team.result.status is Status.PROVEN
        timetable = team.result.timetable
        assert timetable is not None
        said = [one.speaker for part in timetable.of("clearance") for one in part.statements]
        assert sorted(said) == ["CHL", "CHL", "COD", "JOR"]
        assert team.result.verdict is not None
        assert team.result.verdict.legal
