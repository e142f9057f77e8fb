"""From a scenario file to sessions and experiments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scenarios.loading.bodies import holders_of, select_posts
from scenarios.loading.calendar.formats import Formats
from scenarios.loading.people import People
from scenarios.loading.problems import Called, FileProblems, names_in
from scenarios.loading.schema import AgendaItem, ProposalEntry, ScenarioFile, SessionEntry
from scenarios.reading.moments import Calendar
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.week.agenda import Item
from scheduler.week.clock import clock, count, duration
from scheduler.week.leadership import ROLES, Post
from scheduler.week.structure import breaches
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Format, HeldExperiment, Proposal, Room, Session, Sitting, Week
from scheduler.week.words import listed, with_article

_EXPERIMENTS = ("experiments", "proposals")
"""Where a file has its experiments."""


class BuildContext(NamedTuple):
    """What sessions are built from: everything else in the week."""

    calendar: Calendar
    formats: Formats
    people: People
    bodies: Mapping[str, Body]
    rooms: Mapping[str, Room]
    grain: int
    problems: FileProblems


def build_sessions(file: ScenarioFile, context: BuildContext) -> tuple[Session, ...]:
    """The sessions and the experiments, in the order of the file."""
    found = [
        _session(name, entry, ("sessions", name), context) for name, entry in file.sessions.items()
    ]
    for name, proposal in file.experiments.proposals.items():
        path = (*_EXPERIMENTS, name)
        if name in file.sessions:
            context.problems.add(path, f"there is a session '{name}' too; give each its own key")
        found.append(_experiment(name, proposal, path, context))
    context.problems.distinct(called_sessions(found, context.problems), "session", "fine")
    keys = {session.id for session in found}
    for session, where in zip(found, session_entries(file), strict=True):
        if session.series in keys:
            what = f"there is a session '{session.series}', too; give the series its own key"
            context.problems.add((*where, "series"), what)
    for name, entry in file.sessions.items():
        if entry.source is not None:
            path = ("sessions", name, "source")
            context.problems.known(path, entry.source, list(file.sources), "source")
    return tuple(found)


def session_entries(file: ScenarioFile) -> dict[Path_, SessionEntry]:
    """The sessions and the experiments, by where they stand in the file."""
    found: dict[Path_, SessionEntry] = {("sessions", n): one for n, one in file.sessions.items()}
    return found | {(*_EXPERIMENTS, n): one for n, one in file.experiments.proposals.items()}


def called_sessions(sessions: Iterable[Session], problems: FileProblems) -> Iterator[Called]:
    """Sessions with their titles, and where these stand in the file."""
    for session in sessions:
        section = ("sessions",) if session.proposal is None else _EXPERIMENTS
        yield problems.called((*section, session.id), session.title, "title")


def _experiment(name: str, entry: ProposalEntry, path: Path_, context: BuildContext) -> Session:
    host = None if entry.host is None else context.people.code(entry.host, (*path, "host"))
    proposal = Proposal(
        host=host,
        volunteered=entry.volunteered,
        partners=frozenset(context.people.codes(entry.partners, (*path, "partners"))),
        value=entry.value,
        held=entry.held and HeldExperiment(**entry.held.model_dump()),
    )
    if entry.repeat is not None:
        context.problems.add((*path, "repeat"), "an experiment is held once; leave this out")
    session = _session(name, entry, path, context)
    hosts = frozenset() if host is None else frozenset({host})
    changes = {"proposal": proposal, "speakers": session.speakers | hosts | proposal.partners}
    if entry.leaders is None:
        changes |= {"leaders": frozenset(), "leading_posts": frozenset()}
    return session.model_copy(update=changes)


def _session(name: str, entry: SessionEntry, path: Path_, context: BuildContext) -> Session:
    problems, people = context.problems, context.people
    named = problems.names((*path, "body"), entry.body, names_in(context.bodies), "body")
    convened_by = tuple(dict.fromkeys(named))
    bodies = [context.bodies[key] for key in convened_by if key in context.bodies]
    speakers = people.select(entry.speakers, (*path, "speakers"))
    before = len(problems)
    agenda = _agenda(entry, path, context)
    asked = sum(item.asked for item in agenda) if len(problems) == before else None
    least, wanted = _minutes(entry, asked, path, context)
    led_from = frozenset(Post(body.id, role) for body in bodies for role in ROLES)
    leaders: frozenset[str] = frozenset()
    if entry.leaders is not None:
        led_from = select_posts(entry.leaders, context.bodies, (*path, "leaders"), problems)
        leaders = people.select(entry.leaders, (*path, "leaders"))
    heard_from = select_posts(entry.speakers, context.bodies, (*path, "speakers"), problems)
    rooms = problems.names((*path, "rooms"), entry.rooms or (), names_in(context.rooms), "room")
    subject = next((body.subject for body in bodies if body.subject), "")
    session = Session(
        id=name,
        title=entry.title or (bodies[0].name if bodies else name),
        bodies=convened_by,
        **_format(entry, path, context),
        subject=subject if entry.subject is None else entry.subject,
        least=least,
        wanted=wanted,
        most_parts=entry.parts.at_most,
        shortest=entry.parts.shortest or usual_shortest(least, entry.parts.at_most),
        sittings=_sittings(entry, path, context),
        hours=entry.hours,
        leaders=leaders | holders_of(led_from, context.bodies),
        speakers=speakers | holders_of(heard_from, context.bodies),
        agenda=agenda,
        leading_posts=led_from,
        speaking_posts=heard_from,
        audience=people.select(entry.audience, (*path, "audience")),
        languages=entry.languages,
        attendance=entry.attendance,
        equipment=frozenset(entry.equipment),
        rooms=None if entry.rooms is None else frozenset(rooms),
        optional=entry.optional,
        pinned=_pins(name, entry, path, context),
        series=entry.series or "",
        decides=entry.decides,
        used=entry.used,
    )
    _check_length(session, entry, path, context)
    return session


def _format(entry: SessionEntry, path: Path_, context: BuildContext) -> dict[str, Any]:
    """The format of a session, and the scenario's own word for it if it is one."""
    formats = context.formats
    word = context.problems.name((*path, "format"), entry.format, formats.names, "format")
    if (own := formats.own.get(word)) is not None:
        return {"format": own.like, "own_format": own}
    return {"format": Format(word) if word in formats.names else Format.PLENARY}


