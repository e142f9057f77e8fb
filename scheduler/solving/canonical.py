"""The last tier: which of several best solutions it is, whatever the seed or the workers.

In a week, session by session in the order of their identifiers, the earliest pattern of sittings is
chosen, then start, length and room of each part (the smallest that serves), each fixed before the
next. Then come the posts that the week leaves open, body by body: the States whose places in the
order of codes have the least sum, then the least sum of squares and so on, which leaves one choice
only. Last come the statements, each as early as can be. What comes out depends on the week and its
rules alone, so that a difference between two timetables means something. A season is settled in the
same way, meeting by meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import gcd
from typing import NamedTuple

from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Model
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.solving.result import CANONICAL, Tier
from scheduler.solving.search import Search, SearchResult

TRIES = 6
"""Proofs for all sessions together that are tried, before it is done session by session."""

_WIDEST = 2**40
"""The most values of a number that is minimised at once: well within the solver's arithmetic."""


class Choices(NamedTuple):
    """What is left to choose among the best solutions of a model, as digits to be made small."""

    patterns: Sequence[Sequence[Linear]]
    """The digits, 0 or 1, of what is settled first: of each session, or of each meeting."""
    details: Callable[[list[int]], Iterable[Linear]] = lambda values: ()
    """The digits that are left once every pattern is fixed, given a solution."""


def choices_of(draft: Draft) -> Choices:
    """The choices of a week: patterns of sittings, then places, posts and statements."""
    sessions = sorted(draft.week.session)

    def details(values: list[int]) -> Iterator[Linear]:
        for session in sessions:
            yield from _details(draft, session, values)
        yield from _posts(draft)
        yield from draft.statements.digits(values)

    return Choices([list(_pattern(draft, session)) for session in sessions], details)


def make_canonical(
    model: Model, cost: Linear, choices: Choices, values: list[int], search: Search
) -> tuple[Tier, list[int]]:
    """Fix every choice, and give the only solution that is left.

    Parameters
    ----------
    model
        A model whose tiers are all capped at their proven values.
    cost
        The cost that is hardest to keep at its best: it guides the search.
    values
        A solution of the model.

    Returns
    -------
    Tier
        Its value counts the patterns that are settled, its bound all patterns. The value is short
        of it by at least 1 unless every detail is settled too.
    list of int
        The solution; the given one, as far as time allowed to settle it.
    """
    before, patterns = search.seconds, choices.patterns
    model.minimise(cost)
    values, settled = _settle_patterns(model, cost, patterns, values, search)
    if settled == len(patterns):
        for digits in _chunks(model, choices.details(values)):
            values = _minimise(model, digits, values, search)
        settled -= search.over
    seconds = search.seconds - before
    return Tier(name=CANONICAL, value=settled, bound=len(patterns), seconds=seconds), values


def _settle_patterns(
    model: Model,
    cost: Linear,
    patterns: Sequence[Sequence[Linear]],
    values: list[int],
    search: Search,
) -> tuple[list[int], int]:
    """Fix every pattern: a solution, and how many patterns are settled.

    Often no other pattern is as good, and one proof for all of them shows it. Where several are,
    one by one is the shorter way.
    """
    digits = list(chain.from_iterable(patterns))
    others = _others(model, cost, digits, values, search)
    if others is None:
        return values, 0
    if not others:
        _fix(model, digits, values)
        return values, len(patterns)
    values = min(values, others, key=lambda one: [model.value(digit, one) for digit in digits])
    for _ in range(TRIES):
        found = _earlier(model, digits, values, search)
        if found.infeasible:
            for pattern in patterns:
                _fix(model, pattern, values)
            return values, len(patterns)
        if found.values is None:
            return values, 0
        values = found.values
    for settled, pattern in enumerate(patterns):
        while (found := _earlier(model, pattern, values, search)).values is not None:
            values = found.values
        if not found.infeasible:
            return values, settled
        _fix(model, pattern, values)
    return values, len(patterns)


def _others(
    model: Model, cost: Linear, digits: Sequence[Linear], values: list[int], search: Search
) -> list[int] | None:
    """A best solution with other digits of 0 and 1 than a given one; nothing where there is none.

    It is worth half a unit of the cost, so that the given solution stands at first for the best:
    what costs more is passed over early. None where it was not found out.
    """
    copy = model.fork()
    differs = copy.literal()
    turned = (1 - digit if model.value(digit, values) else digit for digit in digits)
    copy.clause([1 - differs, *turned])
    copy.minimise(2 * cost - differs)
    copy.hint([*values, 0])
    enough = 2 * model.value(cost, values) - 1
    found = search.run(copy, CANONICAL, quick=True, enough=enough)
    if found.values is None or not found.proven:
        return None
    return found.values[:-1] if found.values[-1] else []


