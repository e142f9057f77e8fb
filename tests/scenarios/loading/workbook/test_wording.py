"""What is wrong in a workbook is told by its rows and heads, and never by the keys of a file."""

from __future__ import annotations

import copy
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from scenarios.loading.loading import build_scenario, load_scenario
from scenarios.loading.workbook.columns import head_of
from scenarios.loading.workbook.layout import cells_of_keys
from scenarios.loading.workbook.wording import subject
from scheduler.errors import BadInput, InputProblem, told
from tests.scenarios.loading.workbook.typed_week import DATA, SHEETS, saved, typed


def _put(sheet: str, row: int, head: str, value: Any) -> dict[str, list[list[Any]]]:
    """The sheets of the typed week with another value in one cell, under a head that may be new."""
    sheets = copy.deepcopy(SHEETS)
    rows = sheets.setdefault(sheet, [["Key"]])
    if head not in rows[0]:
        rows[0].append(head)
    column = rows[0].index(head)
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = value
    return sheets


def _with(sheet: str, *rows: list[Any]) -> dict[str, list[list[Any]]]:
    """The sheets with further rows; on a new sheet the first names the columns."""
    return {**SHEETS, sheet: [*SHEETS.get(sheet, ()), *rows]}


def _told(sheets: dict[str, list[list[Any]]], tmp_path: Path) -> list[str]:
    path = tmp_path / "week.xlsx"
    path.write_bytes(saved(typed(sheets)))
    with pytest.raises(BadInput) as wrong:
        load_scenario(path)
    return [line.partition("week.xlsx, sheet ")[2] for line in wrong.value.told]


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        (
            _put("Sessions", 1, "Format", None),
            "Sessions, cell E2: opening: the column Format is empty",
        ),
        (
            {**SHEETS, "Week": [row for row in SHEETS["Week"] if row[0] != "First day"]},
            "Week, cell B4: the setting 'First day' is empty",
        ),
        (
            {**SHEETS, "Week": [*SHEETS["Week"][:3], ["First day"], *SHEETS["Week"][4:]]},
            "Week, cell B4: the setting 'First day' is empty",
        ),
        (
            _put("Sittings", 1, "To", timedelta(days=18.3)),
            "Sittings, cell D2: '18.3' is not a time; write hours and minutes with a colon, as in "
            "18:30",
        ),
        (
            _put("Sittings", 1, "To", "6 o clock"),
            "Sittings, cell D2: '6 o clock' is not a time of day; write hours and minutes, as in "
            "10:00",
        ),
        (
            _put("Sittings", 4, "Day", "mondy"),
            "Sittings, cell A5: mondy: 'mondy' is not a day of this week, 2027-06-14 to "
            "2027-06-16; did you mean monday?",
        ),
        (_with("Order", ["opening"]), "Order, cell B4: the column Then is empty"),
        (
            _put("Sessions", 2, "Least minutes", "long"),
            "Sessions, cell F3: clearance › Least minutes: write a whole number, not 'long'",
        ),
        (
            _put("Sessions", 2, "Optional", "maybe"),
            "Sessions, cell N3: clearance › Optional: write yes or no, not 'maybe'",
        ),
        (
            _put("Sessions", 2, "Audience", "parties of konv"),
            "Sessions, cell L3: clearance › Audience: there is no instrument 'konv'; "
            "did you mean conv (The Convention)?",
        ),
        (
            _put("Sittings", 1, "To", time(9)),
            "Sittings, cell C2: morning › From and To: '10:00-09:00' ends before it begins; "
            "write the earlier time first",
        ),
        (
            _put("Rules", 1, "Weight", 0),
            "Rules, cell D2: shorten_stays › Weight: '0' is out of range; it must be at least 1",
        ),
        (
            _put("Bodies", 1, "Posts of Co-Chairs", 1),
            "Bodies, cell E2: status › Co-Chairs: 2 Co-Chairs named for 1 post; name fewer, or say "
            "'yes' under 'Those named make way' on the sheet Week to leave all open",
        ),
        (
            _put("Sessions", 2, "Repeated", "daily 07:00"),
            "Sessions, cell O3: clearance › Repeated: on Monday 14 June, Tuesday 15 June and "
            "Wednesday 16 June no sitting open to a plenary holds 07:00-10:00; add a row on the "
            "sheet Sittings with Sitting early, From 07:00, To 10:00 and Open to plenary, or name "
            "other days",
        ),
        (
            _put("Order", 2, "Most minutes between", 5),
            "Order, cell C3: Least minutes between and Most minutes between: a gap of at least 15 "
            "and at most 5 minutes is impossible; make 'Most minutes between' the greater one",
        ),
        (
            _with("Sittings", ["monday", "talk", time(11), time(12)]),
            "Sittings, cell B7: monday › talk: the sitting begins at 11:00, before 'morning' ends "
            "at 13:00; the sittings of a day may not overlap unless they are for different "
            "formats. What 'monday' says is added to what the week says: write a row with Day "
            "monday, Sitting morning and Taken away yes beside it, or 'yes' under 'These only' "
            "where the day has no other sittings",
        ),
        (
            _with("Candidates", ["Name", "File"], ["by hand", None]),
            "Candidates, cell B2: the row has no File; write it, or empty the row",
        ),
        (
            _with("Formats", ["Key", "Programme"], ["reception"]),
            "Formats, cell A2: reception: say whether it is part of the official programme, or "
            "which format it is like, as in 'no' under Programme",
        ),
        (
            {**SHEETS, "Week": [*SHEETS["Week"][:4], ["Last day", date(2027, 6, 1)]]},
            "Week, cell B5: Last day: the week ends on 2027-06-01, before it begins on 2027-06-14",
        ),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_head(
    sheets: dict[str, list[list[Any]]], told: str, tmp_path: Path
) -> None:
    assert told in _told(sheets, tmp_path)


