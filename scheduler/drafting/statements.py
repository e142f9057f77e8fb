"""Which statements stand in which part: the variables of a draft for divided agendas.

Speakers are seldom told apart. A draft knows how many statements of an item stand in each part
(*counts*). For speakers who are alike to all rules it knows how many of them are heard on which
days (*pools*): more than their days no stay depends on. Only who could be needed twice at one
moment, or is away for a time, has a literal for each slot of its own (*own* slots).

Variables are made when they are first asked for, and `link` ties the three kinds together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, product
from typing import NamedTuple

from scheduler.drafting.model import Model
from scheduler.drafting.slots import Slots
from scheduler.rules.draft import Slot
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.week.agenda import Statement
from scheduler.week.as_written import merged
from scheduler.week.timetable import Timetable

Row = tuple[str, int]
"""An item of an agenda: its session, and its place there from 0."""

Days = tuple[int | None, ...]
"""The days of several statements; None for one whose session is not held."""


class _Kind(NamedTuple):
    """Some speakers of a pool, and how many of them have their statements on which days."""

    members: Mapping[str, Linear]
    """By speaker a literal: whether it is of the kind."""
    days: dict[Days, Linear]


class _Pool(NamedTuple):
    """Speakers who are alike: how many of them have their statements on which days."""

    speakers: tuple[str, ...]
    rows: tuple[Row, ...]
    kinds: tuple[_Kind, ...]
    """Those of no kind come first, without literals."""
    days: dict[Days, Linear]
    """Of all kinds together."""
    own: dict[str, dict[Days, Linear]]
    """The days of those with slots of their own, each by literals."""

    def on(self, row: Row, day: int | None, days: Mapping[Days, Linear]) -> Linear:
        """How many of them have a statement on a day."""
        place = self.rows.index(row)
        return total(count for pattern, count in days.items() if pattern[place] == day)

    def among(self, kind: _Kind, speaker: str) -> Linear:
        """A literal: whether a speaker is of a kind."""
        if kind is not self.kinds[0]:
            return kind.members.get(speaker, NOTHING)
        return 1 - total(other.members.get(speaker, NOTHING) for other in self.kinds[1:])

    def both(self, kind: _Kind, speaker: str, literal: Linear) -> list[Linear]:
        """Literals that all hold where a speaker is of a kind and something else holds."""
        if kind is not self.kinds[0]:
            return [literal, kind.members.get(speaker, NOTHING)]
        others = (other.members.get(speaker, NOTHING) for other in self.kinds[1:])
        return [literal, *(1 - member for member in others)]


class Statements:
    """The statements of a week, as far as rules ask about them.

    Parameters
    ----------
    slots, model
        The draft's variables, and the model that holds them.
    held
        A literal for a session: whether it is held.
    """

    def __init__(self, slots: Slots, model: Model, held: Callable[[str], Linear]) -> None:
        self.slots = slots
        self.model = model
        self._held = held
        self._counts: dict[Row, dict[Slot, Linear]] = {}
        self._own: dict[tuple[Row, str], dict[Slot, Linear]] = {}
        self._pools: list[_Pool] = []
        self._memory: dict[Slot, Linear] = {}

    # What rules ask for

    def stands(self, slot: Slot, item: int) -> Linear:
        return self._count((slot.session, item)).get(slot, NOTHING)

    def _count(self, row: Row) -> dict[Slot, Linear]:
        if row not in self._counts:
            session, item = row
            most = self.slots.week.session[session].agenda[item].count
            here = {slot: self.model.integer(0, most) for slot in self._slots(session)}
            for slot, count in here.items():
                self.model.at_most(count - most * self.slots.held(slot), 0)
            self.model.equal(total(here.values()) - most * self._held(session), 0)
            self._counts[row] = here
        return self._counts[row]

    def says(self, session: str, item: int, speaker: str) -> dict[Slot, Linear]:
        key = ((session, item), speaker)
        if key not in self._own:
            here = {slot: self.model.literal() for slot in self._slots(session)}
            for slot, literal in here.items():
                self.model.at_most(literal - self.slots.held(slot), 0)
            self.model.equal(total(here.values()) - self._held(session), 0)
            self._own[key] = here
        return self._own[key]

    def _slots(self, session: str) -> list[Slot]:
        return sorted(self.slots.of(session), key=lambda slot: self.slots.sitting(slot).begin)

    def speaks(self, slot: Slot) -> Linear:
        """A literal: whether the speaker of a slot is heard there."""
        if slot not in self._memory:
            session = self.slots.week.session[slot.session]
            self._memory[slot] = self.model.any(
                self.says(session.id, number, slot.speaker).get(slot.whole, NOTHING)
                for number, item in enumerate(session.agenda)
                if slot.speaker in item.speakers
            )
        return self._memory[slot]

    def heard_on(
        self,
        speakers: Sequence[str],
        rows: Sequence[Row],
        kinds: Sequence[Mapping[str, Linear]] = (),
    ) -> list[dict[Days, Linear]]:
        patterns = list(product(*(self._days(session) for session, _ in rows)))
        found = [
            _Kind(members, {days: self.model.integer(0, len(speakers)) for days in patterns})
            for members in ({}, *kinds)
        ]
        for kind in found[1:]:
            self.model.equal(total(kind.days.values()) - total(kind.members.values()), 0)
        days = {one: total(kind.days[one] for kind in found) for one in patterns}
        pool = _Pool(tuple(sorted(speakers)), tuple(rows), tuple(found), days, {})
        self._tie(pool, days, len(speakers))
        self._pools.append(pool)
        return [kind.days for kind in found]

    def _days(self, session: str) -> list[int | None]:
        """The days on which a session may be held, and None if it may be held on none."""
        days = {self.slots.sitting(slot).day for slot in self.slots.of(session)}
        held = self._held(session)
        return [*sorted(days), *(() if held.fixed and held.constant else (None,))]

    def _tie(self, pool: _Pool, days: Mapping[Days, Linear], number: int) -> None:
        """Post that some speakers of a pool have their statements where sessions are held."""
        self.model.equal(total(days.values()), number)
        for row in pool.rows:
            session = row[0]
            for day, slots in self._by_day(session):
                held = total(map(self.slots.held, slots))
                self.model.at_most(pool.on(row, day, days) - number * held, 0)
            none = pool.on(row, None, days)
            self.model.equal(none + number * self._held(session), number)

    def _by_day(self, session: str) -> list[tuple[int, list[Slot]]]:
        grouped = groupby(self._slots(session), key=lambda slot: self.slots.sitting(slot).day)
        return [(day, list(here)) for day, here in grouped]

    # What ties the kinds together

    def link(self) -> None:
        """Tie counts, pools and own slots together; rules ask for nothing after it."""
        rows = {row for row, _ in self._own} | {row for pool in self._pools for row in pool.rows}
        pooled: dict[tuple[Row, str], _Pool] = {
            (row, speaker): pool
            for pool in self._pools
            for row in pool.rows
            for speaker in pool.speakers
        }
        for (row, speaker), here in self._own.items():
            if (row, speaker) in pooled:
                self._link_own(row, speaker, here, pooled[row, speaker])
        for pool in self._pools:
            for kind in pool.kinds if pool.own else ():
                self._link_kind(pool, kind)
        rows |= set(self._counts)
        for session in {session for session, _ in rows}:  # An agenda is placed whole or not at all.
            rows |= {(session, n) for n, _ in enumerate(self.slots.week.session[session].agenda)}
        for row in sorted(rows):
            self._link_row(row, pooled)

    def _link_own(self, row: Row, speaker: str, here: Mapping[Slot, Linear], pool: _Pool) -> None:
        """Tie the own slots of a speaker to its days in a pool."""
        if speaker not in pool.own:
            alone = len(pool.speakers) == len(pool.kinds) == 1
            pool.own[speaker] = (
                pool.days if alone else {days: self.model.literal() for days in pool.days}
            )
            if not alone:
                self._tie(pool, pool.own[speaker], 1)
        for day, slots in self._by_day(row[0]):
            spoken = total(here.get(slot, NOTHING) for slot in slots)
            self.model.equal(spoken - pool.on(row, day, pool.own[speaker]), 0)

    def _link_kind(self, pool: _Pool, kind: _Kind) -> None:
        """Tie the days of a kind to those of its speakers that have slots of their own."""
        for days, number in kind.days.items():
            own = total(
                self.model.all(pool.both(kind, speaker, one[days]))
                for speaker, one in pool.own.items()
            )
            self.model.at_most(own - number, 0)

    def _link_row(self, row: Row, pooled: Mapping[tuple[Row, str], _Pool]) -> None:
        """Tie how many statements of an item stand in each part to whose they are."""
        counts = self._count(row)
        own = {speaker: here for (one, speaker), here in self._own.items() if one == row}
        pools = [pool for pool in self._pools if row in pool.rows]
        for slot, count in counts.items() if own else ():
            self.model.at_most(total(here.get(slot, NOTHING) for here in own.values()) - count, 0)
        for day, slots in self._by_day(row[0]) if pools else ():
            known = total(pool.on(row, day, pool.days) for pool in pools)
            known += total(
                here.get(slot, NOTHING)
                for speaker, here in own.items()
                if (row, speaker) not in pooled
                for slot in slots
            )
            self.model.at_most(known - total(counts.get(s, NOTHING) for s in slots), 0)

    # Whole timetables

    def fix(self, timetable: Timetable) -> bool:
        """Fix every variable to a timetable that says which statements stand in its parts.

        False where the draft does not allow it.
        """
        where = {
            (part.session, one.item, one.speaker): self.slots.slot_of(part)
            for part in timetable.parts
            for one in part.statements
        }
        for (session, item), counts in self._counts.items():
            step = self.slots.week.session[session].agenda[item].step
            placed = dict.fromkeys(counts, 0)
            for part in timetable.of(session):
                slot = self.slots.slot_of(part)
                assert slot is not None
                placed[slot] = sum(
                    1 if one.speaker else one.minutes // step
                    for one in part.statements
                    if one.item == item
                )
            for slot, count in counts.items():
                self.model.equal(count, placed[slot])
        for ((session, item), speaker), here in self._own.items():
            for slot, literal in here.items():
                self.model.equal(literal, int(where.get((session, item, speaker)) == slot))
        return all(self._fix_pool(pool, where) for pool in self._pools)

    def _fix_pool(self, pool: _Pool, where: Mapping[tuple[str, int, str], Slot | None]) -> bool:
        found: dict[Days, list[str]] = {days: [] for days in pool.days}
        for speaker in pool.speakers:
            slots = (where.get((*row, speaker)) for row in pool.rows)
            days = tuple(None if slot is None else self.slots.sitting(slot).day for slot in slots)
            if days not in found:
                return False
            found[days].append(speaker)
            for other, literal in pool.own.get(speaker, {}).items():
                self.model.equal(literal, int(other == days))
        for days, speakers in found.items():
            for kind in pool.kinds:
                of_kind = total(pool.among(kind, speaker) for speaker in speakers)
                self.model.equal(kind.days[days] - of_kind, 0)
        return True

    def digits(self, values: list[int]) -> Iterator[Linear]:
        """What is left to choose once all parts are placed: early statements come first."""
        for row in sorted(self._counts):
            for slot, count in self._counts[row].items():
                if self.model.value(self.slots.held(slot), values):
                    yield self.slots.week.session[row[0]].agenda[row[1]].count - count
        for pool in self._pools:
            for days in (*(kind.days for kind in pool.kinds), *pool.own.values()):
                yield from (len(pool.speakers) - count for count in days.values())
        for here in self._own.values():
            yield from (1 - literal for literal in here.values())

    def read(self, timetable: Timetable, values: list[int]) -> Timetable:
        """Give the parts of a solution the statements that stand in them.

        Whom the rules do not tell apart stand in the order of their agenda.
        """
        found: dict[Slot, list[Statement]] = {}
        wanted = self._wanted(values)
        for row in sorted(self._counts):
            for slot, statement in self._assigned(row, wanted, values):
                found.setdefault(slot, []).append(statement)
        slots = {part: self.slots.slot_of(part) for part in timetable.parts}
        return Timetable(
            parts=tuple(
                part if slot not in found else part._replace(statements=merged(found[slot]))
                for part, slot in slots.items()
            )
        )

    def _wanted(self, values: list[int]) -> dict[tuple[Row, str], int | Slot]:
        """The slot, or else the day, that a speaker of an item has, where it is told apart."""
        found: dict[tuple[Row, str], int | Slot] = {}
        for pool in self._pools:
            for speaker, days in self._chosen(pool, values).items():
                for row, day in zip(pool.rows, days, strict=True):
                    if day is not None:
                        found[row, speaker] = day
        for key, here in self._own.items():
            for slot, literal in here.items():
                if self.model.value(literal, values):
                    found[key] = slot
        return found

    def _chosen(self, pool: _Pool, values: list[int]) -> dict[str, Days]:
        """The days of each speaker of a pool; those without any of their own take the rest."""

        def value(number: Linear) -> int:
            return self.model.value(number, values)

        chosen = {
            speaker: next(days for days, literal in own.items() if value(literal))
            for speaker, own in pool.own.items()
        }
        for kind in pool.kinds:
            members = [one for one in pool.speakers if value(pool.among(kind, one))]
            rest = {days: value(number) for days, number in kind.days.items()}
            for speaker in chosen.keys() & set(members):
                rest[chosen[speaker]] -= 1
            left = [days for days, number in rest.items() for _ in range(number)]
            others = [speaker for speaker in members if speaker not in chosen]
            chosen |= dict(zip(others, left, strict=True))
        return chosen

    def _assigned(
        self, row: Row, wanted: Mapping[tuple[Row, str], int | Slot], values: list[int]
    ) -> Iterator[tuple[Slot, Statement]]:
        """The statements of an item, each with the slot in which it stands."""
        item = self.slots.week.session[row[0]].agenda[row[1]]
        room = {slot: self.model.value(n, values) for slot, n in self._counts[row].items()}
        if not sum(room.values()):
            return
        statements = item.statements(row[1])
        place: dict[int, Slot] = {}
        keys = [wanted.get((row, one.speaker)) for one in statements]
        for rank in (Slot, int, type(None)):
            for number, key in enumerate(keys):
                if isinstance(key, rank):
                    place[number] = next(
                        slot
                        for slot, left in room.items()
                        if left > 0
                        and (rank is type(None) or key in (slot, self.slots.sitting(slot).day))
                    )
                    room[place[number]] -= 1
        yield from ((place[number], one) for number, one in enumerate(statements))
