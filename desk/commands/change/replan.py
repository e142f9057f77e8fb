"""The command ``replan``."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from desk.commands.groups import with_groups
from desk.commands.options import (
    LeadersFile,
    Quiet,
    ScenarioFile,
    Seed,
    TimeForAll,
    Workers,
    leaders_for,
    writes_csv,
)
from desk.commands.publishing import (
    is_revision,
    letters,
    publish_replanned,
    published_name,
    revisions_folder,
    say_doubts,
)
from desk.commands.searches import (
    code_of,
    explain_shortly,
    not_stopped,
    say_counted,
    search_options,
)
from desk.commands.writing import writing
from desk.terminal.console import say, show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import (
    CSV,
    JSON,
    YAML,
    Wanted,
    check_places,
    nearest_beside,
    result_schedule,
)
from desk.terminal.progress import watched
from desk.terminal.records import result_record
from desk.terminal.sentences import remedies, status_sentences
from desk.terminal.tables import show_prices
from scenarios.exchange.csv_text import rows_text
from scenarios.exchange.leadership_csv import read_leadership
from scenarios.loading.loading import load_scenario
from scenarios.loading.workbook.converting import as_file
from scenarios.reading.revision_folders import leaders_file
from scenarios.studies.replanning.case import ReplanCase, read_case
from scenarios.studies.replanning.move_freely import FreeMove, move_freely
from scenarios.studies.replanning.patches import patches_among
from scenarios.studies.replanning.publishing import moment_of
from scenarios.studies.replanning.result import TOLD_COLUMNS, Replanned
from scenarios.studies.replanning.run import replan as replan_week
from scheduler.document.document import Document
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.solving import Options

LETTERS = ".txt"
"""How the name of a file ends in which a paragraph stands for each of those to be told."""

TOLD = (*CSV, LETTERS)

LEAST_TIME = 1.0
"""Seconds that the search for a freer week has at least."""


class Past(NamedTuple):
    """What has begun, and what goes by another key since."""

    now: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help="What began before it stays: '2011-06-22 13:00' or 'wednesday 13:00'.",
        ),
    ] = None
    same: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OLD=NEW",
            help="A session or room of the published schedule that has another key now; 'OLD=' "
            "where it is gone; may be repeated.",
        ),
    ] = None


class Publishing(NamedTuple):
    """Whether the result is published, and what is said of it."""

    publish: Annotated[
        bool,
        typer.Option(
            "--publish",
            help="Publish what is found, with the changes in its scenario, as the next revision in "
            "the folder that SCENARIO names.",
        ),
    ] = False
    note: Annotated[
        str, typer.Option(metavar="TEXT", help="What is to be said of the revision.")
    ] = ""


class Freedom(NamedTuple):
    """How far it is weighed what more changes would gain."""

    freer: Annotated[
        bool,
        typer.Option(
            "--freer/--no-freer", help="Whether to say what moving more freely would gain."
        ),
    ] = True
    steps: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=50, help="Also say what 1, 2 ... N more changes would gain."
        ),
    ] = 0


@writes_csv
@with_groups
def replan(
    path: ScenarioFile,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="PUBLISHED.csv",
            show_default=False,
            help="The schedule CSV that was published (only read), or the name of a candidate; "
            "without it, the schedule of the revision that SCENARIO names.",
        ),
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHANGE",
            help="What has changed, in words: 'UGA away thursday', 'obasi closed thursday "
            "morning', 'friday ends 17:00', 'mine-clearance longer 30', 'move opening to tuesday "
            "15:00', 'ECU leads instead of PER', \"add side event 'Launch' 60 minutes at lunch "
            'led by NOR" and more (all stand in the guide); or a YAML file that is laid over the '
            "scenario; may be repeated.",
        ),
    ] = None,
    leaders: LeadersFile = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="schedule.csv",
            help="Write the new timetable to this file, .csv or .xlsx; where none keeps every "
            "must, the nearest one, beside it, to schedule.nearest.csv.",
        ),
    ] = None,
    save_scenario: Annotated[
        Path | None,
        typer.Option(
            metavar="scenario.yaml",
            help="Write the scenario with the changes in it to this file (.yaml or .xlsx): use it "
            "from then on.",
        ),
    ] = None,
    *,
    past: Past,
    publishing: Publishing,
    told: Annotated[
        Path | None,
        typer.Option(
            metavar="told.csv",
            help="Write who must be told of what to this file: a row for each and each change, or, "
            "in told.txt, told.fr.txt or told.es.txt, a paragraph for each that can be mailed.",
        ),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="replan.json", help="Write the whole result to this JSON file."),
    ] = None,
    freedom: Freedom,
    time_limit: TimeForAll = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Keep a published week as far as possible after a change.

    Of the weeks that keep every must, it finds those that change the fewest parts, and takes the
    best. It says why each part changes, and who must be told. Where it finds none and proves none
    impossible, it gives the nearest week, says what it breaks, and ends with exit code 1.
    """
    changes = tuple(change or ())
    folder = _folder(path, publishing)
    if name is None:
        name = published_name(path)
    leaders = leaders or leaders_file(path)
    reads: dict[str, str | Path | None] = {
        "the scenario": path,
        "the published timetable": name,
        "the leaders": leaders,
    }
    reads |= {f"the change {patch}": patch for patch in patches_among(changes)}
    near = nearest_beside(output)
    writes = {
        "the schedule": Wanted(output, CSV),
        "the schedule of the nearest week": Wanted(near, CSV),
        "the changed scenario": Wanted(save_scenario, (*YAML, ".xlsx")),
        "the table of those to be told": Wanted(told, TOLD),
        "the JSON file": Wanted(json, JSON),
    }
    check_places(reads, writes)
    case = _read(path, name, changes, past, leaders)
    # Of what is past, the search finds out first what is lost: no count rests on that.
    counted = case.now is None and say_counted(case.scenario, quiet=quiet)
    options = search_options(time_limit, workers, seed)
    replanned = not_stopped(watched(partial(replan_week, case, options), quiet=quiet))
    explanation = None
    if not replanned.lost:
        # Where the past has broken a must for good, an explanation would begin with what cannot
        # be mended; the search itself names the rules that clash beside it.
        explanation = explain_shortly(replanned.scenario, replanned.result, options, quiet=quiet)
    found, nearest = replanned.result.timetable, replanned.nearest
    files = (
        (output, lambda: result_schedule(replanned.scenario, replanned.result)),
        (near, lambda: None if nearest is None else nearest.schedule(replanned.scenario.venue)),
        (save_scenario, lambda: _saved(replanned, save_scenario or path)),
        (told, lambda: None if found is None else _told(case, replanned, told)),
    )
    gains: list[FreeMove] = []
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            # Where something was counted, the title stands above that.
            show(Document("", replanned.document().blocks) if counted else replanned)
            _say_more(replanned, explanation, told=told is not None, counted=counted)
        else:
            kept = save_scenario or folder or not output
            _say_quietly(replanned, explanation, None if kept else path)
        if folder is not None and found is not None:
            revision = publish_replanned(replanned, folder, publishing.note, name)
            say(say_doubts(revision), err=True)
            say([f"Published: {revision.folder}"] if written.loud else [])
        for gain in _freer(replanned, freedom, options, quiet=quiet):
            gains.append(gain)
            if written.loud:
                tell()
                show(gain)
        if written.loud and found is not None:
            say(["", *_say_next(path, output, save_scenario, folder, replanned)])
        if found is None:
            say(_not_written(folder, output, told), err=True)
        with writing((json, lambda: _record(replanned, gains, explanation)), quiet=True) as last:
            written.files.extend(last.files)
    return _code(replanned)


