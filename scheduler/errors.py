"""The exceptions that this project raises.

::

    MeetingWeekError
    ├── BadInput           what a person gave cannot be used; lists every problem
    └── Disagreement       a bug of ours: the judge and the solver read a rule differently

That no timetable exists is a result (`Status.INFEASIBLE`), not an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class BadInput(MeetingWeekError):  # noqa: N818  (a state of affairs, in the field's words)
    """Input that cannot be used, with every problem found in it, in the order of the file."""

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, where: str, what: str) -> BadInput:
        """Return the error for a single problem."""
        return cls([InputProblem(where, what)])


class Disagreement(MeetingWeekError):  # noqa: N818
    """The solver's timetable does not stand before the judge: a defect of ours, to be reported."""
