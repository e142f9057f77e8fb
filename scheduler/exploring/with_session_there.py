"""The best weeks with a session in other places, whatever else moves for it.

The draft is made once. For each place a copy of it holds the session there. The search begins with
the given timetable: all else stays but what shares the sitting; where that is not enough, as few
parts change as possible. What is found is improved day by day, and what effort is left goes into
the proof that nothing is better. Only effort bounds each search, so the answers are the same on
every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from scheduler.drafting.draft import Draft
from scheduler.exploring.results import Spot, There
from scheduler.exploring.standing_against import StandingAgainst, pinned
from scheduler.judging.judge import Finding, Verdict, judge
from scheduler.rules.draft import Slot
from scheduler.rules.linear import Linear, total
from scheduler.rules.requirement import Key, key_of
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import Tier
from scheduler.solving.search import Progress, Search
from scheduler.solving.solving import Options, SolveRun, begin, hold_against
from scheduler.solving.tiers import group_goals
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

EFFORT = 6.0
"""Effort for all places of a session together, in the solver's measure."""

FIRST = 1.5
"""Effort for any week with the session in a place, however small the place's share is."""

LEAST = 0.01
"""Effort for improving it, at least."""

TIDY = 0.5
"""Effort for changing no more parts than needed, in the solver's measure."""


