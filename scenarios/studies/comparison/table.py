"""What each rule finds in each of several timetables, and what their tiers cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scenarios.studies.comparison.standing import amounts
from scheduler.document.document import (
    Cell,
    Column,
    GroupRow,
    Mark,
    Marked,
    Table,
    Text,
    pieces,
    said,
)
from scheduler.rules.rule import STRUCTURE, Prefer, Principle, titled

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario
    from scheduler.judging.judge import Verdict

MUST = "must"
"""What stands for the tier of a must."""

LEGEND = "Each cell is the amount in the rule's unit; what it costs in its tier stands in brackets."

TableRow: TypeAlias = Sequence[Cell] | GroupRow

LEVELS = ("tier", "principle", "rule", "unit", "weight")


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

    @property
    def kept(self) -> bool:
        """Whether it is a must that every timetable keeps."""
        return self.must and not any(self.amounts.values())

    def cell(self, name: str) -> Marked:
        """Amount, and the cost in brackets where it has a price; marked where another has less."""
        amount = self.amounts[name]
        price = f" ({self.cost(name)})" if self.applied.weight and amount else ""
        worse = amount > min(self.amounts.values())
        return Marked(f"{amount}{price}", Mark.WORSE if worse else Mark.PLAIN)


class RuleGroup(NamedTuple):
    """The rows of one tier, or of the musts.

    Attributes
    ----------
    costs
        What the whole tier costs, by the name of the timetable; for the musts, how many cases are
        breached.
    """

    tier: str
    amounts: tuple[RuleRow, ...]
    costs: dict[str, int]

    def rows(self) -> Iterator[dict[str, str | int]]:
        """The rows of a CSV file, that of the whole tier last."""
        for row in self.amounts:
            rule = row.applied
            found: dict[str, str | int] = {"tier": self.tier, "principle": row.principle}
            found |= {"rule": rule.rule, "unit": rule.unit, "weight": rule.weight}
            for name, amount in row.amounts.items():
                found |= {f"amount of {name}": amount, f"cost of {name}": row.cost(name)}
            yield found
        must = self.tier == MUST
        whole: dict[str, str | int] = {"tier": self.tier, "principle": "", "rule": "all"}
        whole |= {"unit": "breaches" if must else "", "weight": ""}
        for name, cost in self.costs.items():
            whole |= {f"amount of {name}": cost if must else ""}
            whole |= {f"cost of {name}": "" if must else cost}
        yield whole

    def block_rows(self, *, brief: bool) -> Iterator[TableRow]:
        """The rows of a report, under one with what the whole tier costs."""
        title = "musts: breaches" if self.tier == MUST else f"{self.tier}: cost"
        yield GroupRow((title, *self.costs.values()))
        kept = [row for row in self.amounts if row.kept] if brief else []
        shown = [row for row in self.amounts if row not in kept]
        for principle, rows in groupby(shown, key=lambda row: row.principle):
            if principle:
                yield GroupRow((principle,), level=2)
            for row in rows:
                label: Text = (*pieces(titled(row.applied.rule)), f", {row.applied.unit}")
                yield (label, *map(row.cell, row.amounts))
        if kept:
            rest = "the other rules" if shown else "all rules"
            yield GroupRow((f"{len(kept)} musts kept by all: {rest}",), level=2)


def tiers_of(scenario: Scenario, verdicts: Mapping[str, Verdict]) -> tuple[RuleGroup, ...]:
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


def table_block(scenario: Scenario, verdicts: Mapping[str, Verdict], *, brief: bool) -> Table:
    """The table of a report: a row for each rule, under its tier and the principle it serves."""
    columns = [Column("rule"), *(Column(name, right=True) for name in verdicts)]
    tiers = tiers_of(scenario, verdicts)
    return Table(columns, [row for tier in tiers for row in tier.block_rows(brief=brief)])


def _place(row: RuleRow) -> tuple[bool, int]:
    principles = list(Principle)
    return row.kept, principles.index(row.applied.principles[0]) if row.applied.principles else -1


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

    rows = [row for tier in tiers_of(scenario, verdicts) for row in tier.amounts]
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


def compare_costs(scenario: Scenario, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """Compare timetables by what decides between them, the most important first.

    Returns
    -------
    pandas.DataFrame
        A row for the breaches of musts and one for the cost of each tier; a column for each
        timetable.
    """
    import pandas as pd

    rows = {
        "breaches of musts" if of.tier == MUST else f"cost of {of.tier}": of.costs
        for of in tiers_of(scenario, verdicts)
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def say_differences(scenario: Scenario, before: Verdict, after: Verdict) -> Iterator[str]:
    """Say where two timetables differ, rule by rule, as sentences: what the second one changes.

    Rules with the same amount in both are passed over.
    """
    for rule, tier, unit, weight, _ in rules_applied(scenario):
        old, new = before.amount(rule), after.amount(rule)
        if old == new:
            continue
        better = new < old
        verb = "better" if better else "worse"
        told = f"{said(titled(rule))}: {verb}, {new} instead of {old} ({unit})"
        price = f"{abs(new - old) * weight} {'less' if better else 'more'} to pay in {tier}"
        yield f"{told}, {price}." if weight else f"{told}."
