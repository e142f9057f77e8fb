"""The exceptions that this project raises.

::

    MeetingWeekError
    ├── BadInput           what a person gave cannot be used; lists every problem
    └── Disagreement       a bug of ours: the judge and the solver read a rule differently

That no timetable exists is a result (`Status.INFEASIBLE`), not an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    def mistake(self) -> tuple[str, ...]:
        """What is wrong without its line and without the value that stands there.

        Where it is equal, the same mistake was made again.
        """
        file, *_, place = _LINE.split(self.where, maxsplit=1) if self._line else (self.where, "")
        if self.kind == "row":
            return file, place, _VARYING.sub("", self.what.partition(";")[0])
        bare = _VALUE.sub("", self.what)
        steps = [step for step in self.subject.split(" › ") if not step.startswith("item ")]
        return (file, bare) if bare == self.what else (file, bare, *steps[-1:])

    @property
    def _line(self) -> re.Match[str] | None:
        return _LINE.search(self.where)

    @property
    def line(self) -> str:
        """The number of its line or row; empty where it has none."""
        found = self._line
        return found["number"] if found else ""

    @property
    def kind(self) -> str:
        """What its file is counted in."""
        found = self._line
        return found["kind"] if found else "place"


_LINE = re.compile(r", (?P<kind>line|row) (?P<number>\d+)")
_VARYING = re.compile(r"'.*?'|\d[\d:.-]*")
_VALUE = re.compile(
    r"^'[^']*'(?= is | needs )|^'[^']*' minutes.*|, not '[^']*'$|^\d+(?= minutes are not on)|"
    r"(?<=; write )\d+$"
)


def told(problems: Sequence[InputProblem], beyond: int = 0) -> Iterator[str]:
    """Problems in words: a mistake that was made again and again once, with its count.

    Parameters
    ----------
    beyond
        Problems that nobody has gathered, beside these.
    """
    alike: dict[tuple[str, ...], list[InputProblem]] = {}
    for problem in problems:
        alike.setdefault(problem.mistake, []).append(problem)
    groups = [
        group
        for same in alike.values()
        for group in ([same] if len(same) > FEW else [[one] for one in same])
    ]
    place = {id(problem): number for number, problem in enumerate(problems)}
    groups.sort(key=lambda group: place[id(group[0])])
    for group in groups[:MOST]:
        yield f"{group[0]}{_likewise(group)}"
    rest = sum(map(len, groups[MOST:])) + beyond
    if rest:
        yield f"and {rest:,} more {'problem' if rest == 1 else 'problems'}"


def _likewise(group: Sequence[InputProblem]) -> str:
    """Where else the same mistake stands: the count, and the first lines or rows."""
    first, *others = group
    if not others:
        return ""
    lines = list(dict.fromkeys(problem.line for problem in others if problem.line))
    kind = f"{others[0].kind}s"
    if not lines:
        where = f"{len(others):,} more {kind}"
    elif len(lines) > SHOWN:
        where = f"{len(lines):,} more {kind}: {', '.join(lines[:SHOWN])} …"
    elif len(lines) > 1:
        where = f"{kind} {', '.join(lines[:-1])} and {lines[-1]}"
    else:
        where = f"{others[0].kind} {lines[0]}"
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
