"""A season as a person works with it: loaded from a file, solved, judged and shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from scenarios.calls import SearchKeywords, clear_call, searched
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import read_name
from scenarios.reading.spelling import suggestion
from scenarios.season.dates import MeetingDates
from scheduler.document.document import Document, Table
from scheduler.document.report import Report
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Verdict
from scheduler.season.judging import judge_season
from scheduler.season.season import Dates, Meeting, Season, SeasonCalendar
from scheduler.solving.problem import digest_of
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    from scheduler.season.result import SeasonResult


class SeasonPlan(Report, Frozen):
    """What a season file says, with everything looked up."""

    title: str
    path: Path
    season: Season

    @property
    def held(self) -> dict[str, Dates]:
        """The calendar as held; meetings without a record stand where they were first proposed."""
        return self.season.held

    @property
    def digest(self) -> str:
        """SHA-256 over the season: the same for two files that ask for the same."""
        return digest_of(self.season)

    @clear_call
    def solve(self, **search: Unpack[SearchKeywords]) -> SeasonResult:
        """Find the best calendar; the keywords are those of `scenarios.week_plan.WeekPlan`."""
        from scheduler.season.solving import solve_season

        name, digest = self.path.name, self.digest
        return solve_season(self.season, name=name, digest=digest, **searched(search))

    def judge(self, dates: Mapping[str, date | Dates] | None = None) -> Verdict:
        """Judge the calendar as held, with other dates for some meetings; see `calendar`."""
        return judge_season(self.season, self.calendar(dates or {}))

    def calendar(self, dates: Mapping[str, date | Dates]) -> dict[str, Dates]:
        """The calendar as held, with other dates for some meetings.

        Parameters
        ----------
        dates
            By the key of a meeting: its dates, or the day on which it begins.

        Raises
        ------
        BadInput
            Where the season has no such meeting.
        """
        names = self._names
        unknown = [key for key in dates if key not in names]
        if unknown:
            whats = (f"there is no meeting '{key}'{suggestion(key, names)}" for key in unknown)
            raise BadInput(InputProblem("", what) for what in whats)
        found = dict(self.held)
        for key, when in dates.items():
            meeting = self.season.meeting[key]
            if isinstance(when, date):
                when = self.season.open_days.run(when, meeting.days, meeting.city)
            found[key] = Dates(*when)
        return found

    def each_date(
        self, meeting: str, dates: Mapping[str, date | Dates] | None = None
    ) -> MeetingDates:
        """What each date comes to that a meeting may have, while the others stay.

        Parameters
        ----------
        meeting
            Its key or name.
        dates
            Other dates than those held, as for `calendar`; the calendar of a result, for instance.

        Raises
        ------
        BadInput
            Where the season has no such meeting.
        """
        problems = InputProblems()
        key = problems.read("meeting", read_name, meeting, self._names, "meeting")
        problems.finish()
        assert key is not None
        return MeetingDates(season=self.season, meeting=key, calendar=self.calendar(dates or {}))

    @property
    def _names(self) -> dict[str, str]:
        return {meeting.id: meeting.name for meeting in self.season.meetings}

    def document(self) -> Document:
        rows = [[str(m.held), m.city, m.name, may_move(m)] for m in in_order(self.season)]
        table = Table(["held", "city", "meeting", "may move"], rows)
        return Document(self.title or self.path.name, [table])


def in_order(season: Season, calendar: SeasonCalendar | None = None) -> list[Meeting]:
    """The meetings in the order of a calendar; without one, as held."""
    dates = season.held if calendar is None else calendar
    return sorted(season.meetings, key=lambda meeting: (dates[meeting.id], meeting.id))


def may_move(meeting: Meeting) -> str:
    """To what a meeting may move, in words; empty for one that is fixed."""
    if meeting.fixed:
        return ""
    first, last = meeting.candidates[0], meeting.candidates[-1]
    return f"{len(meeting.candidates)} dates, {Dates(first.first, last.last)}"
