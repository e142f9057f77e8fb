"""The weeks that lie on the desk: each with its journal, and those who listen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock, Thread

from desk.page.folder import library_copy
from desk.page.listeners import Listeners
from desk.page.searching.running import Searches
from scenarios import LIBRARY
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.journal import Journal
from scenarios.editing.kept_week import FileState, KeptWeek, Now, StepMade
from scenarios.editing.opening import open_week
from scheduler.errors import BadInput

__all__ = ["Now", "OpenDesk", "OpenWeek", "opened"]

EVERY = 1.0
"""Seconds between two looks at a file, while somebody listens."""


class OpenWeek:
    """One week on the desk. Every method may be called from any thread.

    Attributes
    ----------
    key
        What the page calls it.
    name
        What it is called by people: the name of its file, or of its folder of revisions.
    given
        What was opened.
    kept
        Its state, its journal and its file.
    listeners
        They are told of every new version, and of every change of the file.
    searches
        Its searches, of which one runs at most.
    """

    def __init__(self, key: str, given: Path, kept: KeptWeek) -> None:
        self.key = key
        self.given = given
        self.name = given.name
        self.kept = kept
        self.listeners = Listeners()
        self.searches = Searches(self.listeners)
        self._closed = Event()
        self._told = kept.now.version, kept.file_state
        self._watcher = Thread(target=self._watch, daemon=True, name=f"file of {key}")
        self._watcher.start()

    @property
    def path(self) -> Path:
        """The scenario's file; that of a revision where it has none of its own."""
        return self.kept.path

    @property
    def journal(self) -> Journal:
        """What is done to it."""
        return self.kept.journal

    @property
    def lock(self) -> RLock:
        """Whoever holds it is alone with the week."""
        return self.kept.lock

    @property
    def now(self) -> Now:
        """The week as it is; the same value until something is done."""
        return self.kept.now

    @property
    def file_state(self) -> FileState:
        """How its file stood when it was looked at last."""
        return self.kept.file_state

    def step(self, make: Callable[[EditedWeek], Edit], who: str, version: int) -> StepMade:
        """Make a step on a version; the errors are those of `KeptWeek.step`."""
        return self._tell(self.kept.step(make, who, version))

    def undo(self, who: str, version: int) -> StepMade:
        """Go back by one step; the errors are those of `KeptWeek.undo`."""
        return self._tell(self.kept.undo(who, version))

    def redo(self, who: str, version: int) -> StepMade:
        """Go forward by one step; the errors are those of `KeptWeek.redo`."""
        return self._tell(self.kept.redo(who, version))

    def keep_mine(self, who: str, version: int) -> StepMade:
        """Write over what somebody else saved; the errors are those of `KeptWeek.keep_mine`."""
        return self._tell(self.kept.keep_mine(who, version))

    def take_theirs(self, who: str, version: int) -> StepMade:
        """Take what somebody else saved; the errors are those of `KeptWeek.take_theirs`."""
        return self._tell(self.kept.take_theirs(who, version))

    def look(self) -> FileState:
        """Look at the file and the journal, and tell the listeners what others have done."""
        with self.lock:
            self.kept.look()
            self._tell_news()
            return self.kept.file_state

    def close(self) -> None:
        """End the search and all listening, and close the journal."""
        self._closed.set()
        self.searches.close()
        self.listeners.close()
        if self._watcher.is_alive():
            self._watcher.join()
        self.kept.close()

    def _tell(self, made: StepMade) -> StepMade:
        with self.lock:
            self._tell_news()
        return made

    def _tell_news(self) -> None:
        """Tell of a new version, and of a file that stands otherwise, each once."""
        version, file = self.kept.now.version, self.kept.file_state
        before, self._told = self._told, (version, file)
        if version != before[0]:
            self.listeners.tell("changed", version=version)
        if file != before[1]:
            self.listeners.tell("file", state=file.state)

    def _watch(self) -> None:
        while not self._closed.wait(EVERY):
            if len(self.listeners):
                with suppress(BadInput):  # Who makes the next step is told of it.
                    self.look()


class OpenDesk:
    """All weeks that are open, by their keys.

    Attributes
    ----------
    folder
        The working folder: what the page opens lies in it, and what it begins is written there.
    refused
        What could not be opened when the desk was, and why, until it can be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.weeks: dict[str, OpenWeek] = {}
        self.refused: tuple[Path, BadInput] | None = None
        self.lock = RLock()

    def open(self, path: Path) -> OpenWeek:
        """Open a scenario file, a workbook or a revision, or return it where it is open.

        A week that comes with the program is copied into the folder of the desk.

        Raises
        ------
        BadInput
            Where it cannot be read.
        """
        with self.lock:
            if path.parent == LIBRARY:
                path = library_copy(self.folder, path)
            for one in self.weeks.values():
                if one.given == path:
                    return one
            key = _free_key(path.stem, self.weeks)
            self.weeks[key] = opened(key, path)
            self.refused = None
            return self.weeks[key]

    def put_away(self, week: OpenWeek) -> None:
        """Close a week; its journal stays beside it, and it can be opened again."""
        with self.lock:
            self.weeks.pop(week.key, None)
            week.close()

    def end_listening(self) -> None:
        """End what the pages are told, so that no page is waited for."""
        for week in list(self.weeks.values()):
            week.listeners.close()

    def close(self) -> None:
        """Close all weeks."""
        for week in self.weeks.values():
            week.close()


def opened(key: str, path: Path) -> OpenWeek:
    """The week of a scenario file, with the journal that lies beside it; see `open_week`."""
    return OpenWeek(key, path, open_week(path))


def _free_key(stem: str, taken: dict[str, OpenWeek]) -> str:
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
