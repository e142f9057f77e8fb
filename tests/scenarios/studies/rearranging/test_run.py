"""Rearranging the rest of a week around a part that a person has put somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.share_prime_time import SharePrimeTime
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.rearranging.result import Rearranged
from scenarios.studies.rearranging.run import rearrange
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.solving.search import Progress, Viewer
from scheduler.solving.solving import Options
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session

ONE = Options(workers=1)


def scenario(*sessions: Session, days: int = 3, more: tuple[Setting, ...] = ()) -> Scenario:
    """Mornings of half an hour, each for one plenary."""
    musts: tuple[Rule, ...] = (SitWithinHours(), HoldEverySession(), KeepPlenariesAlone())
    return Scenario(
        title="Tiny",
        path=Path("tiny.yaml"),
        week=tiny_week(*sessions, days=days, minutes=30),
        settings=(*(Setting(rule=rule, mode=Must()) for rule in musts), *more),
    )


def week(**days: int) -> Timetable:
    """Each session at 10:00 of a day, from 0."""
    return tiny_timetable(*(at(name, day, "10:00") for name, day in days.items()))


def around(case: Scenario, given: Timetable, session: str, *, fewest: bool = True) -> Rearranged:
    (part,) = given.of(session)
    return rearrange(case, given, part, ONE, fewest=fewest)


def test_what_is_in_the_way_moves_and_the_part_stays() -> None:
    case = scenario(tiny_session("clearance"), tiny_session("victims"), tiny_session("status"))
    found = around(case, week(clearance=1, victims=1, status=2), "clearance")
    assert found.timetable == week(victims=0, clearance=1, status=2)
    assert found.proven
    assert [move.row.part.session for move in found.moves] == ["victims"]
    said = " ".join(str(found).split())
    for sentence in (
        "“Clearance” stays on Tuesday 21 June, 10:00 to 10:30.",
        "1 other part changes. It is proven that fewer would not do.",
        "“Victims” moved from Tuesday 21 June 10:00 to Monday 20 June 10:00.",
    ):
        assert sentence in said


def test_where_all_is_well_nothing_else_moves() -> None:
    case = scenario(tiny_session("clearance"), tiny_session("victims"))
    given = week(clearance=2, victims=0)
    found = around(case, given, "clearance")
    assert found.timetable == given
    assert "Nothing else has to move." in list(found.sentences())


def test_as_few_parts_as_possible_move_or_the_week_is_the_best_with_it_there() -> None:
    clearance = tiny_session("clearance", audience=frozenset({"NOR"}))
    order = HonourOrder(orders=(Order(first="victims", then="status"),))
    liked = (Setting(rule=order, mode=Prefer(tier=1, weight=1)),)
    case = scenario(clearance, tiny_session("victims"), tiny_session("status"), more=liked)
    given = week(clearance=0, victims=2, status=1)
    assert around(case, given, "clearance").timetable == given
    best = around(case, given, "clearance", fewest=False)
    assert best.timetable == week(clearance=0, victims=1, status=2)
    assert best.difference is not None
    assert best.difference.costs < (0,)


def test_only_the_part_stays_and_the_others_of_its_session_may_move() -> None:
    split = tiny_session("clearance", least=60, most_parts=2)
    case = scenario(split, tiny_session("victims", sittings=frozenset({"2011-06-21 morning"})))
    given = tiny_timetable(
        at("clearance", 0, "10:00"), at("clearance", 1, "10:00"), at("victims", 1, "10:00")
    )
    found = rearrange(case, given, given.of("clearance")[0], ONE)
    assert found.timetable == tiny_timetable(
        at("clearance", 0, "10:00"), at("clearance", 2, "10:00"), at("victims", 1, "10:00")
    )


def test_what_cannot_be_mended_is_said_with_what_stands_against_the_part() -> None:
    first = frozenset({"2011-06-20 morning"})
    case = scenario(tiny_session("clearance"), tiny_session("victims", sittings=first))
    found = around(case, week(clearance=0, victims=0), "clearance")
    assert found.stays is not None
    assert found.stays.broken
    assert {one.rule for one in found.stays.against} >= {"hold_every_session"}
    said = " ".join(str(found).split())
    assert "with it there" in said
    assert "With it there, these cannot all be kept" in said


def test_a_session_that_is_not_held_yet_is_placed() -> None:
    case = scenario(tiny_session("clearance"), tiny_session("victims"), days=2)
    found = around(case, week(clearance=0), "clearance")
    assert found.timetable == week(clearance=0, victims=1)
    assert found.stays is not None
    assert not found.stays.broken


def test_a_part_outside_every_sitting_is_refused_in_words() -> None:
    case = scenario(tiny_session("clearance"), tiny_session("victims"))
    given = tiny_timetable(at("clearance", 0, "20:00"), at("victims", 1, "10:00"))
    found = around(case, given, "clearance")
    assert (found.stays, found.timetable) == (None, None)
    assert next(found.sentences()) == "It cannot stay there, whatever else moves."
    assert found.misfits


def test_a_part_that_the_week_does_not_have_is_refused() -> None:
    case = scenario(tiny_session("clearance"))
    with pytest.raises(ValueError, match="no such part"):
        rearrange(case, week(clearance=0), at("clearance", 1, "10:00"), ONE)


def test_who_watches_sees_weeks_in_which_the_part_stays() -> None:
    wanted = Setting(rule=GiveWantedTime(), mode=Prefer(tier=1, weight=1))
    prime = Setting(rule=SharePrimeTime(), mode=Prefer(tier=2, weight=1))
    case = scenario(tiny_session("clearance"), tiny_session("victims"), more=(wanted, prime))
    given = week(clearance=0, victims=0)
    seen: list[Timetable] = []

    class Seeing(Viewer):
        def __call__(self, progress: Progress) -> None:
            if progress.found is not None:
                seen.append(progress.found().timetable)

    found = rearrange(case, given, given.of("clearance")[0], ONE, watch=Seeing())
    assert seen
    assert all(at("clearance", 0, "10:00") in one.parts for one in seen)
    assert seen[-1] == found.timetable
