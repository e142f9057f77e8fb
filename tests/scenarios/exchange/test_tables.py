"""A scenario and its timetables as tables."""

from __future__ import annotations

from scenarios.exchange.schedule_csv import COLUMNS
from scenarios.exchange.tables import schedule_table, sessions_table
from scenarios.loading.loading import load_scenario
from scheduler.week.timetable import Part, Timetable
from tests.weeks import SMALL_WEEK


def test_each_session_has_a_row() -> None:
    scenario = load_scenario(SMALL_WEEK)
    table = sessions_table(scenario.week)
    assert list(table.index) == [session.id for session in scenario.week.sessions]
    assert table.loc["clearance", "wanted"] == 3 * 30 + 150
    assert table.loc["clearance", "leaders"] == "CHE, COL"
    assert table.loc["uganda", "optional"]


def test_a_timetable_has_the_rows_of_the_schedule_csv() -> None:
    scenario = load_scenario(SMALL_WEEK)
    timetable = Timetable(parts=(Part("opening", 0, 600, 60, "large"),))
    table = schedule_table(scenario.week, timetable)
    assert tuple(table.columns) == COLUMNS
    assert table.loc[0, "session"] == "opening"
    assert list(table["start"])[:2] == ["10:00", ""]
    assert len(table) == len(scenario.week.sessions)
