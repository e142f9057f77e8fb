"""Who speaks when, at the command line: listed, told, placed and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run

WEEK = """\
schema: 1
title: A week of speakers
week:
  from: 2027-06-14
  to: 2027-06-16
  sittings: {morning: 10:00-12:00}
delegations:
  also:
    NOR: {name: Norway}
    CHL: {name: Chile, present: [monday]}
    JOR: {name: Jordan}
instruments: {mines: {name: The Convention, parties: everyone}}
bodies: {clearance: {name: Committee on Clearance, instrument: mines, co_chairs: [NOR]}}
sessions:
  clearance:
    title: Clearance
    body: clearance
    format: plenary
    parts: {at_most: 3, shortest: 30}
    least: 60
    agenda:
      - {item: Updates, speakers: [JOR, CHL], minutes_each: 30}
      - {item: Discussion, minutes: 60}
  evaluation: {title: Evaluation, body: clearance, format: plenary, least: 30}
rules:
  keep_experiments_voluntary: off
  shorten_stays: {prefer: {tier: 1}}
"""

BARE = """\
session,date,start,end
clearance,2027-06-14,10:00,11:00
clearance,2027-06-15,10:00,11:00
evaluation,2027-06-16,10:00,10:30
"""

AWAY = "Chile is present only on Monday 14 June"
UNSAID = "Who speaks in which part is not said of “Clearance”: the agenda is read as it is written."


@pytest.fixture
def week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A week in which Chile comes second, and is there on Monday only."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "week.yaml").write_text(WEEK, encoding="utf-8")
    (tmp_path / "bare.csv").write_text(BARE, encoding="utf-8")
    swapped = BARE.replace("11:00\n", "11:00,", 1).replace("end\n", "end,speakers\n")
    swapped = swapped.replace("11:00,clear", "11:00,JOR\nclear").replace("11:00\n", "11:00,CHL\n")
    (tmp_path / "swapped.csv").write_text(swapped, encoding="utf-8")
    return tmp_path / "week.yaml"


def test_check_says_that_it_reads_the_agenda_as_it_is_written(run: Run, week: Path) -> None:
    outcome = run("check", week, "bare.csv")
    assert f"{UNSAID} With --place-speakers they are placed as" in outcome.output
    assert outcome.problems == ""
    assert UNSAID not in run("check", week, "swapped.csv").output


def test_speakers_that_a_file_names_by_part_are_judged_there(run: Run, week: Path) -> None:
    outcome = run("check", week, "swapped.csv")
    assert outcome.code == 1
    assert "Chile" in outcome.output.split("breach", 1)[1].split("Tier")[0]


def test_speakers_are_placed_and_written(run: Run, week: Path) -> None:
    for name in ("bare.csv", "swapped.csv"):
        words = ("--place-speakers", "--output", "placed.csv", "--speakers", "list.csv")
        outcome = run("check", week, name, *words)
        assert outcome.code == 0, outcome
        assert "The speakers are placed as well as they can be" in outcome.output
        rows = Path("list.csv").read_text(encoding="utf-8").splitlines()
        assert rows[0] == "session,part,order,item,speaker,name,minutes,date,about"
        [chile] = [row for row in rows if ",CHL," in row]
        assert chile.startswith("clearance,1,2,Updates,CHL,Chile,")
    outcome = run("check", week, "placed.csv")
    assert (outcome.code, outcome.problems) == (0, "")
    assert UNSAID not in outcome.output


@pytest.mark.slow
def test_a_list_that_is_wrong_is_refused_unless_the_speakers_are_placed_anew(
    run: Run, week: Path
) -> None:
    path = Path("swapped.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("CHL", ""), encoding="utf-8")
    outcome = run("check", week, path)
    assert outcome.code == 2
    assert "Chile on “Updates”; name each in the row of the part" in outcome.problems
    for words in (("check",), ("show", "--speakers", "clearance"), ("compare", "--no-solve")):
        assert run(words[0], week, path, *words[1:], "--place-speakers").code == 0


def test_a_list_is_shown_for_the_chair(run: Run, week: Path) -> None:
    outcome = run("show", week, "swapped.csv", "--speakers", "Clearance")
    assert outcome.code == 0
    assert outcome.output.startswith("Clearance: who speaks when\nLed by Norway.\n")
    assert "Part 2 of 2: Tuesday 15 June, 10:00 to 11:00" in outcome.output
    lines = [line.split() for line in outcome.output.splitlines()]
    assert lines.index(["10:00", "Jordan", "30"]) < lines.index(["10:00", "Chile", "20"])
    assert ["10:20", "Discussion", "40"] in lines
    assert "1 h 30 are asked for, and it has 1 hour." in outcome.output
    placed = run("show", week, "swapped.csv", "--speakers", "clearance", "--place-speakers")
    assert placed.words.index("Chile") < placed.words.index("Part 2 of 2")


def test_a_delegation_is_told_when_it_may_leave(run: Run, week: Path) -> None:
    outcome = run("show", week, "bare.csv", "--delegation", "jordan")
    assert outcome.code == 0
    assert "You speak on Monday 14 June at about 10:00, on “Updates” in “Cl" in outcome.words
    assert "from 10:00 to 11:00; you may leave on Monday." in outcome.words


def test_what_cannot_be_shown_is_said(run: Run, week: Path) -> None:
    outcome = run("show", week, "--speakers", "clearance", "--place-speakers")
    assert outcome.code == 2
    assert outcome.problems.splitlines() == [
        "--speakers: this is asked about a timetable; name one after the scenario",
        "--place-speakers: this is asked about a timetable; name one after the scenario",
    ]
    outcome = run("show", week, "bare.csv", "--speakers", "evaluation", "--delegation", "CHI")
    assert outcome.code == 2
    assert outcome.problems.splitlines() == [
        "--speakers: “Evaluation” has no agenda; those that have one are clearance",
        "--delegation: there is no delegation 'CHI'; did you mean CHL (Chile)?",
    ]
    Path("none.csv").write_text("session,date,start,end\n", encoding="utf-8")
    outcome = run("show", week, "none.csv", "--speakers", "clearance")
    assert "“Clearance” is not held in this timetable" in outcome.problems


@pytest.mark.slow
def test_a_comparison_says_who_speaks_on_another_day(run: Run, week: Path) -> None:
    outcome = run("compare", week, "bare.csv", "swapped.csv", "--no-solve")
    assert "1 of 2 speakers of “Clearance” speaks on another day: Chile on" in outcome.words
    assert "In “bare”, who speaks in which part is not said of “Clearance”" in outcome.words
    outcome = run("compare", week, "bare.csv", "swapped.csv", "--no-solve", "--place-speakers")
    assert "on another day" not in outcome.words
    assert "not said of" not in outcome.words
    assert "a further timetable, its speakers placed" in outcome.words


@pytest.mark.slow
def test_solve_writes_who_speaks_when(run: Run, week: Path) -> None:
    outcome = run("solve", week, "--speakers", "list.csv", "--output", "s.csv", "--quiet")
    assert outcome.code == 0, outcome
    rows = Path("list.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sum(int(row.split(",")[6]) for row in rows) >= 60
    assert run("check", week, "s.csv").code == 0
