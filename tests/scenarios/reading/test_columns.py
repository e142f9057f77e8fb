"""What is said of the first row of a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.reading.columns import need_columns
from scheduler.errors import BadInput


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["body", "state"], "the column role is missing; the first row names the columns, and has"),
        (["state"], "the columns body and role are missing"),
        (["name"], "the columns body, role and state are missing"),
        ([], "the file is empty; its first row is to name the columns body, role and state"),
        ([""], "the file is empty"),
    ],
)
def test_every_missing_column_is_named_and_an_empty_file_is_called_empty(
    columns: list[str], said: str
) -> None:
    with pytest.raises(BadInput) as error:
        need_columns(Path("leaders.csv"), columns, ("body", "role", "state"))
    assert str(error.value).startswith(f"leaders.csv, row 1: {said}")


def test_columns_more_than_are_needed_are_none_of_its_business() -> None:
    need_columns(Path("leaders.csv"), ["role", "body", "remark", "state"], ("body", "role"))
