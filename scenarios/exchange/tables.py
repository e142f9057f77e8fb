"""What a week is to hold, and a timetable of it, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.exchange.schedule_csv import COLUMNS, schedule_rows
from scheduler.document.document import Mark, Marked, Table
from scheduler.week.clock import duration, hours

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Session, Week


def sessions_table(week: Week) -> pd.DataFrame:
    """The sessions to be placed, as a table: a row for each, by its key.

    ``least`` and ``wanted`` are minutes; ``parts`` is the number it may be split into.
    """
    import pandas as pd

    rows = [
        {
            "session": session.id,
            "title": session.title,
            "format": session.format_word,
            "optional": session.optional,
            "least": session.least,
            "wanted": session.wanted,
            "parts": session.most_parts,
            "leaders": ", ".join(sorted(session.leaders)),
            "speakers": len(session.speakers | session.heard),
        }
        for session in week.sessions
    ]
    return pd.DataFrame(rows).set_index("session")


def schedule_table(week: Week, timetable: Timetable) -> pd.DataFrame:
    """A timetable as a table: the rows and columns of the schedule CSV, every cell as text."""
    import pandas as pd

    return pd.DataFrame(schedule_rows(week, timetable), columns=list(COLUMNS))


def sittings_block(week: Week) -> Table:
    """The days with their sittings, for a report."""
    rows = []
    for day in range(week.length):
        named = (f"{one.name} {hours(one.opens, one.closes)}" for one in week.sittings_on(day))
        rows.append((week.day_name(day), ", ".join(named) or "closed"))
    return Table(("day", "sittings"), rows)


def sessions_block(week: Week) -> Table:
    """The sessions to be placed, for a report."""
    return Table(
        ("to be placed", "format", "time", "led by", "where it may sit"),
        [
            (
                (f"{session.title} ", Marked(session.id, Mark.KEY)),
                _format(session) + (", optional" if session.optional else ""),
                _time(session),
                week.whom(session.leaders),
                _where(week, session),
            )
            for session in week.sessions
        ],
    )


def _format(session: Session) -> str:
    """The format as the file has it, with blanks; the scenario's own as people say it."""
    own = session.own_format
    return session.format.replace("_", " ") if own is None else own.name


def _time(session: Session) -> str:
    least, wanted = duration(session.least), duration(session.wanted)
    time = least if session.least == session.wanted else f"{least} to {wanted}"
    return time if session.most_parts == 1 else f"{time}, in up to {session.most_parts} parts"


def _where(week: Week, session: Session) -> str:
    """Where a session is pinned; else the days open to it, where it cannot have every day."""
    if session.pinned:
        names = ((week.moment_name(p.begin), week.room_name(p.room)) for p in session.pinned)
        return "pinned: " + "; ".join(", ".join(filter(None, place)) for place in names)
    days = dict.fromkeys(sitting.day for sitting in week.open_to([session]))
    if set(days) == set(week.days):
        return ""
    return ", ".join(f"{week.date_of(day):%A}" for day in days)
