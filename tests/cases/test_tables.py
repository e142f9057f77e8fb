"""Tables as spreadsheet programs write them: read as they are meant, or refused with what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.season.loading import load_season
from scheduler.errors import BadInput
from scheduler.week.week import Week
from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "tables"
SAVED = FOLDER / "saved"
HELD = Path("scenarios/library/apmbc-2011.yaml")


@pytest.mark.parametrize(
    "name",
    [
        "american-times",
        "blank-row-above",
        "sep-line",
        "tab",
        "unicode-text",
        "utf-16-commas",
    ],
)
def test_what_a_spreadsheet_saved_is_the_timetable_that_it_opened(run: Run, name: str) -> None:
    week, schedule = FOLDER / "small.yaml", SAVED / f"{name}.csv"
    opened = run("check", week, FOLDER / "small.csv").output.splitlines()
    outcome = run("check", week, schedule)
    assert (outcome.code, outcome.problems) == (0, "")
    assert outcome.output.splitlines()[1:] == opened[1:]


@pytest.mark.parametrize(("name", "told"), [("semi", 2), ("sep", 0), ("tab", 0)])
def test_two_sessions_are_read_whatever_divides_the_cells(run: Run, name: str, told: int) -> None:
    folder = FOLDER / "two-sessions"
    outcome = run("check", folder / "week.yaml", folder / f"{name}.csv")
    assert outcome.code == 0
    assert "Every must is kept" in outcome.output
    said = "is not read; the scenario says"
    assert outcome.problems.count(said) == outcome.problems.count("\n") == told


def test_a_schedule_that_was_cut_at_its_semicolons_is_put_together(run: Run) -> None:
    outcome = run("check", HELD, SAVED / "cut-at-semicolons.csv")
    assert outcome.code < 2, outcome
    # The file is older than five sessions of the week; all that stand in it are read whole.
    assert outcome.output.count(" needs at least ") == 5
    assert outcome.output.count(" is not held at all") == 5


def test_what_is_no_workbook_whatever_its_name_says_is_named_with_what_to_do(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "schedule.xlsx"
    path.write_bytes((FOLDER / "small.csv").read_bytes())
    outcome = run("check", FOLDER / "small.yaml", path)
    assert outcome.code == 2
    assert outcome.problems.startswith(f"{path}: this is no Excel workbook (.xlsx), whatever its")


def test_a_workbook_that_is_called_a_csv_is_named_with_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "schedule.csv"
    path.write_bytes(b"PK\x03\x04 xl/workbook.xml")
    outcome = run("check", FOLDER / "small.yaml", path)
    assert outcome.code == 2
    said = "this is an Excel workbook (.xlsx), and a schedule CSV is wanted; give it a name that"
    assert f"{path}: {said} ends in .xlsx\n" == outcome.problems


def test_a_column_that_stands_twice_is_refused(run: Run) -> None:
    outcome = run("check", FOLDER / "small.yaml", FOLDER / "duplicate-header.csv")
    assert outcome.code == 2
    assert "row 1: the column date stands there twice; keep one" in outcome.problems


def test_one_systematic_mistake_is_said_once_with_its_rows(run: Run) -> None:
    outcome = run("check", FOLDER / "small.yaml", SAVED / "cut-at-semicolons.csv")
    assert outcome.code == 2
    assert "'2011-06-20' is not a day of this week, 2027-06-14 to 2027-06-16" in outcome.problems
    assert outcome.problems.count("likewise in 20 more rows: 3, 4, 5, 6, 7 …") == 2
    assert outcome.problems.count("\n") == 3


def test_half_a_row_emptied_is_not_a_session_that_is_not_held(run: Run) -> None:
    outcome = run("check", FOLDER / "small.yaml", FOLDER / "cells-emptied.csv")
    assert outcome.code == 2
    told = "cells-emptied.csv, row 5, column date: date, start and end are empty beside part 1, "
    assert told in outcome.problems


def test_minutes_beside_a_moved_end_may_be_left_out(run: Run, tmp_path: Path) -> None:
    moved = FOLDER / "end-moved-minutes-not.csv"
    outcome = run("check", FOLDER / "small.yaml", moved)
    assert outcome.code == 2
    told = (
        f"{moved}, row 9, column minutes: '60' minutes, but 16:30 to 17:45 is 75; "
        "correct the times, or, where they are right, empty this cell "
        "(the column minutes may be left out)\n"
    )
    assert outcome.problems == told
    mended = tmp_path / "mended.csv"
    mended.write_text(moved.read_text(encoding="utf-8").replace(",17:45,60,", ",17:45,,"), "utf-8")
    assert run("check", FOLDER / "small.yaml", mended).problems == ""
    head = "session,date,start,end,room\n"
    mended.write_text(f"{head}closing,2027-06-16,16:30,17:45,large\n", "utf-8")
    assert "17:45" in run("show", FOLDER / "small.yaml", mended).output


@pytest.mark.slow
def test_what_was_written_with_accents_is_read_with_them(run: Run, tmp_path: Path) -> None:
    week, text = FOLDER / "accents.yaml", (FOLDER / "accents.csv").read_text("utf-8")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / f"{encoding}.csv"
        path.write_text(text, encoding)
        outcome = run("check", week, path)
        assert outcome.code == 0, outcome
        assert ("read as Windows-1252, as in 'séance'" in outcome.problems) == (
            encoding == "cp1252"
        )


PRECEDENT = FOLDER / "precedent"


def followed(run: Run, folder: Path, precedent: str, schedule: str) -> tuple[int, str, str]:
    """The exit code, what is said of the precedent, and what it costs not to follow it."""
    text = (PRECEDENT / "week.yaml").read_text("utf-8").replace("last-year.csv", precedent)
    week = folder / "week.yaml"
    week.write_text(text, "utf-8")
    outcome = run("check", week, PRECEDENT / schedule)
    moved = [line for line in outcome.output.splitlines() if "stood before" in line]
    return outcome.code, outcome.problems, "".join(moved)


def test_a_precedent_is_followed_by_its_weekdays(run: Run, tmp_path: Path) -> None:
    rows = (PRECEDENT / "last-year-iso.csv").read_text("utf-8")
    (tmp_path / "last-year.csv").write_text(rows, "utf-8")
    assert followed(run, tmp_path, "last-year.csv", "now.csv") == (1, "", "")
    code, problems, moved = followed(run, tmp_path, "last-year.csv", "now2.csv")
    assert (code, problems) == (1, "")
    assert "follow_precedent" in moved


def test_a_precedent_is_not_guessed_where_day_and_month_may_be_turned(
    run: Run, tmp_path: Path
) -> None:
    rows = (PRECEDENT / "last-year-us.csv").read_text("utf-8")
    (tmp_path / "last-year.csv").write_text(rows, "utf-8")
    code, problems, _ = followed(run, tmp_path, "last-year.csv", "now.csv")
    assert code == 2
    assert "row 2, column date: '06/07/2010' can mean 2010-06-07 and 2010-07-06" in problems
    assert "row 3, column date: '06/08/2010' can mean 2010-06-08 and 2010-08-06" in problems


HEAD = "session,date,start,end,room\n"


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        ("mines,2010-06-07,10:00,12:00,x\n", 2, "last-year.csv: it holds none of the sessions of"),
        (
            "",
            2,
            "last-year.csv: it holds none of the sessions of this week: chairs, clearance, clo",
        ),
        (
            "opening,2010-06-11,10:00,12:00,x\n",
            1,
            "Warning: {}, row 2, column date: this week has no Friday, and the row counts for "
            "nothing",
        ),
        (
            "opening,2010-06-07,10:00,12:00,x\nclearence,2010-06-08,10:00,13:00,x\n",
            1,
            "Warning: {}, row 3, column session: this week has no session 'clearence', and the row "
            "counts for nothing; did you mean clearance?",
        ),
        ("opening,2010-06-07,10:00,12:00,x\nmines,2010-06-07,10:00,12:00,x\n", 1, ""),
        ("opening,,,,x\n", 2, "row 2, column date: date, start and end are empty beside room x"),
    ],
)
def test_what_of_a_precedent_counts_for_nothing_is_told(
    run: Run, tmp_path: Path, rows: str, code: int, told: str
) -> None:
    path = tmp_path / "last-year.csv"
    path.write_text(HEAD + rows, "utf-8")
    found, problems, _ = followed(run, tmp_path, "last-year.csv", "now.csv")
    assert found == code
    assert told.format(path) in problems
    assert problems.count("\n") == bool(told)


STATES = FOLDER / "states"


def test_a_flag_is_met_by_those_that_have_it(run: Run) -> None:
    outcome = run("check", STATES / "aud_1.yaml", STATES / "beside.csv")
    assert (outcome.code, outcome.problems) == (1, "")
    week = load_scenario(STATES / "aud_1.yaml").week
    assert len(week.session["opening"].audience) == 9


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("aud_TRUE", "aud_TRUE.yaml, line 59, column 23: sessions › opening › audience › where: "),
        ("s_flag_TRUE", "s_flag_TRUE.yaml, line 33, column 55: instruments › convention › parties"),
    ],
)
@pytest.mark.parametrize("command", ["check", "show", "solve"])
def test_a_flag_that_is_written_otherwise_meets_nobody_and_says_so(
    run: Run, name: str, place: str, command: str
) -> None:
    timetable = [STATES / "beside.csv"] if command == "check" else []
    outcome = run(command, STATES / f"{name}.yaml", *timetable)
    assert outcome.code == 2
    assert place in outcome.problems
    told = (
        "the column party holds 'TRUE' in 9 rows, as in that of Australia, where '1' is asked for"
    )
    assert told in outcome.problems
    assert outcome.problems.count("\n") == 1


def test_a_total_is_no_state(run: Run) -> None:
    outcome = run("show", STATES / "s_total_row.yaml")
    assert outcome.code == 2
    told = "sm_tot.csv, row 11, column iso3: 'Total' is not the code of a State, three capital"
    assert told in outcome.problems


def test_a_table_of_semicolons_says_how_many_delegates_come() -> None:
    week = load_scenario(FOLDER / "lakes" / "lakes.yaml").week
    come = {code: week.delegation[code].delegates for code in ("CHE", "JPN", "CAN", "KEN", "PER")}
    assert come == {"CHE": 4, "JPN": 3, "CAN": 3, "KEN": 2, "PER": 1}
    assert week.delegation["CIV"].name == "Côte d’Ivoire"
    assert {day for day in week.days if week.present_on("KEN", day)} == {2, 3, 4}


WEEK = """\
schema: 1
title: Small
week: {from: 2027-06-14, to: 2027-06-16}
delegations:
  table: states.csv
  default: {delegates: 2, from: mission}
  except: {CHE: {delegates: 5, present: [wednesday]}}
