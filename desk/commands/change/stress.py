"""The command ``stress``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table

from desk.commands.options import LeadersFile, Quiet, ScenarioFile, Seed, TimeForAll, Workers
from desk.commands.searches import search_options
from desk.plots.canvas import check_plot
from desk.terminal.arguments import led_scenario, named_timetable
from desk.terminal.console import console, say, text_width
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_csv, check_places
from desk.terminal.progress import stepping
from desk.terminal.records import write_record
from scenarios.reading.files import write_text
from scenarios.studies.stress.disturbance import Disturbance, DisturbanceKind
from scenarios.studies.stress.impact import Impact, Outcome
from scenarios.studies.stress.result import COUNTS, Robustness, robustness_csv
from scenarios.studies.stress.run import stress_all
from scenarios.studies.stress.side_by_side import Difference, RobustnessComparison
from scheduler.errors import BadInput, InputProblem
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Week

MOST = 20
"""Rows that are shown; the CSV has them all."""

MOST_MOVES = 4
"""Parts that are said one by one in a row."""

TITLE = 30
"""Characters of a title in the table, at most."""


def stress(
    path: ScenarioFile,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="TIMETABLE...",
            show_default=False,
            help="Schedule CSVs, or names of candidates; several are laid side by side.",
        ),
    ],
    leaders: LeadersFile = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="stress.csv", help="Write a row for each disturbance to this CSV."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="stress.json", help="Write the whole result to this JSON file."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            metavar="stress.png",
            help="Draw how many disturbances cost how much (.png, .svg, .pdf).",
        ),
    ] = None,
    kind: Annotated[
        list[DisturbanceKind] | None,
        typer.Option(help="What goes wrong; may be repeated.  [default: everything]"),
    ] = None,
    time_limit: TimeForAll = 300.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Say what must move when one thing goes wrong.

    One at a time, each part overruns by 15 and by 30 minutes, each leader is missing for a day,
    and each room is lost for a day. Shows the weakest points first. Ctrl-C stops and keeps what is
    known.
    """
    reads = {"the scenario": path, "the leaders": leaders}
    reads |= {f"the timetable {name}": Path(name) for name in names}
    check_places(reads, {"the CSV file": csv, "the JSON file": json, "the plot": plot})
    check_csv(csv)
    check_plot(plot)
    scenario = led_scenario(path, leaders)
    timetables = _timetables(scenario, names)
    options, kinds = search_options(time_limit, workers, seed), frozenset(kind or DisturbanceKind)
    with stepping(quiet=quiet, what="disturbances") as watch:
        each = stress_all(scenario, timetables, options, watch, kinds=kinds)
    found = RobustnessComparison(found=each)
    written = list(_write(found, csv, json, plot))
    if not quiet:
        _say(scenario, found, csv)
        say(f"Written: {file}" for file in written)
    else:
        _say_breaches(found)
    return _code(found)


def _timetables(scenario: Scenario, names: Sequence[str]) -> dict[str, Timetable]:
    """The timetables by name, with every problem at once."""
    problems: list[InputProblem] = []
    timetables: dict[str, Timetable] = {}
    for given in names:
        name = given if given in scenario.candidates else Path(given).stem or given
        if name in timetables:
            what = f"another timetable is called “{name}” too; give one of them another name"
            problems.append(InputProblem(given, what))
            continue
        try:
            timetables[name] = named_timetable(scenario, given)
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    return timetables


def _code(found: RobustnessComparison) -> Exit:
    if len(found.legal) < len(found.found):
        return Exit.BREACHED
    impacts = [impact for one in found.found.values() for impact in one.impacts]
    settled = any(impact.outcome is not Outcome.NOT_SETTLED for impact in impacts)
    return Exit.FINE if settled or not impacts else Exit.NOTHING_FOUND


def _write(
    found: RobustnessComparison, csv: Path | None, json: Path | None, plot: Path | None
) -> Iterator[Path]:
    if csv is not None:
        write_text(csv, robustness_csv(found.legal.values()))
        yield csv
    if json is not None:
        write_record(json, {n: robustness_record(one) for n, one in found.found.items()})
        yield json
    if plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.robustness import plot_robustness

        write_plot(plot_robustness(found.found), plot)
        yield plot


def robustness_record(found: Robustness) -> dict[str, Any]:
    """How robust a timetable is, for other programs; ``disturbances`` has the rows of the CSV."""
    return {
        "legal": found.legal,
        "breaches": [finding.sentence for finding in found.verdict.breached],
        "counts": found.counts(),
        "untouched": found.untouched,
        "mean": found.mean,
        "most": found.most,
        "interrupted": found.interrupted,
        "seconds": round(found.seconds, 3),
        "points": [point._asdict() for point in found.points()],
        "disturbances": found.rows(),
    }


def _say_breaches(found: RobustnessComparison) -> None:
    for name, one in found.found.items():
        if not one.legal:
            say((f"{name}: {sentence}" for sentence in one.sentences()), err=True)


def _say(scenario: Scenario, found: RobustnessComparison, csv: Path | None) -> None:
    typer.echo(scenario.title or scenario.path.name)
    if len(found.found) == 1:
        [(name, one)] = found.found.items()
        _say_one(name, one, csv)
    else:
        _say_all(scenario, found, csv)
    if scenario.week.open_posts() and len(found.legal) < len(found.found):
        _echo(["Posts are open: name who takes them with --leaders."])


