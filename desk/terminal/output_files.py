"""Where a command writes: looked at before it does any work; and folders of schedules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scenarios.exchange.leadership_csv import leadership_text
from scenarios.exchange.schedule_workbook import Schedule, schedules_workbook
from scenarios.exchange.speakers import speakers_list
from scenarios.exchange.writing import check_ending, check_place
from scenarios.reading.files import is_file, is_folder, marks, plan
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.office import need_office
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.solving.result import Result


CSV, JSON, YAML = (".csv", ".xlsx", ""), (".json",), (".yaml", ".yml")
PLOT = (".png", ".svg", ".pdf")
"""The endings of a table, of a record, of a scenario and of a plot; a device may have none."""

KINDS = frozenset((*CSV, *JSON, *YAML, *PLOT, ".html", ".md", ".txt", ".docx", ".xls", ".ods"))
"""Endings that no folder has."""


class Wanted(NamedTuple):
    """A file that is to be written, None where it is not asked for, and the endings it may have."""

    path: Path | None
    endings: Collection[str]


def check_places(reads: Mapping[str, str | Path | None], writes: Mapping[str, Wanted]) -> None:
    """Refuse places that cannot be written to, and those that are read or written already.

    Plots and workbooks are refused where there is nothing to make them with.

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
    taken = {mark: what for what, path in reads.items() if path for mark in marks(path)}
    problems = InputProblems()
    plan(None)
    for what, (path, endings) in writes.items():
        if path is None:
            continue
        found = marks(path)
        other = next((taken[mark] for mark in found if mark in taken), None)
        if other is not None:
            problems.note(str(path), f"this is {other}; choose another place")
        elif not is_folder(path):
            problems.include(check_ending(path, endings, what))
        taken.update(dict.fromkeys(found, what))
        plan(path, what)
        problems.include(check_place(path))
    problems.finish()
    if any(path is not None and endings is PLOT for path, endings in writes.values()):
        need_office("matplotlib", "plots")
    if any(path is not None and path.suffix.lower() == ".xlsx" for path, _ in writes.values()):
        need_office("openpyxl", "workbooks")


def nearest_beside(output: Path | None) -> Path | None:
    """Where the schedule of what came nearest goes: ``v2.nearest.csv`` beside ``v2.csv``."""
    ending = ".xlsx" if output is not None and output.suffix.lower() == ".xlsx" else ".csv"
    return None if output is None else output.with_suffix(f".nearest{ending}")


def check_folder(folder: Path | None) -> None:
    """Refuse a folder that cannot be written to; one that is not there is made later.

    Raises
    ------
    BadInput
        Where it will not do.
    """
    if folder is None:
        return
    marks(folder)
    problems = InputProblems()
    if is_file(folder):
        problems.note(str(folder), "this is a file; give a folder for the schedules")
    elif not is_folder(folder) and folder.suffix.lower() in KINDS - {""}:
        what = "this is the name of a file; give a folder for the schedules"
        problems.note(str(folder), what)
    elif folder.is_symlink() and not is_folder(folder):
        problems.note(str(folder), "this is a link to a folder that is not there; make it first")
    else:
        problems.include(check_place(folder / "schedule.csv" if is_folder(folder) else folder))
    problems.finish()


def result_schedule(scenario: Scenario, result: Result) -> Schedule | None:
    """The timetable of a result as a schedule, where there is one."""
    if result.timetable is None:
        return None
    week = scenario.week.with_leaders(result.leadership)
    return Schedule(week, result.timetable, scenario.venue)


def result_nearest(scenario: Scenario, result: Result) -> Schedule | None:
    """What came nearest to a timetable as a schedule, where none was found."""
    if result.nearest is None:
        return None
    return Schedule(scenario.week, result.nearest, scenario.venue)


def result_leaders(scenario: Scenario, result: Result) -> str | None:
    """Who holds which post as a CSV, where there is a timetable."""
    return leadership_text(scenario.week, result.leadership) if result.timetable else None


def result_speakers(scenario: Scenario, result: Result) -> str | None:
    """Who speaks when as a CSV, where there is a timetable."""
    if result.timetable is None:
        return None
    return speakers_list(scenario.week, result.timetable).csv()


def in_one_workbook(place: Path | None) -> bool:
    """Whether the place of several schedules is one workbook, and no folder."""
    return place is not None and place.suffix.lower() == ".xlsx" and not is_folder(place)


def schedule_files(
    folder: Path, scenario: Scenario, results: Mapping[str, Result], overview: Callable[[], str]
) -> Iterator[tuple[Path, Callable[[], str | bytes | Schedule | None]]]:
    """The schedule of each result under its name, ``alternative 1`` as ``alternative-1.csv``.

    Where the scenario leaves posts open, who takes them stands beside it, as
    ``alternative-1-leaders.csv``. Other files in the folder stay as they are. Where a workbook is
    given in place of the folder, all stand in it.

    Parameters
    ----------
    overview
        Gives a table of all, as CSV: the first sheet of a workbook.
    """
    if in_one_workbook(folder):
        yield folder, lambda: _all_schedules(scenario, results, overview())
        return
    for name, result in results.items():
        stem = name.replace(" ", "-")
        yield folder / f"{stem}.csv", partial(result_schedule, scenario, result)
        if scenario.week.open_posts():
            yield folder / f"{stem}-leaders.csv", partial(result_leaders, scenario, result)


def _all_schedules(scenario: Scenario, results: Mapping[str, Result], overview: str) -> bytes:
    made = {name: result_schedule(scenario, result) for name, result in results.items()}
    return schedules_workbook({name: one for name, one in made.items() if one}, overview)


def say_left_over(folder: Path | None, kind: str, written: Sequence[Path]) -> Iterator[str]:
    """The schedules of an earlier run that this one did not replace: ``alternative-7.csv``."""
    there = () if folder is None or in_one_workbook(folder) else folder.glob(f"{kind}-[0-9]*.csv")
    yield from (f"Left from an earlier run: {file}" for file in sorted({*there} - {*written}))


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
        what = f"the folder cannot be made ({error.strerror}); choose another place"
        raise BadInput.at(str(folder), what) from None
