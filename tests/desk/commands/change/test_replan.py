"""``replan``: what it says, what it writes, and how it ends."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from desk.commands.change import replan as command
from scenarios import LIBRARY
from scenarios.exchange.schedule_csv import read_schedule, schedule_text
from scenarios.loading.loading import load_scenario
from scenarios.studies.replanning.result import TOLD_COLUMNS
from scheduler.solving.solving import Options, solve
from tests.desk.conftest import Run, edited

WEEK_2010 = LIBRARY / "apmbc-2010.yaml"
LONGER = "victims longer 30"
WEEK_2011 = LIBRARY / "apmbc-2011.yaml"


@pytest.fixture
def published(tiny: Path) -> Path:
    """The programme of the tiny week that has gone out; the sitting has an hour to spare."""
    edited(tiny, "10:00-12:00", "10:00-13:00")
    return tiny.with_name("drafted.csv")


@pytest.fixture(scope="module")
def published_2010(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The best week of 2010, as it goes out."""
    scenario = load_scenario(WEEK_2010)
    result = solve(scenario.problem, Options(workers=1))
    assert result.timetable is not None
    path = tmp_path_factory.mktemp("published") / "published.csv"
    path.write_text(schedule_text(scenario.week, result.timetable), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_a_week_that_can_stay_stays(run: Run, tiny: Path, published: Path) -> None:
    outcome = run("replan", tiny, published)
    assert outcome.code == 0
    assert "The published week can stay as it is: no part of it changes." in outcome.output
    assert "Who must be told" not in outcome.output
    lines = outcome.output.splitlines()
    assert any(line.startswith("- tier 1: cost 0, bound 0, ") for line in lines)
    assert any(line.startswith("- canonical: 2 of 2 sessions settled, ") for line in lines)


@pytest.mark.slow
def test_each_change_is_said_with_its_reason_and_whom_to_tell(
    run: Run, tiny: Path, published: Path
) -> None:
    outcome = run("replan", tiny, published, "--change", LONGER)
    assert outcome.code == 0
    lines = outcome.output.splitlines()
    assert lines[:2] == [
        "A tiny week",
        "- “Victim Assistance” needs 30 minutes more: 1 h 30 in all.",
    ]
    assert "1 of 2 parts changes." in lines
    assert "It is proven that fewer changes would break a must." in lines
    assert "1. “Victim Assistance” on Monday 14 June 11:00 has 1 h 30 instead of 1 hour." in lines
    assert "  - “Victim Assistance” needs at least 1 h 30; 30 minutes are missing." in lines
    assert "  - Thailand to lead: change 1" in lines
    assert any(
        "--told FILE.csv writes a row for each of those to be told" in line for line in lines
    )
    assert lines[lines.index("Staying as published would break") + 1].startswith("  - “Victim")


@pytest.mark.slow
def test_what_moving_freely_would_gain_is_said_after_the_answer(
    run: Run, tiny: Path, published: Path
) -> None:
    outcome = run("replan", tiny, published)
    assert "With 2 of 2 parts changed, and not with fewer, the week could be the best" in (
        outcome.output
    )
    assert "- tier 3: 0 instead of 90 (90 less)" in outcome.output
    left_out = run("replan", tiny, published, "--no-freer")
    assert "tier 3: 0 instead of 90" not in left_out.output


def test_step_by_step_each_further_change_is_weighed(
    run: Run, tiny: Path, published: Path, tmp_path: Path
) -> None:
    """Clearance has its 90 minutes only where victims make room: 2 changes, and none in 1."""
    record = tmp_path / "replan.json"
    outcome = run("replan", tiny, published, "--steps", "2", "--no-freer", "--json", record)
    assert "1 change more would gain nothing." in outcome.output
    assert "With 2 of 2 parts changed, and not with fewer, the week could be better:" in (
        outcome.output
    )
    found = json.loads(record.read_text(encoding="utf-8"))["freer"]
    assert [(each["more"], each["moves"]) for each in found] == [(1, 0), (2, 2)]


@pytest.mark.slow
def test_the_new_week_those_to_be_told_and_the_record_are_written(
    run: Run, tiny: Path, published: Path, tmp_path: Path
) -> None:
    output, told, record = (tmp_path / name for name in ("new.csv", "told.csv", "replan.json"))
    before = published.read_bytes()
    outcome = run(
        *("replan", tiny, published, "--change", LONGER),
        *("--output", output, "--told", told, "--json", record),
    )
    assert [line.split()[-1] for line in outcome.output.splitlines()[-6:] if "/" in line] == [
        *map(str, (output, told, record))
    ]
    assert "--told FILE.csv" not in outcome.output
    assert published.read_bytes() == before
    new = read_schedule(output, load_scenario(tiny).week)
    assert [part.minutes for part in new.of("victims")] == [90]
    assert list(rows(told)[0]) == list(TOLD_COLUMNS)
    assert [(row["who"], row["role"], row["session"]) for row in rows(told)] == [
        ("THA", "leader", "victims")
    ]
    found = json.loads(record.read_text(encoding="utf-8"))
    assert found["status"] == "PROVEN"
    assert found["changes"] == ["“Victim Assistance” needs 30 minutes more: 1 h 30 in all."]
    assert (found["parts"], found["fewest"], found["now"]) == (2, True, None)
    assert [(move["session"], move["why"]) for move in found["moves"]] == [("victims", "needed")]
    assert found["told"] == [{"who": "THA", "name": "Thailand", "role": "leader", "move": 0}]
    assert [finding["rule"] for finding in found["as_published"]] == ["hold_every_session"]
    assert [(each["status"], each["more"]) for each in found["freer"]] == [("PROVEN", None)]


@pytest.mark.slow
def test_a_table_of_those_to_be_told_has_its_columns_where_nothing_changes(
    run: Run, tiny: Path, published: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told.csv"
    assert run("replan", tiny, published, "--told", told).code == 0
    assert told.read_text(encoding="utf-8") == ",".join(TOLD_COLUMNS) + "\n"


def test_where_no_week_keeps_every_must_the_nearest_stands_beside_the_place_for_one(
    run: Run, tiny: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "search_options", lambda *_: Options(time_limit=1e-9, workers=1))
    output, record = tmp_path / "new.csv", tmp_path / "replan.json"
    outcome = run(
        *("replan", tiny, published, "--change", LONGER, "--output", output, "--json", record)
    )
    assert outcome.code == 1
    assert "no timetable was found, and none is proven impossible" in outcome.output
    assert "It is no week to be published: it breaks 1 must, by" in outcome.output
    assert "“Victim Assistance” needs at least 1 h 30; 30 minutes are missing." in outcome.output
    assert f"Not written, as no timetable was found that keeps every must: {output}" in (
        outcome.problems
    )
    assert not output.exists()
    near = tmp_path / "new.nearest.csv"
    assert [part.minutes for part in read_schedule(near, load_scenario(tiny).week).parts]
    found = json.loads(record.read_text(encoding="utf-8"))
    assert (found["status"], found["timetable"], found["findings"]) == ("UNKNOWN", None, [])
    assert [one["rule"] for one in found["nearest"]["breached"]] == ["hold_every_session"]
    assert len(found["nearest"]["timetable"]) == 2


def test_a_published_week_that_still_works_is_the_answer_even_without_time_to_search(
    run: Run, tiny: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "search_options", lambda *_: Options(time_limit=1e-9, workers=1))
    output = tmp_path / "new.csv"
    outcome = run("replan", tiny, published, "--no-freer", "--output", output)
    assert outcome.code == 0
    assert "The published week can stay as it is: no part of it changes." in outcome.output
    assert output.exists() and not (tmp_path / "new.nearest.csv").exists()


def test_what_a_count_shows_comes_first_and_once(run: Run, tiny: Path, published: Path) -> None:
    longer = ("--change", "victims longer 90", "--change", "clearance longer 30")
    outcome = run("replan", tiny, published, *longer)
    assert outcome.code == 3
    counted = (
        "The plenaries of The Convention need 4 hours; the sittings open to them hold 3 hours."
    )
    assert outcome.words.count(counted) == 1
    assert outcome.output.splitlines().count("A tiny week") == 1
    assert outcome.words.index(counted) < outcome.words.index("INFEASIBLE")


def test_the_published_week_is_never_written_over(run: Run, tiny: Path, published: Path) -> None:
    before = published.read_bytes()
    for option in ("--output", "--told", "--json"):
        outcome = run("replan", tiny, published, option, published)
        assert outcome.code == 2
        assert "this is the published timetable; choose another place" in outcome.problems
    outcome = run("replan", tiny, "drafted", "--output", published)
    assert outcome.code == 2
    assert "this file is needed as" in outcome.problems
    assert published.read_bytes() == before


def test_a_patch_is_not_written_over_either(run: Run, tiny: Path, published: Path) -> None:
    patch = tiny.with_name("patch.yaml")
    patch.write_text("sessions: {victims: {least: 30}}\n", encoding="utf-8")
    outcome = run("replan", tiny, published, "--change", patch, "--json", patch)
    assert outcome.code == 2
    assert f"this is the change {patch}; choose another place" in outcome.problems


def test_an_impossible_week_ends_as_solve_does(run: Run, tiny: Path, published: Path) -> None:
    outcome = run("replan", tiny, published, "--change", "clearance longer 90")
    assert outcome.code == 3
    assert "INFEASIBLE" in outcome.output
    assert "change" not in outcome.output.split("INFEASIBLE")[1].split("What to try")[0].lower()
    quiet = run("replan", tiny, published, "--change", "clearance longer 90", "--quiet")
    assert (quiet.code, quiet.output) == (3, "")
    assert "INFEASIBLE" in quiet.problems


@pytest.mark.slow
def test_quiet_says_nothing(run: Run, tiny: Path, published: Path) -> None:
    outcome = run("replan", tiny, published, "--change", LONGER, "--quiet")
    assert (outcome.code, outcome.output, outcome.problems) == (0, "", "")


def test_everything_that_is_wrong_is_said_at_once(run: Run, tiny: Path, published: Path) -> None:
    edited(published, "11:00,12:00", "11:00,11:00")
    outcome = run(
        *("replan", tiny, published, "--now", "tomorrow", "--change", "THB away monday"),
        *("--change", "victims longer"),
    )
    assert outcome.code == 2
    assert [line.partition(": ")[0] for line in outcome.problems.splitlines()] == [
        "--now 'tomorrow'",
        f"{published}, row 3, column end",
        "--change 'THB away monday'",
        "--change 'victims longer'",
    ]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("2027-06-14 10:30", "What began before Monday 14 June at 10:30 stays as it was."),
        ("2027-06-14", "What began before Monday 14 June at 00:00 stays as it was."),
        ("monday", "What began before Monday 14 June at 00:00 stays as it was."),
        ("monday 10:30", "What began before Monday 14 June at 10:30 stays as it was."),
        ("14.06.2027 10:30", "What began before Monday 14 June at 10:30 stays as it was."),
        ("Monday 14 June 10:30", "What began before Monday 14 June at 10:30 stays as it was."),
        (
            "2027-06-20 09:00",
            "Sunday 20 June 2027 at 09:00 is after the week is over: everything is past.",
        ),
    ],
)
def test_a_moment_is_a_date_or_a_weekday_and_a_time(
    run: Run, tiny: Path, published: Path, now: str, sentence: str
) -> None:
    outcome = run("replan", tiny, published, "--now", now, "--no-freer")
    assert outcome.code == 0
    assert sentence in outcome.output


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("2027-06-31", "'2027-06-31' is not a date: there is no such day"),
        ("2027-06-14 25:00", "'25:00' is not a time of day; write hours and minutes, as in 10:00"),
        ("tuesday 10:00", "'tuesday' is not a day of this week"),
        ("monday 25:00", "'25:00' is not a time of day; write hours and minutes, as in 10:00"),
        ("tomorrow", "'tomorrow' needs a day and a time, as in '2027-06-14 10:00'"),
    ],
)
def test_what_is_no_moment_is_refused(
    run: Run, tiny: Path, published: Path, now: str, sentence: str
) -> None:
    outcome = run("replan", tiny, published, "--now", now)
    assert outcome.code == 2
    assert sentence in outcome.problems
    assert outcome.problems.startswith(f"--now '{now}': ")


