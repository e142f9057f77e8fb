from __future__ import annotations

from pathlib import Path

import pytest

from constraints.fit_the_room import FitTheRoom
from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.places.why import why_not
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

WEEK = tiny_week(
    tiny_session("clearance", attendance=80),
    rooms=[tiny_room("hall"), tiny_room("annex", seats=50), tiny_room("cellar", seats=50)],
)


def applied(week: Week, mode: Must | Prefer) -> Scenario:
    settings = (Setting(rule=FitTheRoom(), mode=mode),)
    return Scenario(title=week.title, path=Path("a.yaml"), week=week, settings=settings)


@pytest.mark.parametrize(
    ("mode", "present", "chosen"),
    [
        (Prefer(), "annex", "annex"),  # possible, though dearer than the hall
        (Prefer(), None, "hall"),
    ],
)
def test_the_present_room_is_kept_where_it_is_possible_else_the_best_is_taken(
    mode: Must | Prefer, present: str | None, chosen: str
) -> None:
    scenario = applied(WEEK, mode)
    parts = [at("clearance", 0, "10:00", room=present)] if present else []
    given = tiny_timetable(*parts)
    answer = why_not(scenario, given, "clearance", parts[0] if parts else None, (0, 630))
    assert answer.chosen.part.room == chosen


def test_among_rooms_that_are_as_bad_the_present_one_is_spoken_of() -> None:
    small = WEEK.model_copy(update={"rooms": WEEK.rooms[1:]})
    scenario = applied(small, Must())
    part = at("clearance", 0, "10:00", room="cellar")
    given = Timetable(parts=(part,))
    answer = why_not(scenario, given, "clearance", part, (0, 630))
    assert answer.chosen.part.room == "cellar"
