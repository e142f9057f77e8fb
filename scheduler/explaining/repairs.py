"""The least repair of an impossible week: the fewest requirements to give up, and what then comes.

A repair gives up the fewest requirements; of several such sets, the one with the least amount, each
in the unit of its rule; of several still, always the same. Then the week is solved as usual, with
those requirements eased: it gives up as little of them as it can before it looks at preferences.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Model, Unfinished
from scheduler.judging.judge import Finding, judge
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.rules.requirement import Key, Requirement, key_of
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import Result
from scheduler.solving.search import Search
from scheduler.solving.tiers import Goal, group_goals, solve_tiers
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

QUICK = 0.1
EFFORT = 4.0
"""Effort for asking whether one requirement alone would do, in the solver's measure: little at
first, then more, with the linear relaxation, where something stays open."""

GUESS = 8.0
"""Effort for finding any repair, where the least one is not found in time."""

LARGEST = 2**62
"""What a sum in a solver may come to: it counts in 64 bits."""

SENTENCES = 2
"""Findings of one requirement that are said in full; any more are only counted."""


class Concession(NamedTuple):
    """Requirements to give up."""

    keys: tuple[Key, ...]
    amount: int
    """How much of them is given up, each in the unit of its rule."""
    proven: bool
    """Whether it is proven that no fewer would do, and that no less of as many would."""
    begun: Known | None = None
    """A timetable that gives up no more."""


class Way(Frozen):
    """A requirement that is enough to give up, beside what is given up for other conflicts."""

    given_up: Requirement
    """With what is then wrong."""
    amount: int
    """How much of it is given up, in ``unit``."""
    unit: str
    proven: bool
    """Whether it is proven that less would not do."""


class _Answer(NamedTuple):
    """What came of asking whether a requirement is enough to give up."""

    key: Key
    way: Way | None = None
    bound: int = 0
    """The least of it that could be given up."""
    settled: bool = False
    """Whether nothing about it is open."""
    begun: Known | None = None
    """A timetable that gives up nothing else."""


class Ways(NamedTuple):
    """The requirements of a conflict, and which of them would each be enough to give up."""

    answers: tuple[_Answer, ...]

    @property
    def found(self) -> tuple[Way, ...]:
        """One for each that would do, in their order."""
        return tuple(one.way for one in self.answers if one.way is not None)

    @property
    def unsettled(self) -> int:
        """Of how many it is not known whether they would do."""
        return sum(one.way is None and not one.settled for one in self.answers)

    @property
    def least(self) -> Way | None:
        """The one that gives up the least amount."""
        return min(self.found, key=lambda way: way.amount, default=None)

    def concession(self, least: Way) -> Concession:
        """What is given up where one of them is."""
        key, proven = least.given_up.key, not self.doubtful
        begun = next(one.begun for one in self.answers if one.key == key)
        return Concession((key,), least.amount, proven, begun)

    @property
    def doubtful(self) -> frozenset[Key]:
        """Those that may need less than the least does, as far as is known."""
        least = self.least
        return frozenset(
            one.key
            for one in self.answers
            if not one.settled and (least is None or one.way is None or one.bound < least.amount)
        )


class Repair(Frozen):
    """The least that has to be given up, and the timetable that results."""

    given_up: tuple[Requirement, ...]
    """Requirements that the timetable does not keep, with what is wrong in it."""
    amount: int
    """How much of them is given up, each in the unit of its rule."""
    proven: bool
    """Whether it is proven that no fewer would do, and that no less of as many would."""
    result: Result | None
    """The solved week, those requirements eased; None where it was not solved. Its first tier is
    what is given up of them."""


class _Question(NamedTuple):
    """A model in which requirements may be given up."""

    model: Model
    broken: dict[Key, Linear]
    """For each that may be: a literal that holds wherever it is not kept."""
    amount: Linear
    """How much of them is not kept, each in the unit of its rule."""
    draft: Draft | None = None
    """Where the model comes from; a solution is read on it."""

    @property
    def number(self) -> Linear:
        return total(self.broken.values())

    def concession(self, values: Sequence[int], *, proven: bool) -> Concession:
        keys = [key for key, here in self.broken.items() if self.model.value(here, values)]
        begun = None
        if self.draft is not None:
            whole = list(values)
            begun = Known(self.draft.read(whole), self.draft.open_posts.read(whole))
        return Concession(tuple(keys), self.model.value(self.amount, values), proven, begun)


class Repairs:
    """Repairs of one impossible week.

    Parameters
    ----------
    problem
        The week and the rules applied to it; only the musts count.
    search
        Its remaining time bounds every question.
    kept
        Names of rules that must not be given up; firm rules never are.

    Attributes
    ----------
    hopeless
        Whether it is proven that what is not given up clashes by itself.
    """

    def __init__(self, problem: Problem, search: Search, kept: Collection[str] = ()) -> None:
        self.week = problem.week
        self._search = search
        self._musts = problem.musts
        self._rules = problem.rules
        self.hopeless = False
        self._firm = {name for name, rule in self._rules.items() if rule.firm}.union(kept)

    def ways(self, keys: Iterable[Key], beside: Iterable[Key] = (), effort: float = EFFORT) -> Ways:
        """The requirements of a conflict that would each be enough to give up, in their order.

        Parameters
        ----------
        beside
            What is given up for other conflicts.
        effort
            For each requirement, in the solver's measure.
        """
        keys, beside = self._loose(keys), list(beside)
        draft = self._draft([*keys, *beside])
        if draft is None:
            return Ways(tuple(map(_Answer, keys)))
        amounts = self._amounts(draft)

        def ask(key: Key) -> _Answer:
            others = [amounts[other] for other in keys if other != key and other in amounts]
            return self._way(draft.fork(), key, others, effort)

        with ThreadPoolExecutor(self._search.workers) as pool:
            return Ways(tuple(pool.map(ask, keys)))

    def refine(self, ways: Ways, keys: Collection[Key], beside: Iterable[Key] = ()) -> Ways:
        """Ask once more, with more effort, of some of the requirements."""
        better = {one.key: one for one in self.ways(keys, beside).answers} if keys else {}
        return Ways(tuple(better.get(one.key, one) for one in ways.answers))

    def _way(self, draft: Draft, key: Key, others: Iterable[Linear], effort: float) -> _Answer:
        """Whether a requirement is enough to give up, on a draft on which others are kept."""
        if self._search.over:
            return _Answer(key)
        for amount in others:
            draft.model.at_most(amount, 0)
        draft.model.minimise(draft.given_up)
        found = self._search.run(
            draft.model, "repair", quick=True, light=True, effort=effort, relaxed=effort > QUICK
        )
        if found.values is None:
            return _Answer(key, settled=found.infeasible)
        begun = Known(draft.read(found.values), draft.open_posts.read(found.values))
        verdict = judge(self.week.with_leaders(begun.leadership), self._musts, begun.timetable)
        here = [finding for finding in verdict.breached if self._key(finding) == key]
        way = Way(
            given_up=self._said(key, here),
            amount=sum(finding.amount for finding in here),
            unit=self._rules[key[0]].unit,
            proven=found.proven,
        )
        return _Answer(key, way, found.bound, found.proven, begun)

    def least(
        self,
        conflicts: Iterable[Collection[Key]],
        beyond: Callable[[Collection[Key]], Collection[Key] | None],
        everything: Callable[[], Iterable[Key]],
    ) -> Concession | None:
        """The cheapest requirements to give up; None where none were found in the time given.

        Every repair gives up something of each conflict. Where the fewest that do so are as many
        as a repair needs, the repair has nothing that is in no conflict: so it is enough to search
        among the requirements of the conflicts that are known, and to look for further ones until
        there is a repair of that size.

        Parameters
        ----------
        conflicts
            The requirements of each conflict that is known.
        beyond
            Finds requirements that clash even where some are given up; there are none where
            nothing does, and it is None where that stayed open.
        everything
            All requirements of the week; asked where what is to be given up must be guessed at.
        """
        known = [self._loose(keys) for keys in conflicts]
        until = self._search.seconds + self._search.left / 3
        while all(known):
            fewest = self._fewest(known)
            if fewest is None or self._search.seconds > until:
                break
            found, impossible = self._least(known, len(fewest))
            if found is not None:
                return found
            clash = beyond(fewest) if impossible or not known else None
            if not clash:
                break
            known.append(self._loose(clash))
        self.hopeless = not all(known)
        return None if self.hopeless else self._some(known, everything())

    def _loose(self, keys: Iterable[Key]) -> list[Key]:
        """Those that may be given up."""
        return [key for key in keys if key[0] not in self._firm]

    def _fewest(self, conflicts: Sequence[Sequence[Key]]) -> list[Key] | None:
        """The fewest requirements with one in each conflict; None where that stayed open."""
        model = Model()
        chosen = {key: model.literal() for keys in conflicts for key in keys}
        for keys in conflicts:
            model.clause(chosen[key] for key in keys)
        model.minimise(total(chosen.values()))
        found = self._search.run(model, "repair", quick=True)
        if found.values is None or not found.proven:
            return None
        return [key for key, literal in chosen.items() if model.value(literal, found.values)]

    def _least(
        self, conflicts: Sequence[Sequence[Key]], most: int
    ) -> tuple[Concession | None, bool]:
        """The least to give up of the requirements in conflicts, where ``most`` are enough.

        Fewer are not. Also says whether it is proven that ``most`` are not either.
        """
        question = self._question(conflicts, [key for keys in conflicts for key in keys])
        if question is None:
            return None, False
        model = question.model
        model.at_most(question.number, most)
        goals = group_goals(model, [Goal("repair", question.amount)])
        tiers, values, impossible = solve_tiers(model, goals, self._search)
        if values is None:
            return None, impossible
        if not all(tier.proven for tier in tiers):
            return question.concession(values, proven=False), False
        values = _first(question, values, self._search)
        return question.concession(values, proven=True), False

    def _some(self, conflicts: Sequence[Sequence[Key]], eased: Iterable[Key]) -> Concession | None:
        """Requirements to give up, few of them, as they are found with some effort."""
        question = self._question(conflicts, self._loose(eased))
        if question is None:
            return None
        most = question.model.bounds(question.amount)[1] + 1
        question.model.minimise(most * question.number + question.amount)
        found = self._search.run(question.model, "repair", effort=GUESS)
        return None if found.values is None else question.concession(found.values, proven=False)

    def _amounts(self, draft: Draft) -> dict[Key, Linear]:
        """How much of each eased requirement is given up, in the unit of its rule."""
        amounts: dict[Key, Linear] = {}
        for (name, case), amount in draft.amounts.items():
            key = key_of(self._rules[name], case)
            amounts[key] = amounts.get(key, NOTHING) + amount
        return amounts

    def _draft(self, eased: Iterable[Key]) -> Draft | None:
        """A draft on which requirements may be given up; None if the search was over before."""
        try:
            return Draft(
                self.week,
                self._musts,
                eased=dict.fromkeys(eased),
                sketch=True,
                stop=self._search.is_over,
            )
        except Unfinished:
            return None

    def _question(
        self, conflicts: Sequence[Sequence[Key]], eased: Iterable[Key]
    ) -> _Question | None:
        """The least to give up, something of each conflict; None if the search was over before."""
        draft = self._draft(eased)
        if draft is None:
            return None
        amounts = self._amounts(draft)
        broken = {key: _broken(draft, amount) for key, amount in amounts.items()}
        broken = {key: literal for key, literal in broken.items() if literal is not NOTHING}
        for keys in conflicts:
            draft.model.clause(broken[key] for key in keys if key in broken)
        return _Question(draft.model, broken, total(amounts.values()), draft)

    def told(self, concession: Concession, result: Result | None, ways: Iterable[Way]) -> Repair:
        """A repair in words: what the timetable that results does not keep.

        Without a timetable it says what its way out says, or else what the requirement asks.
        """
        known = {way.given_up.key: way.given_up for way in ways}
        breached = result.verdict.breached if result is not None and result.verdict else ()
        findings: dict[Key, list[Finding]] = {key: [] for key in concession.keys}
        for finding in breached:
            findings[key_of(self._rules[finding.rule], finding.case)].append(finding)
        given_up = [
            self._said(key, here) if here else known.get(key, self._said(key, here))
            for key, here in findings.items()
            if here or not breached
        ]
        amount = sum(finding.amount for finding in breached) or concession.amount
        # A timetable that was cut short may give up more than is known to be enough.
        proven = concession.proven and amount <= concession.amount
        return Repair(given_up=tuple(given_up), amount=amount, proven=proven, result=result)

    def _key(self, finding: Finding) -> Key | None:
        rule = self._rules.get(finding.rule)
        return key_of(rule, finding.case) if rule else None

    def _said(self, key: Key, findings: Sequence[Finding]) -> Requirement:
        """A requirement with what is wrong by it, or with what it asks for where nothing is."""
        sentences = [finding.sentence for finding in findings[:SENTENCES]]
        more = len(findings) - len(sentences)
        if more:
            sentences.append(f"And {count(more, 'more such breach', 'more such breaches')}.")
        sentence = " ".join(sentences) or self._rules[key[0]].ask(self.week, key[1])
        return Requirement(rule=key[0], case=key[1], sentence=sentence)


def _broken(draft: Draft, amount: Linear) -> Linear:
    """A literal that holds wherever an amount is not 0."""
    most = draft.model.bounds(amount)[1]
    if most <= 0:
        return NOTHING
    found = draft.model.literal()
    draft.model.at_most(amount - most * found, 0)
    return found


def _first(question: _Question, values: list[int], search: Search) -> list[int]:
    """Of several such sets always the same: the power sums of its members' numbers are least.

    Sums that a solver cannot hold are left out; such a set is as good as any other.
    """
    model, literals = question.model, list(question.broken.values())
    size = sum(model.value(literal, values) for literal in literals)
    for power in range(1, size + 1):
        if sum((n + 1) ** power for n in range(len(literals))) > LARGEST:
            break
        number = total((n + 1) ** power * literal for n, literal in enumerate(literals))
        model.minimise(number)
        model.hint(values)
        found = search.run(model, "repair", quick=True)
        if found.values is None or not found.proven:
            return values
        values = found.values
        model.at_most(number, model.value(number, values))
    return values
