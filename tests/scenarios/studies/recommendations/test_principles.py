"""Recommendation 1: the eight principles."""

from __future__ import annotations

import pytest

from constraints import RULES
from constraints.choose_a_fitting_room import ChooseAFittingRoom
from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.give_wanted_time import GiveWantedTime
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder
from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.keep_time_informal import KeepTimeInformal
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.meet_at_once import MeetAtOnce
from constraints.open_before_groups import OpenBeforeGroups
from constraints.report_back_to_plenary import ReportBackToPlenary
from constraints.reserve_slack import ReserveSlack
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.respect_interpretation import RespectInterpretation
from constraints.tiny import at, tiny_session, tiny_week
from constraints.walk_between_buildings import WalkBetweenBuildings
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.recommendations.answer import Grade
from scenarios.studies.recommendations.principles import PrincipleStanding, Score, Upheld
from scenarios.studies.recommendations.run import answer_recommendations
from scheduler.rules.rule import Principle, Rule
from scheduler.week.timetable import Part, Timetable
from tests.scenarios.studies.recommendations.small import answered, scenario

WEEK = tiny_week(tiny_session("clearance", wanted=60))
HELD = at("clearance", 0, "10:00", 60)
SHORT = at("clearance", 0, "10:00")
EVERY_PRINCIPLE = (
    LeadInPerson(),
    HoldEverySession(),
    HearEverySpeaker(),
    LetDelegationsAttend(),
    KeepCommitteesTogether(),
    ReserveSlack(minutes_a_day=15),
    KeepTimeInformal(lunches=0),
)


def standing(principle: Principle, given: Scenario, *parts: Part) -> PrincipleStanding:
    card = answer_recommendations(given, Timetable(parts=parts)).scorecard
    return next(standing for standing in card if standing.principle is principle)


def test_all_eight_upheld_is_met() -> None:
    whole = scenario(tiny_week(tiny_session("clearance"), minutes=90), *EVERY_PRINCIPLE)
    answer = answered(1, whole, [at("clearance", 0, "10:00")])
    assert answer.grade is Grade.MET
    assert answer.reason == "All eight principles are upheld."
    assert len(answer.evidence) == 8


def test_some_upheld_is_partly_met_and_names_the_others() -> None:
    answer = answered(1, scenario(WEEK, HoldEverySession(), LetDelegationsAttend()), [HELD])
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "3 of the eight principles are upheld; not upheld: coherence, flexibility, partnership, "
        "informality and continuity."
    )


def test_none_upheld_is_not_met() -> None:
    answer = answered(1, scenario(WEEK, prefer=[GiveWantedTime()]), [SHORT])
    assert answer.grade is Grade.NOT
    assert "Effective preparation: not upheld: no rule kept." in answer.evidence


def test_no_rule_that_serves_a_principle_cannot_be_said() -> None:
    answer = answered(1, WEEK, [HELD])
    assert answer.grade is Grade.CANNOT_SAY
    assert "no rule that serves a principle" in answer.reason


def test_without_a_timetable_it_cannot_be_said_and_principles_without_a_rule_are_named() -> None:
    answer = answered(1, scenario(WEEK, HoldEverySession()), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert "Coherence: no rule speaks for it." in answer.evidence
    assert not any(line.startswith("Effective preparation") for line in answer.evidence)


def test_a_preference_that_pays_does_not_undo_what_another_rule_keeps() -> None:
    given = scenario(WEEK, HoldEverySession(), prefer=[GiveWantedTime()])
    found = standing(Principle.EFFECTIVE_PREPARATION, given, SHORT)
    assert found.upheld is Upheld.IN_PART
    assert found.word == "upheld in part: 1 of 2 rules kept, the other paid for"
    assert [score.word for score in found.scores] == ["kept", "30 (minutes)"]


def test_a_must_that_is_breached_undoes_what_another_rule_keeps() -> None:
    given = scenario(WEEK, GiveWantedTime(), prefer=[HoldEverySession()])
    found = standing(Principle.EFFECTIVE_PREPARATION, given, SHORT)
    assert found.upheld is Upheld.NOT
    assert found.word == "not upheld: a must is breached"


def of_coherence(*amounts: int | None) -> PrincipleStanding:
    """Preferences that find so much; None for one that has nothing to speak of."""
    scores = (
        Score(
            rule=str(n), tier=1, amount=amount or 0, unit="", idle="" if amount is not None else "x"
        )
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
    assert of_coherence().upheld is Upheld.NOT


def test_a_second_instrument_that_is_not_aligned_makes_no_grade_better() -> None:
    alone, both = (
        answer_recommendations(given, given.candidate("held"))
        for given in (
            load_scenario(LIBRARY / f"apmbc-{name}.yaml") for name in ("2011", "ccm-2011")
        )
    )
    assert alone.grades()[1] is both.grades()[1] is Grade.PARTLY
    assert alone.scorecard[0].upheld is both.scorecard[0].upheld is Upheld.NOT


@pytest.mark.parametrize(
    ("rule", "principle", "why"),
    [
        (ReserveTimeForExperiments(), Principle.INFORMALITY, "no experiment is proposed"),
        (KeepExperimentsVoluntary(), Principle.FLEXIBILITY, "no experiment is proposed"),
        (ReportBackToPlenary(), Principle.TRANSPARENCY, "no small group is proposed"),
        (OpenBeforeGroups(), Principle.TRANSPARENCY, "no small group is proposed"),
        (LimitGroupsAtOnce(), Principle.INCLUSION, "no small group is proposed"),
        (KeepInstrumentsApart(), Principle.COHERENCE, "one instrument meets"),
        (RespectInterpretation(), Principle.INCLUSION, "no interpretation is described"),
        (FillLeadershipPosts(), Principle.PARTNERSHIP, "no post is asked for"),
        (ChooseAFittingRoom(), Principle.INFORMALITY, "no room is described"),
        (
            WalkBetweenBuildings(),
            Principle.TRANSPARENCY,
            "no two rooms are in different buildings",
        ),
        (MeetAtOnce(), Principle.COHERENCE, "no pair is named"),
        (HonourOrder(orders=()), Principle.CONTINUITY, "no order is asked for"),
    ],
    ids=lambda value: value.name if isinstance(value, Rule) else "",
)
def test_a_rule_that_nothing_could_break_does_not_speak(
    rule: Rule, principle: Principle, why: str
) -> None:
    found = standing(principle, scenario(WEEK, rule), HELD)
    assert [score.word for score in found.scores] == [f"has nothing to speak of: {why}"]
    assert found.word == "no rule speaks for it"
    assert found.upheld is Upheld.NOT


def test_the_rules_between_them_serve_all_eight_principles() -> None:
    assert {principle for rule in RULES for principle in rule.principles} == set(Principle)
