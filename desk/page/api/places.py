"""Every place that a held card could have: its colour, its reasons, and the best in a list.

Times are minutes after the midnight of their day, and days count from 0. Without a ``number`` a new
part of the session is meant, such as one of a session that is not yet in the week.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from desk.page.access import WeekAsked
from desk.page.open_weeks import OpenWeek
from desk.page.places_kept import Card, Places, places_now
from scenarios.editing.steps.parts import check_place
from scenarios.studies.places.result import PartPlaces
from scenarios.studies.places.rows import best_rows, impossible_rows, times_in_words
from scheduler.judging.every_place import ColouredPlace, JudgedPlace, rooms_in_order
from scheduler.judging.judge import Finding, tiers_of
from scheduler.judging.verdict_changes import Difference
from scheduler.rules.rule import titled
from scheduler.week.timetable import Part

router = APIRouter()

Number = Annotated[int | None, Query(ge=1)]
Length = Annotated[int | None, Query(ge=1)]

SHOWN = 6
"""Rows of a day that are shown at once."""


class PlaceAt(BaseModel):
    """A place: when, where, and for how long."""

    day: int
    start: int
    minutes: int
    room: str | None


class RoomPlaces(BaseModel):
    """The starts in a sitting and a room, in order of time, a grain apart.

    Attributes
    ----------
    breaks
        How many musts each breaks anew.
    dearer
        The first tier in which each costs more, if it costs less in none before; 0 where it costs
        no more, and where it breaks a must.
    costs
        What each costs more, tier by tier; below 0 where it costs less.
    """

    room: str | None
    breaks: list[int]
    dearer: list[int]
    costs: list[list[int]]


class SittingPlaces(BaseModel):
    """The places in a sitting; ``first`` is its first start, ``minutes`` the length there."""

    sitting: str
    day: int
    first: int
    minutes: int
    rooms: list[RoomPlaces]


class PlacesView(BaseModel):
    """Every place of a card; ``here`` is where it is now, null for a new part."""

    version: int
    session: str
    number: int | None
    minutes: int
    grain: int
    tiers: list[int]
    here: PlaceAt | None
    sittings: list[SittingPlaces]


class RuleReason(BaseModel):
    """What a rule says; ``cost`` and ``tier`` for a preference, null for a must."""

    rule: str
    title: str
    tier: int | None
    cost: int | None
    sentences: list[str]


class TierCost(BaseModel):
    """What a tier costs more; below 0 where it costs less."""

    tier: int
    cost: int


class WorthView(BaseModel):
    """What a place breaks, mends and costs; preferences only where no must is broken."""

    version: int
    at: PlaceAt
    here: bool
    possible: bool
    costs: list[TierCost]
    breaks: list[RuleReason]
    mends: list[RuleReason]
    prefers: list[RuleReason]


class PlacesRow(BaseModel):
    """Starts of one sitting that are worth the same, in rooms that are worth the same."""

    day: int
    sitting: str | None
    starts: list[int]
    minutes: int
    rooms: list[str | None]
    here: bool
    possible: bool
    costs: list[TierCost]
    reasons: list[RuleReason]


class DayMoves(BaseModel):
    """The possible places of a day, the best first; ``total`` counts those not shown as well."""

    day: int
    total: int
    rows: list[PlacesRow]


class Ruled(BaseModel):
    """Times at which no room is possible, and the musts that stand against the best one."""

    when: str
    reasons: list[RuleReason]


class MovesView(BaseModel):
    """The places to which a card may be moved, day by day, and those that are not possible."""

    version: int
    days: list[DayMoves]
    impossible: list[Ruled]


class RowsView(BaseModel):
    """Places as rows, possible or not."""

    version: int
    rows: list[PlacesRow]


@router.get("/weeks/{key}/places")
def places(
    week: WeekAsked,
    response: Response,
    session: str,
    number: Number = None,
    minutes: Length = None,
) -> PlacesView:
    """Every place of a card with its colour."""
    known, card = _known(week, response), Card(session, number, minutes)
    part = known.part(card)
    return PlacesView(
        version=known.now.version,
        session=session,
        number=number,
        minutes=known.length(card),
        grain=known.scenario.week.grain,
        tiers=list(tiers_of(known.scenario.settings)),
        here=None if part is None else _at(part),
        sittings=list(_by_sitting(known, card)),
    )


@router.get("/weeks/{key}/place")
def place(
    week: WeekAsked,
    response: Response,
    session: str,
    day: int,
    start: int,
    room: str | None = None,
    number: Number = None,
    minutes: Length = None,
) -> WorthView:
    """What one place is worth to a card, in sentences; it may lie outside every sitting."""
    known, card = _known(week, response), Card(session, number, minutes)
    part, to = known.part(card), Part(session, day, start, known.length(card), room)
    check_place(known.scenario.week, to, part)
    difference = known.judged(card, to).difference
    return WorthView(
        version=known.now.version,
        at=_at(to),
        here=part is not None and part.place == to,
        possible=difference.possible,
        costs=_costs(difference),
        breaks=_of_musts(difference.breaches),
        mends=_of_musts(difference.mended),
        prefers=_prefers(difference),
    )


@router.get("/weeks/{key}/moves")
def moves(
    week: WeekAsked,
    response: Response,
    session: str,
    number: Number = None,
    minutes: Length = None,
    day: int | None = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = SHOWN,
) -> MovesView:
    """The best places for a card, day by day, and what stands against the others.

    With a ``day`` only that day is answered; ``offset`` and ``limit`` page through the rows of it.
    """
    known = _known(week, response)
    found = known.found(Card(session, number, minutes))
    by_day: dict[int, list[PlacesRow]] = {}
    for row in best_rows(known.scenario.week, found.places):
        starts = [one.part for one in row.places]
        by_day.setdefault(row.first.part.day, []).append(
            _row(found, row.first, starts=starts, rooms=row.rooms)
        )
    days = [
        DayMoves(day=one, total=len(rows), rows=rows[offset : offset + limit])
        for one, rows in sorted(by_day.items())
        if day in (None, one)
    ]
    impossible = [
        Ruled(
            when=times_in_words(known.scenario.week, runs),
            reasons=_of_musts(runs[0].difference.breaches),
        )
        for runs in impossible_rows(known.scenario.week, found.places).values()
    ]
    return MovesView(
        version=known.now.version, days=days, impossible=impossible if day is None else []
    )


@router.get("/weeks/{key}/rooms")
def rooms(
    week: WeekAsked, response: Response, session: str, number: Annotated[int, Query(ge=1)]
) -> RowsView:
    """What each room is worth to a part at the time that it has."""
    known, card = _known(week, response), Card(session, number)
    found = known.found(card)
    assert found.part is not None
    there = [
        known.judged(card, found.part._replace(room=room))
        for room in rooms_in_order(known.scenario.week, found.part)
    ]
    rows = sorted(there, key=lambda one: one.difference.rank)
    return RowsView(version=known.now.version, rows=[_row(found, one) for one in rows])


@router.get("/weeks/{key}/why")
def why(
    week: WeekAsked, response: Response, session: str, number: Annotated[int, Query(ge=1)]
) -> RowsView:
    """Why a part is where it is: in every sitting the best place, and what it would be worth."""
    known = _known(week, response)
    found = known.found(Card(session, number))
    best: dict[str, JudgedPlace] = {}
    for one in found.places:
        sitting = known.scenario.week.sitting_of(one.part)
        if sitting is not None:
            best.setdefault(sitting.id, one)
    rows = sorted(best.values(), key=lambda one: one.part.begin)
    return RowsView(version=known.now.version, rows=[_row(found, one) for one in rows])


def _known(week: OpenWeek, response: Response) -> Places:
    """What is known of places in the week as it is; the answer carries its version."""
    known = places_now(week)
    response.headers["ETag"] = f'"{known.now.version}"'
    return known


def _by_sitting(known: Places, card: Card) -> Iterable[SittingPlaces]:
    week, tiers = known.scenario.week, tiers_of(known.scenario.settings)
    by_begin = sorted(known.coloured(card), key=lambda one: (one.part.day, one.part.start))
    for sitting, inside in groupby(by_begin, key=lambda one: week.sitting_of(one.part)):
        if sitting is None:
            continue
        by_room: dict[str | None, list[ColouredPlace]] = {}
        for one in inside:
            by_room.setdefault(one.part.room, []).append(one)
        first = next(iter(by_room.values()))[0].part
        yield SittingPlaces(
            sitting=sitting.id,
            day=first.day,
            first=first.start,
            minutes=first.minutes,
            rooms=[
                RoomPlaces(
                    room=room,
                    breaks=[one.breaches for one in column],
                    dearer=[_dearer(tiers, one.costs) for one in column],
                    costs=[list(one.costs) for one in column],
                )
                for room, column in by_room.items()
            ],
        )


def _dearer(tiers: Sequence[int], costs: Sequence[int]) -> int:
    """The tier in which a place is dearer than where the part is now; 0 where it is not."""
    first = next(((t, cost) for t, cost in zip(tiers, costs, strict=True) if cost), (0, 0))
    return first[0] if first[1] > 0 else 0


def _row(
    found: PartPlaces,
    one: JudgedPlace,
    *,
    starts: Sequence[Part] = (),
    rooms: Sequence[str | None] = (),
) -> PlacesRow:
    sitting = found.scenario.week.sitting_of(one.part)
    starts, rooms = starts or [one.part], rooms or [one.part.room]
    every = {(part.start, room) for part in starts for room in rooms}
    now = found.part
    difference = one.difference
    return PlacesRow(
        day=one.part.day,
        sitting=None if sitting is None else sitting.id,
        starts=[part.start for part in starts],
        minutes=one.part.minutes,
        rooms=list(rooms),
        here=now is not None
        and (now.day, now.minutes) == (one.part.day, one.part.minutes)
        and (now.start, now.room) in every,
        possible=difference.possible,
        costs=_costs(difference),
        reasons=_of_musts(difference.breaches) or _prefers(difference),
    )


def _at(part: Part) -> PlaceAt:
    return PlaceAt(day=part.day, start=part.start, minutes=part.minutes, room=part.room)


def _costs(difference: Difference) -> list[TierCost]:
    """What the tiers cost more; none where a must is broken, since none is judged then."""
    if not difference.possible:
        return []
    pairs = zip(difference.tiers, difference.costs, strict=True)
    return [TierCost(tier=tier, cost=cost) for tier, cost in pairs if cost]


def _of_musts(findings: Iterable[Finding]) -> list[RuleReason]:
    by_rule: dict[str, list[str]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding.sentence)
    return [
        RuleReason(rule=rule, title=_title(rule), tier=None, cost=None, sentences=sentences)
        for rule, sentences in by_rule.items()
    ]


def _prefers(difference: Difference) -> list[RuleReason]:
    return [
        RuleReason(
            rule=change.rule,
            title=_title(change.rule),
            tier=change.tier,
            cost=change.cost,
            sentences=list(change.findings()),
        )
        for change in difference.preferences
    ]


def _title(rule: str) -> str:
    text = titled(rule)
    return text if isinstance(text, str) else str(text[0]).strip()
