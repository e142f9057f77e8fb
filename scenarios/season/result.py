"""A calendar of a season beside the one as held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.season.calendar_csv import COLUMNS, calendar_rows
from scenarios.season.plan import SeasonPlan, in_order
from scheduler.document.document import (
    Block,
    Bullets,
    Document,
    Entry,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
    Text,
)
from scheduler.document.report import Report
from scheduler.judging.judge import Finding, Verdict
from scheduler.season.judging import journeys, travellers
from scheduler.season.result import SeasonResult
from scheduler.season.season import TITLES, UNITS, Dates
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd

MOST = 5
"""Findings on one aim that are said in full."""

HEADINGS = {
    "held": "The calendar as held",
    "best": "The best calendar",
    "given": "The calendar given",
}


class JudgedCalendar(Frozen):
    """A calendar and what the judge finds in it.

    Attributes
    ----------
    name
        One of `HEADINGS`.
    """

    name: str
    calendar: dict[str, Dates]
    verdict: Verdict


class SeasonStudy(Report, Frozen):
    """A calendar of a season beside the one as held.

    Attributes
    ----------
    other
        The best calendar, or one that was given; None where a search found none.
    result
        The search, where there was one.
    """

    plan: SeasonPlan
    held: JudgedCalendar
    other: JudgedCalendar | None = None
    result: SeasonResult | None = None

    @property
    def calendars(self) -> tuple[JudgedCalendar, ...]:
        """The calendar as held, and the other one if there is any."""
        return (self.held,) if self.other is None else (self.held, self.other)

    def rows(self) -> list[dict[str, str]]:
        """The rows of the calendar CSV: of the other calendar or, without one, of that as held."""
        return calendar_rows(self.plan.season, self.calendars[-1].calendar)

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=COLUMNS)

    def document(self) -> Document:
        blocks: list[Block] = self.result.summary() if self.result else []
        blocks += [self._meetings(), self._costs()]
        if self.other is not None:
            blocks.append(Paragraph(self._journeys(self.held, self.other)))
        for judged in self.calendars:
            beside = next((one.verdict for one in self.calendars if one is not judged), None)
            said = list(finding_items(judged.verdict, beside))
            blocks.append(Section(HEADINGS[judged.name], [Bullets(said)]))
        return Document(self.plan.title or self.plan.path.name, blocks)

    def _meetings(self) -> Table:
        """The meetings in the order in which they were held, and when they are now."""
        heads = ["meeting", "city", "held"]
        if self.other is not None:
            heads += [self.other.name, "moved by"]
        rows = []
        for meeting in in_order(self.plan.season):
            was = str(meeting.held) if meeting.recorded else f"proposed: {meeting.held}"
            row = [meeting.name, meeting.city, was]
            if self.other is not None:
                now = self.other.calendar[meeting.id]
                days = (now.first - meeting.held.first).days
                way = "later" if days > 0 else "earlier"
                moved = f"{count(abs(days), 'day')} {way}" if days else ""
                row += [str(now), moved or ("fixed" if meeting.fixed else "")]
            rows.append(row)
        return Table(heads, rows)

    def _costs(self) -> Table:
        """What each aim amounts to, the first tier first."""
        heads = ["aim", "tier", "unit", "weight", *(judged.name for judged in self.calendars)]
        rows = []
        for aim, price in sorted(self.plan.season.prices.items(), key=lambda item: item[1].tier):
            amounts = [judged.verdict.amount(aim.value) for judged in self.calendars]
            rows.append([_titled(aim.value), price.tier, UNITS[aim], price.weight, *amounts])
        return Table(heads, rows)

    def _journeys(self, held: JudgedCalendar, other: JudgedCalendar) -> str:
        """How many journeys are saved, and how many States save any."""
        season = self.plan.season
        pairs = [
            tuple(len(journeys(season, judged.calendar, state)) for judged in (held, other))
            for state in travellers(season)
        ]
        before, after = (sum(pair[n] for pair in pairs) for n in (0, 1))
        fewer, more = sum(was > now for was, now in pairs), sum(was < now for was, now in pairs)
        saved = f"{before - after} saved" if after <= before else f"{after - before} more"
        less, often = _who_travels(fewer), _who_travels(more)
        return (
            f"Journeys of {count(len(pairs), 'State')} that come to meetings of several "
            f"instruments: {before} as held and {after} now, {saved}. "
            f"{less[0].upper()}{less[1:]} less often, and {often} more often."
        )


def _who_travels(states: int) -> str:
    if not states:
        return "no State travels"
    return f"{count(states, 'State')} {'travels' if states == 1 else 'travel'}"


def _titled(name: str) -> Text:
    """An aim, or the must, as reports call it, with its name beside it."""
    return (f"{TITLES[name]} ", Marked(name, Mark.KEY))


def finding_items(verdict: Verdict, beside: Verdict | None) -> Iterator[Entry]:
    """The findings, musts first; of many on one aim, those that the other calendar lacks."""
    common = Counter((f.rule, f.case, f.amount) for f in beside.findings) if beside else Counter()

    def rank(finding: Finding) -> tuple[bool, int]:
        return (finding.rule, finding.case, finding.amount) in common, -finding.amount

    by_rule: dict[str, list[Finding]] = {}
    for finding in verdict.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        findings = sorted(findings, key=rank)
        shown = [finding for finding in findings[:MOST] if not rank(finding)[0]] or findings[:1]
        rest = findings[len(shown) :]
        sentences = [finding.sentence for finding in shown]
        if rest:
            amount = sum(finding.amount for finding in rest)
            more = f"{count(len(rest), 'other finding')}, in all {amount} ({rest[0].unit})"
            sentences.append(f"{more}; --json writes every one.")
        yield Entry(_titled(rule), sentences)
    if not by_rule:
        yield Entry("Nothing is found.")
