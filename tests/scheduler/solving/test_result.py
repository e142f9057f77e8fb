"""What solving a week gives back, as people read it."""

from __future__ import annotations

from scheduler.solving.result import Provenance, Result, Status, Tier


def test_tiers_of_a_result_stand_without_their_seconds() -> None:
    result = Result(
        status=Status.FEASIBLE,
        tiers=(
            Tier(name="tier 1", value=5, bound=5, seconds=0.5),
            Tier(name="tier 2", value=7, bound=3, seconds=9.0),
        ),
        provenance=Provenance(seed=1, workers=1, time_limit=1.0, versions={}),
    )
    table = result.tiers_frame()
    assert list(table.columns) == ["value", "bound", "proven"]
    assert list(table["proven"]) == [True, False]


def test_a_result_is_said_in_one_line() -> None:
    provenance = Provenance(seed=1, workers=1, time_limit=1.0, versions={})
    result = Result(status=Status.UNKNOWN, seconds=2.04, provenance=provenance)
    assert repr(result) == "<Result: UNKNOWN in 2.0 s>"
