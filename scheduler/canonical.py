"""The last tier: which of several best timetables it is, whatever the seed or the workers.

Session by session in the order of their identifiers, the earliest pattern of sittings is chosen,
then start, length and room of each part (the smallest that serves), each fixed before the next.
What comes out depends on the week and its rules alone, so that a difference between two timetables
means something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from math import gcd

from scheduler.draft import Draft
from scheduler.linear import NOTHING, Linear, total
from scheduler.result import CANONICAL, Tier
from scheduler.search import Search

_STEP = 2**30
"""The most values of a number that is made smaller step by step."""

_LEAP = 2**40
"""The most values of a number that is minimised at once: well within the solver's arithmetic."""


def make_canonical(
    draft: Draft, cost: Linear, values: list[int], search: Search
) -> tuple[Tier, list[int]]:
    """Fix every place, and give the only timetable that is left.

    Parameters
    ----------
    draft
        A draft whose tiers are all capped at their proven values.
    cost
        The cost that is hardest to keep at its best: it guides the search.
    values
        A solution of the draft.

    Returns
    -------
    Tier
        Its value counts the sessions whose sittings are settled, its bound all sessions. The value
        is short of it by at least 1 unless every start, length and room is settled too.
    list of int
        The solution; the given one, as far as time allowed to settle it.
    """
    before, settled = search.seconds, 0
    sessions = sorted(draft.week.session)
    draft.model.minimise(cost)
    for session in sessions:
        for digits in _chunks(draft, _pattern(draft, session), _STEP):
            values = _improve(draft, digits, values, search)
        settled += not search.over
    details = chain.from_iterable(_details(draft, session, values) for session in sessions)
    for digits in _chunks(draft, details, _LEAP):
        values = _minimise(draft, digits, values, search)
    if search.over and settled == len(sessions):
        settled -= 1
    seconds = search.seconds - before
    return Tier(name=CANONICAL, value=settled, bound=len(sessions), seconds=seconds), values


def _pattern(draft: Draft, session: str) -> Iterator[Linear]:
    """The digits of a session's pattern of sittings: to be early counts for more."""
    for place in draft.places.of(session):
        yield 1 - draft.places.held(place)


def _details(draft: Draft, session: str, values: list[int]) -> Iterator[Linear]:
    """The digits of a session's starts, lengths and rooms, given its pattern."""
    places = draft.places
    for place in places.of(session):
        if not draft.model.value(places.held(place), values):
            continue
        sitting = places.sitting(place)
        yield places.start(place) - sitting.begin
        yield sitting.minutes - places.minutes(place)
        rooms = sorted(places.rooms(place), key=lambda room: draft.week.room[room].seats)
        yield total(n * places.in_room(place, room) for n, room in enumerate(rooms))


def _chunks(draft: Draft, digits: Iterable[Linear], widest: int) -> Iterator[list[Linear]]:
    """Group digits so that the numbers they spell have at most so many values."""
    chunk: list[Linear] = []
    width = 1
    for digit in digits:
        if digit.fixed:
            continue
        digit = _compact(draft, digit)
        _, high = draft.model.bounds(digit)
        if chunk and width * (high + 1) > widest:
            yield chunk
            chunk, width = [], 1
        chunk.append(digit)
        width *= high + 1
    if chunk:
        yield chunk


def _compact(draft: Draft, digit: Linear) -> Linear:
    """The digit from 0 on, in steps of 1."""
    step = gcd(*digit.terms.values())
    low, _ = draft.model.bounds(digit)
    terms = {key: value // step for key, value in digit.terms.items()}
    return Linear(terms, (digit.constant - low) // step)


def _improve(draft: Draft, digits: list[Linear], values: list[int], search: Search) -> list[int]:
    """Step to ever smaller numbers, until it is proven that there is none, and fix the digits.

    The search keeps the cost as its objective, which shows it early where there is none.
    """
    model, number = draft.model, _number(draft, digits)
    while model.value(number, values) > 0 and not search.over:
        smaller = model.fork()
        smaller.at_most(number, model.value(number, values) - 1)
        found = search.run(smaller, CANONICAL, quick=True, first=True)
        if found.values is None:
            if not found.infeasible:
                return values
            break
        values = found.values
    _fix(draft, digits, values, search)
    return values


def _minimise(draft: Draft, digits: list[Linear], values: list[int], search: Search) -> list[int]:
    """Make the number smallest in one search, which is quick once all patterns are fixed."""
    model, number = draft.model, _number(draft, digits)
    if model.value(number, values) > 0 and not search.over:
        model.minimise(number)
        model.hint(values)
        found = search.run(model, CANONICAL, quick=True)
        if not found.proven or found.values is None:
            return values
        values = found.values
    _fix(draft, digits, values, search)
    return values


def _number(draft: Draft, digits: list[Linear]) -> Linear:
    """The number that digits spell, the first the most significant."""
    number = NOTHING
    for digit in digits:
        number = number * (draft.model.bounds(digit)[1] + 1) + digit
    return number


def _fix(draft: Draft, digits: list[Linear], values: list[int], search: Search) -> None:
    if not search.over:
        for digit in digits:
            draft.model.equal(digit - draft.model.value(digit, values), 0)
