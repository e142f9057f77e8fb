"""What rules promise each other must not change what any of them says.

A must lets others post less: a session that is always held, places that keep apart. Here all the
musts about rooms, time and people are applied at once, with the preferences about people priced.
"""

from __future__ import annotations

import random

import pytest

from constraints import RULES
from constraints.align_instruments import AlignInstruments
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.keep_sessions_whole import KeepSessionsWhole
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.open_before_groups import OpenBeforeGroups
from constraints.respect_interpretation import RespectInterpretation
from constraints.save_trips import SaveTrips
from constraints.shorten_stays import ShortenStays
from constraints.sit_within_hours import SitWithinHours
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.rules.rule import Example, Must, Prefer, Rule, Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Delegation, Format, Instrument, Interpretation
from tests.laws.test_laws import EXAMPLES, feasible, found, one_a_rule, slacks, together, tried
from tests.laws.timetables import timetables

MUSTS: list[Rule] = [
    HoldEverySession(),
    RespectInterpretation(),
    LeadInPerson(),
    HearEverySpeaker(),
    KeepPlenariesAlone(),
]
PREFERENCES: list[Rule] = [
    LetDelegationsAttend(),
    ShortenStays(),
    ShortenStays(free=1),
    SpareTheLeaders(minutes_a_day=30, break_minutes=30),
    KeepSessionsWhole(),
    OpenBeforeGroups(opening=frozenset({"plenary"})),
]
UGA, NOR = frozenset({"UGA"}), frozenset({"NOR"})
WEEK = tiny_week(
    tiny_session("plenary", leaders=UGA, wanted=60, most_parts=2, audience=NOR, languages=1),
    tiny_session(
        "group", format=Format.SMALL_GROUP, speakers=UGA | NOR, optional=True, languages=1
    ),
    tiny_session("side", format=Format.SIDE_EVENT, speakers=NOR, audience=UGA),
    minutes=60,
    days=3,
    interpretation=Interpretation(teams=1, sittings_a_week=2),
    delegations=(Delegation(code="UGA", name="Uganda"), Delegation(code="NOR", name="Norway")),
)


BESIDE = [Setting(rule=must, mode=Must()) for must in MUSTS]


def legal(timetable: Timetable) -> bool:
    return not any(found(rule, WEEK, timetable) for rule in MUSTS)


@pytest.mark.slow
def test_musts_together_allow_exactly_what_each_allows() -> None:
    draft, verdicts = Draft(WEEK, BESIDE), set()
    for number, timetable in enumerate(timetables(WEEK, 3000)):
        if legal(timetable) or number % 10 == 0:
            assert feasible(draft.fork(), timetable) == legal(timetable), timetable
            verdicts.add(legal(timetable))
    assert verdicts == {True, False}


@pytest.mark.slow
@pytest.mark.parametrize("rule", PREFERENCES, ids=repr)
def test_a_preference_beside_musts_costs_exactly_what_check_finds(rule: Rule) -> None:
    tried = [timetable for timetable in timetables(WEEK, 3000) if legal(timetable)]
    draft, amounts = Draft(WEEK, [*BESIDE, Setting(rule=rule, mode=Prefer())]), set()
    for timetable in tried:
        breaches = found(rule, WEEK, timetable)
        assert slacks(draft.fork(), timetable) == breaches, timetable
        amounts.add(sum(breaches.values()))
    assert len(amounts) > 1, "every timetable costs the same"


def test_a_group_that_begins_late_in_a_sitting_may_begin_before_its_committee_is_over() -> None:
    """What the hours of the group leave is known to the draft, and is no proof of an order."""
    week = tiny_week(
        tiny_session("clearance", wanted=90),
        tiny_session("group", body="clearance", format=Format.SMALL_GROUP, hours=(660, 720)),
        minutes=120,
    )
    rule = OpenBeforeGroups()
    settings = [Setting(rule=SitWithinHours(), mode=Must()), Setting(rule=rule, mode=Prefer())]
    for minutes, early in ((60, {}), (90, {("group",): 1})):
        timetable = tiny_timetable(at("clearance", 0, "10:00", minutes), at("group", 0, "11:00"))
        assert slacks(Draft(week, settings), timetable) == found(rule, week, timetable) == early


