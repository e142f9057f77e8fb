"""The command `season`: the calendar as held beside the best one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from scenarios import LIBRARY, load_season
from scenarios.season.calendar_csv import read_calendar
from scenarios.season.result import finding_items
from scheduler.document.document import said
from scheduler.judging.judge import Finding, Verdict
from scheduler.season.judging import judge_season
from scheduler.season.result import SeasonResult
from scheduler.solving.result import Provenance, Status, Tier
from tests.desk.conftest import Run

YEAR = LIBRARY / "season-2011.yaml"

CLASH = (
    "Meetings that need the same people do not clash (avoid_clashes) - "
    "“Thirty-first International Conference of the Red Cross and Red Crescent” in "
    "Geneva, 28 November to 1 December 2011, and “Eleventh Meeting of the States Parties” in "
    "Phnom Penh, 28 November to 2 December 2011, sit on the same days (4 days); both need those "
    "who follow humanitarian law for their governments."
)

TINY = """\
schema: 1
title: A tiny year
groups: {lawyers: the lawyers}
meetings:
  one: {name: One, city: Bern, needs: lawyers, from: 2027-06-07, to: 2027-06-08}
  two:
    name: Two
    city: Basel
    needs: lawyers
    held: {from: 2027-06-08, to: 2027-06-09}
    may_begin: [2027-06-08, 2027-06-09, 2027-06-10]
"""


OTHER = """\
schema: 1
title: A year of two instruments
instruments:
  x: {name: X, parties: [ALB, CHE]}
  y: {name: Y, parties: [ALB, CHE]}
delegations: {also: {ALB: {name: Albania}, CHE: {name: Switzerland}}}
meetings:
  one: {name: One, city: Bern, instrument: x, from: 2027-06-07, to: 2027-06-08}
  two: {name: Two, city: Bern, instrument: y, held: {from: 2027-06-09, to: 2027-06-10}}
