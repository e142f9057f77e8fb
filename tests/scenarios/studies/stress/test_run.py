"""Boundary cases in words: what must move when one thing goes wrong, and what need not."""

from __future__ import annotations

import signal

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.honour_order import HonourOrder, Order
from constraints.keep_published import KeepPublished
from constraints.tiny import at, mornings, tiny_room, tiny_session, tiny_timetable, tiny_week
from scenarios.studies.stress.disturbance import DisturbanceKind
from scenarios.studies.stress.impact import Consequence
from scenarios.studies.stress.run import StressProgress, stress, stress_all
from scheduler.solving.result import Status
from scheduler.solving.solving import Options
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Format, Week
from tests.scenarios.studies.stress.weeks import OPTIONS, overrun, scenario, stressed

LEADERS, ROOMS = DisturbanceKind.LEADERS, DisturbanceKind.ROOMS


def quarters(week: Week) -> Week:
    """The week on a grid of 15 minutes."""
    return week.model_copy(update={"grain": 15})


def two_in_a_row(minutes: int = 120, days: int = 1) -> Week:
    """Two plenaries of one instrument, which cannot sit at the same time."""
    first, then = tiny_session("clearance"), tiny_session("cooperation")
    return quarters(tiny_week(first, then, minutes=minutes, days=days))


# Overruns


def test_an_overrun_that_fits_into_the_free_time_after_it_moves_nothing() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:45"))
    impact = overrun(two_in_a_row(), plan, "clearance", 15)
    assert (impact.outcome, impact.moves, impact.proven) == (Consequence.ABSORBED, 0, True)
    assert impact.sentences == ()
    assert impact.word() == "nothing moves"


def test_one_that_does_not_pushes_the_next() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:45"))
    impact = overrun(two_in_a_row(), plan, "clearance", 30)
    assert (impact.outcome, impact.moves, impact.cut) == (Consequence.MOVES, 1, 0)
    assert [row.part.session for row in impact.rows] == ["cooperation"]
    assert impact.repaired is not None
    assert impact.repaired.of("clearance") == (at("clearance", 0, "10:00", 60),)
    assert impact.repaired.of("cooperation")[0].start >= 11 * 60


def test_the_next_pushes_the_one_after_it() -> None:
    week = quarters(tiny_week(*map(tiny_session, ("one", "two", "three")), minutes=105))
    plan = tiny_timetable(at("one", 0, "10:00"), at("two", 0, "10:30"), at("three", 0, "11:00"))
    assert overrun(week, plan, "one", 15).moves == 2


def test_what_comes_after_may_leap_over_what_is_left_alone() -> None:
    week = quarters(tiny_week(*map(tiny_session, ("one", "two", "three")), minutes=120))
    plan = tiny_timetable(at("one", 0, "10:00"), at("two", 0, "10:30"), at("three", 0, "11:00"))
    impact = overrun(week, plan, "one", 15)
    assert impact.moves == 1
    assert impact.sentences == ("“Two” moved from Monday 20 June 10:30 to 11:30.",)


def test_time_that_has_passed_is_of_no_use() -> None:
    plan = tiny_timetable(at("clearance", 0, "11:00"), at("cooperation", 0, "11:30"))
    impact = overrun(two_in_a_row(), plan, "clearance", 15)
    assert (impact.outcome, impact.moves) == (Consequence.NO_REPAIR, None)
    assert impact.status is Status.INFEASIBLE
    assert impact.struck == ("“Cooperation” runs beside the plenary “Clearance” for 15 minutes.",)


def test_there_is_a_repair_where_the_next_can_sit_on_another_day() -> None:
    plan = tiny_timetable(at("clearance", 0, "11:00"), at("cooperation", 0, "11:30"))
    assert overrun(two_in_a_row(days=2), plan, "clearance", 15).moves == 1


