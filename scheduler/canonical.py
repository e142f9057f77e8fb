"""The last tier: which of several best timetables it is, whatever the seed or the workers.

Session by session in the order of their identifiers, the earliest pattern of sittings is chosen,
then start, length and room of each part, each fixed before the next. What comes out depends on the
week and its rules alone, so that a difference between two timetables means something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import gcd

from scheduler.draft import Draft
from scheduler.linear import NOTHING, Linear, total
from scheduler.result import CANONICAL, Tier
from scheduler.search import Search

_WIDEST = 2**30
"""The most values that one step may choose from."""


def make_canonical(draft: Draft, values: list[int], search: Search) -> tuple[Tier, list[int]]:
    """Fix every place, and give the only timetable that is left.

    Parameters
    ----------
    draft
        A draft whose tiers are all capped at their proven values.
    values
        A solution of it.

    Returns
    -------
    Tier
        Its value counts the sessions settled, its bound all sessions.
    list of int
        The solution; the given one, as far as time allowed to settle it.
    """
    before, settled = search.seconds, 0
    sessions = sorted(draft.week.session)
    for session in sessions:
        for digits in _chunks(draft, _pattern(draft, session)):
            values = _settle(draft, digits, values, search)
    for session in sessions:
        for digits in _chunks(draft, _details(draft, session, values)):
            values = _settle(draft, digits, values, search)
        settled += not search.over
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
        rooms = enumerate(places.rooms(place))
        yield total(index * places.in_room(place, room) for index, room in rooms)


def _chunks(draft: Draft, digits: Iterable[Linear]) -> Iterator[list[Linear]]:
    """Group digits so that the numbers they spell stay small enough to be chosen in one step."""
    chunk: list[Linear] = []
    width = 1
    for digit in digits:
        if digit.fixed:
            continue
        digit = _compact(draft, digit)
        _, high = draft.model.bounds(digit)
        if chunk and width * (high + 1) > _WIDEST:
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


def _settle(draft: Draft, digits: list[Linear], values: list[int], search: Search) -> list[int]:
    """Make the number that the digits spell as small as can be, and fix each digit."""
    model = draft.model
    number = NOTHING
    for digit in digits:
        number = number * (model.bounds(digit)[1] + 1) + digit
    if search.over:
        return values
    if model.value(number, values) > 0:
        model.minimise(number)
        model.hint(values)
        found = search.run(model, CANONICAL, quick=True)
        if not found.proven or found.values is None:
            return values
        values = found.values
    for digit in digits:
        model.equal(digit - model.value(digit, values), 0)
    return values
