"""Which musts stand against a session in a place, whatever else moves for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Unfinished
from scheduler.exploring.results import Spot
from scheduler.rules.draft import Case, Slot
from scheduler.rules.linear import Linear
from scheduler.rules.requirement import WHOLE, Key, Requirement
from scheduler.rules.rule import Setting
from scheduler.solving.conflicts import shrink
from scheduler.solving.problem import Problem
from scheduler.solving.search import Search

EFFORT = 1.0
"""Effort for each question whether requirements can be kept together, in the solver's measure."""


def pinned(draft: Draft, spot: Spot) -> Draft | None:
    """A copy of a draft in which the session is there; None where it leaves no such place."""
    slots, wanted = draft.slots, list[tuple[Linear, int]]()
    for sitting in spot.sittings:
        slot = Slot(spot.session, sitting)
        if slot not in slots:
            return None
        wanted.append((slots.held(slot), 1))
        if spot.start is not None:
            wanted.append((slots.start(slot), spot.start))
        if spot.minutes is not None:
            wanted.append((slots.minutes(slot), spot.minutes))
        if spot.room is not None:
            wanted.append((slots.in_room(slot, spot.room), 1))
    wanted += [(slots.held(Slot(spot.session, sitting)), 0) for sitting in spot.leaves]
    # What is asked of a draft may need new variables, so the copy comes last.
    fork = draft.fork()
    for left, right in wanted:
        fork.model.equal(left, right)
    return fork


class StandingAgainst:
    """Finds what stands against one spot after another; a draft is made once for all of them.

    Parameters
    ----------
    problem
        The week and the rules applied to it; only the musts count.
    search
        Its remaining time bounds the questions.
    left_out
        Requirements that are not asked for.
    """

    def __init__(self, problem: Problem, search: Search, left_out: Collection[Key] = ()) -> None:
        self._problem = problem
        self._search = search
        self._left_out = frozenset(left_out)
        self._musts = sorted(problem.musts, key=lambda setting: setting.rule.firm)
        self._drafts: dict[tuple[str, ...], Draft] = {}

    def find(self, spot: Spot) -> tuple[Requirement, ...]:
        """Musts that cannot be kept with a session in a spot, each of them needed for it.

        One rule that stands against it by itself comes before several that do together. There are
        none where that was not settled with little effort, or where no must stands against it.
        """
        for setting in self._musts:
            found = self._among([setting], spot) if self._alone(setting, spot) else ()
            if found:
                return found
        return self._among(self._musts, spot)

    def _alone(self, setting: Setting, spot: Spot) -> bool:
        """Whether a rule leaves no such place by itself."""
        draft = self._draft([setting], gated=False)
        return draft is not None and pinned(draft, spot) is None

    def _among(self, settings: Sequence[Setting], spot: Spot) -> tuple[Requirement, ...]:
        """Requirements of some rules that cannot all be kept."""
        gated = self._draft(settings, gated=True)
        there = None if gated is None else pinned(gated, spot)
        if gated is None or there is None:
            return ()

        def impossible(keys: Sequence[Key]) -> bool | None:
            found = self._asked(there, keys)
            return None if found is None else bool(found)

        keys = [key for key in gated.gates if key[1] != WHOLE and key not in self._left_out]
        order = {setting.rule.name: number for number, setting in enumerate(self._musts)}
        core = sorted(self._asked(there, keys) or (), key=lambda key: order[key[0]])
        kept, _ = shrink(core, impossible, self._search.is_over)
        return tuple(
            Requirement(rule=rule, case=case, sentence=self._say(rule, case)) for rule, case in kept
        )

    def _asked(self, draft: Draft, keys: Sequence[Key]) -> list[Key] | None:
        """Requirements that clash among some, none where none do; None where that stayed open."""
        gates = [draft.gates[key] for key in keys]
        found = self._search.run(draft.model, "conflict", assume=gates, light=True, effort=EFFORT)
        if found.values is None and not found.infeasible:
            return None
        return [keys[number] for number in found.core]

    def _draft(self, settings: Sequence[Setting], *, gated: bool) -> Draft | None:
        """A draft of some rules, made once; None if the search was over before."""
        names = (str(gated), *(setting.rule.name for setting in settings))
        if names not in self._drafts:
            left_out = () if gated else self._left_out
            stop = self._search.is_over
            try:
                self._drafts[names] = Draft(
                    self._problem.week,
                    settings,
                    gated=gated,
                    left_out=left_out,
                    sketch=True,
                    stop=stop,
                )
            except Unfinished:
                return None
        return self._drafts[names]

    def _say(self, rule: str, case: Case) -> str:
        return self._problem.rules[rule].ask(self._problem.week, case)
