"""The best timetable and its alternatives: what each gives and takes, as sentences and a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scenarios.studies.comparison.table import say_differences
from scheduler.document.document import Block, Bullets, Column, Document, Paragraph, Section, Table
from scheduler.document.report import Report
from scheduler.exploring.results import Alternatives, Ending
from scheduler.rules.rule import titled
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count
from scheduler.week.difference import Where, slots_used
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    import pandas as pd


BEST = "best"
"""The name that the best timetable goes by."""


class Choice(Report, Frozen):
    """The best timetable of a scenario, and alternatives to it."""

    scenario: Scenario
    alternatives: Alternatives

    @property
    def results(self) -> dict[str, Result]:
        """What there is to choose from, by name: ``best``, ``alternative 1`` and so on.

        Empty where not even a best timetable was found.
        """
        if self.alternatives.best.timetable is None:
            return {}
        named = {f"alternative {n}": r for n, r in enumerate(self.alternatives.found, 1)}
        return {BEST: self.alternatives.best, **named}

    @property
    def timetables(self) -> dict[str, Timetable]:
        """The timetables by the same names, to be compared or drawn."""
        return {name: r.timetable for name, r in self.results.items() if r.timetable is not None}

    def to_frame(self) -> pd.DataFrame:
        """What there is to choose from, as a table.

        Returns
        -------
        pandas.DataFrame
            A row for each timetable, by its name. ``proven``: whether nothing allowed is better;
            ``differs``: slots in which it differs from the best; a column with the cost of each
            tier; and one with the amount of each preference.
        """
        import pandas as pd

        rows = {name: self._row(name, result) for name, result in self.results.items()}
        return pd.DataFrame.from_dict(rows, orient="index")

    def rows(self) -> list[dict[str, str]]:
        """The same as rows of a CSV file."""
        return [
            {"timetable": name, **{key: _cell(value) for key, value in row.items()}}
            for name, row in ((name, self._row(name, r)) for name, r in self.results.items())
        ]

    def _row(self, name: str, result: Result) -> dict[str, bool | int]:
        verdict = result.verdict
        assert verdict is not None
        number = list(self.results).index(name)
        differs = self.alternatives.differences[number - 1] if number else 0
        row: dict[str, bool | int] = {
            "proven": result.status is Status.PROVEN,
            "differs": differs,
        }
        row |= {f"tier {tier}": verdict.cost(tier) for tier in verdict.tiers}
        preferences = [s.rule.name for s in self.scenario.settings if not s.must]
        return row | {rule: verdict.amount(rule) for rule in preferences}

    def differences(self, name: str) -> Iterator[str]:
        """What an alternative gives and takes, compared with the best: where, and at what price."""
        best, other = self.alternatives.best, self.results[name]
        assert best.timetable is not None and best.verdict is not None
        assert other.timetable is not None and other.verdict is not None
        week = self.scenario.week
        before, after = (slots_used(week, r.timetable) for r in (best, other) if r.timetable)
        for session in week.session:
            left = [where for where in before - after if where.session == session]
            taken = [where for where in after - before if where.session == session]
            if left or taken:
                yield self._say_move(session, left, taken, stays=self._stays(session, other))
        if best.leadership != other.leadership:
            yield "Other States take the open posts."
        yield from say_differences(self.scenario, best.verdict, other.verdict)

    def _stays(self, session: str, other: Result) -> bool:
        return all(
            r.timetable is not None and r.timetable.holds(session)
            for r in (self.alternatives.best, other)
        )

    def _say_move(self, session: str, left: list[Where], taken: list[Where], stays: bool) -> str:
        week = self.scenario.week
        old, new = (
            " and ".join(
                week.sitting_name(where.sitting)
                for where in sorted(wheres, key=lambda where: week.sitting[where.sitting].begin)
            )
            for wheres in (left, taken)
        )
        title = week.what(session)
        if left and taken:
            return f"{title} moves from {old} to {new}."
        if taken:
            return f"{title} {'also meets on' if stays else 'is new:'} {new}."
        return f"{title} {'no longer meets on' if stays else 'is dropped; it was on'} {old}."

    def ending(self) -> str:
        """Why there are not more, as a sentence."""
        found, terms = self.alternatives.found, self.alternatives.terms
        number = count(len(found), "alternative") if found else "no alternative"
        limits = (
            f"within {terms.within.normalize():f} % of the best in every tier and "
            f"{count(terms.differ, 'slot')} from every other"
        )
        ending = self.alternatives.ending
        if ending is Ending.ENOUGH:
            return f"Found {number} {limits}, as many as were asked for."
        if ending is Ending.NO_MORE:
            return f"Found {number} {limits}; it is proven that there are no more."
        why = "it was stopped by hand" if ending is Ending.STOPPED else "the time was over"
        if self.alternatives.best.status is not Status.PROVEN:
            return f"No alternative was looked for: {why} before the best timetable was proven."
        return f"Found {number} {limits} before {why}; there may be more."

    def document(self) -> Document:
        """The timetables side by side, then what each alternative gives and takes."""
        return Document(self.scenario.title or self.scenario.path.name, tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        rows = {name: self._row(name, result) for name, result in self.results.items()}
        if rows:
            heads = (Column(name, right=True) for name in rows)
            yield Table(
                ("", *heads),
                [
                    (titled(key), *(_cell(row[key]) for row in rows.values()))
                    for key in next(iter(rows.values()))
                ],
            )
        for name, result in self.results.items():
            if name != BEST:
                proven = "" if result.status is Status.PROVEN else " (not proven)"
                differences = Bullets(tuple(self.differences(name)))
                yield Section(f"{name.capitalize()}{proven}", (differences,))
        yield Paragraph(self.ending())


def _cell(value: bool | int) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