def test_what_had_begun_before_the_planned_end_stays() -> None:
    """The side event, running beside the plenary, cannot make way for what is pushed."""
    side = {"format": Format.SIDE_EVENT, "leaders": frozenset({"NOR"})}
    week = tiny_week(
        tiny_session("clearance"),
        tiny_session("event", least=60, **side),
        tiny_session("cooperation", leaders=frozenset({"NOR"})),
        minutes=90,
        days=2,
    )
    plan = tiny_timetable(
        at("clearance", 0, "10:00", 30),
        at("event", 0, "10:00", 60),
        at("cooperation", 0, "11:00", 30),
    )
    impact = overrun(week, plan, "clearance", 30)
    assert (impact.outcome, impact.moves) == (Consequence.ABSORBED, 0)
    before = at("clearance", 0, "10:30", 30), at("event", 0, "10:00", 60)
    week = week.model_copy(update={"sittings": tuple(s for s in week.sittings if s.day == 0)})
    impact = overrun(week, tiny_timetable(*before, at("cooperation", 0, "11:00")), "clearance", 30)
    assert impact.outcome is Consequence.NO_REPAIR


def test_what_does_not_fit_the_sitting_must_be_cut() -> None:
    plan = tiny_timetable(at("clearance", 0, "11:15"), at("cooperation", 0, "10:00"))
    fits, over = (overrun(two_in_a_row(), plan, "clearance", minutes) for minutes in (15, 30))
    assert (fits.outcome, fits.cut) == (Consequence.ABSORBED, 0)
    assert (over.outcome, over.moves, over.cut) == (Consequence.CUT, 0, 15)
    assert over.word() == "15 minutes cut"
    assert over.disturbance.say(two_in_a_row()) == (
        "“Clearance” overruns by 30 minutes, on Monday 20 June, 11:15 to 11:45."
    )


def test_what_fits_may_still_push_others_while_the_rest_is_cut() -> None:
    week = quarters(
        tiny_week(
            tiny_session("clearance", hours=(600, 645)), tiny_session("cooperation"), minutes=90
        )
    )
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    impact = overrun(week, plan, "clearance", 30)
    assert (impact.outcome, impact.moves, impact.cut) == (Consequence.MOVES, 1, 15)
    assert impact.word() == "1 part moves, 15 minutes cut"


def test_a_part_that_takes_a_whole_sitting_can_only_be_cut() -> None:
    week = two_in_a_row(days=2)
    whole = tuple(s.model_copy(update={"whole": True}) for s in week.sittings)
    sessions = tuple(s.model_copy(update={"wanted": 120}) for s in week.sessions)
    week = week.model_copy(update={"sittings": whole, "sessions": sessions})
    plan = tiny_timetable(at("clearance", 0, "10:00", 120), at("cooperation", 1, "10:00", 120))
    assert overrun(week, plan, "clearance", 15).cut == 15


def test_on_a_coarse_grid_an_overrun_blocks_the_step() -> None:
    week = two_in_a_row().model_copy(update={"grain": 30})
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    impact = overrun(week, plan, "clearance", 15)
    assert (impact.moves, impact.cut) == (1, 0)
    assert impact.repaired is not None
    assert impact.repaired.of("clearance")[0].minutes == 60


def test_a_session_needs_its_minutes_on_top_of_the_overrun() -> None:
    """The second part of the session is not shortened for it."""
    session = tiny_session("clearance", least=60, most_parts=2)
    week = quarters(tiny_week(session, minutes=60, days=2))
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("clearance", 1, "10:00"))
    impact = overrun(week, plan, "clearance", 30)
    assert impact.outcome is Consequence.ABSORBED
    assert impact.repaired is not None
    assert impact.repaired.minutes("clearance") == 90


def test_a_pinned_session_may_overrun_but_not_make_way() -> None:
    pins = {"pinned": (at("cooperation", 0, "10:30"),)}
    week = quarters(
        tiny_week(tiny_session("clearance"), tiny_session("cooperation", **pins), minutes=120)
    )
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    assert overrun(week, plan, "clearance", 15).outcome is Consequence.NO_REPAIR
    assert overrun(week, plan, "cooperation", 15).outcome is Consequence.ABSORBED


def test_the_gap_that_an_order_asks_for_counts() -> None:
    order = HonourOrder(orders=(Order(first="clearance", then="cooperation", at_least=15),))
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:45"))
    assert overrun(two_in_a_row(), plan, "clearance", 15).moves == 0
    assert overrun(two_in_a_row(), plan, "clearance", 15, order).moves == 1


