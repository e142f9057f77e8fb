"""Tiny weeks in which posts are open, for the rules that ask who must be in a room."""

from __future__ import annotations

from typing import Any

from constraints.align_instruments import AlignInstruments
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.hear_every_speaker import HearEverySpeaker
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_instruments_apart import KeepInstrumentsApart
from constraints.lead_in_person import LeadInPerson
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.save_trips import SaveTrips
from constraints.shorten_stays import ShortenStays
from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import (
    at,
    holders,
    mornings,
    tiny_room,
    tiny_session,
    tiny_timetable,
    tiny_week,
)
from constraints.walk_between_buildings import WalkBetweenBuildings
from scheduler.rules.rule import Example
from scheduler.week.leadership import Post, Role
from scheduler.week.week import Body, Delegation, Format, Instrument, Proposal, Session, Week

CHAIR, RAPPORTEUR = Role.CO_CHAIR, Role.CO_RAPPORTEUR
UGA, NOR = frozenset({"UGA"}), frozenset({"NOR"})


def led(name: str, *, speaking: str = "", **more: Any) -> Session:
    """A session that is led from the posts of its body."""
    speaks = {Post(speaking, CHAIR)} if speaking else set[Post]()
    posts = {Post(name, role) for role in Role}
    return tiny_session(name, leading_posts=posts, speaking_posts=speaks, **more)


def body(name: str, co_chairs: int = 1, **more: Any) -> Body:
    given = {"asked": {CHAIR: co_chairs}, "instrument": name, **more}
    return Body.model_validate({"id": name, "name": name.capitalize(), **given})


def week(*sessions: Session, **more: Any) -> Week:
    given = {"bodies": (body("clearance"), body("assistance")), "pool": UGA | NOR, **more}
    return tiny_week(*sessions, **given)


TOGETHER = tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:00"))
IN_TURN = tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:30"))
BOTH = holders(("clearance", CHAIR, "UGA"), ("assistance", CHAIR, "UGA"))
ONE_EACH = holders(("clearance", CHAIR, "UGA"), ("assistance", CHAIR, "NOR"))
TWO_DAYS = tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 1, "10:00"))
INSTRUMENTS = (
    Instrument(id="clearance", name="Clearance", parties=UGA | NOR),
    Instrument(id="assistance", name="Assistance", parties=UGA),
)
AWAY = (Delegation(code="UGA", name="Uganda", sittings=mornings(1)),)

