"""Dask as the engine: the same here, in processes and on a cluster; nothing is left over."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import dask
import psutil
import pytest
from distributed import LocalCluster

from scenarios.reading.yaml.yaml_source import read_yaml
from scenarios.studies.sweep import engine
from scenarios.studies.sweep.outcome import Solved, Standing
from scenarios.studies.sweep.run import SweepProgress, sweep
from scenarios.studies.sweep.solving import Task, solve_task
from scenarios.studies.sweep.workforce import Workforce
from scheduler.errors import BadInput
from tests.desk.commands.test_interrupt import endless
from tests.desk.conftest import PROGRAM
from tests.scenarios.studies.sweep.weeks import varied

MARK = "MEETING_WEEK_TEST_DEATHS"
"""The environment variable that names the folder in which deaths are counted."""


def die_once(task: Task) -> Solved:
    """Solve a task; the first worker that tries any dies instead."""
    mark = Path(os.environ[MARK]) / "died"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return solve_task(task)


def die_of_some(task: Task) -> Solved:
    """Solve a task, but die of the one that takes two days."""
    if len(task.problem.week.days) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return solve_task(task)


def fail(task: Task) -> Solved:
    raise ValueError(f"no such thing as {task.problem.week.title}")


VERSIONS = iter(range(100))


def another_version() -> str:
    """Another one each time that it is asked for."""
    return f"meeting-week {next(VERSIONS)}"


def ended(group: int) -> bool:
    """Whether all processes of a group end; it waits for minutes, on a busy machine."""
    for _ in range(3_000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def sockets() -> set[tuple[str, int]]:
    """Where this process can be reached over a network."""
    return {
        (entry.laddr.ip, entry.laddr.port)
        for entry in psutil.Process().net_connections(kind="inet")
        if entry.laddr
    }


@pytest.mark.slow
def test_in_this_process_no_port_is_opened(tmp_path: Path) -> None:
    before, seen = sockets(), set()

    def watch(_: SweepProgress) -> None:
        seen.update(sockets())

    children = psutil.Process().children()
    done = sweep(varied(tmp_path), watch=watch)
    assert done["longer"].works
    assert seen <= before
    assert psutil.Process().children() == children


@pytest.mark.slow
def test_the_table_is_the_same_wherever_it_is_solved(tmp_path: Path) -> None:
    """Also the timetables. Processes listen on 127.0.0.1 only, and end with the sweep."""
    path = varied(tmp_path)
    before = set(psutil.Process().children(recursive=True))
    reached: set[str] = set()

    def watch(_: SweepProgress) -> None:
        for child in set(psutil.Process().children(recursive=True)) - before:
            reached.update(entry.laddr.ip for entry in child.net_connections(kind="inet"))

    here = sweep(path)
    processes = sweep(path, workforce=Workforce(workers=2), watch=watch)
    assert reached == {"127.0.0.1"}
    left = set(psutil.Process().children(recursive=True)) - before
    assert not [child for child in left if "tracker" not in " ".join(child.cmdline())]
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as cluster:
        joined = sweep(path, workforce=Workforce(scheduler=cluster.scheduler_address))
    assert here.csv_text() == processes.csv_text() == joined.csv_text()
    schedules = [
        [outcome.solved.schedule for outcome in done.outcomes if outcome.solved]
        for done in (here, processes, joined)
    ]
    assert schedules[0] == schedules[1] == schedules[2]
    assert any(schedules[0])


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_worker_that_dies_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MARK, str(tmp_path))
    path = varied(tmp_path)
    whole = sweep(path)
    monkeypatch.setattr(engine, "solve_task", die_once)
    done = sweep(path, workforce=Workforce(workers=1), results=tmp_path / "r.sqlite")
    assert (tmp_path / "died").exists()
    assert done.csv_text() == whole.csv_text()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_variant_of_which_every_worker_dies_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "solve_task", die_of_some)
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        done = sweep(varied(tmp_path), workforce=Workforce(workers=1))
    assert done["days=two"].standing is Standing.LOST
    assert "died" in done["days=two"].reason
    assert done["as it is"].works


def test_a_failure_of_the_program_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "solve_task", fail)
    done = sweep(varied(tmp_path), results=tmp_path / "r.sqlite")
    assert [o.standing for o in done.outcomes if o.digest] == [Standing.DEFECT] * 5
    assert "no such thing as A tiny week" in done["as it is"].reason
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM solved").fetchone() == (0,)


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.3)
    with pytest.raises(BadInput, match="no Dask scheduler answers here"):
        sweep(varied(tmp_path), workforce=Workforce(scheduler="tcp://127.0.0.1:9"))
    with LocalCluster(
        n_workers=0, processes=False, protocol="tcp://", dashboard_address="127.0.0.1:0"
    ) as cluster:
        workforce = Workforce(scheduler=cluster.scheduler_address)
        with pytest.raises(BadInput, match="no worker has joined"):
            sweep(varied(tmp_path), workforce=workforce)


@pytest.mark.slow
def test_a_cluster_of_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "program", another_version)
    with LocalCluster(
        n_workers=1, processes=False, protocol="tcp://", dashboard_address="127.0.0.1:0"
    ) as cluster:
        workforce = Workforce(scheduler=cluster.scheduler_address)
        with pytest.raises(BadInput, match="install the same on all"):
            sweep(varied(tmp_path), workforce=workforce)


def _interrupted(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What a program says that is interrupted as a person would: again, where nothing happens."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        said, complaints = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGINT)
        return process.communicate(timeout=60)
    assert "Traceback" not in complaints
    return said, complaints


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("more", [(), ("--workers", "1")], ids=["here", "processes"])
def test_ctrl_c_keeps_what_is_done_and_ends_what_runs(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    """The signal goes to all processes of the group, as from a terminal."""
    sessions = read_yaml(endless(tmp_path / "endless.yaml")).data["sessions"]
    hard = {name: session for name, session in sessions.items() if name != "s0"}
    scenario = {
        "extends": "endless.yaml",
        "sessions": dict.fromkeys(hard),
        "variants": {"hard": {"patch": {"sessions": hard}}},
    }
    path = tmp_path / "easy.yaml"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    results = tmp_path / "r.sqlite"
    words = ["sweep", str(path), "--results", str(results), "--time-limit", "300", *more]
    with subprocess.Popen(
        [*PROGRAM, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("1 of"):
                break
        said, complaints = _interrupted(process)
    assert process.returncode == 0, complaints
    assert "Stopped by hand: 1 variant not solved yet." in said
    assert ended(process.pid), "nothing of it goes on"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of POSIX")
def test_ctrl_c_waits_until_a_cluster_is_whole_and_its_processes_never_hear_it() -> None:
    child = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    heard = []
    with pytest.raises(KeyboardInterrupt), engine._undisturbed():
        os.kill(os.getpid(), signal.SIGINT)
        heard.append(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True))
    assert heard[0].stdout == "True\n"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
