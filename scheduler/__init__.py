"""The mechanism: the vocabulary of a meeting week, timetables, rules, the judge, and solving.

This package knows no concrete rule. No solver is imported until a week is solved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.errors import BadInput, Disagreement, InputProblem, MeetingWeekError
from scheduler.judging.judge import Finding, Verdict, judge
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.solving.result import Result, Status, Tier
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    from scheduler.solving.solving import Options, solve

__all__ = [
    "BadInput",
    "Disagreement",
    "Finding",
    "InputProblem",
    "MeetingWeekError",
    "Must",
    "Options",
    "Part",
    "Prefer",
    "Result",
    "Rule",
    "Setting",
    "Status",
    "Tier",
    "Timetable",
    "Verdict",
    "Week",
    "judge",
    "solve",
]


def __getattr__(name: str) -> Any:
    """Import the solver only when somebody asks for it."""
    if name in ("Options", "solve"):
        from scheduler.solving import solving

        return getattr(solving, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
