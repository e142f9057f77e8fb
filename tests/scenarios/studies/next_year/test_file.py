"""Next year's scenario as a file: it loads, says what is proposed, and stands a year later."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.loading.workbook.converting import as_file
from scenarios.scenario import Scenario
from scenarios.studies.next_year.file import next_year_text, save_next_year
from scenarios.studies.next_year.run import propose_next_year
from scheduler.errors import BadInput
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.timetable import Part
from tests.weeks import SMALL_WEEK

WEEKS = sorted(path for path in LIBRARY.glob("*.yaml") if path.stem[:3] in ("apm", "ccw"))
NEXT = date(2028, 6, 12)
TEXT = SMALL_WEEK.read_text(encoding="utf-8")


def week_in(folder: Path, *changes: tuple[str, str], more: str = "") -> Scenario:
    """The small week in a folder, with its text changed."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "this-year.yaml"
    path.write_text(text + more, encoding="utf-8")
    return load_scenario(path)


def next_year(scenario: Scenario, folder: Path, **given: Any) -> Scenario:
    """Next year's scenario, written and read again."""
    path = folder / "next-year.yaml"
    found = propose_next_year(scenario, **{"first": NEXT, **given})
    path.write_text(next_year_text(found, path), encoding="utf-8")
    return load_scenario(path)


def test_it_extends_this_years_file_and_has_the_reason_above_each_proposal(tmp_path: Path) -> None:
    scenario = week_in(tmp_path, ("    wanted: 120   ", "    used: 95\n    wanted: 120   "))
    found = next_year(scenario, tmp_path)
    text = found.path.read_text(encoding="utf-8")
    assert "extends: this-year.yaml" in text
    assert (
        "  # Used 95 of 120 minutes; with a reserve of 10 % rounded up to the grid: 105.\n" in text
    )
    assert found.week.session["opening"].wanted == 105
    assert found.week.session["opening"].used is None
    assert found.week.session["clearance"] == scenario.week.session["clearance"]
    assert (found.week.first, found.week.last) == (NEXT, date(2028, 6, 14))


def test_items_keep_their_speakers_as_the_file_chooses_them(tmp_path: Path) -> None:
    updates = "{item: Updates, speakers: [COL, THA, UGA], minutes_each: 30"
    used = (
        "{item: Updates, speakers: {parties_of: convention, but_not: NOR}, minutes: 150, used: 75"
    )
    scenario = week_in(tmp_path, (updates, used))
    found = next_year(scenario, tmp_path)
    assert "speakers: {parties_of: convention, but_not: NOR}" in found.path.read_text("utf-8")
    one, other = found.week.session["clearance"].agenda
    assert (len(one.speakers), one.minutes, one.used, other.minutes) == (5, 17, None, 150)


@pytest.mark.slow
def test_days_that_go_by_their_date_are_those_of_next_year(tmp_path: Path) -> None:
    scenario = week_in(
        tmp_path,
        ("days: [tuesday, wednesday]", "days: [2027-06-15, 'Wednesday 16 June']"),
        ("poor: [wednesday afternoon]", "poor: [2027-06-16 afternoon]"),
        (
            "    least: 30\n    attendance: 12",
            "    least: 30\n    pinned: {at: 2027-06-14 13:00, minutes: 30}",
        ),
        (
            "    large: {",
            "    old: {name: Old room, seats: 9, closed: [15.06.2027]}\n    large: {",
        ),
    )
    found = next_year(scenario, tmp_path)
    for session in ("victim-assistance", "chairs"):
        assert found.week.session[session].pinned == scenario.week.session[session].pinned
    assert {one.day for one in found.week.sittings if one.poor} == {2}
    closed = found.week.room["old"].closed
    assert closed == {one.id for one in found.week.sittings if one.day == 1}
    # Closed days are added to those of the file below, so everything stands in this one.
    assert "extends" not in found.path.read_text("utf-8")
    days = {
        found.week.sitting[one].day
        for one in found.week.session["victim-assistance"].sittings or ()
    }
    assert days == {1, 2}


@pytest.mark.slow
def test_candidates_of_this_year_are_left_out_and_its_timetable_is_followed(tmp_path: Path) -> None:
    held = tmp_path / "held.csv"
    held.write_text("session,date,start,end\nopening,2027-06-14,15:00,17:00\n", encoding="utf-8")
    follow = (
        "rules:  ",
        "candidates: {held: held.csv}\nrules:\n  follow_precedent: "
        "{prefer: {tier: 2, weight: 1}, reference: held}\n  # ",
    )
    scenario = week_in(tmp_path, follow)
    for precedent in (None, held):
        found = next_year(scenario, tmp_path, precedent=precedent)
        assert not found.candidates
        (reference,) = found.week.references.values()
        assert reference.parts == (Part("opening", 0, 900, 120),)


@pytest.mark.slow
def test_no_state_hosts_again_and_time_is_kept_by_a_group_without_a_host(tmp_path: Path) -> None:
    found = next_year(week_in(tmp_path), tmp_path)
    proposals = {one.id: one.proposal for one in found.week.sessions if one.proposal is not None}
    assert not any(one.volunteered for one in proposals.values())
    assert proposals["group-to-be-offered"].host is None
    anew = next_year(week_in(tmp_path), tmp_path, volunteered=["UGA"])
    assert "group-to-be-offered" not in anew.week.session
    assert anew.week.session["uganda"].proposal is not None
    assert anew.week.session["uganda"].proposal.volunteered


