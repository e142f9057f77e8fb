"""A replanned week in words, folded to the width of the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from desk.terminal.console import folded
from desk.terminal.sentences import status_sentences, tier_line
from desk.terminal.tables import show_prices
from scenarios.reading.leadership_csv import say_leadership
from scenarios.studies.replanning import Freer, Replanned
from scenarios.studies.replanning.replanning import STAYING
from scheduler.solving.result import GIVEN_UP

if TYPE_CHECKING:
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.result import Result


def say_replanned(
    replanned: Replanned,
    changes: Iterable[str],
    explanation: Explanation | None = None,
    *,
    told: bool,
) -> None:
    """Say what changes in a published week, why, and who must be told.

    Parameters
    ----------
    changes
        What has changed in the scenario, in sentences.
    explanation
        Why the changed week is impossible.
    told
        Whether a table of those who must be told has been written.
    """
    scenario, result = replanned.scenario, replanned.result
    typer.echo(scenario.title or scenario.path.name)
    _echo(f"- {sentence}" for sentence in changes)
    if replanned.now is not None:
        when = replanned.words.moment_name(replanned.now)
        _echo([f"What began before {when} stays as it was."])
    typer.echo()
    _echo(status_sentences(result, explanation))
    _echo(tier_line(tier) for tier in result.tiers if tier.name != GIVEN_UP)
    if result.timetable is None or result.verdict is None:
        return
    _echo(["(Tier 1 counts the parts that change; the scenario's own tiers follow from tier 2.)"])
    if replanned.past_breaches:
        typer.echo(f"\n{replanned.heading_of_past}")
        _echo(f"- {finding.sentence}" for finding in replanned.past_breaches)
    typer.echo()
    if replanned.as_published:
        typer.echo(STAYING)
        _echo(f"- {sentence}" for sentence in replanned.say_staying())
        typer.echo()
    _echo(replanned.sentences())
    for number, move in enumerate(replanned.moves, 1):
        typer.echo()
        _echo([f"{number}. {move.sentence}"])
        _echo(f"   - {line}" for line in move.reason.brief(replanned.words))
    if replanned.moves:
        typer.echo("\nWho must be told:")
        _echo(f"  {line}" for line in replanned.say_who())
        if not told:
            typer.echo("  --told FILE.csv writes a row for each of them and each change.")
    if result.leadership.holders:
        typer.echo("\nWho takes the open posts (--leaders keeps those who took them):")
        _echo(f"  {line}" for line in say_leadership(replanned.words, result.leadership))
    if result.verdict.header:
        typer.echo(f"\n{result.verdict.header}")
    show_prices(scenario, result.verdict)


def say_freer(freer: Freer) -> None:
    """Say what moving more freely would buy."""
    _echo(["", *freer.sentences()])


def say_failure(result: Result, explanation: Explanation | None) -> None:
    """Say on the error stream why there is no week."""
    _echo(status_sentences(result, explanation), err=True)


def say_written(paths: Iterable[object]) -> None:
    """Say which files were written."""
    for path in paths:
        typer.echo(f"Written: {path}")


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines, folded to the width of the terminal."""
    for line in lines:
        typer.echo(folded(line), err=err)
