"""Weeks of the library as drafts: the values of the file and the rows of the timetable, to change.

A draft is a copy that a mutation or a rewording may write into. It is then read as a scenario file
and a schedule CSV are, and the nine recommendations are answered for it.
"""

from __future__ import annotations

import copy
import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from scenarios import LIBRARY
from scenarios.loading.extending import read_source, with_files
from scenarios.loading.loading import load_scenario, resolve
from scenarios.reading.yaml.yaml_source import Source
from scenarios.scenario import Scenario
from scenarios.studies.leadership.result import Study, Team
from scenarios.studies.recommendations.answer import Answer, Grade
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.principles import scorecard
from scenarios.studies.recommendations.run import RECOMMENDATIONS, answer, gather_evidence
from scheduler.solving.result import Provenance, Result, Status
from scheduler.week.clock import clock, parse_clock
from scheduler.week.week import Body, Committee, Format, Session, Week

RANK = {Grade.MET: 2, Grade.PARTLY: 1, Grade.NOT: 0, Grade.CANNOT_SAY: -1}
"""How good a grade is; that nothing can be said is no praise."""

COLUMNS = ("session", "date", "start", "end", "room")

Row = dict[str, str]
"""A row of the schedule: session, date, start, end and room."""

T = TypeVar("T")


class Pick(Protocol):
    """Draws one of several things."""

    def __call__(self, options: Sequence[T]) -> T: ...


class NothingToChangeError(Exception):
    """A week in which there is nothing to change in this way."""


class Base(NamedTuple):
    """A week of the library with one of its candidates, as it is."""

    name: str
    candidate: str
    data: dict[str, Any]
    rows: list[Row]
    others: dict[str, list[Row]]
    study: Study | None
    week: Week
    evidence: Evidence
    known: dict[int, Grade]

    def grade(self, number: int) -> Grade:
        """The grade of a recommendation, which is found once."""
        if number not in self.known:
            self.known[number] = graded(number, self.evidence).grade
        return self.known[number]

    def committee(self, of: Committee) -> Body:
        """The Standing Committee that is one of the Review's."""
        for body in self.week.bodies:
            if body.committee is of:
                return body
        raise NothingToChangeError

    def plenaries(self, body: str) -> tuple[Session, ...]:
        """The plenaries of a body that the timetable holds."""
        held = {row["session"] for row in self.rows}
        return tuple(
            session
            for session in self.week.sessions_of(body)
            if session.format is Format.PLENARY and session.id in held
        )

    def groups(self) -> list[Session]:
        """The experiments that the timetable holds."""
        held = {row["session"] for row in self.rows}
        return [one for one in self.week.sessions if one.proposal and one.id in held]

    def dates_of(self, session: str) -> set[str]:
        return {row["date"] for row in self.rows if row["session"] == session}

    @property
    def dates(self) -> list[str]:
        """The days on which anybody may meet."""
        return [(self.week.first + timedelta(day)).isoformat() for day in self.week.days]


