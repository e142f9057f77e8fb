"""Why nothing fits, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pydantic import Field

from scheduler.clock import count
from scheduler.conflicts import Conflict
from scheduler.frozen import Frozen
from scheduler.repairing import Repair, Way
from scheduler.result import Status
from scheduler.rule import Count


class Explanation(Frozen):
    """Why a week is impossible, and the least that would have to give way.

    Attributes
    ----------
    status
        ``INFEASIBLE`` where it is proven, ``FEASIBLE`` where a timetable keeps every must after
        all, and ``UNKNOWN`` where neither was settled in the time given.
    counts
        Counts that cannot hold: proofs by themselves.
    conflicts
        No two have a requirement in common.
    complete
        Whether all that is in none of the conflicts can be kept; None where that stayed open.
    ways
        For each conflict: its requirements that would each be enough to give up, beside what the
        least repair gives up for the other conflicts.
    repair
        The least; None where none was found in the time given.
    irreparable
        Whether it is proven that there is no repair, since firm rules and those that shall be kept
        clash by themselves.
    found_after
        Seconds until the conflicts and what to give up were known; what is left of ``seconds``
        went into the timetable that results.
    interrupted
        Whether a person stopped the search.
    """

    status: Status
    counts: tuple[Count, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    complete: bool | None = None
    ways: tuple[tuple[Way, ...], ...] = ()
    repair: Repair | None = None
    irreparable: bool = False
    found_after: float = Field(default=0.0, ge=0)
    seconds: float = Field(default=0.0, ge=0)
    interrupted: bool = False

    def sentences(self) -> Iterator[str]:
        """All of it in words, line by line."""
        if self.status is Status.FEASIBLE:
            yield "Nothing stands in the way: there is a timetable that keeps every must."
        elif self.status is Status.UNKNOWN:
            yield "Whether a timetable keeps every must was not settled in the time given."
        else:
            yield from self._counts()
            for number in range(len(self.conflicts)):
                yield from self._conflict(number)
            yield self._completeness()
            yield from self._repair()

    def _counts(self) -> Iterator[str]:
        if self.counts:
            yield "What can be seen by counting alone:"
            yield from (f"- {count.sentence}" for count in self.counts)

    def _conflict(self, number: int) -> Iterator[str]:
        conflict = self.conflicts[number]
        name = f"Conflict {number + 1}: " if len(self.conflicts) > 1 else ""
        yield f"{name}{_clash(conflict)}"
        for rule in conflict.rules:
            yield f"  {rule}"
            yield from (f"  - {one.sentence}" for one in conflict.requirements if one.rule == rule)
        ways = self.ways[number] if self.ways else ()
        if ways:
            others = ", beside what is given up for the rest" if len(self.conflicts) > 1 else ""
            yield f"Giving up any one of these would be enough{others}:"
            for way in ways:
                least = "" if way.proven else " (less may do)"
                yield f"  - {way.given_up.rule}: {way.given_up.sentence}{least}"

    def _completeness(self) -> str:
        if self.complete is None or (not self.conflicts and not self.complete):
            return "Which requirements clash besides was not settled in the time given."
        if self.complete:
            return "Nothing else stands in the way."
        return "More stands in the way: once this is mended, ask again."

    def _repair(self) -> Iterator[str]:
        if self.repair is None:
            yield (
                "There is no repair: what is not to be given up clashes by itself."
                if self.irreparable
                else "No repair was found in the time given."
            )
            return
        number = count(len(self.repair.given_up), "requirement")
        sure = (
            f"The least repair gives up {number}"
            if self.repair.proven
            else f"A repair gives up {number}; whether less would do was not settled"
        )
        yield f"{sure}:"
        yield from (f"  - {one.rule}: {one.sentence}" for one in self.repair.given_up)

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def _clash(conflict: Conflict) -> str:
    number = len(conflict.requirements)
    if number == 1:
        return "1 requirement that cannot be kept, whatever becomes of the others."
    proof = (
        "it is proven that without any one of them the others can"
        if conflict.minimal
        else "whether each is needed for it was not settled in the time given"
    )
    return f"{number} requirements that cannot all be kept; {proof}."
