"""Publishing on the page: previews that write nothing, revisions that are whole, files to open."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest

from desk.page.api.sending import publishing
from scenarios.loading.loading import load_scenario
from scenarios.revisions.publishing import publish
from scenarios.revisions.revision import list_revisions
from tests.desk.page.sent import HOSTILE, SentWeek, opened_week

for package in ("babel", "docx", "typst", "openpyxl", "icalendar", "lxml"):
    pytest.importorskip(package)

CODES = ["en", "fr", "es"]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[SentWeek]:
    found = opened_week(tmp_path)
    yield found
    found.desk.close()


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SentWeek]:
    """Published, changed and published again."""
    found = opened_week(tmp_path_factory.mktemp("desk"))
    assert found.publish(0, note="to begin with").status_code == 200
    found.step("move", session="victims", number=1, day=1, start=11 * 60, room="annex")
    assert found.publish(1, note="another room").status_code == 200
    yield found
    found.desk.close()


def names(folder: Path) -> set[str]:
    """All files below a folder but for the journal."""
    found = (path for path in folder.rglob("*") if ".desk" not in path.name)
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.mark.slow
def test_a_publication_stands_in_the_log_after_what_it_published(page: SentWeek) -> None:
    assert page.publish(0, note="to begin with", documents=False).status_code == 200
    first = page.get("/log")["lines"]
    assert first[0]["what"] == "Published revision 1"
    version = first[0]["version"]
    (page.desk.folder / "lakes" / "1" / "manifest.json").write_text("{", encoding="utf-8")
    again = page.get("/log")["lines"]
    assert again == first[1:]
    assert again[0]["version"] == version


# The folder and the preview


def test_the_folder_of_the_revisions_is_beside_the_week_and_not_made_by_looking(
    page: SentWeek,
) -> None:
    before = names(page.desk.folder)
    found = page.get("/publishing")
    assert found["folder"] == "lakes"
    assert (found["revisions"], found["last"], found["languages"]) == ([], 0, ["en"])
    assert names(page.desk.folder) == before


@pytest.mark.slow
def test_a_preview_and_every_document_of_it_write_nothing(twice: SentWeek) -> None:
    before = names(twice.desk.folder)
    twice.get("/publishing/preview", language=CODES)
    for name in [*twice.get("/publishing")["documents"], "week.png", "week.svg", "week.pdf"]:
        found = twice.ask("GET", f"/documents/{name}", params={"language": "fr"})
        assert found.status_code == 200, (name, found.text)
        assert found.content
    assert names(twice.desk.folder) == before


def test_the_first_revision_tells_nobody_and_has_no_document_of_changes(page: SentWeek) -> None:
    found = page.get("/publishing/preview")
    assert (found["number"], found["since"], found["notices"], found["against"]) == (1, 0, [], [])
    refused = page.ask("GET", "/documents/notices.txt")
    assert refused.status_code == 422
    assert "nothing was published before" in refused.text


@pytest.mark.slow
def test_a_preview_says_what_changed_and_who_is_told_in_each_language(twice: SentWeek) -> None:
    twice.step("move", session="victims", number=1, day=0, start=15 * 60, room="annex")
    try:
        found = twice.get("/publishing/preview", language=CODES)
    finally:
        twice.step("undo")
    assert (found["number"], found["since"]) == (3, 2)
    assert found["changes"] == "1 part at another time"
    assert set(found["sentences"]) == set(CODES)
    assert "“On Victims” takes place on" in found["sentences"]["en"][0]
    (told,) = [one for one in found["notices"] if one["who"] == "THA"]
    assert told["role"] == "Leading"
    assert "You lead this meeting." in told["texts"]["en"]
    assert "Votre délégation dirige cette séance." in told["texts"]["fr"]


def test_a_preview_has_everything_that_stands_against_it(page: SentWeek) -> None:
    page.step("move", session="victims", number=1, day=0, start=10 * 60, room="hall")
    (found,) = page.get("/publishing/preview")["against"]
    assert found["kind"] == "breaches"
    assert any("On Victims" in sentence for sentence in found["sentences"])


@pytest.mark.slow
def test_a_week_that_has_not_changed_is_published_again_with_a_note_only(twice: SentWeek) -> None:
    (found,) = twice.get("/publishing/preview")["against"]
    assert found == {"kind": "unchanged", "sentences": []}
    refused = twice.publish(2)
    assert refused.status_code == 422
    assert "nothing has changed since revision 2" in refused.text


def test_documents_are_made_of_the_week_as_it_is_with_the_note_that_is_written(
    page: SentWeek,
) -> None:
    page.step("move", session="victims", number=1, day=1, start=15 * 60, room="annex")
    asked = {"language": "fr", "note": "Salle <b>changée</b>"}
    found = page.ask("GET", "/documents/programme.html", params=asked)
    assert "Une petite semaine" in found.text
    assert "15 h 00" in found.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Salle &lt;b&gt;changée&lt;/b&gt;" in found.text


def test_a_document_can_do_nothing_on_its_page_and_titles_stay_text(page: SentWeek) -> None:
    found = page.ask("GET", "/documents/programme.html")
    policy = found.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "frame-ancestors 'self'" in policy
    assert "<script" not in found.text
    assert "&lt;script&gt;" in found.text
    assert found.headers["Content-Disposition"].startswith("inline")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("programme.pdf", "application/pdf", False),
        ("programme.docx", "application/vnd.openxmlformats", True),
        ("calendar.ics", "text/calendar", True),
        ("schedule.csv", "text/csv", True),
        ("scenario.yaml", "text/plain", True),
        ("week.svg", "image/svg+xml", True),
    ],
)
def test_files_say_what_they_are(page: SentWeek, name: str, kind: str, saved: bool) -> None:
    found = page.ask("GET", f"/documents/{name}")
    assert found.headers["Content-Type"].startswith(kind)
    assert found.headers["Content-Disposition"].startswith("attachment") == saved
    assert "lakes " in found.headers["Content-Disposition"]
    assert found.headers["X-Content-Type-Options"] == "nosniff"


def test_the_scenario_comes_out_as_it_is_now_with_its_comments(page: SentWeek) -> None:
    found = page.ask("GET", "/documents/scenario.yaml")
    assert found.text == page.week.now.edited.text


# Revisions


@pytest.mark.slow
def test_a_week_is_published_twice_in_three_languages(twice: SentWeek) -> None:
    found = twice.get("/publishing")
    second, first = found["revisions"]
    assert (first["note"], second["note"]) == ("to begin with", "another room")
    assert second["changes"] == "1 part at another time"
    assert first["languages"] == second["languages"] == CODES
    assert first["edits"] == second["edits"] == []
    there = {one["name"] for one in second["files"]}
    assert {f"documents/programme.{code}.pdf" for code in CODES} <= there
    assert {f"changes/changes.{code}.docx" for code in CODES} <= there
    assert {"notices/notices.xlsx", "calendars/all.ics", "scenario.yaml"} <= there
    assert [one.edits for one in list_revisions(twice.folder).each] == [(), ()]


@pytest.mark.slow
def test_a_revision_says_what_is_on_the_page_and_not_in_the_file(page: SentWeek) -> None:
    page.step("move", session="victims", number=1, day=1, start=15 * 60, room="annex")
    assert page.publish(0, languages=[], documents=False).json()["number"] == 1
    (one,) = list_revisions(page.folder).each
    assert one.revision is not None
    assert one.revision.timetable == page.week.now.edited.timetable


@pytest.mark.slow
def test_an_edit_by_hand_is_noticed(page: SentWeek) -> None:
    page.publish(0, documents=False)
    schedule = page.folder / "1" / "schedule.csv"
    schedule.write_text(schedule.read_text().replace("11:00", "11:30", 1))
    (found,) = page.get("/publishing")["revisions"]
    assert found["edits"] == ["schedule.csv was changed"]


@pytest.mark.slow
def test_what_breaks_a_must_goes_out_only_where_somebody_says_so(page: SentWeek) -> None:
    page.step("move", session="victims", number=1, day=0, start=10 * 60, room="hall")
    refused = page.publish(0, documents=False)
    assert refused.status_code == 422
    assert refused.json()["told"]
    assert not page.folder.exists()
    found = page.publish(0, documents=False, anyway=True).json()
    assert found["view"]["revisions"][0]["breaches"]


@pytest.mark.slow
def test_a_stale_week_is_not_published(page: SentWeek) -> None:
    seen = page.week.now.version
    page.step("move", session="victims", number=1, day=1, start=15 * 60, room="annex")
    refused = page.write("/revisions", {"after": 0, "documents": False}, seen)
    assert refused.status_code == 412
    assert refused.json()["since"][0]["version"] == seen + 1
    assert not page.folder.exists()


@pytest.mark.slow
def test_what_was_published_meanwhile_is_not_passed_over(page: SentWeek) -> None:
    path = page.week.path
    scenario = load_scenario(path)
    publish(scenario, scenario.candidate("drafted"), page.folder, codes=())
    refused = page.publish(0, documents=False)
    assert refused.status_code == 422
    assert "revision 1 has been published meanwhile" in refused.text
    assert len(list_revisions(page.folder).each) == 1


def test_one_is_published_at_a_time(page: SentWeek) -> None:
    with publishing._press:  # as while another is being written
        refused = page.publish(0, documents=False)
    assert refused.status_code == 409
    assert not page.folder.exists()
    assert page.publish(0, documents=False).status_code == 200


@pytest.mark.slow
def test_changes_of_later_revisions_are_taken_back_only_where_somebody_says_so(
    page: SentWeek,
) -> None:
    page.publish(0, documents=False, note="one")
    path = ["sessions", "victims", "title"]
    page.step("set", values=[{"path": path, "value": "On Survivors"}])
    page.publish(1, documents=False, note="two")
    page.step("undo")
    (found,) = page.get("/publishing/preview")["against"]
    assert found["kind"] == "takes_back"
    assert found["sentences"] == ["2: it would take back: two"]
    refused = page.publish(2, documents=False)
    assert refused.status_code == 422
    assert page.publish(2, documents=False, take_back=True).json()["number"] == 3


@pytest.mark.slow
def test_the_timetable_of_a_revision_is_taken_back_as_a_step(page: SentWeek) -> None:
    before = page.week.now.edited.timetable
    page.publish(0, documents=False)
    page.step("move", session="victims", number=1, day=1, start=15 * 60, room="annex")
    found = page.write("/revisions/1/take", {})
    assert found.json()["said"] == "Took the timetable of revision 1"
    assert page.week.now.edited.timetable == before
    page.step("undo")
    assert page.week.now.edited.timetable != before


@pytest.mark.slow
def test_the_week_of_a_revision_goes_on_in_its_own_folder(page: SentWeek) -> None:
    page.publish(0, documents=False)
    again = SentWeek(page.desk, page.desk.open(page.folder))
    assert page.get("/publishing")["fixed"] is False
    found = again.get("/publishing", folder="elsewhere")
    assert (found["folder"], found["fixed"], found["last"]) == ("lakes", True, 1)
    assert again.publish(1, documents=False, note="once more").json()["number"] == 2
    assert [one.edits for one in list_revisions(page.folder).each] == [(), ()]


@pytest.mark.slow
def test_who_is_killed_while_publishing_leaves_whole_revisions_only(page: SentWeek) -> None:
    page.publish(0, documents=False)
    script = f"""
