"""Recommendations 2 and 7: the committees on cooperation and on stockpile destruction sit."""

from __future__ import annotations

import pytest

from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.keep_plenaries_alone import KeepPlenariesAlone, PlenaryException
from constraints.lead_in_person import LeadInPerson
from constraints.tiny import at, mornings, tiny_session, tiny_week
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.rules.rule import Rule
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Committee, Delegation, Format, Kind, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

ALBANIA = Delegation(code="ALB", name="Albania")
NAME = "Standing Committee on It"
COMMITTEES = {2: Committee.COOPERATION, 7: Committee.STOCKPILE_DESTRUCTION}
CALLED = {2: "cooperation and assistance", 7: "stockpile destruction"}
numbers = pytest.mark.parametrize("number", COMMITTEES)


def week(number: int, leader: str = "ALB", state: Delegation = ALBANIA) -> Week:
    """A week with the committee, whose sessions Albania leads; all may be left out."""
    body = Body(id="own", name=NAME, committee=COMMITTEES[number], co_chairs=(leader,))
    return tiny_week(
        tiny_session("own", leaders={"ALB"}, wanted=120, most_parts=2, optional=True),
        tiny_session("joint", bodies=("own", "other"), leaders={"ALB"}, wanted=60, optional=True),
        tiny_session("group", body="own", format=Format.SMALL_GROUP, wanted=60, optional=True),
        tiny_session("other", optional=True, wanted=60),
        bodies=(body, Body(id="other", name="Other")),
        delegations=(state,),
        minutes=120,
        days=2,
    )


def asked(
    number: int,
    *parts: Part,
    rules: tuple[Rule, ...] = (),
    leader: str = "ALB",
    state: Delegation = ALBANIA,
) -> Answer:
    return answered(number, scenario(week(number, leader, state), *rules), parts)


@numbers
def test_an_hour_in_sessions_of_its_own_is_met(number: int) -> None:
    answer = asked(number, at("own", 0, "10:00", 60))
    assert answer.grade is Grade.MET
    assert answer.reason == (
        "The Standing Committee on It has time of its own, no less than the 1 hour promised."
    )
    assert answer.evidence[0] == "The Standing Committee on It sits for 1 hour on Monday 20 June."


@numbers
def test_less_than_an_hour_is_partly_met(number: int) -> None:
    answer = asked(number, at("own", 0, "10:00", 30))
    assert answer.grade is Grade.PARTLY
    assert "sits for 30 minutes, less than the 1 hour promised" in answer.reason


@numbers
def test_a_scenario_may_promise_more_but_not_less(number: int) -> None:
    more, less = GuaranteeEveryCommittee(floor=90), GuaranteeEveryCommittee(floor=15)
    assert asked(number, at("own", 0, "10:00", 60), rules=(more,)).grade is Grade.PARTLY
    assert asked(number, at("own", 0, "10:00", 90), rules=(more,)).grade is Grade.MET
    assert asked(number, at("own", 0, "10:00", 30), rules=(less,)).grade is Grade.PARTLY


@numbers
def test_a_joint_session_alone_is_partly_met(number: int) -> None:
    answer = asked(number, at("joint", 0, "10:00", 60))
    assert answer.grade is Grade.PARTLY
    assert "yet not in a session of its own" in answer.reason
    assert "“Joint”, jointly with others: 1 hour on Monday 20 June." in answer.evidence


@numbers
def test_a_session_led_by_strangers_alone_is_partly_met(number: int) -> None:
    answer = asked(number, at("own", 0, "10:00", 60), leader="CHL")
    assert answer.grade is Grade.PARTLY
    assert answer.evidence[0] == "“Own”, led by others: 1 hour on Monday 20 June."


@numbers
def test_a_small_group_of_its_is_not_the_committee(number: int) -> None:
    answer = asked(number, at("group", 0, "10:00", 60))
    assert answer.grade is Grade.NOT
    assert answer.reason == "The Standing Committee on It does not sit."
    assert "“Group”, beside its plenaries: 1 hour on Monday 20 June." in answer.evidence


@numbers
def test_a_committee_that_does_not_sit_is_not_met(number: int) -> None:
    answer = asked(number, at("other", 0, "10:00", 60))
    assert answer.grade is Grade.NOT
    assert answer.reason == "The Standing Committee on It does not sit."


@numbers
def test_time_in_which_its_leader_is_away_does_not_count(number: int) -> None:
    away = Delegation(code="ALB", name="Albania", sittings=mornings(1))
    answer = asked(number, at("own", 0, "10:00", 60), state=away)
    absent = "Albania leads “Own” and is not present for 1 hour of it."
    assert answer.grade is Grade.NOT
    assert answer.reason == (
        f"The Standing Committee on It has no time in which no must is broken. {absent}"
    )
    assert answer.evidence[1] == (
        f"“Own”, 1 hour on Monday 20 June, breaks a must and does not count: {absent}"
    )


@numbers
def test_where_some_of_its_time_is_sound_it_is_partly_met(number: int) -> None:
    away = Delegation(code="ALB", name="Albania", sittings=mornings(1))
    answer = asked(number, at("own", 0, "10:00", 60), at("own", 1, "10:00", 60), state=away)
    assert answer.grade is Grade.PARTLY
    assert answer.reason.startswith(
        "The Standing Committee on It has time of its own, yet a must is broken in it. Albania"
    )


@numbers
def test_time_beside_another_plenary_does_not_count(number: int) -> None:
    answer = asked(number, at("own", 0, "10:00", 60), at("other", 0, "10:30", 60))
    assert answer.grade is Grade.NOT
    assert "runs beside the plenary" in answer.reason


