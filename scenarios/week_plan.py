"""A week as a person works with it in Python: loaded, solved, judged, compared and changed.

Everything is asked of the week itself. A timetable is given as the name of a candidate, as the path
of a schedule CSV, as a revision or as the `Result` of a solve, whose leaders then go with it, or as
a `Timetable`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias, Unpack

from scenarios.calls import SearchKeywords, checked, clear_call, clear_calls, kind_of, searched
from scenarios.reading.revision_folders import leaders_file
from scenarios.reading.spelling import suggestion
from scenarios.scenario import Scenario
from scheduler.document.week_grid import WeekGrid
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Verdict
from scheduler.solving.result import Result
from scheduler.week.timetable import Part, Timetable

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from scenarios.exchange.delegation_week import DelegationWeek
    from scenarios.exchange.speakers import SpeakersList
    from scenarios.revisions.revision import Revision
    from scenarios.studies.alternatives.result import Choice
    from scenarios.studies.comparison.result import Comparison
    from scenarios.studies.elsewhere.result import Elsewhere
    from scenarios.studies.leadership.result import Study
    from scenarios.studies.next_year.result import NextYear
    from scenarios.studies.places.result import PartPlaces
    from scenarios.studies.rearranging.result import Rearranged
    from scenarios.studies.recommendations.result import Answers
    from scenarios.studies.replanning.move_freely import FreeMove
    from scenarios.studies.replanning.result import Replanned
    from scenarios.studies.sensitivity.result import Sensitivity
    from scenarios.studies.stress.disturbance import DisturbanceKind
    from scenarios.studies.stress.result import Robustness
    from scenarios.studies.stress.side_by_side import RobustnessComparison
    from scenarios.studies.sweep.result import Sweep
    from scenarios.studies.synergy.result import Synergy
    from scenarios.studies.tradeoffs.result import Tradeoffs
    from scheduler.explaining.explanation import Explanation
    from scheduler.judging.verdict_changes import Difference
    from scheduler.week.leadership import Leadership

Given: TypeAlias = str | Path | Timetable | Result
"""A timetable as a person gives it."""


@clear_call
def load(path: str | Path) -> WeekPlan:
    """Load a scenario file; paths inside it are taken from the folder in which it lies.

    It may be that of a revision: ``lakes-2027`` for the last in this folder, ``lakes-2027@2``.

    Raises
    ------
    BadInput
        With every problem found: file, line, column, and what to do.
    """
    from scenarios.loading.loading import load_scenario

    return WeekPlan.of(load_scenario(path))


@clear_calls
class WeekPlan(Scenario):
    """What a scenario file says, and all that can be asked of it.

    Every search takes the same keywords: ``time_limit``, seconds for everything it does (more than
    0, up to 86,400; usually 60); ``workers``, searches side by side (1 to 64; None: one for each
    core); ``seed``, which changes no proven answer; and ``watch``, which is called as the search
    proceeds, maybe from another thread. Ctrl-C ends a search and keeps what it has found.

    Raises
    ------
    BadInput
        Where a file cannot be used, a name is unknown, or a value is out of its range.
    TypeError
        Where an argument is missing, unknown, or of another kind.
    """

    @classmethod
    def of(cls, scenario: Scenario) -> WeekPlan:
        """The same scenario, as a week to work with."""
        return cls(**dict(scenario))

    # Timetables

    def timetable(self, timetable: Given) -> Timetable:
        """Read a timetable: a candidate, a schedule CSV, or that of a result."""
        return self._led(timetable)[1]

    def judge(self, timetable: Given) -> Verdict:
        """Say what is wrong with a timetable, whoever made it."""
        week, parts = self._led(timetable)
        return Scenario.judge(week, parts)

    def grid(self, timetable: Given) -> WeekGrid:
        """Show a timetable with days as columns."""
        week, parts = self._led(timetable)
        return WeekGrid(week.week, parts)

    def sessions(self) -> pd.DataFrame:
        """The sessions to be placed: a row for each, by its key; times in minutes."""
        from scenarios.exchange.tables import sessions_table

        return sessions_table(self.week)

    def schedule(self, timetable: Given) -> pd.DataFrame:
        """A timetable as a table: the rows and columns of the schedule CSV, every cell as text."""
        from scenarios.exchange.tables import schedule_table

        week, parts = self._led(timetable)
        return schedule_table(week.week, parts)

    def speakers(self, timetable: Given, session: str | None = None) -> SpeakersList:
        """Say who speaks when; where the timetable does not, the agenda runs as it is written.

        Parameters
        ----------
        session
            Its key or title; None: every session that has an agenda.
        """
        from scenarios.exchange.speakers import speakers_list
        from scenarios.reading.arguments import agenda_argument
        from scenarios.reading.input_problems import InputProblems

        (led, parts), key = self._led(timetable), None
        if session is not None:
            problems = InputProblems()
            found = problems.read("session", agenda_argument, led.week, parts, session)
            problems.finish()
            key = None if found is None else found.id
        return speakers_list(led.week, parts, key)

    def delegation(self, timetable: Given, code: str) -> DelegationWeek:
        """Say what a delegation, by its code or name, leads, speaks in and follows."""
        from scenarios.exchange.delegation_week import delegation_week
        from scenarios.reading.input_problems import InputProblems
        from scenarios.reading.names import find

        led, parts = self._led(timetable)
        problems = InputProblems()
        found = problems.read("code", find, led.week, "delegation", code)
        problems.finish()
        return delegation_week(led.week, parts, found or code)

    def place_speakers(self, timetable: Given) -> Timetable:
        """Place all speakers as well as they can be, with every part where it is.

        What the timetable says of its speakers is forgotten.
        """
        from scheduler.exploring.placing import place_speakers

        led, parts = self._led(timetable)
        if isinstance(timetable, str | Path):
            parts = self.candidate(timetable, speakers=False)
        return place_speakers(led.problem, parts)

    def save(self, timetable: Given, path: str | Path) -> Path:
        """Write a timetable as a schedule CSV or, as ``.xlsx``, a workbook; return where it is.

        `BadInput` where the name says that it is something else.
        """
        from scenarios.exchange.schedule_workbook import Schedule
        from scenarios.exchange.writing import check_ending, write_bytes

        path = Path(path)
        problems = list(check_ending(path, (".csv", ".xlsx", ""), "the schedule"))
        if problems:
            raise BadInput(problems)
        week, parts = self._led(timetable)
        content = Schedule(week.week, parts, self.venue).content(path)
        write_bytes(path, content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def publish(
        self,
        timetable: Given,
        folder: str | Path,
        *,
        note: str = "",
        languages: Collection[str] | None = None,
        anyway: bool = False,
        take_back: bool = False,
    ) -> Revision:
        """Publish a timetable as the next revision in a folder, whole or not at all.

        Parameters
        ----------
        folder
            It holds the revisions of this week; it is made where its own folder is there.
        languages
            Those of the documents, ``en``, ``fr``, ``es``; of none, no document is written. None:
            those of the revision before, or else English.
        anyway
            Whether to publish a timetable that breaks a must; else it is refused.
        take_back
            Whether to publish a scenario that comes from an earlier revision than the last, so that
            changes since are taken back; else it is refused.
        """
        from scenarios.revisions.publishing import publish

        week, parts = self._led(timetable)
        codes = [languages] if isinstance(languages, str) else languages
        return publish(
            week,
            parts,
            folder,
            note=note,
            codes=None if codes is None else tuple(codes),
            source=str(timetable) if isinstance(timetable, str | Path) else "",
            anyway=anyway,
            take_back=take_back,
        )

    # Searches

    def solve(self, **search: Unpack[SearchKeywords]) -> Result:
        """Find the best timetable, and prove that it is; see `scheduler.solving.solving.solve`."""
        from scheduler.solving.solving import solve

        return solve(self.problem, **searched(search))

    def explain(
        self,
        *,
        keep: Collection[str] = (),
        timetable: bool = True,
        **search: Unpack[SearchKeywords],
    ) -> Explanation:
        """Say why no timetable fits, and what is the least that must be given up.

        Parameters
        ----------
        keep
            Names of rules that must not be given up.
        timetable
            Whether to solve the repaired week as well.
        """
        from constraints import RULE_BY_NAME
        from scheduler.explaining.explaining import explain

        kept = _known("keep", keep, list(RULE_BY_NAME))
        return explain(self.problem, kept=kept, timetable=timetable, **searched(search))

    def alternatives(
        self,
        *,
        count: int = 5,
        within: float = 5,
        differ: int = 4,
        **search: Unpack[SearchKeywords],
    ) -> Choice:
        """Find timetables that are nearly as good as the best one, and differ from it.

        Parameters
        ----------
        count
            How many to look for: 1 to 100.
        within
            How much more each may cost than the best one, in each tier: 0 to 1,000 per cent.
        differ
            The fewest slots (session and sitting) that one of two timetables uses and the other
            does not: 1 to 10,000. A part that moves counts 2.
        """
        from scenarios.studies.alternatives.run import find_alternatives
        from scheduler.exploring.results import Terms

        terms = checked(Terms, count=count, within=within, differ=differ)
        return find_alternatives(self, terms, **searched(search))

    def tradeoffs(
        self,
        *between: str,
        points: int | None = None,
        within: float | None = None,
        **search: Unpack[SearchKeywords],
    ) -> Tradeoffs:
        """Find what two or three preferences, given by name, allow each other.

        Parameters
        ----------
        points
            How many efficient timetables to look for: 2 to 1,000; None: all there are.
        within
            How much more than in the best timetable the other preferences of each tier may cost:
            0 to 1,000 per cent; None: any amount.
        """
        from scenarios.studies.tradeoffs.run import check_between, weigh
        from scheduler.exploring.results import Weighing

        check_between(self, between, "tradeoffs()")
        asked = checked(Weighing, between=between, points=points, within=within)
        return weigh(self, between, points=points, within=asked.within, **searched(search))

    # Comparing, and moving by hand

    def compare(
        self, *timetables: Given | Mapping[str, Given], **search: Unpack[SearchKeywords]
    ) -> Comparison:
        """Compare timetables rule by rule; without any, all candidates with the solved timetable.

        Each goes by its own name, the result of a solve by ``solved``; a dictionary names others.
        """
        from scenarios.studies.comparison.run import compare

        if not timetables:
            return compare(self, **searched(search))
        given = self._named(timetables)
        own = {key: self.candidates[key] for key in given if given[key] == key in self.candidates}
        read = {key: self._led(given[key])[1] for key in given if key not in own}
        results = {key: one for key, one in given.items() if isinstance(one, Result)}
        listed = self.model_copy(update={"candidates": own})
        found = compare(listed, {**read, **results}, solve=False)
        return found.model_copy(update={"candidates": tuple(map(found.candidate, given))})

    def why(
        self,
        timetable: Given,
        session: str | Part,
        at: str,
        *,
        part: int | None = None,
        room: str | None = None,
    ) -> Difference:
        """Say what stands against another place for a session, or what it costs there.

        Parameters
        ----------
        session
            Its key or title; or one of its parts.
        at
            Where it would begin, as people say it: ``thursday 10:00``, ``2011-06-23 10:00``.
        part
            The number of its part, from 1 in order of time; needed where it has several.
        room
            Key or name of the room; None: where it is now, or the best one for a session that the
            timetable does not hold.
        """
        from scenarios.reading.arguments import room_argument
        from scenarios.reading.input_problems import InputProblems
        from scenarios.reading.moments import Calendar
        from scenarios.studies.places.why import why_not

        led, parts = self._led(timetable)
        week, problems = led.week, InputProblems()
        key, now = problems.read("session", lambda: self._part(parts, session, part)) or ("", None)
        moment = problems.read("at", lambda: Calendar.of(week).moment_named(at))
        place = problems.read("room", lambda: room_argument(week, room))
        problems.finish()
        assert moment is not None
        place = place or (now.room if now else None)
        return why_not(led, parts, key, now, moment, place).difference

    def elsewhere(
        self,
        timetable: Given,
        session: str | Part,
        *,
        part: int | None = None,
        **search: Unpack[SearchKeywords],
    ) -> Elsewhere:
        """Find for each half-day the best week with a session there, whatever else moves.

        The search is bounded by its effort and then by the time; one worker finds it.

        Parameters
        ----------
        session
            Its key or title; or one of its parts.
        part
            The number of the part that goes there, from 1 in order of time; None: any.
        """
        from scenarios.reading.arguments import session_argument
        from scenarios.reading.input_problems import InputProblems
        from scenarios.studies.elsewhere.run import elsewhere

        led, parts = self._led(timetable)
        week, problems = led.week, InputProblems()
        if isinstance(session, Part) or part is not None:
            asked = problems.read("session", lambda: self._part(parts, session, part))
        else:
            asked = problems.read("session", lambda: (session_argument(week, session).id, None))
        problems.finish()
        assert asked is not None
        return elsewhere(led, parts, *asked, **searched(search))

    def rearrange(
        self,
        timetable: Given,
        session: str | Part,
        *,
        part: int | None = None,
        fewest: bool = True,
        **search: Unpack[SearchKeywords],
    ) -> Rearranged:
        """Find the best week in which a part stays exactly where it is, whatever else moves.

        What the timetable breaks is mended as far as it can be.

        Parameters
        ----------
        session, part
            As for `why`.
        fewest
            Whether as few parts as possible move, before the scenario's own tiers count.
        """
        from scenarios.reading.input_problems import InputProblems
        from scenarios.studies.rearranging.run import rearrange

        led, parts = self._led(timetable)
        problems = InputProblems()
        asked = problems.read("session", lambda: self._part(parts, session, part))
        problems.finish()
        if asked is None or asked[1] is None:
            what = f"{led.week.what(asked[0]) if asked else session} is not in the timetable"
            raise BadInput.at("session", f"{what}, so it cannot stay where it is")
        return rearrange(led, parts, asked[1], fewest=fewest, **searched(search))

    def places(
        self,
        timetable: Given,
        session: str | Part,
        *,
        part: int | None = None,
        minutes: int | None = None,
    ) -> PartPlaces:
        """Judge every place that a session could have, the best first.

        Parameters
        ----------
        session, part
            As for `why`.
        minutes
            How long it would be, a multiple of the week's grain; None: as it is.
        """
        from scenarios.reading.input_problems import InputProblems
        from scenarios.studies.places.run import part_places

        led, parts = self._led(timetable)
        problems = InputProblems()
        asked = problems.read("session", lambda: self._part(parts, session, part)) or ("", None)
        problems.finish()
        if minutes is not None and (minutes < 1 or minutes % self.week.grain):
            what = f"{minutes} is not a multiple of {self.week.grain}, the week's grain in minutes"
            raise BadInput.at("minutes", what)
        return part_places(led, parts, *asked, minutes)

    # When something changes

    def replan(
        self,
        published: Given,
        *changes: str | Path,
        now: str | None = None,
        **search: Unpack[SearchKeywords],
    ) -> Replanned:
        """Solve the changed week with as few changes to a published timetable as possible.

        The next replan begins from the scenario that ``save_scenario`` of the result writes.

        Parameters
        ----------
        changes
            In words (``UGA away thursday``), or the files of patches.
        now
            A moment such as ``wednesday 13:00``: what has begun by then stays. None: nothing has.
        """
        from scenarios.studies.replanning.case import read_case
        from scenarios.studies.replanning.run import replan

        before, given, leadership = self, published, None
        if isinstance(published, Result):
            leadership = published.leadership
        if isinstance(given, str | Path):
            leadership = self._leaders_published(given)
            before = before if leadership is None else before.with_leaders(leadership)
        else:
            before, given = self._led(given)
        case = read_case(before, given, map(str, changes), now, leadership)
        case = case._replace(scenario=self.of(case.scenario))
        return replan(case, **searched(search))

    def move_freely(
        self,
        replanned: Replanned,
        *,
        more: int | None = None,
        **search: Unpack[SearchKeywords],
    ) -> FreeMove | None:
        """Find what moving more of a replanned week would buy; None where it has no timetable.

        Parameters
        ----------
        more
            How many parts may change beyond the fewest; None: any number.
        """
        from scenarios.studies.replanning.move_freely import move_freely
        from scenarios.studies.replanning.result import Replanned

        if not isinstance(replanned, Replanned):
            raise TypeError(f"move_freely() takes what replan() gave, not {kind_of(replanned)}")
        return move_freely(replanned, more=more, **searched(search))

    def stress(
        self,
        timetable: Given,
        *,
        kinds: Iterable[str] | None = None,
        **search: Unpack[SearchKeywords],
    ) -> Robustness:
        """Let one thing after another go wrong, and find the least that must then move.

        Parameters
        ----------
        kinds
            What goes wrong: ``overruns``, ``leaders``, ``speakers``, ``rooms``; None: all of them.
        """
        from scenarios.studies.stress.run import stress

        week, parts = self._led(timetable)
        return stress(week, parts, kinds=_kinds(kinds), **searched(search))

    def compare_stress(
        self,
        *timetables: Given | Mapping[str, Given],
        kinds: Iterable[str] | None = None,
        **search: Unpack[SearchKeywords],
    ) -> RobustnessComparison:
        """Compare how robust timetables are; they are named as for `compare`.

        Posts that the scenario leaves open stay open.
        """
        from scenarios.studies.stress.run import stress_all
        from scenarios.studies.stress.side_by_side import RobustnessComparison

        parts = {name: self._led(given)[1] for name, given in self._named(timetables).items()}
        found = stress_all(self, parts, kinds=_kinds(kinds), **searched(search))
        return RobustnessComparison(found=found)

    # The Review

    def recommendations(self, timetable: Given | None = None, *, name: str = "") -> Answers:
        """Say how a timetable meets the nine recommendations of the Review.

        Parameters
        ----------
        timetable
            None: the report says what can be said without one.
        name
            What the report calls it.
        """
        from scenarios.studies.recommendations.run import answer_recommendations

        week, parts = (self, None) if timetable is None else self._led(timetable)
        return answer_recommendations(week, parts, name=name)

    def synergy(
        self, timetable: Given | None = None, *, most_days_apart: int | None = None
    ) -> Synergy:
        """Say what the instruments of the week could gain from one another.

        Parameters
        ----------
        timetable
            None: the report holds only what does not depend on one.
        most_days_apart
            See `scenarios.studies.synergy.run.evaluate_synergy`; None: as in the scenario's own
            rule on journeys.
        """
        from scenarios.studies.synergy.run import evaluate_synergy, usual_days_apart

        week, parts = (self, None) if timetable is None else self._led(timetable)
        days = usual_days_apart(self) if most_days_apart is None else most_days_apart
        if days < 1:
            raise BadInput.at("most_days_apart", f"this is at least 1, not {days}")
        return evaluate_synergy(week.week, parts, most_days_apart=days)

    def leadership(self, *sizes: str | int, **search: Unpack[SearchKeywords]) -> Study:
        """Solve the week with leading teams of several sizes; its file is read again.

        Parameters
        ----------
        sizes
            How many lead each Standing Committee (``2``), or its Co-Chairs and Co-Rapporteurs
            (``"2+1"``).
        """
        from scenarios.reading.team_sizes import parse_team_sizes
        from scenarios.studies.leadership.run import study_team_sizes

        teams = parse_team_sizes(",".join(map(str, sizes)))
        return study_team_sizes(self.path, teams, **searched(search))

    def next_year(
        self,
        timetable: Given | None = None,
        *,
        notes: str | Path | None = None,
        first: str | date | None = None,
        volunteered: Collection[str] = (),
        reserve: int = 10,
        output: str | Path | None = None,
    ) -> NextYear:
        """Propose next year's minutes and small groups, by what this year's came to.

        Parameters
        ----------
        timetable
            The timetable as held; None: minutes are held against those that were asked for.
        notes
            A table of what was noted; None: what the scenario says of minutes used and groups held.
        first
            The first day of next year's week.
        volunteered
            States that have volunteered for next year, by their codes.
        reserve
            Percent that is added to minutes used, 0 to 100.
        output
            Where next year's scenario is written, as YAML or a workbook; None: nowhere.
        """
        from scenarios.reading.dates import read_date
        from scenarios.reading.input_problems import InputProblems
        from scenarios.reading.names import find
        from scenarios.studies.next_year.assumptions import NextYearWeights
        from scenarios.studies.next_year.file import save_next_year
        from scenarios.studies.next_year.notes import with_notes
        from scenarios.studies.next_year.run import propose_next_year

        if not 0 <= reserve <= 100:
            raise BadInput.at("reserve", f"this is 0 to 100 percent, not {reserve}")
        problems = InputProblems()
        states = [
            problems.read("volunteered", find, self.week, "delegation", one, self.texts)
            for one in volunteered
        ]
        day = None if first is None else problems.read("first", read_date, first)
        week = self if notes is None else problems.read("", with_notes, self, Path(notes))
        problems.finish()
        _, held = (self, None) if timetable is None else self._led(timetable)
        named = isinstance(timetable, str | Path)
        found = propose_next_year(
            week or self,
            held,
            NextYearWeights(reserve=reserve),
            first=day,
            volunteered=[state for state in states if state is not None],
            precedent=self.candidate_file(str(timetable)) if named else None,
        )
        if output is not None:
            save_next_year(found, Path(output))
        return found

    def sweep(
        self,
        *,
        only: Collection[str] | None = None,
        results: str | Path | None = None,
        processes: int = 0,
        scheduler: str = "",
        **search: Unpack[SearchKeywords],
    ) -> Sweep:
        """Solve the scenario and every variant of its file; the file is read again.

        Parameters
        ----------
        only
            Names of the variants to solve; None: all.
        results
            A SQLite file that keeps the results; a later sweep goes on from it.
        processes, scheduler
            Further processes of this machine, or the address of a running Dask cluster; see
            `scenarios.studies.sweep.workforce`. The time limit is for each variant, roughly.
        """
        from scenarios.studies.sweep.outcome import Limits
        from scenarios.studies.sweep.run import sweep
        from scenarios.studies.sweep.workforce import Workforce

        limits = searched(search)["options"]
        return sweep(
            self.path,
            Limits(time_limit=limits.time_limit, seed=limits.seed),
            Workforce(processes, scheduler),
            None if results is None else Path(results),
            search.get("watch"),
            [only] if isinstance(only, str) else only,
        )

    def sensitivity(
        self,
        session: str | None = None,
        *,
        factor: int | None = None,
        processes: int = 0,
        scheduler: str = "",
        **search: Unpack[SearchKeywords],
    ) -> Sensitivity:
        """Find which sessions of the best week depend on which weight or tier.

        Parameters
        ----------
        session
            Its key or title: what moves this one; None: all.
        factor
            How far each weight goes, 2 to 64: from ``1/factor`` to ``factor`` times what it is;
            None: 2, and 8 for one session.
        processes, scheduler
            As for `sweep`. The time limit is for each question, roughly.
        """
        from scenarios.reading.arguments import session_argument
        from scenarios.reading.input_problems import InputProblems
        from scenarios.studies.sensitivity.run import find_sensitivity
        from scenarios.studies.sweep.outcome import Limits
        from scenarios.studies.sweep.workforce import Workforce

        problems, asked = InputProblems(), None
        if session is not None:
            asked = problems.read("session", session_argument, self.week, session)
        problems.finish()
        limits = searched(search)["options"]
        return find_sensitivity(
            self,
            session=None if asked is None else asked.id,
            factor=factor,
            limits=Limits(time_limit=limits.time_limit, seed=limits.seed),
            workforce=Workforce(processes, scheduler),
            watch=search.get("watch"),
        )

    # What a person gives

    def _led(self, given: Given) -> tuple[Self, Timetable]:
        """A timetable, and the week with the leaders that go with it."""
        if isinstance(given, Timetable):
            return self, given
        if isinstance(given, Result):
            if given.timetable is None:
                what = f"the result has no timetable ({given.status.value}); ask explain() why"
                raise BadInput.at("", what)
            return self.with_leaders(given.leadership), given.timetable
        if isinstance(given, str | Path):
            leadership = self._leaders_published(given)
            led = self if leadership is None else self.with_leaders(leadership)
            return led, self.candidate(given)
        raise TypeError(
            "a timetable is the name of a candidate, the path of a schedule CSV, a Timetable or a "
            f"Result, not {kind_of(given)}"
        )

    def _leaders_published(self, given: str | Path) -> Leadership | None:
        """Who takes the open posts in a revision that is given; None where it is something else."""
        from scenarios.exchange.leadership_csv import read_leadership

        if str(given) in self.candidates or not self.week.open_posts():
            return None
        leaders = leaders_file(given)
        return None if leaders is None else read_leadership(leaders, self.week)

    def _named(self, timetables: Iterable[Given | Mapping[str, Given]]) -> dict[str, Given]:
        """Timetables by the names that they go by."""
        found: dict[str, Given] = {}
        for given in timetables:
            for name, one in (given if isinstance(given, Mapping) else {"": given}).items():
                if not name and isinstance(one, str | Path):
                    name = str(one) if str(one) in self.candidates else Path(one).stem
                name = name or ("solved" if isinstance(one, Result) else "timetable")
                if name in found:
                    what = f"two timetables go by “{name}”; name one: {{'another name': …}}"
                    raise BadInput.at("", what)
                found[name] = one
        return found

    def _part(
        self, timetable: Timetable, session: str | Part, number: int | None
    ) -> tuple[str, Part | None]:
        """The key of a session and one of its parts; None where the timetable does not hold it."""
        from scenarios.reading.arguments import part_argument, session_argument

        if isinstance(session, Part):
            if session not in timetable.parts:
                raise ValueError(f"the timetable has no such part: {session}")
            return session.session, session
        asked = session_argument(self.week, session)
        return asked.id, part_argument(self.week, timetable, asked, number)


def _known(where: str, words: Iterable[str], known: Collection[str]) -> list[str]:
    """Check that all words are known; a single word may stand for a list."""
    words = [words] if isinstance(words, str) else list(words)
    unknown = [word for word in words if word not in known]
    if unknown:
        what = [f"there is no '{word}'{suggestion(word, known)}" for word in unknown]
        raise BadInput(InputProblem(where, one) for one in what)
    return words


def _kinds(words: Iterable[str] | None) -> frozenset[DisturbanceKind]:
    from scenarios.studies.stress.disturbance import DisturbanceKind

    every = [kind.value for kind in DisturbanceKind]
    return frozenset(map(DisturbanceKind, _known("kinds", words or every, every)))
