"""Who speaks on another day in another timetable."""

from __future__ import annotations

import string

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios.studies.comparison.matching import matched
from scenarios.studies.comparison.speaking import SpeakingChange, say_speaking, speaking_changes
from scheduler.week.agenda import Item, Statement
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


def week(speakers: str) -> Week:
    agenda = (Item(title="Updates", minutes=10, speakers=tuple(speakers)),)
    return tiny_week(tiny_session("clearance", agenda=agenda, most_parts=3, wanted=180), days=3)


def spoken(*days: str) -> Timetable:
    """A part on each of the first days, in which these speak."""
    parts = (
        at("clearance", day, "10:00", 60)._replace(
            statements=tuple(Statement(0, speaker, 10) for speaker in speakers)
        )
        for day, speakers in enumerate(days)
    )
    return tiny_timetable(*parts)


def test_who_speaks_on_another_day_is_named_with_both() -> None:
    before, after = spoken("AB", "", "CD"), spoken("ACD", "", "B")
    assert speaking_changes(week("ABCD"), before, after) == {
        "clearance": (
            SpeakingChange("B", (0,), (2,)),
            SpeakingChange("C", (2,), (0,)),
            SpeakingChange("D", (2,), (0,)),
        )
    }
    assert list(say_speaking(week("ABCD"), before, after)) == [
        "3 of 4 speakers of “Clearance” speak on other days: C and D on Monday instead of "
        "Wednesday; B on Wednesday instead of Monday."
    ]


def test_of_many_the_first_are_named_and_the_others_counted() -> None:
    every = string.ascii_uppercase[:20]
    [sentence] = say_speaking(week(every), spoken(every[:10], every[10:]), spoken("", every, ""))
    assert sentence == (
        "10 of 20 speakers of “Clearance” speak on other days: A, B, C, D, E and F on Tuesday "
        "instead of Monday; and 4 others."
    )


def test_one_is_on_another_day_and_one_beyond_those_named_is_named_too() -> None:
    [sentence] = say_speaking(week("AB"), spoken("AB", ""), spoken("A", "B"))
    assert sentence.startswith("1 of 2 speakers of “Clearance” speaks on another day: B on")
    [sentence] = say_speaking(week("ABCDEFG"), spoken("ABCDEFG", ""), spoken("", "ABCDEFG"))
    assert "A, B, C, D, E, F and G on Tuesday instead of Monday." in sentence


def test_where_nobody_does_nothing_is_said() -> None:
    assert not list(say_speaking(week("AB"), spoken("A", "B"), spoken("A", "B")))
    assert not list(say_speaking(week("AB"), spoken("A", "B"), Timetable()))


def test_a_timetable_that_does_not_say_it_is_read_as_written() -> None:
    bare = tiny_timetable(*(part.place for part in spoken("A", "B").parts))
    assert not list(say_speaking(week("AB"), bare, spoken("A", "B")))
    assert list(say_speaking(week("AB"), bare, spoken("B", "A")))


def test_a_part_in_which_others_speak_has_not_moved() -> None:
    assert matched(spoken("A", "B"), spoken("B", "A")) == ()
