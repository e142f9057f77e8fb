"""The command ``season``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from rich import box
from rich.table import Table

from desk.commands.options import Quiet, Seed, TimeLimit, Workers
from desk.commands.searches import search_options
from desk.plots.canvas import check_plot
from desk.terminal.console import console, say
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watched
from desk.terminal.records import verdict_record, write_record
from desk.terminal.sentences import left_open, tier_line
from scenarios import load_season
from scenarios.reading.files import write_text
from scenarios.season.calendar_csv import calendar_rows, calendar_text, read_calendar
from scenarios.season.plan import in_order
from scheduler.season.judging import journeys, travellers
from scheduler.season.season import UNITS, Aim, Calendar, Season
from scheduler.solving.result import Status
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scenarios.season.plan import SeasonPlan
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


class Answer(NamedTuple):
    """The calendar as held, the other one if there is any, and the search if there was one."""

    plan: SeasonPlan
    held: Judged
    other: Judged | None
    result: SeasonResult | None


def season(
    path: Annotated[
        Path, typer.Argument(metavar="SEASON", show_default=False, help="A season file (YAML).")
    ],
    calendar: Annotated[
        Path | None,
        typer.Argument(
            metavar="CALENDAR.csv",
            show_default=False,
            help="A calendar to judge instead of solving: a CSV, as this command writes it.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="season.csv", help="Write the best calendar to this CSV."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="season.json", help="Write both calendars and all findings."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="season.png", help="Draw both calendars (.png, .svg or .pdf)."),
    ] = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Plan the meetings of related instruments in a year.

    Judges the calendar as held beside the best one. Ctrl-C keeps the best so far.
    """
    check_places(
        {"the season": path, "the calendar": calendar},
        {"the calendar CSV": output, "the JSON file": json, "the plot": plot},
    )
    check_plot(plot)
    plan = load_season(path)
    held = Judged("held", plan.held, plan.judge())
    result, other = None, None
    if calendar is not None:
        given = read_calendar(calendar, plan.season)
        other = Judged("given", given, plan.judge(given))
    else:
        options = search_options(time_limit, workers, seed)
        result = watched(partial(plan.solve, options), quiet=quiet)
        if result is None:
            typer.echo("Stopped before any calendar was found.", err=True)
            return Exit.NOTHING_FOUND
        if result.calendar is not None and result.verdict is not None:
            other = Judged("best", result.calendar, result.verdict)
    answer = Answer(plan, held, other, result)
    written = list(_write(answer, output, json, plot))
    if not quiet:
        _say(answer)
        say(f"Written: {file}" for file in written)
    elif result is not None and other is None:
        say(season_status(result), err=True)
    if other is None:
        return Exit.NOTHING_FOUND
    return Exit.FINE if other.verdict.legal else Exit.BREACHED


def _write(
    answer: Answer, output: Path | None, json: Path | None, plot: Path | None
) -> Iterator[Path]:
    """Write the files that were asked for; a calendar only where there is one."""
    meetings, other = answer.plan.season, answer.other
    if output is not None and other is not None:
        write_text(output, calendar_text(meetings, other.calendar))
        yield output
    if json is not None:
        write_record(json, _record(answer))
        yield json
    if plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.season import plot_season

        if other is None:
            axes = plot_season(meetings)
        else:
            axes = plot_season(meetings, other.calendar, name=HEADINGS[other.name].lower())
        write_plot(axes, plot)
        yield plot


def _record(answer: Answer) -> dict[str, Any]:
    """Both calendars with their verdicts, and how the search went where there was one."""
    plan, result = answer.plan, answer.result
    record: dict[str, Any] = {"title": plan.title}
    if result is not None:
        record |= {
            "status": result.status.value,
            "interrupted": result.interrupted,
            "tiers": [tier.model_dump() for tier in result.tiers],
            "seconds": result.seconds,
            "provenance": result.provenance.model_dump(),
        }
    for judged in (answer.held, answer.other):
        if judged is not None:
            rows = calendar_rows(plan.season, judged.calendar)
            record[judged.name] = {"calendar": rows, **verdict_record(judged.verdict)}
    return record


def _say(answer: Answer) -> None:
    plan, held, other, result = answer
    typer.echo(plan.title or plan.path.name)
    if result is not None:
        say(season_status(result))
        say(tier_line(tier, "meetings") for tier in result.tiers)
    both = [held] if other is None else [held, other]
    console().print(calendars_table(plan.season, other))
    console().print(costs_table(plan.season, both))
    say(journey_sentences(plan.season, both))
    for judged, beside in ((held, other), (other, held)):
        if judged is not None:
            typer.echo(f"\n{HEADINGS[judged.name]}:")
            say(finding_sentences(judged.verdict, beside.verdict if beside else None))


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
