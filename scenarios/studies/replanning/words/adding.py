"""Changes in words that add a session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from scenarios.reading.moments import Calendar
from scenarios.reading.names import plain, read_name
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_text import Values
from scenarios.studies.replanning.words.changes import FileChange
from scenarios.studies.replanning.words.form import Form
from scenarios.studies.replanning.words.phrase import (
    CLOSING,
    OPENING,
    Phrase,
    named_in,
    read_duration,
    several,
)
from scenarios.studies.replanning.words.writing import pin_values
from scheduler.week.clock import DAY, duration
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Kind, Session, Week
from scheduler.week.words import capital, listed

_FORM = "write it as in: add side event 'Launch of the report' 60 minutes at lunch led by NOR"

_TITLE = re.compile(rf"(.*?)(?:^|\s)[{OPENING}](.+?)[{CLOSING}](?=\s|$)(.*)", re.DOTALL)

_CLAUSE = re.compile(
    r"(?<!\sled)(?<!\sspoken)(?<!\sorganized)(?<!\sorganised)\s+"
    r"(?=(?:led\s+by|spoken\s+by|with\s+speakers|organi[sz]ed\s+by|by|of|on|at|in|for)\s)",
    re.IGNORECASE,
)

_NO_TIME = re.compile(r"\s(?:by|for|led|with\s+speakers)\s", re.IGNORECASE)
"""What a time never has in it: the words that begin what is said next."""

_SEATS = re.compile(r"(\d{1,6})(?:\s+(?:people|persons|seats|participants))?", re.IGNORECASE)

FEW = 4
"""Sittings that are no longer named one by one."""

LONGEST_KEY = 40
"""Characters of the longest key that is made of a title."""


def key_of(title: str, taken: Mapping[str, object]) -> str:
    """A key for a new session, made of its title, which no other has."""
    words = re.findall(r"\w+", re.sub(r"['’]", "", plain(title)).replace("_", " ")) or ["session"]
    key = str(words[0])[:LONGEST_KEY]
    for word in words[1:]:
        if len(key) + 1 + len(word) > LONGEST_KEY:
            break
        key = f"{key}-{word}"
    found, number = key, 2
    while found in taken:
        found, number = f"{key}-{number}", number + 1
    return found


def _add(phrase: Phrase) -> FileChange:
    week = phrase.week
    said = _TITLE.fullmatch(phrase.rest)
    if said is None:
        raise ValueError(f"write its title in quotation marks; {_FORM}")
    named, title, rest = said[1], said[2].strip(), said[3].strip()
    if not plain(title):
        raise ValueError(f"what is its title? {capital(_FORM)}")
    format_, called = _format(week, named)
    for session in week.sessions:
        if plain(session.title) == plain(title):
            raise ValueError(
                f"there is a session of this title already, {session.id}; give it another title"
            )
    first, *pieces = _CLAUSE.split(rest)
    minutes = read_duration(first)
    if minutes is None:
        raise ValueError(f"how long is it? Write it after the title, as in 60 minutes; {_FORM}")
    if minutes < 1:
        raise ValueError(f"how long is it? Write a number from 1; {_FORM}")
    asked = {"title": title, "format": format_, "least": minutes, "wanted": minutes}
    key = key_of(title, {**week.session, **week.body, **week.room})
    found = list[FileChange]()
    for details in _readings(phrase, pieces, format_, minutes):
        entry = {**asked, **details}
        what = "; ".join((called, duration(minutes), *_say(week, entry)))
        change = FileChange(
            values={"sessions": {key: entry}}, sentence=f"“{title}” ({key}) is added: {what}."
        )
        if change not in found:
            found.append(change)
    if len(found) > 1:
        meanings = listed((one.sentence.rstrip(".") for one in found), "or")
        raise ValueError(f"this can mean: {meanings}; write keys in place of names")
    return found[0]


def _readings(phrase: Phrase, pieces: list[str], format_: str, minutes: int) -> list[Values]:
    """What a file says of every way to read what stands after the title.

    A name may have such words in it as divide them.

    Raises
    ------
    ValueError
        Where there is none, of the one that comes furthest.
    """
    found, failed = list[Values](), list[tuple[int, ValueError]]()

    def read(start: int, details: Values) -> None:
        if start == len(pieces):
            try:
                found.append(_entry(phrase.week, details, format_, minutes))
            except ValueError as error:
                failed.append((start, error))
        for end in range(start + 1, len(pieces) + 1):
            try:
                key, value = _read_clause(phrase, " ".join(pieces[start:end]))
                if key in details and key != "times":
                    what = f"'{' '.join(pieces[start:end])}' says a second time what was said"
                    raise ValueError(f"{what}; leave one out")
            except ValueError as error:
                failed.append((start, error))
                continue
            before = details.get(key, []) if key == "times" else []
            read(end, {**details, key: [*before, *value] if key == "times" else value})

    read(0, {})
    if not found:
        raise max(failed, key=lambda one: one[0])[1]
    return found


def _entry(week: Week, details: Values, format_: str, minutes: int) -> Values:
    """What a file says of a session with such details."""
    found = {key: value for key, value in details.items() if key != "times"}
    if "body" not in found:
        found["body"] = _usual_body(week, format_)
    times = details.get("times", [])
    if times:
        found |= _when(week, times, found, minutes)
    return found


def _when(week: Week, times: list[str], entry: Values, minutes: int) -> Values:
    """Sittings, or a place, from words such as ``tuesday`` and ``lunch``, in either order."""
    calendar, failed = Calendar.of(week), list[ValueError]()
    if len(times) > 2:
        raise ValueError(f"'{' '.join(times)}' is not understood as a time; write the day once")
    for said in (times, times[::-1]) if len(times) == 2 else (times,):
        words = " ".join(said)
        pieces = [" ".join((one, *said[1:])) for one in several(said[0])]
        try:
            calendar.sittings_listed(pieces)
            return {"sittings": pieces}
        except ValueError as error:
            failed.append(error)
        if any(map(str.isdigit, words)) and not calendar.is_date(words):
            try:
                day, start = calendar.moment_named(words)
            except ValueError as error:
                failed.append(error)
                continue
            room = entry.get("rooms", [None])[0]
            return {"pinned": [pin_values(week, Part("", day, start, minutes, room))]}
    raise failed[-1]


def _say(week: Week, entry: Values) -> Iterator[str]:
    """The details of a session in words."""
    yield week.body[entry["body"]].name
    if "sittings" in entry:
        named = Calendar.of(week).sittings_listed(entry["sittings"])
        yield week.sitting_names(named) if len(named) < FEW else listed(entry["sittings"])
    for pin in entry.get("pinned", ()):
        day, start = Calendar.of(week).moment_named(pin["at"])
        yield week.moment_name(day * DAY + start)
    if "rooms" in entry:
        yield f"in {week.room_name(entry['rooms'][0])}"
    if "leaders" in entry:
        yield f"led by {week.whom(entry['leaders']) or 'nobody'}"
    if "speakers" in entry:
        yield f"with {week.whom(entry['speakers'])} to speak"
    if "attendance" in entry:
        yield f"for {entry['attendance']} people"


def _format(week: Week, text: str) -> tuple[str, str]:
    """The format that is named, also one of the scenario's own: its word, and as people say it."""
    known = {one.value: one.called for one in Format}
    known |= {own.word: own.name for own in week.formats}
    words = re.sub(r"^(?:a|an|the)\s+", "", text.strip(), flags=re.IGNORECASE)
    if not words:
        raise ValueError(f"what kind of session is it? {capital(_FORM)}")
    for one in (words, words.replace(" ", "_"), words.removesuffix("session").strip()):
        with suppress(ValueError):
            key = read_name(one, known, "format")
            return key, known[key]
    raise ValueError(f"there is no format '{words}'{suggestion(words, known)}")


