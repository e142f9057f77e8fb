"""What is said of the first row of a CSV file, and which rows are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.reading.csv_file import CsvRow, read_rows
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


def test_columns_more_than_are_needed_are_none_of_its_business(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "role,body,remark,state,,\nco_chair,clearance,,NAM,,\n,,,,,\n")
    assert row.number == 2
    assert row.cells["state"] == "NAM"


def test_semicolons_may_divide_the_cells(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "Body;Role;State\nclearance;co_chair;NA\n")
    assert row.cells == {"body": "clearance", "role": "co_chair", "state": "NA"}
