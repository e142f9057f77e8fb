"""Calendars, read back by an independent reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.tiny import tiny_session
from scenarios.documents.feeds.run import calendar_files
from scenarios.documents.feeds.time_zones import time_zone
from scenarios.documents.issue import Issue
from scheduler.errors import BadInput
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Room
from tests.scenarios.documents.feeds.weeks import (
    ELEVEN,
    ENGLISH,
    NOON,
    SESSIONS,
    TEN,
    THREE,
    clearance,
    issued,
    tiny_week,
    victims,
)

ALL = "calendars/all.ics"


def files(issue: Issue, before: bytes | None = None) -> dict[str, bytes]:
    return dict(calendar_files(issue, ENGLISH, before))


def read(content: bytes) -> list[Any]:
    """The events of a calendar, in order."""
    return list(vobject.readOne(content.decode()).contents.get("vevent", []))


def known(content: bytes) -> list[tuple[str, int, str]]:
    """By event: its identifier, its sequence, and whether it is confirmed or cancelled."""
    return [(e.uid.value, int(e.sequence.value), e.status.value) for e in read(content)]


def revised(*issues: Issue) -> list[dict[str, bytes]]:
    """The files of several revisions, each made after the one before."""
    found: list[dict[str, bytes]] = []
    for issue in issues:
        found.append(files(issue, found[-1][ALL] if found else None))
    return found


def test_a_part_is_an_event_with_its_names_and_no_keys() -> None:
    [event] = read(files(issued(clearance(0, TEN)))[ALL])
    assert event.summary.value == "Mine Clearance"
    assert event.location.value == "Great Hall, Palais"
    assert event.dtstart.value.isoformat() == "2027-06-14T10:00:00+02:00"
    assert event.dtend.value.isoformat() == "2027-06-14T11:00:00+02:00"
    assert event.dtstamp.value == datetime(2027, 5, 2, 12, tzinfo=UTC)
    assert event.categories.value == ["Plenary"]
    told = event.description.value.splitlines()
    assert "– Updates: Uganda" in told
    assert told[-1] == "Revision 1 · issued on Sunday 2 May 2027"


def test_a_session_that_moves_keeps_its_identifier_and_raises_its_sequence() -> None:
    one, other = revised(issued(clearance(0, TEN)), issued(clearance(1, THREE), number=2))
    [(uid, _, _)] = known(one[ALL])
    assert known(one[ALL]) == [(uid, 0, "CONFIRMED")]
    assert known(other[ALL]) == [(uid, 1, "CONFIRMED")]


@pytest.mark.parametrize(
    "moved",
    [clearance(0, TEN, room="annex"), clearance(0, TEN, 90), clearance(0, ELEVEN)],
    ids=["room", "length", "time"],
)
def test_another_room_length_or_time_raises_the_sequence(moved: Part) -> None:
    _, other = revised(issued(clearance(0, TEN)), issued(moved, number=2))
    assert [sequence for _, sequence, _ in known(other[ALL])] == [1]


def test_another_title_or_leader_raises_nothing_and_is_said() -> None:
    week = tiny_week(
        SESSIONS[0].model_copy(update={"title": "Clearing Mines", "leaders": frozenset(["NOR"])}),
        SESSIONS[1],
    )
    one, other = revised(issued(clearance(0, TEN)), issued(clearance(0, TEN), number=2, week=week))
    assert known(one[ALL]) == known(other[ALL])
    [event] = read(other[ALL])
    assert event.summary.value == "Clearing Mines"
    assert "Led by: Norway" in event.description.value
    assert event.dtstamp.value == datetime(2027, 5, 3, 12, tzinfo=UTC)


def test_what_is_cancelled_stays_so_and_takes_up_no_time() -> None:
    revisions = revised(
        issued(clearance(0, TEN), victims(1, TEN)),
        issued(clearance(0, TEN), number=2),
        issued(clearance(0, TEN), number=3),
    )
    (_, (uid, _, _)), *later = (known(one[ALL]) for one in revisions)
    assert [events[1] for events in later] == [(uid, 1, "CANCELLED")] * 2
    for revision in revisions[1:]:
        event = read(revision[ALL])[1]
        assert event.summary.value == "Cancelled: Victim Assistance"
        assert event.dtstart.value.isoformat() == "2027-06-15T10:00:00+02:00"
        assert event.transp.value == "TRANSPARENT"
        for calendar in ("delegations/UGA", "rooms/annex", "bodies/victims"):
            assert (uid, 1, "CANCELLED") in known(revision[f"calendars/{calendar}.ics"])


def test_a_session_and_a_room_whose_keys_changed_are_the_same_events() -> None:
    rooms = tuple(
        room.model_copy(update={"id": "big"}) if room.id == "hall" else room
        for room in tiny_week().rooms
    )
    week = tiny_week(SESSIONS[0].model_copy(update={"id": "mines"}), rooms=rooms)
    part = Part("mines", 0, TEN, 60, "big")
    one, other = revised(issued(clearance(0, TEN)), issued(part, number=2, week=week))
    assert known(one[ALL]) == known(other[ALL])
    assert known(other["calendars/rooms/big.ics"]) == known(one["calendars/rooms/hall.ics"])


@pytest.mark.slow
def test_what_a_delegation_leaves_is_cancelled_in_its_calendar_until_it_comes_back() -> None:
    away = tiny_week(
        delegations=tuple(
            one.model_copy(update={"sittings": frozenset({"1 morning"})})
            if one.code == "NOR"
            else one
            for one in tiny_week().delegations
        )
    )
    weeks = (None, away, away, None, away)
    issues = [issued(clearance(0, TEN), number=n, week=week) for n, week in enumerate(weeks, 1)]
    found = revised(*issues)
    own = [known(one["calendars/delegations/NOR.ics"])[0][1:] for one in found]
    assert own == [
        (0, "CONFIRMED"),
        (1, "CANCELLED"),
        (1, "CANCELLED"),
        (2, "CONFIRMED"),
        (3, "CANCELLED"),
    ]
    for others in (ALL, "calendars/delegations/COL.ics"):
        assert {known(one[others])[0][1:] for one in found} == {(0, "CONFIRMED")}
    [event] = read(found[1]["calendars/delegations/NOR.ics"])
    assert event.description.value.startswith("You need not be there.")
    assert event.transp.value == "TRANSPARENT"


def test_a_session_that_leaves_the_scenario_stays_with_its_title_for_whom_it_concerned() -> None:
    week = tiny_week(SESSIONS[0])
    _, _, last = revised(
        issued(clearance(0, TEN), victims(1, TEN)),
        issued(clearance(0, TEN), number=2, week=week),
        issued(clearance(0, TEN), number=3, week=week),
    )
    for calendar in ("all", "delegations/NOR", "bodies/victims"):
        said = [one.summary.value for one in read(last[f"calendars/{calendar}.ics"])]
        assert "Cancelled: Victim Assistance" in said


def test_what_is_held_again_has_the_identifier_that_it_had() -> None:
    first, _, last = revised(
        issued(clearance(0, TEN), victims(1, TEN)),
        issued(clearance(0, TEN), number=2),
        issued(clearance(0, TEN), victims(1, TEN), number=3),
    )
    (_, (uid, _, _)) = known(first[ALL])
    assert known(last[ALL])[1] == (uid, 2, "CONFIRMED")


def test_a_session_that_is_split_anew_keeps_its_parts_and_gets_a_new_one() -> None:
    two = issued(clearance(0, TEN), clearance(1, TEN))
    three = issued(clearance(0, TEN), clearance(0, THREE), clearance(1, TEN), number=2)
    before, after = (known(one[ALL]) for one in revised(two, three))
    assert [after[0], after[2]] == before
    assert after[1][0] not in {uid for uid, _, _ in before}
    assert [sequence for _, sequence, _ in after] == [0, 0, 0]


def test_a_part_that_is_gone_is_cancelled_and_the_others_stay_what_they_were() -> None:
    three = issued(clearance(0, TEN), clearance(1, TEN), clearance(2, TEN))
    two = issued(clearance(1, TEN), clearance(2, TEN), number=2)
    before, after = (known(one[ALL]) for one in revised(three, two))
    assert [uid for uid, _, _ in after] == [uid for uid, _, _ in before]
    assert [status for _, _, status in after] == ["CANCELLED", "CONFIRMED", "CONFIRMED"]


def test_a_key_that_is_changed_goes_by_its_title() -> None:
    named = SESSIONS[0].model_copy(update={"id": "mines"})
    after = issued(Part("mines", 0, TEN, 60, "hall"), number=2, week=tiny_week(named, SESSIONS[1]))
    one, other = revised(issued(clearance(0, TEN)), after)
    assert known(one[ALL]) == known(other[ALL])


def test_a_key_given_to_something_else_does_not_take_over_an_identifier() -> None:
    renamed = SESSIONS[0].model_copy(update={"id": "mines"})
    second = tiny_week(renamed)
    third = tiny_week(renamed, tiny_session("clearance", title="Something else"))
    mines = Part("mines", 0, TEN, 60, "hall")
    one, _, last = revised(
        issued(clearance(0, TEN)),
        issued(mines, number=2, week=second),
        issued(mines, clearance(1, TEN), number=3, week=third),
    )
    (old, new) = known(last[ALL])
    assert [old] == known(one[ALL])
    assert new[0] != old[0]


def test_the_same_week_elsewhere_has_the_same_identifiers_and_another_week_has_others() -> None:
    here = files(issued(clearance(0, TEN)))[ALL]
    assert here == files(issued(clearance(0, TEN), path="elsewhere/b"))[ALL]
    other = known(files(issued(clearance(0, TEN), title="Rivers"))[ALL])
    assert known(here) != other


def test_a_week_that_is_renamed_keeps_its_identifiers() -> None:
    one, other = revised(
        issued(clearance(0, TEN)), issued(clearance(0, TEN), number=2, title="Rivers and lakes")
    )
    assert known(one[ALL]) == known(other[ALL])


def test_a_room_learns_of_what_has_left_it() -> None:
    _, other, last = revised(
        issued(clearance(0, TEN)),
        issued(clearance(0, TEN, room="annex"), number=2),
        issued(clearance(0, TEN), number=3),
    )
    [left] = read(other["calendars/rooms/hall.ics"])
    assert (left.status.value, left.sequence.value) == ("CANCELLED", "1")
    assert left.description.value.startswith("This meeting has moved to Annex.")
    [there] = read(other["calendars/rooms/annex.ics"])
    assert (there.status.value, there.transp.value) == ("CONFIRMED", "OPAQUE")
    assert known(last["calendars/rooms/hall.ics"])[0][1:] == (2, "CONFIRMED")
    assert known(last["calendars/rooms/annex.ics"])[0][1:] == (2, "CANCELLED")


def test_a_delegation_has_what_concerns_it_and_learns_what_it_does_there() -> None:
    found = files(issued(clearance(0, TEN), victims(1, TEN)))
    said = {
        code: [
            (e.summary.value, e.description.value.splitlines()[0], e.transp.value)
            for e in read(found[f"calendars/delegations/{code}.ics"])
        ]
        for code in ("COL", "NOR", "UGA")
    }
    clear, victim = "Mine Clearance", "Victim Assistance"
    assert said["COL"] == [(clear, "You lead this meeting.", "OPAQUE")]
    assert said["NOR"] == [
        (clear, "You follow this meeting.", "TRANSPARENT"),
        (victim, "You are expected to take part.", "OPAQUE"),
    ]
    assert said["UGA"] == [
        (clear, "You speak at about 10:00, on “Updates”.", "OPAQUE"),
        (victim, "You lead this meeting.", "OPAQUE"),
    ]


def test_a_section_and_its_hall_each_have_what_takes_them_up() -> None:
    week = tiny_week()
    rooms = [
        Room(id=key, name=key, hall=hall, seats=100)
        for key, hall in (("c", None), ("c1", "c"), ("c2", "c"))
    ]
    week = week.model_copy(update={"rooms": tuple(rooms)})
    found = files(issued(clearance(0, TEN, room="c1"), victims(1, TEN, room="c"), week=week))
    held = {
        key: [e.summary.value for e in read(found[f"calendars/rooms/{key}.ics"])]
        for key in ("c", "c1", "c2")
    }
    assert held == {
        "c": ["Mine Clearance", "Victim Assistance"],
        "c1": ["Mine Clearance", "Victim Assistance"],
        "c2": ["Victim Assistance"],
    }


def test_lines_are_short_and_end_as_the_standard_wants_it() -> None:
    long = SESSIONS[0].model_copy(update={"title": "Décontamination · إزالة الألغام · 排雷 " * 9})
    for content in files(issued(clearance(0, TEN), week=tiny_week(long))).values():
        lines = content.split(b"\r\n")
        assert lines.pop() == b""
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        assert b"METHOD:PUBLISH" in lines
        [event] = read(content)
        assert event.summary.value == long.title.strip()


def test_no_two_names_are_alike_and_windows_can_keep_them() -> None:
    week = tiny_week(*SESSIONS)
    named = dict(zip(("hall", "annex"), ("CON", "a/b: c"), strict=True))
    rooms = [room.model_copy(update={"id": named[room.id]}) for room in week.rooms]
    week = week.model_copy(update={"rooms": tuple(rooms)})
    parts = (clearance(0, TEN, room="CON"), victims(0, TEN, room="a/b: c"))
    found = [name for name in files(issued(*parts, week=week)) if "/rooms/" in name]
    assert found == ["calendars/rooms/CON_.ics", "calendars/rooms/a-b-c.ics"]


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"x,y\n1,2\n"])
def test_a_calendar_of_somebody_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match="not a calendar of all that this program wrote"):
        files(issued(clearance(0, TEN)), content)


def test_the_calendar_of_one_delegation_is_no_calendar_of_all() -> None:
    own = files(issued(clearance(0, TEN)))["calendars/delegations/COL.ics"]
    with pytest.raises(BadInput, match="not a calendar of all"):
        files(issued(clearance(0, TEN)), own)


def test_a_calendar_of_another_week_is_refused() -> None:
    other = tiny_week(tiny_session("oceans", title="Oceans"))
    before = files(issued(Part("oceans", 0, TEN, 60, "hall"), week=other))[ALL]
    with pytest.raises(BadInput, match="another week"):
        files(issued(clearance(0, TEN)), before)


# Clocks

MARCH, OCTOBER = date(2027, 3, 27), date(2027, 10, 30)
"""The Saturdays before the Sundays on which clocks change at 2:00, and at 3:00."""


@pytest.mark.parametrize("first", [MARCH, OCTOBER])
def test_times_are_right_over_a_change_of_clocks(first: date) -> None:
    week = tiny_week(first=first)
    parts = (
        clearance(0, TEN),
        clearance(0, DAY - 60, 120),
        clearance(0, DAY + 60, 180),
        clearance(1, TEN),
    )
    events = read(files(issued(*parts, week=week))[ALL])
    for event, part in zip(events, parts, strict=True):
        for told, moment in ((event.dtstart, part.begin), (event.dtend, part.end)):
            assert told.value.astimezone(UTC) == week.time_of(moment).astimezone(UTC)


def test_a_time_that_no_clock_shows_is_the_one_to_which_clocks_go_forward() -> None:
    week = tiny_week(first=MARCH)
    [event] = read(files(issued(clearance(1, 150, 60), week=week))[ALL])
    assert event.dtstart.value.isoformat() == "2027-03-28T03:30:00+02:00"
    assert event.dtend.value > event.dtstart.value


def test_what_goes_on_past_midnight_ends_on_the_next_day() -> None:
    [event] = read(files(issued(clearance(0, DAY - 60, 120)))[ALL])
    assert event.dtstart.value.isoformat() == "2027-06-14T23:00:00+02:00"
    assert event.dtend.value.isoformat() == "2027-06-15T01:00:00+02:00"


def test_the_small_hours_are_the_same_however_they_are_counted() -> None:
    one, other = revised(issued(clearance(0, DAY + 60)), issued(clearance(1, 60), number=2))
    assert known(one[ALL]) == known(other[ALL])


ZONES = (
    *("Europe/Zurich", "UTC", "Africa/Nairobi", "America/New_York", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "Africa/Casablanca", "Europe/Dublin", "America/Sao_Paulo"),
    *("Asia/Tehran", "Pacific/Apia", "America/Havana", "Asia/Gaza", "Etc/GMT+5"),
)


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=12)
@given(day=st.dates(date(2008, 1, 1), date(2035, 1, 1)), hours=st.integers(0, 24 * 7))
def test_the_component_of_a_zone_says_the_offset_of_every_hour(
    zone: str, day: date, hours: int
) -> None:
    moment = datetime.combine(day, time()) + timedelta(hours=hours)
    component = time_zone(zone, day, day + timedelta(days=7))
    known_zone = component.to_tz(lookup_tzid=False)
    for fold in (0, 1):
        there = moment.replace(tzinfo=ZoneInfo(zone), fold=fold)
        if there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment:
            continue  # a time that no clock shows
        if there.utcoffset() != there.replace(fold=1 - fold).utcoffset():
            continue  # a time that clocks show twice
        assert there.utcoffset() == moment.replace(tzinfo=known_zone).utcoffset()


# Any weeks

PLACES = st.builds(
    Part,
    st.sampled_from(["clearance", "victims"]),
    st.integers(0, 2),
    st.sampled_from([TEN, ELEVEN, NOON, THREE, DAY + 30]),
    st.sampled_from([30, 60]),
    st.sampled_from([None, "hall", "annex"]),
    st.just(()),
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(PLACES, max_size=5), min_size=2, max_size=4))
def test_over_revisions_identifiers_stay_and_sequences_tell_what_changed(
    drawn: list[list[Part]],
) -> None:
    issues = [issued(*parts, number=n) for n, parts in enumerate(drawn, 1)]
    before: Mapping[str, tuple[int, object]] = {}
    for issue, found in zip(issues, revised(*issues), strict=True):
        now = {}
        for event in read(found[ALL]):
            state = (event.dtstart.value, event.dtend.value, event.status.value)
            place = event.location.value
            now[event.uid.value] = (int(event.sequence.value), (*state, place))
        live = [one for one in now.values() if one[1][2] == "CONFIRMED"]
        assert len(live) == len(issue.timetable.parts)
        assert before.keys() <= now.keys()
        for uid, (sequence, state) in now.items():
            then, was = before.get(uid, (0, state))
            assert sequence == then + (state != was), uid
        before = now


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(PLACES, max_size=6))
def test_publishing_the_same_again_changes_nothing_but_the_issue(parts: list[Part]) -> None:
    one, other = revised(issued(*parts), issued(*parts, number=2))
    assert known(one[ALL]) == known(other[ALL])
    assert one.keys() == other.keys()
    assert files(issued(*parts)) == one


def test_a_timetable_of_nothing_has_one_calendar() -> None:
    found = files(Issue.model_copy(issued(), update={"timetable": Timetable()}))
    assert list(found) == [ALL]
    assert read(found[ALL]) == []
