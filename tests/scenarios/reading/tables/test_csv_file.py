"""What is said of the first row of a CSV file, and which rows are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scheduler.errors import BadInput

NEEDED = ("body", "role", "state")


def rows(folder: Path, text: str) -> list[CsvRow]:
    path = folder / "leaders.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_rows(path, NEEDED, "CSV of leaders"))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("body,state", "the column role is missing; the first row names the columns, and has"),
        ("state", "the columns body and role are missing"),
        ("name", "the columns body, role and state are missing"),
        ("", "the file is empty; its first row must name the columns body, role and state"),
        (",", "the file is empty"),
        ("body,role,state,Role", "the column role stands there twice; keep one"),
    ],
)
def test_what_is_wrong_with_the_first_row_is_named(tmp_path: Path, columns: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        rows(tmp_path, f"{columns}\n")
    assert str(error.value).startswith(f"{tmp_path}/leaders.csv, row 1: {said}")


def test_a_column_that_is_not_read_is_named_where_it_holds_anything(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = "role,body,remark,state,stat,,\nco_chair,clearance,,NAM,x,,y\n,,,,,,\n"
    path = tmp_path / "leaders.csv"
    path.write_text(text, encoding="utf-8")
    [row] = read_rows(path, NEEDED, "CSV of leaders", known=("name",))
    assert row.number == 2
    assert row.cells["state"] == "NAM"
    assert caplog.messages == [
        f"{path}: the column stat is not read; did you mean state?",
        f"{path}, cell G2: the column has no name, and is not read",
    ]


def test_columns_are_counted_as_a_spreadsheet_counts_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows(tmp_path, f"body,role,state{',' * 26}\nclearance,co_chair,NAM{',' * 26}x\n")
    assert caplog.messages[0].startswith(f"{tmp_path}/leaders.csv, cell AC2: the column has no")


def test_semicolons_may_divide_the_cells(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "Body;Role;State\nclearance;co_chair;NA\n")
    assert row.cells == {"body": "clearance", "role": "co_chair", "state": "NA"}


GOOD = "body,role,state\nclearance,co_chair,NAM\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (GOOD.replace(",", "\t"), 2),
        ("sep=;\n" + GOOD.replace(",", ";"), 2),
        ("SEP=;\r\n" + GOOD.replace(",", ";").replace("\n", "\r\n"), 2),
        ('"sep=,",,\r' + GOOD.replace("\n", "\r"), 2),
        ("sep=\t\n" + GOOD.replace(",", "\t"), 2),
        ("sep=|\n" + GOOD.replace(",", "|"), 2),
        ("sep=;\n" + GOOD, 2),
        (",,\n\n" + GOOD, 4),
        ("\n \n;;\n" + GOOD.replace(",", ";"), 5),
        ("body,role,state;;;\nclearance,co_chair,NAM;;;\n", 2),
        ("body;role;state,,\n\nclearance;co_chair;NAM,,\n", 3),
        ('body,role,state\n\n"clearance","co_chair","NAM"\n', 3),
    ],
)
def test_whatever_divides_the_cells_rows_are_numbered_as_a_spreadsheet_shows_them(
    tmp_path: Path, text: str, number: int
) -> None:
    [row] = rows(tmp_path, text)
    assert row.number == number
    assert row.cells == {"body": "clearance", "role": "co_chair", "state": "NAM"}


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    text = 'body,role,state,name\nclearance,co_chair,NAM,"two\r\nlines"\nvictims,co_chair,NOR,\n'
    first, second = rows(tmp_path, text)
    assert first.cells["name"] == "two\nlines"
    assert second.number == 3


def test_a_line_that_another_program_cut_is_put_together(tmp_path: Path) -> None:
    """A program that divides by semicolons opened a file of commas, and saved it."""
    text = (
        "body,role,state,name;;\n"
        "clearance,co_chair,NAM,one;two;three\n"
        '"clearance,co_chair,NOR,""one, two ";"x""";\n'
    )
    assert [row.cells["name"] for row in rows(tmp_path, text)] == ["one;two;three", "one, two ;x"]


def test_a_title_above_the_columns_is_passed_over_and_a_row_of_the_table_with_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    [row] = rows(tmp_path, f"Leaders of the week,,\n,,\nclearance,co_chair,NOR\n{GOOD}")
    assert row.number == 5
    said = "row 3: this row stands above the names of the columns, and is not read"
    assert caplog.messages == [f"{tmp_path}/leaders.csv, {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{GOOD}clearance,co_chair,"NOR\n\nvictims,co_chair,TUR\n', "row 3: in this row a quota"),
        (f'{GOOD}cle,co_chair,"N\nvictims,co_chair,"TUR"\n', "row 3: in this row a quotation mark"),
        (f"{GOOD}clearance,co_chair,NOR,THA\n", "row 3: there are more cells than the 3 columns"),
        ("body role state\nclearance co_chair NAM\n", "divide the cells by commas, semicolons or"),
        (f"Leaders,,\n{GOOD.replace('role', 'post')}", "row 2: the column role is missing; row 2"),
        (GOOD.replace("\n", ",role\n"), "row 1: the column role stands there twice; keep one"),
    ],
)
def test_what_cannot_be_divided_is_refused_at_its_row(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        rows(tmp_path, text)
    assert said in str(error.value)


def test_many_rows_with_one_mistake_are_told_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        rows(tmp_path, GOOD + "clearance,co_chair,NOR,THA\n" * 40)
    assert len(error.value.told) == 1
    assert str(error.value).endswith("; likewise in 39 more rows: 4, 5, 6, 7, 8 …")


ENCODED = "body,role,state\nCôte d’Ivoire,co_chair,CIV\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_unicode_is_read_without_a_word(
    tmp_path: Path, encoding: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "leaders.csv"
    path.write_bytes(ENCODED.encode(encoding))
    [row] = read_rows(path, NEEDED, "CSV of leaders")
    assert row.cells["body"] == "Côte d’Ivoire"
    assert caplog.messages == []


def test_letters_of_windows_are_read_with_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "leaders.csv"
    path.write_bytes(ENCODED.encode("cp1252"))
    [row] = read_rows(path, NEEDED, "CSV of leaders")
    assert row.cells["body"] == "Côte d’Ivoire"
    [said] = caplog.messages
    assert "it was read as Windows-1252, as in 'Côte'" in said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            ENCODED.encode("mac_roman"),
            "line 2: the text is not UTF-8; save the CSV of leaders again",
        ),
        (
            b"PK\x03\x04xl/workbook.xml",
            "this is an Excel workbook (.xlsx), and a CSV of leaders is",
        ),
        (ENCODED.encode("utf-16")[:-1], "the text is not UTF-8"),
        (b"body\0", "this is not a text file"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "leaders.csv"
    path.write_bytes(raw)
    with pytest.raises(BadInput) as error:
        read_rows(path, NEEDED, "CSV of leaders")
    assert said in str(error.value)
