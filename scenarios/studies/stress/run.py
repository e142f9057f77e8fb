"""One disturbance after the other, and the least repair of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, NamedTuple

from constraints.hear_every_speaker import HearEverySpeaker
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import Names, find_moves
from scenarios.studies.comparison.statement_moves import find_statement_moves
from scenarios.studies.replanning.publishing import KEPT
from scenarios.studies.stress.disturbance import Disturbance, DisturbanceKind, disturbances
from scenarios.studies.stress.disturbed_week import Disturbed, disturb
from scenarios.studies.stress.impact import Impact
from scenarios.studies.stress.result import Robustness
from scheduler.rules.requirement import Key
from scheduler.solving.result import Result, Status
from scheduler.week.as_written import with_agendas
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.solving.search import Search
    from scheduler.solving.solving import Options, SolveRun

SHARE = 10
"""How many times its share of the time that is left one search may take."""

SHORTEST = 1.0
"""Seconds that a search is given in any case, as long as there is time at all."""

_LEAST = 0.01
"""Seconds that a search is given once the time is over."""

_EVERY = 0.1
"""Seconds between two looks whether to stop: they let signals through on Windows."""

EVERYTHING = frozenset(DisturbanceKind)


class StressProgress(NamedTuple):
    """How far it has come.

    Attributes
    ----------
    done, total
        Disturbances.
    reused
        How many of those done were known before: none.
    """

    done: int
    total: int
    reused: int = 0


Watch = Callable[[StressProgress], None]


def stress(
    scenario: Scenario,
    timetable: Timetable,
    options: Options | None = None,
    watch: Watch | None = None,
    *,
    kinds: Collection[DisturbanceKind] = EVERYTHING,
) -> Robustness:
    """Find how robust a timetable is: what must move when one thing goes wrong.

    - *A part overruns*, by 15 and by 30 minutes. It stays where it is and lasts so much longer.
      What has begun before its planned end has begun already, and stays as well; what comes after
      must give way. Its session needs the minutes on top of what it needed before. What does not
      fit the sitting (or the hours of the session) must be cut, whatever moves: the room and the
      interpreters are gone. On a grid coarser than the overrun, the part blocks the step.
    - *A leader is missing for a day*: everybody who leads a session that is held, on each day of
      the week. It neither leads nor speaks on that day. It is known before the week, so that any
      part may move.
    - *A speaker is missing for a day*: everybody else who speaks in a session that is held, on each
      day on which it does. No part moves for its sake: what it was to say on that day stands in
      another part, with as few other statements moved as can be, or it is not heard. Where the
      week cannot do without it, as in a small group on its national context, parts may move.
    - *A room is lost for a day*: every room in which anything sits, on each day. It is closed for
      all sittings of the day; a divisible hall and its sections are lost together. Any part may
      move, as above.

    The least repair keeps every must of the scenario, and moves, drops or adds as few parts as can
    be, counted as the rule `keep_published` does; what the disturbance itself changes, such as the
    length of the part that overruns, is not counted. Preferences do not matter: a repair may cost
    more than the timetable did. A session that need not be held may be dropped. A must to keep
    another published timetable gives way.

    Parameters
    ----------
    options
        The time is for all disturbances together, and ``workers`` says how many are looked at side
        by side, each with one search of one worker: what is proven depends on neither.
    watch
        Called as each disturbance is settled.
    kinds
        What goes wrong.

    Returns
    -------
    Robustness
        Without any impact where the timetable breaks a must as it is: its verdict says which.
        Ctrl-C ends it early, and keeps what is known.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    return stress_all(scenario, {"": timetable}, options, watch, kinds=kinds)[""]


def stress_all(
    scenario: Scenario,
    timetables: Mapping[str, Timetable],
    options: Options | None = None,
    watch: Watch | None = None,
    *,
    kinds: Collection[DisturbanceKind] = EVERYTHING,
) -> dict[str, Robustness]:
    """Find how robust several timetables are, by name; the time is for all of them together.

    See `stress`.
    """
    from scheduler.solving.solving import begin

    verdicts = {name: scenario.judge(timetable) for name, timetable in timetables.items()}
    tasks = [
        _Task(scenario, name, with_agendas(scenario.week, timetable), disturbance)
        for name, timetable in timetables.items()
        if verdicts[name].legal
        for disturbance in disturbances(scenario.week, timetable, kinds)
    ]
    with begin(scenario.problem, options) as run:
        found = list(_carry_out(tasks, run, watch))
    clock = run.search
    return {
        name: Robustness(
            scenario=scenario,
            name=name,
            timetable=timetable,
            verdict=verdicts[name],
            impacts=tuple(
                sorted(
                    (impact for task, impact in found if impact and task.name == name),
                    key=lambda impact: impact.order,
                )
            ),
            untouched=sum(impact is None for task, impact in found if task.name == name),
            interrupted=clock.interrupted,
            seconds=clock.seconds,
        )
        for name, timetable in timetables.items()
    }


