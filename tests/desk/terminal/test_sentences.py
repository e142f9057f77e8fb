"""A result in plain words: nothing is called proven that is not."""

from __future__ import annotations

from typing import Any

from desk.terminal.sentences import status_sentences
from scheduler.solving.result import CANONICAL, GIVEN_UP, Provenance, Result, Status, Tier

PROVENANCE = Provenance(seed=1, workers=1, time_limit=1, versions={})


def words(status: Status, *tiers: Tier, **more: Any) -> str:
    result = Result(status=status, tiers=tiers, seconds=2.0, provenance=PROVENANCE, **more)
    return "\n".join(status_sentences(result))


def tier(name: str, value: int, bound: int) -> Tier:
    return Tier(name=name, value=value, bound=bound, seconds=1.0)


def test_proven_is_said_plainly() -> None:
    assert words(Status.PROVEN, tier("tier 1", 5, 5)).startswith("PROVEN after 2.0 s")


def test_the_gap_of_the_first_open_tier_is_named() -> None:
    said = words(Status.FEASIBLE, tier("tier 1", 5, 5), tier("tier 2", 10, 6), tier("tier 3", 1, 0))
    assert "not proven" in said
    assert "In tier 2 it costs 10, where 6 may be possible: a gap of 40 %." in said
    assert "not proven either: tier 3" in said


def test_of_what_is_given_up_no_bare_number_is_said() -> None:
    said = words(Status.FEASIBLE, tier(GIVEN_UP, 4, 0), tier("tier 1", 5, 5), tier("tier 2", 1, 0))
    assert "Whether giving up less would do is not settled." in said
    assert "may be possible" not in said
    assert "not proven either: tier 1, tier 2" in said


def test_only_the_choice_among_best_timetables_is_open() -> None:
    said = words(Status.PROVEN, tier("tier 1", 5, 5), tier(CANONICAL, 2, 7))
    assert "no timetable costs less in any tier.\nOthers may cost the same" in said
    assert "gap" not in said


def test_a_person_who_stopped_it_is_told_so() -> None:
    said = words(Status.FEASIBLE, tier("tier 1", 5, 4), interrupted=True)
    assert said.startswith("FEASIBLE, stopped by hand after 2.0 s")


def test_unknown_claims_nothing() -> None:
    assert "none is proven impossible" in words(Status.UNKNOWN)
