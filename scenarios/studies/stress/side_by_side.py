"""Timetables side by side: how robust each is, and where they differ most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scenarios.studies.stress.disturbance import Disturbance
from scenarios.studies.stress.impact import Consequence, Impact, Severity
from scenarios.studies.stress.result import COUNTS, SHOWN, Robustness, say_more
from scheduler.document.document import Block, Bullets, Column, Document, Section, Table
from scheduler.document.report import Report
from scheduler.week.frozen import Frozen
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

UNTOUCHED = "does not touch it"
MEAN, MOST = "parts that move, on average", "parts that move, at most"
"""Further heads of the table."""


class UnequalImpact(NamedTuple):
    """A disturbance that costs more in one timetable than in another.

    Attributes
    ----------
    disturbance
        As it strikes the first timetable that it touches.
    impacts
        By the name of the timetable; None where it does not touch it, or was not asked.
    """

    disturbance: Disturbance
    impacts: dict[str, Impact | None]

    @property
    def spread(self) -> Severity:
        """What differences are compared by: repair against none, then each number, as it weighs."""
        found = [one.severity if one else Severity(none=False) for one in self.impacts.values()]
        none, _, *numbers = zip(*found, strict=True)
        moves = [one.moves for one in found if not one.none]
        return Severity(
            any(none) != all(none),
            max(moves, default=0) - min(moves, default=0),
            *(max(number) - min(number) for number in numbers),
        )

    def costs(self) -> Iterator[str]:
        """What it costs in each timetable, in a few words."""
        for impact in self.impacts.values():
            yield "not touched" if impact is None else impact.word()


class RobustnessComparison(Report, Frozen):
    """How robust several timetables of one scenario are."""

    found: dict[str, Robustness]

    @property
    def legal(self) -> dict[str, Robustness]:
        """Those that keep every must as they are: disturbances were tried on them."""
        return {name: one for name, one in self.found.items() if one.legal}

    def to_frame(self) -> pd.DataFrame:
        """The timetables side by side.

        Returns
        -------
        pandas.DataFrame
            A column for each timetable that is legal. Its rows count the disturbances, under the
            heads of `scenarios.studies.stress.result.COUNTS` and ``does not touch it``; the last
            two are parts that move where there is a repair, missing without any.
        """
        import pandas as pd

        return pd.DataFrame.from_dict(
            self.table(), orient="index", columns=list(self.legal), dtype="Float64"
        )

    def rows(self) -> list[dict[str, str]]:
        """Every disturbance of those that are legal, as rows of a CSV file."""
        return [row for one in self.legal.values() for row in one.rows()]

    def table(self) -> dict[str, dict[str, int | float | None]]:
        """The table without pandas: by head, a number by the name of each timetable."""
        columns = {
            name: {**one.counts(), UNTOUCHED: one.untouched, MEAN: one.mean, MOST: one.most}
            for name, one in self.legal.items()
        }
        return {
            head: {name: column[head] for name, column in columns.items()}
            for head in (*COUNTS, UNTOUCHED, MEAN, MOST)
        }

    def differences(self) -> tuple[UnequalImpact, ...]:
        """The disturbances that do not cost the same in all, the greatest differences first.

        A disturbance that does not touch a timetable costs nothing there. Overruns are compared
        where every timetable has that part of the session; what is not settled is passed over.
        """
        keyed = {name: one.by_key for name, one in self.legal.items()}
        keys = dict.fromkeys(key for impacts in keyed.values() for key in impacts)
        found = []
        for key in keys:
            impacts = {name: by_key.get(key) for name, by_key in keyed.items()}
            known = [impact for impact in impacts.values() if impact is not None]
            one = known[0].disturbance
            if any(impact.outcome is Consequence.NOT_SETTLED for impact in known):
                continue
            if one.minutes and len(known) < len(impacts):
                continue
            difference = UnequalImpact(one, impacts)
            if any(difference.spread):
                found.append(difference)
        return tuple(sorted(found, key=lambda one: one.spread, reverse=True))

    def sentences(self) -> Iterator[str]:
        """Which timetable is the most robust, in each of the senses that there are."""
        legal = self.legal
        for name, one in self.found.items():
            if name not in legal:
                yield f"{name}: {one.broken()}"
        if len(legal) < 2:
            return
        repairless = {name: one.counts()[COUNTS[0]] for name, one in legal.items()}
        means = {name: round(one.mean, 2) for name, one in legal.items() if one.mean is not None}
        cuts = {name: one.cut for name, one in legal.items()}
        yield from _fewest("disturbances without a repair", repairless)
        yield from _fewest("parts to move on average where there is a repair", means)
        yield from _fewest("overruns that do not fit the sitting", cuts)

    def document(self) -> Document:
        """What each costs in all, where they differ most, and what is weakest in each."""
        every = list(self.found.values())
        if len(every) == 1:
            return every[0].document()
        title = every[0].scenario.called if every else ""
        return Document(title, list(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        if self.legal:
            heads = (Column(name, right=True) for name in self.legal)
            table = [(head, list(row.values())) for head, row in self.table().items()]
            yield Table(
                ("", *heads), [(head, *map(_number, row)) for head, row in table if any(row)]
            )
        yield Bullets(list(self.sentences()))
        if differences := self.differences():
            week = next(iter(self.legal.values())).scenario.week
            rows = [
                (difference.disturbance.name(week, short=True), *difference.costs())
                for difference in differences[:SHOWN]
            ]
            yield Table(("where they differ most", *self.legal), rows)
            yield from say_more(len(differences) - SHOWN)
        for name, one in self.found.items():
            weakest = [Bullets([*one.weakest(), *one.left_open()])]
            yield Section(name, weakest if one.legal else list(one.breaches()))


def _number(number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:.2f}" if isinstance(number, float) else str(number)


def _fewest(what: str, numbers: dict[str, int] | dict[str, float]) -> Iterator[str]:
    if len(set(numbers.values())) < 2:
        return
    least = min(numbers.values())
    names = [f"“{name}”" for name, number in numbers.items() if number == least]
    yield f"Fewest {what}: {listed(names)}, with {least:g}."
