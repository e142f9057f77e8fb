from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scenarios import EVERY_KEY, STARTER
from scenarios.loading.json_schema import scenario_schema
from scenarios.loading.loading import load_scenario
from scenarios.loading.variants import load_variants
from tests.desk.conftest import Run
from tests.docs.keys import files, shown_at

COMMENTED = {"extends", "candidates", "table", "where", "holidays"}
"""Keys that need a file of the reader's own, or another column of one: they stand in remarks."""

KEYS = [
    pytest.param(place.path, key, id=f"{place.path or 'file'}-{key}")
    for place in files()["scenario"]
    for key in place.fields
]


@pytest.mark.slow
def test_the_starter_is_written_with_its_schema_and_loads(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    outcome = run("new", path)
    assert outcome.code == 0
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    assert rest == STARTER.read_text(encoding="utf-8")
    assert f"meeting-week solve {path}" in outcome.output
    assert load_scenario(path).week.sessions
    schema = tmp_path / first.removeprefix("# yaml-language-server: $schema=")
    assert json.loads(schema.read_text(encoding="utf-8")) == scenario_schema()


@pytest.mark.slow
@pytest.mark.parametrize("option", [(), ("--full",)])
def test_what_is_written_is_solved(
    run: Run, tmp_path: Path, option: tuple[str, ...], recwarn: pytest.WarningsRecorder
) -> None:
    path = tmp_path / "week.yaml"
    assert run("new", path, *option).code == 0
    outcome = run("solve", path, "--workers", "1")
    assert outcome.code == 0
    assert "PROVEN" in outcome.output
    assert not [one for one in recwarn if "week.yaml" in str(one.message)]


def test_the_starter_is_of_a_convention_that_is_made_up() -> None:
    text = STARTER.read_text(encoding="utf-8") + EVERY_KEY.read_text(encoding="utf-8")
    assert not re.search("mine|APMBC|Ottawa|disarm|victim|cluster", text, re.IGNORECASE)
    texts = load_scenario(STARTER).texts
    assert texts["fr"].keys() == texts["es"].keys()


@pytest.mark.slow
def test_a_schema_that_is_there_is_kept(run: Run, tmp_path: Path) -> None:
    schema = tmp_path / "meeting-week.schema.json"
    schema.write_text("{}", encoding="utf-8")
    assert "stays as it is" in run("new", tmp_path / "week.yaml").output
    assert schema.read_text(encoding="utf-8") == "{}"
    schema.unlink()
    run("new", tmp_path / "other.yaml")
    assert "schema.json" not in run("new", tmp_path / "third.yaml").output


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_every_key_is_shown(path: str, key: str) -> None:
    text = EVERY_KEY.read_text(encoding="utf-8")
    if key in COMMENTED or path == "week.holidays":
        assert re.search(rf"# +{key}:", text)
    else:
        assert key in shown_at(text, path)


def test_its_variants_load() -> None:
    variants = load_variants(EVERY_KEY)
    for variant in variants.listed:
        assert variants.load(variant).week.sessions


TIMETABLE = """\
Date,Start,End,Title,Room
2027-06-14,10:00,13:00,Opening,Lake Hall
2027-06-14,15:00,18:00,Committee on Fisheries,Lake Hall
2027-06-15,10:00,11:30,Committee on Fisheries (continued),Lake Hall
2027-06-15,11:30,13:00,Closing,Lake Hall
"""


@pytest.mark.slow
def test_a_timetable_becomes_a_scenario_that_it_keeps(run: Run, tmp_path: Path) -> None:
    source, path = tmp_path / "programme.csv", tmp_path / "week.yaml"
    source.write_text(TIMETABLE, encoding="utf-8")
    outcome = run("new", path, "--from", source, "--pinned")
    assert outcome.code == 0
    assert "Written: " + str(tmp_path / "week-as-it-was.csv") in outcome.words
    assert "Every must is kept." in run("check", path, "as it was").output
    solved = run("solve", path, "--output", tmp_path / "schedule.csv")
    assert solved.code == 0
    assert "Committee on Fisheries (2 of 2)" in solved.output


@pytest.mark.slow
def test_in_a_workbook_what_is_assumed_stands_in_the_remarks(run: Run, tmp_path: Path) -> None:
    source, path = tmp_path / "programme.csv", tmp_path / "week.xlsx"
    source.write_text(TIMETABLE.replace("\n2027-06-15", "\n", 1), encoding="utf-8")
    outcome = run("new", path, "--from", source)
    assert outcome.code == 0
    assert "Assumed: the date of row 4 is that of the row above." in outcome.words
    assert "more assumptions stand in the column Remark" in outcome.words
    book = load_workbook(path)
    remarks = {
        str(row[0]): str(row[-1])
        for name in ("Week", "Rooms", "Sessions", "Bodies")
        for row in book[name].iter_rows(min_row=2, values_only=True)
        if row[-1]
    }
    assert remarks["First day"] == "Assumption: the date of row 4 is that of the row above"
    assert "where its clocks are" in remarks["Time zone"]
    assert "100 seats each" in remarks["lake-hall"]
    assert remarks["opening"].splitlines() == [
        "Assumption: the title names none (body)",
        "Assumption: from the title and what meets beside it (format)",
    ]
    assert run("check", path, "as it was").code == 0


def test_a_timetable_that_cannot_be_read_writes_nothing(run: Run, tmp_path: Path) -> None:
    source, path = tmp_path / "programme.csv", tmp_path / "week.yaml"
    source.write_text(TIMETABLE.replace("18:00", "28:00"), encoding="utf-8")
    outcome = run("new", path, "--from", source)
    assert outcome.code == 2
    assert "programme.csv, row 3, column end" in outcome.problems
    assert [one.name for one in tmp_path.iterdir()] == ["programme.csv"]


@pytest.mark.slow
def test_the_timetable_beside_it_is_kept_unless_forced(run: Run, tmp_path: Path) -> None:
    source, beside = tmp_path / "programme.csv", tmp_path / "week-as-it-was.csv"
    source.write_text(TIMETABLE, encoding="utf-8")
    beside.write_text("mine", encoding="utf-8")
    assert run("new", tmp_path / "week.yaml", "--from", source).code == 2
    assert run("new", tmp_path / "week.yaml", "--from", source, "--force").code == 0
    assert beside.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("options", [("--pinned",), ("--full", "--from", "programme.csv")])
def test_options_that_say_nothing_together_are_refused(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert run("new", tmp_path / "week.yaml", *options).code == 2


@pytest.mark.slow
@pytest.mark.parametrize("option", [(), ("--full",), ("--from",)])
def test_a_workbook_is_written_where_the_name_says_so(
    run: Run, tmp_path: Path, option: tuple[str, ...]
) -> None:
    source, path = tmp_path / "programme.csv", tmp_path / "week.xlsx"
    source.write_text(TIMETABLE, encoding="utf-8")
    assert run("new", path, *option, *([source] if option == ("--from",) else [])).code == 0
    assert run("show", path).code == 0
    assert not (tmp_path / "meeting-week.schema.json").exists()


def test_what_is_there_is_kept_unless_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text("mine", encoding="utf-8")
    outcome = run("new", path)
    assert outcome.code == 2
    assert "--force" in outcome.problems
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("new", path, "--force").code == 0
    assert path.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("place", ["", "no/week.yaml", f"{'x' * 300}.yaml"])
def test_a_place_that_cannot_be_is_bad_input(run: Run, tmp_path: Path, place: str) -> None:
    outcome = run("new", tmp_path / place)
    assert outcome.code == 2
    assert outcome.problems.count("\n") == 1


@pytest.mark.slow
def test_a_workbook_is_solved_into_a_workbook(run: Run, tmp_path: Path) -> None:
    for name, schedule in (("week.xlsx", "schedule.xlsx"), ("week.yaml", "schedule.csv")):
        outcome = run("new", tmp_path / name)
        assert f"{tmp_path / name} --output {schedule}" in outcome.words