def find_there(
    problem: Problem,
    given: Timetable,
    spots: Sequence[Spot],
    options: Options | None = None,
    *,
    watch: Callable[[Progress], None] | None = None,
) -> Iterator[There]:
    """Find for each spot the best week with the session there, one after the other.

    Nobody takes an open post. What the given timetable breaks may stay broken, though no more than
    it is: as little of it as possible comes before all tiers. Of several timetables that cost the
    same, one is taken that changes few parts of the given one.

    Parameters
    ----------
    problem, watch
        As for `scheduler.solving.solving.solve`.
    given
        Any timetable of the week, legal or not.
    spots
        What a must rules out by itself comes first; the others follow in their order.
    options
        Limits of the search for all spots together. Without an effort it is `EFFORT`.

    Yields
    ------
    There
        Each as soon as it is found; none any more once the search is stopped.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    options = options or Options()
    effort = options.effort or EFFORT
    options = options.model_copy(update={"workers": 1, "light": True, "effort": None})
    week = problem.week.model_copy(update={"pool": frozenset()})
    problem = Problem(week=week, settings=problem.settings, off=problem.off, name=problem.name)
    verdict = judge(week, problem.settings, given, problem.off)
    eased = broken_by(problem, verdict)
    with begin(problem, options, eased=eased, watch=watch) as run:
        draft = run.draft()
        if draft is None:
            return
        against = StandingAgainst(problem, run.search, eased)
        weeks = _Weeks(run, draft, given, verdict)
        left = []
        for spot in spots:
            if pinned(draft, spot) is not None:
                left.append(spot)
            elif not run.search.over:
                yield There(spot=spot, impossible=True, closed=True, against=against.find(spot))
        for number, spot in enumerate(left):
            if run.search.over:
                return
            weeks.begin(f"{_named(week, spot)} ({number + 1} of {len(left)})")
            there, spent = weeks.find(spot, effort / (len(left) - number))
            effort -= spent
            if there.impossible:
                there = there.model_copy(update={"against": against.find(spot)})
            if there.timetable is None and not there.impossible and run.search.over:
                return
            yield there


def broken_by(problem: Problem, verdict: Verdict) -> frozenset[Key]:
    """The requirements of musts that a timetable does not keep."""
    rules = problem.rules
    return frozenset(
        key_of(rules[finding.rule], finding.case)
        for finding in verdict.breached
        if finding.rule in rules
    )


def _named(week: Week, spot: Spot) -> str:
    return ", ".join(map(week.sitting_name, spot.sittings))


class _Weeks:
    """Finds one week after the other on copies of a draft."""

    def __init__(self, run: SolveRun, draft: Draft, given: Timetable, verdict: Verdict) -> None:
        self._run = run
        self._draft = draft
        self._given = given
        self._week = run.problem.week
        self._asked = ""
        self._goals = run.goals(draft)
        self._groups = group_goals(draft.model, self._goals, apart=True)
        self._cap_eased(verdict)
        self._moved = total(1 - kept for kept in self._kept())

    def _cap_eased(self, verdict: Verdict) -> None:
        """Nothing is broken more than it was."""
        broken = {(f.rule, f.case): f.amount for f in verdict.breached}
        rules = self._run.problem.rules
        for (rule, case), amount in self._draft.amounts.items():
            if key_of(rules[rule], case) in self._run.eased:
                self._draft.model.at_most(amount, broken.get((rule, case), 0))

    def _kept(self) -> Iterator[Linear]:
        """For each part of the given timetable a literal: whether it stays where it is."""
        for part in self._given.parts:
            slot = self._draft.slots.slot_of(part)
            if slot is not None and slot in self._draft.slots:
                yield self._draft.matches(slot, part)

    def begin(self, what: str) -> None:
        """Tell whoever watches which spot is asked about now."""
        self._asked = what
        self._run.search.tell(what)

    def _show(self, best: list[int]) -> None:
        """Show whoever watches the best week so far."""
        search, draft = self._run.search, self._draft
        with search.showing(lambda values: Known(draft.read(values))):
            search.tell(self._asked, found=search.reader(lambda: best))

    def find(self, spot: Spot, effort: float) -> tuple[There, float]:
        """The best week with a session in a spot, and the effort that was spent on it."""
        fork = pinned(self._draft, spot)
        assert fork is not None
        first = self._search(max(effort, FIRST))
        best, impossible = self._first(fork, spot, first)
        spent = max(effort, FIRST) - first.effort_left
        if best is None:
            return There(spot=spot, impossible=impossible), spent
        self._show(best)
        nearest, known = self._tidy(fork, best), best
        search = self._search(max(effort - spent, LEAST))
        best, proven = self._improved(fork, spot, best, search)
        spent += max(effort - spent, LEAST) - search.effort_left
        tidied = nearest if best is known else self._tidy(fork, best)
        there = There(
            spot=spot,
            timetable=self._held_against(tidied, best, proven),
            nearest=self._held_against(nearest, known, False),
            proven=proven,
        )
        return there, spent

    def _search(self, effort: float) -> Search:
        seed, outer = self._run.options.seed, self._run.search
        return Search(outer.left, seed, 1, effort=effort, stopped=outer.is_over, light=True)

    def _first(self, there: Draft, spot: Spot, search: Search) -> tuple[list[int] | None, bool]:
        """A first week in which little changes, and whether it is proven that there is none."""
        near = self._near(spot, self._given)
        best, _, _ = self._by_tiers(self._held(there, near, self._given), None, search)
        if best is not None:
            return best, False
        model = there.fork().model
        model.minimise(self._moved)
        found = search.run(model, "", quick=True, effort=FIRST)
        if found.values is None:
            return None, found.infeasible
        now = self._draft.read(found.values)
        held = self._held(there, near | self._differ(now), now)
        return self._by_tiers(held, found.values, search)[0], False

    def _improved(
        self, there: Draft, spot: Spot, best: list[int], search: Search
    ) -> tuple[list[int], bool]:
        """A week that is improved day by day, then as a whole; and whether it is the best."""
        known = self._given
        for day in self._week.days:
            if search.over:
                return best, False
            now = self._draft.read(best)
            near = self._near(spot, now)
            that_day = frozenset(part.session for part in now.parts if part.day == day)
            if that_day <= near and known == now:
                continue
            held, known = self._held(there, near | that_day, now), now
            best = self._by_tiers(held, best, search)[0] or best
            self._show(best)
        if search.over:
            return best, False
        found, proven, _ = self._by_tiers(there.fork(), best, search)
        return found or best, proven

    def _by_tiers(
        self, draft: Draft, best: list[int] | None, search: Search
    ) -> tuple[list[int] | None, bool, bool]:
        """The best by tiers on a draft that is used up, no worse than a week that is known.

        With it comes whether it is proven to be the best, or that there is none.
        """
        proven = True
        for group in self._groups:
            draft.model.minimise(group.objective)
            if best is not None:
                draft.model.hint(best)
            found = search.run(draft.model, group.name, quick=True)
            if found.values is not None:
                best = min([found.values, *([best] if best else [])], key=self._costs)
            if best is None:
                return None, False, found.infeasible
            proven = proven and found.proven
            for goal in group.goals:
                draft.model.at_most(goal.cost, draft.model.value(goal.cost, best))
            if search.over:
                return best, False, False
        return best, proven, False

    def _tidy(self, there: Draft, best: list[int]) -> list[int]:
        """A week that costs no more, in which as few parts as possible have moved."""
        now = self._draft.read(best)
        held = self._held(there, self._differ(now), now)
        for goal in self._goals:
            held.model.at_most(goal.cost, held.model.value(goal.cost, best))
        held.model.minimise(self._moved)
        held.model.hint(best)
        found = self._run.search.run(held.model, "", quick=True, effort=TIDY)
        return found.values or best

    def _differ(self, timetable: Timetable) -> frozenset[str]:
        """The sessions that are not where they are in the given timetable."""
        here, there = ({part.place for part in one.parts} for one in (self._given, timetable))
        return frozenset(part.session for part in here ^ there)

    def _costs(self, values: list[int]) -> list[int]:
        return [self._draft.model.value(goal.cost, values) for goal in self._goals]

    def _near(self, spot: Spot, timetable: Timetable) -> frozenset[str]:
        """The session, and those with a part beside it there."""
        beside = {one.id for sitting in spot.sittings for one in self._week.beside[sitting]}
        beside |= set(spot.sittings)
        slots = ((part.session, self._draft.slots.slot_of(part)) for part in timetable.parts)
        return frozenset(
            {spot.session, *(session for session, slot in slots if slot and slot.sitting in beside)}
        )

    def _held(self, there: Draft, free: Collection[str], timetable: Timetable) -> Draft:
        """A copy of a draft in which all but some sessions stay where a timetable has them."""
        draft, slots = there.fork(), self._draft.slots
        where: dict[Slot, Part] = {}
        loose = set(free)
        for part in timetable.parts:
            slot = slots.slot_of(part)
            if slot is None or slot not in slots or slot in where:
                loose.add(part.session)
            else:
                where[slot] = part
        for session in self._week.session.keys() - loose:
            for slot in slots.of(session):
                here = where.get(slot)
                draft.model.equal(slots.held(slot), int(here is not None))
                if here is not None:
                    draft.model.equal(slots.start(slot), here.begin)
                    draft.model.equal(slots.minutes(slot), here.minutes)
                    if here.room is not None:
                        draft.model.equal(slots.in_room(slot, here.room), 1)
        return draft

    def _held_against(self, values: list[int], known: list[int], proven: bool) -> Timetable:
        """The week in a solution; what was claimed of its costs is held against the judge.

        Raises
        ------
        Disagreement
            Where the judge does not find it.
        """
        problem, eased = self._run.problem, self._run.eased
        timetable = self._draft.read(values)

        def may_stay(finding: Finding) -> bool:
            rule = problem.rules.get(finding.rule)
            return rule is not None and key_of(rule, finding.case) in eased

        verdict = judge(self._week, problem.settings, timetable, problem.off)
        tiers = [
            Tier(name=goal.name, value=cost, bound=cost if proven else -1, seconds=0.0)
            for goal, cost in zip(self._goals, self._costs(known), strict=True)
        ]
        hold_against(tiers, verdict, may_stay)
        return timetable
