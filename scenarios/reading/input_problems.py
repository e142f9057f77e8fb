"""What is wrong with what a person gave, gathered so that all of it can be said at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, TypeVarTuple

from scheduler.errors import BadInput, InputProblem, told

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_log = logging.getLogger(__name__)
_said_before: ContextVar[bool] = ContextVar("said_before", default=False)
_gathered: ContextVar[list[InputProblem] | None] = ContextVar("gathered", default=None)


def warn(where: str, what: str, subject: str = "") -> None:
    """Say of something that can be used that it may be a slip; see `InputProblem`.

    It is logged at once; a command prints it on the error stream. What counts only where the input
    is used, or what many rows may have in common, is better noted by `InputProblems.doubt`.
    """
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(InputProblem(where, what, subject))
    elif not _said_before.get():
        _log.warning("%s", InputProblem(where, what, subject))


def remark(where: str, what: str, subject: str = "") -> None:
    """Say what follows from what was given, though nobody may have seen it; it is no slip.

    A command prints it where the week is looked at or published.
    """
    if not _said_before.get():
        _log.info("%s", InputProblem(where, what, subject))


@contextmanager
def without_warnings() -> Iterator[None]:
    """Read something again, in another place, of which all has been said before."""
    token = _said_before.set(True)
    try:
        yield
    finally:
        _said_before.reset(token)


@contextmanager
def gathered_warnings() -> Iterator[list[InputProblem]]:
    """Gather what would be told, so that it can be said of where a person gave it."""
    found: list[InputProblem] = []
    token = _gathered.set(found)
    try:
        yield found
    finally:
        _gathered.reset(token)


class InputProblems:
    """Reads one thing after another and gathers what is wrong."""

    def __init__(self) -> None:
        self._noted: dict[InputProblem, None] = {}
        self._doubts: dict[InputProblem, None] = {}
        self._beyond = 0

    def note(self, where: str, what: str, subject: str = "") -> None:
        """Note a problem with its place and what it is about; the same one is noted once."""
        self._noted[InputProblem(where, what, subject)] = None

    def doubt(self, where: str, what: str) -> None:
        """Note what can be used and may be a slip; `finish` warns of it, of many alike once."""
        self._doubts[InputProblem(where, what)] = None

    def pass_over(self, number: int) -> None:
        """Count problems that are not noted, as there are too many."""
        self._beyond += number

    def include(self, found: Iterable[InputProblem]) -> None:
        """Note problems that others have found."""
        self._noted.update(dict.fromkeys(found))

    def read(self, where: str, reader: Callable[[*Ts], T], *given: *Ts) -> T | None:
        """What a reader makes of what it is given; None where it refuses, which is noted."""
        try:
            return reader(*given)
        except BadInput as error:
            self.include(error.problems)
        except ValueError as error:
            self.note(where, str(error))
        return None

    def read_each(self, readers: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """What each of several readers gives, without those that refuse."""
        read = {name: self.read("", reader) for name, reader in readers.items()}
        return {name: found for name, found in read.items() if found is not None}

    @property
    def error(self) -> BadInput:
        """All of it as an error."""
        return BadInput(self._noted, self._beyond)

    def finish(self) -> None:
        """Raise the error if there is any problem; else warn of what was doubted."""
        if self._noted:
            raise self.error
        for sentence in told(tuple(self._doubts), same_once=True):
            warn("", sentence)
        self._doubts.clear()

    def __len__(self) -> int:
        return len(self._noted)
