"""Recommendation 5: time for experiments."""

from __future__ import annotations

from typing import Any

from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.tiny import MONDAY, at, tiny_session, tiny_week
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.rules.rule import Rule
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Kind, Proposal, Session, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

UGANDA = Delegation(code="UGA", name="Uganda")


def group(name: str, volunteered: bool = True) -> Session:
    return tiny_session(
        name,
        body="clearance",
        format=Format.SMALL_GROUP,
        optional=True,
        wanted=60,
        leaders={"UGA"},
        proposal=Proposal(host="UGA", volunteered=volunteered),
    )


def week(**more: Any) -> Week:
    return tiny_week(
        tiny_session("clearance"),
        group("willing"),
        group("second"),
        group("pressed", volunteered=False),
        bodies=(Body(id="clearance", name="Clearance", co_chairs=("UGA",)),),
        delegations=(UGANDA,),
        sittings=("morning", "lunch"),
        **more,
    )


def asked(*parts: Part, also: tuple[Rule, ...] = (), **given: Any) -> Answer:
    rule = ReserveTimeForExperiments(**{"floor": 30, "share": 99, **given})
    return answered(5, scenario(week(), rule, *also), parts)


def test_the_floor_reached_with_volunteers_is_met() -> None:
    answer = asked(at("willing", 0, "10:00"))
    assert answer.grade is Grade.MET
    assert answer.reason == (
        "Experiments have 30 minutes of the sittings, each of them volunteered."
    )
    assert answer.evidence == (
        "1 of 3 proposed experiments is held, in 30 minutes of the sittings: 50 % of their 1 hour.",
        "“Willing”, hosted by Uganda: 30 minutes on Monday 20 June.",
    )


def test_side_by_side_they_use_a_minute_once_and_it_is_said() -> None:
    answer = asked(at("willing", 0, "10:00"), at("second", 0, "10:00"), floor=60)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "1 hour of the sittings is set aside for experiments; they have 30 minutes."
    )
    assert "Up to 2 run at the same time." in answer.evidence


def test_under_the_floor_is_partly_met() -> None:
    assert asked(at("willing", 0, "10:00"), floor=45).grade is Grade.PARTLY


def test_over_the_share_is_partly_met() -> None:
    answer = asked(at("willing", 0, "10:00"), share=49)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "Experiments take 30 minutes; they may take up to 29 minutes."


def test_where_each_counts_in_full_the_share_is_sooner_used_up() -> None:
    beside = at("willing", 0, "10:00"), at("second", 0, "10:00")
    assert asked(*beside, share=50).grade is Grade.MET
    answer = asked(*beside, share=50, at_once="full")
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "Experiments take 1 hour; they may take up to 30 minutes."
    assert "Each counted in full, they take 1 hour." in answer.evidence


def test_lunch_is_time_for_experiments_where_the_scenario_says_so() -> None:
    lunch = frozenset({"2011-06-20 lunch"})
    answer = asked(at("willing", 0, "13:00"), at("second", 0, "10:00"), sittings=lunch)
    assert answer.grade is Grade.MET
    assert "in 30 minutes of the sittings: 50 % of their 1 hour." in answer.evidence[0]


def test_without_a_share_nobody_can_say_that_it_was_prudent() -> None:
    answer = asked(at("willing", 0, "10:00"), share=100)
    assert answer.grade is Grade.PARTLY
    assert "names no share" in answer.reason


def test_more_at_once_than_the_scenario_wants_is_partly_met() -> None:
    beside = at("willing", 0, "10:00"), at("second", 0, "10:00")
    assert asked(*beside, also=(LimitGroupsAtOnce(most=2),)).grade is Grade.MET
    answer = asked(*beside, also=(LimitGroupsAtOnce(most=1),))
    assert answer.grade is Grade.PARTLY
    assert "too many small groups run at one moment" in answer.reason


def test_a_host_who_has_not_volunteered_is_partly_met() -> None:
    answer = asked(at("pressed", 0, "10:00"))
    assert answer.grade is Grade.PARTLY
    assert "volunteer" in answer.reason


def test_time_that_nobody_set_aside_is_partly_met() -> None:
    answer = answered(5, week(), [at("willing", 0, "10:00")])
    assert answer.grade is Grade.PARTLY
    assert "sets no time aside" in answer.reason


def test_at_lunch_an_experiment_has_no_time_of_the_sittings() -> None:
    answer = asked(at("willing", 0, "13:00"))
    assert answer.grade is Grade.PARTLY
    assert "they have 0 minutes" in answer.reason


def test_none_held_is_not_met() -> None:
    answer = asked(at("clearance", 0, "10:00"))
    assert answer.grade is Grade.NOT
    assert answer.evidence == ("3 experiments are proposed; the hosts of 2 have volunteered.",)


def test_none_proposed_is_not_met() -> None:
    answer = answered(5, tiny_week(tiny_session("clearance")), [at("clearance", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert "no proposals" in answer.reason


def test_without_a_timetable_the_proposals_are_counted() -> None:
    answer = answered(5, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == ("3 experiments are proposed; the hosts of 2 have volunteered.",)


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    assert answered(5, tiny_week(tiny_session("experts"), bodies=(body,))).grade is Grade.CANNOT_SAY


def test_time_of_sittings_that_overlap_counts_once_as_in_the_rule() -> None:
    one = week()
    beside = one.sittings[0].model_copy(update={"id": f"{MONDAY} beside"})
    both = one.model_copy(update={"sittings": (*one.sittings, beside)})
    rule = ReserveTimeForExperiments(floor=30, share=99)
    answer = answered(5, scenario(both, rule), [at("willing", 0, "10:00")])
    assert "30 minutes of the sittings: 50 % of their 1 hour." in answer.evidence[0]