def test_what_was_of_no_use_is_left_out_of_the_file(tmp_path: Path) -> None:
    scenario = week_in(
        tmp_path, ("      host: COL", "      held: {useful: false}\n      host: COL")
    )
    assert "colombia" not in next_year(scenario, tmp_path).week.session


@pytest.mark.slow
def test_a_workbook_holds_everything_and_remarks_the_reasons(tmp_path: Path) -> None:
    scenario = week_in(tmp_path, ("    wanted: 120   ", "    used: 95\n    wanted: 120   "))
    path = tmp_path / "next-year.xlsx"
    save_next_year(propose_next_year(scenario, first=NEXT), path)
    found = load_scenario(path).week
    assert (found.first, found.session["opening"].wanted) == (NEXT, 105)
    sheets = openpyxl.load_workbook(path).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    told = " ".join(str(cell) for row in rows for cell in row)
    assert "Used 95 of 120 minutes" in told and "Uganda has to volunteer anew" in told


def test_it_is_refused_to_write_it_as_what_it_is_not(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"next year's scenario ends in \.yaml"):
        save_next_year(propose_next_year(load_scenario(SMALL_WEEK)), tmp_path / "next-year.csv")


@pytest.mark.slow
def test_a_workbook_of_this_year_is_extended_by_a_yaml_file(tmp_path: Path) -> None:
    this = tmp_path / "this-year.xlsx"
    content = as_file(TEXT, this)
    assert isinstance(content, bytes)
    this.write_bytes(content)
    found = next_year(load_scenario(this), tmp_path)
    assert "extends: this-year.xlsx" in found.path.read_text("utf-8")
    assert found.week.first == NEXT


def test_it_is_found_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "2028").mkdir()
    found = next_year(week_in(tmp_path), tmp_path / "2028")
    assert "extends: '../this-year.yaml'" in found.path.read_text("utf-8")


def test_without_its_first_day_it_stands_where_this_years_stands(tmp_path: Path) -> None:
    scenario = week_in(tmp_path)
    found = next_year(scenario, tmp_path, first=None)
    assert found.week.first == scenario.week.first
    assert found.title == "Next year’s week (proposed)"


def test_a_week_that_nobody_can_hold_next_year_is_refused_with_the_reason(tmp_path: Path) -> None:
    scenario = week_in(tmp_path)
    broken = scenario.path.read_text("utf-8").replace("least: 180", "least: 2000")
    scenario.path.write_text(broken, encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be used as it follows from this year's"):
        next_year(scenario, tmp_path)


@pytest.mark.slow
def test_what_the_file_proposes_can_be_solved_at_once(tmp_path: Path) -> None:
    scenario = week_in(tmp_path, ("    wanted: 120   ", "    used: 95\n    wanted: 120   "))
    result = solve(next_year(scenario, tmp_path).problem, Options(workers=1))
    assert result.status is Status.PROVEN
    assert result.timetable is not None and result.timetable.holds("group-to-be-offered")


@pytest.mark.slow
@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_every_real_week_has_a_next_year(path: Path, tmp_path: Path) -> None:
    scenario = load_scenario(path)
    noted = tuple(
        one.model_copy(update={"used": (None, one.wanted * 3 // 5, one.wanted * 6 // 5)[n % 3]})
        for n, one in enumerate(scenario.week.sessions)
    )
    week = scenario.week.model_copy(update={"sessions": noted})
    scenario = scenario.model_copy(update={"week": week})
    first = scenario.week.first + timedelta(days=364)
    found = next_year(scenario, tmp_path, first=first, precedent=scenario.candidates.get("held"))
    assert found.week.first == first
    assert found.week.session.keys() >= {one.id for one in noted if one.proposal is None}


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            key: st.integers(0, 400)
            for key in ("opening", "clearance", "victim-assistance", "closing", "uganda")
        },
    ),
    st.integers(0, 100),
)
def test_whatever_was_used_the_file_loads_and_says_what_is_proposed(
    tmp_path: Path, used: dict[str, int], reserve: int
) -> None:
    from scenarios.studies.next_year.assumptions import NextYearWeights

    scenario = week_in(tmp_path)
    sessions = tuple(
        one.model_copy(update={"used": used.get(one.id)}) for one in scenario.week.sessions
    )
    week = scenario.week.model_copy(update={"sessions": sessions})
    scenario = scenario.model_copy(update={"week": week})
    weights = NextYearWeights(reserve=reserve)
    proposed = propose_next_year(scenario, weights=weights, first=NEXT)
    found = next_year(scenario, tmp_path, weights=weights).week.session
    for one in proposed.sessions:
        assert (found[one.session].wanted, found[one.session].least) == (one.then, one.least)
        agenda = found[one.session].agenda
        assert sum(item.asked for item in agenda) == sum(i.asked(i.then) for i in one.items)
