"""What the past has broken for good, and what can still be mended."""

from __future__ import annotations

from datetime import datetime

from constraints.end_on_time import EndOnTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_the_past import KeepThePast
from constraints.lead_in_person import LeadInPerson
from constraints.shorten_stays import ShortenStays
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.repairing.broken_past import broken_for_good
from scheduler.rules.requirement import Key
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.timetable import Part
from scheduler.week.week import Delegation, Session, Week
from tests.scheduler.weeks import problem

PAST = Setting(
    rule=KeepThePast(reference="programme", until=datetime(2011, 6, 21)),  # noqa: DTZ001
    mode=Must(),
)
MUSTS = [
    Setting(rule=rule, mode=Must())
    for rule in (SitWithinHours(), HoldEverySession(), EndOnTime(), LeadInPerson())
]


def week(session: Session, *parts: Part) -> Week:
    return tiny_week(
        session,
        days=2,
        delegations=(Delegation(code="UGA", name="Uganda", sittings=mornings(1)),),
        references={"programme": tiny_timetable(*parts)},
    )


def lost(session: Session, *parts: Part) -> set[Key]:
    here = week(session, *parts)
    return set(broken_for_good(problem(here, [PAST, *MUSTS]), PAST, tiny_timetable(*parts)))


def test_a_leader_who_was_away_cannot_be_brought_back() -> None:
    session = tiny_session("clearance", leaders={"UGA"})
    ((rule, case),) = lost(session, at("clearance", 0, "10:00"))
    assert rule == "lead_in_person"
    assert "UGA" in case


def test_minutes_that_are_missing_can_still_be_given() -> None:
    session = tiny_session("clearance", least=60, shortest=30, most_parts=2)
    assert lost(session, at("clearance", 0, "10:00")) == set()


def test_minutes_that_are_missing_where_no_part_is_left_cannot() -> None:
    session = tiny_session("clearance", least=60, shortest=30, most_parts=1)
    found = lost(session, at("clearance", 0, "10:00"))
    assert {rule for rule, _ in found} == {"hold_every_session"}


def test_minutes_too_many_cannot_be_taken_back() -> None:
    found = lost(tiny_session("clearance", wanted=30), at("clearance", 0, "10:00", 60))
    assert {rule for rule, _ in found} == {"end_on_time"}


def test_a_past_that_keeps_every_must_has_broken_nothing() -> None:
    assert lost(tiny_session("clearance"), at("clearance", 0, "10:00")) == set()
    assert lost(tiny_session("clearance")) == set()


def test_what_no_week_keeps_is_not_broken_by_the_past() -> None:
    """The session is longer than any sitting, begun or not."""
    assert lost(tiny_session("clearance", least=90), at("clearance", 0, "10:00", 60)) == set()
    assert lost(tiny_session("clearance", least=90)) == set()


def test_preferences_are_not_asked() -> None:
    here = week(tiny_session("clearance", audience={"UGA"}), at("clearance", 0, "10:00"))
    settings = [PAST, Setting(rule=ShortenStays(), mode=Prefer())]
    assert (
        broken_for_good(problem(here, settings), PAST, here.references["programme"]) == frozenset()
    )


def test_hours_that_the_past_breaks_are_asked_beside_a_pin_that_closes_other_days() -> None:
    """What a pin has closed plainly asks for no hours, though those are eased."""
    pin = at("clearance", 0, "10:00")
    session = tiny_session("clearance", pinned=(pin,), hours=(610, 750))
    ((rule, case),) = lost(session, pin)
    assert rule == "sit_within_hours"
    assert "hours" in case
