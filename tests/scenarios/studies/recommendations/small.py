"""Small scenarios, and what becomes of one recommendation in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scenarios.scenario import Scenario
from scenarios.studies.recommendations.answer import Answer
from scenarios.studies.recommendations.run import RECOMMENDATIONS, answer, gather_evidence
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


def scenario(week: Week, *musts: Rule, prefer: Iterable[Rule] = (), **more: Any) -> Scenario:
    """A scenario of a week with some rules as musts and some as preferences of tier 1."""
    settings = (
        *(Setting(rule=rule, mode=Must()) for rule in musts),
        *(Setting(rule=rule, mode=Prefer(tier=1)) for rule in prefer),
    )
    return Scenario(title="Small", path=Path("small.yaml"), week=week, settings=settings, **more)


def answered(
    number: int, given: Scenario | Week, parts: Iterable[Part] | None = (), **more: Any
) -> Answer:
    """The answer to one recommendation; None for the parts means that there is no timetable."""
    whole = given if isinstance(given, Scenario) else scenario(given)
    timetable = None if parts is None else Timetable(parts=tuple(parts))
    asked = next(one for one in RECOMMENDATIONS if one.number == number)
    return answer(asked, gather_evidence(whole, timetable, **more))
