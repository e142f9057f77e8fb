"""What one disturbance costs: the parts that must move in the least repair."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from scenarios.studies.comparison.moves import PartMove
from scenarios.studies.comparison.statement_moves import StatementMove
from scenarios.studies.stress.disturbance import Disturbance, DisturbanceKind, short_title
from scheduler.solving.result import Status
from scheduler.week.clock import clock, count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


class Consequence(StrEnum):
    """What comes of a disturbance, the worst first."""

    NO_REPAIR = "no repair"
    """Proven: no timetable keeps every must."""
    MOVES = "parts move"
    CUT = "minutes are cut"
    """No part moves, but the overrun does not fit its sitting."""
    LOST = "a speaker is not heard"
    """No part moves, but a statement can stand nowhere while its speaker is there."""
    SPEAKERS = "statements move"
    """No part moves, but somebody speaks in another one."""
    ABSORBED = "nothing moves"
    NOT_SETTLED = "not settled"
    """Nothing was found and nothing proven in the time given."""


class Severity(NamedTuple):
    """What two impacts are compared by, what weighs most first."""

    none: bool
    """Whether there is no repair."""
    moves: int = 0
    cut: int = 0
    lost: int = 0
    speaking: int = 0


class Impact(Frozen):
    """What one disturbance costs.

    Attributes
    ----------
    status
        ``PROVEN``: no repair moves fewer parts. ``FEASIBLE``: whether one does is not settled.
        ``INFEASIBLE``: proven that there is no repair. ``UNKNOWN``: none of these.
    moves
        Parts that are moved, dropped or added in the repair; None where none is known.
    at_least
        Parts that move in any repair, as far as it is proven.
    cut
        Minutes of an overrun that must be cut, since they do not fit the sitting.
    rows
        What moves in the repair, in order of time. There may be other repairs that move as few.
    speaking
        Statements that stand in another part in the repair; who speaks in a part that moves goes
        along with it.
    lost
        Sessions in which somebody who is missing is not heard in the repair, though it should be.
    sentences
        What moves in words, parts first.
    dropped
        Sessions that the repair gives up altogether.
    struck
        Which musts the timetable would break if nothing moved, in sentences; and counts that show
        without a search that there is no repair.
    repaired
        The timetable after the repair; None where none is known.
    seconds
        How long it took to find out.
    """

    disturbance: Disturbance
    status: Status
    moves: int | None = Field(default=None, ge=0)
    at_least: int = Field(default=0, ge=0)
    cut: int = Field(default=0, ge=0)
    rows: tuple[PartMove, ...] = ()
    speaking: tuple[StatementMove, ...] = ()
    lost: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    repaired: Timetable | None = None
    seconds: float = 0.0

    @property
    def outcome(self) -> Consequence:
        if self.status is Status.INFEASIBLE:
            return Consequence.NO_REPAIR
        if self.moves is None:
            return Consequence.NOT_SETTLED
        if self.moves:
            return Consequence.MOVES
        if self.cut:
            return Consequence.CUT
        if self.lost:
            return Consequence.LOST
        return Consequence.SPEAKERS if self.speaking else Consequence.ABSORBED

    @property
    def proven(self) -> bool:
        """Whether it is certain that no repair moves fewer parts, or that there is none."""
        return self.status in (Status.PROVEN, Status.INFEASIBLE)

    @property
    def severity(self) -> Severity:
        """What two impacts are compared by: no repair at all, then parts that move, then minutes.

        A move concerns all who planned by the programme; what is cut, only those in the room; a
        statement, above all its speaker.
        """
        none, lost = self.outcome is Consequence.NO_REPAIR, len(self.lost)
        return Severity(none, self.moves or 0, self.cut, lost, len(self.speaking))

    def word(self) -> str:
        """What it costs in a few words: ``3 parts move``, ``no repair``, ``15 minutes are cut``."""
        if self.outcome is Consequence.NO_REPAIR:
            said = "no repair"
        elif self.moves is None:
            said = f"not settled{f', {self.at_least} or more' if self.at_least else ''}"
        elif self.moves:
            said = count(self.moves, "part moves", "parts move")
            said = said if self.proven else f"at most {said}"
        elif self.lost:
            sessions = f" in {len(self.lost)} sessions" if len(self.lost) > 1 else ""
            said = f"not heard{sessions}"
        elif self.speaking:
            said = count(len(self.speaking), "statement moves", "statements move")
        else:
            said = "" if self.cut else "nothing moves"
        lost = f"{duration(self.cut)} cut" if self.cut else ""
        return ", ".join(filter(None, [said, lost]))

    def moved(self, week: Week) -> Iterator[str]:
        """What moves, in few words; what is given up altogether comes first.

        Where parts move, statements are only counted.
        """
        for row in sorted(self.rows, key=lambda row: row.part.session not in self.dropped):
            session, after = row.part.session, row.after
            if after is None:
                gone = session in self.dropped
                said = "dropped" if gone else "loses a part"
            elif row.before is None:
                said = f"added {_when(week, after)}"
            elif row.what == ("room",):
                said = f"to {week.room_name(after.room) or 'another room'}"
            elif row.what == ("length",):
                said = f"with {duration(after.minutes)}"
            else:
                said = f"to {_when(week, after)}"
            yield f"{short_title(week, session)} {said}"
        for session in self.lost:
            yield f"not heard in {short_title(week, session)}"
        if self.rows and self.speaking:
            yield count(len(self.speaking), "statement moves", "statements move")
            return
        for who, when in dict.fromkeys(
            (week.who(move.speaker), _sitting(week, move.after))
            for move in self.speaking
            if move.after is not None
        ):
            yield f"{who} speaks on {when}"

    @property
    def order(self) -> tuple[object, ...]:
        """What impacts are sorted by: the weakest points first, what is not settled last."""
        none, *numbers = self.severity
        disturbance = self.disturbance
        kind = list(DisturbanceKind).index(disturbance.kind)
        begin = disturbance.parts[0].begin if disturbance.parts else 0
        settled = self.outcome is not Consequence.NOT_SETTLED
        worst = (-number for number in numbers)
        return not settled, not none, *worst, kind, disturbance.day, begin, disturbance.key


def _when(week: Week, part: Part) -> str:
    day, start = part.starts
    return f"{week.date_of(day):%a} {clock(start)}"


def _sitting(week: Week, part: Part) -> str:
    sitting = week.sitting_of(part)
    return f"{week.date_of(part.day):%a}{f' {sitting.name}' if sitting else ''}"
