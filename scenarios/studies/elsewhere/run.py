"""Finding the best week with a session elsewhere, whatever else moves for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenarios.studies.elsewhere.result import Elsewhere, WeekThere, week_there
from scheduler.exploring.results import Spot

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options
    from scheduler.week.timetable import Part, Timetable


EFFORT = 2.5
"""Effort for one place, in the solver's own measure, where the options name none."""


def asked_elsewhere(
    scenario: Scenario, timetable: Timetable, session: str, part: Part | None = None
) -> Elsewhere:
    """The question, before anything is found; the arguments are those of `elsewhere`."""
    spots = tuple(_spots(scenario, timetable, session, part))
    return Elsewhere(
        scenario=scenario, timetable=timetable, session=session, part=part, spots=spots
    )


def elsewhere(
    scenario: Scenario,
    timetable: Timetable,
    session: str,
    part: Part | None = None,
    options: Options | None = None,
    *,
    watch: Callable[[Progress], None] | None = None,
    found: Callable[[tuple[WeekThere, ...]], None] | None = None,
) -> Elsewhere:
    """Find for each half-day the best week with a session there, whatever else moves.

    Parameters
    ----------
    timetable
        Any timetable of the week, legal or not: costs are differences from it.
    part
        The part that goes there, out of the sitting where it is; None: any of the session.
    options
        Limits of the search for all half-days together: their ``effort``, or else
        `scheduler.exploring.with_session_there.EFFORT`. More effort proves more.
    found
        Called with each week as soon as it is found. Half-days that a must rules out alike, by
        itself, come together.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    from scheduler.exploring.with_session_there import find_there

    asked = asked_elsewhere(scenario, timetable, session, part)
    here = _sittings(scenario, timetable, session)
    weeks: list[WeekThere] = []
    together: dict[tuple[object, ...], list[WeekThere]] = {}

    def tell_together() -> None:
        for group in together.values():
            weeks.extend(group)
            if found is not None:
                found(tuple(group))
        together.clear()

    for there in find_there(scenario.problem, timetable, asked.spots, options, watch=watch):
        now = not there.spot.leaves and set(there.spot.sittings) <= set(here)
        one = week_there(scenario, timetable, there, now=now)
        if there.closed:
            together.setdefault(there.against or (there.spot,), []).append(one)
            continue
        tell_together()
        weeks.append(one)
        if found is not None:
            found((one,))
    tell_together()
    return asked.model_copy(update={"weeks": tuple(weeks)})


def with_others_moving(
    scenario: Scenario,
    timetable: Timetable,
    place: Part,
    part: Part | None = None,
    options: Options | None = None,
    *,
    minutes: bool = False,
    room: bool = False,
    watch: Callable[[Progress], None] | None = None,
) -> WeekThere | None:
    """Find the best week in which a part of a session begins at a time, whatever else moves.

    Parameters
    ----------
    place
        When it begins; and its length and room, where ``minutes`` and ``room`` ask for them.
    part
        The part that goes there, out of the sitting where it is; None: any of the session.

    Returns
    -------
    WeekThere or None
        None where the time lies in no sitting of the session, and where the search was stopped
        before anything was found.
    """
    from scheduler.exploring.with_session_there import find_there
    from scheduler.solving.solving import Options

    options = options or Options()
    effort = options.effort or EFFORT
    options = options.model_copy(update={"effort": effort})
    week = scenario.week
    sitting = week.sitting_of(place)
    if sitting is None:
        return None
    now = None if part is None else week.sitting_of(part)
    spot = Spot(
        place.session,
        (sitting.id,),
        leaves=(now.id,) if now is not None and now != sitting else (),
        start=place.begin,
        minutes=place.minutes if minutes else None,
        room=place.room if room else None,
    )
    for there in find_there(scenario.problem, timetable, [spot], options, watch=watch):
        return week_there(scenario, timetable, there, now=part == place)
    return None


def _sittings(scenario: Scenario, timetable: Timetable, session: str) -> tuple[str, ...]:
    """The sittings in which a timetable holds a session, in order of time."""
    found = map(scenario.week.sitting_of, timetable.of(session))
    return tuple(dict.fromkeys(sitting.id for sitting in found if sitting is not None))


def _spots(scenario: Scenario, timetable: Timetable, session: str, part: Part | None) -> list[Spot]:
    """Where the session is now, and each other sitting in which it could lie."""
    week, here = scenario.week, _sittings(scenario, timetable, session)
    sitting = None if part is None else week.sitting_of(part)
    leaves = () if sitting is None else (sitting.id,)
    spots = [Spot(session, here)] if here else []
    return spots + [
        Spot(session, (one.id,), leaves)
        for one in week.sittings_for(week.session[session].format_word)
        if one.id not in here
    ]
