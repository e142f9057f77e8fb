"""Ctrl-C: the search ends, and the best timetable so far is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from random import Random

import pytest

from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import PROGRAM


def endless(path: Path) -> Path:
    """A scenario for which a timetable is found at once, and the best one not for a long time."""
    chance = Random(1)
    codes = [f"S{number}" for number in range(20)]
    lines = [
        "schema: 1",
        "title: A week that is hard to prove",
        "week: {from: 2027-06-14, to: 2027-06-18}",
        "venue: {rooms: {a: {seats: 9}, b: {seats: 9}}}",
        "delegations:",
        "  also:",
        *(f"    {code}: {{name: State {code}}}" for code in codes),
        "bodies: {work: {name: Work, kind: other}}",
        "sessions:",
    ]
    for number in range(24):
        audience = ", ".join(chance.sample(codes, 8))
        lines.append(
            f"  s{number}: {{body: work, format: workshop, least: 60, wanted: 120, "
            f"audience: [{audience}]}}"
        )
    lines += [
        "rules:",
        "  give_wanted_time: {prefer: {tier: 1}}",
        "  let_delegations_attend: {prefer: {tier: 1}}",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.slow
def test_ctrl_c_keeps_the_best_timetable(tmp_path: Path) -> None:
    scenario = endless(tmp_path / "endless.yaml")
    output, record = tmp_path / "schedule.csv", tmp_path / "result.json"
    words = ["solve", str(scenario), "--output", str(output), "--json", str(record)]
    with subprocess.Popen(
        [*PROGRAM, *words, "--time-limit", "300"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if ": best " in line:
                break
        process.send_signal(signal.SIGINT)
        said, problems = process.communicate(timeout=600)
    assert process.returncode == 0, problems
    assert "not proven" in said
    result = json.loads(record.read_text(encoding="utf-8"))
    assert (result["status"], result["interrupted"]) == ("FEASIBLE", True)
    loaded = load_scenario(scenario)
    assert loaded.judge(read_schedule(output, loaded.week)).legal
