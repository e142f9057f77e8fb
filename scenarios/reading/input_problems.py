"""What is wrong with what a person gave, gathered so that all of it can be said at once."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from scheduler.errors import BadInput, InputProblem
from scheduler.week.words import listed

T = TypeVar("T")

ALIKE = 3
"""Rows with the same mistake that are each told; of more only the first is."""

FIRST = 5
"""Rows that are named where many have the same mistake."""

_log = logging.getLogger(__name__)


def warn(where: str, what: str) -> None:
    """Say of something that can be used, with its place, that it may be a slip.

    It is logged at once; a command prints it on the error stream.
    """
    _log.warning("%s", InputProblem(where, what))


class InputProblems:
    """Reads one thing after another and gathers what is wrong."""

    def __init__(self) -> None:
        self._noted: dict[InputProblem, None] = {}

    def note(self, where: str, what: str) -> None:
        """Note a problem with its place; the same one is noted once."""
        self._noted[InputProblem(where, what)] = None

    def include(self, found: Iterable[InputProblem]) -> None:
        """Note problems that others have found."""
        self._noted.update(dict.fromkeys(found))

    def read(self, where: str, reader: Callable[[], T]) -> T | None:
        """What a reader gives; None where it refuses with a sentence, which is noted."""
        try:
            return reader()
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
        """All of it as an error, where many rows have the same mistake as one."""
        return BadInput(told_once(self._noted))

    def finish(self) -> None:
        """Raise the error if there is any problem."""
        if self._noted:
            raise self.error

    def __len__(self) -> int:
        return len(self._noted)


_ROW = re.compile(r"(?P<file>.*), row (?P<row>\d+)(?P<column>, column .*)?")
_VARYING = re.compile(r"'.*?'|\d[\d:.-]*")


def told_once(problems: Iterable[InputProblem]) -> list[InputProblem]:
    """The problems; where many differ only in their row, the first, with the rows that have it."""
    problems = list(problems)
    alike: dict[object, list[InputProblem]] = {}
    for problem in problems:
        alike.setdefault(_kind(problem), []).append(problem)
    found = []
    for problem in problems:
        same = alike[_kind(problem)]
        if len(same) <= ALIKE:
            found.append(problem)
        elif problem is same[0]:
            rows = list(dict.fromkeys(place["row"] for place in _places(same[1:])))
            said = f"{', '.join(rows[:FIRST])} …" if rows[FIRST:] else listed(rows)
            more = f"{len(rows)} more rows: {said}" if rows[FIRST:] else f"rows {said}"
            found.append(InputProblem(problem.where, f"{problem.what}; likewise in {more}"))
    return found


def _kind(problem: InputProblem) -> object:
    """What problems have in common that differ only in their row and in what stands there."""
    for place in _places([problem]):
        shape = _VARYING.sub("", problem.what.partition(";")[0])
        return place["file"], place["column"], shape
    return problem


def _places(problems: Iterable[InputProblem]) -> Iterator[re.Match[str]]:
    return filter(None, (_ROW.fullmatch(problem.where) for problem in problems))
