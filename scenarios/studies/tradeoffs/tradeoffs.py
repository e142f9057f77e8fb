"""Trade-offs between preferences of a scenario: what goes with what at best, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from scenarios.reading.spelling import suggestion
from scenarios.scenario import Scenario
from scheduler.errors import BadInput, InputProblem
from scheduler.exploring.results import Ending, Front, FrontPoint, Weighing
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options

FEWEST, MOST = 2, 3
"""How many preferences can be weighed against each other."""


class Tradeoffs(Frozen):
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
                **{
                    key: ("yes" if value else "no") if isinstance(value, bool) else str(value)
                    for key, value in self._row(point).items()
                },
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

    def __str__(self) -> str:
        table = self.to_frame().to_string() if self.front.points else ""
        return "\n".join(filter(None, [self.scenario.title, table, *self.sentences()]))

    def _repr_html_(self) -> str:
        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences())
        table = self.to_frame().to_html() if self.front.points else ""
        return f"<p>{escape(self.scenario.title)}</p>{table}<ul>{said}</ul>"


def weigh(
    scenario: Scenario,
    between: Sequence[str],
    *,
    points: int | None = None,
    within: Decimal | int | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Tradeoffs:
    """Find what two or three preferences allow each other: the efficient timetables.

    Parameters
    ----------
    between
        Names of preferences of the scenario.
    points
        How many points are looked for, spread over the front; None for all of them. At least one
        for each preference.
    within
        What the other preferences of each tier may cost more than in the best timetable, in per
        cent, 0 to 1,000; None: anything.
    options
        Limits of the search; the time is for all points together.

    Raises
    ------
    BadInput
        Where a name is none of a preference of the scenario.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    check_between(scenario, between, "between")
    from scheduler.exploring.tradeoffs import find_front

    weighing = Weighing(between=tuple(between), points=points, within=within)
    front = find_front(scenario.problem, weighing, options, watch=watch)
    return Tradeoffs(scenario=scenario, front=front)


def check_between(scenario: Scenario, names: Sequence[str], where: str) -> None:
    """Refuse names that are none of a preference of the scenario, all of them at once.

    Raises
    ------
    BadInput
        With what to do about each.
    """
    problems = [InputProblem(where, what) for name in names for what in _wrong(scenario, name)]
    if len(set(names)) < len(names):
        problems.append(InputProblem(where, "a preference is named twice; name different ones"))
    elif not FEWEST <= len(names) <= MOST:
        what = f"name {FEWEST} or {MOST} preferences, with commas between them; these are"
        problems.append(InputProblem(where, f"{what} {len(names)}"))
    if problems:
        raise BadInput(problems)


def _wrong(scenario: Scenario, name: str) -> Iterator[str]:
    from constraints import RULE_BY_NAME

    modes = {setting.rule.name: setting.must for setting in scenario.settings}
    if modes.get(name) is False:
        return
    write = f"write  {name}: {{prefer: {{tier: 1}}}}  under 'rules' in {scenario.path.name}"
    if name in modes:
        yield f"{name} is a must here, so no timetable breaks it; to weigh it, {write}"
    elif name in RULE_BY_NAME:
        yield f"{name} is not applied in this scenario; to weigh it, {write}"
    else:
        preferences = [rule for rule, must in modes.items() if not must]
        hint = suggestion(name, list(RULE_BY_NAME)) or suggestion(name, preferences)
        yield f"there is no rule '{name}'{hint}"
