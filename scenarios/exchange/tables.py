"""What a scenario places, and a timetable of it, as tables for analysts and notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.exchange.schedule_csv import COLUMNS, schedule_rows

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


def sessions_table(scenario: Scenario) -> pd.DataFrame:
    """The sessions to be placed.

    Returns
    -------
    pandas.DataFrame
        A row for each session, by its key. ``least`` and ``wanted`` are minutes, ``parts`` is how
        many it may be split into.
    """
    import pandas as pd

    rows = [
        {
            "session": session.id,
            "title": session.title,
            "format": session.format.value,
            "optional": session.optional,
            "least": session.least,
            "wanted": session.wanted,
            "parts": session.most_parts,
            "leaders": ", ".join(sorted(session.leaders)),
            "speakers": len(session.speakers),
        }
        for session in scenario.week.sessions
    ]
    return pd.DataFrame(rows).set_index("session")


def schedule_table(scenario: Scenario, timetable: Timetable) -> pd.DataFrame:
    """A timetable as a table: the rows and columns of the schedule CSV, every cell as text."""
    import pandas as pd

    return pd.DataFrame(schedule_rows(scenario.week, timetable), columns=list(COLUMNS))
