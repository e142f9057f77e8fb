"""Every timetable of a tiny week, or a fair sample of them."""

from __future__ import annotations

import itertools
import json
import math
import random
from collections.abc import Iterator

from scheduler.solving.problem import plain
from scheduler.week.as_written import merged, with_agendas
from scheduler.week.leadership import Holder, Leadership
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Sitting, Week


def _choices(week: Week, session: Session, sitting: Sitting) -> list[Part | None]:
    rooms = [room.id for room in week.rooms] or [None]
    if sitting.whole:
        spans = [(sitting.opens, sitting.minutes)]
    else:
        grid = range(sitting.opens, sitting.closes, week.grain)
        spans = [
            (start, minutes)
            for start in grid
            for minutes in range(week.grain, sitting.closes - start + 1, week.grain)
        ]
    parts = [Part(session.id, sitting.day, *span, room) for span in spans for room in rooms]
    return [None, *parts]


def _places(week: Week) -> list[list[Part | None]]:
    return [
        _choices(week, session, sitting)
        for session in week.sessions
        for sitting in week.sittings_for(session.format_word)
    ]


GROUPS = frozenset({Format.SMALL_GROUP, Format.WORKSHOP, Format.SIDE_EVENT})


def groups_across(week: Week) -> Week:
    """The week with one sitting more each day, for groups alone, that overlaps all others of it."""
    sittings = (one for day in week.days for one in _crossed(week, day))
    return week.model_copy(update={"sittings": tuple(sittings)})


def _crossed(week: Week, day: int) -> Iterator[Sitting]:
    first, *_, last = [*week.sittings_on(day), *week.sittings_on(day)]
    for one in week.sittings_on(day):
        yield one.model_copy(update={"formats": one.formats - GROUPS})
        if one == first:
            name = f"{week.date_of(day).isoformat()} groups"
            later = 30 if first.minutes > 30 else 15
            times = {"opens": first.opens + later, "closes": last.closes + later}
            changes = {"id": name, "name": "groups", "formats": GROUPS, "whole": False, **times}
            yield first.model_copy(update=changes)


def number(week: Week) -> int:
    """How many timetables of a week there are inside the structure."""
    return math.prod(len(choices) for choices in _places(week))


def leaderships(week: Week) -> list[Leadership]:
    """Every way to fill the open posts of a week, or to leave some of them open."""
    choices: list[list[tuple[Holder, ...]]] = []
    for post, number in week.open_posts():
        states = sorted(week.pool - week.body[post.body].leaders)
        choices.append(
            [
                tuple(Holder(*post, state) for state in chosen)
                for size in range(number + 1)
                for chosen in itertools.combinations(states, size)
            ]
        )
    found = []
    for combination in itertools.product(*choices):
        holders = tuple(itertools.chain.from_iterable(combination))
        if len({(holder.body, holder.state) for holder in holders}) == len(holders):
            found.append(Leadership(holders=holders))
    return found


def timetables(week: Week, most: int, *always: Timetable) -> Iterator[Timetable]:
    """Yield every timetable inside the structure, or ``most`` of them where there are more.

    A sample is the same in every run. It is drawn part by part, with fewer parts likelier, so that
    good ones are among it. Where agendas may be divided, each timetable stands beside some of the
    ways to do so.

    Parameters
    ----------
    always
        Timetables that a sample begins with, whatever is drawn.
    """
    places = _places(week)
    chance = random.Random(json.dumps(plain(week), sort_keys=True))
    divided = any(session.divided for session in week.sessions)
    if number(week) <= most and not divided:
        for combination in itertools.product(*places):
            yield Timetable(parts=tuple(part for part in combination if part is not None))
        return
    yield from (with_agendas(week, timetable) for timetable in always)
    for _ in range(most - len(always)):
        yield _heard(week, chance, Timetable(parts=tuple(_sample(chance, places))))


def _heard(week: Week, chance: random.Random, timetable: Timetable) -> Timetable:
    """The timetable with a way to divide the agendas: as written, in order, or at random."""
    way = chance.choice(["as written", "in order", "at random"])
    parts = [part for part in timetable.parts if not week.session[part.session].divided]
    for session in week.sessions:
        here = timetable.of(session.id)
        if not session.divided or not here or way == "as written":
            parts += here if session.divided else ()
            continue
        agenda = enumerate(session.agenda)
        statements = [one for number, item in agenda for one in item.statements(number)]
        drawn = [chance.randrange(len(here)) for _ in statements]
        drawn = sorted(drawn) if way == "in order" else drawn
        for number, part in enumerate(here):
            stand = [one for one, n in zip(statements, drawn, strict=True) if n == number]
            parts.append(part._replace(statements=merged(stand)))
    return with_agendas(week, Timetable(parts=tuple(parts)))


def _sample(chance: random.Random, places: list[list[Part | None]]) -> Iterator[Part]:
    full = chance.random()
    for choices in places:
        if chance.random() < full:
            part = chance.choice(choices)
            if part is not None:
                yield part
