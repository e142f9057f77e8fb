"""The command ``export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import vobject
from lxml import etree

from tests.desk.conftest import Run, edited


def sent(run: Run, tiny: Path, *words: str | Path) -> str:
    outcome = run("export", tiny, "drafted", *words, "--issued", "2027-05-03")
    assert outcome.code == 0, outcome
    return outcome.output


def test_a_calendar_is_written_and_said(run: Run, tiny: Path) -> None:
    path = tiny.with_name("week.ics")
    assert f"Written: {path}" in sent(run, tiny, "--output", path)
    calendar = vobject.readOne(path.read_bytes().decode())
    assert [one.summary.value for one in calendar.vevent_list] == [
        "Clearance",
        "Victim Assistance",
    ]
    assert calendar.x_wr_calname.value == "A tiny week"


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (("--delegation", "Norway"), ["Clearance"]),
        (("--body", "victims"), ["Victim Assistance"]),
    ],
)
def test_a_calendar_of_one_alone(
    run: Run, tiny: Path, words: tuple[str, str], titles: list[str]
) -> None:
    path = tiny.with_name("own.ics")
    sent(run, tiny, "--output", path, *words)
    calendar = vobject.readOne(path.read_bytes().decode())
    assert [one.summary.value for one in calendar.vevent_list] == titles


def test_the_calendar_before_is_gone_on_from(run: Run, tiny: Path) -> None:
    first, second = tiny.with_name("first.ics"), tiny.with_name("second.ics")
    sent(run, tiny, "--output", first)
    edited(tiny.with_name("drafted.csv"), "10:00,11:00", "10:00,10:30")
    sent(run, tiny, "--output", second, "--before", first)
    before, after = (
        {
            one.uid.value: one.sequence.value
            for one in vobject.readOne(path.read_bytes().decode()).vevent_list
        }
        for path in (first, second)
    )
    assert before.keys() == after.keys()
    assert sorted(after.values()) == ["0", "1"]


def test_other_programs_get_a_file_by_its_ending(run: Run, tiny: Path) -> None:
    for name in ("week.xml", "week.json", "week.csv"):
        sent(run, tiny, "--output", tiny.with_name(name))
    assert etree.parse(tiny.with_name("week.xml")).getroot().tag == "schedule"
    assert "schedule" in json.loads(tiny.with_name("week.json").read_text(encoding="utf-8"))
    first = tiny.with_name("week.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first == "2027-06-14T10:00,60,Clearance,,,Norway,"


@pytest.mark.slow
def test_a_revision_is_exported_with_its_number_and_its_day(run: Run, tiny: Path) -> None:
    folder, path = tiny.with_name("lakes"), tiny.with_name("week.ics")
    run("publish", tiny, "drafted", "--to", folder, "--no-documents")
    for given in ((f"{folder}@1",), (tiny, f"{folder}@1"), (f"{folder}@1", folder)):
        assert run("export", *given, "--output", path).code == 0
        assert "DESCRIPTION:Revision 1 · issued on" in path.read_text(encoding="utf-8")
    for given in ((tiny, "drafted"), (folder, tiny.with_name("drafted.csv"))):
        assert run("export", *given, "--output", path).code == 0
        assert "DESCRIPTION:Draft" in path.read_text(encoding="utf-8")
    words = ("--number", "7", "--issued", "2027-05-03")
    assert run("export", folder, "--output", path, *words).code == 0
    assert "DESCRIPTION:Revision 7 · issued on Monday 3 May 2027" in path.read_text("utf-8")


def test_a_folder_gets_all_of_them(run: Run, tiny: Path) -> None:
    folder = tiny.with_name("feeds")
    assert f"Written: 8 files in {folder}" in sent(run, tiny, "--folder", folder)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    assert found == [
        "calendars/all.ics",
        "calendars/bodies/clearance.ics",
        "calendars/bodies/victims.ics",
        "calendars/delegations/NOR.ics",
        "calendars/delegations/THA.ics",
        "feeds/indico.csv",
        "feeds/schedule.json",
        "feeds/schedule.xml",
    ]


def test_calendars_that_stand_there_from_before_are_named(run: Run, tiny: Path) -> None:
    folder = tiny.with_name("feeds")
    sent(run, tiny, "--folder", folder)
    (folder / "calendars" / "delegations" / "PER.ics").write_bytes(b"old")
    outcome = run("export", tiny, "drafted", "--folder", folder)
    assert outcome.code == 0
    assert "1 calendar of an earlier export" in outcome.problems
    assert "PER.ics" in outcome.problems


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "say where to write"),
        (("--output", "week.doc"), "ends in .ics"),
        (("--output", "x.xml", "--delegation", "NOR"), "asked for a calendar alone"),
        (("--output", "x.ics", "--delegation", "NOR", "--body", "victims"), "another calendar"),
        (("--output", "x.ics", "--delegation", "Norwey"), "did you mean NOR (Norway)?"),
        (("--output", "x.ics", "--language", "de"), "there is no language 'de'"),
        (("--output", "x.ics", "--before", "drafted.csv"), "not a calendar of all"),
    ],
)
def test_what_cannot_be_written_is_refused(
    run: Run,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    problem: str,
) -> None:
    monkeypatch.chdir(tiny.parent)
    outcome = run("export", "tiny.yaml", "drafted", *words)
    assert outcome.code == 2
    assert problem in " ".join(outcome.problems.split())
    assert not list(tiny.parent.glob("x.*"))


def test_a_delegation_that_nothing_concerns_has_no_calendar(run: Run, tiny: Path) -> None:
    edited(tiny, "    THA: {name: Thailand}", "    THA: {name: Thailand}\n    PER: {name: Peru}")
    path = tiny.with_name("own.ics")
    outcome = run("export", tiny, "drafted", "--output", path, "--delegation", "PER")
    assert outcome.code == 2
    assert "nothing in this week concerns PER" in outcome.problems
