"""Boundary cases of `give_whole_sittings`."""

from __future__ import annotations

from typing import Any

from constraints.give_whole_sittings import GiveWholeSittings
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Format, Instrument, Kind, Session, Week
from tests.constraints.amounts import amounts

RULE = GiveWholeSittings()
MORNING = "2011-06-20 morning"


def week(*more: Session, **other: Any) -> Week:
    """Clearance, which could fill a morning of 120 minutes, another committee, and others."""
    return tiny_week(
        tiny_session("clearance", wanted=180, most_parts=3),
        tiny_session("other", **{"wanted": 120, "most_parts": 3, **other}),
        *more,
        days=2,
        minutes=120,
        bodies=(
            Body(id="munitions", name="Munitions", instrument="munitions"),
            Body(id="bureau", name="Bureau", kind=Kind.OTHER, instrument="convention"),
        ),
    )


BOTH = (at("clearance", 0, "10:00"), at("other", 0, "11:00"))


def shared(*parts: Part, rule: GiveWholeSittings = RULE, within: Week | None = None) -> int:
    found = amounts(rule, within or week(), *parts)
    assert set(found) <= {(MORNING, "convention")}
    return sum(found.values())


def test_two_committees_in_one_morning_share_it() -> None:
    assert shared(*BOTH) == 1
    assert shared(at("clearance", 0, "10:00"), at("other", 1, "10:00")) == 0


def test_what_asks_for_a_minute_less_than_the_sitting_shares_it_freely() -> None:
    assert shared(*BOTH, within=week(wanted=119)) == 0
    assert shared(*BOTH, within=week(wanted=120)) == 1


def test_what_its_hours_keep_from_filling_the_sitting_shares_it_freely() -> None:
    assert shared(*BOTH, within=week(hours=(660, 720))) == 0
    assert shared(*BOTH, within=week(sittings=frozenset({"2011-06-21 morning"}))) == 0


def test_two_short_plenaries_of_a_committee_can_fill_a_sitting_together() -> None:
    half = week(tiny_session("more", body="other", wanted=60), wanted=60)
    assert shared(*BOTH, within=half) == 1
    assert shared(at("more", 0, "10:00"), at("other", 0, "11:00"), within=half) == 0


def test_a_third_committee_counts_as_well_and_one_in_two_parts_once() -> None:
    three = week(tiny_session("third", wanted=120))
    assert shared(*BOTH, at("third", 0, "11:30"), within=three) == 2


def test_only_plenaries_of_committees_of_one_instrument_share() -> None:
    assert shared(*BOTH, within=week(format=Format.SPECIAL)) == 0
    assert shared(*BOTH, within=week(body="bureau")) == 0
    assert shared(*BOTH, within=week(body="munitions")) == 0
    assert shared(*BOTH, within=week(body="clearance")) == 0


def test_a_committee_that_is_left_out_shares_freely() -> None:
    for body in ("clearance", "other"):
        assert shared(*BOTH, rule=GiveWholeSittings(leave_out=frozenset({body}))) == 0


def test_committees_in_a_joint_session_share_only_with_a_third() -> None:
    joint = week(
        tiny_session("joint", bodies=("clearance", "other"), wanted=60),
        tiny_session("third", wanted=120),
    )
    assert shared(at("joint", 0, "10:00"), within=joint) == 0
    assert shared(*BOTH, at("joint", 0, "10:30"), within=joint) == 0
    assert shared(*BOTH, within=joint) == 1
    assert shared(at("joint", 0, "10:00"), at("third", 0, "11:00"), within=joint) == 1


def test_the_sentence_says_the_sitting_and_the_instrument_where_there_are_several() -> None:
    case = (MORNING, "convention")
    assert RULE.say(week(), case, 1) == (
        "Monday 20 June, morning: a committee that could fill it sits in plenary beside another."
    )
    assert RULE.say(week(), case, 2) == (
        "Monday 20 June, morning: 2 committees that could each fill it sit beside another."
    )
    alone = {"instruments": (Instrument(id="convention", name="Convention"),)}
    assert RULE.say(week().model_copy(update=alone), case, 1) == RULE.say(week(), case, 1)
    names = {"convention": "Convention", "munitions": "Protocol V"}
    both = tuple(Instrument(id=key, name=name) for key, name in names.items())
    assert RULE.say(week().model_copy(update={"instruments": both}), case) == (
        "Monday 20 June, morning: no committee of the Convention that could fill it sits in "
        "plenary beside another."
    )
