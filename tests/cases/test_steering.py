"""What stands in titles and names steers no terminal, no page and no picture, and is not lost."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.exchange.csv_text import csv_text, guard
from scenarios.loading.loading import load_scenario
from scenarios.reading.tables.csv_file import read_rows
from tests.cases.test_written import WRITERS, each, options
from tests.desk.conftest import PROGRAM, Run, edited

HERE = Path(__file__).parent
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
DIRTY = r"\u001b]0;PWN\u0007\u001b[31m\u202eRED\u001b[2J\u009b5n\nnext $^ \ud83d\ude00"
SHOWN = "\ufffd]0;PWN\ufffd\ufffd[31m\ufffdRED\ufffd[2J\ufffd5n next $^ \U0001f600"


@pytest.fixture
def dirty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The inputs of all commands, with signs that steer in whatever has a title or a name."""
    folder = shutil.copytree(HERE / "written", tmp_path / "here")
    week = folder / "week.yaml"
    text = week.read_text(encoding="utf-8")
    text = re.sub(r"(title|name): (\w[\w ]*)", lambda m: f'{m[1]}: "{m[2]} {DIRTY}"', text)
    week.write_text(text, encoding="utf-8")
    for name in ("NOR", "THA"):
        edited(week, f"{name}: {{", f'{name}: {{group: "AFR {DIRTY}", ')
    shutil.copy(week, folder / "clash.yaml")
    edited(folder / "clash.yaml", "least: 60}", "least: 120}")
    edited(folder / "clash.yaml", "[THA]}", "[NOR]}")
    year = folder / "year.yaml"
    edited(year, "title: A tiny year", f'title: "A tiny year {DIRTY}"')
    edited(year, "name: Two", f'name: "Two {DIRTY}"')
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", each())
def test_no_command_lets_a_title_steer(run: Run, dirty: Path, name: str) -> None:
    (dirty / "out").mkdir()
    sent = ("--to", "published", "--no-documents", "--anyway")
    assert run("publish", "week.yaml", "drafted", *sent).code == 0
    outcome = run(name, *WRITERS[name].words, *options(name))
    assert outcome.code in (0, 1, 3), outcome
    assert not STEERS.search(outcome.output.replace("\n", " "))
    assert not STEERS.search(outcome.problems.replace("\n", " "))
    assert "\ufffd]0;PWN\ufffd" in outcome.output
    for path in dirty.iterdir():
        if path.suffix in (".html", ".md"):
            assert not STEERS.search(path.read_text(encoding="utf-8").replace("\n", " "))
        if path.suffix == ".json":
            assert not STEERS.search(path.read_text(encoding="utf-8").replace("\n", " "))
            json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        ("show", "week.yaml"),
        ("show", "week.yaml", "drafted"),
        ("recommendations", "week.yaml", "drafted", "--output", "r.html"),
        ("compare", "week.yaml", "--no-solve", "--output", "c.md"),
        ("compare", "week.yaml", "--no-solve", "--output", "c.txt"),
    ],
)
def test_what_would_steer_is_shown_as_a_mark_in_its_place(
    run: Run, dirty: Path, words: tuple[str, ...]
) -> None:
    outcome = run(*words)
    assert outcome.code in (0, 1)
    assert SHOWN.split(" next")[0] in outcome.words
    for path in (dirty / words[-1],) if "--output" in words else ():
        assert not STEERS.search(path.read_text(encoding="utf-8").replace("\n", " "))


def test_a_line_of_the_grid_stays_one_line(run: Run, dirty: Path) -> None:
    lines = run("show", "week.yaml", "drafted").output.splitlines()
    [line] = [line for line in lines if line.startswith("  10:00")]
    assert line == f"  10:00–11:00  Clearance {SHOWN}"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
@pytest.mark.parametrize("words", [("show", "week.yaml", "drafted"), ("solve", "week.yaml")])
def test_on_a_terminal_only_our_own_lines_steer(dirty: Path, words: tuple[str, ...]) -> None:
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [*PROGRAM, *words], stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        seen = b""
        while chunk := _next(ours):
            seen += chunk
    os.close(ours)
    assert process.returncode == 0
    said = seen.decode("utf-8").replace("\r\x1b[2K", "").replace("\r\n", " ")
    assert not STEERS.search(said), said


def _next(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("plot", "week.yaml", "drafted", "--output"), "w.svg"),
        (("plot", "week.yaml", "drafted", "--what", "leaders", "--output"), "l.svg"),
        (("plot", "week.yaml", "--what", "candidates", "--output"), "c.svg"),
        (("synergy", "week.yaml", "drafted", "--plot"), "y.svg"),
        (("season", "year.yaml", "calendar.csv", "--plot"), "s.svg"),
        (("stress", "week.yaml", "drafted", "--kind", "leaders", "--plot"), "t.svg"),
        (("leadership", "week.yaml", "--team-sizes", "1", "--plot"), "r.svg"),
        pytest.param(("sweep", "week.yaml", "--plot"), "v.svg", marks=pytest.mark.slow),
        pytest.param(("plot", "week.yaml", "drafted", "--output"), "w.png", marks=pytest.mark.slow),
        pytest.param(("plot", "week.yaml", "drafted", "--output"), "w.pdf", marks=pytest.mark.slow),
    ],
)
def test_a_plot_shows_a_dollar_as_a_dollar_and_holds_nothing_that_steers(
    run: Run, dirty: Path, words: tuple[str, ...], file: str
) -> None:
    """Warnings are errors here: a letter that no font has is drawn without one."""
    outcome = run(*words, file)
    assert outcome.code in (0, 1), outcome
    content = (dirty / file).read_bytes()
    assert content
    if file.endswith(".svg"):
        text = content.decode("utf-8")
        assert not STEERS.search(text.replace("\n", " ").replace("\t", " "))
        ElementTree.fromstring(text)
        assert "next $^" in " ".join(text.split()) or words[0] == "season"


