"""``alternatives`` and ``tradeoffs``: from a scenario file to schedules that read back."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from scheduler.week.difference import difference
from tests.desk.commands.test_interrupt import endless
from tests.desk.conftest import PROGRAM, Run, edited

BETWEEN = ("--between", "give_wanted_time,reserve_slack")


@pytest.fixture
def weighed(tiny: Path) -> Path:
    """The tiny scenario, in which time for Clearance and time to spare are at odds."""
    edited(tiny, "10:00-12:00", "10:00-12:30")
    return edited(
        tiny, "weight: 3}}", "weight: 3}}\n  reserve_slack: {prefer: {tier: 3}, minutes_a_day: 30}"
    )


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def two_days(tiny: Path) -> Path:
    """The tiny scenario on two days: its committees can meet on either."""
    edited(tiny, "to: 2027-06-14", "to: 2027-06-15")
    return edited(tiny, "10:00-12:00", "10:00-13:00")


# Alternatives


@pytest.mark.slow
def test_alternatives_are_said_written_and_read_back(
    run: Run, two_days: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "alternatives"
    outcome = run("alternatives", two_days, "--count", "2", "--differ", "2", "--output", folder)
    assert outcome.code == 0, outcome
    assert "Found 2 alternatives within 5 % of the best" in outcome.output
    assert "moves from Monday 14 June, morning to Tuesday 15 June, morning." in outcome.output
    scenario = load_scenario(two_days)
    names = ("best", "alternative-1", "alternative-2")
    read = [read_schedule(folder / f"{name}.csv", scenario.week) for name in names]
    assert all(scenario.judge(timetable).legal for timetable in read)
    rows = table(folder / "alternatives.csv")
    assert [row["timetable"] for row in rows] == ["best", "alternative 1", "alternative 2"]
    assert [int(row["differs"]) for row in rows] == [
        difference(scenario.week, read[0], timetable) for timetable in read
    ]
    assert difference(scenario.week, read[1], read[2]) >= 2


def test_the_loop_says_when_there_are_no_more(run: Run, tiny: Path) -> None:
    outcome = run("alternatives", tiny, "--differ", "1")
    assert outcome.code == 0
    assert "Found no alternative" in outcome.output
    assert "it is proven that there are no more." in outcome.output


@pytest.mark.slow
def test_schedules_of_a_longer_run_are_named(run: Run, two_days: Path, tmp_path: Path) -> None:
    words = ("alternatives", two_days, "--differ", "2", "--output", tmp_path / "out")
    run(*words, "--count", "2")
    left = tmp_path / "out" / "alternative-2.csv"
    outcome = run(*words, "--count", "1")
    assert f"Left from an earlier run: {left}" in outcome.output
    assert left.is_file()


@pytest.mark.slow
def test_who_takes_open_posts_stands_beside_each_schedule(
    run: Run, two_days: Path, tmp_path: Path
) -> None:
    edited(two_days, "bodies:", "leadership: {vacate: true, pool: [NOR, THA]}\nbodies:")
    edited(two_days, "name: The Convention}", "name: The Convention, parties: everyone}")
    folder = tmp_path / "out"
    assert run("alternatives", two_days, "--count", "1", "--output", folder).code == 0
    for name in ("best", "alternative-1"):
        leaders = folder / f"{name}-leaders.csv"
        assert run("check", two_days, folder / f"{name}.csv", "--leaders", leaders).code == 0


@pytest.mark.parametrize("command", [("alternatives",), ("tradeoffs", *BETWEEN)])
def test_an_impossible_week_ends_with_its_reasons(
    run: Run, weighed: Path, command: tuple[str, ...]
) -> None:
    edited(weighed, "least: 60}", "least: 120}")
    outcome = run(command[0], weighed, *command[1:])
    assert outcome.code == 3
    assert "it is proven that no timetable keeps every must" in outcome.output
    quiet = run(command[0], weighed, *command[1:], "--quiet")
    assert (quiet.code, quiet.output) == (3, "")
    assert "INFEASIBLE" in quiet.problems


@pytest.mark.usefixtures("hasty_clock")
@pytest.mark.parametrize(
    "command", [("alternatives",), ("tradeoffs", "--between", "give_wanted_time,reserve_slack")]
)
def test_where_time_is_over_before_anything_is_found_the_code_says_so(
    run: Run, weighed: Path, command: tuple[str, ...]
) -> None:
    outcome = run(command[0], weighed, *command[1:], "--time-limit", "1")
    assert outcome.code == 4


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--within", "5"), "--within: '5' is not a percentage; write 5% or 2.5%"),
        (("--within", "-5%"), "'-5%' is not a percentage"),
        (("--within", "1001%"), "'1001%' is not a percentage"),
        (("--differ", "0"), "--differ"),
        (("--count", "0"), "--count"),
        (("--output", "tiny.yaml"), "this is a file; give a folder"),
        (("--output", "no/where"), "there is no folder no"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    run: Run,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    what: str,
) -> None:
    monkeypatch.chdir(tiny.parent)
    outcome = run("alternatives", tiny, *words)
    assert outcome.code == 2
    assert what in outcome.problems


# Trade-offs


@pytest.mark.slow
def test_the_front_is_said_written_and_drawn(run: Run, weighed: Path, tmp_path: Path) -> None:
    output, folder, plot = tmp_path / "front.csv", tmp_path / "points", tmp_path / "front.svg"
    outcome = run(
        *("tradeoffs", weighed, *BETWEEN, "--output", output),
        *("--schedules", folder, "--plot", plot),
    )
    assert outcome.code == 0, outcome
    assert "Found 3 efficient points: proven to be all there are." in outcome.output
    assert "From point 1 to point 2: give_wanted_time 0 → 15, reserve_slack 30 → 15." in (
        outcome.output
    )
    rows = table(output)
    assert [(row["give_wanted_time"], row["reserve_slack"]) for row in rows] == [
        ("0", "30"),
        ("15", "15"),
        ("30", "0"),
    ]
    assert {row["efficient"] for row in rows} == {"yes"}
    scenario = load_scenario(weighed)
    for row in rows:
        timetable = read_schedule(folder / f"point-{row['point']}.csv", scenario.week)
        verdict = scenario.judge(timetable)
        assert verdict.legal
        assert str(verdict.amount("give_wanted_time")) == row["give_wanted_time"]
    assert plot.read_text(encoding="utf-8").startswith("<?xml")


def test_a_part_of_the_front_is_not_said_to_be_whole(run: Run, weighed: Path) -> None:
    outcome = run("tradeoffs", weighed, *BETWEEN, "--points", "2")
    assert outcome.code == 0
    assert "as many as were asked for; this may not be the whole front." in outcome.words


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("give_wanted_tim,reserve_slack",), "there is no rule 'give_wanted_tim'; did you mean"),
        (("hold_every_session,reserve_slack",), "hold_every_session is a must here"),
        (("keep_experiments_voluntary,reserve_slack",), "is not applied in this scenario"),
        (("give_wanted_time",), "name 2 or 3 preferences"),
        (("",), "name 2 or 3 preferences"),
        (("give_wanted_time,give_wanted_time",), "a preference is named twice"),
        ((BETWEEN[1], "--within", "much"), "--within: 'much' is not a percentage"),
        ((BETWEEN[1], "--points", "1"), "--points"),
        ((BETWEEN[1], "--plot", "front.doc"), "the plot ends in .png, .svg or .pdf"),
    ],
)
def test_what_cannot_be_weighed_is_refused(
    run: Run, weighed: Path, words: tuple[str, ...], what: str
) -> None:
    outcome = run("tradeoffs", weighed, "--between", *words)
    assert outcome.code == 2
    assert what in outcome.problems


def test_all_names_that_will_not_do_are_said_at_once(run: Run, weighed: Path) -> None:
    outcome = run("tradeoffs", weighed, "--between", "nonsense,hold_every_session")
    assert outcome.code == 2
    assert len(outcome.problems.splitlines()) == 2


# Ctrl-C


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.slow
def test_ctrl_c_keeps_the_best_timetable_so_far(tmp_path: Path) -> None:
    scenario, folder = endless(tmp_path / "endless.yaml"), tmp_path / "out"
    with subprocess.Popen(
        [*PROGRAM, "alternatives", str(scenario), "--output", str(folder), "--time-limit", "300"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "tier 1" in line:
                break
        process.send_signal(signal.SIGINT)
        said, problems = process.communicate(timeout=600)
    assert process.returncode == 4, problems
    assert "before it was stopped by hand; there may be more" in " ".join(said.split())
    loaded = load_scenario(scenario)
    assert loaded.judge(read_schedule(folder / "best.csv", loaded.week)).legal
