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
        self._known: dict[str, bool] = {}
        self._more = (with_agendas(week, one) for one in _timetables(week))

    def __iter__(self) -> Iterator[Timetable]:
        yield from self._made
        for one in self._more:
            self._made.append(one)
            yield one

    def can_fail(self, rule: Rule) -> bool:
        """Whether a rule, with its parameters, finds anything in any of the attempts.

        The attempts are timetables of this very week, the same in every run: nothing held; all
        sessions at once, in each sitting in turn; one session after the other, in order and in the
        reverse of it; every session in every sitting; and some drawn at random. All keep the
        structure. A usual must is tried on each of them. Any other rule is tried only on those in
        which no session has more parts than it may have, or more time than it wants: that a limit
        could be passed where everybody meets all the time makes it no limit. What a rule finds in
        one of them it can find in this week. What it finds in none has no case here: nobody meets
        for it, its limit is out of reach, or it names nothing.

        A rule that speaks of posts alone is tried on other holders of the same posts: nobody, the
        same few States in every body, or those of one region.
        """
        key = repr(rule)
        if key not in self._known:
            self._known[key] = self._breaks(rule)
        return self._known[key]

    def _breaks(self, rule: Rule) -> bool:
        if rule.detail is Detail.NOTHING:
            nothing = Timetable()
            return any(any(rule.check(week, nothing)) for week in _led_otherwise(self.week))
        fair = rule.usual != "must"
        return any(
            any(rule.check(self.week, timetable))
            for timetable in self
            if not fair or asks_no_more(self.week, timetable)
        )


def asks_no_more(week: Week, timetable: Timetable) -> bool:
    """Whether no session has more parts than it may have, or more time than it wants.

    Its wanted time is counted up to the grid, and up to the end of a sitting that is used whole.
    """
    for session in week.sessions:
        parts = timetable.of(session.id)
        sittings = [week.sitting_of(part) for part in parts]
        if len(parts) > session.most_parts:
            return False
        whole = any(sitting is not None and sitting.whole for sitting in sittings)
        if not whole and sum(part.minutes for part in parts) >= session.wanted + week.grain:
            return False
    return True


def _timetables(week: Week) -> Iterator[Timetable]:
    """The attempts: first those made on purpose, then those drawn."""
    yield Timetable()
    rooms = sorted(week.rooms, key=lambda room: (room.seats, room.booths, room.id))
    order = tuple(week.sessions)
    for row in (order, order[::-1]):
        yield _in_turn(week, row, rooms)
        yield _packed(week, row, rooms)
        yield _spread(week, row, rooms)
    for sitting in week.sittings:
        yield _at_once(week, order, sitting, rooms[:1])
    parts = 0
    for number in range(MOST):
        if number < FEWEST or parts < AT_RANDOM:
            drawn = _drawn(week, Random(number), rooms, fair=number % 3 > 0)
            parts += len(drawn.parts)
            yield drawn
    yield _everywhere(week, order, rooms[:1], whole=True)
    yield _everywhere(week, order, rooms[-1:], whole=False)


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


def _packed(week: Week, sessions: Sequence[Session], rooms: Sequence[Room]) -> Timetable:
    """One sitting after the other filled to its end, with all that the sessions want."""
    parts = list[Part]()
    wanted = {session.id: session.wanted for session in sessions}
    left = {session.id: session.most_parts for session in sessions}
    for sitting in week.sittings:
        late = 0
        for session in sessions:
            room = sitting.minutes - late
            here = sitting in week.sittings_for(session.format_word)
            if here and wanted[session.id] > 0 and left[session.id] and room >= week.grain:
                minutes = min(wanted[session.id], room)
                which = rooms[-1] if rooms else None
                one = _part(week, session, sitting, which, late=late, minutes=minutes)
                parts.append(one)
                wanted[session.id] -= one.minutes
                left[session.id] -= 1
                late += one.minutes
    return Timetable.made_of(parts)


def _spread(week: Week, sessions: Sequence[Session], rooms: Sequence[Room]) -> Timetable:
    """Each session once, as evenly over the week as can be, as long as it wants."""
    parts = []
    for number, session in enumerate(sessions):
        sittings = week.sittings_for(session.format_word)
        if sittings:
            sitting = sittings[number * len(sittings) // len(sessions)]
            room = rooms[0] if rooms else None
            minutes = min(session.wanted, sitting.minutes)
            parts.append(_part(week, session, sitting, room, minutes=minutes))
    return Timetable.made_of(parts)


def _at_once(
    week: Week, sessions: Iterable[Session], opening: Sitting, rooms: Sequence[Room]
) -> Timetable:
    """All sessions that can run as a sitting opens, at once, as long as they want."""
    parts, room = list[Part](), rooms[0] if rooms else None
    for session in sessions:
        for sitting in week.sittings_for(session.format_word):
            late = (opening.begin - sitting.begin) // week.grain * week.grain
            if 0 <= late <= sitting.minutes - week.grain:
                minutes = min(session.wanted, sitting.minutes - late)
                parts.append(_part(week, session, sitting, room, late=late, minutes=minutes))
                break
    return Timetable.made_of(parts)


def _drawn(week: Week, chance: Random, rooms: Sequence[Room], *, fair: bool) -> Timetable:
    """Some sessions, some of the time, anywhere, with their agendas in any part.

    A fair one gives no session more parts or time than it asks for.
    """
    held, full, parts = chance.random() ** 0.5, chance.random() ** 3, list[Part]()
    for session in week.sessions:
        sittings = week.sittings_for(session.format_word)
        if not sittings or chance.random() > held:
            continue
        if fair:
            number = chance.randint(1, min(session.most_parts, len(sittings)))
            chosen = chance.sample(sittings, number)
        else:
            chosen = [sitting for sitting in sittings if chance.random() <= full]
        left, here = session.wanted, list[Part]()
        for sitting in chosen:
            late = chance.randrange(0, max(1, sitting.minutes - week.grain + 1), week.grain)
            longest = max(week.grain, sitting.minutes - late)
            longest = min(longest, max(week.grain, left)) if fair else longest
            minutes = chance.randrange(week.grain, longest + 1, week.grain)
            room = chance.choice(rooms) if rooms else None
            if left > 0 or not fair:
                here.append(_part(week, session, sitting, room, late=late, minutes=minutes))
                left -= here[-1].minutes
        here.sort(key=lambda part: part.begin)
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
