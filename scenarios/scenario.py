"""A scenario: a week, the rules applied to it, and its candidate timetables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.document.week_grid import WeekGrid
from scheduler.judging.judge import Verdict, judge
from scheduler.rules.rule import Setting
from scheduler.solving.problem import Problem
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    from scheduler.explaining.explanation import Explanation
    from scheduler.judging.verdict_changes import Difference
    from scheduler.solving.result import Result
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


class Scenario(Frozen):
    """What a scenario file says, with everything looked up.

    Attributes
    ----------
    settings
        The rules applied, in the order of the catalogue.
    off
        Names of usual must-rules that the scenario switches off.
    candidates
        Schedule CSV files by name, not yet read: see
        `scenarios.exchange.schedule_csv.read_schedule`.
    """

    title: str
    path: Path
    week: Week
    settings: tuple[Setting, ...]
    off: tuple[str, ...] = ()
    candidates: dict[str, Path] = Field(default_factory=dict)

    @cached_property
    def problem(self) -> Problem:
        """What a search is given: the week and the rules applied to it."""
        return Problem(week=self.week, settings=self.settings, off=self.off, name=self.path.name)

    def solve(
        self, options: Options | None = None, watch: Callable[[Progress], None] | None = None
    ) -> Result:
        """Find the best timetable and prove it; see `scheduler.solving.solving.solve`."""
        from scheduler.solving.solving import solve

        return solve(self.problem, options, watch=watch)

    def explain(
        self,
        options: Options | None = None,
        watch: Callable[[Progress], None] | None = None,
        *,
        rules: Sequence[str] = (),
        kept: Collection[str] = (),
        timetable: bool = True,
    ) -> Explanation:
        """Say why nothing fits, and what is the least to give up; see `scheduler.explaining`."""
        from scheduler.explaining.explaining import explain

        return explain(
            self.problem, options, rules=rules, kept=kept, timetable=timetable, watch=watch
        )

    def with_leaders(self, leadership: Leadership) -> Scenario:
        """The scenario with States in the posts that it leaves open, as a result has them."""
        return self.model_copy(update={"week": self.week.with_leaders(leadership)})

    def judge(self, timetable: Timetable) -> Verdict:
        """Say what is wrong with a timetable, whoever made it; see `scheduler.judging.judge`."""
        return judge(self.week, self.settings, timetable, self.off)

    def why(self, timetable: Timetable, part: Part, at: str, room: str | None = None) -> Difference:
        """Say what stands against another place for a part of a timetable, or what it costs there.

        Parameters
        ----------
        timetable
            Any timetable of the week.
        part
            One of its parts.
        at
            Where it would begin, as people say it: ``thursday 10:00``, ``2011-06-23 10:00``.
        room
            Key or name of the room; None: where it is now.

        Raises
        ------
        ValueError
            Where the words mean no moment or room of the week, or the timetable has no such part.
        """
        from scenarios.reading.moments import Calendar
        from scenarios.reading.names import find
        from scheduler.judging.verdict_changes import stands_against

        day, start = Calendar.of(self.week).moment_named(at)
        where = part.room if room is None else find(self.week, "room", room)
        to = part._replace(day=day, start=start, room=where)
        return stands_against(self.week, self.settings, timetable, part, to)

    def grid(self, timetable: Timetable) -> WeekGrid:
        """A timetable as people look at it; a notebook shows it with days as columns."""
        return WeekGrid(self.week, timetable)

    def candidate(self, name: str) -> Timetable:
        """Read one of the scenario's candidate timetables.

        Raises
        ------
        KeyError
            Where the scenario has no candidate of the name.
        BadInput
            Where its file cannot be used.
        """
        from scenarios.exchange.schedule_csv import read_schedule

        return read_schedule(self.candidates[name], self.week)