@pytest.mark.slow
def test_a_session_that_the_file_has_no_longer_is_dropped_and_its_people_told(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    """The scenario file itself was changed, so only the published CSV knows the session."""
    old = tmp_path / "old.csv"
    old.write_text(
        "session,title,date,start,end,leaders,speakers,languages\n"
        "clearance,Clearance,2027-06-14,10:00,11:00,NOR,,0\n"
        "victims,Victim Assistance,2027-06-14,11:00,12:00,THA,,0\n"
        "closing,A closing session,2027-06-14,09:00,09:30,NOR,THA;ICRC,6\n",
        encoding="utf-8",
    )
    told = tmp_path / "told.csv"
    outcome = run("replan", tiny, old, "--told", told)
    assert outcome.code == 0
    assert "1. “A closing session” is dropped: Monday 14 June 09:00, 30 minutes." in outcome.output
    assert "  - The session is not in the scenario any more." in outcome.output
    assert [(row["who"], row["role"]) for row in rows(told)] == [
        ("NOR", "leader"),
        ("ICRC", "speaker"),
        ("THA", "speaker"),
        ("interpreters", "interpreters"),
    ]


def test_what_is_past_and_breaks_a_must_is_said(run: Run, tiny: Path, published: Path) -> None:
    away = ("--change", "NOR away monday", "--no-freer")
    assert run("replan", tiny, published, *away).code == 3
    outcome = run("replan", tiny, published, *away, "--now", "monday 10:30")
    assert outcome.code == 0
    lines = outcome.output.splitlines()
    after = lines.index("What is past breaks a must all the same, and cannot be mended:")
    assert lines[after + 1] == "- Norway leads “Clearance” and is not present for 1 hour of it."
    assert "given up" not in outcome.output
    assert "The published week can stay as it is: no part of it changes." in lines


def test_a_scenario_file_can_keep_the_past_itself(
    run: Run, tiny: Path, published: Path, tmp_path: Path
) -> None:
    rule = "  keep_the_past: {must: true, reference: drafted.csv, until: 2027-06-14 11:00}\n"
    edited(tiny, "rules:\n", f"rules:\n{rule}")
    output = tmp_path / "new.csv"
    assert run("solve", tiny, "--output", output).code == 0
    week = load_scenario(tiny).week
    assert read_schedule(output, week).parts[0] == read_schedule(published, week).parts[0]


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ("reference: drafted.csv, until: tomorrow", "line 20, column 62: rules › keep_the_past › "),
        ("reference: drafted.csv", "the key 'until' is missing"),
        ("until: 2027-06-14", "the key 'reference' is missing"),
        ("reference: gone.csv, until: 2027-06-14", "there is no file"),
    ],
)
def test_a_rule_that_lacks_its_moment_or_its_file_is_refused(
    run: Run, tiny: Path, parameters: str, problem: str
) -> None:
    edited(tiny, "rules:\n", f"rules:\n  keep_the_past: {{must: true, {parameters}}}\n")
    outcome = run("solve", tiny)
    assert outcome.code == 2
    assert problem in outcome.problems


