"""Which part of one timetable became which part of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from scheduler.week.timetable import Part, Timetable

_NEVER = float("inf")


class Pair(NamedTuple):
    """A part before and after; None where it is new or dropped. The two are never alike."""

    before: Part | None
    after: Part | None


ASPECTS: dict[str, Callable[[Part], object]] = {
    "day": lambda part: part.day,
    "time": lambda part: part.start,
    "room": lambda part: part.room,
    "length": lambda part: part.minutes,
}
"""In what a part can change, each with how it is read."""


def aspects(before: Part, after: Part) -> tuple[str, ...]:
    """In what two parts differ: day, time (of its beginning), room and length, in this order."""
    return tuple(name for name, read in ASPECTS.items() if read(before) != read(after))


def matched(before: Timetable, after: Timetable) -> tuple[Pair, ...]:
    """Match the parts of two timetables, session by session, and pass over those that stay.

    A part stays where day, start, length and room are the same, whoever speaks in it. Of the rest
    as many as possible are taken for each other, so that the fewest aspects change in all; among
    equals so that parts stay close in time (the sum of the squared minutes between their
    beginnings), which also keeps their order. What is left is new or dropped.

    Returns
    -------
    tuple of Pair
        In order of time, by where a part is afterwards, or was before. Matching the other way
        round gives the same pairs, turned.
    """
    sessions = dict.fromkeys(part.session for part in (*before.parts, *after.parts))
    pairs = (
        pair for session in sessions for pair in _of_session(before.of(session), after.of(session))
    )
    return tuple(sorted(pairs, key=_when))


def _when(pair: Pair) -> tuple[int, str, int]:
    part = pair.after or pair.before
    assert part is not None
    return part.begin, part.session, part.minutes


def _of_session(before: Sequence[Part], after: Sequence[Part]) -> Iterator[Pair]:
    old = sorted(_left(before, after), key=_order)
    new = sorted(_left(after, before), key=_order)
    # Ties are settled the same in both directions, so that to and fro are mirror images.
    if (len(old), [*map(_order, old)]) <= (len(new), [*map(_order, new)]):
        yield from (Pair(*ends) for ends in _closest(old, new))
    else:
        yield from (Pair(one, other) for other, one in _closest(new, old))


def _left(parts: Sequence[Part], others: Sequence[Part]) -> Iterator[Part]:
    """The parts that are not in the same place among others."""
    staying = Counter(part.place for part in others)
    for part in parts:
        if staying[part.place]:
            staying[part.place] -= 1
        else:
            yield part


def _order(part: Part) -> tuple[int, int, str]:
    return part.begin, part.minutes, part.room or ""


def _closest(
    few: Sequence[Part], many: Sequence[Part]
) -> Iterator[tuple[Part | None, Part | None]]:
    """Pair each of the few with one of the many, at the lowest total cost."""
    gaps = [[(one.begin - other.begin) ** 2 for other in many] for one in few]
    dear = 1 + sum(max(row, default=0) for row in gaps)
    costs = [
        [dear * len(aspects(one, other)) + gap for other, gap in zip(many, row, strict=True)]
        for one, row in zip(few, gaps, strict=True)
    ]
    chosen = assignment(costs)
    yield from ((one, many[column]) for one, column in zip(few, chosen, strict=True))
    yield from ((None, other) for column, other in enumerate(many) if column not in chosen)


def assignment(costs: Sequence[Sequence[int]]) -> list[int]:
    """Give each row a column of its own, so that the sum is the least.

    The Hungarian method with potentials; whole numbers, so that the result is exact.

    Parameters
    ----------
    costs
        Rows of equal length, no more of them than columns.

    Returns
    -------
    list of int
        The column of each row.
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    row_price, column_price = [0] * rows, [0] * (columns + 1)
    # One column more than there are: each further row begins there, and looks for a real one.
    holder = [-1] * (columns + 1)
    for start in range(rows):
        holder[columns], last = start, columns
        slack, before, reached = [_NEVER] * columns, [columns] * columns, [columns]
        while (row := holder[last]) >= 0:
            free = [column for column in range(columns) if column not in reached]
            for column in free:
                price = costs[row][column] - row_price[row] - column_price[column]
                if price < slack[column]:
                    slack[column], before[column] = price, last
            last = min(free, key=slack.__getitem__)
            step = int(slack[last])
            for column in reached:
                row_price[holder[column]] += step
                column_price[column] -= step
            for column in free:
                slack[column] -= step
            reached.append(last)
        while last != columns:
            holder[last], last = holder[before[last]], before[last]
    return [holder.index(row) for row in range(rows)]
