"""A meeting that repeats: a session of its own for each day, which one can drop or move."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.honour_order import HonourOrder
from constraints.meet_on_consecutive_days import MeetOnConsecutiveDays as Consecutive
from scenarios.loading.extending import read_source
from scenarios.loading.loading import load_scenario
from scenarios.reading.yaml.yaml_text import yaml_text
from scenarios.studies.replanning.changes_in_words import Changed, change_in_words
from scheduler.errors import BadInput
from tests.desk.conftest import Run

WEEK = """\
schema: 1
week:
  from: 2027-06-14
  to: 2027-06-17
  sittings:
    early: {hours: 09:00-10:00, for: [coordination]}
    morning: 10:00-13:00
    night: {hours: 21:00-01:30, for: [workshop]}
bodies: {work: {name: Work, kind: other}}
sessions:
  plenary: {title: Plenary, body: work, format: plenary, least: 60}
  bureau: {title: {en: Bureau}, body: work, format: coordination, least: 30, repeat: daily 09:00}
"""


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    text = WEEK
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "week.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def pins(path: Path) -> dict[str, tuple[int, int, int]]:
    sessions = load_scenario(path).week.sessions
    return {s.id: (pin.day, pin.start, pin.minutes) for s in sessions for pin in s.pinned}


def test_it_meets_on_every_day_under_a_key_that_says_the_day(tmp_path: Path) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday")
    path = written(tmp_path)
    assert pins(path) == {f"bureau-{day}": (number, 540, 30) for number, day in enumerate(days)}
    sessions = load_scenario(path).week.session
    assert {sessions[f"bureau-{day}"].title for day in days} == {"Bureau"}


@pytest.mark.parametrize(
    ("repeat", "keys"),
    [
        ("every tuesday at 9:30", {"tuesday"}),
        ("monday, tuesday and 17 June 9:15", {"monday", "tuesday", "thursday"}),
        ("monday 9.30 a.m.", {"monday"}),
        ("{at: '09:00', but_not: [monday, wednesday]}", {"tuesday", "thursday"}),
        ("{every: [monday, tuesday], at: 09:15, minutes: 45}", {"monday", "tuesday"}),
    ],
)
def test_days_are_named_as_people_name_them(tmp_path: Path, repeat: str, keys: set[str]) -> None:
    path = written(tmp_path, ("daily 09:00}", f"{repeat}}}" if "{" in repeat else f'"{repeat}"}}'))
    assert pins(path).keys() == {f"bureau-{day}" for day in keys}


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("order: [{first: bureau, then: plenary}]", {"monday", "tuesday", "wednesday", "thursday"}),
        ("order: [{first: Bureau, then: plenary}]", {"monday", "tuesday", "wednesday", "thursday"}),
        ("order: [{first: bureau-monday, then: plenary}]", {"monday"}),
        (
            "rules: {honour_order: {must: true, orders: [{first: bureau, then: plenary}]}}",
            {"monday", "tuesday", "wednesday", "thursday"},
        ),
    ],
)
def test_its_short_key_stands_for_all_its_meetings(
    tmp_path: Path, said: str, keys: set[str]
) -> None:
    path = written(tmp_path, ("schema: 1\n", f"schema: 1\n{said}\n"))
    (rule,) = (
        one.rule for one in load_scenario(path).settings if isinstance(one.rule, HonourOrder)
    )
    assert {order.first for order in rule.orders} == {f"bureau-{key}" for key in keys}
    assert {order.then for order in rule.orders} == {"plenary"}


def test_a_rule_takes_the_short_key_on_either_side_and_in_weights(tmp_path: Path) -> None:
    rules = (
        "rules: {space_sessions: "
        "{must: true, spacings: [{first: plenary, second: bureau, relation: apart}]}, "
        "follow_precedent: {prefer: true, weights: {bureau: 3}}}"
    )
    path = written(tmp_path, ("schema: 1\n", f"schema: 1\n{rules}\n"))
    found = {one.rule.name: one.rule.model_dump() for one in load_scenario(path).settings}
    days = ("monday", "tuesday", "wednesday", "thursday")
    assert [pair["second"] for pair in found["space_sessions"]["spacings"]] == [
        f"bureau-{day}" for day in days
    ]
    assert found["follow_precedent"]["weights"] == {f"bureau-{day}": 3 for day in days}


def test_a_session_cannot_have_the_key_of_a_series(tmp_path: Path) -> None:
    path = written(tmp_path, ("least: 60}", "least: 60, series: plenary}"))
    with pytest.raises(BadInput, match="there is a session 'plenary', too; give the series its"):
        load_scenario(path)


def changed_to(path: Path, *texts: str) -> tuple[Changed, Path]:
    found = change_in_words(load_scenario(path), texts, source=read_source(path))
    assert found.source is not None
    after = path.with_name("after.yaml")
    after.write_text(yaml_text(found.source.data), encoding="utf-8")
    return found, after


@pytest.mark.parametrize("name", ["bureau", "Bureau"])
def test_all_of_its_meetings_are_dropped_at_once(tmp_path: Path, name: str) -> None:
    path = written(
        tmp_path, ("schema: 1\n", "schema: 1\norder: [{first: bureau, then: plenary}]\n")
    )
    found, after = changed_to(path, f"{name} dropped")
    assert found.sentences == ("All 4 meetings of “Bureau” are dropped.",)
    assert set(load_scenario(after).week.session) == {"plenary"}


def test_its_short_key_still_stands_for_those_that_are_left(tmp_path: Path) -> None:
    path = written(
        tmp_path, ("schema: 1\n", "schema: 1\norder: [{first: bureau, then: plenary}]\n")
    )
    for dropped, days in (("monday", 3), ("tuesday", 2), ("wednesday", 1), ("thursday", 0)):
        _, path = changed_to(path, f"bureau-{dropped} dropped")
        settings = load_scenario(path).settings
        orders = [one for s in settings if isinstance(s.rule, HonourOrder) for one in s.rule.orders]
        assert len(orders) == days


def test_what_one_session_alone_can_have_is_asked_of_one_of_its_meetings(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(BadInput, match="'bureau' means 4 meetings; write one of them, bureau-mon"):
        changed_to(path, "bureau longer 30")


def test_its_days_tell_its_meetings_apart_in_whatever_shows_them(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    from openpyxl import load_workbook

    path, book = written(tmp_path), tmp_path / "schedule.xlsx"
    outcome = run("solve", path, "--output", book, "--workers", 1)
    assert outcome.code == 0, outcome
    assert outcome.output.count("09:00–09:30  Bureau\n") == 4
    cells = [cell.value for row in load_workbook(book)["Week"].iter_rows() for cell in row]
    assert cells.count("09:00–09:30\nBureau") == 4
    assert not [cell for cell in cells if "bureau-" in str(cell)]


def test_two_of_one_title_on_one_day_are_told_apart(tmp_path: Path) -> None:
    other = "sessions:\n  tea: {title: Bureau, body: work, format: plenary, least: 60, pinned: "
    pinned = "{at: monday 10:00, minutes: 60}}\n"
    week = load_scenario(written(tmp_path, ("sessions:\n", f"{other}{pinned}"))).week
    assert week.title_on_its_day("bureau-monday") == "Bureau (bureau-monday)"
    assert week.title_on_its_day("plenary") == "Plenary"


def test_a_longer_week_says_dates(tmp_path: Path) -> None:
    path = written(tmp_path, ("to: 2027-06-17", "to: 2027-06-22"), ("daily", "monday"))
    assert pins(path).keys() == {"bureau-2027-06-14", "bureau-2027-06-21"}


def test_a_closed_day_is_passed_over_and_said(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, ("to: 2027-06-17", "to: 2027-06-17\n  closed: [tuesday]"))
    outcome = run("show", path)
    assert "Note: " in outcome.problems
    assert "it is not held on Tuesday 15 June, when nobody meets" in outcome.problems
    assert run("solve", path, "--workers", 1, "--quiet").problems == ""
    assert "Tuesday" not in [key for key in pins(path) if "tuesday" in key]


def test_a_closed_day_that_it_names_is_a_warning_of_every_command(run: Run, tmp_path: Path) -> None:
    changes = (("to: 2027-06-17", "to: 2027-06-17\n  closed: [tuesday]"), ("daily 09:00", "REPEAT"))
    path = written(tmp_path, *changes, ("REPEAT", '"monday, tuesday 09:00"'))
    problems = run("solve", path, "--workers", 1).problems
    assert "Warning: " in problems
    assert "it is not held on Tuesday 15 June, when nobody meets" in problems


def test_after_midnight_it_belongs_to_the_night_before(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        (
            "coordination, least: 30, repeat: daily 09:00",
            "workshop, least: 60, repeat: tuesday 00:30",
        ),
    )
    assert pins(path) == {"bureau-tuesday": (0, 24 * 60 + 30, 60)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("daily 09:00", "daily 08:00", "17 June no sitting open to a coordination meeting holds"),
        ("daily 09:00", "daily", "'daily' needs days and a time, as in 'daily 09:00'"),
        ("daily 09:00", "mondy 09:00", "did you mean monday"),
        ("least: 30, repeat", "repeat", "how long is it?"),
        ("repeat: daily", "pinned: {at: monday 09:00, minutes: 30}, repeat: daily", "in one place"),
        ("  plenary:", "  bureau-monday:", "which is another session's key"),
        ("daily 09:00", "{at: '25:00'}", "repeat › at"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = written(tmp_path, (old, new))
    with pytest.raises(BadInput) as error:
        load_scenario(path)
    (problem,) = error.value.problems
    assert told in str(problem)
    assert "line 1" in str(problem)


@pytest.mark.parametrize(
    ("rule", "runs"),
    [
        ("", [("plenary", False)]),
        ("meet_on_consecutive_days: {prefer: true}", [("plenary", False)]),
        ("meet_on_consecutive_days: off", []),
        (
            "meet_on_consecutive_days: {must: true, "
            "sessions: [{session: Plenary, one_a_day: true}]}",
            [("plenary", True), ("plenary", False)],
        ),
    ],
)
def test_parts_on_days_in_a_row_are_asked_of_the_rule(
    tmp_path: Path, rule: str, runs: list[tuple[str, bool]]
) -> None:
    days = ("least: 60}", "least: 60, parts: {at_most: 2, days: consecutive}}")
    path = written(tmp_path, days, ("bodies:", f"rules: {{{rule}}}\nbodies:"))
    found = [s.rule for s in load_scenario(path).settings if isinstance(s.rule, Consecutive)]
    assert [(one.session, one.one_a_day) for rule in found for one in rule.sessions] == runs


@pytest.mark.slow
def test_a_replan_drops_a_single_one_and_keeps_the_others(run: Run, tmp_path: Path) -> None:
    path, schedule = written(tmp_path), tmp_path / "schedule.csv"
    assert run("solve", path, "--output", schedule).code == 0
    after = tmp_path / "after.yaml"
    dropped = run(
        "replan", path, schedule, "--change", "bureau-tuesday dropped", "--save-scenario", after
    )
    assert dropped.code == 0
    assert pins(after).keys() == {f"bureau-{day}" for day in ("monday", "wednesday", "thursday")}
    longer = run(
        "replan", path, schedule, "--change", "plenary longer 30", "--save-scenario", after
    )
    assert longer.code in (0, 1)
    assert "repeat: daily 09:00" in after.read_text(encoding="utf-8").replace("'", "")
