"""A timetable with a row of a session that was cancelled since: the rest of it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.week_plan import load
from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "cancelled"
GIVEN = (FOLDER / "week.yaml", FOLDER / "before.csv")
WARNING = "before.csv, row 3, column session: there is no session 'old' in the scenario, "


def test_the_row_is_named_and_the_rest_is_judged(run: Run) -> None:
    outcome = run("check", *GIVEN)
    assert outcome.code == 1
    assert WARNING in outcome.problems
    assert "The session “old” is not in the scenario." in outcome.output
    assert "“One” and “Two” are in one room for 30 minutes at once." in outcome.output
    assert "2 breaches of musts" in outcome.output


@pytest.mark.slow
def test_it_is_compared(run: Run) -> None:
    outcome = run("compare", *GIVEN)
    assert outcome.code == 0
    assert outcome.problems.count(WARNING) == 1
    assert "“old” is dropped: Monday 14 June 10:00, 1 hour, r2." in outcome.words
    assert "“Two” moved from Monday 14 June 10:30" in outcome.words


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show",), 0, "10:00–11:00 old r2"),
        (("why", "--session", "one", "--at", "tuesday 10:00"), 0, "already has 2 breaches"),
        (("places", "--session", "two"), 0, "already has 2 breaches"),
        (("stress",), 1, "The session “old” is not in the scenario."),
        (("recommendations",), 0, "breaks the musts structure in 1 case"),
        (("replan",), 0, "“Cancelled session” is dropped: Monday 14 June 10:00, 1 hour, r2."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_command_that_reads_it_goes_on(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    outcome = run(words[0], *GIVEN, *words[1:])
    assert outcome.code == code
    assert said in outcome.words


def table(folder: Path, *sessions: str) -> Path:
    path = folder / "table.csv"
    rows = "".join(
        f"{one},2027-06-14,{9 + n}:00,{10 + n}:00,r2\n" for n, one in enumerate(sessions)
    )
    path.write_text(f"session,date,start,end,room\n{rows}", encoding="utf-8")
    return path


def test_a_slip_of_the_pen_is_still_refused(run: Run, tmp_path: Path) -> None:
    outcome = run("check", GIVEN[0], table(tmp_path, "one", "twoo"))
    assert outcome.code == 2
    assert "row 3, column session: there is no session 'twoo'; did you mean two" in outcome.problems


def test_a_cancelled_session_may_be_called_nearly_as_another_is(run: Run, tmp_path: Path) -> None:
    outcome = run("check", GIVEN[0], table(tmp_path, "one", "two", "two-b"))
    assert outcome.code == 1
    assert "The session “two-b” is not in the scenario." in outcome.output


def test_a_timetable_of_another_scenario_is_refused(run: Run, tmp_path: Path) -> None:
    outcome = run("check", GIVEN[0], table(tmp_path, "alpha", "beta"))
    assert outcome.code == 2
    assert outcome.problems.count("there is no session") == 2


def test_what_is_saved_still_names_it(tmp_path: Path) -> None:
    week = load(GIVEN[0])
    saved = week.save(GIVEN[1], tmp_path / "saved.csv")
    assert week.timetable(saved) == week.timetable(GIVEN[1])
