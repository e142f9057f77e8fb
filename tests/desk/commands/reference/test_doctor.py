from __future__ import annotations

import pytest

from desk.commands.reference import doctor
from desk.commands.reference.doctor import Remark
from tests.desk.conftest import Run


@pytest.mark.slow
def test_the_doctor_finds_all_well(run: Run) -> None:
    outcome = run("doctor")
    assert outcome.code == 0
    assert all(line.startswith("ok ") for line in outcome.output.splitlines())
    for word in ("Python 3", "ortools", "tzdata", "CP-SAT", "time zones", "utf-8", "library"):
        assert word in outcome.output.replace("UTF", "utf")


def test_the_doctor_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[Remark]:
        return [Remark("tzdata", False, "run: pip install tzdata")]

    def failing() -> list[Remark]:
        """The solver CP-SAT."""
        raise ImportError("no library")

    monkeypatch.setattr(doctor, "EXAMINATIONS", (missing, failing))
    outcome = run("doctor")
    assert outcome.code == 1
    assert outcome.output.splitlines() == [
        "not ok  tzdata: run: pip install tzdata",
        "not ok  the solver cp-sat (ImportError: no library): "
        "install meeting-week again, in a fresh virtual environment",
    ]