def _earlier(
    model: Model, digits: Sequence[Linear], values: list[int], search: Search
) -> SearchResult:
    """Search for digits of 0 and 1 that come before those of the solution.

    Up to some digit they are the same, and that one is 0 in place of 1. The search keeps the cost
    as its objective, which shows it early where there is none.
    """
    model = model.fork()
    same, turns = ALWAYS, []
    for digit in digits:
        if model.value(digit, values):
            turn = model.literal()
            model.clause([1 - turn, same])
            model.clause([1 - turn, 1 - digit])
            turns.append(turn)
        following = model.literal()
        model.clause([1 - following, same])
        model.clause([1 - following, digit if model.value(digit, values) else 1 - digit])
        same = following
    model.clause(turns)
    found = search.run(model, CANONICAL, quick=True, first=True)
    # The copy's own variables come after those of the model.
    return found._replace(values=found.values and found.values[: len(values)])


def _pattern(draft: Draft, session: str) -> Iterator[Linear]:
    """The digits of a session's pattern of sittings: to be early counts for more."""
    for slot in draft.slots.of(session):
        yield 1 - draft.slots.held(slot)


def _details(draft: Draft, session: str, values: list[int]) -> Iterator[Linear]:
    """The digits of a session's starts, lengths and rooms, given its pattern."""
    slots = draft.slots
    for slot in slots.of(session):
        if not draft.model.value(slots.held(slot), values):
            continue
        sitting = slots.sitting(slot)
        yield slots.start(slot) - sitting.begin
        yield sitting.minutes - slots.minutes(slot)
        rooms = sorted(slots.rooms(slot), key=lambda room: draft.week.room[room].seats)
        yield total(n * slots.in_room(slot, room) for n, room in enumerate(rooms))


def _posts(draft: Draft) -> Iterator[Linear]:
    """The digits of who takes the open posts of each kind: the first States by code.

    Of *n* States, the sums of the first *n* powers of their numbers are theirs alone: far fewer
    digits than one for each State.
    """
    for post, number in draft.week.open_posts():
        takers = list(draft.takers([post]).values())
        yield number - total(takers)
        for power in range(1, number + 1):
            yield total((n + 1) ** power * takes for n, takes in enumerate(takers))


def _chunks(model: Model, digits: Iterable[Linear]) -> Iterator[list[Linear]]:
    """Group digits so that the numbers they spell have `_WIDEST` values at most."""
    chunk: list[Linear] = []
    width = 1
    for digit in digits:
        if digit.fixed:
            continue
        digit = _compact(model, digit)
        _, high = model.bounds(digit)
        if chunk and width * (high + 1) > _WIDEST:
            yield chunk
            chunk, width = [], 1
        chunk.append(digit)
        width *= high + 1
    if chunk:
        yield chunk


def _compact(model: Model, digit: Linear) -> Linear:
    """The digit from 0 on, in steps of 1."""
    step = gcd(*digit.terms.values())
    low, _ = model.bounds(digit)
    terms = {key: value // step for key, value in digit.terms.items()}
    return Linear(terms, (digit.constant - low) // step)


def _minimise(model: Model, digits: list[Linear], values: list[int], search: Search) -> list[int]:
    """Make the number smallest in one search, which is quick once all patterns are fixed."""
    number = _number(model, digits)
    if model.value(number, values) > 0 and not search.over:
        model.minimise(number)
        model.hint(values)
        found = search.run(model, CANONICAL, quick=True)
        if not found.proven or found.values is None:
            return values
        values = found.values
    if not search.over:
        _fix(model, digits, values)
    return values


def _number(model: Model, digits: list[Linear]) -> Linear:
    """The number that digits spell, the first the most significant."""
    number = NOTHING
    for digit in digits:
        number = number * (model.bounds(digit)[1] + 1) + digit
    return number


def _fix(model: Model, digits: Iterable[Linear], values: list[int]) -> None:
    for digit in digits:
        model.equal(digit - model.value(digit, values), 0)
