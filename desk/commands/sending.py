"""What several commands do before a week is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.reading.input_problems import warn
from scheduler.document.when import how_often

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


def warn_of_breaches(scenario: Scenario, timetable: Timetable) -> None:
    """Say that what is to be sent breaks musts, and where to read which."""
    breached = scenario.judge(timetable).breached
    if breached:
        often = how_often(len(breached))
        warn("", f"this timetable breaks a must {often}; 'meeting-week check' says where")
