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
from scheduler.repairing.attempts import attempt, nearest_of
from scheduler.rules.rule import Must, Setting
from scheduler.solving.problem import Known
from scheduler.solving.result import Status
from scheduler.solving.solving import Options
from scheduler.week.timetable import Timetable

AT_ONCE = Options(workers=1, time_limit=1e-9)
"""No search gets anywhere; only what is known before it is left."""

MUSTS = tuple(
    Setting(rule=rule, mode=Must())
    for rule in (SitWithinHours(), HoldEverySession(), KeepPlenariesAlone())
)
APART = tiny_timetable(at("clearance", 0, "10:00"), at("group", 1, "10:00"))
EMPTY = Timetable()
WITHOUT_GROUP = tiny_timetable(at("clearance", 0, "10:00"))
TOGETHER = tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:00"))


def replanned(published: Timetable, options: Options = AT_ONCE) -> Replanned:
    week = tiny_week(tiny_session("clearance"), tiny_session("group"), days=2, minutes=30)
    scenario = Scenario(title="A tiny week", path=Path("tiny.yaml"), week=week, settings=MUSTS)
    return replan(ReplanCase(scenario, published, known=week), options)


def test_a_published_week_that_keeps_every_must_stays_even_without_time_to_search() -> None:
    found = replanned(APART)
    assert found.result.timetable == APART
    assert found.nearest is None and found.moves == ()
    assert found.kept is not None and found.kept.value == 0


def test_a_published_week_that_breaks_a_must_is_no_result_without_time_to_search() -> None:
    found = replanned(TOGETHER)
    assert found.result.status is Status.UNKNOWN
    assert found.result.timetable is None and found.moves == ()
    assert found.nearest is not None
    assert found.nearest.timetable == TOGETHER


def test_the_report_says_what_the_nearest_week_breaks_and_by_how_much() -> None:
    text = str(replanned(TOGETHER))
    assert "It is no week to be published: it breaks 1 must, by 30 minutes of overlap." in text
    assert "In it 0 parts change." in text
    assert "Whether fewer would do is not settled" not in text


def test_with_time_the_same_week_is_repaired() -> None:
    found = replanned(TOGETHER, Options(workers=1))
    assert found.result.status is Status.PROVEN and found.nearest is None
    assert len(found.moves) == 1


def test_what_stood_against_everything_that_was_tried_is_said() -> None:
    tiny = replanned(TOGETHER)
    assert tiny.nearest is not None
    problem = tiny.scenario.problem
    attempts = [attempt(problem, Known(one)) for one in (TOGETHER, EMPTY, WITHOUT_GROUP)]
    week = tiny.nearest.model_copy(update={"nearest": nearest_of(problem, attempts)})
    assert "No one requirement stood against each of the 3 timetables tried." in [*week.sentences()]
    attempts = [attempt(problem, Known(one)) for one in (EMPTY, WITHOUT_GROUP)]
    week = week.model_copy(update={"nearest": nearest_of(problem, attempts)})
    assert len([*week.sentences()]) == 1
