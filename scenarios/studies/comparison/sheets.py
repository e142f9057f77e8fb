"""A comparison as CSV: UTF-8, a fixed order of columns, cells guarded against spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from scenarios.reading.csv_file import Cell, csv_text
from scenarios.studies.comparison import findings, moves
from scenarios.studies.comparison.table import groups_of

if TYPE_CHECKING:
    from scenarios.studies.comparison.comparison import Comparison


def table_csv(comparison: Comparison) -> str:
    """The table: a row for each rule in the order of the table, then how the tiers end.

    Columns: ``tier``, ``principle``, ``rule``, ``unit``, ``weight``; ``amount of`` and ``cost of``
    each timetable. The row of a whole tier follows its rules: ``rule`` is ``all``, and it has costs
    only. For the musts it has the number of cases breached, as amounts.
    """
    names = comparison.names
    heads = [f"{what} of {name}" for name in names for what in ("amount", "cost")]
    return csv_text(
        ["tier", "principle", "rule", "unit", "weight", *heads], _table_rows(comparison)
    )


def _table_rows(comparison: Comparison) -> Iterator[list[Cell]]:
    names = comparison.names
    for group in groups_of(comparison.scenario, comparison.verdicts):
        must = group.tier == "must"
        for row in group.rows:
            about = (group.tier, row.principle, row.applied.rule, row.applied.unit)
            counted = [c for name in names for c in (row.amounts[name], row.cost(name))]
            yield [*about, row.applied.weight, *counted]
        whole: list[Cell] = []
        for name in names:
            whole += [group.costs[name], ""] if must else ["", group.costs[name]]
        yield [group.tier, "", "all", "breaches" if must else "", "", *whole]


def moves_csv(comparison: Comparison) -> str:
    """A row for each part that moved between every two: ``from``, ``to``, then `moves.COLUMNS`."""
    rows = (
        [before, after, *(record[column] for column in moves.COLUMNS)]
        for before, after in combinations(comparison.names, 2)
        for record in comparison.moves(before, after).records()
    )
    return csv_text(["from", "to", *moves.COLUMNS], rows)


def findings_csv(comparison: Comparison) -> str:
    """A row for each finding that differs: ``from``, ``to``, then `findings.COLUMNS`."""
    rows = (
        [before, after, *(record[column] for column in findings.COLUMNS)]
        for before, after in combinations(comparison.names, 2)
        for record in comparison.findings(before, after).records()
    )
    return csv_text(["from", "to", *findings.COLUMNS], rows)
