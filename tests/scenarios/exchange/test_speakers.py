"""The list of speakers: what is heard in each part, for how long, and at about what time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scenarios.exchange.speakers import COLUMNS, IN_HAND, say_unsaid, speakers_list, unsaid
from scheduler.week.agenda import Item
from scheduler.week.as_written import merged
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session

REQUESTS = Item(title="Requests", minutes=30, speakers=("CHL", "ERI"))
UPDATES = Item(title="Updates", minutes=20, speakers=("CHL", "JOR"))
TALK = Item(title="Discussion", minutes=60)


def session(*agenda: Item, **more: object) -> Session:
    """A session of an agenda of which it cannot do without half the minutes."""
    wanted = sum(item.asked for item in agenda)
    least = max(1, wanted // 2)
    given = {"agenda": agenda, "most_parts": 3, "least": least, "wanted": wanted, **more}
    return tiny_session("clearance", **given)


def listed(one: Session, *parts: Part) -> list[tuple[object, ...]]:
    """Time, item, speaker and minutes of each turn of a timetable."""
    week = tiny_week(one, days=2, minutes=120)
    found = speakers_list(week, Timetable(parts=parts))
    return [(turn.about, turn.item, turn.speaker, turn.minutes) for turn in found.turns]


def test_speakers_come_one_after_the_other_in_the_order_of_the_agenda() -> None:
    part = heard(at("clearance", 0, "10:00", 80), (0, "CHL", 30), (0, "ERI", 30), (1, "CHL", 20))
    assert listed(session(REQUESTS, UPDATES), part) == [
        ("10:00", "Requests", "CHL", 30),
        ("10:30", "Requests", "ERI", 30),
        ("11:00", "Updates", "CHL", 20),
    ]


def test_where_time_is_short_each_has_the_same_share_and_the_topic_what_is_left() -> None:
    part = heard(
        at("clearance", 0, "10:00", 60), (0, "CHL", 30), (1, "CHL", 20), (1, "JOR", 20), (2, "", 60)
    )
    minutes = [one[-1] for one in listed(session(REQUESTS, UPDATES, TALK), part)]
    assert minutes == [13, 9, 9, 29]


def test_without_a_topic_what_is_left_is_time_in_hand() -> None:
    part = heard(at("clearance", 0, "10:00", 60), (1, "CHL", 20), (1, "JOR", 20))
    assert listed(session(REQUESTS, UPDATES), part)[-1] == ("10:40", IN_HAND, "", 20)
    short = heard(at("clearance", 0, "10:00", 35), (1, "CHL", 20), (1, "JOR", 20))
    assert [one[-1] for one in listed(session(REQUESTS, UPDATES), short)] == [17, 17, 1]


def test_no_topic_has_more_than_it_asked_for_and_the_rest_is_time_in_hand() -> None:
    opening = Item(title="Report of the Co-Chairs", minutes=20)
    part = heard(at("clearance", 0, "10:00", 90), (0, "", 20), (1, "CHL", 30), (1, "ERI", 30))
    assert listed(session(opening, REQUESTS), part) == [
        ("10:00", "Report of the Co-Chairs", "", 20),
        ("10:20", "Requests", "CHL", 30),
        ("10:50", "Requests", "ERI", 30),
        ("11:20", IN_HAND, "", 10),
    ]


def test_nobody_has_more_than_it_asked_for_in_a_part_that_is_longer() -> None:
    part = heard(at("clearance", 0, "10:00", 120), (0, "CHL", 30), (1, "", 60))
    assert [one[-1] for one in listed(session(REQUESTS, TALK), part)] == [30, 60, 30]


def test_nobody_has_less_than_it_cannot_do_without() -> None:
    requests = REQUESTS.model_copy(update={"least": 25})
    part = heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (1, "CHL", 20), (1, "JOR", 20))
    assert [one[-1] for one in listed(session(requests, UPDATES), part)] == [25, 17, 17, 1]
    too_short = part._replace(minutes=21)
    assert [one[-1] for one in listed(session(requests, UPDATES), too_short)] == [9, 6, 6]


def test_a_session_that_cannot_be_split_has_all_of_its_agenda_in_its_part() -> None:
    one = session(REQUESTS, TALK, most_parts=1)
    part = at("clearance", 0, "10:00", 120)
    assert listed(one, part)[-1] == ("11:00", "Discussion", "", 60)
    assert len(listed(one, part)) == 3


def test_where_a_timetable_does_not_say_it_the_agenda_runs_as_it_is_written() -> None:
    one = session(REQUESTS, UPDATES)
    parts = (at("clearance", 0, "10:00", 60), at("clearance", 1, "10:00", 40))
    assert [turn[2] for turn in listed(one, *parts)] == ["CHL", "ERI", "CHL", "JOR"]
    week, timetable = tiny_week(one, days=2, minutes=120), tiny_timetable(*parts)
    assert list(unsaid(week, timetable)) == ["clearance"]
    [sentence] = say_unsaid(week, unsaid(week, timetable))
    assert sentence.startswith("Who speaks in which part is not said of “Clearance”: the agenda")
    text = str(speakers_list(week, timetable, "clearance"))
    assert "does not say who speaks in which part" in " ".join(text.split())
    filled = speakers_list(week, timetable).timetable
    assert not list(unsaid(week, filled))
    assert not list(unsaid(week, tiny_timetable(parts[0])))


def test_who_speaks_again_the_same_day_is_named() -> None:
    other = tiny_session("victims", agenda=(Item(title="Views", minutes=10, speakers=("JOR",)),))
    one = session(UPDATES)
    week = tiny_week(one, other, days=2, sittings=("morning", "afternoon"), minutes=120)
    timetable = tiny_timetable(
        heard(at("clearance", 0, "10:00", 40), (0, "CHL", 20), (0, "JOR", 20)),
        at("victims", 0, "15:00"),
    )
    lines = str(speakers_list(week, timetable, "clearance")).splitlines()
    [jordan] = [line.split() for line in lines if "JOR" in line]
    assert jordan == ["10:20", "JOR", "20", "15:00,", "Victims"]
    [jordan] = [
        line.split()
        for line in str(speakers_list(week, timetable, "victims")).splitlines()
        if "JOR" in line
    ]
    assert jordan == ["15:00", "JOR", "10", "10:20,", "Clearance"]


def test_the_file_has_a_row_for_each_turn() -> None:
    part = heard(at("clearance", 0, "10:00", 40), (0, "CHL", 20), (0, "JOR", 20))
    week = tiny_week(session(UPDATES), minutes=120)
    found = speakers_list(week, tiny_timetable(part))
    assert found.csv().splitlines() == [
        "session,part,order,item,speaker,name,minutes,date,about",
        "clearance,1,1,Updates,CHL,CHL,20,2011-06-20,10:00",
        "clearance,1,2,Updates,JOR,JOR,20,2011-06-20,10:20",
    ]
    assert list(found.to_frame().columns) == list(COLUMNS)
    assert found.of("JOR") == found.turns[1:]


def test_a_week_without_agendas_has_an_empty_list() -> None:
    week = tiny_week(tiny_session("clearance"))
    found = speakers_list(week, tiny_timetable(at("clearance", 0, "10:00")))
    assert found.turns == ()
    assert found.csv() == f"{','.join(COLUMNS)}\n"


@st.composite
def parts(draw: st.DrawFn) -> tuple[Session, Part]:
    """A part of any length, with any of the statements of an agenda."""
    agenda = []
    for number in range(draw(st.integers(1, 3))):
        minutes = draw(st.integers(1, 40))
        who = tuple(draw(st.lists(st.sampled_from("ABCD"), max_size=4, unique=True)))
        least = draw(st.none() | st.integers(0, minutes))
        title = f"Item {number}"
        agenda.append(Item(title=title, minutes=minutes, speakers=who, least=least))
    wanted = sum(item.asked for item in agenda) + draw(st.integers(0, 60))
    least = draw(st.integers(1, wanted))
    one = tiny_session("clearance", agenda=agenda, most_parts=3, least=least, wanted=wanted)
    every = [each for number, item in enumerate(agenda) for each in item.statements(number)]
    here = draw(st.lists(st.sampled_from(range(len(every))), min_size=1, unique=True))
    statements = merged([every[place] for place in sorted(here)])
    length = draw(st.integers(1, 240))
    return one, Part("clearance", 0, 600, length, statements=statements)


@given(drawn=parts())
def test_the_minutes_come_to_those_of_the_part(drawn: tuple[Session, Part]) -> None:
    one, part = drawn
    found = speakers_list(tiny_week(one, minutes=120), tiny_timetable(part)).turns
    assert sum(turn.minutes for turn in found) == part.minutes
    assert [turn.order for turn in found] == list(range(1, len(found) + 1))
    assert found[0].begin == part.begin
    assert all(a.begin + a.minutes == b.begin for a, b in pairwise(found))
    assert [(t.item, t.speaker) for t in found if t.item != IN_HAND] == [
        (one.agenda[s.item].title, s.speaker) for s in part.statements
    ]
    for turn, statement in zip(found, part.statements, strict=False):
        assert turn.minutes >= 0
        assert turn.minutes <= statement.minutes
    same: dict[int, set[int]] = {}
    for turn, statement in zip(found, part.statements, strict=False):
        if statement.speaker:
            same.setdefault(statement.item, set()).add(turn.minutes)
    assert all(len(minutes) == 1 for minutes in same.values())
