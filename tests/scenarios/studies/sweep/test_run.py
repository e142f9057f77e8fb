"""A sweep: every variant is a row, what is known is not solved again, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from scenarios.loading.variants import load_variants
from scenarios.studies.sweep import solving as working
from scenarios.studies.sweep.outcome import Limits, Standing
from scenarios.studies.sweep.run import SweepProgress, sweep
from scenarios.studies.sweep.store import opened
from scenarios.studies.sweep.workforce import Workforce
from scheduler.errors import BadInput
from tests.desk.commands.test_interrupt import endless
from tests.scenarios.studies.sweep.weeks import NAMES, VARIED, counting, varied

pytestmark = pytest.mark.slow


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return varied(tmp_path)


def test_every_variant_is_a_row_also_one_that_cannot_work(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    done = sweep(scenario)
    assert [outcome.name for outcome in done.outcomes] == list(NAMES)
    standings = [outcome.standing for outcome in done.outcomes]
    assert standings[:4] == ["PROVEN", "PROVEN", "INFEASIBLE", "BAD INPUT"]
    assert standings[4:] == ["PROVEN", "PROVEN"]
    assert "hold" in done["full"].reason
    assert f"{scenario}, line 21, column 26: week › too" in done["wrong"].reason
    costs = {o.name: o.tiers[0].value for o in done.outcomes if o.works}
    assert costs == {"as it is": 180, "longer": 90, "days=one": 180, "days=two": 0}


def test_two_variants_that_ask_for_the_same_are_solved_once(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = counting(monkeypatch)
    done = sweep(scenario)
    assert counter.solved == 4
    assert done["days=one"].digest == done["as it is"].digest
    assert done["days=one"].reused
    assert not done["as it is"].reused


def test_the_timetable_of_each_variant_is_kept_and_judged_legal(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    variants = load_variants(scenario)
    for variant, outcome in zip(variants.listed, sweep(scenario).outcomes, strict=True):
        if outcome.solved is None or not outcome.works:
            continue
        path = tmp_path / "schedule.csv"
        path.write_text(outcome.solved.schedule, encoding="utf-8")
        loaded = variants.load(variant)
        verdict = loaded.judge(read_schedule(path, loaded.week))
        assert verdict.legal
        assert verdict.amount("give_wanted_time") == outcome.amounts["give_wanted_time"]


@pytest.mark.slow
@pytest.mark.parametrize("before", [1, 3])
def test_a_sweep_that_was_stopped_goes_on_where_it_stood(
    before: int, scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results.sqlite"
    first = counting(monkeypatch, stop_after=before)
    stopped = sweep(scenario, results=results)
    assert stopped.stopped
    assert sum(o.standing is Standing.NOT_SOLVED for o in stopped.outcomes) > 0
    assert "Stopped by hand" in str(stopped)
    rest = counting(monkeypatch)
    done = sweep(scenario, results=results)
    assert first.solved + rest.solved == 4
    assert not done.stopped
    counting(monkeypatch)
    assert done.csv_text() == sweep(scenario).csv_text(), "as if it had never been stopped"


def test_what_was_solved_before_is_not_solved_again(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results.sqlite"
    counting(monkeypatch)
    first = sweep(scenario, results=results)
    again = counting(monkeypatch)
    second = sweep(scenario, results=results)
    assert again.solved == 0
    assert second.csv_text() == first.csv_text()
    assert all(o.reused for o in second.outcomes if o.works)


def test_what_is_proven_counts_under_other_limits_too_and_another_version_solves_anew(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results.sqlite"
    counting(monkeypatch)
    sweep(scenario, results=results)
    other = counting(monkeypatch)
    sweep(scenario, Limits(time_limit=5, seed=7), results=results)
    assert other.solved == 0
    monkeypatch.setattr("scenarios.studies.sweep.run.program", lambda: "meeting-week 99")
    newer = counting(monkeypatch)
    sweep(scenario, results=results)
    assert newer.solved == 4


def test_a_part_of_the_variants_is_solved_and_the_rest_later(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results.sqlite"
    first = counting(monkeypatch)
    some = sweep(scenario, results=results, only=["longer", "full"])
    assert [outcome.name for outcome in some.outcomes] == ["as it is", "longer", "full"]
    assert first.solved == 3
    rest = counting(monkeypatch)
    whole = sweep(scenario, results=results)
    assert [outcome.name for outcome in whole.outcomes] == list(NAMES)
    assert rest.solved == 1


def test_a_variant_that_is_changed_is_the_only_one_solved_anew(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results.sqlite"
    counting(monkeypatch)
    sweep(scenario, results=results)
    scenario.write_text(VARIED.replace("09:30-12:00", "09:00-12:00"), encoding="utf-8")
    changed = counting(monkeypatch)
    assert sweep(scenario, results=results)["longer"].tiers[0].value == 0
    assert changed.solved == 1


@pytest.mark.slow
def test_a_search_cut_short_ends_at_the_same_point_and_is_reused_under_the_same_limits_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limits, "clock", property(lambda _: 3_600.0))
    endless(tmp_path / "endless.yaml")
    fewer = ", ".join(f"s{number}: null" for number in range(16, 24))
    scenario, results = tmp_path / "fewer.yaml", tmp_path / "results.sqlite"
    scenario.write_text(f"extends: endless.yaml\nsessions: {{{fewer}}}\n", encoding="utf-8")
    hasty = Limits(time_limit=2.0)
    counter = counting(monkeypatch)
    first = sweep(scenario, hasty, results=results)
    assert first["as it is"].standing is Standing.FEASIBLE
    assert first["as it is"].reason.endswith("where 0 may be possible."), "and not by the clock"
    assert sweep(scenario, hasty).csv_text() == first.csv_text()
    assert counter.solved == 2
    sweep(scenario, hasty, results=results)
    assert counter.solved == 2
    sweep(scenario, Limits(time_limit=1.0), results=results)
    assert counter.solved == 3


def test_whoever_watches_is_told_of_every_row(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    steps: list[SweepProgress] = []
    sweep(scenario, watch=steps.append)
    assert [step.done for step in steps] == list(range(7))
    assert steps[0].outcome is None
    assert {step.outcome.name for step in steps if step.outcome} == set(NAMES)
    assert steps[-1].reused == 1


def test_a_search_that_is_stopped_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Ctrl-C cut short would be another thing on another day."""
    monkeypatch.setattr(working, "STOP", working.Event())
    working.STOP.set()
    counting(monkeypatch)
    results = tmp_path / "results.sqlite"
    (only,) = sweep(endless(tmp_path / "endless.yaml"), results=results).outcomes
    assert only.standing is Standing.NOT_SOLVED
    assert only.solved is None
    with opened(results, "endless.yaml", "", working.program(), Limits()) as store:
        assert store.find(only.digest) is None


def test_a_scenario_that_is_bad_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(VARIED.replace("from: 2027", "form: 2027"), encoding="utf-8")
    with pytest.raises(BadInput, match="line 4, column 3"):
        sweep(path)


@pytest.mark.parametrize(
    ("workforce", "said"),
    [
        (Workforce(scheduler="localhost"), "write tcp://host:port"),
        (Workforce(workers=2, scheduler="tcp://127.0.0.1:1"), "leave --workers or --scheduler out"),
    ],
)
def test_a_place_that_cannot_be_is_refused(scenario: Path, workforce: Workforce, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        sweep(scenario, workforce=workforce)


def test_without_dask_it_is_said_how_to_install_it(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.studies.sweep.workforce.find_spec", lambda _: None)
    with pytest.raises(BadInput, match="pip install"):
        sweep(scenario)


def test_the_task_of_a_worker_names_no_file(scenario: Path) -> None:
    task = working.Task(load_scenario(scenario).problem, Limits())
    assert str(scenario.parent) not in repr(task)
