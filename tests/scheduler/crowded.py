"""Tiny weeks in which little fits, and what every timetable of them breaks."""

from __future__ import annotations

import random
from typing import NamedTuple

from constraints.end_on_time import EndOnTime
from constraints.fit_the_room import FitTheRoom
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.respect_interpretation import RespectInterpretation
from constraints.shorten_stays import ShortenStays
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import mornings, tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.judging.judge import judge
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Format, Interpretation, Proposal, Session, Week
from tests.laws.timetables import number, timetables

MOST = 700
"""Timetables of the largest week that is taken."""

NAMES = ("clearance", "assistance", "group")
STATES = ("NOR", "UGA")


class Crowded(NamedTuple):
    """A week and the rules applied to it."""

    week: Week
    settings: tuple[Setting, ...]


class Broken(NamedTuple):
    """What one timetable breaks: how much of each requirement."""

    timetable: Timetable
    amounts: dict[Key, int]


def crowded(seed: int) -> Crowded:
    """A week of the chance that a seed makes, small enough for every timetable to be listed."""
    chance = random.Random(seed)
    while True:
        week = _week(chance)
        if 4 <= number(week) <= MOST:
            break
    first, then = chance.sample([session.id for session in week.sessions], 2)
    orders = [Order(first=first, then=then)]
    if chance.random() < 0.3:
        orders.append(Order(first=then, then=first))
    rules = [
        SitWithinHours(),
        FitTheRoom(),
        HoldEverySession(),
        EndOnTime(),
        UseRoomsOnce(),
        RespectInterpretation(),
        LeadInPerson(),
        HearEverySpeaker(),
        KeepPlenariesAlone(),
        HonourOrder(orders=tuple(orders)),
        GuaranteeEveryCommittee(floor=30),
        KeepExperimentsVoluntary(),
    ]
    musts = [Setting(rule=rule, mode=Must()) for rule in rules if chance.random() < 0.8]
    return Crowded(week, (*musts, Setting(rule=ShortenStays(), mode=Prefer())))


def broken(case: Crowded) -> list[Broken]:
    """What each timetable of the week breaks."""
    rules = {setting.rule.name: setting.rule for setting in case.settings}
    found = []
    for timetable in timetables(case.week, MOST):
        amounts: dict[Key, int] = {}
        for finding in judge(case.week, case.settings, timetable).breached:
            key = key_of(rules[finding.rule], finding.case)
            amounts[key] = amounts.get(key, 0) + finding.amount
        found.append(Broken(timetable, amounts))
    return found


def _week(chance: random.Random) -> Week:
    days = chance.choice([1, 1, 2])
    sittings = chance.choice([("morning",), ("morning", "afternoon")])
    sessions = [_session(chance, name, days) for name in NAMES[: chance.choice([2, 3, 3])]]
    return tiny_week(
        *sessions,
        days=days,
        sittings=sittings,
        minutes=chance.choice([30, 60]),
        rooms=[tiny_room("hall"), tiny_room("annex", seats=50)][: chance.choice([0, 0, 1, 2])],
        interpretation=chance.choice([None, Interpretation(teams=1, sittings_a_week=1)]),
        delegations=[
            Delegation(
                code=code,
                name=code.capitalize(),
                sittings=chance.choice([None, None, mornings(0)]),
            )
            for code in STATES
        ],
    )


def _session(chance: random.Random, name: str, days: int) -> Session:
    least = chance.choice([30, 30, 60])
    mornings = [f"2011-06-{20 + day} morning" for day in range(days)]
    group = name == "group"
    return tiny_session(
        name,
        format=Format.SMALL_GROUP if group else Format.PLENARY,
        least=least,
        wanted=least,
        leaders=frozenset(chance.sample(STATES, chance.choice([0, 1, 1, 2]))),
        languages=0 if group else chance.choice([0, 1]),
        attendance=chance.choice([0, 60]),
        sittings=chance.choice([None, None, frozenset(chance.sample(mornings, 1))]),
        hours=chance.choice([None, None, (600, 630)]),
        proposal=Proposal(host="UGA", volunteered=chance.random() < 0.5) if group else None,
    )
