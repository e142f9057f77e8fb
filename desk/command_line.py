"""The command line. Each command imports what it needs only once it runs."""

from __future__ import annotations

import os
import sys
from contextvars import copy_context
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from desk.kinds import Kind
from desk.plots.what import What
from desk.terminal.exit_codes import MEANINGS, Exit
from desk.terminal.failures import explain as explain_failure


class _Desk(TyperGroup):
    """Runs a command, and turns what goes wrong into words and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            # What a command plans to write concerns no other command.
            return copy_context().run(super().invoke, ctx)
        except KeyboardInterrupt:
            typer.echo("Stopped.", err=True)
            raise typer.Exit(Exit.STOPPED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(Exit.NOBODY_READS) from None
        except Exception as error:
            code = explain_failure(error)
            if code is None:
                raise
            raise typer.Exit(code) from None


app = typer.Typer(
    cls=_Desk,
    name="meeting-week",
    help="Plan one week of diplomatic meetings: solve it, judge any timetable, export it.",
    epilog=MEANINGS,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ScenarioPath = Annotated[
    Path, typer.Argument(metavar="SCENARIO", show_default=False, help="A scenario file (YAML).")
]

WorkersOption = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=64, help="Searches side by side.  [default: one for each core]"
    ),
]

SeedOption = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        max=2**31 - 1,
        help="Where chance begins; what is proven does not depend on it.",
    ),
]

QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing but problems.")]

TimeOption = Annotated[
    float, typer.Option(metavar="SECONDS", min=0.001, max=86_400, help="Time for the search.")
]

TimeForAllOption = Annotated[
    float, typer.Option(metavar="SECONDS", min=0.001, max=86_400, help="Time for all searches.")
]

LeadersOption = Annotated[
    Path | None,
    typer.Option(
        metavar="leaders.csv", help="Who takes the open posts, as 'solve --leaders' writes it."
    ),
]


TimetableName = Annotated[
    str,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule CSV, also one made by hand; or the name of one of the candidates.",
    ),
]

SessionOption = Annotated[
    str, typer.Option(metavar="SESSION", show_default=False, help="Its key, or its title.")
]

PartOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Which of its parts, in order of time, from 1."),
]

MinutesOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=1440, help="Its length there.  [default: as it is]"),
]


def main() -> None:
    """Run the command line, on terminals of any encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except Exception:
        import traceback

        traceback.print_exc()
        typer.echo("This is a defect of meeting-week; please report the lines above.", err=True)
        sys.exit(Exit.DEFECT)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"meeting-week {version('meeting-week')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


