"""The CSV from which Indico makes contributions.

It has no heads and seven columns: the start on clocks at the place, minutes, a title, and the first
name, last name, affiliation and e-mail address of a speaker. Rooms and agendas have no column.
"""

from __future__ import annotations

from scenarios.documents.feeds.described import Described
from scenarios.exchange.csv_text import csv_text
from scheduler.week.words import one_line


def indico_csv(told: Described) -> bytes:
    """A row for each part, in order of time.

    Who presides stands as the affiliation, as delegations: the names and addresses of people are
    not known here. Indico takes a speaker over only where an address stands beside, so whoever
    imports the file fills these in first, or adds them later.
    """
    rows = [
        (
            f"{one.begin:%Y-%m-%dT%H:%M}",
            str(one.minutes),
            one_line(told.title(one)),
            "",
            "",
            told.language.listed(told.names.delegations(told.leaders(one.part))),
            "",
        )
        for one in told.entries
        if one.part is not None
    ]
    return csv_text(rows[0], rows[1:]).encode("utf-8") if rows else b""
