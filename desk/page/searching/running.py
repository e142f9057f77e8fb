"""The search of a week: in a thread of its own, seen by all who have the week open."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from desk.page.listeners import Listeners
from scenarios.editing.edited_week import EditedWeek
from scheduler.errors import Disagreement
from scheduler.rules.requirement import Requirement
from scheduler.solving.problem import Known
from scheduler.week.timetable import Part

if TYPE_CHECKING:
    from scheduler.explaining.explanation import Explanation

logger = logging.getLogger(__name__)

EVERY = 0.3
"""Seconds between two messages to those who listen, at least."""

PATIENCE = 5.0
"""Seconds that the end of the server waits for a search that was asked to stop."""

OFFERS = 60
"""The most offers of a week that are kept."""

YIELD = 10
"""How far a search steps back behind whoever looks at the page, where the system can."""


class FoundWeek(NamedTuple):
    """A timetable that a search has found, and what the search says of it.

    Attributes
    ----------
    reasons
        By what a part was and what it is: why it changes, in sentences.
    """

    title: str
    known: Known
    sentences: tuple[str, ...] = ()
    reasons: Mapping[tuple[Part | None, Part | None], tuple[str, ...]] = MappingProxyType({})


class Said(NamedTuple):
    """Something that was found, in a sentence; and what more there is to say of it."""

    sentence: str
    details: tuple[str, ...] = ()


class SearchOutcome(NamedTuple):
    """What came of a search.

    Attributes
    ----------
    status
        That of `scheduler.solving.result.Status`; empty where the search has none.
    sentences
        What it comes to, in words.
    found
        What can be taken, the best first.
    explanation
        Why nothing fits, where that was asked or turned out.
    against
        What stands against what was asked.
    """

    status: str = ""
    sentences: tuple[str, ...] = ()
    found: tuple[FoundWeek, ...] = ()
    explanation: Explanation | None = None
    against: tuple[Requirement, ...] = ()


class WeekOffer(NamedTuple):
    """A timetable that a person may take.

    Attributes
    ----------
    began
        The version of the week on which the search began, and the week as it was then.
    """

    id: str
    kind: str
    began: int
    edited: EditedWeek
    found: FoundWeek


class TierNow(NamedTuple):
    """How far a tier has come: costs, None where nothing is known."""

    name: str
    best: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """The distance of best and bound as a share of best; None where either is missing."""
        if self.best is None or self.bound is None:
            return None
        return (self.best - self.bound) / max(1, abs(self.best))


class Snapshot(NamedTuple):
    """A search as it is at a moment.

    Attributes
    ----------
    tiers
        Those that were begun, in their order; the last is the one being settled.
    said
        What was found so far, in sentences, where the search answers one by one.
    known
        The best timetable so far.
    outcome
        None while it runs.
    problem
        What went wrong, in a sentence; empty where nothing did.
    """

    id: str
    kind: str
    title: str
    about: About
    began: int
    edited: EditedWeek
    seconds: float
    limit: float
    stopping: bool
    tiers: tuple[TierNow, ...]
    said: tuple[Said, ...]
    known: Known | None
    outcome: SearchOutcome | None
    offers: tuple[WeekOffer, ...]
    problem: str


class Watching:
    """What a search tells, and whether it is to stop; used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self.news = threading.Event()
        self._tiers: dict[str, TierNow] = {}
        self._said: list[Said] = []
        self._found: Callable[[], Known] | None = None

    def told(
        self, name: str, best: int | None, bound: int | None, found: Callable[[], Known] | None
    ) -> None:
        """Keep how far a tier has come; what is known of it stays where nothing new is."""
        with self._lock:
            before = self._tiers.pop(name, TierNow(name, None, None))
            self._tiers[name] = TierNow(
                name,
                before.best if best is None else best,
                before.bound if bound is None else bound,
            )
            self._found = found or self._found
        self.news.set()

    def say(self, said: Said) -> None:
        """Say something that was found."""
        with self._lock:
            self._said.append(said)
        self.news.set()

    def stop(self) -> None:
        """Ask the search to end with the best that it has."""
        self._stop.set()
        self.news.set()

    def stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()

    def so_far(self) -> tuple[tuple[TierNow, ...], tuple[Said, ...], Known | None]:
        """The tiers, the sentences, and the best timetable so far."""
        with self._lock:
            tiers, said, found = tuple(self._tiers.values()), tuple(self._said), self._found
        return tiers, said, None if found is None else found()

    def release(self) -> None:
        """Let go of what reading a timetable needs, keeping the timetable."""
        with self._lock:
            if self._found is not None:
                known = self._found()
                self._found = lambda: known


Job = Callable[[Watching], SearchOutcome]
"""What a search does: it tells of itself, and asks whether to stop."""


class About(NamedTuple):
    """The session that a search is about, the number of its part, and whether as few as possible
    move; empty where it is about the whole week."""

    session: str = ""
    number: int | None = None
    fewest: bool = False


