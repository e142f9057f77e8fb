"""No count refuses a week in vain: where one cannot hold, its rules alone allow no timetable.

Weeks are drawn that are tight in every resource at once. The model is solved without anything that
follows from the rules, so that it knows no count by itself.
"""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from constraints.fit_the_room import FitTheRoom
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.respect_interpretation import RespectInterpretation
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.drafting.draft import Draft
from scheduler.judging.preflight import Refusal, refusals
from scheduler.rules.rule import Must, Rule, Setting
from scheduler.week.agenda import Item
from scheduler.week.week import Delegation, Format, Interpretation, Proposal, Session, Week

SITTINGS = tuple(f"2011-06-{day} {name}" for day in (20, 21) for name in ("morning", "afternoon"))
FORMATS = (Format.PLENARY, Format.SMALL_GROUP, Format.SMALL_GROUP, Format.WORKSHOP)
CODES = ("NOR", "UGA")


def some(draw: st.DrawFn, *usual: object, rare: tuple[object, ...]) -> object:
    """One of some values, the usual ones more often."""
    return draw(st.sampled_from((*usual * 9, *rare)))


@st.composite
def sessions(draw: st.DrawFn, number: int) -> Session:
    least = draw(st.sampled_from((30, 60, 90, 120)))
    named = f"s{number}"
    form = draw(st.sampled_from(FORMATS))
    item = Item(title="Updates", speakers=("UGA",), minutes=30)
    return tiny_session(
        named,
        format=form,
        least=least,
        wanted=least + draw(st.sampled_from((0, 30))),
        most_parts=draw(st.sampled_from((1, 1, 2))),
        shortest=draw(st.sampled_from((30, 30, 60))),
        sittings=some(draw, None, rare=(frozenset(SITTINGS[:1]), frozenset(SITTINGS[:2]))),
        hours=some(draw, None, rare=((600, 660), (630, 720))),
        leaders=draw(st.frozensets(st.sampled_from(CODES), max_size=1)),
        speakers=draw(st.frozensets(st.sampled_from(CODES), max_size=1)),
        agenda=some(draw, (), rare=((item,),)),
        languages=draw(st.sampled_from((0, 2))),
        attendance=draw(st.sampled_from((0, 60, 150))),
        optional=draw(st.sampled_from((False, False, False, True))),
        pinned=some(draw, (), rare=((at(named, 0, "10:00", 60),), (at(named, 1, "15:30", 30),))),
        proposal=some(
            draw,
            None,
            rare=(Proposal(), Proposal(host="UGA"), Proposal(host="UGA", volunteered=True)),
        ),
    )


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    presence = st.sampled_from((None, None, frozenset(SITTINGS[:3]), frozenset(SITTINGS[1:2])))
    closed = st.sampled_from((frozenset[str](), frozenset(SITTINGS[:1]), frozenset(SITTINGS[2:])))
    return tiny_week(
        *(draw(sessions(number)) for number in range(draw(st.integers(2, 7)))),
        days=draw(st.integers(1, 2)),
        sittings=draw(
            st.sampled_from(
                (("morning", "afternoon"), ("morning", "afternoon"), ("midday", "lunch"))
            )
        ),
        minutes=120,
        rooms=draw(
            st.sampled_from(
                (
                    (),
                    (tiny_room("hall", seats=200, booths=2, closed=draw(closed)),),
                    (tiny_room("hall", seats=200, booths=2), tiny_room("annex")),
                )
            )
        ),
        turnover=draw(st.sampled_from((0, 30))),
        interpretation=draw(
            st.sampled_from(
                (
                    None,
                    Interpretation(teams=1, sittings_a_day=1),
                    Interpretation(teams=2, sittings_a_day=1, sittings_a_week=2),
                )
            )
        ),
        delegations=tuple(
            Delegation(
                code=code, name=code, delegates=draw(st.integers(1, 2)), sittings=draw(presence)
            )
            for code in CODES
        ),
    )


@st.composite
def rules(draw: st.DrawFn) -> list[Rule]:
    return [
        SitWithinHours(),
        HoldEverySession(),
        FitTheRoom(),
        UseRoomsOnce(),
        LeadInPerson(),
        HearEverySpeaker(),
        RespectInterpretation(),
        KeepPlenariesAlone(),
        KeepExperimentsVoluntary(),
        LimitGroupsAtOnce(most=draw(st.integers(1, 2))),
        ReserveTimeForExperiments(
            floor=draw(st.sampled_from((0, 0, 60))),
            share=draw(st.sampled_from((100, 50))),
            at_once=draw(st.sampled_from(("once", "full"))),
        ),
    ]


def possible(week: Week, musts: list[Setting]) -> bool:
    """Whether a timetable exists, as a model finds that holds nothing but the rules."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    with patch.object(Draft, "imply", lambda *_: None):
        found = solver.solve(Draft(week, musts).model.cp)
    assert found in (cp_model.FEASIBLE, cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return found != cp_model.INFEASIBLE


def check(week: Week, refusal: Refusal, musts: list[Setting]) -> None:
    """The rules of a count allow no timetable, also of the sessions alone that it is about."""
    count = refusal.reason
    only = tuple(one for one in week.sessions if one.id in count.sessions) or week.sessions
    rest = [setting for setting in musts if setting.rule.name in refusal.rules]
    assert not possible(week.model_copy(update={"sessions": only}), rest), count.sentence


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(weeks(), rules())
def test_where_a_count_cannot_hold_its_rules_allow_no_timetable(
    week: Week, asked: list[Rule]
) -> None:
    musts = [Setting(rule=rule, mode=Must()) for rule in asked]
    for refusal in refusals(week, musts):
        check(week, refusal, musts)
