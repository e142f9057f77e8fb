"""The file of results of a sweep: whole, ours and of one sweep at a time, or said to be none."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.desk.conftest import PROGRAM, Run
from tests.scenarios.studies.sweep.weeks import counting

HERE = Path(__file__).parent / "written"
SWEEP = ("sweep", "week.yaml", "--results", "r.sqlite")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(HERE, tmp_path / "here")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def swept(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of results with two variants."""
    counting(monkeypatch)
    assert run(*SWEEP).code == 0
    return here / "r.sqlite"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE solved", "these results are damaged, or were never begun in full"),
        (
            "UPDATE solved SET tiers = tiers || ' '",
            "these results are damaged (see the table solved",
        ),
        ("UPDATE solved SET amounts = '[1, 2'", "these results are damaged (see the table solved"),
        ("PRAGMA application_id = 1", "a SQLite file of another program"),
        ("UPDATE about SET scenario = 'other.yaml'", "the results of other.yaml, not of week.yaml"),
    ],
)
def test_results_that_are_not_whole_or_not_ours_are_said_and_kept(
    run: Run, swept: Path, statement: str, said: str
) -> None:
    with closing(sqlite3.connect(swept)) as connection, connection:
        connection.execute(statement)
    before = swept.read_bytes()
    outcome = run(*SWEEP)
    assert outcome.code == 2
    assert outcome.problems.startswith("r.sqlite: ")
    assert said in outcome.problems
    assert "choose another place" in outcome.problems
    assert swept.read_bytes() == before


@pytest.mark.slow
def test_every_page_that_is_overwritten_is_noticed_or_does_not_matter(
    run: Run, swept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is damaged is said; where nothing is said, all is found as it was."""
    whole = swept.read_bytes()
    first = run(*SWEEP)
    for page in range(0, len(whole), 512):
        swept.write_bytes(whole[:page] + b"\xa5" * 64 + whole[page + 64 :])
        outcome = run(*SWEEP)
        assert outcome.code in (0, 2), outcome
        if outcome.code == 2:
            assert outcome.problems.startswith("r.sqlite: ")
        else:
            assert outcome.output.splitlines()[0] == first.output.splitlines()[0]
            assert "PROVEN" in outcome.output


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes of POSIX")
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_results_are_kept_in_a_file(run: Run, here: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(here / "r.sqlite")
    else:
        (here / "r.sqlite").symlink_to("/dev/zero")
    outcome = run(*SWEEP)
    assert outcome.code == 2
    assert "r.sqlite: this is a device, and not a file" in outcome.problems


@pytest.mark.slow
def test_results_that_can_no_longer_be_kept_cost_no_table(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)

    class Full(sqlite3.Connection):
        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
            if sql.startswith("INSERT OR REPLACE"):
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(sql, *rest)  # type: ignore[arg-type]

    connect = sqlite3.connect
    monkeypatch.setattr(
        "scenarios.studies.sweep.store.sqlite3.connect",
        lambda place, **more: connect(place, factory=Full, **more),
    )
    outcome = run(*SWEEP, "--output", "t.csv", "--quiet")
    assert outcome.code == 2
    assert "A longer morning" in outcome.words
    assert "long PROVEN" in outcome.words
    assert "r.sqlite: the results cannot be kept: database or disk is full" in outcome.problems
    assert (here / "t.csv").exists()


@pytest.mark.slow
def test_of_two_sweeps_at_once_one_works_and_the_other_is_refused_or_waits(here: Path) -> None:
    words = [*PROGRAM, *SWEEP]
    both = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    said = [one.communicate(timeout=120)[1].decode() for one in both]
    codes = sorted(one.returncode for one in both)
    assert codes in ([0, 0], [0, 2]), said
    assert codes == [0, 0] or any("another program is writing to it; wait" in one for one in said)
    with closing(sqlite3.connect(here / "r.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM variants").fetchone() == (2,)


@pytest.mark.slow
def test_workers_that_die_while_they_start_are_said(here: Path) -> None:
    (here / "dying").mkdir()
    (here / "dying" / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if any('spawn_main' in word for word in sys.orig_argv):\n"
        "    os._exit(1)\n",
        encoding="utf-8",
    )
    path = os.pathsep.join(filter(None, (str(here / "dying"), os.environ.get("PYTHONPATH"))))
    told = subprocess.run(
        [*PROGRAM, *SWEEP, "--workers", "1"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert told.returncode == 2, told
    assert "the worker processes did not start (" in told.stderr
    assert "sweep with fewer --workers, or without any" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_sweep_that_is_killed_leaves_results_that_the_next_goes_on_from(here: Path) -> None:
    with subprocess.Popen([*PROGRAM, *SWEEP], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGKILL)
    again = subprocess.run([*PROGRAM, *SWEEP], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again
