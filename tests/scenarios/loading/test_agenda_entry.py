"""What a scenario file says of agendas, where it may be a slip."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from scenarios.loading.loading import build_scenario
from scheduler.errors import BadInput

TALK = {"item": "Discussion", "minutes": 60}


def week(*agenda: Any, **more: Any) -> dict[str, Any]:
    """A file with a session of two hours that has an agenda."""
    session = {"title": "Clearance", "body": "clearance", "format": "plenary", "agenda": [*agenda]}
    return {
        "schema": 1,
        "week": {
            "from": "2027-06-14",
            "to": "2027-06-16",
            "sittings": {"morning": "10:00-12:00"},
        },
        "delegations": {"also": {code: {"name": code.title()} for code in ("CHL", "ERI", "JOR")}},
        "instruments": {"mines": {"name": "The Convention", "parties": "everyone"}},
        "bodies": {"clearance": {"name": "Clearance", "instrument": "mines"}},
        "sessions": {"clearance": {**session, **more}},
        "rules": {"shorten_stays": {"prefer": {"tier": 1}}},
    }


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({}, "has no minutes, so it has no time in the plan; write 'minutes'"),
        ({"speakers": []}, "has no minutes, so it has no time in the plan; write 'minutes'"),
        ({"speakers": ["CHL"]}, "has no minutes, so it has no time in the plan; write 'minutes_ea"),
        ({"minutes_each": 15}, "has 15 minutes each and no speakers, so it has no time in the pla"),
        ({"minutes_each": 15, "speakers": []}, "has 15 minutes each and no speakers, so it has no"),
        (
            {"minutes_each": 15, "minutes": 20},
            "has 15 minutes each and no speakers, so only its 20",
        ),
        (
            {"minutes": 2, "speakers": ["CHL", "ERI", "JOR"]},
            "2 minutes among 3 speakers leaves each with none",
        ),
    ],
)
def test_an_item_that_asks_for_no_time_is_told(
    caplog: pytest.LogCaptureFixture, item: dict[str, Any], told: str
) -> None:
    with caplog.at_level(logging.WARNING, "scenarios"):
        build_scenario(week(TALK, {"item": "Other business", **item}))
    [said] = caplog.messages
    assert "sessions › clearance › agenda › item 2" in said
    assert told in said


@pytest.mark.parametrize("more", [{}, {"least": 120}, {"least": 120, "wanted": 120}])
def test_a_speaker_whom_nobody_knows_is_the_only_thing_told(
    caplog: pytest.LogCaptureFixture, more: dict[str, Any]
) -> None:
    updates = {"item": "Updates", "speakers": ["Eritera"], "minutes_each": 60}
    for agenda in ([TALK, updates], [updates]):
        with caplog.at_level(logging.WARNING, "scenarios"), pytest.raises(BadInput) as raised:
            build_scenario(week(*agenda, **more))
        [problem] = raised.value.problems
        assert "'Eritera'" in str(problem)
    assert not caplog.messages
