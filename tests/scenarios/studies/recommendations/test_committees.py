"""Recommendations 2 and 7: the committees on cooperation and on stockpile destruction sit."""

from __future__ import annotations

import pytest

from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.tiny import at, tiny_session, tiny_week
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.rules.rule import Rule
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Kind, Session
from tests.scenarios.studies.recommendations.small import answered, scenario

ALBANIA = Delegation(code="ALB", name="Albania")
FLOOR = GuaranteeEveryCommittee(floor=60)
SUBJECTS = {2: "cooperation", 7: "stockpile destruction"}
numbers = pytest.mark.parametrize("number", SUBJECTS)


def asked(
    number: int, *parts: Part, rules: tuple[Rule, ...] = (FLOOR,), leader: str = "ALB"
) -> Answer:
    """The answer for a week with a committee on the subject, whose sessions Albania leads."""
    body = Body(
        id="own",
        name="Standing Committee on It",
        subject=SUBJECTS[number].title(),
        co_chairs=(leader,),
    )
    week = tiny_week(
        tiny_session("own", leaders={"ALB"}, wanted=60),
        tiny_session("joint", bodies=("own", "other"), leaders={"ALB"}),
        tiny_session("other"),
        bodies=(body,),
        delegations=(ALBANIA,),
        minutes=120,
    )
    return answered(number, scenario(week, *rules), parts)


@numbers
def test_the_floor_in_sessions_of_its_own_is_met(number: int) -> None:
    answer = asked(number, at("own", 0, "10:00", 60))
    assert answer.grade is Grade.MET
    assert answer.reason == (
        "The Standing Committee on It has time of its own, no less than the 1 hour promised."
    )
    assert answer.evidence[0] == "The Standing Committee on It sits for 1 hour on Monday 20 June."


@numbers
def test_any_time_of_its_own_is_met_where_no_floor_is_promised(number: int) -> None:
    assert asked(number, at("own", 0, "10:00"), rules=()).grade is Grade.MET


@numbers
def test_less_than_the_floor_is_partly_met(number: int) -> None:
    answer = asked(number, at("own", 0, "10:00"))
    assert answer.grade is Grade.PARTLY
    assert "less than the 1 hour promised" in answer.reason


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
def test_a_committee_that_does_not_sit_is_not_met(number: int) -> None:
    answer = asked(number, at("other", 0, "10:00", 60))
    assert answer.grade is Grade.NOT
    assert answer.reason == "The Standing Committee on It does not sit."


@numbers
def test_no_committee_on_the_subject_is_not_met(number: int) -> None:
    answer = answered(number, tiny_week(tiny_session("other")), [at("other", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert answer.reason == f"The scenario has no Standing Committee on {SUBJECTS[number]}."


@numbers
def test_a_week_without_standing_committees_cannot_say(number: int) -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER, subject=SUBJECTS[number])
    week = tiny_week(tiny_session("experts"), bodies=(body,))
    answer = answered(number, week, [at("experts", 0, "10:00")])
    assert answer.grade is Grade.CANNOT_SAY
    assert "no Standing Committee" in answer.reason


@numbers
def test_without_a_timetable_it_is_said_what_the_committee_asks_for(number: int) -> None:
    body = Body(id="own", name="Standing Committee on It", subject=SUBJECTS[number])
    answer = answered(number, tiny_week(tiny_session("own"), bodies=(body,)), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == (
        "The Standing Committee on It asks for 30 minutes at least in sessions of its own.",
    )


def special() -> Session:
    return tiny_session(
        "special", body="friends", format=Format.SPECIAL, subject="cooperation", leaders={"ALB"}
    )


def test_a_special_session_does_not_stand_for_the_committee_but_is_named() -> None:
    friends = Body(id="friends", name="Friends", kind=Kind.OTHER)
    week = tiny_week(tiny_session("other"), special(), bodies=(friends,), days=2)
    answer = answered(2, week, [at("special", 1, "10:00", 45)])
    assert answer.grade is Grade.NOT
    assert answer.evidence == (
        "“Special” takes the subject up without a committee: 45 minutes on Tuesday 21 June.",
    )


def test_victim_assistance_is_not_the_committee_on_cooperation_and_assistance() -> None:
    body = Body(id="victims", name="Victims", subject="victim assistance")
    week = tiny_week(tiny_session("victims"), bodies=(body,))
    assert answered(2, week, [at("victims", 0, "10:00")]).grade is Grade.NOT


def test_stockpile_destruction_names_the_states_concerned_and_the_time_it_lacks() -> None:
    body = Body(
        id="own",
        name="Standing Committee on It",
        subject="stockpile destruction",
        implementers=frozenset({"ALB"}),
    )
    own = tiny_session("own", speakers={"ALB", "CHL"}, wanted=60)
    states = (ALBANIA, Delegation(code="CHL", name="Chile"))
    week = tiny_week(own, bodies=(body,), delegations=states)
    assert answered(7, week, [at("own", 0, "10:00")]).evidence[1:] == (
        "Its subject concerns 1 State: Albania.",
        "2 delegations are to take the floor: Albania and Chile.",
        "The Standing Committee on It asks for 1 hour and has 30 minutes.",
    )
