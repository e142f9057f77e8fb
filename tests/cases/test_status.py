"""How sure an answer is, where a search ends before all is settled, and how commands end then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scheduler.constructing.constructing import Constructed, judged
from scheduler.drafting.model import Model
from scheduler.repairing import building
from scheduler.rules.rule import Setting
from scheduler.solving import solving
from scheduler.solving.result import CANONICAL
from scheduler.solving.search import Search, SearchResult
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from tests.desk.conftest import Run, edited
from tests.scenarios.studies.sweep.weeks import counting

FOLDER = Path(__file__).parent / "status"
WEEK, YEAR = FOLDER / "two-ways.yaml", FOLDER / "year.yaml"
OTHERS = "Others may cost the same: a search that goes on longer may choose another of them."


def cut(patch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the searches with one of the names, or all, end as if the time were over."""
    run = Search.run

    def stopped(search: Search, model: Model, name: str, **more: Any) -> SearchResult:
        if not names or name in names:
            return SearchResult(values=None, bound=0, proven=False, infeasible=False)
        return run(search, model, name, **more)

    patch.setattr(Search, "run", stopped)
    if not names:
        for module in (solving, building):
            patch.setattr(module, "construct", _nothing)


def _nothing(week: Week, settings: Sequence[Setting], *_: Any, **__: Any) -> Constructed:
    return judged(week, settings, Timetable())


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    path = tmp_path / WEEK.name
    path.write_text(WEEK.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_a_week_at_its_bound_in_every_tier_is_the_best(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = tmp_path / "result.json"
    cut(monkeypatch, CANONICAL)
    outcome = run("solve", WEEK, "--json", record)
    assert outcome.code == 0
    assert "PROVEN after" in outcome.output
    assert OTHERS in outcome.words
    assert "canonical 0 of 2 sessions settled" in outcome.words
    result = json.loads(record.read_text(encoding="utf-8"))
    assert (result["status"], result["canonical"]) == ("PROVEN", False)


def test_the_only_answer_is_not_said_to_be_one_of_several(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "result.json"
    outcome = run("solve", WEEK, "--json", record)
    assert "PROVEN after" in outcome.output
    assert "may cost the same" not in outcome.words
    assert json.loads(record.read_text(encoding="utf-8"))["canonical"] is True


@pytest.mark.parametrize(
    "words",
    [
        ("alternatives", WEEK, "--within", "0%"),
        ("tradeoffs", WEEK, "--between", "give_wanted_time,shorten_stays"),
        ("replan", WEEK, FOLDER / "published.csv", "--change", "victims longer 30"),
        ("synergy", WEEK),
        ("season", YEAR),
        ("explain", WEEK),
    ],
    ids=lambda words: str(words[0]),
)
def test_every_command_says_the_best_to_be_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str | Path, ...]
) -> None:
    cut(monkeypatch, CANONICAL)
    outcome = run(*words)
    assert outcome.code == 0
    assert "FEASIBLE" not in outcome.output
    assert ("PROVEN" in outcome.output) == (words[0] not in ("explain", "synergy"))
    assert ("Others may cost the same" in outcome.words) == (words[0] not in ("explain", "synergy"))


@pytest.mark.slow
def test_alternatives_and_points_that_are_not_the_only_ones_are_marked(
    run: Run, monkeypatch: pytest.MonkeyPatch, copied: Path
) -> None:
    cut(monkeypatch, CANONICAL)
    wide = edited(copied, "10:00-12:30}", "10:00-12:30, afternoon: 15:00-18:00}")
    others = run("alternatives", wide, "--within", "0%", "--differ", "2", "--count", "1")
    assert "Alternative 1 (others may cost the same)" in others.words
    points = run("tradeoffs", WEEK, "--between", "give_wanted_time,shorten_stays")
    assert "With the amounts of point 1, another timetable may cost the same" in points.words


@pytest.mark.slow
def test_a_sweep_says_why_the_same_variant_may_come_out_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch, copied: Path
) -> None:
    counter = counting(monkeypatch)
    with monkeypatch.context() as patch:
        cut(patch, CANONICAL)
        table = copied.with_name("table.csv")
        results = copied.with_name("kept.sqlite")
        first = run("sweep", copied, "--results", results, "--output", table)
    assert first.code == 0
    assert "2 with a timetable, 2 of them proven best" in first.words
    assert OTHERS in table.read_text(encoding="utf-8")
    solved = counter.solved
    assert run("sweep", copied, "--results", results).code == 0
    assert counter.solved == solved, "what was found within the same limits is kept"
    longer = run("sweep", copied, "--results", results, "--time-limit", "90", "--output", table)
    assert longer.code == 0
    assert counter.solved == solved + 2, "a longer search may settle which timetable it is"
    assert OTHERS not in table.read_text(encoding="utf-8")


