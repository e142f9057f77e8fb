"""How often committees sit on the days on which they sat, in weeks that do not know these days.

    python benchmarks/agreement.py [--draws N] [--processes N]

The weeks of 2010 and 2011 are solved without what was taken from their record: the library's
``apmbc-*-free.yaml`` say what that is. Beside the solved week stand the year before,
copied by weekday, and weeks drawn at random among those that keep every must. Prints tables for
`benchmarks/README.md`, which says what is counted.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from random import Random
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from constraints.follow_precedent import FollowPrecedent
from scenarios import LIBRARY, WeekPlan, load
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import NOTHING, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Prefer, Rule, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.solving import Options, solve
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Week

YEARS = (2010, 2011)
LIMIT = 600.0
"""Seconds for each search, at most."""
DEAREST = 100
"""The greatest price of a session in a sitting, or of its absence there."""
SITTING_AS_SUCH = frozenset({Format.PLENARY, Format.SPECIAL})
ENDS = "general-status"
"""The committee that an order puts first and last in every week."""

CommitteeDays: TypeAlias = Counter[tuple[str, int]]
"""The minutes that each committee, by its key, sits on each day."""


class Agreement(NamedTuple):
    """How far a timetable sits as the week was held, each a share from 0 to 1.

    Attributes
    ----------
    days
        Of the committee-days of the two, those that both have: twice the common ones, over all.
    others
        The same without the committee that opens and closes the week.
    minutes
        The same by minutes: of each committee-day the smaller number of the two is in common.
    recorded
        Of the committee-days that a source states, those on which the committee sits.
    """

    days: float
    others: float
    minutes: float
    recorded: float


class DrawSittings(Rule):
    """Sessions are drawn into sittings: each has a price in each sitting, or a price outside it."""

    title: ClassVar = "Sessions are drawn into sittings"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "points"
    detail: ClassVar = Detail.TIME
    usual: ClassVar = "prefer"

    name: Literal["draw_sittings"] = "draw_sittings"
    seed: int

    def encode(self, draft: RuleDraft) -> None:
        points = [NOTHING]
        for (session, sitting), price in self._prices(draft.week).items():
            held = total(map(draft.held, draft.slots_of([session], sitting=sitting)))
            points.append(price * held if price > 0 else -price * (1 - held))
        draft.at_most(self, ("drawn",), total(points))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        used = {
            (part.session, sitting.id)
            for part in timetable.parts
            if (sitting := week.sitting_of(part)) is not None
        }
        prices = self._prices(week).items()
        points = sum(abs(price) for slot, price in prices if (price > 0) == (slot in used))
        if points:
            yield Breach(("drawn",), points)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        return f"The draw costs {amount or 0}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return ()

    def _prices(self, week: Week) -> dict[tuple[str, str], int]:
        """What a session costs in a sitting; below 0, what it costs not to be there."""
        chance = Random(self.seed)
        return {
            (session.id, sitting.id): chance.choice((-1, 1)) * chance.randint(1, DEAREST)
            for session in week.sessions
            if session.format in SITTING_AS_SUCH
            for sitting in week.sittings
        }


def committee_days(week: Week, timetable: Timetable) -> CommitteeDays:
    """When who convenes a plenary or a special session sits in one; small groups are left aside."""
    found: CommitteeDays = Counter()
    for part in timetable.parts:
        session = week.session.get(part.session)
        if session is not None and session.format in SITTING_AS_SUCH:
            for body in session.bodies:
                found[body, part.day] += part.minutes
    return found


@cache
def recorded(year: int) -> frozenset[tuple[str, str]]:
    """The sessions of a year and the dates on which a source states that they were held."""
    with (LIBRARY / "reference" / "days.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["week"].startswith(str(year))]
    return frozenset(
        (r["session"], r["date"]) for r in rows if r["date"] and r["confidence"] == "stated"
    )


def agreement(scenario: WeekPlan, year: int, timetable: Timetable) -> Agreement:
    """How far a timetable of a scenario sits as its candidate ``held``."""
    week = scenario.week
    held, found = (committee_days(week, t) for t in (scenario.candidate("held"), timetable))
    stated = {
        (body, day)
        for session, date in recorded(year)
        for day in week.days
        if session in week.session and week.date_of(day).isoformat() == date
        for body in week.session[session].bodies
        if (body, day) in held
    }
    return Agreement(
        _common(Counter(dict.fromkeys(held, 1)), Counter(dict.fromkeys(found, 1))),
        _common(*(Counter(key for key in days if key[0] != ENDS) for days in (held, found))),
        _common(held, found),
        len(stated & found.keys()) / len(stated),
    )


def _common(one: CommitteeDays, other: CommitteeDays) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def precedent(scenario: WeekPlan) -> Timetable:
    """The year before, its days counted in this week: what `follow_precedent` looks at."""
    rules = [s.rule for s in scenario.settings if isinstance(s.rule, FollowPrecedent)]
    return scenario.week.references[rules[0].reference]


@cache
def without_hindsight(year: int) -> WeekPlan:
    """The week of a year without what was taken from its record."""
    return load(LIBRARY / f"apmbc-{year}-free.yaml")


def drawn(year: int, seed: int) -> Agreement | None:
    """How far a week sits as held that keeps every must and is drawn by a seed: `DrawSittings`."""
    scenario = without_hindsight(year)
    draw = Setting(rule=DrawSittings(seed=seed), mode=Prefer(tier=1))
    problem = Problem(week=scenario.week, settings=(*scenario.problem.musts, draw))
    options = Options(time_limit=LIMIT, workers=1, light=True, canonical=False)
    week = solve(problem, options).timetable
    return None if week is None else agreement(scenario, year, week)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--draws", type=int, default=200, help="weeks drawn for each year, 0 or from 2 (200)"
    )
    parser.add_argument("--processes", type=int, help="draws side by side (one for each core)")
    arguments = parser.parse_args()
    with ProcessPoolExecutor(arguments.processes) as pool:
        for year in YEARS:
            found = report_best(year)
            seeds = range(1, arguments.draws + 1)
            draws = list(pool.map(drawn, [year] * len(seeds), seeds))
            if draws:
                report_draws([one for one in draws if one is not None], found)
            print(flush=True)
    return 0


def report_best(year: int) -> dict[str, Agreement]:
    """The first rows of a table: the solved week, and the year before."""
    print(f"| {year} | days | days of the others | minutes | recorded days |")
    print("|---|---|---|---|---|")
    scenario, knows = without_hindsight(year), load(LIBRARY / f"apmbc-{year}.yaml")
    found = {}
    for name, asked in (("solved", scenario), ("solved, days on record given", knows)):
        result = asked.solve(time_limit=LIMIT)
        if result.timetable is not None:
            found[name] = agreement(asked, year, result.timetable)
            row(f"{name} ({result.status.value})", [f"{share:.2f}" for share in found[name]])
    found["year before, copied"] = agreement(scenario, year, precedent(scenario))
    row("year before, copied", [f"{share:.2f}" for share in found["year before, copied"]])
    return found


def report_draws(draws: list[Agreement], found: dict[str, Agreement]) -> None:
    """The last rows of a table: the weeks drawn, and how many of them agree less than others."""
    shares = list(zip(*draws, strict=True))
    row(f"{len(draws)} drawn: mean (10 % to 90 %)", map(spread, shares))
    for name in ("solved", "year before, copied"):
        if name in found:
            pairs = zip(shares, found[name], strict=True)
            row(f"drawn, less than {name}", [f"{_below(*pair):.0%}" for pair in pairs])


def row(name: str, cells: Iterable[str]) -> None:
    print(f"| {' | '.join((name, *cells))} |", flush=True)


def spread(shares: Sequence[float]) -> str:
    tenths = statistics.quantiles(shares, n=10, method="inclusive")
    return f"{statistics.mean(shares):.2f} ({tenths[0]:.2f} to {tenths[-1]:.2f})"


def _below(shares: Sequence[float], share: float) -> float:
    """How many of the shares are less than one, where each that is equal counts half."""
    return statistics.mean((one < share) + (one == share) / 2 for one in shares)


if __name__ == "__main__":
    sys.exit(main())
