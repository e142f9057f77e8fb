"""A timetable that is known already, as a complete solution from which a search can begin.

A hint that leaves variables open can end worse than the hint itself, so the rest of them, such as
the amounts of preferences, are found first: with all parts fixed that is next to no work.
"""

from __future__ import annotations

from scheduler.drafting.draft import Draft
from scheduler.rules.linear import total
from scheduler.solving.problem import Known
from scheduler.solving.search import Search

EFFORT = 2.0
"""Effort for what is left open once all parts are fixed, in the solver's measure."""


def values_of(draft: Draft, known: Known, search: Search) -> list[int] | None:
    """A value for every variable of a draft, as a known timetable has them.

    Who speaks where is as the timetable says, or else as it can be. None where the draft does not
    allow the timetable, which then breaks a must, or where too little time was left.
    """
    for said in (True, False):
        fixed = draft.fork()
        timetable, leadership = known
        placed = fixed.fix(timetable, leadership) if said else fixed.slots.fix(timetable)
        if placed:
            fixed.model.minimise(total(draft.amounts.values()))
            found = search.run(fixed.model, "", quick=True, light=True, effort=EFFORT)
            if found.values is not None:
                return found.values
    return None
