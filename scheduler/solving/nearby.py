"""Solutions near a known timetable: only what sits on one of its days moves."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.drafting.draft import Draft
from scheduler.rules.linear import Linear
from scheduler.solving.search import Search
from scheduler.week.timetable import Timetable

EFFORT = 0.5
"""Effort for one day, in the solver's measure."""


def nearby(
    draft: Draft, timetable: Timetable, search: Search, aim: Linear, moving: Collection[str] = ()
) -> list[int] | None:
    """A solution of a draft in which all but the sessions of one day stay as they are.

    So there is next to nothing to search. Where no day is enough, the others keep their sittings
    only.

    Parameters
    ----------
    timetable
        Its parts lie in sittings of their own for their sessions; the draft need not allow it.
    aim
        What is made least, as far as little effort does it.
    moving
        Sessions that may move in any case.

    Returns
    -------
    list of int or None
        A value for every variable, of the best that was found; None where none was.
    """
    for exactly in (True, False):
        found = []
        for day in draft.week.days:
            free = {part.session for part in timetable.parts if part.day == day}
            if not free or search.over:
                continue
            fork = draft.fork()
            if _hold(fork, timetable, free.union(moving), exactly=exactly):
                fork.model.minimise(aim)
                values = search.run(fork.model, "", quick=True, light=True, effort=EFFORT).values
                if values is not None:
                    found.append(values)
        if found:
            return min(found, key=lambda values: draft.model.value(aim, values))
    return None


def _hold(draft: Draft, timetable: Timetable, free: Collection[str], *, exactly: bool) -> bool:
    """Hold sessions to a timetable, or to its sittings; False where the draft does not allow it."""
    held = {draft.slots.slot_of(part) for part in timetable.parts}
    for session in draft.week.session:
        if session in free:
            continue
        if exactly:
            if not draft.slots.hold(session, timetable.of(session)):
                return False
        else:
            for slot in draft.slots.of(session):
                draft.model.equal(draft.slots.held(slot), int(slot in held))
    return True
