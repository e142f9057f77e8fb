"""A small week as it is issued, for the tests of calendars and feeds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from constraints.tiny import tiny_room, tiny_session
from scenarios.documents.issue import Issue
from scenarios.languages.language import language_of
from scenarios.scenario import Scenario
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Delegation, Room, Session, Sitting, Week

TEN, ELEVEN, NOON, THREE = 600, 660, 720, 900
ENGLISH = language_of({}, "en")
SESSIONS = (
    tiny_session(
        "clearance",
        title="Mine Clearance",
        most_parts=3,
        least=30,
        wanted=180,
        leaders={"COL"},
        audience={"NOR", "UGA"},
        agenda=(Item(title="Updates", minutes=10, speakers=("UGA",)),),
    ),
    tiny_session("victims", title="Victim Assistance", leaders={"UGA"}, speakers={"NOR"}),
)


def tiny_week(*sessions: Session, first: date = date(2027, 6, 14), **more: Any) -> Week:
    """Three days, with a morning and an afternoon of three hours each and two rooms."""
    sittings = [
        Sitting(id=f"{day} {name}", name=name, day=day, opens=opens, closes=opens + 180)
        for day in range(3)
        for name, opens in (("morning", TEN), ("afternoon", THREE))
    ]
    given = {
        "title": "Lakes",
        "first": first,
        "grain": 15,
        "days": (0, 1, 2),
        "sittings": tuple(sittings),
        "rooms": (Room(id="hall", name="Great Hall", seats=100), tiny_room("annex")),
        "delegations": tuple(
            Delegation(code=code, name=name)
            for code, name in (("COL", "Colombia"), ("NOR", "Norway"), ("UGA", "Uganda"))
        ),
        "bodies": (Body(id="clearance", name="Committee"), Body(id="victims", name="Committee B")),
        "sessions": sessions or SESSIONS,
        **more,
    }
    return Week.model_validate(given)


def issued(
    *parts: Part, number: int = 1, week: Week | None = None, title: str = "Lakes", path: str = "a"
) -> Issue:
    """A timetable as it is issued: the second of May for the first revision, and so on."""
    week = week or tiny_week()
    scenario = Scenario(title=title, path=Path(path), week=week, settings=(), venue="Palais")
    moment = datetime(2027, 5, 1 + number, 12, tzinfo=UTC)
    return Issue(scenario=scenario, timetable=Timetable(parts=parts), issued=moment, number=number)


def clearance(day: int, start: int, minutes: int = 60, room: str | None = "hall") -> Part:
    return Part("clearance", day, start, minutes, room)


def victims(day: int, start: int, minutes: int = 60, room: str | None = "annex") -> Part:
    return Part("victims", day, start, minutes, room)
