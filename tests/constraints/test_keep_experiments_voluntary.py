"""The boundary cases of `keep_experiments_voluntary`."""

from __future__ import annotations

from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.tiny import at, mornings, tiny_session, tiny_week
from scheduler.week.week import Body, Delegation, Proposal, Week
from tests.constraints.amounts import amounts

RULE = KeepExperimentsVoluntary()


def week_with(proposal: Proposal | None) -> Week:
    return tiny_week(
        tiny_session("group", body="assistance", proposal=proposal),
        days=3,
        bodies=(
            Body(id="assistance", name="Victim Assistance", president="ALB", co_chairs=("THA",)),
        ),
        delegations=(
            Delegation(code="UGA", name="Uganda", sittings=mornings(0, 1)),
            Delegation(code="ALB", name="Albania", sittings=mornings(2)),
            Delegation(code="THA", name="Thailand", sittings=mornings(1)),
        ),
    )


OFFERED = week_with(Proposal(host="UGA", volunteered=True))


def test_with_the_host_and_one_of_two_leaders_there_it_may_be_held() -> None:
    assert amounts(RULE, OFFERED, at("group", 1, "10:00")) == {}


def test_a_day_without_any_leader_counts_once_and_so_does_a_day_without_the_host() -> None:
    assert amounts(RULE, OFFERED, at("group", 0, "10:00")) == {("group", "leader"): 1}
    assert amounts(RULE, OFFERED, at("group", 2, "10:00")) == {("group", "host"): 1}


def test_several_parts_on_the_wrong_days_are_still_one_experiment() -> None:
    parts = [at("group", 0, "10:00"), at("group", 0, "10:30"), at("group", 1, "10:00")]
    assert amounts(RULE, OFFERED, *parts) == {("group", "leader"): 1}


def test_a_host_that_has_not_volunteered_is_left_alone() -> None:
    week = week_with(Proposal(host="UGA"))
    assert amounts(RULE, week, at("group", 1, "10:00")) == {("group", "volunteer"): 1}
    assert amounts(RULE, week) == {}
    assert RULE.say(week, ("group", "volunteer"), 1) == (
        "Uganda has not volunteered to host “Group”, which is held all the same."
    )
    assert RULE.say(week, ("group", "volunteer")) == (
        "“Group” cannot be held: Uganda has not volunteered to host it."
    )


def test_an_experiment_without_a_host_needs_only_a_leader() -> None:
    week = week_with(Proposal())
    assert amounts(RULE, week, at("group", 2, "10:00")) == {}
    assert amounts(RULE, week, at("group", 0, "10:00")) == {("group", "leader"): 1}


def test_a_body_without_leaders_asks_for_none() -> None:
    week = tiny_week(tiny_session("group", proposal=Proposal(host="UGA", volunteered=True)))
    assert amounts(RULE, week, at("group", 0, "10:00")) == {}


def test_a_session_that_is_no_experiment_is_not_spoken_of() -> None:
    assert amounts(RULE, week_with(None), at("group", 0, "10:00")) == {}


def test_the_sentence_says_who_is_missing_and_when_they_are_there() -> None:
    assert RULE.say(OFFERED, ("group", "host"), 1) == (
        "“Group” is held without Uganda, present only on Monday 20 June and Tuesday 21 June."
    )
    assert RULE.say(OFFERED, ("group", "leader")) == (
        "“Group” needs a leader of its body (Albania or Thailand), "
        "present only on Tuesday 21 June and Wednesday 22 June."
    )
