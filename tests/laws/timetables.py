"""Every timetable of a tiny week, or a fair sample of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from scheduler.timetable import Part, Timetable
from scheduler.week import Session, Sitting, Week


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


def timetables(week: Week, most: int) -> Iterator[Timetable]:
    """Yield every timetable inside the structure, or ``most`` of them where there are more.

    A sample is drawn part by part, with fewer parts likelier, so that good ones are among it.
    """
    places = [
        _choices(week, session, sitting) for session in week.sessions for sitting in week.sittings
    ]
    total = 1
    for choices in places:
        total *= len(choices)
    if total <= most:
        for combination in itertools.product(*places):
            yield Timetable(parts=tuple(part for part in combination if part is not None))
        return
    chance = random.Random(week.model_dump_json())
    for _ in range(most):
        yield Timetable(parts=tuple(_sample(chance, places)))


def _sample(chance: random.Random, places: list[list[Part | None]]) -> Iterator[Part]:
    full = chance.random()
    for choices in places:
        if chance.random() < full:
            part = chance.choice(choices)
            if part is not None:
                yield part
