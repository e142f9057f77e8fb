"""A scenario made a workbook and back, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scenarios import EVERY_KEY
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run


@pytest.mark.slow
def test_a_workbook_is_made_judged_by_and_made_a_scenario_file_again(tiny: Path, run: Run) -> None:
    workbook, back = tiny.with_suffix(".xlsx"), tiny.with_name("back.yaml")
    made = run("workbook", tiny, "--output", workbook)
    assert made.code == 0
    assert f"Written: {workbook}" in made.output
    by_file, by_workbook = (run("check", path, "drafted") for path in (tiny, workbook))
    assert by_workbook.output == by_file.output.replace(tiny.name, workbook.name)
    assert run("workbook", workbook, "--output", back).code == 0
    week = load_scenario(tiny)
    assert load_scenario(back).model_copy(update={"path": week.path}) == week


@pytest.mark.slow
def test_every_key_goes_through_a_workbook(run: Run, tmp_path: Path) -> None:
    full, workbook, back = (tmp_path / name for name in ("full.yaml", "full.xlsx", "back.yaml"))
    full.write_text(EVERY_KEY.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("workbook", full, "--output", workbook).code == 0
    assert run("workbook", workbook, "--output", back).code == 0
    week = load_scenario(full)
    for path in (workbook, back):
        assert load_scenario(path).model_copy(update={"path": week.path}) == week


@pytest.mark.slow
def test_what_is_there_is_replaced_only_by_force(tiny: Path, run: Run) -> None:
    workbook = tiny.with_suffix(".xlsx")
    workbook.write_bytes(b"mine")
    refused = run("workbook", tiny, "--output", workbook)
    assert refused.code == 2
    assert "something is there already" in refused.problems
    assert workbook.read_bytes() == b"mine"
    assert run("workbook", tiny, "--output", workbook, "--force").code == 0
    assert load_workbook(workbook).sheetnames[:3] == ["Read me", "Week", "Sittings"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("week.csv", "ends in .xlsx, .yaml or .yml"), ("tiny.yaml", "this is the scenario")],
)
def test_other_places_are_refused(tiny: Path, run: Run, name: str, said: str) -> None:
    refused = run("workbook", tiny, "--output", tiny.with_name(name), "--force")
    assert refused.code == 2
    assert said in refused.problems


@pytest.mark.slow
def test_what_is_wrong_is_told_with_its_sheet_and_cell(tiny: Path, run: Run) -> None:
    workbook = tiny.with_suffix(".xlsx")
    run("workbook", tiny, "--output", workbook)
    book = load_workbook(workbook)
    for row in range(2, 4):
        book["Bodies"].cell(row, 5).value = "subject"
        book["Sessions"].cell(row, 4).value = f"plenari {row}"
    book.save(workbook)
    refused = run("check", workbook, "drafted")
    assert refused.code == 2
    assert "sheet Sessions, cell D2: clearance › Format" in refused.problems
    assert "sheet Sessions, cell D3: victims › Format" in refused.problems


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("week.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older kind (.xls)"),
        ("week.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
        ("week.ods", b"PK\x03\x04....opendocument.spreadsheet", "an OpenDocument spreadsheet"),
        ("week.xlsx", b"key,name\na,b\n", "no Excel workbook"),
        ("week.xlsx", b"PK\x03\x04xl/" + bytes(100), "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(
    run: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused = run("show", path)
    assert refused.code == 2
    assert said in refused.problems
    assert "save it as an Excel workbook (.xlsx)" in refused.problems


@pytest.mark.slow
def test_without_the_extra_it_is_said_what_to_install(
    tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = tiny.with_suffix(".xlsx")
    run("workbook", tiny, "--output", workbook)
    monkeypatch.setattr("scenarios.reading.office.find_spec", lambda _: None)
    for words in (("show", workbook), ("workbook", tiny, "--output", tiny.with_name("b.xlsx"))):
        refused = run(*words)
        assert refused.code == 2
        assert "workbooks need the extra 'office'" in refused.problems
