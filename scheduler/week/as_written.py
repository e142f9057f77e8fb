"""The agenda as it is written: how it runs where a timetable does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from scheduler.week.agenda import Item, Statement
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week


def with_agendas(week: Week, timetable: Timetable) -> Timetable:
    """Give parts their statements where a timetable does not say which stand in them.

    Items then run in order, and so do the speakers of each; they fill the parts in the order of
    time, in proportion to their minutes. The agenda of a session that may not be split is as a
    whole in each of its parts and is not written into them.
    """
    new: dict[Part, Part] = {}
    for session in week.sessions:
        parts = timetable.of(session.id)
        if session.divided and parts and not any(part.statements for part in parts):
            filled = zip(parts, as_written(session.agenda, parts), strict=True)
            new |= {part: part._replace(statements=statements) for part, statements in filled}
    if not new:
        return timetable
    return Timetable(parts=tuple(new.get(part, part) for part in timetable.parts))


def as_written(agenda: Sequence[Item], parts: Sequence[Part]) -> list[tuple[Statement, ...]]:
    """What stands in each part, where the agenda runs as it is written.

    Parameters
    ----------
    parts
        Of one session, in the order of time; at least one.
    """
    given, asked = sum(part.minutes for part in parts), sum(item.asked for item in agenda)
    found: list[list[Statement]] = [[] for _ in parts]
    here, until, run = 0, parts[0].minutes * asked, 0
    for number, item in enumerate(agenda):
        for statement in item.statements(number):
            middle = (2 * run + statement.minutes) * given
            while here < len(parts) - 1 and middle > 2 * until:
                here += 1
                until += parts[here].minutes * asked
            found[here].append(statement)
            run += statement.minutes
    return [merged(statements) for statements in found]


def merged(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements with the minutes of each topic as one, in order of items and as given."""
    rows = groupby(sorted(statements, key=lambda one: one.item), key=lambda one: one.item)
    return tuple(one for item, row in rows for one in _of_item(item, list(row)))


def _of_item(item: int, row: list[Statement]) -> Iterator[Statement]:
    yield from (one for one in row if one.speaker)
    topic = sum(one.minutes for one in row if not one.speaker)
    if topic:
        yield Statement(item, "", topic)


def misplaced(session: Session, parts: Sequence[Part]) -> Iterator[tuple[Statement, int]]:
    """What of an agenda does not stand in exactly one part, and how often it does.

    The minutes of a topic are one statement; of them it is how many stand in parts. So is a
    statement that the agenda does not have.
    """
    placed, speakers = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for part in parts:
        for one in part.statements:
            placed[one.item, one.speaker] += one.minutes
            speakers[one.item, one.speaker] += 1
    for number, item in enumerate(session.agenda):
        for speaker in item.speakers or ("",):
            minutes = placed.pop((number, speaker), 0)
            if minutes != item.minutes:
                times = speakers[number, speaker] if speaker else minutes
                yield Statement(number, speaker, item.minutes), times
    for number, speaker in placed:
        yield Statement(number, speaker, 0), speakers[number, speaker]