def test_the_words_of_a_file_stay_where_a_file_lies_over_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "week.xlsx").write_bytes(saved(typed()))
    above = tmp_path / "above.yaml"
    above.write_text("schema: 1\nextends: week.xlsx\nsessions: {opening: {optional: maybe}}\n")
    with pytest.raises(BadInput) as wrong:
        load_scenario(above)
    (problem,) = wrong.value.problems
    assert problem.subject == "sessions › opening › optional"
    assert problem.what == "write true or false, not 'maybe'"


def test_values_without_a_workbook_are_told_by_their_keys() -> None:
    data = copy.deepcopy(DATA)
    del data["sessions"]["opening"]["format"]
    with pytest.raises(BadInput, match="sessions › opening: the key 'format' is missing"):
        build_scenario(data)


def test_everything_that_has_a_column_is_called_by_its_head() -> None:
    for key, where in cells_of_keys():
        sheet, _, heads = where.partition(": ")
        if heads.startswith("a row for each"):
            continue
        path = tuple(
            int(step) if step.isdigit() else step for step in key.replace("[]", ".0").split(".")
        )
        said = head_of(subject(path).rpartition(" › ")[2])
        assert all(head_of(head) in said for head in heads.split(", ")[:1]), (sheet, key)


@pytest.mark.parametrize("word", ["oui", "Sí", "x", "Yes", "non", "NO", "No"])
def test_yes_and_no_are_taken_in_several_languages(word: str, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    path.write_bytes(saved(typed(_put("Sessions", 2, "Optional", word))))
    wanted = word.lower() not in ("non", "no")
    assert load_scenario(path).week.session["clearance"].optional is wanted


def test_a_slip_in_another_name_of_the_first_day_means_that(tmp_path: Path) -> None:
    (told,) = _told(_put("Week", 3, "Setting", "Start dy"), tmp_path)[:1]
    assert told.endswith("there is no setting 'Start dy' here; did you mean First day?")


def test_the_first_day_may_be_called_the_day_of_the_start(tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    path.write_bytes(saved(typed(_put("Week", 3, "Setting", "Start day"))))
    assert load_scenario(path).week.first == date(2027, 6, 14)


def test_no_cell_is_told_of_beside_itself() -> None:
    cells = [InputProblem("a.xlsx, sheet S, cell U11", f"there is no room '{n}'") for n in range(5)]
    assert list(told(cells)) == [f"{cells[0]}; 4 more such in the same cell"]
    below = InputProblem("a.xlsx, sheet S, cell U12", "there is no room 'x'")
    assert list(told([*cells, below])) == [f"{cells[0]}; likewise in cell U12"]
