"""The command ``replan``."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from desk.commands.change.replan_words import say_failure, say_freer, say_replanned, say_written
from desk.commands.plan.solve import CODES, explain_shortly
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from desk.terminal.records import explanation_record, result_record, write_record
from scenarios import load_scenario, schedule_text
from scenarios.exchange.schedule_csv import Published, read_published
from scenarios.reading.csv_file import csv_text
from scenarios.reading.files import write_text
from scenarios.reading.leadership_csv import read_leadership
from scenarios.studies.replanning import Freer, Replanned, move_freely, replan
from scenarios.studies.replanning.changes import Changed, change_scenario, patches_among
from scenarios.studies.replanning.publishing import parse_moment
from scenarios.studies.replanning.replanning import TOLD_COLUMNS
from scheduler.errors import BadInput, InputProblem
from scheduler.week.leadership import Leadership

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.solving import Options
    from scheduler.week.week import Week

LEAST_TIME = 1.0
"""Seconds that the search for a freer week has at least."""


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    published: str
    changes: tuple[str, ...]
    now: str | None
    leaders: Path | None
    output: Path | None
    told: Path | None
    json: Path | None
    freer: bool
    steps: int
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


class Case(NamedTuple):
    """What is to be replanned."""

    before: Scenario
    changed: Changed
    published: Published
    now: int | None

    @property
    def known(self) -> Week:
        """The week before the change, with what the published file alone knows."""
        week = self.before.week
        gone = (session for session in self.published.gone if session.id not in week.session)
        return week.model_copy(update={"sessions": (*week.sessions, *gone)})


def carry_out(order: Order) -> Exit:
    """Replan a published week, write what was asked for, and say what changes and why.

    Raises
    ------
    BadInput
        With everything that cannot be used; nothing is solved then.
    """
    case = _read(order)
    with _stopping(), watching(quiet=order.quiet) as watch:
        replanned = replan(
            case.changed.scenario,
            case.published.timetable,
            case.now,
            _options(order, order.time_limit),
            watch,
            known=case.known,
        )
    explanation = _explain(replanned, order)
    written = list(_write(replanned, order))
    if not order.quiet:
        told = order.told is not None
        say_replanned(replanned, case.changed.sentences, explanation, told=told)
    elif replanned.result.timetable is None:
        say_failure(replanned.result, explanation)
    freer = []
    for found in _freer(replanned, order):
        freer.append(found)
        if not order.quiet:
            say_freer(found)
    if order.json is not None:
        record = _record(case, replanned, freer)
        if explanation is not None:
            record["explanation"] = explanation_record(replanned.scenario, explanation)
        write_record(order.json, record)
        written.append(order.json)
    if not order.quiet:
        say_written(written)
    return CODES[replanned.result.status]


@contextmanager
def _stopping() -> Iterator[None]:
    """End as a search does that is stopped before it found anything."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("Stopped before any timetable was found.", err=True)
        raise typer.Exit(Exit.NOTHING_FOUND) from None


def _options(order: Order, seconds: float) -> Options:
    from scheduler.solving.solving import Options

    return Options(time_limit=seconds, workers=order.workers, seed=order.seed)


def _explain(replanned: Replanned, order: Order) -> Explanation | None:
    """Why the changed week is impossible.

    Where the past has broken a must for good, the search itself names the rules that clash beside
    that: the explanation would begin with what cannot be mended.
    """
    if replanned.lost:
        return None
    options = _options(order, order.time_limit)
    return explain_shortly(replanned.scenario, replanned.result, options, quiet=order.quiet)


# Reading and writing


def _read(order: Order) -> Case:
    reads: dict[str, str | Path | None] = {
        "the scenario": order.scenario,
        "the published timetable": order.published,
        "the leaders": order.leaders,
    }
    reads |= {f"the change {path}": path for path in patches_among(order.changes)}
    writes = {
        "the schedule CSV": order.output,
        "the CSV of those to be told": order.told,
        "the JSON file": order.json,
    }
    check_places(reads, writes)
    before, leadership = load_scenario(order.scenario), Leadership()
    if order.leaders is not None:
        leadership = read_leadership(order.leaders, before.week)
    before = before.with_leaders(leadership)
    problems: list[InputProblem] = []
    changed = Changed(before, ())
    try:
        changed = change_scenario(before, order.changes, leadership)
    except BadInput as error:
        problems += error.problems
    now, published = None, None
    try:
        now = None if order.now is None else parse_moment(before.week, order.now, "--now")
    except BadInput as error:
        problems += error.problems
    try:
        published = _published(changed.scenario, order.published)
    except BadInput as error:
        problems += error.problems
    if problems or published is None:
        raise BadInput(problems)
    return Case(before, changed, published, now)


def _published(scenario: Scenario, name: str) -> Published:
    """The timetable that a person names: a candidate of the scenario, or a file."""
    return read_published(scenario.candidates.get(name, Path(name)), scenario.week)


def _write(replanned: Replanned, order: Order) -> Iterator[Path]:
    timetable = replanned.result.timetable
    if order.output is not None and timetable is not None:
        write_text(order.output, schedule_text(replanned.led.week, timetable))
        yield order.output
    if order.told is not None and timetable is not None:
        rows = (tuple(row.values()) for row in replanned.told_records())
        write_text(order.told, csv_text(TOLD_COLUMNS, rows))
        yield order.told


def _record(case: Case, replanned: Replanned, freer: Sequence[Freer]) -> dict[str, Any]:
    result = replanned.result
    moves = [
        {
            **row,
            "why": move.reason.why.value,
            "reasons": list(move.reason.sentences),
            "makes_room_for": list(move.reason.makes_room_for),
        }
        for row, move in zip(replanned.records(), replanned.moves, strict=True)
    ]
    return {
        **result_record(replanned.scenario, result),
        "changes": list(case.changed.sentences),
        "now": None if case.now is None else _moment(replanned, case.now),
        "parts": len(replanned.ahead),
        "fewest": replanned.fewest,
        "moves": moves,
        "told": [
            {"who": one.who, "name": one.name, "role": one.role.value, "move": one.move}
            for one in replanned.told
        ],
        "as_published": [finding.model_dump() for finding in replanned.as_published],
        "freer": [_freer_record(found) for found in freer],
    }


def _freer_record(freer: Freer) -> dict[str, Any]:
    return {
        "status": freer.result.status.value,
        "more": freer.more,
        "moves": freer.moves,
        "tiers": [price._asdict() for price in freer.prices],
    }


def _moment(replanned: Replanned, moment: int) -> str:
    from scenarios.studies.replanning.publishing import moment_of

    return f"{moment_of(replanned.scenario.week, moment):%Y-%m-%d %H:%M}"


def _freer(replanned: Replanned, order: Order) -> Iterator[Freer]:
    """What one change more would gain, then two, and in the end any number of them."""
    if replanned.result.timetable is None or replanned.result.interrupted:
        return
    until = time.perf_counter() + max(LEAST_TIME, order.time_limit - replanned.result.seconds)
    for more in (*range(1, order.steps + 1), *([None] if order.freer else [])):
        left = max(LEAST_TIME, until - time.perf_counter())
        try:
            with watching(quiet=order.quiet) as watch:
                found = move_freely(replanned, _options(order, left), watch, more=more)
        except KeyboardInterrupt:
            return
        if found is None or found.result.interrupted:
            return
        yield found
