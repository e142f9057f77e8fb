"""Timetables of one scenario side by side: what each rule finds in them, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scheduler.judging.judge import STRUCTURE
from scheduler.rules.rule import Prefer, Principle

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario
    from scheduler.judging.judge import Verdict

MUST = "must"
"""What stands for the tier of a must."""


def compare_verdicts(scenario: Scenario, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """Compare timetables rule by rule.

    Parameters
    ----------
    scenario
        The scenario whose rules judged the timetables.
    verdicts
        The verdicts, each by the name that its timetable goes by.

    Returns
    -------
    pandas.DataFrame
        A row for each rule, the musts first, then the preferences by tier. Columns: ``rule``,
        ``tier`` (or ``must``), ``unit``, ``weight`` (0 for a must), an amount for each timetable
        under its name, and a cost for each, as ``cost of held``.
    """
    import pandas as pd

    rows = [
        {
            "rule": rule,
            "tier": tier,
            "unit": unit,
            "weight": weight,
            **{name: verdict.amount(rule) for name, verdict in verdicts.items()},
            **{f"cost of {name}": v.amount(rule) * weight for name, v in verdicts.items()},
        }
        for rule, tier, unit, weight, _ in rules_applied(scenario)
    ]
    return pd.DataFrame(rows).set_index("rule")


def compare_costs(verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """Compare timetables by what decides between them, the most important first.

    Returns
    -------
    pandas.DataFrame
        A row for the breaches of musts and one for the cost of each tier; a column for each
        timetable.
    """
    import pandas as pd

    tiers = sorted({tier for verdict in verdicts.values() for tier in verdict.tiers})
    rows = {
        "breaches of musts": {name: len(v.breached) for name, v in verdicts.items()},
        **{
            f"cost of tier {tier}": {name: verdict.cost(tier) for name, verdict in verdicts.items()}
            for tier in tiers
        },
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def say_differences(scenario: Scenario, before: Verdict, after: Verdict) -> Iterator[str]:
    """Say where two timetables differ, rule by rule, as sentences: what the second one changes.

    Rules of which both have the same amount are passed over.
    """
    for rule, tier, unit, weight, _ in rules_applied(scenario):
        old, new = before.amount(rule), after.amount(rule)
        if old == new:
            continue
        better = new < old
        said = f"{rule} is {'better' if better else 'worse'}: {new} instead of {old} ({unit})"
        price = f"{abs(new - old) * weight} {'less' if better else 'more'} to pay in {tier}"
        yield f"{said}, {price}." if weight else f"{said}."


class Applied(NamedTuple):
    """A rule as a scenario applies it.

    Attributes
    ----------
    tier
        ``must``, or ``tier 1`` and so on.
    weight
        0 for a must.
    principles
        Those of the eight that it serves, the first one first.
    """

    rule: str
    tier: str
    unit: str
    weight: int
    principles: tuple[Principle, ...] = ()


def rules_applied(scenario: Scenario) -> Iterator[Applied]:
    """Each rule that a scenario applies, the structure first, then musts, then tier by tier."""
    yield Applied(STRUCTURE, MUST, "parts", 0)
    for setting in sorted(scenario.settings, key=lambda setting: setting.rank):
        rule, mode = setting.rule, setting.mode
        yield Applied(
            rule.name,
            f"tier {mode.tier}" if isinstance(mode, Prefer) else MUST,
            rule.unit,
            mode.weight if isinstance(mode, Prefer) else 0,
            rule.principles,
        )
