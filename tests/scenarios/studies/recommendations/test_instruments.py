"""Recommendations 8 and 9: coherence and synergy of related instruments."""

from __future__ import annotations

from typing import Any

from constraints.align_instruments import AlignInstruments
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.lead_in_person import LeadInPerson
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Format, Instrument, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

STATES = frozenset({"ALB", "CHL"})
MINES = Instrument(id="mines", name="Mine Convention", parties=STATES)
MUNITIONS = Instrument(id="munitions", name="Munitions Convention", parties=STATES | {"JOR"})
HELD = SitWithinHours(), HoldEverySession()
TOGETHER = at("mines", 0, "10:00"), at("munitions", 0, "10:30")
TWO_DAYS_APART = at("mines", 0, "10:00"), at("munitions", 2, "10:00")
CLASH = at("mines", 0, "10:00"), at("munitions", 0, "10:00")


def week(
    subject: str = "clearance",
    instruments: tuple[Instrument, ...] = (MINES, MUNITIONS),
    days: int = 3,
) -> Week:
    """A session under each of two instruments; Albania leads both."""
    return tiny_week(
        tiny_session("mines", subject="clearance", leaders={"ALB"}, audience={"CHL"}),
        tiny_session("munitions", subject=subject, leaders={"ALB"}, audience={"CHL"}),
        tiny_session("reception", subject="clearance", body="hosts"),
        days=days,
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
        "On clearance, “Mines” and “Munitions” meet on one day, Monday 20 June.",
    )


def test_sessions_that_are_left_out_are_not_counted_as_held() -> None:
    assert asked(8, TOGETHER[0]).evidence[1] == "The Munitions Convention: 1 session, 0 held."


def test_who_speaks_under_both_need_not_lead_in_both() -> None:
    whole = load_scenario(LIBRARY / "ccw-2010-april.yaml")
    answer = answered(8, whole, whole.candidate("held").parts)
    assert answer.evidence[2] == (
        "5 delegations lead or speak in sessions of both Amended Protocol II and Protocol V, joint "
        "ones included; nobody leads in both."
    )


def test_of_a_week_without_standing_committees_the_review_does_not_speak() -> None:
    whole = load_scenario(LIBRARY / "ccw-2010-april.yaml")
    for number in (8, 9):
        answer = answered(number, whole, whole.candidate("held").parts)
        assert answer.grade is Grade.CANNOT_SAY
        assert "no Standing Committee" in answer.reason
        assert len(answer.evidence) > 4, "what can be counted is said all the same"


def test_days_apart_coherence_is_partly_met_where_a_move_is_known_that_mends_it() -> None:
    for given in (
        scenario(week(), *HELD),
        scenario(week(), *HELD, prefer=[AlignInstruments()]),
    ):
        answer = answered(8, given, TWO_DAYS_APART)
        assert answer.grade is Grade.PARTLY
        assert answer.evidence[3:] == (
            "On clearance, “Mines” on Monday 20 June and “Munitions” on Wednesday 22 June are 2 "
            "working days apart where the two meet nearest; days, sittings and order alone would "
            "allow 0.",
            "“Mines” could sit on Tuesday 21 June at 10:00 in place of Monday 20 June at 10:00; "
            "no further must would be broken.",
        )


def bound(**days: int) -> Scenario:
    """The week with sessions bound to a day each."""
    given = week()
    sittings = {key: frozenset({given.sittings_on(day)[0].id}) for key, day in days.items()}
    sessions = tuple(
        one.model_copy(update={"sittings": sittings.get(one.id)}) for one in given.sessions
    )
    return scenario(given.model_copy(update={"sessions": sessions}), *HELD)


def test_days_apart_that_cannot_be_fewer_are_met() -> None:
    answer = answered(8, bound(mines=0, munitions=2), TWO_DAYS_APART)
    assert answer.grade is Grade.MET
    assert "days, sittings and order allow no less" in answer.evidence[3]


def test_one_day_more_than_must_be_is_not_met_as_well_as_can_be() -> None:
    answer = answered(8, bound(mines=0), TWO_DAYS_APART)
    assert answer.grade is Grade.PARTLY, "“Munitions” could sit a day earlier"


def test_a_speaker_who_is_there_on_one_day_only_binds_a_session_to_it() -> None:
    given = week()
    tuesday = frozenset({given.sittings_on(1)[0].id})
    states = (
        Delegation(code="ALB", name="Albania"),
        Delegation(code="CHL", name="Chile"),
        Delegation(code="LBN", name="Lebanon", sittings=frozenset({given.sittings_on(2)[0].id})),
    )
    sessions = tuple(
        s.model_copy(update={"speakers": frozenset({"LBN"})}) if s.id == "munitions" else s
        for s in given.sessions
    )
    sessions = tuple(
        s.model_copy(update={"sittings": tuesday}) if s.id == "mines" else s for s in sessions
    )
    there = given.model_copy(update={"delegations": states, "sessions": sessions})
    musts = *HELD, LeadInPerson(), HearEverySpeaker()
    parts = at("mines", 1, "10:00"), at("munitions", 2, "10:00")
    assert answered(8, scenario(there, *musts), parts).grade is Grade.MET
    without = answered(8, scenario(there, *HELD), parts)
    assert without.grade is Grade.PARTLY, "without these musts it could sit on Tuesday as well"


