"""How two or three preferences of a scenario trade off, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scheduler.document.document import Block, Bullets, Column, Document, Table
from scheduler.document.report import Report
from scheduler.exploring.results import Ending, Front
from scheduler.rules.rule import titled
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.words import listed, plain

if TYPE_CHECKING:
    import pandas as pd


class Tradeoffs(Report, Frozen):
    """How two or three preferences of a scenario trade off."""

    scenario: Scenario
    front: Front

    @property
    def between(self) -> tuple[str, ...]:
        """The preferences that are weighed."""
        return self.front.weighing.between

    @property
    def units(self) -> dict[str, str]:
        """What each of them is counted in."""
        units = {setting.rule.name: setting.rule.unit for setting in self.scenario.settings}
        return {name: units[name] for name in self.between}

    @property
    def best(self) -> tuple[int, ...] | None:
        """What the best timetable by the scenario's tiers has of each; None without one."""
        verdict = self.front.best.verdict
        return None if verdict is None else tuple(verdict.amount(name) for name in self.between)

    def to_frame(self) -> pd.DataFrame:
        """The front as a table: a row for each point, by its number from 1.

        The columns hold the amount of each preference that is weighed, in the unit of its rule;
        ``efficient``: whether that is proven; and the cost of each tier of the point's timetable.
        """
        import pandas as pd

        frame = pd.DataFrame.from_dict(self._table(), orient="index")
        return pd.DataFrame(columns=[*self.between, "efficient"]) if frame.empty else frame

    def rows(self) -> list[dict[str, str]]:
        """The front as rows of a CSV file; amounts and costs are whole numbers."""
        return [
            {"point": str(n), **{key: plain(value) for key, value in row.items()}}
            for n, row in self._table().items()
        ]

    def _table(self) -> dict[int, dict[str, bool | int]]:
        """What is said of each point, by its number."""
        table: dict[int, dict[str, bool | int]] = {}
        for number, point in enumerate(self.front.points, 1):
            verdict = point.result.verdict
            assert verdict is not None
            table[number] = {
                **dict(zip(self.between, point.amounts, strict=True)),
                "efficient": point.efficient,
                **{f"tier {tier}": verdict.cost(tier) for tier in verdict.tiers},
            }
        return table

    def _left_open(self) -> Iterator[str]:
        """Which points have a timetable that a longer search might change for another."""
        numbered = enumerate(self.front.points, 1)
        found = [str(n) for n, point in numbered if any(point.result.left_open())]
        if found:
            points = f"point {found[0]}" if len(found) == 1 else f"points {listed(found)}"
            yield f"With the amounts of {points}, another timetable may cost the same or less."

    def steps(self) -> Iterator[str]:
        """What one gains and pays from each point to the next."""
        for number, (here, there) in enumerate(pairwise(self.front.points), 1):
            changes = [
                f"{name} {old} → {new}"
                for name, old, new in zip(self.between, here.amounts, there.amounts, strict=True)
                if old != new
            ]
            yield f"From point {number} to point {number + 1}: {', '.join(changes)}."

    def ending(self) -> str:
        """How much of the front this is, as a sentence."""
        points = self.front.points
        proven = sum(point.efficient for point in points)
        said = f"Found {count(len(points), 'point')}, {proven} of them proven efficient"
        if self.front.complete:
            return f"Found {count(len(points), 'efficient point')}: proven to be all there are."
        if self.front.ending is Ending.ENOUGH:
            return f"{said}, as many as were asked for; this may not be the whole front."
        why = "it was stopped by hand" if self.front.ending is Ending.STOPPED else "time was over"
        return f"{said}, before {why}; this is not known to be the whole front."

    def document(self) -> Document:
        """The front, how much of it this is, and what one gains and pays from point to point."""
        blocks: list[Block] = []
        if rows := self._table():
            heads = [
                Column(titled(key), self.units.get(key, ""), right=key != "efficient")
                for key in rows[1]
            ]
            cells = [(str(n), *map(plain, row.values())) for n, row in rows.items()]
            blocks.append(Table((Column("point", right=True), *heads), cells))
        blocks.append(Bullets(tuple(self.sentences())))
        return Document(self.scenario.called, blocks)

    def sentences(self) -> Iterator[str]:
        """How much of the front this is, what the best timetable has, and what each step costs."""
        yield self.ending()
        yield from self._left_open()
        if self.best is not None:
            amounts = zip(self.between, self.best, self.units.values(), strict=True)
            said = ", ".join(f"{name} {amount} ({unit})" for name, amount, unit in amounts)
            points = [point.amounts for point in self.front.points]
            there = f": point {points.index(self.best) + 1}" if self.best in points else ""
            yield f"The best timetable by the scenario's own tiers has {said}{there}."
        yield from self.steps()
