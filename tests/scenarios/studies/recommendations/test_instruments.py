"""Recommendations 8 and 9: coherence and synergy of related instruments."""

from __future__ import annotations

from constraints.align_instruments import AlignInstruments
from constraints.tiny import at, tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Instrument, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

STATES = frozenset({"ALB", "CHL"})
MINES = Instrument(id="mines", name="Mine Convention", parties=STATES)
MUNITIONS = Instrument(id="munitions", name="Munitions Convention", parties=STATES | {"JOR"})
TOGETHER = at("mines", 0, "10:00"), at("munitions", 0, "10:30")
TWO_DAYS_APART = at("mines", 0, "10:00"), at("munitions", 2, "10:00")
CLASH = at("mines", 0, "10:00"), at("munitions", 0, "10:00")


def week(
    subject: str = "clearance", instruments: tuple[Instrument, ...] = (MINES, MUNITIONS)
) -> Week:
    """A session under each of two instruments; Albania leads both."""
    return tiny_week(
        tiny_session("mines", subject="clearance", leaders={"ALB"}, audience={"CHL"}),
        tiny_session("munitions", subject=subject, leaders={"ALB"}, audience={"CHL"}),
        tiny_session("reception", subject="clearance", body="hosts"),
        days=3,
        bodies=(
            Body(id="mines", name="Mines", instrument="mines"),
            Body(id="munitions", name="Munitions", instrument="munitions"),
            Body(id="hosts", name="Hosts"),
        ),
        instruments=instruments,
        delegations=(Delegation(code="ALB", name="Albania"), Delegation(code="CHL", name="Chile")),
    )


def asked(number: int, *parts: Part) -> Answer:
    return answered(number, week(), parts)


def test_on_the_same_day_with_nobody_in_two_places_coherence_is_met() -> None:
    answer = asked(8, *TOGETHER)
    assert answer.grade is Grade.MET
    assert answer.evidence == (
        "The Mine Convention: 1 session, 1 held.",
        "The Munitions Convention: 1 session, 1 held.",
        "1 delegation leads or speaks in sessions of both the Mine Convention and the Munitions "
        "Convention, joint ones included; Albania leads in both.",
    )


def test_sessions_that_are_left_out_are_not_counted_as_held() -> None:
    assert asked(8, TOGETHER[0]).evidence[1] == "The Munitions Convention: 1 session, 0 held."


def test_who_speaks_under_both_need_not_lead_in_both() -> None:
    whole = load_scenario(LIBRARY / "ccw-2010-april.yaml")
    answer = answered(8, whole, whole.candidate("held").parts)
    assert answer.evidence[2] == (
        "6 delegations lead or speak in sessions of both Amended Protocol II and Protocol V, joint "
        "ones included; nobody leads in both."
    )


def test_days_apart_coherence_is_partly_met_whether_the_scenario_asks_for_it_or_not() -> None:
    for given in (week(), scenario(week(), prefer=[AlignInstruments()])):
        answer = answered(8, given, TWO_DAYS_APART)
        assert answer.grade is Grade.PARTLY
        assert answer.evidence[3:] == (
            "align_instruments finds 4 (State-days) in 1 case; the greatest follow.",
            "“Mines” and “Munitions” begin 2 working days apart: "
            "2 States can follow clearance in both.",
        )


def test_somebody_needed_in_two_places_is_not_met() -> None:
    answer = asked(8, *CLASH)
    assert answer.grade is Grade.NOT
    assert "Albania" in answer.evidence[-1]


def test_one_instrument_cannot_say_anything_of_coherence() -> None:
    answer = answered(8, tiny_week(tiny_session("mines")), [at("mines", 0, "10:00")])
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.reason == "The scenario has sessions of convention alone."


def test_without_a_timetable_coherence_cannot_be_said() -> None:
    answer = answered(8, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence[0] == "The Mine Convention: 1 session."


def test_a_common_subject_taken_up_under_both_is_met() -> None:
    answer = asked(9, *TOGETHER)
    assert answer.grade is Grade.MET
    assert answer.evidence == (
        "2 States are party to both the Mine Convention and the Munitions Convention.",
        "Under both the Mine Convention and the Munitions Convention: clearance.",
        "Albania leads under both.",
        "2 journeys saved by meeting together, 0 still doubled.",
        "Decisions stay with each instrument.",
    )


def test_journeys_still_doubled_leave_something_to_gain() -> None:
    given = week().model_copy(update={"days": tuple(range(8))})
    answer = answered(9, given, [at("mines", 0, "10:00"), at("munitions", 7, "10:00")])
    assert answer.grade is Grade.PARTLY
    assert "Something is left to gain: journeys are still doubled" in answer.reason
    assert "0 journeys saved by meeting together, 2 still doubled." in answer.evidence


def test_a_delegation_needed_in_two_places_leaves_something_to_gain() -> None:
    answer = asked(9, *CLASH)
    assert answer.grade is Grade.PARTLY
    assert "2 delegations would have to be in two places, for 1 hour in all." in answer.evidence


def test_one_pair_of_three_is_partly_met() -> None:
    third = Instrument(id="third", name="Third", parties=STATES)
    given = week(instruments=(MINES, MUNITIONS, third))
    answer = answered(9, given, TOGETHER)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == "1 of 3 pairs of instruments has a common subject taken up under both."


def test_no_common_subject_is_not_met() -> None:
    answer = answered(9, week(subject="assistance"), TOGETHER)
    assert answer.grade is Grade.NOT
    assert "No subject is taken up under both" in answer.evidence[1]


def test_a_common_subject_without_states_parties_in_common_is_not_met() -> None:
    apart = MUNITIONS.model_copy(update={"parties": frozenset({"JOR"})})
    assert answered(9, week(instruments=(MINES, apart)), TOGETHER).grade is Grade.NOT


def test_a_common_subject_that_is_not_held_under_both_is_not_met() -> None:
    answer = asked(9, TOGETHER[0])
    assert answer.grade is Grade.NOT
    assert "On clearance, one of the two instruments holds no session." in answer.evidence


def test_one_instrument_has_no_pair() -> None:
    answer = answered(9, week(instruments=(MINES,)), TOGETHER)
    assert answer.grade is Grade.CANNOT_SAY
    assert "no pair" in answer.reason


def test_without_a_timetable_it_is_said_what_they_have_in_common() -> None:
    answer = answered(9, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence[0].startswith("2 States are party to both")
