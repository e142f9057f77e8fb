"""Which requirements cannot be kept together, where a week is impossible.

A conflict is a set of requirements that no timetable keeps. It is *minimal* where for each of them
a timetable is known that keeps all the others, so that each is really needed. It is looked for rule
by rule first, then requirement by requirement inside the rules that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from math import inf
from typing import TypeVar

from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Unfinished
from scheduler.rules.requirement import WHOLE, Key, Requirement
from scheduler.rules.rule import Setting
from scheduler.solving.problem import Problem
from scheduler.solving.search import Search, SearchResult
from scheduler.week.frozen import Frozen

EFFORT = 1.0
"""Effort for each question whether requirements can be kept together, in the solver's measure."""

COUNTED = 0.05
"""The same where a count has shown already that some rules clash."""

SHARE = 0.4
"""The share of the time left that one conflict may take, with what would mend it."""

MANY = 12
"""The most requirements of one rule in a conflict: for more, the rule is named as a whole."""

Thing = TypeVar("Thing")


class Conflict(Frozen):
    """Requirements that cannot all be kept."""

    requirements: tuple[Requirement, ...]
    """In the order of the rules."""
    minimal: bool
    """Whether it is proven that without any one of them the others can be kept."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that they belong to, each once."""
        return tuple(dict.fromkeys(one.rule for one in self.requirements))

    @property
    def clash(self) -> str:
        """How many requirements clash, and how sure it is that each is needed, in a sentence."""
        number = len(self.requirements)
        if number == 1:
            return "1 requirement that cannot be kept, whatever becomes of the others."
        proof = (
            "it is proven that without any one of them the others can"
            if self.minimal
            else "whether each is needed for it was not settled in the time given"
        )
        return f"{number} requirements that cannot all be kept; {proof}."


