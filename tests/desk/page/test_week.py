"""The week as the page draws it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

import scenarios
from desk.page.open_weeks import OpenDesk
from desk.page.server import create_app

LIBRARY = Path(scenarios.__file__).parent / "library"

Json = dict[str, Any]

HOSTILE = "<script>alert(1)</script> \N{PARTY POPPER} " + "very long " * 30

NIGHT = f"""\
schema: 1
title: {HOSTILE!r}
week:
  from: 2027-06-14
  to: 2027-06-15
  sittings: {{morning: 10:00-12:00, night: 22:00-02:00}}
bodies:
  clearance: {{name: Committee on Clearance}}
sessions:
  clearance: {{title: {HOSTILE!r}, body: clearance, format: plenary, least: 60, wanted: 90}}
  talks: {{title: Talks, body: clearance, format: plenary, least: 60, optional: true}}
rules:
  give_wanted_time: {{prefer: {{tier: 2, weight: 3}}}}
candidates:
  drafted: drafted.csv
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("library")
    shutil.copytree(LIBRARY, folder, dirs_exist_ok=True)
    yield from _client(folder / "apmbc-2011.yaml")


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / "night.yaml").write_text(NIGHT, encoding="utf-8")
    (tmp_path / "drafted.csv").write_text(
        "session,date,start,end\nclearance,2027-06-14,23:30,00:30\n", encoding="utf-8"
    )
    yield from _client(tmp_path / "night.yaml")


class Client:
    """Asks the server as a browser does."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._ask("GET", path, **more)

    def step(self, key: str, version: int, **step: Any) -> httpx.Response:
        headers = {"If-Match": f'"{version}"'}
        return self._ask("POST", f"/api/weeks/{key}/steps", json=step, headers=headers)

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
                return await client.request(method, path, **more)

        return asyncio.run(asked())


def _client(path: Path) -> Iterator[Client]:
    desk = OpenDesk(path.parent)
    desk.open(path)
    yield Client(create_app(desk))
    desk.close()


def _view(client: Client, language: str = "en") -> Json:
    [week] = client.get("/api/desk").json()["weeks"]
    answer = client.get(f"/api/weeks/{week['key']}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    found: Json = answer.json()
    return found


@pytest.mark.slow
def test_the_week_of_2011_is_there_whole(library: Client) -> None:
    view = _view(library)
    assert [day["short"] for day in view["days"]] == [
        "Mon 20 Jun",
        "Tue 21 Jun",
        "Wed 22 Jun",
        "Thu 23 Jun",
        "Fri 24 Jun",
    ]
    assert len(view["parts"]) == 25
    assert set(view["unplaced"]) == {
        "eritrea-clearance",
        "guinea-bissau-clearance",
        "tajikistan-victim-assistance",
    }
    lunches = [one for one in view["sittings"] if one["name"] == "Lunch"]
    assert len(lunches) == 5
    assert not any(one["programme"] for one in lunches)


def test_each_part_is_numbered_in_the_order_of_time(library: Client) -> None:
    parts = [one for one in _view(library)["parts"] if one["session"] == "mine-clearance"]
    assert [one["number"] for one in parts] == [1, 2, 3, 4, 5]
    assert [one["day"] for one in parts] == [0, 1, 1, 2, 3]


def test_who_presides_stands_with_the_session(library: Client) -> None:
    sessions = {one["id"]: one for one in _view(library)["sessions"]}
    assert sessions["cooperation"]["presides"] == "President: Albania"
    assert sessions["mine-clearance"]["presides"] == "Co-Chairs: Colombia and Switzerland"
    french = {one["id"]: one for one in _view(library, "fr")["sessions"]}
    assert "Albanie" in french["cooperation"]["presides"]


def test_days_and_titles_are_in_the_language_of_the_reader(library: Client) -> None:
    french = _view(library, "fr")
    assert french["days"][0]["words"] == "lundi 20 juin 2011"
    titles = {one["id"]: one["title"] for one in french["sessions"]}
    assert titles["report-back"] == "Comptes rendus des petits groupes"
    assert {one["name"] for one in french["sittings"]} >= {"Matin", "Déjeuner"}
    formats = {one["id"]: one["format"] for one in french["sessions"]}
    assert formats["mine-clearance"] == "Séance plénière"


def test_findings_name_parts_that_the_view_has(library: Client) -> None:
    view = _view(library)
    parts = {(one["session"], one["number"]) for one in view["parts"]}
    findings = view["verdict"]["findings"]
    assert all((session, number) in parts for one in findings for session, number in one["parts"])
    interrupted = [one for one in findings if one["rule"] == "let_committees_finish"]
    assert [one["parts"] for one in interrupted] == [
        [["mine-clearance", number] for number in range(1, 6)]
    ]
    costs = {int(tier): cost for tier, cost in view["verdict"]["costs"].items()}
    for tier, cost in costs.items():
        assert sum(one["cost"] for one in findings if one["tier"] == tier) == cost


def test_what_no_timetable_can_lower_is_marked(library: Client) -> None:
    stays = [f for f in _view(library)["verdict"]["findings"] if f["rule"] == "shorten_stays"]
    assert {one["fixed"] for one in stays} == {True, False}


def test_a_delegation_leads_speaks_and_follows(library: Client) -> None:
    duties = library.get("/api/weeks/apmbc-2011/delegations/COL").json()
    does = {(one["session"], one["task"]) for one in duties["duties"]}
    assert ("colombia-clearance", "lead") in does
    assert ("mine-clearance", "lead") in does
    assert ("victim-assistance", "speak") in does
    assert duties["twice"] == []


@pytest.mark.slow
def test_a_delegation_of_one_is_needed_in_two_rooms_at_once(library: Client) -> None:
    view = _view(library)
    at_ten = {
        "albania-cooperation": "c3",
        "coordinating-committee": "b",
        "cooperation": "c",
        "co-chairs-meeting": "press",
    }
    for session, room in at_ten.items():
        step = {"do": "move", "session": session, "number": 1, "day": 3, "start": 600, "room": room}
        answer = library.step("apmbc-2011", view["version"], **step)
        assert answer.status_code == 200, answer.text
        view = answer.json()["view"]
    twice = library.get("/api/weeks/apmbc-2011/delegations/ALB").json()["twice"]
    assert {session for session, _ in twice} == at_ten.keys()


def test_a_delegation_that_is_not_in_the_week_is_not_found(library: Client) -> None:
    assert library.get("/api/weeks/apmbc-2011/delegations/XYZ").status_code == 404


def test_a_part_past_midnight_belongs_to_the_day_of_its_sitting(night: Client) -> None:
    [part] = _view(night)["parts"]
    assert (part["day"], part["start"], part["minutes"]) == (0, 23 * 60 + 30, 60)
    assert not part["outside"]


def test_a_part_outside_every_sitting_says_so_and_is_spoken_of(night: Client) -> None:
    view = _view(night)
    step = {"do": "move", "session": "clearance", "number": 1, "day": 1, "start": 780}
    done = night.step("night", view["version"], **step).json()["view"]
    [part] = done["parts"]
    assert part["outside"]
    [finding] = [one for one in done["verdict"]["findings"] if one["rule"] == "structure"]
    assert finding["parts"] == [["clearance", 1]]


@pytest.mark.slow
def test_a_hostile_title_goes_out_as_it_is_in_json(night: Client) -> None:
    answer = night.get("/api/weeks/night")
    assert answer.headers["Content-Type"].startswith("application/json")
    titles = {one["title"] for one in answer.json()["sessions"]}
    assert " ".join(HOSTILE.split()) in titles