@pytest.mark.slow
def test_a_candidate_of_the_scenario_can_be_the_published_week(run: Run, tiny: Path) -> None:
    outcome = run("replan", tiny, "drafted")
    assert outcome.code == 0
    assert "The published week can stay as it is" in outcome.output


def test_a_missing_file_is_said(run: Run, tiny: Path) -> None:
    outcome = run("replan", tiny, "nowhere.csv")
    assert outcome.code == 2
    assert "nowhere.csv: there is no such file" in outcome.problems


@pytest.mark.slow
def test_the_published_leaders_stay_where_posts_are_open(run: Run, tiny: Path) -> None:
    edited(tiny, "bodies:", "leadership: {vacate: true, pool: [NOR, THA]}\nbodies:")
    edited(tiny, "name: The Convention}", "name: The Convention, parties: everyone}")
    published, leaders, new = (tiny.with_name(f"{n}.csv") for n in ("out", "leaders", "new"))
    assert run("solve", tiny, "--output", published, "--leaders", leaders).code == 0
    text = leaders.read_text(encoding="utf-8")
    swapped = text.replace("NOR,Norway", "?").replace("THA,Thailand", "NOR,Norway")
    leaders.write_text(swapped.replace("?", "THA,Thailand"), encoding="utf-8")
    outcome = run("replan", tiny, published, "--leaders", leaders, "--output", new)
    assert outcome.code == 0
    assert "The published week can stay as it is" in outcome.output
    assert {row["session"]: row["leaders"] for row in rows(new)} == {
        row["session"]: {"NOR": "THA", "THA": "NOR"}[row["leaders"]] for row in rows(published)
    }


