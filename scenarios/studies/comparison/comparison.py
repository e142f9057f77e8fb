"""Candidate timetables of one scenario side by side, the solved one among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from pydantic import Field

from scenarios.reading.spelling import suggestion
from scenarios.scenario import Scenario
from scenarios.studies.comparison.findings import FindingChanges, find_changes
from scenarios.studies.comparison.moves import Moves, find_moves
from scenarios.studies.comparison.names import Names
from scenarios.studies.comparison.page import html_of
from scenarios.studies.comparison.reports import markdown_of, text_of
from scenarios.studies.comparison.sheets import findings_csv, moves_csv, table_csv
from scenarios.studies.comparison.standing import dominates, goes_before, say_domination, say_order
from scenarios.studies.comparison.table import table_of
from scenarios.studies.comparison.verdicts import compare_costs, say_differences
from scheduler.document.week_grid import WeekGrid
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Verdict
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options

SOLVED = "solved"
"""What the solved timetable goes by."""

FEW = 4
"""Up to so many timetables, every two are told apart in a report; else each from the first one."""


class Candidate(Frozen):
    """A timetable that is compared.

    Attributes
    ----------
    origin
        Where it comes from, in words.
    leadership
        Who takes the posts that the scenario leaves open, for the solved one.
    """

    name: str
    origin: str
    timetable: Timetable
    verdict: Verdict
    leadership: Leadership = Leadership()

    @property
    def word(self) -> str:
        """Where it comes from and whether it keeps the musts, in words."""
        number = len(self.verdict.breached)
        breaches = count(number, "breach of a must", "breaches of musts")
        return f"{self.origin}; {breaches if number else 'keeps every must'}"


class Comparison(Frozen):
    """Timetables of one scenario side by side. Prints as text, and displays itself in a notebook.

    Wherever two of them are asked for, they go by their names; without a second one, every other
    is compared with the first.
    """

    scenario: Scenario
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = Field(default=(), description="What a reader must know first.")

    @property
    def title(self) -> str:
        return self.scenario.title or self.scenario.path.name

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(candidate.name for candidate in self.candidates)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        return {candidate.name: candidate.verdict for candidate in self.candidates}

    def candidate(self, name: str) -> Candidate:
        """The candidate of a name.

        Raises
        ------
        BadInput
            Where there is none, with the nearest known spelling.
        """
        found = next((one for one in self.candidates if one.name == name), None)
        if found is None:
            hint = suggestion(name, list(self.names))
            raise BadInput([InputProblem(name, f"no timetable of this name is compared{hint}")])
        return found

    def grid(self, name: str) -> WeekGrid:
        """A timetable as people look at it, with the leaders that go with it."""
        candidate = self.candidate(name)
        return self.scenario.with_leaders(candidate.leadership).grid(candidate.timetable)

    def table(self) -> pd.DataFrame:
        """What each rule finds in each timetable; see `comparison.table.table_of`."""
        return table_of(self.scenario, self.verdicts)

    def costs(self) -> pd.DataFrame:
        """The breaches of musts and the cost of each tier; see `verdicts.compare_costs`."""
        return compare_costs(self.verdicts)

    def standing(self) -> pd.DataFrame:
        """How every timetable stands to every other one.

        Returns
        -------
        pandas.DataFrame
            A row and a column for each. A cell says what the timetable of the row does to that of
            the column: ``dominates``, ``goes before`` (by the scenario's tiers, without dominating)
            or nothing; see `scenarios.studies.comparison.standing`.
        """
        import pandas as pd

        verdicts = self.verdicts
        words = [[_stands(one, other) for other in verdicts.values()] for one in verdicts.values()]
        return pd.DataFrame(words, index=list(verdicts), columns=list(verdicts), dtype=str)

    def say_standing(self) -> tuple[str, ...]:
        """Which dominates which, and in which order the scenario's tiers put them, in sentences."""
        return (*say_domination(self.verdicts), *say_order(self.verdicts))

    def moves(self, before: str, after: str) -> Moves:
        """What moved from one timetable to another."""
        one, other = self.candidate(before), self.candidate(after)
        names = Names(before, after)
        return find_moves(self.scenario.week, one.timetable, other.timetable, names)

    def findings(self, before: str, after: str) -> FindingChanges:
        """The findings that differ between two timetables."""
        names = Names(before, after)
        return find_changes(self.candidate(before).verdict, self.candidate(after).verdict, names)

    def differences(self, before: str, after: str) -> Iterator[str]:
        """Where two timetables differ, rule by rule, as sentences: what the second one changes."""
        one, other = self.candidate(before).verdict, self.candidate(after).verdict
        return say_differences(self.scenario, one, other)

    def pairs(self) -> tuple[Names, ...]:
        """The two and two of which a report tells: every two of a few, else each from the first."""
        found = [Names(*pair) for pair in combinations(self.names, 2)]
        if len(self.names) <= FEW:
            return tuple(found)
        return tuple(pair for pair in found if pair.before == self.names[0])

    def text(self, width: int = 80) -> str:
        """The comparison as an aligned block.

        Parameters
        ----------
        width
            Characters in a line at the most, from 60.
        """
        return text_of(self, max(60, width))

    def markdown(self) -> str:
        """The comparison as Markdown."""
        return markdown_of(self)

    def html(self) -> str:
        """The comparison as a page of HTML that needs nothing but itself, with the week grids."""
        return html_of(self)

    def csv(self) -> str:
        """The table as CSV: see `scenarios.studies.comparison.sheets.table_csv`."""
        return table_csv(self)

    def moves_csv(self) -> str:
        """What moved between every two timetables, as CSV."""
        return moves_csv(self)

    def findings_csv(self) -> str:
        """The findings that differ between every two timetables, as CSV."""
        return findings_csv(self)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return html_of(self, whole=False)


def compare(
    scenario: Scenario,
    others: Mapping[str, Timetable | Result] | None = None,
    *,
    solve: bool = True,
    result: Result | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
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
    timetables = _gathered(scenario, others or {}, solving=solving)
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
    scenario: Scenario, others: Mapping[str, Timetable | Result], *, solving: bool
) -> dict[str, tuple[str, Timetable | Result]]:
    problems = list(name_problems(scenario, others, solving=solving))
    found: dict[str, tuple[str, Timetable | Result]] = {}
    for name in scenario.candidates:
        try:
            found[name] = ("candidate of the scenario", scenario.candidate(name))
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    return found | {name: (_origin(given), given) for name, given in others.items()}


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
        return "proven the best"
    return "the best found, not proven the best"


def _notes(
    scenario: Scenario, candidates: tuple[Candidate, ...], result: Result | None
) -> Iterator[str]:
    if scenario.off:
        yield f"Switched off in this scenario: {', '.join(scenario.off)}"
    if result is not None and result.timetable is None:
        yield from _say_nothing_solved(result)
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


def _stands(one: Verdict, other: Verdict) -> str:
    if dominates(one, other):
        return "dominates"
    return "goes before" if goes_before(one, other) else ""
