"""A speaker who is there on one day only: it speaks on that day, or the week says why it cannot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenarios
from constraints.follow_the_agenda import FollowTheAgenda
from constraints.hear_every_speaker import HearEverySpeaker
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scheduler.drafting.draft import Draft
from scheduler.explaining.explaining import explain
from scheduler.judging.preflight import refusals
from scheduler.solving.result import GIVEN_UP, Status
from scheduler.solving.search import Search
from scheduler.solving.solving import Options, solve
from scheduler.week.timetable import Timetable

LIBRARY = Path(scenarios.__file__).parent / "library"
FOLDER = Path(__file__).parent / "speakers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The case beside the week of the library that it extends."""
    for name in ("reference", "candidates"):
        shutil.copytree(LIBRARY / name, tmp_path / name)
    for file in (LIBRARY / "apmbc-2011.yaml", FOLDER / "speaker-one-day.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoken(timetable: Timetable, code: str) -> Iterator[tuple[str, int]]:
    """The sessions in which somebody makes a statement, with the day."""
    for part in timetable.parts:
        if code in part.speakers:
            yield part.session, part.day


def timetable_of(scenario: Scenario) -> Timetable:
    """A timetable that keeps every must, without any proof of how good it is."""
    draft = Draft(scenario.week, scenario.problem.musts)
    found = Search(60.0, seed=1, workers=1, effort=20.0).run(draft.model, "musts", first=True)
    assert found.values is not None
    return draft.read(found.values)


@pytest.mark.slow
def test_a_speaker_who_is_there_on_one_day_speaks_on_that_day(folder: Path) -> None:
    scenario = load_scenario(folder / "speaker-one-day.yaml")
    assert not refusals(scenario.week, scenario.settings)
    timetable = timetable_of(scenario)
    assert scenario.judge(timetable).legal
    assert list(spoken(timetable, "CYP")) == [("mine-clearance", 0)]


def test_in_the_programme_as_it_was_held_and_written_it_would_not_be_heard(folder: Path) -> None:
    scenario = load_scenario(folder / "speaker-one-day.yaml")
    held = scenario.candidate("held")
    sentences = [one.sentence for one in scenario.judge(held).breached]
    assert [one for one in sentences if one.startswith("Cyprus")] == [
        "Cyprus must speak in “Mine Clearance, Mine Risk Education and Mine Action Technologies” "
        "and is not present for 10 minutes of it."
    ]


@pytest.mark.slow
def test_the_week_of_a_speaker_who_is_there_on_one_day_is_proven(folder: Path) -> None:
    scenario = load_scenario(folder / "speaker-one-day.yaml")
    result = solve(scenario.problem, Options(time_limit=600))
    assert result.status is Status.PROVEN
    assert result.timetable is not None
    assert list(spoken(result.timetable, "CYP")) == [("mine-clearance", 0)]


@pytest.mark.slow
def test_where_its_day_and_the_agenda_clash_both_are_named() -> None:
    """Chile makes a request, comes on Tuesday, and Cyprus speaks after all requests on Monday."""
    scenario = load_scenario(LIBRARY / "days-against-agenda.yaml")
    found = explain(scenario.problem, Options(time_limit=300), timetable=False)
    assert found.status is Status.INFEASIBLE
    assert found.complete
    [conflict] = found.conflicts
    assert conflict.minimal
    said = dict[str, list[str]]()
    for one in conflict.requirements:
        said.setdefault(one.rule, []).append(one.sentence)
    clearance = "“Mine Clearance, Mine Risk Education and Mine Action Technologies”"
    assert said[HearEverySpeaker.key()] == [
        "Chile is present only on Tuesday 21 June, Wednesday 22 June, Thursday 23 June and Friday "
        f"24 June, and its statement in {clearance} may stand only on Tuesday 21 June, Wednesday "
        "22 June and Thursday 23 June.",
        f"Cyprus is present only on Monday 20 June, and its statement in {clearance} may stand "
        "only on Monday 20 June.",
    ]
    assert said[FollowTheAgenda.key()] == [
        f"In {clearance}, “Updates by States with obligations” begins when the items before it are "
        "over."
    ]
    assert {way.given_up.rule for way in found.ways[0]} == {
        HearEverySpeaker.key(),
        FollowTheAgenda.key(),
    }
    assert found.repair is not None
    assert found.repair.proven


@pytest.mark.slow
def test_what_is_given_up_of_such_a_week_is_as_little_as_can_be() -> None:
    scenario = load_scenario(LIBRARY / "days-against-agenda.yaml")
    key = (HearEverySpeaker.key(), ("CYP", "absent", "mine-clearance"))
    bare = scenario.model_copy(update={"settings": scenario.problem.musts})
    result = solve(bare.problem, Options(time_limit=300), eased=[key])
    assert [tier.value for tier in result.tiers if tier.name == GIVEN_UP] == [10], "its minutes"
    assert result.timetable is not None
    assert all(day > 0 for _, day in spoken(result.timetable, "CYP"))
