"""From a scenario file to delegations and instruments."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from scenarios.languages.texts import Texts
from scenarios.loading.calendar_and_rooms import away_by_hours
from scenarios.loading.problems import Called, FileProblems, names_in
from scenarios.loading.schema import (
    MOST_DELEGATES,
    Attendance,
    DelegationsEntry,
    InstrumentEntry,
    SelectionEntry,
)
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.moments import Calendar
from scenarios.reading.names import plain, read_name
from scenarios.reading.spelling import near_miss
from scenarios.reading.states import COLUMNS, NAMES, State, read_states, reference_states
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.week.week import Delegation, Instrument
from scheduler.week.words import listed

_JOINED = re.compile(r"\s+(?:and|et|y|&)\s+|\s*[,;]\s*", re.IGNORECASE)
_ALL_BUT = re.compile(r"(?:everyone|everybody|all),?\s+(?:but|except)(?:\s+not)?\s+(.+)", re.I)

T = TypeVar("T")

EVERYONE = "everyone"
"""The word for all delegations."""

_WHOLE = re.compile(r"(\d{1,3})(?:[.,]0+)?")

SHOWN = 8
"""Words that are shown of what a column holds."""

_YES = frozenset(
    {"1", "1.0", "true", "yes", "y", "x", "oui", "ja", "si", "sí", "wahr", "vrai", "✓"}
)
"""What a spreadsheet or its author writes for a flag that is set; a condition asks for 1."""

_NO = frozenset({"", "0", "0.0", "false", "no", "n", "-", "–", "non", "nein", "faux", "falsch"})

_EXPECTED = _NO | {"1", "s"}
"""What a column of flags may hold: S is a State that has signed, and is no party."""

MANY = 4
"""Rows with 0 or 1 from which another value is odd."""

SELDOM = 2
"""Rows in which an odd value stands at the most."""


class People:
    """The delegations of a scenario in the order of its table, and how it selects them."""

    def __init__(
        self,
        states: Mapping[str, State],
        instruments: Mapping[str, InstrumentEntry],
        problems: FileProblems,
    ) -> None:
        self.states = states
        self._instruments = instruments
        self._problems = problems
        self._parties: dict[str, frozenset[str]] = {}
        self._asked: list[str] = []
        self._values: dict[str, set[str]] = {}
        self._unsure: set[tuple[str, str]] = set()
        self.names = {code: state.name for code, state in states.items()}

    def name_in_languages(self, texts: Texts) -> None:
        """Add the names of the delegations to the texts in all languages.

        They are those of the table; a State that has none there, and the code and the name that
        the reference table has, is called as that table calls it.
        """
        for code, state in self.states.items():
            source, known = state, reference_states().get(code)
            if not any(map(state.called, NAMES)) and known and known.name == state.name:
                source = known
            named = {one: name for one in NAMES if (name := source.called(one))}
            for language, name in ({"en": state.name, **named} if named else {}).items():
                kept = texts.setdefault(language, {}).setdefault(state.name, name)
                own = source is not known
                if own and plain(kept) != plain(name):
                    what = f"'{state.name}' is '{kept}' in the scenario, and '{name}' is not used"
                    warn(source.place(NAMES[language]), what)

    def select(self, entry: SelectionEntry, path: Path_) -> frozenset[str]:
        """The codes that a selection means."""
        known = {**self.names, EVERYONE: ""}
        chosen = {self.code(text, path, known) for text in entry.and_}
        if entry.everyone or EVERYONE in chosen:
            chosen |= set(self.states)
        if entry.where:
            chosen |= self._where(entry.where, (*path, "where"))
        for number, text in enumerate(entry.parties_of):
            chosen |= self._parties_of(text, (*path, "parties_of", number))
        left_out = {self.code(text, path) for text in entry.but_not}
        found = frozenset(chosen - left_out - {EVERYONE})
        if left_out and not found:
            self._problems.warn(path, "this means nobody: all are left out again")
        return found

    def parties(self, instrument: str) -> frozenset[str]:
        """The codes of the States Parties of an instrument, by its key."""
        if instrument not in self._parties:
            self._asked.append(instrument)
            entry, path = self._instruments[instrument], ("instruments", instrument, "parties")
            self._parties[instrument] = self.select(entry.parties, path)
            self._asked.remove(instrument)
        return self._parties[instrument]

    def _parties_of(self, text: str, path: Path_) -> frozenset[str]:
        """The States Parties of the instrument that a text means; where none are, it is noted."""
        key = self._problems.name(path, text, names_in(self._instruments), "instrument")
        if key not in self._instruments:
            return frozenset()
        if key in self._asked:
            what = f"the parties of '{key}' are made up from themselves; name the States instead"
            self._problems.add(path, what)
            return frozenset()
        if self._instruments[key].parties == SelectionEntry():
            at = ("instruments", key, "parties")
            where = self._problems.said(path, "'instruments'", at)
            what = f"no States Parties of '{key}' are named; say who they are under {where}"
            self._problems.add(path, what)
        return self.parties(key)

    def in_order(self, entry: SelectionEntry, chosen: Collection[str]) -> tuple[str, ...]:
        """The codes that a selection means: as listed, then what it adds by the table's order."""
        listed_first = dict[str, None]()
        for text in entry.and_:
            with suppress(ValueError):  # `select` says so.
                listed_first[read_name(text, self.names, "delegation")] = None
        return tuple(code for code in {**listed_first, **self.states} if code in chosen)

    def refuse_twice(self, entry: SelectionEntry, path: Path_) -> None:
        """Note who is named twice in a selection, where one place for each is given."""
        values = self._problems.source.values
        below = (*path, "and") if (*path, "and") in values else path
        first = dict[str, str]()
        for number, text in enumerate(entry.and_):
            try:
                code = read_name(text, self.names, "delegation")
            except ValueError:
                continue  # `select` says so.
            if code in first:
                same = "" if text == first[code] else f", as '{first[code]}' too"
                what = f"'{text}' is named twice in this item{same}; a delegation speaks once in it"
                self._problems.add((*below, number), f"{what}, so keep one, or write another item")
            first.setdefault(code, text)

    def _where(self, where: Mapping[str, str], path: Path_) -> set[str]:
        where = {" ".join(column.lower().split()): value for column, value in where.items()}
        columns = self._columns()
        for column in where:
            if not self._problems.known(path, column, columns, "column of the delegations' table"):
                return set()
        for column, value in where.items():
            self._values.setdefault(column, set()).add(value)
        met = {
            code
            for code, state in self.states.items()
            if all(state.columns.get(column) == value for column, value in where.items())
        }
        unsure = [column for column in where if not self._is_sure(column, where[column], path)]
        if not unsure and not met:
            self._problems.add(path, "no State meets all of these conditions; leave one out")
        return met

    def _is_sure(self, column: str, value: str, path: Path_) -> bool:
        """Whether a State meets a condition, and none may be meant to that does not.

        Where not, it is noted at the first place that asks for it.
        """
        if (column, value) in self._unsure:
            return False
        what = _doubt(column, value, self._by_cell(column))
        if what:
            self._problems.add(path, what)
            self._unsure.add((column, value))
        return not what

    def _columns(self) -> list[str]:
        """The columns of the table, from left to right."""
        return list(dict.fromkeys(c for state in self.states.values() for c in state.columns))

    def _by_cell(self, column: str) -> dict[str, list[State]]:
        """The States by what stands in a column."""
        found: dict[str, list[State]] = {}
        for state in self.states.values():
            if column in state.columns:
                found.setdefault(state.columns[column], []).append(state)
        return found

    def doubt_cells(self, table: Path) -> None:
        """Warn of columns and cells that no condition asks for and that are no ordinary flags."""
        doubts = InputProblems()
        for column in self._columns():
            by_cell = self._by_cell(column)
            if column in COLUMNS:
                continue
            odd = _odd_among_flags(by_cell, self._values.get(column, set()))
            for state in (state for cell in odd for state in by_cell[cell]):
                what = f"'{state.columns[column]}' stands where nearly every row has 0 or 1, and"
                what += " no condition asks for it; write 0 or 1, or nothing"
                doubts.doubt(state.place(column), what)
            if column not in self._values and not odd and not all(map(_is_flag, by_cell)):
                what = f"no condition names the column {column}, and it is not used"
                warn(str(table), f"{what}{near_miss(column, COLUMNS)}")
        doubts.finish()

    def groups(self, entry: DelegationsEntry) -> Iterator[Called]:
        """The regional groups as they are written, state by state."""
        for code, state in self.states.items():
            if code in entry.also:
                yield self._problems.word(("delegations", "also", code, "group"), state.group)
            else:
                yield Called(state.group, "", state.place())

    def code(self, text: str, path: Path_, known: Mapping[str, str] | None = None) -> str:
        """The code of the delegation that a text means; where there is none, it is noted.

        Parameters
        ----------
        known
            Other words than the delegations, too.
        """
        known = self.names if known is None else known
        try:
            return read_name(text, known, "delegation")
        except ValueError as error:
            hint = self._hint(text, path)
            what = f"there is no delegation '{text}'; {hint}" if hint else str(error)
            self._problems.add(path, what)
            return text

    def codes(self, texts: Iterable[str], path: Path_) -> tuple[str, ...]:
        """The codes of the delegations in a list."""
        return tuple(self.code(text, (*path, number)) for number, text in enumerate(texts))

    def _hint(self, text: str, path: Path_) -> str:
        """What to write in place of words that mean several delegations; empty where they do not.

        It is written otherwise in a cell than in a file.
        """
        cell = self._problems.source.form_at(path) is not None
        pieces = [one for one in _JOINED.split(text) if one.strip()]
        if len(pieces) > 1 and all(map(self._is_known, pieces)):
            names = ", ".join(pieces)
            return f"divide them by commas: {names}" if cell else f"write a list: [{names}]"
        if but := _ALL_BUT.fullmatch(text.strip()):
            in_file = f"{{everyone: true, but_not: [{but[1]}]}}"
            return f"write '{EVERYONE}; but not {but[1]}'" if cell else f"write {in_file}"
        of_group = [code for code, one in self.states.items() if plain(one.group) == plain(text)]
        if not of_group or not plain(text):
            return ""
        group = self.states[of_group[0]].group
        if any(self.states[code].columns.get("un_group") == group for code in of_group):
            condition = (
                f"'where un_group = {group}'" if cell else f"{{where: {{un_group: {group}}}}}"
            )
            return f"it is a regional group; write {condition} for its States"
        return f"it is a regional group; name its States: {', '.join(of_group)}"

    def _is_known(self, text: str) -> bool:
        with suppress(ValueError):
            return bool(read_name(text, self.names, "delegation"))
        return False

    def check(self, codes: Iterable[str], path: Path_) -> None:
        """Note what is no code of a delegation among the keys of a section."""
        for code in codes:
            self._problems.known((*path, code), code, self.names, "delegation")