# Leaders


def led(**more: object) -> Week:
    """A session that Norway leads, and one in which it must speak."""
    return tiny_week(
        tiny_session("clearance", leaders=frozenset({"NOR"}), **more),
        tiny_session("cooperation", speakers=frozenset({"NOR"})),
        days=2,
    )


PLAN = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 1, "10:00"))


def test_a_leader_that_is_missing_moves_what_it_leads_and_what_it_speaks_in() -> None:
    found = stressed(led(), PLAN, kind=LEADERS)
    assert [(i.disturbance.day, i.moves) for i in found.impacts] == [(0, 1), (1, 1)]
    week = found.scenario.week
    assert [impact.disturbance.say(week) for impact in found.impacts] == [
        "NOR is missing on Monday 20 June, when it leads “Clearance”.",
        "NOR is missing on Tuesday 21 June, when it speaks in “Cooperation”.",
    ]
    assert all(
        impact.disturbance.day != row.part.day for impact in found.impacts for row in impact.rows
    )


def test_a_leader_that_is_missing_on_its_only_day_has_no_repair() -> None:
    found = stressed(led(sittings=frozenset({"2011-06-20 morning"})), PLAN, kind=LEADERS)
    assert [impact.outcome for impact in found.impacts] == [
        Consequence.NO_REPAIR,
        Consequence.MOVES,
    ]
    assert found.counts()["no repair"] == 1


def test_days_without_a_duty_are_counted_and_not_listed() -> None:
    week = tiny_week(tiny_session("clearance", leaders=frozenset({"NOR"})), days=3)
    found = stressed(week, tiny_timetable(at("clearance", 1, "10:00")), kind=LEADERS)
    assert ([i.disturbance.day for i in found.impacts], found.untouched) == ([1], 2)
    assert found.moves == (1, 0, 0)
    assert found.mean == pytest.approx(1 / 3)


def test_a_leader_is_not_missing_on_a_day_on_which_it_is_away_anyway() -> None:
    norway = Delegation(code="NOR", name="Norway", sittings=mornings(0))
    week = tiny_week(
        tiny_session("clearance", leaders=frozenset({"NOR"})), days=2, delegations=(norway,)
    )
    found = stressed(week, tiny_timetable(at("clearance", 0, "10:00")), kind=LEADERS)
    assert [impact.outcome for impact in found.impacts] == [Consequence.NO_REPAIR]
    assert found.untouched == 0


def test_who_only_speaks_is_not_asked_after() -> None:
    week = tiny_week(tiny_session("clearance", speakers=frozenset({"NOR"})))
    found = stressed(week, tiny_timetable(at("clearance", 0, "10:00")), kind=LEADERS)
    assert (found.impacts, found.untouched) == ((), 0)


def test_a_session_that_need_not_be_held_may_be_dropped() -> None:
    only = frozenset({"2011-06-20 morning"})
    week = led(optional=True, sittings=only, format=Format.SMALL_GROUP)
    first = stressed(week, PLAN, kind=LEADERS).impacts[0]
    assert (first.moves, first.dropped) == (1, ("clearance",))
    assert list(first.moved(week)) == ["“Clearance” dropped"]


# Rooms


def roomy(*rooms: str, **more: object) -> Week:
    return tiny_week(
        tiny_session("clearance", **more), minutes=30, rooms=tuple(map(tiny_room, rooms))
    )


def test_a_room_with_no_replacement_has_no_repair() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00", room="hall"))
    [impact] = stressed(roomy("hall"), plan, kind=ROOMS).impacts
    assert impact.outcome is Consequence.NO_REPAIR
    assert impact.disturbance.say(roomy("hall")) == (
        "Hall is lost on Monday 20 June, where 1 part sits: “Clearance”."
    )


def test_a_room_with_a_replacement_moves_what_sits_in_it() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00", room="hall"))
    week = roomy("hall", "annex")
    [impact] = stressed(week, plan, kind=ROOMS).impacts
    assert impact.moves == 1
    assert list(impact.moved(week)) == ["“Clearance” to Annex"]


