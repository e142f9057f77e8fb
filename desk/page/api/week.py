"""A week as the page draws it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel

from desk.page.access import LanguageAsked, WeekAsked
from desk.page.open_weeks import Now, OpenWeek
from scenarios.languages.language import Language, language_of
from scheduler.judging.judge import Verdict
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

router = APIRouter()


class DayView(BaseModel):
    """A day of the week: days after the first, from 0."""

    day: int
    date: str
    words: str


class SittingView(BaseModel):
    """Minutes after the midnight of its day."""

    id: str
    name: str
    day: int
    opens: int
    closes: int


class RoomView(BaseModel):
    """A room."""

    id: str
    name: str
    seats: int
    closed: list[str]


class BodyView(BaseModel):
    """A body."""

    id: str
    name: str


class SessionView(BaseModel):
    """A session, whether it is placed or not; lengths in minutes."""

    id: str
    title: str
    bodies: list[str]
    format: str
    least: int
    wanted: int
    optional: bool
    experiment: bool


class PartView(BaseModel):
    """A part of a session, where it is; ``number`` counts from 1 in the order of time."""

    session: str
    number: int
    day: int
    start: int
    minutes: int
    room: str | None
    pinned: bool


class FindingView(BaseModel):
    """What is wrong, in words."""

    rule: str
    must: bool
    tier: int | None
    cost: int
    sentence: str


class VerdictView(BaseModel):
    """What the judge says: findings, musts first, and what each tier costs."""

    legal: bool
    costs: dict[int, int]
    findings: list[FindingView]


class WeekView(BaseModel):
    """Everything that the page needs to draw a week."""

    version: int
    key: str
    title: str
    file: str
    grain: int
    days: list[DayView]
    sittings: list[SittingView]
    rooms: list[RoomView]
    bodies: list[BodyView]
    sessions: list[SessionView]
    parts: list[PartView]
    unplaced: list[str]
    verdict: VerdictView
    undo: str | None
    redo: str | None


@router.get("/weeks/{key}")
def week(week: WeekAsked, language: LanguageAsked, response: Response) -> WeekView:
    """The week as it is now."""
    now = week.now
    response.headers["ETag"] = f'"{now.version}"'
    return week_view(week, now, language)


def week_view(week: OpenWeek, now: Now, code: str) -> WeekView:
    """A state of a week, as the page draws it in a language."""
    scenario = now.edited.led
    language = language_of(scenario.texts, code)
    return WeekView(
        version=now.version,
        key=week.key,
        title=language.title(scenario.title),
        file=week.path.name,
        parts=parts_of(scenario.week, now.edited.timetable),
        unplaced=[s.id for s in scenario.week.sessions if not now.edited.timetable.holds(s.id)],
        verdict=verdict_of(now.verdict),
        undo=week.journal.undo_of,
        redo=week.journal.redo_of,
        **_calendar(scenario.week, language),
    )


def parts_of(week: Week, timetable: Timetable) -> list[PartView]:
    """The parts of a timetable, in the order of time."""
    return [
        PartView(
            session=part.session,
            number=max(1, timetable.number(part)),
            day=part.day,
            start=part.start,
            minutes=part.minutes,
            room=part.room,
            pinned=part.session in week.session
            and any(part.is_as(pin) for pin in week.session[part.session].pinned),
        )
        for part in timetable.parts
    ]


def verdict_of(verdict: Verdict) -> VerdictView:
    """A verdict, as the page shows it."""
    return VerdictView(
        legal=verdict.legal,
        costs={tier: verdict.cost(tier) for tier in verdict.tiers},
        findings=[
            FindingView(rule=f.rule, must=f.must, tier=f.tier, cost=f.cost, sentence=f.sentence)
            for f in verdict.findings
        ],
    )


def _calendar(week: Week, language: Language) -> dict[str, Any]:
    """The days, rooms, bodies and sessions of a week."""
    return {
        "grain": week.grain,
        "days": [
            DayView(day=d, date=week.date_of(d).isoformat(), words=language.day(week.date_of(d)))
            for d in week.days
        ],
        "sittings": [
            SittingView(id=s.id, name=s.name, day=s.day, opens=s.opens, closes=s.closes)
            for s in week.sittings
        ],
        "rooms": [
            RoomView(
                id=room.id,
                name=language.title(week.room_name(room.id)),
                seats=room.seats,
                closed=sorted(room.closed),
            )
            for room in week.rooms
        ],
        "bodies": [BodyView(id=b.id, name=language.title(b.name)) for b in week.bodies],
        "sessions": [
            SessionView(
                id=one.id,
                title=language.title(one.title),
                bodies=list(one.bodies),
                format=one.format_word,
                least=one.least,
                wanted=one.wanted,
                optional=one.optional,
                experiment=one.proposal is not None,
            )
            for one in week.sessions
        ],
    }
