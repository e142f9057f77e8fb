"""What a secretariat noted of a week that is over, as a table that it need not write as YAML.

A row is a session, or an item of its agenda: the minutes that it really used and, of a small group,
what it came to. A row of an item without a session belongs to the session above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import NamedTuple, TypeVar

from scenarios.exchange.agenda_cells import labels
from scenarios.exchange.csv_text import rows_text
from scenarios.exchange.schedule_row import minutes_said
from scenarios.loading.workbook.kinds import YES_OR_NO
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import find, plain, read_name
from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scenarios.reading.tables.heads import NOTES
from scenarios.scenario import Scenario
from scenarios.studies.next_year.minutes import together
from scheduler.week.agenda import Item
from scheduler.week.week import HeldExperiment, Session

COLUMNS = ("session", "title", "item", "used", "participants", "useful", "reported", "note")
"""The columns of the table; of these, ``session`` (or ``title``) and ``used`` are needed."""

MOST_MINUTES = 10_080
MOST_PARTICIPANTS = 100_000

T = TypeVar("T")

_OF_GROUPS = ("participants", "useful", "reported")
_SUMS = frozenset(
    {"total", "totals", "sum", "grand total", "total general", "somme", "suma", "summe", "gesamt"}
)
"""The names of rows in which a spreadsheet adds up, as `plain` sees them."""

_UNIT = re.compile(r"(?<=\d)\s*(?:min(?:utes?|utos?|uten)?\.?|['’′])$", re.IGNORECASE)
_HOURS = re.compile(r"\d{1,3}\s?h(?:\s?\d{1,2})?", re.IGNORECASE)


class _Where(NamedTuple):
    """What is noted of a session or an item, by its place among the items of the file."""

    session: str
    item: int | None


def form_text(scenario: Scenario) -> str:
    """The table to be filled in: a row for each session and each item of its agenda."""
    rows = []
    for session in scenario.week.sessions:
        row = dict.fromkeys(COLUMNS, "")
        rows.append({**row, "session": session.id, "title": session.title})
        rows += [{**row, "session": session.id, "item": item} for item in _items(session)]
    return rows_text(rows, COLUMNS)


def with_notes(scenario: Scenario, path: Path) -> Scenario:
    """The scenario with what a table notes in it; where the file said otherwise, that gives way.

    Raises
    ------
    BadInput
        With row and column of everything in the table that cannot be used.
    """
    problems, noted = InputProblems(), dict[_Where, CsvRow]()
    used, groups = dict[_Where, int](), dict[str, HeldExperiment]()
    needed, instead = ("session", "used"), {"session": "title"}
    above = ""
    for row in read_rows(
        path, needed, "table of notes", known=COLUMNS, usual=NOTES, instead=instead
    ):
        said = row.cells["session"] or (above if row.cells.get("item") else "")
        above = said
        if not said and not _says(row):
            continue
        if plain(said) in _SUMS and said not in scenario.week.session:
            problems.doubt(row.place("session"), f"'{said}' is taken for a sum, and is not read")
            continue
        here = _place(scenario, row, said, problems)
        if here is None or not _says(row):
            continue
        if here in noted:
            what = f"this row repeats row {noted[here].number}; keep one of them"
            problems.note(row.place("session"), what)
            continue
        noted[here] = row
        minutes = _cell(row, "used", read_minutes, problems)
        if minutes is not None:
            used[here] = minutes
        group = _group(scenario.week.session[here.session], here, row, problems)
        if group is not None:
            groups[here.session] = group
    _doubt_sums(scenario, noted, used, problems)
    problems.finish()
    sessions = tuple(_noted(one, used, groups.get(one.id)) for one in scenario.week.sessions)
    week = scenario.week.model_copy(update={"sessions": sessions})
    return scenario.model_copy(update={"week": week})


def _items(session: Session) -> tuple[str, ...]:
    """What the items of an agenda, as a file has them, go by in a cell."""
    return labels([session.agenda[places[0]] for places in together(session.agenda)])


def _says(row: CsvRow) -> bool:
    return any(row.cells.get(column) for column in ("used", *_OF_GROUPS))


def _cell(
    row: CsvRow, column: str, reader: Callable[[str], T], problems: InputProblems
) -> T | None:
    """What stands in a cell; None where nothing does, or it cannot be used."""
    said = row.cells.get(column, "")
    return problems.read(row.place(column), reader, said) if said else None


def _place(scenario: Scenario, row: CsvRow, said: str, problems: InputProblems) -> _Where | None:
    """The session or item of which a row speaks; None where it is none."""
    if not said and row.cells.get("title"):
        said = row.cells["title"]
    session = problems.read(
        row.place("session"), find, scenario.week, "session", said, scenario.texts
    )
    item = row.cells.get("item", "")
    if session is None or not item:
        return None if session is None else _Where(session, None)
    number = problems.read(row.place("item"), _item, scenario, session, item)
    return None if number is None else _Where(session, number)


def _item(scenario: Scenario, session: str, text: str) -> int:
    """The place of an item, as a file has the agenda; `ValueError` where there is none such."""
    names = _items(scenario.week.session[session])
    if not names:
        what = f"'{text}': {scenario.week.what(session)} has no agenda in the scenario"
        raise ValueError(f"{what}; note the minutes of the session, or give it an agenda")
    for there in scenario.texts.values():
        said = [
            number for number, name in enumerate(names) if plain(there.get(name, "")) == plain(text)
        ]
        if len(said) == 1 and plain(text) not in map(plain, names):
            return said[0]
    return names.index(read_name(text, names, "item of this agenda"))


def read_minutes(text: str) -> int:
    """Minutes as people note them: ``95``, ``95 min``, ``1:35``, ``1 h 35``; 0 and more.

    Raises
    ------
    ValueError
        With a sentence, where that is no whole number of minutes that a week can have.
    """
    bare = _UNIT.sub("", text.strip())
    number = minutes_said(bare)
    if number is None and _HOURS.fullmatch(bare):
        hours, _, rest = bare.lower().partition("h")
        number = int(hours) * 60 + int(rest.strip() or 0)
    if number is None or not isfinite(number) or number != int(number):
        raise ValueError(f"'{text}' is no whole number of minutes; write it as 95")
    if not 0 <= number <= MOST_MINUTES:
        raise ValueError(f"'{text}': a session of a week uses 0 to {MOST_MINUTES} minutes")
    return int(number)


def _participants(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MOST_PARTICIPANTS:
        raise ValueError(f"'{text}' is no number of participants; write it as 25")
    return int(text)


def _yes_or_no(text: str) -> bool:
    found = YES_OR_NO.get(plain(text))
    if found is None:
        raise ValueError(f"'{text}' is neither yes nor no; write one of them, or empty the cell")
    return found


def _group(
    session: Session, here: _Where, row: CsvRow, problems: InputProblems
) -> HeldExperiment | None:
    """What an experiment came to; None where a row says nothing of that."""
    if not any(row.cells.get(column) for column in _OF_GROUPS):
        return None
    if session.proposal is None or here.item is not None:
        for column in _OF_GROUPS:
            if row.cells.get(column):
                what = "this is read of small groups that the scenario proposes, and not of others"
                problems.doubt(row.place(column), what)
        return None
    return HeldExperiment(
        participants=_cell(row, "participants", _participants, problems),
        useful=_cell(row, "useful", _yes_or_no, problems),
        reported=_cell(row, "reported", _yes_or_no, problems),
    )


def _doubt_sums(
    scenario: Scenario,
    noted: Mapping[_Where, CsvRow],
    used: Mapping[_Where, int],
    problems: InputProblems,
) -> None:
    """Note items that together used more than their session."""
    for here, minutes in used.items():
        items = sum(one for at, one in used.items() if at.session == here.session and at != here)
        if here.item is None and items > minutes:
            what = f"its items used {items} minutes in all, more than the {minutes} of the session"
            problems.doubt(noted[here].place("used"), f"{what}; the greater counts")


def _noted(session: Session, used: Mapping[_Where, int], group: HeldExperiment | None) -> Session:
    """A session with what is noted of it."""
    agenda = tuple(_with_used(session, used))
    found = session.model_copy(update={"agenda": agenda})
    whole = used.get(_Where(session.id, None))
    if whole is not None:
        found = found.model_copy(update={"used": whole})
    if group is not None and session.proposal is not None:
        proposal = session.proposal.model_copy(update={"held": group})
        found = found.model_copy(update={"proposal": proposal})
    return found


def _with_used(session: Session, used: Mapping[_Where, int]) -> Iterator[Item]:
    """The items; minutes of a topic and its speakers stand at the last of the two."""
    for number, places in enumerate(together(session.agenda)):
        minutes = used.get(_Where(session.id, number))
        for place in places:
            item = session.agenda[place]
            noted = item.used if minutes is None else minutes if place == places[-1] else None
            yield item.model_copy(update={"used": noted})
