"""The boundary cases of `spread_national_contexts`."""

from __future__ import annotations

from constraints.spread_national_contexts import SpreadNationalContexts
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Delegation, Proposal, Session
from tests.constraints.amounts import amounts

RULE = SpreadNationalContexts()


def experiment(name: str, host: str | None = None, subject: str = "", **more: object) -> Session:
    return tiny_session(name, subject=subject, proposal=Proposal(host=host, **more))


WEEK = tiny_week(
    experiment("uganda", "UGA", "clearance", volunteered=True, value=3),
    experiment("chad", "TCD", "clearance"),
    experiment("angola", "AGO", "victim assistance"),
    experiment("observer", "CEN", "training"),
    experiment("methods"),
    experiment("more methods"),
    tiny_session("clearance", subject="clearance"),
    delegations=(
        Delegation(code="UGA", name="Uganda", region="AFR"),
        Delegation(code="TCD", name="Chad", region="AFR"),
        Delegation(code="AGO", name="Angola", region="AFR"),
        Delegation(code="CEN", name="A Centre"),
    ),
)
HELD = {name: at(name, 0, "10:00") for name in WEEK.session}


def test_one_of_each_is_fair_and_a_second_is_beyond() -> None:
    assert amounts(RULE, WEEK, HELD["uganda"]) == {}
    assert amounts(RULE, WEEK, HELD["uganda"], HELD["chad"]) == {
        ("subject", "clearance"): 1,
        ("region", "AFR"): 1,
    }


def test_subjects_and_regions_are_counted_apart() -> None:
    assert amounts(RULE, WEEK, HELD["uganda"], HELD["angola"]) == {("region", "AFR"): 1}
    wider = SpreadNationalContexts(per_region=2)
    assert amounts(wider, WEEK, HELD["uganda"], HELD["chad"]) == {("subject", "clearance"): 1}
    assert amounts(wider, WEEK, HELD["uganda"], HELD["angola"]) == {}


def test_a_session_of_the_same_subject_that_is_no_experiment_does_not_count() -> None:
    assert amounts(RULE, WEEK, HELD["uganda"], HELD["clearance"]) == {}


def test_without_a_subject_or_a_region_nothing_is_counted() -> None:
    parts = HELD["methods"], HELD["more methods"], HELD["observer"], HELD["uganda"]
    assert amounts(RULE, WEEK, *parts) == {}


def test_leaving_out_a_volunteer_costs_what_the_proposal_is_worth() -> None:
    assert amounts(RULE, WEEK) == {("left out", "uganda"): 3}, "the others have not volunteered"
    assert RULE.say(WEEK, ("left out", "uganda"), 3) == (
        "“Uganda”, volunteered by Uganda and worth 3 points, is left out."
    )


def test_a_proposal_worth_nothing_may_be_left_out() -> None:
    assert amounts(RULE, tiny_week(experiment("idle", "UGA", volunteered=True, value=0))) == {}


def test_the_sentences_name_the_group_and_the_number() -> None:
    assert RULE.say(WEEK, ("region", "AFR"), 2) == (
        "3 experiments hosted from the African Group are held, 2 more than an even share."
    )
    assert RULE.say(WEEK, ("subject", "clearance")) == (
        "No more than 1 experiment on clearance should be held."
    )
