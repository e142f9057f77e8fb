"""Solutions near a timetable: what sits on one day moves, and nothing else."""

from __future__ import annotations

from collections.abc import Collection

from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.rule import Must, Setting
from scheduler.solving.nearby import nearby
from scheduler.solving.problem import Problem
from scheduler.solving.solving import Options, begin
from scheduler.week.timetable import Timetable

MUSTS = tuple(
    Setting(rule=rule, mode=Must()) for rule in (HoldEverySession(), KeepPlenariesAlone())
)
WEEK = tiny_week(*(tiny_session(name) for name in ("a", "b", "c")), days=4, minutes=30)
PROBLEM = Problem(week=WEEK, settings=MUSTS)


def found(timetable: Timetable, moving: Collection[str] = ()) -> Timetable | None:
    with begin(PROBLEM, Options(workers=1)) as run:
        draft = run.draft()
        assert draft is not None
        values = nearby(draft, timetable, run.search, draft.cost(1), moving)
        return None if values is None else draft.read(values)


def days(timetable: Timetable) -> dict[str, int]:
    return {part.session: part.day for part in timetable.parts}


def test_two_that_sit_at_once_part_and_the_third_stays() -> None:
    near = found(tiny_timetable(at("a", 0, "10:00"), at("b", 0, "10:00"), at("c", 3, "10:00")))
    assert near is not None
    there = days(near)
    assert there["c"] == 3 and len(set(there.values())) == 3


def test_a_session_of_the_day_moves_with_its_parts_on_other_days() -> None:
    twice = tiny_timetable(
        at("a", 0, "10:00"), at("a", 1, "10:00"), at("b", 0, "10:00"), at("c", 1, "10:00")
    )
    near = found(twice)
    assert near is not None and days(near)["c"] == 1


def test_where_no_day_will_do_there_is_none() -> None:
    assert found(Timetable()) is None


def test_a_session_that_has_no_part_yet_gets_one_where_it_may_move() -> None:
    without = tiny_timetable(at("a", 0, "10:00"), at("b", 1, "10:00"))
    assert found(without) is None
    near = found(without, ["c"])
    assert near is not None and set(days(near)) == {"a", "b", "c"}
