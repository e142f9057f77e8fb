"""What stands in a part, as cells of the schedule CSV: its speakers, and items of the agenda."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from scenarios.reading.names import plain
from scheduler.week.agenda import Item, Statement
from scheduler.week.timetable import Part
from scheduler.week.week import Session

_UNCLEAR = re.compile(r"(.*\s)?\d+\s*min|.*\(\d+\)|")
"""Titles that another item with its minutes, or with its number, could be written as."""


def labels(agenda: Sequence[Item]) -> tuple[str, ...]:
    """What each item goes by in a cell: its title, with its number where that is not clear."""
    titles = [" ".join(item.title.replace(";", ",").split()) for item in agenda]
    same = Counter(map(plain, titles))
    return tuple(
        f"{title} ({number})".strip() if same[key] > 1 or _UNCLEAR.fullmatch(key) else title
        for number, title in enumerate(titles, 1)
        for key in [plain(title)]
    )


def items_cell(session: Session, statements: Iterable[Statement]) -> str:
    """The items of some statements: ``Requests; Updates; Discussion 90 min``."""
    names, here = labels(session.agenda), dict[int, int]()
    for one in statements:
        here[one.item] = here.get(one.item, 0) + (0 if one.speaker else one.minutes)
    known = sorted(number for number in here if number < len(names))
    return "; ".join(
        f"{names[number]} {here[number]} min" if here[number] else names[number] for number in known
    )


def whole_agenda(session: Session) -> list[Statement]:
    """All statements of a session, and all minutes of its topics."""
    return [one for number, item in enumerate(session.agenda) for one in item.statements(number)]


def agenda_cells(session: Session, parts: Sequence[Part]) -> list[dict[str, str]]:
    """The cells of each part of a session; where nothing is divided, all stands in each.

    Who speaks in a part stands there as often as it makes a statement, besides those who are there
    for every part. A speaker whose statements do not follow the order of the items is named with
    the item of each.

    Parameters
    ----------
    parts
        In order of time.
    """
    if not (session.divided and any(part.statements for part in parts)):
        speakers = ";".join(sorted(session.speakers | session.heard))
        items = "" if session.divided else items_cell(session, whole_agenda(session))
        return [{"speakers": speakers, "agenda": items} for _ in parts]
    names, order = labels(session.agenda), dict[str, list[int]]()
    for part in parts:
        for one in part.statements:
            order.setdefault(one.speaker, []).append(one.item)
    astray = {who for who, items in order.items() if any(a >= b for a, b in pairwise(items))}

    def mention(one: Statement) -> str:
        told = one.speaker in astray and one.item < len(names)
        return f"{one.speaker} ({names[one.item]})" if told else one.speaker

    return [
        {
            "speakers": ";".join(
                [*sorted(session.speakers), *(mention(s) for s in part.statements if s.speaker)]
            ),
            "agenda": items_cell(session, part.statements),
        }
        for part in parts
    ]
