"""A season as a person asks about it in Python."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scenarios.season.loading import build_season
from scenarios.season.plan import SeasonPlan
from scheduler.errors import BadInput
from scheduler.season.season import Aim


def plan() -> SeasonPlan:
    """A conference that may begin on three Mondays, and another one that is fixed on the first."""
    both: dict[str, Any] = {"city": "Geneva", "needs": "lawyers", "attended_by": ["ALB"]}
    return build_season(
        {
            "schema": 1,
            "delegations": {"also": {"ALB": {"name": "Albania"}}},
            "groups": {"lawyers": "the lawyers"},
            "meetings": {
                "fixed": {"name": "Fixed", "from": "2027-06-07", "to": "2027-06-08", **both},
                "open": {
                    "name": "Open",
                    "days": 3,
                    "may_begin": ["2027-06-07", "2027-06-14", "2027-06-21"],
                    **both,
                },
            },
        }
    )


def test_each_date_is_told_with_what_the_whole_season_then_comes_to() -> None:
    frame = plan().each_date("open").to_frame()
    assert list(frame["dates"]) == ["7–9 June 2027", "14–16 June 2027", "21–23 June 2027"]
    assert list(frame[Aim.AVOID_CLASHES.value]) == [2, 0, 0]
    assert list(frame[Aim.LET_STATES_ATTEND.value]) == [2, 0, 0]
    assert list(frame[Aim.KEEP_DATES.value]) == [0, 7, 14]
    assert list(frame["clashes_with"]) == ["Fixed", "", ""], "a meeting is named once"


def test_the_other_meetings_stand_where_they_are_said_to() -> None:
    rows = plan().each_date("open", {"fixed": date(2027, 6, 21)}).rows()
    assert [row["clashes_with"] for row in rows] == ["", "", "Fixed"]
    (row,) = plan().each_date("fixed", {"open": date(2027, 6, 14)}).rows()
    assert row["clashes_with"] == ""


def test_dates_are_told_as_a_table_with_those_held_and_those_of_now() -> None:
    told = str(plan().each_date("open", {"open": date(2027, 6, 14)}))
    lines = [line.split() for line in told.splitlines() if "June" in line]
    assert [line[2:] for line in lines] == [
        ["proposed", "2", "2", "0", "0", "0", "Fixed"],
        ["now", "0", "0", "0", "0", "7"],
        ["0", "0", "0", "0", "14"],
    ]


def test_a_meeting_that_the_season_has_not_is_refused() -> None:
    with pytest.raises(BadInput, match="meeting: there is no meeting 'opne'; did you mean open"):
        plan().each_date("opne")
    assert plan().each_date("Open").meeting == "open", "its name will do"