def _doubt(column: str, value: str, held: Mapping[str, Sequence[State]]) -> str:
    """Why a condition may not mean what it says, and what to write; empty where it is sure.

    Parameters
    ----------
    held
        The States by what stands in the column.
    """
    alike = [cell for cell in held if cell != value and _meaning(cell) == _meaning(value)]
    if alike:
        cell, rows = alike[0], held[alike[0]]
        many = f"{len(rows)} rows" if rows[1:] else "a row"
        what = f"the column {column} holds '{cell}' in {many}, as in that of {rows[0].name}"
        there = "" if value in held else f"ask for {{{column}: '{cell}'}}, or "
        return f"{what}, where '{value}' is asked for; {there}write '{value}' in the table"
    if value in held:
        return ""
    cells = sorted(cell for cell in held if cell)
    has = f"holds {_some(cells)}" if cells else "is empty"
    return f"no State has '{value}' in the column {column}, which {has}; write what stands there"


def _meaning(cell: str) -> str:
    """What a cell says, however it is written."""
    said = plain(cell)
    return "1" if said in _YES else said


def _odd_among_flags(held: Mapping[str, Sequence[State]], asked: set[str]) -> list[str]:
    """What a column of flags holds once or twice beside many 0 and 1, and nothing asks for.

    Parameters
    ----------
    held
        The States by what stands in the column.
    asked
        The values that conditions ask for.
    """
    usual = sum(len(rows) for cell, rows in held.items() if plain(cell) in ("0", "1"))
    odd = [cell for cell in held if cell not in asked and plain(cell) not in _EXPECTED]
    counts = [len(held[cell]) for cell in odd]
    few = max(counts, default=0) <= SELDOM and 3 * sum(counts) <= usual
    return odd if few and usual >= MANY else []