def test_what_must_come_before_a_session_can_keep_it_from_a_day() -> None:
    given = week()
    monday = frozenset({given.sittings_on(0)[0].id})
    sessions = tuple(
        one.model_copy(
            update={"sittings": monday} if one.id != "munitions" else {"least": 60, "wanted": 60}
        )
        for one in given.sessions
    )
    bound_ = given.model_copy(update={"sessions": sessions})
    parts = at("mines", 0, "10:00"), at("munitions", 1, "10:00", 60)
    order = HonourOrder(orders=(Order(first="mines", then="munitions"),))
    assert answered(8, scenario(bound_, *HELD, order), parts).grade is Grade.MET
    without = answered(8, scenario(bound_, *HELD), parts)
    assert "days, sittings and order alone would allow 0" in without.evidence[3]


def test_where_no_better_week_is_known_it_is_not_said_to_be_partly_met() -> None:
    late = Order(first="munitions", then="mines", at_least=47 * 60)
    parts = at("munitions", 0, "10:00"), at("mines", 2, "10:00")
    given = week()
    optional = tuple(one.model_copy(update={"optional": True}) for one in given.sessions)
    free = given.model_copy(update={"sessions": optional})
    order = HonourOrder(orders=(late,))
    answer = answered(8, scenario(free, *HELD, order), parts)
    assert answer.grade is Grade.CANNOT_SAY
    assert "whether a week that keeps the musts can is not known" in answer.reason


def test_the_nearest_meetings_count_and_not_the_first_days() -> None:
    given = week()
    sessions = tuple(
        one.model_copy(update={"most_parts": 2, "wanted": 60}) if one.id == "mines" else one
        for one in given.sessions
    )
    parts = at("mines", 0, "10:00"), at("mines", 2, "10:00"), at("munitions", 2, "10:30")
    assert answered(8, given.model_copy(update={"sessions": sessions}), parts).grade is Grade.MET


def test_side_events_and_coordination_are_no_meetings_of_an_instrument() -> None:
    for format_ in (Format.SIDE_EVENT, Format.COORDINATION):
        given = week()
        sessions = tuple(
            one.model_copy(update={"format": format_}) if one.id == "munitions" else one
            for one in given.sessions
        )
        beside = given.model_copy(update={"sessions": sessions})
        assert answered(8, beside, TOGETHER).grade is Grade.CANNOT_SAY
        assert answered(9, beside, TOGETHER).grade is Grade.CANNOT_SAY


def test_sessions_on_one_subject_at_one_hour_shut_out_who_has_one_delegate() -> None:
    given = week()
    alone = tuple(one.model_copy(update={"leaders": frozenset()}) for one in given.sessions)
    for delegates, grade in ((1, Grade.NOT), (2, Grade.PARTLY)):
        states = (
            Delegation(code="ALB", name="Albania", delegates=2),
            Delegation(code="CHL", name="Chile", delegates=delegates),
        )
        answer = answered(
            8, given.model_copy(update={"sessions": alone, "delegations": states}), CLASH
        )
        assert answer.grade is grade
        assert any("run at one hour, for 30 minutes" in line for line in answer.evidence)
        assert any("Chile follows both" in line for line in answer.evidence) is (delegates == 1)


def test_a_common_subject_on_which_one_holds_nothing_is_not_met_or_partly_met() -> None:
    assert asked(8, TOGETHER[0]).grade is Grade.NOT
    given = week()
    more = tuple(
        tiny_session(f"{body}-assistance", subject="assistance", body=body)
        for body in ("mines", "munitions")
    )
    both = given.model_copy(update={"sessions": (*given.sessions, *more)})
    answer = answered(8, both, (*TOGETHER, at("mines-assistance", 1, "10:00")))
    assert answer.grade is Grade.PARTLY
    assert answer.reason.endswith("yet on assistance one instrument holds no session.")


def test_a_session_that_breaks_a_must_is_no_good_evidence() -> None:
    sessions = tuple(
        one.model_copy(update={"wanted": 60, "most_parts": 2}) if one.id == "mines" else one
        for one in week().sessions
    )
    given = week().model_copy(update={"sessions": sessions})
    long = at("mines", 0, "10:00", 60), at("munitions", 1, "10:00"), at("mines", 2, "10:00", 60)
    for number in (8, 9):
        answer = answered(number, given, long)
        assert answer.grade is Grade.NOT
        assert any("has 1 hour more" in line for line in answer.evidence)


def test_without_a_subject_in_common_coherence_cannot_be_said_unless_somebody_clashes() -> None:
    apart = week(subject="assistance")
    assert answered(8, apart, TOGETHER).grade is Grade.CANNOT_SAY
    assert answered(8, apart, CLASH).grade is Grade.NOT


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
        "2 journeys saved by meeting together, 0 still made twice.",
        "No delegation would have to be in two places at once.",
        "No session of the programme is held jointly.",
        "Decisions stay with each instrument.",
    )


