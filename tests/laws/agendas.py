"""Tiny weeks whose agendas may be divided, for the rules that ask who must be in a room."""

from __future__ import annotations

from typing import Any

from constraints.align_instruments import AlignInstruments
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.save_trips import SaveTrips
from constraints.shorten_stays import ShortenStays
from constraints.tiny import (
    at,
    heard,
    holders,
    mornings,
    tiny_room,
    tiny_session,
    tiny_timetable,
    tiny_week,
)
from constraints.walk_between_buildings import WalkBetweenBuildings
from scheduler.rules.rule import Example
from scheduler.week.agenda import Item
from scheduler.week.leadership import Post, Role
from scheduler.week.week import Body, Delegation, Instrument, Session

CHAIR = Role.CO_CHAIR


def updates(*speakers: str, title: str = "Updates", **more: Any) -> Item:
    return Item(title=title, minutes=15, speakers=speakers, **more)


def session(name: str, *agenda: Item, **more: Any) -> Session:
    """A session that may be split into two parts."""
    asked = sum(item.asked for item in agenda)
    given = {"agenda": agenda, "most_parts": 2, "least": 30, "wanted": max(30, asked), **more}
    return tiny_session(name, **given)


INSTRUMENTS = (
    Instrument(id="mines", name="Mines", parties=frozenset({"ALB", "CHL", "JOR"})),
    Instrument(id="munitions", name="Munitions", parties=frozenset({"ALB", "CHL"})),
)
BODIES = (
    Body(id="mines", name="Mines", instrument="mines"),
    Body(id="munitions", name="Munitions", instrument="munitions"),
)

BUILDINGS = (tiny_room("hall"), tiny_room("salon", building="annex"))
MONDAY_ONLY = (Delegation(code="CHL", name="Chile", sittings=mornings(0)),)

