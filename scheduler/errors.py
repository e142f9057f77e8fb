"""The exceptions that this project raises.

::

    MeetingWeekError
    ├── BadInput           what a person gave cannot be used; lists every problem
    └── Disagreement       a bug of ours: the judge and the solver read a rule differently

That no timetable exists is a result (`Status.INFEASIBLE`), not an exception.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST = 50
"""Problems that are said in words; the rest are counted."""

FEW = 3
"""Places up to which the same mistake is said at each of them."""

SHOWN = 5
"""Lines that are named of a mistake that is said once."""


class MeetingWeekError(Exception):
    """The root of the tree."""


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One thing that is wrong in what a person gave.

    Parameters
    ----------
    where
        The place as a person would look for it: a file with line and column, or a file with row
        and column name. Empty where there is no place.
    what
        The problem and its remedy, as a sentence.
    subject
        What it is about, in the words of the file: ``sessions › opening › least``.
    """

    where: str
    what: str
    subject: str = ""

    def __str__(self) -> str:
        return ": ".join(piece for piece in (self.where, self.subject, self.what) if piece)

    @property
    def location(self) -> Location:
        """The place, taken apart."""
        return Location.of(self.where)

    @property
    def mistake(self) -> tuple[str, ...]:
        """What is wrong without its line and without the value that stands there.

        Where it is equal, the same mistake was made again.
        """
        file, kind, _, rest = self.location
        if kind == "row" or (kind == "cell" and not self.subject):
            rest = rest or self.location.column
            return file, rest, _VARYING.sub("", self.what).partition(";")[0]
        bare = _VALUE.sub("", self.what)
        steps = [step for step in self.subject.split(" › ") if not step.startswith("item ")]
        return (file, bare) if bare == self.what else (file, bare, *steps[-1:])


class Location(NamedTuple):
    """A place in words, taken apart.

    Attributes
    ----------
    file
        All of it where it names neither a line nor a row.
    kind
        What the file is counted in: ``line``, ``row`` or, in a workbook, ``cell``.
    number
        That of the line or row, the name of the cell (``C4``); empty where there is none.
    rest
        What is said of the place inside its line: ``, column 4``.
    """

    file: str
    kind: str = "place"
    number: str = ""
    rest: str = ""

    @classmethod
    def of(cls, where: str) -> Location:
        """The parts of a place: ``week.yaml, line 3, column 4``, ``a.xlsx, cell C4``."""
        return cls(*_LINE.split(where, maxsplit=1))

    @property
    def column(self) -> str:
        """The letters of the column of a cell; empty elsewhere."""
        return self.number.rstrip("0123456789")


_LINE = re.compile(r", (line|row|cell) ([A-Z]*\d+)")
_VARYING = re.compile(r"'.*?'|\d[\d:.-]*")
_VALUE = re.compile(
    r"^'[^']*'(?= is | needs )|^'[^']*' minutes.*|, not '[^']*'$|^\d+(?= minutes are not on)|"
    r"(?<=; write )\d+$"
)


def told(
    problems: Sequence[InputProblem], beyond: int = 0, *, same_once: bool = False
) -> Iterator[str]:
    """Problems in words: a mistake that was made again and again once, with its count.

    Parameters
    ----------
    beyond
        Problems that nobody has gathered, beside these.
    same_once
        Whether what is the same word for word in two rows is said once, too.
    """
    groups = list(_gathered(problems))
    if same_once:
        groups = list(_joined(groups))
    for group in groups[:MOST]:
        yield f"{group[0]}{_likewise(group)}"
    rest = sum(map(len, groups[MOST:])) + beyond
    if rest:
        yield f"and {rest:,} more {'problem' if rest == 1 else 'problems'}"


def _gathered(problems: Sequence[InputProblem]) -> Iterator[list[InputProblem]]:
    """The same mistake where it comes first, if it was made more than a few times."""
    alike = defaultdict[tuple[str, ...], list[InputProblem]](list)
    for problem in problems:
        alike[problem.mistake].append(problem)
    for problem in problems:
        same = alike[problem.mistake]
        if len(same) <= FEW:
            yield [problem]
        elif problem is same[0]:
            yield same


def _joined(groups: Iterable[list[InputProblem]]) -> Iterator[list[InputProblem]]:
    """Groups of which those with the same words for the same column of a file are one."""
    joined = defaultdict[tuple[str, ...], list[InputProblem]](list)
    for group in groups:
        file, kind, number, rest = group[0].location
        if kind in ("row", "cell"):
            number = group[0].location.column
        joined[file, kind, number, rest, group[0].what] += group
    yield from joined.values()


def _likewise(group: Sequence[InputProblem]) -> str:
    """Where else the same mistake stands: the count, and the first lines or rows."""
    first, *others = group
    if not others:
        return ""
    kind = others[0].location.kind
    numbers = list(dict.fromkeys(filter(None, (one.location.number for one in others))))
    if kind == "cell" and all(one.where == first.where for one in others):
        more = len({one.what for one in others} - {first.what})
        return f"; {more} more such in the same cell" if more else ""
    if kind == "cell" and len(numbers) > 1 and others[0].location.file == first.location.file:
        numbers = [number for number in numbers if number != first.location.number]
    if not numbers:
        where = f"{len(others):,} more {kind}s"
    elif len(numbers) > SHOWN:
        where = f"{len(numbers):,} more {kind}s: {', '.join(numbers[:SHOWN])} …"
    elif len(numbers) > 1:
        where = f"{kind}s {', '.join(numbers[:-1])} and {numbers[-1]}"
    else:
        where = f"{kind} {numbers[0]}"
    return f" Likewise in {where}" if first.what.endswith("?") else f"; likewise in {where}"


class BadInput(MeetingWeekError):  # noqa: N818  (a state of affairs, in the field's words)
    """Input that cannot be used, with every problem found in it, in the order of the file."""

    def __init__(self, problems: Iterable[InputProblem], beyond: int = 0) -> None:
        self.problems = tuple(problems)
        self.beyond = beyond
        """Problems that were not gathered, as there are too many."""
        super().__init__("\n".join(self.told))

    @property
    def told(self) -> tuple[str, ...]:
        """The problems as sentences, each in a line: see `told`."""
        return tuple(told(self.problems, self.beyond))

    @classmethod
    def at(cls, where: str, what: str) -> BadInput:
        """Return the error for a single problem."""
        return cls([InputProblem(where, what)])


class Disagreement(MeetingWeekError):  # noqa: N818
    """The solver's timetable does not stand before the judge: a defect of ours, to be reported."""
