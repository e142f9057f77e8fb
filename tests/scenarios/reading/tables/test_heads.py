"""What the columns of a table may be called, and what is refused as not clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.reading.states import read_states
from scenarios.reading.tables.csv_file import read_rows
from scenarios.reading.tables.heads import CALENDAR, DELEGATIONS, LEADERS, SCHEDULE, Heads
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable

SMALL = Path("tests/cases/tables/small.yaml")
NEEDED = ("session", "date", "start", "end", "room")


@pytest.mark.parametrize(
    "head",
    [
        "Session,Date,Start time,End time,Room",
        "SESSION KEY;DATE;STARTS;ENDS;MEETING ROOM",
        "Séance,Date,Début,Fin,Salle",
        "Seance,Jour,De,À,Lieu",
        "Sesión,Fecha,Inicio,Fin,Sala",
        "Sitzung;Datum;Beginn;Ende;Raum",
        "Session title,Day,From,To,Venue",
        "Meeting,date,begin,until,location",
        "Date,Titre de la séance,Heure de début,Heure de fin,Salle",
    ],
)
def test_columns_go_by_usual_names(head: str) -> None:
    heads = Heads(NEEDED, usual=SCHEDULE, instead={"session": "title"})
    found = heads.read(head.replace(";", ",").split(","))
    assert heads.missing(found.columns) == []
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("date,Day,start,Beginning,end,session", "date,day,start,beginning,end,session"),
        ("Session,Title,Day,Date,Start,End", "session,title,day,date,start,end"),
        ("Event,Session title,Day,From,To", "session,title,date,start,end"),
        ("M49 Code,ISO-alpha2 Code,ISO-alpha3 Code", "m49 code,iso-alpha2 code,iso-alpha3 code"),
        ("un group,,UN_Group", "un group,,un_group"),
    ],
)
def test_a_columns_own_name_goes_before_usual_ones_and_these_before_others(
    head: str, columns: str
) -> None:
    heads = Heads(("session",), ("date", "start", "end", "title"), SCHEDULE)
    assert heads.read(head.split(",")).columns == tuple(columns.split(","))


def test_two_usual_names_of_one_column_are_refused_with_both(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Programme,,,\nSession,Date,Start time,Début,End\nopening,x,y,z,w\n", "utf-8")
    with pytest.raises(BadInput) as error:
        read_rows(path, ("session", "date", "start", "end"), "schedule CSV", usual=SCHEDULE)
    told = f"{path}, row 2: which is the column start: 'start time' or 'début'? Rename all others"
    assert str(error.value) == told


def test_no_usual_name_is_that_of_two_columns_of_one_table() -> None:
    for table in (SCHEDULE, DELEGATIONS, LEADERS, CALENDAR):
        for column in table:
            assert Heads((column,), None, table).read([column]).columns == (column,)
        for names in table.values():
            for name in names.replace("|", ",").split(","):
                found = [c for c in table if Heads((c,), (), {c: table[c]}).missing([c]) == []]
                read = Heads(tuple(found), (), table).read([name]).columns
                assert sum(column in read for column in table) == 1, name


def test_a_table_of_the_united_nations_is_one_of_delegations(tmp_path: Path) -> None:
    path = tmp_path / "m49.csv"
    path.write_text(
        "Global Code;Region Name;Country or Area;ISO-alpha2 Code;ISO-alpha3 Code;LDC\n"
        "001;Africa;Namibia;NA;NAM;\n001;Africa;Uganda;UG;UGA;x\n",
        "utf-8",
    )
    found = read_states(path)
    assert {code: state.name for code, state in found.items()} == {
        "NAM": "Namibia",
        "UGA": "Uganda",
    }
    assert found["UGA"].columns["ldc"] == "x"
    assert found["NAM"].columns["iso-alpha2 code"] == "NA"
    assert found["NAM"].place("iso3") == f"{path}, row 2, column iso-alpha3 code"


def timetable(folder: Path, text: str, encoding: str = "utf-8") -> Timetable:
    path = folder / "mine.csv"
    path.write_text(text, encoding)
    return load_scenario(SMALL).candidate(str(path))


def test_a_schedule_in_anothers_words_is_the_same_timetable(tmp_path: Path) -> None:
    mine = timetable(
        tmp_path,
        "session,date,start,end,room\n"
        "chairs,2027-06-14,13:00,13:30,small\n"
        "opening,2027-06-14,15:00,17:00,large\n",
    )
    for text, encoding in (
        (
            "Day;Time;Meeting;Venue\n14 June;13:00 – 13:30;Meeting of the Co-Chairs;small\n"
            "Monday;15h00 à 17h00;opening;large\n",
            "utf-8",
        ),
        (
            "Titre de la séance;Date;Début;Fin;Salle\n"
            "Meeting of the Co-Chairs;lundi 14 juin 2027;13h00;13 h 30;Small room\n"
            "« General Status, opening »;14/06/2027;0,625;17 h;Large room\n",
            "cp1252",
        ),
        (
            "Datum\tBeginn\tEnde\tRaum\tSitzung\n"
            "Mo, 14.06.2027\t13:00 Uhr\t13.30 Uhr\tsmall\tchairs\n"
            "14. Juni 2027\t15 Uhr\t17 Uhr\tlarge\topening\n",
            "utf-16",
        ),
        (
            "sep=;\nSESSION;Day;From;To;Venue\n"
            "chairs;Monday;1:00 PM;1:30 p.m.;small\nopening;mon;3 pm;0.7083333;LARGE\n",
            "utf-8-sig",
        ),
    ):
        assert timetable(tmp_path, text, encoding) == mine


def test_both_times_in_one_column_count_only_where_no_others_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = "session,date,time,room\nchairs,2027-06-14,13:00,small\n"
    with pytest.raises(BadInput) as error:
        timetable(tmp_path, text)
    path = tmp_path / "mine.csv"
    told = "'13:00' is not a stretch of time; write it as 10:00-13:00"
    assert str(error.value) == f"{path}, row 2, column time: {told}"
    timetable(
        tmp_path, "session,date,start,end,Time,room\nchairs,2027-06-14,13:00,14:00,1 h,small\n"
    )
    assert caplog.messages == [f"{path}: the column time is not read"]
