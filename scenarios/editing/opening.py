"""Opening a week to edit it: its file, a published revision, or one that comes with the program."""

from __future__ import annotations

from pathlib import Path

from scenarios.editing.edited_week import Edit, EditedWeek, read_text
from scenarios.editing.journal import Journal, Kept
from scenarios.editing.journal_file import NotKept, digest_of
from scenarios.editing.kept_week import SAVED, SAVED_TEXT, KeptWeek
from scenarios.editing.steps.taking import take_candidate, take_revision
from scenarios.editing.week_file import file_digest, file_text
from scenarios.reading.files import is_folder
from scenarios.reading.input_problems import warn
from scenarios.reading.revision_folders import (
    find_revision,
    of_revision,
    revision_numbers,
    scenario_file,
)
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable

ENDING = ".desk"
"""How the name of a journal ends, behind that of the file beside which it lies."""


def journal_path(path: Path) -> Path:
    """Where the journal of a week lies: ``my-week.yaml.desk``, ``lakes-2027.desk``."""
    return path.with_name(f"{path.name}{ENDING}")


def open_week(path: Path) -> KeptWeek:
    """Open a scenario file, a workbook, or a revision such as ``lakes-2027@2``.

    A week that has a journal goes on where that ended. Another begins with the timetable that was
    published last of it, or else its first candidate, or else with nothing placed; undoing leads to
    nothing placed.

    Raises
    ------
    BadInput
        Where it cannot be read, or its journal is none.
    """
    revision = find_revision(path, "scenario file")
    scenario = scenario_file(path)
    own = None if revision is not None or of_revision(scenario) else scenario
    try:
        journal = Journal(journal_path(path))
    except NotKept as error:
        warn("", error.problems[0].what)
        journal = Journal(None)
    try:
        week = KeptWeek(scenario, own, journal)
        if journal.version == 0:
            _begin(week, path)
        else:
            _go_on(week)
        week.look()
    except BaseException:
        journal.close()
        raise
    return week


def _begin(week: KeptWeek, path: Path) -> None:
    """Begin the journal of a week with what its file says."""
    file = week.file or week.path
    digest, text = file_digest(file), file_text(file)
    scenario = read_text(week.path, text)
    with week.journal.alone():
        week.journal.note_fact(SAVED, digest)
        week.journal.note_fact(SAVED_TEXT, digest_of(text.encode()))
        week.journal.add(Kept(text, Timetable()), f"Opened {path.name}", "", 0)
        edit = _first_timetable(week, path, EditedWeek(text, scenario))
        if edit is not None:
            kept = Kept(text, edit.week.timetable, edit.week.leadership)
            week.journal.add(kept, edit.said, "", 1)


def _first_timetable(week: KeptWeek, path: Path, first: EditedWeek) -> Edit | None:
    """The timetable with which a week begins: the last that was published, or a candidate."""
    published = path if week.file is None else path.with_suffix("")
    candidate = next(iter(first.scenario.candidates), None)
    try:
        if week.file is None or (is_folder(published) and revision_numbers(published)):
            return take_revision(first, str(published))
        return None if candidate is None else take_candidate(first, candidate)
    except BadInput as error:
        what = "its timetable cannot be used, and nothing is placed yet"
        warn(str(path), f"{what}: {error.problems[0].what}")
        return None


def _go_on(week: KeptWeek) -> None:
    """See that what the journal has can still be read; else what the file says takes its place."""
    kept = week.journal.now
    try:
        week.edited(kept)
    except BadInput as error:
        if week.file is None:
            raise
        text = file_text(week.file)
        scenario = read_text(week.path, text)
        sessions = scenario.week.session
        parts = tuple(part for part in kept.timetable.parts if part.session in sessions)
        new = Kept(text, Timetable(parts=parts), kept.leadership)
        what = f"Read {week.file.name} anew, as the last step cannot be read any more"
        warn(str(week.file), f"{what}: {error.problems[0].what}")
        week.journal.add(new, what, "", week.journal.version)
