"""A scenario that keeps a published timetable as far as possible."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from constraints import RULES
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_published import KeepPublished
from constraints.keep_the_past import KeepThePast
from constraints.reserve_slack import ReserveSlack
from constraints.stay_near_published import StayNearPublished
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.replanning.publishing import moment_of, with_published
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.clock import DAY
from scheduler.week.timetable import Timetable

ONE = Options(workers=1)
PUBLISHED = tiny_timetable(at("clearance", 1, "10:30"), at("victims", 1, "10:00"))


def scenario(*settings: Setting, **references: Timetable) -> Scenario:
    return Scenario(
        title="A tiny week",
        path=Path("tiny.yaml"),
        week=tiny_week(
            tiny_session("clearance", wanted=60),
            tiny_session("victims"),
            days=2,
            references=references,
        ),
        settings=(Setting(rule=HoldEverySession(), mode=Must()), *settings),
    )


def modes(scenario: Scenario) -> dict[str, int]:
    return {setting.rule.name: setting.rank for setting in scenario.settings}


def wanted(tier: int) -> Setting:
    return Setting(rule=GiveWantedTime(), mode=Prefer(tier=tier))


def slack(tier: int) -> Setting:
    return Setting(rule=ReserveSlack(minutes_a_day=30), mode=Prefer(tier=tier))


def test_what_is_published_comes_before_the_scenarios_own_tiers() -> None:
    found = with_published(scenario(wanted(1), slack(2)), PUBLISHED)
    assert modes(found) == {
        "hold_every_session": 0,
        "give_wanted_time": 3,
        "reserve_slack": 4,
        "keep_published": 1,
        "stay_near_published": 2,
    }
    assert found.week.references == {"published": PUBLISHED}


def test_weights_stay_and_tiers_are_counted_without_gaps() -> None:
    heavy = Setting(rule=GiveWantedTime(), mode=Prefer(tier=4, weight=7))
    found = with_published(scenario(heavy, slack(9)), PUBLISHED)
    assert modes(found)["give_wanted_time"] == 3
    assert modes(found)["reserve_slack"] == 4
    assert Prefer(tier=3, weight=7) in [setting.mode for setting in found.settings]


def test_a_scenario_with_nine_tiers_has_eleven_then() -> None:
    settings = [Setting(rule=rule(), mode=Prefer(tier=n + 1)) for n, rule in enumerate(_nine())]
    found = with_published(scenario(*settings), PUBLISHED)
    assert sorted(modes(found).values()) == list(range(12))
    result = solve(found.problem, ONE)
    assert result.status is Status.PROVEN
    assert [tier.name for tier in result.tiers[:11]] == [f"tier {n}" for n in range(1, 12)]


def _nine() -> list[type[Rule]]:
    plain = [rule for rule in RULES if rule.usual == "prefer" and rule.key()[:5] != "keep_"]
    plain.remove(StayNearPublished)
    return plain[:9]


def test_the_scenarios_own_published_timetable_gives_way() -> None:
    own = Setting(rule=KeepPublished(reference="published"), mode=Must())
    past = KeepThePast(reference="published", until=datetime(2011, 6, 21))  # noqa: DTZ001
    earlier = tiny_timetable(at("clearance", 0, "10:00"))
    before = scenario(own, Setting(rule=past, mode=Prefer(tier=3)), published=earlier)
    found = with_published(before, PUBLISHED)
    assert modes(found) == {"hold_every_session": 0, "keep_published": 1, "stay_near_published": 2}
    assert found.week.references == {"published": earlier, "published*": PUBLISHED}
    assert [setting.rule for setting in found.settings[-2:]] == [
        KeepPublished(reference="published*"),
        StayNearPublished(reference="published*"),
    ]


def test_the_order_of_the_rules_is_that_of_the_catalogue() -> None:
    found = with_published(scenario(wanted(1)), PUBLISHED, DAY)
    assert list(modes(found)) == [rule.key() for rule in RULES if rule.key() in modes(found)]


def test_before_now_everything_is_held_as_a_must() -> None:
    found = with_published(scenario(wanted(1)), PUBLISHED, DAY + 615)
    (past,) = [s for s in found.settings if isinstance(s.rule, KeepThePast)]
    assert past.must
    assert past.rule.until == moment_of(found.week, DAY + 615)
    result = solve(found.problem, ONE)
    assert result.status is Status.PROVEN
    assert result.timetable == PUBLISHED


def test_a_week_that_can_stay_as_it_is_stays() -> None:
    result = solve(with_published(scenario(wanted(1)), PUBLISHED).problem, ONE)
    assert result.timetable == PUBLISHED
    assert [tier.value for tier in result.tiers[:3]] == [0, 0, 30]


def test_parts_that_the_week_cannot_hold_any_more_count_as_dropped() -> None:
    lost = (
        at("dissolved", 0, "10:00"),
        at("victims", 0, "20:00"),
        at("clearance", 5, "10:00"),
        at("clearance", 0, "10:00", room="tent"),
    )
    published = tiny_timetable(*PUBLISHED.parts, *lost)
    for now in (None, 6 * DAY):
        result = solve(with_published(scenario(), published, now).problem, ONE)
        assert result.timetable == PUBLISHED
        assert result.verdict is not None
        assert result.verdict.cost(1) == 3
