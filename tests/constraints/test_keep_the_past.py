"""The boundary cases of `keep_the_past`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from constraints.keep_the_past import KeepThePast
from constraints.tiny import at, heard, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.rules.draft import Case, Slot
from scheduler.rules.rule import Must, Setting
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part
from scheduler.week.week import Week
from tests.constraints.amounts import amounts

FIRST = at("clearance", 0, "10:00", 60, room="hall")
SECOND = at("clearance", 1, "10:00", 30)


def week(*published: Part, **more: Any) -> Week:
    return tiny_week(
        tiny_session("clearance"),
        tiny_session("new"),
        days=2,
        rooms=(tiny_room("hall"), tiny_room("annex")),
        references={"programme": tiny_timetable(*(published or (FIRST, SECOND)))},
        **more,
    )


def found(until: str, *parts: Part, reference: str = "programme") -> dict[Case, int]:
    rule = KeepThePast(reference=reference, until=datetime.fromisoformat(until))
    return amounts(rule, week(), *parts)


def test_a_part_that_begins_at_the_moment_has_not_begun() -> None:
    assert found("2011-06-20 10:00") == {}
    assert found("2011-06-20 10:01") == {("clearance", "2011-06-20 morning"): 1}


def test_what_has_begun_stays_in_day_begin_length_and_room() -> None:
    until = "2011-06-20 10:30"
    assert found(until, FIRST) == {}
    for change in ({"room": "annex"}, {"start": 630}, {"minutes": 30}):
        assert found(until, FIRST._replace(**change)) == {("clearance", "2011-06-20 morning"): 1}
    moved = FIRST._replace(day=1)
    assert found(until, moved) == {("clearance", "2011-06-20 morning"): 1}


@pytest.mark.parametrize(
    ("until", "minutes", "amount"),
    [("10:30", 90, 0), ("10:59", 90, 0), ("11:00", 90, 1), ("10:30", 30, 1), ("11:00", 60, 0)],
)
def test_a_part_that_is_running_may_end_later_and_not_before_its_time(
    until: str, minutes: int, amount: int
) -> None:
    rule = KeepThePast(reference="programme", until=datetime.fromisoformat(f"2011-06-20 {until}"))
    longer = FIRST._replace(minutes=minutes)
    assert sum(amounts(rule, week(minutes=120), longer, SECOND).values()) == amount


def test_a_part_that_is_running_stays_in_its_room() -> None:
    elsewhere = FIRST._replace(minutes=90, room="annex")
    assert found("2011-06-20 10:30", elsewhere) == {("clearance", "2011-06-20 morning"): 1}


def test_the_sentences_tell_what_is_over_from_what_is_running() -> None:
    case = ("clearance", "2011-06-20 morning")
    over, running = (
        KeepThePast(reference="programme", until=datetime(2011, 6, 20, *at))  # noqa: DTZ001
        for at in ((11, 0), (10, 30))
    )
    began = "Monday 20 June at 10:00 for 1 hour"
    assert over.say(week(), case, 1) == (
        f"“Clearance” was held on {began}, before Monday 20 June at 11:00, and can no longer "
        "change."
    )
    assert running.say(week(), case, 1) == (
        f"“Clearance” began on {began}; it is running on Monday 20 June at 10:30 and can only end "
        "later."
    )
    assert running.say(week(), case) == (
        f"“Clearance” stays on {began}, or longer: it is running on Monday 20 June at 10:30."
    )


def test_a_published_part_without_a_room_may_have_been_in_any() -> None:
    for room in ("hall", "annex"):
        assert found("2011-06-22 00:00", FIRST, SECOND._replace(room=room)) == {}


def test_what_is_to_come_may_change_in_every_way() -> None:
    until = "2011-06-21"
    new = at("new", 1, "10:30", room="hall")
    assert found(until, FIRST) == {}
    assert found(until, FIRST, at("clearance", 1, "10:30", room="annex"), new) == {}


def test_nothing_is_added_to_the_past() -> None:
    until = "2011-06-20 10:30"
    just_past, just_coming = (at("new", 0, start, room="annex") for start in ("10:00", "10:30"))
    assert found(until, FIRST, just_past) == {("new", "2011-06-20 morning"): 1}
    assert found(until, FIRST, just_coming) == {}


def test_another_part_in_the_place_of_one_that_has_begun_counts_once() -> None:
    later = FIRST._replace(start=630, minutes=30)
    assert found("2011-06-20 10:15", later) == {("clearance", "2011-06-20 morning"): 1}


def test_a_timetable_that_the_week_does_not_have_asks_for_nothing() -> None:
    assert found("2011-06-22", reference="draft") == {}


def test_published_parts_that_the_week_cannot_hold_are_passed_over() -> None:
    rule = KeepThePast(reference="programme", until=datetime(2011, 6, 22))  # noqa: DTZ001
    lost = (
        at("dissolved", 0, "10:00", room="hall"),
        at("new", 0, "10:00", room="tent"),
        at("new", 0, "20:00", room="hall"),
        at("new", 1, "10:10", room="hall"),
    )
    here = week(FIRST, *lost)
    assert amounts(rule, here, FIRST) == {}
    assert amounts(rule, here) == {("clearance", "2011-06-20 morning"): 1}


def test_as_a_must_it_leaves_no_places_in_the_past() -> None:
    rule = KeepThePast(reference="programme", until=datetime(2011, 6, 21))  # noqa: DTZ001
    draft = Draft(week(), [Setting(rule=rule, mode=Must())])
    kept = Slot("clearance", "2011-06-20 morning")
    assert draft.slots.within("2011-06-20 morning") == [kept]
    assert draft.slots.constant(kept)
    assert draft.slots.rooms(kept) == ["hall"]
    assert len(draft.slots.within("2011-06-21 morning")) == 2


def test_in_the_sitting_of_the_moment_only_what_is_left_of_it_is_open() -> None:
    rule = KeepThePast(reference="programme", until=datetime(2011, 6, 20, 10, 10))  # noqa: DTZ001
    draft = Draft(week(), [Setting(rule=rule, mode=Must())])
    window = draft.slots.times(Slot("new", "2011-06-20 morning"))
    assert window.starts == (630, 630)


NOT_MOMENTS = (
    "wednesday",
    "2011-06-22 13:00",
    22,
    date(2011, 6, 22),
    datetime(2011, 6, 22, 13, 0, 30),  # noqa: DTZ001
    datetime(2011, 6, 22, tzinfo=UTC),
)


@pytest.mark.parametrize("value", NOT_MOMENTS)
def test_only_a_whole_minute_in_the_time_of_the_week_is_a_moment(value: object) -> None:
    """Words are for the reader of the scenario file."""
    with pytest.raises(ValidationError, match=r"valid datetime|must be a whole minute in the time"):
        KeepThePast.model_validate({"reference": "programme", "until": value})


def test_the_sentences_say_what_has_begun() -> None:
    rule = KeepThePast(reference="programme", until=datetime(2011, 6, 20, 13))  # noqa: DTZ001
    begun, none = ("clearance", "2011-06-20 morning"), ("new", "2011-06-20 morning")
    assert rule.say(week(), begun, 1) == (
        "“Clearance” was held on Monday 20 June at 10:00 for 1 hour, before Monday 20 June at "
        "13:00, and can no longer change."
    )
    assert rule.say(week(), begun) == (
        "“Clearance” stays on Monday 20 June at 10:00 for 1 hour: "
        "it has begun by Monday 20 June at 13:00."
    )
    assert rule.say(week(), none, 1) == (
        "“New” cannot begin on Monday 20 June, morning before Monday 20 June at 13:00: "
        "that is past."
    )


UPDATES = Item(title="Updates", minutes=30, speakers=("CHL", "COD", "JOR"))
MONDAY = heard(at("talks", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30))
TUESDAY = heard(at("talks", 1, "10:00", 60), (0, "JOR", 30), (1, "", 30))
SAID = ("talks", "2011-06-20 morning", "said")


def said(until: str, *parts: Part, published: tuple[Part, ...] = (MONDAY, TUESDAY)) -> object:
    discussion = Item(title="Discussion", minutes=30)
    talks = tiny_session("talks", agenda=(UPDATES, discussion), most_parts=2, least=60, wanted=120)
    here = tiny_week(talks, days=2, references={"programme": tiny_timetable(*published)})
    rule = KeepThePast(reference="programme", until=datetime.fromisoformat(until))
    return amounts(rule, here, *parts)


def test_who_has_spoken_has_spoken_and_nobody_else_has() -> None:
    assert said("2011-06-21", MONDAY, TUESDAY) == {}
    swapped = (
        heard(MONDAY.place, (0, "CHL", 30), (0, "JOR", 30)),
        heard(TUESDAY.place, (0, "COD", 30), (1, "", 30)),
    )
    assert said("2011-06-21", *swapped) == {SAID: 2}, "one is missing, and one too many"
    assert said("2011-06-20 10:00", *swapped) == {}, "nothing has begun"


def test_in_a_part_that_is_running_only_what_has_begun_to_be_said_stays() -> None:
    without_congo = (
        heard(MONDAY.place, (0, "CHL", 30), (1, "", 30)),
        heard(TUESDAY.place, (0, "COD", 30), (0, "JOR", 30)),
    )
    assert said("2011-06-20 10:30", *without_congo) == {}
    assert said("2011-06-20 10:31", *without_congo) == {SAID: 1}
    assert said("2011-06-20 10:59", MONDAY, TUESDAY) == {}


def test_of_a_topic_the_minutes_that_were_spent_stay_in_whole_steps() -> None:
    first = heard(MONDAY.place, (1, "", 30), (0, "CHL", 30))
    last = heard(TUESDAY.place, (0, "COD", 30), (0, "JOR", 30))
    shorter = (
        heard(MONDAY.place, (1, "", 10), (0, "CHL", 30)),
        heard(TUESDAY.place, (1, "", 20), (0, "COD", 30), (0, "JOR", 30)),
    )
    published = (first, last)
    assert said("2011-06-20 10:14", *shorter, published=published) == {}
    assert said("2011-06-20 10:15", *shorter, published=published) == {SAID: 1}


def test_where_nothing_says_who_spoke_the_agenda_ran_as_it_is_written() -> None:
    bare = (MONDAY.place, TUESDAY.place)
    assert said("2011-06-21", MONDAY, TUESDAY, published=bare) == {}
    late = (TUESDAY._replace(day=0), MONDAY._replace(day=1))
    assert said("2011-06-21", *late, published=bare) == {SAID: 4}
