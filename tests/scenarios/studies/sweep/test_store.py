"""The file of results: one SQLite file, of one scenario, never written over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scenarios.studies.sweep.outcome import Amount, Limits, Outcome, Solved, Standing
from scenarios.studies.sweep.run import sweep
from scenarios.studies.sweep.store import APPLICATION, VERSION, Store, opened
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


@pytest.mark.slow
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
        ("DELETE FROM about", "never begun in full (see the table about)"),
        ("DROP TABLE about", "never begun in full (see the table about)"),
        ("DROP TABLE variants", "damaged, or were never begun in full (see the table variants)"),
        ("ALTER TABLE solved RENAME COLUMN tiers TO levels", "(see the table solved)"),
        ("ALTER TABLE variants ADD COLUMN note TEXT", "(see the table variants)"),
        ("UPDATE solved SET tiers = '[]'", "these results are damaged (see the table solved, dig"),
        ("UPDATE solved SET status = 'PROVEN'", "(see the table solved, digest d)"),
        ("UPDATE solved SET schedule = x'00ff'", "(see the table solved, digest d)"),
        ("UPDATE solved SET digest = 'e'", "(see the table solved, digest e)"),
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
        lambda place, timeout, **more: connect(place, timeout=0.01, **more),
    )
    with closing(connect(tmp_path / "r.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BadInput, match="another program is writing to it"):
            keep(tmp_path / "r.sqlite")


def test_a_place_without_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no folder"):
        keep(tmp_path / "nowhere" / "r.sqlite")


def test_beginning_is_one_change_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is stopped, the next sweep begins the file anew."""
    path = tmp_path / "r.sqlite"
    for number in range(1, 6):

        class Stopped(sqlite3.Connection):
            left = number

            def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
                if not sql.startswith(("BEGIN", "SELECT", "PRAGMA locking")) and " = " not in sql:
                    self.left -= 1
                    if not self.left:
                        raise KeyboardInterrupt
                return super().execute(sql, *rest)

        with monkeypatch.context() as patched:
            connect = partial(sqlite3.connect, factory=Stopped)
            patched.setattr("scenarios.studies.sweep.store.sqlite3.connect", connect)
            with suppress(KeyboardInterrupt), store(path):
                pass
    keep(path)
    with store(path) as found:
        assert found.find("d") == SOLVED


def test_what_an_earlier_program_left_half_begun_is_said(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    said = refused(tmp_path / "r.sqlite")
    assert "never begun in full (see the table about, solved and variants)" in said


def test_another_table_is_not_read_as_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE solved (digest TEXT, status TEXT)")
    assert "a SQLite file of another program" in refused(tmp_path / "r.sqlite")


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_a_file_that_is_cut_short_is_said(at: float, tmp_path: Path) -> None:
    keep(tmp_path / "r.sqlite")
    whole = (tmp_path / "r.sqlite").read_bytes()
    (tmp_path / "r.sqlite").write_bytes(whole[: int(len(whole) * at)])
    assert "these results are damaged" in refused(tmp_path / "r.sqlite")


def test_while_one_sweep_has_the_file_another_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.studies.sweep.store.WAIT", 0.01)
    with store(tmp_path / "r.sqlite") as first:
        with pytest.raises(BadInput, match="another program is writing to it"):
            keep(tmp_path / "r.sqlite")
        first.list_variants([])
    keep(tmp_path / "r.sqlite")


@pytest.mark.slow
def test_a_sweep_whose_results_can_no_longer_be_kept_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)

    def full(self: Store, position: int, outcome: Outcome) -> None:
        raise BadInput.at("r.sqlite", "the results cannot be kept: disk full")

    monkeypatch.setattr(Store, "keep", full)
    done = sweep(varied(tmp_path), results=tmp_path / "r.sqlite")
    assert done.unkept == "r.sqlite: the results cannot be kept: disk full"
    assert done.as_it_is.works
