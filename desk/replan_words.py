"""A replanned week in words, folded to the width of the terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from desk.paper import text_width
from desk.tables import show_prices
from desk.wording import status_sentences, tier_line
from scenarios.leadership_csv import say_leadership
from scenarios.replanning import Freer, Replanned, Role
from scheduler.clock import count
from scheduler.result import GIVEN_UP
from scheduler.words import listed

if TYPE_CHECKING:
    from scheduler.explanation import Explanation
    from scheduler.result import Result

FEW = 12
"""So many delegations are named; of more, the number is said."""

_MARK = re.compile(r" *(?:- |\d+\. )?")
"""What stands before the words of a line: its indentation, and the mark of an item of a list."""

BREACHES = 8
"""So many breaches of the published week are said."""


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
        typer.echo("\nWhat is past breaks a must all the same, and cannot be mended:")
        _echo(f"- {finding.sentence}" for finding in replanned.past_breaches)
    typer.echo()
    if replanned.as_published:
        _echo(_as_published(replanned))
        typer.echo()
    _echo(replanned.sentences())
    for number, move in enumerate(replanned.moves, 1):
        typer.echo()
        _echo([f"{number}. {move.sentence}"])
        _echo(f"   - {line}" for line in move.reason.brief(replanned.words))
    if replanned.moves:
        typer.echo("\nWho must be told:")
        _echo(f"  {line}" for line in _told(replanned))
        if not told:
            typer.echo("  --told FILE.csv writes a row for each of them and each change.")
    if result.leadership.holders:
        typer.echo("\nWho takes the open posts (--leaders keeps those who took them):")
        _echo(f"  {line}" for line in say_leadership(replanned.words, result.leadership))
    if result.verdict.header:
        typer.echo(f"\n{result.verdict.header}")
    show_prices(scenario, result.verdict)


def _as_published(replanned: Replanned) -> Iterator[str]:
    """What staying as published would cost."""
    broken = replanned.as_published
    yield "Staying as published would break:"
    yield from (f"- {finding.sentence}" for finding in broken[:BREACHES])
    if len(broken) > BREACHES:
        yield f"- and {count(len(broken) - BREACHES, 'more such breach', 'more such breaches')}."


def _told(replanned: Replanned) -> Iterator[str]:
    """Whom to tell: those who lead by name, and of the many others how many they are."""
    concerned: dict[Role, dict[str, list[int]]] = {role: {} for role in Role}
    for one in replanned.told:
        concerned[one.role].setdefault(one.name, []).append(one.move + 1)
    total = len(replanned.moves)
    for role, does in ((Role.LEADER, " to lead"), (Role.INTERPRETERS, ""), (Role.ROOM, "")):
        alike: dict[tuple[int, ...], list[str]] = {}
        for name, numbers in concerned[role].items():
            alike.setdefault(tuple(numbers), []).append(name)
        for changes, names in alike.items():
            yield f"{listed(sorted(names))}{does}: {_changes(changes, total)}"
    for role, one_does, they_do in (
        (Role.SPEAKER, "speaks in", "speak in"),
        (Role.FOLLOWER, "follows", "follow"),
    ):
        names = sorted(concerned[role])
        if names:
            verb = one_does if len(names) == 1 else they_do
            who = f": {listed(names)}" if len(names) <= FEW else ""
            yield f"{count(len(names), 'delegation')} that {verb} what changes{who}"


def _changes(numbers: Sequence[int], total: int) -> str:
    if len(numbers) == total > 1:
        return "all changes"
    return f"{'change' if len(numbers) == 1 else 'changes'} {listed(map(str, numbers))}"


def say_freer(replanned: Replanned, freer: Freer) -> None:
    """Say what moving more freely would buy."""
    _echo(["", *_freedom(replanned, freer)])


def say_failure(result: Result, explanation: Explanation | None) -> None:
    """Say on the error stream why there is no week."""
    _echo(status_sentences(result, explanation), err=True)


def say_written(paths: Iterable[object]) -> None:
    """Say which files were written."""
    for path in paths:
        typer.echo(f"Written: {path}")


def _freedom(replanned: Replanned, freer: Freer) -> Iterator[str]:
    """What moving more freely would buy."""
    more = "Moving more freely" if freer.more is None else f"{count(freer.more, 'change')} more"
    if freer.result.timetable is None:
        yield f"{more}: what it would gain was not found in the time given."
        return
    if not freer.gains:
        proven = all(price.proven for price in freer.prices)
        sure = "" if proven else ", as far as was found in the time given"
        yield f"{more} would gain nothing{sure}."
        return
    parts = f"{freer.moves} of {count(len(replanned.ahead), 'part')}"
    best = "the best there is" if freer.more is None else "better"
    yield f"With {parts} changed, and not with fewer, the week could be {best}:"
    for price in freer.prices:
        sure = "" if price.proven else ", not proven"
        less = price.kept - price.free
        said = f"{abs(less)} {'less' if less > 0 else 'more'}" if less else "the same"
        yield f"  {price.tier}: {price.free} instead of {price.kept} ({said}{sure})"


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines, folded to the width of the terminal; what is folded stands below its words."""
    for line in lines:
        mark = _MARK.match(line)
        folded = textwrap.fill(
            line,
            text_width(),
            subsequent_indent=" " * (mark.end() if mark else 0),
            break_on_hyphens=False,
            break_long_words=False,
        )
        typer.echo(folded, err=err)
