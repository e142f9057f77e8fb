"""The boundary cases of `report_back_to_plenary`."""

from __future__ import annotations

from constraints.report_back_to_plenary import ReportBackToPlenary
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Body, Format
from tests.constraints.amounts import amounts

RULE = ReportBackToPlenary()
GROUP = tiny_session("group", body="clearance", format=Format.SMALL_GROUP)
WEEK = tiny_week(GROUP, tiny_session("clearance"), tiny_session("cooperation"), days=2)
UNREPORTED = {("group",): 1}


def test_a_plenary_that_begins_as_the_group_ends_takes_the_report() -> None:
    assert amounts(RULE, WEEK, at("group", 0, "10:00"), at("clearance", 0, "10:30")) == {}


def test_a_plenary_that_begins_just_before_the_group_ends_does_not() -> None:
    parts = at("group", 0, "10:00"), at("clearance", 0, "10:29", 31)
    assert amounts(RULE, WEEK, *parts) == UNREPORTED


def test_a_report_back_without_an_instrument_serves_only_groups_that_have_none() -> None:
    report = tiny_session("report", body="friends", format=Format.REPORT_BACK)
    parts = at("group", 0, "10:00"), at("report", 0, "10:30")
    for instrument, expected in (("mines", UNREPORTED), (None, {})):
        bodies = [
            Body(id="friends", name="Friends"),
            Body(id="clearance", name="Clearance", instrument=instrument),
        ]
        assert amounts(RULE, tiny_week(GROUP, report, bodies=bodies), *parts) == expected


def test_what_counts_is_the_last_part_of_the_group_and_any_part_of_the_plenary() -> None:
    early, late = at("group", 0, "10:00"), at("group", 1, "10:00")
    before, after = at("clearance", 0, "10:30"), at("clearance", 1, "10:30")
    assert amounts(RULE, WEEK, early, before, after, late) == {}
    assert amounts(RULE, WEEK, early, before, late) == UNREPORTED


def test_a_long_part_that_began_first_may_be_the_last_to_end() -> None:
    parts = at("group", 0, "10:00", 60), at("group", 0, "10:15", 15), at("clearance", 0, "10:30")
    assert amounts(RULE, WEEK, *parts) == UNREPORTED


def test_a_group_that_is_not_held_reports_nothing() -> None:
    assert amounts(RULE, WEEK) == {}


def test_the_plenary_of_another_body_does_not_do_and_a_joint_one_does() -> None:
    assert amounts(RULE, WEEK, at("group", 0, "10:00"), at("cooperation", 1, "10:00")) == UNREPORTED
    joint = tiny_week(GROUP, tiny_session("joint", bodies=("cooperation", "clearance")))
    assert amounts(RULE, joint, at("group", 0, "10:00"), at("joint", 0, "10:30")) == {}


def test_a_workshop_of_its_own_body_is_no_plenary() -> None:
    week = tiny_week(GROUP, tiny_session("talk", body="clearance", format=Format.WORKSHOP))
    assert amounts(RULE, week, at("group", 0, "10:00"), at("talk", 0, "10:30")) == UNREPORTED


def test_a_report_back_serves_the_instruments_that_it_has_in_common() -> None:
    report = tiny_session("report", bodies=("mines", "munitions"), format=Format.REPORT_BACK)
    bodies = [
        Body(id="munitions", name="Munitions", instrument="munitions"),
        Body(id="mines", name="Mines", instrument="mines"),
    ]
    parts = at("group", 0, "10:00"), at("report", 0, "10:30")
    for instrument, expected in (("mines", {}), ("protocol", UNREPORTED), (None, UNREPORTED)):
        body = Body(id="clearance", name="Clearance", instrument=instrument)
        assert amounts(RULE, tiny_week(GROUP, report, bodies=[*bodies, body]), *parts) == expected


def test_without_an_instrument_a_report_back_without_one_will_do() -> None:
    week = tiny_week(
        GROUP,
        tiny_session("report", format=Format.REPORT_BACK),
        bodies=(Body(id="clearance", name="Clearance"), Body(id="report", name="Report")),
    )
    assert amounts(RULE, week, at("group", 0, "10:00"), at("report", 0, "10:30")) == {}


def test_a_group_that_must_be_held_and_cannot_report_is_seen_before_any_search() -> None:
    (count,) = RULE.count(tiny_week(GROUP))
    assert (count.need, count.have, count.assumes) == (1, 0, ("hold_every_session",))
    assert count.sentence == "“Group” has no session in the week to which it could report."
    optional = tiny_session("group", format=Format.SMALL_GROUP, optional=True)
    assert list(RULE.count(tiny_week(optional))) == []


def test_the_sentence_names_where_the_report_could_go() -> None:
    week = tiny_week(GROUP, tiny_session("clearance"), tiny_session("second", body="clearance"))
    assert RULE.say(week, ("group",), 1) == (
        "“Group” reports nowhere: no part of “Clearance” or “Second” begins after it is over."
    )
    assert RULE.say(week, ("group",)) == (
        "“Group” reports back: a part of “Clearance” or “Second” begins after it is over."
    )
