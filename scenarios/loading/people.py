"""From a scenario file to delegations, instruments and bodies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scenarios.loading.calendar_and_rooms import find_days
from scenarios.loading.problems import Report
from scenarios.loading.schema import (
    Attendance,
    DelegationsEntry,
    InstrumentEntry,
    SelectionEntry,
)
from scenarios.reading.calendar import Calendar
from scenarios.reading.states import State, read_states
from scenarios.reading.yaml_source import Path_
from scheduler.errors import BadInput
from scheduler.week.week import Delegation, Instrument

EVERYONE = "everyone"
"""The word for all delegations."""


class People:
    """The delegations of a scenario, and the conditions by which it selects them.

    Parameters
    ----------
    states
        Every delegation with its columns, in the order of the table.
    report
        Takes what is wrong.
    """

    def __init__(self, states: Mapping[str, State], report: Report) -> None:
        self.states = states
        self._report = report
        self.names = {code: state.name for code, state in states.items()}

    def select(self, entry: SelectionEntry, path: Path_) -> frozenset[str]:
        """The codes that a selection means."""
        everyone = entry.everyone or EVERYONE in entry.and_
        chosen = set(self.states) if everyone else set()
        if entry.where:
            chosen |= self._where(entry.where, (*path, "where"))
        known = {**self.names, EVERYONE: ""}
        named = {c for c in entry.and_ if self._report.known(path, c, known, "delegation")}
        chosen |= named - {EVERYONE}
        return frozenset(chosen - {code for code in entry.but_not if self.known(code, path)})

    def _where(self, where: Mapping[str, str], path: Path_) -> set[str]:
        columns = {column for state in self.states.values() for column in state.columns}
        for column in where:
            if not self._report.known(path, column, columns, "column of the delegations' table"):
                return set()
        return {
            code
            for code, state in self.states.items()
            if all(state.columns.get(column) == value for column, value in where.items())
        }

    def known(self, code: str, path: Path_) -> bool:
        """Whether a code names a delegation; where not, a problem is noted."""
        return self._report.known(path, code, self.names, "delegation")


def read_people(entry: DelegationsEntry, folder: Path, report: Report) -> People:
    """Read the table and the delegations that it lacks."""
    states: dict[str, State] = {}
    if entry.table is not None and report.file(("delegations", "table"), folder / entry.table):
        try:
            states = read_states(folder / entry.table)
        except BadInput as error:
            report.include(error)
            report.finish()  # Without its table no name of a State would be known.
    for code, other in entry.also.items():
        if code in states:
            path = ("delegations", "also", code)
            report.add(path, f"{code} is in the table already; use 'except' to change it", key=True)
        states[code] = State(code, other.name, other.group, {})
    return People(states, report)


def build_delegations(
    entry: DelegationsEntry,
    tasks: Mapping[str, tuple[str, ...]],
    people: People,
    calendar: Calendar,
    report: Report,
) -> tuple[Delegation, ...]:
    """The delegations, as they attend, with their tasks in related instruments."""
    for code in tasks:
        people.known(code, ("leadership", "tasks", code))
    for code in entry.except_:
        people.known(code, ("delegations", "except", code))
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
                days=_presence(exact, entry.default, path, calendar, report),
                tasks=tasks.get(code, ()),
            )
        )
    return tuple(found)


def _presence(
    exact: Attendance, default: Attendance, path: Path_, calendar: Calendar, report: Report
) -> frozenset[int] | None:
    if exact.present is None and not exact.absent:
        exact, path = default, ("delegations", "default")
    if exact.present is None and not exact.absent:
        return None
    days = frozenset(calendar.days)
    if exact.present is not None:
        days = find_days(calendar, exact.present, (*path, "present"), report)
    return days - find_days(calendar, exact.absent, (*path, "absent"), report)


def build_instruments(
    entries: Mapping[str, InstrumentEntry], people: People, report: Report
) -> tuple[Instrument, ...]:
    """The instruments with their States Parties."""
    report.distinct("instruments", {key: entry.name for key, entry in entries.items()})
    return tuple(
        Instrument(
            id=name,
            name=entry.name,
            parties=people.select(entry.parties, ("instruments", name, "parties")),
        )
        for name, entry in entries.items()
    )
