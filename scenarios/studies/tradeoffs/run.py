"""Weighing two or three preferences of a scenario against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from scenarios.reading.input_problems import InputProblems
from scenarios.reading.spelling import suggestion
from scenarios.scenario import Scenario
from scenarios.studies.tradeoffs.result import Tradeoffs
from scheduler.exploring.results import Weighing

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


FEWEST, MOST = 2, 3
"""How many preferences can be weighed against each other."""


def weigh(
    scenario: Scenario,
    between: Sequence[str],
    *,
    points: int | None = None,
    within: Decimal | int | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Tradeoffs:
    """Find how two or three preferences trade off: the efficient timetables.

    Parameters
    ----------
    between, points, within
        See `scheduler.exploring.results.Weighing`.
    options
        Limits of the search; the time is for all points together.

    Raises
    ------
    BadInput
        Where the scenario has no preference of one of the names.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    check_between(scenario, between, "between")
    from scheduler.exploring.tradeoffs import find_front

    weighing = Weighing(between=tuple(between), points=points, within=within)
    front = find_front(scenario.problem, weighing, options, watch=watch)
    return Tradeoffs(scenario=scenario, front=front)


def check_between(scenario: Scenario, names: Sequence[str], where: str) -> None:
    """Refuse names that no preference has; `BadInput` says what to do about each."""
    from constraints import RULE_BY_NAME

    problems = InputProblems()
    modes = {setting.rule.name: setting.must for setting in scenario.settings}
    preferences = [rule for rule, must in modes.items() if not must]
    for name in names:
        write = f"write  {name}: {{prefer: {{tier: 1}}}}  under 'rules' in {scenario.path.name}"
        if modes.get(name):
            what = f"{name} is a must here, so no timetable breaks it; to weigh it, {write}"
            problems.note(where, what)
        elif name in RULE_BY_NAME and name not in modes:
            what = f"{name} is not applied in this scenario; to weigh it, {write}"
            problems.note(where, what)
        elif name not in modes:
            hint = suggestion(name, list(RULE_BY_NAME)) or suggestion(name, preferences)
            problems.note(where, f"there is no rule '{name}'{hint}")
    if len(set(names)) < len(names):
        problems.note(where, "a preference is named twice; name different ones")
    elif not FEWEST <= len(names) <= MOST:
        what = f"name {FEWEST} or {MOST} preferences, with commas between them; these are"
        problems.note(where, f"{what} {len(names)}")
    problems.finish()
