"""Tiny weeks that go to the limit of what rules imply, promise or share."""

from __future__ import annotations

from itertools import combinations

from constraints.follow_precedent import FollowPrecedent
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.lead_in_person import LeadInPerson
from constraints.meet_at_once import MeetAtOnce, SideBySide
from constraints.represent_regions import RepresentRegions
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.respect_interpretation import RespectInterpretation
from constraints.shorten_stays import ShortenStays
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

EXAMPLES = (
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
