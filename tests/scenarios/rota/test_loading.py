"""A rota file: what it can say, and how what is wrong with it is named, all at once."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from scenarios import LIBRARY, RotaPlan, load_rota
from scenarios.loading.loading import load_scenario
from scenarios.rota.loading import build_rota
from scheduler.errors import BadInput
from scheduler.rota.rota import RotaAim, Seat
from scheduler.week.leadership import Role, TeamSize

BASE: dict[str, Any] = {
    "schema": 1,
    "delegations": {
        "also": {
            "ALB": {"name": "Albania", "group": "EEG"},
            "KHM": {"name": "Cambodia", "group": "APG"},
            "PER": {"name": "Peru", "group": "GRULAC"},
        }
    },
    "years": {"from": "2009-10", "to": "2011-12"},
    "parties": "everyone",
    "committees": {"mines": {"name": "Mine Clearance"}},
}

FILE = """\
schema: 1
years: {from: 2009-10, to: 2012-13}
delegations: {also: {ALB: {name: Albania}, KHM: {name: Cambodia}, PER: {name: Peru}}}
parties: [ALB, KHM]
may_lead: [ALB, PER]
tasks:
  2019-20: {ALB: [a task]}
committees:
  mines: {name: Mine Clearance, begins: 2008-09}
  mine-clearance: {name: mine  clearance}
record:
  2009-10:
    mines: {co_chairs: [ALB], co_rapporteurs: [ALB]}
    victims: {co_chairs: [KHM]}
