"""The boundary cases of `speak_as_published`."""

from __future__ import annotations

from constraints.speak_as_published import SpeakAsPublished
from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part
from tests.constraints.amounts import amounts

UPDATES = Item(title="Updates", minutes=30, speakers=("CHL", "COD"))
DISCUSSION = Item(title="Discussion", minutes=30)
MONDAY = heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30))
TUESDAY = heard(at("clearance", 1, "10:00", 30), (1, "", 30))
CHILE, CONGO = ("clearance", 0, "CHL"), ("clearance", 0, "COD")


def found(*parts: Part, published: tuple[Part, ...] = (MONDAY, TUESDAY)) -> dict[Case, int]:
    week = tiny_week(
        tiny_session("clearance", agenda=(UPDATES, DISCUSSION), most_parts=4, least=60, wanted=90),
        days=2,
        sittings=("morning", "afternoon"),
        references={"programme": tiny_timetable(*published)},
    )
    return amounts(SpeakAsPublished(reference="programme"), week, *parts)


def test_what_stays_counts_nothing_wherever_in_its_sitting_the_part_is() -> None:
    assert found(MONDAY, TUESDAY) == {}
    later = MONDAY._replace(start=630, minutes=30)
    assert found(later, TUESDAY) == {}


def test_another_sitting_counts_one_and_another_day_two() -> None:
    afternoon = heard(at("clearance", 0, "15:00"), (0, "COD", 30))
    morning = heard(at("clearance", 0, "10:00"), (0, "CHL", 30))
    assert found(morning, afternoon, TUESDAY) == {CONGO: 1}
    tuesday = heard(at("clearance", 1, "10:00", 60), (0, "COD", 30), (1, "", 30))
    assert found(morning, tuesday) == {CONGO: 2}


def test_a_statement_that_is_made_nowhere_counts_as_one_of_another_day() -> None:
    assert found() == {CHILE: 2, CONGO: 2}
    assert found(MONDAY._replace(statements=MONDAY.statements[:1]), TUESDAY) == {CONGO: 2}


def test_the_minutes_of_a_topic_are_nobodys() -> None:
    monday = MONDAY._replace(statements=(*MONDAY.statements, *TUESDAY.statements))
    assert found(monday) == {}


def test_a_timetable_that_does_not_say_it_runs_as_the_agenda_is_written() -> None:
    bare = (MONDAY.place, TUESDAY.place)
    assert found(MONDAY, TUESDAY, published=bare) == {}
    swapped = (
        heard(at("clearance", 0, "10:00", 60), (1, "", 30)),
        heard(at("clearance", 1, "10:00", 30), (0, "CHL", 30), (0, "COD", 30)),
    )
    assert found(*swapped, published=bare) == {CHILE: 2, CONGO: 2}


def test_a_speaker_whom_the_agenda_has_no_longer_is_passed_over() -> None:
    published = (heard(MONDAY.place, (0, "PER", 30), (0, "CHL", 30), (5, "COD", 30)), TUESDAY)
    assert found(MONDAY, TUESDAY, published=published) == {}


def test_a_published_part_outside_every_sitting_has_no_sitting_to_lose() -> None:
    evening = MONDAY._replace(start=1200)
    assert found(MONDAY, TUESDAY, published=(evening, TUESDAY)) == {}
    tuesday = MONDAY._replace(day=1)
    assert found(tuesday, published=(evening, TUESDAY)) == {CHILE: 2, CONGO: 2}