def _folder(path: Path, publishing: Publishing) -> Path | None:
    """Where the next revision will lie; None where none is asked for."""
    if publishing.publish:
        return revisions_folder(path, "--publish")
    if publishing.note:
        what = "a note is said of a revision; give --publish as well, or leave the note out"
        raise BadInput.at("--note", what)
    return None


def _saved(replanned: Replanned, target: Path) -> str | bytes:
    """The scenario with the changes in it, as a scenario file or as a workbook."""
    return as_file(replanned.scenario_text(target), target)


def _told(case: ReplanCase, replanned: Replanned, path: Path | None) -> str:
    """Who is told of what, in the form that the ending of the file's name asks for."""
    if path is None or path.suffix.lower() != LETTERS:
        return rows_text(replanned.told_rows(), TOLD_COLUMNS)
    return letters(case, replanned, Path(path.stem).suffix.removeprefix(".") or "en")


def _code(replanned: Replanned) -> Exit:
    """How it ends: where nothing is settled, with what the nearest week breaks."""
    code = code_of(replanned.result)
    near = code is Exit.NOTHING_FOUND and replanned.nearest is not None
    return Exit.BREACHED if near else code


def _not_written(folder: Path | None, *paths: Path | None) -> Iterator[str]:
    """That a new week is neither written nor published where none keeps every must."""
    what = ", as no timetable was found that keeps every must"
    yield from (f"Not written{what}: {path}" for path in filter(None, paths))
    if folder is not None:
        yield f"Not published{what}: {folder}"


def _read(
    path: Path, name: str, changes: Sequence[str], past: Past, leaders: Path | None
) -> ReplanCase:
    before = load_scenario(path)
    leaders = leaders_for(before, leaders, [name])
    leadership = None if leaders is None else read_leadership(leaders, before.week)
    if leadership is not None:
        before = before.with_leaders(leadership)
    same = past.same or ()
    return read_case(before, name, changes, past.now, leadership, same=same, option="--now")