def _say_all(scenario: Scenario, found: RobustnessComparison, csv: Path | None) -> None:
    _show_side_by_side(found)
    _echo(found.sentences())
    _show_differences(scenario, found, csv)
    for name, one in found.found.items():
        typer.echo(f"\n{name}")
        _echo(chain(one.weakest(), one.left_open()) if one.legal else one.sentences(), "  ")


def _say_one(name: str, one: Robustness, csv: Path | None) -> None:
    typer.echo(name)
    if one.legal:
        _show_counts(one)
    _echo(one.remarks() if one.legal else one.sentences())
    _show_weakest(one, csv)


def _show_counts(one: Robustness) -> None:
    """How many disturbances of each kind cost how much."""
    kinds = [kind for kind in DisturbanceKind if any(one.counts(kind).values())]
    table = _table("", *(kind.value for kind in kinds), "all")
    for head in COUNTS:
        numbers = [one.counts(kind)[head] for kind in kinds]
        if sum(numbers):
            table.add_row(head, *map(str, numbers), str(sum(numbers)))
    _print(table)


def _show_weakest(one: Robustness, csv: Path | None) -> None:
    costly = [impact for impact in one.impacts if impact.outcome is not Outcome.ABSORBED]
    rows = _together(costly)
    if not rows:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("costs", overflow="fold", max_width=14)
    table.add_column("where", overflow="fold", ratio=1)
    table.add_column("what moves", overflow="fold", ratio=1)
    for impacts in rows[:MOST]:
        table.add_row(impacts[0].word(), _where(one, impacts), "; ".join(_moves(one, impacts)))
    typer.echo("\nThe weakest points first:")
    _print(table)
    _say_more(len(costly) - sum(map(len, rows[:MOST])), csv)


def _together(impacts: Iterable[Impact]) -> list[list[Impact]]:
    """The impacts; several leaders who are all needed on one day are one row."""
    rows: dict[object, list[Impact]] = {}
    for impact in impacts:
        one = impact.disturbance
        missing = one.kind is DisturbanceKind.LEADERS and impact.outcome is Outcome.NO_REPAIR
        rows.setdefault(one.day if missing else one.key, []).append(impact)
    return list(rows.values())


def _say_more(more: int, csv: Path | None) -> None:
    if more > 0:
        where = str(csv) if csv is not None else "the file that --csv writes"
        typer.echo(f"{count(more, 'further row')} in {where}.")


def _where(one: Robustness, impacts: Sequence[Impact]) -> str:
    """What goes wrong, with a short title."""
    disturbance, week = impacts[0].disturbance, one.scenario.week
    if len(impacts) > 1:
        who = week.whom(impact.disturbance.what for impact in impacts)
        return f"Any one of these is missing on {week.day_name(disturbance.day)}: {who}"
    name = _name(week, disturbance)
    if disturbance.kind is not DisturbanceKind.OVERRUNS:
        return name
    return f"{name}, {week.moment_name(disturbance.parts[0].begin)}"


def _name(week: Week, disturbance: Disturbance) -> str:
    """What goes wrong, with a short title."""
    overruns = disturbance.kind is DisturbanceKind.OVERRUNS
    return disturbance.name(week, _short(week, disturbance.what) if overruns else "")


def _moves(one: Robustness, impacts: Sequence[Impact]) -> Iterator[str]:
    """What moves; where there is no repair, what is struck, or stands in the way of an overrun."""
    first, week = impacts[0], one.scenario.week
    if first.outcome is Outcome.NO_REPAIR:
        if first.disturbance.kind is DisturbanceKind.OVERRUNS:
            yield first.struck[0]
            return
        struck = dict.fromkeys(
            _short(week, part.session) for impact in impacts for part in impact.disturbance.parts
        )
        yield f"struck: {'; '.join(struck)}"
        return
    moved = list(first.moved(week, lambda session: _short(week, session)))
    yield from moved[:MOST_MOVES]
    if len(moved) > MOST_MOVES:
        yield f"and {len(moved) - MOST_MOVES} more"


def _short(week: Week, session: str) -> str:
    return f"“{shorten(week.session[session].title, TITLE, placeholder=' …')}”"


def _show_side_by_side(found: RobustnessComparison) -> None:
    if not found.legal:
        return
    table = _table("", *found.legal)
    for head, row in found.table().items():
        if any(row.values()):
            table.add_row(head, *map(_number, row.values()))
    _print(table)


def _number(number: int | float | None) -> str:
    if number is None:
        return "–"
    return f"{number:.2f}" if isinstance(number, float) else str(number)


def _show_differences(scenario: Scenario, found: RobustnessComparison, csv: Path | None) -> None:
    differences = found.differences()
    if not differences:
        return
    table = _table("where they differ most", *found.legal, numbers=False)
    for difference in differences[:MOST]:
        name = _name(scenario.week, difference.disturbance)
        table.add_row(name, *_costs(difference))
    _print(table)
    _say_more(len(differences) - MOST, csv)


def _costs(difference: Difference) -> Iterator[str]:
    for impact in difference.impacts.values():
        yield "not touched" if impact is None else impact.word()


def _table(*heads: str, numbers: bool = True) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, head in enumerate(heads):
        right = numbers and place > 0
        table.add_column(str(head), justify="right" if right else "left", overflow="fold")
    return table


def _print(table: Table) -> None:
    console().print(table, width=text_width())


def _echo(sentences: Iterable[str], indent: str = "") -> None:
    for sentence in sentences:
        typer.echo(
            fill(sentence, text_width(), initial_indent=indent, subsequent_indent=indent + "  ")
        )
