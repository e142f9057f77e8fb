"""Solving a season: a calendar that is proven best, tier after tier, and judged.

Every aim speaks of two meetings at a time, so the model needs one kind of variable only: which of
its candidates a meeting has. What a pair costs is a table over the candidates of both.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

from scheduler.drafting.linear import NOTHING, Linear, total
from scheduler.drafting.model import Model
from scheduler.errors import Disagreement
from scheduler.judging.judge import Verdict
from scheduler.season.judging import judge_season
from scheduler.season.result import SeasonResult
from scheduler.season.season import ONE_DAY, Aim, Dates, Meeting, Season
from scheduler.solving.result import CANONICAL, Provenance, Status, Tier
from scheduler.solving.search import Progress, Search
from scheduler.solving.solving import Options, versions

Amount = Callable[[Dates, Dates], int]
"""What two meetings amount to, given the dates of both."""


def solve_season(
    season: Season,
    options: Options | None = None,
    *,
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
) -> SeasonResult:
    """Find the best calendar of a season, and prove that it is.

    Parameters
    ----------
    options
        Limits of the search.
    name, digest
        The season file, for the provenance.
    watch
        Called as the search proceeds; may be called from another thread.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of ours.
    """
    options = options or Options()
    workers = options.workers or os.cpu_count() or 1
    search = Search(options.time_limit, options.seed, workers, watch)
    provenance = Provenance(
        scenario=name,
        digest=digest,
        seed=options.seed,
        workers=workers,
        time_limit=options.time_limit,
        versions=versions(),
    )
    with search.listening():
        draft = _Draft(season)
        tiers, values = _settle(draft, search)
        if values is not None and options.canonical and all(tier.proven for tier in tiers):
            tier, values = _make_canonical(draft, values, search)
            tiers.append(tier)
    if values is None:
        return SeasonResult(
            status=Status.UNKNOWN,
            seconds=search.seconds,
            interrupted=search.interrupted,
            provenance=provenance,
        )
    calendar = draft.read(values)
    verdict = judge_season(season, calendar)
    _hold_against(tiers, verdict)
    finished = all(tier.proven for tier in tiers)
    return SeasonResult(
        status=Status.PROVEN if finished else Status.FEASIBLE,
        tiers=tuple(tiers),
        seconds=search.seconds,
        calendar=calendar,
        verdict=verdict,
        interrupted=search.interrupted,
        provenance=provenance,
    )


class _Draft:
    """The model of a season: a literal for each candidate, and the cost of each tier."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.model = Model()
        self._overlaps: dict[tuple[str, str], Linear] = {}
        self._has = {meeting.id: self._choice(meeting) for meeting in season.meetings}
        amounts = {
            Aim.AVOID_CLASHES: self._clashes,
            Aim.LET_DELEGATIONS_ATTEND: self._two_places,
            Aim.SAVE_TRIPS: self._trips,
            Aim.ALIGN_INSTRUMENTS: self._apart,
            Aim.KEEP_DATES: self._moved,
        }
        self._costs: dict[int, list[Linear]] = {tier: [] for tier in season.tiers}
        for aim, price in season.prices.items():
            if price.weight:
                self._costs[price.tier].append(total(amounts[aim]()) * price.weight)

    def cost(self, tier: int) -> Linear:
        return total(self._costs[tier])

    def read(self, values: list[int]) -> dict[str, Dates]:
        """The calendar that a solution means."""
        return {
            meeting.id: next(
                dates
                for dates in meeting.candidates
                if self.model.value(self._has[meeting.id][dates], values)
            )
            for meeting in self.season.meetings
        }

    def position(self, meeting: Meeting) -> Linear:
        """Which of its candidates a meeting has, the earliest being 0."""
        has = self._has[meeting.id]
        return total(number * has[dates] for number, dates in enumerate(meeting.candidates))

    def _choice(self, meeting: Meeting) -> dict[Dates, Linear]:
        if meeting.fixed:
            return {meeting.candidates[0]: Linear(constant=1)}
        has = {dates: self.model.literal() for dates in meeting.candidates}
        self.model.cp.add_exactly_one(self.model.atom(literal) for literal in has.values())
        return has

    def _pair(self, one: Meeting, other: Meeting, amount: Amount) -> Linear:
        """What two meetings amount to, on whichever dates they are held."""
        first, second = self._has[one.id], self._has[other.id]
        table = {(a, b): amount(a, b) for a in first for b in second}
        least, most = min(table.values()), max(table.values())
        if least == most:
            return Linear(constant=least)
        # What most dates amount to goes without saying, which keeps the model small.
        usual = Counter(table.values()).most_common(1)[0][0]
        seconds: dict[Dates, list[Linear]] = {a: [] for a in first}
        firsts: dict[Dates, list[Linear]] = {b: [] for b in second}
        for (a, b), value in table.items():
            if value != usual:
                seconds[a].append(second[b] * (value - usual))
                firsts[b].append(first[a] * (value - usual))
        if one.fixed:
            return total(seconds[one.candidates[0]]) + usual
        if other.fixed:
            return total(firsts[other.candidates[0]]) + usual
        found = self.model.integer(least, most)
        for literals, others in ((first, seconds), (second, firsts)):
            for dates, literal in literals.items():
                self.model.equal(found - total(others[dates]), usual, when=[literal])
        return found

    def _clashes(self) -> Iterator[Linear]:
        for one, other in combinations(self.season.meetings, 2):
            if self.season.whom_both_need(one, other):
                yield self._days_of_both(one, other)

    def _two_places(self) -> Iterator[Linear]:
        for one, other in combinations(self.season.meetings, 2):
            states = len(one.attended_by & other.attended_by)
            if states:
                yield self._days_of_both(one, other) * states

    def _days_of_both(self, one: Meeting, other: Meeting) -> Linear:
        """The days on which both sit."""
        open_days, key = self.season.open_days, (one.id, other.id)

        def amount(a: Dates, b: Dates) -> int:
            if a.last < b.first or b.last < a.first:
                return 0
            common = Dates(max(a.first, b.first), min(a.last, b.last))
            return sum(
                open_days.open(day, one.city) and open_days.open(day, other.city)
                for day in common.days()
            )

        if key not in self._overlaps:
            self._overlaps[key] = self._pair(one, other, amount)
        return self._overlaps[key]

    def _trips(self) -> Iterator[Linear]:
        """For each itinerary: the meetings that none before them saves a journey."""
        follows: dict[tuple[str, str], Linear] = {}
        for meetings, states in self._itineraries().items():
            for one in meetings:
                before = []
                for other in meetings:
                    if other == one:
                        continue
                    pair = (other, one)
                    if pair not in follows:
                        follows[pair] = self._literal(self._follows(*pair))
                    before.append(follows[pair])
                yield (1 - self.model.any(before)) * states

    def _itineraries(self) -> Counter[tuple[str, ...]]:
        """The meetings in one city to which a State comes, with the number of such States."""
        found: Counter[tuple[str, ...]] = Counter()
        codes = {code for meeting in self.season.meetings for code in meeting.attended_by}
        for code in codes:
            mine = [meeting for meeting in self.season.meetings if code in meeting.attended_by]
            if len({instrument for meeting in mine for instrument in meeting.instruments}) < 2:
                continue
            for city in {meeting.city for meeting in mine}:
                if code not in self.season.missions.get(city, frozenset()):
                    found[tuple(meeting.id for meeting in mine if meeting.city == city)] += 1
        return found

    def _follows(self, before: str, after: str) -> Linear:
        """Whether the second meeting begins after the first, and soon enough to be one journey.

        Of two that begin on one day, the one with the earlier key counts as the first.
        """
        within = self.season.within * ONE_DAY

        def amount(a: Dates, b: Dates) -> int:
            return (a.first, before) < (b.first, after) and b.first - a.last <= within

        return self._pair(self.season.meeting[before], self.season.meeting[after], amount)

    def _literal(self, choice: Linear) -> Linear:
        """The same as one variable, where it is a sum of literals of which one at most holds."""
        if choice.fixed or (len(choice.terms) == 1 and self.model.bounds(choice) == (0, 1)):
            return choice
        found = self.model.literal()
        self.model.equal(found - choice, 0)
        return found

    def _apart(self) -> Iterator[Linear]:
        for one, other in combinations(self.season.meetings, 2):
            states = len(one.attended_by & other.attended_by)
            if states and one.subjects & other.subjects and not one.instruments & other.instruments:
                yield self._pair(one, other, self._between) * states

    def _between(self, a: Dates, b: Dates) -> int:
        earlier, later = (a, b) if a.first <= b.first else (b, a)
        day, days = earlier.last, 0
        while days < self.season.far and (day := day + ONE_DAY) < later.first:
            days += self.season.open_days.open(day)
        return max(0, days - self.season.near)

    def _moved(self) -> Iterator[Linear]:
        for meeting in self.season.meetings:
            for dates, literal in self._has[meeting.id].items():
                yield literal * abs(_days(meeting.held.first, dates.first))


