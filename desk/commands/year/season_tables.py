"""What the command ``season`` says of two calendars: tables and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich import box
from rich.table import Table

from desk.terminal.sentences import left_open
from scenarios.season.plan import in_order
from scheduler.season.judging import journeys, travellers
from scheduler.season.season import UNITS, Aim, Calendar, Season
from scheduler.solving.result import Status
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scheduler.judging.judge import Finding, Verdict
    from scheduler.season.result import SeasonResult

MOST = 5
"""Findings on one aim that are said in full."""

HEADINGS = {
    "held": "The calendar as held",
    "best": "The best calendar",
    "given": "The calendar given",
}


class Judged(NamedTuple):
    """A calendar and what the judge finds in it."""

    name: str
    calendar: Calendar
    verdict: Verdict


def season_status(result: SeasonResult) -> Iterator[str]:
    """What came of a solve, and how sure it is."""
    after = f"{', stopped by hand' if result.interrupted else ''} after {result.seconds:.1f} s"
    if result.status is Status.PROVEN:
        yield f"PROVEN{after}: no other calendar costs less in any tier."
    elif result.status is Status.FEASIBLE:
        yield f"FEASIBLE{after}: a calendar that is not proven to be the best."
        yield from left_open(result.tiers)
    else:
        yield f"UNKNOWN{after}: no calendar was found; give more time with --time-limit."


def calendars_table(season: Season, other: Judged | None) -> Table:
    """The meetings in the order in which they were held, and where they stand now."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("meeting", "city", "held", *([other.name, "moved by"] if other else [])):
        table.add_column(heading, overflow="fold")
    for meeting in in_order(season):
        was = str(meeting.held) if meeting.recorded else f"proposed: {meeting.held}"
        cells = [meeting.name, meeting.city, was]
        if other is not None:
            now = other.calendar[meeting.id]
            days = (now.first - meeting.held.first).days
            way = "later" if days > 0 else "earlier"
            moved = f"{count(abs(days), 'day')} {way}" if days else ""
            cells += [str(now), moved or ("fixed" if meeting.fixed else "")]
        table.add_row(*cells)
    return table


def costs_table(season: Season, both: list[Judged]) -> Table:
    """What each aim amounts to, the first tier first."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("aim", "tier", "unit", "weight", *(judged.name for judged in both)):
        words = heading in ("aim", "unit")
        table.add_column(heading, justify="left" if words else "right", overflow="fold")
    for aim in sorted(Aim, key=lambda aim: season.prices[aim].tier):
        price = season.prices[aim]
        amounts = (str(judged.verdict.amount(aim.value)) for judged in both)
        table.add_row(aim.value, str(price.tier), UNITS[aim], str(price.weight), *amounts)
    return table


def journey_sentences(season: Season, both: list[Judged]) -> Iterator[str]:
    """How many journeys are saved, and how many States save any."""
    if len(both) < 2:
        return
    counts = [
        {state: len(journeys(season, judged.calendar, state)) for state in travellers(season)}
        for judged in both
    ]
    before, after = (sum(one.values()) for one in counts)
    fewer = sum(counts[1][state] < counts[0][state] for state in counts[0])
    more = sum(counts[1][state] > counts[0][state] for state in counts[0])
    saved = f"{before - after} saved" if after <= before else f"{after - before} more"
    less, often = _who_travels(fewer), _who_travels(more)
    yield (
        f"Journeys of {count(len(counts[0]), 'State')} that come to meetings of several "
        f"instruments: {before} as held and {after} now, {saved}. "
        f"{less[0].upper()}{less[1:]} less often, and {often} more often."
    )


def _who_travels(states: int) -> str:
    if not states:
        return "no State travels"
    return f"{count(states, 'State')} {'travels' if states == 1 else 'travel'}"


def finding_sentences(verdict: Verdict, beside: Verdict | None) -> Iterator[str]:
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
        for finding in shown:
            yield f"  {rule}: {finding.sentence}"
        rest = findings[len(shown) :]
        if rest:
            amount = sum(finding.amount for finding in rest)
            more = count(len(rest), "other finding")
            yield f"  {rule}: {more}, in all {amount} ({rest[0].unit}); --json writes every one."
    if not by_rule:
        yield "  Nothing is found."
