"""Comparing on the page: the week as it is, revisions, candidates, drafts, offers and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.page.searching.running import Asked, FoundWeek, SearchOutcome
from scheduler.solving.problem import Known
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from tests.desk.page.sent import DRAFTED, HOSTILE, SentWeek, opened_week

pytest.importorskip("babel")

LATER = DRAFTED.replace("2027-06-15,10:00,11:00,hall", "2027-06-15,15:00,16:00,annex")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[SentWeek]:
    (tmp_path / "later.csv").write_text(LATER, encoding="utf-8")
    found = opened_week(tmp_path)
    yield found
    found.desk.close()


def move(page: SentWeek, *, start: int = 15, room: str = "annex", day: int = 1) -> None:
    page.step("move", session="victims", number=1, day=day, start=start * 60, room=room)


def test_nothing_differs_from_itself(page: SentWeek) -> None:
    found = page.get("/compare", one="now", other="now")
    assert (found["moves"], found["findings"], found["other_scenario"]) == ([], [], [])
    assert found["sentences"] == ["Nothing in the programme has changed."]
    assert all(one == other for one, other in (tier["costs"] for tier in found["tiers"]))


def test_what_moved_is_told_with_from_and_to_and_marked_on_both_sides(page: SentWeek) -> None:
    move(page)
    found = page.get("/compare", one="candidate:drafted", other="now")
    (row,) = found["moves"]
    assert (row["title"], row["change"]) == ("On Victims", "moved")
    assert row["before"] == "Tuesday 15 June, 10:00–11:00, Great Hall"
    assert row["after"] == "Tuesday 15 June, 15:00–16:00, Annex"
    for side, room in zip(found["sides"], ("Great Hall", "Annex"), strict=True):
        moved = [part for day in side["days"] for part in day["parts"] if part["moved"]]
        assert [(part["title"], part["room"]) for part in moved] == [("On Victims", room)]


def test_why_a_move_matters_is_what_rules_find_of_its_session(page: SentWeek) -> None:
    move(page, day=0, start=10, room="hall")
    found = page.get("/compare", one="candidate:drafted", other="now")
    (row,) = found["moves"]
    assert any(one["tier"] == "must" and one["sentences"][1] for one in row["matters"])
    assert {one["rule"] for one in row["matters"]} <= {one["rule"] for one in found["findings"]}
    assert found["tiers"][0]["costs"][0] == 0
    assert found["tiers"][0]["costs"][1] > 0
    assert found["sides"][1]["breaches"] == found["tiers"][0]["costs"][1]


def test_costs_are_told_by_rule(page: SentWeek) -> None:
    page.step("resize", session="clearance", number=1, minutes=90)
    found = page.get("/compare", one="candidate:drafted", other="now")
    (row,) = [one for one in found["rules"] if one["rule"] == "give_wanted_time"]
    assert row["tiers"] == ["tier 1", "tier 1"]
    assert row["amounts"][1] == 0 < row["amounts"][0]
    assert row["costs"] == [3 * row["amounts"][0], 0]
    assert [tier["costs"] for tier in found["tiers"] if tier["tier"] == 1] == [row["costs"]]


def test_turned_round_it_is_the_other_way(page: SentWeek) -> None:
    move(page)
    there = page.get("/compare", one="candidate:drafted", other="now")
    back = page.get("/compare", one="now", other="candidate:drafted")
    (one,), (other,) = there["moves"], back["moves"]
    assert (one["before"], one["after"]) == (other["after"], other["before"])


@pytest.mark.slow
def test_a_revision_of_another_scenario_is_judged_by_its_own(page: SentWeek) -> None:
    page.publish(0, documents=False)
    rule = ["rules", "give_wanted_time"]
    page.step("set", values=[{"path": rule, "value": {"prefer": {"tier": 2, "weight": 1}}}])
    found = page.get("/compare", one="revision:1", other="now")
    assert found["other_scenario"] == ["rule 'give_wanted_time' changed"]
    (row,) = [one for one in found["rules"] if one["rule"] == "give_wanted_time"]
    assert row["tiers"] == ["tier 1", "tier 2"]
    assert {one["tier"]: one["costs"] for one in found["tiers"]}[1][1] is None


@pytest.mark.slow
def test_two_revisions_are_compared(page: SentWeek) -> None:
    page.publish(0, documents=False)
    move(page)
    page.publish(1, documents=False)
    kinds = [(one["kind"], one["number"]) for one in page.get("/compare/sources")]
    assert kinds[:3] == [("now", None), ("revision", 2), ("revision", 1)]
    found = page.get("/compare", one="revision:1", other="revision:2")
    assert len(found["moves"]) == 1


def test_a_draft_that_was_kept_is_compared(page: SentWeek) -> None:
    page.week.kept.keep_draft("before <b>lunch</b>", "")
    move(page)
    found = page.get("/compare", one="draft:before <b>lunch</b>", other="now")
    assert len(found["moves"]) == 1
    assert found["sides"][0]["name"] == "before <b>lunch</b>"


def test_an_offer_of_a_search_is_compared(page: SentWeek) -> None:
    now = page.week.now
    parts = [part for part in now.edited.timetable.parts if part.session == "clearance"]
    known = Known(Timetable(parts=tuple(parts)), Leadership())
    outcome = SearchOutcome(found=(FoundWeek("without it", known),))
    asked = Asked("solve", "Solve", 60, lambda _: outcome)
    search = page.week.searches.start(asked, now.version, now.edited, lambda _: {})
    assert search is not None
    search.wait()
    (offer,) = [one for one in page.get("/compare/sources") if one["kind"] == "offer"]
    found = page.get("/compare", one="now", other=offer["id"])
    (row,) = found["moves"]
    assert (row["change"], row["after"]) == ("dropped", "")
    assert found["sides"][1]["unplaced"] == ["On Victims"]


def test_the_schedule_of_a_file_in_the_folder_is_compared(page: SentWeek) -> None:
    ids = [one["id"] for one in page.get("/compare/sources")]
    assert "file:later.csv" in ids
    found = page.get("/compare", one="now", other="file:later.csv")
    assert len(found["moves"]) == 1


def test_a_posted_schedule_is_compared_and_not_kept(page: SentWeek) -> None:
    before = sorted(path.name for path in page.desk.folder.iterdir())
    asked = {"name": "mine.csv", "one": "now", "other": "upload"}
    found = page.ask("POST", "/compare", params=asked, content=LATER.encode())
    assert len(found.json()["moves"]) == 1
    assert sorted(path.name for path in page.desk.folder.iterdir()) == before


@pytest.mark.slow
def test_a_posted_workbook_is_compared(page: SentWeek) -> None:
    pytest.importorskip("openpyxl")
    book = page.ask("GET", "/documents/schedule.xlsx").content
    move(page)
    asked = {"name": "mine.xlsx", "one": "upload", "other": "now"}
    found = page.ask("POST", "/compare", params=asked, content=book)
    assert len(found.json()["moves"]) == 1


def test_problems_of_a_posted_schedule_go_by_its_name(page: SentWeek) -> None:
    content = LATER.replace("15:00", "quarter past").encode()
    asked = {"name": "mine.csv", "one": "now", "other": "upload"}
    found = page.ask("POST", "/compare", params=asked, content=content)
    assert found.status_code == 422
    assert found.json()["told"][0].startswith("mine.csv, row 3")


@pytest.mark.parametrize(
    "asked",
    [
        *("revision:9", "revision:x", "candidate:no", "draft:no", "offer:no", "nothing", ""),
        *("file:../lakes.yaml", "file:lakes.yaml", "file:no.csv", "upload"),
    ],
)
def test_what_is_not_there_is_refused_in_words(page: SentWeek, asked: str) -> None:
    found = page.ask("GET", "/compare", params={"one": asked, "other": "now"})
    assert found.status_code in (409, 422)
    assert found.json()["told"][0]


def test_words_are_those_of_the_language(page: SentWeek) -> None:
    move(page)
    found = page.get("/compare", "fr", one="candidate:drafted", other="now")
    assert found["moves"][0]["before"].startswith("mardi 15 juin, 10")
    assert "a lieu" in found["sentences"][0]


def test_titles_stay_as_they_are(page: SentWeek) -> None:
    found = page.get("/compare", one="now", other="now")
    titles = [part["title"] for day in found["sides"][0]["days"] for part in day["parts"]]
    assert HOSTILE in titles
