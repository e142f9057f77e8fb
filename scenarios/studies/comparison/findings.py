"""The findings that differ between two timetables."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scenarios.studies.comparison.moves import Names
from scheduler.document.document import Bullets, Document, Paragraph, Table
from scheduler.document.report import Report
from scheduler.rules.draft import Case
from scheduler.rules.rule import titled
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.judging.judge import Finding, Verdict


class FindingDifference(StrEnum):
    """How two timetables stand to one case of a rule."""

    ONLY_BEFORE = "only in the first"
    ONLY_AFTER = "only in the second"
    AMOUNT = "amount differs"


class FindingChange(NamedTuple):
    """A case of a rule that differs between two timetables.

    Attributes
    ----------
    tier
        ``must``, or ``tier 1`` and so on.
    before, after
        Amounts in the rule's unit; 0 where nothing is found.
    cost_before, cost_after
        Amount times weight; 0 for a must.
    """

    rule: str
    case: Case
    tier: str
    unit: str
    before: int
    after: int
    cost_before: int
    cost_after: int
    sentence_before: str
    sentence_after: str

    @property
    def difference(self) -> FindingDifference:
        if not self.after:
            return FindingDifference.ONLY_BEFORE
        return FindingDifference.AMOUNT if self.before else FindingDifference.ONLY_AFTER

    @property
    def must(self) -> bool:
        return self.tier == "must"

    @property
    def sentence(self) -> str:
        """What is found, where it is found in one only; else what each finds."""
        if self.difference is FindingDifference.AMOUNT:
            return f"{self.sentence_before} → {self.sentence_after}"
        return self.sentence_before or self.sentence_after


COLUMNS: dict[str, Callable[[FindingChange], str | int]] = {
    "rule": lambda row: row.rule,
    "tier": lambda row: row.tier,
    "difference": lambda row: row.difference.value,
    "unit": lambda row: row.unit,
    "amount before": lambda row: row.before,
    "amount after": lambda row: row.after,
    "cost before": lambda row: row.cost_before,
    "cost after": lambda row: row.cost_after,
    "sentence before": lambda row: row.sentence_before,
    "sentence after": lambda row: row.sentence_after,
}
"""The columns of the table, each with what it says of a row."""


class FindingChanges(Report, Frozen):
    """The findings that differ, the musts first, then by tier in the order of the rules."""

    names: Names
    rows: tuple[FindingChange, ...]

    def count(self, difference: FindingDifference) -> int:
        return sum(row.difference is difference for row in self.rows)

    @property
    def summary(self) -> str:
        """How many differ, in a sentence."""
        if not self.rows:
            return f"“{self.names.before}” and “{self.names.after}” have the same findings."
        only_before, only_after, amount = (self.count(one) for one in FindingDifference)
        return (
            f"{count(only_before, 'finding')} only in “{self.names.before}”, {only_after} only in "
            f"“{self.names.after}”, {amount} in both with another amount."
        )

    def label(self, difference: FindingDifference) -> str:
        """A difference with the names of the timetables: ``only in “held”``."""
        names = {
            FindingDifference.ONLY_BEFORE: f"only in “{self.names.before}”",
            FindingDifference.ONLY_AFTER: f"only in “{self.names.after}”",
        }
        return names.get(difference, difference.value)

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table.

        Returns
        -------
        pandas.DataFrame
            A row for each case, with the columns of `COLUMNS`. Amounts are in the rule's ``unit``;
            ``difference`` is a `FindingDifference`; a sentence is empty where nothing is found.
        """
        import pandas as pd

        return pd.DataFrame(self.records(), columns=list(COLUMNS))

    def records(self) -> list[dict[str, str | int]]:
        """The rows, each with every column of `COLUMNS`."""
        return [{name: read(row) for name, read in COLUMNS.items()} for row in self.rows]

    def document(self) -> Document:
        return Document("", (Paragraph(f"{self.names}: {self.summary}"), *self.table()))

    def table(self) -> tuple[Table, ...]:
        """The rows as a table of a report; none without any."""
        heads = ("rule", "applied as", "where", "finding")
        rows = [(titled(r.rule), r.tier, self.label(r.difference), r.sentence) for r in self.rows]
        return (Table(heads, rows),) if rows else ()

    def of_musts(self) -> tuple[Bullets, ...]:
        """The findings against musts alone, as a list; none without any."""
        said = (f"must, {self.label(r.difference)}: {r.sentence}" for r in self.rows if r.must)
        return (Bullets(tuple(said)),)


def find_changes(before: Verdict, after: Verdict, names: Names) -> FindingChanges:
    """Find the cases that differ between two verdicts by the same rules.

    Parameters
    ----------
    before, after
        Verdicts of one scenario. Findings are the same where rule and case are.
    """
    old, new = _by_case(before), _by_case(after)
    keys = sorted(
        {**old, **new}, key=lambda key: _rank(before, (*old.get(key, ()), *new.get(key, ())))
    )
    rows = (_change(old.get(key, ()), new.get(key, ())) for key in keys)
    return FindingChanges(names=names, rows=tuple(row for row in rows if row.before != row.after))


Found = tuple["Finding", ...]


def _by_case(verdict: Verdict) -> dict[tuple[str, Case], Found]:
    found: dict[tuple[str, Case], Found] = {}
    for finding in verdict.findings:
        key = (finding.rule, finding.case)
        found[key] = (*found.get(key, ()), finding)
    return found


def _rank(verdict: Verdict, found: Found) -> tuple[int, int]:
    finding = found[0]
    place = verdict.applied.index(finding.rule) if finding.rule in verdict.applied else -1
    return finding.tier or 0, place


def _change(old: Found, new: Found) -> FindingChange:
    one = (*old, *new)[0]
    return FindingChange(
        rule=one.rule,
        case=one.case,
        tier=f"tier {one.tier}" if one.tier else "must",
        unit=one.unit,
        before=sum(finding.amount for finding in old),
        after=sum(finding.amount for finding in new),
        cost_before=sum(finding.cost for finding in old),
        cost_after=sum(finding.cost for finding in new),
        sentence_before=" ".join(finding.sentence for finding in old),
        sentence_after=" ".join(finding.sentence for finding in new),
    )
