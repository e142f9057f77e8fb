"""schedule.xml, schedule.json and Indico's CSV, held to what their readers ask for."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import vobject
from lxml import etree

from scenarios.documents.feeds.run import calendar_files, feed_files
from scenarios.documents.issue import Issue
from scheduler.week.clock import DAY
from tests.scenarios.documents.feeds.test_calendars import MARCH
from tests.scenarios.documents.feeds.weeks import (
    ENGLISH,
    SESSIONS,
    TEN,
    THREE,
    clearance,
    issued,
    tiny_week,
    victims,
)

WEEK = issued(clearance(0, TEN), clearance(1, THREE), victims(0, TEN), victims(2, TEN, room=None))
NIGHT = issued(clearance(0, DAY - 60, 120), clearance(0, TEN))
CLOCKS = issued(clearance(0, DAY + 60, 180), week=tiny_week(first=MARCH))
STRANGE = issued(
    clearance(0, TEN),
    title="会议",
    week=tiny_week(SESSIONS[0].model_copy(update={"title": "=排雷 <&> \x07"})),
)
ISSUES = [
    pytest.param(WEEK, id="week"),
    pytest.param(NIGHT, id="past midnight"),
    pytest.param(CLOCKS, id="clocks change"),
    pytest.param(STRANGE, id="strange titles"),
    pytest.param(issued(), id="nothing is held"),
]


def files(issue: Issue, before: bytes | None = None) -> dict[str, bytes]:
    return dict(feed_files(issue, ENGLISH, before))


def xml(issue: Issue) -> etree._Element:
    return etree.fromstring(files(issue)["feeds/schedule.xml"])


def conference(issue: Issue) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(issue)["feeds/schedule.json"])["schedule"]
    return dict(found["conference"])


def texts(issue: Issue, path: str) -> list[str]:
    """The texts, or the values of attributes, at a path of the XML."""
    found = xml(issue).xpath(path)
    assert isinstance(found, list)
    return [one if isinstance(one, str) else getattr(one, "text", "") or "" for one in found]


def matches(pattern: str, values: list[str]) -> bool:
    return all(re.fullmatch(pattern, value) for value in values)


@pytest.mark.parametrize("issue", ISSUES)
def test_the_xml_has_all_elements_that_its_readers_ask_for(issue: Issue) -> None:
    root = xml(issue)
    assert [one.tag for one in root][:3] == ["generator", "version", "conference"]
    assert {one.tag for one in root[3:]} == {"day"}
    asked = "room title subtitle type date start duration abstract slug track language"
    for event in root.iter("event"):
        held = [one.tag for one in event]
        assert set(asked.split()) <= set(held)
        assert len(held) == len(set(held))
        assert event.findtext("room") == event.getparent().get("name")  # type: ignore[union-attr]


@pytest.mark.parametrize("issue", ISSUES)
def test_the_xml_has_values_of_the_right_form(issue: Issue) -> None:
    uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    assert matches("[a-z0-9_]{4,}", texts(issue, "conference/acronym"))
    assert matches("[a-z0-9_]{4,}-[a-z0-9_-]{4,}", texts(issue, "//slug"))
    assert matches(uuid, texts(issue, "//@guid"))
    assert matches("[1-9][0-9]*", texts(issue, "//event/@id"))
    assert matches("[0-2][0-9]:[0-5][0-9]", texts(issue, "//event/start"))
    assert matches("[0-9]{2}:[0-5][0-9]", texts(issue, "//duration"))
    moments = [*texts(issue, "//event/date"), *texts(issue, "//day/@start | //day/@end")]
    assert all(datetime.fromisoformat(one).utcoffset() is not None for one in moments)
    for path in ("//event/@guid", "//event/@id", "//slug", "//day/@index"):
        assert len(set(texts(issue, path))) == len(texts(issue, path))


@pytest.mark.parametrize("issue", ISSUES)
def test_each_event_lies_in_its_day(issue: Issue) -> None:
    for day in xml(issue).iter("day"):
        begin, end = (datetime.fromisoformat(day.get(name, "")) for name in ("start", "end"))
        for event in day.iter("event"):
            date = datetime.fromisoformat(event.findtext("date") or "")
            hours, minutes = map(int, (event.findtext("duration") or "").split(":"))
            assert begin <= date
            assert date + timedelta(hours=hours, minutes=minutes) <= end


@pytest.mark.parametrize("issue", ISSUES)
def test_both_forms_say_the_same(issue: Issue) -> None:
    root, told = xml(issue), conference(issue)
    assert told["daysCount"] == len(told["days"]) == len(list(root.iter("day")))
    events = [
        event for day in told["days"] for of_room in day["rooms"].values() for event in of_room
    ]
    for element, event in zip(root.iter("event"), events, strict=True):
        assert element.get("guid") == event["guid"] == str(UUID(event["guid"]))
        for name in ("date", "start", "duration", "room", "slug", "subtitle", "track", "type"):
            assert element.findtext(name) == event[name]
        people = [person.text for person in element.iter("person")]
        assert people == [person["name"] for person in event["persons"]]
        assert event["url"] == f"urn:uuid:{event['guid']}"


def test_events_name_who_presides_and_who_speaks() -> None:
    first, *_ = xml(WEEK).iter("event")
    assert first.findtext("title") == "Mine Clearance"
    assert first.findtext("subtitle") == "Part 1 of 2"
    assert [person.text for person in first.iter("person")] == ["Colombia", "Uganda"]
    assert first.findtext("track") == "Committee"
    assert texts(WEEK, "//event[room='Room to be announced']/title") == ["Victim Assistance"]


def test_an_event_goes_by_the_identifier_of_the_calendars_and_keeps_its_number() -> None:
    calendars = dict(calendar_files(WEEK, ENGLISH))
    before = calendars["calendars/all.ics"]
    uids = {e.uid.value for e in vobject.readOne(before.decode()).vevent_list}
    after = issued(clearance(1, THREE), clearance(2, TEN), victims(0, TEN), number=2)
    told = etree.fromstring(files(after, before)["feeds/schedule.xml"])
    numbers = dict(zip(texts(WEEK, "//event/@guid"), texts(WEEK, "//event/@id"), strict=True))
    assert numbers.keys() == uids
    for event in told.iter("event"):
        assert event.get("id") == numbers[event.get("guid", "")]


def test_what_no_xml_can_hold_is_marked() -> None:
    assert texts(STRANGE, "//event/title") == ["=排雷 <&> \N{REPLACEMENT CHARACTER}"]
    assert texts(STRANGE, "conference/acronym") == ["week_2027_06_14"]


def rows(issue: Issue) -> list[list[str]]:
    """The rows as Indico reads them: by line, and without heads."""
    return list(csv.reader(files(issue)["feeds/indico.csv"].decode().splitlines()))


@pytest.mark.parametrize("issue", ISSUES)
def test_indico_finds_seven_columns_with_a_local_time_and_minutes(issue: Issue) -> None:
    found = rows(issue)
    assert len(found) == len(issue.timetable.parts)
    for row in found:
        begin, minutes, title, *speaker = row
        assert datetime.fromisoformat(begin).tzinfo is None
        assert int(minutes) > 0
        assert title
        assert len(speaker) == 4


def test_indico_gets_the_delegations_that_preside_and_no_made_up_names() -> None:
    assert rows(issued(clearance(0, TEN), clearance(1, TEN)))[1] == [
        *("2027-06-15T10:00", "60", "Mine Clearance (Part 2 of 2)"),
        *("", "", "Colombia", ""),
    ]


def test_a_title_that_looks_like_a_formula_is_guarded() -> None:
    (row,) = csv.reader(io.StringIO(files(STRANGE)["feeds/indico.csv"].decode()))
    assert row[2].startswith("'=")
