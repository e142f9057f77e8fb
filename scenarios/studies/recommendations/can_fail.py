"""Whether a rule can fail in a week: what cannot be broken says nothing about a timetable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from scheduler.rules.rule import Detail, Rule
from scheduler.week.as_written import merged, with_agendas
from scheduler.week.leadership import Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Room, Session, Sitting, Week

AT_RANDOM = 3000
"""Parts in the timetables drawn at random, after those that are made on purpose: so many are drawn
that they hold this number in all, no fewer and no more than `FEWEST` and `MOST`."""

FEWEST, MOST = 40, 300


class Attempts:
    """Timetables of a week that try to break rules, each made once, when a rule first needs it."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self._made: list[Timetable] = []
        self._more = (with_agendas(week, one) for one in _timetables(week))

    def __iter__(self) -> Iterator[Timetable]:
        yield from self._made
        for one in self._more:
            self._made.append(one)
            yield one

    def can_fail(self, rule: Rule) -> bool:
        """Whether a rule, with its parameters, finds anything in any of the attempts.

        The attempts are timetables of this very week that keep the structure and nothing else, the
        same in every run: nothing held; all sessions at once, in each sitting in turn; one session
        after the other, in order and in the reverse of it; every session in every sitting, for as
        long and for as short as can be, in the largest and in the smallest rooms; and some drawn at
        random. What a rule finds in one of them it can find in this week. What it finds in none has
        no case here: nobody meets for it, its limit is out of reach, or it names nothing.

        A rule that speaks of posts alone is tried on other holders of the same posts: nobody, the
        same few States in every body, or those of one region.
        """
        if rule.detail is Detail.NOTHING:
            nothing = Timetable()
            return any(any(rule.check(week, nothing)) for week in _led_otherwise(self.week))
        return any(any(rule.check(self.week, timetable)) for timetable in self)


def _timetables(week: Week) -> Iterator[Timetable]:
    """The attempts: first those made on purpose, then those drawn."""
    yield Timetable()
    rooms = sorted(week.rooms, key=lambda room: (room.seats, room.booths, room.id))
    order = tuple(week.sessions)
    yield _everywhere(week, order, rooms[:1], whole=True)
    yield _everywhere(week, order, rooms[-1:], whole=False)
    for row in (order, order[::-1]):
        yield _in_turn(week, row, rooms)
        yield _on_its_own_day(week, row, rooms)
    for sitting in week.sittings:
        yield _at_once(week, order, sitting, rooms[:1])
    parts = 0
    for number in range(MOST):
        if number < FEWEST or parts < AT_RANDOM:
            drawn = _drawn(week, Random(number), rooms)
            parts += len(drawn.parts)
            yield drawn


def _everywhere(
    week: Week, sessions: Iterable[Session], rooms: Sequence[Room], *, whole: bool
) -> Timetable:
    """Every session in every sitting: all of it, or one step of the grid."""
    parts, room = list[Part](), rooms[0] if rooms else None
    for session in sessions:
        parts += [
            _part(week, session, sitting, room, minutes=sitting.minutes if whole else 0)
            for sitting in week.sittings_for(session.format_word)
        ]
    return Timetable.made_of(parts)


