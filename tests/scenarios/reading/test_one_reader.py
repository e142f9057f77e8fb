"""Whatever the place, one text means one thing, or is refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from constraints.honour_order import HonourOrder
from constraints.keep_the_past import KeepThePast
from constraints.space_sessions import SpaceSessions
from scenarios.exchange.leadership_csv import read_leadership
from scenarios.exchange.schedule_csv import read_published, read_reference, read_schedule
from scenarios.loading.loading import build_scenario
from scenarios.reading.arguments import room_argument, session_argument
from scenarios.reading.moments import Calendar
from scenarios.scenario import Scenario
from scenarios.season.calendar_csv import read_calendar
from scenarios.season.loading import build_season
from scenarios.studies.replanning.publishing import parse_moment
from scenarios.studies.replanning.words.changes import Away, Closed, Dropped, ScenarioChange
from scenarios.studies.replanning.words.parsing import parse_change
from scenarios.studies.replanning.words.phrase import Situation
from scenarios.week_plan import WeekPlan
from scheduler.errors import BadInput
from scheduler.rules.rule import Rule
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable

Reader: TypeAlias = Callable[[str, Path], object]
"""What a place makes of a text; the folder is for files."""

FILE: dict[str, Any] = {
    "schema": 1,
    "week": {"from": "2011-06-20", "to": "2011-06-24"},
    "venue": {
        "rooms": {
            "obasi": {"name": "Salle Obasi", "seats": 100},
            "17": {"name": "19", "seats": 40},
            "19": {"name": "17", "seats": 40},
            "b": {"name": "Salle B", "seats": 10},
            "c": {"name": "salle  b", "seats": 10},
        }
    },
    "delegations": {
        "also": {
            "NOR": {"name": "Norway"},
            "THA": {"name": "Thailand"},
            "COG": {"name": "Congo"},
            "COD": {"name": "DR Congo"},
        }
    },
    "leadership": {"pool": "everyone"},
    "bodies": {
        "mines": {"name": "Clearance of Mines", "posts": {"co_chairs": 1}},
        "victims": {"name": "Victim Assistance"},
    },
    "sessions": {
        "clearance": {"title": "Mine Clearance", "body": "mines", "format": "plenary", "least": 60},
        "closing": {"title": "Closing", "body": "victims", "format": "plenary", "least": 60},
        "twice": {"title": "closing", "body": "victims", "format": "plenary", "least": 60},
    },
}
"""Monday 20 to Friday 24 June 2011."""


def loaded(*path: str, value: object = None) -> Scenario:
    """The scenario with one value laid into it."""

    def laid(below: Mapping[str, Any], steps: tuple[str, ...]) -> dict[str, Any]:
        step, *rest = steps
        return {**below, step: laid(below.get(step, {}), tuple(rest)) if rest else value}

    return build_scenario(laid(FILE, path) if path else FILE)


WEEK = loaded().week


def session(key: str, value: object) -> Any:
    return loaded("sessions", "clearance", key, value=value).week.session["clearance"]


def rule(name: str, **parameters: object) -> Rule:
    found = loaded("rules", name, value={"must": True, **parameters})
    return next(setting.rule for setting in found.settings if setting.rule.name == name)


def schedule(folder: Path, **cells: str) -> Path:
    given = {
        "session": "clearance",
        "date": "2011-06-20",
        "start": "10:00",
        "end": "11:00",
        "room": "obasi",
        **cells,
    }
    path = folder / "schedule.csv"
    row = ",".join(f'"{cell}"' for cell in given.values())
    path.write_text(f"{','.join(given)}\n{row}\n", encoding="utf-8")
    return path


def scheduled(folder: Path, **cells: str) -> Part:
    return read_schedule(schedule(folder, **cells), WEEK).parts[0]


def published(folder: Path, **cells: str) -> Part:
    return read_published(schedule(folder, **cells), WEEK).timetable.parts[0]


def changed(text: str, kind: type[ScenarioChange]) -> Any:
    change = parse_change(Situation(WEEK), text)
    assert isinstance(change, kind)
    return change


def answer(reader: Reader, text: str, folder: Path) -> object:
    """What a text means at a place, or the sentence that refuses it, without its location."""
    try:
        return reader(text, folder)
    except BadInput as error:
        [problem] = error.problems
        subject, _, sentence = problem.what.partition(": ")
        return sentence if " › " in subject else problem.what
    except ValueError as error:
        return str(error)


def meaning(readers: dict[str, Reader], text: str, folder: Path) -> object:
    """What a text means at every one of some places, which have to agree."""
    found = {place: answer(reader, text, folder) for place, reader in readers.items()}
    assert len(set(map(repr, found.values()))) == 1, found
    return next(iter(found.values()))


# Moments


def pinned(text: str, _: Path) -> int:
    pins = {"clearance": {**FILE["sessions"]["clearance"], "pinned": {"at": text, "minutes": 60}}}
    open_all_day = {**FILE["week"], "sittings": {"day": "00:00-23:45"}}
    week = build_scenario({**FILE, "week": open_all_day, "sessions": pins}).week
    [pin] = week.session["clearance"].pinned
    return int(pin.begin)


def asked_about(text: str, _: Path) -> int:
    part = Part("clearance", 0, 600, 60, "obasi")
    WeekPlan.of(loaded()).why(Timetable(parts=(part,)), part, text)
    day, start = Calendar.of(WEEK).moment_named(text)
    return day * DAY + start


def now(text: str, _: Path) -> int:
    return parse_moment(WEEK, text, "--now")


def until(text: str, folder: Path) -> int:
    past = rule("keep_the_past", reference=str(schedule(folder)), until=text)
    assert isinstance(past, KeepThePast)
    return past.moment(WEEK)


IN_THE_WEEK: dict[str, Reader] = {"a pin": pinned, "--at": asked_about}
MOMENTS: dict[str, Reader] = {**IN_THE_WEEK, "--now": now, "a rule": until}


@pytest.mark.parametrize(
    "text",
    [
        "2011-06-23 10:00",
        "2011-06-23T10:00",
        "2011-06-23 10:00:00",
        "23.06.2011 10:00",
        "23.6.2011, 10:00",
        "23/06/2011 10:00",
        "06/23/2011 10:00 AM",
        "thursday 10:00",
        "Thursday, 10:00",
        "thursdays 10:00",
        "Thu 10:00",
        "  THURSDAY   10:00  ",
        "Thursday 23 June, 10:00",
        "Thursday 23 June at 10:00",
        "23 June 2011 10:00",
        "Thursday, 23.06.2011 10:00",
        "thursday 10am",
        "Thursday at 10 a.m.",
        "thursday 10.00 am",
        "thursday 10.00",
        "23.06.2011 10.00",
        "23.6. 10:00",
        "23.6. 10.00",
        "23 June 10 AM",
    ],
)
def test_a_moment_is_read_alike_everywhere(text: str, tmp_path: Path) -> None:
    assert meaning(MOMENTS, text, tmp_path) == 3 * DAY + 600


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("10:00", "'10:00' needs a day and a time, as in '2011-06-20 10:00'"),
        ("tomorrow", "'tomorrow' needs a day and a time, as in '2011-06-20 10:00'"),
        ("thursday 10", "'thursday 10' needs a day and a time, as in '2011-06-20 10:00'"),
        ("thursday 10.05", "'10.05' can be a time or a date; write the time as 10:05"),
        ("23.06", "'23.06' needs a day and a time, as in '2011-06-20 10:00'"),
        ("3pm", "'3pm' needs a day and a time, as in '2011-06-20 10:00'"),
        ("thursday 13pm", "'13pm' is not a time of day; write hours and minutes, as in 10:00"),
        ("thursday 25.00", "'25.00' is not a time of day; write hours and minutes, as in 10:00"),
        ("thursday 25:00", "'25:00' is not a time of day; write hours and minutes, as in 10:00"),
        ("thursday 10:00:30", "'10:00:30' is not a time of day; write hours and minutes, as in"),
        ("saturday 10:00", "'saturday' is not a day of this week, 2011-06-20 to 2011-06-24"),
        (
            "thirsday 10:00",
            "'thirsday' is not a day of this week, 2011-06-20 to 2011-06-24; did you mean thurs",
        ),
        ("31.06.2011 10:00", "'31.06.2011' is not a date: there is no such day"),
        (
            "Monday 23 June 10:00",
            "'Monday 23 June' contradicts itself: 2011-06-23 is a Thursday; correct one of them",
        ),
    ],
)
def test_what_is_no_moment_is_refused_alike_everywhere(
    text: str, sentence: str, tmp_path: Path
) -> None:
    assert str(meaning(MOMENTS, text, tmp_path)).startswith(sentence)


def test_only_what_is_past_or_to_come_may_lie_outside_the_week(tmp_path: Path) -> None:
    refused = "'27.06.2011' is not a day of this week, 2011-06-20 to 2011-06-24"
    assert meaning(IN_THE_WEEK, "27.06.2011 10:00", tmp_path) == refused
    outside: dict[str, Reader] = {"--now": now, "a rule": until}
    assert meaning(outside, "27.06.2011 10:00", tmp_path) == 7 * DAY + 600
    both = "'06/07/2011' can mean 2011-06-07 and 2011-07-06; write one of them"
    assert meaning(outside, "06/07/2011 10:00", tmp_path) == both


# Days, with and without their week


def opened(text: str) -> set[int]:
    """The days that have a sitting."""
    return {sitting.day for sitting in WEEK.sittings if sitting.id in session_sittings(text)}


def session_sittings(text: str) -> Any:
    return session("days", [text]).sittings


def absent(text: str, _: Path) -> int:
    week = loaded("delegations", "also", "NOR", value={"name": "Norway", "absent": [text]}).week
    [day] = {day for day in week.days if not week.present_on("NOR", day)}
    return day


def closed(text: str, _: Path) -> int:
    [day] = {*range(5)} - set(loaded("week", "closed", value=[text]).week.days)
    return day


def of_a_session(text: str, _: Path) -> int:
    [day] = opened(text)
    return day


def differing(text: str, _: Path) -> int:
    week = loaded("week", "days", value={text: {"sittings": {"early": "08:00-09:00"}}}).week
    return next(sitting.day for sitting in week.sittings if sitting.name == "early")


def away(text: str, _: Path) -> int:
    change = changed(f"NOR away {text}", Away)
    [day] = {sitting.day for sitting in WEEK.sittings if sitting.id in change.sittings}
    return day


DAYS: dict[str, Reader] = {
    "absent": absent,
    "closed": closed,
    "a session's days": of_a_session,
    "the key of a day": differing,
    "a change": away,
    "a schedule": lambda text, folder: scheduled(folder, date=text).day,
    "a published schedule": lambda text, folder: published(folder, date=text).day,
    "a pin": lambda text, folder: pinned(f"{text} 00:00", folder) // DAY,
}


@pytest.mark.parametrize(
    "text",
    [
        "thursday",
        "Thursdays",
        "thu",
        "Thursday 23 June",
        "2011-06-23",
        "23/06/2011",
        "23 Jun 2011",
    ],
)
def test_a_day_is_read_alike_everywhere(text: str, tmp_path: Path) -> None:
    assert meaning(DAYS, text, tmp_path) == 3
    reference = read_reference(schedule(tmp_path, date=text), WEEK, by_weekday=True)
    assert [part.day for part in reference.parts] == [3]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sunday", "'sunday' is not a day of this week, 2011-06-20 to 2011-06-24"),
        ("31 June", "'31 June' is not a date: there is no such day"),
        (
            "Monday 23 June",
            "'Monday 23 June' contradicts itself: 2011-06-23 is a Thursday; correct",
        ),
    ],
)
def test_what_is_no_day_is_refused_alike_everywhere(
    text: str, sentence: str, tmp_path: Path
) -> None:
    assert str(meaning(DAYS, text, tmp_path)).startswith(sentence)


def test_what_is_near_to_a_day_is_asked_about_in_both_ways(tmp_path: Path) -> None:
    sittings = {"absent", "a change"}
    days = {key: reader for key, reader in DAYS.items() if key not in sittings}
    said = "'firday' is not a day of this week, 2011-06-20 to 2011-06-24; did you mean friday"
    assert str(meaning(days, "firday", tmp_path)).startswith(said)
    said = "'firday' is not a sitting or a day of this week; did you mean friday?"
    assert meaning({key: DAYS[key] for key in sittings}, "firday", tmp_path) == said


def test_a_precedent_whose_date_can_be_two_days_is_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can mean 2010-06-07 and 2010-07-06; write one of them"):
        read_reference(schedule(tmp_path, date="06/07/2010"), WEEK, by_weekday=True)


SEASON = {
    "schema": 1,
    "delegations": {"also": {"NOR": {"name": "Norway"}}},
    "meetings": {
        "one": {"name": "One", "city": "Geneva", "from": "2011-06-20", "to": "2011-06-20"}
    },
}


def first_day(text: str, _: Path) -> date:
    return loaded("week", "from", value=text).week.first


def season_date(text: str, _: Path) -> date:
    one = {"name": "One", "city": "Geneva", "from": text, "to": "2011-06-24"}
    return build_season({**SEASON, "meetings": {"one": one}}).season.meeting["one"].held.first


def shut(text: str, _: Path) -> date:
    return build_season({**SEASON, "closed": [text]}).season.open_days.closed[0].first


def in_a_calendar(text: str, folder: Path) -> date:
    path = folder / "calendar.csv"
    path.write_text(f'meeting,from\none,"{text}"\n', encoding="utf-8")
    return read_calendar(path, build_season(SEASON).season)["one"].first


DATES: dict[str, Reader] = {
    "a week's first day": first_day,
    "a meeting": season_date,
    "closed days": shut,
    "a calendar": in_a_calendar,
}


@pytest.mark.parametrize(
    "text",
    [
        "2011-06-24",
        "2011/06/24",
        "2011.6.24",
        "24.06.2011",
        "24.06.11",
        "24/06/2011",
        "06/24/2011",
        "24-06-2011",
        "2011-06-24 00:00:00",
        "06/24/2011 00:00",
        "Fri 24 June 2011",
        "24-Jun-11",
        "24 June 11",
    ],
)
def test_a_date_is_read_alike_everywhere(text: str, tmp_path: Path) -> None:
    assert meaning(DATES, text, tmp_path) == date(2011, 6, 24)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("06/07/2011", "'06/07/2011' can mean 2011-06-07 and 2011-07-06; write one of them"),
        (
            "2011-02-30",
            "'2011-02-30' is not a date: there is no such day; February 2011 has only 28 days",
        ),
        ("24 June", "'24 June' is not understood as a date; write it as 2011-06-20"),
        ("friday", "'friday' is not understood as a date; write it as 2011-06-20"),
        ("20110624", "'20110624' is not understood as a date; write it as 2011-06-20"),
    ],
)
def test_what_is_no_date_is_refused_alike_everywhere(
    text: str, sentence: str, tmp_path: Path
) -> None:
    assert meaning(DATES, text, tmp_path) == sentence


# Times of day


TIMES: dict[str, Reader] = {
    "a schedule": lambda text, folder: scheduled(folder, start=text, end="23:00").start,
    "a published schedule": lambda text, folder: published(folder, start=text, end="23:00").start,
    "a pin": lambda text, folder: pinned(f"monday {text}", folder),
    "--now": lambda text, folder: now(f"monday {text}", folder),
    "hours": lambda text, _: session("hours", f"{text}-23:00").hours[0],
    "a sitting": lambda text, _: (
        loaded("week", "sittings", value={"day": f"{text}-23:00"}).week.sittings[0].opens
    ),
}


@pytest.mark.parametrize(
    "text", ["9:30", "09:30", "09:30:00", "9:30 AM", "09:30:00 am", "9.30", "9.30am"]
)
def test_a_time_is_read_alike_everywhere(text: str, tmp_path: Path) -> None:
    assert meaning(TIMES, text, tmp_path) == 570


@pytest.mark.parametrize("text", ["09.30.00", "9:30\u202fAM"])
def test_a_time_of_a_spreadsheet_is_read_where_no_date_stands_beside_it(
    text: str, tmp_path: Path
) -> None:
    alone = {place: TIMES[place] for place in TIMES if place not in ("a pin", "--now")}
    assert meaning(alone, text, tmp_path) == 570


@pytest.mark.parametrize("text", ["9.30:00", "9.3", "9,30"])
def test_a_number_is_no_time(text: str, tmp_path: Path) -> None:
    sentence = f"'{text}' is not a time of day; write hours and minutes, as in 10:00"
    assert meaning({"a schedule": TIMES["a schedule"]}, text, tmp_path) == sentence


@pytest.mark.parametrize("text", ["0.395833333", "0,3958", "9h30", "9 h 30", "9.30 Uhr", "9:30 h"])
def test_a_time_as_other_programs_and_countries_write_it_is_read(text: str, tmp_path: Path) -> None:
    assert meaning({"a schedule": TIMES["a schedule"]}, text, tmp_path) == 570


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.3", "can mean 00:30 or, as spreadsheets count times, 07:12; write one of them"),
        ("0.25", "can mean 00:25 or, as spreadsheets count times, 06:00; write one of them"),
        ("0.417", "is a time as spreadsheets count it, but rounded; show the cells as times, and "),
        ("midnight", "can be the beginning of a day or its end; write 00:00 or 24:00"),
    ],
)
def test_a_time_that_can_be_two_is_refused_with_both(text: str, said: str, tmp_path: Path) -> None:
    told = str(meaning({"a schedule": TIMES["a schedule"]}, text, tmp_path))
    assert told.startswith(f"'{text}' {said}")


def test_a_day_that_a_spreadsheet_counts_is_read_where_only_one_is_in_the_week(
    tmp_path: Path,
) -> None:
    schedule = {"a schedule": DAYS["a schedule"]}
    assert meaning(schedule, "40718", tmp_path) == meaning(schedule, "2011-06-24", tmp_path)
    assert meaning(schedule, "39256", tmp_path) == meaning(schedule, "40718", tmp_path)
    assert meaning(schedule, "40725", tmp_path) == (
        "'40725' is not a day of this week, 2011-06-20 to 2011-06-24: it is 2011-07-01 or "
        "2015-07-02, as spreadsheets count days"
    )
    assert meaning(DATES, "40718", tmp_path) == (
        "'40718' can mean 2011-06-24 and 2015-06-25, as spreadsheets count days; write one of them"
    )


@pytest.mark.parametrize("text", ["9:60", "24:01", "9:30:15", "13:30 PM", "9:3x"])
def test_what_is_no_time_is_refused_alike_everywhere(text: str, tmp_path: Path) -> None:
    sentence = f"'{text}' is not a time of day; write hours and minutes, as in 10:00"
    assert meaning(TIMES, text, tmp_path) == sentence


# Names


def leader(folder: Path, body: str = "mines", state: str = "NOR") -> Any:
    path = folder / "leaders.csv"
    path.write_text(f'body,role,state\n"{body}",co_chair,"{state}"\n', encoding="utf-8")
    return read_leadership(path, WEEK).holders[0]


def spaced(text: str, _: Path) -> str:
    spacing = {"first": text, "second": "twice", "relation": "apart"}
    found = rule("space_sessions", spacings=[spacing])
    assert isinstance(found, SpaceSessions)
    return found.spacings[0].first


def ordered(text: str, _: Path) -> str:
    orders = loaded("order", value=[{"first": text, "then": "twice"}])
    [order] = next(s.rule.orders for s in orders.settings if isinstance(s.rule, HonourOrder))
    return order.first


SESSIONS: dict[str, Reader] = {
    "--session": lambda text, _: session_argument(WEEK, text).id,
    "a change": lambda text, _: changed(f"{text} dropped", Dropped).session,
    "a schedule": lambda text, folder: scheduled(folder, session=text).session,
    "a rule": spaced,
}
ROOMS: dict[str, Reader] = {
    "--room": lambda text, _: room_argument(WEEK, text),
    "a change": lambda text, _: changed(f"{text} closed", Closed).room,
    "a schedule": lambda text, folder: scheduled(folder, room=text).room,
    "a session's rooms": lambda text, _: next(iter(session("rooms", [text]).rooms)),
    "a pin": lambda text, _: (
        session("pinned", {"at": "monday 10:00", "minutes": 60, "room": text}).pinned[0].room
    ),
}
DELEGATIONS: dict[str, Reader] = {
    "a change": lambda text, _: changed(f"{text} away monday", Away).delegation,
    "speakers": lambda text, _: next(iter(session("speakers", [text]).speakers)),
    "a CSV of leaders": lambda text, folder: leader(folder, state=text).state,
    "a Co-Chair": lambda text, _: (
        loaded("bodies", "victims", "co_chairs", value=[text]).week.body["victims"].co_chairs[0]
    ),
}
BODIES: dict[str, Reader] = {
    "a CSV of leaders": lambda text, folder: leader(folder, body=text).body,
    "a session's body": lambda text, _: session("body", text).bodies[0],
    "leaders of": lambda text, _: next(
        post.body for post in session("leaders", {"leaders_of": [text]}).leading_posts
    ),
}


@pytest.mark.parametrize(
    ("readers", "texts", "key"),
    [
        (SESSIONS, ["clearance", "Clearance", "Mine Clearance", "“mine  clearance”"], "clearance"),
        (SESSIONS, ["closing"], "closing"),
        (ROOMS, ["obasi", "Obasi", "Salle Obasi", "salle obasi"], "obasi"),
        (ROOMS, ["17"], "17"),
        (ROOMS, ["19"], "19"),
        (DELEGATIONS, ["NOR", "nor", "Norway", "norway"], "NOR"),
        (BODIES, ["mines", "Clearance of Mines"], "mines"),
    ],
)
def test_a_name_is_read_alike_everywhere_and_a_key_goes_before_it(
    readers: dict[str, Reader], texts: list[str], key: str, tmp_path: Path
) -> None:
    assert {meaning(readers, text, tmp_path) for text in texts} == {key}


@pytest.mark.parametrize(
    ("readers", "text", "sentence"),
    [
        (SESSIONS, "closinge", "there is no session 'closinge'; did you mean closing?"),
        (ROOMS, "Salle b", "'Salle b' can mean b or c; write one of these keys"),
        (ROOMS, "Salle Obasy", "there is no room 'Salle Obasy'; did you mean obasi (Salle Obasi)?"),
        (DELEGATIONS, "Kongo", "there is no delegation 'Kongo'; did you mean COG (Congo)?"),
        (BODIES, "mine", "there is no body 'mine'; did you mean mines (Clearance of Mines)?"),
    ],
)
def test_what_is_no_name_or_may_be_several_is_refused_alike_everywhere(
    readers: dict[str, Reader], text: str, sentence: str, tmp_path: Path
) -> None:
    assert meaning(readers, text, tmp_path) == sentence


def test_an_order_takes_names_too(tmp_path: Path) -> None:
    assert ordered("Mine Clearance", tmp_path) == "clearance"
    with pytest.raises(BadInput, match="there is no session, body or group of sessions 'closinge'"):
        ordered("closinge", tmp_path)


def test_two_names_of_one_session_have_no_distance() -> None:
    spacing = {"first": "clearance", "second": "Mine Clearance", "relation": "apart"}
    with pytest.raises(BadInput, match="has no distance from itself; name two sessions"):
        rule("space_sessions", spacings=[spacing])
