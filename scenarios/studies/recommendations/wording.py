"""Words that several recommendations have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scheduler.judging.judge import Finding
from scheduler.week.clock import count
from scheduler.week.week import Body
from scheduler.week.words import capital, listed

_TAKES_AN_ARTICLE = ("Standing Committee", "Committee", "Coordinating Committee")


def named(body: Body) -> str:
    """A body's name as a sentence begins with it: ``The Standing Committee on …``."""
    return capital(inside(body))


def inside(body: Body) -> str:
    """A body's name inside a sentence: ``the Standing Committee on …``."""
    return f"the {body.name}" if body.name.startswith(_TAKES_AN_ARTICLE) else body.name


def keeps_musts(breached: Iterable[Finding]) -> str:
    """How a timetable stands to the musts: ``breaks no must``, or which it breaks and how often."""
    broken = Counter(finding.rule for finding in breached)
    if not broken:
        return "breaks no must"
    cases = listed(f"{rule} in {count(number, 'case')}" for rule, number in broken.items())
    return f"breaks the {verb(len(broken), 'must', 'musts')} {cases}"


def verb(number: int, one: str, several: str) -> str:
    """The form of a verb that goes with a number."""
    return one if number == 1 else several
