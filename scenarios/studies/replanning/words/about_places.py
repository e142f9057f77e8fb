"""Changes in words of where a session sits: another time, another room, the place of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scenarios.reading.arguments import parts_argument, parts_in_words
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.replanning.words.changes import FileChange
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.phrase import Phrase, days_listed, named_in, splits
from scenarios.studies.replanning.words.writing import (
    at,
    merged,
    pin_values,
    section_of,
    sitting_words,
)
from scheduler.week.timetable import Part
from scheduler.week.week import Session
from scheduler.week.words import listed

_PART = re.compile(r"(?:part\s+(\d+)\s+of\s+(.+)|(.+)\s+part\s+(\d+))", re.IGNORECASE)

_MOVE = "write it as in: move opening to tuesday 15:00, or to tuesday afternoon, or to room c"


def _patch(phrase: Phrase, session: Session, entry: Values) -> Values:
    return at(section_of(phrase.situation.values, session.id), session.id, entry)


def _refuse_begun(phrase: Phrase, session: Session, parts: Sequence[Part] | None = None) -> None:
    begun = phrase.begun(session.id)
    for part in begun if parts is None else [one for one in begun if one in parts]:
        when = phrase.week.moment_name(part.begin)
        raise ValueError(f"{phrase.week.what(session.id)} began on {when} and stays as it was")


def _move(phrase: Phrase) -> FileChange:
    found, failed = list[FileChange](), list[ValueError]()
    for name, where in splits(phrase.rest, "to"):
        form = _PART.fullmatch(name)
        try:
            number = None
            try:
                key = phrase.find("session", name)
            except ValueError:
                if form is None:
                    raise
                key, number = phrase.find("session", form[2] or form[3]), int(form[1] or form[4])
            found.append(_moved(phrase, phrase.week.session[key], number, where))
        except ValueError as error:
            failed.append(error)
    return _only(found, failed, _MOVE)


def _only(found: list[FileChange], failed: list[ValueError], form: str) -> FileChange:
    """The one meaning of a sentence that can be divided in several ways."""
    if not found:
        raise failed[-1] if failed else ValueError(form)
    if len(found) > 1:
        meanings = listed((one.sentence.rstrip(".") for one in found), "or")
        raise ValueError(f"this can mean: {meanings}; write the key in place of the name")
    return found[0]


def _moved(phrase: Phrase, session: Session, number: int | None, where: str) -> FileChange:
    week, calendar = phrase.week, phrase.calendar
    try:
        rooms = named_in(week, where, ("room",))
    except ValueError:
        rooms = []
    if rooms and number is None:
        return _in(phrase, session, rooms[0][1])
    when, room = where, None
    for before, name in splits(where, "in"):
        try:
            room = named_in(week, name, ("room",))[0][1]
        except ValueError:
            continue
        when = before
    if not any(map(str.isdigit, when)) or calendar.is_date(when):
        if number is not None:
            raise ValueError("at what time? Write the day and the time, as in: to tuesday 15:00")
        return _to_sittings(phrase, session, when, room)
    day, start = calendar.moment_named(when)
    published = phrase.situation.published
    if number is None and len(published.of(session.id)) > 1:
        there = parts_in_words(week, published.of(session.id))
        what = f"which part of {week.what(session.id)}? Write 'move part 1 of {session.id} to …'"
        raise ValueError(f"{what}: {there}")
    parts = parts_argument(week, published, session, number)
    _refuse_begun(phrase, session, parts)
    minutes = _minutes(phrase, parts[0]) if parts else session.wanted
    new = Part(session.id, day, start, minutes, room)
    others = [pin for pin in session.pinned if number and not any(p.is_as(pin) for p in parts)]
    pins = [pin_values(phrase.week, pin) for pin in (*others, new)]
    which = f"Part {number} of {week.what(session.id)}" if number else week.what(session.id)
    inside = f" in {week.room_name(room)}" if room else ""
    return FileChange(
        values=_patch(phrase, session, {"pinned": pins}),
        sentence=f"{which} moves to {week.moment_name(new.begin)}{inside}.",
    )


def _minutes(phrase: Phrase, part: Part) -> int:
    """How long a part is: as it was published, but for changes to all of its session."""
    only = len(phrase.situation.published.of(part.session)) == 1
    return phrase.situation.given.get(part.session, part.minutes) if only else part.minutes


def _to_sittings(
    phrase: Phrase, session: Session, when: str, room: str | None = None
) -> FileChange:
    week = phrase.week
    sittings = frozenset(phrase.calendar.sittings_listed(days_listed(when)))
    _refuse_begun(phrase, session)
    days = {"days": None, "sittings": sitting_words(week, sittings), "pinned": None}
    inside = f" in {week.room_name(room)}" if room else ""
    return FileChange(
        values=_patch(phrase, session, {**days, "rooms": [room]} if room else days),
        sentence=f"{week.what(session.id)} moves to {week.sitting_names(sittings)}{inside}.",
    )


def _into_room(phrase: Phrase) -> FileChange:
    words = phrase.subject.split()
    if len(words) > 1 and words[-1].lower() in ("is", "sits", "meets"):
        words = words[:-1]
    session = phrase.week.session[phrase.find("session", " ".join(words))]
    if not phrase.week.rooms:
        raise ValueError("this scenario names no rooms; leave the room out")
    return _in(phrase, session, named_in(phrase.week, phrase.rest, ("room",))[0][1])


def _in(phrase: Phrase, session: Session, room: str) -> FileChange:
    week = phrase.week
    _refuse_begun(phrase, session)
    entry: Values = {"rooms": [room]}
    if session.pinned:
        pins = (pin._replace(room=room) if pin.room else pin for pin in session.pinned)
        entry["pinned"] = [pin_values(phrase.week, pin) for pin in pins]
    return FileChange(
        values=_patch(phrase, session, entry),
        sentence=f"{week.what(session.id)} is in {week.room_name(room)}.",
    )


def _swap(phrase: Phrase) -> FileChange:
    found, failed = list[FileChange](), list[ValueError]()
    for one, other in splits(phrase.rest, "and", "with"):
        try:
            keys = [phrase.find("session", name) for name in (one, other)]
            found.append(_swapped(phrase, *(phrase.week.session[key] for key in keys)))
        except ValueError as error:
            failed.append(error)
    return _only(found, failed, "write it as in: swap mine-clearance and victim-assistance")


def _swapped(phrase: Phrase, one: Session, other: Session) -> FileChange:
    week, published = phrase.week, phrase.situation.published
    if one == other:
        raise ValueError(f"{week.what(one.id)} would be swapped with itself; name another session")
    parts = {session.id: published.of(session.id) for session in (one, other)}
    for key, here in parts.items():
        if not here:
            raise ValueError(f"{week.what(key)} has no place in the published week to be swapped")
        _refuse_begun(phrase, week.session[key])
    if len(parts[one.id]) != len(parts[other.id]):
        said = [f"{week.what(key)}: {parts_in_words(week, here)}" for key, here in parts.items()]
        what = "they have not as many parts, so it is not clear which go where; write 'move part 1"
        raise ValueError(f"{what} of {one.id} to …' for each. {'. '.join(said)}")
    values: Values = {}
    for session, its in ((one, other), (other, one)):
        pairs = zip(parts[session.id], parts[its.id], strict=True)
        pins = [pin_values(week, _in_place_of(phrase, here, there)) for here, there in pairs]
        patch = _patch(phrase, session, {"pinned": pins})
        for section, inside in patch.items():
            values[section] = merged(values.get(section, {}), inside)
    return FileChange(
        values=values, sentence=f"{week.what(one.id)} and {week.what(other.id)} swap their times."
    )


def _in_place_of(phrase: Phrase, part: Part, other: Part) -> Part:
    """A part where another was; where it is longer than what is left of the sitting, earlier."""
    week, minutes = phrase.week, _minutes(phrase, part)
    sitting, start = week.sitting_of(other), other.start
    if sitting is not None and start + minutes > sitting.closes:
        latest = sitting.closes - minutes
        latest -= (latest - sitting.opens) % week.grain
        start = max(latest, sitting.opens)
    return Part(part.session, other.day, start, minutes, None)


FORMS: tuple[Form, ...] = (
    Form(
        ("move",),
        _move,
        first=True,
        examples=(
            "move stockpile-destruction to tuesday 15:00",
            "move stockpile-destruction to tuesday afternoon",
            "move part 1 of mine-clearance to monday 10:00",
        ),
        means="a session, or one part of it, sits there: at a time, with `in obasi` after it also "
        "in a room; on a day; or in a sitting",
    ),
    Form(
        ("in",),
        _into_room,
        kind="session",
        examples=("mine-clearance in obasi",),
        means="a session sits in this room",
    ),
    Form(
        ("swap",),
        _swap,
        first=True,
        examples=("swap completion-briefing and survivors-briefing",),
        means="two sessions take each other's times; each keeps its length, and has its own "
        "room, or one as near as can be",
    ),
)