"""


def test_journeys_more_than_before_are_said_in_whole_sentences(run: Run, tmp_path: Path) -> None:
    path, calendar = tmp_path / "year.yaml", tmp_path / "later.csv"
    path.write_text(OTHER.replace("held:", "may_begin: 2027-06-09, held:"), encoding="utf-8")
    calendar.write_text("meeting,from\ntwo,2027-06-21\n", encoding="utf-8")
    told = " ".join(run("season", path, calendar).output.split())
    assert "2 as held and 4 now, 2 more. No State travels less often, and 2 States travel" in told


def test_one_finding_that_is_not_shown_is_counted_without_a_wrong_plural() -> None:
    findings = tuple(
        Finding(
            rule="save_journeys", case=(n,), amount=1, unit="journeys", must=False, sentence=f"{n}."
        )
        for n in range(6)
    )
    (item,) = finding_items(Verdict(findings=findings), None)
    assert said(item.text) == "States make few journeys (save_journeys)"
    assert item.inner[-1] == "1 other finding, in all 1 (journeys); --json writes every one."


@pytest.fixture
def tiny_year(tmp_path: Path) -> Path:
    path = tmp_path / "year.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_year_2011_is_proven_and_its_clash_is_found(run: Run, tmp_path: Path) -> None:
    output, record = tmp_path / "season.csv", tmp_path / "season.json"
    told = run("season", YEAR, "--output", output, "--json", record, "--workers", "2")
    assert told.code == 0, told
    assert "PROVEN" in told.output
    as_held, best = " ".join(told.output.split()).split("The best calendar")
    assert CLASH in as_held
    assert "avoid_clashes" not in best
    assert "40 other findings" in best, "what is too much for a screen is counted"
    assert (
        "1208 as held and 1120 now, 88 saved. 78 States travel less often, and no State" in as_held
    )
    data = json.loads(record.read_text(encoding="utf-8"))
    costs = [list(data[name]["costs"].values()) for name in ("held", "best")]
    assert costs[1] < costs[0]
    assert costs[0][0] == 4
    assert costs[1] == [tier["value"] for tier in data["tiers"][:-1]]
    season = load_season(YEAR).season
    calendar = read_calendar(output, season)
    assert list(judge_season(season, calendar).costs) == costs[1]
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
    assert rows == data["best"]["calendar"]
    assert len(rows) == len(season.meetings)


@pytest.mark.slow
def test_seeds_and_workers_make_no_difference_to_the_year_2011() -> None:
    plan = load_season(YEAR)
    found = [plan.solve(workers=workers, seed=seed) for workers, seed in ((1, 1), (2, 2), (2, 3))]
    assert {result.status.value for result in found} == {"PROVEN"}
    assert found[0].calendar == found[1].calendar == found[2].calendar


def test_both_calendars_are_shown_with_what_they_cost(run: Run, tiny_year: Path) -> None:
    told = run("season", tiny_year)
    assert told.code == 0, told
    assert told.output.startswith("A tiny year\nPROVEN after")
    table = [" ".join(line.split()) for line in told.output.splitlines()]
    assert any(line.startswith("- canonical: 1 of 1 meetings settled, ") for line in table)
    assert "One Bern 7–8 June 2027 7–8 June 2027 fixed" in table
    assert "Two Basel 8–9 June 2027 9–10 June 2027 1 day later" in table
    assert "Meetings that need the same people do not 1 days 1 1 0" in table
    assert "Meetings keep their dates (keep_dates) 5 days 1 0 1" in table
    assert "sit on the same days (1 day); both need the lawyers." in " ".join(table)


def test_a_calendar_made_by_hand_is_judged_in_place_of_solving(run: Run, tiny_year: Path) -> None:
    mine = tiny_year.with_name("mine.csv")
    mine.write_text("meeting,from\ntwo,2027-06-10\n", encoding="utf-8")
    told = run("season", tiny_year, mine)
    assert told.code == 0, told
    assert "PROVEN" not in told.output
    assert (
        "The calendar given - Meetings keep their dates (keep_dates) - “Two” in Basel, 10–11"
        in (" ".join(told.output.split()))
    )


def test_a_calendar_with_dates_that_cannot_be_is_a_breach(run: Run, tiny_year: Path) -> None:
    mine = tiny_year.with_name("mine.csv")
    mine.write_text("meeting,from\ntwo,2027-06-12\n", encoding="utf-8")
    told = run("season", tiny_year, mine)
    assert told.code == 1
    assert "(possible_dates) - “Two” in Basel, 12–15 June 2027, is not held on dates" in (
        " ".join(told.output.split())
    )


def test_a_bad_season_ends_with_2_and_every_problem(run: Run, tiny_year: Path) -> None:
    text = TINY.replace("to: 2027-06-08}", "to: 2027-06-04}").replace("needs: law", "needs: lav", 1)
    tiny_year.write_text(text, encoding="utf-8")
    told = run("season", tiny_year)
    assert told.code == 2
    assert told.output == ""
    lines = told.problems.splitlines()
    assert len(lines) == 2
    assert "line 5, column 39" in lines[0]
    assert "did you mean lawyers (the lawyers)?" in lines[0]
    assert "the meeting ends on 2027-06-04, before it begins on 2027-06-07" in lines[1]


def test_no_file_may_be_read_and_written_at_once(run: Run, tiny_year: Path) -> None:
    told = run("season", tiny_year, "--output", tiny_year)
    assert told.code == 2
    assert "this is the season; choose another place" in told.problems
    assert tiny_year.read_text(encoding="utf-8") == TINY


def test_a_plot_is_drawn_and_its_kind_is_known_by_its_name(run: Run, tiny_year: Path) -> None:
    for kind, begin in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        plot = tiny_year.with_name(f"year.{kind}")
        assert run("season", tiny_year, "--quiet", "--plot", plot).code == 0
        assert plot.read_bytes().startswith(begin)
    told = run("season", tiny_year, "--plot", tiny_year.with_name("year.bmp"))
    assert told.code == 2
    assert "the plot ends in .png, .svg or .pdf" in told.problems


def test_without_matplotlib_it_is_said_how_to_install_it(
    run: Run, tiny_year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.reading.office.find_spec", lambda _: None)
    told = run("season", tiny_year, "--plot", tiny_year.with_name("year.png"))
    assert told.code == 2
    assert "pip install" in told.problems
    assert run("season", tiny_year, "--quiet").code == 0


def ended(status: Status, *tiers: Tier) -> list[str]:
    provenance = Provenance(seed=1, workers=1, time_limit=1, versions={})
    result = SeasonResult(status=status, tiers=tiers, seconds=1, provenance=provenance)
    return list(result.sentences())


def test_what_is_not_proven_is_said_with_its_gap() -> None:
    tiers = [Tier(name="tier 1", value=0, bound=0, seconds=1)]
    tiers += [Tier(name=f"tier {n}", value=100, bound=75, seconds=1) for n in (2, 3)]
    assert ended(Status.FEASIBLE, *tiers) == [
        "FEASIBLE after 1.0 s: a calendar that is not proven to be the best.",
        "In tier 2 it costs 100, where 75 may be possible: a gap of 25 %.",
        "The tiers after it are not proven either: tier 3.",
    ]


def test_where_nothing_is_found_it_is_said_what_to_try() -> None:
    assert "give more time with --time-limit" in ended(Status.UNKNOWN)[0]


def test_each_date_of_a_meeting_is_told_for_the_calendar_that_is_given(
    run: Run, tiny_year: Path, tmp_path: Path
) -> None:
    calendar = tmp_path / "given.csv"
    calendar.write_text("meeting,from\ntwo,2027-06-10\n", encoding="utf-8")
    told = run("season", tiny_year, calendar, "--meeting", "Two")
    assert told.code == 0, told
    lines = told.output.split("Two, Basel\n")[1].splitlines()
    rows = [line.split() for line in lines if {"held", "now"} & set(line.split())]
    assert [(row[0], *row[3:5]) for row in rows] == [("8–9", "held", "1"), ("10–11", "now", "0")]


def test_a_meeting_that_the_season_has_not_is_named_with_the_option(
    run: Run, tiny_year: Path
) -> None:
    told = run("season", tiny_year, "--meeting", "twoo")
    assert told.code == 2
    assert "--meeting: there is no meeting 'twoo'; did you mean two" in str(told)