EXAMPLES = (
    Example(
        rule=LeadInPerson(),
        week=week(led("clearance"), led("assistance")),
        good=TOGETHER,
        bad=TOGETHER,
        amount=30,
        text="Who takes two posts cannot lead two sessions at once.",
        good_leaders=ONE_EACH,
        bad_leaders=BOTH,
    ),
    Example(
        rule=LeadInPerson(),
        week=week(
            led("clearance"),
            tiny_session("assistance", leaders=UGA),
            days=2,
            minutes=30,
            delegations=AWAY,
        ),
        good=tiny_timetable(at("clearance", 1, "10:00")),
        bad=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:00")),
        amount=90,
        text="One post beside a session that the State leads anyhow, on a day when it is away.",
        good_leaders=holders(("clearance", CHAIR, "UGA")),
        bad_leaders=holders(("clearance", CHAIR, "UGA")),
    ),
    Example(
        rule=HearEverySpeaker(),
        week=week(
            led("clearance", speaking="assistance"),
            tiny_session("assistance", speakers=NOR),
            days=2,
            minutes=30,
            delegations=AWAY,
        ),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:00")),
        bad=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:00")),
        amount=60,
        text="A Co-Chair must speak in another committee, and is away; another must be in both.",
        good_leaders=holders(("clearance", CHAIR, "UGA")),
        bad_leaders=holders(("clearance", CHAIR, "NOR"), ("assistance", CHAIR, "UGA")),
    ),
    Example(
        rule=HearEverySpeaker(),
        week=week(
            led("clearance"),
            led("assistance"),
            tiny_session("status", speakers=UGA),
            delegations=(Delegation(code="UGA", name="Uganda", delegates=2),),
        ),
        good=tiny_timetable(at("clearance", 0, "10:00"), at("status", 0, "10:00")),
        bad=tiny_timetable(*TOGETHER.parts, at("status", 0, "10:00")),
        amount=30,
        text="Two delegates for three sessions at once, two of them by posts.",
        good_leaders=BOTH,
        bad_leaders=BOTH,
    ),
    Example(
        rule=LetDelegationsAttend(),
        week=week(led("clearance"), tiny_session("assistance", audience=UGA)),
        good=TOGETHER,
        bad=TOGETHER,
        amount=30,
        text="Who takes a post misses what it wants to listen to.",
        good_leaders=holders(("clearance", CHAIR, "NOR")),
        bad_leaders=holders(("clearance", CHAIR, "UGA")),
    ),
    Example(
        rule=ShortenStays(),
        week=week(
            led("clearance"),
            tiny_session("assistance", speakers=UGA),
            days=3,
            minutes=30,
            delegations=(Delegation(code="NOR", name="Norway", from_capital=False),),
        ),
        good=tiny_timetable(at("clearance", 0, "10:00")),
        bad=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 2, "10:00")),
        amount=3,
        text="Who comes from the mission can take a post without a stay.",
        good_leaders=holders(("clearance", CHAIR, "NOR")),
        bad_leaders=holders(("clearance", CHAIR, "UGA")),
    ),
    Example(
        rule=SpareTheLeaders(minutes_a_day=30, break_minutes=30),
        week=week(led("clearance"), led("assistance"), tiny_session("status", leaders=UGA)),
        good=TOGETHER,
        bad=IN_TURN,
        amount=60,
        text="Two posts make a day too long, and leave no break in it.",
        good_leaders=ONE_EACH,
        bad_leaders=BOTH,
    ),
    Example(
        rule=GuaranteeEveryCommittee(floor=30),
        week=week(
            led("clearance"),
            tiny_session("assistance", leaders=UGA | {"CHE"}),
            minutes=30,
        ),
        good=TOGETHER,
        bad=TOGETHER,
        amount=30,
        text="Once a committee has a Co-Chair, it is the Co-Chair who must lead its session.",
        good_leaders=holders(("clearance", CHAIR, "NOR"), ("assistance", CHAIR, "UGA")),
        bad_leaders=holders(("clearance", CHAIR, "NOR"), ("assistance", CHAIR, "NOR")),
    ),
    Example(
        rule=GuaranteeEveryCommittee(floor=30),
        week=week(
            led("clearance"),
            tiny_session("assistance", leading_posts={Post("clearance", CHAIR)}),
            minutes=30,
            bodies=(body("clearance", 2), body("assistance", co_chairs=1)),
        ),
        good=TOGETHER,
        bad=TOGETHER,
        amount=30,
        text="A session may be led by a post elsewhere, if the same State has one here.",
        good_leaders=BOTH,
        bad_leaders=ONE_EACH,
    ),
    Example(
        rule=KeepExperimentsVoluntary(),
        week=week(
            tiny_session(
                "group",
                body="clearance",
                format=Format.SMALL_GROUP,
                proposal=Proposal(host="CHE", volunteered=True),
            ),
            days=2,
            minutes=30,
            bodies=(body("clearance", 2),),
            delegations=AWAY,
        ),
        good=tiny_timetable(at("group", 1, "10:00")),
        bad=tiny_timetable(at("group", 0, "10:00")),
        amount=1,
        text="A leader must be there; where nobody leads, nobody is missed.",
        good_leaders=holders(("clearance", CHAIR, "UGA")),
        bad_leaders=holders(("clearance", CHAIR, "UGA")),
    ),
    Example(
        rule=KeepInstrumentsApart(),
        week=week(led("clearance"), led("assistance"), minutes=30),
        good=TOGETHER,
        bad=TOGETHER,
        amount=30,
        text="One State may not take posts of two instruments that sit at the same time.",
        good_leaders=ONE_EACH,
        bad_leaders=BOTH,
    ),
    Example(
        rule=KeepInstrumentsApart(),
        week=week(
            tiny_session(
                "joint",
                bodies=("clearance", "assistance"),
                format=Format.WORKSHOP,
                leaders=UGA,
                leading_posts={Post("clearance", CHAIR)},
            ),
        ),
        good=tiny_timetable(at("joint", 0, "10:00")),
        bad=tiny_timetable(at("joint", 0, "10:00", 60)),
        amount=60,
        text="A joint session is led from each side that has leaders.",
        good_leaders=BOTH,
        bad_leaders=ONE_EACH,
    ),
    Example(
        rule=AlignInstruments(),
        week=week(
            led("clearance", subject="clearance"),
            tiny_session("assistance", subject="clearance", audience=UGA | NOR),
            days=2,
            minutes=30,
            instruments=INSTRUMENTS,
        ),
        good=TWO_DAYS,
        bad=TWO_DAYS,
        amount=1,
        text="Who takes a post follows its sessions, and would follow those on the same subject.",
        good_leaders=holders(("clearance", CHAIR, "NOR")),
        bad_leaders=holders(("clearance", CHAIR, "UGA")),
    ),
    Example(
        rule=SaveTrips(most_days_apart=1),
        week=week(
            led("clearance"),
            led("assistance"),
            tiny_session("status", body="assistance", audience=UGA),
            tiny_session("reports", body="clearance", audience=UGA),
            days=3,
            minutes=30,
            instruments=INSTRUMENTS,
        ),
        good=tiny_timetable(
            at("reports", 0, "10:00"), at("clearance", 1, "10:00"), at("status", 2, "10:00")
        ),
        bad=tiny_timetable(
            at("reports", 0, "10:00"), at("clearance", 1, "10:00"), at("status", 2, "10:00")
        ),
        amount=1,
        text="A post can give a State a reason to stay between two meetings.",
        good_leaders=holders(("clearance", CHAIR, "UGA")),
        bad_leaders=holders(("clearance", CHAIR, "NOR")),
    ),
    Example(
        rule=WalkBetweenBuildings(minutes=30),
        week=week(
            led("clearance"),
            led("assistance"),
            rooms=(tiny_room("hall"), tiny_room("salon", building="annex")),
            delegations=(Delegation(code="UGA", name="Uganda", delegates=2),),
            minutes=90,
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00", room="hall"), at("assistance", 0, "10:30", room="salon")
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:00", room="hall"), at("assistance", 0, "10:30", room="salon")
        ),
        amount=30,
        text="Who takes two posts has to walk from one session to the other.",
        good_leaders=ONE_EACH,
        bad_leaders=BOTH,
    ),
    Example(
        rule=WalkBetweenBuildings(minutes=30),
        week=week(
            led("clearance"),
            tiny_session("status", speakers=UGA),
            rooms=(tiny_room("hall"), tiny_room("salon", building="annex")),
            minutes=90,
        ),
        good=tiny_timetable(
            at("clearance", 0, "10:00", room="hall"), at("status", 0, "10:30", room="salon")
        ),
        bad=tiny_timetable(
            at("clearance", 0, "10:30", room="hall"), at("status", 0, "10:00", room="salon")
        ),
        amount=30,
        text="One delegate leads by a post, and speaks elsewhere.",
        good_leaders=holders(("clearance", CHAIR, "NOR")),
        bad_leaders=holders(("clearance", CHAIR, "UGA")),
    ),
)
