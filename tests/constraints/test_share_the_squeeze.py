"""Boundary cases of `share_the_squeeze`."""

from __future__ import annotations

from constraints.share_the_squeeze import ShareTheSqueeze
from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part
from tests.constraints.amounts import amounts

RULE = ShareTheSqueeze()
AGENDA = (
    Item(title="Updates", minutes=20, speakers=("CHL", "COD")),
    Item(title="Discussion", minutes=50),
)


def found(*parts: Part, most_parts: int = 2) -> dict[object, int]:
    session = tiny_session("clearance", agenda=AGENDA, most_parts=most_parts, least=60, wanted=90)
    return dict(amounts(RULE, tiny_week(session, days=2, minutes=90), *parts))


def test_a_part_that_has_what_stands_in_it_asks_for_lacks_nothing() -> None:
    assert not found(
        heard(at("clearance", 0, "10:00", 30), (0, "CHL", 20), (1, "", 10)),
        heard(at("clearance", 1, "10:00", 60), (0, "COD", 20), (1, "", 40)),
    )


def test_of_several_parts_that_lack_something_the_worst_counts() -> None:
    assert found(
        heard(at("clearance", 0, "10:00", 30), (0, "CHL", 20), (0, "COD", 20)),
        heard(at("clearance", 1, "10:00", 30), (1, "", 50)),
    ) == {("clearance",): 20}


def test_the_part_that_lacks_the_most_is_named() -> None:
    [example] = RULE.examples()
    assert example.bad is not None
    [breach] = RULE.check(example.week, example.bad)
    assert RULE.tell(example.week, example.bad, *breach) == (
        "The part of “Clearance” on Monday 20 June, morning lacks 30 minutes: it has 30 minutes, "
        "and what stands in it asks for 1 hour."
    )


def test_a_part_with_more_than_it_asks_for_makes_good_for_no_other() -> None:
    assert found(
        heard(at("clearance", 0, "10:00", 30), (0, "CHL", 20), (0, "COD", 20)),
        heard(at("clearance", 1, "10:00", 90), (1, "", 50)),
    ) == {("clearance",): 10}


def test_a_session_in_one_part_has_nothing_to_share() -> None:
    assert not found(at("clearance", 0, "10:00", 30), most_parts=1)


def test_a_part_outside_every_sitting_is_named_by_its_time() -> None:
    session = tiny_session("clearance", agenda=AGENDA, most_parts=2, least=60, wanted=90)
    part = heard(at("clearance", 0, "18:00", 30), (0, "CHL", 20), (1, "", 50))
    week, timetable = tiny_week(session, minutes=90), tiny_timetable(part)
    [breach] = RULE.check(week, timetable)
    assert RULE.tell(week, timetable, *breach) == (
        "The part of “Clearance” on Monday 20 June at 18:00 lacks 40 minutes: it has 30 minutes, "
        "and what stands in it asks for 1 h 10."
    )
