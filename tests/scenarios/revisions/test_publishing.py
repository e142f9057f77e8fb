"""What a revision holds, that it says what was published, and what it says of itself."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest

from scenarios.loading.loading import build_scenario, load_scenario
from scenarios.loading.variants import load_variants
from scenarios.revisions import publishing
from scenarios.revisions.flattening import find_difference
from scenarios.revisions.publishing import publish
from scenarios.revisions.revision import list_revisions, read_revision, revisions
from scenarios.scenario import Scenario
from scenarios.week_plan import WeekPlan, load
from scheduler.errors import BadInput
from scheduler.week.leadership import Holder, Leadership, Role
from scheduler.week.timetable import Part, Timetable
from tests.scenarios.revisions.conftest import BASE, ISSUED, published

pytestmark = pytest.mark.slow

OPEN = """\
schema: 1
title: With open posts
extends: week.yaml
leadership: {vacate: true, team: {co_chairs: 1}, pool: [NOR, THA]}
"""


def edit(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_revision_says_what_was_published_and_needs_nothing_else(
    scenario: Scenario, lakes: Path
) -> None:
    timetable = scenario.candidate("drafted")
    published(scenario, lakes, note="after the Bureau", source="drafted")
    shutil.rmtree(scenario.path.parent)
    found = read_revision(lakes)
    assert find_difference(found.scenario, scenario) == ""
    assert found.timetable == timetable
    assert (found.number, found.note, found.issued) == (1, "after the Bureau", ISSUED)
    assert f"{found.issued:%H:%M %Z}" == "14:05 CEST"
    assert found.manifest.published_from == {"scenario": "week.yaml", "timetable": "drafted"}
    assert found.scenario.candidate("drafted") == timetable
    assert found.edits() == ()


def test_the_text_of_a_scenario_stays_with_its_comments(scenario: Scenario, lakes: Path) -> None:
    text = (published(scenario, lakes).folder / "scenario.yaml").read_text(encoding="utf-8")
    assert "# assumption" in text
    assert "table: reference/states.csv" in text
    assert "drafted: candidates/drafted.csv" in text


def test_a_scenario_that_extends_another_stands_alone(path: Path, lakes: Path) -> None:
    upper = path.with_name("upper.yaml")
    upper.write_text("schema: 1\nextends: week.yaml\ntitle: Above\n", encoding="utf-8")
    scenario = load_scenario(upper)
    published(scenario, lakes)
    shutil.rmtree(path.parent)
    found = load_scenario(lakes)
    assert found.title == "Above"
    assert "extends" not in found.path.read_text(encoding="utf-8")
    assert find_difference(found, scenario) == ""


@pytest.mark.parametrize("upper", [False, True])
def test_variants_keep_what_they_take_away_and_the_files_they_name(
    path: Path, lakes: Path, upper: bool
) -> None:
    if upper:
        path = path.with_name("upper.yaml")
        path.write_text("schema: 1\nextends: week.yaml\n", encoding="utf-8")
    published(load_scenario(path), lakes)
    shutil.rmtree(path.parent)
    found = load_variants(lakes)
    without = found.load(found.listed[2])
    assert [one.name for one in found.listed][1:] == ["other", "without"]
    assert "give_wanted_time" not in [setting.rule.name for setting in without.settings]
    assert found.load(found.listed[1]).week.delegation["NOR"].name == "Norway"


def test_who_takes_open_posts_is_published_with_the_week(path: Path, lakes: Path) -> None:
    upper = path.with_name("open.yaml")
    upper.write_text(OPEN, encoding="utf-8")
    week = load(upper)
    assert week.week.open_posts()
    taken = Leadership(holders=(Holder("clearance", Role.CO_CHAIR, "THA"),))
    led = week.with_leaders(taken)
    found = publish(led, week.candidate("drafted"), lakes, codes=(), anyway=True)
    assert "THA" in found.scenario.week.body["clearance"].co_chairs
    assert find_difference(read_revision(lakes).scenario, led) == ""
    assert load_scenario(lakes).week.open_posts() == week.week.open_posts()
    judged = load(lakes).judge(lakes).breached
    assert judged == led.judge("drafted").breached != load(lakes).judge("drafted").breached


def test_the_next_revision_says_what_changed(scenario: Scenario, lakes: Path, path: Path) -> None:
    assert published(scenario, lakes).manifest.changes == ""
    assert published(scenario, lakes).manifest.changes == "nothing"
    moved = Timetable(
        parts=(Part("clearance", 0, 600, 60, "annex"), Part("victims", 0, 660, 60, "hall"))
    )
    third = publish(scenario, moved, lakes, codes=())
    assert third.manifest.changes == "1 part at another time, 1 part in another room"
    changed = load_scenario(edit(path, "Great Hall", "Small Hall"))
    fourth = publish(changed, moved, lakes, codes=())
    assert fourth.manifest.changes == "room “Small Hall” changed"
    assert [one.number for one in revisions(lakes)] == [1, 2, 3, 4]


def test_days_are_counted_anew_where_the_week_begins_earlier(
    scenario: Scenario, lakes: Path, path: Path
) -> None:
    published(scenario, lakes)
    earlier = load_scenario(edit(path, "from: 2027-06-14", "from: 2027-06-13"))
    assert "part" not in published(earlier, lakes).manifest.changes


def test_a_revision_is_published_again_from_a_revision(scenario: Scenario, lakes: Path) -> None:
    published(scenario, lakes)
    again = load_scenario(lakes)
    second = publish(again, again.candidate(f"{lakes}@1"), lakes, codes=())
    assert second.manifest.published_from["scenario"] == "lakes-2027@1"
    assert find_difference(second.scenario, scenario) == ""


def test_a_scenario_may_name_a_revision_as_a_candidate(
    scenario: Scenario, lakes: Path, path: Path
) -> None:
    published(scenario, lakes)
    edit(path, "{drafted: drafted.csv}", "{last: ../lakes-2027, first: ../lakes-2027@1}")
    later = load_scenario(edit(path, "tables/before.csv", "../lakes-2027@1"))
    drafted = scenario.candidate("drafted")
    assert later.candidate("last") == later.candidate("first") == drafted
    published(later, lakes, "last")
    shutil.rmtree(path.parent)
    assert load_scenario(lakes).candidate("last") == drafted


def test_a_candidate_in_a_revision_that_is_not_there_is_an_error(
    path: Path, scenario: Scenario, lakes: Path
) -> None:
    published(scenario, lakes)
    edit(path, "{drafted: drafted.csv}", "{drafted: ../lakes-2027@7}")
    with pytest.raises(BadInput, match=r"week.yaml, line 23.*there is no revision 7 in"):
        load_scenario(path)


def test_publishing_twice_gives_the_same_files(scenario: Scenario, tmp_path: Path) -> None:
    one, other = (published(scenario, tmp_path / name).folder for name in ("one", "other"))
    assert one.name == other.name == "1"
    assert (one / "manifest.json").read_bytes() == (other / "manifest.json").read_bytes()


@pytest.mark.slow
def test_documents_are_the_same_bytes_each_time(scenario: Scenario, tmp_path: Path) -> None:
    timetable = scenario.candidate("drafted")
    manifests = []
    for name in ("one", "other"):
        publish(scenario, timetable, tmp_path / name, issued=ISSUED, codes=["en", "fr"])
        found = publish(scenario, timetable, tmp_path / name, issued=ISSUED)
        manifests.append(json.loads((found.folder / "manifest.json").read_text(encoding="utf-8")))
    assert manifests[0]["files"] == manifests[1]["files"]
    assert {"documents/programme.fr.pdf", "calendars/all.ics", "feeds/indico.csv"} <= {
        *manifests[0]["files"]
    }


@pytest.mark.slow
def test_calendars_go_on_from_the_last_there_is(scenario: Scenario, lakes: Path) -> None:
    timetable = scenario.candidate("drafted")
    moved = Timetable(parts=(Part("clearance", 0, 600, 60, "annex"), timetable.parts[1]))
    for number, parts in enumerate((timetable, timetable, moved)):
        publish(scenario, parts, lakes, codes=[] if number == 1 else ["en"])
    first, third = (
        (lakes / number / "calendars" / "all.ics").read_text(encoding="utf-8")
        for number in ("1", "3")
    )
    identifiers = [
        {line for line in text.splitlines() if line.startswith("UID")} for text in (first, third)
    ]
    assert identifiers[0] == identifiers[1]
    assert "SEQUENCE:1" not in first
    assert third.count("SEQUENCE:1") == 1
    assert (lakes / "3" / "changes" / "changes.en.docx").exists()


def test_a_week_that_has_nothing_of_the_one_before_is_refused(
    scenario: Scenario, lakes: Path, path: Path
) -> None:
    published(scenario, lakes)
    text = path.read_text(encoding="utf-8")
    for old in ("clearance", "victims"):
        text = text.replace(f"  {old}: {{title: On", f"  other-{old}: {{title: Of")
    precedent = "  follow_precedent: {prefer: {tier: 2}, reference: tables/before.csv}\n"
    text = text.replace(precedent, "")
    path.write_text(text, encoding="utf-8")
    other = load_scenario(path)
    with pytest.raises(BadInput, match="the revisions of another week: A tiny week"):
        publish(other, Timetable(), lakes, anyway=True)


def test_a_revision_that_builds_on_one_that_is_not_the_last_is_refused(
    scenario: Scenario, lakes: Path
) -> None:
    published(scenario, lakes)
    published(scenario, lakes)
    drafted = scenario.candidate("drafted")
    with pytest.raises(BadInput, match="revision 2 has been published meanwhile"):
        publish(scenario, drafted, lakes, codes=(), after=1)
    assert publish(scenario, drafted, lakes, codes=(), after=2).number == 3


def test_a_timetable_that_breaks_a_must_is_refused_unless_it_has_to_go_out(
    scenario: Scenario, lakes: Path
) -> None:
    short = Timetable(parts=(Part("clearance", 0, 600, 60, "hall"),))
    with pytest.raises(BadInput, match="On Victims"):
        publish(scenario, short, lakes)
    assert not lakes.exists()
    found = publish(scenario, short, lakes, codes=(), anyway=True)
    assert any("On Victims" in sentence for sentence in found.manifest.breaches)
    assert "2 breaches of musts: “On Victims”" in str(list_revisions(lakes))


def test_a_scenario_without_a_file_is_refused(lakes: Path) -> None:
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-14", "sittings": {"morning": "10:00-12:00"}},
        "bodies": {},
        "sessions": {},
    }
    with pytest.raises(BadInput, match="was read from no file"):
        publish(build_scenario(data), Timetable(), lakes)


def test_a_scenario_whose_file_has_changed_since_is_refused(
    scenario: Scenario, path: Path, lakes: Path
) -> None:
    edit(path, "Great Hall", "Small Hall")
    with pytest.raises(BadInput, match=r"something else than the scenario .* its rooms"):
        published(scenario, lakes)
    assert not lakes.exists()


def test_a_text_that_is_not_written_yet_is_published(path: Path, lakes: Path) -> None:
    text = BASE.replace("A tiny week", "A changed week")
    changed = path.with_name("changed.yaml")
    changed.write_text(text, encoding="utf-8")
    scenario = load_scenario(changed)
    changed.unlink()
    found = publish(scenario, scenario.candidate("drafted"), lakes, codes=(), text=text)
    assert found.scenario.title == "A changed week"


def test_what_does_not_read_back_is_never_seen(
    scenario: Scenario, lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "schedule_text", lambda *_: "session,date,start,end,room\n")
    with pytest.raises(BadInput, match="read back, the timetable would be another"):
        published(scenario, lakes)
    assert not lakes.exists()


def test_the_manifest_tells_of_a_revision_what_a_person_asks(
    scenario: Scenario, lakes: Path
) -> None:
    folder = published(scenario, lakes, note="Ünïcode").folder
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["issued"] == "2027-05-03T14:05:00+02:00"
    assert manifest["timezone"] == "Europe/Zurich"
    assert manifest["note"] == "Ünïcode"
    assert manifest["title"] == "A tiny week"
    assert manifest["program"].startswith("meeting-week ")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {*manifest["files"], "manifest.json"} == there
    assert {"scenario.yaml", "schedule.csv", "speakers.csv"} <= there


def test_a_damaged_last_revision_does_not_stop_the_next(
    scenario: Scenario, lakes: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (published(scenario, lakes).folder / "scenario.yaml").write_text("]", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        second = published(scenario, lakes)
    assert second.number == 2
    assert "since revision 1 cannot be read" in second.manifest.left_out[0]
    assert "cannot be read" in caplog.text


def test_a_time_without_a_zone_is_refused(scenario: Scenario, lakes: Path) -> None:
    with pytest.raises(BadInput, match="with a time zone"):
        publish(scenario, scenario.candidate("drafted"), lakes, issued=ISSUED.replace(tzinfo=None))


def test_a_week_in_python_publishes_and_loads_revisions(path: Path, lakes: Path) -> None:
    week = load(path)
    week.publish("drafted", lakes, note="first", languages=[])
    again = load(f"{lakes}@1")
    assert isinstance(again, WeekPlan)
    assert again.judge(lakes).legal
    assert again.timetable(f"{lakes}@1") == week.timetable("drafted")


def test_no_path_of_somebodys_machine_is_published(
    scenario: Scenario, lakes: Path, tmp_path: Path
) -> None:
    found = published(scenario, lakes, source=str(tmp_path / "schedule.csv"))
    assert found.manifest.published_from["timetable"] == "schedule.csv"
    for path in found.folder.rglob("*.*"):
        assert str(tmp_path) not in path.read_text(encoding="utf-8", errors="replace"), path.name
