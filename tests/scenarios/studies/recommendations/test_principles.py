"""Recommendation 1: the eight principles."""

from __future__ import annotations

from functools import cache

import pytest

from constraints import RULES
from constraints.give_wanted_time import GiveWantedTime
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.hold_every_session import HoldEverySession
from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.keep_time_informal import KeepTimeInformal
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.reserve_slack import ReserveSlack
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.share_prime_time import SharePrimeTime
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import at, tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.recommendations.answer import Answer, Grade
from scenarios.studies.recommendations.principles import (
    PrincipleStanding,
    Score,
    Upheld,
    scorecard,
)
from scenarios.studies.recommendations.run import answer_recommendations, gather_evidence
from scheduler.rules.rule import Principle, Rule, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Kind
from tests.scenarios.studies.recommendations.small import answered, scenario

WEEK = tiny_week(
    tiny_session(
        "clearance",
        least=60,
        wanted=90,
        most_parts=2,
        shortest=30,
        leaders={"ALB"},
        speakers={"ALB"},
    ),
    tiny_session("aside", body="clearance", leaders={"ALB"}, optional=True),
    days=2,
    minutes=120,
)
HELD = at("clearance", 0, "10:00", 90)
SHORT = at("clearance", 0, "10:00", 60)
CUT = at("clearance", 0, "10:00", 30)


def standing(principle: Principle, given: Scenario, *parts: Part) -> PrincipleStanding:
    card = scorecard(gather_evidence(given, Timetable(parts=parts)))
    return next(standing for standing in card if standing.principle is principle)


@cache
def of_2011() -> Scenario:
    return load_scenario(LIBRARY / "apmbc-2011.yaml")


def with_rules(*rules: Rule, without: tuple[str, ...] = ()) -> Answer:
    """The answer for 2011 as held, with rules in the place of those of the same name."""
    given = of_2011()
    new = {rule.name: rule for rule in rules}
    settings = tuple(
        Setting(rule=new.get(setting.rule.name, setting.rule), mode=setting.mode)
        for setting in given.settings
        if setting.rule.name not in without
    )
    whole = given.model_copy(update={"settings": settings})
    return answered(1, whole, given.candidate("held").parts)


@pytest.mark.slow
def test_the_week_of_2011_is_partly_met_and_names_the_principles() -> None:
    answer = with_rules()
    assert answer.grade is Grade.PARTLY
    assert answer.reason.startswith("0 of the eight principles are upheld; upheld in part: ")
    assert len(answer.evidence) == 8


@pytest.mark.slow
def test_a_principle_for_which_nothing_is_asked_is_not_met() -> None:
    answer = with_rules(without=("spread_national_contexts", "spare_the_leaders"))
    assert answer.grade is Grade.NOT
    assert answer.reason == (
        "Beyond the usual musts, the scenario asks for nothing that could fail in this week "
        "for the sake of partnership."
    )


@pytest.mark.slow
def test_a_limit_out_of_reach_asks_for_nothing() -> None:
    lax = SpareTheLeaders(minutes_a_day=1440, break_minutes=0)
    answer = with_rules(lax, without=("spread_national_contexts",))
    assert answer.grade is Grade.NOT
    assert "for the sake of partnership" in answer.reason


def test_of_all_that_is_asked_none_kept_is_not_met() -> None:
    answer = answered(1, scenario(WEEK, prefer=[GiveWantedTime()]), [SHORT])
    assert answer.grade is Grade.NOT
    assert "Effective preparation: not upheld: no rule kept." in answer.evidence


def test_a_must_that_is_broken_is_not_met_and_its_sentence_is_quoted() -> None:
    answer = answered(1, scenario(WEEK, HoldEverySession()), [CUT])
    assert answer.grade is Grade.NOT
    assert answer.reason == (
        "What serves continuity, effective preparation and inclusion is broken. Clearance needs at "
        "least 1 hour in plenary sessions of its own, and has 30 minutes."
    )
    assert "Effective preparation: not upheld: a must is breached." in answer.evidence


def test_a_part_outside_the_sittings_is_not_met() -> None:
    answer = answered(
        1, scenario(WEEK, prefer=[GiveWantedTime()]), [at("clearance", 0, "18:00", 90)]
    )
    assert answer.grade is Grade.NOT
    assert answer.reason.startswith("A must is broken. “Clearance” on Monday 20 June at 18:00")


def test_a_must_that_is_switched_off_and_broken_is_seen_all_the_same() -> None:
    both = at("clearance", 0, "10:00", 90), at("aside", 0, "10:00")
    found = standing(Principle.PARTNERSHIP, scenario(WEEK), *both)
    assert [(score.rule, score.mode, score.word) for score in found.scores] == [
        ("lead_in_person", "must, off", "30 (minutes)")
    ]
    assert found.word == "not upheld: a must is breached"
    apart = standing(Principle.PARTNERSHIP, scenario(WEEK), HELD)
    assert apart.scores == ()
    assert apart.word == "no rule that could fail speaks for it"


