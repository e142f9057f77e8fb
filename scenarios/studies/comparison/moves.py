"""What moved between two timetables: new, dropped and moved parts, as rows and in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from scenarios.studies.comparison.matching import Pair, aspects, matched
from scenarios.studies.comparison.years import MoveKind
from scheduler.document.document import Bullets, Document, Paragraph
from scheduler.document.report import Report
from scheduler.week.clock import clock, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    import pandas as pd


class Names(NamedTuple):
    """The names of two timetables, in the order in which they are read."""

    before: str
    after: str

    def __str__(self) -> str:
        return f"From “{self.before}” to “{self.after}”"


class PartMove(NamedTuple):
    """A part that is not where it was.

    Attributes
    ----------
    before, after
        None for a part that is new or dropped.
    number_before, number_after
        Which part of its session it is, from 1, where the session has several; else 0.
    kept
        Whether its session is held in both timetables.
    """

    before: Part | None
    after: Part | None
    number_before: int
    number_after: int
    kept: bool

    @property
    def part(self) -> Part:
        """Where it is, or was."""
        part = self.after or self.before
        assert part is not None
        return part

    @property
    def change(self) -> MoveKind:
        if self.before is None:
            return MoveKind.NEW
        return MoveKind.DROPPED if self.after is None else MoveKind.MOVED

    @property
    def what(self) -> tuple[str, ...]:
        """In what a moved part has changed: ``day``, ``time``, ``room``, ``length``."""
        return aspects(self.before, self.after) if self.before and self.after else ()


class Moves(Report, Frozen):
    """What moved from one timetable to another of the same week; see `find_moves`."""

    names: Names
    before: Timetable
    after: Timetable
    rows: tuple[PartMove, ...] = Field(description="In order of time.")
    week: Week

    def sentences(self) -> tuple[str, ...]:
        """Each row as a sentence; one that says so where nothing moved."""
        said = tuple(_say(self.week, row) for row in self.rows)
        return said or (f"Nothing moves from “{self.names.before}” to “{self.names.after}”.",)

    def records(self) -> list[dict[str, str]]:
        """The rows, each with every column of `COLUMNS`, as text."""
        return [_record(self.week, row) for row in self.rows]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table.

        Returns
        -------
        pandas.DataFrame
            A row for each part, in order of time, with the columns of `COLUMNS`, all of them text:
            dates are ISO dates, times ``HH:MM``; ``what`` joins day, time, room and length by
            ``;``. Empty cells stand for a place that a part does not have.
        """
        import pandas as pd

        return pd.DataFrame(self.records(), columns=list(COLUMNS), dtype=str)

    def document(self) -> Document:
        return Document("", (Paragraph(f"{self.names}:"), Bullets(self.sentences())))


def find_moves(week: Week, before: Timetable, after: Timetable, names: Names) -> Moves:
    """Find what moved; how parts are matched, `scenarios.studies.comparison.matching` says."""
    rows = (_move(before, after, pair) for pair in matched(before, after))
    return Moves(names=names, before=before, after=after, rows=tuple(rows), week=week)


def _move(before: Timetable, after: Timetable, pair: Pair) -> PartMove:
    session = (pair.after or pair.before or before.parts[0]).session
    return PartMove(
        pair.before,
        pair.after,
        before.number(pair.before) if pair.before else 0,
        after.number(pair.after) if pair.after else 0,
        before.holds(session) and after.holds(session),
    )


def _say(week: Week, row: PartMove) -> str:
    title = week.what(row.part.session)
    if row.before is not None and row.after is not None:
        name = f"Part {row.number_before} of {title}" if row.number_before else title
        if row.number_before and row.number_after not in (0, row.number_before):
            name += f" (now part {row.number_after})"
        return " ".join((name, _say_move(week, row.before, row.after)))
    place = f"{_moment(week, row.part)}, {_extent(week, row.part)}"
    if row.kept:
        verb = "has a further part" if row.before is None else "loses a part"
        return f"{title} {verb}: {place}."
    name = f"Part {row.number_before or row.number_after} of {title}"
    subject = name if row.number_before or row.number_after else title
    return f"{subject} {'is new' if row.before is None else 'is dropped'}: {place}."


def _say_move(week: Week, before: Part, after: Part) -> str:
    """What a part does: ``moved from Monday 20 June 10:00 to 15:00, with 1 hour instead of …``."""
    changed = aspects(before, after)
    rooms = f"from {_room(week, before)} to {_room(week, after)}"
    longer = f"{duration(after.minutes)} instead of {duration(before.minutes)}"
    if "day" in changed or "time" in changed:
        there = _moment(week, after)
        if before.starts[0] == after.starts[0]:
            there = clock(after.starts[1])
        said = [f"moved from {_moment(week, before)} to {there}"]
        said += [rooms] if "room" in changed else []
        said += [f"with {longer}"] if "length" in changed else []
        return f"{', '.join(said)}."
    stays = f"on {_moment(week, before)}"
    if "room" in changed:
        return f"{stays} moved {rooms}{f', with {longer}' if 'length' in changed else ''}."
    return f"{stays} has {longer}."


def _moment(week: Week, part: Part) -> str:
    day, start = part.starts
    return f"{week.day_name(day)} {clock(start)}"


def _extent(week: Week, part: Part) -> str:
    room = f", {_room(week, part)}" if part.room else ""
    return f"{duration(part.minutes)}{room}"


def _room(week: Week, part: Part) -> str:
    return week.room_name(part.room) or "no room"


_PLACE: dict[str, Callable[[Week, Part], str]] = {
    "date": lambda week, part: week.date_of(part.starts[0]).isoformat(),
    "start": lambda _, part: clock(part.starts[1]),
    "end": lambda _, part: clock(part.starts[1] + part.minutes),
    "room": lambda _, part: part.room or "",
}
"""The columns of a place, each with how it is read; a part has one before and one after."""

COLUMNS = (
    *("session", "title", "change", "what"),
    *(f"{when} {name}" for when in ("before", "after") for name in _PLACE),
    "sentence",
)


def _record(week: Week, row: PartMove) -> dict[str, str]:
    session = row.part.session
    places = (
        read(week, part) if part else ""
        for part in (row.before, row.after)
        for read in _PLACE.values()
    )
    about = (
        session,
        week.session[session].title if session in week.session else session,
        row.change.value,
        ";".join(row.what),
    )
    return dict(zip(COLUMNS, (*about, *places, _say(week, row)), strict=True))
