"""What a scenario says for the report and the year after: it is read, and no search hangs on it."""

from __future__ import annotations

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario, load_variant
from scheduler.errors import BadInput
from scheduler.week.week import Committee, HeldExperiment, Presidency

WEEK = LIBRARY / "apmbc-2011.yaml"
GROUP = "uganda-victim-assistance"


def test_a_committee_says_which_it_is_and_the_week_who_is_president() -> None:
    week = load_scenario(WEEK).week
    assert week.body["mine-clearance"].committee is Committee.CLEARANCE
    assert week.body["side-events"].committee is None
    assert week.presidency == Presidency(state="ALB", of="Tenth Meeting of the States Parties")


def test_what_is_noted_after_a_week_is_read() -> None:
    week = load_variant(
        WEEK,
        {
            "sessions": {
                "cooperation": {"used": 140},
                "stockpile-destruction": {
                    "agenda": [{"item": "Updates", "speakers": ["UKR"], "minutes": 60, "used": 25}]
                },
            },
            "experiments": {"proposals": {GROUP: {"held": {"useful": True, "participants": 24}}}},
        },
    ).week
    assert week.session["cooperation"].used == 140
    assert [item.used for item in week.session["stockpile-destruction"].agenda] == [25]
    proposal = week.session[GROUP].proposal
    assert proposal is not None
    assert proposal.held == HeldExperiment(useful=True, participants=24)


def test_the_same_week_is_solved_whatever_is_noted() -> None:
    noted = {
        "presidency": None,
        "bodies": {"mine-clearance": {"committee": None}},
        "sessions": {"cooperation": {"used": 140}},
        "experiments": {"proposals": {GROUP: {"held": {"reported": False}}}},
    }
    assert load_variant(WEEK, noted).problem.digest == load_scenario(WEEK).problem.digest


def test_only_a_session_that_says_so_or_a_plenary_decides() -> None:
    said = {"sessions": {"cooperation": {"decides": False}, "report-back": {"decides": True}}}
    session = load_variant(WEEK, said).week.session
    assert session["mine-clearance"].may_decide
    assert not session["cooperation"].may_decide
    assert session["report-back"].may_decide
    assert not session["survivors-briefing"].may_decide


def test_what_cannot_be_is_told_all_at_once() -> None:
    with pytest.raises(BadInput) as error:
        load_variant(
            WEEK,
            {
                "presidency": {"state": "Albanie"},
                "bodies": {"side-events": {"committee": "other"}},
            },
        )
    told = str(error.value)
    assert "presidency" in told and "Albania" in told
    assert "only a Standing Committee is one of these" in told
