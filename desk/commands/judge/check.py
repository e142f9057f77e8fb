"""The command ``check``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.records import verdict_record, write_record
from desk.terminal.tables import show_prices
from desk.terminal.timetables import led_scenario, named_timetable
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scheduler.judging.judge import Finding, Verdict


def judge_timetable(path: Path, name: str, leaders: Path | None, json: Path | None) -> Exit:
    """Judge a timetable and say every finding.

    Parameters
    ----------
    path
        The scenario file.
    name
        The timetable: a schedule CSV, or a candidate of the scenario.
    leaders
        Who takes the posts that the scenario leaves open.
    json
        Where to write the verdict as well.

    Raises
    ------
    BadInput
        Where a file cannot be used or written.
    """
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the JSON file": json},
    )
    scenario = led_scenario(path, leaders)
    verdict = scenario.judge(named_timetable(scenario, name))
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
