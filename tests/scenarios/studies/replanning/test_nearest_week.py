"""Where no week is found that keeps every must: the nearest one, and what it breaks."""

from __future__ import annotations

from pathlib import Path

from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.replanning.case import ReplanCase
from scenarios.studies.replanning.result import Replanned
from scenarios.studies.replanning.run import replan
from scheduler.rules.rule import Must, Setting
from scheduler.solving.result import Status
from scheduler.solving.solving import Options

AT_ONCE = Options(workers=1, time_limit=1e-9)
"""No search gets anywhere; only what is known before it is left."""

MUSTS = tuple(
    Setting(rule=rule, mode=Must())
    for rule in (SitWithinHours(), HoldEverySession(), KeepPlenariesAlone())
)
APART = tiny_timetable(at("clearance", 0, "10:00"), at("group", 1, "10:00"))
TOGETHER = tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:00"))


def replanned(published: object, options: Options = AT_ONCE) -> Replanned:
    week = tiny_week(tiny_session("clearance"), tiny_session("group"), days=2, minutes=30)
    scenario = Scenario(title="A tiny week", path=Path("tiny.yaml"), week=week, settings=MUSTS)
    return replan(ReplanCase(scenario, published, known=week), options)  # type: ignore[arg-type]


def test_a_published_week_that_keeps_every_must_stays_even_without_time_to_search() -> None:
    found = replanned(APART)
    assert found.result.status is Status.FEASIBLE
    assert found.result.timetable == APART
    assert found.nearest is None and found.moves == ()
    assert found.kept is not None and found.kept.value == 0
