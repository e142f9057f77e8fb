"""Boundary cases of `keep_plenaries_alone`."""

from __future__ import annotations

import pytest

from constraints.keep_plenaries_alone import KeepPlenariesAlone, PlenaryException
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Body, Format, Instrument, Kind, Week
from tests.constraints.amounts import amounts

RULE = KeepPlenariesAlone()
BESIDE = tiny_timetable(at("clearance", 0, "10:00", 60), at("other", 0, "10:30"))


def week(format_: Format, instrument: str | None = "convention", **more: object) -> Week:
    body = Body(id="other", name="Other", instrument=instrument, kind=Kind.OTHER)
    return tiny_week(
        tiny_session("clearance", least=60),
        tiny_session("other", format=format_, **more),
        bodies=(body,),
        instruments=(Instrument(id="convention", name="Anti-Personnel Mine Ban Convention"),),
    )


def test_a_group_may_begin_as_the_plenary_ends() -> None:
    after = tiny_timetable(at("clearance", 0, "10:00"), at("other", 0, "10:30"))
    assert not list(RULE.check(week(Format.SMALL_GROUP), after))


@pytest.mark.parametrize("format_", [Format.SMALL_GROUP, Format.PLENARY, Format.REPORT_BACK])
def test_nothing_of_the_programme_may_run_beside_a_plenary(format_: Format) -> None:
    (breach,) = RULE.check(week(format_), BESIDE)
    assert breach == (("clearance", "other"), 30)
    assert RULE.say(week(format_), *breach) == (
        "“Other” runs beside the plenary “Clearance” for 30 minutes."
    )


def test_what_is_asked_says_which_of_the_two_is_a_plenary() -> None:
    case = ("clearance", "other")
    assert RULE.say(week(Format.SMALL_GROUP), case) == (
        "“Other” cannot run while “Clearance” sits in plenary."
    )
    both = tiny_week(tiny_session("clearance"), tiny_session("other"))
    assert RULE.say(both, case) == (
        "“Clearance” and “Other” are plenaries, and cannot run at the same time."
    )


@pytest.mark.parametrize("format_", [Format.SIDE_EVENT, Format.COORDINATION])
def test_side_events_and_coordination_are_no_part_of_the_programme(format_: Format) -> None:
    assert not list(RULE.check(week(format_), BESIDE))


def test_another_instrument_has_a_programme_of_its_own() -> None:
    assert not list(RULE.check(week(Format.SMALL_GROUP, "munitions"), BESIDE))


@pytest.mark.parametrize("format_", [Format.SMALL_GROUP, Format.PLENARY, Format.WORKSHOP])
def test_what_no_instrument_convenes_is_of_every_programme(format_: Format) -> None:
    assert dict(RULE.check(week(format_, None), BESIDE)) == {("clearance", "other"): 30}


@pytest.mark.parametrize("format_", [Format.SIDE_EVENT, Format.COORDINATION])
def test_no_side_event_is_of_any_programme(format_: Format) -> None:
    assert not list(RULE.check(week(format_, None), BESIDE))


def test_a_committee_without_an_instrument_may_sit_beside_one_that_has_one() -> None:
    here = tiny_week(
        tiny_session("clearance", least=60),
        tiny_session("other"),
        bodies=(Body(id="other", name="Other"),),
    )
    assert not list(RULE.check(here, BESIDE))


@pytest.mark.parametrize(
    ("session", "beside"),
    [("clearance", "other"), ("other", "clearance"), ("friends", "clearance")],
)
def test_an_exception_holds_in_both_directions_and_for_bodies(session: str, beside: str) -> None:
    here = tiny_week(
        tiny_session("clearance", least=60),
        tiny_session("other", body="friends", format=Format.SMALL_GROUP),
    )
    exception = PlenaryException(session=session, beside=beside)
    assert dict(RULE.check(here, BESIDE)) == {("clearance", "other"): 30}
    assert not list(KeepPlenariesAlone(exceptions=(exception,)).check(here, BESIDE))


def test_an_exception_of_a_body_holds_for_all_its_sessions_and_a_session_goes_before_it() -> None:
    here = tiny_week(
        tiny_session("clearance", least=60),
        tiny_session("other", body="clearance", format=Format.SMALL_GROUP),
        tiny_session("group", body="clearance", format=Format.SMALL_GROUP),
    )
    beside = (at("clearance", 0, "10:00", 60), at("other", 0, "10:30"), at("group", 0, "10:00"))
    exception = PlenaryException(session="clearance", beside="other")
    found = amounts(KeepPlenariesAlone(exceptions=(exception,)), here, *beside)
    assert found == {("clearance", "group"): 30}


def test_two_plenaries_that_may_meet_at_once_are_counted_as_the_longer_of_them() -> None:
    full = tiny_week(tiny_session("one", least=30), tiny_session("two", least=60))
    assert [(c.need, c.have) for c in RULE.count(full)] == [(90, 60)]
    both = KeepPlenariesAlone(exceptions=(PlenaryException(session="one", beside="two"),))
    assert [(c.need, c.have) for c in both.count(full)] == [(60, 60)]


def test_only_a_standing_committee_has_the_week_to_itself() -> None:
    two = tiny_timetable(at("other", 0, "10:00"), at("group", 0, "10:00"))
    body = Body(id="other", name="Other", instrument="convention", kind=Kind.OTHER)
    here = tiny_week(
        tiny_session("other"), tiny_session("group", format=Format.SMALL_GROUP), bodies=(body,)
    )
    assert not list(RULE.check(here, two))


def test_an_overfull_week_is_refused_with_both_numbers() -> None:
    full = tiny_week(
        *(tiny_session(name, least=60) for name in ("one", "two")),
        tiny_session("three", least=60, optional=True),
        days=2,
        instruments=(Instrument(id="convention", name="Anti-Personnel Mine Ban Convention"),),
    )
    over = full.model_copy(update={"sittings": full.sittings[:1]})
    assert [(c.need, c.have) for c in RULE.count(full)] == [(120, 120)]
    (count,) = RULE.count(over)
    assert count.need > count.have
    assert count.sentence == (
        "The plenaries of the Anti-Personnel Mine Ban Convention need 2 hours; "
        "the sittings open to them hold 1 hour."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("The Convention", "The Convention"),
        ("the Convention on Cluster Munitions", "the Convention on Cluster Munitions"),
        ("Amended Protocol II", "Amended Protocol II"),
        ("Theatre Convention", "the Theatre Convention"),
    ],
)
def test_a_count_says_the_article_of_an_instrument_once(name: str, said: str) -> None:
    one = Instrument(id="convention", name=name)
    (count,) = RULE.count(tiny_week(tiny_session("one"), instruments=(one,)))
    assert count.sentence.startswith(f"The plenaries of {said} need ")


def test_the_plenaries_of_bodies_without_an_instrument_are_counted_together() -> None:
    bodies = (Body(id="one", name="One"), Body(id="two", name="Two"))
    (count,) = RULE.count(tiny_week(tiny_session("one"), tiny_session("two"), bodies=bodies))
    assert (count.case, count.need, count.have) == (("",), 60, 60)
