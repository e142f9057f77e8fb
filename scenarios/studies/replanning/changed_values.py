"""What stands in a scenario file once its week has become another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from scenarios.loading.laying_over import lay_over
from scenarios.loading.loading import resolve
from scenarios.loading.rules import order_names, refers_to
from scenarios.loading.sessions import usual_shortest
from scenarios.reading.moments import Calendar
from scenarios.reading.names import read_name
from scenarios.reading.yaml.yaml_source import Source
from scenarios.reading.yaml.yaml_text import Values
from scenarios.scenario import Scenario
from scenarios.studies.replanning.changes import names_session, without_session
from scenarios.studies.replanning.patches import patched
from scenarios.studies.replanning.publishing import GIVE_WAY
from scheduler.errors import BadInput
from scheduler.week.agenda import Item
from scheduler.week.clock import clock
from scheduler.week.week import PROGRAMME, Room, Session, Sitting, Week


def changed_values(
    before: Source, path: Path, patches: Iterable[Path], week: Week, held: Collection[str]
) -> Values:
    """The values of a scenario file after a replan, laid over those of the file that it extends.

    Parameters
    ----------
    before, path
        The file that was replanned, as it was.
    patches
        Files that were laid over it.
    week
        The week after all changes.
    held
        Sessions of it that were dropped after a part of them was held.

    Raises
    ------
    BadInput
        Where the file cannot be used, or does not have a session that was held.
    """
    source = patched(before, patches)
    scenario, data = resolve(source, path), source.data
    for session in scenario.week.session:
        if session in held or session not in week.session:
            data = _laid(data, _dropped(scenario, data, session))
            settings = tuple(without_session(setting, session) for setting in scenario.settings)
            scenario = scenario.model_copy(update={"settings": settings})
    for key in held:
        section, entry = _entry(before.data, key)
        data = _laid(data, _at(section, key, {**entry, **_as_held(week.session[key])}))
    for change in _changes(scenario.week, week, data, held):
        data = _laid(data, change)
    left_out = dict.fromkeys(filter((data.get("rules") or {}).__contains__, GIVE_WAY))
    return _laid(data, {"rules": left_out}) if left_out else data


def _laid(data: Values, patch: Values) -> Values:
    values: Values = lay_over(Source(data, {}, {}), Source(patch, {}, {})).data
    return values


def _changes(before: Week, week: Week, data: Values, held: Collection[str]) -> Iterator[Values]:
    """The patches that turn one week into another, to be laid over the values of its file."""
    for one in week.delegations:
        if one.sittings != before.delegation[one.code].sittings:
            also = one.code in (data.get("delegations", {}).get("also") or {})
            here: Values = {"present": _sittings(week, one.sittings or frozenset()), "absent": None}
            if not here["present"]:
                here = {"present": None, "absent": _sittings(week, frozenset(week.sitting))}
            yield {"delegations": {"also" if also else "except": {one.code: here}}}
    if gone := before.sitting.keys() - week.sitting.keys():
        yield {"week": _without_sittings(before, gone, data["week"])}
    calendar = Calendar.of(week)
    for room, closed in _closed(before, week):
        # What follows by hours from what is written is not written: it would close more in turn.
        alone = {one for one in closed if calendar.by_hours([one]).touched <= closed}
        said = alone if calendar.by_hours(alone).touched == closed else closed
        yield {"venue": {"rooms": _room(data, room, _sittings(week, frozenset(said)))}}
    if week.interpretation is not None and week.interpretation != before.interpretation:
        yield {"venue": {"interpretation": {"teams": week.interpretation.teams}}}
    for session in week.sessions:
        was = before.session.get(session.id)
        if was is not None and session != was and session.id not in held:
            section, entry = _entry(data, session.id)
            yield _at(section, session.id, _asked(session, was, entry))


def _sittings(week: Week, chosen: frozenset[str]) -> list[str]:
    """Sittings in words, a whole day by its date."""
    found: list[str] = []
    for day in week.days:
        here = [sitting.id for sitting in week.sittings_on(day)]
        if chosen.issuperset(here):
            found.append(week.date_of(day).isoformat())
        else:
            found += [sitting for sitting in here if sitting in chosen]
    return found


def _without_sittings(before: Week, gone: Collection[str], entry: Values) -> Values:
    """Days on which nobody meets, and the sittings that another day no longer has."""
    calendar, closed, days = Calendar.of(before), list[str](), dict[str, Values]()
    said = filter(calendar.is_date, entry.get("days") or ())
    dated = {calendar.day_named(words): words for words in said}
    for day in before.days:
        here = before.sittings_on(day)
        off = {sitting.name: "off" for sitting in here if sitting.id in gone}
        date = before.date_of(day).isoformat()
        if len(off) == len(here):
            closed.append(date)
        elif off and day in dated:
            left = {one.name: _sitting(one) for one in here if one.id not in gone}
            days[dated[day]] = {"only": True, "sittings": left}
        elif off:
            days[date] = {"sittings": off}
    return {key: value for key, value in (("closed", closed), ("days", days)) if value}


def _sitting(sitting: Sitting) -> Values:
    """All that a sitting is, whatever else is said of its day."""
    found: Values = {"hours": f"{clock(sitting.opens)}-{clock(sitting.closes)}"}
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


def _room(data: Values, room: Room, closed: list[str]) -> Values:
    if room.hall is None:
        return {room.id: {"closed": closed}}
    section = data["venue"]["rooms"][room.hall]["divides_into"][room.id]
    entry = {"seats": section} if isinstance(section, int) else {}
    return {room.hall: {"divides_into": {room.id: {**entry, "closed": closed}}}}


def _entry(data: Values, session: str) -> tuple[tuple[str, ...], Values]:
    """The section in which a session stands, and what stands there."""
    for section in (("sessions",), ("experiments", "proposals")):
        inside: Any = data
        for key in section:
            inside = inside.get(key) or {}
        if session in inside:
            return section, inside[session]
    what = f"a part of “{session}” has begun, and the scenario never had it; add it to its sessions"
    raise BadInput.at("", what)


def _at(section: tuple[str, ...], key: str, entry: Values | None) -> Values:
    found: Values = {key: entry}
    for step in reversed(section):
        found = {step: found}
    return found


def _asked(session: Session, was: Session, entry: Values) -> Values:
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
    return found


def no_shorter(session: Session) -> int:
    """The shortest part that a session can have, in minutes: all of it where it has one part."""
    shortest = session.shortest
    return max(shortest, session.least) if session.most_parts == 1 else shortest


def _as_held(session: Session) -> Values:
    """What is asked of a session that was dropped after a part of it was held: that part."""
    return {
        "body": list(session.bodies),
        "least": session.least,
        "wanted": session.wanted,
        "parts": {"at_most": session.most_parts, "shortest": session.shortest},
        "agenda": list(map(_item, session.agenda)) or None,
        **dict.fromkeys(("days", "sittings", "hours", "rooms", "pinned")),
    }


def _agenda(session: Session, was: Session, entry: Values) -> list[Values]:
    """An agenda of which some items have changed, as a scenario file has it."""
    said = entry.get("agenda") or ()
    if not len(said) == len(was.agenda) == len(session.agenda):
        # One of the file is two of the session, or has gone.
        return list(map(_item, session.agenda))
    found = []
    for one, item, before in zip(said, session.agenda, was.agenda, strict=True):
        same = item.speakers == before.speakers
        least = {} if item.least is None else {"least": item.least}
        found.append({**one, **least} if same else _item(item))
    return found


def _item(item: Item) -> Values:
    """An item of an agenda as a scenario file has it."""
    found: Values = {"item": item.title}
    if item.speakers:
        found |= {"speakers": list(item.speakers), "minutes_each": item.minutes}
    else:
        found["minutes"] = item.minutes
    if item.least is not None:
        found["least"] = item.least
    return {**found, "in_order": True} if item.in_order else found


def _dropped(scenario: Scenario, data: Values, session: str) -> Values:
    """A session taken out of its section, of the order, and of the rules that name it."""
    section, _ = _entry(data, session)
    found, rules = _at(section, session, None), dict[str, Values]()
    if isinstance(data.get("order"), list):
        found["order"] = list(_order_without(data["order"], scenario.week, session))
    for setting in scenario.settings:
        entry = (data.get("rules") or {}).get(setting.rule.name)
        for field, listed in entry.items() if isinstance(entry, dict) else ():
            named = getattr(setting.rule, field, None)
            if isinstance(listed, list) and isinstance(named, tuple):
                left = [
                    said
                    for said, one in zip(listed, named, strict=True)
                    if not names_session(one, session)
                ]
                if left != listed:
                    rules.setdefault(setting.rule.name, {})[field] = left
            elif isinstance(named, dict) and refers_to(type(setting.rule), field) == "session":
                gone = [said for said, one in zip(listed, named, strict=True) if one == session]
                if gone:
                    rules.setdefault(setting.rule.name, {})[field] = dict.fromkeys(gone)
    return {**found, "rules": rules} if rules else found


def _order_without(order: list[Values], week: Week, session: str) -> Iterator[Values]:
    """The entries of an order without the session, and without those that spoke of it alone."""
    known = order_names(week)
    for entry in order:
        sides = {}
        for side in ("first", "then"):
            words = [entry[side]] if isinstance(entry[side], str) else entry[side]
            sides[side] = [word for word in words if read_name(word, known, "session") != session]
            if sides[side] == words:
                sides[side] = entry[side]
        if all(sides.values()):
            yield {**entry, **sides}
