"""Scenario files that cannot be used: exit code 2, every problem in a line with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.conftest import TINY, Run, edited

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
TABLE = "delegations:\n  table: states.csv"


def refused(run: Run, path: Path, what: str) -> list[str]:
    """The lines of a refusal, each of which names a file."""
    outcome = run("show", path)
    assert outcome.code == 2, outcome
    assert outcome.output == ""
    assert what in outcome.problems, outcome.problems
    lines = outcome.problems.splitlines()
    assert all(line.startswith(str(path.parent)) for line in lines), lines
    return lines


def test_a_missing_file(run: Run, tmp_path: Path) -> None:
    refused(run, tmp_path / "nowhere.yaml", "nowhere.yaml: there is no such file")


def test_a_scenario_and_a_timetable_in_the_wrong_order(run: Run, tiny: Path) -> None:
    outcome = run("check", tiny.with_name("drafted.csv"), tiny)
    assert outcome.code == 2
    assert outcome.problems == (
        f"{tiny.with_name('drafted.csv')}: this is a table (CSV), not a scenario file (YAML); "
        "the scenario stands first, and its timetables after it\n"
    )


def test_a_folder(run: Run, tmp_path: Path) -> None:
    refused(
        run, tmp_path, "this is a folder; give the file itself, as no revision is in the folder"
    )


def test_a_name_that_no_file_can_have(run: Run, tmp_path: Path) -> None:
    refused(run, tmp_path / ("x" * 300), "cannot be read")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (bytes(range(256)) * 100, "this is not a text file"),
        ("title: Réunion".encode("latin-1"), "line 1: the text is not UTF-8"),
        (b"lorem ipsum {[%&\n" * 300_000, "too large for a scenario file: 5,100,000 bytes"),
        (LAUGHS.encode(), "larger than a scenario can be, aliases written out"),
        (b"a: &a [*a]", "nested more deeply"),
        (b"[" * 100_000, "nested more deeply than a scenario can be"),
        (b"{a: " * 100_000, "nested more deeply than a scenario can be"),
        (b"", "line 1, column 1: the file is empty"),
        (b"# only a remark\n", "the file is empty"),
        (b"- one\n- two\n", "begins with keys such as schema and week"),
        (b"a text", "begins with keys such as schema and week"),
        (b"week:\n\tfrom: 2027-06-14\n", "line 2, column 1"),
        (b"week:\n\tfrom: 2027-06-14\n", "not with the tab key"),
        (b"title: Week: the first\n", "a text with a colon in it needs quotation marks"),
        (b"schema: 1\n---\nschema: 1\n", "another document"),
        (b"title: a bell \x07\n", "line 1, column 15: this is not YAML"),
        (b'title: "\\ud800"\n', "half a character"),
        (b"title: *nowhere\n", "line 1, column 8"),
        (b"? [a, b]\n: c\n", "a key must be a plain word"),
    ],
)
def test_a_file_that_is_no_scenario(run: Run, tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_bytes(content)
    assert len(refused(run, path, what)) == 1


def test_a_line_of_nonsense_is_not_repeated_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text("schema: 1\n" + "".join(f"{'k' * 1000}{n}: 1\n" for n in range(5)), "utf-8")
    assert max(map(len, refused(run, path, "kkk…"))) < 1000


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("schema: 1", "schema: 1\nschema: 1", "line 2, column 1: the key 'schema' stands twice"),
        ("schema: 1", "schema: 2", "schema: '2' is not possible"),
        ("schema: 1", "", "the key 'schema' is missing"),
        ("least: 60, wanted", "leest: 60, wanted", "did you mean least?"),
        ("[NOR]", "[NRO]", "there is no delegation 'NRO'; did you mean NOR (Norway)?"),
        ("[NOR]", "[Norwya]", "did you mean NOR (Norway)?"),
        ("[THA]", "{a: b}", "write a list"),
        ("body: victims", "body: victim", "there is no body 'victim'; did you mean victims"),
        ("format: plenary", "format: plenery", "did you mean plenary?"),
        ("instrument: convention", "instrument: treaty", "there is no instrument 'treaty'"),
        ("instrument: convention", "instrument: conventio", "did you mean convention"),
        (
            "{name: The Convention}",
            "{name: The Convention}\n  treaty: {name: the  convention}",
            "instruments › treaty › name: 'convention' has the same name",
        ),
        (
            "body: victims",
            "body: munitions",
            "sessions › victims › body › item 1: there is no body",
        ),
        ("give_wanted_time:", "give_wanted_tim:", "did you mean give_wanted_time?"),
        ("tier: 2", "tier: 10", "must be at most 9"),
        ("prefer: {tier", "perfer: {tier", "say one of must, prefer, off"),
        ("experiments_voluntary: off", "experiments_voluntary: no", "say one of must, prefer, off"),
        ("least: 60, wanted: 90", "least: 90, wanted: 60", "less than the 1 h 30 that it needs"),
        ("least: 60, wanted: 90", "least: 180", "in one part is longer than any sitting open"),
        (
            "format: plenary, least: 60, wanted",
            "format: side_event, least: 60, wanted",
            "no sitting on its days is open to a side event; open one, as in lunch: {hours: "
            "13:00-15:00, for: [side_event]}",
        ),
        ("least: 60, wanted: 90", "least: 50", "not on the grid of 15 minutes; write 60"),
        ("least: 60, wanted: 90", "title: x", "the key 'title' stands twice"),
        ("least: 60}", "least: many}", "write a whole number, not 'many'"),
        ("least: 60}", "least: 1.5}", "write a whole number"),
        ("least: 60}", "least: 60, rooms: [hall]}", "there is no room 'hall'"),
        ("least: 60}", "least: 60, days: [tuesday]}", "'tuesday' is not a day of this week"),
        ("least: 60}", "least: 60, pinned: {at: monday, minutes: 60}}", "needs a day and a time"),
        (
            "from: 2027-06-14",
            "from: 2027-02-30",
            "'2027-02-30' is not a date: there is no such day",
        ),
        (
            "from: 2027-06-14",
            "from: 04/06/2027",
            "can mean 2027-04-06 and 2027-06-04; write one of",
        ),
        (
            "from: 2027-06-14",
            "from: 20270614",
            "is not understood as a date; write it as 2011-06-20",
        ),
        ("to: 2027-06-14", "to: 2027-06-13", "ends on 2027-06-13, before it begins"),
        ("to: 2027-06-14", "to: 2127-06-14", "longer than 366 days"),
        ("to: 2027-06-14", "to: 2027-06-14\n  timezone: Europe/Zurick", "did you mean Europe/Zur"),
        ("to: 2027-06-14", "to: 2027-06-14\n  closed: [monday]", "the week has no sitting at all"),
        ("10:00-12:00", "10:00-12:00, noon: 11:00-13:00", "may not overlap"),
        ("10:00-12:00", "10:00-11:00, Morning: 11:00-12:00", "two sittings 'morning'"),
        ("10:00-12:00", "12:00-10:00", "ends before it begins"),
        ("10:00-12:00", "10:00-25:00", "'25:00' is not a time of day"),
        ("10:00-12:00", "21:00-24:30", "'24:30' is not a time of day; write 00:30"),
        ("10:00-12:00", "ten to twelve", "'ten' is not a time of day; write hours and"),
        ("schema: 1", "schema: 1\nextends: nowhere.yaml", "line 2, column 10: extends: there is"),
        ("schema: 1", "schema: 1\nextends: tiny.yaml", "leads back to this file"),
        ("schema: 1", "schema: 1\nextends: [a]", "write the name of a file"),
        ("schema: 1", 'schema: 1\nextends: "a\\0b"', "there is no file"),
        ("delegations:", TABLE, "delegations › table: there is no file"),
        ("rules:", "order: [{first: opening, then: victims}]\nrules:", "there is no session, body"),
        ("rules:", "experiments: {share: 120%}\nrules:", "'120%' is out of range"),
        (
            "rules:",
            "rules:\n  follow_precedent: {prefer: true, reference: last.csv}",
            "rules › follow_precedent › reference: there is no file",
        ),
    ],
)
def test_a_slip_of_the_pen(run: Run, tiny: Path, old: str, new: str, what: str) -> None:
    for line in refused(run, edited(tiny, old, new), what):
        assert re.match(r".*tiny\.yaml, line \d+, column \d+: ", line)


def test_files_that_extend_each_other_in_a_circle(run: Run, tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{one}.yaml").write_text(f"schema: 1\nextends: {other}.yaml\n", "utf-8")
    refused(run, tmp_path / "a.yaml", "c.yaml, line 2, column 10: extends: a.yaml leads back")


def test_a_problem_in_a_file_that_is_extended_is_placed_there(run: Run, tiny: Path) -> None:
    path = tiny.with_name("patch.yaml")
    path.write_text("schema: 1\nextends: tiny.yaml\ntitle: Another\n", encoding="utf-8")
    edited(tiny, "[NOR]", "[NRO]")
    refused(run, path, "tiny.yaml, line 12, column")


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("", "row 1: the file is empty; its first row must name the columns iso3 and name"),
        ("apmbc,ccm\n1,1\n", "row 1: the columns iso3 and name are missing; the first row names"),
        ("iso3,name\nDNK,Denmark\nDNK,Denmark\n", "row 3: the code DNK stands in the table twice"),
        ("iso3,name\n,Denmark\n", "row 2: the column iso3 is empty"),
        (f'iso3,name\nDNK,"{"x" * 200_000}"\n', "not CSV: field larger than field limit"),
        ("iso3,name\nNOR,Norway\n", "delegations › also › NOR: NOR is in the table already"),
    ],
)
def test_a_table_of_delegations(run: Run, tiny: Path, table: str, what: str) -> None:
    tiny.with_name("states.csv").write_text(table, encoding="utf-8")
    refused(run, edited(tiny, "delegations:", TABLE), what)


def test_everything_is_said_at_once_in_single_lines(run: Run, tiny: Path) -> None:
    text = TINY.replace("[NOR]", "[NRO]").replace("least: 60}", "least: 600}")
    tiny.write_text(text.replace("give_wanted_time", "give_wantd_time"), encoding="utf-8")
    lines = refused(run, tiny, "did you mean")
    assert len(lines) == 3


@pytest.mark.parametrize("command", ["solve", "check", "show"])
def test_every_command_refuses_alike(run: Run, tmp_path: Path, command: str) -> None:
    words = ["timetable.csv"] if command == "check" else []
    outcome = run(command, tmp_path / "nowhere.yaml", *words)
    assert outcome.code == 2
    assert "there is no such file" in outcome.problems


@pytest.mark.slow
def test_a_person_never_sees_a_traceback(start: Run, tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_bytes(b"week: [\xff\xfe\n")
    outcome = start("solve", path)
    assert outcome.code == 2
    assert "Traceback" not in outcome.problems


def test_the_name_of_a_rule_is_no_parameter(run: Run, tiny: Path) -> None:
    old = "keep_experiments_voluntary: off"
    for entry in ("{must: true, name: honour_order}", "{must: true, flor: 3}"):
        path = edited(tiny, old, f"honour_order: {entry}")
        lines = refused(run, path, "rules › honour_order")
        assert "there is no key" in lines[0]
        assert not lines[0].endswith((", name", "be name"))
        edited(path, f"honour_order: {entry}", old)


def test_everyone_is_a_word_that_may_be_meant(run: Run, tiny: Path) -> None:
    path = edited(tiny, "{name: The Convention}", "{name: The Convention, parties: everyon}")
    refused(run, path, "there is no delegation 'everyon'; did you mean everyone?")
    edited(path, "everyon", "[everyone]")
    assert run("show", path).code == 0
