"""Loading a rota file: read, check, and look everything up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.loading.people import People, read_people
from scenarios.loading.problems import FileProblems, names_in
from scenarios.loading.schema import DelegationsEntry
from scenarios.loading.schema_errors import validate
from scenarios.reading.dates import read_team_year
from scenarios.reading.team_sizes import read_team_size
from scenarios.reading.yaml.file_kinds import ROTA, expect
from scenarios.reading.yaml.yaml_source import Path_, Source, read_yaml, without_nothing
from scenarios.rota.plan import RotaPlan
from scenarios.rota.schema import RecordedTeamEntry, RotaFile
from scheduler.rota.rota import (
    Rota,
    RotaAim,
    RotaState,
    Seat,
    SteeredCommittee,
    year_name,
)
from scheduler.rules.rule import Price
from scheduler.week.leadership import Role, TeamSize
from scheduler.week.words import listed

LONGEST_SPAN = 15
"""Years in the longest span."""


def load_rota(path: str | Path) -> RotaPlan:
    """Load a rota file; paths inside it are taken from the folder in which it lies.

    Raises
    ------
    BadInput
        With every problem found: file, line, column, and what to do.
    """
    path = Path(path)
    source = read_yaml(path)
    expect(ROTA, source, "a rota file begins with keys such as schema, years, committees")
    return _resolve(source, path)


def build_rota(data: dict[str, Any], path: str | Path = "rota") -> RotaPlan:
    """Build a rota from the values that a rota file would hold; see `load_rota`."""
    return _resolve(Source(data, {}, {}), Path(path))


def _resolve(source: Source, path: Path) -> RotaPlan:
    problems = FileProblems(source)
    file = validate(RotaFile, without_nothing(source.data), (), problems)
    if file is None:
        raise problems.error
    who = DelegationsEntry.model_validate(file.delegations.model_dump())
    people = read_people(who, {}, path.parent, problems)
    builder = _RotaBuilder(file, people, problems)
    years = builder.years()
    committees = builder.committees(years)
    states = builder.states(years)
    record, recorded = builder.record(years, committees, states)
    sizes = builder.sizes()
    problems.finish()
    if who.table is not None:
        people.doubt_cells(path.parent / who.table)
    aims = {aim: getattr(file.aims, aim.value) for aim in RotaAim}
    rota = Rota(
        title=file.title,
        years=years,
        committees=tuple(committees.values()),
        states=tuple(states.values()),
        recorded=recorded,
        record=record,
        size=sizes[0],
        rest=file.aims.let_states_rest.years,
        most_tasks=file.aims.limit_tasks.most,
        prices={  # Each aim has a tier of its own, in order, unless the file says otherwise.
            aim: Price(tier=entry.tier or rank, weight=entry.weight)
            for rank, (aim, entry) in enumerate(aims.items(), 1)
        },
    )
    return RotaPlan(title=file.title, path=path, rota=rota, sizes=sizes)


class _RotaBuilder(NamedTuple):
    """Turns the entries of a rota file into values; what is wrong goes into the problems."""

    file: RotaFile
    people: People
    problems: FileProblems

    def years(self) -> tuple[int, ...]:
        """The years of the span; none where it cannot be read, and nothing is held against it."""
        said, path = self.file.years, ("years",)
        first = self.problems.read_at((*path, "from"), read_team_year, said.from_)
        last = self.problems.read_at((*path, "to"), read_team_year, said.to)
        if first is None or last is None:
            return ()
        what = ""
        if last < first:
            what = f"the years end with {year_name(last)}, before they begin with {said.from_}"
        elif last - first >= LONGEST_SPAN:
            what = f"these are {last - first + 1} years; {LONGEST_SPAN} can be looked at"
        if what:
            self.problems.add((*path, "to"), what)
            return ()
        return tuple(range(first, last + 1))

    def year(self, path: Path_, said: str, years: tuple[int, ...], *, key: bool) -> int | None:
        """A year of the span; None where it is none."""
        year = self.problems.read_at(path, read_team_year, said, key=key)
        if years and year is not None and year not in years:
            span = f"{year_name(years[0])} to {year_name(years[-1])}"
            self.problems.add(path, f"{year_name(year)} is not one of the years, {span}", key=key)
            return None
        return year

    def committees(self, years: tuple[int, ...]) -> dict[str, SteeredCommittee]:
        """The committees, by their keys."""
        found = {}
        entries = self.file.committees
        called = (self.problems.called(("committees", k), one.name) for k, one in entries.items())
        self.problems.distinct(called, "committee", "refused")
        for key, entry in entries.items():
            path: Path_ = ("committees", key)
            begins = implementers = None
            if entry.begins is not None:
                begins = self.year((*path, "begins"), entry.begins, years, key=False)
            if entry.implementers is not None:
                implementers = self.people.select(entry.implementers, (*path, "implementers"))
            found[key] = SteeredCommittee(
                id=key, name=entry.name, implementers=implementers, begins=begins
            )
        return found

    def states(self, years: tuple[int, ...]) -> dict[str, RotaState]:
        """The States Parties, by their codes in the order of the table."""
        parties = self.people.select(self.file.parties, ("parties",))
        if not parties:
            self.problems.add(("parties",), "no State is a party; name some")
        willing = self.people.select(self.file.willing, ("willing",))
        may_lead = parties
        if self.file.may_lead is not None:
            may_lead = self.people.select(self.file.may_lead, ("may_lead",))
        for path, codes in (("may_lead", may_lead), ("willing", willing)):
            strangers = sorted(codes & self.people.names.keys() - parties)
            if strangers:
                names = listed(self.people.names[code] for code in strangers)
                are = "is no State Party" if len(strangers) == 1 else "are no States Parties"
                self.problems.add((path,), f"{names} {are}; leave them out, or add to 'parties'")
        tasks = self._tasks(years, parties)
        return {
            code: RotaState(
                code=code,
                name=state.name,
                region=state.group,
                may_lead=code in may_lead,
                willing=code in willing,
                tasks=tasks.get(code, {}),
            )
            for code, state in self.people.states.items()
            if code in parties
        }

    def _tasks(
        self, years: tuple[int, ...], parties: frozenset[str]
    ) -> dict[str, dict[int, tuple[str, ...]]]:
        found = dict[str, dict[int, tuple[str, ...]]]()
        for said, by_state in self.file.tasks.items():
            year = self.year(("tasks", said), said, years, key=True)
            for text, words in by_state.items():
                path: Path_ = ("tasks", said, text)
                code = self.people.code(text, path)
                if year is not None and code in parties:
                    before = found.setdefault(code, {}).get(year, ())
                    found[code][year] = (*before, *words)
                elif code in self.people.names and code not in parties:
                    what = f"{self.people.names[code]} is no State Party, and its task not counted"
                    self.problems.warn(path, what, key=True)
        return found

    def record(
        self,
        years: tuple[int, ...],
        committees: dict[str, SteeredCommittee],
        states: dict[str, RotaState],
    ) -> tuple[frozenset[Seat], int]:
        """Who held which post, and for how many years from the first that is known."""
        seats, told = set[Seat](), dict[int, str]()
        for said, teams in self.file.record.items():
            path: Path_ = ("record", said)
            year = self.year(path, said, years, key=True)
            if year is None:
                continue
            if year in told:
                what = f"the year {year_name(year)} stands there twice; keep one of them"
                self.problems.add(path, what, key=True)
                continue
            told[year] = said
            of_year = list(self._teams(year, said, teams, committees))
            self._refuse_twice(of_year, states)
            seats |= {seat for seat, _ in of_year}
            for key, one in committees.items():
                if key not in teams and (one.begins is None or one.begins <= year):
                    what = f"who led '{key}' in this year? add it, or say when it 'begins'"
                    self.problems.add(path, what, key=True)
        if years:
            self._refuse_gaps(years, told)
        return frozenset(seats), len(told)

    def _refuse_gaps(self, years: tuple[int, ...], told: dict[int, str]) -> None:
        wanted = set(years[: len(told)])
        for year in sorted(told.keys() - wanted):
            missing = year_name(min(wanted - told.keys()))
            what = f"the record has this year, and not {missing}; it begins with the first year"
            self.problems.add(("record", told[year]), what, key=True)
        if told and len(told) == len(years):
            what = "every year is recorded, and no year is left to plan; let the years end later"
            self.problems.add(("record",), what, key=True)

    def _teams(
        self,
        year: int,
        said: str,
        teams: dict[str, RecordedTeamEntry],
        committees: dict[str, SteeredCommittee],
    ) -> Iterator[tuple[Seat, Path_]]:
        known = names_in(committees)
        for text, entry in teams.items():
            path: Path_ = ("record", said, text)
            if not self.problems.known(path, text, known, "committee"):
                continue
            begins = committees[text].begins
            if begins is not None and year < begins:
                what = f"'{text}' begins in {year_name(begins)}; it has no leaders before"
                self.problems.add(path, what, key=True)
            roles = {
                "president": Role.PRESIDENT,
                "co_chairs": Role.CO_CHAIR,
                "co_rapporteurs": Role.CO_RAPPORTEUR,
            }
            for word, role in roles.items():
                here = (*path, word)
                for number, name in enumerate(getattr(entry, word)):
                    place = (
                        (*here, number) if (*here, number) in self.problems.source.values else here
                    )
                    code = self.people.code(name, place)
                    if code in self.people.names:
                        yield Seat(year, text, role, code), place

    def _refuse_twice(self, found: list[tuple[Seat, Path_]], states: dict[str, RotaState]) -> None:
        """Note States that hold two posts in one year, and those that are no parties."""
        first = dict[str, Seat]()
        for seat, path in found:
            name = self.people.names[seat.state]
            before = first.setdefault(seat.state, seat)
            if before is not seat:
                what = f"{name} is {before.role.words} of '{before.committee}' in this year too"
                self.problems.add(path, f"{what}; a State holds one post in a year")
            elif seat.state not in states:
                self.problems.add(path, f"{name} is not among the 'parties'; add it there")

    def sizes(self) -> tuple[TeamSize, ...]:
        """The sizes of teams to compare."""
        said = self.file.team_sizes
        found = self.problems.read_all(("team_sizes",), said, lambda word: [read_team_size(word)])
        return tuple(sorted(found, key=lambda size: (sum(size), -size.co_chairs)))