EXAMPLES = (
    Example(
        rule=HearEverySpeaker(),
        week=tiny_week(
            session("clearance", updates("CHL", "JOR"), updates("CHL", title="Views")),
            tiny_session("other", speakers=frozenset({"JOR"})),
            days=2,
            minutes=30,
            delegations=MONDAY_ONLY,
        ),
        good=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15), (1, "CHL", 15)),
            heard(at("clearance", 1, "10:00"), (0, "JOR", 15)),
            at("other", 0, "10:00"),
        ),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15), (0, "JOR", 15)),
            heard(at("clearance", 1, "10:00"), (1, "CHL", 15)),
            at("other", 0, "10:00"),
        ),
        amount=45,
        text="Jordan is needed in two rooms for half an hour, and Chile has left by its second "
        "statement.",
    ),
    Example(
        rule=HearEverySpeaker(),
        week=tiny_week(
            session("clearance", updates("CHL", "JOR"), leading_posts={Post("clearance", CHAIR)}),
            session("assistance", updates("CHL", "JOR")),
            days=2,
            delegations=MONDAY_ONLY,
            bodies=(Body(id="clearance", name="Clearance", asked={CHAIR: 1}),),
            pool={"CHL", "JOR"},
        ),
        good=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15)),
            heard(at("clearance", 1, "10:00"), (0, "JOR", 15)),
            heard(at("assistance", 0, "10:30"), (0, "CHL", 15), (0, "JOR", 15)),
        ),
        good_leaders=holders(("clearance", CHAIR, "CHL")),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15)),
            heard(at("clearance", 1, "10:00"), (0, "JOR", 15)),
            heard(at("assistance", 0, "10:00"), (0, "JOR", 15)),
            heard(at("assistance", 1, "10:00"), (0, "CHL", 15)),
        ),
        bad_leaders=holders(("clearance", CHAIR, "JOR")),
        amount=45,
        text="Who leads is there for every part; who only speaks, for the part of its statement.",
    ),
    Example(
        rule=ShortenStays(),
        week=tiny_week(
            session("clearance", updates("CHL", "COD", "JOR", "PER")),
            session("assistance", updates("COD", "PER"), most_parts=3),
            tiny_session("opening", speakers=frozenset({"JOR"}), optional=True),
            days=3,
        ),
        good=tiny_timetable(),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15), (0, "PER", 15)),
            heard(at("clearance", 2, "10:00"), (0, "COD", 15), (0, "JOR", 15)),
            heard(at("assistance", 1, "10:00"), (0, "COD", 15), (0, "PER", 15)),
            at("opening", 0, "10:30"),
        ),
        amount=8,
        text="Two who are alike need not be heard alike; one waits between two sessions.",
    ),
    Example(
        rule=ShortenStays(free=1, whose="followers"),
        week=tiny_week(
            session("clearance", updates("CHL", "JOR"), updates("JOR", title="Views")),
            tiny_session("assistance", audience=frozenset({"CHL"}), most_parts=2),
            days=3,
        ),
        good=tiny_timetable(
            heard(at("clearance", 1, "10:00"), (0, "CHL", 15), (0, "JOR", 15), (1, "JOR", 15)),
            at("assistance", 1, "10:30"),
        ),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15), (0, "JOR", 15)),
            heard(at("clearance", 2, "10:00"), (1, "JOR", 15)),
            at("assistance", 1, "10:30"),
        ),
        amount=3,
        text="Jordan waits two days for its second statement, and Chile one to listen.",
    ),
    Example(
        rule=ShortenStays(),
        week=tiny_week(
            session("clearance", updates("CHL", "JOR"), leading_posts={Post("clearance", CHAIR)}),
            session("assistance", updates("CHL", "COD")),
            days=3,
            minutes=30,
            bodies=(Body(id="clearance", name="Clearance", asked={CHAIR: 1}),),
            pool={"CHL", "JOR"},
        ),
        good=tiny_timetable(),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15)),
            heard(at("clearance", 2, "10:00"), (0, "JOR", 15)),
            heard(at("assistance", 1, "10:00"), (0, "CHL", 15), (0, "COD", 15)),
        ),
        bad_leaders=holders(("clearance", CHAIR, "JOR")),
        amount=6,
        text="Jordan leads and stays for three days, Chile speaks on two and Congo on one.",
    ),
    Example(
        rule=ShortenStays(),
        week=tiny_week(
            session(
                "clearance",
                *(updates("CHL", title=title) for title in "ABCDE"),
                updates("CHL", "JOR"),
            ),
            days=3,
            minutes=90,
        ),
        good=tiny_timetable(),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15), (1, "CHL", 15), (2, "CHL", 15)),
            heard(
                at("clearance", 2, "10:00", 60),
                *((n, "CHL", 15) for n in (3, 4, 5)),
                (5, "JOR", 15),
            ),
        ),
        amount=4,
        text="One delegation speaks on so many items that their days are not listed.",
    ),
    Example(
        rule=LetDelegationsAttend(),
        week=tiny_week(
            session("clearance", updates("CHL", "JOR")),
            tiny_session("assistance", audience=frozenset({"CHL", "JOR"})),
            days=2,
            minutes=30,
        ),
        good=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15), (0, "JOR", 15)),
            at("assistance", 1, "10:00"),
        ),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00"), (0, "CHL", 15)),
            heard(at("clearance", 1, "10:00"), (0, "JOR", 15)),
            at("assistance", 1, "10:00"),
        ),
        amount=30,
        text="Who speaks while it wants to listen elsewhere misses that, and nobody else does.",
    ),
    Example(
        rule=KeepInstrumentsApart(),
        week=tiny_week(
            session("mines", updates("ALB", "JOR")),
            session("munitions", updates("ALB"), speakers=frozenset({"JOR"})),
            days=2,
            minutes=30,
            bodies=BODIES,
        ),
        good=tiny_timetable(
            heard(at("mines", 0, "10:00"), (0, "ALB", 15), (0, "JOR", 15)),
            heard(at("munitions", 1, "10:00"), (0, "ALB", 15)),
        ),
        bad=tiny_timetable(
            heard(at("mines", 0, "10:00"), (0, "ALB", 15)),
            heard(at("mines", 1, "10:00"), (0, "JOR", 15)),
            heard(at("munitions", 0, "10:00"), (0, "ALB", 15)),
            at("munitions", 1, "10:00"),
        ),
        amount=60,
        text="Albania speaks in two rooms on Monday, and Jordan in two on Tuesday.",
    ),
    Example(
        rule=KeepInstrumentsApart(),
        week=tiny_week(
            session("mines", updates("ALB", "JOR"), leading_posts={Post("mines", CHAIR)}),
            session("munitions", updates("ALB", "JOR")),
            days=2,
            minutes=30,
            bodies=(
                Body(id="mines", name="Mines", instrument="mines", asked={CHAIR: 1}),
                BODIES[1],
            ),
            pool={"ALB", "JOR"},
        ),
        good=tiny_timetable(
            heard(at("mines", 0, "10:00"), (0, "ALB", 15), (0, "JOR", 15)),
            heard(at("munitions", 1, "10:00"), (0, "ALB", 15), (0, "JOR", 15)),
        ),
        good_leaders=holders(("mines", CHAIR, "ALB")),
        bad=tiny_timetable(
            heard(at("mines", 0, "10:00"), (0, "ALB", 15)),
            heard(at("mines", 1, "10:00"), (0, "JOR", 15)),
            heard(at("munitions", 0, "10:00"), (0, "JOR", 15)),
            heard(at("munitions", 1, "10:00"), (0, "ALB", 15)),
        ),
        bad_leaders=holders(("mines", CHAIR, "ALB")),
        amount=30,
        text="Who leads in one instrument cannot speak in the other meanwhile.",
    ),
    Example(
        rule=SaveTrips(most_days_apart=1),
        week=tiny_week(
            session("mines", updates("ALB", "CHL")),
            tiny_session("munitions", audience=frozenset({"ALB", "CHL"})),
            days=4,
            minutes=30,
            bodies=BODIES,
            instruments=INSTRUMENTS,
        ),
        good=tiny_timetable(
            heard(at("mines", 2, "10:00"), (0, "ALB", 15), (0, "CHL", 15)),
            at("munitions", 3, "10:00"),
        ),
        bad=tiny_timetable(
            heard(at("mines", 0, "10:00"), (0, "ALB", 15)),
            heard(at("mines", 2, "10:00"), (0, "CHL", 15)),
            at("munitions", 3, "10:00"),
        ),
        amount=1,
        text="One State speaks the day before, the other travels twice for its statement.",
    ),
    Example(
        rule=AlignInstruments(),
        week=tiny_week(
            session("mines", updates("ALB", "JOR"), subject="clearance"),
            tiny_session(
                "munitions",
                subject="clearance",
                audience=frozenset({"ALB"}),
                leading_posts={Post("munitions", CHAIR)},
            ),
            days=2,
            minutes=30,
            bodies=(
                BODIES[0],
                Body(id="munitions", name="Munitions", instrument="munitions", asked={CHAIR: 1}),
            ),
            instruments=tuple(
                one.model_copy(update={"parties": frozenset({"ALB", "JOR"})}) for one in INSTRUMENTS
            ),
            pool={"ALB", "JOR"},
        ),
        good=tiny_timetable(
            heard(at("mines", 0, "10:00"), (0, "ALB", 15)),
            heard(at("mines", 1, "10:00"), (0, "JOR", 15)),
            at("munitions", 0, "10:00"),
        ),
        good_leaders=holders(("munitions", CHAIR, "JOR")),
        bad=tiny_timetable(
            heard(at("mines", 1, "10:00"), (0, "ALB", 15), (0, "JOR", 15)),
            at("munitions", 0, "10:00"),
        ),
        bad_leaders=holders(("munitions", CHAIR, "JOR")),
        amount=2,
        text="Who speaks in a part of the one and leads the other can follow the subject in both.",
    ),
    Example(
        rule=WalkBetweenBuildings(minutes=30),
        week=tiny_week(
            session("clearance", updates("CHL", "JOR")),
            tiny_session("other", speakers=frozenset({"JOR"})),
            days=2,
            rooms=BUILDINGS,
        ),
        good=tiny_timetable(
            heard(at("clearance", 0, "10:00", room="hall"), (0, "CHL", 15)),
            heard(at("clearance", 1, "10:00", room="hall"), (0, "JOR", 15)),
            at("other", 0, "10:30", room="salon"),
        ),
        bad=tiny_timetable(
            heard(at("clearance", 0, "10:00", room="hall"), (0, "JOR", 15)),
            heard(at("clearance", 1, "10:00", room="hall"), (0, "CHL", 15)),
            at("other", 0, "10:30", room="salon"),
        ),
        amount=30,
        text="Who speaks walks from the part of its statement, and from no other.",
    ),
    Example(
        rule=WalkBetweenBuildings(minutes=30),
        week=tiny_week(
            session("clearance", updates("CHL"), updates("CHL", title="Views")),
            session("assistance", updates("CHL", "JOR")),
            sittings=("midday", "lunch"),
            rooms=BUILDINGS,
        ),
        good=tiny_timetable(
            heard(at("clearance", 0, "12:00", room="hall"), (0, "CHL", 15), (1, "CHL", 15)),
            at("clearance", 0, "13:00", room="salon"),
            heard(at("assistance", 0, "12:30", room="salon"), (0, "JOR", 15)),
            heard(at("assistance", 0, "13:00", room="hall"), (0, "CHL", 15)),
        ),
        bad=tiny_timetable(
            heard(at("clearance", 0, "12:30", room="hall"), (0, "CHL", 15)),
            heard(at("clearance", 0, "13:00", room="salon"), (1, "CHL", 15)),
            heard(at("assistance", 0, "13:30", room="hall"), (0, "CHL", 15), (0, "JOR", 15)),
        ),
        amount=60,
        text="A delegation with two statements walks between the parts in which they stand.",
    ),
)
