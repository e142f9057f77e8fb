"""Timetables side by side."""

from __future__ import annotations

from functools import cache

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.comparison.table import (
    compare_costs,
    say_differences,
    table_of,
)
from scheduler.judging.judge import Verdict
from scheduler.week.timetable import Part, Timetable
from tests.weeks import SMALL_WEEK

MONDAY, TUESDAY = 0, 1
TEN, THREE = 10 * 60, 15 * 60


@cache
def starter() -> Scenario:
    return load_scenario(SMALL_WEEK)


def judged(*parts: Part) -> Verdict:
    return starter().judge(Timetable(parts=parts))


@pytest.fixture
def verdicts() -> dict[str, Verdict]:
    opening = Part("opening", MONDAY, TEN, 60, "large")
    longer = Part("opening", MONDAY, TEN, 120, "large")
    return {
        "short": judged(opening),
        "long": judged(longer, Part("closing", TUESDAY, THREE, 60, "large")),
    }


def test_each_rule_that_is_applied_has_a_row(verdicts: dict[str, Verdict]) -> None:
    table = table_of(starter(), verdicts)
    names = [setting.rule.name for setting in starter().settings]
    assert sorted(table.index.get_level_values("rule")) == sorted([*names, "structure"])
    assert table.index.names == ["tier", "principle", "rule", "unit", "weight"]
    assert [*table.columns] == [(n, what) for n in verdicts for what in ("amount", "cost")]


def test_amounts_and_costs_are_those_of_the_verdicts(verdicts: dict[str, Verdict]) -> None:
    table = table_of(starter(), verdicts)
    for name, verdict in verdicts.items():
        amounts = table[name]["amount"].droplevel(["tier", "principle", "unit", "weight"])
        assert amounts.to_dict() == {**verdict.amounts(), "structure": 0}
        for tier in verdict.tiers:
            assert table.loc[f"tier {tier}"][name]["cost"].sum() == verdict.cost(tier)


def test_musts_come_before_preferences(verdicts: dict[str, Verdict]) -> None:
    tiers = list(table_of(starter(), verdicts).index.get_level_values("tier"))
    assert tiers == sorted(tiers)


def test_costs_stand_below_the_breaches_of_musts(verdicts: dict[str, Verdict]) -> None:
    table = compare_costs(starter(), verdicts)
    assert list(table.index) == ["breaches of musts", "cost of tier 1", "cost of tier 2"]
    assert table.loc["breaches of musts", "short"] == len(verdicts["short"].breached)
    assert table.loc["cost of tier 1", "long"] == verdicts["long"].cost(1)


def test_differences_are_said_as_what_the_second_changes(verdicts: dict[str, Verdict]) -> None:
    sentences = list(say_differences(starter(), verdicts["short"], verdicts["long"]))
    before = verdicts["short"].amount("give_wanted_time")
    after = verdicts["long"].amount("give_wanted_time")
    assert (
        "Sessions get the time they want (give_wanted_time): better, "
        f"{after} instead of {before} (minutes), "
        f"{before - after} less to pay in tier 1."
    ) in sentences
    assert any("(shorten_stays): worse" in sentence for sentence in sentences)


def test_what_is_the_same_is_not_said(verdicts: dict[str, Verdict]) -> None:
    assert not list(say_differences(starter(), verdicts["short"], verdicts["short"]))