def test_a_hall_is_lost_with_its_sections() -> None:
    hall = tiny_room("hall")
    sections = [tiny_room(name, hall="hall") for name in ("north", "south")]
    week = tiny_week(tiny_session("clearance"), rooms=(hall, *sections, tiny_room("annex")))
    plan = tiny_timetable(at("clearance", 0, "10:00", room="north"))
    [impact] = stressed(week, plan, kind=ROOMS).impacts
    assert impact.repaired is not None
    assert impact.repaired.parts[0].room == "annex"
    assert impact.disturbance.name(week) == "Hall with its sections is lost on Monday 20 June"


# The whole


def test_the_weakest_points_come_first() -> None:
    week = tiny_week(
        tiny_session(
            "opening", sittings=frozenset({"2011-06-20 morning"}), leaders=frozenset({"A"})
        ),
        tiny_session("clearance", leaders=frozenset({"B"})),
        tiny_session("cooperation", leaders=frozenset({"B"})),
        days=2,
        minutes=120,
    )
    plan = tiny_timetable(
        at("opening", 0, "10:00"), at("clearance", 1, "11:00"), at("cooperation", 1, "11:30")
    )
    found = stress(scenario(week), plan, OPTIONS)
    severities = [impact.severity for impact in found.impacts]
    assert severities == sorted(severities, reverse=True)
    assert [i.outcome for i in found.impacts][:2] == [Consequence.NO_REPAIR] * 2
    assert sum(found.counts().values()) == len(found.impacts)
    assert [point.what for point in found.points(LEADERS)] == ["A", "B"]


def test_preferences_do_not_matter() -> None:
    wants = tiny_session("clearance", wanted=60)
    week = quarters(tiny_week(wants, tiny_session("cooperation"), minutes=120))
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    liked = scenario(week, prefer=(GiveWantedTime(),))
    found = [stress(one, plan, OPTIONS).moves for one in (scenario(week), liked)]
    assert found[0] == found[1]


def test_a_must_to_keep_another_published_timetable_gives_way() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    week = two_in_a_row().model_copy(update={"references": {"published": plan}})
    impact = overrun(week, plan, "clearance", 15, KeepPublished(reference="published"))
    assert impact.moves == 1


def test_no_disturbance_is_tried_on_a_timetable_that_is_not_legal() -> None:
    found = stress(scenario(two_in_a_row()), Timetable(), OPTIONS)
    assert (found.legal, found.impacts, found.mean) == (False, (), None)
    assert found.broken() == "2 breaches of musts to begin with, so no disturbance was tried."
    assert "“Clearance”" in str(found)


@pytest.mark.usefixtures("hasty_clock")
def test_where_the_time_is_over_the_rest_is_not_settled() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    found = stress(scenario(two_in_a_row()), plan, Options(time_limit=1, workers=1))
    assert {impact.outcome for impact in found.impacts} == {Consequence.NOT_SETTLED}
    assert not found.complete
    assert "4 disturbances not settled: the time was over." in found.remarks()
    assert found.to_frame()["moves"].isna().all()


def test_ctrl_c_keeps_what_is_known() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))

    def impatient(step: StressProgress) -> None:
        if step.done == 1:
            signal.raise_signal(signal.SIGINT)

    found = stress(scenario(two_in_a_row(days=2)), plan, OPTIONS, impatient)
    assert found.interrupted
    assert len(found.impacts) == 4
    settled = [impact for impact in found.impacts if impact.outcome is not Consequence.NOT_SETTLED]
    assert len(settled) >= 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_number_of_searches_side_by_side_makes_no_difference() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    one, other = (
        stress(scenario(two_in_a_row(days=2)), plan, Options(workers=workers)) for workers in (1, 3)
    )
    plain = [
        [impact.model_copy(update={"seconds": 0.0}) for impact in found.impacts]
        for found in (one, other)
    ]
    assert plain[0] == plain[1]


def test_each_step_is_told() -> None:
    plan = tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30"))
    told: list[StressProgress] = []
    stress_all(scenario(two_in_a_row()), {"a": plan, "b": plan}, OPTIONS, told.append)
    assert told[0] == StressProgress(0, 8)
    assert told[-1] == StressProgress(8, 8)