@pytest.mark.slow
def test_the_leaders_of_a_revision_stay_where_its_schedule_is_replanned_from_a_file(
    run: Run, tiny: Path
) -> None:
    edited(tiny, "bodies:", "leadership: {vacate: true, pool: [NOR, THA]}\nbodies:")
    edited(tiny, "name: The Convention}", "name: The Convention, parties: everyone}")
    published, leaders, new = (tiny.with_name(f"{n}.csv") for n in ("out", "leaders", "new"))
    assert run("solve", tiny, "--output", published, "--leaders", leaders).code == 0
    text = leaders.read_text(encoding="utf-8")
    swapped = text.replace("NOR,Norway", "?").replace("THA,Thailand", "NOR,Norway")
    leaders.write_text(swapped.replace("?", "THA,Thailand"), encoding="utf-8")
    folder = tiny.with_name("revisions")
    to = ("--leaders", leaders, "--to", folder)
    assert run("publish", tiny, published, *to).code == 0
    outcome = run("replan", tiny, f"{folder}@1", "--output", new)
    assert outcome.code == 0, outcome
    assert "The published week can stay as it is" in outcome.output
    assert {row["session"]: row["leaders"] for row in rows(new)} == {
        row["session"]: {"NOR": "THA", "THA": "NOR"}[row["leaders"]] for row in rows(published)
    }


