"""A week with its journal and its file: what is done to it is kept in both, in this order.

A program that is killed between the two has lost nothing: the file is written when the week is
opened again. A file that somebody else has saved meanwhile is not written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Literal, NamedTuple

from scenarios.editing.differing import verdict_difference
from scenarios.editing.edited_week import Edit, EditedWeek, read_text
from scenarios.editing.journal import Journal, Kept, LogEntry, Stale
from scenarios.editing.steps.taking import take_text
from scenarios.editing.week_file import (
    Differing,
    SavedFile,
    differing,
    file_digest,
    file_text,
    keep_copy,
    same_meaning,
    save_file,
)
from scenarios.reading.input_problems import without_warnings
from scenarios.scenario import Scenario
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Verdict
from scheduler.judging.verdict_changes import Difference

SAVED, SAVED_TEXT = "saved", "saved text"
"""Facts of a journal: the digest of the file as it was last known, and of the text for which that
stands."""

SCENARIOS = 8
"""Scenarios that are held ready, so that undoing need not read them again."""


class Now(NamedTuple):
    """A week as it is now: its version, its state, and what the judge says of it.

    Attributes
    ----------
    undo, redo
        What would be undone, or done again; None where nothing can be.
    """

    version: int
    edited: EditedWeek
    verdict: Verdict
    undo: str | None = None
    redo: str | None = None


class StepMade(NamedTuple):
    """What has come of a step: the week as it is now, what was done, and what that changes."""

    now: Now
    said: str
    difference: Difference
    notes: tuple[str, ...] = ()


class FileState(NamedTuple):
    """How the file of a week stands to what the page shows.

    Attributes
    ----------
    state
        ``saved``; ``theirs`` where somebody else has saved another text, ``gone`` where there is no
        file, ``unsaved`` where it cannot be written; ``none`` where the week has no file of its
        own.
    digest
        That of the file, as it is.
    problems
        What is wrong with the file that somebody else saved, why it cannot be written, or what of
        it could not be kept.
    differs
        The values that somebody else has changed, where it can be read.
    """

    state: Literal["saved", "theirs", "gone", "unsaved", "none"]
    digest: str = ""
    problems: tuple[InputProblem, ...] = ()
    differs: tuple[Differing, ...] = ()


class KeptWeek:
    """One week. Every method may be called from any thread.

    Attributes
    ----------
    path
        From where the files are found that its scenario names.
    file
        The file in which it stands; None for a revision, whose text the journal alone has.
    journal
        What is done to it. One that is kept in memory alone takes no step.
    """

    def __init__(self, path: Path, file: Path | None, journal: Journal) -> None:
        self.path = path
        self.file = file
        self.journal = journal
        self.lock = RLock()
        self.file_state = FileState("saved" if file else "none")
        self._now: Now | None = None
        self._scenarios: dict[str, Scenario] = {}
        self._looked_at = "", ""
        self._theirs: FileState | None = None

    @property
    def now(self) -> Now:
        """The week as it is; the same value until something is done."""
        with self.lock:
            if self._now is None or self._now.version != self.journal.version:
                version, kept, undo, redo = self.journal.present
                edited = self.edited(kept)
                self._now = Now(version, edited, edited.judge(), undo, redo)
            return self._now

    def edited(self, kept: Kept) -> EditedWeek:
        """The week of a state that the journal has; `BadInput` where it cannot be read any more."""
        scenario = self._scenarios.pop(kept.text, None)
        if scenario is None:
            with without_warnings():
                scenario = read_text(self.path, kept.text)
        self._scenarios[kept.text] = scenario
        while len(self._scenarios) > SCENARIOS:
            del self._scenarios[next(iter(self._scenarios))]
        return EditedWeek(kept.text, scenario, kept.timetable, kept.leadership)

    def step(self, make: Callable[[EditedWeek], Edit], who: str, version: int) -> StepMade:
        """Make a step, keep it, and say what it breaks and mends.

        Parameters
        ----------
        version
            That on which the person made it.

        Raises
        ------
        Stale
            Where it is no longer the last.
        BadInput
            Where nothing can be kept; whatever else the step raises.
        """
        with self.lock:
            before = self._on(version)
            edit = make(before.edited)
            after = edit.week
            self._scenarios[after.text] = after.scenario
            kept = Kept(after.text, after.timetable, after.leadership)
            self.journal.add(kept, edit.said, who, version)
            return self._made(before, edit.said, edit.notes)

    def undo(self, who: str, version: int) -> StepMade:
        """Go back by one step; the errors are those of `Journal.undo`."""
        with self.lock:
            before = self._on(version)
            self._check(self.journal.before)
            self.journal.undo(who, version)
            return self._made(before, f"Undone: {before.undo}")

    def redo(self, who: str, version: int) -> StepMade:
        """Go forward by one step; the errors are those of `Journal.redo`."""
        with self.lock:
            before = self._on(version)
            self._check(self.journal.after)
            self.journal.redo(who, version)
            return self._made(before, f"Done again: {before.redo}")

    def keep_draft(self, name: str, who: str) -> None:
        """Keep the week as it is by a name, in place of another of that name."""
        with self.lock:
            self._may_write()
            edited = self.now.edited
            kept = Kept(edited.text, edited.timetable, edited.leadership)
            self.journal.keep_draft(name, kept, who)

    def draft(self, name: str) -> EditedWeek:
        """A state that was kept by a name; `LookupError` where there is none."""
        with self.lock:
            return self.edited(self.journal.draft(name))

    def look(self) -> FileState:
        """Look at the file, write what is not in it yet, and say how it stands."""
        with self.lock:
            if self.file is not None and self.journal.kept:
                with self.journal.alone():
                    self.file_state = self._looked(self.file)
            return self.file_state

    def keep_mine(self, who: str, version: int) -> StepMade:
        """Put what the page shows into the file; what stands there is kept beside it as a copy.

        Raises
        ------
        Stale
            Where the version is no longer the last.
        BadInput
            Where the copy, or the file, cannot be written.
        """
        with self.lock:
            now = self._on(version)
            if self.file is None:
                raise LookupError("this week has no file of its own")
            with self.journal.alone():
                copied = ""
                if file_digest(self.file):
                    copy = keep_copy(self.file, "theirs", datetime.now().astimezone())
                    copied = f"; theirs is {copy.name}"
                saved = save_file(self.file, now.edited.text)
                self._note_saved(saved.digest, now.edited.text)
            self.file_state = _saved(saved)
            said = f"Kept mine in {self.file.name}{copied}"
            return StepMade(now, said, verdict_difference(now.verdict, now.verdict))

    def take_theirs(self, who: str, version: int) -> StepMade:
        """Take what somebody else has saved in the file, as a step.

        Raises
        ------
        Stale
            Where the version is no longer the last.
        BadInput
            Where it cannot be used, with every problem by its place in the file.
        """
        with self.lock:
            if self.file is None:
                raise LookupError("this week has no file of its own")
            text = file_text(self.file)
            theirs = EditedWeek(text, read_text(self.path, text))
            said = f"Took what somebody else saved in {self.file.name}"
            return self.step(lambda mine: take_text(mine, theirs, said), who, version)

    def since(self, version: int) -> tuple[LogEntry, ...]:
        """What was done after a version."""
        return self.journal.since(version)

    def close(self) -> None:
        self.journal.close()

    def _on(self, version: int) -> Now:
        """The week as it is, on which somebody makes a step."""
        now = self.now
        if version != now.version:
            raise Stale(now.version, self.journal.since(version))
        self._may_write()
        return now

    def _may_write(self) -> None:
        if not self.journal.kept:
            what = "no step can be kept in this folder, so the week can only be looked at"
            raise BadInput.at(str(self.path.parent), what)

    def _check(self, kept: Kept | None) -> None:
        """Raise `BadInput` where a state cannot be read any more."""
        if kept is not None:
            self.edited(kept)

    def _made(self, before: Now, said: str, notes: tuple[str, ...] = ()) -> StepMade:
        now = self.now
        self.look()
        return StepMade(now, said, verdict_difference(before.verdict, now.verdict), notes)

    def _looked(self, file: Path) -> FileState:
        text, digest = self.journal.now.text, file_digest(file)
        if digest != self.journal.fact(SAVED):
            if not digest:
                return FileState("gone")
            if (digest, text) != self._looked_at:
                self._theirs = _theirs(self.path, file, digest, text)
                self._looked_at = digest, text
            if self._theirs is not None:
                return self._theirs
            self._note_saved(digest, text)
        elif self.journal.fact(SAVED_TEXT) != _digest(text):
            try:
                saved = save_file(file, text)
            except BadInput as error:
                return FileState("unsaved", digest, error.problems)
            self._note_saved(saved.digest, text)
            return _saved(saved)
        same = self.file_state.state == "saved" and self.file_state.digest == digest
        return self.file_state if same else FileState("saved", digest)

    def _note_saved(self, digest: str, text: str) -> None:
        self.journal.note_fact(SAVED, digest)
        self.journal.note_fact(SAVED_TEXT, _digest(text))


def _theirs(path: Path, file: Path, digest: str, mine: str) -> FileState | None:
    """How a file that somebody else has saved differs, and what is wrong with it; None: it says
    the same."""
    try:
        theirs = file_text(file)
        if same_meaning(file, mine, theirs):
            return None
        differs = tuple(differing(file, mine, theirs))
    except BadInput as error:
        return FileState("theirs", digest, error.problems)
    try:
        with without_warnings():
            read_text(path, theirs)
    except BadInput as error:
        return FileState("theirs", digest, error.problems, differs)
    return FileState("theirs", digest, differs=differs)


def _saved(saved: SavedFile) -> FileState:
    lost = tuple(InputProblem("", sentence) for sentence in saved.lost)
    return FileState("saved", saved.digest, lost)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
