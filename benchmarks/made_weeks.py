"""Weeks of our own making, of any size.

A week is made backwards. First it is held: rooms are filled sitting by sitting, and who leads and
speaks is drawn from those who are free. From the week as held come bodies, windows, order and the
minutes that sessions cannot do without, so that at least one timetable keeps every must, however
tight the rooms are. The preferences, in two tiers, were not known when it was held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from random import Random
from typing import Any, NamedTuple

from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable

FIRST = date(2027, 6, 14)
"""A Monday."""

HOURS = {"morning": (600, 780), "lunch": (780, 900), "afternoon": (900, 1080)}
"""Minutes after midnight."""

FILLED = ((75, 75), (60, 90), (90, 60), (60, 60), (120,), (150,), (90, 75), (60, 105))
"""Minutes of what is held in a room in a sitting of three hours; turnover comes between."""

SECTIONS = {"north": 150, "south": 150}
"""Seats of the sections of the hall."""

SEATS = (40, 80, 60, 120, 30, 100, 50, 200)
"""Seats of the rooms beside the hall, again and again."""

LUNCHES = 0.15
"""The share of side events and coordination meetings among the sessions."""

SPLIT = 0.08
"""The share of sessions that are held in two parts."""

DRAWS = 3
"""How often a week is drawn anew before it gets another room."""

CLOSED = 0.85
"""How often a room in which nothing was held is closed for the sitting."""


class MadeWeek(NamedTuple):
    """A week, and one timetable that keeps all its musts.

    Attributes
    ----------
    scenario
        The values of a scenario file.
    held
        The timetable from which it was made.
    """

    scenario: dict[str, Any]
    held: Timetable


@dataclass
class _Block:
    """A stretch of a sitting that a body holds in a room."""

    day: int
    sitting: str
    room: str
    start: int
    minutes: int

    @property
    def when(self) -> tuple[int, str]:
        return self.day, self.sitting

    @property
    def begin(self) -> int:
        return self.day * DAY + self.start

    @property
    def end(self) -> int:
        return self.begin + self.minutes


@dataclass
class _State:
    code: str
    delegates: int
    capital: bool
    busy: list[tuple[_Block, str, bool]] = field(default_factory=list)
    """All that needs it: where, for which instrument, and whether to lead."""

    def free(self, block: _Block, instrument: str, *, lead: bool) -> bool:
        """Whether it can be there: nobody leads two, or serves two instruments, at one time."""
        beside = [one for one in self.busy if one[0].begin < block.end and block.begin < one[0].end]
        return len(beside) < self.delegates and not any(
            (lead and leads) or len({instrument, other} - {""}) > 1 for _, other, leads in beside
        )


@dataclass
class _Body:
    id: str
    kind: str
    instrument: str
    leaders: list[_State]
    held: list[_Held] = field(default_factory=list)


@dataclass
class _Held:
    """A session as it was held."""

    body: _Body
    format: str
    blocks: list[_Block]
    speakers: list[_State] = field(default_factory=list)
    id: str = ""


def made_week(
    sessions: int, seed: int = 1, *, days: int | None = None, turnover: int = 15
) -> MadeWeek:
    """Make a week with a number of sessions; the same arguments make the same week.

    Parameters
    ----------
    sessions
        How many, 8 or more. The number of rooms follows from it.
    days
        Working days, 2 to 20; without it 5, or 3 where there are fewer than 16 sessions.
    turnover
        Minutes between two sessions in a room: 0, 15 or 30.

    Raises
    ------
    ValueError
        Where they do not go into the days, however many rooms there are.
    """
    days = days or (5 if sessions > 15 else 3)
    few, many = sessions // 25, 1 + sessions // 4
    for rooms, draw in product(range(few, many), range(DRAWS)):
        random = Random(f"{seed} {sessions} {days} {draw}")
        maker = _Maker(random, sessions, days, turnover, rooms)
        if maker.hold():
            return MadeWeek(maker.scenario(), maker.timetable())
    raise ValueError(f"{sessions} sessions do not go into {days} days")


class _Maker:
    """One attempt to hold a week, with some rooms beside the hall."""

    def __init__(self, random: Random, sessions: int, days: int, turnover: int, rooms: int) -> None:
        self.random, self.sessions, self.turnover = random, sessions, turnover
        self.days = [n // 5 * 7 + n % 5 for n in range(days)]
        self.seats = {f"room-{n + 1}": SEATS[n % len(SEATS)] for n in range(rooms)} | SECTIONS
        self.instruments = [f"instrument-{n + 1}" for n in range(max(1, round(sessions / 80)))]
        self.states = [
            _State(f"S{n:03}", random.choice((1, 1, 2, 2, 3)), random.random() < 0.7)
            for n in range(1, 1 + min(190, 12 + sessions // 2))
        ]
        self.posts = iter(self.states)
        self.committees = self._bodies("committee", "standing_committee", 1 if sessions < 20 else 2)
        self.groups = self._bodies("group", "other", max(2, sessions // 4 // len(self.instruments)))
        self.organisers = [
            _Body(f"organiser-{n + 1}", "other", "", []) for n in range(2 + sessions // 20)
        ]
        self.used: set[tuple[int, str, str]] = set()
        """Day, sitting and room of all that was held."""
        self.full: set[tuple[int, str, str]] = set()
        """Day, sitting and instrument of the plenaries."""

    def _bodies(self, name: str, kind: str, each: int) -> list[_Body]:
        """Some bodies for each instrument; one in seven who lead a group lead another body, too."""
        found = []
        for number in range(each * len(self.instruments)):
            leaders: list[_State] = []
            while len(leaders) < 2:
                again = name == "group" and self.random.random() < 1 / 7
                state = None if again else next(self.posts, None)
                state = state or self.random.choice(self.states)
                if state not in leaders:
                    leaders.append(state)
            instrument = self.instruments[number % len(self.instruments)]
            found.append(_Body(f"{name}-{number + 1}", kind, instrument, leaders))
        return found

    # Holding the week

    def hold(self) -> bool:
        """Hold as many sessions as were asked for; False where the rooms are too few."""
        lunches, split = round(LUNCHES * self.sessions), round(SPLIT * self.sessions)
        self._hold_plenaries()
        self._hold_reports()
        others = self.sessions - len(self._all()) - lunches
        held = self._hold_groups(others + split) and self._hold_lunches(lunches)
        if not (held and self._join(split)):
            return False
        for number, held in enumerate(self._all()):
            held.id = f"s{number + 1:03}"
            self._add_speakers(held)
        return len(self._all()) == self.sessions

    def _all(self) -> list[_Held]:
        return [
            held
            for body in (*self.committees, *self.groups, *self.organisers)
            for held in body.held
        ]

    def _take(self, body: _Body, kind: str, block: _Block) -> bool:
        """Let a body hold a session, where its leaders are free."""
        if not all(state.free(block, body.instrument, lead=True) for state in body.leaders):
            return False
        for state in body.leaders:
            state.busy.append((block, body.instrument, True))
        body.held.append(_Held(body, kind, [block]))
        rooms = SECTIONS if block.room == "hall" else [block.room]
        self.used |= {(block.day, block.sitting, room) for room in rooms}
        return True

    def _hold_plenaries(self) -> None:
        sittings = [(day, one) for day in self.days for one in ("morning", "afternoon")][:-1]
        for body, (day, name) in zip(
            self.committees, self.random.sample(sittings, len(self.committees)), strict=True
        ):
            minutes = self.random.choice((150, 165, 180))
            self._take(body, "plenary", _Block(day, name, "hall", HOURS[name][0], minutes))
            self.full.add((day, name, body.instrument))

    def _hold_reports(self) -> None:
        """Hold what small groups report to, at the end."""
        for number, body in enumerate(self.committees[: len(self.instruments)]):
            room = list(self.seats)[number]
            self._take(body, "report_back", _Block(self.days[-1], "afternoon", room, 1020, 60))

    def _hold_groups(self, number: int) -> bool:
        """Fill rooms with that many sessions of groups; False where they do not hold them."""
        places = [
            (day, name, room)
            for day in self.days
            for name in ("morning", "afternoon")
            for room in self.seats
            if (day, name, room) not in self.used
        ]
        self.random.shuffle(places)
        for day, name, room in places:
            start, close = HOURS[name]
            for minutes in self.random.choice(FILLED):
                block = _Block(day, name, room, start, minutes)
                start += minutes + self.turnover
                if number and block.start + minutes <= close and self._hold_group(block):
                    number -= 1
        return number == 0

    def _hold_group(self, block: _Block) -> bool:
        """Let one of the groups that have sat least hold a block."""
        last = block.day == self.days[-1] and block.sitting == "afternoon"
        groups = [
            one
            for one in self.groups
            if (block.day, block.sitting, one.instrument) not in self.full
        ]
        self.random.shuffle(groups)
        small = not last and self.random.random() < 0.2
        kind = "small_group" if small else self.random.choice(("special", "workshop"))
        groups.sort(key=lambda one: len(one.held))
        return any(self._take(body, kind, block) for body in groups)

    def _hold_lunches(self, number: int) -> bool:
        places = [(day, room) for day in self.days for room in self.seats]
        self.random.shuffle(places)
        for day, room in places:
            block = _Block(day, "lunch", room, 795, self.random.choice((60, 75, 90)))
            side = self.random.random() < 0.6
            bodies = self.organisers if side else self.groups
            kind = "side_event" if side else "coordination"
            if number and self._take(self.random.choice(bodies), kind, block):
                number -= 1
        return number == 0

    def _join(self, number: int) -> bool:
        """Make one session in two parts of two that a group held in different sittings."""
        for _ in range(number):
            pairs = [
                (body, one, other)
                for body in self.groups
                for one, other in combinations(sorted(body.held, key=_began), 2)
                if one.format == other.format and one.format in ("special", "workshop")
                if len(one.blocks) == len(other.blocks) == 1
                if one.blocks[0].when != other.blocks[0].when
            ]
            if not pairs:
                return False
            body, one, other = self.random.choice(pairs)
            one.blocks += other.blocks
            body.held.remove(other)
        return True

    def _add_speakers(self, held: _Held) -> None:
        for state in self.random.sample(self.states, self.random.choice((0, 1, 2, 3))):
            free = all(state.free(one, held.body.instrument, lead=False) for one in held.blocks)
            if free and state not in held.body.leaders:
                held.speakers.append(state)
                state.busy += [(block, held.body.instrument, False) for block in held.blocks]

    def timetable(self) -> Timetable:
        return Timetable(
            parts=tuple(
                Part(held.id, block.day, block.start, block.minutes, block.room)
                for held in self._all()
                for block in held.blocks
            )
        )

    # Writing it down

    def scenario(self) -> dict[str, Any]:
        """The values of a scenario file for the week as held."""
        bodies = [*self.committees, *self.groups, *self.organisers]
        return {
            "schema": 1,
            "title": f"A made week of {self.sessions} sessions",
            "week": {
                "from": self._date(0),
                "to": self._date(self.days[-1]),
                "grain": 15,
                "sittings": {
                    "morning": "10:00-13:00",
                    "lunch": {"hours": "13:00-15:00", "for": ["side_event", "coordination"]},
                    "afternoon": "15:00-18:00",
                },
                "closed": [self._date(day) for day in range(self.days[-1]) if day not in self.days],
                "poor": [f"{self._date(self.days[-1])} afternoon"],
            },
            "venue": {"turnover": self.turnover, "rooms": self._rooms()},
            "delegations": {"also": {one.code: self._delegation(one) for one in self.states}},
            "instruments": {
                one: {"name": one.replace("-", " ").capitalize()} for one in self.instruments
            },
            "bodies": {body.id: _body(body) for body in bodies},
            "sessions": {held.id: entry for body in bodies for held, entry in self._entries(body)},
            "order": [order for body in bodies for order in self._orders(body)],
            "rules": self._rules(),
        }

    def _date(self, day: int) -> str:
        return (FIRST + timedelta(days=day)).isoformat()

    def _rooms(self) -> dict[str, Any]:
        rooms: dict[str, Any] = {}
        for room, seats in self.seats.items():
            closed = [
                f"{self._date(day)} {name}"
                for day in self.days
                for name in HOURS
                if (day, name, room) not in self.used and self.random.random() < CLOSED
            ]
            rooms[room] = {"name": room.capitalize(), "seats": seats, "closed": closed}
        sections = {room: rooms.pop(room) for room in SECTIONS}
        hall = {"name": "Hall", "seats": sum(SECTIONS.values()), "divides_into": sections}
        return {"hall": hall, **rooms}

    def _delegation(self, state: _State) -> dict[str, Any]:
        entry = {
            "name": f"State {state.code[1:]}",
            "delegates": state.delegates,
            "from": "capital" if state.capital else "mission",
        }
        away = sorted(set(self.days) - {block.day for block, *_ in state.busy})
        if away and self.random.random() < 0.15:
            entry["absent"] = [self._date(self.random.choice(away))]
        return entry

    def _entries(self, body: _Body) -> Iterator[tuple[_Held, dict[str, Any]]]:
        """The sessions of a body; one body in four sits only on some of the days."""
        days = {block.day for held in body.held for block in held.blocks}
        days.add(self.random.choice(self.days))
        confined = self.random.random() < 0.25
        for held in body.held:
            entry = self._entry(held)
            names = {block.sitting for block in held.blocks}
            if confined:
                entry["days"] = [self._date(day) for day in sorted(days)]
            elif names < {"morning", "afternoon"} and self.random.random() < 0.08:
                entry["sittings"] = sorted(names)
            yield held, entry

    def _entry(self, held: _Held) -> dict[str, Any]:
        minutes = sum(block.minutes for block in held.blocks)
        alone = held.format == "plenary"
        seats = min(self.seats.get(block.room, 300) for block in held.blocks)
        share = self.random.uniform(0.6 if alone else 0.3, 1)
        audience = 0.3 * len(self.states) if alone else self.random.randint(2, 8)
        entry = {
            "title": f"{held.format.replace('_', ' ').capitalize()} {held.id[1:]}",
            "body": held.body.id,
            "format": held.format,
            "least": max(60, minutes - self.random.choice((0, 0, 15, 30))),
            "wanted": minutes + self.random.choice((0, 0, 15, 30)),
            "speakers": [state.code for state in held.speakers],
            "audience": [one.code for one in self.random.sample(self.states, int(audience))],
            "attendance": int(share * seats),
        }
        if len(held.blocks) > 1:
            entry["parts"] = {"at_most": 2, "shortest": 60}
        return entry

    def _orders(self, body: _Body) -> Iterator[dict[str, Any]]:
        """For some bodies: the session that opened comes before the others again."""
        first, *others = sorted(body.held, key=_began) or [None]
        if first is None or self.random.random() < 0.5:
            return
        later = [one for one in others if _began(one) >= first.blocks[-1].end]
        if later and len(later) == len(others):
            order: dict[str, Any] = {"first": first.id, "then": [one.id for one in later]}
            if _began(later[0]) >= first.blocks[-1].end + 60 and self.random.random() < 0.3:
                order["gap"] = {"at_least": 60}
            yield order

    def _rules(self) -> dict[str, Any]:
        names = [body.id for body in (*self.committees, *self.groups)]
        pairs = sorted({tuple(self.random.sample(names, 2)) for _ in range(2 * len(names))})
        return {
            "give_wanted_time": {"prefer": {"tier": 1, "weight": 2}},
            "let_delegations_attend": {"prefer": {"tier": 1, "weight": 1}},
            "share_prime_time": {"prefer": {"tier": 2, "weight": 20}},
            "shorten_stays": {"prefer": {"tier": 2, "weight": 5}},
            "keep_bodies_apart": {
                "prefer": {"tier": 2, "weight": 1},
                "classes": {
                    "chairs": {"price": 3, "pairs": [list(pair) for pair in pairs[::3]]},
                    "participants": {
                        "price": 1,
                        "pairs": [list(p) for n, p in enumerate(pairs) if n % 3],
                    },
                },
            },
            "choose_a_fitting_room": {"prefer": {"tier": 2, "weight": 1}},
        }


def _body(body: _Body) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": body.id.replace("-", " ").capitalize(), "kind": body.kind}
    if body.instrument:
        entry["instrument"] = body.instrument
    if body.leaders:
        entry["co_chairs"] = [state.code for state in body.leaders]
    return entry


def _began(held: _Held) -> int:
    return held.blocks[0].begin
