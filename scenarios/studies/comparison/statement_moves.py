"""Which statements left their part between two timetables, or shifted in it: who speaks when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from scenarios.exchange.speakers import turns
from scenarios.studies.comparison.matching import matched
from scenarios.studies.comparison.moves import COLUMNS
from scenarios.studies.comparison.years import MoveKind
from scheduler.week.as_written import with_agendas
from scheduler.week.clock import DAY, clock
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

Said: TypeAlias = tuple[str, int, str]
"""A statement: its session, the place of its item in the agenda, and its speaker."""


class StatementMove(NamedTuple):
    """A statement that stands in another part, or is due earlier or later in its own.

    Attributes
    ----------
    session
        Its identifier.
    item
        The place of the item in its agenda, from 0.
    speaker
        The code of a delegation.
    before, after
        The part in which it stands; None where it stands in none.
    shifted
        Whether it stands in its part, which may have moved, and earlier or later there.
    """

    session: str
    item: int
    speaker: str
    before: Part | None
    after: Part | None
    shifted: bool = False

    @property
    def part(self) -> Part:
        """Where it stands, or stood."""
        part = self.after or self.before
        assert part is not None
        return part

    def say(self, week: Week, *, inside: bool = False) -> str:
        """What a speaker is to be told: ``Chile now speaks on Tuesday 21 June at about 15:40 …``

        Parameters
        ----------
        inside
            Whether it stands under the title of its session, which it then does not say.
        """
        who, title = week.who(self.speaker), week.what(self.session)
        what = f"on “{week.session[self.session].agenda[self.item].title}”"
        what = what if inside else f"{what} in {title}"
        if self.after is None:
            return f"{who} no longer speaks {what}."
        due = due_at(week, self.after, self.item, self.speaker)
        now = f"on {week.day_name(due // DAY)} at about {clock(due % DAY)}"
        if self.before is None:
            return f"{who} now speaks {what}, {now}."
        was = due_at(week, self.before, self.item, self.speaker)
        before = week.day_name(was // DAY)
        if self.before.day == self.after.day:
            before = clock(was % DAY)
        return f"{who} now speaks {now} instead of {before}, {what}."

    def record(self, week: Week) -> dict[str, str]:
        """The same as a row, with every column of `scenarios.studies.comparison.moves.COLUMNS`.

        Its times are when the statement is due, about; it has no end.
        """
        found = dict.fromkeys(COLUMNS, "")
        places = {"before": self.before, "after": self.after}
        kind = MoveKind.MOVED if self.before else MoveKind.NEW
        found |= {
            "session": self.session,
            "title": week.session[self.session].title,
            "change": (kind if self.after else MoveKind.DROPPED).value,
            "what": "speaker",
            "sentence": self.say(week),
        }
        for when, part in places.items():
            if part is not None:
                due = due_at(week, part, self.item, self.speaker)
                found |= {
                    f"{when} date": week.date_of(due // DAY).isoformat(),
                    f"{when} start": clock(due % DAY),
                    f"{when} room": part.room or "",
                }
        return found


def due_at(week: Week, part: Part, item: int, speaker: str) -> int:
    """The moment of the week at which a statement in a part is due, as in a list of speakers."""
    agenda = week.session[part.session].agenda
    standing = [(one.item, one.speaker) for one in part.statements if one.item < len(agenda)]
    alone = Timetable(parts=(part,))
    return list(turns(week, alone, part))[standing.index((item, speaker))].begin


def find_statement_moves(
    week: Week, before: Timetable, after: Timetable, shift: int | None = None
) -> tuple[StatementMove, ...]:
    """Find who speaks in another part; who speaks in a part that moves goes along with it.

    Of a session that only one of the timetables holds, no statement has moved.

    Parameters
    ----------
    shift
        Minutes, 1 or more: a statement that stands in its part is found, too, where it is due so
        much earlier or later, also seen from the beginning of the part. None: it is not.

    Returns
    -------
    tuple of StatementMove
        In order of time, by where they stand afterwards, or stood before.
    """
    before, after = with_agendas(week, before), with_agendas(week, after)
    became = {
        pair.before.place: pair.after.place
        for pair in matched(before, after)
        if pair.before is not None and pair.after is not None
    }
    moves = []
    for session in week.sessions:
        if session.divided and before.holds(session.id) and after.holds(session.id):
            old, new = dict(_places(before, session)), dict(_places(after, session))
            for key in dict.fromkeys((*old, *new)):
                was, here = old.get(key), new.get(key)
                expected = None if was is None else became.get(was.place, was.place)
                if here is None or here.place != expected:
                    moves.append(StatementMove(session.id, *key, was, here))
                elif was is not None and shift is not None:
                    then, now = (due_at(week, part, *key) for part in (was, here))
                    inside = now - here.begin - (then - was.begin)
                    if min(abs(now - then), abs(inside)) >= shift:
                        moves.append(StatementMove(session.id, *key, was, here, shifted=True))
    return tuple(sorted(moves, key=lambda move: (move.part.begin, move.session)))


def _places(timetable: Timetable, session: Session) -> Iterator[tuple[tuple[int, str], Part]]:
    """By item and speaker, the part in which a statement stands."""
    for part in timetable.of(session.id):
        for one in part.statements:
            if one.speaker and one.item < len(session.agenda):
                yield (one.item, one.speaker), part
