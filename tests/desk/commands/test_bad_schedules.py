"""Timetables in CSV: what a spreadsheet makes of them is read, and what is wrong has its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule, schedule_text
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run, edited

GOOD = "session,date,start,end\nclearance,2027-06-14,10:00,11:00\nvictims,2027-06-14,11:00,12:00\n"
ROOMS = "venue: {rooms: {a: {seats: 9, name: Hall A}, b: {seats: 9}}}\nbodies:"


def written(tiny: Path, text: str | bytes) -> Path:
    path = tiny.with_name("timetable.csv")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "what"),
    [
        ("10:00", "25:00", 2, "start", "'25:00' is not a time of day"),
        ("10:00", "ten", 2, "start", "write hours and minutes, as in 10:00"),
        ("10:00", "", 2, "start", "the cell is empty; write a time, as in 10:00 (of merged cells"),
        ("2027-06-14", "", 2, "date", "the cell is empty; write a date"),
        ("12:00", "11:00", 3, "end", "the part ends at 11:00, not after 11:00"),
        ("victims", "victms", 3, "session", "did you mean victims (Victim Assistance)?"),
        ("victims", "", 3, "session", "which session? Write its key; it can be clearance, victims"),
        (
            "2027-06-14,11",
            "2027-06-20,11",
            3,
            "date",
            "'2027-06-20' is not a day of this week, 2027-06-14",
        ),
        ("2027-06-14,11", "someday,11", 3, "date", "'someday' is not a day of this week"),
        ("2027-06-14,11", "2027-02-30,11", 3, "date", "is not a date"),
        ("victims,2027-06-14,11", "clearance,2027-06-14,10", 3, "session", "repeats row 2"),
    ],
)
def test_a_wrong_cell(
    run: Run, tiny: Path, old: str, new: str, row: int, column: str, what: str
) -> None:
    path = written(tiny, GOOD.replace(old, new, 1))
    outcome = run("check", tiny, path)
    assert outcome.code == 2
    assert outcome.output == ""
    assert outcome.problems.startswith(f"{path}, row {row}, column {column}: ")
    assert what in outcome.problems


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the file is empty; its first row must name the columns session, date, start and"),
        ("room\nplenary\n", "row 1: the columns session, date, start and end are missing; the"),
        (GOOD.replace("start", "bagin"), "row 1: the column start is missing"),
        ("session,date,start,end\n\0", "this is not a text file"),
        (b"session,date,start,end\n\xff", "line 2: the text is not UTF-8"),
        (f'{GOOD}"{"x" * 200_000}",,,\n', "not CSV: field larger than field limit"),
        (b"x" * 2_100_000, "too large for a schedule CSV"),
    ],
)
def test_a_file_that_is_no_schedule(run: Run, tiny: Path, text: str | bytes, what: str) -> None:
    outcome = run("check", tiny, written(tiny, text))
    assert outcome.code == 2
    assert what in outcome.problems
    assert outcome.problems.count("\n") == 1


def test_all_wrong_cells_are_named_at_once(run: Run, tiny: Path) -> None:
    outcome = run("check", tiny, written(tiny, GOOD.replace("10:00", "x").replace("12:00", "y")))
    assert outcome.code == 2
    assert outcome.problems.count("\n") == 2


def test_a_minute_column_that_does_not_agree(run: Run, tiny: Path) -> None:
    text = "session,date,start,end,minutes\nclearance,2027-06-14,10:00,11:00,45\n"
    outcome = run("check", tiny, written(tiny, text))
    assert outcome.code == 2
    assert (
        "column minutes: '45' minutes, but 10:00 to 11:00 is 60; correct the times, or,"
        in outcome.problems
    )


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace(",", ";"),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("2027-06-14", "14.06.2027"),
        GOOD.replace("2027-06-14", "6/14/2027"),
        GOOD.replace("2027-06-14", "14/06/2027"),
        GOOD.replace("2027-06-14", "14/06/27"),
        GOOD.replace("2027-06-14", "06/14/27"),
        GOOD.replace("2027-06-14", "27-06-14"),
        GOOD.replace("2027-06-14", "2027-06-14 00:00:00"),
        GOOD.replace("10:00", "10:00:00"),
        GOOD.replace("session,", "Session ,"),
        f"{GOOD},,,\n\n",
    ],
    ids=[
        "plain",
        "semicolons",
        "mark",
        "dos",
        "mac",
        "dots",
        "american",
        "slashes",
        "short",
        "short american",
        "short year first",
        "midnight",
        "seconds",
        "capitals",
        "empty",
    ],
)
def test_what_spreadsheets_write_is_read(tiny: Path, text: str) -> None:
    week = load_scenario(tiny).week
    assert read_schedule(written(tiny, text), week) == read_schedule(written(tiny, GOOD), week)


ABSENT = "session,part,date,start,end,minutes,room\nclearance,1,2027-06-14,10:00,11:00,60,\n"


@pytest.mark.parametrize("cells", [",,,,0,", ",,,,,"])
def test_a_session_without_date_and_times_is_not_held(tiny: Path, run: Run, cells: str) -> None:
    path = written(tiny, f"{ABSENT}victims,{cells}\n")
    assert not read_schedule(path, load_scenario(tiny).week).holds("victims")
    said = run("check", tiny, path).problems
    told = f"Warning: {path}, row 3: 'victims' has no date and no times, and is read as not held\n"
    assert said == ("" if cells == ",,,,0," else told)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            "2,,,,90,large",
            "date, start and end are empty beside part 2, minutes 90 and room large;",
        ),
        (",,,,,large", "date, start and end are empty beside room large; fill them in, or empty"),
        (
            ",,,,90,",
            "date, start and end are empty beside minutes 90; fill them in, or empty these",
        ),
        (",,,,0,large", "date, start and end are empty beside room large"),
    ],
)
def test_a_row_that_lost_its_date_and_times_is_refused(
    tiny: Path, run: Run, cells: str, said: str
) -> None:
    path = written(tiny, f"{ABSENT}victims,{cells}\n")
    outcome = run("check", tiny, path)
    assert outcome.code == 2
    assert outcome.problems.startswith(f"{path}, row 3, column date: {said}")


def test_a_part_of_a_session_that_is_held_cannot_be_not_held(tiny: Path, run: Run) -> None:
    outcome = run("check", tiny, written(tiny, f"{ABSENT}clearance,,,,,,\n"))
    assert outcome.code == 2
    told = "row 3, column date: this row says that the session is not held, and row 2 when it is; "
    assert told in outcome.problems


def test_what_is_said_of_a_session_otherwise_than_in_the_scenario_is_told(
    tiny: Path, run: Run
) -> None:
    text = (
        "session,date,start,end,title,leaders,room,note,clerk\n"
        "clearance,2027-06-14,10:00,11:00,Clearance,norway;THA,,ask,me\n"
        "Victim Assistance,2027-06-14,11:00,12:00,victim  assistance,Thailand,,,\n"
    )
    path = written(tiny, text)
    assert run("check", tiny, path).problems.splitlines() == [
        f"Warning: {path}: the column clerk is not read",
        f"Warning: {path}, row 2, column leaders: 'norway;THA' is not read; the scenario says "
        "'NOR', and is where to change it",
    ]


def test_a_room_is_asked_for_where_there_are_several(run: Run, tiny: Path) -> None:
    edited(tiny, "bodies:", ROOMS)
    outcome = run("check", tiny, written(tiny, GOOD))
    assert outcome.code == 2
    assert "the column room is missing" in outcome.problems
    rows = GOOD.splitlines()
    text = "\n".join([f"{rows[0]},room", f"{rows[1]},Hall A", f"{rows[2]},c"])
    outcome = run("check", tiny, written(tiny, text))
    assert "row 3, column room: there is no room 'c'; it can be a, b" in outcome.problems
    outcome = run("check", tiny, written(tiny, text.removesuffix("c")))
    assert "row 3, column room: which room? Write its key; it can be a, b" in outcome.problems


def test_a_date_that_can_mean_two_days_is_not_guessed(run: Run, tiny: Path) -> None:
    edited(tiny, "from: 2027-06-14", "from: 2027-05-06")
    edited(tiny, "to: 2027-06-14", "to: 2027-06-05")
    outcome = run("check", tiny, written(tiny, GOOD.replace("2027-06-14", "05/06/2027")))
    assert outcome.code == 2
    assert "can mean 2027-05-06 and 2027-06-05; write one of them" in outcome.problems


def test_a_schedule_reads_back_as_it_was_written(tiny: Path) -> None:
    week = load_scenario(tiny).week
    timetable = read_schedule(written(tiny, GOOD), week)
    text = schedule_text(week, timetable)
    assert read_schedule(written(tiny, text), week) == timetable
    assert schedule_text(week, read_schedule(written(tiny, text), week)) == text


def test_no_cell_is_taken_for_a_formula(tiny: Path) -> None:
    edited(tiny, "title: Clearance", "title: =1+1")
    week = load_scenario(tiny).week
    text = schedule_text(week, read_schedule(written(tiny, GOOD), week))
    assert ",'=1+1," in text
