"""Sessions lifted out of a timetable: what every rule finds more, or less, where they are put back.

A rule is asked anew only for what a move can change: the parts in its `reach`, and not for what it
does not look at (`detail`). Sentences are not needed for this, and not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scheduler.judging.judge import Structure, judge_structure
from scheduler.judging.verdict_changes import RuleChange, moved
from scheduler.rules.draft import Case
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Detail, Rule, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

Amounts = dict[Case, int]


class Alike(NamedTuple):
    """Rules that are applied in one way and look at a timetable in one way."""

    must: bool
    detail: Detail
    reach: Reach
    gap: int
    settings: tuple[Setting, ...]

    @property
    def rule(self) -> Rule:
        """One of the rules: the others see the same."""
        return self.settings[0].rule


def alike(week: Week, settings: Sequence[Setting]) -> list[Alike]:
    """The rules of a scenario by what they look at."""
    found: dict[tuple[bool, Detail, Reach, int], list[Setting]] = {}
    for setting in settings:
        rule = setting.rule
        key = setting.must, rule.detail, rule.reach, rule.gap(week)
        found.setdefault(key, []).append(setting)
    return [Alike(*key, tuple(group)) for key, group in found.items()]


class Shift(NamedTuple):
    """What one rule finds more, or less, in a timetable than in another."""

    setting: Setting
    amounts: Amounts
    """By case; above 0 where it finds more, below where less, and never 0."""
    worse: int
    """Cases with more, and by how much in all."""
    added: int
    better: int
    """Cases with less, and by how much in all, from 0 down."""
    spared: int


class Lifted:
    """A timetable without some of its sessions.

    Parameters
    ----------
    week
        The week of the timetable.
    timetable
        Any timetable, legal or not.
    sessions
        The sessions that are lifted out of it, held or not.

    Attributes
    ----------
    parts
        The parts of these sessions, as they are.
    structure, others
        What breaks the structure among them, and among the others: no part of another session
        has to do with it.
    told
        What is known of the changes that rules find, in sentences; by rule and what it sees.
    """

    def __init__(self, week: Week, timetable: Timetable, sessions: Iterable[str]) -> None:
        lifted = frozenset(sessions)
        others = tuple(part for part in timetable.parts if part.session not in lifted)
        self._week = week
        self.others = judge_structure(week, Timetable(parts=others))
        self.parts = Timetable(parts=timetable.among(lifted))
        self.structure = judge_structure(week, self.parts)
        self.told: dict[object, RuleChange | None] = {}
        self._near: dict[object, tuple[Timetable, list[Amounts]]] = {}
        self._starts: dict[tuple[Part | None, Part], tuple[str | None, Structure]] = {}
        self._shifts: dict[object, list[Shift]] = {}
        self._now: dict[object, list[Amounts]] = {}

    def put_back(self, part: Part | None, to: Part) -> Structure:
        """The sessions as they are, but for one part (None: one more) that is in another place.

        The structure is the same in all rooms, so it is judged once for each start.

        Raises
        ------
        ValueError
            Where the sessions have no such part.
        """
        key = part, to._replace(room=None)
        others = list(self.parts.parts)
        if part in others:
            others.remove(part)
        if to.room not in self._week.room or any(one.begin == to.begin for one in others):
            return judge_structure(self._week, moved(self.parts, part, to))
        if key not in self._starts:
            structure = judge_structure(self._week, moved(self.parts, part, to))
            self._starts[key] = to.room, structure
        room, known = self._starts[key]
        return known if room == to.room else _in_room(known, to)

    def shifts(self, group: Alike, structure: Structure) -> list[Shift]:
        """What alike rules find more or less with the sessions put back in another way."""
        key = group[:4], group.detail.seen(structure.seen_by(group.rule))
        if key not in self._shifts:
            if group[:4] not in self._now:
                self._now[group[:4]] = self._added(group, self.structure)
            now, there = self._now[group[:4]], self._added(group, structure)
            self._shifts[key] = [
                _shift(setting, amounts)
                for setting, before, after in zip(group.settings, now, there, strict=True)
                if (amounts := _more(after, before))
            ]
        return self._shifts[key]

    def whole(self, rule: Rule, structure: Structure) -> Timetable:
        """All that a rule sees of the timetable with the sessions put back."""
        both = self.others.seen_by(rule).parts, structure.seen_by(rule).parts
        return Timetable.made_of(*both)

    def _added(self, group: Alike, structure: Structure) -> list[Amounts]:
        """What alike rules find more with the sessions put back than without them."""
        parts = structure.seen_by(group.rule).parts
        near, without = self._nearby(group, parts)
        there = Timetable.made_of(near.parts, parts)
        found = (dict(setting.rule.check(self._week, there)) for setting in group.settings)
        return [_more(amounts, less) for amounts, less in zip(found, without, strict=True)]

    def _nearby(self, group: Alike, parts: tuple[Part, ...]) -> tuple[Timetable, list[Amounts]]:
        """The other parts in reach, and what alike rules find there."""
        local = group.reach in (Reach.MOMENT, Reach.DAY)
        key = group[:4], *((part.day, part.begin, part.end) for part in parts if local)
        if key not in self._near:
            others = self.others.seen_by(group.rule)
            near = Timetable.made_of(group.reach.near(others, parts, group.gap))
            amounts = [dict(setting.rule.check(self._week, near)) for setting in group.settings]
            self._near[key] = near, amounts
        return self._near[key]


def _in_room(structure: Structure, to: Part) -> Structure:
    """The same parts, but the one that begins where a part does in the room of that."""

    def there(timetable: Timetable) -> Timetable:
        return Timetable.made_of(
            one._replace(room=to.room) if one.begin == to.begin else one for one in timetable.parts
        )

    return Structure(structure.findings, there(structure.sound), there(structure.placed))


def _more(amounts: Amounts, before: Amounts) -> Amounts:
    """How much greater each amount is than before; below 0 where it is less, and never 0."""
    if amounts == before:
        return {}
    both = ((case, amounts.get(case, 0) - before.get(case, 0)) for case in {**before, **amounts})
    return {case: more for case, more in both if more}


def _shift(setting: Setting, amounts: Amounts) -> Shift:
    grown = [more for more in amounts.values() if more > 0]
    worse, added = len(grown), sum(grown)
    better, spared = len(amounts) - worse, sum(amounts.values()) - added
    return Shift(setting, amounts, worse, added, better, spared)
