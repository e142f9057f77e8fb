"""A published timetable repaired by construction: as few parts as possible leave their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from scheduler.constructing.constructing import construct
from scheduler.repairing.attempts import Attempt, attempt, sound
from scheduler.rules.requirement import Key
from scheduler.rules.rule import Setting
from scheduler.solving.problem import Known, Problem
from scheduler.week.timetable import Timetable

TRIES = 2
"""How often it is built anew, each time by another chance, while every repair breaks a must."""


def repairs(
    problem: Problem,
    published: Timetable,
    *,
    lost: Collection[Key] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Attempt]:
    """Repair a timetable again and again: as it is, then built; the last may break nothing.

    Parameters
    ----------
    published
        It may have parts for which the week has no place any more; they are left out.
    lost
        Requirements that cannot be kept, whatever is done.
    stop
        Asked now and then whether to end.
    """
    first = attempt(problem, Known(sound(problem, published)), lost)
    yield first
    last = first
    for seed in range(1, TRIES + 1):
        if not last.broken or stop():
            return
        settings = _near(problem)
        built = construct(problem.week, settings, first.known.timetable, seed=seed, stop=stop)
        last = attempt(problem, Known(sound(problem, built.timetable)), lost)
        last = _put_back(problem, last, first.known.timetable, lost, stop)
        yield last


def _near(problem: Problem) -> Sequence[Setting]:
    """The musts, and of the preferences those of the first tier: to stay as published."""
    ranks = [setting.rank for setting in problem.settings if not setting.must]
    return [s for s in problem.settings if s.must or s.rank == min(ranks)]


def _put_back(
    problem: Problem,
    built: Attempt,
    published: Timetable,
    lost: Collection[Key],
    stop: Callable[[], bool],
) -> Attempt:
    """Put sessions back where they were published, one after the other, where that breaks no more.

    What one leaves may be what another needs, so it is tried until nothing changes.
    """
    changed = True
    while changed and not stop():
        changed = False
        for session in problem.week.session:
            before, now = published.of(session), built.known.timetable.of(session)
            if before and [p.place for p in before] != [p.place for p in now]:
                rest = (p for p in built.known.timetable.parts if p.session != session)
                back = attempt(problem, Known(Timetable(parts=(*rest, *before))), lost)
                if back.severity <= built.severity:
                    built, changed = back, True
    return built
