"""The boundary cases of `keep_instruments_apart`."""

from __future__ import annotations

from typing import Any

from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Body, Delegation, Format, Instrument, Week
from tests.constraints.amounts import amounts

RULE = KeepInstrumentsApart()
BODIES = (
    Body(id="mines", name="Mines", instrument="mines", co_chairs=("ALB", "CHL")),
    Body(id="munitions", name="Munitions", instrument="munitions", president="LBN"),
    Body(id="remnants", name="Remnants", instrument="munitions"),
    Body(id="protocol", name="Protocol", instrument="protocol"),
    Body(id="friends", name="Friends"),
)
WEEK = tiny_week(
    tiny_session("mines", leaders={"ALB"}),
    tiny_session("munitions", speakers={"ALB"}),
    tiny_session("friends", leaders={"ALB"}),
    tiny_session("crowd", body="protocol", audience={"ALB"}),
    tiny_session("joint", bodies=("mines", "protocol"), leaders={"ALB"}, format=Format.WORKSHOP),
    bodies=BODIES,
)
MINES = at("mines", 0, "10:00")


def week_with(**joint: Any) -> Week:
    given = {"bodies": ("mines", "munitions"), "format": Format.WORKSHOP, **joint}
    return tiny_week(
        tiny_session("joint", **given),
        bodies=BODIES,
        instruments=(
            Instrument(id="mines", name="the Mine Ban Convention"),
            Instrument(id="munitions", name="the Convention on Cluster Munitions"),
        ),
    )


def test_one_may_begin_as_the_other_ends_and_not_a_minute_before() -> None:
    assert amounts(RULE, WEEK, MINES, at("munitions", 0, "10:30")) == {}
    late = at("munitions", 0, "10:29")
    assert amounts(RULE, WEEK, MINES, late) == {("overlap", "mines", "munitions"): 1}


def test_the_minutes_of_several_parts_are_added_up() -> None:
    parts = MINES, at("mines", 0, "10:45", 15), at("munitions", 0, "10:15", 45)
    assert amounts(RULE, WEEK, *parts) == {("overlap", "mines", "munitions"): 30}


def test_to_follow_a_session_is_not_to_be_needed_in_it() -> None:
    assert amounts(RULE, WEEK, MINES, at("crowd", 0, "10:00")) == {}


def test_sessions_of_one_instrument_or_of_none_are_left_to_other_rules() -> None:
    assert amounts(RULE, WEEK, MINES, at("friends", 0, "10:00")) == {}
    assert amounts(RULE, WEEK, MINES, at("joint", 0, "10:00")) == {}, "one instrument in common"


def test_a_joint_session_counts_as_of_each_of_its_instruments() -> None:
    parts = at("joint", 0, "10:00"), at("munitions", 0, "10:00")
    assert amounts(RULE, WEEK, *parts) == {("overlap", "joint", "munitions"): 30}


def test_a_joint_workshop_led_from_each_side_may_be_held() -> None:
    week = week_with(leaders={"CHL", "LBN"})
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {}


def test_a_joint_workshop_led_from_one_side_costs_its_minutes() -> None:
    week = week_with(leaders={"ALB", "CHL"})
    assert amounts(RULE, week) == {}
    parts = at("joint", 0, "10:00"), at("joint", 0, "10:45", 15)
    assert amounts(RULE, week, *parts) == {("joint", "joint"): 45}
    assert RULE.say(week, ("joint", "joint"), 45) == (
        "“Joint” joins the Mine Ban Convention and the Convention on Cluster Munitions and is held "
        "for 45 minutes: no leader of the Convention on Cluster Munitions leads it."
    )


def test_an_instrument_without_leaders_has_none_to_send() -> None:
    week = week_with(bodies=("mines", "remnants"), leaders={"ALB"})
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {}


def test_two_bodies_of_one_instrument_may_hold_a_plenary_together() -> None:
    week = week_with(bodies=("munitions", "remnants", "friends"), format=Format.PLENARY)
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {}


def test_a_joint_plenary_may_not_be_held_whoever_leads_it() -> None:
    week = week_with(leaders={"ALB", "LBN"}, format=Format.PLENARY)
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {("joint", "joint"): 30}
    (count,) = RULE.count(week)
    assert (count.need, count.have, count.assumes) == (30, 0, ("hold_every_session",))
    assert "each instrument decides in a session of its own" in count.sentence


def test_a_joint_plenary_that_is_not_to_decide_is_informal_where_each_side_leads_it() -> None:
    both = {"format": Format.PLENARY, "decides": False}
    assert amounts(RULE, week_with(leaders={"ALB", "LBN"}, **both), at("joint", 0, "10:00")) == {}
    week = week_with(leaders={"ALB"}, **both)
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {("joint", "joint"): 30}
    assert "no leader of the Convention on Cluster Munitions" in RULE.say(
        week, ("joint", "joint"), 30
    )


def test_a_joint_special_session_that_decides_may_not_be_held_whoever_leads_it() -> None:
    leaders = {"leaders": {"ALB", "LBN"}, "format": Format.SPECIAL}
    week = week_with(**leaders, decides=True)
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {("joint", "joint"): 30}
    assert RULE.say(week, ("joint", "joint"), 30) == (
        "“Joint” is a special session of the Mine Ban Convention and the Convention on Cluster "
        "Munitions together that decides, and is held for 30 minutes; each instrument decides in a "
        "session of its own."
    )
    assert amounts(RULE, week_with(**leaders), at("joint", 0, "10:00")) == {}, "nothing is said"


def test_one_instrument_may_decide_in_its_own_special_session() -> None:
    week = week_with(bodies=("mines",), format=Format.SPECIAL, decides=True)
    assert amounts(RULE, week, at("joint", 0, "10:00")) == {}


def test_the_sentence_names_the_delegations_that_both_need() -> None:
    names = ("Albania", "Chile", "Ghana", "Jordan", "Lebanon", "Norway")
    codes = {name[:3].upper(): name for name in names}
    for needed, said in (
        (4, "Albania, Chile, Ghana and Jordan"),
        (6, "Albania, Chile, Ghana, Jordan and 2 others"),
    ):
        states = set(list(codes)[:needed])
        week = tiny_week(
            tiny_session("mines", speakers=states),
            tiny_session("munitions", speakers=states),
            bodies=BODIES,
            delegations=[Delegation(code=code, name=name) for code, name in codes.items()],
        )
        assert RULE.say(week, ("overlap", "mines", "munitions"), 30) == (
            f"“Mines” and “Munitions” both need {said}, and overlap for 30 minutes."
        )