class Conflicts:
    """The conflicts of a week, found one after the other; none shares a requirement with another.

    Parameters
    ----------
    problem
        The week and the rules applied to it; only the musts count.
    search
        Its remaining time bounds the questions.
    left_out
        Requirements that are not asked for, as where they may be given up anyway.

    Attributes
    ----------
    keys
        The requirements of each conflict found, also of rules that are named as a whole.
    """

    def __init__(self, problem: Problem, search: Search, left_out: Iterable[Key] = ()) -> None:
        self.week = problem.week
        self.search = search
        self._rules = problem.rules
        self._musts = sorted(problem.musts, key=lambda setting: setting.rule.firm)
        self.keys: list[list[Key]] = []
        self._never = frozenset(left_out)
        self._left_out: set[Key] = set(left_out)
        self._until, self._effort = inf, EFFORT
        self._drafts: dict[frozenset[str], Draft] = {}
        self._universes: dict[str, tuple[Key, ...]] = {}

    def possible(self) -> bool | None:
        """Whether all that is in no conflict so far can be kept; None where that stayed open."""
        impossible = self._impossible(self._musts)
        return None if impossible is None else not impossible

    def clash(self, names: Collection[str]) -> bool:
        """Whether some rules are seen to clash with little effort."""
        asked = self._named(names)
        return bool(asked) and self._impossible(asked) is True

    def find(self, known: Sequence[str] = (), among: Sequence[str] = ()) -> Conflict:
        """Find a conflict, where there is one.

        Parameters
        ----------
        known
            Names of rules that clash, and would not clash without any one of them.
        among
            Names of rules that clash, as a count has shown; some may not be needed for it. What it
            says need not be found again, so little effort goes into leaving out what is not needed.
        """
        self._until = self.search.seconds + self.search.left * SHARE
        self._effort = COUNTED if among else EFFORT
        settings, keys, settled = self._clashing(known or among)
        if keys is None:
            if not known:
                settings, settled = self.rules(among)
            keys = self._core(settings) or self._single((one.rule.name, WHOLE) for one in settings)
        found, minimal = self._requirements(settings, keys)
        self._effort = EFFORT
        keys = self._single(found)
        self.keys.append(keys)
        self._left_out.update(keys)
        said = tuple(
            Requirement(rule=rule, case=case, sentence=self.say((rule, case)))
            for rule, case in found
        )
        return Conflict(requirements=said, minimal=settled and minimal)

    def _clashing(
        self, names: Collection[str]
    ) -> tuple[Sequence[Setting], Sequence[Key] | None, bool]:
        """Rules that clash, with requirements of theirs that do; None where none were found."""
        asked = [self._named(names)] if names else [self._loose, self._musts]
        for settings in asked:
            keys = self._core(settings)
            if keys is not None:
                return settings, keys, True
        return asked[0], None, True

    @property
    def _loose(self) -> list[Setting]:
        """The musts that people can give up."""
        return [setting for setting in self._musts if not setting.rule.firm]

    def rules(self, among: Sequence[str] = ()) -> tuple[list[Setting], bool]:
        """The musts that clash, and whether each of them is really needed for it.

        Earlier rules are named rather than later ones, and firm ones last of all. So what is named
        is as elementary as possible, hours rather than what the Review recommends, and something
        that people can change.
        """
        asked = self._named(among)
        if not asked:
            asked = self._named([rule for rule, _ in self._core(self._loose) or ()])
            if not asked and self._impossible(self._loose):
                asked = self._loose
        return shrink(asked or self._musts, self._impossible, self._over)

    def _over(self) -> bool:
        return self.search.over or self.search.seconds > self._until

    def _named(self, names: Collection[str]) -> list[Setting]:
        return [setting for setting in self._musts if setting.rule.name in names]

    def beyond(self, given_up: Collection[Key]) -> Collection[Key] | None:
        """Requirements that clash even where some are given up; not all may be needed for it.

        There are none where nothing clashes; None where that stayed open.
        """
        draft = self._gated(self._musts)
        if draft is None:
            return None
        given_up = self._never.union(given_up)
        asked = _without(draft, given_up)
        found, core = self._assume(draft, asked)
        if not found.infeasible:
            return None if found.values is None else ()
        whole = {rule for rule, case in core if case == WHOLE}
        return [key for key in asked if key[1] != WHOLE and (key in core or key[0] in whole)]

    def everything(self) -> Iterable[Key]:
        """All requirements of the week."""
        draft = self._gated(self._musts)
        gates = draft.gates if draft else ()
        return [key for key in gates if key[1] != WHOLE and key not in self._never]

    def _gated(self, settings: Sequence[Setting]) -> Draft | None:
        """A draft with gates, made once for the same rules; None if the search was over before."""
        names = frozenset(setting.rule.name for setting in settings)
        if names not in self._drafts:
            try:
                draft = Draft(
                    self.week, settings, gated=True, sketch=True, stop=self.search.is_over
                )
            except Unfinished:
                return None
            self._drafts[names] = draft
        return self._drafts[names]

    def _single(self, keys: Iterable[Key]) -> list[Key]:
        """Requirements, each by itself also where all of a rule is meant.

        Where the search was over before those of a rule were drawn up, the rule stands as a whole.
        """
        found: list[Key] = []
        for key in keys:
            found += self._universes.get(key[0], (key,)) if key[1] == WHOLE else [key]
        return [key for key in found if key not in self._left_out]

    def say(self, key: Key) -> str:
        """A requirement as a sentence."""
        rule, case = self._rules[key[0]], key[1]
        return rule.plate()["Meaning"] if case == WHOLE else rule.ask(self.week, case)

    def _impossible(self, settings: Iterable[Setting], left_out: Iterable[Key] = ()) -> bool | None:
        """Whether no timetable keeps some musts; None where that is not settled with the effort."""
        settings = list(settings)
        names = {setting.rule.name for setting in settings}
        without = {key for key in (*self._left_out, *left_out) if key[0] in names}
        try:
            draft = Draft(
                self.week, settings, left_out=without, sketch=True, stop=self.search.is_over
            )
        except Unfinished:
            return None
        found = self.search.run(
            draft.model, "conflict", quick=True, light=True, effort=self._effort
        )
        return None if found.values is None and not found.infeasible else found.infeasible

    def _requirements(
        self, settings: Sequence[Setting], keys: Sequence[Key]
    ) -> tuple[list[Key], bool]:
        """Of requirements that clash those that are needed; and whether each really is."""
        order = {setting.rule.name: n for n, setting in enumerate(settings)}
        keys = sorted(keys, key=lambda key: order[key[0]])
        keys, settled = self._shrink(settings, keys)
        whole = {name for name in order if sum(rule == name for rule, _ in keys) > MANY}
        if whole:
            keys = [key for key in keys if key[0] not in whole] + [(name, WHOLE) for name in whole]
            keys, settled = self._shrink(settings, sorted(keys, key=lambda key: order[key[0]]))
        return keys, settled

    def _shrink(self, settings: Sequence[Setting], keys: Sequence[Key]) -> tuple[list[Key], bool]:
        """Leave out what is not needed, the last first."""

        def impossible(kept: Sequence[Key]) -> bool | None:
            asked = [setting for setting in settings if setting.rule.name in dict(kept)]
            left_out = [
                key
                for setting in asked
                if (setting.rule.name, WHOLE) not in kept
                for key in self._universes[setting.rule.name]
                if key not in kept
            ]
            return self._impossible(asked, left_out)

        return shrink(keys, impossible, self._over)

    def _core(self, settings: Sequence[Setting]) -> list[Key] | None:
        """Requirements that clash, most of those that are not needed for it already left out.

        None where none are found with little effort.
        """
        draft = self._gated(settings)
        if draft is None:
            return None
        for name in (setting.rule.name for setting in settings):
            here = (key for key in draft.gates if key[0] == name and key[1] != WHOLE)
            self._universes[name] = tuple(here)
        keys = _without(draft, self._left_out)
        singles = [key for key in keys if key[1] != WHOLE]
        wholes = [key for key in keys if key[1] == WHOLE]
        for asked in (singles, [*singles, *wholes]):
            found, core = self._assume(draft, asked)
            if found.infeasible:
                return [key for key in core if key[1] == WHOLE or (key[0], WHOLE) not in core]
        return None

    def _assume(self, draft: Draft, keys: Sequence[Key]) -> tuple[SearchResult, list[Key]]:
        """What comes of closing some gates of a draft, and those that cannot all be closed."""
        gates = [draft.gates[key] for key in keys]
        found = self.search.run(draft.model, "conflict", light=True, assume=gates, effort=EFFORT)
        return found, [keys[n] for n in found.core]


