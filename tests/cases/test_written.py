"""What a command finds is not lost with a file, nor a file with what is printed."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import pytest
from openpyxl import load_workbook

from desk.group import COMMANDS
from scenarios.exchange import writing
from scenarios.reading.tables.csv_file import unguard
from tests.desk.conftest import Run, edited

HERE = Path(__file__).parent / "written"
posix = pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
FULL = Path("/dev/full")
full = pytest.mark.skipif(not FULL.exists(), reason="a device of Linux")


class Writer(NamedTuple):
    """How a command is called that writes, and what it writes: the name of each file by option."""

    words: tuple[str, ...]
    writes: dict[str, str]
    says: str
    """What is printed of the result."""
    folder: tuple[str, str] | None = None
    """The option that asks for a folder, and a file in it."""


WRITERS = {
    "solve": Writer(
        ("week.yaml",),
        {
            "--output": "s.csv",
            "--leaders": "l.csv",
            "--speakers": "p.csv",
            "--json": "r.json",
        },
        "PROVEN after",
    ),
    "explain": Writer(
        ("clash.yaml",), {"--output": "s.csv", "--json": "w.json"}, "The timetable that results"
    ),
    "alternatives": Writer(
        ("week.yaml", "--count", "1", "--differ", "1"),
        {},
        "proven",
        ("--output", "best.csv"),
    ),
    "tradeoffs": Writer(
        ("week.yaml", "--between", "give_wanted_time,reserve_slack"),
        {"--output": "front.csv", "--plot": "front.png"},
        "point",
        ("--schedules", "point-1.csv"),
    ),
    "check": Writer(
        ("week.yaml", "drafted"),
        {"--output": "s.csv", "--speakers": "p.csv", "--json": "v.json"},
        "Every must is kept.",
    ),
    "why": Writer(
        ("week.yaml", "drafted", "--session", "victims"),
        {"--csv": "w.csv", "--json": "w.json"},
        "Victim Assistance",
    ),
    "places": Writer(
        ("week.yaml", "drafted", "--session", "victims"),
        {"--csv": "p.csv", "--json": "p.json"},
        "Victim Assistance",
    ),
    "plot": Writer(("week.yaml", "drafted"), {"--output": "w.png"}, "A week of which all"),
    "compare": Writer(
        ("week.yaml", "--no-solve"),
        {"--output": "c.html", "--moves": "m.csv", "--findings": "f.csv"},
        "drafted",
    ),
    "sweep": Writer(
        ("week.yaml",),
        {"--output": "t.csv", "--plot": "t.png"},
        "A longer morning",
        ("--schedules", "01-long.csv"),
    ),
    "replan": Writer(
        ("week.yaml", "drafted", "--change", "victims longer 15"),
        {
            "--output": "s.csv",
            "--save-scenario": "w.yaml",
            "--told": "t.csv",
            "--json": "r.json",
        },
        "Victim Assistance",
    ),
    "sensitivity": Writer(
        ("week.yaml",), {"--output": "s.md", "--plot": "s.png"}, "Every session keeps"
    ),
    "stress": Writer(
        ("week.yaml", "drafted", "--kind", "leaders"),
        {"--csv": "s.csv", "--json": "s.json", "--plot": "s.png"},
        "missing",
    ),
    "recommendations": Writer(
        ("week.yaml", "drafted"), {"--output": "r.md"}, "The nine recommendations"
    ),
    "leadership": Writer(
        ("week.yaml", "--team-sizes", "1"),
        {"--output": "t.csv", "--plot": "t.png"},
        "Co-Chair",
    ),
    "synergy": Writer(
        ("week.yaml", "drafted"), {"--output": "s.csv", "--plot": "s.png"}, "Mine Convention"
    ),
    "revisions": Writer(("published",), {"--json": "r.json"}, "No revision has been published"),
    "season": Writer(
        ("year.yaml", "calendar.csv"),
        {"--output": "s.csv", "--json": "s.json", "--plot": "s.png"},
        "The calendar given",
    ),
}
SENT = {
    "programme": {"--output"},
    "changes": {"--output", "--notices"},
    "export": {"--output", "--folder"},
    "next-year": {"--form", "--output", "--csv", "--report"},
    "rota": {"--output", "--report", "--json", "--plot"},
}
"""Commands with tests of their own: their result is what they write, or they need other files."""

SLOW = ("sensitivity", "sweep", "tradeoffs")


def each(names: Iterator[str] | dict[str, Writer] = WRITERS) -> list[Any]:
    slow = pytest.mark.slow
    return [pytest.param(name, marks=slow if name in SLOW else ()) for name in names]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs of all commands, in which they run."""
    folder = shutil.copytree(HERE, tmp_path / "here")
    shutil.copy(folder / "week.yaml", folder / "clash.yaml")
    edited(folder / "clash.yaml", "least: 60}", "least: 120}")
    edited(folder / "clash.yaml", "[THA]}", "[NOR]}")
    (folder / "published").mkdir()
    monkeypatch.chdir(folder)
    return folder


