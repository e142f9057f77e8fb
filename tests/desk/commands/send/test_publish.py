"""The command `publish`, and revisions wherever a scenario or a timetable is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited

Publish = Callable[..., None]


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    return tmp_path / "lakes"


@pytest.fixture
def publish(run: Run, tiny: Path, lakes: Path) -> Publish:
    """Publish the tiny week as the next revision."""

    def publishes(name: str = "drafted", *options: str) -> None:
        more = options or ("--no-documents",)
        assert run("publish", tiny, name, "--to", lakes, *more).code == 0

    return publishes


def test_a_week_is_published_and_the_next_one_beside_it(run: Run, tiny: Path, lakes: Path) -> None:
    first = run(
        "publish", tiny, "drafted", "--to", lakes, "--note", "after the Bureau", "--no-documents"
    )
    assert first.code == 0
    assert first.output.startswith("A tiny week\nPublished: revision 1, ")
    assert f"Written: {lakes / '1'}" in first.words
    edited(tiny.with_name("drafted.csv"), "10:00,11:00", "10:00,10:55")
    second = run("publish", tiny, "drafted", "--to", lakes, "--anyway")
    assert "Since revision 1: 1 part of another length" in second.words
    (tiny.with_name("drafted.csv")).unlink()
    assert "now" not in run("check", f"{lakes}@1").problems


def test_nothing_is_published_in_silence_that_breaks_a_must(
    run: Run, tiny: Path, lakes: Path
) -> None:
    edited(tiny.with_name("drafted.csv"), "victims,2027-06-14,11:00,12:00\n", "")
    refused = run("publish", tiny, "drafted", "--to", lakes)
    assert refused.code == 1
    assert "Nothing is published" in refused.problems
    assert "“Victim Assistance”" in refused.problems
    assert "--anyway" in refused.problems
    assert not lakes.exists()
    done = run("publish", tiny, "drafted", "--to", lakes, "--anyway", "--no-documents")
    assert done.code == 0
    assert "breaches of musts, which the manifest names" in done.problems


@pytest.mark.slow
def test_where_a_revision_is_the_scenario_its_schedule_is_taken(
    run: Run, publish: Publish, tiny: Path, lakes: Path
) -> None:
    publish()
    edited(tiny.with_name("drafted.csv"), "10:00,11:00", "10:00,10:45")
    publish("drafted", "--anyway", "--no-documents")
    tiny.unlink()
    assert "10:00–10:45" in run("show", lakes).words
    assert "10:00–11:00" in run("show", f"{lakes}@1").words
    assert run("check", f"{lakes}@1").output.startswith(f"{lakes}@1, judged by scenario.yaml")
    assert run("check", lakes).code == 1
    assert run("check", f"{lakes}@1", lakes).code == 1
    assert run("places", f"{lakes}@1", "--session", "clearance").code in (0, 1)
    assert run(
        "why", f"{lakes}@1", "--session", "clearance", "--still", "--at", "monday 11:00"
    ).code in (0, 1)
    assert run("stress", f"{lakes}@1", "--kind", "rooms", "--quiet").code == 0
    assert run("recommendations", f"{lakes}@1").code == 0
    assert run("synergy", f"{lakes}@1").code == 0
    compared = run("compare", f"{lakes}@1", lakes, "--no-solve")
    assert compared.code == 0
    assert "lakes@1: a further timetable" in compared.words
    replanned = run("replan", f"{lakes}@1", "--workers", "1", "--no-freer")
    assert replanned.code == 0
    assert "no part of it changes" in replanned.words


@pytest.mark.slow
def test_a_published_week_is_solved_anew(run: Run, publish: Publish, lakes: Path) -> None:
    publish()
    assert run("solve", lakes, "--workers", "1", "--quiet").code == 0


@pytest.mark.slow
def test_a_plot_is_drawn_of_the_schedule_of_a_revision(
    run: Run, publish: Publish, lakes: Path, tmp_path: Path
) -> None:
    publish()
    drawn = run("plot", lakes, "--output", tmp_path / "week.svg")
    assert drawn.code == 0
    assert "bound" not in drawn.problems


def test_a_command_that_needs_a_timetable_says_which_there_are(run: Run, tiny: Path) -> None:
    refused = run("check", tiny)
    assert refused.code == 2
    assert "name a timetable after the scenario" in refused.problems
    assert "drafted" in refused.problems


def test_a_revision_that_is_not_there_is_refused(run: Run, publish: Publish, lakes: Path) -> None:
    publish()
    assert "there is no revision 4 in" in run("check", f"{lakes}@4").problems
    assert "it holds revision 1 alone" in run("check", lakes, f"{lakes}@4").problems


def test_a_folder_with_other_things_is_refused(run: Run, tiny: Path) -> None:
    refused = run("publish", tiny, "drafted", "--to", tiny.parent)
    assert refused.code == 2
    assert "there are other things in this folder (drafted.csv and tiny.yaml)" in refused.problems


@pytest.mark.slow
def test_every_command_that_reads_a_revision_warns_of_what_was_edited(
    run: Run, publish: Publish, lakes: Path
) -> None:
    publish()
    edited(lakes / "1" / "schedule.csv", "11:00", "11:15")
    for words in (
        ("check", lakes),
        ("show", lakes / "1" / "scenario.yaml"),
        ("publish", lakes, "--to", lakes, "--anyway"),
    ):
        assert "edited after it was published" in run(*words).problems
        assert "schedule.csv was changed" in run(*words).problems


@pytest.mark.slow
def test_documents_are_written_in_the_languages_of_the_revision_before(
    run: Run, publish: Publish, lakes: Path
) -> None:
    publish("drafted", "--language", "fr")
    publish("drafted", "--documents", "--note", "once more")
    there = {path.name for path in (lakes / "2" / "documents").iterdir()}
    assert {"programme.fr.docx", "programme.fr.pdf", "programme.fr.html"} <= there
    assert not any(".en." in name for name in there)
    assert {"scenario.xlsx", "schedule.xlsx"} <= {path.name for path in (lakes / "2").iterdir()}
    assert run("check", lakes / "2" / "scenario.xlsx", lakes / "2" / "schedule.xlsx").code == 0
    publish("drafted", "--no-documents", "--note", "and again")
    assert not (lakes / "3" / "documents").exists()
    refused = run("publish", lakes, "--to", lakes, "--language", "frr")
    assert refused.code == 2
    assert "there is no language 'frr'; did you mean fr" in refused.problems


def test_without_the_extra_office_the_rest_is_published(
    run: Run, publish: Publish, lakes: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.revisions.writers.find_spec", lambda _: None)
    done = run("publish", tiny, "drafted", "--to", lakes)
    assert done.code == 0
    assert "Left out: the scenario and the schedule as workbooks, the programme" in done.problems
    assert "need the extra 'office'" in done.problems
    assert run("revisions", lakes).code == 0
    assert not (lakes / "1" / "documents").exists()


@pytest.mark.slow
def test_the_programme_of_a_revision_says_its_number_and_date(
    run: Run, publish: Publish, lakes: Path, tmp_path: Path
) -> None:
    publish()
    publish("drafted", "--note", "after the Bureau", "--no-documents")
    output = tmp_path / "programme.html"
    assert run("programme", lakes, "--output", output).code == 0
    text = output.read_text(encoding="utf-8")
    assert "Revision 2" in text
    assert "after the Bureau" in text
    assert run("programme", lakes, f"{lakes}@1", "--output", output).code == 0
    assert "Revision 1" in output.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_revision_is_read_for_a_week_whose_keys_have_changed(
    run: Run, tiny: Path, lakes: Path
) -> None:
    edited(tiny, "bodies:", "venue: {rooms: {lake: {name: Lake Hall, seats: 9}}}\nbodies:")
    edited(tiny, "venue: {rooms: {lake", "venue: {rooms: {shore: {name: Shore, seats: 9}, lake")
    rows = tiny.with_name("drafted.csv").read_text(encoding="utf-8").splitlines()
    text = "".join(f"{row},{'lake' if n else 'room'}\n" for n, row in enumerate(rows))
    tiny.with_name("drafted.csv").write_text(text, encoding="utf-8")
    assert run("publish", tiny, "drafted", "--to", lakes, "--no-documents").code == 0
    edited(tiny, "candidates:\n  drafted: drafted.csv\n", "")
    edited(tiny, "lake: {name", "main: {name")
    edited(tiny, "  clearance: {title", "  demining: {title")
    compared = run("compare", tiny, lakes, "--no-solve")
    assert compared.code == 0, compared
    assert run("check", tiny, lakes).code == 0
    done = run("publish", tiny, lakes, "--to", lakes, "--no-documents")
    assert done.code == 0, done
    said = "another key for session “Clearance”, another key for room “Lake Hall”"
    assert f"Since revision 1: the list of candidates changed, {said} Written" in done.words


@pytest.mark.slow
def test_what_has_no_translation_is_told_once_for_each_language(
    run: Run, tiny: Path, lakes: Path
) -> None:
    words = ("--language", "fr", "--language", "es", "--note", "once more")
    for _ in range(2):
        done = run("publish", tiny, "drafted", "--to", lakes, *words)
        assert done.problems.count("no French translation") == 1
        assert done.problems.count("no Spanish translation") == 1


@pytest.mark.slow
def test_an_earlier_scenario_is_published_only_if_that_is_meant(
    run: Run, publish: Publish, tiny: Path, lakes: Path
) -> None:
    publish()
    begun = tiny.read_text(encoding="utf-8")
    edited(tiny, "title: Clearance,", "title: On Clearance,")
    publish()
    tiny.write_text(begun, encoding="utf-8")
    refused = run("publish", tiny, "drafted", "--to", lakes, "--no-documents")
    assert refused.code == 2
    assert "session “On Clearance” changed" in refused.problems
    publish("drafted", "--no-documents", "--take-back")


@pytest.mark.slow
def test_a_revision_becomes_a_workbook(
    run: Run, publish: Publish, lakes: Path, tmp_path: Path
) -> None:
    publish()
    book = tmp_path / "week.xlsx"
    assert run("workbook", lakes, "--output", book).code == 0
    asked = ("publish", book, f"{lakes}@1", "--to", lakes, "--no-documents")
    assert "nothing has changed since revision 1, so nothing is published" in run(*asked).problems
    assert "Since revision 1: nothing" in run(*asked, "--note", "once more").words


def test_a_meeting_that_the_scenario_lacks_is_never_published(
    run: Run, tiny: Path, lakes: Path
) -> None:
    table = tiny.with_name("drafted.csv")
    table.write_text(table.read_text("utf-8") + "youth,2027-06-14,15:00,16:00\n", "utf-8")
    refused = run("publish", tiny, "drafted", "--to", lakes, "--no-documents", "--anyway")
    assert refused.code == 2
    assert "'youth' (Monday 14 June, 15:00 to 16:00) is no session of the scenario" in (
        refused.problems
    )
    assert not lakes.exists()
