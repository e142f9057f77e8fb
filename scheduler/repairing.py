"""The least repair of an impossible week: the fewest requirements to give up, and what then comes.

The fewest are found first; among as few, those of which least is given up, each in the unit of its
rule; and of several such repairs always the same. Then the week is solved as usual, with those
requirements eased: as little as possible of them is given up before any preference is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from scheduler.draft import Draft
from scheduler.frozen import Frozen
from scheduler.judge import Finding, judge
from scheduler.linear import NOTHING, Linear, total
from scheduler.requirement import Key, Requirement, key_of
from scheduler.result import Result
from scheduler.rule import Must, Prefer, Setting
from scheduler.search import Search
from scheduler.settling import Goal, group, settle
from scheduler.week import Week

EFFORT = 4.0
"""Effort for each requirement of which it is asked whether it alone would do, in the solver's
measure."""

SENTENCES = 2
"""Findings of one requirement that are said in full; there are no more than counted beyond."""


class Concession(NamedTuple):
    """Requirements to give up.

    Attributes
    ----------
    keys
        The requirements.
    amount
        How much of them is given up, each in the unit of its rule.
    proven
        Whether it is proven that no fewer would do, and that no less of as many would.
    """

    keys: tuple[Key, ...]
    amount: int
    proven: bool


class Way(Frozen):
    """A requirement that is enough to give up, beside what is given up for other conflicts.

    Attributes
    ----------
    given_up
        The requirement, with what is then wrong.
    amount
        How much of it is given up, in ``unit``.
    proven
        Whether it is proven that less would not do.
    """

    given_up: Requirement
    amount: int
    unit: str
    proven: bool


class Repair(Frozen):
    """The least that has to be given up, and the timetable that results.

    Attributes
    ----------
    given_up
        Requirements that the timetable does not keep, with what is wrong in it.
    amount
        How much of them is given up, each in the unit of its rule.
    proven
        Whether it is proven that no fewer would do, and that no less of as many would.
    result
        The solved week, those requirements eased; None where it was not solved. Its first tier is
        what is given up of them.
    """

    given_up: tuple[Requirement, ...]
    amount: int
    proven: bool
    result: Result | None


class Repairs:
    """Repairs of one impossible week.

    Parameters
    ----------
    week, settings
        The week and the rules applied to it, of which the musts count.
    search
        Its remaining time bounds every question.
    kept
        Names of rules that shall not be given up; nor are firm ones.

    Attributes
    ----------
    hopeless
        Whether it is proven that what is not given up clashes by itself.
    """

    def __init__(
        self,
        week: Week,
        settings: Sequence[Setting],
        search: Search,
        kept: Collection[str] = (),
    ) -> None:
        self.week = week
        self._search = search
        self._musts = [setting for setting in settings if setting.must]
        self._rules = {setting.rule.name: setting.rule for setting in self._musts}
        self.hopeless = False
        self._firm = {name for name, rule in self._rules.items() if rule.firm}.union(kept)

    def ways(self, keys: Iterable[Key], beside: Iterable[Key] = ()) -> tuple[list[Way], bool]:
        """The requirements of a conflict that would each be enough to give up, in their order.

        Parameters
        ----------
        keys
            The requirements.
        beside
            What is given up for other conflicts.

        Returns
        -------
        list of Way
            One for each that would do.
        bool
            Whether nothing about any of them stayed open.
        """
        found, settled, beside = list[Way](), True, list(beside)
        for key in keys:
            if key[0] in self._firm:
                continue
            if self._search.over:
                return found, False
            way, sure = self._way(key, beside)
            found += [way] if way else []
            settled = settled and sure
        return found, settled

    def _way(self, key: Key, beside: Sequence[Key]) -> tuple[Way | None, bool]:
        draft = Draft(self.week, self._musts, eased=[key, *beside], sketch=True)
        draft.model.minimise(draft.given_up)
        found = self._search.run(draft.model, "repair", quick=True, effort=EFFORT)
        if found.values is None:
            return None, found.infeasible
        week = self.week.with_leaders(draft.leading.read(found.values))
        verdict = judge(week, self._musts, draft.places.read(found.values))
        here = [finding for finding in verdict.breached if self._key(finding) == key]
        way = Way(
            given_up=self._said(key, here),
            amount=sum(finding.amount for finding in here),
            unit=self._rules[key[0]].unit,
            proven=found.proven,
        )
        return way, found.proven

    def least(self, conflicts: Sequence[Sequence[Key]]) -> Concession | None:
        """The cheapest requirements to give up; None where none were found in the time given.

        Parameters
        ----------
        conflicts
            The requirements of each conflict that is known. No two have a requirement in common,
            so that as many must be given up at least; and so few only where one of each is.
        """
        number = max(1, len(conflicts))
        among = [key for keys in conflicts for key in keys if key[0] not in self._firm]
        draft = Draft(self.week, self._musts, eased=among, sketch=True)
        found = self._least(draft, number, number) if among else None
        if found is not None or self._search.over:
            return found
        softened = [
            Setting(rule=setting.rule, mode=Must() if setting.rule.name in self._firm else Prefer())
            for setting in self._musts
        ]
        return self._least(Draft(self.week, softened, sketch=True), number)

    def _least(self, draft: Draft, at_least: int, at_most: int | None = None) -> Concession | None:
        """The fewest requirements to give up on a draft, and of those the least amount."""
        model, amounts = draft.model, self._amounts(draft)
        broken = {key: _broken(draft, amount) for key, amount in amounts.items()}
        broken = {key: literal for key, literal in broken.items() if not literal.fixed}
        number, amount = total(broken.values()), total(amounts.values())
        model.at_most(-number, -at_least)
        if at_most is not None:
            model.at_most(number, at_most)
        goals = group(model, [Goal("repair", number), Goal("repair", amount)])
        tiers, values, infeasible = settle(model, goals, self._search)
        if values is None:
            self.hopeless = infeasible and at_most is None
            return None
        proven = all(tier.proven for tier in tiers)
        if proven:
            values = _first(draft, list(broken.values()), values, self._search)
        keys = tuple(key for key, literal in broken.items() if model.value(literal, values))
        return Concession(keys=keys, amount=model.value(amount, values), proven=proven)

    def _amounts(self, draft: Draft) -> dict[Key, Linear]:
        """The amount of each requirement that may be given up, in the order of the rules."""
        found: dict[Key, Linear] = {}
        for (name, case), amount in draft.amounts.items():
            key = key_of(self._rules[name], case)
            found[key] = found.get(key, NOTHING) + amount
        return found

    def told(self, concession: Concession, result: Result | None, ways: Iterable[Way]) -> Repair:
        """A repair in words: what the timetable that results does not keep.

        Without a timetable, what is said of the way is said; else what is asked for.
        """
        known = {way.given_up.key: way.given_up for way in ways}
        breached = result.verdict.breached if result is not None and result.verdict else ()
        given_up = []
        for key in concession.keys:
            here = [finding for finding in breached if self._key(finding) == key]
            said = self._said(key, here)
            given_up.append(said if here else known.get(key, said))
        return Repair(
            given_up=tuple(given_up),
            amount=concession.amount,
            proven=concession.proven,
            result=result,
        )

    def _key(self, finding: Finding) -> Key | None:
        rule = self._rules.get(finding.rule)
        return key_of(rule, finding.case) if rule else None

    def _said(self, key: Key, findings: Sequence[Finding]) -> Requirement:
        """A requirement with what is wrong by it, or with what it asks for where nothing is."""
        sentences = [finding.sentence for finding in findings[:SENTENCES]]
        more = len(findings) - len(sentences)
        sentences += [f"So it is in {more} more."] if more else []
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


def _first(
    draft: Draft, literals: Sequence[Linear], values: list[int], search: Search
) -> list[int]:
    """Of several such sets always the same: the power sums of its members' numbers are least."""
    size = sum(draft.model.value(literal, values) for literal in literals)
    for power in range(1, size + 1):
        number = total((n + 1) ** power * literal for n, literal in enumerate(literals))
        draft.model.minimise(number)
        draft.model.hint(values)
        found = search.run(draft.model, "repair", quick=True)
        if found.values is None or not found.proven:
            return values
        values = found.values
        draft.model.at_most(number, draft.model.value(number, values))
    return values
