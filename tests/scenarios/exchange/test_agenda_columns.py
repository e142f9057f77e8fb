"""Who speaks in which part, as the schedule CSV says it: written, and read back."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.exchange.agenda_cells import items_cell, labels, whole_agenda
from scenarios.exchange.schedule_csv import (
    read_published,
    read_schedule,
    schedule_rows,
    schedule_text,
)
from scenarios.loading.loading import build_scenario
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.week.agenda import Item, Statement
from scheduler.week.as_written import as_written, merged
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

AGENDA = [
    {"item": "Requests", "speakers": ["CHL", "ERI"], "minutes_each": 30},
    {"item": "Updates", "speakers": ["CHL", "JOR"], "minutes_each": 20},
    {"item": "Discussion", "minutes": 60},
]

MONDAY = Part("clearance", 0, 600, 120)
TUESDAY = Part("clearance", 1, 600, 60)


def scenario(agenda: Any = AGENDA, **more: Any) -> Scenario:
    names = {"CHL": "Chile", "ERI": "Eritrea", "JOR": "Jordan", "NOR": "Norway"}
    session = {
        "title": "Clearance",
        "body": "clearance",
        "format": "plenary",
        "least": 120,
        "parts": {"at_most": 3, "shortest": 30},
        "agenda": agenda,
        **more,
    }
    data = {
        "schema": 1,
        "week": {
            "from": "2027-06-14",
            "to": "2027-06-16",
            "grain": 30,
            "sittings": {"morning": "10:00-12:00"},
        },
        "delegations": {"also": {code: {"name": name} for code, name in names.items()}},
        "instruments": {"mines": {"name": "The Convention", "parties": "everyone"}},
        "bodies": {"clearance": {"name": "Clearance", "instrument": "mines"}},
        "sessions": {"clearance": session},
        "rules": {"shorten_stays": {"prefer": {"tier": 1}}},
    }
    return build_scenario(data)


WEEK = scenario().week
CLEARANCE = WEEK.session["clearance"]


def written(folder: Path, *rows: str, heads: str = "speakers,agenda") -> Path:
    """A file with a part on each of the first days; the cells are what stands there."""
    lines = [f"session,date,start,end,{heads}"]
    lines += [f"clearance,2027-06-{14 + n},10:00,12:00,{row}" for n, row in enumerate(rows)]
    path = folder / "schedule.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def read(folder: Path, *rows: str, week: Week = WEEK, heads: str = "speakers,agenda") -> list[Any]:
    timetable = read_schedule(written(folder, *rows, heads=heads), week)
    return [part.statements for part in timetable.parts]


def refused(folder: Path, *rows: str, heads: str = "speakers,agenda") -> list[str]:
    """What is wrong in a file, without its name."""
    path = written(folder, *rows, heads=heads)
    with pytest.raises(BadInput) as raised:
        read_schedule(path, WEEK)
    return [str(problem).removeprefix(f"{path}, ") for problem in raised.value.problems]


REQUESTS = (Statement(0, "CHL", 30), Statement(0, "ERI", 30))
UPDATES = (Statement(1, "CHL", 20), Statement(1, "JOR", 20))


# Writing


def test_a_row_holds_who_speaks_in_its_part_and_on_what() -> None:
    first = MONDAY._replace(statements=(*REQUESTS, UPDATES[0]))
    second = TUESDAY._replace(statements=(UPDATES[1], Statement(2, "", 60)))
    one, other = schedule_rows(WEEK, Timetable(parts=(first, second)))
    assert (one["speakers"], one["agenda"]) == ("CHL;ERI;CHL", "Requests; Updates")
    assert (other["speakers"], other["agenda"]) == ("JOR", "Updates; Discussion 60 min")


def test_who_must_be_there_for_every_part_is_named_in_every_row() -> None:
    week = scenario(speakers=["NOR"]).week
    first = MONDAY._replace(statements=(*REQUESTS, *UPDATES))
    rows = schedule_rows(week, Timetable(parts=(first, TUESDAY)))
    assert [row["speakers"] for row in rows] == ["NOR;CHL;ERI;CHL;JOR", "NOR"]


def test_where_a_timetable_does_not_say_it_every_row_names_all() -> None:
    rows = schedule_rows(WEEK, Timetable(parts=(MONDAY, TUESDAY)))
    assert {(row["speakers"], row["agenda"]) for row in rows} == {("CHL;ERI;JOR", "")}


def test_a_session_that_cannot_be_split_names_all_with_the_whole_agenda() -> None:
    week = scenario(parts={"at_most": 1}, least=120, wanted=180).week
    [row] = schedule_rows(week, Timetable(parts=(MONDAY,)))
    assert row["speakers"] == "CHL;ERI;JOR"
    assert row["agenda"] == "Requests; Updates; Discussion 60 min"


def test_items_that_could_be_taken_for_others_have_their_number() -> None:
    titles = ["Updates", "updates", "Views; comments", "Talk 30 min", "Talk", "Talk (5)", "“”"]
    agenda = [Item(title=title, minutes=30) for title in titles]
    assert labels(agenda) == (
        *("Updates (1)", "updates (2)", "Views, comments", "Talk 30 min (4)"),
        *("Talk", "Talk (5) (6)", "“” (7)"),
    )


# Reading


def test_speakers_that_are_named_by_part_stand_there(tmp_path: Path) -> None:
    rows = ("Chile;ERI;CHL,Requests; Updates", "jordan,Updates; discussion 60 minutes")
    assert read(tmp_path, *rows) == [(*REQUESTS, UPDATES[0]), (UPDATES[1], Statement(2, "", 60))]


def test_the_first_mention_is_the_first_statement(tmp_path: Path) -> None:
    found = read(tmp_path, "ERI;CHL,", "JOR;CHL,", "", heads="speakers,note")
    assert [one.item for part in found for one in part if one.speaker == "CHL"] == [0, 1]
    assert found[0][:2] == REQUESTS


def test_an_item_behind_a_name_says_which_statement_it_is(tmp_path: Path) -> None:
    found = read(tmp_path, "CHL (updates);ERI;JOR,", "CHL,", heads="speakers,note")
    assert UPDATES[0] in found[0]
    assert REQUESTS[0] in found[1]


def test_a_statement_in_the_wrong_order_is_written_with_its_item(tmp_path: Path) -> None:
    first = MONDAY._replace(statements=(REQUESTS[1], *UPDATES))
    second = TUESDAY._replace(statements=(REQUESTS[0], Statement(2, "", 60)))
    timetable = Timetable(parts=(first, second))
    rows = schedule_rows(WEEK, timetable)
    assert [row["speakers"] for row in rows] == ["ERI;CHL (Updates);JOR", "CHL (Requests)"]
    path = tmp_path / "schedule.csv"
    path.write_text(schedule_text(WEEK, timetable), encoding="utf-8")
    assert read_schedule(path, WEEK) == timetable


def test_who_is_there_throughout_may_be_named_for_that_or_not(tmp_path: Path) -> None:
    week = scenario(speakers=["CHL", "NOR"]).week
    both = ("NOR;CHL;ERI;CHL;CHL,", "CHL;NOR;JOR,")
    bare = ("CHL;ERI;CHL,", "JOR,")
    for rows in (both, bare):
        [first, second] = read(tmp_path, *rows, week=week, heads="speakers,note")
        assert [one for one in first if one.speaker] == [*REQUESTS, UPDATES[0]]
        assert [one for one in second if one.speaker] == [UPDATES[1]]


@pytest.mark.parametrize(
    "rows",
    [
        ("CHL;ERI;JOR,", "CHL;ERI;JOR,"),
        ("CHL;JOR,", "JOR;Chile,"),
        (",", ","),
        ("CHL;ERI;JOR,",),
    ],
    ids=["all in every row", "the same in every row", "nobody", "one part"],
)
def test_a_file_that_names_the_same_in_every_row_does_not_say_who_speaks_when(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    assert read(tmp_path, *rows) == [() for _ in rows]


def test_what_such_a_file_says_otherwise_than_the_scenario_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "scenarios"):
        assert read(tmp_path, "CHL;JOR,", "JOR;CHL,") == [(), ()]
    assert "'CHL;JOR' is not read; the scenario says 'CHL;ERI;JOR'" in caplog.text


def test_a_part_that_stands_alone_holds_the_whole_agenda(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "scenarios"):
        [found] = read(tmp_path, "CHL;ERI,Requests; Updates")
    assert found == (*REQUESTS, *UPDATES, Statement(2, "", 60))
    assert "column speakers: 'CHL;ERI' is not read" in caplog.text
    assert "column agenda: 'Requests; Updates' is not read" in caplog.text


def test_topics_fill_the_parts_evenly_where_no_row_names_them(tmp_path: Path) -> None:
    """Two hours each: 80 minutes of statements before 20, and so 0 of the hour before 60."""
    found = read(tmp_path, "CHL;ERI;CHL,", "JOR,", heads="speakers,note")
    assert [s.minutes for part in found for s in part if not s.speaker] == [60]
    assert found[1][-1] == Statement(2, "", 60)
    found = read(tmp_path, "CHL;ERI;CHL;JOR,", ",", ",", heads="speakers,note")
    assert [part[-1].minutes for part in found[1:]] == [30, 30]


def test_a_topic_stays_before_the_items_after_it(tmp_path: Path) -> None:
    agenda = [AGENDA[0], AGENDA[2], AGENDA[1]]
    week = scenario(agenda).week
    found = read(tmp_path, "CHL;ERI,", "CHL;JOR,", ",", week=week, heads="speakers,note")
    assert [sum(s.minutes for s in part if not s.speaker) for part in found] == [20, 40, 0]


def test_an_item_that_a_row_names_beside_its_speakers_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = ("CHL;ERI,Requests; Updates", "CHL;JOR,Updates; Discussion 60 min")
    with caplog.at_level(logging.WARNING, "scenarios"):
        assert read(tmp_path, *rows)[0] == REQUESTS
    assert "row 2, column agenda: 'Requests; Updates' is not read for those who" in caplog.text
    assert "by the column speakers they speak on Requests" in caplog.text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("CHL;ERI,Requests", "CHL,Updates; Discussion 60 min"),
            "row 3, column speakers: a statement in “Clearance” is in no row: Jordan on “Updates”; "
            "name each in the row of the part in which it speaks, or have all of them placed (--p",
        ),
        (
            ("CHL;ERI;JOR,Requests", "CHL;JOR,Updates; Discussion 60 min"),
            "row 3, column speakers: Jordan makes one statement in “Clearance” and is named more "
            "often; name it only in the part in which it speaks",
        ),
        (
            ("CHL;ERI;NOR,Requests", "CHL;JOR,Updates; Discussion 60 min"),
            "row 2, column speakers: 'NOR' makes no statement in “Clearance”; take it out, or put",
        ),
        (
            ("CHL;ERI;XYZ,Requests", "CHL;JOR,Updates; Discussion 60 min"),
            "row 2, column speakers: there is no delegation 'XYZ'",
        ),
        (
            ("CHL;ERI (Updates),Requests", "CHL;JOR,Updates; Discussion 60 min"),
            "row 2, column speakers: 'ERI (Updates)': Eritrea makes no statement on that item",
        ),
        (
            ("CHL;ERI,Request", "CHL;JOR,Updates; Discussion 60 min"),
            "row 2, column agenda: there is no item of this agenda 'Request'; did you mean Requ",
        ),
        (
            ("CHL;ERI,Requests; Discussion 30 min", "CHL;JOR,Updates; Discussion 60 min"),
            "row 3, column agenda: the rows of “Clearance” give “Discussion” 90 minutes in all, "
            "and it has 60 in the scenario; let them come to that",
        ),
        (
            ("CHL;ERI,Requests; Discussion 27 min", "CHL;JOR,Updates; Discussion 33 min"),
            "row 2, column agenda: how many minutes of “Discussion” stand in this part? Write a "
            "multiple of 5, as in 'Discussion 5 min'",
        ),
        (
            ("CHL;ERI,Requests; Discussion", "CHL;JOR,Updates; Discussion"),
            "row 2, column agenda: how many minutes of “Discussion” stand in this part?",
        ),
        (
            ("CHL;ERI,Requests", "CHL;JOR,Updates"),
            "row 3, column agenda: “Discussion” of “Clearance” is in no row; write 'Discussion 60 ",
        ),
        (
            (",Requests", ",Updates; Discussion 60 min"),
            "row 2, column speakers: the rows of “Clearance” say in which part its items stand, "
            "and not who speaks; name the speakers of each part here, or have them placed (--",
        ),
    ],
)
def test_a_wrong_list_is_refused_with_its_cell(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    assert any(one.startswith(said) for one in refused(tmp_path, *rows)), refused(tmp_path, *rows)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("CHL;Eritera,Requests", "CHL;JOR,Updates; Discussion 60 min"), "'Eritera'"),
        (("CHL;ERI (Request),Requests", "CHL;JOR,Updates; Discussion 60 min"), "'Request'"),
        (("Eritera,Requests", ",Updates; Discussion 60 min"), "'Eritera'"),
        (("CHL;ERI,Requests", "CHL;JOR,Updates; Discusion 60 min"), "item of this agenda 'Discusi"),
        (("CHL;ERI,Requests", "CHL;JOR,Updates; Discusion 60"), "'Discusion 60'"),
        (("CHL;ERI,Requests", "CHL;JOR,Updates on Article 5; Discussion 60 min"), "Article 5'"),
        (
            ("CHL;ERI,Requests", "CHL;JOR,Updates; Discussion 59.5 min"),
            "'Discussion 59.5 min': the minutes of an item are a whole number, 1 or more, as in "
            "'Discussion 90 min'",
        ),
        (("CHL;ERI,Requests", "CHL;JOR,Updates; Discussion -60 min"), "'Discussion -60 min': the"),
        (("CHL;ERI,Requests", "CHL;JOR,Updates; Discussion sixty min"), "are a whole number"),
        (("CHL;ERI,Requests", "CHL;JOR,Updates; Discussion 1 h"), "are a whole number"),
        (("CHL;ERI,Requests", "CHL;JOR,Updates; Discussion 59.5"), "are a whole number"),
    ],
)
def test_a_slip_in_a_cell_gives_one_message(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    [one] = refused(tmp_path, *rows)
    assert said in one


@pytest.mark.parametrize("wrong", ["2027-06-35,10", "2027-06-14,10", "2027-06-15,ten "])
def test_of_a_row_that_has_no_place_nobody_is_missed(tmp_path: Path, wrong: str) -> None:
    path = written(tmp_path, "CHL;ERI,Requests", "CHL;JOR,Updates; Discussion 60 min")
    text = path.read_text(encoding="utf-8").replace("2027-06-15,10", wrong)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        read_schedule(path, WEEK)
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize(
    ("rows", "item"),
    [
        (("ERI;CHL,", "CHL;JOR,"), "Requests” come in the order of the agenda: CHL, ERI; to"),
        (("CHL;ERI,", "JOR;CHL,"), "Updates” come in the order of the agenda: CHL, JOR; to"),
        (("CHL (Requests);JOR;CHL (Updates);ERI,", "NOR,"), "Updates” come in the order"),
        (("ERI;CHL;CHL;JOR,", "NOR,"), "Requests” come in the order"),
    ],
)
def test_speakers_in_another_order_than_that_of_the_agenda_are_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, rows: tuple[str, ...], item: str
) -> None:
    week = scenario(speakers=["NOR"]).week
    with caplog.at_level(logging.WARNING, "scenarios"):
        read(tmp_path, *rows, week=week, heads="speakers,note")
    [told] = caplog.messages
    assert item in told


def test_of_many_statements_that_are_missing_the_first_are_named(tmp_path: Path) -> None:
    [one] = refused(tmp_path, "ERI,", "ERI (Requests),", heads="speakers,note")[1:]
    assert (
        "statements in “Clearance” are in no row: Chile on “Requests”; Chile and Jordan on “Upda"
        in one
    )


def test_a_published_timetable_speaks_of_the_agenda_before(tmp_path: Path) -> None:
    timetable = Timetable(
        parts=(
            MONDAY._replace(statements=(*REQUESTS, *UPDATES)),
            TUESDAY._replace(statements=(Statement(2, "", 60),)),
        )
    )
    path = tmp_path / "schedule.csv"
    path.write_text(schedule_text(WEEK, timetable), encoding="utf-8")
    now = scenario([AGENDA[0], AGENDA[2]]).week
    fewer = {"item": "Updates", "speakers": ["JOR"], "minutes_each": 20}
    longer = scenario([AGENDA[0], fewer, AGENDA[2], AGENDA[1]]).week
    assert read_published(path, WEEK, WEEK).timetable == timetable
    assert read_published(path, longer, WEEK).timetable == timetable
    assert [p.statements for p in read_published(path, now, WEEK).timetable.parts] == [(), ()]


# To and fro

TITLES = ("Updates", "updates", "Views; more", "Talk 30 min", "Talk", "Talk (2)", "=1", "A, (b)")


@st.composite
def agendas(draw: st.DrawFn) -> list[dict[str, Any]]:
    items = []
    for _ in range(draw(st.integers(1, 4))):
        who = st.lists(st.sampled_from(["CHL", "ERI", "JOR"]), max_size=3, unique=True)
        speakers = draw(who)
        title = draw(st.sampled_from(TITLES))
        minutes = draw(st.sampled_from([5, 7, 10, 20]))
        if speakers:
            items.append({"item": title, "speakers": speakers, "minutes_each": minutes})
        else:
            items.append({"item": title, "minutes": minutes * 3})
    return items


@st.composite
def timetables(draw: st.DrawFn, session: Session) -> Timetable:
    """A timetable of up to three parts that says who speaks where, in any order of the items."""
    days = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True))
    parts = [Part("clearance", day, 600, 120) for day in sorted(days)]
    here: list[list[Statement]] = [[] for _ in parts]
    for one in whole_agenda(session):
        here[draw(st.integers(0, len(parts) - 1))].append(one)
    return Timetable(
        parts=tuple(
            part._replace(statements=merged(found)) for part, found in zip(parts, here, strict=True)
        )
    )


@pytest.mark.slow
@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_who_speaks_when_reads_back_as_it_was_written(tmp_path: Path, data: st.DataObject) -> None:
    throughout = data.draw(st.lists(st.sampled_from(["CHL", "NOR"]), unique=True))
    loaded = scenario(data.draw(agendas()), speakers=throughout, least=30, wanted=300)
    week = loaded.week
    timetable = data.draw(timetables(week.session["clearance"]))
    path = tmp_path / "schedule.csv"
    path.write_text(schedule_text(week, timetable), encoding="utf-8", newline="")
    back = read_schedule(path, week)
    assert back == timetable
    assert loaded.judge(back) == loaded.judge(timetable)
    bare = Timetable(parts=tuple(part.place for part in timetable.parts))
    path.write_text(schedule_text(week, bare), encoding="utf-8", newline="")
    assert read_schedule(path, week) == bare


def test_all_of_an_agenda_in_one_cell_is_all_of_it() -> None:
    [found] = as_written(CLEARANCE.agenda, [MONDAY])
    assert items_cell(CLEARANCE, found) == items_cell(CLEARANCE, whole_agenda(CLEARANCE))