@app.command()
def solve(
    scenario: ScenarioPath,
    output: Annotated[
        Path | None,
        typer.Option(metavar="schedule.csv", help="Write the timetable to this schedule CSV."),
    ] = None,
    leaders: Annotated[
        Path | None,
        typer.Option(metavar="leaders.csv", help="Write who holds which post to this CSV file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="result.json", help="Write the whole result to this JSON file."),
    ] = None,
    time_limit: TimeOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Find the best timetable and prove it.

    Ctrl-C stops the search and keeps the best timetable so far.
    """
    from desk.commands.plan.solve import Order, carry_out

    order = Order(scenario, output, leaders, json, time_limit, workers, seed, quiet)
    raise typer.Exit(carry_out(order))


@app.command()
def explain(
    scenario: ScenarioPath,
    keep: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="A rule that is not to be given up; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="schedule.csv", help="Write the timetable of the least repair to this CSV."
        ),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="why.json", help="Write all of it to this JSON file."),
    ] = None,
    time_limit: TimeForAllOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Say why no timetable fits, and what is the least to give up."""
    from desk.commands.plan.explain import Order, carry_out

    order = Order(scenario, tuple(keep or ()), output, json, time_limit, workers, seed, quiet)
    raise typer.Exit(carry_out(order))


@app.command()
def alternatives(
    scenario: ScenarioPath,
    count: Annotated[
        int, typer.Option(metavar="N", min=1, max=100, help="Alternatives that are looked for.")
    ] = 5,
    within: Annotated[
        str,
        typer.Option(metavar="SHARE", help="What each tier may cost more than the best has there."),
    ] = "5%",
    differ: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=10_000,
            help="Places (session, day, sitting) that differ; a part that moves counts 2.",
        ),
    ] = 4,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a schedule CSV of each into this folder."),
    ] = None,
    time_limit: TimeForAllOption = 300.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Find timetables that are nearly as good as the best, and differ from it.

    Each comes with what it gives and takes. Ctrl-C stops and keeps what is found.
    """
    from desk.commands.plan.alternatives import Order, carry_out

    order = Order(scenario, count, within, differ, output, time_limit, workers, seed, quiet)
    raise typer.Exit(carry_out(order))


@app.command()
def tradeoffs(
    scenario: ScenarioPath,
    between: Annotated[
        str,
        typer.Option(
            metavar="RULES",
            show_default=False,
            help="Two or three preferences, as in give_wanted_time,shorten_stays.",
        ),
    ],
    points: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=2, max=1_000, help="So many points, spread evenly.  [default: all]"
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="What the other preferences may cost more than in the best timetable, in each "
            "tier, as in 10%.  [default: anything]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="front.csv", help="Write a row for each point to this CSV file."),
    ] = None,
    schedules: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a schedule CSV of each point into this folder."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="front.png", help="Draw the points (.png, .svg or .pdf)."),
    ] = None,
    time_limit: TimeForAllOption = 300.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Say what two or three preferences allow each other: less of one for more of another.

    Each point is a timetable that no other outdoes. Ctrl-C stops and keeps what is found.
    """
    from desk.commands.plan.tradeoffs import Order, carry_out

    order = Order(
        scenario,
        between,
        points,
        within,
        output,
        schedules,
        plot,
        time_limit,
        workers,
        seed,
        quiet,
    )
    raise typer.Exit(carry_out(order))