SHARED = tiny_week(
    tiny_session("clearance", body="chairs", wanted=60, format=Format.WORKSHOP, audience=NOR),
    *(
        tiny_session(name, format=Format.WORKSHOP, body=name[:7], leaders={name[:3]}, audience=NOR)
        for name in ("victims one", "victims two", "stockpiles")
    ),
    minutes=90,
)
ASKED = ConflictClass(
    price=2, pairs=(("chairs", "victims"), ("victims", "chairs"), ("chairs", "stockpi"))
)


@pytest.mark.parametrize("most", [60, pytest.param(3000, marks=pytest.mark.slow)])
def test_sessions_that_keep_apart_are_priced_together_beside_another(most: int) -> None:
    attend, apart = LetDelegationsAttend(), KeepBodiesApart(classes={"chairs": ASKED})
    settings = [Setting(rule=rule, mode=Prefer()) for rule in (attend, apart)]
    draft = Draft(SHARED, [Setting(rule=LeadInPerson(), mode=Must()), *settings])
    amounts = set()
    for timetable in timetables(SHARED, most):
        if found(LeadInPerson(), SHARED, timetable):
            continue
        breaches = together(draft, found(apart, SHARED, timetable))
        expected = breaches | found(attend, SHARED, timetable)
        assert slacks(draft.fork(), timetable) == expected, timetable
        amounts.add(sum(breaches.values()))
    assert ("chairs", "clearance", "together", "victims one", "victims two") in {
        case for _, case in draft.amounts
    }
    assert len(amounts) > 2, "every timetable costs the same"


RELATED = tiny_week(
    tiny_session("mines", subject="clearance", wanted=60, most_parts=2, leaders=UGA),
    tiny_session("munitions", subject="clearance", speakers=UGA),
    tiny_session("remnants", subject="clearance", audience=UGA | NOR, optional=True),
    minutes=30,
    days=3,
    bodies=[
        Body(id=name, name=name, instrument=name) for name in ("mines", "munitions", "remnants")
    ],
    instruments=[
        Instrument(id=name, name=name, parties=UGA) for name in ("mines", "munitions", "remnants")
    ],
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule",
    [SaveTrips(most_days_apart=1), AlignInstruments(), ShortenStays()],
    ids=repr,
)
def test_related_instruments_cost_the_same_where_their_sessions_are_known_to_be_held(
    rule: Rule,
) -> None:
    held = Setting(rule=HoldEverySession(), mode=Must())
    draft, amounts = Draft(RELATED, [held, Setting(rule=rule, mode=Prefer())]), set()
    for timetable in timetables(RELATED, 3000):
        if not found(held.rule, RELATED, timetable):
            breaches = found(rule, RELATED, timetable)
            assert slacks(draft.fork(), timetable) == breaches, timetable
            amounts.add(sum(breaches.values()))
    assert len(amounts) > 1, "every timetable costs the same"


def every_rule(example: Example) -> list[Rule]:
    """The rule of an example, and all others as they come, in an order that differs by week."""
    others = [
        rule()
        for rule in RULES
        if rule.key() != example.rule.name
        and not any(field.is_required() for field in rule.model_fields.values())
    ]
    rules = [example.rule, *others]
    random.Random(example.text).shuffle(rules)
    return rules


@pytest.mark.parametrize("example", one_a_rule(EXAMPLES))
@pytest.mark.parametrize("most", [2, pytest.param(15, marks=pytest.mark.slow)])
def test_beside_all_other_rules_each_costs_exactly_what_check_finds(
    example: Example, most: int
) -> None:
    rules = every_rule(example)
    draft = Draft(example.week, [Setting(rule=rule, mode=Prefer()) for rule in rules])
    draft.amounts = {
        (rule, (rule, *what)): amount for (rule, what), amount in draft.amounts.items()
    }
    for case in tried(example, most):
        expected = {
            (rule.name, *what): amount
            for rule in rules
            for what, amount in found(rule, example.week, *case).items()
        }
        assert slacks(draft.fork(), *case) == together(draft, expected), case