def test_a_usual_must_as_every_week_has_it_asks_for_nothing() -> None:
    found = standing(Principle.PARTNERSHIP, scenario(WEEK, LeadInPerson()), HELD)
    assert found.upheld is Upheld.NOT
    assert found.word == (
        "not upheld: beyond the usual musts, nothing that could fail is asked for it"
    )
    more = scenario(WEEK, LeadInPerson(), prefer=[SpareTheLeaders()])
    assert standing(Principle.PARTNERSHIP, more, HELD).upheld is Upheld.WHOLLY


def test_no_rule_that_serves_a_principle_cannot_be_said() -> None:
    answer = answered(1, tiny_week(tiny_session("clearance", least=60)), [SHORT])
    assert answer.grade is Grade.CANNOT_SAY
    assert "no rule that serves a principle" in answer.reason


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER)
    given = scenario(tiny_week(tiny_session("experts"), bodies=(body,)), HoldEverySession())
    assert answered(1, given, [at("experts", 0, "10:00")]).grade is Grade.CANNOT_SAY


def test_without_a_timetable_it_cannot_be_said_and_principles_without_a_rule_are_named() -> None:
    answer = answered(1, scenario(WEEK, HoldEverySession()), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert "Coherence: no rule that could fail speaks for it." in answer.evidence
    assert not any(line.startswith("Effective preparation") for line in answer.evidence)


def test_a_preference_that_pays_does_not_undo_what_another_rule_keeps() -> None:
    given = scenario(WEEK, HoldEverySession(), prefer=[GiveWantedTime()])
    found = standing(Principle.EFFECTIVE_PREPARATION, given, SHORT)
    assert found.upheld is Upheld.IN_PART
    assert found.word == "upheld in part: 1 of 2 rules kept, the other paid for"
    assert [score.word for score in found.scores] == ["kept", "30 (minutes)"]


def test_a_usual_must_that_is_made_a_preference_and_breached_undoes_what_another_keeps() -> None:
    given = scenario(WEEK, GiveWantedTime(), prefer=[HoldEverySession()])
    found = standing(Principle.EFFECTIVE_PREPARATION, given, CUT)
    assert found.upheld is Upheld.NOT
    assert found.word == "not upheld: a must is breached"


def test_what_the_scenario_promises_below_the_usual_floor_is_breached_all_the_same() -> None:
    given = scenario(WEEK, GuaranteeEveryCommittee(floor=15))
    assert standing(Principle.INCLUSION, given, CUT).breached


def of_coherence(*amounts: int | None) -> PrincipleStanding:
    """Preferences that find so much; None for one that cannot fail."""
    scores = (
        Score(rule=str(n), tier=1, amount=amount or 0, unit="", idle=amount is None)
        for n, amount in enumerate(amounts)
    )
    return PrincipleStanding(principle=Principle.COHERENCE, scores=tuple(scores))


def test_half_of_the_rules_is_in_part_and_fewer_is_not_upheld() -> None:
    assert of_coherence(0, 0).upheld is Upheld.WHOLLY
    assert of_coherence(0, 0, None).upheld is Upheld.WHOLLY
    assert of_coherence(0, 0, 7).word == "upheld in part: 2 of 3 rules kept, the other paid for"
    assert of_coherence(0, 7, None).upheld is Upheld.IN_PART
    assert of_coherence(0, 7, 7).word == "not upheld: 1 of 3 rules kept, the others paid for"
    assert of_coherence(7).upheld is Upheld.NOT
    assert of_coherence(None).upheld is Upheld.NOT
    assert of_coherence().upheld is Upheld.NOT


@pytest.mark.slow
def test_a_second_instrument_that_is_not_aligned_makes_no_grade_better() -> None:
    alone, both = (
        answer_recommendations(given, given.candidate("held"))
        for given in (of_2011(), load_scenario(LIBRARY / "apmbc-ccm-2011.yaml"))
    )
    assert alone.grades()[1] is both.grades()[1] is Grade.PARTLY
    assert alone.scorecard[0].upheld is both.scorecard[0].upheld is Upheld.NOT


@pytest.mark.parametrize(
    ("rule", "principle"),
    [
        (ReserveSlack(minutes_a_day=0), Principle.FLEXIBILITY),
        (KeepTimeInformal(lunches=0, break_minutes=0), Principle.INFORMALITY),
        (ReserveTimeForExperiments(), Principle.INFORMALITY),
        (SharePrimeTime(), Principle.INCLUSION),
        (LetDelegationsAttend(), Principle.INCLUSION),
        (KeepCommitteesTogether(leave_out=("clearance", "aside")), Principle.COHERENCE),
    ],
    ids=lambda value: value.name if isinstance(value, Rule) else "",
)
def test_a_rule_that_nothing_could_break_upholds_nothing(rule: Rule, principle: Principle) -> None:
    single = tiny_week(tiny_session("clearance", least=60))
    found = standing(principle, scenario(single, prefer=[rule]), SHORT)
    assert [score.word for score in found.scores] == ["cannot fail in this week"]
    assert found.word == "no rule that could fail speaks for it"
    assert found.upheld is Upheld.NOT


def test_the_rules_between_them_serve_all_eight_principles() -> None:
    assert {principle for rule in RULES for principle in rule.principles} == set(Principle)