def test_the_compared_solution_is_called_one_of_the_best(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, CANONICAL)
    outcome = run("compare", WEEK, FOLDER / "published.csv")
    assert "proven the best; others may cost the same" in outcome.words


@pytest.mark.parametrize(
    "words",
    [
        ("solve", WEEK),
        ("explain", WEEK),
        ("alternatives", WEEK),
        ("tradeoffs", WEEK, "--between", "give_wanted_time,shorten_stays"),
        ("leadership", WEEK, "--team-sizes", "1+0"),
        ("recommendations", WEEK),
        ("compare", WEEK),
        ("season", YEAR),
    ],
    ids=lambda words: str(words[0]),
)
def test_where_nothing_is_found_and_nothing_proven_the_exit_code_is_4(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str | Path, ...]
) -> None:
    cut(monkeypatch)
    outcome = run(*words)
    assert outcome.code == 4, outcome
    assert "impossible" not in outcome.words.replace("none is proven impossible", "")


def test_a_solve_that_finds_nothing_says_and_writes_what_came_nearest(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cut(monkeypatch)
    schedule, record = tmp_path / "schedule.csv", tmp_path / "result.json"
    outcome = run("solve", WEEK, "--output", schedule, "--json", record)
    assert outcome.code == 4, outcome
    assert "What came nearest to one breaks musts in" in outcome.words
    assert not schedule.exists()
    assert schedule.with_suffix(".nearest.csv").exists()
    told = json.loads(record.read_text(encoding="utf-8"))
    assert told["timetable"] is None
    assert {one["rule"] for one in told["nearest_breaks"]} >= {"hold_every_session"}


def test_a_replan_for_which_nothing_is_found_shows_the_nearest_week_and_what_it_breaks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch)
    change = ("--change", "victims longer 30")
    outcome = run("replan", WEEK, FOLDER / "published.csv", *change)
    assert outcome.code == 1, outcome
    assert "“Victim Assistance” needs 30 minutes more" in outcome.words


@pytest.mark.slow
def test_a_sweep_without_an_answer_says_what_is_known(
    run: Run, monkeypatch: pytest.MonkeyPatch, copied: Path
) -> None:
    monkeypatch.chdir(copied.parent)
    counting(monkeypatch)
    edited(copied, "10:00-12:30", "10:00-11:00")
    edited(copied, "morning: 10:00-13:00", "morning: 10:00-11:15")
    assert run("sweep", copied, "--quiet").code == 3
    edited(copied, "patch: {week", "patch: {weak")
    assert run("sweep", copied, "--quiet").code == 2
    edited(copied, "patch: {weak: {sittings: {morning: 10:00-11:15}}}", "patch: {title: Again}")
    assert run("sweep", copied, "--quiet").code == 3
    cut(monkeypatch)
    edited(copied, "patch: {title: Again}", "patch: {rules: {keep_plenaries_alone: off}}")
    assert run("sweep", copied, "--quiet").code == 4


def test_a_comparison_of_nothing_ends_as_its_search_did(run: Run, copied: Path) -> None:
    assert run("compare", edited(copied, "10:00-12:30", "10:00-11:00"), "--quiet").code == 3


def test_teams_that_are_impossible_beside_one_that_is_not_known_prove_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch)
    outcome = run("leadership", WEEK, "--team-sizes", "1+1")
    assert "Teams 1 + 1: no, proven impossible." in outcome.output
    assert "Teams as it stands: not found in the time given." in outcome.output
    assert outcome.code == 4