class _Task(NamedTuple):
    """One disturbance of one timetable."""

    scenario: Scenario
    name: str
    timetable: Timetable
    disturbance: Disturbance


def _carry_out(
    tasks: Sequence[_Task], run: SolveRun, watch: Watch | None
) -> Iterator[tuple[_Task, Impact | None]]:
    """Settle every task, several side by side, in the order in which they come to an end.

    Nothing is left out: once the time is over or a person has stopped it, tasks end at once.
    """
    options, clock, workers = run.options, run.search, run.search.workers
    with ThreadPoolExecutor(workers, thread_name_prefix="stress") as pool:
        done, total = 0, len(tasks)

        def limits() -> Options:
            left = options.time_limit - clock.seconds
            share = left * workers * SHARE / max(1, total - done)
            limit = max(_LEAST, min(left, max(SHORTEST, share)))
            update = {"time_limit": limit, "workers": 1, "effort": None}
            return options.model_copy(update={**update, "canonical": False, "light": True})

        def tell() -> None:
            if watch is not None and total:
                watch(StressProgress(done, total))

        under_way = {pool.submit(_settle, task, limits, clock): task for task in tasks}
        tell()
        try:
            while under_way:
                ended, _ = wait(under_way, timeout=_EVERY, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield under_way.pop(future), future.result()
                    done += 1
                if ended:
                    tell()
        except BaseException:
            clock.interrupted = True
            raise


def _settle(task: _Task, limits: Callable[[], Options], clock: Search) -> Impact | None:
    """What a disturbance costs; None where it does not touch the timetable at all."""
    from scheduler.repairing.nearest import solve_near

    started, disturbance = time.perf_counter(), task.disturbance
    if clock.over:
        return Impact(disturbance=disturbance, status=Status.UNKNOWN)
    disturbed = disturb(task.scenario, task.timetable, disturbance)
    verdict = disturbed.scenario.judge(disturbed.timetable)
    impact = Impact(
        disturbance=disturbance,
        status=Status.PROVEN,
        moves=0,
        cut=disturbed.cut,
        repaired=disturbed.timetable,
        struck=tuple(finding.sentence for finding in verdict.breached),
    )
    if verdict.legal and not disturbance.parts:
        return None
    eased = disturbed.eased.intersection(disturbed.broken(verdict))
    if eased and not disturbed.mends(eased):
        impact = impact.model_copy(update={"lost": _lost(eased)})
    if len(eased) < len(disturbed.broken(verdict)) or disturbed.mends(eased):
        result, _ = solve_near(
            disturbed.scenario.problem,
            disturbed.timetable,
            limits(),
            lost=eased,
            conflict=False,
            stopped=lambda: clock.interrupted,
        )
        impact = impact.model_copy(update=_repaired(disturbed, result, impact.struck))
    return impact.model_copy(update={"seconds": time.perf_counter() - started})


def _repaired(disturbed: Disturbed, result: Result, struck: tuple[str, ...]) -> dict[str, object]:
    """What a repair says of an impact; counts that cannot hold stand with what is broken."""
    counts = (reason.sentence for reason in result.reasons)
    found: dict[str, object] = {
        "status": result.status,
        "moves": None,
        "repaired": None,
        "struck": (*struck, *counts),
    }
    if result.timetable is None:
        return found
    before, after = disturbed.timetable, result.timetable
    week, verdict = disturbed.scenario.week, result.verdict
    moves = find_moves(week, before, after, Names("before", "after"))
    speaking = find_statement_moves(week, before, after)
    kept = (tier.bound for tier in result.tiers if tier.name == f"tier {KEPT}")
    held = dict.fromkeys(part.session for part in before.parts)
    return found | {
        "moves": len(moves.rows),
        "at_least": next(kept, 0),
        "rows": moves.rows,
        "speaking": speaking,
        "lost": _lost(disturbed.broken(verdict)) if verdict is not None else (),
        "sentences": (*(moves.sentences() if moves.rows else ()), *(m.say(week) for m in speaking)),
        "dropped": tuple(session for session in held if not after.holds(session)),
        "repaired": after,
    }


def _lost(broken: Iterable[Key]) -> tuple[str, ...]:
    """The sessions in which somebody who is missing is not heard."""
    return tuple(str(case[2]) for rule, case in broken if rule == HearEverySpeaker.key())
