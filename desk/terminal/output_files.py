"""Where a command writes: looked at before it does any work; and folders of schedules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.exchange.leadership_csv import leadership_text
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.reading.files import check_place, is_folder, plan, write_text
from scenarios.reading.input_problems import InputProblems
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.solving.result import Result


def check_places(reads: Mapping[str, str | Path | None], writes: Mapping[str, Path | None]) -> None:
    """Refuse places that cannot be written to, and those that are read or written already.

    What the scenario itself leads to, such as its table, is not known yet: see
    `scenarios.reading.files`.

    Parameters
    ----------
    reads, writes
        Files by what they are, for the message: ``the scenario``; None where there is none.

    Raises
    ------
    BadInput
        With every place that will not do.
    """
    taken = {realpath(path): what for what, path in reads.items() if path is not None}
    problems = InputProblems()
    plan(None)
    for what, path in writes.items():
        if path is None:
            continue
        place = realpath(path)
        if place in taken:
            problems.note(str(path), f"this is {taken[place]}; choose another place")
        taken[place] = what
        plan(path, what)
        problems.include(check_place(path))
    problems.finish()


def check_csv(path: Path | None) -> None:
    """Refuse a place for a table whose name says that it is something else.

    Raises
    ------
    BadInput
        Where it does not end in ``.csv``.
    """
    if path is not None and path.suffix.lower() not in (".csv", ""):
        raise BadInput.at(str(path), "the table is CSV; give it a name that ends in .csv")


def check_folder(folder: Path | None) -> None:
    """Refuse a folder that cannot be written to; one that is not there is made later.

    Raises
    ------
    BadInput
        Where it will not do.
    """
    if folder is None:
        return
    problems = InputProblems()
    if folder.exists() and not is_folder(folder):
        problems.note(str(folder), "this is a file; give a folder for the schedules")
    else:
        problems.include(check_place(folder / "schedule.csv" if is_folder(folder) else folder))
    problems.finish()


def result_schedule(scenario: Scenario, result: Result) -> str | None:
    """The timetable of a result as a schedule CSV, where there is one."""
    if result.timetable is None:
        return None
    return schedule_text(scenario.week.with_leaders(result.leadership), result.timetable)


def result_leaders(scenario: Scenario, result: Result) -> str | None:
    """Who holds which post as a CSV, where there is a timetable."""
    return leadership_text(scenario.week, result.leadership) if result.timetable else None


def write_schedules(
    folder: Path, scenario: Scenario, results: Mapping[str, Result]
) -> Iterator[Path]:
    """Write the schedule of each result under its name, ``alternative 1`` as ``alternative-1.csv``.

    Where the scenario leaves posts open, who takes them stands beside it, as
    ``alternative-1-leaders.csv``. Other files in the folder stay as they are.
    """
    make_folder(folder)
    for name, result in results.items():
        stem = name.replace(" ", "-")
        files = {f"{stem}.csv": result_schedule(scenario, result)}
        if scenario.week.open_posts():
            files[f"{stem}-leaders.csv"] = result_leaders(scenario, result)
        for file, text in files.items():
            if text is not None:
                write_text(folder / file, text)
                yield folder / file


def left_over(folder: Path, kind: str, written: Sequence[Path]) -> list[Path]:
    """Schedules of an earlier run, that this one did not replace: ``alternative-7.csv``."""
    return sorted(set(folder.glob(f"{kind}-[0-9]*.csv")) - set(written))


def make_folder(folder: Path) -> None:
    """Make a folder, if it is not there.

    Raises
    ------
    BadInput
        Where it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        what = f"the folder cannot be made ({error.strerror})"
        raise BadInput.at(str(folder), what) from None
