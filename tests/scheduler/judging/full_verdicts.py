"""The difference of two timetables, read from two whole verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.judging.judge import Verdict, judge
from scheduler.judging.verdict_changes import Difference, change_of, difference_of, moved
from scheduler.rules.rule import STRUCTURE, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


def verdict_difference(before: Verdict, after: Verdict) -> Difference:
    """How one verdict differs from another, rule by rule and case by case."""
    changes = (
        change_of(*([f for f in verdict.findings if f.rule == rule] for verdict in (before, after)))
        for rule in (STRUCTURE, *after.applied)
    )
    return difference_of(changes, after.tiers)


def stands_against(
    week: Week,
    settings: Sequence[Setting],
    timetable: Timetable,
    part: Part | None,
    to: Part | None,
) -> Difference:
    """What stands against another place for a part, and what it costs, against where it is."""
    after = judge(week, settings, moved(timetable, part, to))
    return verdict_difference(judge(week, settings, timetable), after)
