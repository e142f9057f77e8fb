"""The small week with what was noted of it."""

from __future__ import annotations

from typing import Any

from scenarios.loading.loading import load_variant
from scenarios.scenario import Scenario
from scenarios.studies.next_year.assumptions import NextYearWeights
from scenarios.studies.next_year.minutes import SessionProposal
from scenarios.studies.next_year.result import NextYear
from scenarios.studies.next_year.run import propose_next_year
from scenarios.studies.next_year.small_groups import GroupProposal
from tests.weeks import SMALL_WEEK

BARE = NextYearWeights(reserve=0)
AGENDA = [
    {"item": "Updates", "speakers": ["COL", "THA", "UGA"], "minutes_each": 30},
    {"item": "Discussion", "minutes": 150},
]


def noted(**sessions: Any) -> Scenario:
    """The small week, in which sessions have further keys."""
    return load_variant(SMALL_WEEK, {"sessions": sessions})


def clearance(*used: int | None, session: int | None = None, **more: Any) -> Scenario:
    """The small week in which the two items on clearance, or all of it, used some minutes."""
    agenda = [
        dict(item) if one is None else {**item, "used": one}
        for item, one in zip(AGENDA, used or (None, None), strict=True)
    ]
    whole = {} if session is None else {"used": session}
    return noted(clearance={"agenda": agenda, **whole, **more})


def of(found: NextYear, session: str) -> SessionProposal:
    return next(one for one in found.sessions if one.session == session)


def proposed(
    scenario: Scenario, session: str = "clearance", weights: NextYearWeights | None = None
) -> SessionProposal:
    """What is proposed for one session."""
    return of(propose_next_year(scenario, weights=weights), session)


def group(found: NextYear, session: str = "uganda") -> GroupProposal:
    return next(one for one in found.groups if one.session == session)


def with_group(held: dict[str, Any] | None, **more: Any) -> Scenario:
    """The small week, in which the group on Uganda came to something."""
    entry = {**more} if held is None else {**more, "held": held}
    return load_variant(SMALL_WEEK, {"experiments": {"proposals": {"uganda": entry}}})
