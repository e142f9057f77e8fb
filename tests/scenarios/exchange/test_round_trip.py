"""What is written about a week reads back as it was, whatever its keys and names are."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.exchange.leadership_csv import leadership_text, read_leadership
from scenarios.exchange.schedule_csv import read_published, read_schedule, schedule_text
from scenarios.loading.loading import build_scenario
from scenarios.reading.arguments import room_argument, session_argument
from scenarios.reading.names import Named, find, names_of, plain, read_key
from scenarios.studies.replanning.words.changes import Away, Closed, Dropped
from scenarios.studies.replanning.words.parsing import parse_change
from scenarios.studies.replanning.words.phrase import Situation
from scheduler.week.leadership import Holder, Leadership, Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

LETTERS = "abAé1790 ,;:'\"“’=+-@#$&|\\/%\u200b\u00a0\tдש好"
"""What names are made of by people who mean no harm, and by spreadsheets."""


def _is_key(text: str) -> bool:
    try:
        return read_key(text) == text
    except ValueError:
        return False


WORDS = ("17", "19", "r1", "R1", "one", "closed", "longer 30", "NA", "NO", "1e5", "=1+1", "'x")
keys = (st.sampled_from(WORDS) | st.text(LETTERS, min_size=1, max_size=6)).filter(_is_key)
names = st.sampled_from(WORDS) | st.text(LETTERS, max_size=12).filter(plain)


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """A week whose names are often the keys of other things of the same kind, or of each other."""

    def things(kind: st.SearchStrategy[str] = keys, **more: Any) -> dict[str, dict[str, Any]]:
        found = draw(st.lists(kind, min_size=2, max_size=4, unique=True))
        called = st.sampled_from(found) | names
        return {key: {"name": draw(called), **more} for key in found}

    joined = keys.filter(lambda key: ";" not in key)
    rooms, people = things(seats=9), things(joined)
    bodies = things(joined, posts={"co_chairs": 1})
    sessions = {
        key: {"title": one["name"], "body": draw(st.sampled_from(list(bodies))), **SESSION}
        for key, one in things().items()
    }
    for number, one in enumerate(people.values()):
        one["name"] += f" state {number}" * (number > 0)  # Two of one name are refused.
    people = {code: one for code, one in people.items() if plain(code) != "everyone"}
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-16", "sittings": SITTINGS},
        "venue": {"rooms": rooms},
        "delegations": {"also": people},
        "leadership": {"pool": "everyone"},
        "bodies": {key: {**one, "kind": "other"} for key, one in bodies.items()},
        "sessions": sessions,
        "rules": {"guarantee_every_committee": "off"},
    }
    return build_scenario(data).week


SITTINGS = {"morning": "10:00-13:00", "night": "22:00-01:30"}
SESSION = {"format": "special", "least": 30, "parts": 3}


def timetables(week: Week) -> st.SearchStrategy[Timetable]:
    parts = st.builds(
        Part,
        st.sampled_from([session.id for session in week.sessions]),
        st.sampled_from(week.days),
        st.sampled_from([*range(600, 720, 15), *range(22 * 60, 24 * 60 + 45, 15)]),
        st.sampled_from((15, 30, 45)),
        st.sampled_from([room.id for room in week.rooms]),
        st.just(()),  # Who speaks when reads back in `test_agenda_columns`.
    )
    unique = st.lists(parts, max_size=6, unique_by=lambda part: part[:3])
    return unique.map(lambda found: Timetable(parts=tuple(found)))


@pytest.mark.slow
@settings(max_examples=150)
@given(data=st.data())
def test_what_is_written_about_a_week_reads_back(data: st.DataObject) -> None:
    week = data.draw(weeks())
    timetable = data.draw(timetables(week))
    states = [delegation.code for delegation in week.delegations]
    holders = [
        Holder(body.id, Role.CO_CHAIR, data.draw(st.sampled_from(states))) for body in week.bodies
    ]
    leadership = Leadership(holders=tuple(holders))
    with TemporaryDirectory() as folder:
        schedule, leaders = Path(folder, "schedule.csv"), Path(folder, "leaders.csv")
        schedule.write_text(schedule_text(week, timetable), encoding="utf-8", newline="")
        leaders.write_text(leadership_text(week, leadership), encoding="utf-8", newline="")
        assert read_schedule(schedule, week) == timetable
        assert read_published(schedule, week).timetable == timetable
        assert read_published(schedule, week, week).timetable == timetable
        assert read_leadership(leaders, week) == leadership


@pytest.mark.slow
@given(week=weeks())
def test_every_key_means_itself_wherever_a_person_writes_it(week: Week) -> None:
    for session in week.sessions:
        assert session_argument(week, session.id) is session
        assert parse_change(Situation(week), f"{session.id} dropped") == Dropped(session=session.id)
    for room in week.rooms:
        assert room_argument(week, room.id) == room.id
        closed = Closed(room=room.id, sittings=frozenset(week.sitting))
        assert parse_change(Situation(week), f"{room.id} closed") == closed
    for one in week.delegations:
        monday = frozenset(sitting.id for sitting in week.sittings_on(0))
        away = Away(delegation=one.code, sittings=monday)
        assert parse_change(Situation(week), f"{one.code} away monday") == away


@pytest.mark.slow
@given(week=weeks())
def test_a_name_means_what_has_it_unless_it_is_a_key_or_the_name_of_several(week: Week) -> None:
    kinds: tuple[Named, ...] = ("session", "room", "delegation", "body")
    for kind in kinds:
        known = names_of(week, kind)
        for name in known.values():
            keys = [name] if name in known else [k for k in known if plain(k) == plain(name)]
            means = keys or [key for key in known if plain(known[key]) == plain(name)]
            if len(means) == 1:
                assert find(week, kind, name) == means[0]
            else:
                with pytest.raises(ValueError, match="can mean") as caught:
                    find(week, kind, name)
                assert all(key in str(caught.value) for key in means)
