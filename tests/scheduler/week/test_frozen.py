"""Values, and copies of them."""

from __future__ import annotations

from constraints.tiny import at, tiny_session, tiny_week


def test_a_copy_with_other_sittings_knows_those_and_not_the_old_ones() -> None:
    week = tiny_week(tiny_session("clearance"), sittings=("morning", "afternoon"))
    part = at("clearance", 0, "10:00")
    assert week.sitting_of(part) == week.sittings[0]
    shorter = week.model_copy(update={"sittings": week.sittings[1:]})
    assert shorter.sitting_of(part) is None
    assert week.sitting_of(part) == week.sittings[0]
