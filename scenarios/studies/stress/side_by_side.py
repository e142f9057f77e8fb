"""Timetables side by side: how robust each is, and where they differ most."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from scenarios.studies.stress.disturbance import Disturbance
from scenarios.studies.stress.impact import Impact, Outcome
from scenarios.studies.stress.result import COUNTS, Robustness
from scheduler.week.frozen import Frozen
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

UNTOUCHED = "does not touch it"
MEAN, MOST = "parts that move, on average", "parts that move, at the most"
"""Further heads of the table."""


class Difference(NamedTuple):
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
    def spread(self) -> tuple[bool, int, int]:
        """What differences are compared by: repair against none, then parts, then minutes cut."""
        found = [impact.severity if impact else (False, 0, 0) for impact in self.impacts.values()]
        none, *numbers = zip(*found, strict=True)
        repairs = [impact for impact in found if not impact[0]]
        moves = [impact[1] for impact in repairs]
        cut = numbers[-1]
        return (
            any(none) != all(none),
            max(moves, default=0) - min(moves, default=0),
            max(cut) - min(cut),
        )


class RobustnessComparison(Frozen):
    """How robust several timetables of one scenario are. Prints as text, and displays itself."""

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

    def table(self) -> dict[str, dict[str, int | float | None]]:
        """The same without pandas: by head, a number by the name of each timetable."""
        columns = {
            name: {**one.counts(), UNTOUCHED: one.untouched, MEAN: one.mean, MOST: one.most}
            for name, one in self.legal.items()
        }
        return {
            head: {name: column[head] for name, column in columns.items()}
            for head in (*COUNTS, UNTOUCHED, MEAN, MOST)
        }

    def differences(self) -> tuple[Difference, ...]:
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
            if any(impact.outcome is Outcome.NOT_SETTLED for impact in known):
                continue
            if one.minutes and len(known) < len(impacts):
                continue
            difference = Difference(one, impacts)
            if any(difference.spread):
                found.append(difference)
        return tuple(sorted(found, key=lambda one: one.spread, reverse=True))

    def sentences(self) -> Iterator[str]:
        """Which timetable is the most robust, in each of the senses that there are."""
        legal = self.legal
        for name, one in self.found.items():
            if name not in legal:
                yield f"{name}: {next(one.sentences())}"
        if len(legal) < 2:
            return
        repairless = {name: one.counts()[COUNTS[0]] for name, one in legal.items()}
        means = {name: round(one.mean, 2) for name, one in legal.items() if one.mean is not None}
        cuts = {name: one.cut for name, one in legal.items()}
        yield from _fewest("disturbances without a repair", repairless)
        yield from _fewest("parts to move on average where there is a repair", means)
        yield from _fewest("overruns that do not fit the sitting", cuts)

    def __str__(self) -> str:
        return "\n".join([self.to_frame().to_string(na_rep="-"), *self.sentences()])

    def _repr_html_(self) -> str:
        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences())
        return f"{self.to_frame().to_html(na_rep='-')}<ul>{said}</ul>"


def _fewest(what: str, numbers: dict[str, int] | dict[str, float]) -> Iterator[str]:
    if len(set(numbers.values())) < 2:
        return
    least = min(numbers.values())
    names = [f"“{name}”" for name, number in numbers.items() if number == least]
    yield f"Fewest {what}: {listed(names)}, with {least:g}."