import os
from pathlib import Path
from scenarios.revisions import publishing, staging
from tests.desk.page.sent import opened_week
written = []
def write(fresh, name, content):
    staging.write_staged(fresh, name, content)
    written.append(name)
    if len(written) == 3:
        os._exit(9)
publishing.write_staged = write
opened_week(Path({str(page.desk.folder)!r})).publish(1, documents=False, note="again")
"""
    page.desk.close()
    told = subprocess.run([sys.executable, "-c", script], check=False, timeout=300)
    assert told.returncode == 9
    after = opened_week(page.desk.folder)
    found = after.get("/publishing")
    assert [one["number"] for one in found["revisions"]] == [1]
    assert found["revisions"][0]["edits"] == []
    assert len(found["unfinished"]) == 1
    assert after.publish(1, documents=False, note="again").json()["number"] == 2
    assert after.get("/publishing")["unfinished"] == []
    after.desk.close()


# Files, and names that lead elsewhere


def test_the_files_of_a_revision_can_be_opened_and_saved(twice: SentWeek) -> None:
    path = "/revisions/1/files/documents/programme.fr.html"
    found = twice.ask("GET", path)
    assert found.content == (twice.folder / "1/documents/programme.fr.html").read_bytes()
    assert found.headers["Content-Security-Policy"].endswith("sandbox")
    saved = twice.ask("GET", path, params={"download": "true"})
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert quote("lakes 1 programme.fr.html") in saved.headers["Content-Disposition"]


def test_all_files_of_a_revision_come_as_one(twice: SentWeek) -> None:
    found = twice.ask("GET", "/revisions/2/files/all.zip")
    with zipfile.ZipFile(BytesIO(found.content)) as book:
        inside = set(book.namelist())
    assert inside == {one["name"] for one in twice.get("/publishing")["revisions"][0]["files"]}


@pytest.mark.parametrize(
    "name",
    [
        "..%2F..%2Flakes.yaml",
        "%2e%2e/%2e%2e/lakes.yaml",
        "documents/..%2F..%2F..%2Flakes.yaml",
        "%2Fetc%2Fpasswd",
        "..%5C..%5Clakes.yaml",
        "hidden.txt",
        "documents",
        "%00",
    ],
)
def test_only_what_the_manifest_names_is_served(twice: SentWeek, name: str) -> None:
    (twice.folder / "1" / "hidden.txt").write_text("no")
    try:
        assert twice.ask("GET", f"/revisions/1/files/{name}").status_code == 404
    finally:
        (twice.folder / "1" / "hidden.txt").unlink()


@pytest.mark.slow
def test_a_link_in_a_revision_leads_nowhere_else(page: SentWeek) -> None:
    page.publish(0, documents=False)
    schedule = page.folder / "1" / "schedule.csv"
    schedule.unlink()
    try:
        schedule.symlink_to(page.desk.folder / "drafted.csv")
    except OSError:
        pytest.skip("this system makes no links for us")
    assert page.ask("GET", "/revisions/1/files/schedule.csv").status_code == 404


@pytest.mark.parametrize("folder", ["..", "../elsewhere", "/", ".", "a/../..", "a\0b"])
def test_revisions_lie_below_the_folder_of_the_desk(page: SentWeek, folder: str) -> None:
    refused = page.ask("GET", "/publishing", params={"folder": folder})
    assert refused.status_code == 422
    assert "give a folder inside" in refused.text
    assert page.publish(0, documents=False, folder=folder).status_code == 422


@pytest.mark.slow
def test_another_folder_below_can_be_given(page: SentWeek) -> None:
    assert page.publish(0, documents=False, folder="sent").json()["view"]["folder"] == "sent"
    assert page.get("/publishing")["last"] == 0
    assert page.get("/publishing", folder="sent")["last"] == 1


def test_a_folder_with_other_things_in_it_is_refused_in_words(page: SentWeek) -> None:
    page.folder.mkdir()
    (page.folder / "letter.docx").write_text("Dear …")
    (found,) = page.get("/publishing/preview")["against"]
    assert found["kind"] == "folder"
    assert "letter.docx" in found["sentences"][0]


def test_a_title_is_a_title_wherever_it_stands(twice: SentWeek) -> None:
    csv = twice.ask("GET", "/documents/schedule.csv").content.decode()
    assert "<script>alert(1)</script>" in csv
    assert HOSTILE in twice.week.now.edited.scenario.week.session["clearance"].title
