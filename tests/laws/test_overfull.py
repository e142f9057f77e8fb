"""The law of counts: an overfull week is refused as infeasible, never by a time-out (5).

The count speaks before any search. The model holds it as well: a search that did not hear it
proves the same. That search is bounded by its conflicts, not by a clock.
"""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from constraints import RULE_BY_NAME, RULES
from scheduler.drafting.draft import Draft
from scheduler.rules.rule import Must, Rule, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status
from scheduler.solving.solving import solve
from tests.laws.overfull import OVERFULL, Overfull

MOST_CONFLICTS = 1000
"""What the search may take to prove it; with the counts in the model it needs none."""

COUNTING = [rule for rule in RULES if rule.count is not Rule.count]
WEEKS = [pytest.param(one, id=one.rule.key()) for one in OVERFULL]
POSTED = (
    "use_rooms_once",
    "respect_interpretation",
    "lead_in_person",
    "hear_every_speaker",
    "keep_plenaries_alone",
)
"""The rules whose count the model would not hold unless they posted it."""


def musts(overfull: Overfull) -> list[Setting]:
    """The rule, those that its count assumes, and that no session is longer than it need be."""
    assumed = {name for count in overfull.rule.count(overfull.week) for name in count.assumes}
    assumed.add("end_on_time")
    rules = [RULE_BY_NAME[name]() for name in sorted(assumed - {overfull.rule.name})]
    return [Setting(rule=rule, mode=Must()) for rule in (*rules, overfull.rule)]


def proven(overfull: Overfull) -> bool:
    """Whether the model alone proves that the week is overfull, by propagation."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 0
    solver.parameters.max_number_of_conflicts = MOST_CONFLICTS
    return solver.solve(Draft(overfull.week, musts(overfull)).model.cp) == cp_model.INFEASIBLE


def test_every_rule_that_counts_has_an_overfull_week() -> None:
    assert {type(one.rule) for one in OVERFULL} == set(COUNTING)


@pytest.mark.usefixtures("no_search")
@pytest.mark.parametrize("overfull", WEEKS)
def test_an_overfull_week_is_refused_by_its_count(overfull: Overfull) -> None:
    result = solve(Problem(week=overfull.week, settings=tuple(musts(overfull))))
    assert result.status is Status.INFEASIBLE
    assert [reason.sentence for reason in result.reasons] == [overfull.sentence]


@pytest.mark.parametrize("overfull", WEEKS)
def test_the_model_proves_what_the_count_says(overfull: Overfull) -> None:
    assert proven(overfull)


@pytest.mark.slow
@pytest.mark.parametrize("overfull", [week for week in WEEKS if week.id in POSTED])
def test_without_the_implied_count_the_model_proves_nothing(
    overfull: Overfull, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Draft, "imply", lambda *_: None)
    assert not proven(overfull), "the week is too small to show what the implied count is for"
