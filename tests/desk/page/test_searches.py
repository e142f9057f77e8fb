"""The searches of the page: started, watched by several, stopped, and what they find taken."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from desk.page.api.searches import search_view
from desk.page.open_weeks import OpenDesk, OpenWeek
from desk.page.searching import asking
from desk.page.searching.running import Asked, Said, Searches, SearchOutcome, Snapshot, Watching
from desk.page.server import create_app
from scenarios.editing.edited_week import Edit, EditedWeek
from scheduler.errors import Disagreement
from tests.desk.conftest import edited

Json = dict[str, Any]


class Page:
    """The page of one week, as a browser asks for it."""

    def __init__(self, app: FastAPI, week: OpenWeek) -> None:
        self._app, self.week = app, week

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            address = f"http://desk/api/weeks/{self.week.key}"
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.request(method, f"{address}{path}", **more)

        return asyncio.run(asked())

    def view(self) -> Json:
        found: Json = self.ask("GET", "").json()
        return found

    def start(self, kind: str, **about: Any) -> httpx.Response:
        body = {"kind": kind, "seconds": 600, "workers": 1, **about}
        return self.ask("POST", "/searches", json=body)

    def current(self) -> Json | None:
        found: Json | None = self.ask("GET", "/searches/current").json()["search"]
        return found

    def searched(self, kind: str, **about: Any) -> Json:
        """What a search has come to at its end."""
        assert self.start(kind, **about).status_code == 202
        search = self.week.searches.current
        assert search is not None
        search.wait()
        self.told()
        found = self.current()
        assert found is not None
        assert not found["running"]
        assert found["problem"] == ""
        return found

    def told(self) -> None:
        """Wait until the end of the search has been told, and its offers are kept."""
        for thread in threading.enumerate():
            if thread.name.startswith("telling"):
                thread.join()

    def offer(self, name: str) -> Json:
        found: Json = self.ask("GET", f"/offers/{name}").json()
        return found

    def step(self, version: int, **what: Any) -> httpx.Response:
        return self.ask("POST", "/steps", json=what, headers={"If-Match": f'"{version}"'})


@pytest.fixture
def page(tiny: Path) -> Iterator[Page]:
    yield from opened(tiny)


def opened(path: Path) -> Iterator[Page]:
    desk = OpenDesk(path.parent)
    week = desk.open(path)
    yield Page(create_app(desk), week)
    desk.close()


def parts(view: Json) -> list[tuple[str, int, int]]:
    return [(part["session"], part["start"], part["minutes"]) for part in view["parts"]]


SOLVED = [("victims", 600, 60), ("clearance", 660, 60)]


@pytest.mark.slow
def test_a_solve_ends_with_an_offer_that_is_taken_and_undone(page: Page) -> None:
    before = page.view()
    done = page.step(before["version"], do="move", session="victims", number=1, day=0, start=600)
    version = done.json()["view"]["version"]
    found = page.searched("solve")
    assert found["outcome"]["status"] == "PROVEN"
    assert found["began"] == version
    (line,) = found["outcome"]["offers"]
    offer = page.offer(line["id"])
    assert (offer["legal"], offer["problems"], offer["since"]) == (True, [], [])
    assert [move["session"] for move in offer["moves"]]
    taken = page.step(version, do="take", offer=line["id"])
    assert taken.status_code == 200
    assert parts(taken.json()["view"]) == parts(offer)
    assert taken.json()["view"]["verdict"]["legal"]
    undone = page.step(version + 1, do="undo").json()
    assert parts(undone["view"]) == parts(done.json()["view"])


@pytest.mark.slow
def test_the_tiers_and_the_week_so_far_are_shown(page: Page) -> None:
    found = page.searched("solve")
    tiers = {tier["name"]: tier for tier in found["tiers"]}
    assert (tiers["tier 2"]["best"], tiers["tier 2"]["bound"], tiers["tier 2"]["gap"]) == (
        90,
        90,
        0,
    )
    assert [part["session"] for part in found["parts"]] != []


@pytest.mark.slow
def test_a_search_goes_on_from_what_another_has_found(page: Page) -> None:
    version = page.view()["version"]
    found = page.searched("solve")
    name = found["outcome"]["offers"][0]["id"]
    page.step(version, do="move", session="victims", number=1, day=0, start=600)
    again = page.searched("solve", offer=name)
    first = next(tier for tier in again["tiers"] if tier["name"] == "a first timetable")
    assert first["best"] == page.offer(name)["costs"]["2"]
    assert page.start("solve", offer="none").status_code == 409


def test_nothing_has_been_searched_at_first(page: Page) -> None:
    assert page.current() is None


@pytest.mark.slow
def test_a_search_that_has_ended_is_put_away_and_its_offers_stay(page: Page) -> None:
    found = page.searched("solve")
    answer = page.ask("DELETE", "/searches/current").json()
    assert answer == {"search": None}
    assert page.offer(found["outcome"]["offers"][0]["id"])["legal"]


def test_an_offer_that_is_not_there_is_refused_in_words(page: Page) -> None:
    assert page.ask("GET", "/offers/none").status_code == 409
    refused = page.step(page.view()["version"], do="take", offer="none")
    assert refused.status_code == 409
    assert refused.json()["told"] == ["this offer is no longer there; search again"]


@pytest.mark.slow
def test_an_offer_says_what_was_done_since_and_can_still_be_taken(page: Page) -> None:
    found = page.searched("solve")
    name = found["outcome"]["offers"][0]["id"]
    version = page.view()["version"]
    moved = page.step(version, do="move", session="clearance", number=1, day=0, start=630)
    offer = page.offer(name)
    assert offer["since"] == [moved.json()["said"]]
    assert (offer["began"], offer["version"]) == (version, version + 1)
    assert page.step(version, do="take", offer=name).status_code == 412
    assert page.step(version + 1, do="take", offer=name).status_code == 200


@pytest.mark.slow
def test_an_offer_for_which_the_week_has_no_place_any_more_says_so(page: Page) -> None:
    found = page.searched("solve")
    name = found["outcome"]["offers"][0]["id"]

    def without(before: EditedWeek) -> EditedWeek:
        week = before.scenario.week
        sessions = tuple(one for one in week.sessions if one.id != "victims")
        smaller = week.model_copy(update={"sessions": sessions})
        return before._replace(scenario=before.scenario.model_copy(update={"week": smaller}))

    version = page.view()["version"]
    page.week.step(lambda before: Edit(without(before), "Taken out"), "", version)
    offer = page.offer(name)
    assert offer["problems"] == ["the week has no session ‘victims’ any more"]
    refused = page.step(version + 1, do="take", offer=name)
    assert refused.status_code == 422
    assert "any more" in refused.json()["told"][0]


# What else is asked


@pytest.mark.slow
def test_the_rest_is_rearranged_around_a_part_that_was_moved(page: Page) -> None:
    version = page.view()["version"]
    page.step(version, do="move", session="victims", number=1, day=0, start=600)
    found = page.searched("rearrange", session="victims", number=1)
    assert found["title"] == "Rearrange the rest: Victim Assistance stays"
    offer = page.offer(found["outcome"]["offers"][0]["id"])
    assert parts(offer) == SOLVED
    (move,) = offer["moves"]
    assert (move["session"], offer["changed"]) == ("clearance", 1)
    assert move["sentence"].startswith("“Clearance” moved from")
    assert move["reasons"]
    assert offer["told"]
    french = page.ask("GET", f"/offers/{offer['id']}", headers={"Accept-Language": "fr"}).json()
    (said,) = french["moves"]
    assert "«" in said["sentence"]
    assert said["reasons"] == move["reasons"]


@pytest.mark.slow
def test_what_is_broken_is_mended_with_the_fewest_changes(page: Page) -> None:
    version = page.view()["version"]
    page.step(version, do="move", session="victims", number=1, day=0, start=600)
    assert not page.view()["verdict"]["legal"]
    found = page.searched("keep")
    assert found["outcome"]["sentences"][1] == "It is proven that fewer would not do."
    offer = page.offer(found["outcome"]["offers"][0]["id"])
    assert offer["changed"] == 1
    assert offer["moves"][0]["reasons"]
    assert page.step(version + 1, do="take", offer=offer["id"]).status_code == 200
    assert page.view()["verdict"]["legal"]
    again = page.searched("keep")
    assert again["outcome"]["sentences"] == ["0 parts change."]


def test_a_part_that_is_not_there_cannot_stay(page: Page) -> None:
    assert page.start("rearrange", session="victims", number=2).status_code == 422
    assert page.start("why", session="nobody").status_code == 422


def test_why_it_is_there_is_answered_place_by_place(page: Page) -> None:
    found = page.searched("why", session="clearance", number=1)
    assert [one["sentence"] for one in found["said"]]
    assert found["outcome"]["sentences"]


@pytest.mark.slow
def test_alternatives_are_offered_beside_the_best(page: Page) -> None:
    found = page.searched("alternatives", within="1000", differ=1)
    assert found["outcome"]["offers"][0]["title"] == "The best week"
    assert found["outcome"]["sentences"]


@pytest.mark.slow
def test_trade_offs_are_points_that_can_be_taken(tiny: Path) -> None:
    rules = "  give_wanted_time: {prefer: {tier: 2, weight: 3}}\n"
    more = f"{rules}  let_delegations_attend: {{prefer: {{tier: 1}}}}\n"
    for page in opened(edited(tiny, rules, more)):
        found = page.searched("tradeoffs", between=["give_wanted_time", "let_delegations_attend"])
        (point, *_) = found["outcome"]["offers"]
        assert point["title"] == "Point 1"
        assert "Sessions get the time they want" in point["sentences"][0]


def test_what_cannot_be_weighed_is_refused_before_any_search(page: Page) -> None:
    refused = page.start("tradeoffs", between=["give_wanted_time", "nothing"])
    assert refused.status_code == 422
    assert "there is no rule 'nothing'" in " ".join(refused.json()["told"])
    assert page.current() is None


@pytest.mark.slow
def test_where_nothing_fits_the_count_and_the_ways_out_come_with_links(tiny: Path) -> None:
    for page in opened(edited(tiny, "least: 60}", "least: 120}")):
        found = page.searched("solve")
        assert found["outcome"]["status"] == "INFEASIBLE"
        explained = found["outcome"]["explanation"]
        (count, *_) = explained["counts"]
        assert {link["kind"] for link in count["links"]} >= {"rule", "session"}
        ways = [way for conflict in explained["conflicts"] for way in conflict["ways"]]
        given_up = [*ways, *explained["repair"]["given_up"]]
        assert given_up
        assert all(one["links"][0]["kind"] == "rule" for one in given_up)
        asked = page.searched("explain")
        assert asked["outcome"]["explanation"]["sentence"] == explained["sentence"]


# One at a time, stopped, seen by all


def endless(watching: Watching) -> SearchOutcome:
    """A search that ends only when it is asked to."""
    gate = threading.Event()
    watching.say(Said("begun"))
    while not watching.stopped():
        gate.wait(0.01)
    return SearchOutcome(sentences=("kept",))


ENDLESS = Asked("solve", "Endless", 60.0, endless)


@pytest.fixture
def busy(page: Page, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A page on which a solve goes on until it is stopped."""
    monkeypatch.setattr(asking, "solving", lambda *_: endless)
    assert page.start("solve").status_code == 202
    return page


