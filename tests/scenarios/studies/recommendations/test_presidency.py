"""Recommendation 3: the President presides over the committee on cooperation."""

from __future__ import annotations

from constraints.tiny import at, tiny_session, tiny_week
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Kind, Week
from tests.scenarios.studies.recommendations.small import answered

STATES = (Delegation(code="ALB", name="Albania"), Delegation(code="CHL", name="Chile"))


def week(president: str | None = "ALB") -> Week:
    """Two plenaries of the committee, the second led by Chile, and another led by Albania."""
    body = Body(
        id="cooperation",
        name="Committee on Cooperation",
        subject="cooperation",
        president=president,
        co_chairs=("CHL",),
    )
    return tiny_week(
        tiny_session("first", body="cooperation", leaders={"ALB"}),
        tiny_session("second", body="cooperation", leaders={"CHL"}),
        tiny_session("other", leaders={"ALB"}),
        tiny_session("clash", leaders={"ALB"}),
        bodies=(body,),
        delegations=STATES,
    )


def asked(*parts: Part) -> Answer:
    return answered(3, week(), parts)


def test_a_president_who_leads_every_plenary_is_met() -> None:
    answer = asked(at("first", 0, "10:00"))
    assert answer.grade is Grade.MET
    assert answer.evidence == (
        "Albania is named as President of the Committee on Cooperation.",
        "Albania presides over “First”: 30 minutes on Monday 20 June.",
    )


def test_a_president_who_leads_some_of_them_is_partly_met() -> None:
    answer = asked(at("first", 0, "10:00"), at("second", 0, "10:30"))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "The President leads 1 of 2 plenaries of the committee."
    assert "“Second” is led by Chile: 30 minutes on Monday 20 June." in answer.evidence


def test_a_president_who_leads_elsewhere_at_the_same_time_is_partly_met() -> None:
    answer = asked(at("first", 0, "10:00"), at("other", 0, "10:00"))
    assert answer.grade is Grade.PARTLY
    assert "elsewhere" in answer.reason
    assert any("at the same time" in line for line in answer.evidence)


def test_a_clash_of_other_sessions_of_the_president_does_not_matter_here() -> None:
    parts = at("first", 0, "10:30"), at("other", 0, "10:00"), at("clash", 0, "10:00")
    assert asked(*parts).grade is Grade.MET


def test_a_president_who_leads_none_of_them_is_not_met() -> None:
    answer = asked(at("second", 0, "10:00"))
    assert (answer.grade, answer.reason) == (
        Grade.NOT,
        "The President leads no plenary of the committee.",
    )


def test_a_committee_that_is_not_held_is_not_met() -> None:
    answer = asked(at("other", 0, "10:00"))
    assert (answer.grade, answer.reason) == (
        Grade.NOT,
        "No plenary of the committee is held.",
    )


def test_a_committee_without_a_president_is_not_met() -> None:
    answer = answered(3, week(president=None), [at("first", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert answer.reason == "The Committee on Cooperation has no President; it is led by Chile."


def test_no_committee_is_not_met_and_says_who_leads_what_there_is() -> None:
    friends = Body(id="friends", name="Friends", kind=Kind.OTHER, subject="cooperation")
    special = tiny_session(
        "special", body="friends", format=Format.SPECIAL, subject="cooperation", leaders={"ALB"}
    )
    other = tiny_week(special, tiny_session("plenary"), bodies=(friends,), delegations=STATES)
    answer = answered(3, other, [at("special", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert answer.evidence == ("“Special” is led by Albania.",)


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    assert answered(3, tiny_week(tiny_session("experts"), bodies=(body,))).grade is Grade.CANNOT_SAY


def test_without_a_timetable_the_president_is_named() -> None:
    answer = answered(3, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence == ("Albania is named as President of the Committee on Cooperation.",)