@pytest.mark.slow
def test_dollars_of_a_title_stand_in_every_output(run: Run, tmp_path: Path) -> None:
    week = shutil.copy(HERE / "steering" / "dollar-title.yaml", tmp_path)
    title = "Week of US$ 5% and A$ 6"
    svg, record = tmp_path / "w.svg", tmp_path / "r.json"
    outcome = run("plot", week, "--output", svg)
    assert outcome.code == 0, outcome
    assert outcome.output.startswith(f"{title}\n")
    assert f"<!-- {title} -->" in svg.read_text(encoding="utf-8")
    assert run("show", week).output.startswith(f"{title}\n")
    assert run("solve", week, "--json", record).output.startswith(f"{title}\n")
    page, notes = tmp_path / "r.html", tmp_path / "r.md"
    for place in (page, notes):
        assert run("recommendations", week, "--output", place).code == 0
    assert f"<title>The nine recommendations: {title}</title>" in page.read_text(encoding="utf-8")
    assert 'class="report tex2jax_ignore mathjax_ignore"' in page.read_text(encoding="utf-8")
    assert r"Week of US\$ 5% and A\$ 6" in notes.read_text(encoding="utf-8")


def test_keys_that_steer_are_refused_without_steering(run: Run) -> None:
    outcome = run("show", HERE / "steering" / "keys.yaml")
    assert outcome.code == 2
    assert len(outcome.problems.splitlines()) >= 6
    assert not STEERS.search(outcome.problems.replace("\n", " "))
    assert "U+001B" in outcome.problems


def test_file_names_that_steer_are_shown_without_steering(run: Run, tmp_path: Path) -> None:
    outcome = run("show", tmp_path / "a\x1b[31mb\u202e.yaml")
    assert outcome.code == 2
    assert "a\ufffd[31mb\ufffd.yaml: there is no such file" in outcome.problems


def test_an_emoji_in_escapes_is_read_and_written(run: Run, dirty: Path) -> None:
    assert load_scenario(dirty / "week.yaml").title.endswith("\U0001f600")
    assert run("solve", "week.yaml", "--output", "s.csv", "--json", "r.json").code == 0
    with (dirty / "s.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["title"].endswith("\U0001f600")
    assert run("check", "week.yaml", "s.csv").code == 0


@pytest.mark.parametrize("half", [r"\ud83d", r"\ude00", r"\ude00\ud83d", r"\ud83d \ude00"])
@pytest.mark.parametrize("place", ["title", "key"])
def test_half_a_character_is_refused_where_it_stands(
    run: Run, tiny: Path, half: str, place: str
) -> None:
    if place == "title":
        edited(tiny, "title: A tiny week", f'title: "A tiny {half} week"')
    else:
        edited(tiny, "title: A tiny week", f'"{half}": A tiny week')
    outcome = run("show", tiny)
    assert outcome.code == 2
    assert "line 2, column" in outcome.problems
    assert "half a character" in outcome.problems


BLANKS = st.text(" \t\r\n\u00a0\u3000\ufeff\u200b", max_size=3)


@given(BLANKS, st.sampled_from("=+-@'＝＋－＠"), st.text("ab=1 ", max_size=3))
def test_a_formula_is_guarded_whatever_stands_before_it_and_reads_back(
    blanks: str, sign: str, rest: str
) -> None:
    cell = f"{blanks}{sign}{rest}".rstrip()
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", [" =1+1", "\t=1", "\r=1", "  @SUM(A1)", "\u00a0-2", "\n+3", " 'quoted", "'=x", "－１"]
)
def test_a_guarded_cell_reads_back_the_same(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv_text(("a", "b"), [(cell, "x")]), encoding="utf-8", newline="")
    assert path.read_bytes().decode("utf-8").partition("\n")[2].lstrip('"').startswith("'")
    [row] = read_rows(path, ("a", "b"), "table")
    assert row.cells["a"] == cell.replace("\r", "\n"), "as lines end in a cell"


def test_a_subject_that_is_a_formula_after_blanks_is_guarded_in_the_schedule(
    run: Run, tiny: Path
) -> None:
    edited(tiny, "{name: Committee on C", '{subject: "  =HYPERLINK(1)", name: Committee on C')
    schedule = tiny.with_name("s.csv")
    assert run("solve", tiny, "--output", schedule).code == 0
    assert ",'  =HYPERLINK(1)," in schedule.read_text(encoding="utf-8")
    assert run("check", tiny, schedule).code == 0