def options(name: str, *, folder: bool = True) -> Iterator[str]:
    """The options that ask for all that a command writes."""
    writer = WRITERS[name]
    for option, file in writer.writes.items():
        yield from (option, file)
    if writer.folder and folder:
        yield from (writer.folder[0], "out")


def test_the_table_knows_every_option_that_writes() -> None:
    for heading, commands in COMMANDS.items():
        for name in commands:
            called = name.replace("-", "_")
            module = import_module(f"desk.commands.{heading.split()[-1].lower()}.{called}")
            hints = get_type_hints(getattr(module, called), include_extras=True)
            found = set()
            for parameter in signature(getattr(module, called)).parameters:
                said = getattr(hints[parameter], "__metadata__", ())
                help_ = next((one.help for one in said), None) or ""
                if re.match(r"Write |Draw |Where to write", help_):
                    found.add(f"--{parameter.replace('_', '-')}")
            known = {*WRITERS[name].writes} if name in WRITERS else SENT.get(name, set())
            if name in WRITERS and WRITERS[name].folder:
                known.add(WRITERS[name].folder[0])
            assert found == known, name


@pytest.mark.parametrize("name", each())
def test_an_ending_that_is_not_known_is_refused_before_any_work(
    run: Run, here: Path, name: str
) -> None:
    before = sorted(here.iterdir())
    for option in WRITERS[name].writes:
        outcome = run(name, *WRITERS[name].words, option, "table.xls")
        assert outcome.code == 2
        assert outcome.output == ""
        [line] = outcome.problems.splitlines()
        assert re.match(r"table\.xls: the .* ends in \.", line), line
    assert sorted(here.iterdir()) == before


@pytest.mark.slow
@full
@pytest.mark.parametrize("name", each())
def test_what_was_found_is_printed_though_the_disk_is_full(run: Run, here: Path, name: str) -> None:
    writer, places = WRITERS[name], [*WRITERS[name].writes.values()]
    for file in places:
        (here / file).symlink_to(FULL)
    (here / "out").mkdir()
    if writer.folder:
        places.append(f"out/{writer.folder[1]}")
        (here / places[-1]).symlink_to(FULL)
    outcome = run(name, *writer.words, *options(name))
    assert outcome.code == 2, outcome
    assert writer.says in outcome.words
    for file in places:
        assert f"{file}: the file cannot be written (the disk is full)" in outcome.problems


@pytest.mark.slow
@pytest.mark.parametrize("name", each())
def test_all_that_is_asked_for_is_written_and_said(run: Run, here: Path, name: str) -> None:
    (here / "out").mkdir()
    outcome = run(name, *WRITERS[name].words, *options(name))
    assert outcome.code in (0, 1, 3), outcome
    assert WRITERS[name].says in outcome.words
    for file in WRITERS[name].writes.values():
        assert (here / file).stat().st_size
        assert f"Written: {file}\n" in outcome.output
    folder = WRITERS[name].folder
    assert folder is None or (here / "out" / folder[1]).stat().st_size


@pytest.mark.parametrize("name", ["solve", "recommendations", "compare", "replan"])
def test_what_cannot_be_written_is_printed_even_where_it_was_to_be_quiet(
    run: Run, here: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "The process cannot access the file", str(target))

    monkeypatch.setattr(Path, "replace", in_use)
    outcome = run(name, *WRITERS[name].words, *options(name), "--quiet")
    assert outcome.code == 2
    assert WRITERS[name].says in outcome.words
    for file in WRITERS[name].writes.values():
        assert f"{file}: the file cannot be written (The process cannot" in outcome.problems
    assert outcome.problems.count("close it in other programs") == len(WRITERS[name].writes)
    assert not [one for one in here.iterdir() if one.name.startswith(".")]


def test_one_file_that_cannot_be_written_does_not_cost_the_others(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path, content: bytes, replace: Any = writing._replace) -> None:
        if path.suffix == ".csv":
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        replace(path, content)

    monkeypatch.setattr(writing, "_replace", gone)
    outcome = run("solve", "week.yaml", "--output", "s.csv", "--json", "r.json", "--quiet")
    assert outcome.code == 2
    assert (
        "s.csv: the file cannot be written (its folder is not there any more)" in outcome.problems
    )
    assert "Written: r.json" in outcome.output
    assert (here / "r.json").exists()