instruments:
  convention: {name: The Convention, parties: SELECTION}
bodies: {all: {name: All, instrument: convention}}
sessions: {opening: {title: Opening, body: all, format: plenary, least: 60}}
"""


def week_of(folder: Path, table: str, selection: str = "everyone") -> Week:
    (folder / "states.csv").write_text(table, "utf-8")
    path = folder / "week.yaml"
    path.write_text(WEEK.replace("SELECTION", selection), "utf-8")
    return load_scenario(path).week


CODES = ("NOR", "THA", "UGA")

FLAGS = [
    "iso3,name,un_group,delegates,from,present,absent,party,observer",
    "CHE,Switzerland,WEOG,4,mission,,,1,0",
    "COL,Colombia,GRULAC,2,capital,,,0,1",
    "NOR,Norway,WEOG,2,mission,,,1,0",
    "THA,Thailand,APG,2,capital,,monday,1,1",
    "UGA,Uganda,AFR,1,capital,,friday,1,0",
]


def test_a_row_that_ends_before_its_last_column_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    short = [*FLAGS[:-1], "UGA,Uganda,AFR,1,capital,,tuesday"]
    week_of(tmp_path, "\n".join(short).replace(",", ";"), "{where: party}")
    [told] = caplog.messages
    assert told.startswith(
        f"{tmp_path / 'states.csv'}, row 6: the row ends too early, without a cell for party and "
        "observer, and is read as if that were empty; see whether a cell"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ["CHE,Switzerland,1,x", "COL,Colombia", "NOR,Norway,1", "THA,Thailand", "UGA,Uganda,1"],
        ["CHE,Switzerland,1", "COL,Colombia,0", "NOR,Norway,1", "THA,Thailand,1"],
        ["CHE,Switzerland,1,", "COL,Colombia,,x", *(f"{code},Name {code},1" for code in CODES)],
    ],
    ids=["each-cut-at-its-end", "columns-that-nobody-fills", "cut-below-the-first-rows"],
)
def test_a_program_that_leaves_out_empty_cells_at_the_end_is_no_slip(
    tmp_path: Path, rows: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    week_of(tmp_path, "\n".join(["iso3,name,party,observer", *rows]), "{where: party}")
    assert caplog.messages == []


def test_the_row_of_a_state_says_how_it_attends(tmp_path: Path) -> None:
    week = week_of(
        tmp_path,
        "iso3,name,Delegates,From,Present,Absent\n"
        "CHE,Switzerland,3,Mission,,monday\n"
        'COL,Colombia,4,capital,"14.06.2027, Tuesday",\n'
        "NOR,Norway,,,,2027-06-15\n"
        "UGA,Uganda,1,,mondays;wed,wednesday\n",
    )
    found = {
        one.code: (
            one.delegates,
            one.from_capital,
            {day for day in week.days if week.present_on(one.code, day)},
        )
        for one in week.delegations
    }
    assert found == {
        "CHE": (5, False, {2}),
        "COL": (4, True, {0, 1}),
        "NOR": (2, False, {0, 2}),
        "UGA": (1, False, {0}),
    }


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("iso3,name,delegates\nCHE,Switzerland,many\n", "row 2, column delegates: 'many' is not a"),
        (
            "iso3,name,delegates\nCHE,Switzerland,0\n",
            "'0' is not a number of delegates; write 1 to",
        ),
        (
            "iso3,name,from\nCHE,Switzerland,Bern\n",
            "column from: there is no place to come from 'B",
        ),
        (
            "iso3,name,present\nCHE,Switzerland,1\n",
            "column present: '1' is not understood as a date; write",
        ),
        (
            "iso3,name,absent\nCHE,Switzerland,friday\n",
            "column absent: 'friday' is not a day of th",
        ),
        (
            "iso3,name\nche,Switzerland\n",
            "column iso3: 'che' is not the code of a State, three capi",
        ),
        (
            "iso3,name\nCHE,Switzerland\nSource: UN,\n",
            "row 3, column iso3: 'Source: UN' is not the",
        ),
        (
            "iso3,name\nCHE,Switzerland\nSUM,1\n",
            "row 3, column name: '1' is not a name; write that",
        ),
        ("iso3,name\nCHE,Switzerland\nNOR,\n", "row 3, column name: the name is empty; write that"),
        (
            "iso3,name\nCHE,Switzerland\nCOL,Colombia, a,1\n",
            "there are more cells than the 2 colum",
        ),
    ],
)
def test_what_a_row_says_wrongly_is_refused_at_its_cell(
    tmp_path: Path, table: str, told: str
) -> None:
    with pytest.raises(BadInput) as error:
        week_of(tmp_path, table)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("cells", "selection", "told"),
    [
        ("1 TRUE 0", "{where: party}", "'TRUE' in a row, as in that of Norway, where '1' is asked"),
        (
            "1 1.0 yes",
            "{where: party}",
            "the column party holds '1.0' in a row, as in that of Norw",
        ),
        (
            "x x -",
            "{where: party}",
            "; ask for {party: 'x'}, or write '1' in the table",
        ),
        (
            "1 0 0",
            "{where: {party: 2}}",
            "no State has '2' in the column party, which holds 0 and 1",
        ),
        (
            "S S R",
            "{where: {party: s}}",
            "holds 'S' in 2 rows, as in that of Switzerland, where 's'",
        ),
        (
            "  -",
            "{where: {party: signed}}",
            "no State has 'signed' in the column party, which hold",
        ),
        (
            "1 0 0",
            "{where: {party: 1, iso3: NOR}}",
            "no State meets all of these conditions; leave",
        ),
        ("1 0 0", "{where: {party: null}}", "parties: a condition names a column of the table, as"),
        ("1 0 0", "{where: {partly: 1}}", "there is no column of the delegations' table 'partly'"),
    ],
)
def test_a_condition_that_nobody_meets_or_that_more_may_be_meant_by_says_so(
    tmp_path: Path, cells: str, selection: str, told: str
) -> None:
    names = ("CHE,Switzerland", "NOR,Norway", "UGA,Uganda")
    rows = [f"{name},{cell}" for name, cell in zip(names, cells.split(" "), strict=True)]
    with pytest.raises(BadInput) as error:
        week_of(tmp_path, "\n".join(["iso3,name,Party", *rows, ""]), selection)
    assert told in str(error.value)


def test_a_selection_of_which_all_are_left_out_again_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    table = "iso3,name,party,delegates\nCHE,Switzerland,1,3.0\nNOR,Norway,0,2\n"
    week = week_of(tmp_path, table, "{where: party, but_not: [Switzerland]}")
    assert week.instrument["convention"].parties == set()
    assert "parties: this means nobody: all are left out again" in caplog.messages[0]
    assert week.delegation["NOR"].delegates == 2


def test_a_condition_may_ask_for_what_the_table_holds(tmp_path: Path) -> None:
    table = "iso3,name,The  Party\nCHE,Switzerland,TRUE\nNOR,Norway,FALSE\n"
    for asked in ("TRUE", "true", "'TRUE'"):
        week = week_of(tmp_path, table, f"{{where: {{the party: {asked}}}}}")
        assert week.instrument["convention"].parties == {"CHE"}


ODD_ROWS = ("CHE,Switzerland", "COL,Colombia", "NOR,Norway", "THA,Thailand", "UGA,Uganda")


@pytest.mark.parametrize(
    ("cells", "selection", "odd"),
    [
        ("1 0 1 1 2", "{where: party}", "2"),
        ("1 1 O 1 1", "{where: party}", "O"),
        ("1* 0 1 0 1", "{where: party}", "1*"),
        ("1* 0 1 0 1", "everyone", "1*"),
        ("1 0 1 1 S", "{where: party}", ""),
        ("1 0 1 1 ", "{where: party}", ""),
        ("1 0 1 1 R", "{where: {party: R}}", ""),
        ("1 0 O O O", "{where: party}", ""),
    ],
)
def test_one_odd_value_among_flags_is_told_at_its_cell(
    tmp_path: Path, cells: str, selection: str, odd: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = cells.split(" ")
    rows = [f"{name},{cell}" for name, cell in zip(ODD_ROWS, found, strict=True)]
    week_of(tmp_path, "\n".join(["iso3,name,party", *rows, ""]), selection)
    told = [message for message in caplog.messages if "nearly every row has 0 or 1" in message]
    if not odd:
        assert told == caplog.messages == []
        return
    place = f"{tmp_path / 'states.csv'}, row {found.index(odd) + 2}, column party"
    assert told == caplog.messages
    assert [message.partition(" stands")[0] for message in told] == [f"{place}: '{odd}'"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011", "apmbc-ccm-2011", "ccw-2010-april"])
def test_a_library_table_has_no_odd_flag(name: str, caplog: pytest.LogCaptureFixture) -> None:
    load_scenario(Path(f"scenarios/library/{name}.yaml"))
    assert caplog.messages == []


def test_a_column_that_nothing_asks_for_is_told_unless_it_holds_flags(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    table = "iso3,name,ccm,delegate,notes,empty\nCHE,Switzerland,S,2,late,\nNOR,Norway,1,1,,\n"
    week_of(tmp_path, table)
    told = "no condition names the column"
    assert caplog.messages == [
        f"{tmp_path}/states.csv: {told} delegate, and it is not used; did you mean delegates?",
        f"{tmp_path}/states.csv: {told} notes, and it is not used",
    ]


LED = """\
schema: 1
title: Open posts
week: {from: 2027-06-14, to: 2027-06-16}
delegations: {also: {CHE: {name: Switzerland}, NOR: {name: Norway}}}
leadership: {pool: everyone}
bodies: {all: {name: The Committee, posts: {co_chairs: 2}}}
sessions: {opening: {title: Opening, body: all, format: plenary, least: 60}}
"""


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ("all,The Committee,co_chair,NOR,Norway,,yes", 0, ""),
        ("all,,co_chair,Norway,,,", 0, ""),
        ("all,,co_chair,,,,yes", 0, ""),
        (
            "all,,co_chair,NOR,Switzerland,,yes",
            0,
            "Warning: {}, row 2, column state_name: 'Switzerland' is not read; the key beside it "
            "means Norway",
        ),
        (
            "all,,co_chair,,Norway,,yes",
            2,
            "{}, row 2, column state: there is no State beside the name Norway; write its code, or",
        ),
        ("all,,co_chair,NOR,,,,x", 2, "{}, row 2: there are more cells than the 7 columns"),
    ],
)
def test_a_table_of_leaders_that_was_changed_in_half_says_so(
    run: Run, tmp_path: Path, row: str, code: int, told: str
) -> None:
    week, leaders = tmp_path / "week.yaml", tmp_path / "leaders.csv"
    week.write_text(LED, "utf-8")
    leaders.write_text(f"body,name,role,state,state_name,group,chosen\n{row}\n", "utf-8")
    outcome = run("show", week, "--leaders", leaders)
    assert outcome.code == code, outcome
    assert outcome.problems.startswith(told.format(leaders))
    assert outcome.problems.count("\n") == bool(told)


YEAR = Path("scenarios/library/season-2011.yaml")


@pytest.mark.slow
def test_a_calendar_is_read_whatever_divides_it_and_says_what_counts_for_nothing(
    run: Run, tmp_path: Path
) -> None:
    meeting = load_season(YEAR).season.meetings[0]
    path = tmp_path / "calendar.csv"
    day = f"{meeting.held.first:%d.%m.%Y}"
    text = f"sep=;\nMeeting;From;City;Days;Who\n{meeting.id};{day};Atlantis;{meeting.days};me\n"
    path.write_text(text, "utf-16")
    outcome = run("season", YEAR, path)
    assert outcome.code in (0, 1), outcome
    assert outcome.problems.splitlines()[:2] == [
        f"Warning: {path}: the column who is not read",
        f"Warning: {path}, row 2, column city: 'Atlantis' is not read; the season file says "
        f"'{meeting.city}', and is where to change it",
    ]


Rows = list[list[str]]


def small() -> Rows:
    return list(csv.reader(io.StringIO((FOLDER / "small.csv").read_text("utf-8"))))


def put(rows: Rows, column: str, change: Callable[[str], str]) -> Rows:
    """The same rows, with a column written otherwise."""
    place = rows[0].index(column)
    return [rows[0], *([*row[:place], change(row[place]), *row[place + 1 :]] for row in rows[1:])]


def text_of(rows: Rows) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: put(rows, "minutes", lambda cell: f"{cell}.0"), ""),
        (
            lambda rows: put(
                rows, "minutes", lambda cell: f"{int(cell) // 60}:{int(cell) % 60:02}"
            ),
            "",
        ),
        (lambda rows: put(rows, "session", lambda cell: f"“{cell}”"), ""),
        (lambda rows: [[f"{cell}\u00a0" for cell in row] for row in rows], ""),
        (lambda rows: [[",".join(f'"{cell}"' for cell in row)] for row in rows], ""),
        (
            lambda rows: [*rows[:4], rows[0], *rows[4:]],
            "Warning: {}, row 5: this row names the columns again, and is not read\n",
        ),
        (
            lambda rows: [
                [*row, "see Ann" if number == 3 else ""] for number, row in enumerate(rows)
            ],
            "Warning: {}, cell Q4: the column has no name, and is not read\n",
        ),
        (
            lambda rows: [["Programme of work", *[""] * 15], [""] * 16, *rows],
            "",
        ),
        (
            lambda rows: [rows[1], *rows[:1], *rows[2:], rows[1]],
            "Warning: {}, row 1: this row stands above the names of the columns, and is not read\n",
        ),
        (
            lambda rows: [*rows, ["Total", *[""] * 9, "720", *[""] * 5]],
            "Warning: {}, row 10, column session: there is no session 'Total' in the scenario; "
            "the rest is read without it\n",
        ),
    ],
    ids=[
        "decimals",
        "hours",
        "curly",
        "blanks",
        "one-cell",
        "repeated",
        "beside",
        "title",
        "row-above-its-columns",
        "total",
    ],
)
def test_a_schedule_that_went_through_a_spreadsheet_is_the_same_timetable(
    run: Run, tmp_path: Path, change: Callable[[Rows], Rows], told: str
) -> None:
    week, path = FOLDER / "small.yaml", tmp_path / "saved.csv"
    path.write_text(text_of(change(small())), "utf-8")
    outcome = run("check", week, path)
    assert outcome.code == 0
    assert outcome.problems == told.format(path)
    same = run("check", week, FOLDER / "small.csv").output.splitlines()
    assert outcome.output.splitlines()[1:] == same[1:]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda rows: put(rows, "date", lambda cell: "46187"),
            "row 2, column date: '46187' is not a day of this week, 2027-06-14 to 2027-06-16: it "
            "is 2026-06-14 or 2030-06-15, as spreadsheets count days; likewise in 7 more rows: 3",
        ),
        (
            lambda rows: [*rows[:3], *put(rows, "date", lambda _: "")[3:5], *rows[5:]],
            "row 4, column date: the cell is empty; write a date (of merged cells only the first",
        ),
        (
            lambda rows: put(rows, "room", lambda cell: cell.replace("large", "")),
            "row 3, column room: which room? Write its key; it can be large, small; "
            "likewise in rows 4, 6, 7 and 9\n",
        ),
        (
            lambda rows: [[*row[:2], *row[2].split(", "), *row[3:]] for row in rows],
            "row 3: there are more cells than the 16 columns; put text that holds the sign between",
        ),
        (
            lambda rows: [*rows, ["", *[""] * 8, "Total", "720", *[""] * 5]],
            "row 10, column session: which session? Write its key",
        ),
    ],
)
def test_what_a_spreadsheet_did_to_a_schedule_is_said_once_with_what_to_do(
    run: Run, tmp_path: Path, change: Callable[[Rows], Rows], told: str
) -> None:
    path = tmp_path / "saved.csv"
    path.write_text(text_of(change(small())), "utf-8")
    outcome = run("check", FOLDER / "small.yaml", path)
    assert outcome.code == 2
    assert outcome.problems.startswith(f"{path}, {told}")


def test_a_doubt_that_many_rows_give_is_said_once(run: Run, tmp_path: Path) -> None:
    sessions = ("opening", "clearance", "closing", "victim-assistance", "chairs")
    rows = [
        f"{session},2010-06-11,{9 + n}:00,{10 + n}:00,x\n" for n, session in enumerate(sessions)
    ]
    (tmp_path / "last-year.csv").write_text(HEAD + "".join(rows), "utf-8")
    code, problems, _ = followed(run, tmp_path, "last-year.csv", "now.csv")
    assert code == 1
    [told] = problems.splitlines()
    said = (
        "row 2, column date: this week has no Friday, and the row counts for nothing; likewise in"
    )
    assert told.endswith(f"{said} rows 3, 4, 5 and 6")


CANDIDATES = "candidates: {other: other.csv, gone: gone.csv}\norder:"


def test_a_candidate_of_another_week_is_refused_and_one_without_a_file_is_told(
    run: Run, tmp_path: Path
) -> None:
    week = tmp_path / "week.yaml"
    text = (FOLDER / "small.yaml").read_text("utf-8")
    week.write_text(text.replace("order:", CANDIDATES, 1), "utf-8")
    other = tmp_path / "other.csv"
    other.write_text(f"{HEAD}mines,2027-06-14,10:00,11:00,large\n", "utf-8")
    for words in (("check", week, "other"), ("compare", week, FOLDER / "small.csv", "other")):
        outcome = run(*words)
        assert outcome.code == 2
        gone, *told = outcome.problems.splitlines()
        assert gone.endswith(f"candidates › gone: there is no file {tmp_path / 'gone.csv'}")
        assert told[0].startswith(f"{other}, row 2, column session: there is no session 'mines'")


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("1 1 1 1 2 1 1 1", []),
        ("1 1 2 1 1 1 1 1", []),
        ("1.0 1 1 1 2.0 1 1 1", []),
        (" " * 7, []),
        ("1 1 1 1 2 1 1 2", ["row 9, column part: '2' is not read; 'closing' has 1 part in"]),
        ("1 1 15.6.27 1 2 1 1 1", ["row 4, column part: '15.6.27' is not read; 'clearance' has 2"]),
        ("1 1 1 1 two 0 1 1", ["row 6, column part: 'two' is not", "row 7, column part: '0' is"]),
        ("1 1 1 1 3 1 1 1", ["row 6, column part: '3' is not read; 'clearance' has 2 parts in"]),
    ],
)
def test_a_number_of_a_part_that_there_is_not_is_told(
    run: Run, tmp_path: Path, numbers: str, told: list[str]
) -> None:
    path, cells = tmp_path / "saved.csv", iter(numbers.split(" "))
    path.write_text(text_of(put(small(), "part", lambda _: next(cells))), "utf-8")
    outcome = run("check", FOLDER / "small.yaml", path)
    said = outcome.problems.splitlines()
    assert outcome.code == 0
    assert len(said) == len(told)
    for line, start in zip(said, told, strict=True):
        assert line.startswith(f"Warning: {path}, {start}")


def test_a_schedule_without_a_row_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(text_of(small()[:1]), "utf-8")
    outcome = run("check", FOLDER / "small.yaml", path)
    assert outcome.code == 1
    told = "no row stands below the names of the columns, and so no session has a place"
    assert outcome.problems == f"Warning: {path}: {told}\n"


@pytest.mark.parametrize(
    ("divider", "other", "signs"),
    [
        (",", ";", ("semicolons", "commas")),
        (";", ",", ("commas", "semicolons")),
        ("\t", ";", ("semicolons", "tabs")),
    ],
)
def test_a_row_that_another_sign_divides_is_refused(
    run: Run, tmp_path: Path, divider: str, other: str, signs: tuple[str, str]
) -> None:
    path = tmp_path / "mixed.csv"
    rows = [[row[0], *row[7:10], row[11]] for row in small()]
    lines = [divider.join(row) for row in rows[:-1]]
    path.write_text("\n".join([*lines, other.join(rows[-1])]), "utf-8")
    outcome = run("check", FOLDER / "small.yaml", path)
    assert outcome.code == 2
    assert outcome.problems == (
        f"{path}, row 9: {signs[0]} stand between the cells of this row, and {signs[1]} in the row "
        f"that names the columns; write {signs[1]} here, too\n"
    )


def test_leaders_who_changed_since_are_told_once_for_all_rows_of_their_body(
    run: Run, tmp_path: Path
) -> None:
    week = tmp_path / "week.yaml"
    text = (FOLDER / "small.yaml").read_text("utf-8")
    week.write_text(text.replace("co_chairs: [NOR, THA]", "co_chairs: [NOR, AUS]"), "utf-8")
    outcome = run("check", week, FOLDER / "small.csv")
    assert outcome.problems == (
        f"Warning: {FOLDER / 'small.csv'}, row 2, column leaders: 'NOR;THA' is not read; the "
        "scenario says 'AUS;NOR', and is where to change it; likewise in rows 3 and 9\n"
    )


def test_a_session_and_a_room_may_stand_by_their_names_in_any_language_of_the_scenario(
    run: Run, tmp_path: Path
) -> None:
    week, path = tmp_path / "week.yaml", tmp_path / "mine.csv"
    text = (FOLDER / "small.yaml").read_text("utf-8")
    text = text.replace("name: Large room", "name: {en: Large room, fr: Grande salle}")
    title = "title: {en: Clearance, fr: Déminage, es: Desminado}"
    week.write_text(text.replace("title: Clearance\n", f"{title}\n"), "utf-8")
    rows = "Déminage;mardi 15 juin 2027;10h00;11 h 30;Grande salle\n"
    path.write_text(
        f"Titre;Date;Début;Fin;Salle\n{rows}desminado;16/06/2027;10h;11h;large\n", "utf-8"
    )
    outcome = run("show", week, path)
    assert outcome.code == 0, outcome
    assert outcome.problems == ""
    assert outcome.output.count("Clearance") >= 2
    path.write_text(f"Titre;Date;Début;Fin;Salle\n{rows.replace('Grande', 'Petite')}", "utf-8")
    outcome = run("show", week, path)
    assert outcome.code == 2
    assert "column salle: there is no room 'Petite salle'" in outcome.problems


def test_without_the_extra_csv_is_written_and_read_and_a_workbook_is_refused_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.reading.office.find_spec", lambda _: None)
    table, xlsx = tmp_path / "mine.csv", tmp_path / "mine.xlsx"
    small = FOLDER / "small.csv"
    assert run("check", FOLDER / "small.yaml", small, "--output", table).code == 0
    assert run("check", FOLDER / "small.yaml", table).code == 0
    xlsx.write_bytes(b"")
    for words in (
        ("check", FOLDER / "small.yaml", xlsx),
        ("solve", FOLDER / "small.yaml", "--output", tmp_path / "new.xlsx"),
    ):
        outcome = run(*words)
        assert outcome.code == 2
        assert outcome.output == ""
        assert "workbooks need the extra 'office'" in outcome.problems
