"""What experiments came to, and what follows for next year's (¶ 11, R6)."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.studies.next_year.assumptions import NextYearWeights
from scenarios.studies.next_year.run import propose_next_year
from scheduler.errors import BadInput
from scheduler.week.timetable import Part, Timetable
from tests.scenarios.studies.next_year.weeks import group, with_group
from tests.weeks import SMALL_WEEK

GOOD = {"useful": True, "reported": True}


def test_what_was_useful_and_reported_is_worth_more_and_is_offered_to_others() -> None:
    found = group(propose_next_year(with_group({**GOOD, "participants": 24})))
    assert (found.value_now, found.value) == (1, 2)
    assert found.came_to == "found useful; reported to the plenary; 24 took part"
    assert found.follows == (
        "it is proposed again, its value raised from 1 to 2; offer the same to other hosts; "
        "Uganda has to volunteer anew"
    )
    assert not found.owed


def test_others_that_implement_the_article_are_named_as_hosts_to_ask() -> None:
    scenario = with_group(GOOD)
    body = scenario.week.body["victim-assistance"]
    implementing = body.model_copy(update={"implementers": frozenset({"COL", "THA", "UGA"})})
    bodies = tuple(implementing if one == body else one for one in scenario.week.bodies)
    week = scenario.week.model_copy(update={"bodies": bodies})
    scenario = scenario.model_copy(update={"week": week})
    found = group(propose_next_year(scenario))
    assert found.others == ("Colombia", "Thailand")
    assert "offer the same to others that implement the article (Colombia and Thailand)" in (
        found.follows
    )


def test_what_was_not_useful_is_worth_less_and_is_left_out_with_no_value_left() -> None:
    useless = {"useful": False, "reported": True}
    assert group(propose_next_year(with_group(useless, value=3))).value == 2
    found = group(propose_next_year(with_group(useless)))
    assert found.value is None
    assert found.follows == "it is left out: no value is left"


def test_a_host_that_volunteers_anew_is_not_left_out() -> None:
    found = propose_next_year(with_group({"useful": False}), volunteered=["UGA"])
    assert group(found).value == 0
    assert group(found).follows == (
        "its value is lowered from 1 to 0; a report to the plenary is still owed (¶ 10) unless "
        "it was made; Uganda has volunteered for next year"
    )


def test_how_much_a_year_counts_is_for_the_user_to_say() -> None:
    weights = NextYearWeights(reserve=50, more_value=10, less_value=0)
    found = propose_next_year(with_group({**GOOD, "participants": 20}), weights=weights)
    assert (group(found).value, group(found).attendance) == (11, 30)
    found = propose_next_year(with_group({"useful": False}), weights=weights)
    assert group(found).value == 1


def test_what_was_useful_and_not_reported_stays_and_owes_its_report_to_the_plenary() -> None:
    found = propose_next_year(with_group({"useful": True, "reported": False}))
    assert group(found).value == 1
    assert found.owed() == (group(found),)
    told = " ".join(found.text().split())
    assert "Still owed to the plenary, by what is noted (Review ¶ 10)" in told
    assert "not reported to the plenary" in told


def test_what_was_never_held_stays() -> None:
    found = group(propose_next_year(load_scenario(SMALL_WEEK)))
    assert found.value == found.value_now and not found.owed
    assert found.came_to == "it was not held, by what is noted"


def test_what_the_timetable_holds_and_nobody_noted_anything_of_still_owes_its_report() -> None:
    held = Timetable(parts=(Part("uganda", 1, 600, 60, "small"),))
    found = group(propose_next_year(load_scenario(SMALL_WEEK), held))
    assert found.owed and found.value == 1
    assert found.came_to == (
        "held; whether it was useful was not noted; whether it was reported was not noted"
    )


def test_what_plenaries_ask_for_is_held_against_the_time_that_there_is() -> None:
    found = propose_next_year(load_scenario(SMALL_WEEK))
    # 120, 240 and 180 minutes; three days with two sittings of three hours.
    assert found.plenaries() == (
        "Plenaries asked for 540 of them, and now for 540; the sittings that are open to them hold "
        "1080."
    )


def test_those_who_came_make_the_seats() -> None:
    assert group(propose_next_year(with_group({"participants": 31}))).attendance == 35
    assert group(propose_next_year(with_group({"participants": 0}))).attendance == 25
    assert group(propose_next_year(with_group({"useful": True}))).attendance == 25


def test_no_state_is_taken_to_volunteer_again() -> None:
    found = propose_next_year(with_group(GOOD))
    assert not any(one.volunteered for one in found.groups)
    anew = propose_next_year(with_group(GOOD), volunteered=["UGA"])
    assert group(anew).volunteered and not group(anew, "colombia").volunteered
    assert "Uganda has volunteered for next year" in group(anew).follows


def test_time_is_kept_for_those_who_are_still_to_volunteer() -> None:
    found = propose_next_year(with_group(GOOD))
    assert found.kept is not None
    assert (found.kept.minutes, found.kept.like) == (60, "uganda")
    assert propose_next_year(with_group(GOOD), volunteered=["UGA"]).kept is None


def test_next_years_week_begins_on_the_same_weekday_and_later() -> None:
    scenario = load_scenario(SMALL_WEEK)
    assert propose_next_year(scenario, first=date(2028, 6, 12)).last_day() == date(2028, 6, 14)
    with pytest.raises(BadInput) as error:
        propose_next_year(scenario, first=date(2028, 6, 13))
    assert "2028-06-13 is a Tuesday, and this year's week begins on a Monday" in str(error.value)
    assert "give 2028-06-12 or 2028-06-19" in str(error.value)
    with pytest.raises(BadInput, match="does not lie after this year's first day, 2027-06-14"):
        propose_next_year(scenario, first=date(2027, 6, 7))
