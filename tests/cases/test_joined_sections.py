"""Two of three sections of a hall, opened into one room."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scheduler.errors import BadInput
from tests.desk.conftest import Run, edited

WEEK = """\
schema: 1
title: A divisible hall
week: {from: 2027-06-14, to: 2027-06-14, sittings: {morning: 10:00-13:00}}
venue:
  rooms:
    c:
      seats: 120
      divides_into:
        c1: {seats: 35, closed: monday}
        c2: {seats: 35, name: Salle C2}
        c3: 35
        c23: {seats: 75, joins: [Salle C2, c3]}
delegations: {also: {AAA: {name: Aland}}}
bodies: {x: {name: Body X, kind: other}}
sessions:
  one: {title: One, body: x, format: special, least: 180, attendance: 70}
  two: {title: Two, body: x, format: workshop, least: 180}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "week.yaml"
    found.write_text(WEEK, encoding="utf-8")
    return found


def test_a_joined_room_shares_its_floor_with_its_sections_and_the_hall(path: Path) -> None:
    week = load_scenario(path).week
    assert week.floor["c23"] == {"c2", "c3"}
    assert week.floor["c"] == {"c1", "c2", "c3"}
    shares = {room: week.share_a_room("c23", room) for room in week.room}
    assert shares == {"c": True, "c1": False, "c2": True, "c3": True, "c23": True}
    assert {room.id for room in week.rooms if room.closed} == {"c", "c1"}


def test_beside_two_sections_in_one_room_only_the_third_is_free(run: Run, path: Path) -> None:
    outcome = run("solve", path)
    assert outcome.code == 3, "both need the joined room or its sections, and c1 is closed"
    edited(path, "c1: {seats: 35, closed: monday}", "c1: 35")
    outcome = run("solve", path)
    assert outcome.code == 0
    assert "One  c23" in outcome.output
    assert "Two  c1" in outcome.output


@pytest.mark.slow
def test_a_joined_room_is_closed_with_what_it_is_made_of(run: Run, path: Path) -> None:
    edited(path, "c1: {seats: 35, closed: monday}", "c1: 35")
    edited(path, "attendance: 70", "attendance: 30")
    edited(path, "two: {", "two: {optional: true, ")
    table = path.with_suffix(".csv")
    assert run("solve", path, "--output", table).code == 0
    said = {"c1": {"c", "c1"}, "c3": {"c", "c3", "c23"}, "c23": {"c", "c2", "c3", "c23"}}
    for room, closed in said.items():
        after = path.with_name(f"{room}.yaml")
        change = ("--change", f"{room} closed", "--save-scenario", after, "--no-freer")
        assert run("replan", path, table, *change).code == 0
        assert {one.id for one in load_scenario(after).week.rooms if one.closed} == closed


@pytest.mark.parametrize(
    ("joins", "said"),
    [
        ("[c2]", "one section is no joined room; name two or more, or leave this out"),
        ("[c1, c2, c3]", "these are all sections, and so the hall itself; leave this out"),
        ("[c2, c4]", "there is no section of the hall 'c4'"),
        ("[c2, c]", "there is no section of the hall 'c'"),
    ],
)
def test_what_is_no_part_of_a_hall_cannot_be_joined(
    run: Run, path: Path, joins: str, said: str
) -> None:
    edited(path, "[Salle C2, c3]", joins)
    outcome = run("show", path)
    assert outcome.code == 2
    assert "line 12, column" in outcome.problems
    assert said in outcome.problems


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ("seats: 75", ""),
        ("seats: 110", "c23: the sections that it joins have 70 seats together, and this has 110"),
        ("seats: 130", "c23: the hall that it is part of has 120 seats, and this has 130"),
    ],
)
def test_a_joined_room_larger_than_its_floor_is_told(
    path: Path, caplog: pytest.LogCaptureFixture, seats: str, said: str
) -> None:
    edited(path, "seats: 75", seats)
    load_scenario(path)
    assert (said in caplog.text) if said else not caplog.text


@pytest.mark.parametrize("those", ["d", "de"])
@pytest.mark.parametrize(
    ("building", "told"),
    [("annex", False), ("anex", True), ("annex 2", False), ("main", False), ("innex", False)],
)
def test_a_building_that_is_a_slip_of_another_is_told(
    path: Path, caplog: pytest.LogCaptureFixture, those: str, building: str, told: bool
) -> None:
    rooms = [f"    {key}: {{seats: 9, building: annex}}" for key in those]
    odd = f"    f: {{seats: 9, building: {building}}}"
    edited(path, "  rooms:", "\n".join(["  rooms:", *rooms, odd]))
    load_scenario(path)
    said = f"f › building: no other room is in '{building}'; did you mean annex?"
    assert (said in caplog.text) is told


def test_a_building_without_a_name_is_refused(path: Path) -> None:
    edited(path, "seats: 120", 'seats: 120\n      building: ""')
    with pytest.raises(BadInput, match="c › building: this is empty; write how people call it"):
        load_scenario(path)
