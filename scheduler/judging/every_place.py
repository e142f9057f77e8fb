"""Every place that a part of a timetable could have, judged against where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from scheduler.judging.judge import (
    Finding,
    Structure,
    judge_case,
    judge_rule,
    judge_structure,
    tiers_of,
)
from scheduler.judging.lifted import Lifted, Shift, alike
from scheduler.judging.verdict_changes import (
    Difference,
    RuleChange,
    change_of,
    difference_of,
)
from scheduler.rules.rule import Breach, Prefer, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week


class ColouredPlace(NamedTuple):
    """A part in a place, and what that is worth against the timetable given, in numbers.

    Attributes
    ----------
    breaches, added
        The findings against musts that are new or greater, and by how much in all.
    mended, spared
        Those that are gone or less, and by how much in all, from 0 down.
    costs
        What each tier costs more, in order; 0 throughout where the place is not possible.
    """

    part: Part
    breaches: int
    added: int
    mended: int
    spared: int
    costs: tuple[int, ...]

    @property
    def possible(self) -> bool:
        """Whether no must is broken that was not broken before, and none more than before."""
        return not self.breaches

    @property
    def rank(self) -> tuple[int, ...]:
        """What places are sorted by, the best first: that of their `Difference`."""
        return self.breaches, self.added, -self.mended, self.spared, *self.costs


class JudgedPlace(NamedTuple):
    """A part in a place, and what that breaks, mends and costs against the timetable given."""

    part: Part
    difference: Difference


class PlaceJudge:
    """Judges places for the parts of one timetable; it keeps what it learns for the next question.

    Parameters
    ----------
    week, settings
        The week, and the rules that a scenario applies to it.
    timetable
        Any timetable of the week, legal or not.
    """

    def __init__(self, week: Week, settings: Sequence[Setting], timetable: Timetable) -> None:
        self._week = week
        self._settings = settings
        self._timetable = timetable
        self._tiers = tiers_of(settings)
        self._groups = alike(week, settings)
        self._order = {setting.rule.name: number for number, setting in enumerate(settings)}
        self._lifted: tuple[frozenset[str], Lifted] | None = None
        """The sessions that were asked about last: all that is known of a session takes memory."""
        self._coloured: dict[object, list[ColouredPlace]] = {}

    @cached_property
    def _given(self) -> dict[str, tuple[Finding, ...]]:
        """What each rule finds in the timetable given."""
        broken = judge_structure(self._week, self._timetable)
        return {
            setting.rule.name: tuple(judge_rule(self._week, setting, broken.seen_by(setting.rule)))
            for setting in self._settings
        }

    def coloured(
        self, session: str, part: Part | None = None, minutes: int | None = None
    ) -> list[ColouredPlace]:
        """Every place for a part of a session with its colour; see `all_places`."""
        asked = session, part, minutes
        if asked not in self._coloured:
            places = places_for(self._week, session, part, minutes)
            coloured = (self.colour(part, place) for place in places)
            self._coloured[asked] = sorted(coloured, key=lambda one: (one.rank, one.part.begin))
        return self._coloured[asked]

    def colour(self, part: Part | None, to: Part) -> ColouredPlace:
        """What a place is worth for a part, or for one to add: `difference` in numbers.

        Raises
        ------
        ValueError
            Where the timetable has no such part.
        """
        place, lifted, structure = self._moved(part, to)
        breaches = added = mended = spared = 0
        broken = change_of(lifted.structure.findings, structure.findings)
        if broken is not None:
            breaches, mended = len(broken.worse), len(broken.better)
            added, spared = broken.added, broken.after - broken.before - broken.added
        costs = dict.fromkeys(self._tiers, 0)
        for shift in self._shifts(lifted, structure):
            if isinstance(shift.setting.mode, Prefer):
                cost = shift.setting.mode.weight * (shift.added + shift.spared)
                costs[shift.setting.mode.tier] += cost
            else:
                breaches, added = breaches + shift.worse, added + shift.added
                mended, spared = mended + shift.better, spared + shift.spared
        return ColouredPlace(place, breaches, added, mended, spared, tuple(costs.values()))

    def difference(self, part: Part | None, to: Part) -> Difference:
        """What a place breaks, mends and costs for a part, or for one to add, in sentences.

        Raises
        ------
        ValueError
            Where the timetable has no such part.
        """
        _, lifted, structure = self._moved(part, to)
        others = lifted.others.findings
        broken = change_of((*others, *lifted.structure.findings), (*others, *structure.findings))
        shifts = sorted(
            self._shifts(lifted, structure), key=lambda shift: self._order[shift.setting.rule.name]
        )
        changes = [self._change(shift, lifted, structure) for shift in shifts]
        return difference_of([broken, *changes], self._tiers)

    def _moved(self, part: Part | None, to: Part) -> tuple[Part, Lifted, Structure]:
        """The place with the statements of the part, and its session put back there."""
        sessions = frozenset(one.session for one in (part, to) if one is not None)
        known = self._lifted
        if known is None or known[0] != sessions:
            known = self._lifted = sessions, Lifted(self._week, self._timetable, sessions)
        lifted = known[1]
        there = to._replace(statements=() if part is None else part.statements)
        structure = lifted.put_back(part, there)
        return there, lifted, structure

    def _shifts(self, lifted: Lifted, structure: Structure) -> Iterator[Shift]:
        """What the rules find more or less: the musts, and the preferences where these hold."""
        known = {finding.key for finding in lifted.structure.findings}
        if any(finding.key not in known for finding in structure.findings):
            return
        worse = 0
        for group in self._groups:
            if group.must:
                for shift in lifted.shifts(group, structure):
                    worse += shift.worse
                    yield shift
        for group in self._groups:
            if not (group.must or worse):
                yield from lifted.shifts(group, structure)

    def _change(self, shift: Shift, lifted: Lifted, structure: Structure) -> RuleChange | None:
        """A shift in sentences; the same where the rule sees the same."""
        rule = shift.setting.rule
        key = rule.name, rule.detail.seen(structure.seen_by(rule))
        if key not in lifted.told:
            lifted.told[key] = self._in_sentences(shift, lifted.whole(rule, structure))
        return lifted.told[key]

    def _in_sentences(self, shift: Shift, timetable: Timetable) -> RuleChange | None:
        setting, before = shift.setting, self._given[shift.setting.rule.name]
        known = {finding.case: finding for finding in before}
        after = [finding for finding in before if finding.case not in shift.amounts]
        for case, more in shift.amounts.items():
            amount = more + (known[case].amount if case in known else 0)
            if amount:
                after.append(judge_case(self._week, setting, timetable, Breach(case, amount)))
        return change_of(before, after)


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
    judge = PlaceJudge(week, settings, timetable)
    places = [place.part for place in judge.coloured(session, part, minutes)]
    return [JudgedPlace(place, judge.difference(part, place)) for place in places]


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
    judge = PlaceJudge(week, settings, timetable)
    statements = () if part is None else part.statements
    for place in places:
        yield JudgedPlace(place._replace(statements=statements), judge.difference(part, place))


def difference_between(
    week: Week, settings: Sequence[Setting], before: Timetable, after: Timetable
) -> Difference:
    """How the verdict on one timetable differs from that on another of the same week."""
    old, new = judge_structure(week, before), judge_structure(week, after)
    structure = change_of(old.findings, new.findings)
    found = [structure]
    for must in (True, False):
        if not any(change is not None and change.worse for change in found):
            found += [
                change_of(
                    tuple(judge_rule(week, setting, old.seen_by(setting.rule))),
                    tuple(judge_rule(week, setting, new.seen_by(setting.rule))),
                )
                for setting in settings
                if setting.must is must
            ]
    return difference_of(found, tiers_of(settings))


def places_for(
    week: Week, session: str, part: Part | None = None, minutes: int | None = None
) -> Iterator[Part]:
    """Every sitting, start on the grid and room for a part; see `all_places`."""
    length = minutes or usual_minutes(week, week.session[session], part)
    rooms = rooms_in_order(week, part)
    for sitting in week.sittings_for(week.session[session].format_word):
        for start in starts(week, sitting, length):
            for room in rooms:
                yield Part(session, sitting.day, start, length_in(sitting, length), room)


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
