"""The weeks that lie on the desk: each with its journal, and those who listen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from desk.page.listeners import Listeners
from desk.page.searching.running import Searches
from scenarios.editing.edited_week import EditedWeek, read_text
from scenarios.editing.journal import Journal, Kept
from scheduler.judging.judge import Verdict


class Now(NamedTuple):
    """A week as it is now: its version, its state, and what the judge says of it."""

    version: int
    edited: EditedWeek
    verdict: Verdict


class OpenWeek:
    """One week on the desk. Every method may be called from any thread.

    Attributes
    ----------
    key
        What the page calls it.
    path
        The scenario's file.
    listeners
        They are told of every new version.
    searches
        Its searches, of which one runs at most.
    """

    def __init__(self, key: str, path: Path, journal: Journal) -> None:
        self.key = key
        self.path = path
        self.journal = journal
        self.listeners = Listeners()
        self.searches = Searches(self.listeners)
        self.lock = RLock()
        self._now: Now | None = None

    @property
    def now(self) -> Now:
        """The week as it is; the same value until something is done."""
        with self.lock:
            version = self.journal.version
            if self._now is None or self._now.version != version:
                edited = self._edited(self.journal.now)
                self._now = Now(version, edited, edited.judge())
            return self._now

    def apply(
        self, step: Callable[[EditedWeek], EditedWeek], what: str, who: str, version: int
    ) -> Now:
        """Make a step, and return what comes of it.

        Parameters
        ----------
        version
            That on which the person made it.

        Raises
        ------
        Stale
            Where it is no longer the last; whatever else the step raises.
        """
        with self.lock:
            after = step(self.now.edited)
            kept = Kept(after.text, after.timetable, after.leadership)
            return self._told(self.journal.add(kept, what, who, version), after)

    def undo(self, who: str, version: int) -> Now:
        """Go back by one step; the errors are those of `Journal.undo`."""
        with self.lock:
            return self._told(self.journal.undo(who, version), None)

    def redo(self, who: str, version: int) -> Now:
        """Go forward by one step; the errors are those of `Journal.redo`."""
        with self.lock:
            return self._told(self.journal.redo(who, version), None)

    def close(self) -> None:
        """End the search and all listening, and close the journal."""
        self.searches.close()
        self.listeners.close()
        self.journal.close()

    def _told(self, version: int, after: EditedWeek | None) -> Now:
        edited = after or self._edited(self.journal.now)
        self._now = Now(version, edited, edited.judge())
        self.listeners.tell("changed", version=version)
        return self._now

    def _edited(self, kept: Kept) -> EditedWeek:
        """The week of a kept state; its scenario is read again only where its text is another."""
        before = None if self._now is None else self._now.edited
        if before is not None and before.text == kept.text:
            scenario = before.scenario
        else:
            scenario = read_text(self.path, kept.text)
        return EditedWeek(kept.text, scenario, kept.timetable, kept.leadership)


class OpenDesk:
    """All weeks that are open, by their keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.weeks: dict[str, OpenWeek] = {}
        self.lock = RLock()

    def open(self, path: Path) -> OpenWeek:
        """Open the week of a scenario file, or return it where it is open.

        Raises
        ------
        BadInput
            Where it cannot be read.
        """
        with self.lock:
            for one in self.weeks.values():
                if one.path == path:
                    return one
            key = _free_key(path.stem, self.weeks)
            self.weeks[key] = opened(key, path)
            return self.weeks[key]

    def close(self) -> None:
        """Close all weeks."""
        for week in self.weeks.values():
            week.close()


def opened(key: str, path: Path) -> OpenWeek:
    """The week of a scenario file, with the journal that lies beside it.

    Raises
    ------
    BadInput
        Where it cannot be read.
    """
    text = path.read_text(encoding="utf-8")
    scenario = read_text(path, text)
    journal = Journal(path.with_name(f"{path.name}.desk"))
    week = OpenWeek(key, path, journal)
    if journal.version == 0:
        first = next(iter(scenario.candidates), None)
        timetable = EditedWeek(text, scenario).timetable
        if first is not None:
            timetable = scenario.candidate(first)
        journal.add(Kept(text, timetable), f"Opened {path.name}", "", 0)
    return week


def _free_key(stem: str, taken: dict[str, OpenWeek]) -> str:
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
