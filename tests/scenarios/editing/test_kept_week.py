"""A week with its journal and its file: saved at once, changed by others, killed in between."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from scenarios.editing.changing_text import BadValues, NewValue
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.journal import Stale
from scenarios.editing.kept_week import KeptWeek
from scenarios.editing.opening import journal_path, open_week
from scenarios.editing.steps.moving import move
from scenarios.editing.steps.placing import place
from scenarios.editing.steps.setting import set_values
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.loading.loading import load_scenario
from scenarios.loading.workbook.converting import convert
from scenarios.revisions.publishing import publish
from scheduler.errors import BadInput
from scheduler.week.timetable import Part, Timetable
from tests.weeks import SMALL_WEEK


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(SMALL_WEEK, tmp_path / "my-week.yaml"))


def closed(day: str = "monday") -> NewValue:
    return NewValue(("venue", "rooms", "small", "closed"), [f"{day} morning"])


def least(minutes: int) -> NewValue:
    return NewValue(("sessions", "opening", "least"), minutes)


def change(week: KeptWeek, *values: NewValue) -> str:
    return week.step(lambda edited: set_values(edited, values), "", week.now.version).said


def put(week: KeptWeek, start: int = 600) -> None:
    week.step(lambda edited: place(edited, "opening", 0, start), "", week.now.version)


def same_as_file(week: KeptWeek, path: Path) -> bool:
    return path.read_text(encoding="utf-8") == week.now.edited.text


def test_what_is_changed_is_in_the_file_at_once_with_its_comments(path: Path) -> None:
    week = open_week(path)
    change(week, closed())
    assert "closed: [monday morning]" in path.read_text(encoding="utf-8")
    assert "# minutes between two sessions in a room" in path.read_text(encoding="utf-8")
    assert load_scenario(path).week == week.now.edited.scenario.week
    week.undo("", week.now.version)
    assert path.read_bytes() == SMALL_WEEK.read_bytes()


def test_a_move_leaves_the_file_alone(path: Path) -> None:
    week, before = open_week(path), path.stat().st_mtime_ns
    put(week)
    assert path.stat().st_mtime_ns == before


def test_everything_is_there_after_a_restart(path: Path) -> None:
    week = open_week(path)
    put(week)
    change(week, closed())
    before = week.now
    week.close()
    again = open_week(path)
    assert again.now == before
    assert again.file_state.state == "saved"
    again.undo("", again.now.version)
    assert again.now.edited.scenario.week.room["small"].closed == frozenset()


def test_line_ends_and_the_mark_of_a_file_stay(path: Path) -> None:
    text = SMALL_WEEK.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    week = open_week(path)
    change(week, least(90))
    saved = path.read_bytes()
    assert saved.startswith(b"\xef\xbb\xbf#")
    assert saved.count(b"\r\n") == saved.count(b"\n") == text.count("\n")
    assert b"least: 90 " in saved


def test_a_file_that_was_saved_by_somebody_else_is_not_written_over(path: Path) -> None:
    week = open_week(path)
    theirs = path.read_text(encoding="utf-8").replace("seats: 40", "seats: 44")
    path.write_text(theirs, encoding="utf-8")
    change(week, closed())
    assert path.read_text(encoding="utf-8") == theirs
    assert week.file_state.state == "theirs"
    assert [(one.words, one.mine, one.theirs) for one in week.file_state.differs] == [
        ("venue › rooms › small › closed", ["monday morning"], None),
        ("venue › rooms › small › seats", 40, 44),
    ]


@pytest.mark.slow
def test_theirs_is_taken_as_a_step_and_the_timetable_follows(path: Path) -> None:
    week = open_week(path)
    put(week)
    change(week, closed())
    theirs = path.read_text(encoding="utf-8").replace("large:", "grand:").replace("40", "44")
    path.write_text(theirs, encoding="utf-8")
    assert week.look().state == "theirs"
    made = week.take_theirs("Ada", week.now.version)
    assert made.said == "Took what somebody else saved in my-week.yaml"
    assert made.notes == (
        "“General Status, opening” is in Large room now: there is no Large room any more.",
    )
    assert week.file_state.state == "saved"
    assert same_as_file(week, path)
    week.undo("", week.now.version)
    assert week.now.edited.scenario.week.room["small"].seats == 40
    assert same_as_file(week, path)


def test_mine_is_kept_and_theirs_lies_beside_it(path: Path) -> None:
    week = open_week(path)
    theirs = path.read_text(encoding="utf-8").replace("seats: 40", "seats: 44")
    path.write_text(theirs, encoding="utf-8")
    change(week, closed())
    said = week.keep_mine("Ada", week.now.version).said
    assert same_as_file(week, path)
    [copy] = path.parent.glob("my-week (theirs*.yaml")
    assert copy.read_text(encoding="utf-8") == theirs
    assert copy.name in said
    assert week.look().state == "saved"


def test_two_copies_of_theirs_lie_beside_each_other(path: Path) -> None:
    week = open_week(path)
    for seats in (44, 45):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("seats: 40", f"seats: {seats}"), encoding="utf-8")
        week.look()
        week.keep_mine("", week.now.version)
    assert len(list(path.parent.glob("my-week (theirs*.yaml"))) == 2


def test_mistakes_that_somebody_else_made_are_named_and_the_page_goes_on(path: Path) -> None:
    week = open_week(path)
    theirs = path.read_text(encoding="utf-8").replace("least: 60 ", "least: soon ", 1)
    path.write_text(theirs, encoding="utf-8")
    [problem] = week.look().problems
    assert "my-week.yaml, line 63, column" in problem.where
    put(week)
    with pytest.raises(BadInput, match="line 63"):
        week.take_theirs("", week.now.version)
    path.write_text("week: [", encoding="utf-8")
    assert "line 1" in week.look().problems[0].where
    for text in ("only words\n", "- a list\n", "# nothing\n"):
        path.write_text(text, encoding="utf-8")
        assert week.look().problems
    week.keep_mine("", week.now.version)
    assert same_as_file(week, path)


@pytest.mark.slow
def test_a_file_that_is_gone_is_written_again_when_somebody_says_so(path: Path) -> None:
    week = open_week(path)
    path.unlink()
    change(week, closed())
    assert week.file_state.state == "gone"
    assert not path.exists()
    week.keep_mine("", week.now.version)
    assert same_as_file(week, path)


def test_a_file_that_cannot_be_written_is_written_later(path: Path) -> None:
    week = open_week(path)
    path.chmod(0o444)
    change(week, closed())
    assert week.file_state.state == "unsaved"
    assert "marked read-only" in week.file_state.problems[0].what
    path.chmod(0o644)
    assert week.look().state == "saved"
    assert same_as_file(week, path)


class Killed(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("where", ["save_file", "KeptWeek._note_saved"])
def test_a_program_that_died_around_writing_the_file_mends_it_when_it_opens(
    path: Path, where: str
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    week = open_week(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"scenarios.editing.kept_week.{where}", killed)
        with pytest.raises(Killed):
            change(week, closed())
    week.close()
    again = open_week(path)
    assert again.now.edited.scenario.week.room["small"].closed
    assert again.file_state.state == "saved"
    assert same_as_file(again, path)


def test_a_stale_step_is_refused_before_anything_else_is_said_of_it(path: Path) -> None:
    week = open_week(path)
    put(week)
    for late in (
        lambda: week.step(lambda edited: move(edited, "nothing", 1, 0, 0), "", 1),
        lambda: week.undo("", 1),
        lambda: week.take_theirs("", 1),
        lambda: week.keep_mine("", 1),
    ):
        with pytest.raises(Stale):
            late()


@pytest.mark.slow
def test_two_programs_keep_one_week(path: Path) -> None:
    one, other = open_week(path), open_week(path)
    change(one, closed())
    change(other, least(90))
    assert one.now.edited == other.now.edited
    assert same_as_file(one, path)
    assert one.look().state == other.look().state == "saved"
    with pytest.raises(Stale):
        one.undo("", 1)


def test_a_step_says_what_it_breaks_and_mends(path: Path) -> None:
    week = open_week(path)
    first = week.step(lambda e: place(e, "closing", 0, 600, "large"), "", week.now.version)
    assert "honour_order" not in {one.rule for one in first.difference.breaches}
    second = week.step(lambda e: place(e, "opening", 1, 600, "large"), "", week.now.version)
    assert {one.rule for one in second.difference.breaches} >= {"honour_order"}
    assert {one.rule for one in second.difference.mended} >= {"hold_every_session"}


def test_a_rule_that_is_switched_off_mends_all_that_it_found(path: Path) -> None:
    week = open_week(path)
    put(week, 60)
    value = NewValue(("rules", "keep_plenaries_alone"), "off")
    made = week.step(lambda e: set_values(e, [value]), "", week.now.version)
    rules = {change.rule for change in made.difference.changes}
    assert rules <= {"keep_plenaries_alone"}


@pytest.mark.slow
def test_drafts_are_states_that_can_be_taken(path: Path) -> None:
    week = open_week(path)
    put(week)
    change(week, closed())
    week.keep_draft("early", "Ada")
    draft = week.now.edited
    change(week, closed("tuesday"))
    week.step(lambda _: Edit(week.draft("early"), "Took early"), "", week.now.version)
    assert week.now.edited == draft
    assert same_as_file(week, path)


def test_a_folder_that_cannot_be_written_to_lets_the_week_be_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = path.parent / "gone" / "journal"
    monkeypatch.setattr("scenarios.editing.opening.journal_path", lambda _: nowhere)
    week = open_week(path)
    assert "the week can only be looked at" in caplog.text
    assert week.now.edited.scenario.week.rooms
    with pytest.raises(BadInput, match="no step can be kept in this folder"):
        put(week)
    with pytest.raises(BadInput, match="no step can be kept in this folder"):
        week.keep_draft("mine", "")


def test_what_is_no_journal_keeps_a_week_from_being_opened(path: Path) -> None:
    journal_path(path).write_text("notes of mine", encoding="utf-8")
    with pytest.raises(BadInput, match=r"my-week\.yaml\.desk: this is no journal"):
        open_week(path)


def test_where_the_last_step_cannot_be_read_any_more_the_file_is(path: Path) -> None:
    base = path.with_name("base.yaml")
    shutil.copy(SMALL_WEEK, base)
    path.write_text("schema: 1\nextends: base.yaml\n", encoding="utf-8")
    week = open_week(path)
    put(week)
    week.close()
    base.rename(path.with_name("other.yaml"))
    with pytest.raises(BadInput, match=r"there is no file .*base\.yaml"):
        open_week(path)
    path.write_text("schema: 1\nextends: other.yaml\n", encoding="utf-8")
    again = open_week(path)
    assert again.now.edited.timetable.holds("opening")
    assert again.now.undo is not None
    assert again.now.undo.startswith("Read my-week.yaml anew")
    with pytest.raises(BadInput):
        again.undo("", again.now.version)
    assert again.now.edited.timetable.holds("opening")


def test_a_week_begins_with_its_first_candidate_and_undoing_leads_to_none(path: Path) -> None:
    scenario = load_scenario(path)
    part = Part("opening", 0, 600, 60, "large")
    timetable = EditedWeek("", scenario).timetable.model_copy(update={"parts": (part,)})
    path.with_name("drafted.csv").write_text(schedule_text(scenario.week, timetable))
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\ncandidates: {drafted: drafted.csv}\n")
    week = open_week(path)
    assert week.now.edited.timetable.holds("opening")
    week.undo("", week.now.version)
    assert week.now.edited.timetable.parts == ()


_EDITOR = """
import sys
from pathlib import Path
from tests.scenarios.editing.test_kept_week import change, closed, least, put
from scenarios.editing.opening import open_week
week = open_week(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    if number % 3 == 0:
        week.undo("", week.now.version)
    elif number % 3 == 1:
        change(week, least(60 + 15 * (number % 4)), closed(("monday", "tuesday")[number % 2]))
    else:
        put(week, 600 + 15 * (number % 9))
    sys.stdout.write(f"{week.now.version}\\n")
    sys.stdout.flush()
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 2, 4, 7])
def test_a_program_that_is_killed_has_lost_nothing_and_its_file_is_mended(
    path: Path, after: int
) -> None:
    editor = subprocess.Popen(
        [sys.executable, "-c", _EDITOR, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert editor.stdout is not None
    said = [int(editor.stdout.readline()) for _ in range(after)]
    os.kill(editor.pid, signal.SIGKILL)
    said += map(int, editor.stdout.read().split())
    editor.stdout.close()
    editor.wait()
    week = open_week(path)
    assert week.now.version >= said[-1]
    assert week.file_state.state == "saved"
    assert same_as_file(week, path)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "my-week.xlsx"
    book = load_workbook(io.BytesIO(convert(SMALL_WEEK, path)))
    book.create_sheet("Catering")["B3"] = "coffee"
    book.save(path)
    return path


def seats_in(path: Path, seats: int) -> None:
    """Somebody opens the workbook, gives the small room other seats, and saves it."""
    book = load_workbook(path)
    heads = [cell.value for cell in book["Rooms"][1]]
    book["Rooms"].cell(3, heads.index("Seats") + 1).value = seats
    book.save(path)


@pytest.mark.slow
def test_a_change_is_saved_into_the_workbook_with_what_else_is_in_it(workbook: Path) -> None:
    week = open_week(workbook)
    change(week, closed())
    assert week.file_state.state == "saved"
    assert load_scenario(workbook).week == week.now.edited.scenario.week
    assert load_workbook(workbook)["Catering"]["B3"].value == "coffee"
    week.close()
    again = open_week(workbook)
    assert again.file_state.state == "saved"
    again.undo("", again.now.version)
    assert not load_scenario(workbook).week.room["small"].closed


@pytest.mark.slow
def test_a_workbook_that_another_program_saves_again_says_the_same(workbook: Path) -> None:
    week = open_week(workbook)
    seats_in(workbook, 40)
    assert week.look().state == "saved"
    seats_in(workbook, 44)
    assert [(one.words, one.theirs) for one in week.look().differs] == [
        ("venue › rooms › small › seats", 44)
    ]
    week.take_theirs("", week.now.version)
    assert week.now.edited.scenario.week.room["small"].seats == 44


@pytest.mark.slow
def test_what_of_a_workbook_cannot_be_kept_is_said_and_lies_beside_it(workbook: Path) -> None:
    with ZipFile(workbook, "a") as parts:
        parts.writestr("xl/slicers/slicer1.xml", "<slicers/>")
    week = open_week(workbook)
    change(week, closed())
    [problem] = week.look().problems
    [copy] = workbook.parent.glob("my-week (before*.xlsx")
    assert problem.what == f"slicers could not be kept in my-week.xlsx; {copy.name} has it still"
    change(week, closed("tuesday"))
    assert week.file_state.problems == ()
    assert len(list(workbook.parent.glob("*.xlsx"))) == 2


@pytest.mark.slow
def test_a_problem_in_a_workbook_is_named_by_the_path_of_its_field(workbook: Path) -> None:
    week = open_week(workbook)
    with pytest.raises(BadValues) as caught:
        change(week, NewValue(("sessions", "opening", "least"), "soon"))
    assert caught.value.paths == (("sessions", "opening", "least"),)


@pytest.mark.slow
def test_a_revision_is_edited_in_its_journal_and_stays_as_it_was_published(tmp_path: Path) -> None:
    scenario = load_scenario(SMALL_WEEK)
    parts = (Part("opening", 0, 600, 120, "large"), Part("clearance", 1, 600, 180, "large"))
    folder = tmp_path / "lakes-2027"
    for _ in range(2):
        publish(scenario, Timetable(parts=parts), folder, note="again", anyway=True)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    week = open_week(folder)
    assert week.file is None
    assert week.path == folder / "2" / "scenario.yaml"
    assert week.now.edited.timetable.parts == parts
    change(week, closed())
    assert week.file_state.state == "none"
    with pytest.raises(LookupError, match="no file of its own"):
        week.take_theirs("", week.now.version)
    with pytest.raises(LookupError, match="no file of its own"):
        week.keep_mine("", week.now.version)
    week.close()
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = open_week(folder)
    assert again.now.edited.scenario.week.room["small"].closed
    assert journal_path(folder) == tmp_path / "lakes-2027.desk"
    first = open_week(tmp_path / "lakes-2027@1")
    assert not first.now.edited.scenario.week.room["small"].closed
