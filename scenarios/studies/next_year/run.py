"""What next year's week should ask for, from the minutes that this year's used and what came of it.

Nothing is solved: this year's scenario, with what was noted, is read and counted.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from scenarios.scenario import Scenario
from scenarios.studies.next_year.assumptions import NextYearWeights, rounded_up
from scenarios.studies.next_year.dates import check_first
from scenarios.studies.next_year.minutes import SessionProposal, propose_minutes
from scenarios.studies.next_year.result import KeptTime, NextYear
from scenarios.studies.next_year.small_groups import GroupProposal, propose_groups
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Session

KEPT = "group-to-be-offered"
"""The key of the small group that keeps time for hosts who are still to volunteer."""


def propose_next_year(
    scenario: Scenario,
    held: Timetable | None = None,
    weights: NextYearWeights | None = None,
    *,
    first: date | None = None,
    volunteered: Collection[str] = (),
    precedent: Path | None = None,
) -> NextYear:
    """Propose next year's minutes, by session and by item, and next year's small groups.

    Parameters
    ----------
    scenario
        This year's, with ``used`` and ``held`` as they were noted.
    held
        The timetable as held: what sessions were given, and which experiments were held.
    first
        The first day of next year's week.
    volunteered
        States that have volunteered for next year to host a small group, by their codes.
    precedent
        The file of the timetable as held, which next year's week is to follow.

    Raises
    ------
    BadInput
        Where the first day does not lie after this year's week, or is another weekday.
    """
    weights, week = weights or NextYearWeights(), scenario.week
    if first is not None:
        check_first(week, first, "--from")
    sessions = _sessions(scenario, held, weights)
    groups = propose_groups(week, held, weights, volunteered)
    return NextYear(
        scenario=scenario,
        weights=weights,
        sessions=tuple(sessions),
        groups=groups,
        kept=_kept(scenario, sessions, groups),
        first=first,
        precedent=precedent,
    )


def _sessions(
    scenario: Scenario, held: Timetable | None, weights: NextYearWeights
) -> list[SessionProposal]:
    """Each session; no committee has less than it is guaranteed, however little it used."""
    week = scenario.week

    def proposed(session: Session, floor: int = 0) -> SessionProposal:
        had = None if held is None else held.minutes(session.id)
        return propose_minutes(week, session, had, weights, floor=floor)

    rules = [one.rule for one in scenario.settings]
    floor = max((one.floor for one in rules if isinstance(one, GuaranteeEveryCommittee)), default=0)
    found = {session.id: proposed(session) for session in week.sessions}
    for body in week.committees:
        own = [
            found[one.id]
            for one in week.sessions
            if one.bodies == (body.id,) and one.format == Format.PLENARY
        ]
        now, then = sum(one.now for one in own), sum(one.then for one in own)
        if then < min(now, floor):
            longest = max(own, key=lambda one: one.then)
            least = longest.then + min(now, floor) - then
            found[longest.session] = proposed(week.session[longest.session], least)
    return list(found.values())


def _kept(
    scenario: Scenario, sessions: list[SessionProposal], groups: tuple[GroupProposal, ...]
) -> KeptTime | None:
    """The time to keep for hosts who are still to volunteer; None where enough have."""
    rules = [one.rule for one in scenario.settings]
    floor = max(
        (one.floor for one in rules if isinstance(one, ReserveTimeForExperiments)), default=0
    )
    wanted = {one.session: one.then for one in sessions}
    sure = sum(
        wanted[one.session]
        for one in groups
        if one.value is not None and (one.volunteered or one.host is None)
    )
    if not groups or sure >= floor:
        return None
    best = max(groups, key=lambda one: (one.good, one.value or 0))
    key, taken = KEPT, scenario.week.session
    while key in taken:
        key = f"{key}-2"
    minutes = rounded_up(floor - sure, scenario.week.grain)
    return KeptTime(key=key, like=best.session, minutes=minutes, floor=floor)
