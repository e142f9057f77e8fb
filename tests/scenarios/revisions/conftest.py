"""A small week with all that a scenario file may lead to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.revisions.publishing import publish
from scenarios.revisions.revision import Revision
from scenarios.scenario import Scenario

ISSUED = datetime(2027, 5, 3, 12, 5, tzinfo=UTC)

BASE = """\
schema: 1
title: A tiny week
week:
  from: 2027-06-14
  to: 2027-06-15
  timezone: Europe/Zurich
  sittings: {morning: 10:00-12:00}   # assumption
venue:
  rooms: {hall: {name: Great Hall, seats: 100}, annex: {name: Annex, seats: 50}}
delegations: {table: tables/states.csv}
instruments:
  mines: {name: The Convention, parties: {where: {party: yes}}}
bodies:
  clearance: {name: Clearance, instrument: mines, subject: clearance, co_chairs: [NOR]}
  victims: {name: Victim Assistance, instrument: mines, co_chairs: [THA]}
sessions:
  clearance: {title: On Clearance, body: clearance, format: plenary, least: 60, wanted: 90}
  victims: {title: On Victims, body: victims, format: plenary, least: 60}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {prefer: {tier: 1, weight: 3}}
  follow_precedent: {prefer: {tier: 2}, reference: tables/before.csv}
candidates: {drafted: drafted.csv}
variants:
  other: {title: Other tables, patch: {delegations: {table: tables/others.csv}}}
  without: {title: No wish, patch: {rules: {give_wanted_time: null}}}
"""

STATES = "code,name,region,party\nNOR,Norway,WEOG,yes\nTHA,Thailand,APG,yes\n"

DRAFTED = (
    "session,date,start,end,room\n"
    "clearance,2027-06-14,10:00,11:00,hall\n"
    "victims,2027-06-15,10:00,11:00,hall\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The scenario file, in a folder of its own."""
    folder = tmp_path / "drafts"
    (folder / "tables").mkdir(parents=True)
    (folder / "week.yaml").write_text(BASE, encoding="utf-8")
    (folder / "drafted.csv").write_text(DRAFTED, encoding="utf-8")
    (folder / "tables" / "states.csv").write_text(STATES, encoding="utf-8")
    (folder / "tables" / "others.csv").write_text(STATES, encoding="utf-8")
    (folder / "tables" / "before.csv").write_text(DRAFTED, encoding="utf-8")
    return folder / "week.yaml"


@pytest.fixture
def scenario(path: Path) -> Scenario:
    return load_scenario(path)


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    """Where revisions are published; it is not there yet."""
    return tmp_path / "lakes-2027"


def published(scenario: Scenario, folder: Path, name: str = "drafted", **terms: Any) -> Revision:
    """The next revision with a candidate of the scenario, without documents."""
    return publish(scenario, scenario.candidate(name), folder, issued=ISSUED, codes=(), **terms)
