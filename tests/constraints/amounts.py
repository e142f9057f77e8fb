"""What a rule finds in a timetable made by hand."""

from __future__ import annotations

from constraints.tiny import tiny_timetable
from scheduler.rules.draft import Case
from scheduler.rules.rule import Rule
from scheduler.week.timetable import Part
from scheduler.week.week import Week


def amounts(rule: Rule, week: Week, *parts: Part) -> dict[Case, int]:
    """The amount of each case, after making sure that no case is found twice."""
    breaches = list(rule.check(week, tiny_timetable(*parts)))
    found = dict(breaches)
    assert len(found) == len(breaches), breaches
    return found
