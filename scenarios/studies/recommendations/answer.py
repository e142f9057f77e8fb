"""How a recommendation is answered: a grade, the reason for it, and the evidence."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    from scenarios.studies.recommendations.evidence import Evidence


class Grade(StrEnum):
    """How far a timetable meets a recommendation."""

    MET = "met"
    PARTLY = "partly met"
    NOT = "not met"
    CANNOT_SAY = "cannot say"
    """The scenario cannot speak to it, or there is no timetable to look at."""


class Graded(NamedTuple):
    """What one recommendation comes to.

    Attributes
    ----------
    reason
        Why the grade is what it is, as a sentence.
    evidence
        Sentences that can be quoted, with sessions, minutes and States.
    """

    grade: Grade
    reason: str
    evidence: tuple[str, ...] = ()


class Recommendation(NamedTuple):
    """One of the nine recommendations, and how it is graded.

    Attributes
    ----------
    number
        1 to 9.
    asks
        What it asks for, as a sentence.
    grade
        Grades it; the docstring of the function says when a timetable is given which grade.
    """

    number: int
    title: str
    asks: str
    grade: Callable[[Evidence], Graded]


class Answer(Frozen):
    """One recommendation, answered."""

    number: int
    title: str
    asks: str
    grade: Grade
    reason: str
    evidence: tuple[str, ...] = ()


def nothing_to_see(evidence: tuple[str, ...] = ()) -> Graded:
    """The grade of whatever needs a timetable where there is none."""
    return Graded(Grade.CANNOT_SAY, "There is no timetable to look at.", evidence)