class Draft:
    """A week that is being changed.

    Attributes
    ----------
    data
        What the scenario file says.
    rows
        The timetable, row by row.
    file
        How the file is written; None: its values are taken as they are.
    table
        How the rows are written.
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self.data: dict[str, Any] = copy.deepcopy(base.data)
        self.rows: list[Row] = [dict(row) for row in base.rows]
        self.file: Callable[[dict[str, Any]], str] | None = None
        self.table: Callable[[list[Row]], bytes] = written
        self.others = copy.deepcopy(base.others)
        self.study = base.study
        self.keys: dict[str, str] = {}

    def session(self, key: str) -> dict[str, Any]:
        """What the file says of a session, proposed or not."""
        proposals = self.data.get("experiments", {}).get("proposals", {})
        found = self.data["sessions"].get(key) or proposals[key]
        assert isinstance(found, dict)
        return found

    def rows_of(self, session: str) -> list[Row]:
        return [row for row in self.rows if row["session"] == session]

    def attendance(self, code: str) -> dict[str, Any]:
        """What the file says of how a delegation attends."""
        delegations = self.data["delegations"]
        if code in delegations.get("also", {}):
            return delegations["also"][code]  # type: ignore[no-any-return]
        return delegations.setdefault("except", {}).setdefault(code, {})  # type: ignore[no-any-return]

    def rule(self, name: str) -> dict[str, Any]:
        """What the file says of a rule, as a mapping."""
        rules = self.data.setdefault("rules", {})
        if not isinstance(rules.get(name), dict):
            rules[name] = {"must": True}
        return rules[name]  # type: ignore[no-any-return]

    def roomy(self) -> str:
        """One more hall as good as any, with interpreters for it: its key."""
        self.data["venue"]["rooms"]["annex"] = {"name": "Annex", "seats": 400, "booths": 8}
        interpretation = self.data["venue"].get("interpretation")
        if interpretation:
            interpretation["teams"] += 3
        return "annex"

    def read(self) -> Evidence:
        """Read it all as the program does: what the recommendations are answered from."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            data = self._in_place(folder)
            if self.file is None:
                scenario = resolve(Source(data, {}, {}), folder / "week.yaml")
            else:
                (folder / "week.yaml").write_text(self.file(data), encoding="utf-8")
                scenario = load_scenario(folder / "week.yaml")
            return gathered(scenario, self.base.candidate, self.study)

    def _in_place(self, folder: Path) -> dict[str, Any]:
        """The values with every file that they name where it is, its sessions by their new keys."""

        def placed(_: str, name: str) -> str:
            path = LIBRARY / name
            if path.suffix != ".csv" or not self.keys or "candidates" not in path.parts:
                return str(path)
            copied = folder / path.name
            rows = [
                {**row, "session": self.keys.get(row["session"], row["session"])}
                for row in read(path)
            ]
            copied.write_bytes(written(rows))
            return str(copied)

        data = with_files(copy.deepcopy(self.data), placed)
        (folder / "draft.csv").write_bytes(self.table(self.rows))
        data["candidates"] = {self.base.candidate: str(folder / "draft.csv")}
        for name, rows in self.others.items():
            (folder / f"{name}.csv").write_bytes(written(rows))
            data["candidates"][name] = str(folder / f"{name}.csv")
        return data


def gathered(scenario: Scenario, candidate: str, study: Study | None = None) -> Evidence:
    """What the report of a candidate is made from."""
    return gather_evidence(scenario, scenario.candidate(candidate), study=study)


def graded(number: int, evidence: Evidence) -> Answer:
    """What the report says of one recommendation."""
    return answer(RECOMMENDATIONS[number - 1], evidence)


def principles(evidence: Evidence) -> dict[str, str]:
    """How far each principle is upheld."""
    return {one.principle.value: one.upheld.value for one in scorecard(evidence)}


def written(rows: list[Row]) -> bytes:
    """Rows as a CSV file with commas."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def placed_at(row: Row, day: str, start: int, minutes: int, room: str | None = None) -> None:
    """Let a row be somewhere else; times in minutes after midnight."""
    row.update(date=day, start=clock(start), end=clock(start + minutes), room=room or row["room"])


def minutes_of(row: Row) -> int:
    return parse_clock(row["end"]) - parse_clock(row["start"])


ANOTHER = Path(__file__).with_name("another-structure.csv")
"""The week of 2011 with stockpile destruction on Tuesday: it keeps every must."""

POOL = frozenset({"AUS", "BEL", "CAN", "CHE", "COL", "DEU", "DZA", "NOR", "PER", "THA", "UGA"})
"""Some States that could lead."""

WEEKS = (
    ("apmbc-2011", "held"),
    ("apmbc-2011", "held", "beside another"),
    ("apmbc-2011", "held", "with a study"),
    ("apmbc-2010", "held", "with a study"),
    ("apmbc-2011-free", "held", "beside another"),
    ("apmbc-2010-free", "held"),
    ("apmbc-2010-reformed", "held"),
    ("apmbc-ccm-2011", "held", "on its days"),
    ("apmbc-ccm-2011-one-week", "evenings"),
    ("apmbc-ccm-2011-one-week", "evenings", "on its days"),
    ("ccw-2010-april", "held"),
)
"""Weeks of the library, each with a candidate, and what is different in it.