def _agenda(entry: SessionEntry, path: Path_, context: BuildContext) -> tuple[Item, ...]:
    """The items in order; minutes of a topic beside its speakers' are an item before them."""
    found, people = list[Item](), context.people
    for number, item in enumerate(entry.agenda):
        place: Path_ = (*path, "agenda", number, "speakers")
        before = len(context.problems)
        chosen = people.select(item.speakers, place)
        people.refuse_twice(item.speakers, place)
        who = people.in_order(item.speakers, chosen)
        each = item.minutes_each or (item.minutes // len(who) if who else 0)
        topic = item.minutes if item.minutes_each else item.minutes - each * len(who)
        _doubt_twice(entry.agenda, number, place[:-1], context.problems)
        if len(context.problems) == before:
            _doubt_minutes(item, len(who), place[:-1], context.problems)
        if topic:
            least = None if who else item.least
            used = None if who else item.used
            found.append(Item(title=item.item, minutes=topic, least=least, used=used))
        if who:
            found.append(
                Item(
                    title=item.item,
                    minutes=each,
                    speakers=who,
                    in_order=item.in_order,
                    least=item.least,
                    used=item.used,
                )
            )
        if item.least is not None and item.least > (each if who else item.minutes):
            what = f"{item.least} minutes are more than the item asks for"
            context.problems.add((*path, "agenda", number, "least"), f"{what}; ask for less")
    return tuple(found)


def _doubt_twice(
    agenda: Sequence[AgendaItem], number: int, path: Path_, problems: FileProblems
) -> None:
    """Warn of an item that says word for word what one before it says; it may be a copied row.

    A topic without speakers may come again later, such as a break, but not at once.
    """
    item = agenda[number]
    before = (
        agenda[:number] if item.speakers != type(item.speakers)() else agenda[number - 1 : number]
    )
    if item in before:
        what = f"'{item.item}' stands in this agenda twice, word for word, and counts twice"
        problems.warn(path, f"{what}; take one out, or give it another title if that is meant")


def _doubt_minutes(item: AgendaItem, speakers: int, path: Path_, problems: FileProblems) -> None:
    """Warn of an item that asks for no time, or not for that of its speakers."""
    none = "so it has no time in the plan"
    whole = problems.said(path, "'minutes'", (*path, "minutes"))
    each = problems.said(path, "'minutes_each'", (*path, "minutes_each"))
    if item.minutes_each and not speakers:
        rest = f"so only its {count(item.minutes, 'minute')} count" if item.minutes else none
        what = f"'{item.item}' has {count(item.minutes_each, 'minute')} each and no speakers"
        what = f"{what}, {rest}; name the speakers, or write {whole} for a topic"
    elif item.minutes < speakers and item.minutes and not item.minutes_each:
        few = f"{count(item.minutes, 'minute')} among {speakers} speakers leaves each with none"
        what = f"'{item.item}': {few}; write more {whole}, or {each}"
    elif not item.minutes and not item.minutes_each:
        key = f"{each} for its speakers" if speakers else whole
        what = f"'{item.item}' has no minutes, {none}; write {key}"
    else:
        return
    problems.warn(path, what)


def _minutes(
    entry: SessionEntry, asked: int | None, path: Path_, context: BuildContext
) -> tuple[int, int]:
    """Least and wanted minutes; those that the agenda asks for are rounded up to the grid.

    Where there is a slip in the agenda, ``asked`` is None, and nothing is held against it.
    """
    agenda = -(-(asked or 0) // context.grain) * context.grain
    wanted = entry.wanted or agenda or entry.least
    least = entry.least or wanted
    if asked is None and not entry.wanted:
        least = least or context.grain
        return least, least
    if wanted is None or least is None:
        what = "how long is it? Give 'least' or 'wanted' in minutes, or an agenda"
        context.problems.add(path, what, key=True)
        return context.grain, context.grain
    if wanted < least:
        said = "wanted" if entry.wanted else "agenda"
        what = f"it wants {duration(wanted)}, less than the {duration(least)} that it needs"
        context.problems.add((*path, said), what)
    return least, max(least, wanted)


def _sittings(entry: SessionEntry, path: Path_, context: BuildContext) -> frozenset[str] | None:
    if entry.days is None and entry.sittings is None:
        return None
    calendar, problems = context.calendar, context.problems
    allowed = {sitting.id for sitting in calendar.sittings}
    if entry.days is not None:
        days = problems.read_all((*path, "days"), entry.days, calendar.days_named)
        if (lost := calendar.holidays & days) and lost < days:
            names = (f"{calendar.date_of(day):%A %d %B}".replace(" 0", " ") for day in sorted(lost))
            what = f"nobody meets on {listed(names)}, a public holiday; its other days are left"
            problems.warn((*path, "days"), what)
        allowed &= {sitting.id for sitting in calendar.sittings if sitting.day in days}
    if entry.sittings is not None:
        allowed &= problems.read_all((*path, "sittings"), entry.sittings, calendar.open_sittings)
    return frozenset(allowed)


def _pins(name: str, entry: SessionEntry, path: Path_, context: BuildContext) -> tuple[Part, ...]:
    pins, problems = [], context.problems
    for number, pin in enumerate(entry.pinned):
        place: Path_ = (*path, "pinned", number)
        room = pin.room
        if room is not None:
            room = problems.name((*place, "room"), room, names_in(context.rooms), "room")
        moment = problems.read_at((*place, "at"), context.calendar.moment_named, pin.at)
        if moment is not None:
            pins.append(Part(name, *moment, pin.minutes, room))
    return tuple(pins)


def check_pins(file: ScenarioFile, week: Week, problems: FileProblems) -> None:
    """Note pins that no timetable can hold: more than parts, or no place for a part."""
    for path, entry in session_entries(file).items():
        session = week.session[str(path[-1])]
        if len(session.pinned) > session.most_parts:
            pins, parts = count(len(session.pinned), "place"), count(session.most_parts, "part")
            what = f"pinned to {pins}, but it may have at most {parts}"
            problems.add((*path, "pinned"), f"{what}; allow more parts, or take a pin away")
        if len(session.pinned) < len(entry.pinned):
            continue
        room = week.rooms[0].id if week.rooms else None
        timetable = Timetable(parts=tuple(pin._replace(room=room) for pin in session.pinned))
        numbers = {pin._replace(room=room): n for n, pin in enumerate(session.pinned)}
        for index, sentence in breaches(week, timetable):
            place = (*path, "pinned", numbers[timetable.parts[index]], "at")
            problems.add(place, sentence.removesuffix("."))


def _check_length(
    session: Session, entry: SessionEntry, path: Path_, context: BuildContext
) -> None:
    """Note lengths that no timetable can give: a slip of the pen, not a full week."""
    problems = context.problems
    open_to = [s for s in context.calendar.sittings if session.may_use(s)]
    if not open_to:
        if not problems and session.sittings == frozenset():
            what = "nobody meets on the days that it may have; name other days or sittings for it"
            problems.add(path, what)
        elif not problems:
            kind = with_article(session.format_name)
            lunch = f"lunch: {{hours: 13:00-15:00, for: [{session.format_word}]}}"
            value = {"hours": "13:00-15:00", "for": [session.format_word]}
            lunch = problems.said(path, lunch, ("week", "sittings", "lunch"), value)
            problems.add(path, f"no sitting on its days is open to {kind}; open one, as in {lunch}")
        return
    for keys, what in length_problems(session, open_to, context.grain):
        problems.add((*path, *keys), what)
    shortest, grain = entry.parts.shortest or 0, context.grain
    if shortest % grain and not any(sitting.whole for sitting in open_to):
        what = off_grid(shortest, grain, -(-shortest // grain) * grain)
        problems.add((*path, "parts", "shortest"), what)


def length_problems(
    session: Session, open_to: Sequence[Sitting], grain: int
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Find lengths of a session that no timetable can give: the keys, and what is wrong there.

    Parameters
    ----------
    open_to
        The sittings that it may use, at least one.
    grain
        The week's, in minutes.
    """
    longest = max(open_to, key=lambda sitting: sitting.minutes)
    hours = f"{clock(longest.opens)} to {clock(longest.closes)}"
    if session.most_parts == 1 and session.least > longest.minutes:
        yield (
            ("least",),
            f"{duration(session.least)} in one part is longer than any sitting open to it; the "
            f"longest is {hours}. Allow more parts, or ask for less",
        )
    elif session.shortest > longest.minutes:
        yield (
            ("parts", "shortest"),
            f"a part of {duration(session.shortest)} is longer than any sitting open to it; "
            f"the longest is {hours}",
        )
    if any(sitting.whole for sitting in open_to):
        return
    lengths = {session.wanted: "wanted", session.least: "least"}
    for minutes, key in sorted(lengths.items()):
        if minutes % grain:
            near = -(-minutes // grain) * grain
            yield (key,), off_grid(minutes, grain, near)


def usual_shortest(least: int, parts: int) -> int:
    """The shortest part, in minutes, of a session that does not say how short it may be."""
    return least if parts == 1 else min(least, 60)


def off_grid(minutes: int, grain: int, near: int) -> str:
    """Say that minutes are not on the grid, and what is near."""
    return f"{minutes} minutes are not on the grid of {grain} minutes; write {near}"
