"""The calendar of a season as CSV: one row for each meeting, and what reads back as a calendar.

The columns stand in `COLUMNS`. Meetings, instruments and subjects stand as the season file has
them; several values are joined by ``;``. The file is UTF-8, and dates are ISO dates.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scenarios.reading.csv_file import Cell, CsvRow, csv_text, read_rows
from scenarios.reading.moments import read_date
from scenarios.reading.names import read_name
from scenarios.season.plan import in_order
from scheduler.errors import BadInput, InputProblem
from scheduler.season.season import Calendar, Dates, Season

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


def calendar_rows(season: Season, calendar: Calendar) -> list[dict[str, str]]:
    """The rows, each with every column, as text; in order of their dates.

    ``moved`` is in calendar days, below 0 for a meeting that is earlier than it was held. Where
    nothing was recorded, ``held_from`` and ``held_to`` are empty.
    """
    rows = []
    for meeting in in_order(season, calendar):
        now, held = calendar[meeting.id], meeting.held
        rows.append(
            {
                "meeting": meeting.id,
                "name": meeting.name,
                "instruments": ";".join(sorted(meeting.instruments)),
                "subjects": ";".join(sorted(meeting.subjects)),
                "city": meeting.city,
                "days": str(meeting.days),
                "from": now.first.isoformat(),
                "to": now.last.isoformat(),
                "held_from": held.first.isoformat() if meeting.recorded else "",
                "held_to": held.last.isoformat() if meeting.recorded else "",
                "moved": str((now.first - held.first).days),
                "fixed": "yes" if meeting.fixed else "no",
            }
        )
    return rows


def calendar_text(season: Season, calendar: Calendar) -> str:
    """A calendar as the text of a CSV file."""
    rows = calendar_rows(season, calendar)
    # A number below 0 is one; nothing else may look like a formula.
    numbers: list[dict[str, Cell]] = [{**row, "moved": int(row["moved"])} for row in rows]
    return csv_text(COLUMNS, (tuple(row.values()) for row in numbers))


def read_calendar(path: Path, season: Season) -> dict[str, Dates]:
    """Read a calendar of this season, also one made by hand.

    Only the columns ``meeting`` and ``from`` are needed; without ``to`` a meeting sits for as many
    days as the season says. Meetings that are not in the file stand as they were held.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    reader = _Reader(path, season)
    for row in read_rows(path, ("meeting", "from"), "calendar CSV"):
        reader.take(row)
    if reader.problems:
        raise BadInput(reader.problems)
    return {**season.held, **reader.found}


class _Reader:
    """Takes rows, and gathers what is wrong with them."""

    def __init__(self, path: Path, season: Season) -> None:
        self.found: dict[str, Dates] = {}
        self.problems: list[InputProblem] = []
        self._path = path
        self._season = season
        self._seen: dict[str, int] = {}

    def take(self, row: CsvRow) -> None:
        names = {meeting.id: meeting.name for meeting in self._season.meetings}
        try:
            key = read_name(row.cells["meeting"], names, "meeting")
        except ValueError as error:
            self._refuse(row, "meeting", str(error))
            return
        if key in self._seen:
            what = f"this row repeats row {self._seen[key]}; keep one of them"
            self._refuse(row, "meeting", what)
            return
        self._seen[key] = row.number
        meeting = self._season.meeting[key]
        first = self._date(row, "from")
        last = self._date(row, "to") if row.cells.get("to") else None
        if first is None or (row.cells.get("to") and last is None):
            return
        if last is not None and last < first:
            self._refuse(row, "to", f"the meeting ends on {last}, before it begins on {first}")
            return
        if last is None:
            self.found[key] = self._season.open_days.run(first, meeting.days, meeting.city)
        else:
            self.found[key] = Dates(first, last)

    def _date(self, row: CsvRow, column: str) -> date | None:
        try:
            return read_date(row.cells[column])
        except ValueError as error:
            self._refuse(row, column, str(error))
            return None

    def _refuse(self, row: CsvRow, column: str, what: str) -> None:
        self.problems.append(InputProblem(f"{self._path}, row {row.number}, column {column}", what))
