from __future__ import annotations

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.shorten_stays import ShortenStays
from constraints.tiny import heard, tiny_session, tiny_week
from scheduler.judging.judge import Finding, judge
from scheduler.judging.verdict_changes import (
    Difference,
    RuleChange,
    change_of,
    difference_of,
    moved,
)
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation
from tests.scheduler.judging.full_verdicts import stands_against, verdict_difference

WEEK = tiny_week(
    tiny_session("clearance", wanted=60, speakers=frozenset({"NOR"})),
    tiny_session("victims", speakers=frozenset({"NOR"})),
    days=3,
    minutes=120,
    delegations=[Delegation(code="NOR", name="Norway")],
)
SETTINGS = (
    Setting(rule=HoldEverySession(), mode=Must()),
    Setting(rule=KeepPlenariesAlone(), mode=Must()),
    Setting(rule=ShortenStays(), mode=Prefer(tier=1, weight=5)),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=2, weight=2)),
)
CLEARANCE = Part("clearance", 0, 600, 30)
VICTIMS = Part("victims", 1, 600, 30)
GIVEN = Timetable(parts=(CLEARANCE, VICTIMS))


def against(part: Part | None, to: Part | None, given: Timetable = GIVEN) -> Difference:
    return stands_against(WEEK, SETTINGS, given, part, to)


def test_a_part_is_moved_added_or_taken_out() -> None:
    later = VICTIMS._replace(day=2)
    assert moved(GIVEN, VICTIMS, later).parts == (CLEARANCE, later)
    assert moved(GIVEN, None, later).parts == (CLEARANCE, VICTIMS, later)
    assert moved(GIVEN, VICTIMS, None).parts == (CLEARANCE,)


def test_a_part_that_is_moved_takes_its_statements_along() -> None:
    spoken = heard(CLEARANCE, (0, "CHL", 30))
    further = heard(CLEARANCE._replace(day=1), (0, "COD", 30))
    timetable = Timetable(parts=(spoken, further))
    there = CLEARANCE._replace(day=2)
    assert moved(timetable, spoken, there).parts == (further, heard(there, (0, "CHL", 30)))
    assert moved(timetable, spoken, spoken).parts == (spoken, further)


def test_where_a_part_is_added_or_taken_out_nobody_says_who_speaks_in_which() -> None:
    spoken = heard(CLEARANCE, (0, "CHL", 30))
    further = heard(CLEARANCE._replace(day=1), (0, "COD", 30))
    other = heard(VICTIMS, (0, "JOR", 30))
    timetable = Timetable(parts=(spoken, further, other))
    assert moved(timetable, further, None).parts == (CLEARANCE, other)
    third = CLEARANCE._replace(day=2)
    assert moved(timetable, None, third).parts == (CLEARANCE, further.place, other, third)


def test_only_a_part_that_is_there_can_be_moved() -> None:
    with pytest.raises(ValueError, match="no such part"):
        moved(GIVEN, VICTIMS._replace(day=2), VICTIMS)


def test_a_part_that_stays_where_it_is_changes_nothing() -> None:
    same = against(VICTIMS, VICTIMS)
    assert same.changes == ()
    assert same.costs == (0, 0)
    assert same.possible
    assert str(same) == "This is possible, and no preference changes."


def test_a_stay_that_is_a_day_longer_costs_its_weight_once() -> None:
    longer = against(VICTIMS, VICTIMS._replace(day=2))
    (change,) = longer.changes
    assert (change.rule, change.before, change.after, change.cost) == ("shorten_stays", 2, 3, 5)
    assert longer.possible
    assert longer.costs == (5, 0)
    assert [(a.before.amount, a.after.amount) for a in change.altered] == [(2, 3)]
    assert "Norway" in str(longer)


def test_two_plenaries_that_touch_are_no_breach_and_that_overlap_are() -> None:
    touching = against(VICTIMS, VICTIMS._replace(day=0, start=630))
    assert touching.possible
    assert touching.costs == (-5, 0)
    beside = against(VICTIMS, VICTIMS._replace(day=0, start=600))
    (breach,) = beside.breaches
    assert (breach.rule, breach.amount) == ("keep_plenaries_alone", 30)
    assert not beside.possible


def test_what_is_broken_already_is_not_held_against_a_place() -> None:
    overlapping = Timetable(parts=(CLEARANCE, Part("victims", 0, 600, 30)))
    (clash,) = overlapping.of("victims")
    assert against(clash, clash, overlapping).possible
    mended = against(clash, VICTIMS, overlapping)
    assert mended.possible
    assert [finding.rule for finding in mended.mended] == ["keep_plenaries_alone"]
    assert mended.rank < against(clash, clash, overlapping).rank


def test_a_breach_that_grows_is_held_against_a_place_and_one_that_shrinks_is_not() -> None:
    half, whole = Part("victims", 0, 630, 60), Part("victims", 0, 600, 60)
    long = Part("clearance", 0, 600, 60)
    grows = against(half, whole, Timetable(parts=(long, half)))
    assert [(finding.rule, finding.amount) for finding in grows.breaches] == [
        ("keep_plenaries_alone", 60)
    ]
    shrinks = against(whole, half, Timetable(parts=(long, whole)))
    assert shrinks.possible
    assert [finding.amount for finding in shrinks.mended] == [60]
    assert shrinks.rank < grows.rank