def _in_turn(week: Week, sessions: Sequence[Session], rooms: Sequence[Room]) -> Timetable:
    """One session after the other, a step of the grid each, as close together as can be."""
    parts: list[Part] = []
    now = 0
    for session in sessions:
        for sitting in week.sittings_for(session.format_word):
            begin = max(sitting.begin, now)
            late = -(-(begin - sitting.begin) // week.grain) * week.grain
            if late + week.grain <= sitting.minutes:
                one = _part(week, session, sitting, rooms[-1] if rooms else None, late=late)
                parts.append(one)
                now = one.end
                break
    return Timetable.made_of(parts)


def _on_its_own_day(week: Week, sessions: Sequence[Session], rooms: Sequence[Room]) -> Timetable:
    """Each session once, spread as evenly over the week as can be, all of a sitting long."""
    parts = []
    for number, session in enumerate(sessions):
        sittings = week.sittings_for(session.format_word)
        if sittings:
            sitting = sittings[number * len(sittings) // len(sessions)]
            room = rooms[0] if rooms else None
            parts.append(_part(week, session, sitting, room, minutes=sitting.minutes))
    return Timetable.made_of(parts)


def _at_once(
    week: Week, sessions: Iterable[Session], sitting: Sitting, rooms: Sequence[Room]
) -> Timetable:
    """All sessions that a sitting can hold, at once and for all of it."""
    room = rooms[0] if rooms else None
    return Timetable.made_of(
        _part(week, session, sitting, room, minutes=sitting.minutes)
        for session in sessions
        if sitting in week.sittings_for(session.format_word)
    )


def _drawn(week: Week, chance: Random, rooms: Sequence[Room]) -> Timetable:
    """Some sessions, some of the time, anywhere, with their agendas in any part."""
    held, full, parts = chance.random(), chance.random() ** 3, list[Part]()
    for session in week.sessions:
        here = list[Part]()
        if chance.random() > held:
            continue
        for sitting in week.sittings_for(session.format_word):
            if chance.random() > full:
                continue
            late = chance.randrange(0, max(1, sitting.minutes - week.grain + 1), week.grain)
            longest = max(week.grain, sitting.minutes - late)
            minutes = chance.randrange(week.grain, longest + 1, week.grain)
            room = chance.choice(rooms) if rooms else None
            here.append(_part(week, session, sitting, room, late=late, minutes=minutes))
        parts += _spoken(session, here, chance)
    return Timetable.made_of(parts)


def _spoken(session: Session, parts: list[Part], chance: Random) -> list[Part]:
    """The parts with every statement in some part of them, or as the agenda is written."""
    if not session.divided or not parts or chance.random() < 0.5:
        return parts
    agenda = enumerate(session.agenda)
    statements = [one for number, item in agenda for one in item.statements(number)]
    where = [chance.randrange(len(parts)) for _ in statements]
    return [
        part._replace(
            statements=merged([s for s, n in zip(statements, where, strict=True) if n == number])
        )
        for number, part in enumerate(parts)
    ]


def _part(
    week: Week,
    session: Session,
    sitting: Sitting,
    room: Room | None,
    *,
    late: int = 0,
    minutes: int = 0,
) -> Part:
    """A part on the grid of a sitting: a step long where no minutes are given."""
    if sitting.whole:
        late, minutes = 0, sitting.minutes
    else:
        minutes = max(week.grain, minutes // week.grain * week.grain)
    return Part(session.id, sitting.day, sitting.opens + late, minutes, room.id if room else None)


def _led_otherwise(week: Week) -> Iterator[Week]:
    """The week with other States in its posts: nobody, then the same few in every body."""
    codes = [one.code for one in week.delegations]
    yield _led_by(week, [])
    for row in (codes, codes[::-1]):
        yield _led_by(week, row)
    for region in sorted({one.region for one in week.delegations} - {""}):
        yield _led_by(week, [one.code for one in week.delegations if one.region == region])


def _led_by(week: Week, codes: Sequence[str]) -> Week:
    """The week with the first of some States in the posts of every body."""
    bodies = tuple(_body_led_by(body, codes) for body in week.bodies)
    return week.model_copy(update={"bodies": bodies})


def _body_led_by(body: Body, codes: Sequence[str]) -> Body:
    holders = {role: tuple(codes[: body.posts(role)]) for role in Role}
    return body.model_copy(
        update={
            "president": next(iter(holders[Role.PRESIDENT]), None),
            "co_chairs": holders[Role.CO_CHAIR],
            "co_rapporteurs": holders[Role.CO_RAPPORTEUR],
        }
    )