@app.command()
def leadership(
    scenario: ScenarioPath,
    team_sizes: Annotated[
        str,
        typer.Option(
            metavar="SIZES",
            help="Leaders of a committee, as in 2,3,4; or Co-Chairs and Co-Rapporteurs: 1+1,2+1.",
        ),
    ] = "2,3,4",
    output: Annotated[
        Path | None,
        typer.Option(metavar="teams.csv", help="Write a row for each size to this CSV file."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="teams.png", help="Draw the posts of each regional group."),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.001, max=86_400, help="Time for each size."),
    ] = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Study how many leaders a week needs: the same week with teams of several sizes.

    States of the scenario's pool take the posts; who leads and when they meet are settled together.
    """
    from desk.commands.review.leadership import Order, carry_out

    order = Order(scenario, team_sizes, output, plot, time_limit, workers, seed, quiet)
    raise typer.Exit(carry_out(order))


@app.command()
def check(
    scenario: ScenarioPath,
    timetable: TimetableName,
    leaders: LeadersOption = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="verdict.json", help="Write the verdict to this JSON file."),
    ] = None,
) -> None:
    """Judge any timetable, whoever made it.

    Every finding is a sentence, the musts first; then what the preferences cost.
    """
    from desk.commands.judge.check import judge_timetable

    raise typer.Exit(judge_timetable(scenario, timetable, leaders, json))


@app.command()
def why(
    scenario: ScenarioPath,
    timetable: TimetableName,
    session: SessionOption,
    at: Annotated[
        str,
        typer.Option(
            metavar="WHEN", show_default=False, help="As in '2011-06-23 10:00' or 'thursday 10:00'."
        ),
    ],
    room: Annotated[
        str | None,
        typer.Option(
            metavar="ROOM", help="By key or name.  [default: as now if it can be, else the best]"
        ),
    ] = None,
    part: PartOption = None,
    minutes: MinutesOption = None,
    leaders: LeadersOption = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="why.json", help="Write the answer to this JSON file."),
    ] = None,
) -> None:
    """Say why a session is not elsewhere: what stands against it, or what it costs there.

    Ends with 0 where it can be there, and with 1 where a must stands against it.
    """
    from desk.commands.judge.why import Order, answer

    order = Order(scenario, timetable, session, at, room, part, minutes, leaders, json)
    raise typer.Exit(answer(order))


@app.command()
def places(
    scenario: ScenarioPath,
    timetable: TimetableName,
    session: SessionOption,
    part: PartOption = None,
    minutes: MinutesOption = None,
    leaders: LeadersOption = None,
    all_rooms: Annotated[
        bool, typer.Option("--all-rooms", help="Show rooms that cost more, too.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every place, also those that cannot be.")
    ] = False,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="places.csv", help="Write a row for each place to this CSV file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="places.json", help="Write all places to this JSON file."),
    ] = None,
) -> None:
    """Show every place that a session could have, the best first, against where it is.

    Ends with 1 where no place keeps every must.
    """
    from desk.commands.judge.places import Order, show_places

    order = Order(
        scenario, timetable, session, part, minutes, leaders, all_rooms, everything, csv, json
    )
    raise typer.Exit(show_places(order))


@app.command()
def show(
    scenario: ScenarioPath,
    timetable: Annotated[
        str | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="A schedule CSV, or the name of one of the candidates.",
        ),
    ] = None,
    leaders: LeadersOption = None,
) -> None:
    """Show a timetable, or what is to be placed.

    With a timetable: the week as a grid. Without: its sittings, and the sessions to be placed.
    """
    from desk.commands.judge.show import show_timetable, show_week

    if timetable is None:
        show_week(scenario, leaders)
    else:
        show_timetable(scenario, timetable, leaders)


@app.command()
def compare(
    scenario: ScenarioPath,
    candidates: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CANDIDATE.csv",
            show_default=False,
            help="Further timetables: schedule CSV files, each called by the name of its file.",
        ),
    ] = None,
    solve: Annotated[
        bool,
        typer.Option("--solve/--no-solve", help="Whether the solved timetable is compared too."),
    ] = True,
    leaders: LeadersOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="comparison.html",
            help="Write it to a file: .html (with the weeks), .md, .txt, or .csv (the table).",
        ),
    ] = None,
    moves: Annotated[
        Path | None,
        typer.Option(metavar="moves.csv", help="Write what moved between every two to this CSV."),
    ] = None,
    findings: Annotated[
        Path | None,
        typer.Option(metavar="findings.csv", help="Write the findings that differ to this CSV."),
    ] = None,
    time_limit: TimeOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Compare timetables rule by rule, and say what moved.

    The candidates of the scenario, the files given, and the solved timetable. What each rule finds
    in each; which is better; what is new, dropped or moved; the findings that differ.
    """
    from desk.commands.compare.compare import Order, carry_out

    order = Order(
        scenario,
        tuple(candidates or ()),
        solve,
        leaders,
        output,
        moves,
        findings,
        time_limit,
        workers,
        seed,
        quiet,
    )
    raise typer.Exit(carry_out(order))