def _without(draft: Draft, left_out: Collection[Key]) -> list[Key]:
    """The gates of what is not left out; where part of a rule is, so is the rule as a whole."""
    loosened = {rule for rule, _ in left_out}
    return [
        key
        for key in draft.gates
        if key not in left_out and (key[1] != WHOLE or key[0] not in loosened)
    ]


def shrink(
    things: Sequence[Thing],
    impossible: Callable[[Sequence[Thing]], bool | None],
    over: Callable[[], bool],
) -> tuple[list[Thing], bool]:
    """Leave out of things that cannot go together those that are not needed for it.

    The last are left out first, more and more at once for as long as none of them is needed.

    Parameters
    ----------
    things
        Earlier ones are kept rather than later ones.
    impossible
        Says whether some of them cannot go together; None where that stayed open.
    over
        Says whether to stop.

    Returns
    -------
    list
        What is left, in the same order.
    bool
        Whether it is known of each that without it the others go together.
    """
    kept, needed, settled, step = list(things), list[Thing](), True, 1
    while kept:
        if over():
            return [*kept, *needed], False
        answer = impossible([*kept[:-step], *needed])
        if answer:
            del kept[-step:]
            step *= 2
        elif step > 1:
            step = 1
        else:
            needed.insert(0, kept.pop())
            settled = settled and answer is False
    return needed, settled