@numbers
def test_a_part_outside_the_sittings_does_not_count(number: int) -> None:
    answer = asked(number, at("own", 0, "18:00", 60))
    assert answer.grade is Grade.NOT
    assert "lies in no sitting" in answer.reason


@numbers
def test_what_others_break_elsewhere_does_not_matter(number: int) -> None:
    parts = at("own", 0, "10:00", 60), at("other", 1, "10:00", 60), at("group", 1, "10:00", 60)
    assert asked(number, *parts).grade is Grade.MET


@numbers
def test_an_exception_of_the_scenario_makes_no_grade_better(number: int) -> None:
    rule = KeepPlenariesAlone(exceptions=(PlenaryException(session="own", beside="other"),))
    parts = at("own", 0, "10:00", 60), at("other", 0, "10:30", 60)
    assert asked(number, *parts, rules=(rule,)).grade is Grade.NOT


@numbers
def test_a_must_that_is_made_a_preference_is_held_to_all_the_same(number: int) -> None:
    away = Delegation(code="ALB", name="Albania", sittings=mornings(1))
    whole = scenario(week(number, state=away), prefer=[LeadInPerson()])
    assert answered(number, whole, [at("own", 0, "10:00", 60)]).grade is Grade.NOT


@numbers
def test_a_session_shorter_than_its_least_is_partly_met(number: int) -> None:
    body = Body(id="own", name=NAME, committee=COMMITTEES[number])
    given = tiny_week(tiny_session("own", least=90), bodies=(body,), minutes=120)
    answer = answered(number, given, [at("own", 0, "10:00", 60)])
    assert answer.grade is Grade.PARTLY
    assert answer.reason.endswith("“Own” needs at least 1 h 30; 30 minutes are missing.")


@numbers
def test_where_another_says_which_it_is_and_none_is_the_one_it_is_not_met(number: int) -> None:
    bodies = (
        Body(id="one", name="Standing Committee on One", committee=Committee.CLEARANCE),
        Body(id="two", name="Standing Committee on Two"),
    )
    given = tiny_week(tiny_session("one"), tiny_session("two"), bodies=bodies)
    answer = answered(number, given, [at("one", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert answer.reason == f"The scenario has no Standing Committee on {CALLED[number]}."
    assert answer.evidence == (
        "The Standing Committee on One is the one on clearance.",
        "The Standing Committee on Two does not say which it is; if it is this one, "
        f"write “committee: {COMMITTEES[number].value}” at it.",
    )


@numbers
def test_where_none_says_which_it_is_it_cannot_be_said_whatever_it_is_called(number: int) -> None:
    body = Body(id="own", name=f"Standing Committee on {CALLED[number]}", subject=CALLED[number])
    given = tiny_week(tiny_session("own", least=60), bodies=(body,))
    answer = answered(number, given, [at("own", 0, "10:00", 60)])
    assert answer.grade is Grade.CANNOT_SAY
    assert f"“committee: {COMMITTEES[number].value}”" in answer.reason


@numbers
def test_a_week_without_standing_committees_cannot_say(number: int) -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    answer = answered(number, tiny_week(tiny_session("experts"), bodies=(body,)), ())
    assert answer.grade is Grade.CANNOT_SAY
    assert "no Standing Committee" in answer.reason


@numbers
def test_without_a_timetable_it_is_said_what_the_committee_asks_for(number: int) -> None:
    answer = answered(number, scenario(week(number)), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == (
        "The Standing Committee on It asks for 30 minutes at least in sessions of its own.",
    )


@numbers
def test_of_two_that_say_it_the_worse_decides(number: int) -> None:
    bodies = [
        Body(id=key, name=key.title(), committee=COMMITTEES[number]) for key in ("one", "two")
    ]
    given = tiny_week(
        tiny_session("one", wanted=60),
        tiny_session("two", wanted=60),
        bodies=bodies,
        minutes=120,
    )
    both = at("one", 0, "10:00", 60), at("two", 0, "11:00", 60)
    assert answered(number, given, both).grade is Grade.MET
    assert answered(number, given, both[:1]).grade is Grade.NOT


def stockpiles(implementers: frozenset[str] | None) -> Week:
    body = Body(
        id="own", name=NAME, committee=Committee.STOCKPILE_DESTRUCTION, implementers=implementers
    )
    own = tiny_session("own", speakers={"ALB", "CHL"}, wanted=60)
    states = (ALBANIA, Delegation(code="CHL", name="Chile"))
    return tiny_week(own, bodies=(body,), delegations=states)


def test_stockpile_destruction_names_the_states_concerned_and_the_time_it_lacks() -> None:
    answer = answered(7, stockpiles(frozenset({"ALB"})), [at("own", 0, "10:00")])
    assert answer.evidence[1:] == (
        "Its subject concerns 1 State: Albania.",
        "2 delegations are to take the floor: Albania and Chile.",
        "The Standing Committee on It asks for 1 hour and has 30 minutes.",
    )


@pytest.mark.parametrize("parts", [(at("own", 0, "10:00", 60),), (), None])
def test_with_nobody_left_under_article_4_the_committee_is_not_asked_for(
    parts: tuple[Part, ...] | None,
) -> None:
    answer = answered(7, stockpiles(frozenset()), parts)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.reason.startswith("No challenge remains: no State has stockpiles left")


def test_where_it_is_not_said_who_is_concerned_challenges_are_taken_to_remain() -> None:
    assert answered(7, stockpiles(None), [at("own", 0, "10:00", 60)]).grade is Grade.MET
    assert answered(7, stockpiles(None), []).grade is Grade.NOT
