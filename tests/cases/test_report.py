"""The nine recommendations: weeks that could fool a report, each with its right grade."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios import LIBRARY, load
from scenarios.studies.recommendations.answer import Answer, Grade
from scenarios.studies.recommendations.result import Answers
from tests.desk.conftest import Run
from tests.weeks import SMALL_WEEK

FOLDER = Path(__file__).parent / "report"

GRADES = [
    # good weeks, so that what follows has something to fall from
    ("small.yaml", "r5-prudent.csv", {5: Grade.MET}),
    ("apmbc-2011.yaml", "held", {2: Grade.MET, 3: Grade.MET, 5: Grade.MET, 7: Grade.MET}),
    ("apmbc-2011.yaml", "held-sd-monday.csv", {2: Grade.MET, 3: Grade.MET, 7: Grade.MET}),
    # what a report must not be fooled by
    ("r1-vacuous.yaml", "held", {1: Grade.NOT}),
    ("r7-absorbed.yaml", "absorbed.csv", {2: Grade.NOT, 3: Grade.NOT, 7: Grade.NOT}),
    ("r7-floor-off.yaml", "floor-off.csv", {7: Grade.NOT}),
    ("r3-wrong-president.yaml", "held", {3: Grade.NOT}),
    ("r3-absent.yaml", "held", {2: Grade.NOT, 3: Grade.NOT}),
    ("r5-imprudent.yaml", "r5-imprudent.csv", {5: Grade.PARTLY}),
    ("r5-many.yaml", "r5-many.csv", {5: Grade.PARTLY}),
    ("small.yaml", "p10.csv", {5: Grade.PARTLY}),
    ("p10-disguised.yaml", "p10.csv", {5: Grade.PARTLY}),
    ("two.yaml", "two.csv", {8: Grade.NOT}),
    ("joint.yaml", "joint.csv", {9: Grade.NOT}),
]
"""A scenario, a timetable of it, and what becomes of each recommendation."""

cases = pytest.mark.parametrize(
    ("scenario", "timetable", "grades"),
    [pytest.param(*one, marks=() if n < 1 else pytest.mark.slow) for n, one in enumerate(GRADES)],
    ids=[f"{one}, {other}" for one, other, _ in GRADES],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inputs beside the weeks that they extend."""
    here = tmp_path_factory.mktemp("report") / "cases"
    shutil.copytree(LIBRARY, here)
    shutil.copy(SMALL_WEEK, here / "small.yaml")
    shutil.copytree(FOLDER, here, dirs_exist_ok=True)
    return here


def answers(folder: Path, scenario: str, timetable: str) -> Answers:
    """The report of a timetable, a candidate or a file beside the scenario."""
    given = folder / timetable if timetable.endswith(".csv") else timetable
    return load(folder / scenario).recommendations(given)


def answer(folder: Path, scenario: str, timetable: str, number: int) -> Answer:
    found = answers(folder, scenario, timetable).answers
    return next(one for one in found if one.number == number)


def said(one: Answer) -> str:
    """All that a report says of a recommendation."""
    return " ".join((one.reason, *one.evidence))


@cases
def test_each_recommendation_has_its_right_grade(
    folder: Path, scenario: str, timetable: str, grades: dict[int, Grade]
) -> None:
    found = answers(folder, scenario, timetable)
    assert {number: found.grades()[number] for number in grades} == grades, str(found)


@cases
def test_the_command_prints_the_same_grade(
    folder: Path, run: Run, scenario: str, timetable: str, grades: dict[int, Grade]
) -> None:
    given = folder / timetable if timetable.endswith(".csv") else timetable
    ended = run("recommendations", folder / scenario, given)
    assert ended.code == 0, ended
    assert dict(_printed(ended.output)).items() >= grades.items()


def _printed(output: str) -> Iterator[tuple[int, Grade]]:
    """The grades in the table at the head of a printed report."""
    for line in output.splitlines():
        if line.startswith("R") and "  " in line:
            said = [one for one in Grade if line.endswith(f" {one.value}")]
            yield int(line[1:3]), max(said, key=lambda one: len(one.value))


@pytest.mark.slow
def test_where_nobody_has_stocks_left_no_challenge_remains_and_nothing_is_asked_for(
    folder: Path, run: Run
) -> None:
    done = answer(folder, "r7-done.yaml", "held", 7)
    assert "no challenge" in said(done).casefold(), done
    assert "asks for" not in said(done), done
    assert done.grade is not Grade.NOT
    assert (
        "no challenge" in run("recommendations", folder / "r7-done.yaml", "held").words.casefold()
    )


@pytest.mark.slow
def test_a_president_who_is_away_is_said_to_be_absent(folder: Path) -> None:
    reason = said(answer(folder, "r3-absent.yaml", "held", 3))
    assert "not present" in reason or "absent" in reason
    assert "elsewhere" not in reason


@pytest.mark.slow
def test_another_president_is_named_beside_the_one_of_the_latest_meeting(folder: Path) -> None:
    reason = said(answer(folder, "r3-wrong-president.yaml", "held", 3))
    assert "Switzerland" in reason
    assert "Albania" in reason


@pytest.mark.slow
def test_the_must_that_the_evidence_breaks_is_told_in_the_answer(folder: Path) -> None:
    for scenario, number, who in (
        ("r7-floor-off.yaml", 7, "Lithuania"),
        ("r3-absent.yaml", 2, "Albania"),
    ):
        timetable = "floor-off.csv" if number == 7 else "held"
        reason = said(answer(folder, scenario, timetable, number))
        assert f"{who} " in reason, reason
        assert "present" in reason, reason


@pytest.mark.parametrize("scenario", ["small.yaml", "p10-disguised.yaml"])
def test_a_small_group_beside_a_plenary_is_found_whoever_convenes_it(
    folder: Path, run: Run, scenario: str
) -> None:
    found = {finding.rule for finding in load(folder / scenario).judge(folder / "p10.csv").breached}
    assert "keep_plenaries_alone" in found
    ended = run("check", folder / scenario, folder / "p10.csv")
    assert ended.code == 1, ended
    assert "Small group: victim assistance in Uganda" in ended.words


def test_a_joint_plenary_that_decides_is_not_said_to_leave_decisions_with_each_instrument(
    folder: Path,
) -> None:
    reason = said(answer(folder, "joint.yaml", "joint.csv", 9))
    assert "Decisions stay with each instrument" not in reason
    assert "Joint decision on clearance" in reason
