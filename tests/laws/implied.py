"""Tiny weeks that go to the limit of what rules imply, promise or share."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from constraints.follow_precedent import FollowPrecedent
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.keep_time_informal import KeepTimeInformal
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.limit_sessions_at_once import LimitSessionsAtOnce
from constraints.meet_at_once import MeetAtOnce, SideBySide
from constraints.open_before_groups import OpenBeforeGroups
from constraints.report_back_to_plenary import ReportBackToPlenary
from constraints.represent_regions import RepresentRegions
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.respect_interpretation import RespectInterpretation
from constraints.shorten_stays import ShortenStays
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import MONDAY, at, holders, tiny_room, tiny_session, tiny_timetable, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.rules.rule import Example
from scheduler.week.leadership import Role
from scheduler.week.week import (
    Body,
    Delegation,
    Format,
    Instrument,
    Interpretation,
    Proposal,
    Room,
    Session,
    Week,
)

CHAIR = Role.CO_CHAIR
UGA, NOR = frozenset({"UGA"}), frozenset({"NOR"})
HALL, SECTION = tiny_room("hall"), tiny_room("north", hall="hall")


def crowd(**delegates: int) -> Week:
    """Four sessions in which the same States must speak, each with delegates of its own."""
    return tiny_week(
        *(
            tiny_session(name, format=Format.SMALL_GROUP, speakers=set(delegates))
            for name in ("clearance", "assistance", "status", "reports")
        ),
        delegations=tuple(
            Delegation(code=code, name=code, delegates=number) for code, number in delegates.items()
        ),
    )


def half_days(*sessions: Session) -> Week:
    """Two days of which Uganda is there on the first morning and from the second noon."""
    there = frozenset({"2011-06-20 morning", "2011-06-21 midday"})
    return tiny_week(
        *sessions,
        days=2,
        sittings=("morning", "midday"),
        delegations=(Delegation(code="UGA", name="Uganda", sittings=there),),
    )


def with_groups(week: Week) -> Week:
    """A week with one sitting more, from 10:30 to 12:30, for small groups and workshops alone."""
    groups = frozenset({Format.SMALL_GROUP, Format.WORKSHOP})
    (first, *_) = week.sittings
    times = {"opens": 10 * 60 + 30, "closes": 12 * 60 + 30}
    names = {"id": f"{MONDAY} groups", "name": "groups"}
    others = [one.model_copy(update={"formats": one.formats - groups}) for one in week.sittings]
    across = first.model_copy(update={**times, **names, "formats": groups})
    sittings = sorted([*others, across], key=lambda one: one.begin)
    return week.model_copy(update={"sittings": tuple(sittings)})


def two_sittings(*sessions: Session, **more: Any) -> Week:
    """10:00 to 11:00 and 12:00 to 13:00, and across both a sitting for groups."""
    return with_groups(tiny_week(*sessions, sittings=("morning", "midday"), **more))


def group(name: str, **more: Any) -> Session:
    return tiny_session(name, format=Format.SMALL_GROUP, **more)


def opening_at(minute: int, week: Week) -> Week:
    """A week whose one sitting opens at another minute of the day."""
    (sitting,) = week.sittings
    moved = {"opens": minute, "closes": minute + sitting.minutes}
    return week.model_copy(update={"sittings": (sitting.model_copy(update=moved),)})


def across(*rooms: Room) -> Week:
    return tiny_week(
        tiny_session("clearance"),
        tiny_session("assistance"),
        tiny_session("status"),
        sittings=("morning", "midday"),
        minutes=120,
        rooms=rooms,
        turnover=30,
    )


THIRDS = ("clearance", "reports", "status")
THREE = tuple(at(name, 0, "10:00") for name in ("clearance", "assistance", "status"))
TURNED = tuple(
    (
        tiny_timetable(
            at("clearance", 0, "11:00", room=one), at("assistance", 0, "12:00", room=two)
        ),
        tiny_timetable(
            at("clearance", 0, "11:30", room=one), at("assistance", 0, "12:00", room=two)
        ),
    )
    for one, two in (("hall", "north"), ("north", "hall"))
)

JOINED = (
    tiny_room("wing", hall="hall", joins=frozenset({"north", "south"})),
    HALL,
    SECTION,
    tiny_room("south", hall="hall"),
    tiny_room("east", hall="hall"),
)

ACROSS = (
    Example(
        rule=UseRoomsOnce(),
        week=tiny_week(
            tiny_session("clearance"),
            tiny_session("assistance"),
            tiny_session("status", rooms=frozenset({"wing", "south"})),
            rooms=JOINED,
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00", room="wing"), at("assistance", 0, "10:00", room="east")
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:00", room="wing"),
            at("assistance", 0, "10:00", room="north"),
            at("status", 0, "10:00", room="south"),
        ),
        amount=60,
        text="Two sections opened into one room are in the way of both, and not of the third.",
    ),
    Example(
        rule=UseRoomsOnce(),
        week=tiny_week(
            *map(tiny_session, ("clearance", "assistance", "status")),
            rooms=(
                *JOINED[1:],
                JOINED[0],
                JOINED[0].model_copy(update={"id": "side", "joins": frozenset({"south", "east"})}),
            ),
            turnover=30,
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00", room="wing"), at("assistance", 0, "10:30", room="east")
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:00", room="wing"),
            at("assistance", 0, "10:30", room="side"),
            at("status", 0, "10:00", room="hall"),
        ),
        amount=120,
        text="Rooms that share a section need the turnover between them.",
    ),
    Example(
        rule=HearEverySpeaker(),
        week=two_sittings(tiny_session("clearance", speakers=UGA), group("uganda", speakers=UGA)),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("uganda", 0, "10:30", 90)),
        bad=tiny_timetable(at("clearance", 0, "12:00"), at("uganda", 0, "11:00", 90)),
        amount=30,
        text="A speaker of a group that runs into the next sitting.",
    ),
    Example(
        rule=LetDelegationsAttend(),
        week=two_sittings(
            tiny_session("clearance", audience=UGA),
            group("uganda", audience=UGA | NOR),
            group("chad", audience=UGA),
        ),
        good=tiny_timetable(at("clearance", 0, "12:30"), at("uganda", 0, "10:30", 90)),
        bad=tiny_timetable(
            at("clearance", 0, "10:30"), at("uganda", 0, "10:30"), at("chad", 0, "10:30")
        ),
        amount=60,
        text="Three at once of which two are groups.",
    ),
    Example(
        rule=KeepPlenariesAlone(),
        week=two_sittings(
            tiny_session("clearance", wanted=60), tiny_session("status"), group("uganda")
        ),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("uganda", 0, "10:30", 90)),
        bad=tiny_timetable(at("clearance", 0, "10:00", 60), at("uganda", 0, "10:30", 120)),
        amount=30,
        text="A group beside a plenary of its instrument.",
    ),
    Example(
        rule=RespectInterpretation(),
        week=two_sittings(
            tiny_session("clearance", languages=2),
            group("uganda", languages=2),
            group("chad", languages=2),
            interpretation=Interpretation(teams=1, sittings_a_day=3, sittings_a_week=3),
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00"), at("uganda", 0, "10:30", 60), at("chad", 0, "11:30")
        ),
        bad=tiny_timetable(at("clearance", 0, "10:30"), at("uganda", 0, "10:30")),
        amount=1,
        text="A team works in one room at a time, whatever the sitting.",
    ),
    Example(
        rule=UseRoomsOnce(),
        week=two_sittings(
            tiny_session("clearance", most_parts=2, wanted=60),
            group("uganda"),
            rooms=(tiny_room("hall"),),
            turnover=30,
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00", room="hall"),
            at("uganda", 0, "11:00", room="hall"),
            at("clearance", 0, "12:00", room="hall"),
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:00", 60, room="hall"), at("uganda", 0, "11:00", room="hall")
        ),
        amount=30,
        text="Two parts of a session, and between them a group in the same hall.",
    ),
    Example(
        rule=UseRoomsOnce(),
        week=two_sittings(
            tiny_session("clearance"), group("uganda"), group("chad"), rooms=(HALL, SECTION)
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00", room="hall"), at("uganda", 0, "10:30", room="north")
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:30", room="hall"), at("uganda", 0, "10:30", room="north")
        ),
        amount=30,
        text="A hall in one sitting and its section in the other.",
    ),
    Example(
        rule=UseRoomsOnce(),
        week=tiny_week(
            tiny_session("clearance", most_parts=2, wanted=60),
            tiny_session("assistance"),
            sittings=("morning", "midday"),
            minutes=120,
            rooms=(HALL, SECTION),
            turnover=60,
        ),
        good=tiny_timetable(
            at("clearance", 0, "11:30", room="hall"),
            at("clearance", 0, "12:00", room="north"),
            at("assistance", 0, "13:30", room="hall"),
        ),
        bad=tiny_timetable(
            at("assistance", 0, "11:00", room="hall"),
            at("clearance", 0, "12:00", room="north"),
        ),
        amount=30,
        text="A turnover of two steps into the next sitting, except within a session.",
    ),
    Example(
        rule=KeepBodiesApart(
            classes={"chairs": ConflictClass(pairs=(("clearance", "uganda"),))}, counted_in="pairs"
        ),
        week=two_sittings(tiny_session("clearance", most_parts=2), group("uganda")),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("uganda", 0, "11:00", 60)),
        bad=tiny_timetable(
            at("clearance", 0, "10:30"),
            at("clearance", 0, "12:00"),
            at("uganda", 0, "10:30", 120),
        ),
        amount=2,
        text="A group beside two parts of a session counts twice.",
    ),
    Example(
        rule=SpareTheLeaders(minutes_a_day=60, break_minutes=30),
        week=two_sittings(tiny_session("clearance", leaders=UGA), group("uganda", leaders=UGA)),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("uganda", 0, "11:00")),
        bad=tiny_timetable(at("clearance", 0, "12:00"), at("uganda", 0, "11:30")),
        amount=30,
        text="A break between two sittings that overlap.",
    ),
    Example(
        rule=ReportBackToPlenary(),
        week=two_sittings(
            tiny_session("clearance", body="x", most_parts=2), group("uganda", body="x")
        ),
        good=tiny_timetable(at("uganda", 0, "11:30"), at("clearance", 0, "12:00")),
        bad=tiny_timetable(at("uganda", 0, "11:30", 60), at("clearance", 0, "12:00")),
        amount=1,
        text="A group that is over in the middle of the sitting in which it is reported.",
    ),
    Example(
        rule=OpenBeforeGroups(),
        week=two_sittings(
            tiny_session("clearance", body="x", most_parts=2), group("uganda", body="x")
        ),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("uganda", 0, "10:30")),
        bad=tiny_timetable(at("clearance", 0, "10:30"), at("uganda", 0, "10:30")),
        amount=1,
        text="A group that begins in the middle of the sitting in which its committee opens.",
    ),
    Example(
        rule=MeetAtOnce(pairs=(SideBySide(session="clearance", beside="uganda"),)),
        week=two_sittings(tiny_session("clearance", most_parts=2), group("uganda")),
        good=tiny_timetable(at("clearance", 0, "12:00"), at("uganda", 0, "12:00")),
        bad=tiny_timetable(at("clearance", 0, "10:00", 60), at("uganda", 0, "10:30", 90)),
        amount=90,
        text="A plenary and a group at once, each in a sitting of its own.",
    ),
    Example(
        rule=KeepTimeInformal(lunches=1),
        week=with_groups(
            opening_at(
                12 * 60,
                tiny_week(
                    tiny_session("film", format=Format.SIDE_EVENT),
                    group("uganda"),
                    group("chad"),
                    sittings=("lunch",),
                ),
            )
        ),
        good=tiny_timetable(at("uganda", 0, "10:30", 60), at("chad", 0, "11:30", 30)),
        bad=tiny_timetable(at("uganda", 0, "11:00", 90)),
        amount=1,
        text="A group that runs into the lunch takes it.",
    ),
    Example(
        rule=ReserveTimeForExperiments(
            floor=60, share=50, sittings=frozenset({f"{MONDAY} groups", f"{MONDAY} midday"})
        ),
        week=two_sittings(
            group("uganda", proposal=Proposal()), tiny_session("chad", proposal=Proposal())
        ),
        good=tiny_timetable(at("uganda", 0, "11:30", 60), at("chad", 0, "12:00")),
        bad=tiny_timetable(at("uganda", 0, "12:00"), at("chad", 0, "12:00")),
        amount=30,
        text="Two experiments at once in two sittings are one half hour.",
    ),
    Example(
        rule=ReserveTimeForExperiments(floor=60, share=50),
        week=two_sittings(
            group("uganda", proposal=Proposal()), tiny_session("chad", proposal=Proposal())
        ),
        good=tiny_timetable(at("uganda", 0, "11:00", 60), at("chad", 0, "12:00")),
        bad=tiny_timetable(at("uganda", 0, "10:30", 120), at("chad", 0, "10:00")),
        amount=60,
        text="Three hours, of which half may be taken, and two and a half are.",
    ),
    Example(
        rule=LimitGroupsAtOnce(most=1),
        week=two_sittings(
            group("uganda", wanted=60), tiny_session("chad", proposal=Proposal()), group("jordan")
        ),
        good=tiny_timetable(at("uganda", 0, "11:00", 60), at("chad", 0, "12:00")),
        bad=tiny_timetable(at("uganda", 0, "11:30", 60), at("chad", 0, "12:00")),
        amount=30,
        text="A small group and an experiment of another format.",
    ),
    Example(
        rule=LimitSessionsAtOnce(most=1),
        week=two_sittings(
            tiny_session("clearance", wanted=60), group("uganda", wanted=90), tiny_session("status")
        ),
        good=tiny_timetable(at("clearance", 0, "10:00", 60), at("uganda", 0, "11:00")),
        bad=tiny_timetable(at("clearance", 0, "12:00", 60), at("uganda", 0, "11:00", 90)),
        amount=30,
        text="A plenary and a small group in two sittings that overlap.",
    ),
    Example(
        rule=HonourOrder(orders=(Order(first="uganda", then="clearance", at_least=30),)),
        week=two_sittings(tiny_session("clearance"), group("uganda"), tiny_session("status")),
        good=tiny_timetable(at("uganda", 0, "11:00"), at("clearance", 0, "12:00")),
        bad=tiny_timetable(at("uganda", 0, "11:00", 90), at("clearance", 0, "12:00")),
        amount=60,
        text="A group that is over before the plenary of the same hour begins.",
    ),
)

EXAMPLES = (
    *ACROSS,
    Example(
        rule=LeadInPerson(),
        week=half_days(tiny_session("clearance", leaders=UGA, least=60, most_parts=2)),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("clearance", 1, "12:00")),
        bad=tiny_timetable(at("clearance", 0, "12:00"), at("clearance", 1, "12:00", 60)),
        amount=30,
        text="A leader who comes and goes in the middle of a day.",
    ),
    Example(
        rule=HearEverySpeaker(),
        week=half_days(tiny_session("clearance", speakers=UGA), tiny_session("status")),
        good=tiny_timetable(at("clearance", 0, "10:30"), at("status", 1, "10:00")),
        bad=tiny_timetable(at("clearance", 1, "10:00", 60), at("status", 1, "12:00")),
        amount=60,
        text="A speaker who comes and goes in the middle of a day.",
    ),
    Example(
        rule=KeepExperimentsVoluntary(),
        week=half_days(tiny_session("group", proposal=Proposal(host="UGA", volunteered=True))),
        good=tiny_timetable(at("group", 0, "10:00"), at("group", 1, "12:00")),
        bad=tiny_timetable(at("group", 0, "10:00"), at("group", 0, "12:00")),
        amount=1,
        text="A host who comes and goes in the middle of a day.",
    ),
    Example(
        rule=HoldEverySession(),
        week=tiny_week(
            tiny_session("clearance", least=60, wanted=90, most_parts=2),
            tiny_session("group", least=30, optional=True),
            days=2,
        ),
        good=tiny_timetable(at("clearance", 0, "10:30"), at("clearance", 1, "10:00")),
        bad=tiny_timetable(at("clearance", 0, "10:30"), at("group", 0, "10:00", 60)),
        amount=30,
        text="What may be split fills two sittings; what may be left out is not promised.",
    ),
    *(
        Example(
            rule=HearEverySpeaker(),
            week=crowd(**delegates),
            good=tiny_timetable(*THREE[:2], at("status", 0, "10:30")),
            bad=tiny_timetable(*THREE),
            amount=30,
            text="Two States must be in the same sessions, and one has a delegate more.",
        )
        for delegates in ({"UGA": 2, "NOR": 3}, {"NOR": 3, "UGA": 2})
    ),
    Example(
        rule=RespectInterpretation(),
        week=tiny_week(
            tiny_session("clearance", languages=2),
            tiny_session("assistance", languages=2),
            days=3,
            interpretation=Interpretation(teams=1, sittings_a_day=1, sittings_a_week=2),
        ),
        good=tiny_timetable(at("clearance", 0, "10:00", 60), at("assistance", 1, "10:00", 60)),
        bad=tiny_timetable(
            at("clearance", 0, "10:00", 60),
            at("assistance", 1, "10:00"),
            at("clearance", 2, "10:00"),
        ),
        amount=1,
        text="Two whole sittings of different days are all that one team can work.",
    ),
    *(
        Example(
            rule=UseRoomsOnce(),
            week=across(HALL, SECTION),
            good=good,
            bad=bad,
            amount=30,
            text="A hall and its section need the turnover from one sitting into the next.",
        )
        for good, bad in TURNED
    ),
    Example(
        rule=KeepBodiesApart(
            classes={"chairs": ConflictClass(pairs=tuple(combinations(THIRDS, 2)))},
            counted_in="pairs",
        ),
        week=tiny_week(*map(tiny_session, THIRDS)),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("reports", 0, "10:30")),
        bad=tiny_timetable(
            at("clearance", 0, "10:00"), at("reports", 0, "10:30"), at("status", 0, "10:00")
        ),
        amount=1,
        text="Each of three committees keeps apart from the two others, counted by pairs.",
    ),
    Example(
        rule=RepresentRegions(),
        week=tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(id="clearance", name="Clearance", instrument="mines", asked={CHAIR: 2}),
                Body(id="status", name="Status", asked={CHAIR: 1}),
            ),
            delegations=tuple(
                Delegation(code=code, name=code, region=region)
                for code, region in (("UGA", "AFR"), ("TCD", "AFR"), ("CHL", "GRULAC"))
            ),
            instruments=(Instrument(id="mines", name="Mines", parties=frozenset({"UGA", "CHL"})),),
            pool=frozenset({"UGA", "TCD", "CHL"}),
        ),
        good=tiny_timetable(),
        bad=tiny_timetable(),
        amount=2,
        text="What a group holds under another instrument is not of this one's share.",
        good_leaders=holders(
            ("clearance", CHAIR, "UGA"), ("clearance", CHAIR, "CHL"), ("status", CHAIR, "TCD")
        ),
        bad_leaders=holders(("clearance", CHAIR, "UGA"), ("clearance", CHAIR, "TCD")),
    ),
    Example(
        rule=RepresentRegions(),
        week=tiny_week(
            tiny_session("clearance"),
            minutes=30,
            bodies=(
                Body(
                    id="clearance",
                    name="Clearance",
                    instrument="mines",
                    co_chairs=("UGA", "TCD"),
                    asked={CHAIR: 3},
                ),
            ),
            delegations=(
                Delegation(code="UGA", name="UGA", region="AFR"),
                Delegation(code="TCD", name="TCD", region="AFR"),
                Delegation(code="ICRC", name="ICRC"),
            ),
            instruments=(Instrument(id="mines", name="Mines", parties=frozenset({"UGA", "TCD"})),),
            pool=frozenset({"ICRC"}),
        ),
        good=tiny_timetable(),
        bad=tiny_timetable(),
        amount=1,
        text="Two leaders of one group and one without a group are not of one group only.",
        good_leaders=holders(("clearance", CHAIR, "ICRC")),
        bad_leaders=holders(),
    ),
    Example(
        rule=UseRoomsOnce(),
        week=across(HALL),
        good=tiny_timetable(
            at("clearance", 0, "10:00", 90, room="hall"),
            at("assistance", 0, "12:00", 120, room="hall"),
        ),
        bad=tiny_timetable(
            at("clearance", 0, "11:30", room="hall"), at("assistance", 0, "12:00", room="hall")
        ),
        amount=30,
        text="Two sittings with a turnover between them hold more than one.",
    ),
    Example(
        rule=FollowPrecedent(reference="last year"),
        week=opening_at(
            12 * 60 + 59,
            tiny_week(
                tiny_session("clearance"),
                references={"last year": tiny_timetable(at("clearance", 0, "12:00"))},
            ),
        ),
        good=tiny_timetable(at("clearance", 0, "12:59")),
        bad=tiny_timetable(at("clearance", 0, "13:29")),
        amount=1,
        text="The last minute before 13:00 is in the morning.",
    ),
    Example(
        rule=ShortenStays(),
        week=tiny_week(
            tiny_session("clearance", leaders=UGA, optional=True, sittings=frozenset()),
            days=2,
            minutes=30,
        ),
        good=tiny_timetable(),
        bad=tiny_timetable(at("clearance", 0, "10:00")),
        amount=1,
        text="What may not sit anywhere keeps nobody in the city.",
    ),
    Example(
        rule=MeetAtOnce(pairs=(SideBySide(session="one", beside="other"),)),
        week=tiny_week(
            tiny_session("one", most_parts=2, sittings=frozenset({f"{MONDAY} morning"})),
            tiny_session("other", most_parts=2),
            sittings=("morning", "lunch", "afternoon"),
            minutes=30,
        ),
        good=tiny_timetable(at("one", 0, "10:00"), at("other", 0, "10:00")),
        bad=tiny_timetable(at("one", 0, "10:00"), at("other", 0, "10:00"), at("other", 0, "15:00")),
        amount=30,
        text="A sitting that only one of two may use, and one that neither may.",
    ),
    Example(
        rule=KeepCommitteesTogether(),
        week=tiny_week(
            tiny_session("clearance"),
            tiny_session("report", body="clearance"),
            tiny_session("assistance"),
            days=3,
            minutes=30,
        ),
        good=tiny_timetable(
            at("clearance", 1, "10:00"), at("report", 2, "10:00"), at("assistance", 0, "10:00")
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:00"), at("report", 2, "10:00"), at("assistance", 1, "10:00")
        ),
        amount=1,
        text="A committee of several sessions can pause, though each of them has one part.",
    ),
    Example(
        rule=HonourOrder(orders=(Order(first="opening", then="closing", at_least=90),)),
        week=tiny_week(
            tiny_session("opening"), tiny_session("closing"), sittings=("morning", "midday")
        ),
        good=tiny_timetable(at("opening", 0, "10:00"), at("closing", 0, "12:00")),
        bad=tiny_timetable(at("opening", 0, "10:30"), at("closing", 0, "12:00")),
        amount=30,
        text="The gap reaches from the end of one sitting into the next.",
    ),
    Example(
        rule=ReserveTimeForExperiments(floor=30, share=50),
        week=tiny_week(
            *(
                tiny_session(
                    name,
                    format=Format.SMALL_GROUP,
                    wanted=60,
                    leaders=leaders,
                    optional=True,
                    proposal=Proposal(host=name, volunteered=True),
                )
                for name, leaders in (("UGA", UGA), ("NOR", NOR))
            ),
            tiny_session("clearance", leaders=UGA | NOR),
        ),
        good=tiny_timetable(
            at("UGA", 0, "10:00"), at("NOR", 0, "10:00"), at("clearance", 0, "10:30")
        ),
        bad=tiny_timetable(at("clearance", 0, "10:00", 60)),
        amount=30,
        text="Experiments side by side, and beside them what their leaders lead together.",
    ),
)