team_sizes: [2, 2+many]
"""

FLAGS = ("art5", "va", "stockpile")


def load(**more: Any) -> RotaPlan:
    return build_rota({**BASE, **more})


def refused(**more: Any) -> str:
    with pytest.raises(BadInput) as caught:
        load(**more)
    return str(caught.value)


def record(**years: Any) -> dict[str, Any]:
    """A record of years such as ``y2009``."""
    return {f"{key[1:]}-{int(key[3:]) + 1:02d}": {"mines": team} for key, team in years.items()}


def test_every_problem_is_named_with_its_place_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rota.yaml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_rota(path)
    said = [
        f"{problem.where.removeprefix(f'{path}, ')}: {problem.subject}: {problem.what}"
        for problem in caught.value.problems
    ]
    assert sorted(said) == [
        "line 10, column 26: committees › mine-clearance › name: 'mines' has the same "
        "name, Mine Clearance (line 9); keep one key for it",
        "line 12, column 3: record › 2009-10: who led 'mine-clearance' in this year? add "
        "it, or say when it 'begins'",
        "line 13, column 48: record › 2009-10 › mines › co_rapporteurs › item 1: Albania "
        "is Co-Chair of 'mines' in this year too; a State holds one post in a year",
        "line 14, column 14: record › 2009-10 › victims: there is no committee 'victims'; "
        "it can be mine-clearance, mines",
        "line 15, column 17: team_sizes › item 2: '2+many' is not the size of a team; "
        "write 2,3,4 or 1+1,2+1 (up to 20)",
        "line 5, column 11: may_lead: Peru is no State Party; leave them out, or add to 'parties'",
        "line 7, column 3: tasks › 2019-20: 2019-20 is not one of the years, 2009-10 to 2012-13",
        "line 9, column 41: committees › mines › begins: 2008-09 is not one of the years, "
        "2009-10 to 2012-13",
    ]


def test_years_may_stand_alone_or_with_the_next() -> None:
    for first in ("2009-10", "2009", 2009, "2009–10", "2009/10", "2009-2010"):
        assert load(years={"from": first, "to": "2011-12"}).rota.years == (2009, 2010, 2011)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ({"from": "2009-10", "to": "2008-09"}, "the years end with 2008-09, before they begin"),
        ({"from": "2009-10", "to": "2039-40"}, "these are 31 years; 15 can be looked at"),
        ({"from": "soon", "to": "2010-11"}, "'soon' is not a year; write it as 2010-11"),
        ({"from": "2009-10"}, "years: the key 'to' is missing"),
    ],
)
def test_years_that_cannot_be_are_refused(years: dict[str, Any], said: str) -> None:
    assert said in refused(years=years)


TEAM = {"co_chairs": "ALB", "co_rapporteurs": "KHM"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"record": record(y2010=TEAM)}, "the record has this year, and not 2009-10"),
        (
            {"record": record(y2009=TEAM, y2010=TEAM, y2011=TEAM)},
            "every year is recorded, and no year is left to plan",
        ),
        (
            {"record": {"2009-10": {"mines": TEAM}, "2009": {"mines": TEAM}}},
            "the year 2009-10 stands there twice",
        ),
        (
            {"record": record(y2009={"co_chairs": ["ALB", "Albania"]})},
            "Albania is Co-Chair of 'mines' in this year too; a State holds one post in a year",
        ),
        ({"record": record(y2009={"co_chairs": "Atlantis"})}, "there is no delegation 'Atlantis'"),
        (
            {"record": record(y2009=TEAM), "parties": ["ALB"]},
            "Cambodia is not among the 'parties'; add it there",
        ),
        ({"record": {"2009-10": {"mined": TEAM}}}, "there is no committee 'mined'; did you mean"),
        (
            {
                "record": record(y2009=TEAM),
                "committees": {**BASE["committees"], "other": {"name": "Other"}},
            },
            "who led 'other' in this year? add it, or say when it 'begins'",
        ),
        (
            {
                "record": record(y2009=TEAM),
                "committees": {"mines": {"name": "Mines", "begins": "2010-11"}},
            },
            "'mines' begins in 2010-11; it has no leaders before",
        ),
        ({"parties": []}, "no State is a party; name some"),
        ({"committees": {}}, "at least one is needed"),
        ({"team_sizes": []}, "at least one is needed"),
        ({"team_sizes": "0"}, "'0' is not the size of a team"),
        ({"aims": {"let_states_rest": {"years": -1}}}, "let_states_rest"),
        ({"aims": {"pair_leaders": {}}}, "there is no key 'pair_leaders' here"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(more: dict[str, Any], said: str) -> None:
    assert said in refused(**more)


def test_aims_have_a_tier_each_in_their_order() -> None:
    prices = load(aims={"share_terms": {"tier": 1, "weight": 3}}).rota.prices
    assert [prices[aim].tier for aim in RotaAim] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]
    assert prices[RotaAim.SHARE_TERMS].weight == 3


def test_sizes_stand_by_number_and_once() -> None:
    assert load(team_sizes=[4, "1+2", 3, "2 + 2", 2]).sizes == (
        TeamSize(1, 1),
        TeamSize(2, 1),
        TeamSize(1, 2),
        TeamSize(2, 2),
    )
    assert load(team_sizes=3).sizes == (TeamSize(2, 1),)


def test_without_may_lead_every_party_may() -> None:
    assert all(one.may_lead for one in load().rota.states)
    some = load(may_lead=["Peru"], willing="PER", tasks={"2010": {"PER": "a task"}}).rota.state
    assert [code for code, one in some.items() if one.may_lead] == ["PER"]
    assert some["PER"].willing
    assert some["PER"].tasks == {2010: ("a task",)}


def test_a_week_and_a_season_are_told_what_takes_them(tmp_path: Path) -> None:
    for name, command in (("apmbc-2011.yaml", "solve"), ("season-2011.yaml", "season")):
        with pytest.raises(BadInput, match=f"'meeting-week {command}' takes it"):
            load_rota(LIBRARY / name)
    with pytest.raises(BadInput, match="'meeting-week rota' takes it"):
        load_scenario(LIBRARY / "rota-2009-2015.yaml")


# The rota of the library


def table(name: str) -> list[dict[str, str]]:
    with (LIBRARY / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def led_in_the_span() -> list[dict[str, str]]:
    """Posts and tasks of the recorded years; the table goes further back."""
    return [row for row in table("leadership.csv") if row["year"] in ("2009-10", "2010-11")]


def test_the_record_of_the_library_is_that_of_the_table() -> None:
    rota = load_rota(LIBRARY / "rota-2009-2015.yaml").rota
    keys = {
        "General Status": "general-status",
        "Mine Clearance": "clearance",
        "Victim Assistance": "victim-assistance",
        "Stockpile Destruction": "stockpile-destruction",
        "Resources Cooperation and Assistance": "cooperation",
    }
    roles = {
        "Co-Chair": Role.CO_CHAIR,
        "Co-Rapporteur": Role.CO_RAPPORTEUR,
        "Chair": Role.PRESIDENT,
    }
    rows = led_in_the_span()
    assert rota.record == {
        Seat(int(row["year"][:4]), keys[row["committee"]], roles[row["role"]], row["iso3"])
        for row in rows
        if row["committee"] in keys
    }
    others = {
        (row["iso3"], int(row["year"][:4]))
        for row in rows
        if row["committee"] not in keys
        and row["iso3"] in rota.state
        and row["committee"] != "Presidency 10MSP"  # it is the post in the new committee
    }
    assert {(one.code, year) for one in rota.states for year in one.tasks} == others


def test_those_that_may_lead_are_those_with_obligations_posts_or_tasks() -> None:
    rota = load_rota(LIBRARY / "rota-2009-2015.yaml").rota
    obliged = {row["iso3"] for row in table("states.csv") if "1" in map(row.get, FLAGS)}
    led = {row["iso3"] for row in led_in_the_span()}
    spoke = {row["iso3"] for row in table("speakers.csv")}
    parties = set(rota.state)
    may = {one.code for one in rota.states if one.may_lead}
    assert len(parties) == 156
    assert may == (obliged | led) & parties
    assert spoke & parties <= may, "as the file says"
