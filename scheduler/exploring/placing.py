"""Placing statements where all parts stand: the same model, with every part fixed."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Unfinished
from scheduler.judging.judge import judge, tiers_of
from scheduler.rules.rule import Setting
from scheduler.solving.canonical import Choices
from scheduler.solving.problem import Problem, all_preferred
from scheduler.solving.result import Status
from scheduler.solving.search import Search
from scheduler.solving.solving import Options, solve_goals, start_search, status_of, tier_name
from scheduler.solving.tiers import Goal
from scheduler.week.structure import breaches
from scheduler.week.timetable import Timetable

USUAL = Options(time_limit=20.0, workers=1)
"""A real week takes about a second."""


def place_speakers(problem: Problem, timetable: Timetable, options: Options = USUAL) -> Timetable:
    """Place the statements of all agendas as well as they can be, and leave every part where it is.

    First as few musts as possible are broken, by their amounts; then the tiers are settled in
    order. What the timetable says of its speakers is forgotten, and open posts stay open. Of a
    session with a part that breaks the structure, and where time is over before anything better is
    found than the agenda as it is written, nothing is said.
    """
    bare = Timetable(parts=tuple(part.place for part in timetable.parts))
    broken = {bare.parts[index].session for index, _ in breaches(problem.week, bare)}
    sound = Timetable(parts=tuple(part for part in bare.parts if part.session not in broken))
    search = start_search(options, None)
    with search.listening():
        placed = _placed(problem, sound, options, search)
    if placed is None:
        return bare
    found = {part.place: part for part in placed.parts}
    return Timetable(parts=tuple(found.get(part, part) for part in bare.parts))


def _placed(
    problem: Problem, sound: Timetable, options: Options, search: Search
) -> Timetable | None:
    """A timetable with its statements; None where no better one was found in time."""
    settings = all_preferred(problem.settings)
    week = problem.week.model_copy(update={"pool": frozenset()})  # Nobody takes an open post.
    try:
        draft = Draft(week, settings, stop=search.is_over, placed=sound)
    except Unfinished:
        return None
    goals = [Goal(tier_name(rank), draft.cost(rank)) for rank in _ranks(settings)]
    choices = Choices([], draft.statements.digits)
    tiers, values, _ = solve_goals(draft.model, goals, lambda: choices, options, search)
    if values is None:
        return None
    placed = draft.read(values)
    if status_of(tiers) is Status.PROVEN:
        return placed
    as_written = judge(week, settings, sound).costs
    return placed if judge(week, settings, placed).costs < as_written else None


def _ranks(settings: Sequence[Setting]) -> Sequence[int]:
    return tiers_of(settings) or (1,)