@pytest.mark.slow
def test_posts_that_are_open_are_filled_anew_and_that_is_said(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    edited(tiny, "bodies:", "leadership: {vacate: true, pool: [NOR, THA]}\nbodies:")
    edited(tiny, "name: The Convention}", "name: The Convention, parties: everyone}")
    published, record = tiny.with_name("out.csv"), tmp_path / "replan.json"
    assert run("solve", tiny, "--output", published).code == 0
    outcome = run("replan", tiny, published, "--json", record)
    assert outcome.code == 0
    assert "Who takes the open posts (--leaders keeps those who took them)" in outcome.output
    posts = json.loads(record.read_text(encoding="utf-8"))["leadership"]
    assert [(post["body"], post["chosen"]) for post in posts] == [
        ("clearance", "yes"),
        ("victims", "yes"),
    ]


@pytest.mark.slow
def test_the_week_of_2010_is_replanned_from_the_command_line(
    run: Run, published_2010: Path, tmp_path: Path
) -> None:
    new, told = tmp_path / "new.csv", tmp_path / "told.csv"
    outcome = run(
        *("replan", WEEK_2010, published_2010, "--change", "obasi closed wednesday morning"),
        *("--output", new, "--told", told, "--workers", "1"),
    )
    assert outcome.code == 0
    assert "PROVEN" in outcome.output
    assert "1 of 16 parts changes." in outcome.output
    kept = {_said(row) for row in rows(published_2010)}
    changed = [row for row in rows(new) if row["date"] and _said(row) not in kept]
    assert {row["session"] for row in changed} == {"mine-clearance"}, "others speak in its parts"
    assert {row["session"] for row in rows(told)} == {"mine-clearance"}
    assert {row["who"] for row in rows(told)} >= {"obasi", "interpreters"}


def _said(row: dict[str, str]) -> tuple[str, ...]:
    """What a row says, but for the minutes of the topics in a part."""
    return tuple(value for column, value in row.items() if column != "agenda")


@pytest.mark.slow
def test_the_week_of_2011_is_replanned_from_thursday_on(run: Run, tmp_path: Path) -> None:
    record, new = tmp_path / "replan.json", tmp_path / "new.csv"
    held = LIBRARY / "candidates" / "apmbc-2011-held.csv"
    published = shutil.copy(held, tmp_path / "held.csv")
    outcome = run(
        *("replan", WEEK_2011, published, "--now", "wednesday 13:00", "--no-freer"),
        *("--change", "obasi closed thursday morning", "--json", record, "--output", new),
    )
    assert outcome.code == 0, outcome
    assert "5 of 11 parts change." in outcome.output
    week = load_scenario(WEEK_2011).week
    before, after = (read_schedule(Path(path), week) for path in (published, new))
    now = week.sitting["2011-06-22 lunch"].begin
    past, still = ([p.place for p in one.parts if p.begin < now] for one in (before, after))
    assert past == still
    found = json.loads(record.read_text(encoding="utf-8"))
    assert (found["status"], found["fewest"]) == ("PROVEN", True)
    assert all(move["before date"] >= "2011-06-22" for move in found["moves"])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("told.txt", "11:00–12:30, instead of Monday 14 June, 11:00–12:00. You lead this meeting."),
        ("told.fr.txt", "Thaïlande"),
    ],
)
def test_those_to_be_told_have_a_paragraph_that_can_be_mailed(
    run: Run, tiny: Path, published: Path, tmp_path: Path, name: str, sentence: str
) -> None:
    told = tmp_path / name
    asked = ("--change", LONGER, "--told", told, "--no-freer")
    assert run("replan", tiny, published, *asked).code == 0
    text = told.read_text(encoding="utf-8")
    assert sentence in text
    assert "victims" not in text
