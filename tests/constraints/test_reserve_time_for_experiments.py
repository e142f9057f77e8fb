"""The boundary cases of `reserve_time_for_experiments`."""

from __future__ import annotations

import pytest

from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Proposal
from tests.constraints.amounts import amounts

OFFERED = Proposal(host="UGA", volunteered=True)
WEEK = tiny_week(
    tiny_session("uganda", wanted=60, proposal=OFFERED),
    tiny_session("jordan", wanted=60, proposal=Proposal(host="JOR")),
    tiny_session("methods", wanted=30, proposal=Proposal()),
    tiny_session("clearance"),
    sittings=("morning", "lunch", "afternoon"),
    minutes=120,
)


def test_just_the_floor_is_enough_and_half_an_hour_less_is_not() -> None:
    rule = ReserveTimeForExperiments(floor=60)
    parts = at("uganda", 0, "10:00"), at("jordan", 0, "15:00")
    assert amounts(rule, WEEK, *parts) == {}
    assert amounts(rule, WEEK, parts[0]) == {("floor",): 30}


def test_side_by_side_counts_once_and_in_part_side_by_side_counts_what_is_covered() -> None:
    rule = ReserveTimeForExperiments(floor=120)
    beside = at("uganda", 0, "10:00", 60), at("jordan", 0, "10:00", 60)
    shifted = at("uganda", 0, "10:00", 60), at("jordan", 0, "10:30", 60)
    assert amounts(rule, WEEK, *beside) == {("floor",): 60}
    assert amounts(rule, WEEK, *shifted) == {("floor",): 30}


def test_lunch_and_sessions_without_a_proposal_give_no_time_to_experiments() -> None:
    rule = ReserveTimeForExperiments(floor=30)
    parts = at("uganda", 0, "13:00", 60), at("clearance", 0, "10:00", 60)
    assert amounts(rule, WEEK, *parts) == {("floor",): 30}


def test_an_experiment_outside_every_sitting_counts_nowhere() -> None:
    rule = ReserveTimeForExperiments(floor=30, share=0)
    assert amounts(rule, WEEK, at("uganda", 0, "20:00", 60)) == {("floor",): 30}


@pytest.mark.parametrize(
    ("share", "over"), [(25, {}), (24, {("share",): 3}), (0, {("share",): 60})]
)
def test_the_share_is_of_the_official_sittings_and_rounded_down(
    share: int, over: dict[tuple[str], int]
) -> None:
    rule = ReserveTimeForExperiments(share=share)  # 24 % of 240 minutes: 57
    assert amounts(rule, WEEK, at("uganda", 0, "10:00", 60)) == over


def test_each_in_full_takes_its_own_minutes_of_the_share_and_gives_none_to_the_floor() -> None:
    beside = at("uganda", 0, "10:00", 60), at("jordan", 0, "10:00", 60)
    assert amounts(ReserveTimeForExperiments(share=25), WEEK, *beside) == {}
    full = ReserveTimeForExperiments(share=25, at_once="full")
    assert amounts(full, WEEK, *beside) == {("share",): 60}
    assert amounts(full, WEEK, beside[0]) == {}
    both = ReserveTimeForExperiments(floor=90, share=50, at_once="full")
    assert amounts(both, WEEK, *beside) == {("floor",): 30}


def test_in_full_more_than_all_of_the_week_is_possible_and_too_much() -> None:
    names = ("uganda", "jordan", "methods")
    everywhere = [at(name, 0, start, 120) for name in names for start in ("10:00", "15:00")]
    assert amounts(ReserveTimeForExperiments(), WEEK, *everywhere) == {}
    full = ReserveTimeForExperiments(at_once="full")
    assert amounts(full, WEEK, *everywhere) == {("share",): 3 * 240 - 240}


def test_only_the_sittings_named_count_for_the_floor_and_the_share() -> None:
    lunch = frozenset({"2011-06-20 lunch"})
    rule = ReserveTimeForExperiments(floor=60, share=50, sittings=lunch)
    assert amounts(rule, WEEK, at("uganda", 0, "13:00", 60)) == {}
    assert amounts(rule, WEEK, at("uganda", 0, "10:00", 60)) == {("floor",): 60}
    assert amounts(rule, WEEK, at("uganda", 0, "13:00", 90)) == {("share",): 30}


def test_as_it_comes_it_asks_for_nothing() -> None:
    rule = ReserveTimeForExperiments()
    everything = at("uganda", 0, "10:00", 120), at("jordan", 0, "15:00", 120)
    assert amounts(rule, WEEK) == amounts(rule, WEEK, *everything) == {}


def test_too_few_volunteers_are_seen_before_any_search() -> None:
    (count,) = ReserveTimeForExperiments(floor=120).count(WEEK)
    assert (count.need, count.have) == (120, 90), "Jordan has not volunteered"
    assert set(count.assumes) == {"end_on_time", "keep_experiments_voluntary"}


def test_the_sentences_name_the_time_that_there_is() -> None:
    rule = ReserveTimeForExperiments(floor=90, share=15)
    assert rule.say(WEEK, ("floor",), 60) == (
        "Experiments need at least 1 h 30 of the sittings, and have 30 minutes."
    )
    assert rule.say(WEEK, ("share",), 24) == (
        "Experiments may take 15 % of the sittings' time (36 minutes), and take 24 minutes more."
    )
    assert rule.say(WEEK, ("floor",)) == (
        "Experiments need at least 1 h 30 of the sittings open to plenaries, "
        "counted once where they run side by side."
    )
    assert rule.say(WEEK, ("share",)) == (
        "Experiments may take no more than 15 % of the sittings' time (36 minutes)."
    )
    full = ReserveTimeForExperiments(floor=90, share=15, at_once="full", sittings=frozenset())
    assert full.say(WEEK, ("floor",)) == (
        "Experiments need at least 1 h 30 of the sittings that count, counted once where they run "
        "side by side."
    )
    full = ReserveTimeForExperiments(share=15, at_once="full")
    assert full.say(WEEK, ("share",)) == (
        "Experiments, each counted in full, may take no more than 15 % of the sittings' time "
        "(36 minutes)."
    )
    assert full.say(WEEK, ("share",), 24) == (
        "Experiments may take 15 % of the sittings' time (36 minutes), and take 24 minutes more, "
        "each counted in full."
    )