@app.command()
def replan(
    scenario: ScenarioPath,
    published: Annotated[
        str,
        typer.Argument(
            metavar="PUBLISHED.csv",
            show_default=False,
            help="The schedule CSV that has gone out, which is only read; or the name of one of "
            "the candidates.",
        ),
    ],
    change: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHANGE",
            help="What has changed: 'UGA away thursday', 'obasi closed thursday morning', "
            "'mine-clearance longer 30' (or shorter), 'ERI volunteers' (or withdraws), "
            "'stockpile-destruction dropped', 'interpretation teams 1', or a YAML file that is "
            "laid over the scenario; may be given several times.",
        ),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help="What began before it stays: '2011-06-22 13:00' or 'wednesday 13:00'.",
        ),
    ] = None,
    leaders: LeadersOption = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="schedule.csv", help="Write the new timetable to this schedule CSV."),
    ] = None,
    told: Annotated[
        Path | None,
        typer.Option(metavar="told.csv", help="Write who must be told of what to this CSV file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="replan.json", help="Write the whole result to this JSON file."),
    ] = None,
    freer: Annotated[
        bool,
        typer.Option(
            "--freer/--no-freer", help="Whether to say what moving more freely would gain."
        ),
    ] = True,
    steps: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=50, help="Also say what 1, 2 ... N changes more would gain."
        ),
    ] = 0,
    time_limit: TimeForAllOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Keep a published week as far as possible after something has changed.

    Of all weeks that keep every must, one in which the fewest parts change; among those, the best.
    Each change with its reason, and who must be told.
    """
    from desk.commands.change.replan import Order, carry_out

    order = Order(
        scenario,
        published,
        tuple(change or ()),
        now,
        leaders,
        output,
        told,
        json,
        freer,
        steps,
        time_limit,
        workers,
        seed,
        quiet,
    )
    raise typer.Exit(carry_out(order))


@app.command()
def plot(
    scenario: ScenarioPath,
    output: Annotated[
        Path,
        typer.Option(
            metavar="week.png", show_default=False, help="Where to write it: .png, .svg or .pdf."
        ),
    ],
    timetables: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="Schedule CSVs, or names of candidates; without any, the scenario is solved.",
        ),
    ] = None,
    what: Annotated[
        What | None,
        typer.Option(
            help="One week; candidates side by side (without any named: all of the scenario's and "
            "the solved one); or how long each State leads.  "
            "[default: the week, or candidates where several are named]",
        ),
    ] = None,
    leaders: LeadersOption = None,
    time_limit: TimeOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
) -> None:
    """Draw a week, several side by side, or the load of the leaders.

    Colours that people who confuse colours can tell apart, and hatching for print.
    """
    from desk.commands.judge.plot import Order, carry_out

    search = (time_limit, workers, seed)
    named = tuple(timetables or ())
    raise typer.Exit(carry_out(Order(scenario, named, output, what, leaders, *search)))


@app.command()
def season(
    season: Annotated[
        Path, typer.Argument(metavar="SEASON", show_default=False, help="A season file (YAML).")
    ],
    calendar: Annotated[
        Path | None,
        typer.Argument(
            metavar="CALENDAR.csv",
            show_default=False,
            help="A calendar to judge in place of solving: a CSV that this command wrote, or you.",
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
    time_limit: TimeOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Plan the meetings of related instruments in a year.

    The calendar as held is judged beside the best one. Ctrl-C keeps the best so far.
    """
    from desk.commands.year.season import Order, carry_out

    order = Order(season, calendar, output, json, plot, time_limit, workers, seed, quiet)
    raise typer.Exit(carry_out(order))


@app.command()
def synergy(
    scenario: ScenarioPath,
    timetable: Annotated[
        str | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="A schedule CSV, or the name of one of the candidates; without it, solve.",
        ),
    ] = None,
    leaders: LeadersOption = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="synergy.csv", help="Write every figure, with the States, as CSV."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="synergy.png", help="Draw the journeys (.png, .svg or .pdf)."),
    ] = None,
    days_apart: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            max=366,
            help="Free days between meetings for which a delegation stays.  "
            "[default: as in the scenario's rule save_trips, or else 2]",
        ),
    ] = None,
    states: Annotated[bool, typer.Option("--states", help="Name the States as well.")] = False,
    time_limit: TimeOption = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
) -> None:
    """Evaluate what related instruments could gain from each other.

    For each two instruments, by subject: States and leaders in common, sessions, and what the
    timetable makes of them. Decisions stay with each instrument.
    """
    from desk.commands.review.synergy import Order, carry_out

    search = (time_limit, workers, seed)
    order = Order(scenario, timetable, leaders, output, plot, days_apart, states, *search)
    raise typer.Exit(carry_out(order))


