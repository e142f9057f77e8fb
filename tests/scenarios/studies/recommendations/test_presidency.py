"""Recommendation 3: who presides over the committee on cooperation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from constraints.tiny import at, mornings, tiny_session, tiny_week
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Committee, Delegation, Kind, Presidency, Week
from tests.scenarios.studies.recommendations.small import answered

STATES = (Delegation(code="ALB", name="Albania"), Delegation(code="CHL", name="Chile"))
PRESIDENCY = Presidency(state="ALB", of="Tenth Meeting")


def week(
    *,
    president: str | None = "ALB",
    presidency: Presidency | None = PRESIDENCY,
    states: tuple[Delegation, ...] = STATES,
    **more: Any,
) -> Week:
    """Two plenaries of the committee, the second led by Chile, and another led by Albania."""
    body = Body(
        id="cooperation",
        name="Committee on Cooperation",
        committee=Committee.COOPERATION,
        president=president,
        **more,
    )
    return tiny_week(
        tiny_session("first", body="cooperation", leaders={"ALB"}, optional=True),
        tiny_session("second", body="cooperation", leaders={"CHL"}, optional=True),
        tiny_session("other", leaders={"ALB"}, optional=True),
        bodies=(body,),
        delegations=states,
        days=2,
        presidency=presidency,
    )


def asked(*parts: Part, **more: Any) -> Answer:
    return answered(3, week(**more), parts)


def test_a_president_who_leads_every_plenary_is_met() -> None:
    answer = asked(at("first", 0, "10:00"))
    assert answer.grade is Grade.MET
    assert answer.reason == "The President, Albania, leads every plenary of the committee."
    assert answer.evidence == (
        "Albania is named as President of the Committee on Cooperation.",
        "Albania holds the Presidency of the Tenth Meeting.",
        "Albania leads “First”: 30 minutes on Monday 20 June.",
    )


def test_a_president_who_leads_some_of_them_is_partly_met() -> None:
    answer = asked(at("first", 0, "10:00"), at("second", 0, "10:30"))
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "The President, Albania, leads 1 of 2 parts of the plenaries of the committee as it should."
    )
    assert "Chile leads “Second”: 30 minutes on Monday 20 June." in answer.evidence


def test_a_president_who_leads_none_of_them_is_not_met() -> None:
    answer = asked(at("second", 0, "10:00"))
    assert answer.grade is Grade.NOT
    assert answer.reason == "The President, Albania, leads no plenary of the committee."


def test_a_president_who_leads_elsewhere_at_the_same_time_is_not_met() -> None:
    answer = asked(at("first", 0, "10:00"), at("other", 0, "10:00"))
    assert answer.grade is Grade.NOT
    assert answer.reason.startswith("The President, Albania, leads only where a must is broken.")
    assert any("which run at the same time" in line for line in answer.evidence)


def test_a_clash_of_other_sessions_does_not_matter_here() -> None:
    parts = at("first", 0, "10:30"), at("other", 1, "10:00"), at("second", 1, "10:30")
    assert asked(*parts).grade is Grade.PARTLY
    assert asked(*parts[:2]).grade is Grade.MET


def test_a_president_who_has_left_the_city_is_not_met_and_said_to_be_absent() -> None:
    away = Delegation(code="ALB", name="Albania", sittings=mornings(1))
    answer = asked(at("first", 0, "10:00"), states=(away, STATES[1]))
    assert answer.grade is Grade.NOT
    assert answer.reason == (
        "The President, Albania, is absent. "
        "Albania leads “First” and is not present for 30 minutes of it."
    )
    assert asked(at("first", 1, "10:00"), states=(away, STATES[1])).grade is Grade.MET


def test_another_state_named_as_president_of_the_committee_is_not_met() -> None:
    answer = asked(at("first", 0, "10:00"), president="CHL")
    assert answer.grade is Grade.NOT
    assert answer.reason == (
        "Chile is named as President of the Committee on Cooperation, and is not the President: "
        "Albania holds the Presidency of the Tenth Meeting."
    )


def test_a_committee_that_is_not_held_is_not_met() -> None:
    answer = asked(at("other", 0, "10:00"))
    assert (answer.grade, answer.reason) == (Grade.NOT, "No plenary of the committee is held.")


def test_a_committee_without_a_president_is_not_met() -> None:
    answer = asked(at("first", 0, "10:00"), president=None, co_chairs=("CHL",))
    assert answer.grade is Grade.NOT
    assert answer.reason == "The Committee on Cooperation has no President; it is led by Chile."


def test_where_the_presidency_is_not_named_it_cannot_be_said_and_the_key_is_given() -> None:
    answer = asked(at("first", 0, "10:00"), presidency=None)
    assert answer.grade is Grade.CANNOT_SAY
    assert "“presidency”" in answer.reason


@pytest.mark.parametrize("committee", [Committee.GENERAL_STATUS, Committee.OTHER])
def test_no_committee_is_not_met_where_others_say_which_they_are(committee: Committee) -> None:
    body = Body(id="other", name="Other", committee=committee)
    given = tiny_week(tiny_session("other"), bodies=(body,))
    assert answered(3, given, [at("other", 0, "10:00")]).grade is Grade.NOT


def test_where_no_committee_says_which_it_is_it_cannot_be_said() -> None:
    answer = answered(3, tiny_week(tiny_session("cooperation")), [at("cooperation", 0, "10:00")])
    assert answer.grade is Grade.CANNOT_SAY
    assert "“committee: cooperation”" in answer.reason


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    assert answered(3, tiny_week(tiny_session("experts"), bodies=(body,))).grade is Grade.CANNOT_SAY


def test_without_a_timetable_the_president_is_named() -> None:
    answer = answered(3, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence[0] == "Albania is named as President of the Committee on Cooperation."


def later(year: int = 2012, *, others: tuple[str, ...] = (), **more: Any) -> Week:
    """The same week in a later year, beside a committee with Co-Rapporteurs."""
    given = week(president=None, presidency=None, **more)
    other = Body(
        id="other",
        name="Other",
        committee=Committee.CLEARANCE,
        co_chairs=("ALB",),
        co_rapporteurs=others,
    )
    bodies = tuple(other if body.id == "other" else body for body in given.bodies)
    return given.model_copy(update={"first": date(year, 6, 20), "bodies": bodies})


def test_after_the_first_year_co_chairs_like_the_others_are_met_without_any_presidency() -> None:
    answer = answered(3, later(co_chairs=("CHL",)), [at("second", 0, "10:00")])
    assert answer.grade is Grade.MET
    assert answer.reason == "A Co-Chair leads every plenary of the committee."
    assert answer.evidence[:2] == (
        "After 2011 the committee is led as the others are.",
        "Chile is Co-Chair of the Committee on Cooperation.",
    )


def test_the_year_2011_is_still_the_first() -> None:
    answer = answered(3, later(2011, co_chairs=("CHL",)), [at("second", 0, "10:00")])
    assert answer.grade is Grade.CANNOT_SAY


def test_after_the_first_year_a_president_alone_is_not_met() -> None:
    given = week().model_copy(update={"first": date(2012, 5, 21)})
    answer = answered(3, given, [at("first", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert "has no Co-Chair; it is led by its President, Albania." in answer.reason


def test_after_the_first_year_a_president_beside_co_chairs_is_partly_met() -> None:
    given = week(co_chairs=("CHL",)).model_copy(update={"first": date(2012, 5, 21)})
    answer = answered(3, given, [at("second", 0, "10:00")])
    assert answer.grade is Grade.PARTLY
    assert "a President beside its Co-Chairs: Albania." in answer.reason


def test_after_the_first_year_fewer_co_rapporteurs_than_the_others_are_partly_met() -> None:
    given = later(co_chairs=("CHL",), others=("CHL",))
    answer = answered(3, given, [at("second", 0, "10:00")])
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "The Committee on Cooperation has no Co-Rapporteur; each other committee has 1 or more."
    )


def test_after_the_first_year_plenaries_that_no_co_chair_leads_are_not_met() -> None:
    answer = answered(3, later(co_chairs=("CHL",)), [at("first", 0, "10:00")])
    assert answer.grade is Grade.NOT
    assert answer.reason == "A Co-Chair leads no plenary of the committee."