*Beside another*: a timetable of another structure is among its candidates. *On its days*: every
session may sit only on the days and in the sittings in which it does, so that it is known that
nothing can stand nearer to anything. *With a study*: what solving it with teams of two sizes
would find, for the search itself takes minutes.
"""


@lru_cache
def base(name: str, candidate: str, other: str = "") -> Base:
    """A week of the library as it is, read once."""
    path = LIBRARY / f"{name}.yaml"
    data = {key: said for key, said in read_source(path).data.items() if key != "extends"}
    another = other == "beside another"
    if another:
        data["candidates"] = {**data["candidates"], "another": str(ANOTHER)}
    scenario = resolve(Source(data, {}, {}), path)
    rows = read(scenario.candidates[candidate])
    others = {"another": read(ANOTHER)} if another else {}
    if other == "on its days":
        data = _on_its_days(data, scenario, candidate)
        scenario = resolve(Source(data, {}, {}), path)
    study = _study(scenario, candidate) if other == "with a study" else None
    evidence = gathered(scenario, candidate, study)
    name = f"{name} {other}".rstrip()
    return Base(name, candidate, data, tuple(rows), others, study, scenario.week, evidence, {})


def _study(scenario: Scenario, candidate: str) -> Study:
    """A study of teams of four and of two: the week works with both, with States enough."""
    week = scenario.week.model_copy(update={"pool": POOL})
    timetable, teams = scenario.candidate(candidate), list[Team]()
    for name, posts in (("2 + 2", 16), ("1 + 1", 8)):
        made = Provenance(seed=1, workers=1, time_limit=60.0, versions={})
        result = Result(status=Status.PROVEN, timetable=timetable, provenance=made)
        teams.append(
            Team(
                name=name,
                result=result,
                week=week,
                posts=posts,
                states=posts,
                needed=posts,
                regions={},
            )
        )
    aims = {"represent_regions": "posts", "promote_co_rapporteurs": "posts"}
    return Study(title="Team sizes", teams=tuple(teams), units=aims)


def _on_its_days(data: dict[str, Any], scenario: Scenario, candidate: str) -> dict[str, Any]:
    """The values of a week in which every session may sit only where it does."""
    data, week = copy.deepcopy(data), scenario.week
    timetable = scenario.candidate(candidate)
    for key, session in {**data["sessions"], **data["experiments"]["proposals"]}.items():
        parts = timetable.of(key)
        if parts:
            days = sorted({part.day for part in parts})
            session["days"] = [(week.first + timedelta(day)).isoformat() for day in days]
            sittings = [week.sitting_of(part) for part in parts]
            session["sittings"] = sorted({one.name for one in sittings if one})
    return data


def read(path: Path) -> list[Row]:
    """The rows of a schedule CSV, without its notes."""
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return [{key: row[key] for key in COLUMNS} for row in rows]


def bases(number: int | None = None) -> Iterator[Base]:
    """The weeks in which a recommendation has a grade that it can lose; None: all weeks."""
    every = (base(*one) for one in WEEKS)
    return (one for one in every if number is None or can_lose(one, number))


def can_lose(one: Base, number: int) -> bool:
    """Whether a week has a grade from which it can fall."""
    return RANK[one.grade(number)] > 0 or is_open(one, number)


def is_open(one: Base, number: int) -> bool:
    """Whether a grade is left open that would be *not met* if the week were broken.

    Of two instruments in one week it may be unknown whether they could stand closer together.
    """
    meeting = {body.instrument for body in one.week.bodies} - {None}
    both = len(meeting) > 1 and bool(one.week.committees)
    return number == 8 and both and one.grade(8) is Grade.CANNOT_SAY


def has_fallen(before: Grade, now: Grade) -> bool:
    """Whether a grade is lower than before; what was open falls to *not met*."""
    return now is Grade.NOT if before is Grade.CANNOT_SAY else RANK[now] < RANK[before]