@app.command()
def recommendations(
    scenario: ScenarioPath,
    timetable: Annotated[
        str | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="A schedule CSV, or the name of one of the candidates; without it, it is solved.",
        ),
    ] = None,
    leaders: LeadersOption = None,
    team_sizes: Annotated[
        str | None,
        typer.Option(
            metavar="SIZES",
            help="Also study how many leaders the week needs, as in 2,3,4; see `leadership`.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="report.html", help="Write the report to this file: .html, .md or .txt."
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.001, max=86_400, help="Time for each search."),
    ] = 60.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Say how a timetable meets the nine recommendations of the Review.

    Each is met, partly met or not met, with the evidence; or the scenario cannot speak to it.
    """
    from desk.commands.review.recommendations import Order, report

    search = (time_limit, workers, seed, quiet)
    order = Order(scenario, timetable, leaders, team_sizes, output, *search)
    raise typer.Exit(report(order))


@app.command()
def sweep(
    scenario: ScenarioPath,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=64, help="Processes of this machine.  [default: this one alone]"
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="A Dask cluster that is already running: tcp://host:port."
        ),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option(
            metavar="results.sqlite",
            help="Keep what is found here, and go on from what is there.  "
            "[default: SCENARIO-sweep.sqlite in this folder]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="table.csv", help="Write the table: .csv, .md or .html."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="sweep.png", help="Draw what each variant costs."),
    ] = None,
    schedules: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the timetable of each variant here."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VARIANT",
            help="Solve this variant beside the scenario as it is; may be given several times.  "
            "[default: all variants]",
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0.001,
            max=86_400,
            help="For each variant, roughly: work is counted, so that every run finds the same.",
        ),
    ] = 60.0,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Solve all variants that a scenario lists, and lay them side by side.

    What is solved is kept as it comes. Ctrl-C stops; the same command goes on from there.
    """
    from desk.commands.compare.sweep import Order, carry_out

    order = Order(
        scenario,
        workers,
        scheduler,
        results,
        output,
        plot,
        schedules,
        tuple(only or ()),
        time_limit,
        seed,
        quiet,
    )
    raise typer.Exit(carry_out(order))


@app.command()
def stress(
    scenario: ScenarioPath,
    timetables: Annotated[
        list[str],
        typer.Argument(
            metavar="TIMETABLE...",
            show_default=False,
            help="Schedule CSVs, or names of candidates; several are laid side by side.",
        ),
    ],
    leaders: LeadersOption = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="stress.csv", help="Write a row for each disturbance to this CSV."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="stress.json", help="Write all of it to this JSON file."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="stress.png", help="Draw how much how many cost (.png, .svg, .pdf)."),
    ] = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            help="What is let go wrong; may be given several times.  [default: everything]"
        ),
    ] = None,
    time_limit: TimeForAllOption = 300.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Say how robust a timetable is: what must move when one thing goes wrong.

    Every part overruns by 15 and by 30 minutes, every leader is missing for a day, every room is
    lost for a day, one at a time. The weakest points first. Ctrl-C stops and keeps what is known.
    """
    from desk.commands.change.stress import Order, carry_out

    kinds, search = tuple(kind or ()), (time_limit, workers, seed, quiet)
    raise typer.Exit(
        carry_out(Order(scenario, tuple(timetables), leaders, csv, json, plot, kinds, *search))
    )


@app.command()
def rules(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="RULE", show_default=False, help="One rule, in full and with examples."
        ),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown.")] = False,
) -> None:
    """Show the catalogue of rules, or one rule."""
    from desk.commands.reference.rules import show_rules

    show_rules(name, markdown=markdown)


@app.command()
def schema(
    season: Annotated[bool, typer.Option("--season", help="Of season files instead.")] = False,
) -> None:
    """Print the JSON Schema of scenario files.

    Editors complete and check scenario files with it.
    """
    import json

    from scenarios.loading.json_schema import scenario_schema, season_schema

    typer.echo(json.dumps(season_schema() if season else scenario_schema(), indent=2))


@app.command()
def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", show_default=False, help="The file to write.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write a small scenario with comments, to begin from."""
    from desk.commands.plan.new import write_starter

    write_starter(path, force=force)


@app.command()
def doctor() -> None:
    """Look whether the program has all it needs."""
    from desk.commands.reference.doctor import examine

    raise typer.Exit(examine())
