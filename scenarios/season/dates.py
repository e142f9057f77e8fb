"""What each date that a meeting may have comes to, while the others stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.document.document import Block, Cell, Document, Paragraph, Table
from scheduler.document.report import Report
from scheduler.judging.judge import Verdict
from scheduler.season.judging import judge_season
from scheduler.season.season import Aim, Dates, Season
from scheduler.week.frozen import Frozen
from scheduler.week.words import capital

if TYPE_CHECKING:
    import pandas as pd

CLASHES = (Aim.AVOID_CLASHES, Aim.LET_STATES_ATTEND)
"""The aims that are about two meetings on the same days."""

HEADS = {
    Aim.AVOID_CLASHES: "clashes",
    Aim.LET_STATES_ATTEND: "two places",
    Aim.SAVE_JOURNEYS: "journeys",
    Aim.ALIGN_MEETINGS: "apart",
    Aim.KEEP_DATES: "moved",
}
"""What the columns of the aims are called, where they have to be narrow."""


class MeetingDates(Report, Frozen):
    """What each date that a meeting may have comes to, while the others stay.

    Attributes
    ----------
    meeting
        Its key.
    calendar
        When all meetings are, this one included.
    """

    season: Season
    meeting: str
    calendar: dict[str, Dates]

    def judged(self) -> Iterator[tuple[Dates, Verdict]]:
        """Each date, the earliest first, with what is found in the whole season then."""
        for when in self.season.meeting[self.meeting].candidates:
            yield when, judge_season(self.season, {**self.calendar, self.meeting: when})

    def clashes_with(self, verdict: Verdict) -> list[str]:
        """The meetings that need the same people, or the same States, on the same days."""
        found = (
            key
            for finding in verdict.findings
            if finding.rule in CLASHES and self.meeting in finding.case
            for key in map(str, finding.case)
        )
        return [
            self.season.meeting[key].name for key in dict.fromkeys(found) if key != self.meeting
        ]

    def rows(self) -> list[dict[str, str | int]]:
        """A row for each date.

        ``dates``, the amount that each aim has in the whole season then, and ``clashes_with``.
        """
        return [
            {
                "dates": str(when),
                **{aim.value: verdict.amount(aim.value) for aim in Aim},
                "clashes_with": "; ".join(self.clashes_with(verdict)),
            }
            for when, verdict in self.judged()
        ]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def document(self) -> Document:
        season, aims = self.season, sorted(Aim, key=lambda aim: self.season.prices[aim].tier)
        meeting = season.meeting[self.meeting]
        known = {meeting.held: "held" if meeting.recorded else "proposed"}
        known[self.calendar[self.meeting]] = "now"
        rows: list[Sequence[Cell]] = [
            [
                str(when),
                known.get(when, ""),
                *(verdict.amount(aim.value) for aim in aims),
                "; ".join(self.clashes_with(verdict)),
            ]
            for when, verdict in self.judged()
        ]
        counted = ", ".join(f"{HEADS[aim]}: {aim.value}" for aim in aims)
        blocks: list[Block] = [
            Paragraph(
                "Each row is a date that it may have, with what the whole season comes to "
                f"while all others stay. {capital(counted)}."
            ),
            Table(["dates", "", *(HEADS[aim] for aim in aims), "clashes with"], rows),
        ]
        return Document(f"{meeting.name}, {meeting.city}", blocks)