def _is_flag(cell: str) -> bool:
    """Whether a cell is of those that conditions ask for: a sign for yes or no, or one letter."""
    return plain(cell) in _YES | _NO or (len(cell) == 1 and cell.isalpha())


def _some(words: Sequence[str]) -> str:
    """The first of some words, as many as one reads."""
    return listed(words) if len(words) <= SHOWN else f"{', '.join(words[:SHOWN])} …"


def read_people(
    entry: DelegationsEntry,
    instruments: Mapping[str, InstrumentEntry],
    folder: Path,
    problems: FileProblems,
) -> People:
    """Read the table and the delegations that it lacks."""
    states: dict[str, State] = {}
    if entry.table is not None and problems.file(("delegations", "table"), folder / entry.table):
        states = problems.read("", read_states, folder / entry.table) or {}
        if not states:
            problems.finish()  # Without its table no name of a State would be known.
    for code, other in entry.also.items():
        if code in states:
            path = ("delegations", "also", code)
            use = problems.said(path, "'except'", ("delegations", "except", code))
            problems.add(path, f"{code} is in the table already; use {use} to change it", key=True)
        states[code] = State(code, other.name, other.group)
    called = [
        problems.called(("delegations", "also", code), state.name)
        if code in entry.also
        else Called(code, state.name, state.place())
        for code, state in states.items()
    ]
    problems.distinct(called, "delegation", "refused")
    problems.reserved(called, {EVERYONE: "all delegations"})
    return People(states, instruments, problems)


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
    usual = _said(entry.default, ("delegations", "default"), calendar, problems)
    for code, state in people.states.items():
        row = _InTable(state, problems)
        entries = _entries(entry, code)
        delegates, origin = row.delegates(), row.origin()
        said = [usual, row.said(calendar)]
        for exact, path in entries:
            delegates, origin = exact.delegates or delegates, exact.from_ or origin
            said.append(_said(exact, path, calendar, problems))
        sittings = _presence(said, calendar)
        if entries and sittings is not None:
            exact, path = entries[-1]
            never = _never(exact, said[-1].present) if not sittings and not problems else ""
            if never:
                problems.add((*path, "present"), never)
        found.append(
            Delegation(
                code=code,
                name=state.name,
                region=state.group,
                delegates=delegates or entry.default.delegates or 1,
                from_capital=(origin or entry.default.from_ or "capital") == "capital",
                sittings=sittings,
                tasks=tasks.get(code, ()),
            )
        )
    return tuple(found)


