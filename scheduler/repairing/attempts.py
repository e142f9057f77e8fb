"""Timetables that are tried where none is known that keeps every must, and the nearest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from scheduler.judging.judge import Finding, Verdict, judge
from scheduler.rules.requirement import Key, key_of
from scheduler.solving.problem import Known, Problem
from scheduler.week import structure
from scheduler.week.as_written import with_agendas
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable


class Attempt(Frozen):
    """A timetable that was tried, and what it breaks.

    Attributes
    ----------
    broken
        By how much it does not keep each requirement, in the unit of its rule; but for what is
        lost in any case.
    """

    known: Known
    verdict: Verdict
    broken: dict[Key, int]

    @property
    def severity(self) -> tuple[int, int]:
        """What attempts are compared by: how many requirements are broken, then by how much."""
        return len(self.broken), sum(self.broken.values())


class Nearest(Frozen):
    """The attempt that breaks least, where each of them breaks something.

    Attributes
    ----------
    tried
        How many different attempts there were.
    everywhere
        What it breaks of the requirements that all of them break.
    """

    attempt: Attempt
    tried: int
    everywhere: tuple[Finding, ...]


def sound(problem: Problem, timetable: Timetable) -> Timetable:
    """A timetable without the parts that its week cannot hold, whatever it breaks."""
    week = problem.week
    there = Timetable(parts=tuple(p for p in timetable.parts if p.session in week.session))
    misplaced = {index for index, _ in structure.breaches(week, there)}
    held = (part for index, part in enumerate(there.parts) if index not in misplaced)
    kept = with_agendas(week, Timetable(parts=tuple(held)))
    odd = {str(case[0]) for case, _ in structure.misplaced_statements(week, kept)}
    parts = (part.place if part.session in odd else part for part in kept.parts)
    return with_agendas(week, Timetable(parts=tuple(parts)))


def attempt(problem: Problem, known: Known, lost: Collection[Key] = ()) -> Attempt:
    """Judge a timetable without misplaced parts; requirements that are ``lost`` do not count."""
    week = problem.week.with_leaders(known.leadership)
    verdict = judge(week, problem.settings, known.timetable, problem.off)
    broken = Counter[Key]()
    for finding in verdict.breached:
        broken[_key(problem, finding)] += finding.amount
    return Attempt(
        known=known,
        verdict=verdict,
        broken={key: amount for key, amount in broken.items() if key not in lost},
    )


def nearest_of(problem: Problem, attempts: Sequence[Attempt]) -> Nearest:
    """What breaks least of several attempts, and what all of them break."""
    best = min(attempts, key=lambda one: one.severity)
    common = set(best.broken).intersection(*(one.broken for one in attempts))
    return Nearest(
        attempt=best,
        tried=len({one.known.timetable for one in attempts}),
        everywhere=tuple(f for f in best.verdict.breached if _key(problem, f) in common),
    )


def _key(problem: Problem, finding: Finding) -> Key:
    """The requirement that a finding breaks; one of the structure is its own."""
    rule = problem.rules.get(finding.rule)
    return (finding.rule, finding.case) if rule is None else key_of(rule, finding.case)
