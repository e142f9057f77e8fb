"""The judge, with rules whose amounts are easily seen."""

from __future__ import annotations

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.judging.judge import Verdict, judge, tiers_of
from scheduler.rules.rule import STRUCTURE, Must, Prefer, Setting
from scheduler.week.timetable import Part

WEEK = tiny_week(tiny_session("clearance", wanted=90), tiny_session("group"), minutes=120, days=2)
WANTED = Setting(rule=GiveWantedTime(), mode=Prefer(tier=2, weight=5))
HELD = Setting(rule=HoldEverySession(), mode=Must())
CLEARANCE, GROUP = at("clearance", 0, "10:00"), at("group", 0, "10:00")


def verdict(*parts: Part, settings: tuple[Setting, ...] = (WANTED, HELD)) -> Verdict:
    return judge(WEEK, settings, tiny_timetable(*parts))


def test_a_timetable_that_keeps_every_must_is_legal_and_has_its_costs() -> None:
    found = verdict(CLEARANCE, GROUP)
    assert found.legal
    assert found.costs == (300,)
    assert found.amounts() == {"give_wanted_time": 60, "hold_every_session": 0}
    (finding,) = found.findings
    assert (finding.tier, finding.amount, finding.cost, finding.unit) == (2, 60, 300, "minutes")
    assert not finding.must


def test_a_must_that_is_broken_has_an_amount_and_no_cost() -> None:
    found = verdict(CLEARANCE)
    assert not found.legal
    (finding,) = found.breached
    assert (finding.rule, finding.case) == ("hold_every_session", ("group", "least"))
    assert (finding.amount, finding.tier, finding.cost) == (30, None, 0)
    assert finding.sentence == "“Group” needs at least 30 minutes and is not held at all."


def test_findings_come_as_structure_then_musts_then_tiers() -> None:
    second = Setting(rule=HoldEverySession(), mode=Prefer(tier=1))
    first = Setting(rule=UseRoomsOnce(), mode=Must())
    found = verdict(at("group", 0, "09:00"), settings=(WANTED, second, first))
    order = [(finding.rule, finding.tier) for finding in found.findings]
    assert order == [
        (STRUCTURE, None),
        ("hold_every_session", 1),
        ("give_wanted_time", 2),
    ]
    assert found.costs == (30, 5 * 90)


def test_rules_judge_only_the_parts_that_are_sound() -> None:
    stranger, early = at("stranger", 0, "10:00"), at("group", 0, "09:30")
    settings = (HELD, Setting(rule=UseRoomsOnce(), mode=Must()))
    found = verdict(stranger, early, early._replace(room="hall"), CLEARANCE, settings=settings)
    assert {finding.rule for finding in found.breached} == {STRUCTURE}


def test_a_part_outside_every_sitting_is_not_missing_as_well() -> None:
    found = verdict(at("group", 0, "09:00"), CLEARANCE)
    assert [finding.rule for finding in found.breached] == [STRUCTURE]
    assert found.amount("give_wanted_time") == 60


def test_a_part_that_was_entered_twice_is_judged_as_one() -> None:
    found = verdict(CLEARANCE, GROUP, GROUP)
    assert [finding.rule for finding in found.breached] == [STRUCTURE]
    assert found.amount("hold_every_session") == 0


def test_the_tiers_are_those_of_the_preferences_in_order() -> None:
    settings = [
        Setting(rule=GiveWantedTime(), mode=Prefer(tier=tier) if tier else Must())
        for tier in (3, 0, 1, 3)
    ]
    assert tiers_of(settings) == (1, 3)
    assert verdict(settings=()).costs == ()


def test_a_tier_in_which_nothing_is_found_still_has_its_cost() -> None:
    assert verdict(at("clearance", 0, "10:00", 90), GROUP).costs == (0,)


def test_printed_it_begins_with_what_is_switched_off() -> None:
    settings = (WANTED, HELD)
    found = judge(WEEK, settings, tiny_timetable(CLEARANCE, GROUP), off=["use_rooms_once"])
    lines = str(found).splitlines()
    assert lines[:5] == [
        "Switched off in this scenario: use_rooms_once",
        "Every must is kept.",
        "",
        "Tier 2 costs 300",
        "  - Sessions get the time they want (give_wanted_time)",
    ]
    assert lines[5].startswith(f"    - {found.findings[0].sentence[:20]}")


def test_as_a_table_it_has_a_row_for_each_finding() -> None:
    found = verdict(CLEARANCE)
    frame = found.to_frame()
    assert list(frame["rule"]) == [finding.rule for finding in found.findings]
    assert list(frame["amount"]) == [30, 60, 30]
    assert verdict(settings=()).to_frame().empty
