"""A week as the page draws it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from desk.page.access import LanguageAsked, Role, WeekAsked
from desk.page.api import delegation
from desk.page.open_weeks import Now, OpenWeek
from scenarios.documents.names import TranslatedNames
from scenarios.documents.programme.presiding import led_by
from scenarios.documents.programme.programme import format_in_words, sitting_in_words
from scenarios.editing.spoken_of import spoken_of
from scenarios.languages.language import language_of
from scheduler.judging.judge import Finding, Verdict
from scheduler.rules.rule import title_of
from scheduler.week.as_written import with_agendas
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import PROGRAMME, Session, Week
from scheduler.week.words import one_line

router = APIRouter()
router.include_router(delegation.router)


class DayView(BaseModel):
    """A day of the week: days after the first, from 0."""

    day: int
    date: str
    words: str
    short: str
    open: bool = Field(description="Whether it has a sitting.")


class SittingView(BaseModel):
    """Minutes after the midnight of its day; past 1440 where it goes on into the next."""

    id: str
    name: str
    day: int
    opens: int
    closes: int
    programme: bool = Field(description="Whether a committee may meet in it: no lunch, no evening.")
    poor: bool


class RoomView(BaseModel):
    """A room; ``closed`` names sittings by their keys."""

    id: str
    name: str
    seats: int
    booths: int
    building: str
    closed: list[str]


class BodyView(BaseModel):
    """A body."""

    id: str
    name: str


class DelegationView(BaseModel):
    """A delegation."""

    code: str
    name: str


class SessionView(BaseModel):
    """A session, whether it is placed or not; lengths in minutes."""

    id: str
    title: str
    bodies: list[str]
    format: str
    least: int
    wanted: int
    shortest: int
    most_parts: int
    optional: bool
    experiment: bool
    interpreted: bool
    seats: int
    presides: str = Field(description="Who presides, and as what; empty where nobody does.")


class PartView(BaseModel):
    """A part of a session, where it is; ``number`` counts from 1 in the order of time."""

    session: str
    number: int
    day: int
    start: int
    minutes: int
    room: str | None
    pinned: bool
    outside: bool = Field(description="Whether no sitting holds it.")


class FindingView(BaseModel):
    """What is wrong, in words, and what it speaks of."""

    rule: str
    title: str
    must: bool
    tier: int | None
    cost: int
    sentence: str
    fixed: bool = Field(description="Whether no timetable can lower it.")
    parts: list[tuple[str, int]] = Field(description="Each by session and number.")
    sessions: list[str]
    days: list[int]
    rooms: list[str]
    delegations: list[str]


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
    delegations: list[DelegationView]
    sessions: list[SessionView]
    parts: list[PartView]
    unplaced: list[str]
    verdict: VerdictView
    undo: str | None
    redo: str | None
    role: str = Field(default="editor", description="What the person who asks may do.")


@router.get("/weeks/{key}")
def week(week: WeekAsked, language: LanguageAsked, role: Role, response: Response) -> WeekView:
    """The week as it is now."""
    now = week.now
    response.headers["ETag"] = f'"{now.version}"'
    return week_view(week, now, language).model_copy(update={"role": role})


def week_view(week: OpenWeek, now: Now, code: str) -> WeekView:
    """A state of a week, as the page draws it in a language."""
    scenario, timetable = now.edited.led, now.edited.timetable
    names = TranslatedNames(scenario.week, language_of(scenario.texts, code))
    return WeekView(
        version=now.version,
        key=week.key,
        title=names.text(scenario.title),
        file=week.path.name,
        parts=parts_of(scenario.week, timetable),
        unplaced=[one.id for one in scenario.week.sessions if not timetable.holds(one.id)],
        verdict=verdict_of(scenario.week, timetable, now.verdict),
        undo=week.journal.undo_of,
        redo=week.journal.redo_of,
        days=_days(names, timetable),
        sessions=[_session(names, one) for one in scenario.week.sessions],
        **_calendar(names),
    )


def parts_of(week: Week, timetable: Timetable) -> list[PartView]:
    """The parts of a timetable, in the order of time."""
    return [
        PartView(
            session=part.session,
            number=_number(timetable, part),
            day=part.day,
            start=part.start,
            minutes=part.minutes,
            room=part.room,
            pinned=part.session in week.session
            and any(part.is_as(pin) for pin in week.session[part.session].pinned),
            outside=week.sitting_of(part) is None,
        )
        for part in timetable.parts
    ]


def verdict_of(week: Week, timetable: Timetable, verdict: Verdict) -> VerdictView:
    """A verdict on a timetable, as the page shows it."""
    told = with_agendas(week, timetable)
    return VerdictView(
        legal=verdict.legal,
        costs={tier: verdict.cost(tier) for tier in verdict.tiers},
        findings=[_finding(week, told, verdict, one) for one in verdict.findings],
    )


def _finding(week: Week, timetable: Timetable, verdict: Verdict, one: Finding) -> FindingView:
    about = spoken_of(week, timetable, one)
    return FindingView(
        rule=one.rule,
        title=title_of(one.rule),
        must=one.must,
        tier=one.tier,
        cost=one.cost,
        sentence=one.sentence,
        fixed=verdict.cannot_be_lower(one),
        parts=[(part.session, _number(timetable, part)) for part in about.parts],
        sessions=list(about.sessions),
        days=list(about.days),
        rooms=list(about.rooms),
        delegations=list(about.delegations),
    )


def _number(timetable: Timetable, part: Part) -> int:
    return max(1, timetable.number(part))


def _days(names: TranslatedNames, timetable: Timetable) -> list[DayView]:
    """The days from the first to the last, and those on which a part stands nevertheless."""
    week, language = names.week, names.language
    days = sorted({*range(week.length), *(part.day for part in timetable.parts)})
    return [
        DayView(
            day=day,
            date=week.date_of(day).isoformat(),
            words=language.day(week.date_of(day)),
            short=language.short_day(week.date_of(day)),
            open=bool(week.sittings_on(day)),
        )
        for day in days
    ]


def _session(names: TranslatedNames, one: Session) -> SessionView:
    presiding = led_by(names, one).presiding
    return SessionView(
        id=one.id,
        title=names.session(one.id),
        bodies=list(one.bodies),
        format=format_in_words(one, names.language),
        least=one.least,
        wanted=one.wanted,
        shortest=one.shortest,
        most_parts=one.most_parts,
        optional=one.optional,
        experiment=one.proposal is not None,
        interpreted=one.languages > 0,
        seats=one.attendance,
        presides=names.language.series(f"{role.role}: {role.names}" for role in presiding),
    )


def _calendar(names: TranslatedNames) -> dict[str, Any]:
    """The sittings, rooms, bodies and delegations of a week."""
    week = names.week
    return {
        "grain": week.grain,
        "sittings": [
            SittingView(
                id=one.id,
                name=one_line(sitting_in_words(one.name, names.language)),
                day=one.day,
                opens=one.opens,
                closes=one.closes,
                programme=not PROGRAMME.isdisjoint(one.formats),
                poor=one.poor,
            )
            for one in week.sittings
        ],
        "rooms": [
            RoomView(
                id=room.id,
                name=names.room(room.id),
                seats=room.seats,
                booths=room.booths,
                building=names.text(room.building),
                closed=sorted(room.closed),
            )
            for room in week.rooms
        ],
        "bodies": [BodyView(id=body.id, name=names.body(body.id)) for body in week.bodies],
        "delegations": [
            DelegationView(code=one.code, name=names.delegation(one.code))
            for one in week.delegations
        ],
    }
