"""What a scenario file says once its week has become another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from scenarios.languages.texts import main_text
from scenarios.loading.calendar.repeating import spelled_out
from scenarios.loading.laying_over import lay_over
from scenarios.loading.patches import changed_at, mapping_at
from scenarios.loading.rules import order_names, refers_to
from scenarios.loading.sessions import usual_shortest
from scenarios.reading.moments import Calendar
from scenarios.reading.names import meetings, names_of, read_session_name
from scenarios.reading.yaml.yaml_source import Source
from scenarios.reading.yaml.yaml_text import Values
from scenarios.scenario import Scenario
from scenarios.studies.replanning.words.changes import Dropped, FileChange, names_session
from scheduler.errors import BadInput
from scheduler.week.agenda import Item
from scheduler.week.clock import DAY, clock
from scheduler.week.timetable import Part
from scheduler.week.week import PROGRAMME, Room, Session, Sitting, Week

_SITTINGS = (
    ("formats", "*", "sittings"),
    ("week", "poor"),
    ("delegations", "default", "present"),
    ("delegations", "default", "absent"),
    *(
        ("delegations", section, "*", word)
        for section in ("also", "except")
        for word in ("present", "absent")
    ),
    ("venue", "rooms", "*", "closed"),
    ("venue", "rooms", "*", "divides_into", "*", "closed"),
    ("experiments", "sittings"),
    ("sessions", "*", "sittings"),
    ("experiments", "proposals", "*", "sittings"),
)
"""Where a file names sittings; ``*`` stands for every key."""


def written(before: Scenario, after: Scenario, source: Source) -> Source:
    """What stands in a file whose scenario has become another, as by a `ScenarioChange`.

    Parameters
    ----------
    before
        The scenario of the file.
    source
        What stands in it, laid over what it extends.
    """
    sessions = after.week.session
    touched = {key for key, one in before.week.session.items() if one != sessions.get(key)}
    source = source._replace(data=spelled_out(source.data, touched, before.path.parent))
    left = before
    for session in before.week.session:
        if session not in after.week.session:
            source = laid(source, _dropped(left, source.data, session))
            left = Dropped(session=session).apply(left)
    gone = before.week.sitting.keys() - after.week.sitting.keys()
    if gone:
        source = source._replace(data=_without_names(before.week, after.week, source.data))
    for change in _changes(before.week, after.week, source.data):
        source = laid(source, change)
    return source


def rewritten(source: Source, change: FileChange, folder: Path) -> Source:
    """What stands in a file in a folder with a change in it, a series spelled out where need be."""
    touched = mapping_at(change.values, "sessions").keys() - mapping_at(source.data, "sessions")
    if touched:
        source = source._replace(data=spelled_out(source.data, touched, folder))
    return laid(source, change.values)


def laid(source: Source, patch: Values) -> Source:
    """What stands in a file with a patch laid over it."""
    return lay_over(source, Source(patch, {}, {}))


def merged(one: Values, other: Values) -> Values:
    """Two patches as one."""
    found = dict(one)
    for key, value in other.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = merged(found[key], value) if both else value
    return found


def _changes(before: Week, week: Week, data: Values) -> Iterator[Values]:
    """The patches that turn one week into another, to be laid over the values of its file."""
    for one in week.delegations:
        if one.sittings != before.delegation[one.code].sittings:
            also = one.code in mapping_at(data, "delegations", "also")
            here: Values = {
                "present": sitting_words(week, one.sittings or frozenset()),
                "absent": None,
            }
            if not here["present"]:
                here = {"present": None, "absent": sitting_words(week, frozenset(week.sitting))}
            yield {"delegations": {"also" if also else "except": {one.code: here}}}
    if before.sittings != week.sittings:
        yield {"week": _days(before, week, data["week"])}
    calendar = Calendar.of(week)
    for room, closed in _closed(before, week):
        # What follows by hours from what is written is not written: it would close more in turn.
        alone = {one for one in closed if calendar.by_hours([one]).touched <= closed}
        said = alone if calendar.by_hours(alone).touched == closed else closed
        yield room_patch(data, room, {"closed": sitting_words(week, frozenset(said))})
    if week.interpretation is not None and week.interpretation != before.interpretation:
        yield {"venue": {"interpretation": {"teams": week.interpretation.teams}}}
    for session in week.sessions:
        was = before.session[session.id]
        if session != was:
            section, entry = entry_of(data, session.id)
            yield at(section, session.id, _asked(week, session, was, entry))


def _without_names(before: Week, week: Week, data: Values) -> Values:
    """Values that no longer name sittings which the week has lost."""
    old, new = Calendar.of(before).open_sittings, Calendar.of(week).open_sittings

    def left(words: Any) -> Any:
        if not isinstance(words, str | list):
            return words
        listed = [words] if isinstance(words, str) else words
        kept = [word for word in listed if _reads(new, word) or not _reads(old, word)]
        return words if kept == listed else kept

    for way in _SITTINGS:
        data = changed_at(data, way, left)
    return data


def _reads(reader: Callable[[str], object], word: Any) -> bool:
    try:
        reader(str(word))
    except ValueError:
        return False
    return True


def sitting_words(week: Week, chosen: frozenset[str]) -> list[str]:
    """Sittings in words, a whole day by its date."""
    found: list[str] = []
    for day in week.days:
        here = [sitting.id for sitting in week.sittings_on(day)]
        if chosen.issuperset(here):
            found.append(week.date_of(day).isoformat())
        else:
            found += [sitting for sitting in here if sitting in chosen]
    return found


def _days(before: Week, week: Week, entry: Values) -> Values:
    """Days on which nobody meets any more, and what differs on others."""
    calendar, closed, days = Calendar.of(before), list[str](), dict[str, Values]()
    said = filter(calendar.is_date, entry.get("days") or ())
    dated = {calendar.day_named(words): words for words in said}
    for day in before.days:
        here = before.sittings_on(day)
        left = {sitting.name: sitting for sitting in week.sittings_on(day)}
        date = before.date_of(day).isoformat()
        if not left:
            closed.append(date)
        elif day in dated and here != week.sittings_on(day):
            # What the file says of this date alone cannot be taken away from it otherwise.
            every = {name: _sitting(one) for name, one in left.items()}
            days[dated[day]] = {"only": True, "sittings": every}
        elif here != week.sittings_on(day):
            differ = [one.name for one in here if left.get(one.name) != one]
            days[date] = {
                "sittings": {name: _hours(left[name]) if name in left else "off" for name in differ}
            }
    return {key: value for key, value in (("closed", closed), ("days", days)) if value}


def _hours(sitting: Sitting) -> Values:
    return {"hours": f"{clock(sitting.opens)}-{clock(sitting.closes)}"}


def _sitting(sitting: Sitting) -> Values:
    """All that a sitting is, whatever else is said of its day."""
    found = _hours(sitting)
    if sitting.formats != PROGRAMME or sitting.own:
        found["for"] = [*sorted(one.value for one in sitting.formats), *sorted(sitting.own)]
    return {**found, "whole": True} if sitting.whole else found


def _closed(before: Week, week: Week) -> Iterator[tuple[Room, frozenset[str]]]:
    """Rooms that are closed in more sittings, and in which.

    What shares a floor with them follows: a hall stands for all its sections, and what is made of
    several is closed with them.
    """
    more = {room.id: room.closed - before.room[room.id].closed for room in week.rooms}
    for room in week.rooms:
        sections = [more[one.id] for one in week.rooms if one.hall == room.id and not one.joins]
        more[room.id] = more[room.id].intersection(*sections)
    for room in week.rooms:
        closed = more[room.id] - more.get(room.hall or "", frozenset())
        if closed and not room.joins:
            yield room, closed


def room_patch(data: Values, room: Room, entry: Values) -> Values:
    """What is said of a room, where the file has it: a section stands in its hall."""
    if room.hall is None:
        return {"venue": {"rooms": {room.id: entry}}}
    sections = mapping_at(data, "venue", "rooms", room.hall, "divides_into")
    section = sections.get(room.id)
    whole = {"seats": section, **entry} if isinstance(section, int) else entry
    return {"venue": {"rooms": {room.hall: {"divides_into": {room.id: whole}}}}}


def section_of(data: Values, session: str) -> tuple[str, ...]:
    """The section in which a session stands; that of sessions where it is one of a series."""
    proposals = ("experiments", "proposals")
    return proposals if session in mapping_at(data, *proposals) else ("sessions",)


def entry_of(data: Values, session: str) -> tuple[tuple[str, ...], Values]:
    """The section in which a session stands, and what stands there."""
    for section in (("sessions",), ("experiments", "proposals")):
        inside = mapping_at(data, *section)
        if session in inside:
            return section, inside[session]
    what = f"a part of “{session}” has begun, and the scenario never had it; add it to its sessions"
    raise BadInput.at("", what)


def at(section: tuple[str, ...], key: str, entry: Values | None) -> Values:
    found: Values = {key: entry}
    for step in reversed(section):
        found = {step: found}
    return found


def _asked(week: Week, session: Session, was: Session, entry: Values) -> Values:
    """What a session asks for now, where it asked for something else."""
    found: Values = {
        name: getattr(session, name)
        for name in ("least", "wanted")
        if getattr(session, name) != getattr(was, name)
    }
    parts = entry.get("parts")
    said = parts.get("shortest") if isinstance(parts, dict) else None
    shortest = said or usual_shortest(session.least, session.most_parts)
    if no_shorter(session) != no_shorter(session.model_copy(update={"shortest": shortest})):
        shared = {"at_most": parts} if isinstance(parts, int) else {}
        found["parts"] = {**shared, "shortest": session.shortest}
    if session.agenda != was.agenda:
        found |= {"least": session.least, "wanted": session.wanted}
        found["agenda"] = _agenda(session, was, entry)
    if session.proposal is not None and session.proposal != was.proposal:
        found["volunteered"] = session.proposal.volunteered
    if session.pinned != was.pinned:
        found["pinned"] = [pin_values(week, pin) for pin in session.pinned]
    return found


def pin_values(week: Week, part: Part) -> Values:
    """A place as a scenario file pins it."""
    date = week.date_of(part.day + part.start // DAY)
    found = {"at": f"{date} {clock(part.start % DAY)}", "minutes": part.minutes}
    return found if part.room is None else {**found, "room": part.room}


def no_shorter(session: Session) -> int:
    """The shortest part that a session can have, in minutes: all of it where it has one part."""
    shortest = session.shortest
    return max(shortest, session.least) if session.most_parts == 1 else shortest


def _agenda(session: Session, was: Session, entry: Values) -> list[Values]:
    """An agenda of which some items have changed, as a scenario file has it."""
    said = entry.get("agenda") or ()
    anew = agenda_values(session.agenda, entry)
    if not len(said) == len(was.agenda) == len(session.agenda):
        # One of the file is two of the session, or has gone.
        return anew
    found = []
    for one, item, before, new in zip(said, session.agenda, was.agenda, anew, strict=True):
        same = item.speakers == before.speakers
        least = {} if item.least is None else {"least": item.least}
        found.append({**one, **least} if same else new)
    return found


def agenda_values(agenda: Sequence[Item], entry: Values) -> list[Values]:
    """An agenda as a scenario file has it, with titles in all the languages in which it has them.

    Parameters
    ----------
    entry
        What stands in the file of its session.
    """
    titles = {main_text(one.get("item")): one.get("item") for one in entry.get("agenda") or ()}
    return [_item_values(item, titles.get(item.title, item.title)) for item in agenda]


def _item_values(item: Item, title: str | Values) -> Values:
    found: Values = {"item": title}
    if item.speakers:
        found |= {"speakers": list(item.speakers), "minutes_each": item.minutes}
    else:
        found["minutes"] = item.minutes
    if item.least is not None:
        found["least"] = item.least
    return {**found, "in_order": True} if item.in_order else found


def _dropped(scenario: Scenario, data: Values, session: str) -> Values:
    """A session taken out of its section, of the order, and of the rules that name it."""
    section, _ = entry_of(data, session)
    found, rules = at(section, session, None), dict[str, Values]()
    if isinstance(data.get("order"), list):
        found["order"] = list(_order_without(data["order"], scenario.week, session))
    for setting in scenario.settings:
        entry = (data.get("rules") or {}).get(setting.rule.name)
        for field, listed in entry.items() if isinstance(entry, dict) else ():
            named = getattr(setting.rule, field, None)
            if isinstance(listed, list) and isinstance(named, tuple):
                if len(listed) == len(named):
                    pairs = zip(listed, named, strict=True)
                    left = [said for said, one in pairs if not names_session(one, session)]
                else:  # Meetings that repeat are named together.
                    left = [said for said in listed if not _names(scenario.week, said, session)]
                if left != listed:
                    rules.setdefault(setting.rule.name, {})[field] = left
            elif isinstance(named, dict) and refers_to(type(setting.rule), field) == "session":
                gone = [said for said in listed if _names(scenario.week, said, session)]
                if gone:
                    rules.setdefault(setting.rule.name, {})[field] = dict.fromkeys(gone)
    return {**found, "rules": rules} if rules else found


def _names(week: Week, said: Any, session: str) -> bool:
    """Whether an entry of a rule in a file names the session, and no other meeting with it."""
    known = names_of(week, "body") | names_of(week, "session")
    for word in said.values() if isinstance(said, dict) else (said,):
        with suppress(ValueError):
            if isinstance(word, str):
                key = read_session_name(word, known, week)
                if meetings(week, key, known) == (session,):
                    return True
    return False


def _order_without(order: list[Values], week: Week, session: str) -> Iterator[Values]:
    """The entries of an order without the session, and without those that spoke of it alone."""
    known = order_names(week)
    for entry in order:
        sides = {}
        for side in ("first", "then"):
            words = [entry[side]] if isinstance(entry[side], str) else entry[side]
            keys = {word: read_session_name(word, known, week) for word in words}
            sides[side] = [
                word for word, key in keys.items() if meetings(week, key, known) != (session,)
            ]
            if sides[side] == words:
                sides[side] = entry[side]
        if all(sides.values()):
            yield {**entry, **sides}
