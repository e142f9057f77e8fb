"""How robust a timetable is, as counts, tables and sentences."""

from __future__ import annotations

import csv
import io

import pytest

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scenarios.exchange.csv_text import csv_text
from scenarios.studies.stress.disturbance import DisturbanceKind, short_title
from scenarios.studies.stress.result import COLUMNS, COUNTS, Robustness
from scenarios.studies.stress.run import stress, stress_all
from scenarios.studies.stress.side_by_side import RobustnessComparison
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from tests.scenarios.studies.stress.weeks import OPTIONS, scenario

NORWAY = frozenset({"NOR"})
LATE = tiny_timetable(
    at("clearance", 0, "11:00", room="hall"), at("cooperation", 0, "11:30", room="annex")
)
EARLY = tiny_timetable(
    at("clearance", 0, "10:00", room="hall"), at("cooperation", 0, "11:00", room="annex")
)


def week() -> Week:
    """One morning of two hours, two rooms, and a plenary that Norway leads."""
    made = tiny_week(
        tiny_session("clearance", leaders=NORWAY, title="=Clearance"),
        tiny_session("cooperation"),
        minutes=120,
        rooms=(tiny_room("hall"), tiny_room("annex")),
    )
    return made.model_copy(update={"grain": 15})


@pytest.fixture(scope="module")
def late() -> Robustness:
    return stress(scenario(week()), LATE, OPTIONS)


@pytest.fixture(scope="module")
def both() -> RobustnessComparison:
    found = stress_all(
        scenario(week()), {"late": LATE, "early": EARLY, "nothing": Timetable()}, OPTIONS
    )
    return RobustnessComparison(found=found)


def test_the_counts_are_of_all_disturbances(late: Robustness) -> None:
    assert {head: number for head, number in late.counts().items() if number} == {
        "no repair": 3,
        "1 part moves": 2,
        "minutes are cut": 2,
    }
    assert late.counts(DisturbanceKind.ROOMS)["1 part moves"] == 2
    assert tuple(late.counts()) == COUNTS
    assert (late.mean, late.most, late.cut) == (0.5, 1, 2)


def test_the_weakest_points_are_named(late: Robustness) -> None:
    points = {kind: point for kind in DisturbanceKind for point in late.points(kind)[:1]}
    assert points[DisturbanceKind.OVERRUNS].what == "clearance"
    assert points[DisturbanceKind.OVERRUNS].no_repair == 2
    assert points[DisturbanceKind.LEADERS].subject == "NOR"
    assert (
        "Weakest where a leader is missing for a day: NOR, 1 without repair in 1 disturbance."
        in (list(late.weakest()))
    )


def test_the_table_has_its_columns_and_types(late: Robustness) -> None:
    frame = late.to_frame()
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == len(late.impacts) == 7
    assert str(frame["moves"].dtype) == "Int64"
    assert frame["moves"].isna().sum() == 3
    assert frame["proven"].all()
    assert list(frame["outcome"])[:3] == ["no repair"] * 3
    assert set(frame["sessions"]) == {"", "clearance", "cooperation"}


def test_the_csv_guards_what_a_spreadsheet_would_take_for_a_formula(late: Robustness) -> None:
    named = late.model_copy(update={"name": "=late"})
    text = csv_text(COLUMNS, [tuple(row.values()) for row in named.rows()])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["timetable"] == "'=late"
    assert {row["proven"] for row in rows} == {"yes"}
    assert rows[0]["date"] == "2011-06-20"
    assert [row["cut"] for row in rows if row["outcome"] == "minutes are cut"] == ["30", "15"]


def test_it_prints_and_displays_itself(late: Robustness) -> None:
    said = str(late)
    assert "7 disturbances, one at a time." in said
    assert ["no", "repair", "2", "1", "0", "3"] in [line.split() for line in said.splitlines()]
    assert "30 minutes cut  “Cooperation” overruns by 30" in late.text(120)
    assert "“=Clearance”" in late._repr_html_()
    shown = late.model_copy(update={"name": "<b>"})._repr_html_()
    assert "&lt;b&gt;" in shown and "<b>" not in shown


def test_a_timetable_without_any_part_has_nothing_to_lose() -> None:
    nothing = tiny_week(tiny_session("clearance", optional=True))
    found = stress(scenario(nothing), Timetable(), OPTIONS)
    assert (found.impacts, found.mean, found.most) == ((), None, None)
    assert str(found).splitlines()[-1] == "0 disturbances, one at a time."
    assert not list(found.remarks())


# Side by side


def test_timetables_stand_side_by_side(both: RobustnessComparison) -> None:
    frame = both.to_frame()
    assert list(frame.columns) == ["late", "early"]
    assert list(frame.loc["no repair"]) == [3, 1]
    assert list(frame.loc["parts that move, at most"]) == [1, 1]


def test_the_greatest_differences_come_first(both: RobustnessComparison) -> None:
    names = [one.disturbance.name(week()) for one in both.differences()]
    assert names == [
        "“=Clearance” overruns by 15 minutes",
        "“=Clearance” overruns by 30 minutes",
        "“Cooperation” overruns by 30 minutes",
        "“Cooperation” overruns by 15 minutes",
    ]
    first = both.differences()[0].impacts
    assert [impact.word() for impact in first.values() if impact] == ["no repair", "nothing moves"]


def test_what_does_not_touch_a_timetable_costs_nothing_there() -> None:
    made = tiny_week(tiny_session("clearance", leaders=NORWAY), days=2)
    plans = {
        name: tiny_timetable(at("clearance", day, "10:00"))
        for name, day in (("monday", 0), ("tuesday", 1))
    }
    kinds = [DisturbanceKind.LEADERS]
    found = RobustnessComparison(found=stress_all(scenario(made), plans, OPTIONS, kinds=kinds))
    assert [list(one.impacts.values()).count(None) for one in found.differences()] == [1, 1]
    assert not list(found.sentences())


def test_a_part_that_another_timetable_has_not_is_not_compared() -> None:
    made = tiny_week(tiny_session("clearance", least=60, most_parts=2), days=2)
    plans = {
        "one": tiny_timetable(at("clearance", 0, "10:00", 60)),
        "two": tiny_timetable(at("clearance", 0, "10:30"), at("clearance", 1, "10:00")),
    }
    found = RobustnessComparison(found=stress_all(scenario(made), plans, OPTIONS))
    assert {one.disturbance.number for one in found.differences()} <= {0, 1}


def test_it_says_in_which_sense_one_is_better(both: RobustnessComparison) -> None:
    said = list(both.sentences())
    assert said[0].startswith("nothing: ")
    assert "Fewest disturbances without a repair: “early”, with 1." in said
    assert "Fewest overruns that do not fit the sitting: “early”, with 0." in said
    assert "late" in str(both) and "<table" in both._repr_html_()


def test_titles_cut_to_the_same_beginning_are_told_apart() -> None:
    titles = {"uga": "Small group: clearance in Uganda", "jor": "Small group: clearance in Jordan"}
    week = tiny_week(*(tiny_session(key, title=title) for key, title in titles.items()))
    assert [short_title(week, key) for key in titles] == [
        "“Small group: clearance in …” (uga)",
        "“Small group: clearance in …” (jor)",
    ]
