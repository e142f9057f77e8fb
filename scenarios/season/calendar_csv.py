"""The calendar of a season as CSV: one row for each meeting, and what reads back as a calendar.

The columns stand in `COLUMNS`. Meetings, instruments and subjects stand as the season file has
them; several values are joined by ``;``. The file is UTF-8, and dates are ISO dates.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scenarios.exchange.csv_text import rows_text
from scenarios.reading.dates import read_date
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import read_name
from scenarios.reading.tables.csv_file import CsvRow, doubt_differing, pieces, read_rows
from scenarios.reading.tables.heads import CALENDAR
from scenarios.season.plan import in_order
from scheduler.season.season import Dates, Meeting, Season, SeasonCalendar

COLUMNS = (
    "meeting",
    "name",
    "instruments",
    "subjects",
    "city",
    "days",
    "from",
    "to",
    "held_from",
    "held_to",
    "moved",
    "fixed",
)

_HELD = ("held_from", "held_to")
"""Columns that hold dates and only tell what was."""


def calendar_rows(season: Season, calendar: SeasonCalendar) -> list[dict[str, str]]:
    """The rows, each with every column, as text, in order of their dates.

    ``moved`` counts calendar days, below 0 where a meeting is earlier than it was held. Where
    nothing was recorded, ``held_from`` and ``held_to`` are empty.
    """
    rows = []
    for meeting in in_order(season, calendar):
        now = calendar[meeting.id]
        placed = {
            "from": now.first.isoformat(),
            "to": now.last.isoformat(),
            "moved": str((now.first - meeting.held.first).days),
        }
        row = {"meeting": meeting.id, **_about(meeting), **placed}
        rows.append({column: row[column] for column in COLUMNS})
    return rows


def _about(meeting: Meeting) -> dict[str, str]:
    """What the season file says of a meeting."""
    held = meeting.held
    return {
        "name": meeting.name,
        "instruments": ";".join(sorted(meeting.instruments)),
        "subjects": ";".join(sorted(meeting.subjects)),
        "city": meeting.city,
        "days": str(meeting.days),
        "held_from": held.first.isoformat() if meeting.recorded else "",
        "held_to": held.last.isoformat() if meeting.recorded else "",
        "fixed": "yes" if meeting.fixed else "no",
    }


def calendar_text(season: Season, calendar: SeasonCalendar) -> str:
    """A calendar as the text of a CSV file."""
    # A number below 0 is one; nothing else may look like a formula.
    rows = calendar_rows(season, calendar)
    return rows_text([{**row, "moved": int(row["moved"])} for row in rows], COLUMNS)


def read_calendar(path: Path, season: Season) -> dict[str, Dates]:
    """Read a calendar of this season, also one made by hand.

    Only the columns ``meeting`` and ``from`` are needed; without ``to`` a meeting sits for as many
    days as the season says. Meetings that are not in the file stand as they were held. What else a
    row says of its meeting is not read; where it differs from the season, that is warned of.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    names = {meeting.id: meeting.name for meeting in season.meetings}
    problems, found, seen = InputProblems(), dict[str, Dates](), dict[str, int]()
    needed = ("meeting", "from")
    for row in read_rows(path, needed, "calendar CSV", known=COLUMNS, usual=CALENDAR):
        said = row.cells["meeting"]
        key = problems.read(row.place("meeting"), read_name, said, names, "meeting")
        if key in seen:
            what = f"this row repeats row {seen[key]}; keep one of them"
            problems.note(row.place("meeting"), what)
        elif key is not None:
            seen[key] = row.number
            dates = _dates(row, season, season.meeting[key], problems)
            found |= {} if dates is None else {key: dates}
            known = _about(season.meeting[key])
            doubt_differing(row, known, "season file", problems, _values)
    problems.finish()
    return {**season.held, **found}


def _values(column: str, said: str) -> set[str]:
    """What a cell says; a date by the day that it means."""
    if column in _HELD and said:
        with suppress(ValueError):
            return {read_date(said).isoformat()}
    return pieces(column, said)


def _dates(row: CsvRow, season: Season, meeting: Meeting, problems: InputProblems) -> Dates | None:
    """When the meeting of a row is; None where that cannot be used."""
    first, last = (
        problems.read(row.place(column), read_date, row.cells[column])
        if row.cells.get(column) or column == "from"
        else None
        for column in ("from", "to")
    )
    if first is None or (last is None and row.cells.get("to")):
        return None
    if last is None:
        return season.open_days.run(first, meeting.days, meeting.city)
    if last < first:
        what = f"the meeting ends on {last}, before it begins on {first}"
        problems.note(row.place("to"), what)
        return None
    return Dates(first, last)