def test_one_search_at_a_time_and_stopping_keeps_what_it_has(busy: Page) -> None:
    assert busy.start("explain").status_code == 409
    running = busy.current()
    assert running is not None
    assert running["running"]
    stopped = busy.ask("DELETE", "/searches/current").json()["search"]
    assert stopped["stopping"] or not stopped["running"]
    search = busy.week.searches.current
    assert search is not None
    search.wait()
    found = busy.current()
    assert found is not None
    assert found["outcome"]["sentences"] == ["kept"]


def test_a_week_is_changed_while_it_is_searched(busy: Page) -> None:
    version = busy.view()["version"]
    moved = busy.step(version, do="move", session="clearance", number=1, day=0, start=630)
    assert moved.status_code == 200
    running = busy.current()
    assert running is not None
    assert running["began"] == version


def test_the_end_of_the_server_ends_the_search(busy: Page) -> None:
    search = busy.week.searches.current
    assert search is not None
    busy.week.close()
    assert not search.running
    assert busy.week.searches.start(ENDLESS, 1, search.now().edited, lambda _: {}) is None


@pytest.mark.slow
def test_all_who_listen_see_the_same_search(page: Page) -> None:
    async def seen() -> list[list[Json]]:
        async def one() -> list[Json]:
            told = []
            async for event in page.week.listeners.listen():
                if event.name == "search":
                    told.append(event.data)
                    if not event.data["running"]:
                        break
            return told

        listening = [asyncio.create_task(one()) for _ in range(2)]
        await asyncio.sleep(0)
        await asyncio.to_thread(page.start, "solve")
        return await asyncio.gather(*listening)

    first, second = asyncio.run(seen())
    assert first == second
    last = search_view(page.week.searches.current.now()) if page.week.searches.current else None
    assert last is not None
    assert last.model_dump(mode="json") == first[-1]


@pytest.mark.slow
def test_a_defect_is_said_and_the_next_search_begins(page: Page) -> None:
    def wrong(_: Watching) -> SearchOutcome:
        raise Disagreement("The judge and the solver disagree.")

    told: list[Snapshot] = []

    def view(now: Snapshot) -> Json:
        told.append(now)
        return {}

    searches: Searches = page.week.searches
    search = searches.start(Asked("solve", "", 1.0, wrong), 1, page.week.now.edited, view)
    assert search is not None
    search.wait()
    page.told()
    assert told[-1].problem == "The judge and the solver disagree."
    assert page.searched("solve")["outcome"]["status"] == "PROVEN"
