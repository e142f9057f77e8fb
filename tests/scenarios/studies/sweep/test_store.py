"""The file of results: one SQLite file, of one scenario, never written over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scenarios.studies.sweep.outcome import Amount, Limits, Outcome, Solved, Standing
from scenarios.studies.sweep.run import sweep
from scenarios.studies.sweep.store import Store, opened
from scheduler.errors import BadInput
from scheduler.solving.result import Tier
from tests.scenarios.studies.sweep.weeks import NAMES, counting, varied

SOLVED = Solved(
    standing=Standing.FEASIBLE,
    tiers=(Tier(name="tier 1", value=9, bound=7, seconds=1.5),),
    amounts=(Amount(rule="give_wanted_time", tier=1, unit="minutes", amount=9),),
    reason="In tier 1 it costs 9, where 7 may be possible.",
    seconds=2.5,
    schedule="session\none\n",
    leaders="body\n",
)


@contextmanager
def store(path: Path | None, program: str = "1", **limits: float) -> Iterator[Store]:
    with opened(path, "week.yaml", "A week", program, Limits(**limits)) as found:
        yield found


def keep(path: Path | None, solved: Solved = SOLVED) -> None:
    with store(path) as found:
        outcome = Outcome(name="one", standing=solved.standing, digest="d", solved=solved)
        found.keep(0, outcome)


def test_what_is_kept_reads_back_without_loss(tmp_path: Path) -> None:
    keep(tmp_path / "r.sqlite")
    with store(tmp_path / "r.sqlite") as found:
        assert found.find("d") == SOLVED
        assert found.find("e") is None


def test_what_is_not_settled_counts_for_the_same_limits_and_version_only(tmp_path: Path) -> None:
    keep(tmp_path / "r.sqlite")
    with store(tmp_path / "r.sqlite", time_limit=5) as other:
        assert other.find("d") is None
    with store(tmp_path / "r.sqlite", program="2") as newer:
        assert newer.find("d") is None


def test_what_is_settled_counts_for_all_limits(tmp_path: Path) -> None:
    keep(tmp_path / "r.sqlite", SOLVED.model_copy(update={"standing": Standing.INFEASIBLE}))
    with store(tmp_path / "r.sqlite", time_limit=5) as other:
        found = other.find("d")
    assert found is not None
    assert found.standing is Standing.INFEASIBLE


def test_a_person_who_opens_the_file_finds_the_last_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, stop_after=2)
    sweep(varied(tmp_path), results=tmp_path / "r.sqlite")
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as connection:
        rows = connection.execute("SELECT name, status FROM variants ORDER BY position").fetchall()
    assert [name for name, _ in rows] == list(NAMES)
    assert rows[0][1] == "PROVEN"
    assert ("days=two", "NOT SOLVED") in rows


def refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(BadInput) as error, store(path):
        pass
    assert path.read_bytes() == before, "it is left as it is"
    said = str(error.value)
    assert said.startswith(f"{path}: ")
    return said


def test_a_file_that_is_no_sqlite_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n" * 100, encoding="utf-8")
    assert "this is no file of results" in refused(path)


def test_the_results_of_another_scenario_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "r.sqlite", "other.yaml", "", "1", Limits()):
        pass
    assert "the results of other.yaml, not of week.yaml" in refused(tmp_path / "r.sqlite")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA application_id = 7", "a SQLite file of another program"),
        ("PRAGMA user_version = 99", "these results have version 99"),
        ("DELETE FROM about", "this is no file of results"),
        ("DROP TABLE about", "no such table"),
    ],
)
def test_a_sqlite_file_that_is_not_as_it_should_be_is_refused(
    statement: str, said: str, tmp_path: Path
) -> None:
    keep(tmp_path / "r.sqlite")
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as connection, connection:
        connection.execute(statement)
    assert said in refused(tmp_path / "r.sqlite")


def test_a_file_that_another_program_writes_to_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "r.sqlite")
    connect = sqlite3.connect
    monkeypatch.setattr(
        "scenarios.studies.sweep.store.sqlite3.connect",
        lambda place, timeout: connect(place, timeout=0.01),
    )
    with closing(connect(tmp_path / "r.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BadInput, match="another program is writing to it"):
            keep(tmp_path / "r.sqlite")


def test_a_place_without_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no folder"):
        keep(tmp_path / "nowhere" / "r.sqlite")
