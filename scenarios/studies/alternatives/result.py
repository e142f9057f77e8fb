"""The best timetable and its alternatives: what each gives and takes, as sentences and a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scenarios.studies.comparison.shape import ShapeChange, shape_changes
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
from scheduler.week.words import listed, plain

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
        """The timetables by the same names, to compare or draw."""
        return {name: r.timetable for name, r in self.results.items() if r.timetable is not None}

    def to_frame(self) -> pd.DataFrame:
        """The timetables as a table: a row for each, by its name.

        ``proven``: whether nothing allowed is better; ``differs``: slots in which it differs from
        the best; then the cost of each tier, and the amount of each preference.
        """
        import pandas as pd

        return pd.DataFrame.from_dict(self._table(), orient="index")

    def rows(self) -> list[dict[str, str]]:
        """The same as rows of a CSV file."""
        return [
            {"timetable": name, **{key: plain(value) for key, value in row.items()}}
            for name, row in self._table().items()
        ]

    def _table(self) -> dict[str, dict[str, bool | int]]:
        """What is said of each timetable, by its name."""
        preferences = [s.rule.name for s in self.scenario.settings if not s.must]
        table: dict[str, dict[str, bool | int]] = {}
        differences = (0, *self.alternatives.differences)
        for (name, result), differs in zip(self.results.items(), differences, strict=False):
            verdict = result.verdict
            assert verdict is not None
            table[name] = {
                "proven": result.status is Status.PROVEN,
                "differs": differs,
                **{f"tier {tier}": verdict.cost(tier) for tier in verdict.tiers},
                **{rule: verdict.amount(rule) for rule in preferences},
            }
        return table

    def shape_changes(self, name: str) -> tuple[ShapeChange, ...]:
        """Which committees sit at other times of the week than in the best, in words."""
        best, other = self.alternatives.best.timetable, self.results[name].timetable
        assert best is not None and other is not None
        return tuple(shape_changes(self.scenario.week, best, other))

    def differences(self, name: str) -> Iterator[str]:
        """What an alternative gives and takes, compared with the best: where, and at what price."""
        best, other = self.alternatives.best, self.results[name]
        assert best.timetable is not None and best.verdict is not None
        assert other.timetable is not None and other.verdict is not None
        week = self.scenario.week
        before, after = (slots_used(week, each) for each in (best.timetable, other.timetable))
        for session in week.session:
            left = [where for where in before - after if where.session == session]
            taken = [where for where in after - before if where.session == session]
            if left or taken:
                stays = best.timetable.holds(session) and other.timetable.holds(session)
                yield self._say_move(session, left, taken, stays=stays)
        if best.leadership != other.leadership:
            yield "Other States take the open posts."
        yield from say_differences(self.scenario, best.verdict, other.verdict)

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
        best = self.alternatives.best
        known = "" if best.status is Status.PROVEN else " that is known"
        limits = (
            f"within {terms.within.normalize():f} % of the best{known} in every tier and "
            f"{count(terms.differ, 'slot')} from every other"
        )
        ending = self.alternatives.ending
        if ending is Ending.ENOUGH:
            return f"Found {number} {limits}, as many as were asked for."
        if ending is Ending.NO_MORE:
            return f"Found {number} {limits}; it is proven that there are no more."
        why = "it was stopped by hand" if ending is Ending.STOPPED else "the time was over"
        if best.timetable is None:
            return f"No alternative was looked for: {why} before any timetable was found."
        return f"Found {number} {limits} before {why}; there may be more."

    def cheaper(self) -> str:
        """Which alternatives cost less than a best that is not proven; empty where none does.

        What decides is the first tier in which they differ.
        """
        costs = {
            name: [result.verdict.cost(tier) for tier in result.verdict.tiers]
            for name, result in self.results.items()
            if result.verdict is not None
        }
        names = [name for name in costs if name != BEST and costs[name] < costs[BEST]]
        if not names:
            return ""
        cost = "costs" if len(names) == 1 else "cost"
        less = f"{cost} less than the best that was known: the search for the best was not over"
        return f"{listed(names).capitalize()} {less}."

    def document(self) -> Document:
        """The timetables side by side, then what each alternative gives and takes."""
        return Document(self.scenario.called, tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        if rows := self._table():
            heads = (Column(name, right=True) for name in rows)
            yield Table(
                ("", *heads),
                [
                    (titled(key), *(plain(row[key]) for row in rows.values()))
                    for key in next(iter(rows.values()))
                ],
            )
        for name, result in self.results.items():
            if name != BEST:
                shape = Bullets([one.say("in the best one") for one in self.shape_changes(name)])
                said = (shape, Bullets(tuple(self.differences(name))))
                yield Section(f"{name.capitalize()}{_how_sure(result)}", said)
        if cheaper := self.cheaper():
            yield Paragraph(cheaper)
        yield Paragraph(self.ending())


def _how_sure(result: Result) -> str:
    """What a heading says of a timetable that is not the only best of those allowed."""
    if result.status is not Status.PROVEN:
        return " (not proven)"
    return "" if result.canonical else " (others may cost the same)"
