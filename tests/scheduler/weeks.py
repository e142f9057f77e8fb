"""Random tiny weeks with rules, and what a plain search through every timetable finds in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from constraints.end_on_time import EndOnTime
from constraints.fit_the_room import FitTheRoom
from constraints.give_wanted_time import GiveWantedTime
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.reserve_slack import ReserveSlack
from constraints.share_prime_time import SharePrimeTime
from constraints.shorten_stays import ShortenStays
from constraints.sit_back_to_back import Neighbours, SitBackToBack
from constraints.sit_within_hours import SitWithinHours
from constraints.space_sessions import SpaceSessions, Spacing
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import mornings, tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.solving.problem import Problem
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Format, Session, Week
from tests.laws.timetables import groups_across, number, timetables

MOST = 4_096
"""Timetables of the largest week that is drawn."""

ROOMS = (
    tiny_room("hall"),
    tiny_room("annex", seats=50),
    tiny_room("east", hall="c"),
    tiny_room("both", hall="c", joins=frozenset({"west", "east"})),
)
SESSIONS = ("clearance", "group", "report")
RULES: tuple[Rule, ...] = (
    SitWithinHours(),
    FitTheRoom(),
    HoldEverySession(),
    EndOnTime(),
    UseRoomsOnce(),
    LeadInPerson(),
    HearEverySpeaker(),
    KeepPlenariesAlone(),
    GiveWantedTime(),
    LetDelegationsAttend(),
    ShortenStays(),
    SpareTheLeaders(minutes_a_day=30, break_minutes=30),
    HonourOrder(orders=(Order(first="group", then="clearance"),)),
    KeepCommitteesTogether(),
    SharePrimeTime(),
    ReserveSlack(minutes_a_day=30),
    KeepBodiesApart(classes={"chairs": ConflictClass(price=2, pairs=(("clearance", "group"),))}),
    SitBackToBack(neighbours=(Neighbours(session="group", next_to="clearance", within=0),)),
    SpaceSessions(spacings=(Spacing(first="clearance", second="report", relation="neighbouring"),)),
)

_STATES = ("NOR", "UGA")
_SOME = st.frozensets(st.sampled_from(_STATES), max_size=2)
_WEIGHTS = st.sampled_from([1, 3, 500])
_PREFERENCES = st.builds(Prefer, tier=st.integers(1, 3), weight=_WEIGHTS)
_OFTEN_MUST = st.sampled_from([Must(), Must(), Must(), None]) | _PREFERENCES
_OFTEN_NOT = st.sampled_from([None, None, None, Must()]) | _PREFERENCES


def problem(week: Week, settings: Iterable[Setting], name: str = "") -> Problem:
    """A problem of a week and the rules applied to it."""
    return Problem(week=week, settings=tuple(settings), name=name)


_STARTS = st.sampled_from([600, 600, 630, 720])


@st.composite
def _sessions(draw: st.DrawFn, name: str) -> Session:
    least = draw(st.sampled_from([30, 30, 60]))
    return tiny_session(
        name,
        format=draw(st.sampled_from([Format.PLENARY, Format.SMALL_GROUP])),
        least=least,
        wanted=least + draw(st.sampled_from([0, 30])),
        most_parts=draw(st.integers(1, 2)),
        leaders=draw(_SOME),
        speakers=draw(_SOME),
        audience=draw(_SOME),
        optional=draw(st.sampled_from([False, False, True])),
        attendance=draw(st.sampled_from([0, 60])),
        hours=draw(st.sampled_from([None, None, None, (600, 660), (610, 750)])),
        pinned=tuple(
            Part(name, draw(st.integers(0, 1)), draw(_STARTS), draw(st.sampled_from([30, 60])))
            for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2])))
        ),
    )


@st.composite
def _weeks(draw: st.DrawFn) -> Week:
    days = draw(st.integers(1, 3))
    sittings = draw(st.sampled_from([("morning",), ("morning", "midday")]))
    week = tiny_week(
        *[draw(_sessions(name)) for name in SESSIONS[: draw(st.integers(1, 3))]],
        days=days,
        sittings=sittings,
        minutes=draw(st.sampled_from([30, 60, 90])),
        poor=["2011-06-20 morning"] if draw(st.booleans()) else [],
        rooms=draw(st.sampled_from([(), ROOMS[:1], ROOMS[:2], ROOMS[2:]])),
        turnover=draw(st.sampled_from([0, 30])),
        delegations=[
            Delegation(
                code=code,
                name=code.capitalize(),
                sittings=draw(st.sampled_from([None, mornings(0, 1)])),
            )
            for code in _STATES
        ],
    )
    if draw(st.sampled_from([False, False, True])):
        week = groups_across(week)
    return week.model_copy(update={"grain": draw(st.sampled_from([30, 30, 30, 20, 25]))})


@st.composite
def cases(draw: st.DrawFn, most: int = MOST) -> Problem:
    """Weeks of which every timetable can be listed, with musts and up to three tiers."""
    week = draw(_weeks().filter(lambda week: number(week) <= most))
    modes = [draw(_OFTEN_MUST if rule.usual == "must" else _OFTEN_NOT) for rule in RULES]
    settings = zip(RULES, modes, strict=True)
    return problem(week, (Setting(rule=rule, mode=mode) for rule, mode in settings if mode))


def best(case: Problem) -> tuple[tuple[int, ...], list[Timetable]] | None:
    """The least costs of a legal timetable, and all that have them; None where none is legal."""
    found: dict[tuple[int, ...], list[Timetable]] = {}
    for timetable in timetables(case.week, MOST):
        verdict = judge(case.week, case.settings, timetable)
        if verdict.legal:
            found.setdefault(verdict.costs, []).append(timetable)
    return min(found.items()) if found else None


def first(week: Week, among: Sequence[Timetable]) -> Timetable:
    """The canonical one of several timetables, by what the canonical tier is documented to be."""
    rooms = sorted(week.rooms, key=lambda room: room.seats)
    rank = {room.id: n for n, room in enumerate(rooms)}

    def key(timetable: Timetable) -> tuple[object, ...]:
        held = [
            [(part := _part(week, timetable, session, sitting.id)) is None, part]
            for session in sorted(week.session)
            for sitting in week.sittings
        ]
        details = [
            (part.start, -part.minutes, rank.get(part.room or "", 0))
            for _, part in held
            if isinstance(part, Part)
        ]
        return [absent for absent, _ in held], details

    return min(among, key=key)


def _part(week: Week, timetable: Timetable, session: str, sitting: str) -> Part | None:
    for part in timetable.of(session):
        found = week.sitting_of(part)
        if found is not None and found.id == sitting:
            return part
    return None
