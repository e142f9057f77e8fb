"""Hundreds of places as a few rows that a person can read.

A row is a run of neighbouring times in one sitting at which the same rooms cost the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scheduler.document.document import Marked, pieces
from scheduler.judging.every_place import JudgedPlace, starts
from scheduler.rules.rule import titled
from scheduler.week.clock import clock
from scheduler.week.words import listed, signed

if TYPE_CHECKING:
    from scheduler.judging.verdict_changes import Difference
    from scheduler.week.timetable import Part
    from scheduler.week.week import Week

NAMED = 2
"""Rooms that are named of those that are alike, unless all are asked for."""


class PlaceRow(NamedTuple):
    """A run of neighbouring starts.

    Attributes
    ----------
    places
        One for each start, in order of time.
    rooms
        Rooms that are alike at each of them; None where the week names no rooms.
    """

    places: tuple[JudgedPlace, ...]
    rooms: tuple[str | None, ...]

    @property
    def first(self) -> JudgedPlace:
        return self.places[0]

    @property
    def difference(self) -> Difference:
        return self.first.difference


def best_rows(
    week: Week, places: Sequence[JudgedPlace], *, all_rooms: bool = False
) -> list[PlaceRow]:
    """The possible places, the best first.

    Parameters
    ----------
    places
        Every place, the best first; see `scheduler.judging.every_place.all_places`.
    all_rooms
        Whether rooms that cost more than another one at the same time have runs of their own.
        Otherwise a run has the rooms that are alike at all its times.
    """
    single = []
    for alike in _by_start(place for place in places if place.difference.possible):
        single += alike if all_rooms else alike[:1]

    def joined(run: PlaceRow, row: PlaceRow) -> PlaceRow | None:
        rooms = tuple(room for room in run.rooms if room in row.rooms)
        exactly = run.rooms == row.rooms if all_rooms else bool(rooms)
        if not exactly or _said(run.difference) != _said(row.difference):
            return None
        return PlaceRow((*run.places, *row.places), rooms)

    runs = _runs(week, single, joined)
    return sorted(runs, key=lambda row: row.difference.rank)


def impossible_rows(
    week: Week, places: Sequence[JudgedPlace]
) -> dict[tuple[str, ...], list[PlaceRow]]:
    """The times at which no room is possible, by the musts that stand against the best room.

    The groups with the fewest musts come first; each holds runs in order of time.
    """
    single = [rows[0] for rows in _by_start(places) if not rows[0].difference.possible]

    def joined(run: PlaceRow, row: PlaceRow) -> PlaceRow | None:
        if breached(run.difference) != breached(row.difference):
            return None
        return run._replace(places=(*run.places, *row.places))

    groups: dict[tuple[str, ...], list[PlaceRow]] = {}
    for row in _runs(week, single, joined):
        groups.setdefault(breached(row.difference), []).append(row)
    return dict(sorted(groups.items(), key=lambda group: len(group[0])))


def never(places: Sequence[JudgedPlace]) -> dict[tuple[str, ...], list[str]]:
    """Rooms in which a must stands against every place, though not in every room, by such musts."""
    by_room: dict[str, set[str]] = {}
    for place in places:
        room, rules = place.part.room, set(breached(place.difference))
        if room is not None:
            by_room[room] = by_room[room] & rules if room in by_room else rules
    everywhere = set.intersection(*by_room.values()) if by_room else set()
    found: dict[tuple[str, ...], list[str]] = {}
    for room, rules in by_room.items():
        if rules - everywhere:
            found.setdefault(tuple(sorted(rules - everywhere)), []).append(room)
    return found


def breached(difference: Difference) -> tuple[str, ...]:
    """The musts that stand against a place, each once."""
    return tuple(dict.fromkeys(finding.rule for finding in difference.breaches))


def times(row: PlaceRow) -> str:
    """When a run begins: ``10:00``, or ``10:00 to 11:15``."""
    first, last = (clock(place.part.starts[1]) for place in (row.places[0], row.places[-1]))
    return first if first == last else f"{first} to {last}"


def times_in_words(week: Week, rows: Sequence[PlaceRow]) -> str:
    """Runs of starts by day; days that are alike stand together.

    A sitting in which nothing else could begin stands by its name:
    ``Monday 20 June and Tuesday 21 June: morning, 15:00 to 16:30``.
    """
    days: dict[int, list[str]] = {}
    for row in rows:
        days.setdefault(row.first.part.starts[0], []).append(_time(week, row))
    alike: dict[str, list[int]] = {}
    for day, runs in days.items():
        alike.setdefault(", ".join(runs), []).append(day)
    return "; ".join(
        f"{listed(map(week.day_name, together))}: {runs}" for runs, together in alike.items()
    )


def _time(week: Week, row: PlaceRow) -> str:
    part = row.first.part
    sitting = week.sitting_of(part)
    if sitting is None or len(row.places) < len(starts(week, sitting, part.minutes)):
        return times(row)
    return sitting.name


def now_in(row: PlaceRow, part: Part | None) -> str:
    """Whether a row holds the place where a part is now: `` (now 13:15)``, or nothing."""
    if part is None or part not in (p.part._replace(room=r) for p in row.places for r in row.rooms):
        return ""
    return " (now)" if len(row.places) == 1 else f" (now {clock(part.starts[1])})"


def because(difference: Difference) -> str:
    """The preferences that change, with what they cost more or less, and the musts mended."""
    return ", ".join(f"{word}{rule}{cost}" for word, rule, cost in reasons(difference))


def reasons(difference: Difference) -> Iterator[tuple[str, str, str]]:
    """What stands before and after the key of each rule that changes.

    A must is mended; a preference costs more or less: ``+5``, and 0 for other cases at one price.
    """
    yield from (("mends ", change.rule, "") for change in difference.musts)
    yield from (("", change.rule, f" {signed(change.cost)}") for change in difference.preferences)


def rules_in_words(rules: Sequence[str]) -> tuple[str | Marked, ...]:
    """Rules by their titles, one after the other."""
    found: list[str | Marked] = []
    for rule in rules:
        found += ["; " if found else "", *pieces(titled(rule))]
    return tuple(found)


def rooms_in_words(week: Week, rooms: Sequence[str | None], *, in_full: bool = False) -> str:
    """The names of rooms that are alike; of many, the first and how many others there are."""
    names = [week.room_name(room) for room in rooms]
    if in_full or len(names) <= NAMED:
        return listed(names, "or")
    return f"{names[0]} or {len(names) - 1} others"


def _by_start(places: Iterable[JudgedPlace]) -> Iterator[list[PlaceRow]]:
    """For each start, the rooms that are alike together, the best first."""
    found: dict[int, list[JudgedPlace]] = {}
    for place in places:
        found.setdefault(place.part.begin, []).append(place)
    for begin in sorted(found):
        rows: dict[object, list[JudgedPlace]] = {}
        for place in found[begin]:
            rows.setdefault(_said(place.difference), []).append(place)
        yield [PlaceRow(tuple(row[:1]), tuple(p.part.room for p in row)) for row in rows.values()]


def _said(difference: Difference) -> tuple[object, ...]:
    """All that a run says of a place: the same for all of its places."""
    return difference.rank, tuple((change.rule, change.cost) for change in difference.changes)


def _runs(
    week: Week, rows: Sequence[PlaceRow], joined: Callable[[PlaceRow, PlaceRow], PlaceRow | None]
) -> list[PlaceRow]:
    """Runs of one start each, joined where possible and one grain apart in a sitting."""
    runs: list[PlaceRow] = []
    for row in rows:
        for number, run in enumerate(runs):
            longer = joined(run, row) if _goes_on(week, run, row) else None
            if longer is not None:
                runs[number] = longer
                break
        else:
            runs.append(row)
    return runs


def _goes_on(week: Week, run: PlaceRow, row: PlaceRow) -> bool:
    last, part = run.places[-1].part, row.first.part
    return part.begin - last.begin == week.grain and week.sitting_of(part) == week.sitting_of(last)
