"""The week as a disturbance leaves it, and the rules by which it is repaired."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.keep_published import KeepPublished
from constraints.sit_within_hours import SitWithinHours
from scenarios.scenario import Scenario
from scenarios.studies.replanning.publishing import with_published
from scenarios.studies.replanning.words.changes import (
    Away,
    Closed,
    Length,
    ScenarioChange,
    with_session,
)
from scenarios.studies.stress.disturbance import MISSING, Disturbance, DisturbanceKind, rooms_of
from scheduler.judging.judge import Verdict
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import Must
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week


class Disturbed(NamedTuple):
    """What a disturbance makes of a scenario and a timetable.

    Attributes
    ----------
    scenario
        What went wrong is in its week. Of its rules only the musts are left, and as the one
        preference that as few parts as possible move.
    timetable
        How the week goes on if nothing is done: a part that overruns lasts longer.
    cut
        Minutes of an overrun for which there is no time in the sitting, whatever moves.
    eased
        Requirements that nothing can keep: a part that overruns is longer than its statements ask
        for; a speaker who is missing is not heard, unless its statement can stand elsewhere.
    """

    scenario: Scenario
    timetable: Timetable
    cut: int = 0
    eased: frozenset[Key] = frozenset()

    def broken(self, verdict: Verdict) -> list[Key]:
        """The requirements of musts that a verdict finds broken, in its order."""
        rules = self.scenario.problem.rules
        keys = (
            key_of(rules[one.rule], one.case) if one.rule in rules else (one.rule, one.case)
            for one in verdict.breached
        )
        return list(dict.fromkeys(keys))

    def mends(self, eased: Iterable[Key]) -> bool:
        """Whether a statement of somebody who is missing may stand in another part."""
        sessions = self.scenario.week.session
        return any(
            rule == HearEverySpeaker.key()
            and sessions[str(case[2])].divided
            and case[0] not in sessions[str(case[2])].required
            for rule, case in eased
        )


def disturb(scenario: Scenario, timetable: Timetable, disturbance: Disturbance) -> Disturbed:
    """Let one thing go wrong; see `scenarios.studies.stress.run.stress` for what each means."""
    bare = scenario.model_copy(update={"settings": scenario.problem.musts})
    if disturbance.kind is DisturbanceKind.OVERRUNS:
        return _overrun(bare, timetable, disturbance)
    for change in _lacking(bare.week, disturbance):
        bare = change.apply(bare)
    disturbed = Disturbed(with_published(bare, timetable, nearest=False), timetable)
    if disturbance.kind is DisturbanceKind.SPEAKERS:
        return _unheard(disturbed)
    return disturbed


def _unheard(disturbed: Disturbed) -> Disturbed:
    """The week in which no part moves for the sake of one speaker, where it can do without it.

    Where more is broken than that it is not heard, as where a small group takes up its national
    context, parts may move.
    """
    breached = disturbed.scenario.judge(disturbed.timetable).breached
    if any(finding.rule != HearEverySpeaker.key() for finding in breached):
        return disturbed
    settings = tuple(
        setting.model_copy(update={"mode": Must()})
        if isinstance(setting.rule, KeepPublished)
        else setting
        for setting in disturbed.scenario.settings
    )
    return disturbed._replace(
        scenario=disturbed.scenario.model_copy(update={"settings": settings}),
        eased=frozenset((finding.rule, finding.case) for finding in breached),
    )


def _lacking(week: Week, disturbance: Disturbance) -> list[ScenarioChange]:
    """A delegation that is away for the day, or each of the rooms that are lost together."""
    today = frozenset(sitting.id for sitting in week.sittings_on(disturbance.day))
    if disturbance.kind in MISSING:
        return [Away(delegation=disturbance.what, sittings=today)]
    lost = rooms_of(week, disturbance.what) if today else ()
    return [Closed(room=room.id, sittings=today) for room in lost]


def _overrun(scenario: Scenario, timetable: Timetable, disturbance: Disturbance) -> Disturbed:
    [part] = disturbance.parts
    session = scenario.week.session[part.session]
    longer, cut = _room_to_overrun(scenario, session, part, disturbance.minutes)
    if longer:
        scenario = _needing_more(scenario, session, part, longer)
        parts = (_longer(one, longer) if one == part else one for one in timetable.parts)
        timetable = Timetable(parts=tuple(parts))
    published = with_published(scenario, timetable, now=part.end, nearest=False)
    too_long = frozenset({(FollowTheAgenda.key(), (session.id, "long"))})
    return Disturbed(published, timetable, cut, too_long)


def _needing_more(scenario: Scenario, session: Session, part: Part, minutes: int) -> Scenario:
    """The scenario in which a session needs more minutes, and a pin allows them."""
    pinned = tuple(_longer(pin, minutes) if part.is_as(pin) else pin for pin in session.pinned)
    longer = Length(session=session.id, minutes=minutes).apply(scenario)
    return with_session(longer, session.id, pinned=pinned)


def _room_to_overrun(
    scenario: Scenario, session: Session, part: Part, minutes: int
) -> tuple[int, int]:
    """How much longer the part lasts on the grid, and the minutes that must be cut.

    On a coarse grid a part that overruns a little blocks what is left of the step.
    """
    sitting, grain = scenario.week.sitting_of(part), scenario.week.grain
    assert sitting is not None, "a legal timetable has no part outside the sittings"
    end, closes = part.start + part.minutes, sitting.closes
    if session.hours is not None and _keeps_hours(scenario):
        closes = min(closes, session.hours[1])
    fits = min(minutes, closes - end)
    last = end if sitting.whole else closes - (closes - sitting.opens) % grain
    return min(-(-fits // grain) * grain, last - end), minutes - fits


def _keeps_hours(scenario: Scenario) -> bool:
    return any(s.must and s.rule.name == SitWithinHours.key() for s in scenario.settings)


def _longer(part: Part, minutes: int) -> Part:
    return part._replace(minutes=part.minutes + minutes)
