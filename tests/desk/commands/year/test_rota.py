"""The command `rota`: teams of several sizes side by side."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from scenarios import LIBRARY, load_rota
from scheduler.rota.result import FewestStates, RotaResult
from scheduler.rota.rota import Rota
from scheduler.solving.result import Provenance, Status
from tests.desk.conftest import Run

YEARS = LIBRARY / "rota-2009-2015.yaml"

TINY = """\
schema: 1
title: Who leads the lakes
years: {from: 2026-27, to: 2028-29}
delegations:
  also:
    NOR: {name: Norway, group: WEOG}
    PER: {name: Peru, group: GRULAC}
    THA: {name: Thailand, group: APG}
    UGA: {name: Uganda, group: AFR}
    ZMB: {name: Zambia, group: AFR}
parties: everyone
committees:
  lakes: {name: Lakes, implementers: [THA, UGA]}
record:
  2026-27:
    lakes: {co_chairs: NOR, co_rapporteurs: THA}
tasks:
  2027-28: {ZMB: [one task, another]}
aims:
  let_states_rest: {years: 1}
team_sizes: [1+1, 2+1]
"""


@pytest.fixture
def tiny_rota(tmp_path: Path) -> Path:
    path = tmp_path / "rota.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def words(text: str) -> str:
    return " ".join(text.split())


def test_sizes_stand_side_by_side_with_who_leads(run: Run, tiny_rota: Path) -> None:
    told = run("rota", tiny_rota, "--quiet", "--report", tiny_rota.with_name("report.md"))
    assert told.code == 0, told
    assert told.output == ""
    report = tiny_rota.with_name("report.md").read_text(encoding="utf-8")
    assert report.startswith("# Who leads the lakes\n")
    assert "| posts after the record | 4 | 6 |" in report
    assert "| Co-Chairs know their committee: posts off, all years | 0 | 2 |" in report
    assert "| breaks of continuity | 0 | 2 |" in report
    assert "| leaders known to their team | 2 of 4 | 2 of 6 |" in report
    assert "2026-27 as recorded. Of 5 States Parties, 5 may lead." in report
    assert "Peru, as Co-Chair, had no post in it the year before" in report
    assert "| Lakes | NOR \\| THA | THA \\| " in report


def test_what_is_printed_ends_with_the_findings(run: Run, tiny_rota: Path) -> None:
    told = run("rota", tiny_rota, "--team-sizes", "2")
    assert told.code == 0, told
    output = words(told.output)
    assert output.startswith("Who leads the lakes Teams are Co-Chairs + Co-Rapporteurs")
    assert "Teams 1 + 1: 4 posts from 2027-28 on; 4 States over all years, 2 of them new" in output
    assert "it is proven that fewer would not." in output
    assert "canonical: 4 of 4 posts settled" in output
    assert "2 + 1" not in output


def test_the_csv_has_a_row_for_each_post_of_each_size(run: Run, tiny_rota: Path) -> None:
    output, record = tiny_rota.with_name("rota.csv"), tiny_rota.with_name("rota.json")
    told = run("rota", tiny_rota, "--quiet", "--output", output, "--json", record)
    assert told.code == 0, told
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
    assert [row["team"] for row in rows] == ["1+1"] * 6 + ["2+1"] * 8
    first = rows[0]
    assert {key: first[key] for key in ("year", "committee", "role", "state", "name")} == {
        "year": "2026-27",
        "committee": "lakes",
        "role": "co_chair",
        "state": "NOR",
        "name": "Norway",
    }
    assert [(row["recorded"], row["implements"], row["term"]) for row in rows[:3]] == [
        ("yes", "no", "1"),
        ("yes", "yes", "1"),
        ("no", "yes", "1"),
    ]
    assert not [row for row in rows if row["state"] == "ZMB" and row["year"] == "2027-28"]
    data = json.loads(record.read_text(encoding="utf-8"))
    assert list(data["teams"]) == ["1+1", "2+1"]
    team = data["teams"]["1+1"]
    assert team["status"] == "PROVEN"
    assert team["legal"]
    assert [row for row in rows if row["team"] == "1+1"] == team["posts"]
    assert team["fewest_states"]["value"] == team["fewest_states"]["bound"]
    assert list(team["costs"].values()) == [tier["value"] for tier in team["tiers"][:-1]]


def test_a_bad_rota_ends_with_2_and_every_problem(run: Run, tiny_rota: Path) -> None:
    tiny_rota.write_text(TINY.replace("THA}", "TAH}").replace("2028-29", "2028-27"), "utf-8")
    told = run("rota", tiny_rota)
    assert told.code == 2
    assert told.output == ""
    first, second = told.problems.splitlines()
    assert "line 3, column 28" in first
    assert "'2028-27' is not one year and the next; write it as 2028-29" in first
    assert "there is no delegation 'TAH'; did you mean THA (Thailand)?" in second


def test_sizes_that_cannot_be_read_are_refused(run: Run, tiny_rota: Path) -> None:
    told = run("rota", tiny_rota, "--team-sizes", "2,many")
    assert told.code == 2
    assert "'many' is not the size of a team; write 2,3,4 or 1+1,2+1" in told.problems


def test_no_file_may_be_read_and_written_at_once(run: Run, tiny_rota: Path) -> None:
    told = run("rota", tiny_rota, "--output", tiny_rota)
    assert told.code == 2
    assert "this is the rota; choose another place" in told.problems
    assert tiny_rota.read_text(encoding="utf-8") == TINY


def test_a_plot_is_drawn(run: Run, tiny_rota: Path) -> None:
    plot = tiny_rota.with_name("rota.png")
    assert run("rota", tiny_rota, "--quiet", "--team-sizes", "2", "--plot", plot).code == 0
    assert plot.read_bytes().startswith(b"\x89PNG")


def test_posts_that_nobody_can_fill_are_said_and_no_number_of_states_is_enough(
    run: Run, tiny_rota: Path
) -> None:
    tiny_rota.write_text(f"{TINY}may_lead: [THA]\n", encoding="utf-8")
    told = words(run("rota", tiny_rota, "--team-sizes", "1+1").output)
    assert "4 posts from 2027-28 on, of which 2 stay empty; 2 States over all years" in told
    assert "would do" not in told
    frame = load_rota(tiny_rota).compare("1+1", workers=1).to_frame()
    assert frame.loc["of them empty"].tolist() == ["2"]
    assert frame.loc["fewest States over all years"].tolist() == ["not known"]


def test_where_nothing_is_found_it_is_said_what_to_try(
    run: Run, tiny_rota: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provenance = Provenance(seed=1, workers=1, time_limit=1, versions={})

    def nothing(rota: Rota, *_: object, **__: object) -> RotaResult:
        return RotaResult(status=Status.UNKNOWN, provenance=provenance)

    monkeypatch.setattr("scheduler.rota.solving.solve_rota", nothing)
    told = run("rota", tiny_rota, "--quiet", "--plot", tiny_rota.with_name("rota.png"))
    assert told.code == 4
    assert "Teams 1 + 1: not found in the time given." in words(told.problems)
    told = run("rota", tiny_rota)
    assert "no rota was found; give more time with --time-limit" in words(told.output)


def test_a_number_of_states_that_is_not_proven_is_said_with_its_bound() -> None:
    found = FewestStates(states=31, bound=29, rotation=frozenset())
    assert found.sentence() == (
        "31 States would do as well, but for sharing the terms; whether 29 would is not settled."
    )


def test_a_rota_in_python_compares_sizes(tiny_rota: Path) -> None:
    study = load_rota(tiny_rota).compare("1+1", "2+1", workers=1)
    frame = study.to_frame()
    assert list(frame.columns) == ["1 + 1", "2 + 1"]
    assert frame.loc["posts after the record"].tolist() == ["4", "6"]
    assert str(load_rota(tiny_rota)).startswith("Who leads the lakes")
    assert str(study.teams[0]).startswith("Teams 1 + 1")


def test_a_rota_may_be_opened_to_all_parties(tiny_rota: Path) -> None:
    tiny_rota.write_text(f"{TINY}may_lead: [PER]\n", encoding="utf-8")
    plan = load_rota(tiny_rota)
    (narrow,), (wide,) = (
        each.compare("1+1", workers=1).teams for each in (plan, plan.open_to_all())
    )
    assert narrow.verdict is not None
    assert wide.verdict is not None
    assert narrow.verdict.amount("fill_posts") > wide.verdict.amount("fill_posts") == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "costs", "fewest"),
    [
        ("1+1", (0, 0, 2, 0, 1, 13, 4, 0, 3, 3), 31),
        ("2+1", (0, 0, 2, 0, 22, 13, 8, 0, 3, 13), 38),
        ("1+2", (0, 0, 2, 0, 1, 13, 10, 0, 2, 17), 40),
        ("2+2", (0, 0, 2, 0, 2, 13, 8, 0, 2, 18), 46),
    ],
)
def test_the_years_2009_to_2015_are_proven(size: str, costs: tuple[int, ...], fewest: int) -> None:
    (team,) = load_rota(YEARS).compare(size, time_limit=600, workers=1).teams
    assert team.result.status is Status.PROVEN
    assert team.result.canonical
    assert team.verdict is not None
    assert team.verdict.costs == costs
    assert team.result.fewest is not None
    assert (team.result.fewest.states, team.result.fewest.bound) == (fewest, fewest)
