"""Every place that a part of a timetable could have, judged against where it is.

A rule is asked anew only where it can see a difference: a rule that does not look at rooms is not
asked room by room. Nothing else is saved, so the answers are those of the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scheduler.judging.judge import Structure, judge_rule, judge_structure, tiers_of
from scheduler.judging.verdict_changes import (
    Difference,
    RuleChange,
    change_of,
    difference_of,
    moved,
)
from scheduler.rules.rule import Detail, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week


class JudgedPlace(NamedTuple):
    """A part in a place, and what that breaks, mends and costs against the timetable given."""

    part: Part
    difference: Difference


def all_places(
    week: Week,
    settings: Sequence[Setting],
    timetable: Timetable,
    session: str,
    part: Part | None = None,
    minutes: int | None = None,
) -> list[JudgedPlace]:
    """Every place for a part of a session, the best first.

    Parameters
    ----------
    week, settings
        The week, and the rules that a scenario applies to it.
    timetable
        Any timetable of the week, legal or not.
    session
        Identifier of the session.
    part
        The part of it that is to be placed; None to add one.
    minutes
        Its length there, a multiple of the grain; None: as it is, see `usual_minutes`. In a sitting
        that every part takes whole it is the length of the sitting.

    Returns
    -------
    list of JudgedPlace
        Every sitting, start on the grid and room. First those against which no must stands, by the
        cost of each tier; then the others, by number and amount of the breaches. Among equal ones
        the earlier comes first, the room that the part has before others, and a smaller one before
        a larger. Where the part is now is one of them, if it has that length there.

    Raises
    ------
    ValueError
        Where the timetable has no such part.
    """
    length = minutes or usual_minutes(week, week.session[session], part)
    rooms = rooms_in_order(week, part)
    places = [
        Part(session, sitting.day, start, length_in(sitting, length), room)
        for sitting in week.sittings_for(week.session[session].format_word)
        for start in starts(week, sitting, length)
        for room in rooms
    ]
    judged = judge_places(week, settings, timetable, part, places)
    return sorted(judged, key=lambda place: (place.difference.rank, place.part.begin))


def judge_places(
    week: Week,
    settings: Sequence[Setting],
    timetable: Timetable,
    part: Part | None,
    places: Iterable[Part],
) -> Iterator[JudgedPlace]:
    """Judge places for a part of a timetable, or for one to add, as the judge would.

    Raises
    ------
    ValueError
        Where the timetable has no such part.
    """
    judging = _Judging(week, settings, timetable)
    statements = () if part is None else part.statements
    for place in places:
        there = place._replace(statements=statements)
        yield JudgedPlace(there, judging.difference(moved(timetable, part, there)))


def difference_between(
    week: Week, settings: Sequence[Setting], before: Timetable, after: Timetable
) -> Difference:
    """How the verdict on one timetable differs from that on another of the same week."""
    return _Judging(week, settings, before).difference(after)


class _Judging:
    """Judges many timetables that differ little from one that is given."""

    def __init__(self, week: Week, settings: Sequence[Setting], given: Timetable) -> None:
        self._week = week
        self._tiers = tiers_of(settings)
        broken = judge_structure(week, given)
        self._broken = broken.findings
        self._given = {
            setting.rule.name: tuple(judge_rule(week, setting, broken.seen_by(setting.rule)))
            for setting in settings
        }
        self._alike: dict[bool, dict[Detail, list[Setting]]] = {True: {}, False: {}}
        for setting in settings:
            self._alike[setting.must].setdefault(setting.rule.detail, []).append(setting)
        self._order = {setting.rule.name: number for number, setting in enumerate(settings)}
        self._known: dict[tuple[object, ...], list[RuleChange]] = {}

    def difference(self, timetable: Timetable) -> Difference:
        """How the verdict on a timetable differs from that on the given one."""
        broken = judge_structure(self._week, timetable)
        structure = change_of(self._broken, broken.findings)
        if structure is not None and structure.new:
            return difference_of([structure], self._tiers)
        changes = self._changes(True, broken)
        if not any(change.worse for change in changes):
            changes += self._changes(False, broken)
        changes.sort(key=lambda change: self._order[change.rule])
        return difference_of([structure, *changes], self._tiers)

    def _changes(self, musts: bool, broken: Structure) -> list[RuleChange]:
        """The changes that the musts find, or the preferences."""
        found: list[RuleChange] = []
        for detail, alike in self._alike[musts].items():
            timetable = broken.seen_by(alike[0].rule)
            key = musts, detail, detail.seen(timetable)
            if key not in self._known:
                changes = (
                    change_of(
                        self._given[setting.rule.name],
                        tuple(judge_rule(self._week, setting, timetable)),
                    )
                    for setting in alike
                )
                self._known[key] = [change for change in changes if change]
            found += self._known[key]
        return found


def usual_minutes(week: Week, session: Session, part: Part | None) -> int:
    """The length of a part that is there, or of one that is added.

    A new part has the least minutes of its session, or those of the longest sitting that the
    session may use, whichever is less.
    """
    if part is not None:
        return part.minutes
    longest = max((sitting.minutes for sitting in week.open_to([session])), default=session.least)
    return min(session.least, longest)


def starts(week: Week, sitting: Sitting, minutes: int) -> range:
    """Where a part of a length can begin in a sitting, in minutes after midnight."""
    if sitting.whole:
        return range(sitting.opens, sitting.opens + 1)
    return range(sitting.opens, sitting.closes - minutes + 1, week.grain)


def length_in(sitting: Sitting, minutes: int) -> int:
    """The length of a part in a sitting: all of the sitting where parts take it whole."""
    return sitting.minutes if sitting.whole else minutes


def rooms_in_order(week: Week, part: Part | None) -> list[str | None]:
    """The rooms: that of the part first, then the others by size, the smallest first."""
    rooms: list[str | None] = [room.id for room in sorted(week.rooms, key=lambda room: room.seats)]
    here = part.room if part else None
    return sorted(rooms, key=lambda room: room != here) or [None]