def _record(
    replanned: Replanned, freer: Sequence[FreeMove], explanation: Explanation | None
) -> dict[str, Any]:
    result, now = replanned.result, replanned.now
    parts, rows = len(replanned.moves), replanned.rows()
    moves = [
        {
            **row,
            "why": move.reason.why.value,
            "reasons": list(move.reason.sentences),
            "makes_room_for": list(move.reason.makes_room_for),
        }
        for row, move in zip(rows[:parts], replanned.moves, strict=True)
    ]
    speakers = [
        {**row, "who": one.move.speaker, "reasons": list(one.reason)}
        for row, one in zip(rows[parts:], replanned.speaking, strict=True)
    ]
    return {
        **result_record(replanned.scenario, result, explanation),
        "changes": list(replanned.changes),
        "now": None if now is None else f"{moment_of(replanned.words, now):%Y-%m-%d %H:%M}",
        "parts": len(replanned.ahead),
        "fewest": replanned.fewest,
        "contradictions": [finding.model_dump() for finding in replanned.contradictions],
        "moves": moves,
        "speakers": speakers,
        "told": [one._asdict() for one in replanned.told],
        "as_published": [finding.model_dump() for finding in replanned.as_published],
        "nearest": None if replanned.nearest is None else replanned.nearest.record(),
        "freer": [found.record() for found in freer],
    }


def _freer(
    replanned: Replanned, freedom: Freedom, options: Options, *, quiet: bool
) -> Iterator[FreeMove]:
    """What one change more would gain, then two, and in the end any number of them."""
    if replanned.result.timetable is None or replanned.result.interrupted:
        return
    until = time.perf_counter() + max(LEAST_TIME, options.time_limit - replanned.result.seconds)
    for more in (*range(1, freedom.steps + 1), *([None] if freedom.freer else [])):
        left = max(LEAST_TIME, until - time.perf_counter())
        rest = options.model_copy(update={"time_limit": left})
        found = watched(partial(move_freely, replanned, rest, more=more), quiet=quiet)
        if found is None or found.result.interrupted:
            return
        yield found


def _say_next(
    path: Path,
    output: Path | None,
    saved: Path | None,
    folder: Path | None,
    replanned: Replanned,
) -> Iterator[str]:
    """What to do now: where the changes are, and how the week is sent out."""
    if folder is not None:
        yield (
            f"The changes are in the scenario of this revision, and the next replan of {folder} "
            "begins from it."
        )
        return
    revision = is_revision(path)
    if replanned.changes:
        yield _say_what_to_use(path, saved)
    if revision and not (saved or output):
        yield "To send it out: the same command with --publish makes it the next revision."
    elif output and (saved or not replanned.changes):
        yield (
            f"To send it out: meeting-week publish {saved or path} {output} --to "
            f"{path if revision else 'FOLDER'}"
        )
    elif not revision:
        yield (
            "To send it out: write it with --output schedule.csv, and then meeting-week publish "
            "SCENARIO schedule.csv --to FOLDER"
        )


def _say_what_to_use(path: Path, saved: Path | None) -> str:
    """From which scenario the next change has to begin."""
    if saved is not None:
        return (
            f"From now on use {saved} in place of {path.name}: it has these changes in it, and the "
            "next replan begins from it."
        )
    also = ", and --publish makes the next revision of it" if is_revision(path) else ""
    return (
        f"{path.name} has none of these changes in it, and the next replan would take them back: "
        f"--save-scenario FILE.yaml writes a scenario that has them{also}. Use it from then on."
    )


def _say_quietly(replanned: Replanned, explanation: Explanation | None, path: Path | None) -> None:
    """Say what is wrong where nothing else is said.

    Parameters
    ----------
    path
        The scenario, where a schedule is written that its next replan would take back.
    """
    say(replanned.say_contradictions(), err=True)
    if replanned.result.timetable is None:
        say(status_sentences(replanned.result, explanation), err=True)
        if replanned.nearest is not None:
            say(islice(replanned.nearest.sentences(), 1), err=True)
    elif path is not None and replanned.changes:
        say([_say_what_to_use(path, None)], err=True)


def _say_more(
    replanned: Replanned, explanation: Explanation | None, *, told: bool, counted: bool
) -> None:
    """Say why nothing was found and what to try, or what the week costs; counts are said once."""
    verdict = replanned.result.verdict
    say(remedies(replanned.result, explanation, counted=counted))
    if replanned.told and not told:
        tell(
            "\n--told FILE.csv writes a row for each of those to be told and each change; --told "
            "FILE.txt a paragraph for each of them that can be mailed."
        )
    if verdict is not None:
        if verdict.header:
            tell(f"\n{verdict.header}")
        show_prices(replanned.scenario, verdict)
