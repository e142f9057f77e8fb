"""A programme that has gone out: a scenario that keeps a published timetable as far as possible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from constraints import RULES
from constraints.keep_published import KeepPublished
from constraints.keep_the_past import KeepThePast
from constraints.speak_as_published import SpeakAsPublished
from constraints.stay_near_published import StayNearPublished
from scenarios.reading.moments import Calendar
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.judging.judge import tiers_of
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.as_written import with_agendas
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

PUBLISHED = "published"
"""The name under which the published timetable lies among a week's references."""

KEPT = 1
"""The tier in which the fewest parts change."""

GIVE_WAY = tuple(
    rule.key() for rule in (KeepPublished, StayNearPublished, SpeakAsPublished, KeepThePast)
)
"""Names of the rules that a replan sets itself, in place of the scenario's own."""

NEAR = 2
"""The tier in which they stay nearest, and most speakers speak when they were to; the scenario's
own tiers come after it."""

SPEAKERS = 4
"""What a statement counts in that tier: with another day (2 steps) as much as a session that leaves
its sitting, with another sitting as much as one that leaves its time of day."""


def with_published(
    scenario: Scenario, published: Timetable, now: int | None = None, *, nearest: bool = True
) -> Scenario:
    """The scenario in which a published timetable is kept as far as possible.

    `keep_published` is alone in tier 1: no timetable with fewer parts moved, dropped or added keeps
    every must. `stay_near_published` and `speak_as_published` are tier 2: with as few changes, none
    stays nearer. The scenario's own tiers follow, counted from 3. Its own rules of these names, and
    its `keep_the_past`, give way.

    Parameters
    ----------
    published
        The timetable that has gone out, its days counted in this week. Parts that the week cannot
        hold any more, as in a sitting that it no longer has, count as dropped.
    now
        A moment of the week in minutes: what has begun by then stays as it was published. None
        where the week lies ahead.
    nearest
        Whether it counts how near parts stay. Without it the scenario's own tiers are counted from
        3 all the same.
    """
    published = with_agendas(scenario.week, published)
    own = tiers_of(setting for setting in scenario.settings if not _gives_way(setting))
    name = _free_name(scenario.week.references)
    later = {tier: NEAR + place for place, tier in enumerate(own, start=1)}
    settings = [_later(setting, later) for setting in scenario.settings if not _gives_way(setting)]
    keep, near = KeepPublished(reference=name), StayNearPublished(reference=name)
    speak = SpeakAsPublished(reference=name)
    settings.append(Setting(rule=keep, mode=Prefer(tier=KEPT)))
    if any(session.divided for session in scenario.week.sessions):
        settings.append(Setting(rule=speak, mode=Prefer(tier=NEAR, weight=SPEAKERS)))
    if nearest:
        settings.append(Setting(rule=near, mode=Prefer(tier=NEAR)))
    references = {**scenario.week.references, name: published}
    if now is not None:
        held = _free_name(references)
        references[held] = _so_far(scenario.week, published, now)
        past = KeepThePast(reference=held, until=moment_of(scenario.week, now))
        settings.append(Setting(rule=past, mode=Must()))
    order = [rule.key() for rule in RULES]
    return scenario.model_copy(
        update={
            "week": scenario.week.model_copy(update={"references": references}),
            "settings": tuple(sorted(settings, key=lambda s: order.index(s.rule.name))),
        }
    )


def moment_of(week: Week, moment: int) -> datetime:
    """A moment of the week, in minutes, as a date and a time."""
    return datetime.combine(week.first, time()) + timedelta(minutes=moment)


def parse_moment(week: Week, text: str, option: str) -> int:
    """Read a moment such as ``2011-06-22 13:00``, ``wednesday 13:00`` or a date, its midnight.

    Parameters
    ----------
    option
        Where a person gave it, for the message: ``--now``.

    Returns
    -------
    int
        Minutes from the beginning of the week's first day; below 0 for a moment before it.

    Raises
    ------
    BadInput
        Where it is not understood.
    """
    try:
        return Calendar.of(week).minute_named(text)
    except ValueError as error:
        raise BadInput.at(f"{option} '{text}'", str(error)) from None


def _so_far(week: Week, published: Timetable, now: int) -> Timetable:
    """The published timetable, with what is running cut where its session is to be shorter.

    It then ends as early as the session asks for, and not before now.
    """

    def cut(part: Part) -> Part:
        session = week.session.get(part.session)
        if session is None or not part.begin < now < part.end:
            return part
        begun = -(-(now - part.begin) // week.grain) * week.grain
        left = part.minutes - max(0, published.minutes(part.session) - session.wanted)
        return part._replace(minutes=min(part.minutes, max(begun, left)))

    return Timetable(parts=tuple(map(cut, published.parts)))


def _gives_way(setting: Setting) -> bool:
    return setting.rule.name in GIVE_WAY


def _later(setting: Setting, later: dict[int, int]) -> Setting:
    """A rule as it applies after what is published."""
    if not isinstance(setting.mode, Prefer):
        return setting
    tier = later[setting.mode.tier]
    return setting.model_copy(update={"mode": setting.mode.model_copy(update={"tier": tier})})


def _free_name(taken: Iterable[str]) -> str:
    """A name for the published timetable that no other reference has."""
    name = PUBLISHED
    while name in taken:
        name += "*"
    return name
