"""Small weeks whose timetables are disturbed."""

from __future__ import annotations

from pathlib import Path

from constraints.fit_the_room import FitTheRoom
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.sit_within_hours import SitWithinHours
from constraints.use_rooms_once import UseRoomsOnce
from scenarios.scenario import Scenario
from scenarios.studies.stress.disturbance import DisturbanceKind
from scenarios.studies.stress.impact import Impact
from scenarios.studies.stress.result import Robustness
from scenarios.studies.stress.run import stress
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.solving.solving import Options
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

MUSTS: tuple[Rule, ...] = (
    SitWithinHours(),
    FitTheRoom(),
    HoldEverySession(),
    UseRoomsOnce(),
    LeadInPerson(),
    HearEverySpeaker(),
    KeepPlenariesAlone(),
)

OPTIONS = Options(workers=1)


def scenario(week: Week, *more: Rule, prefer: tuple[Rule, ...] = ()) -> Scenario:
    """A scenario with musts about places and people, and with further ones."""
    settings = [Setting(rule=rule, mode=Must()) for rule in (*MUSTS, *more)]
    settings += [Setting(rule=rule, mode=Prefer()) for rule in prefer]
    return Scenario(title="A tiny week", path=Path("t.yaml"), week=week, settings=tuple(settings))


def stressed(week: Week, timetable: Timetable, *more: Rule, kind: DisturbanceKind) -> Robustness:
    return stress(scenario(week, *more), timetable, OPTIONS, kinds=[kind])


def overrun(week: Week, timetable: Timetable, session: str, minutes: int, *more: Rule) -> Impact:
    """What an overrun of a session costs."""
    found = stressed(week, timetable, *more, kind=DisturbanceKind.OVERRUNS)
    [impact] = [
        impact
        for impact in found.impacts
        if (impact.disturbance.what, impact.disturbance.minutes) == (session, minutes)
        and impact.disturbance.number in (0, 1)
    ]
    return impact