def test_journeys_still_doubled_leave_something_to_gain() -> None:
    answer = answered(9, week(days=8), [at("mines", 0, "10:00"), at("munitions", 7, "10:00")])
    assert answer.grade is Grade.PARTLY
    assert "Something is left to gain: journeys are still made twice" in answer.reason
    assert "0 journeys saved by meeting together, 2 still made twice." in answer.evidence


def test_who_follows_both_at_one_hour_leaves_something_to_gain() -> None:
    given = week()
    alone = tuple(one.model_copy(update={"leaders": frozenset()}) for one in given.sessions)
    answer = answered(9, given.model_copy(update={"sessions": alone}), CLASH)
    assert answer.grade is Grade.PARTLY
    assert "1 delegation would have to be in two places, for 30 minutes in all." in answer.evidence


def test_sessions_that_need_one_leader_at_one_hour_are_no_synergy() -> None:
    answer = asked(9, *CLASH)
    assert answer.grade is Grade.NOT
    assert "2 delegations would have to be in two places, for 1 hour in all." in answer.evidence


def test_an_instrument_without_a_session_has_no_potential_and_takes_none_away() -> None:
    third = Instrument(id="third", name="Third", parties=STATES)
    given = week(instruments=(MINES, MUNITIONS, third))
    answer = answered(9, given, TOGETHER)
    assert answer.grade is Grade.MET
    assert answer.reason == "1 of 1 pair of instruments has a common subject taken up under both."
    assert any("the Mine Convention and the Third" in line for line in answer.evidence)


def test_without_a_common_subject_there_is_no_potential_to_speak_of() -> None:
    answer = answered(9, week(subject="assistance"), TOGETHER)
    assert answer.grade is Grade.CANNOT_SAY
    assert "No subject is taken up under both" in answer.evidence[1]


def test_without_states_parties_in_common_there_is_no_potential_to_speak_of() -> None:
    apart = MUNITIONS.model_copy(update={"parties": frozenset({"JOR"})})
    assert answered(9, week(instruments=(MINES, apart)), TOGETHER).grade is Grade.CANNOT_SAY


def joint(**more: Any) -> Week:
    """The week with a joint session, led from both sides as Albania leads both."""
    given = week()
    bodies = tuple(
        b.model_copy(update={"co_chairs": () if b.id == "hosts" else ("ALB",)})
        for b in given.bodies
    )
    both = tiny_session(
        "joint", subject="clearance", bodies=("mines", "munitions"), leaders={"ALB"}, **more
    )
    return given.model_copy(update={"sessions": (*given.sessions, both), "bodies": bodies})


JOINTLY = (*TOGETHER, at("joint", 1, "10:00"))


def test_a_joint_plenary_may_decide_and_is_not_met() -> None:
    for given in (joint(), joint(format=Format.SPECIAL, decides=True)):
        for number in (8, 9):
            answer = answered(number, given, JOINTLY)
            assert answer.grade is Grade.NOT
            assert "each instrument decides in a session of its own" in answer.evidence[-1]
        assert answered(9, given, TOGETHER).grade is Grade.MET, "where it is not held"


def test_a_joint_session_that_is_not_to_decide_is_met_and_is_printed() -> None:
    answer = answered(9, joint(decides=False), JOINTLY)
    assert answer.grade is Grade.MET
    assert answer.evidence[-2] == (
        "“Joint” is a plenary of the Mine Convention and the Munitions Convention together, 30 "
        "minutes on Tuesday 21 June; led by Albania. It is not to decide anything."
    )
    workshop = answered(9, joint(format=Format.WORKSHOP), JOINTLY)
    assert workshop.grade is Grade.MET
    assert workshop.evidence[-2].endswith("is not said; in this format it may not.")


def test_a_joint_session_that_one_side_does_not_lead_is_not_met() -> None:
    given = joint(decides=False)
    bodies = tuple(
        b.model_copy(update={"co_chairs": ("CHL",)}) if b.id == "munitions" else b
        for b in given.bodies
    )
    answer = answered(9, given.model_copy(update={"bodies": bodies}), JOINTLY)
    assert answer.grade is Grade.NOT


def test_a_common_subject_that_is_not_held_under_both_is_not_met() -> None:
    answer = asked(9, TOGETHER[0])
    assert answer.grade is Grade.NOT
    said = "On clearance, one of the two instruments holds no session that breaks no must."
    assert said in answer.evidence


def test_one_instrument_has_no_pair() -> None:
    answer = answered(9, week(instruments=(MINES,)), TOGETHER)
    assert answer.grade is Grade.CANNOT_SAY
    assert "no pair" in answer.reason


def test_without_a_timetable_it_is_said_what_they_have_in_common() -> None:
    answer = answered(9, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence[0].startswith("2 States are party to both")