@posix
@pytest.mark.parametrize("kind", ["link", "hard link", "link to a link"])
def test_another_name_of_the_scenario_is_the_scenario(run: Run, here: Path, kind: str) -> None:
    before = (here / "week.yaml").read_bytes()
    if kind == "hard link":
        (here / "other.csv").hardlink_to(here / "week.yaml")
    else:
        (here / "middle.csv").symlink_to(here / "week.yaml")
        (here / "other.csv").symlink_to("middle.csv" if kind == "link to a link" else "week.yaml")
    outcome = run("solve", "week.yaml", "--output", "other.csv")
    assert outcome.code == 2
    assert "other.csv: this is the scenario; choose another place" in outcome.problems
    assert (here / "week.yaml").read_bytes() == before


@posix
def test_another_name_of_a_candidate_or_of_what_is_extended_is_known_too(
    run: Run, here: Path
) -> None:
    (here / "above.yaml").write_text("schema: 1\nextends: week.yaml\n", encoding="utf-8")
    (here / "one.csv").hardlink_to(here / "drafted.csv")
    (here / "two.csv").symlink_to("week.yaml")
    for file, kind in (("one.csv", "a candidate of the scenario"), ("two.csv", "scenario file")):
        outcome = run("solve", "above.yaml", "--output", file)
        assert outcome.code == 2
        assert f"this file is needed as {kind}; choose another place" in outcome.problems
    assert "session,date" in (here / "one.csv").read_text(encoding="utf-8")
    assert "schema: 1" in (here / "two.csv").read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize(
    ("leads_to", "said"),
    [
        ("nowhere/s.csv", "s.csv: this is a link to {here}/nowhere/s.csv: there is no folder"),
        ("s.csv", "s.csv: this is a link that leads round in a circle"),
        (".", "s.csv: this is a folder; give the file itself"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused_before_any_work(
    run: Run, here: Path, leads_to: str, said: str
) -> None:
    (here / "s.csv").symlink_to(leads_to)
    outcome = run("solve", "week.yaml", "--output", "s.csv")
    assert outcome.code == 2
    assert outcome.output == ""
    assert said.format(here=here.resolve()) in outcome.problems
    assert (here / "s.csv").is_symlink()


def test_a_file_that_is_marked_read_only_stays_as_it_is(run: Run, here: Path) -> None:
    kept = here / "s.csv"
    kept.write_text("as published", encoding="utf-8")
    kept.chmod(0o444)
    outcome = run("solve", "week.yaml", "--output", "s.csv")
    assert outcome.code == 2
    assert outcome.output == ""
    assert "s.csv: the file cannot be written (it is marked read-only); take" in outcome.problems
    assert kept.read_text(encoding="utf-8") == "as published"


def test_a_file_in_a_folder_that_is_marked_read_only_stays_as_it_is(run: Run, here: Path) -> None:
    kept = here / "out" / "best.csv"
    kept.parent.mkdir()
    kept.write_text("as published", encoding="utf-8")
    kept.chmod(0o444)
    outcome = run("alternatives", "week.yaml", "--count", "1", "--output", "out")
    assert outcome.code == 2
    assert "best.csv: the file cannot be written (it is marked read-only)" in outcome.problems
    assert "Written: out/alternatives.csv" in outcome.output
    assert kept.read_text(encoding="utf-8") == "as published"


def test_a_file_that_is_open_elsewhere_is_refused_before_any_work(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "s.csv").write_text("open in a spreadsheet", encoding="utf-8")

    def opens(self: Path, mode: str = "r", *rest: Any, opens: Any = Path.open, **more: Any) -> Any:
        if mode == "r+b":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opens(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", opens)
    outcome = run("solve", "week.yaml", "--output", "s.csv")
    assert outcome.code == 2
    assert outcome.output == ""
    assert "(Permission denied); close it in other programs, or choose another" in outcome.problems


@pytest.mark.slow
@posix
def test_a_schedule_can_be_written_into_a_pipe(start: Run, here: Path) -> None:
    outcome = start("solve", "week.yaml", "--quiet", "--output", "/dev/stdout")
    assert outcome.code == 0
    assert outcome.output.startswith("session,part,title")


@posix
def test_nobody_at_the_other_end_of_a_pipe_is_said(run: Run, here: Path) -> None:
    os.mkfifo(here / "pipe")
    outcome = run("check", "week.yaml", "drafted", "--json", "pipe")
    assert outcome.code == 2
    assert "pipe: the file cannot be written (nobody reads at the other end" in outcome.problems
    assert "Every must is kept." in outcome.output


@pytest.mark.parametrize("name", each())
def test_no_file_is_written_without_an_ending(run: Run, here: Path, name: str) -> None:
    """Nobody's program would open it."""
    before = sorted(here.iterdir())
    for option in WRITERS[name].writes:
        outcome = run(name, *WRITERS[name].words, option, "table")
        assert outcome.code == 2
        [line] = outcome.problems.splitlines()
        assert re.match(r"table: the .* ends in \.", line), line
    assert sorted(here.iterdir()) == before


@pytest.mark.slow
def test_a_new_scenario_has_the_ending_of_one(run: Run, here: Path) -> None:
    outcome = run("new", "mine.csv")
    assert outcome.code == 2
    assert "mine.csv: the scenario ends in .yaml, .yml or .xlsx" in outcome.problems
    assert "give it such a name" in run("new", "mine").problems
    assert run("new", "mine.yml").code == 0


TABLES = ["check", "compare", "why", "season", "replan"]


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_table_may_be_a_workbook_with_what_the_csv_has(
    run: Run, here: Path, name: str
) -> None:
    writer = WRITERS[name]
    tables = {one: file for one, file in writer.writes.items() if file.endswith((".csv", ".html"))}
    for ending in (".csv", ".xlsx"):
        words = [w for one in tables for w in (one, f"{one.strip('-')}{ending}")]
        assert run(name, *writer.words, *words).code in (0, 1)
    for option in tables:
        stem = option.strip("-")
        rows = list(csv.reader(io.StringIO((here / f"{stem}.csv").read_text("utf-8"))))
        book = load_workbook(here / f"{stem}.xlsx")
        names = book.sheetnames
        if {"session", "date", "start", "end", "pinned"} <= {*rows[0]}:
            assert names == ["Week", "Schedule", "Columns"]
            assert book["Schedule"].max_row == len(rows)
            continue
        [sheet] = book.worksheets
        assert [[_typed(cell.value) for cell in row] for row in sheet.iter_rows()] == [
            [unguard(cell) for cell in row] for row in rows
        ]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def _typed(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return f"{value:%H:%M}" if isinstance(value, time) else "" if value is None else str(value)


@pytest.mark.parametrize("name", ["check", "compare", "season"])
def test_csv_is_written_for_continental_europe_where_that_is_asked_for(
    run: Run, here: Path, name: str
) -> None:
    writer = WRITERS[name]
    words = (
        [w for w in options(name) if w != "c.html"] if name != "compare" else ["--moves", "m.csv"]
    )
    run(name, *writer.words, *words)
    plain = {file: (here / file).read_bytes() for file in words if file.endswith(".csv")}
    outcome = run(name, *writer.words, *words, "--excel")
    assert "Warning" not in outcome.problems
    assert plain
    for file, before in plain.items():
        said = (here / file).read_bytes()
        assert said.startswith(b"\xef\xbb\xbf")
        text = said.decode("utf-8-sig")
        rows = [list(csv.reader(io.StringIO(before.decode())))]
        rows.append(list(csv.reader(io.StringIO(text), delimiter=";")))
        decimal = re.compile(r"(-?\d+)\.(\d+)")
        assert [[decimal.sub(r"\1,\2", c) for c in row] for row in rows[0]] == rows[1]


def test_excel_without_a_csv_file_is_told(run: Run, here: Path) -> None:
    outcome = run("check", "week.yaml", "drafted", "--excel", "--output", "s.xlsx")
    assert outcome.code == 0
    assert outcome.problems == "Warning: --excel: it is for CSV files, and none was written\n"


@pytest.mark.parametrize("name", ["alternatives", "tradeoffs"])
def test_a_folder_is_not_called_as_files_are(run: Run, here: Path, name: str) -> None:
    writer = WRITERS[name]
    assert writer.folder is not None
    outcome = run(name, *writer.words, writer.folder[0], "out.csv")
    assert outcome.code == 2
    said = "this is the name of a file; give a folder for the schedules"
    assert outcome.problems == f"out.csv: {said}\n"


@pytest.mark.parametrize(
    "name", ["alternatives", pytest.param("tradeoffs", marks=pytest.mark.slow)]
)
def test_several_schedules_may_stand_in_one_workbook(run: Run, here: Path, name: str) -> None:
    writer = WRITERS[name]
    assert writer.folder is not None
    outcome = run(name, *writer.words, writer.folder[0], "out.xlsx")
    assert outcome.code == 0, outcome
    assert "Written: out.xlsx\n" in outcome.output
    book = load_workbook(here / "out.xlsx")
    overview, first, rows, *others = book.worksheets
    assert overview.title == "Overview"
    assert rows.title == f"{first.title}, rows"
    assert len(others) % 2 == 0
    assert len(book.worksheets) == 1 + 2 * (min(overview.max_row, overview.max_column) - 1)
    for sheet in book.worksheets:
        if sheet not in (first, rows):
            book.remove(sheet)
    book.save(here / "first.xlsx")
    assert run("check", writer.words[0], "first.xlsx").code == 0
    shutil.copy(writer.words[0], "week.xlsx")
    same = run(name, *writer.words, writer.folder[0], writer.words[0])
    assert same.code == 2
