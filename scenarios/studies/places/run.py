"""Judging every place that a part of a session could have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.studies.places.result import PartPlaces
from scheduler.judging.every_place import all_places, usual_minutes

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Part, Timetable


def part_places(
    scenario: Scenario,
    timetable: Timetable,
    session: str,
    part: Part | None = None,
    minutes: int | None = None,
) -> PartPlaces:
    """Every place for a part of a session; the arguments are those of `all_places`."""
    week, settings = scenario.week, scenario.settings
    return PartPlaces(
        scenario=scenario,
        timetable=timetable,
        session=session,
        part=part,
        minutes=minutes or usual_minutes(week, week.session[session], part),
        places=tuple(all_places(week, settings, timetable, session, part, minutes)),
    )
