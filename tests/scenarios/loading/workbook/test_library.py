"""Every week of the library goes through a workbook and comes back as it was."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.loading.variants import load_variants
from scenarios.loading.workbook.converting import convert
from scenarios.scenario import Scenario
from tests.library_weeks import library_weeks

pytestmark = pytest.mark.slow

WEEKS = [path.name for path in library_weeks()]
QUICK = ("apmbc-2011.yaml", "apmbc-2011-structures.yaml", "ccw-2010-april.yaml")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "library"
    shutil.copytree(LIBRARY, folder)
    return folder


def _anonymous(path: Path) -> Scenario:
    return load_scenario(path).model_copy(update={"path": Path("week")})


def _through_a_workbook(library: Path, name: str) -> None:
    week = library / name
    workbook, back = week.with_suffix(".xlsx"), week.with_name(f"back-{name}")
    workbook.write_bytes(convert(week, workbook))
    back.write_bytes(convert(workbook, back))
    assert _anonymous(workbook) == _anonymous(week)
    assert _anonymous(back) == _anonymous(week)
    listed = load_variants(week)
    for path in (workbook, back):
        again = load_variants(path)
        assert [variant[:3] for variant in again.listed] == [one[:3] for one in listed.listed]
        for one, other in zip(again.listed, listed.listed, strict=True):
            assert [patch.data for patch in one.patches] == [patch.data for patch in other.patches]


@pytest.mark.parametrize("name", QUICK)
def test_a_week_goes_through_a_workbook_and_comes_back_as_it_was(library: Path, name: str) -> None:
    _through_a_workbook(library, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in WEEKS if name not in QUICK])
def test_so_does_every_other_week_of_the_library(library: Path, name: str) -> None:
    _through_a_workbook(library, name)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_saves_every_workbook_as_the_same_week(
    library: Path, tmp_path: Path
) -> None:
    workbooks = [(library / name).with_suffix(".xlsx") for name in WEEKS]
    for workbook in workbooks:
        workbook.write_bytes(convert(workbook.with_suffix(".yaml"), workbook))
    saved = library / "saved"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        *("--convert-to", "xlsx", "--outdir", str(saved)),
        *map(str, workbooks),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    for workbook in workbooks:
        again = workbook.with_name(f"saved-{workbook.name}")
        shutil.move(saved / workbook.name, again)
        assert _anonymous(again) == _anonymous(workbook.with_suffix(".yaml")), workbook.name
