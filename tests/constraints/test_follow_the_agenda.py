"""Boundary cases of `follow_the_agenda`."""

from __future__ import annotations

from typing import Any

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.tiny import at, heard, tiny_session, tiny_week
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part
from tests.constraints.amounts import amounts

RULE = FollowTheAgenda()
REQUESTS = Item(title="Requests", minutes=30, speakers=("CHL", "COD"))
UPDATES = Item(title="Updates", minutes=15, speakers=("CHL", "JOR", "PER"))
DISCUSSION = Item(title="Discussion", minutes=45)


def found(*parts: Part, agenda: tuple[Item, ...], **more: Any) -> dict[object, int]:
    """What is found where each step of the grid is five minutes."""
    asked = sum(item.asked for item in agenda)
    given = {"least": 30, "wanted": asked, "most_parts": 3, "agenda": agenda, **more}
    week = tiny_week(tiny_session("clearance", **given), days=3, minutes=120)
    fine = week.model_copy(update={"grain": 5})
    return {case[1:]: n for case, n in amounts(RULE, fine, *parts).items()}


def test_a_part_that_is_too_long_or_too_short_is_told_with_figures_that_add_up() -> None:
    good, bad = RULE.examples()[1], RULE.examples()[1].bad
    assert bad is not None
    assert [RULE.tell(good.week, bad, *one) for one in RULE.check(good.week, bad)] == [
        "The part of “Clearance” on Monday 20 June, morning is 30 minutes too short for what "
        "stands in it, which cannot do without 1 hour; the part has 30 minutes.",
        "The part of “Clearance” on Monday 20 June, afternoon is 1 minute too long for what "
        "stands in it, which asks for 30 minutes; the part has 1 hour, with 29 minutes let pass.",
    ]


def test_two_items_may_share_a_part() -> None:
    parts = (
        heard(at("clearance", 0, "10:00", 30), (0, "CHL", 30)),
        heard(at("clearance", 1, "10:00", 75), (0, "COD", 30), (1, "JOR", 15), (1, "PER", 15)),
        heard(at("clearance", 2, "10:00", 15), (1, "CHL", 15)),
    )
    assert not found(*parts, agenda=(REQUESTS, UPDATES))


def test_an_item_that_begins_a_part_before_another_ends_is_early_once() -> None:
    parts = (
        heard(at("clearance", 0, "10:00", 45), (1, "CHL", 15), (1, "JOR", 15), (1, "PER", 15)),
        heard(at("clearance", 1, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
    )
    assert found(*parts, agenda=(REQUESTS, UPDATES)) == {("order", 1): 1}


def test_an_item_is_held_against_all_items_before_it() -> None:
    parts = (
        heard(at("clearance", 0, "10:00", 75), (0, "CHL", 30), (1, "", 45)),
        heard(at("clearance", 1, "10:00", 75), (2, "CHL", 15), (2, "JOR", 15), (2, "PER", 15)),
        heard(at("clearance", 2, "10:00", 30), (0, "COD", 30)),
    )
    agenda = (REQUESTS, DISCUSSION, UPDATES)
    assert found(*parts, agenda=agenda) == {("order", 1): 1, ("order", 2): 1}


def test_speakers_keep_their_order_only_where_the_item_says_so() -> None:
    parts = (
        heard(at("clearance", 0, "10:00", 15), (0, "PER", 15)),
        heard(at("clearance", 1, "10:00", 30), (0, "CHL", 15), (0, "JOR", 15)),
    )
    assert not found(*parts, agenda=(UPDATES,))
    in_order = UPDATES.model_copy(update={"in_order": True})
    assert found(*parts, agenda=(in_order,)) == {("speakers", 0, "PER"): 1}


def test_a_part_needs_the_least_shares_of_what_stands_in_it_rounded_down() -> None:
    agenda = (UPDATES, DISCUSSION)  # 90 minutes; with 30 at the least, 5 for each speaker
    parts = [
        heard(at("clearance", 0, "10:00", 5), (0, "CHL", 15), (0, "JOR", 15)),
        heard(at("clearance", 1, "10:00", 60), (0, "PER", 15), (1, "", 45)),
    ]
    assert found(*parts, agenda=agenda) == {("short", "2011-06-20 morning"): 5}
    parts[0] = parts[0]._replace(minutes=10)
    assert not found(*parts, agenda=agenda)
    assert not found(*parts, agenda=agenda, least=32), "10 and two thirds are rounded down"
    assert found(*parts, agenda=agenda, least=36) == {("short", "2011-06-20 morning"): 2}


def test_an_item_may_say_what_its_speakers_cannot_do_without() -> None:
    agenda = (UPDATES.model_copy(update={"least": 10}), DISCUSSION)
    parts = (
        heard(at("clearance", 0, "10:00", 15), (0, "CHL", 15), (0, "JOR", 15)),
        heard(at("clearance", 1, "10:00", 60), (0, "PER", 15), (1, "", 45)),
    )
    assert found(*parts, agenda=agenda) == {("short", "2011-06-20 morning"): 5}


def test_a_part_may_be_less_than_a_step_of_the_grid_longer_than_what_stands_in_it() -> None:
    talk = Item(title="Talk", minutes=11, speakers=("CHL", "JOR"))
    parts = [
        heard(at("clearance", 0, "10:00", 15), (0, "CHL", 11)),
        heard(at("clearance", 1, "10:00", 10), (0, "JOR", 11)),
    ]
    assert not found(*parts, agenda=(talk,), wanted=30, least=10)
    parts[0] = parts[0]._replace(minutes=20)
    assert found(*parts, agenda=(talk,), least=10, wanted=30) == {("long", "2011-06-20 morning"): 1}


def test_minutes_beyond_what_the_session_wants_may_stand_in_any_part() -> None:
    parts = (
        heard(at("clearance", 0, "10:00", 60), (0, "CHL", 15)),
        heard(at("clearance", 1, "10:00", 30), (0, "JOR", 15), (0, "PER", 15)),
    )
    assert not found(*parts, agenda=(UPDATES,))
