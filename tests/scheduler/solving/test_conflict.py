"""What is said of a week that a search has proven impossible."""

from __future__ import annotations

from itertools import combinations

import pytest

from constraints.hold_every_session import HoldEverySession
from constraints.lead_in_person import LeadInPerson
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.rules.rule import Must, Setting
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.week import Format
from tests.scheduler.weeks import problem

# Each leader has time for its two sessions, so that no count refuses the week before a search.
WEEK = tiny_week(
    *(
        tiny_session("-".join(pair), leaders=set(pair), format=Format.WORKSHOP, hours=(600, 660))
        for pair in combinations(("NOR", "THA", "UGA"), 2)
    ),
    rooms=(tiny_room("hall"), tiny_room("annex")),
    minutes=90,
)
RULES = (SitWithinHours(), HoldEverySession(), UseRoomsOnce(), LeadInPerson())
SETTINGS = [Setting(rule=rule, mode=Must()) for rule in RULES]
OPTIONS = Options(time_limit=600, workers=1)


@pytest.mark.slow
def test_the_rules_that_cannot_be_kept_together_are_named() -> None:
    result = solve(problem(WEEK, SETTINGS), OPTIONS)
    assert result.status is Status.INFEASIBLE
    assert result.conflict == ("sit_within_hours", "hold_every_session", "lead_in_person")
    assert result.conflict_minimal


@pytest.mark.slow
def test_without_any_one_of_them_there_is_a_timetable() -> None:
    named = solve(problem(WEEK, SETTINGS), OPTIONS).conflict
    settings = [setting for setting in SETTINGS if setting.rule.name in named]
    assert solve(problem(WEEK, settings), OPTIONS).status is Status.INFEASIBLE
    for rest in combinations(settings, len(settings) - 1):
        assert solve(problem(WEEK, rest), OPTIONS).status is Status.PROVEN


def test_a_week_that_can_be_held_has_no_conflict() -> None:
    result = solve(problem(WEEK, SETTINGS[:3]), OPTIONS)
    assert result.status is Status.PROVEN
    assert not result.conflict