def _entries(entry: DelegationsEntry, code: str) -> list[tuple[Attendance, Path_]]:
    """What a file says of one delegation; where two places speak, 'except' has the last word."""
    by_key: dict[str, Mapping[str, Attendance]] = {"also": entry.also, "except": entry.except_}
    return [
        (said[code], ("delegations", key, code)) for key, said in by_key.items() if code in said
    ]


def _never(entry: Attendance, present: frozenset[str] | None) -> str:
    """What is wrong where a delegation has no sitting left; empty where its days are closed."""
    if present:
        return "it is never there: it is absent whenever it is present"
    if entry.present == ():
        return "it is never there; name when it is, or write 'absent' with every day of the week"
    return ""


class _SaidPresence(NamedTuple):
    """The sittings in which one place says that a delegation is there; None where it does not."""

    present: frozenset[str] | None
    absent: frozenset[str] | None


class _InTable(NamedTuple):
    """How a delegation attends by its row in the table; None where the row does not say."""

    state: State
    problems: FileProblems

    def _read(self, column: str, reader: Callable[[str], T]) -> T | None:
        cell = self.state.columns.get(column, "")
        return self.problems.read(self.state.place(column), reader, cell) if cell else None

    def delegates(self) -> int | None:
        return self._read("delegates", _delegates)

    def origin(self) -> str | None:
        places = ("capital", "mission")
        return self._read("from", lambda cell: read_name(cell, places, "place to come from"))

    def said(self, calendar: Calendar) -> _SaidPresence:
        def named(cell: str) -> frozenset[str]:
            words = filter(None, map(str.strip, re.split("[,;]", cell)))
            return frozenset(one for word in words for one in calendar.open_sittings(word))

        def tell(column: str) -> Callable[[str], None]:
            return partial(self.problems.doubt, self.state.place(column))

        present, absent = self._read("present", named), self._read("absent", named)
        return _SaidPresence(
            present and there_by_hours(present, calendar, tell("present")),
            absent and away_by_hours(absent, "away", calendar, tell("absent")),
        )


def _delegates(cell: str) -> int:
    """The number of delegates in a cell."""
    form = _WHOLE.fullmatch(cell)
    number = int(form[1]) if form else 0
    if not 1 <= number <= MOST_DELEGATES:
        raise ValueError(
            f"'{cell}' is not a number of delegates; write 1 to {MOST_DELEGATES}, or nothing"
        )
    return number


def _said(
    entry: Attendance, path: Path_, calendar: Calendar, problems: FileProblems
) -> _SaidPresence:
    present = absent = None
    if entry.present is not None:
        here: Path_ = (*path, "present")
        named = problems.read_all(here, entry.present, calendar.open_sittings)
        present = there_by_hours(named, calendar, partial(problems.warn, here))
    if entry.absent:
        here = (*path, "absent")
        named = problems.read_all(here, entry.absent, calendar.open_sittings)
        absent = away_by_hours(named, "away", calendar, partial(problems.warn, here))
    return _SaidPresence(present, absent)


def there_by_hours(
    named: frozenset[str], calendar: Calendar, tell: Callable[[str], None]
) -> frozenset[str]:
    """The sittings in which one is there who is there in those named: none that one has in part."""
    found = calendar.by_hours(named)
    for what, words in calendar.partly_named(found):
        tell(f"{what}, and does not count as present; write {words} beside it where it does")
    return found.inside


def _presence(said: Iterable[_SaidPresence], calendar: Calendar) -> frozenset[str] | None:
    """The sittings in which a delegation is there; None where nothing is said of them.

    What comes later is surer: sittings present replace all before, and those away are taken away.
    """
    every = frozenset(sitting.id for sitting in calendar.sittings)
    found: frozenset[str] | None = None
    for present, absent in said:
        found = found if present is None else present
        if absent is not None:
            found = (every if found is None else found) - absent
    return found


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
            parties=people.parties(name),
        )
        for name, entry in entries.items()
    )
