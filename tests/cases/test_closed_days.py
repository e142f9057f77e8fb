"""Days on which nobody meets are days of the week: judged, asked about and replanned as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited

FOLDER = Path(__file__).parent / "closed-days"
WEEKS = {
    "last": ("last-day.yaml", "on-the-last-day.csv", "wednesday", "Wednesday 16 June"),
    "middle": ("middle-day.yaml", "on-the-middle-day.csv", "tuesday", "Tuesday 15 June"),
}
FIRST = "“One” on {} at 10:00 for 1 hour lies in no sitting; that day is closed."
closed = pytest.mark.parametrize(("week", "table", "weekday", "day"), WEEKS.values(), ids=WEEKS)


@closed
def test_a_part_on_a_closed_day_is_judged(
    run: Run, week: str, table: str, weekday: str, day: str
) -> None:
    outcome = run("check", FOLDER / week, FOLDER / table)
    assert outcome.code == 1
    assert FIRST.format(day) in outcome.words


@closed
def test_a_closed_day_can_be_asked_about(
    run: Run, week: str, table: str, weekday: str, day: str
) -> None:
    asked = ("--session", "one", "--at", f"{weekday} 10:00")
    outcome = run("why", FOLDER / week, FOLDER / "on-open-days.csv", *asked)
    assert outcome.code == 1
    assert f"On {day}, 10:00 to 11:00" in outcome.words
    assert FIRST.format(day) in outcome.words


@pytest.mark.slow
@closed
def test_a_part_published_on_a_closed_day_moves_for_that_reason(
    run: Run, week: str, table: str, weekday: str, day: str
) -> None:
    outcome = run("replan", FOLDER / week, FOLDER / table)
    assert outcome.code == 0
    moves = f"1. “One” moved from {day} 10:00 to Monday 14 June 10:00. - {FIRST.format(day)}"
    assert moves in outcome.words


@closed
def test_now_may_be_on_a_closed_day(
    run: Run, week: str, table: str, weekday: str, day: str
) -> None:
    given = (FOLDER / week, FOLDER / "on-open-days.csv")
    outcome = run("replan", *given, "--now", f"{weekday} 12:00")
    assert outcome.code == 0
    assert f"{day} at 12:00" in outcome.words


def with_a_part_on(date: str, folder: Path) -> Path:
    path = folder / "table.csv"
    path.write_text(
        f"session,date,start,end,room\none,{date},10:00,11:00,r1\ntwo,monday,10:00,11:00,r2\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("date", ["wednesday", "16 June", "Wed 16.06.2027", "2027-06-16"])
def test_a_closed_day_has_all_the_names_of_a_day(run: Run, tmp_path: Path, date: str) -> None:
    outcome = run("check", FOLDER / "last-day.yaml", with_a_part_on(date, tmp_path))
    assert outcome.code == 1
    assert FIRST.format("Wednesday 16 June") in outcome.words


def test_no_message_shortens_the_week(run: Run, tmp_path: Path) -> None:
    outcome = run("check", FOLDER / "last-day.yaml", with_a_part_on("thursday", tmp_path))
    assert outcome.code == 2
    assert "'thursday' is not a day of this week, 2027-06-14 to 2027-06-16" in outcome.problems


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("one: {", "pinned: {at: wednesday 10:00, minutes: 60}, ", FIRST[:-1]),
        ("one: {", "days: wednesday, ", "nobody meets on the days that it may have; name"),
        (
            "one: {",
            "sittings: wednesday morning, ",
            "nobody meets on the days that it may have; name",
        ),
    ],
)
def test_what_asks_for_a_closed_day_is_refused_in_those_words(
    run: Run, tmp_path: Path, key: str, value: str, said: str
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text((FOLDER / "last-day.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    outcome = run("show", edited(path, key, f"{key}{value}"))
    assert outcome.code == 2
    assert said.format("Wednesday 16 June") in outcome.problems


def test_a_room_may_be_closed_on_a_closed_day_and_poor_may_name_it(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text((FOLDER / "last-day.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    edited(path, "r1: {seats: 100}", "r1: {seats: 100, closed: [wednesday, monday morning]}")
    edited(path, "grain: 15", "grain: 15\n  poor: [wednesday afternoon, tuesday afternoon]")
    outcome = run("show", path)
    assert outcome.code == 0
    assert "Wednesday 16 June closed" in outcome.words


def test_in_words_a_room_cannot_close_on_a_closed_day(run: Run) -> None:
    given = (FOLDER / "last-day.yaml", FOLDER / "on-open-days.csv")
    outcome = run("replan", *given, "--change", "r1 closed wednesday")
    assert outcome.code == 2
    assert "'wednesday' has no sitting: the day is closed" in outcome.problems


def test_a_precedent_on_a_closed_day_counts_for_nothing_in_those_words(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text((FOLDER / "last-day.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    edited(
        path,
        "sessions:",
        "rules: {follow_precedent: {prefer: {}, reference: table.csv}}\nsessions:",
    )
    with_a_part_on("2026-06-17", tmp_path)
    outcome = run("show", path)
    assert outcome.code == 0
    closed = "row 2, column date: nobody meets on Wednesday 16 June, which is closed, and the row"
    assert closed in outcome.problems


def test_a_week_of_closed_days_alone_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text((FOLDER / "last-day.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    edited(path, "closed: [wednesday]", "closed: [monday, tuesday, wednesday]")
    outcome = run("show", path)
    assert outcome.code == 2
    assert "the week has no sitting at all" in outcome.problems


@pytest.mark.slow
@pytest.mark.parametrize("command", ["show", "stress", "plot", "places", "recommendations"])
def test_every_command_speaks_of_a_part_on_a_closed_day(
    run: Run, tmp_path: Path, command: str
) -> None:
    more = {"plot": ("--output", tmp_path / "week.svg"), "places": ("--session", "one")}
    given = (FOLDER / "last-day.yaml", FOLDER / "on-the-last-day.csv")
    outcome = run(command, *given, *more.get(command, ()))
    assert outcome.code == (1 if command == "stress" else 0)
    said = {
        "show": "Wednesday 16 June 10:00–11:00 One",
        "stress": FIRST.format("Wednesday 16 June"),
        "places": "now Wednesday 16 June, 10:00 to 11:00",
        "recommendations": "breaks the must structure in 1 case",
    }
    assert said.get(command, "week.svg") in outcome.words
