"""A tiny week in which one session moves once the days of a delegation weigh enough."""

from __future__ import annotations

from pathlib import Path

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.reserve_slack import ReserveSlack
from constraints.shorten_stays import ShortenStays
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_session, tiny_week
from scenarios.scenario import Scenario
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.week import Delegation

RULES = (
    (SitWithinHours(), Must()),
    (HoldEverySession(), Must()),
    (KeepPlenariesAlone(), Must()),
    (ShortenStays(), Prefer(tier=1, weight=40)),
    (ReserveSlack(minutes_a_day=60), Prefer(tier=1, weight=1)),
    (GiveWantedTime(), Prefer(tier=2, weight=5)),
)


def traded() -> Scenario:
    """Uganda leads two sessions of an hour, on two mornings of two hours that keep one free.

    Both on one morning save a day of Uganda's, which costs 40, for 60 minutes of the reserve.
    """
    uganda = Delegation(code="UGA", name="Uganda", from_capital=True)
    led = frozenset({"UGA"})
    clearance = tiny_session("clearance", least=60, wanted=60, leaders=led)
    report = tiny_session("report", least=60, wanted=60, leaders=led)
    return Scenario(
        title="Mines & more",
        path=Path("traded.yaml"),
        week=tiny_week(clearance, report, days=2, minutes=120, delegations=[uganda]),
        settings=tuple(Setting(rule=rule, mode=mode) for rule, mode in RULES),
    )
