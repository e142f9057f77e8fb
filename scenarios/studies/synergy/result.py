"""The potential for synergy in a week, by pair of instruments and by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from scenarios.exchange.csv_text import Cell, rows_text
from scenarios.studies.synergy.rows import SynergyRow
from scenarios.studies.synergy.sentences import facts, remark, say_figures, say_row
from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    Document,
    Entry,
    Paragraph,
    Section,
    Table,
)
from scheduler.document.document import Cell as ReportCell
from scheduler.document.report import Report
from scheduler.week.frozen import Frozen
from scheduler.week.week import Week

if TYPE_CHECKING:
    import pandas as pd

MOST_DAYS_APART = 3
"""The most days between two dates of meeting for which a delegation stays in the city."""


COLUMNS = (
    "scope",
    "instrument",
    "other_instrument",
    "subject",
    "parties_in_common",
    "parties",
    "leaders_in_common",
    "leaders",
    "follow_both",
    "followers",
    "sessions",
    "other_sessions",
    "joint_sessions",
    "not_held",
    "working_days_apart",
    "journeys_saved",
    "saved",
    "journeys_doubled",
    "doubled",
    "minutes_in_two_places",
    "in_two_places",
    "remark",
)
"""The columns of the synergy CSV."""

COUNTED = (
    "parties_in_common",
    "leaders_in_common",
    "follow_both",
    "working_days_apart",
    "journeys_saved",
    "journeys_doubled",
    "minutes_in_two_places",
)
"""The columns that hold whole numbers; empty where nothing can be counted."""

_TIMED = COLUMNS[COLUMNS.index("not_held") : COLUMNS.index("remark")]

ALL = "all sessions"
"""What the row of all sessions of two instruments is called."""

NOTHING = "–"
"""What a person reads where nothing can be counted."""


FIGURES = (
    "follow both",
    "lead both",
    "working days apart",
    "journeys saved",
    "still doubled",
    "minutes in two places",
)
"""The headings of what is counted, for people."""


class Synergy(Report, Frozen):
    """The potential for synergy in a week; a notebook shows it as tables.

    Attributes
    ----------
    found
        Pair by pair in the order of the instruments: first a row for all sessions of the two, then
        one for each subject. Those on subjects do not add up to the first: one journey may serve
        several subjects.
    most_days_apart
        Calendar days: see `scenarios.studies.synergy.shared_parties.number_journeys`.
    """

    week: Week
    found: tuple[SynergyRow, ...]
    most_days_apart: int = Field(default=MOST_DAYS_APART, ge=1)

    def of(self, one: str, other: str) -> tuple[SynergyRow, ...]:
        """The rows of one pair of instruments."""
        return tuple(row for row in self.found if {row.one, row.other} == {one, other})

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of instruments, by key."""
        return tuple(dict.fromkeys((row.one, row.other) for row in self.found))

    def rows(self) -> list[dict[str, Cell]]:
        """The rows of the synergy CSV; None where nothing can be counted."""
        return [
            {
                "scope": ALL if row.subject is None else "subject",
                "instrument": row.one,
                "other_instrument": row.other,
                "subject": row.subject or "",
                "parties_in_common": len(row.parties),
                "parties": ";".join(row.parties),
                "leaders_in_common": len(row.leaders),
                "leaders": ";".join(row.leaders),
                "follow_both": len(row.followers),
                "followers": ";".join(row.followers),
                "sessions": ";".join(row.sessions_of_one),
                "other_sessions": ";".join(row.sessions_of_other),
                "joint_sessions": ";".join(row.joint),
                **_timing_record(row),
                "remark": remark(self.week, row),
            }
            for row in self.found
        ]

    def csv_text(self) -> str:
        """The rows as the text of a CSV file; texts that look like formulas are guarded."""
        return rows_text(self.rows(), COLUMNS)

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table with the columns of `COLUMNS`.

        Counts are whole numbers, missing where there is no timetable or nothing to count; several
        keys or codes in a cell are joined by ``;``.
        """
        import pandas as pd

        frame = pd.DataFrame(self.rows(), columns=list(COLUMNS))
        return frame.astype(dict.fromkeys(COUNTED, "Int64"))

    def document(self, *, states: bool = False) -> Document:
        """Each pair of instruments: what they have in common, subject by subject.

        Parameters
        ----------
        states
            Whether the States behind the figures are named.
        """
        if not self.found:
            return Document("", (Paragraph("There are not two instruments to compare."),))
        pairs = [self.of(*pair) for pair in self.pairs]
        blocks = [Section(self._heading(rows), self._pair(rows)) for rows in pairs]
        named = [Section(self._heading(rows), (self._states(rows),)) for rows in pairs]
        notes = map(Paragraph, say_figures(self.most_days_apart))
        return Document("", (*blocks, *(named if states else ()), *notes))

    def _heading(self, rows: tuple[SynergyRow, ...]) -> str:
        one, other = (self.week.instrument[key].name for key in (rows[0].one, rows[0].other))
        return f"{one} and {other}"

    def _pair(self, rows: tuple[SynergyRow, ...]) -> tuple[Block, ...]:
        whole, *subjects = rows
        joint = any(row.joint for row in rows)
        heads = ("subject", whole.one, whole.other, *(("joint",) if joint else ()))
        figures = (Column(heading, right=True) for heading in FIGURES)
        cells = [tuple(_cells(row, joint=joint)) for row in (*subjects, whole)]
        said = ((row.subject, remark(self.week, row)) for row in subjects)
        return (
            *map(Paragraph, facts(self.week, whole)),
            Table((*heads, *figures), cells),
            *(Paragraph(f"{subject}: {what}") for subject, what in said if what),
        )

    def _states(self, rows: tuple[SynergyRow, ...]) -> Bullets:
        whole, *subjects = rows
        who = self.week.whom(whole.parties) or "none"
        return Bullets(
            (
                f"party to both ({len(whole.parties)}): {who}.",
                *(
                    Entry(row.subject or ALL, tuple(say_row(self.week, row)))
                    for row in (*subjects, whole)
                    if not row.missing
                ),
            )
        )


def _timing_record(row: SynergyRow) -> dict[str, Cell]:
    """What depends on the timetable; counts are None without one, or where a session is missing."""
    if row.timing is None:
        return dict.fromkeys(_TIMED)
    timing = row.timing
    counted = {
        "journeys_saved": timing.saved,
        "journeys_doubled": timing.doubled,
        "minutes_in_two_places": timing.in_two_places,
    }
    record: dict[str, Cell] = {
        "not_held": ";".join(timing.not_held),
        "working_days_apart": timing.working_days,
    }
    for column, amounts in counted.items():
        record[column] = None if row.missing else sum(amounts.values())
        record[column.partition("_")[2]] = ";".join(amounts)
    return record


def _cells(row: SynergyRow, *, joint: bool) -> Iterator[ReportCell]:
    whole = row.subject is None
    yield ALL if row.subject is None else row.subject
    not_held = set(row.timing.not_held) if row.timing is not None else set()
    columns = [row.sessions_of_one, row.sessions_of_other, *([row.joint] if joint else [])]
    for sessions in columns:
        yield (_number if whole else _sessions)(sessions, not_held) or NOTHING
    yield str(len(row.followers))
    yield str(len(row.leaders))
    counts = [None] * 4 if row.missing else [_timing_record(row)[column] for column in COUNTED[3:]]
    yield from (NOTHING if count is None else str(count) for count in counts)


def _number(sessions: Iterable[str], not_held: set[str]) -> str:
    """How many sessions there are, and how many are held where that is not all of them."""
    keys = set(sessions)
    lacking = keys & not_held
    return f"{len(keys)} ({len(keys - lacking)} held)" if lacking else str(len(keys))


def _sessions(sessions: Iterable[str], not_held: set[str]) -> str:
    return "\n".join(f"{key} (not held)" if key in not_held else key for key in sessions)
