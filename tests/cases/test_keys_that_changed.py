"""A session or a room that has another key than when the week was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited

PUBLISHED = (
    "session,title,date,start,end,room\n"
    "clearance,Clearance,2027-06-14,10:00,11:30,big\n"
    "victims,Victim Assistance,2027-06-14,11:30,12:30,big\n"
)


@pytest.fixture
def week(tiny: Path) -> Path:
    """The tiny week with two rooms."""
    edited(tiny, "10:00-12:00", "10:00-14:00")
    rooms = "venue: {rooms: {big: {name: Big Room, seats: 100}, small: {name: Annex, seats: 9}}}"
    edited(tiny, "delegations:\n", f"{rooms}\ndelegations:\n")
    tiny.with_name("drafted.csv").write_text(PUBLISHED, encoding="utf-8")
    return tiny


def patch(week: Path, text: str) -> Path:
    path = week.with_name("patch.yaml")
    path.write_text(text, encoding="utf-8")
    return path


NEW_KEY = "{title: Victim Assistance, body: victims, format: plenary, least: 60}"


@pytest.mark.slow
def test_a_session_with_another_key_is_known_by_its_title(run: Run, week: Path) -> None:
    edited(
        week,
        "  victims: {title: Victim Assistance, body",
        "  helping: {title: Victim Assistance, body",
    )
    said = "'victims' is not in the scenario, and is read as 'helping', which has its title"
    for command in ("check", "show"):
        outcome = run(command, week, "drafted")
        assert outcome.code == 0, outcome
        assert "row 3, column session: " + said in outcome.problems
    outcome = run("replan", week, "drafted", "--no-freer")
    assert "no part of it changes" in outcome.words and said in outcome.problems
    outcome = run("compare", week, week.with_name("drafted.csv"), "--no-solve")
    assert outcome.code == 0 and said in outcome.problems


def test_so_is_one_whose_key_a_change_gives_anew(run: Run, week: Path) -> None:
    change = patch(week, f"sessions: {{victims: null, helping: {NEW_KEY}}}\n")
    outcome = run("replan", week, "drafted", "--change", change, "--no-freer")
    assert outcome.code == 0, outcome
    assert "The published week can stay as it is: no part of it changes." in outcome.output


def test_a_room_with_another_key_is_known_by_its_name(run: Run, week: Path) -> None:
    change = patch(week, "venue: {rooms: {big: null, main: {name: Big Room, seats: 100}}}\n")
    outcome = run("replan", week, "drafted", "--change", change, "--no-freer")
    assert outcome.code == 0, outcome
    assert "The published week can stay as it is: no part of it changes." in outcome.output
    assert "'big' is not in the scenario, and is read as 'main', which has its name" in (
        outcome.problems
    )


def test_two_sessions_of_one_title_are_not_told_apart_by_it(run: Run, week: Path) -> None:
    twins = f"helping: {NEW_KEY}, aiding: {NEW_KEY}"
    change = patch(week, f"sessions: {{victims: null, {twins}}}\n")
    outcome = run("replan", week, "drafted", "--change", change, "--no-freer")
    assert outcome.code == 2
    assert "which the scenario does not have; the scenario has “Victim Assistance" in (
        outcome.problems
    )


@pytest.mark.parametrize(
    ("same", "said"),
    [
        ("victims=victim-help", "no part of it changes"),
        ("victims = Help for victims", "no part of it changes"),
        ("victims=", "“Victim Assistance” is dropped"),
    ],
)
def test_what_may_be_the_same_is_asked_and_answered(
    run: Run, week: Path, same: str, said: str
) -> None:
    new = "{title: Help for victims, body: victims, format: plenary, least: 60}"
    change = patch(week, f"sessions: {{victims: null, victim-help: {new}}}\n")
    asked = ("replan", week, "drafted", "--change", change, "--no-freer")
    outcome = run(*asked)
    assert outcome.code == 2
    assert outcome.problems.startswith(
        f"{week.with_name('drafted.csv')}: this has session “Victim Assistance” (victims), which "
        "the scenario does not have; the scenario has “Help for victims” (victim-help), which "
        "this does not have. If they are the same, add --same 'victims=victim-help'; if not, "
        "--same 'victims='"
    )
    answered = run(*asked, "--same", same)
    assert answered.code == 0, answered
    assert said in answered.words


def test_a_room_that_may_be_the_same_is_asked_as_well(run: Run, week: Path) -> None:
    edited(week, "big: {name: Big Room", "big-1: {name: Big Room")
    outcome = run("replan", week, "drafted", "--no-freer")
    assert outcome.code == 2
    assert "add --same 'big=big-1'; if not, --same 'big='" in outcome.problems
    answered = run("replan", week, "drafted", "--no-freer", "--same", "big=big-1")
    assert "no part of it changes" in answered.words


def test_an_answer_that_cannot_be_used_is_refused(run: Run, week: Path) -> None:
    asked = ("--same", "victims", "--same", "victims=nobody")
    outcome = run("replan", week, "drafted", *asked)
    assert outcome.code == 2
    assert "--same 'victims': write the old key, =, and the new one" in outcome.problems
    assert "--same 'victims=nobody': there is no session or room 'nobody'" in outcome.problems


def test_a_row_that_is_gone_is_said(run: Run, week: Path) -> None:
    drafted = week.with_name("drafted.csv")
    drafted.write_text("".join(PUBLISHED.splitlines(keepends=True)[:2]), encoding="utf-8")
    outcome = run("replan", week, "drafted", "--no-freer")
    assert outcome.code == 0
    assert "there is no row of “Victim Assistance” (victims), whose parts count as new" in (
        outcome.problems
    )
