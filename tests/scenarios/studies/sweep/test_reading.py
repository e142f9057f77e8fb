"""What a finished sweep has found, read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scenarios.studies.sweep.outcome import Standing
from scenarios.studies.sweep.reading import SOLVED, list_ways, read_ways
from scenarios.studies.sweep.run import sweep
from scheduler.errors import BadInput
from tests.scenarios.studies.sweep.weeks import counting, varied


def test_each_variant_comes_back_with_its_scenario_and_its_timetable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    results, week = tmp_path / "r.sqlite", varied(tmp_path)
    done = sweep(week, results=results)
    ways = read_ways(results, week)
    assert ways.file == "varied.yaml"
    assert ways.listed == ()
    found = {way.name: way for way in ways.found}
    assert found["as it is"].title == SOLVED
    assert found["wrong"].standing is Standing.BAD_INPUT
    assert found["days=one"].unchanged
    longer = found["longer"]
    assert longer.scenario is not None
    assert longer.timetable is not None
    assert longer.scenario.judge(longer.timetable).legal
    assert longer.scenario.week.sittings[0].opens == 9 * 60 + 30
    assert found["full"].standing is done["full"].standing


def test_what_was_found_for_another_wording_of_a_variant_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    results, week = tmp_path / "r.sqlite", varied(tmp_path)
    sweep(week, results=results)
    text = week.read_text(encoding="utf-8")
    week.write_text(text.replace("09:30-12:00", "09:00-12:00"), encoding="utf-8")
    ways = read_ways(results, week)
    assert ways.listed == ("Longer mornings",)
    assert "longer" not in {way.name for way in ways.found}


def test_results_stay_as_they_are_when_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    results, week = tmp_path / "r.sqlite", varied(tmp_path)
    sweep(week, results=results)
    before = results.read_bytes()
    read_ways(results, week)
    assert results.read_bytes() == before


def test_results_of_a_file_that_is_not_there_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    results, week = tmp_path / "r.sqlite", varied(tmp_path)
    sweep(week, results=results)
    other = tmp_path / "other"
    other.mkdir()
    moved = shutil.move(week, other / "moved.yaml")
    with pytest.raises(BadInput, match=r"results of varied\.yaml, which does not lie beside"):
        read_ways(results, Path(moved))
    with pytest.raises(BadInput, match="there is no such file"):
        read_ways(tmp_path / "none.sqlite", Path(moved))
    with pytest.raises(BadInput, match="no file of results"):
        read_ways(Path(moved), Path(moved))


def test_the_variants_of_a_file_or_of_the_one_beside_it_are_listed(tmp_path: Path) -> None:
    week = varied(tmp_path)
    own = list_ways(week)
    assert own is not None
    assert own.listed == ("Longer mornings", "full", "wrong", "days=one", "days=two")
    plain = tmp_path / "plain.yaml"
    plain.write_text(week.read_text(encoding="utf-8").partition("variants:")[0], encoding="utf-8")
    assert list_ways(plain) is None
    beside = varied(tmp_path, "plain-structures.yaml")
    found = list_ways(plain)
    assert found is not None
    assert (found.file, found.listed) == (beside.name, own.listed)
    beside.write_text("schema: 1\nnonsense: 1\n", encoding="utf-8")
    broken = list_ways(plain)
    assert broken is not None
    assert broken.unreadable
