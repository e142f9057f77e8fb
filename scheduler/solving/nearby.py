"""Solutions near a known timetable: only what sits on one of its days moves."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.drafting.draft import Draft
from scheduler.solving.search import Search
from scheduler.week.timetable import Timetable

EFFORT = 1.0
"""Effort for one day, in the solver's measure."""


def nearby(
    draft: Draft, timetable: Timetable, search: Search, moving: Collection[str] = ()
) -> list[int] | None:
    """A solution of a draft in which all but the sessions of one day keep their sittings.

    So there is next to nothing to search. Days are tried in order.

    Parameters
    ----------
    timetable
        Its parts lie in sittings of their own for their sessions; the draft need not allow it.
    moving
        Sessions that may move in any case.

    Returns
    -------
    list of int or None
        A value for every variable; None where there is no such solution for any day, or where
        none was found with little effort.
    """
    held = {draft.slots.slot_of(part) for part in timetable.parts}
    for day in draft.week.days:
        free = {part.session for part in timetable.parts if part.day == day}
        if not free or search.over:
            continue
        fork = draft.fork()
        for session in draft.week.session:
            if session not in free and session not in moving:
                for slot in fork.slots.of(session):
                    fork.model.equal(fork.slots.held(slot), int(slot in held))
        found = search.run(fork.model, "", quick=True, first=True, light=True, effort=EFFORT)
        if found.values is not None:
            return found.values
    return None
