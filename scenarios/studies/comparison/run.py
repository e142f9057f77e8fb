"""Putting the candidates of a scenario side by side, the solved timetable among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from scenarios.exchange.speakers import say_unsaid, unsaid
from scenarios.reading.input_problems import InputProblems
from scenarios.scenario import Scenario
from scenarios.studies.comparison.result import Candidate, Comparison
from scheduler.errors import InputProblem
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options

SOLVED = "solved"
"""What the solved timetable goes by."""


def compare(
    scenario: Scenario,
    others: Mapping[str, Timetable | Result] | None = None,
    *,
    solve: bool = True,
    result: Result | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    place_speakers: bool = False,
) -> Comparison:
    """Compare the candidates of a scenario, further timetables and the solved one.

    Parameters
    ----------
    scenario
        The scenario whose rules judge them all. Where it leaves posts open, the solved timetable is
        judged with the leaders with whom it was solved, the others as the scenario stands.
    others
        Further timetables by the name that each goes by; of a result, the timetable with the
        leaders that it has.
    solve
        Whether the scenario is solved as well.
    result
        What a solve gave that has been done before, in place of another one.
    options, watch
        For the solve; see `scheduler.solving.solving.solve`.
    place_speakers
        Whether the speakers of timetables that were not solved are placed as well as they can be;
        see `scheduler.exploring.placing.place_speakers`. What these say of them is then forgotten.

    Returns
    -------
    Comparison
        The scenario's candidates, the further ones, then the solved one, which goes by ``solved``.
        Where none was found, a note says why.

    Raises
    ------
    BadInput
        Where the file of a candidate cannot be used, where two timetables have the same name, and
        where there is nothing to compare; every problem at once.
    """
    solving = solve or result is not None
    timetables = _gathered(scenario, others or {}, solving=solving, speakers=not place_speakers)
    if place_speakers:
        timetables = dict(_with_speakers(scenario, timetables))
    if solve and result is None:
        from scheduler.solving.solving import solve as search

        result = search(scenario.problem, options, watch=watch)
    if result is not None and result.timetable is not None:
        timetables[SOLVED] = (_origin(result), result)
    candidates = [
        _candidate(scenario, name, origin, given) for name, (origin, given) in timetables.items()
    ]
    return Comparison(
        scenario=scenario,
        candidates=tuple(candidates),
        notes=tuple(_notes(scenario, tuple(candidates), result)),
    )


def name_problems(
    scenario: Scenario, others: Mapping[str, object], *, solving: bool
) -> Iterator[InputProblem]:
    """Find names that more than one timetable would go by, and that there is none at all."""
    for name in others:
        if name in scenario.candidates:
            what = "the scenario has a candidate of this name; give the other one another name"
            yield InputProblem(name, what)
    if solving and SOLVED in (*scenario.candidates, *others):
        what = "the solved timetable goes by this name; rename the other one, or do not solve"
        yield InputProblem(SOLVED, what)
    if not (scenario.candidates or others or solving):
        what = "there is nothing to compare: give a timetable, or let the scenario be solved"
        yield InputProblem(str(scenario.path), what)


def _gathered(
    scenario: Scenario,
    others: Mapping[str, Timetable | Result],
    *,
    solving: bool,
    speakers: bool,
) -> dict[str, tuple[str, Timetable | Result]]:
    problems = InputProblems()
    problems.include(name_problems(scenario, others, solving=solving))
    reader = partial(scenario.candidate, speakers=speakers)
    readers = {name: partial(reader, name) for name in scenario.candidates}
    own = problems.read_each(readers)
    problems.finish()
    return {
        **{name: ("candidate of the scenario", timetable) for name, timetable in own.items()},
        **{name: (_origin(given), given) for name, given in others.items()},
    }


def _with_speakers(
    scenario: Scenario, timetables: Mapping[str, tuple[str, Timetable | Result]]
) -> Iterator[tuple[str, tuple[str, Timetable | Result]]]:
    from scheduler.exploring.placing import place_speakers

    for name, (origin, given) in timetables.items():
        if isinstance(given, Timetable):
            given = place_speakers(scenario.problem, given)
            origin = f"{origin}, its speakers placed"
        yield name, (origin, given)


def _candidate(scenario: Scenario, name: str, origin: str, given: Timetable | Result) -> Candidate:
    timetable = given if isinstance(given, Timetable) else given.timetable or Timetable()
    leadership = given.leadership if isinstance(given, Result) else Leadership()
    verdict = scenario.with_leaders(leadership).judge(timetable)
    return Candidate(
        name=name, origin=origin, timetable=timetable, verdict=verdict, leadership=leadership
    )


def _origin(given: Timetable | Result) -> str:
    if isinstance(given, Timetable):
        return "a further timetable"
    if given.status is Status.PROVEN:
        return f"proven the best{'' if given.canonical else '; others may cost the same'}"
    return "the best found, not proven the best"


def _notes(
    scenario: Scenario, candidates: tuple[Candidate, ...], result: Result | None
) -> Iterator[str]:
    if scenario.off:
        yield f"Switched off in this scenario: {', '.join(scenario.off)}"
    if result is not None and result.timetable is None:
        yield from _say_nothing_solved(result)
    for candidate in candidates:
        silent = say_unsaid(scenario.week, unsaid(scenario.week, candidate.timetable))
        yield from (f"In “{candidate.name}”, {one[0].lower()}{one[1:]}" for one in silent)
    number = sum(posts for _, posts in scenario.week.open_posts())
    if not number or not candidates:
        return
    yield (
        f"The scenario leaves {count(number, 'post')} open, and timetables are judged with "
        f"{'it' if number == 1 else 'them'} open, so that rules on leaders find fewer or more."
    )
    if any(candidate.leadership.holders for candidate in candidates):
        yield f"Only “{SOLVED}” is judged with leaders: those with whom it was solved."


def _say_nothing_solved(result: Result) -> Iterator[str]:
    if result.status is Status.INFEASIBLE:
        yield "No solved timetable: it is proven that none keeps every must (INFEASIBLE)."
        yield from (reason.sentence for reason in result.reasons)
        if result.conflict:
            yield f"Musts that clash: {', '.join(result.conflict)}."
    else:
        yield "No solved timetable: none was found in the time given."
