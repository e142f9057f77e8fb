"""From a scenario file to delegations and instruments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from scenarios.loading.problems import Called, FileProblems
from scenarios.loading.schema import (
    Attendance,
    DelegationsEntry,
    InstrumentEntry,
    SelectionEntry,
)
from scenarios.reading.moments import Calendar
from scenarios.reading.states import State, read_states
from scenarios.reading.yaml_source import Path_
from scheduler.week.week import Delegation, Instrument

EVERYONE = "everyone"
"""The word for all delegations."""


class People:
    """The delegations of a scenario in the order of its table, and how it selects them."""

    def __init__(self, states: Mapping[str, State], problems: FileProblems) -> None:
        self.states = states
        self._problems = problems
        self.names = {code: state.name for code, state in states.items()}

    def select(self, entry: SelectionEntry, path: Path_) -> frozenset[str]:
        """The codes that a selection means."""
        known = {**self.names, EVERYONE: ""}
        chosen = {self._problems.name(path, text, known, "delegation") for text in entry.and_}
        if entry.everyone or EVERYONE in chosen:
            chosen |= set(self.states)
        if entry.where:
            chosen |= self._where(entry.where, (*path, "where"))
        left_out = {self.code(text, path) for text in entry.but_not}
        return frozenset(chosen - left_out - {EVERYONE})

    def _where(self, where: Mapping[str, str], path: Path_) -> set[str]:
        where = {column.lower(): value for column, value in where.items()}
        columns = {column for state in self.states.values() for column in state.columns}
        for column in where:
            if not self._problems.known(path, column, columns, "column of the delegations' table"):
                return set()
        return {
            code
            for code, state in self.states.items()
            if all(state.columns.get(column) == value for column, value in where.items())
        }

    def code(self, text: str, path: Path_) -> str:
        """The code of the delegation that a text means; where there is none, it is noted."""
        return self._problems.name(path, text, self.names, "delegation")

    def codes(self, texts: Iterable[str], path: Path_) -> tuple[str, ...]:
        """The codes of the delegations in a list."""
        return self._problems.names(path, texts, self.names, "delegation")

    def check(self, codes: Iterable[str], path: Path_) -> None:
        """Note what is no code of a delegation among the keys of a section."""
        for code in codes:
            self._problems.known((*path, code), code, self.names, "delegation")


def read_people(entry: DelegationsEntry, folder: Path, problems: FileProblems) -> People:
    """Read the table and the delegations that it lacks."""
    states: dict[str, State] = {}
    if entry.table is not None and problems.file(("delegations", "table"), folder / entry.table):
        states = problems.read("", partial(read_states, folder / entry.table)) or {}
        if not states:
            problems.finish()  # Without its table no name of a State would be known.
    for code, other in entry.also.items():
        if code in states:
            path = ("delegations", "also", code)
            problems.add(
                path, f"{code} is in the table already; use 'except' to change it", key=True
            )
        states[code] = State(code, other.name, other.group, {})
    called = [
        problems.called(("delegations", "also", code), state.name)
        if code in entry.also
        else Called(code, state.name, state.place)
        for code, state in states.items()
    ]
    problems.distinct(called, "delegation", "refused")
    problems.reserved(called, {EVERYONE: "all delegations"})
    return People(states, problems)


def build_delegations(
    entry: DelegationsEntry,
    tasks: Mapping[str, tuple[str, ...]],
    people: People,
    calendar: Calendar,
    problems: FileProblems,
) -> tuple[Delegation, ...]:
    """The delegations, as they attend, with their tasks in related instruments."""
    people.check(tasks, ("leadership", "tasks"))
    people.check(entry.except_, ("delegations", "except"))
    found = []
    for code, state in people.states.items():
        exact: Attendance = entry.also.get(code, entry.except_.get(code, Attendance()))
        path: Path_ = ("delegations", "also" if code in entry.also else "except", code)
        delegates = exact.delegates or entry.default.delegates or 1
        origin = exact.from_ or entry.default.from_ or "capital"
        found.append(
            Delegation(
                code=code,
                name=state.name,
                region=state.group,
                delegates=delegates,
                from_capital=origin == "capital",
                days=_presence(exact, entry.default, path, calendar, problems),
                tasks=tasks.get(code, ()),
            )
        )
    return tuple(found)


def _presence(
    exact: Attendance, default: Attendance, path: Path_, calendar: Calendar, problems: FileProblems
) -> frozenset[int] | None:
    if exact.present is None and not exact.absent:
        exact, path = default, ("delegations", "default")
    if exact.present is None and not exact.absent:
        return None
    days = frozenset(calendar.days)
    if exact.present is not None:
        days = problems.read_all((*path, "present"), exact.present, calendar.days_named)
    return days - problems.read_all((*path, "absent"), exact.absent, calendar.days_named)


def build_instruments(
    entries: Mapping[str, InstrumentEntry], people: People, problems: FileProblems
) -> tuple[Instrument, ...]:
    """The instruments with their States Parties."""
    called = (problems.called(("instruments", key), one.name) for key, one in entries.items())
    problems.distinct(called, "instrument", "refused")
    return tuple(
        Instrument(
            id=name,
            name=entry.name,
            parties=people.select(entry.parties, ("instruments", name, "parties")),
        )
        for name, entry in entries.items()
    )
