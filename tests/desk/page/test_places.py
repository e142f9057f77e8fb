"""Every place of a held card, as the page is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios.studies.places.run import part_places
from tests.desk.page.sent import SentWeek, opened_week

Json = dict[str, Any]


@pytest.fixture
def lakes(tmp_path: Path) -> SentWeek:
    return opened_week(tmp_path)


def every(places: Json) -> dict[tuple[int, int, str | None], tuple[int, list[int], int]]:
    """By day, start and room: the musts broken, the costs by tier, the tier that is dearer."""
    return {
        (sitting["day"], sitting["first"] + index * places["grain"], room["room"]): (
            room["breaks"][index],
            room["costs"][index],
            room["dearer"][index],
        )
        for sitting in places["sittings"]
        for room in sitting["rooms"]
        for index in range(len(room["breaks"]))
    }


def test_every_place_has_the_colour_that_the_judge_gives_it(lakes: SentWeek) -> None:
    places = lakes.get("/places", session="clearance", number=1)
    found = every(places)
    now = lakes.week.now
    (part,) = now.edited.timetable.of("clearance")
    judged = part_places(now.edited.led, now.edited.timetable, "clearance", part)
    assert len(found) == len(judged.places)
    for place, difference in judged.places:
        breaks, costs, _ = found[place.day, place.start, place.room]
        assert breaks == len(difference.breaches)
        assert tuple(costs) == difference.costs
    assert places["here"] == {"day": 0, "start": 600, "minutes": 60, "room": "hall"}
    assert {kind for kind, _, _ in found.values()} >= {0, 1}


def test_a_place_is_dearer_in_the_first_tier_that_costs_more(lakes: SentWeek) -> None:
    shorter = every(lakes.get("/places", session="clearance", number=1, minutes=45))
    longer = every(lakes.get("/places", session="clearance", number=1, minutes=90))
    assert {dearer for breaks, _, dearer in longer.values() if not breaks} == {0}
    assert all(breaks for breaks, _, _ in shorter.values())
    assert lakes.get("/places", session="clearance", minutes=30)["here"] is None


def test_the_version_of_an_answer_is_that_of_the_week(lakes: SentWeek) -> None:
    asked = {"session": "clearance", "number": 1}
    before = lakes.ask("GET", "/places", params=asked)
    assert before.headers["ETag"] == f'"{lakes.week.now.version}"'
    lakes.step("move", session="clearance", number=1, day=1, start=900, room="annex")
    after = lakes.ask("GET", "/places", params=asked)
    assert after.headers["ETag"] == f'"{lakes.week.now.version}"'
    assert after.json()["here"] == {"day": 1, "start": 900, "minutes": 60, "room": "annex"}


def test_one_place_says_in_sentences_what_it_breaks(lakes: SentWeek) -> None:
    there = {"session": "clearance", "number": 1, "day": 1, "start": 600, "room": "hall"}
    worth = lakes.get("/place", **there)
    assert not worth["possible"] and not worth["here"]
    (reason, *_) = (one for one in worth["breaks"] if one["rule"] == "use_rooms_once")
    assert "On Victims" in reason["sentences"][0]
    assert worth["costs"] == [] and worth["prefers"] == []


def test_a_place_outside_every_sitting_is_judged_as_well(lakes: SentWeek) -> None:
    there = {"session": "clearance", "number": 1, "day": 0, "start": 820, "room": "hall"}
    worth = lakes.get("/place", **there)
    assert [one["rule"] for one in worth["breaks"]] == ["structure"]


def test_a_place_in_a_room_that_nobody_knows_is_refused_with_where_it_is_wrong(
    lakes: SentWeek,
) -> None:
    there = {"session": "clearance", "number": 1, "day": 9, "start": 600, "room": "cellar"}
    refused = lakes.ask("GET", "/place", params=there)
    assert refused.status_code == 422
    assert {one["where"] for one in refused.json()["problems"]} == {"day", "room"}


@pytest.mark.parametrize(
    "asked", [{"session": "nobody"}, {"session": "clearance", "number": 7}, {"minutes": 7}]
)
def test_a_card_that_is_not_there_is_refused(lakes: SentWeek, asked: Json) -> None:
    refused = lakes.ask("GET", "/places", params={"session": "clearance", "number": 1, **asked})
    assert refused.status_code == 422
    assert refused.json()["problems"]


def test_the_list_of_moves_has_the_best_places_of_each_day_and_pages_through_them(
    lakes: SentWeek,
) -> None:
    moves = lakes.get("/moves", session="clearance", number=1, limit=1)
    assert [day["day"] for day in moves["days"]] == [0, 1]
    monday, tuesday = moves["days"]
    assert len(monday["rows"]) == len(tuesday["rows"]) == 1 < tuesday["total"]
    more = lakes.get("/moves", session="clearance", number=1, day=1, offset=1, limit=50)
    assert len(more["days"][0]["rows"]) == tuesday["total"] - 1
    rows = [*tuesday["rows"], *more["days"][0]["rows"]]
    starts = {(start, room) for row in rows for start in row["starts"] for room in row["rooms"]}
    found = every(lakes.get("/places", session="clearance", number=1))
    times = {at for (day, at, _), (breaks, _, _) in found.items() if day == 1 and not breaks}
    assert {start for start, _ in starts} == times
    assert all(found[1, start, room][0] == 0 for start, room in starts)
    assert sum(row["here"] for row in monday["rows"]) == 1
    assert all(one["reasons"] and one["when"] for one in moves["impossible"])


def test_every_room_is_told_for_the_time_that_a_part_has(lakes: SentWeek) -> None:
    rows = lakes.get("/rooms", session="clearance", number=1)["rows"]
    assert {row["rooms"][0] for row in rows} == {"hall", "annex"}
    assert [row["rooms"] for row in rows if row["here"]] == [["hall"]]


@pytest.mark.slow
def test_why_a_part_is_there_is_told_by_the_best_place_of_every_sitting(lakes: SentWeek) -> None:
    rows = lakes.get("/why", session="clearance", number=1)["rows"]
    assert [row["sitting"] for row in rows] == [
        one.id for one in lakes.week.now.edited.scenario.week.sittings
    ]
    assert [row["here"] for row in rows] == [True, False, False, False]
    assert all(row["possible"] for row in rows)


def test_a_session_that_is_not_in_the_week_has_places_too(lakes: SentWeek) -> None:
    lakes.step("remove", session="victims", number=1)
    places = lakes.get("/places", session="victims")
    assert places["here"] is None and places["number"] is None
    best = lakes.get("/moves", session="victims")["days"][0]["rows"][0]
    lakes.step(
        "place",
        session="victims",
        day=0,
        start=best["starts"][0],
        room=best["rooms"][0],
        minutes=best["minutes"],
    )
    assert lakes.week.now.verdict.legal
