"""Evaluating the potential for synergy between instruments (Recommendation 9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from scenarios.studies.synergy.result import MOST_DAYS_APART, Synergy
from scenarios.studies.synergy.rows import SynergyRow, Timing
from scenarios.studies.synergy.shared_parties import (
    Sides,
    followed_parts,
    followers_of_both,
    journeys,
    leaders_of_both,
    minutes_in_two_places,
    parties_to_both,
    sides,
    subjects,
    working_days_apart,
)
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    from scenarios.scenario import Scenario


def evaluate_synergy(
    week: Week, timetable: Timetable | None = None, *, most_days_apart: int = MOST_DAYS_APART
) -> Synergy:
    """Evaluate what the instruments of a week could gain from one another.

    Subjects are those of the sessions; a scenario file gives a session the subject of its body
    where it names none of its own.

    Parameters
    ----------
    timetable
        Any timetable of the week, legal or not; None for what does not depend on one.
    most_days_apart
        Calendar days, from 0; see `scenarios.studies.synergy.shared_parties.number_journeys`. That
        a weekend breaks no journey, as with the usual 3, is an assumption.
    """
    pairs = combinations((instrument.id for instrument in week.instruments), 2)
    rows = tuple(row for pair in pairs for row in _rows(week, timetable, pair, most_days_apart))
    return Synergy(week=week, found=rows, most_days_apart=most_days_apart)


def usual_days_apart(scenario: Scenario) -> int:
    """The days apart of the scenario's own rule on journeys, so that both count the same."""
    rules = (setting.rule for setting in scenario.settings)
    own = (getattr(rule, "most_days_apart", None) for rule in rules if rule.name == "save_trips")
    return next((days for days in own if days is not None), MOST_DAYS_APART)


def _rows(
    week: Week, timetable: Timetable | None, pair: tuple[str, str], most_days_apart: int
) -> Iterator[SynergyRow]:
    """The row of all sessions, then the subjects; no subjects where one side has no session."""
    everything = sides(week, *pair)
    both_meet = bool(everything.of_one and everything.of_other)
    for subject in [None, *(subjects(week, *pair) if both_meet else ())]:
        here = everything if subject is None else sides(week, *pair, subject)
        parties = parties_to_both(week, *pair)
        row = SynergyRow(
            one=pair[0],
            other=pair[1],
            subject=subject,
            parties=tuple(sorted(parties)),
            followers=tuple(sorted(parties & followers_of_both(here))),
            leaders=tuple(sorted(leaders_of_both(week, *pair, here, subject))),
            sessions_of_one=tuple(session.id for session in here.one),
            sessions_of_other=tuple(session.id for session in here.other),
            joint=tuple(session.id for session in here.joint),
        )
        if timetable is not None:
            timing = _timing(week, timetable, here, row, most_days_apart)
            row = row.model_copy(update={"timing": timing})
        yield row


def _timing(
    week: Week, timetable: Timetable, here: Sides, row: SynergyRow, most_days_apart: int
) -> Timing:
    parts = followed_parts(week, timetable)
    found = dict(journeys(week, parts, here, row.followers, most_days_apart))
    clashes = {
        delegation.code: minutes_in_two_places(
            parts.get(delegation.code, ()), here, delegation.delegates
        )
        for delegation in week.delegations
    }
    sessions = (*here.one, *here.other, *here.joint)
    days = working_days_apart(week, timetable, here) if row.subject is not None else None
    return Timing(
        not_held=tuple(s.id for s in sessions if not timetable.holds(s.id)),
        working_days=days,
        saved={code: journey.saved for code, journey in found.items() if journey.saved},
        doubled={code: journey.doubled for code, journey in found.items() if journey.doubled},
        in_two_places={code: minutes for code, minutes in clashes.items() if minutes},
    )
