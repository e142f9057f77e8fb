"""What two or three preferences of a scenario allow each other, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scheduler.document.document import Block, Bullets, Column, Document, Table
from scheduler.document.report import Report
from scheduler.exploring.results import Ending, Front, FrontPoint
from scheduler.rules.rule import titled
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd


class Tradeoffs(Report, Frozen):
    """What two or three preferences of a scenario allow each other."""

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
        """The front as a table.

        Returns
        -------
        pandas.DataFrame
            A row for each point, by its number from 1; a column with the amount of each preference
            that is weighed, in the unit of its rule; ``efficient``: whether that is proven; and
            the cost of each tier of the point's timetable.
        """
        import pandas as pd

        rows = {n: self._row(point) for n, point in enumerate(self.front.points, 1)}
        columns = [*self.between, "efficient"]
        frame = pd.DataFrame.from_dict(rows, orient="index")
        return frame if rows else pd.DataFrame(columns=columns)

    def rows(self) -> list[dict[str, str]]:
        """The front as rows of a CSV file; amounts and costs are whole numbers."""
        return [
            {
                "point": str(n),
                **{key: _cell(value) for key, value in self._row(point).items()},
            }
            for n, point in enumerate(self.front.points, 1)
        ]

    def _row(self, point: FrontPoint) -> dict[str, bool | int]:
        verdict = point.result.verdict
        assert verdict is not None
        return {
            **dict(zip(self.between, point.amounts, strict=True)),
            "efficient": point.efficient,
            **{f"tier {tier}": verdict.cost(tier) for tier in verdict.tiers},
        }

    def steps(self) -> Iterator[str]:
        """What one gains and pays from each point to the next."""
        for number, (here, there) in enumerate(
            zip(self.front.points, self.front.points[1:], strict=False), 1
        ):
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
        if rows := [(n, *self._row(p).values()) for n, p in enumerate(self.front.points, 1)]:
            heads = [
                Column(titled(key), self.units.get(key, ""), right=key != "efficient")
                for key in self._row(self.front.points[0])
            ]
            cells = [tuple(_cell(value) for value in row) for row in rows]
            blocks.append(Table((Column("point", right=True), *heads), cells))
        blocks.append(Bullets(tuple(self.sentences())))
        return Document(self.scenario.title or self.scenario.path.name, blocks)

    def sentences(self) -> Iterator[str]:
        """How much of the front this is, what the best timetable has, and what each step costs."""
        yield self.ending()
        if self.best is not None:
            amounts = zip(self.between, self.best, self.units.values(), strict=True)
            said = ", ".join(f"{name} {amount} ({unit})" for name, amount, unit in amounts)
            yield f"The best timetable by the scenario's own tiers has {said}{self._stands()}."
        yield from self.steps()

    def _stands(self) -> str:
        for number, point in enumerate(self.front.points, 1):
            if point.amounts == self.best:
                return f": point {number}"
        return ""


def _cell(value: bool | int) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
