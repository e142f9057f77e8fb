"""The command ``check``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import LeadersFile, ScenarioFile, TimetableName
from desk.terminal.arguments import led_scenario
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.records import verdict_record, write_record
from desk.terminal.tables import show_prices
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scheduler.judging.judge import Finding, Verdict


def check(
    path: ScenarioFile,
    name: TimetableName,
    leaders: LeadersFile = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="verdict.json", help="Write the verdict to this JSON file."),
    ] = None,
) -> Exit:
    """Judge any timetable, whoever made it.

    Says every finding in a sentence, musts first, and then what the preferences cost.
    """
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the JSON file": json},
    )
    scenario = led_scenario(path, leaders)
    verdict = scenario.judge(scenario.candidate(name))
    if json is not None:
        write_record(json, verdict_record(verdict))
    typer.echo(f"{name}, judged by {scenario.path.name}: {scenario.title}")
    _say(verdict)
    show_prices(scenario, verdict)
    return Exit.FINE if verdict.legal else Exit.BREACHED


def _say(verdict: Verdict) -> None:
    if verdict.header:
        typer.echo(verdict.header)
    if verdict.legal:
        typer.echo("Every must is kept.")
    else:
        number = len(verdict.breached)
        typer.echo(f"{count(number, 'breach of a must', 'breaches of musts')}:")
        _list(verdict.breached)
    for tier in verdict.tiers:
        findings = [finding for finding in verdict.findings if finding.tier == tier]
        typer.echo(f"\nTier {tier} costs {verdict.cost(tier)}{':' if findings else '.'}")
        _list(findings)


def _list(findings: Iterable[Finding]) -> None:
    for finding in findings:
        typer.echo(f"  {finding.rule}: {finding.sentence}")
