"""Rewordings: changes that say the same in other words, or add what has nothing to do with it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from scheduler.week.clock import clock, parse_clock
from tests.laws.recommendations.drafts import (
    COLUMNS,
    Base,
    Draft,
    NothingToChangeError,
    Pick,
    Row,
    placed_at,
)
from tests.laws.recommendations.mutations import Change
from tests.laws.recommendations.whole_week import VACUOUS

LANGUAGES = ("en", "fr", "es")

WORDS = (
    "Blue",
    "Cooperation and stockpile destruction",
    "Standing Committee on Nothing",
    "Mine action",
    "The General Status",
    "Ééé",
    "Q",
    "Small group: victim assistance",
)
"""Names that may mislead who reads words."""


def rename_the_bodies(base: Base, draft: Draft, pick: Pick) -> str:
    for number, body in enumerate(draft.data["bodies"].values()):
        body["name"] = f"{pick(WORDS)} {number}"
    return "other names of bodies"


def retitle_the_sessions(base: Base, draft: Draft, pick: Pick) -> str:
    for number, session in enumerate(_sessions(draft)):
        session["title"] = f"{pick(WORDS)} {number}"
    draft.data["title"] = pick(WORDS)
    return "other titles of sessions"


def rename_what_else_has_a_name(base: Base, draft: Draft, pick: Pick) -> str:
    """Instruments, rooms, delegations besides the table, and the place."""
    for part in (
        draft.data["instruments"],
        draft.data["venue"].get("rooms", {}),
        draft.data["delegations"].get("also", {}),
    ):
        for number, one in enumerate(part.values()):
            one["name"] = f"{pick(WORDS)} {number}"
    draft.data["venue"]["name"] = pick(WORDS)
    return "other names of instruments, rooms and delegations"


def call_the_subjects_otherwise(base: Base, draft: Draft, pick: Pick) -> str:
    """Each subject by another word, the same everywhere."""
    subjects = sorted({session.subject for session in base.week.sessions} - {""})
    words = pick(
        [
            [f"matter {number}" for number in range(len(subjects))],
            list(reversed(subjects)),
            [*subjects[1:], subjects[0]],
        ]
    )
    other = dict(zip(subjects, words, strict=True))
    for one in (*draft.data["bodies"].values(), *_sessions(draft)):
        if one.get("subject"):
            text = one["subject"]
            word = text["en"] if isinstance(text, dict) else text
            one["subject"] = other.get(word, word)
    return f"subjects by other words: {other}"


def speak_one_language(base: Base, draft: Draft, pick: Pick) -> str:
    """All texts in one language, or with another for the main one."""
    first = pick(LANGUAGES)
    only = pick([True, False])
    draft.data = _in_language(draft.data, first, only)
    return f"in {first}" + (" only" if only else " first")


def _in_language(value: Any, first: str, only: bool) -> Any:
    if isinstance(value, list):
        return [_in_language(one, first, only) for one in value]
    if not isinstance(value, dict):
        return value
    if value and set(value) <= set(LANGUAGES):
        if first not in value:
            return value
        order = [first, *(one for one in value if one != first)]
        return value[first] if only else {one: value[one] for one in order}
    return {key: _in_language(one, first, only) for key, one in value.items()}


def rename_the_keys(base: Base, draft: Draft, pick: Pick) -> str:
    """Bodies, sessions, proposals, rooms and instruments by other keys, the same everywhere."""
    kinds = [
        draft.data["bodies"],
        {**draft.data["sessions"], **draft.data.get("experiments", {}).get("proposals", {})},
        draft.data["instruments"],
    ]
    chosen = [kind for kind in kinds if pick([True, False])] or kinds[:1]
    shape = pick(["key-{}", "x{}", "{}-z", "session-{}"])
    known = {key for kind in kinds for key in kind}
    new = {
        key: shape.format(number)
        for number, key in enumerate(dict.fromkeys(key for kind in chosen for key in kind))
    }
    assert not known & set(new.values())
    draft.data = _renamed(draft.data, new, "")
    for row in draft.rows:
        row["session"] = new.get(row["session"], row["session"])
    for rows in draft.others.values():
        for row in rows:
            row["session"] = new.get(row["session"], row["session"])
    draft.keys = {**{old: new.get(now, now) for old, now in draft.keys.items()}, **new}
    return f"other keys, such as {next(iter(new.values()))}"


_WORDS_NOT_KEYS = frozenset(
    [
        "at_once",
        "co_chairs",
        "co_rapporteurs",
        "committee",
        "country",
        "format",
        "from",
        "group",
        "host",
        "item",
        "kind",
        "name",
        "of",
        "partners",
        "president",
        "relation",
        "source",
        "state",
        "subject",
        "table",
        "title",
        "to",
        "what",
        "where",
    ]
)
"""Under these stand words, and no keys of the scenario."""


def _renamed(value: Any, new: dict[str, str], under: str) -> Any:
    if under in _WORDS_NOT_KEYS:
        return value
    if isinstance(value, dict):
        return {
            (new.get(key, key) if _holds_keys(under) else key): _renamed(one, new, str(key))
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_renamed(one, new, under) for one in value]
    return new.get(value, value) if isinstance(value, str) else value


def _holds_keys(under: str) -> bool:
    return under in ("bodies", "sessions", "proposals", "instruments", "weights")


def rename_the_rooms(base: Base, draft: Draft, pick: Pick) -> str:
    rooms = [key for one in draft.data["venue"]["rooms"].items() for key in _room_keys(*one)]
    new = {key: f"room-{number}" for number, key in enumerate(rooms)}
    for row in (*draft.rows, *(row for rows in draft.others.values() for row in rows)):
        row["room"] = new.get(row["room"], row["room"])

    def renamed(value: Any, under: str) -> Any:
        if isinstance(value, dict):
            keyed = under in ("rooms", "divides_into")
            return {(new.get(k, k) if keyed else k): renamed(v, str(k)) for k, v in value.items()}
        if isinstance(value, list):
            return [renamed(one, under) for one in value]
        return new.get(value, value) if under in ("rooms", "room", "joins") else value

    draft.data = renamed(draft.data, "")
    return "other keys of rooms"


def _room_keys(key: str, room: dict[str, Any]) -> Iterator[str]:
    yield key
    yield from room.get("divides_into", {})


def change_the_order(base: Base, draft: Draft, pick: Pick) -> str:
    """The sections, what stands in them, and the rows stand in another order."""
    turned = pick(
        [
            lambda items: list(reversed(items)),
            lambda items: [*items[1:], *items[:1]],
            lambda items: sorted(items, key=str),
        ]
    )
    top = dict(turned(list(draft.data.items())))
    for section in ("bodies", "sessions", "rules", "sources", "instruments"):
        if section in top:
            top[section] = dict(turned(list(top[section].items())))
    proposals = top.get("experiments", {}).get("proposals")
    if proposals:
        top["experiments"]["proposals"] = dict(turned(list(proposals.items())))
    top["order"] = turned(top.get("order", []))
    draft.data = top
    draft.rows = turned(draft.rows)
    return "in another order"


def write_the_hours_otherwise(base: Base, draft: Draft, pick: Pick) -> str:
    """``10.00 – 13.00`` for ``10:00-13:00``, ``15`` for ``15%``, ``20.06.2011`` for a date."""
    shape = pick(["{} – {}", "{} to {}", "{}-{}"])
    mark = pick(["h", ":", "."])

    def hours(text: str) -> str:
        begin, end = text.split("-")
        if mark != ".":  # with a point, 10.00 is a time only beside another that is plainly one
            begin, end = begin.replace(":", mark), end.replace(":", mark)
        return shape.format(begin, end)

    def rewritten(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: rewritten(one) for key, one in value.items()}
        if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d-\d\d:\d\d", value):
            return hours(value)
        return value

    draft.data["week"] = rewritten(draft.data["week"])
    for end in ("from", "to"):
        day = date.fromisoformat(str(draft.data["week"][end]))
        draft.data["week"][end] = pick([f"{day:%d.%m.%Y}", f"{day.day} {day:%B %Y}", f"{day}"])
    share = draft.data.get("experiments", {}).get("share")
    if isinstance(share, str):
        draft.data["experiments"]["share"] = pick([int(share.rstrip("% ")), f"{share[:-1]} %"])
    return f"hours as in {hours('10:00-13:00')}"


def write_the_days_otherwise(base: Base, draft: Draft, pick: Pick) -> str:
    """Dates for weekdays, where each weekday comes once."""
    first = base.week.first
    if base.week.length > 7:
        raise NothingToChangeError
    names = {(first + timedelta(n)).strftime("%A").lower(): first + timedelta(n) for n in range(7)}
    shape = pick(["%Y-%m-%d", "%A", "%d %B %Y", "%a"])
    for session in _sessions(draft):
        if session.get("days"):
            days = session["days"] if isinstance(session["days"], list) else [session["days"]]
            session["days"] = [
                names[day].strftime(shape) if day in names else day for day in map(str, days)
            ]
    return f"days as in {first.strftime(shape)}"


def write_a_file(base: Base, draft: Draft, pick: Pick) -> str:
    """The scenario as text, with remarks, in long or in short lines."""
    indent = pick([None, 1, 4])
    remark = pick(["# a remark", "# committee: cooperation", "#: {", "# est-ce que ça va ?"])

    def text(data: dict[str, Any]) -> str:
        lines = [remark, "---"]
        for key, value in data.items():
            lines.append(f"{key}: {json.dumps(value, indent=indent, ensure_ascii=False)}  {remark}")
            lines.append(remark)
        return "\n".join(lines) + "\n"

    draft.file = text
    return f"as a file with “{remark}”"


def write_the_table_otherwise(base: Base, draft: Draft, pick: Pick) -> str:
    """Other separators, columns in another order and more of them, times and dates otherwise."""
    delimiter, encoding = pick([",", ";", "\t"]), pick(["utf-8", "utf-8-sig", "utf-16"])
    day = pick(["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%A %d %B %Y"])
    time = pick([lambda text: text, lambda text: text.replace(":", "h"), lambda text: f"{text}:00"])
    turned = pick([list, lambda names: list(reversed(names)), sorted])
    more = pick([{}, {"note": "as held"}, {"title": ""}])

    def table(rows: list[Row]) -> bytes:
        rewritten = [
            {
                **row,
                "date": date.fromisoformat(row["date"]).strftime(day),
                "start": time(row["start"]),
                "end": time(row["end"]),
                **more,
            }
            for row in rows
        ]
        names = turned([*COLUMNS, *more])
        text = io.StringIO()
        writer = csv.DictWriter(text, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rewritten)
        return text.getvalue().encode(encoding)

    draft.table = table
    return f"the table with {delimiter!r}, {encoding}, {day}"


def add_a_room(base: Base, draft: Draft, pick: Pick) -> str:
    """One that nobody uses, like the largest there is."""
    seats = max(room.seats for room in base.week.rooms)
    draft.data["venue"]["rooms"]["spare"] = {"name": "Spare room", "seats": seats}
    return "one room more, which nobody uses"


def add_a_side_event(base: Base, draft: Draft, pick: Pick) -> str:
    """Beside one that is held already, by a body and for a delegation of its own."""
    rows = [r for r in draft.rows if base.week.session[r["session"]].format.value == "side_event"]
    if not rows:
        raise NothingToChangeError
    draft.data["delegations"].setdefault("also", {})["CHOIR"] = {
        "name": "A choir",
        "from": "mission",
    }
    draft.data["bodies"]["friends-of-music"] = {"name": "Friends of music", "kind": "other"}
    draft.data["venue"]["rooms"]["foyer"] = {"name": "Foyer", "seats": 20}
    draft.data["sessions"]["concert"] = {
        "title": pick(
            ["Concert", "Cooperation and stockpile destruction", "Small group: a concert"]
        ),
        "body": "friends-of-music",
        "format": "side_event",
        "leaders": ["CHOIR"],
        "subject": "music",
        "least": 30,
        "attendance": 15,
        "optional": True,
    }
    row = {**pick(rows), "session": "concert", "room": "foyer"}
    placed_at(row, row["date"], parse_clock(row["start"]), 30)
    draft.rows.append(row)
    return "one side event more"


def leave_out_the_sources(base: Base, draft: Draft, pick: Pick) -> str:
    draft.data.pop("sources", None)
    for session in _sessions(draft):
        session.pop("source", None)
    return "without sources"


def say_what_goes_without_saying(base: Base, draft: Draft, pick: Pick) -> str:
    """Musts that apply anyway are named; a plenary is said to decide, what is none not to."""
    from constraints import RULE_BY_NAME

    for name, rule in RULE_BY_NAME.items():
        if rule.usual == "must" and name not in draft.data["rules"]:
            draft.data["rules"][name] = pick(["must", {"must": True}])
    for session in draft.data["sessions"].values():
        if "decides" not in session and pick([True, False]):
            session["decides"] = session["format"] == "plenary"
    return "what goes without saying is said"


def ask_besides_for_nothing(base: Base, draft: Draft, pick: Pick) -> str:
    """Preferences that have nothing to count in any week."""
    new = [name for name in VACUOUS if name not in draft.data["rules"]]
    if not new:
        raise NothingToChangeError
    for name in new:
        draft.data["rules"][name] = {"prefer": {"tier": 9, "weight": 1}, **VACUOUS[name]}
    return f"with {new} besides, which have nothing to count"


def spoil_what_is_no_evidence(base: Base, draft: Draft, pick: Pick) -> str:
    """A side event breaks a must: it lies outside its sitting."""
    rows = [r for r in draft.rows if base.week.session[r["session"]].format.value == "side_event"]
    if not rows:
        raise NothingToChangeError
    row = pick(rows)
    row.update(start=clock(22 * 60), end=clock(23 * 60))
    return f"{row['session']} is at 22:00"


def _sessions(draft: Draft) -> list[dict[str, Any]]:
    proposals = draft.data.get("experiments", {}).get("proposals", {})
    return [*draft.data["sessions"].values(), *proposals.values()]


REWORDINGS: tuple[Change, ...] = (
    add_a_side_event,
    add_a_room,
    leave_out_the_sources,
    say_what_goes_without_saying,
    ask_besides_for_nothing,
    call_the_subjects_otherwise,
    rename_the_bodies,
    retitle_the_sessions,
    rename_what_else_has_a_name,
    speak_one_language,
    write_the_hours_otherwise,
    write_the_days_otherwise,
    rename_the_rooms,
    rename_the_keys,
    change_the_order,
    write_a_file,
    write_the_table_otherwise,
)
"""By none of them may any grade change. They are made in this order: keys change last."""

ADDED = frozenset({add_a_side_event, add_a_room, spoil_what_is_no_evidence})
"""What may change an amount of some rule, though no grade."""

BESIDES: dict[Change, tuple[int, ...]] = {spoil_what_is_no_evidence: (2, 3, 5, 7, 8, 9)}
"""What breaks a must elsewhere, and the recommendations whose grade stays."""