def _days(one: date, other: date) -> int:
    return (other - one).days


def _settle(draft: _Draft, search: Search) -> tuple[list[Tier], list[int] | None]:
    """Minimise one tier after the other, each with the earlier ones capped."""
    tiers: list[Tier] = []
    values: list[int] | None = None
    for rank in draft.season.tiers or (0,):
        before, name = search.seconds, f"tier {rank}"
        cost = draft.cost(rank) if rank else NOTHING
        least, bound = max(0, draft.model.bounds(cost)[0]), None
        draft.model.minimise(cost)
        search.tell(name)
        if values is None or not search.over:
            found = search.run(draft.model, name)
            if found.values is not None:
                values, bound = found.values, found.bound
        if values is None:
            return tiers, None
        draft.model.hint(values)
        value = draft.model.value(cost, values)
        known = least if bound is None else min(value, max(least, bound))
        if rank:
            seconds = search.seconds - before
            tiers.append(Tier(name=name, value=value, bound=known, seconds=seconds))
            search.tell(name, value, known)
        draft.model.at_most(cost, value)
    return tiers, values


def _make_canonical(draft: _Draft, values: list[int], search: Search) -> tuple[Tier, list[int]]:
    """Of all best calendars, the one in which the first meeting by key is earliest, and so on."""
    before, settled = search.seconds, 0
    meetings = [m for m in sorted(draft.season.meetings, key=lambda m: m.id) if not m.fixed]
    for meeting in meetings:
        position = draft.position(meeting)
        if draft.model.value(position, values):
            draft.model.minimise(position)
            draft.model.hint(values)
            found = search.run(draft.model, CANONICAL, quick=True)
            if not found.proven or found.values is None:
                break
            values = found.values
        draft.model.equal(position - draft.model.value(position, values), 0)
        settled += 1
    seconds = search.seconds - before
    return Tier(name=CANONICAL, value=settled, bound=len(meetings), seconds=seconds), values


def _hold_against(tiers: list[Tier], verdict: Verdict) -> None:
    """Hold what the solver claims against the verdict, which counts in the end."""
    for finding in verdict.breached:
        raise Disagreement(
            f"The solver's calendar breaks {finding.rule}: {finding.sentence} "
            "Please report this with the season file."
        )
    costs = dict(zip((f"tier {rank}" for rank in verdict.tiers), verdict.costs, strict=True))
    for tier in tiers:
        if tier.name in costs and costs[tier.name] != tier.value:
            raise Disagreement(
                f"In {tier.name} the solver counts {tier.value} and the judge {costs[tier.name]} "
                f"({verdict.amounts()}). Please report this with the season file."
            )
