"""Recommendation 5: time for experiments."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.keep_plenaries_alone import KeepPlenariesAlone, PlenaryException
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.tiny import MONDAY, at, tiny_session, tiny_week
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.rules.rule import Rule
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Kind, Proposal, Session, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

STATES = tuple(
    Delegation(code=code, name=name)
    for code, name in (("UGA", "Uganda"), ("COL", "Colombia"), ("CHL", "Chile"), ("PER", "Peru"))
)
HOSTS = {"one": "UGA", "two": "COL", "three": "CHL", "four": "PER"}


def group(name: str, host: str | None, *, volunteered: bool = True, **more: Any) -> Session:
    return tiny_session(
        name,
        **{
            "body": "clearance",
            "format": Format.SMALL_GROUP,
            "optional": True,
            "wanted": 60,
            "proposal": Proposal(host=host, volunteered=volunteered),
            **more,
        },
    )


def week(*more: Session) -> Week:
    """Three days with 12 hours of sittings for plenaries, and lunch; groups report on Wednesday."""
    return tiny_week(
        tiny_session("clearance", leaders={"AUS"}, optional=True, wanted=60),
        tiny_session("reports", body="clearance", format=Format.REPORT_BACK, leaders={"AUS"}),
        *(group(name, host) for name, host in HOSTS.items()),
        *more,
        bodies=(
            Body(id="clearance", name="Clearance", instrument="convention", co_chairs=("AUS",)),
            Body(id="friends", name="Friends", kind=Kind.OTHER),
        ),
        delegations=STATES,
        sittings=("morning", "lunch", "afternoon"),
        minutes=120,
        days=3,
    )


REPORTS = at("reports", 2, "15:00")
ONE = at("one", 0, "10:00", 60)


def asked(*parts: Part, also: tuple[Rule, ...] = (), more: Any = (), **given: Any) -> Answer:
    rule = ReserveTimeForExperiments(**{"floor": 60, "share": 25, **given})
    return answered(5, scenario(week(*more), rule, *also), (*parts, REPORTS))


def test_an_hour_with_a_volunteer_is_met() -> None:
    answer = asked(ONE)
    assert answer.grade is Grade.MET
    assert answer.reason == "Experiments have 1 hour of the sittings, each of them volunteered."
    assert answer.evidence == (
        "1 of 4 proposed experiments is held, in 1 hour of the sittings: 8 % of their 12 hours.",
        "“One”, hosted by Uganda: 1 hour on Monday 20 June.",
    )


def test_under_the_floor_is_partly_met() -> None:
    answer = asked(ONE, floor=90)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "1 h 30 of the sittings are to be set aside for experiments; they have 1 hour."
    )


def test_a_low_floor_makes_no_grade_better() -> None:
    answer = asked(at("one", 0, "10:00"), floor=15)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "1 hour of the sittings is to be set aside for experiments; they have 30 minutes."
    )


def test_side_by_side_they_use_a_minute_once_and_it_is_said() -> None:
    answer = asked(ONE, at("two", 0, "10:00", 60), floor=90)
    assert answer.grade is Grade.PARTLY
    assert "they have 1 hour." in answer.reason
    assert "Each counted in full, they take 2 hours." in answer.evidence
    assert "Up to 2 run at the same time." in answer.evidence


def test_over_the_share_of_the_scenario_is_partly_met() -> None:
    answer = asked(ONE, share=8)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "Experiments take 1 hour; they may take up to 57 minutes."


def test_three_at_once_are_just_prudent() -> None:
    parts = [at(name, 0, "10:00", 60) for name in ("one", "two", "three")]
    assert asked(*parts).grade is Grade.MET


def test_more_than_a_third_of_the_time_is_not_prudent_whatever_the_scenario_allows() -> None:
    parts = [at(name, 0, "10:00", 60) for name in ("one", "two", "three")]
    more = group("more", "UGA")
    assert asked(*parts, at("four", 1, "10:00", 60), share=99, more=(more,)).grade is Grade.MET
    over = *parts, at("four", 1, "10:00", 60), at("more", 1, "15:00")
    answer = asked(*over, share=99, more=(more,))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "All groups together take 4 h 30, 38 % of the 12 hours of the sittings; "
        "prudence allows a third."
    )


def test_four_at_once_are_not_prudent_whatever_the_scenario_allows() -> None:
    parts = [at(name, 0, "10:00", 30) for name in HOSTS]
    answer = asked(*parts, at("one", 1, "10:00", 30), also=(LimitGroupsAtOnce(most=9),))
    assert answer.grade is Grade.PARTLY
    assert "4 groups run at the same time; prudence allows 3." in (answer.reason, *answer.evidence)


def test_more_at_once_than_the_scenario_wants_is_partly_met() -> None:
    beside = ONE, at("two", 0, "10:00", 60)
    assert asked(*beside, also=(LimitGroupsAtOnce(most=2),)).grade is Grade.MET
    answer = asked(*beside, also=(LimitGroupsAtOnce(most=1),))
    assert answer.grade is Grade.PARTLY
    assert "too many small groups run at one moment" in answer.reason


def test_without_a_share_nobody_can_say_that_it_was_prudent() -> None:
    answer = asked(ONE, share=100)
    assert answer.grade is Grade.PARTLY
    assert "names no share" in answer.reason


def test_lunch_is_time_for_experiments_where_the_scenario_says_so() -> None:
    lunch = frozenset({f"{MONDAY} lunch"})
    side = group("aside", "UGA", format=Format.SIDE_EVENT)
    answer = asked(at("aside", 0, "13:00", 60), sittings=lunch, more=(side,), share=50)
    assert answer.grade is Grade.MET
    assert asked(at("aside", 0, "13:00", 60), more=(side,)).grade is Grade.PARTLY


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"body": "friends"},
        {"body": "friends", "format": Format.SIDE_EVENT},
        {"format": Format.COORDINATION},
    ],
)
def test_beside_a_plenary_it_is_partly_met_whatever_it_is_called(more: dict[str, Any]) -> None:
    aside = group("aside", "UGA", **more)
    apart = asked(at("aside", 0, "15:00", 60), at("clearance", 0, "10:00", 60), more=(aside,))
    assert "runs beside" not in apart.reason
    answer = asked(at("aside", 0, "10:00", 60), at("clearance", 0, "10:00", 60), more=(aside,))
    assert answer.grade is Grade.PARTLY
    assert "“Aside” runs beside the plenary “Clearance” for 1 hour." in (
        answer.reason,
        *answer.evidence,
    )


def test_an_exception_of_the_scenario_makes_no_grade_better() -> None:
    rule = KeepPlenariesAlone(exceptions=(PlenaryException(session="one", beside="clearance"),))
    answer = asked(ONE, at("clearance", 0, "10:00", 60), also=(rule,))
    assert answer.grade is Grade.PARTLY


def test_a_host_who_has_not_volunteered_is_partly_met() -> None:
    pressed = group("pressed", "UGA", volunteered=False)
    answer = asked(at("pressed", 0, "10:00", 60), more=(pressed,))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "Uganda has not volunteered to host “Pressed”, which is held all the same."
    )


def test_a_group_that_names_no_host_hides_nobody() -> None:
    nameless = group("pressed", None, volunteered=False)
    answer = asked(at("pressed", 0, "10:00", 60), more=(nameless,))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "“Pressed” names no host, and no State that has volunteered for it."
    willing = group("methods", None)
    assert asked(at("methods", 0, "10:00", 60), more=(willing,)).grade is Grade.MET


def test_a_small_group_that_is_no_proposal_is_an_experiment_nobody_volunteered_for() -> None:
    plain = group("plain", None, proposal=None)
    answer = asked(ONE, at("plain", 1, "10:00", 60), more=(plain,))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "“Plain” is a small group without a proposal: no State has volunteered for it."
    )


def test_a_group_that_is_not_reported_on_is_partly_met() -> None:
    answer = answered(5, scenario(week(), ReserveTimeForExperiments(floor=60, share=25)), [ONE])
    assert answer.grade is Grade.PARTLY
    assert "“One” reports nowhere" in answer.reason


def test_time_that_nobody_set_aside_is_partly_met() -> None:
    answer = answered(5, week(), [ONE, REPORTS])
    assert answer.grade is Grade.PARTLY
    assert "sets no time aside" in answer.reason


def test_none_held_is_not_met() -> None:
    answer = asked(at("clearance", 0, "10:00", 60))
    assert answer.grade is Grade.NOT
    assert answer.evidence == ("4 experiments are proposed; the hosts of 4 have volunteered.",)


def test_none_proposed_is_not_met() -> None:
    answer = answered(5, tiny_week(tiny_session("clearance")), [at("clearance", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert "no proposals" in answer.reason


def test_without_a_timetable_the_proposals_are_counted() -> None:
    answer = answered(5, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == ("4 experiments are proposed; the hosts of 4 have volunteered.",)


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    assert answered(5, tiny_week(tiny_session("experts"), bodies=(body,))).grade is Grade.CANNOT_SAY