def _read_clause(phrase: Phrase, clause: str) -> tuple[str, Any]:
    """A key of a session, and what a clause such as ``led by NOR`` says under it."""
    word, _, text = clause.partition(" ")
    lower = clause.lower()
    if lower.startswith("led by "):
        return "leaders", _delegations(phrase, clause[7:])
    if re.match(r"(spoken\s+by|with\s+speakers)\s", lower):
        return "speakers", _delegations(phrase, clause.split(maxsplit=2)[2])
    if re.match(r"organi[sz]ed\s+by\s", lower):
        return "body", phrase.find("body", clause.split(maxsplit=2)[2])
    if word.lower() in ("by", "of"):
        return "body", phrase.find("body", text)
    if word.lower() in ("on", "at"):
        if _NO_TIME.search(text):
            raise ValueError(f"'{text}' is not understood as a time")
        return "times", [text]
    if word.lower() == "in":
        if not phrase.week.rooms:
            raise ValueError("this scenario names no rooms; leave the room out")
        return "rooms", [named_in(phrase.week, text, ("room",))[0][1]]
    seats = _SEATS.fullmatch(text)
    if seats is None:
        raise ValueError(f"for how many? Write 'for 40 people' in place of '{clause}'")
    return "attendance", int(seats[1])


def _delegations(phrase: Phrase, text: str) -> list[str]:
    if plain(text) in ("nobody", "no one", "no-one"):
        return []
    with suppress(ValueError):  # Its name may have "and" in it.
        return [phrase.find("delegation", text)]
    return [phrase.find("delegation", name) for name in several(text)]


def _usual_body(week: Week, format_: str) -> str:
    """The body that convenes the others of a format, or else the one that coordinates."""
    alike = {session.bodies for session in week.sessions if _is(session, format_)}
    coordinating = [one.id for one in week.bodies if one.kind is Kind.COORDINATING_COMMITTEE]
    for bodies in ([key for keys in alike for key in keys], coordinating, [*week.body]):
        if len(set(bodies)) == 1:
            return bodies[0]
    known = {body.id: body.name for body in week.bodies}
    raise ValueError(f"of which body is it? Add 'by' and its key{suggestion('', known)}")


def _is(session: Session, format_: str) -> bool:
    return session.format_word == format_


FORMS: tuple[Form, ...] = (
    Form(
        ("add",),
        _add,
        first=True,
        examples=(
            "add side event 'Launch of the report' 60 minutes at lunch led by NOR",
            "add workshop 'Mapping' 2 hours on tuesday afternoon in obasi by mine-clearance for "
            "40 people",
        ),
        means="a new session, its title in quotation marks: a format, its length, and where it "
        "matters when it is (a sitting, a day, or a day and a time), in which room, led by whom "
        "(or `led by nobody`), by which body, and for how many people",
    ),
)
