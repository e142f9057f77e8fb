"""A week from its first draft to its last revision, as a secretariat takes it there."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from scenarios import LIBRARY, load
from scenarios.reading.revision_folders import find_edits
from scenarios.revisions.revision import revisions
from scenarios.week_plan import WeekPlan
from scheduler.week.timetable import Part, Timetable
from tests.desk.conftest import Outcome, Run

pytest.importorskip("openpyxl")

CODES = ("en", "fr", "es")


class Journey(NamedTuple):
    """A week that is published in a folder, and what becomes of it.

    Attributes
    ----------
    changes
        What happens to it one after the other, as people say it, each published.
    chair, away
        The leader who is ill, and the day.
    room, closed
        The room that is lost, and the day.
    event
        The title of the side event that is added.
    last_day, end
        The day that is shortened, and its new end in minutes after midnight.
    """

    folder: Path
    changes: tuple[str, ...]
    chair: str
    away: int
    room: str
    closed: int
    event: str
    last_day: int
    end: int


def typed(source: Path, target: Path, cells: dict[str, dict[str, object]]) -> None:
    """Type cells into a workbook, by sheet and cell, as a person does."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    for sheet, values in cells.items():
        for cell, value in values.items():
            book[sheet][cell] = value
    book.save(target)


def fine(outcome: Outcome) -> Outcome:
    assert outcome.code == 0, outcome
    return outcome


def revision(folder: Path, number: int) -> tuple[WeekPlan, Timetable]:
    """A revision as it can be read in ten years, from its own files."""
    plan = load(f"{folder}@{number}")
    return plan, plan.timetable(folder / str(number) / "schedule.csv")


def parts_on(timetable: Timetable, day: int) -> list[Part]:
    return [part for part in timetable.parts if part.day == day]


def hold_so_far(journey: Journey, number: int) -> None:
    """Hold a revision to every change up to it: revision 1 comes before all of them."""
    plan, timetable = revision(journey.folder, number)
    week = plan.week
    assert not plan.judge(timetable).breached
    if number > 1:
        led = {one.id for one in week.sessions if journey.chair in one.leaders}
        assert led
        assert not led & {part.session for part in parts_on(timetable, journey.away)}
    if number > 2:
        assert not [p for p in parts_on(timetable, journey.closed) if p.room == journey.room]
    if number > 3:
        added = [one for one in week.sessions if one.title == journey.event]
        assert len(added) == 1
        assert timetable.minutes(added[0].id) == 60
    if number > 4:
        assert (
            max(p.start + p.minutes for p in parts_on(timetable, journey.last_day)) <= journey.end
        )
        assert max(one.closes for one in week.sittings_on(journey.last_day)) <= journey.end


def take_through(run: Run, journey: Journey) -> None:
    """Publish every change, and look at what it leaves behind."""
    folder, solving = journey.folder, ("--time-limit", "120", "--no-freer")
    for number, change in enumerate(journey.changes, 2):
        fine(run("replan", folder, "--change", change, "--publish", "--note", change, *solving))
        for earlier in range(1, number + 1):
            hold_so_far(journey, earlier)
        sent = {path.name for path in (folder / str(number)).rglob("*") if path.is_file()}
        assert {f"programme.{code}.docx" for code in CODES} <= sent
        assert {f"changes.{code}.docx" for code in CODES} <= sent
        assert "all.ics" in sent
        fine(run("check", folder))
        fine(run("show", f"{folder}@{number}"))
    fine(run("revisions", folder))
    assert [one.note for one in revisions(folder)] == ["First draft", *journey.changes]
    whole = [find_edits(folder / str(number)) for number in range(1, len(journey.changes) + 2)]
    assert not any(map(list, whole))


@pytest.mark.slow
def test_a_week_of_a_made_up_convention_is_typed_solved_published_and_changed(
    run: Run, tmp_path: Path
) -> None:
    drafted, book = tmp_path / "lakes.xlsx", tmp_path / "lakes-typed.xlsx"
    schedule, folder = tmp_path / "schedule.xlsx", tmp_path / "lakes-2027"
    fine(run("new", drafted))
    row = {"A": "vote", "B": "Vote on the budget", "E": "meeting", "F": "plenary"}
    row |= {"H": 45, "M": "wednesday, thursday", "S": 3, "T": 120}
    typed(drafted, book, {"Sessions": {f"{column}11": value for column, value in row.items()}})
    fine(run("solve", book, "--output", schedule))
    three = [word for code in CODES for word in ("--language", code)]
    fine(run("publish", book, schedule, "--to", folder, "--note", "First draft", *three))
    plan, timetable = revision(folder, 1)
    assert plan.week.session["vote"].least == 45
    assert timetable.minutes("vote") == 45
    take_through(
        run,
        Journey(
            folder,
            (
                "KHM away thursday",
                "shore closed wednesday",
                "add side event 'Launch of the report' 60 minutes at lunch led by EST",
                "thursday ends 17:00",
            ),
            chair="KHM",
            away=3,
            room="shore",
            closed=2,
            event="Launch of the report",
            last_day=3,
            end=17 * 60,
        ),
    )
    for code in CODES:
        fine(run("programme", folder, "--language", code, "--output", tmp_path / f"{code}.pdf"))
        assert (tmp_path / f"{code}.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_the_week_of_2011_is_published_and_changed_and_nothing_is_lost(
    run: Run, tmp_path: Path
) -> None:
    book, folder = tmp_path / "week.xlsx", tmp_path / "geneva-2011"
    schedule = tmp_path / "schedule.csv"
    fine(run("workbook", LIBRARY / "apmbc-2011.yaml", "--output", book))
    fine(run("solve", book, "--output", schedule))
    three = [word for code in CODES for word in ("--language", code)]
    fine(run("publish", book, schedule, "--to", folder, "--note", "First draft", *three))
    take_through(
        run,
        Journey(
            folder,
            (
                "AUS away thursday",
                "b closed thursday",
                "add side event 'Launch of the report' 60 minutes at lunch led by NOR",
                "friday ends 17:00",
            ),
            chair="AUS",
            away=3,
            room="b",
            closed=3,
            event="Launch of the report",
            last_day=4,
            end=17 * 60,
        ),
    )
