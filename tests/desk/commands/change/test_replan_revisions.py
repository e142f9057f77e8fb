"""``replan`` of a folder of revisions: it begins from the last, and publishes the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.revisions.publishing import publish
from scenarios.revisions.revision import read_revision
from tests.desk.conftest import Run, edited


@pytest.fixture
def folder(tiny: Path) -> Path:
    """The tiny week, with an hour to spare, as its first revision."""
    edited(tiny, "10:00-12:00", "10:00-14:00")
    edited(tiny, "    NOR: {name: Norway}\n", "    NOR: {name: Norway}\n    ECU: {name: Ecuador}\n")
    scenario = load_scenario(tiny)
    revision = publish(scenario, scenario.candidate("drafted"), tiny.with_name("week"), codes=())
    return revision.folder.parent


@pytest.mark.slow
def test_a_replan_begins_from_the_last_revision_and_publishes_the_next(
    run: Run, folder: Path
) -> None:
    asked = ("--change", "victims longer 30", "--publish", "--note", "as asked", "--no-freer")
    outcome = run("replan", folder, *asked)
    assert outcome.code == 0, outcome
    assert f"Published: {folder / '2'}" in outcome.output
    assert f"the next replan of {folder} begins from it." in outcome.words
    revision = read_revision(folder)
    assert (revision.number, revision.note) == (2, "as asked")
    assert revision.scenario.week.session["victims"].least == 90
    text = (folder / "2" / "scenario.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[1:3] == [
        "# Replanned from week@1:",
        "# - “Victim Assistance” needs 30 minutes more: 1 h 30 in all.",
    ]
    assert run("check", folder, folder).code == 0


@pytest.mark.slow
def test_changes_in_a_row_keep_all_earlier_ones(run: Run, folder: Path) -> None:
    for change in (
        "victims 75 minutes",
        "add workshop 'Mapping' 30 minutes led by NOR by clearance",
        "monday ends 13:30",
        "rename session clearance to 'Clearance of mined areas'",
        "ECU leads instead of NOR in body clearance",
    ):
        outcome = run("replan", folder, "--change", change, "--publish", "--no-freer")
        assert outcome.code == 0, outcome
    week = read_revision(folder).scenario.week
    assert read_revision(folder).number == 6
    assert week.session["victims"].least == 75
    assert week.session["mapping"].leaders == {"ECU"}, "it named Norway itself"
    assert week.sittings[0].closes == 13 * 60 + 30
    assert week.session["clearance"].title == "Clearance of mined areas"
    assert week.body["clearance"].co_chairs == ("ECU",)
    judged = run("check", folder, folder)
    assert judged.code == 0 and "Every must is kept." in judged.output, judged


def test_without_a_schedule_that_of_the_revision_is_taken(run: Run, folder: Path) -> None:
    outcome = run("replan", folder, "--no-freer")
    assert "The published week can stay as it is: no part of it changes." in outcome.output
    assert "the same command with --publish makes it the next revision" in outcome.words


def test_plain_files_need_a_schedule_and_have_no_next_revision(run: Run, tiny: Path) -> None:
    outcome = run("replan", tiny)
    assert outcome.code == 2
    assert "which schedule was published? Give its CSV after the scenario" in outcome.problems
    outcome = run("replan", tiny, "drafted", "--publish")
    assert outcome.code == 2
    assert "publish the first revision with 'meeting-week publish'" in outcome.problems


@pytest.mark.slow
def test_what_changed_since_is_not_taken_back_by_a_replan_of_an_earlier_revision(
    run: Run, folder: Path
) -> None:
    first = ("--change", "victims longer 30", "--publish", "--no-freer")
    assert run("replan", folder, *first).code == 0
    outcome = run("replan", f"{folder}@1", "--change", "victims longer 60", "--publish")
    assert outcome.code == 2
    assert f"revision 2 is the last in {folder}, and what has changed since" in outcome.problems
    assert read_revision(folder).number == 2


def test_nothing_is_published_where_no_week_keeps_every_must(run: Run, folder: Path) -> None:
    outcome = run("replan", folder, "--change", "NOR away monday", "--publish")
    assert outcome.code == 3
    assert "Not published, as no timetable was found that keeps every must" in outcome.problems
    assert read_revision(folder).number == 1


@pytest.mark.slow
def test_the_changes_are_listed_and_sent_to_nobody_and_all_is_said_quietly(
    run: Run, folder: Path
) -> None:
    outcome = run("replan", folder, "--change", "victims longer 30", "--publish", "--quiet")
    assert outcome.code == 0
    assert (outcome.output, outcome.problems) == ("", "")
    manifest = read_revision(folder).manifest
    assert manifest.note == read_revision(folder).issue.note == ""
    assert manifest.asked == ("“Victim Assistance” needs 30 minutes more: 1 h 30 in all.",)
    assert "1 h 30 in all" in run("revisions", folder).output


@pytest.mark.slow
def test_two_sessions_swap_their_times_and_keep_them(run: Run, folder: Path) -> None:
    before = read_revision(folder).timetable
    outcome = run("replan", folder, "--change", "swap clearance and victims", "--publish")
    assert outcome.code == 0, outcome
    after = read_revision(folder).timetable
    assert [part.session for part in before.parts] == ["clearance", "victims"]
    assert [part.session for part in after.parts] == ["victims", "clearance"]
    again = run("replan", folder, "--change", "THA away monday", "--no-freer")
    assert again.code == 3, "the changes before stand"


@pytest.mark.slow
def test_another_title_leaves_the_translations_and_a_language_can_be_named(
    run: Run, tiny: Path
) -> None:
    said = "title: {en: Clearance, fr: Dépollution, es: Limpieza}"
    edited(tiny, "clearance: {title: Clearance", f"clearance: {{{said}")
    folder, started = tiny.with_name("named"), load_scenario(tiny)
    publish(started, started.candidate("drafted"), folder, codes=())
    rename = (
        "rename session clearance to 'Cleared land'",
        "rename session clearance to 'Terres' in French",
    )
    outcome = run("replan", folder, "--change", rename[0], "--publish", "--quiet")
    assert outcome.code == 0
    assert "its French and Spanish titles stay as before" in outcome.problems
    revision = read_revision(folder)
    assert revision.manifest.asked == (
        "“Clearance” is called “Cleared land” now; it stays “Dépollution” in French and "
        "“Limpieza” in Spanish.",
    )
    assert revision.scenario.texts["fr"]["Cleared land"] == "Dépollution"
    outcome = run("replan", folder, "--change", rename[1], "--publish", "--quiet")
    assert (outcome.code, outcome.problems) == (0, "")
    revision = read_revision(folder)
    assert revision.scenario.week.session["clearance"].title == "Cleared land"
    assert revision.scenario.texts["fr"]["Cleared land"] == "Terres"
    assert revision.scenario.texts["es"]["Cleared land"] == "Limpieza"


@pytest.mark.slow
def test_a_title_that_had_no_translation_gets_one(run: Run, folder: Path) -> None:
    change = "rename session victims to 'Victimes' in French"
    assert run("replan", folder, "--change", change, "--publish", "--quiet").code == 0
    scenario = read_revision(folder).scenario
    assert scenario.week.session["victims"].title == "Victim Assistance"
    assert scenario.texts["fr"]["Victim Assistance"] == "Victimes"


@pytest.mark.slow
def test_what_was_held_of_a_dropped_session_keeps_its_agenda_in_all_languages(
    run: Run, tiny: Path
) -> None:
    agenda = "agenda: [{item: {en: Opening, fr: Ouverture, es: Apertura}, minutes: 60}]"
    edited(tiny, "least: 60, wanted: 90}", f"least: 60, wanted: 90, {agenda}}}")
    folder, started = tiny.with_name("held"), load_scenario(tiny)
    publish(started, started.candidate("drafted"), folder, codes=())
    asked = ("--now", "monday 10:30", "--change", "clearance cancelled", "--publish", "--quiet")
    assert run("replan", folder, *asked).code == 0
    scenario = read_revision(folder).scenario
    assert [item.title for item in scenario.week.session["clearance"].agenda] == ["Opening"]
    assert scenario.texts["fr"]["Opening"] == "Ouverture"
    assert scenario.texts["es"]["Opening"] == "Apertura"


@pytest.mark.slow
def test_what_is_past_and_breaks_a_must_is_said_and_keeps_nothing_from_being_published(
    run: Run, tiny: Path
) -> None:
    edited(tiny, "least: 60, wanted: 90}", "least: 75, wanted: 90}")
    folder, started = tiny.with_name("broken"), load_scenario(tiny)
    publish(started, started.candidate("drafted"), folder, codes=(), anyway=True)
    asked = ("--change", "rename session victims to 'Victims'", "--publish", "--no-freer")
    outcome = run("replan", folder, *asked, "--now", "monday 11:00")
    assert outcome.code == 0, outcome
    assert "Published with 2 breaches of musts, which the manifest names:" in outcome.problems
    broken = read_revision(folder).manifest.breaches
    assert "“Clearance” needs at least 1 h 15; 15 minutes are missing." in broken
    assert all(f"- {sentence}" in outcome.problems for sentence in broken)


@pytest.mark.slow
def test_what_changes_nothing_is_refused_and_makes_no_revision(run: Run, folder: Path) -> None:
    asked = ("--change", "victims longer 30", "--publish", "--quiet")
    assert run("replan", folder, *asked).code == 0
    for words, said in (
        (("--change", "monday ends 14:00"), "nothing changes: Monday 14 June ends at 14:00"),
        (("--change", "rename session victims to 'Victim Assistance'"), "nothing changes"),
        ((), "nothing has changed since revision 2, so nothing is published"),
    ):
        outcome = run("replan", folder, *words, "--publish", "--quiet")
        assert outcome.code == 2
        assert said in outcome.problems
    assert read_revision(folder).number == 2
    assert run("replan", folder, "--publish", "--quiet", "--note", "once more").code == 0
    assert read_revision(folder).number == 3


@pytest.mark.slow
def test_what_is_doubtful_with_a_change_is_said_of_the_change(run: Run, tiny: Path) -> None:
    edited(tiny, "to: 2027-06-14", "to: 2027-06-15")
    edited(
        tiny,
        "  sittings: {morning",
        "  days: {tuesday: {sittings: {morning: 10:00-11:00}}}\n  sittings: {morning",
    )
    folder, started = tiny.with_name("doubts"), load_scenario(tiny)
    publish(started, started.candidate("drafted"), folder, codes=())
    outcome = run("replan", folder, "--change", "tuesday closed", "--publish", "--quiet")
    assert outcome.code == 0
    assert "scenario.yaml" not in outcome.problems
    assert outcome.problems.startswith("Warning: --change 'tuesday closed': "), outcome


def test_a_revision_that_breaks_a_must_is_said_to_be_one(run: Run, tiny: Path) -> None:
    edited(tiny, "least: 60, wanted: 90}", "least: 75, wanted: 90}")
    edited(tiny, "10:00-12:00", "10:00-14:00")
    folder, started = tiny.with_name("anyway"), load_scenario(tiny)
    publish(started, started.candidate("drafted"), folder, codes=(), anyway=True)
    outcome = run("replan", folder, "--change", "victims longer 30", "--no-freer")
    assert "The published week breaks a must of its own scenario" in outcome.words
    assert "A revision can be published so (--anyway)." in outcome.words
    assert "--save-scenario):" not in outcome.words


@pytest.mark.slow
def test_a_session_that_was_dropped_before_is_said_to_be_gone(run: Run, folder: Path) -> None:
    add = "add workshop 'Mapping' 30 minutes led by NOR by clearance"
    for change in (add, "mapping dropped"):
        outcome = run("replan", folder, "--change", change, "--publish", "--quiet")
        assert outcome.code == 0, outcome
    said = "“Mapping” (mapping) is no longer in the week; the last that had it was revision 2"
    for change in ("mapping longer 30", "cancel the mapping"):
        outcome = run("replan", folder, "--change", change)
        assert outcome.code == 2
        assert said in outcome.problems
