"""The boundary cases of `guarantee_every_committee`."""

from __future__ import annotations

from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Body, Delegation, Format, Kind
from tests.constraints.amounts import amounts

RULE = GuaranteeEveryCommittee()
COMMITTEE = Body(
    id="destruction",
    name="Stockpile Destruction",
    president="CHL",
    co_chairs=("ALB",),
    co_rapporteurs=("ITA",),
)
WEEK = tiny_week(
    tiny_session("destruction", leaders={"ITA"}, wanted=90),
    bodies=(COMMITTEE,),
    delegations=(
        Delegation(code="ALB", name="Albania"),
        Delegation(code="CHL", name="Chile"),
        Delegation(code="ITA", name="Italy"),
    ),
    minutes=120,
)


def test_just_the_floor_is_enough() -> None:
    assert amounts(RULE, WEEK, at("destruction", 0, "10:00", 60)) == {}


def test_a_quarter_of_an_hour_under_the_floor_is_counted() -> None:
    parts = at("destruction", 0, "10:00", 30), at("destruction", 0, "11:00", 15)
    assert amounts(RULE, WEEK, *parts) == {("destruction",): 15}


def test_a_committee_that_does_not_meet_misses_the_whole_floor() -> None:
    rule = GuaranteeEveryCommittee(floor=90)
    assert amounts(rule, WEEK) == {("destruction",): 90}
    assert rule.say(WEEK, ("destruction",), 90) == (
        "Stockpile Destruction needs at least 1 h 30 in plenary sessions of its own, "
        "led by Albania, Chile or Italy, and has none."
    )


def test_president_co_chair_and_co_rapporteur_each_make_it_their_own() -> None:
    for leader in ("CHL", "ALB", "ITA"):
        session = tiny_session("destruction", leaders={leader, "JOR"})
        week = tiny_week(session, bodies=(COMMITTEE,))
        assert amounts(RULE, week, at("destruction", 0, "10:00", 60)) == {}


def test_a_session_led_by_others_is_not_its_own() -> None:
    week = tiny_week(tiny_session("destruction", leaders={"JOR"}), bodies=(COMMITTEE,))
    assert amounts(RULE, week, at("destruction", 0, "10:00", 60)) == {("destruction",): 60}


def test_a_body_that_is_no_standing_committee_is_promised_nothing() -> None:
    body = Body(id="contact", name="Contact Group", kind=Kind.OTHER)
    assert amounts(RULE, tiny_week(tiny_session("contact"), bodies=(body,))) == {}


def test_only_plenaries_of_the_body_alone_count() -> None:
    week = tiny_week(
        tiny_session("report", body="clearance", format=Format.REPORT_BACK),
        tiny_session("joint", bodies=("clearance", "cooperation")),
        tiny_session("cooperation"),
    )
    parts = at("report", 0, "10:00", 60), at("joint", 0, "10:00", 60)
    assert amounts(RULE, week, *parts, at("cooperation", 0, "10:00", 60)) == {("clearance",): 60}


def test_a_committee_whose_sessions_ask_for_too_little_is_seen_before_any_search() -> None:
    (enough,) = GuaranteeEveryCommittee(floor=90).count(WEEK)
    (short,) = GuaranteeEveryCommittee(floor=105).count(WEEK)
    assert enough.need == enough.have == 90
    assert (short.need, short.have, short.assumes) == (105, 90, ("end_on_time",))
    assert short.sentence == (
        "Stockpile Destruction needs at least 1 h 45 in plenary sessions of its own "
        "(“Destruction”), led by Albania, Chile or Italy, but such sessions ask for no more "
        "than 1 h 30."
    )


def test_a_committee_without_a_session_is_seen_whatever_the_other_rules_are() -> None:
    week = tiny_week(bodies=(Body(id="clearance", name="Clearance"),))
    (count,) = RULE.count(week)
    assert (count.need, count.have, count.assumes) == (60, 0, ())
    assert count.sentence.endswith("but such sessions do not exist.")
