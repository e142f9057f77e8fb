"""How delegations attend where two places of a file speak of one."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.loading.loading import build_scenario
from scheduler.errors import BadInput

WEEK = {"from": "2027-06-14", "to": "2027-06-15", "sittings": {"morning": "10:00-12:00"}}


def attending(**delegations: Any) -> Any:
    """The delegation NOR of a week of two mornings."""
    data = {
        "schema": 1,
        "week": WEEK,
        "delegations": delegations,
        "bodies": {"board": {"name": "Board", "kind": "other"}},
        "sessions": {"meeting": {"body": "board", "format": "plenary", "least": 60}},
    }
    return build_scenario(data).week.delegation["NOR"]


def test_what_differs_is_laid_over_a_delegation_that_the_file_adds() -> None:
    also = {"NOR": {"name": "Norway", "from": "mission", "delegates": 4}}
    norway = attending(also=also, **{"except": {"NOR": {"delegates": 1, "absent": ["monday"]}}})
    assert norway.delegates == 1
    assert not norway.from_capital
    assert norway.sittings == {"2027-06-15 morning"}


def test_a_delegation_that_both_places_together_keep_away_is_told_where_it_differs() -> None:
    also = {"NOR": {"name": "Norway", "present": ["monday"]}}
    with pytest.raises(BadInput, match="NOR"):
        attending(also=also, **{"except": {"NOR": {"present": []}}})