def test_a_session_not_held_can_be_added_and_one_that_is_held_dropped() -> None:
    alone = Timetable(parts=(CLEARANCE,))
    added = against(None, VICTIMS, alone)
    assert [finding.rule for finding in added.mended] == ["hold_every_session"]
    dropped = against(VICTIMS, None)
    assert [finding.rule for finding in dropped.breaches] == ["hold_every_session"]


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (VICTIMS._replace(start=605), "not on the grid of 30 minutes"),
        (VICTIMS._replace(start=540), "lies in no sitting"),
        (VICTIMS._replace(room="nowhere"), "a room that the scenario does not have"),
    ],
)
def test_a_place_outside_the_structure_is_said_in_words_and_nothing_else_is(
    to: Part, words: str
) -> None:
    outside = against(VICTIMS, to)
    assert not outside.possible
    (change,) = outside.changes
    assert change.rule == "structure"
    assert words in change.new[0].sentence


def test_a_second_part_in_a_sitting_is_outside_the_structure() -> None:
    doubled = against(None, VICTIMS._replace(start=660))
    assert [change.rule for change in doubled.changes] == ["structure"]


def test_places_rank_by_musts_first_and_then_tier_by_tier() -> None:
    shorter = against(VICTIMS, VICTIMS._replace(day=0, start=630))
    nothing = against(VICTIMS, VICTIMS)
    longer = against(VICTIMS, VICTIMS._replace(day=2))
    illegal = against(VICTIMS, VICTIMS._replace(day=0))
    found = [illegal, longer, nothing, shorter]
    assert sorted(found, key=lambda d: d.rank) == [shorter, nothing, longer, illegal]


def breach(amount: int, name: str) -> Finding:
    return Finding(
        rule="lead_in_person",
        case=(name,),
        amount=amount,
        unit="minutes",
        must=True,
        sentence="No.",
    )


def amounts(before: dict[str, int], after: dict[str, int], cost: int = 0) -> Difference:
    """A difference in which a must finds amounts case by case, and a preference costs more."""
    found = (
        [breach(amount, name) for name, amount in one.items() if amount] for one in (before, after)
    )
    dearer = RuleChange(rule="shorten_stays", unit="days", tier=1, after=cost, cost_after=cost)
    return difference_of([change_of(*found), dearer], (1,))


def test_places_rank_by_new_breaches_then_by_what_is_mended_then_by_cost() -> None:
    best_first = [
        amounts({"a": 15, "b": 15}, {}),  # two mended
        amounts({"a": 60, "b": 30}, {"b": 30}, cost=1),  # one mended, of 60 minutes
        amounts({"a": 60, "b": 30}, {"a": 60}),  # one mended, of 30 minutes
        amounts({"a": 60, "b": 30}, {"a": 60}, cost=1),
        amounts({}, {}),  # as it was
        amounts({}, {}, cost=2),
        amounts({"a": 30}, {"b": 30}, cost=3),  # one new, of 30 minutes, and one mended
        amounts({}, {"a": 30}),
        amounts({"b": 90}, {"a": 60}),  # one new, of 60 minutes
        amounts({"a": 30}, {"a": 90}),
        amounts({}, {"a": 15, "b": 15}),  # two new, of 30 minutes in all
    ]
    assert sorted(best_first, key=lambda difference: difference.rank) == best_first
    assert len({difference.rank for difference in best_first}) == len(best_first)


def test_there_and_back_is_the_same_difference_with_the_sign_turned() -> None:
    one, other = (judge(WEEK, SETTINGS, t) for t in (GIVEN, Timetable(parts=(CLEARANCE,))))
    there, back = verdict_difference(one, other), verdict_difference(other, one)
    assert there.costs == tuple(-cost for cost in back.costs)
    assert there.breaches == back.mended


def test_a_notebook_shows_titles_as_they_are_written() -> None:
    week = tiny_week(tiny_session("a", title="<b>", wanted=60), minutes=60)
    settings = (Setting(rule=GiveWantedTime(), mode=Prefer()),)
    given = Timetable(parts=(Part("a", 0, 600, 60),))
    shown = stands_against(week, settings, given, given.parts[0], Part("a", 0, 600, 30))
    assert "&lt;b&gt;" in shown._repr_html_()
    assert "<p>This is possible, and no preference changes.</p>" in Difference()._repr_html_()


def test_a_notebook_shows_first_whether_it_can_be_and_what_it_costs() -> None:
    longer = against(VICTIMS, VICTIMS._replace(day=2))
    assert "Against the timetable given it costs 5 more in tier 1." in longer._repr_html_()
    same_price = Difference(
        changes=(RuleChange(rule="shorten_stays", unit="days", tier=1),), tiers=(1, 2)
    )
    assert same_price.answer == (
        "This is possible. In every tier it costs what the timetable given costs."
    )


def test_of_a_place_that_is_not_possible_people_see_what_stands_against_it_alone() -> None:
    shown = against(VICTIMS, VICTIMS._replace(day=0))
    assert shown.answer == "This is not possible:"
    assert "keep_plenaries_alone" in shown._repr_html_()
    assert "shorten_stays" in [change.rule for change in shown.changes]
    assert "shorten_stays" not in shown._repr_html_() + str(shown)
