"""Why a part cannot stay where it was published.

Each change is looked at from two sides: what a part would break if it alone went back to its
published place in the new timetable, and what the published week breaks that this change mends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from pydantic import Field

from constraints.sit_within_hours import SitWithinHours
from scenarios.studies.comparison.matching import matched
from scenarios.studies.comparison.moves import PartMove
from scenarios.studies.comparison.statement_moves import StatementMove
from scheduler.judging.judge import Finding, judge
from scheduler.judging.verdict_changes import moved
from scheduler.rules.draft import Case
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import STRUCTURE, Setting
from scheduler.week.as_written import merged
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.structure import misfits
from scheduler.week.timetable import Part, Timetable, overlap
from scheduler.week.week import Week
from scheduler.week.words import listed

Breaches: TypeAlias = Mapping[tuple[str, Case], Finding]
"""What a timetable breaks of the musts, by rule and case."""

SHOWN = 2
"""Sentences of one reason that are shown where space is short."""


class Why(StrEnum):
    """What sort of reason a change has."""

    NEEDED = "needed"
    """As published it would break a must."""
    ROOM = "makes room"
    """It would be in the way of other parts that change."""
    GONE = "gone"
    """The week has no such place or session any more."""
    TOGETHER = "together"
    """Nothing stands against it alone."""


class Reason(Frozen):
    """Why a part is not as it was published."""

    why: Why
    sentences: tuple[str, ...] = Field(description="What stands against the published place.")
    makes_room_for: tuple[str, ...] = Field(
        default=(), description="Sessions, by their keys, in whose way it would be."
    )

    def say(self, week: Week, most: int | None = None) -> Iterator[str]:
        """The reason in sentences, up to ``most`` of them."""
        if self.why is Why.TOGETHER:
            yield "Nothing stands against its published place alone; it changes with the others."
            return
        if self.why is Why.ROOM:
            others = listed(week.what(session) for session in self.makes_room_for)
            yield f"It makes room for {others}."
        shown = self.sentences[:most]
        yield from shown
        left = len(self.sentences) - len(shown)
        if left:
            yield f"And {count(left, 'more such reason')}."

    def brief(self, week: Week) -> Iterator[str]:
        """The reason in few sentences."""
        return self.say(week, SHOWN - len(self.makes_room_for[:1]))


def breaches_of(
    week: Week, settings: Sequence[Setting], timetable: Timetable
) -> dict[tuple[str, Case], Finding]:
    """What a timetable breaks of the musts, by rule and case."""
    musts = [setting for setting in settings if setting.must]
    return {(f.rule, f.case): f for f in judge(week, musts, timetable).breached}


def worse(here: Breaches, there: Breaches) -> dict[tuple[str, Case], Finding]:
    """What is broken here and not there, or more than there."""
    return {
        key: finding
        for key, finding in here.items()
        if key not in there or finding.amount > there[key].amount
    }


def least_changed(
    week: Week, settings: Sequence[Setting], published: Timetable, lost: Collection[Key] = ()
) -> int:
    """How many published parts have to change for certain, whatever else does; nothing is solved.

    Counted are the parts that the week cannot hold as they were published, whatever lies beside
    them: their sitting is gone or not open to them, or their room is gone or closed. Where there
    is none, it is 1 if the published week as a whole breaks a must.

    Parameters
    ----------
    lost
        Requirements of musts that count as kept.
    """
    parts = [part for part in published.parts if part.session in week.session]
    alone = sum(_cannot_stay(week, settings, part, lost) for part in parts)
    if alone:
        return alone
    # Other rooms, leaders or statements are no changed part, and might keep every must.
    open_ended = (
        any(part.room is None for part in parts if week.rooms)
        or any(number for _, number in week.open_posts())
        or any(session.agenda for session in week.sessions)
    )
    if open_ended:
        return 0
    rules = {setting.rule.name: setting.rule for setting in settings}
    broken = breaches_of(week, settings, Timetable(parts=tuple(parts)))
    kept = (rule in rules and key_of(rules[rule], case) in lost for rule, case in broken)
    return 0 if all(kept) else 1


def _cannot_stay(
    week: Week, settings: Sequence[Setting], part: Part, lost: Collection[Key]
) -> bool:
    """Whether a part of the week breaks its structure or the hours by itself.

    Pins are left aside: a part that was published without a room may be pinned to one.
    """
    if any(misfits(week, part)):
        return True
    return any(
        breach.case[1] in ("sitting", "hours", "room")
        and key_of(setting.rule, breach.case) not in lost
        for setting in settings
        if setting.must and isinstance(setting.rule, SitWithinHours)
        for breach in setting.rule.check(week, Timetable(parts=(part,)))
    )


def find_reasons(
    week: Week,
    settings: Sequence[Setting],
    published: Timetable,
    after: Timetable,
    rows: Sequence[PartMove],
) -> list[Reason]:
    """Find for each changed part why it is not as it was published.

    Parameters
    ----------
    week, settings
        The changed week, and the rules applied to it.
    published, after
        The published timetable and the new one.
    rows
        What changed from the one to the other.
    """

    def broken(timetable: Timetable) -> Breaches:
        return breaches_of(week, settings, timetable)

    now, before = broken(after), broken(published)

    def reason(row: PartMove) -> Reason:
        if row.part.session not in week.session:
            return Reason(why=Why.GONE, sentences=("The session is not in the scenario any more.",))
        back = moved(after, row.after, row.before)
        stands = worse(broken(back), now)
        structure = [f.sentence for f in stands.values() if f.rule == STRUCTURE]
        if structure:
            return Reason(why=Why.GONE, sentences=tuple(structure))
        mended = worse(before, broken(moved(published, row.before, row.after)))
        both = [finding for key, finding in stands.items() if key in mended]
        if both or not stands:
            found = both or list(mended.values())
            why = Why.NEEDED if found else Why.TOGETHER
            return Reason(why=why, sentences=tuple(finding.sentence for finding in found))
        others = [
            other.part.session
            for other in rows
            if other is not row
            and _meet(row.before, other.after)
            and worse(stands, broken(moved(back, other.after, None)))
        ]
        return Reason(
            why=Why.ROOM if others else Why.NEEDED,
            sentences=tuple(finding.sentence for finding in stands.values()),
            makes_room_for=tuple(dict.fromkeys(others)),
        )

    return [reason(row) for row in rows]


def why_not_there(
    week: Week,
    settings: Sequence[Setting],
    published: Timetable,
    after: Timetable,
    moves: Sequence[StatementMove],
) -> Iterator[tuple[str, ...]]:
    """For each statement that moved, why it does not stand where it was published, in sentences.

    Its part has moved or is not held any more; or, with the statement put back alone, a must is
    broken: that is said as a fact where the published week breaks it too, else as what would be
    otherwise. Where nothing stands against it, and of what only shifts in its part, nothing is
    said.
    """
    now = breaches_of(week, settings, after) if moves else {}
    then = breaches_of(week, settings, published) if moves else {}
    there = {part.place: part for part in after.parts} | {
        pair.before.place: pair.after
        for pair in matched(published, after)
        if pair.before is not None and pair.after is not None
    }
    for move in moves:
        if move.before is None or move.after is None or move.shifted:
            yield ()
            continue
        back = there.get(move.before.place)
        if back is None:
            yield ("The part in which it stood is not held any more.",)
        elif not overlap(move.before, back):
            yield ("The part in which it stood has moved.",)
        else:
            stands = worse(breaches_of(week, settings, _put_back(after, move, back)), now)
            facts = [finding.sentence for key, finding in stands.items() if key in then]
            yield tuple(facts) or tuple(_otherwise(one.sentence) for one in stands.values())


def _otherwise(sentence: str) -> str:
    """A breach that would be there: ``Otherwise: in “Clearance”, Chile speaks in a part …``."""
    first, space, rest = sentence.partition(" ")
    return f"Otherwise: {first.lower() if first in ('In', 'The') else first}{space}{rest}"


def _put_back(timetable: Timetable, move: StatementMove, into: Part) -> Timetable:
    """The timetable with one statement in another of its parts."""
    assert move.after is not None
    [said] = (s for s in move.after.statements if (s.item, s.speaker) == (move.item, move.speaker))
    without = tuple(one for one in move.after.statements if one is not said)
    new = {
        move.after: move.after._replace(statements=without),
        into: into._replace(statements=merged([*into.statements, said])),
    }
    return Timetable(parts=tuple(new.get(part, part) for part in timetable.parts))


def _meet(one: Part | None, other: Part | None) -> bool:
    """Whether two parts overlap or follow each other within the hour."""
    return one is not None and other is not None and overlap(one, other, 60) > 0
