"""The table of a comparison: a row for each rule, a column for each timetable."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from scenarios.studies.comparison.standing import amounts
from scenarios.studies.comparison.verdicts import MUST, Applied, rules_applied
from scheduler.rules.rule import Principle

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario
    from scheduler.judging.judge import Verdict

LEVELS = ("tier", "principle", "rule", "unit", "weight")


class RuleRow(NamedTuple):
    """What one rule finds in each timetable.

    Attributes
    ----------
    amounts
        In the rule's unit, by the name of the timetable.
    """

    applied: Applied
    amounts: dict[str, int]

    @property
    def principle(self) -> str:
        """The first of the principles that it serves; empty for the structure."""
        return next((principle.value for principle in self.applied.principles), "")

    @property
    def must(self) -> bool:
        return self.applied.tier == MUST

    def cost(self, name: str) -> int:
        """Amount times weight; 0 for a must."""
        return self.amounts[name] * self.applied.weight

    def cell(self, name: str) -> str:
        """Amount, and the cost in brackets where it has a price."""
        amount = self.amounts[name]
        return f"{amount} ({self.cost(name)})" if self.applied.weight and amount else str(amount)


class RuleGroup(NamedTuple):
    """The rows of one tier, or of the musts.

    Attributes
    ----------
    costs
        What the whole tier costs, by the name of the timetable; for the musts, how many cases are
        breached.
    """

    tier: str
    rows: tuple[RuleRow, ...]
    costs: dict[str, int]

    @property
    def title(self) -> str:
        """What the rows are, and what is counted beside the title."""
        return "musts: breaches" if self.tier == MUST else f"{self.tier}: cost"


def groups_of(scenario: Scenario, verdicts: Mapping[str, Verdict]) -> tuple[RuleGroup, ...]:
    """The rows in their order: see `table_of`."""
    found = {name: amounts(verdict) for name, verdict in verdicts.items()}
    rows = [
        RuleRow(applied, {name: of.get(applied.rule, 0) for name, of in found.items()})
        for applied in rules_applied(scenario)
    ]
    return tuple(
        RuleGroup(
            tier,
            tuple(sorted(of_tier, key=_place)),
            {name: _whole(tier, verdict) for name, verdict in verdicts.items()},
        )
        for tier, of_tier in groupby(rows, key=lambda row: row.applied.tier)
    )


def _place(row: RuleRow) -> tuple[bool, int]:
    kept = row.must and not any(row.amounts.values())
    principles = list(Principle)
    return kept, principles.index(row.applied.principles[0]) if row.applied.principles else -1


def _whole(tier: str, verdict: Verdict) -> int:
    """How many cases of musts are breached, or what a tier costs."""
    if tier == MUST:
        return len(verdict.breached)
    return sum(finding.cost for finding in verdict.findings if f"tier {finding.tier}" == tier)


def table_of(scenario: Scenario, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """The table as a frame.

    Returns
    -------
    pandas.DataFrame
        A row for each rule that the scenario applies, and one for the structure: the musts that any
        timetable breaks, the other musts, then the preferences tier by tier; inside each by the
        first principle that the rule serves. The index has the levels of `LEVELS`: ``tier`` is
        ``must`` or ``tier 1`` and so on, ``weight`` is 0 for a must. The columns have two levels:
        the name of the timetable, and ``amount`` (in the rule's unit) or ``cost`` (amount times
        weight).
    """
    import pandas as pd

    rows = [row for group in groups_of(scenario, verdicts) for row in group.rows]
    index = pd.MultiIndex.from_tuples(
        [
            (r.applied.tier, r.principle, r.applied.rule, r.applied.unit, r.applied.weight)
            for r in rows
        ],
        names=list(LEVELS),
    )
    columns = pd.MultiIndex.from_product(
        [list(verdicts), ["amount", "cost"]], names=["timetable", "counted"]
    )
    values = [
        [number for name in verdicts for number in (row.amounts[name], row.cost(name))]
        for row in rows
    ]
    return pd.DataFrame(values, index=index, columns=columns)
