"""What alternatives and fronts say of themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.reserve_slack import ReserveSlack
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.alternatives.run import find_alternatives, parse_share
from scenarios.studies.tradeoffs.run import weigh
from scheduler.errors import BadInput
from scheduler.exploring.results import Ending, Terms
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.result import Status
from scheduler.solving.solving import Options

ONE = Options(workers=1)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario(
        title="Mines & more",
        path=Path("tiny.yaml"),
        week=tiny_week(
            tiny_session("clearance", least=30, wanted=60),
            tiny_session("extra", optional=True),
            days=2,
            minutes=60,
        ),
        settings=(
            Setting(rule=HoldEverySession(), mode=Must()),
            Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
            Setting(rule=ReserveSlack(minutes_a_day=30), mode=Prefer(tier=2, weight=2)),
        ),
    )


@pytest.mark.slow
def test_alternatives_say_what_moves_and_what_it_costs(scenario: Scenario) -> None:
    choice = find_alternatives(scenario, Terms(count=3, within=Decimal(200), differ=1), ONE)
    said = " ".join(str(choice).split())
    assert "Alternative 1 - " in said
    assert said.endswith(
        "Found 3 alternatives within 200 % of the best in every tier and 1 slot from every other, "
        "as many as were asked for."
    )
    places = [
        sentence for name in list(choice.results)[1:] for sentence in choice.differences(name)
    ]
    assert any("moves from" in sentence or "also meets" in sentence for sentence in places)
    assert list(choice.to_frame().columns) == [
        *("proven", "differs", "tier 1", "tier 2"),
        *("give_wanted_time", "reserve_slack"),
    ]
    assert all(sentence in said for sentence in places)
    assert list(choice.timetables) == list(choice.results)
    assert "Mines &amp; more" in choice._repr_html_()


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (Ending.NO_MORE, "it is proven that there are no more."),
        (Ending.TIME, "before the time was over; there may be more."),
        (Ending.STOPPED, "before it was stopped by hand; there may be more."),
    ],
)
def test_how_the_search_ended_is_said(scenario: Scenario, ending: Ending, words: str) -> None:
    choice = find_alternatives(scenario, Terms(count=1), ONE)
    ended = choice.alternatives.model_copy(update={"ending": ending})
    assert choice.model_copy(update={"alternatives": ended}).ending().endswith(words)


def test_that_the_best_is_only_the_best_known_is_said(scenario: Scenario) -> None:
    choice = find_alternatives(scenario, Terms(count=1), ONE)
    assert "within 5 % of the best in every tier" in choice.ending()
    best = choice.alternatives.best.model_copy(update={"status": Status.FEASIBLE})
    known = choice.alternatives.model_copy(update={"best": best})
    said = choice.model_copy(update={"alternatives": known}).ending()
    assert "within 5 % of the best that is known in every tier" in said


@pytest.mark.slow
def test_an_alternative_that_costs_less_than_a_best_that_is_not_proven_is_named(
    scenario: Scenario,
) -> None:
    choice = find_alternatives(scenario, Terms(count=2, within=Decimal(200), differ=1), ONE)
    assert choice.cheaper() == ""
    found = choice.alternatives
    short = tiny_timetable(at("clearance", 0, "10:00", 30))
    update = {
        "timetable": short,
        "verdict": scenario.judge(short),
        "status": Status.FEASIBLE,
    }
    known = found.best.model_copy(update=update)
    both = choice.model_copy(
        update={"alternatives": found.model_copy(update={"best": known, "found": found.found[:2]})}
    )
    assert both.cheaper().startswith("Alternative 1 and alternative 2 cost less than the best that")
    second = found.model_copy(update={"best": known, "found": (known, found.best)})
    one = choice.model_copy(update={"alternatives": second})
    assert one.cheaper() == (
        "Alternative 2 costs less than the best that was known: the search for the best was not "
        "over."
    )
    assert one.cheaper() in " ".join(str(one).split())


@pytest.mark.slow
def test_a_front_says_what_each_step_costs(scenario: Scenario) -> None:
    tradeoffs = weigh(scenario, ["reserve_slack", "give_wanted_time"], options=ONE)
    said = list(tradeoffs.sentences())
    number = len(tradeoffs.front.points)
    assert "proven to be all there are." in said[0]
    assert len(list(tradeoffs.steps())) == number - 1
    assert list(tradeoffs.to_frame().index) == list(range(1, number + 1))
    assert tradeoffs.units == {"reserve_slack": "minutes", "give_wanted_time": "minutes"}
    assert said[0] in str(tradeoffs)
    assert "Mines &amp; more" in tradeoffs._repr_html_()


def test_a_name_that_will_not_do_is_refused_in_python_too(scenario: Scenario) -> None:
    with pytest.raises(BadInput, match="keep_time_informal is not applied in this scenario"):
        weigh(scenario, ["give_wanted_time", "keep_time_informal"])


@pytest.mark.parametrize(
    ("text", "share"), [("5%", "5"), (" 2.5 % ", "2.5"), ("0%", "0"), ("12,5%", "12.5")]
)
def test_percentages_are_read_as_people_write_them(text: str, share: str) -> None:
    assert parse_share(text, "--within") == Decimal(share)
