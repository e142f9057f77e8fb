"""Boundary cases of `keep_plenaries_alone`."""

from __future__ import annotations

import pytest

from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Body, Format, Instrument, Kind, Week

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


def test_another_instrument_or_none_has_a_programme_of_its_own() -> None:
    assert not list(RULE.check(week(Format.SMALL_GROUP, "munitions"), BESIDE))
    assert not list(RULE.check(week(Format.SMALL_GROUP, None), BESIDE))


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