class Asked(NamedTuple):
    """A search to be begun: its kind, its title, the seconds that it may take, and its work."""

    kind: str
    title: str
    limit: float
    job: Job
    about: About = About()


class WeekSearch:
    """One search, from its beginning on; every method may be called from any thread."""

    def __init__(self, asked: Asked, began: int, edited: EditedWeek) -> None:
        self.id = uuid4().hex[:12]
        self.watching = Watching()
        self._asked, self._began, self._edited = asked, began, edited
        self._started, self._ended = time.monotonic(), 0.0
        self._outcome: SearchOutcome | None = None
        self._problem = ""
        self._thread = threading.Thread(target=self._work, name=f"search {self.id}", daemon=True)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._outcome is None

    def begin(self) -> None:
        self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    @property
    def offers(self) -> tuple[WeekOffer, ...]:
        """What can be taken; nothing while it runs."""
        found = () if self._outcome is None else self._outcome.found
        return tuple(
            WeekOffer(f"{self.id}-{number}", self._asked.kind, self._began, self._edited, one)
            for number, one in enumerate(found, 1)
        )

    def now(self) -> Snapshot:
        """How far it is."""
        tiers, said, known = self.watching.so_far()
        outcome = self._outcome
        until = time.monotonic() if outcome is None else self._ended
        return Snapshot(
            id=self.id,
            kind=self._asked.kind,
            title=self._asked.title,
            about=self._asked.about,
            began=self._began,
            edited=self._edited,
            seconds=until - self._started,
            limit=self._asked.limit,
            stopping=outcome is None and self.watching.stopped(),
            tiers=tiers,
            said=said,
            known=known,
            outcome=outcome,
            offers=self.offers,
            problem=self._problem,
        )

    def _work(self) -> None:
        _step_back()
        outcome = SearchOutcome()
        try:
            outcome = self._asked.job(self.watching)
            self.watching.release()
        except Disagreement as error:
            self._problem = str(error)
        except Exception:
            logger.exception("a search has failed")
            self._problem = "The search has failed; the week is as it was."
        finally:
            self._ended = time.monotonic()
            self._outcome = outcome
            self.watching.news.set()


class Searches:
    """The searches of one week, of which one runs at most.

    Parameters
    ----------
    listeners
        They are told of it as ``search``, a few times a second.
    """

    def __init__(self, listeners: Listeners) -> None:
        self._listeners = listeners
        self._lock = threading.Lock()
        self._current: WeekSearch | None = None
        self._offers: dict[str, WeekOffer] = {}
        self._closed = False

    @property
    def current(self) -> WeekSearch | None:
        """The search that runs, or the last that ran; None where there is none."""
        return self._current

    def start(
        self,
        asked: Asked,
        began: int,
        edited: EditedWeek,
        view: Callable[[Snapshot], dict[str, object]],
    ) -> WeekSearch | None:
        """Begin a search on a version of the week; None where one is running.

        Parameters
        ----------
        view
            What those who listen are told of it, as JSON.
        """
        with self._lock:
            if self._closed or (self._current is not None and self._current.running):
                return None
            search = WeekSearch(asked, began, edited)
            self._current = search
            search.begin()
        telling = threading.Thread(
            target=self._tell, args=(search, view), name=f"telling of {search.id}", daemon=True
        )
        telling.start()
        return search

    def stop(self) -> None:
        """Ask the search that runs to end; forget one that has ended, but for its offers."""
        with self._lock:
            search = self._current
            if search is None:
                return
            if search.running:
                search.watching.stop()
                return
            self._current = None
        self._listeners.tell("search", over=True)

    def offer(self, name: str) -> WeekOffer:
        """An offer by its id.

        Raises
        ------
        LookupError
            Where there is none, as after the server has begun anew.
        """
        with self._lock:
            found = self._offers.get(name)
        if found is None:
            raise LookupError("this offer is no longer there; search again")
        return found

    def close(self) -> None:
        """End the search that runs, and begin no other."""
        with self._lock:
            self._closed, search = True, self._current
        if search is not None and search.running:
            search.watching.stop()
            search.wait(PATIENCE)

    def _tell(self, search: WeekSearch, view: Callable[[Snapshot], dict[str, object]]) -> None:
        """Tell all who listen how far a search is, until it has ended."""
        news, over = search.watching.news, False
        while not over:
            news.wait(1.0)
            news.clear()
            over = not search.running
            if over:
                self._keep(search.offers)
            self._listeners.tell("search", **view(search.now()))
            if not over:
                time.sleep(EVERY)

    def _keep(self, offers: tuple[WeekOffer, ...]) -> None:
        with self._lock:
            self._offers |= {offer.id: offer for offer in offers}
            for name in list(self._offers)[:-OFFERS]:
                del self._offers[name]


def _step_back() -> None:
    """Let whoever looks at the page go first: this thread and those that it begins.

    Only Linux knows a priority of threads that is handed down.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), YIELD)
